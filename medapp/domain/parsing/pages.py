"""A report's pages read from top to bottom: tables under headings, and lines that have none."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace

from medapp.domain.documents import Page, Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.another_name import is_another, is_closer
from medapp.domain.parsing.bar_limits import put_ends_together, with_bar_limits
from medapp.domain.parsing.broken_words import whole_name_of
from medapp.domain.parsing.card_columns import columns_apart
from medapp.domain.parsing.card_scales import with_scales_beside
from medapp.domain.parsing.cards import read_cards
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.celltexts import flag_of, margin_flag, range_text, unit_text
from medapp.domain.parsing.columns import find_headers
from medapp.domain.parsing.doubles import split_double
from medapp.domain.parsing.freelines import POSSIBLE, SURE, FreeRow, read_line
from medapp.domain.parsing.grid import Grid, build_grid
from medapp.domain.parsing.group_words import set_groups_apart
from medapp.domain.parsing.growth import is_growth
from medapp.domain.parsing.header_words import Role
from medapp.domain.parsing.labelled_cards import read_labelled_cards, row_of
from medapp.domain.parsing.line_parts import below, hold_results, independent_parts, stands_among, whole_name
from medapp.domain.parsing.lines import Line, height_of, text_of
from medapp.domain.parsing.name_lines import is_code
from medapp.domain.parsing.names import is_exact_name, is_known_name
from medapp.domain.parsing.newspaper import in_columns
from medapp.domain.parsing.norm_under_name import take_norms, take_units
from medapp.domain.parsing.noted_ranges import with_noted_range
from medapp.domain.parsing.pairs import are_pairs, read_pair, split_pairs
from medapp.domain.parsing.row_numbers import set_numbers_apart
from medapp.domain.parsing.rows import Earlier, Loose, RawRow, box_of, legibility_of
from medapp.domain.parsing.second_language import set_languages_apart
from medapp.domain.parsing.sections import Sections
from medapp.domain.parsing.table_spans import spans_of
from medapp.domain.parsing.tables import TableLine, cut_lines
from medapp.domain.parsing.trace import Trace
from medapp.domain.parsing.transposed import find_transposed, rows_of
from medapp.domain.parsing.trust import is_trustworthy, value_column_x
from medapp.domain.parsing.word_cells import join_words
from medapp.domain.parsing.wrapped import join_names
from medapp.domain.parsing.wraps import attach, join_limits
from medapp.domain.people import Sex


class PageReader:
    """Keeps what goes over from one page to the next: the heading in force and the last table's columns."""

    def __init__(self, sex: Sex | None, trace: Trace | None = None, date_order: str | None = None) -> None:
        self.sex = sex
        self.date_order = date_order
        self.trace = trace
        self.sections = Sections()
        self.grids: list[Grid] = []
        self.rows: list[RawRow] = []
        self.loose: list[Loose] = []
        self.name_end = 0, 0.0  # how many rows there were, and where the last one's name went on to

    def read(self, page: Page, lines: list[Line]) -> None:
        """The rows of a page, given its lines from top to bottom."""
        lines = self._take_labelled_cards(page, self._take_transposed(page, lines))
        headers = find_headers(lines, self.date_order)
        top = lines[: headers[0].first] if headers else lines
        self._read_free(page, top, self.grids)
        for beside in spans_of(headers, len(lines)):
            known = len(self.rows)
            grids: list[Grid] = []
            for span in beside:
                body, drugs = _before_drugs(lines[span.header.last + 1 : span.end])
                if not any(column.end or column.role is Role.PREVIOUS for column in span.header.columns):
                    body = with_bar_limits(body)
                grids.append(build_grid(span.header, body, page.width, span.rivals))
                self._read_table(page, grids[-1], body, lines[span.header.first].y0)
            self.grids = grids
            for rest in (below(body, self.rows[known:]), drugs):
                if hold_results(rest):
                    self._read_free(page, rest, [])
                elif rest is drugs:
                    for line in drugs:  # the heading of the next table stands below them
                        self.sections.hear(line)

    def _take_transposed(self, page: Page, lines: list[Line]) -> list[Line]:
        """Keep what stands in tables with the analytes across; returns the lines without them."""
        taken: set[int] = set()
        for table in find_transposed(lines, self.date_order):
            for line in lines[max(table.first - 1, 0) : table.first]:
                self.sections.hear(line)
            words = [word for line in lines[table.first : table.last + 1] for word in line.words]
            for row in rows_of(table, page.number, self.sections.context, self.date_order):
                self._keep_row(page, row, [word for word in words if _is_inside(word, row)])
            taken |= set(range(table.first, table.last + 1))
        return [line for index, line in enumerate(lines) if index not in taken]

    def _take_labelled_cards(self, page: Page, lines: list[Line]) -> list[Line]:
        """Keep what stands on cards with labels of their own; returns the lines without it."""
        cards = read_labelled_cards(lines)
        heard = 0
        for card in cards:
            for line in lines[heard : card.first]:
                self.sections.hear(line)
            heard = card.first
            self._keep_row(page, row_of(card, page.number, self.sections.context), card.words)
        return _without([word for card in cards for word in card.words], lines)

    def _read_table(self, page: Page, grid: Grid, lines: list[Line], top: float | None = None) -> None:
        if any(decoys.is_antibiogram(column.text) for column in grid.columns):
            return
        if self.trace is not None:
            self.trace.keep_table(page, grid, lines, top)
        cut = cut_lines(grid, lines, self.sex)
        set_numbers_apart(cut)
        join_words(cut)
        set_groups_apart(cut)
        take_norms(cut, grid)
        take_units(cut, grid)
        join_limits(cut)
        attach(cut)
        put_ends_together(grid, cut)
        set_languages_apart(cut)
        column_x = value_column_x(cut)
        for index, row in enumerate(cut, start=1):
            if row.group:
                self.sections.hear(Line(tuple(row.group)))
            drug = decoys.is_antibiogram(self.sections.section) and not is_growth(row.result, unit_text(row))
            found = self._table_rows(page, grid, row, column_x) if row.is_anchor and not drug else []
            if len(found) == 1:
                found = [with_noted_range(found[0], cut[index:])]
            if found:
                self.rows += found
                if self.trace is not None:
                    self.trace.keep_row(page, grid, row, len(found))
            elif not (drug and row.is_anchor) and not self._fall_back(page, grid, row):
                self.sections.hear(_line_in(row))

    def _table_rows(self, page: Page, grid: Grid, row: TableLine, column_x: float | None) -> list[RawRow]:
        margin = margin_flag(row)
        words = row.name_words()
        name = whole_name_of(row).strip(" :.…_")
        ranges = range_text(row)
        if not is_trustworthy(row, name, bool(ranges), column_x) or row.result is None:
            return []
        used = [*words, *row.values, *row.flags, *row.units, *row.range_words()]
        unit = unit_text(row)
        first = RawRow(
            name=name, result=row.result, unit=unit, range_text=ranges, flag=flag_of(row) or row.result.flag or margin,
            context=self.sections.context, page=page.number, box=box_of(used), bold=all(w.bold for w in row.values),
            legibility=legibility_of(row.values or used, numbers_only=True), name_legibility=legibility_of(words),
            range_legibility=legibility_of(row.range_words(), numbers_only=True),
            earlier=tuple(Earlier(text, day) for day, text in row.earlier),
            collected_at=grid.day(self.date_order), heading_unit=grid.unit or self._unit_above(grid),
            warnings=row.doubts,
        )  # fmt: skip
        second = parse_result(row.result.rest) if row.result.unit and row.result.rest else None
        if second is not None and second.kind == "number" and not second.rest and (second.unit or unit):
            return [
                replace(first, unit=row.result.unit, range_text=None),
                replace(first, result=second, unit=second.unit or unit),
            ]
        return [first]

    def _unit_above(self, grid: Grid) -> str | None:
        """The unit of the group's heading, in a table that has no column for units."""
        return None if any(column.role is Role.UNIT for column in grid.columns) else self.sections.unit

    def _fall_back(self, page: Page, grid: Grid, row: TableLine) -> bool:
        """A line that does not fit the columns may still be a row that stands for itself."""
        if any(column.role is Role.PREVIOUS for column in grid.columns) or not row.name:
            return False
        words = [word for cell in row.cells for word in cell]
        found = read_line(words)
        if found is None or not is_known_name(found.name) or not (found.unit or found.range_text) or found.score < 3.2:
            return False
        columns = [column for column, cell in zip(grid.columns, row.cells, strict=True) if found.value in cell]
        if any(column.role in (Role.RANGE, Role.COMMENT, Role.OTHER) for column in columns):
            return False
        self._keep(page, found)
        return True

    def _read_free(self, page: Page, lines: list[Line], grids: list[Grid]) -> None:
        """Lines above the first headings: the last page's tables may go on, or there are no headings at all."""
        if any(_goes_on(grid, lines) for grid in grids):
            for grid in grids:
                self._read_table(page, grid, lines)
            return
        lines = in_columns(self._take_cards(page, columns_apart(with_scales_beside(with_bar_limits(lines)))))
        paired = are_pairs(lines)
        cut = split_pairs if paired else independent_parts
        parts = [
            double
            for part in join_names([part for line in lines for part in cut(line)])
            for double in split_double(part)
        ]
        read = [(read_pair(part) if paired else None) or read_line(part, least=POSSIBLE) for part in parts]
        sure = [row for row in read if row is not None and row.score >= SURE]
        before: list[Word] = []
        for index, (part, found) in enumerate(zip(parts, read, strict=True), start=1):
            drug = decoys.grades_a_drug(text_of(part)) or (
                decoys.is_antibiogram(self.sections.section) and not (found and is_growth(found.result, found.unit))
            )
            if found is not None and not drug and (found.score >= SURE or stands_among(found, sure)):
                self._keep(page, replace(found, name=whole_name(before, found)))
                before = []
            else:
                if not before and self._go_on(part, parts[index:]):
                    continue
                self.sections.hear(Line(tuple(part)))
                before = part

    def _take_cards(self, page: Page, lines: list[Line]) -> list[Line]:
        """Keep what stands on cards; returns the lines without it."""
        cards = read_cards(lines)
        rest = _without([word for card in cards for word in card.words], lines)
        sections, heard = copy(self.sections), 0  # the headings between the cards are heard again with the rest
        for card in sorted(cards, key=lambda card: min(word.y0 for word in card.words)):
            while heard < len(rest) and rest[heard].middle < min(word.y0 for word in card.words):
                sections.hear(rest[heard])
                heard += 1
            self.rows.append(
                RawRow(
                    name=card.name, result=card.result, unit=card.unit, range_text=card.range_text,
                    flag=card.flag or card.result.flag, context=sections.context, page=page.number,
                    box=box_of(card.words), bound="content", heading_unit=sections.unit,
                    legibility=legibility_of(_without_words(card.words, card.norm), numbers_only=True),
                    range_legibility=legibility_of(card.norm, numbers_only=True),
                )
            )  # fmt: skip
        return rest

    def _go_on(self, part: list[Word], following: list[list[Word]]) -> bool:
        """A line that completes the name of the row just read is taken into it."""
        last = self.rows[-1] if self.rows else None
        text = text_of(part)
        if last is None or last.box is None or len(part) > 6:
            return False
        is_open = last.name.count("(") > last.name.count(")")
        row, top = self.name_end
        top = top if row == len(self.rows) else last.box[1]
        near = 0 < part[0].y0 - top <= 1.7 * height_of(part[0]) and abs(part[0].x0 - last.box[0]) <= 6
        joined = f"{last.name} {text}"
        begins_small = text[:1].islower() or text.startswith("(")
        if near and not begins_small and is_another(last.name, text):
            closer = is_closer(part[0].y0 - top, part, following, self.rows)
            warnings = last.warnings if closer else (*last.warnings, "near_match")
            self.rows[-1] = replace(last, name=joined if closer else last.name, warnings=warnings)
            return closer
        if not (begins_small or is_open):
            return False
        if (
            near
            and not any(char.isdigit() for char in text)
            and (is_open or is_code(text) or not is_known_name(last.name) or is_exact_name(joined))
        ):
            self.rows[-1] = replace(last, name=joined)
            self.name_end = len(self.rows), part[0].y0
            return True
        return False

    def _keep_row(self, page: Page, row: RawRow, words: list[Word]) -> None:
        self.rows.append(row)
        if self.trace is not None:
            texts = {"value": row.result.printed, "unit": row.unit, "range": row.range_text}
            self.trace.keep_words(page, words, texts)

    def _keep(self, page: Page, found: FreeRow) -> None:
        if self.trace is not None:
            self.trace.keep_free_row(page, found)
        self.rows.append(
            RawRow(
                name=found.name, result=found.result, unit=found.unit, range_text=found.range_text, flag=found.flag,
                context=self.sections.context, page=page.number, box=box_of(found.words), bound="content",
                heading_unit=self.sections.unit,
                legibility=found.value.confidence, name_legibility=legibility_of(found.words_in(found.name)),
                range_legibility=legibility_of(found.words_in(found.range_text or ""), numbers_only=True),
            )
        )  # fmt: skip
        named = [word.y0 for word in found.words_in(found.name) if word.x1 <= found.value.x0]
        self.name_end = len(self.rows), max(named, default=found.value.y0)


