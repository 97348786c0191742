"""Cards with labels of their own: a name, and under it `Result | Range | Status` over or before their cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.cells import ResultText, looks_like_unit, parse_result
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.header_words import Role, role_of
from medapp.domain.parsing.headings import HeadingCell, cut_headings, known_length
from medapp.domain.parsing.lines import Line, segments, text_of
from medapp.domain.parsing.names import Context, is_exact_name, is_known_name
from medapp.domain.parsing.rows import Earlier, RawRow, box_of, legibility_of

_LABELS = (Role.VALUE, Role.RANGE, Role.UNIT, Role.FLAG, Role.PREVIOUS, Role.COMMENT, Role.OTHER, Role.DATE)
_INDENT, _NAME_INDENT = 8.0, 20.0  # points
_NEXT_LINE, _NEXT_CELL = 1.9, 2.6  # line heights from one top to the next
_MOST_LINES, _MOST_NAME_WORDS = 12, 10
_FEWEST = 2


@dataclass
class LabelledCard:
    """`first` is the place of the card's first line, `words` all that it is made of."""

    first: int
    name: list[Word]
    cells: dict[Role, list[Word]] = field(default_factory=dict)
    labels: list[Word] = field(default_factory=list)
    is_sure: bool = True  # the result is no free words

    def text(self, role: Role) -> str | None:
        text = text_of(self.cells.get(role, ())).strip(" :")
        return text if any(char.isalnum() or char in "%‰+" for char in text) else None

    @property
    def words(self) -> list[Word]:
        return [*self.name, *self.labels, *(word for cell in self.cells.values() for word in cell)]

    @property
    def result(self) -> ResultText | None:
        return parse_result(self.text(Role.VALUE) or "", free_words=not self.is_sure)


def read_labelled_cards(lines: list[Line]) -> list[LabelledCard]:
    """Every such card of a page; free words are a result, and an unknown name is one, only beside other cards."""
    cards: list[LabelledCard] = []
    used: set[int] = set()
    for index in range(1, len(lines)):
        for group, left, right in _groups(lines[index]):
            if any(id(word) in used for cell in group for word in cell.words):
                continue
            card = _card(lines, index, left, right)
            if card is not None:
                cards.append(card)
                used |= {id(word) for word in card.words}
    sure = [card for card in cards if card.is_sure and is_known_name(text_of(card.name))]
    if len(sure) >= _FEWEST and 2 * len(sure) >= len(cards):
        return cards
    return sure


def row_of(card: LabelledCard, page: int, context: Context) -> RawRow:
    """The card as a row."""
    result = card.result
    if result is None:
        raise ValueError(card.name)
    earlier, flag = card.text(Role.PREVIOUS), card.text(Role.FLAG)
    return RawRow(
        name=text_of(card.name).strip(" :"), result=result, unit=card.text(Role.UNIT) or result.unit,
        range_text=card.text(Role.RANGE), flag=flag if flag and len(flag) <= 24 else result.flag,
        context=context, page=page, box=box_of(card.words),
        legibility=legibility_of(card.cells[Role.VALUE], numbers_only=True), name_legibility=legibility_of(card.name),
        range_legibility=legibility_of(card.cells.get(Role.RANGE, ()), numbers_only=True),
        earlier=(Earlier(earlier),) if earlier else (),
    )  # fmt: skip


def _groups(line: Line) -> Iterator[tuple[list[HeadingCell], float, float]]:
    """The labels of each card that stands on the line, and from where to where the card reaches."""
    if role_of(text_of(line.words[: known_length(line.words)])) not in (Role.VALUE, Role.RANGE):
        return
    cells = cut_headings(line)
    starts = [at for at, cell in enumerate(cells) if cell.role in (Role.VALUE, Role.RANGE)]
    if not starts or starts[0] != 0:
        return
    starts = [at for at in starts if cells[at].role is cells[0].role]
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        group = cells[start:end]
        if start == 0 or _is_label_row(group) == _is_label_row(cells[: starts[1]]):
            left = group[0].x0 - _INDENT if start else 0.0
            yield group, left, cells[end].x0 - _INDENT if end < len(cells) else float("inf")


def _is_label_row(cells: list[HeadingCell]) -> bool:
    """Labels and nothing else."""
    return all(cell.role in _LABELS and known_length(cell.words) == len(cell.words) for cell in cells)


