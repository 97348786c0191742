"""One page explained: its words' boxes, columns and rows on the left, what each row became on the right."""

from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw, ImageOps

from medapp.domain.documents import Page, Word
from medapp.domain.parsing.rows import box_of
from medapp.domain.parsing.trace import Trace, TracedTable
from medapp.domain.results import Measurement
from medapp.ingest.explain.notes import write_notes
from medapp.ingest.explain.pens import PENS, Box, Pen, letters, outline, stroke

_PALE = 0.35  # how much paper is mixed into the page, so that outlines stand out
_GREY_BITS, _PAPER = 4, 232  # few shades make a small file


def draw_page(page: Page, background: Image.Image, trace: Trace, rows: Sequence[Measurement]) -> Image.Image:
    """`rows` are the report's measurements in its order, empty when nothing was found."""
    paper = Image.new("RGB", background.size, "white")
    grey = Image.blend(background.convert("RGB"), paper, _PALE).convert("L")
    sheet = ImageOps.posterize(grey, _GREY_BITS).point(lambda shade: 255 if shade >= _PAPER else shade).convert("RGB")
    scale = background.width / page.width
    draw = ImageDraw.Draw(sheet)
    for word in page.words:
        outline(draw, _scaled(word.box, scale), PENS["word"])
    for table in trace.tables:
        if table.page == page.number:
            _draw_columns(draw, table, scale, page.width)
    for loose in trace.loose:
        if loose.page == page.number and loose.box:
            outline(draw, _scaled(loose.box, scale), PENS["loose"], 3)
    mine = [index for index, row in enumerate(trace.rows) if row.page == page.number]
    places: dict[int, Box] = {}
    for index in mine:
        for part, words in trace.rows[index].parts.items():
            for piece in _pieces(words):
                outline(draw, _scaled(_around(piece), scale), PENS[part], 2)
        every = [word for words in trace.rows[index].parts.values() for word in words]
        if every:
            places[index] = _scaled(_around(every), scale)
    notes = [(places.get(index), rows[index], trace.rows[index].bound) for index in mine if index < len(rows)]
    leftovers = [loose.text for loose in trace.loose if loose.page == page.number]
    return write_notes(sheet, page.number, notes, leftovers)


def _pieces(words: Iterable[Word]) -> list[list[Word]]:
    """Words of one cell that stand side by side, line by line."""
    pieces: list[list[Word]] = []
    for word in words:
        last = pieces[-1][-1] if pieces else None
        height = word.y1 - word.y0
        if last and abs(last.y0 - word.y0) < 0.5 * height and -height < word.x0 - last.x1 < 1.5 * height:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _around(words: Iterable[Word]) -> Box:
    return box_of(words) or (0.0, 0.0, 0.0, 0.0)


def _scaled(box: Box, scale: float) -> Box:
    return (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)


def _draw_columns(draw: ImageDraw.ImageDraw, table: TracedTable, scale: float, width: float) -> None:
    """Edges from the headings down to the table's last line, and what each column was taken for."""
    grid, pen = table.grid, PENS["column"]
    top, bottom = table.top * scale - 4, table.bottom * scale + 4
    left, right = max(grid.left, 0.0), min(grid.right, width)
    for x in (left + 1, *grid.edges, right - 1):
        stroke(draw, (x * scale, top), (x * scale, bottom), pen)
    stroke(draw, (left * scale, top), (right * scale, top), Pen("", pen.colour, 2))
    font = letters(10, bold=True)
    for column, end in zip(grid.columns, (*grid.edges, right), strict=True):
        label = column.role.value.upper() + ("" if table.headed else " (as before)")
        size = font.getlength(label)
        x = min(column.x1 * scale + 6, end * scale - size - 5)
        draw.rectangle((x - 3, top - 6, x + size + 3, top + 7), fill=pen.colour)
        draw.text((x, top - 6), label, fill="white", font=font)