def _before_drugs(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """A table's lines, and those from where a heading says that a microbe's answer to drugs follows."""
    for index, line in enumerate(lines):
        words = line.text.split()
        if decoys.is_antibiogram(line.text) and len(words) <= 10 and not any(word[0].isdigit() for word in words):
            return lines[:index], lines[index:]
    return lines, []


def _without(words: list[Word], lines: list[Line]) -> list[Line]:
    """The lines without the words."""
    used = {id(word) for word in words}
    left = [tuple(word for word in line.words if id(word) not in used) for line in lines]
    return [Line(kept) for kept in left if kept] if used else lines


def _without_words(words: Iterable[Word], others: Iterable[Word]) -> list[Word]:
    left_out = {id(word) for word in others}
    return [word for word in words if id(word) not in left_out]


def _is_inside(word: Word, row: RawRow) -> bool:
    return row.box is not None and row.box[0] - 1 <= (word.x0 + word.x1) / 2 <= row.box[2] + 1


def _goes_on(grid: Grid, lines: list[Line]) -> bool:
    """The lines at the top of a page fit the columns of the page before."""
    rows = [
        row
        for row in cut_lines(grid, lines, None)
        if row.result is not None and row.result.number is not None and row.name
    ]
    fitting = [row for row in rows if is_known_name(text_of(row.name)) and (row.units or row.ranges)]
    return len(fitting) >= 1 and 2 * len(fitting) >= len(rows)


def _line_in(row: TableLine) -> Line:
    return Line(tuple(sorted((word for cell in row.cells for word in cell), key=lambda word: word.x0)))
