"""The sheet as blocks from top to bottom: head, score and takeaway, alarms, the table, questions, notes."""

from collections.abc import Callable
from dataclasses import dataclass

from medapp.i18n import translate
from medapp.ui.paper.marks import draw_icon, draw_line
from medapp.ui.paper.pen import BOLD, PLAIN, SERIF, Pen, wrap
from medapp.ui.paper.sheet import Sheet, SheetRow

LEFT, RIGHT = 34.5, 560.8
WIDTH = RIGHT - LEFT
# Left ends: name, value's right end, unit, range, line, line's right end, state, earlier value's right end.
NAME, VALUE, UNIT, RANGE, LINE, LINE_END, STATE, EARLIER = 34.5, 224.0, 231.0, 285.0, 350.0, 425.0, 439.0, RIGHT
_SMALL, _STEP = 7.2, 9.6


@dataclass(frozen=True)
class Block:
    """`paint(pen, top)` draws it; `needs` is how much more must fit below it on the same page."""

    height: float
    paint: Callable[[Pen, float], None]
    needs: float = 0.0
    in_table: bool = False


def blocks_of(sheet: Sheet, row_height: float) -> list[Block]:
    blocks = [_head(sheet), _hero(sheet), *(_alarm(*alarm) for alarm in sheet.alarms), draw_table_head(sheet)]
    for name, rows in sheet.groups:
        blocks.append(_group(name, row_height))
        blocks += [_row(row, row_height) for row in rows]
    if sheet.questions:
        blocks.append(_questions(sheet))
    return [*blocks, _notes(sheet)]


def draw_table_head(sheet: Sheet) -> Block:
    marker, value, unit, limits, state, earlier = sheet.headings

    def paint(pen: Pen, top: float) -> None:
        y = top + 10
        pen.text(NAME, y, marker, size=_SMALL)
        pen.text(VALUE, y, value, size=_SMALL, right=True)
        pen.text(UNIT, y, unit, size=_SMALL)
        pen.text(RANGE, y, limits, size=_SMALL)
        pen.text(STATE, y, state, size=_SMALL)
        pen.text(EARLIER, y, earlier, size=_SMALL, right=True)
        pen.rule(LEFT, RIGHT, top + 14.5, 0.9)

    return Block(15.5, paint, needs=40)


def draw_footer(pen: Pen, sheet: Sheet, number: int, total: int) -> None:
    pen.rule(LEFT, RIGHT, 800, 1.1)
    pen.lines(LEFT, 810, wrap(sheet.footer, WIDTH - 60, size=_SMALL), _STEP, size=_SMALL)
    page = translate(sheet.language, "paper.page", number=number, total=total)
    pen.text(RIGHT, 810, page, size=_SMALL, right=True)


def _head(sheet: Sheet) -> Block:
    facts = wrap(sheet.facts, WIDTH - 90)

    def paint(pen: Pen, top: float) -> None:
        pen.text(LEFT, top + 15, sheet.title, SERIF, 16)
        pen.lines(LEFT, top + 28, facts, 10.5)
        _brand(pen, RIGHT, top + 12)
        pen.rule(LEFT, RIGHT, top + 25 + 10.5 * len(facts), 1.1)

    return Block(27 + 10.5 * len(facts), paint)


def _brand(pen: Pen, right: float, y: float) -> None:
    """The product's mark: the line with its band and one sign."""
    pen.text(right, y + 3.5, "medapp", BOLD, 10, right=True)
    x = right - 72
    pen.rule(x, x + 25, y, 1.1)
    pen.box(x + 6.4, y - 3.7, 12.7, 7.4, 0.86, 0.4)
    pen.upright(x + 6.4, y - 5.2, y + 5.2, 1.1)
    pen.upright(x + 19.1, y - 5.2, y + 5.2, 1.1)
    pen.disc(x + 14.6, y, 3.0)


def _hero(sheet: Sheet) -> Block:
    left = wrap(sheet.no_score or sheet.class_word, 112, BOLD) if not sheet.number else []
    takeaway = wrap(sheet.takeaway, WIDTH - 132, SERIF, 12)
    height = max(41.0, 12 + 15.5 * len(takeaway), 14 + 10.5 * len(left))

    def paint(pen: Pen, top: float) -> None:
        if sheet.number:
            pen.text(LEFT, top + 33, sheet.number, SERIF, 34)
            after = LEFT + 4 + 19.5 * len(sheet.number)
            pen.text(after, top + 33, f"{sheet.of_100}, {sheet.class_word}")
        pen.lines(LEFT, top + 15, left, 10.5, BOLD)
        pen.lines(LEFT + 132, top + 16, takeaway, 15.5, SERIF, 12)
        pen.rule(LEFT, RIGHT, top + height, 0.6)

    return Block(height, paint)


