"""Draw how a page was read: every word, and what each word of a result row was taken for."""

import io
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from medapp.domain.documents import Document, Page, Word
from medapp.domain.results import Measurement, ParsedReport, Unrecognised

SCALE = 2.0  # px of the drawing for each point of the page
MARGIN = 300  # px beside the page for what was bound and how surely
LEGEND = 46
ROLES = {"name": "#1d4b8f", "value": "#a03a10", "unit": "#256049", "range": "#7d5205"}
WORD, UNREAD, PREVIOUS = "#c9d0cc", "#8d1038", "#6b4f9a"
_CLEAN = re.compile(r"[\s()\[\]:;,]+")


def draw(document: Document, report: ParsedReport, original: bytes) -> Iterator[Image.Image]:
    """One picture a page. A text PDF is drawn under its boxes; a recognised page shows the words as they were read."""
    backgrounds = _backgrounds(document, original)
    for page in document.pages:
        yield _draw_page(page, report, next(backgrounds, None))


def save_all(pictures: Iterable[Image.Image], folder: Path, stem: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, picture in enumerate(pictures, start=1):
        path = folder / f"{stem}.explain-{number}.png"
        picture.save(path, optimize=True)
        paths.append(path)
    return paths


def _backgrounds(document: Document, original: bytes) -> Iterator[Image.Image]:
    if document.reader != "pdf_text":
        return
    import pypdfium2  # the renderer is needed for this command only

    with pypdfium2.PdfDocument(io.BytesIO(original)) as opened:
        for page in opened:
            yield page.render(scale=SCALE).to_pil().convert("RGB")


def _draw_page(page: Page, report: ParsedReport, background: Image.Image | None) -> Image.Image:
    width, height = int(page.width * SCALE), int(page.height * SCALE)
    sheet = Image.new("RGB", (width + MARGIN, height + LEGEND), "white")
    if background is not None:
        sheet.paste(Image.blend(background, Image.new("RGB", background.size, "white"), 0.35), (0, LEGEND))
    pen = ImageDraw.Draw(sheet)
    for word in page.words:
        if background is None:
            pen.text(_place(word.x0, word.y0), word.text, "#4a5652", _font(word.y1 - word.y0))
        pen.rectangle((*_place(word.x0, word.y0), *_place(word.x1, word.y1)), outline=WORD)
    _draw_legend(pen, width)
    for item in report.unrecognised:
        _draw_leftover(pen, item, page.number)
    for earlier in report.previous:
        if earlier.page == page.number and earlier.bbox:
            pen.rectangle(_box(earlier.bbox), outline=PREVIOUS)
    columns: dict[str, list[Word]] = {role: [] for role in ROLES}
    for measurement in report.measurements:
        if measurement.page == page.number and measurement.bbox:
            for role, words in _draw_row(pen, measurement, page, width).items():
                columns[role] += words
    _draw_columns(pen, columns)
    return sheet


def _draw_columns(pen: ImageDraw.ImageDraw, columns: dict[str, list[Word]]) -> None:
    """A bracket above the page: from where to where the words of one role stand."""
    for place, (role, words) in enumerate(columns.items()):
        if words:
            y = LEGEND + 2 + 4 * place
            left, right = min(word.x0 for word in words) * SCALE, max(word.x1 for word in words) * SCALE
            pen.line((left, y, right, y), ROLES[role], 3)


def _draw_row(pen: ImageDraw.ImageDraw, measurement: Measurement, page: Page, width: int) -> dict[str, list[Word]]:
    """Outline the row and its words; the words found, by role."""
    row = _box(measurement.bbox or (0, 0, 0, 0))
    pen.rectangle(row, outline="#b5c1bc", width=1)
    bound: dict[str, list[Word]] = {role: [] for role in ROLES}
    inside = list(_inside(page.words, measurement.bbox or (0, 0, 0, 0)))
    for word in inside:
        role = _role(word, measurement)
        if role == "unit" and word is not inside[-1] and _follows(inside, word, measurement):
            role = "name"  # "Lymphocytes, %" names its unit
        if role is not None:
            x0, y0 = _place(word.x0 - 1, word.y0 - 2)
            pen.rectangle((x0, y0, *_place(word.x1 + 1, word.y1 + 1)), outline=ROLES[role], width=2)
            bound[role].append(word)
    note = f"{measurement.analyte or '?'}  {measurement.confidence:.2f}"
    warned = f"  {', '.join(measurement.warnings)}" if measurement.warnings else ""
    colour = "#16211e" if measurement.confidence >= 0.95 else ROLES["value"]
    pen.text((width + 8, row[1]), note + warned, colour, _font(8))
    return bound


def _follows(words: list[Word], word: Word, measurement: Measurement) -> bool:
    """A word that also belongs to the name and has the value behind it on the row."""
    in_name = _CLEAN.sub("", word.text) in _CLEAN.sub("", measurement.name_as_printed)
    return in_name and any(_role(other, measurement) == "value" and other.x0 > word.x1 for other in words)


def _draw_leftover(pen: ImageDraw.ImageDraw, item: Unrecognised, number: int) -> None:
    if item.page == number and item.bbox:
        pen.rectangle(_box(item.bbox), outline=UNREAD, width=2)
        pen.text((_box(item.bbox)[0], _box(item.bbox)[3]), item.reason, UNREAD, _font(7))


def _draw_legend(pen: ImageDraw.ImageDraw, width: int) -> None:
    x = 12
    for word, colour in (*ROLES.items(), ("not understood", UNREAD), ("earlier result", PREVIOUS)):
        pen.rectangle((x, 14, x + 22, 30), outline=colour, width=3)
        pen.text((x + 30, 13), word, "#16211e", _font(8))
        x += 60 + 9 * len(word)
    pen.text((width + 8, 13), "analyte, confidence, warnings", "#16211e", _font(8))


def _inside(words: Iterable[Word], box: tuple[float, float, float, float]) -> Iterator[Word]:
    x0, y0, x1, y1 = box
    return (
        word
        for word in words
        if x0 - 1 <= (word.x0 + word.x1) / 2 <= x1 + 1 and y0 - 1 <= (word.y0 + word.y1) / 2 <= y1 + 1
    )


def _role(word: Word, measurement: Measurement) -> str | None:
    """What the word became: the value first, since a number may stand in the range too."""
    text = _CLEAN.sub("", word.text)
    printed = {
        "value": measurement.value_as_printed,
        "unit": measurement.unit_as_printed,
        "range": measurement.ref_as_printed,
        "name": measurement.name_as_printed,
    }
    found = {role: _CLEAN.sub("", words or "") for role, words in printed.items()}
    exact = next((role for role, words in found.items() if text and text == words), None)
    if exact is None and found["value"] and re.fullmatch(re.escape(found["value"]) + r"\D{1,3}", text):
        return "value"  # a flag is glued to it
    return exact or next((role for role in ("range", "name", "unit", "value") if text and text in found[role]), None)


def _box(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return (*_place(box[0], box[1]), *_place(box[2], box[3]))


def _place(x: float, y: float) -> tuple[float, float]:
    return x * SCALE, y * SCALE + LEGEND


def _font(points: float) -> ImageFont.FreeTypeFont:
    """DejaVu knows Cyrillic and comes with matplotlib."""
    return ImageFont.truetype(
        str(files("matplotlib") / "mpl-data/fonts/ttf/DejaVuSans.ttf"), max(8, points * SCALE * 0.75)
    )