def _card(lines: list[Line], index: int, left: float, right: float) -> LabelledCard | None:
    """The card whose first labels stand on the line."""
    x0 = _part(lines[index], left, right)[0].x0
    first, name = _name_above(lines, index, x0, right)
    if not name:
        return None
    card = LabelledCard(first, name)
    _fill(card, lines[index : index + _MOST_LINES], left, right)
    if card.text(Role.VALUE) is None:
        return None
    card.is_sure = card.result is not None
    result = card.result
    if result is None or (result.kind == "words" and is_known_name(result.printed)):
        return None
    return card


def _part(line: Line, left: float, right: float) -> list[Word]:
    return [word for word in line.words if left <= word.x0 < right]


def _name_above(lines: list[Line], index: int, x0: float, right: float) -> tuple[int, list[Word]]:
    """The line right above the labels, with the one above it when they are a name together."""
    name: list[Word] = []
    first = below = index
    for at in range(index - 1, max(index - 4, -1), -1):
        part = next(iter(segments(_part(lines[at], x0 - _NAME_INDENT, right))), [])
        if not part:
            continue
        near = lines[below].y0 - lines[at].y0 <= (_NEXT_LINE if name else _NEXT_CELL) * lines[at].size
        if near and not name and is_flag(text_of(part)):
            below = at  # the status under the name
            continue
        if not near or (name and (abs(part[0].x0 - name[0].x0) > 3 or not _goes_on(part, name))):
            break
        if not _is_name(part):
            return index, []
        name, first, below = part + name, at, at
    return first, name


def _is_name(part: list[Word]) -> bool:
    text = text_of(part)
    if len(part) > _MOST_NAME_WORDS or not any(char.isalpha() for char in text) or parse_result(text) is not None:
        return False
    cells = cut_headings(Line(tuple(part)))
    if cells[0].role is not None and not is_known_name(text):
        return False
    return is_exact_name(text) or not (decoys.is_prose(text) or decoys.is_administrative(text))


def _goes_on(above: list[Word], name: list[Word]) -> bool:
    text = text_of(name)
    return text[0].islower() or text[0] == "(" or above[-1].text.endswith((",", "-")) or _are_one(above, name)


def _are_one(above: list[Word], name: list[Word]) -> bool:
    return is_exact_name(text_of(above + name)) and not is_known_name(text_of(name))


def _fill(card: LabelledCard, lines: list[Line], left: float, right: float) -> None:
    """The cells under their labels, or behind them on the same line, until something else begins."""
    labels: list[HeadingCell] = []
    last = lines[0]
    for line in lines:
        part = _part(line, left, right)
        if not part:
            continue
        if line.y0 - last.y0 > _NEXT_CELL * max(last.size, line.size):
            return
        cells = cut_headings(Line(tuple(part)))
        length = known_length(tuple(part))
        if _is_label_row(cells) and not any(cell.role in card.cells for cell in cells):
            labels = cells
            card.labels += part
        elif length < len(part) and cells[0].role in _LABELS and cells[0].role not in card.cells:
            labels = []
            card.labels += part[:length]
            card.cells[cells[0].role] = part[length:]
        elif not labels or not _take(card, labels, part):
            return
        last = line


def _take(card: LabelledCard, labels: list[HeadingCell], part: list[Word]) -> bool:
    """Put a line's cells under their labels; False when the line is no part of the card."""
    if part[0].x1 < labels[0].x0:
        return False
    places = [(_role_over(labels, piece), piece) for piece in segments(part)]
    seen = Role.VALUE in card.cells
    if any(role is Role.VALUE and seen and not looks_like_unit(text_of(piece)) for role, piece in places):
        return False
    needed = not seen and any(label.role is Role.VALUE for label in labels)
    if needed and all(role is not Role.VALUE for role, _ in places):
        return False
    for role, piece in places:
        card.cells[role] = [*card.cells.get(role, []), *piece]
    return True


def _role_over(labels: list[HeadingCell], piece: list[Word]) -> Role:
    """The role of the label that the piece stands under."""
    nearest = min(labels, key=lambda label: max(label.x0 - piece[-1].x1, piece[0].x0 - label.x1, 0.0))
    return nearest.role or Role.OTHER
