"""The margin of an explained page: what each row became, how sure that is, and what was left over."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from medapp.domain.results import Measurement
from medapp.ingest.explain.pens import DOUBT, FADED, INK, LINE, SURE_BAR, Box, fitted, legend, letters

NOTES_WIDTH = 760
_HEAD, _GAP, _STEP = 84, 28, 17
Note = tuple[Box | None, Measurement, str]


def write_notes(sheet: Image.Image, number: int, notes: Sequence[Note], leftovers: Sequence[str]) -> Image.Image:
    """The page with a legend above and a note beside each row; notes that crowd move down."""
    lines = sum(1 + bool(row.warnings) for _, row, _ in notes) + len(leftovers) + 4
    height = max(sheet.height, lines * _STEP + 80) + _HEAD
    whole = Image.new("RGB", (sheet.width + NOTES_WIDTH, height), "white")
    whole.paste(sheet, (0, _HEAD))
    draw = ImageDraw.Draw(whole)
    draw.text((12, 8), f"Page {number}: {len(notes)} rows", fill=INK, font=letters(20, bold=True))
    legend(draw, 250, 10, whole.width - 270)
    draw.line((0, _HEAD - 2, whole.width, _HEAD - 2), fill=LINE)
    x = sheet.width + _GAP
    draw.text((x, _HEAD - 24), "confidence   marker = value unit [range] (bound by)", fill=FADED, font=letters(13))
    y = float(_HEAD + 6)
    for box, row, bound in sorted(notes, key=lambda note: note[0][1] if note[0] else 0.0):
        wanted = _HEAD + (box[1] + box[3]) / 2 - 8 if box else y
        y = max(y, wanted)
        if box:
            draw.line((box[2] + 4, _HEAD + (box[1] + box[3]) / 2, x - 6, y + 8), fill=LINE, width=1)
        y = _write_row(draw, x, y, row, bound)
    if leftovers:
        y = max(y + 8, whole.height - _STEP * (len(leftovers) + 2))
        draw.text((x, y), "Kept as not recognised:", fill=DOUBT, font=letters(13, bold=True))
        for text in leftovers:
            y += _STEP
            draw.text((x, y), fitted(text, letters(13), NOTES_WIDTH - _GAP - 8), fill=DOUBT, font=letters(13))
    return whole


def _write_row(draw: ImageDraw.ImageDraw, x: float, y: float, row: Measurement, bound: str) -> float:
    colour = INK if row.confidence >= SURE_BAR else DOUBT
    draw.text((x, y), f"{row.confidence:.3f}", fill=colour, font=letters(13, bold=True))
    room = NOTES_WIDTH - _GAP - 60
    draw.text((x + 52, y), fitted(told(row, bound), letters(13), room), fill=colour, font=letters(13))
    y += _STEP
    if row.warnings:
        words = fitted("! " + ", ".join(row.warnings), letters(12), room)
        draw.text((x + 52, y - 2), words, fill=DOUBT, font=letters(12))
        y += _STEP - 2
    return y


def told(row: Measurement, bound: str = "") -> str:
    """hemoglobin = 134 г/л → 134 g/L [117 .. 155] (header)"""
    printed = " ".join(part for part in (row.value_as_printed, row.unit_as_printed) if part)
    value = f" → {row.value:g} {row.unit}" if row.value is not None else ""
    limits = [f"{limit:g}" if limit is not None else "" for limit in (row.ref_low, row.ref_high)]
    band = f"  [{' .. '.join(limits).strip()}]" if any(limits) else ""
    return f"{row.analyte or '? ' + row.name_as_printed} = {printed}{value}{band}" + (f"  ({bound})" if bound else "")
