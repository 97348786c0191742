# ruff: noqa: E501 - one row of fields
"""Tables of cells and messages explained as a plain grid: what each column means, what each row became."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from medapp.domain.documents import StructuredReport, Table
from medapp.domain.parsing.trace import Trace, TracedSheet
from medapp.domain.results import Measurement
from medapp.ingest.explain.notes import told
from medapp.ingest.explain.pens import DOUBT, FADED, INK, LINE, PENS, SURE_BAR, fitted, letters, outline

ROWS_A_PICTURE = 60
_COLUMNS, _CELL, _STEP, _HEAD, _NOTE = 12, 170, 24, 70, 760
_PARTS = {part: part for part in ("name", "value", "unit", "range", "flag")} | {
    "range from": "range",
    "range to": "range",
}


def draw_table(index: int, table: Table, trace: Trace, rows: Sequence[Measurement]) -> list[Image.Image]:
    """The table in pictures of `ROWS_A_PICTURE` rows; `rows` are all the report's measurements in order."""
    plan = trace.sheets[index] if index < len(trace.sheets) else None
    found: dict[int, list[Measurement]] = {}
    for (sheet, line), row in zip(trace.cells, rows, strict=False):
        if sheet == index:
            found.setdefault(line, []).append(row)
    starts = range(0, max(len(table.rows), 1), ROWS_A_PICTURE)
    return [_draw(table.rows[s : s + ROWS_A_PICTURE], s, plan, found, table.name) for s in starts]


def draw_message(source: StructuredReport, rows: Sequence[Measurement]) -> list[Image.Image]:
    """A message's fields as a grid."""
    header = ("name", "value", "unit", "low", "high", "flag", "LOINC")
    lines = [
        (row.name, row.value, row.unit or "", row.ref_low or row.ref_text or "", row.ref_high or "", row.flag or "", row.loinc or "")
        for row in source.rows
    ]  # fmt: skip
    columns = dict(enumerate(("name", "value", "unit", "range from", "range to", "flag", "LOINC")))
    trace = Trace(sheets=[TracedSheet(1, columns)], cells=[(0, line) for line in range(1, len(lines) + 1)])
    return draw_table(0, Table((header, *lines), "message"), trace, rows)


def _draw(
    lines: Sequence[tuple[str, ...]],
    first: int,
    plan: TracedSheet | None,
    found: dict[int, list[Measurement]],
    title: str,
) -> Image.Image:
    columns = min(max((len(line) for line in lines), default=1), _COLUMNS)
    notes = max((len(rows) for rows in found.values()), default=1)
    width = columns * _CELL + _NOTE
    height = _HEAD + _STEP * sum(max(1, len(found.get(first + at, ()))) for at in range(len(lines))) + 20
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    head = f"{title or 'Table'}, rows {first + 1} to {first + len(lines)}" + ("" if plan else ": no columns were bound")
    draw.text((8, 6), head, fill=INK, font=letters(18, bold=True))
    for index, role in (plan.columns if plan else {}).items():
        if index < columns:
            draw.text((8 + index * _CELL, 40), role.upper(), fill=PENS["column"].colour, font=letters(14, bold=True))
    y = float(_HEAD)
    for at, line in enumerate(lines):
        mine = found.get(first + at, [])
        _draw_line(
            draw, y, line[:columns], plan if mine else None, bold=plan is not None and first + at == plan.start - 1
        )
        for offset, row in enumerate(mine):
            colour = INK if row.confidence >= SURE_BAR else DOUBT
            text = f"{row.confidence:.3f}  {told(row)}" + ("  ! " + ", ".join(row.warnings) if row.warnings else "")
            where = (columns * _CELL + 16, y + offset * _STEP + 4)
            draw.text(where, fitted(text, letters(13), _NOTE - 24), fill=colour, font=letters(13))
        y += _STEP * max(1, len(mine))
    if notes and not plan:
        draw.text((columns * _CELL + 16, 40), "nothing was read", fill=DOUBT, font=letters(14))
    return picture


def _draw_line(
    draw: ImageDraw.ImageDraw, y: float, line: tuple[str, ...], plan: TracedSheet | None, bold: bool
) -> None:
    for index, text in enumerate(line):
        x = 8 + index * _CELL
        draw.rectangle((x - 4, y, x + _CELL - 4, y + _STEP), outline=LINE)
        font = letters(13, bold)
        draw.text((x, y + 4), fitted(text, font, _CELL - 12), fill=INK if plan or bold else FADED, font=font)
        part = _PARTS.get(plan.columns.get(index, "")) if plan else None
        if part and text:
            outline(draw, (x - 2, y + 2, x + _CELL - 6, y + _STEP - 2), PENS[part])