def _alarm(title: str, detail: str) -> Block:
    heading = wrap(title, WIDTH - 24, BOLD, 10)
    words = wrap(detail, WIDTH - 24)
    height = 12 + 13 * len(heading) + 11 * len(words)

    def paint(pen: Pen, top: float) -> None:
        pen.box(LEFT, top + 5, WIDTH, height, line=1.4)
        pen.lines(LEFT + 12, top + 19, heading, 13, BOLD, 10)
        pen.lines(LEFT + 12, top + 19 + 13 * len(heading), words, 11)

    return Block(height + 9, paint)


def _group(name: str, row_height: float) -> Block:
    height = row_height + 3.5

    def paint(pen: Pen, top: float) -> None:
        pen.text(LEFT, top + height - 3.8, name, BOLD, 8)
        pen.rule(LEFT, RIGHT, top + height, 0.6)

    return Block(height, paint, needs=row_height, in_table=True)


def _row(row: SheetRow, row_height: float) -> Block:
    font = BOLD if row.is_outside else PLAIN
    names = wrap(row.name, VALUE - NAME - 42, font, most=3)
    height = max(row_height, 9.6 * len(names) + 0.16 * row_height + 0.6)

    def paint(pen: Pen, top: float) -> None:
        middle = top + height / 2
        y = middle + 2.9
        pen.lines(NAME, y - 4.8 * (len(names) - 1), names, 9.6, font)
        pen.fitted(VALUE, y, row.value, 42 if len(names) > 1 else 60, BOLD, right=True)
        pen.fitted(UNIT, y, row.unit, RANGE - UNIT - 4)
        pen.fitted(RANGE, y, row.limits, LINE - RANGE - 5)
        draw_line(pen, LINE, middle, LINE_END - LINE, row.line, row.kind)
        draw_icon(pen, STATE, middle, row.icon)
        pen.fitted(STATE + 11, y, row.word, EARLIER - STATE - 11 - 38, font)
        pen.fitted(EARLIER, y, row.earlier, 36, right=True)
        pen.rule(LEFT, RIGHT, top + height, 0.35, 0.6)

    return Block(height, paint, in_table=True)


def _questions(sheet: Sheet) -> Block:
    width = (WIDTH - 24) / 2
    asked = [wrap(question, width - 12) for question in sheet.questions]
    pairs = [asked[place : place + 2] for place in range(0, len(asked), 2)]
    heights = [11.0 * max(len(lines) for lines in pair) + 3 for pair in pairs]

    def paint(pen: Pen, top: float) -> None:
        pen.text(LEFT, top + 18, sheet.questions_title, BOLD, 9)
        y = top + 32
        for pair, height in zip(pairs, heights, strict=True):
            for column, lines in enumerate(pair):
                x = LEFT + column * (width + 24)
                pen.box(x, y - 6, 6, 6)
                pen.lines(x + 12, y, lines, 11)
            y += height

    return Block(24 + sum(heights), paint)


def _notes(sheet: Sheet) -> Block:
    room = WIDTH - (66 if sheet.link else 0)
    lines = [line for note in sheet.notes for line in wrap(note, room, size=_SMALL)]
    height = max(10 + _STEP * len(lines), 70 if sheet.link else 0)

    def paint(pen: Pen, top: float) -> None:
        pen.lines(LEFT, top + 14, lines, _STEP, size=_SMALL)
        if sheet.link:
            _square_code(pen, RIGHT - 56, top + 6, 56, sheet)

    return Block(height, paint)


def _square_code(pen: Pen, x: float, y: float, size: float, sheet: Sheet) -> None:
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(sheet.link)
    code.make()
    step = size / code.getModuleCount()
    pen.canvas.setFillGray(0)
    for row in range(code.getModuleCount()):
        for column in range(code.getModuleCount()):
            if code.isDark(row, column):
                top = pen.height - y - (row + 1) * step
                pen.canvas.rect(x + column * step, top, step + 0.05, step + 0.05, stroke=0, fill=1)
    pen.fitted(x + size, y + size + 9, sheet.link_words, 120, size=6.4, right=True)
