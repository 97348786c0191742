# ruff: noqa: E501 - tables of data
"""Pictures of invented reports, drawn here: ruled tables, dark cells, comment columns, several fonts, chance values."""

import random
from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from medapp.ingest.ocr.pictures import Grey
from tests.corpus.chance import draw as draw_layout
from tests.corpus.reports import BLOOD_RU, CBC_EN, CHEMISTRY_RU, METABOLIC_EN, Report, Row, Section
from tests.corpus.typeset import typeset

_DEJAVU = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_LIBERATION = Path("/usr/share/fonts/truetype/liberation")
_FONTS = (
    ("DejaVuSans", "DejaVuSans-Bold"),
    ("LiberationSans-Regular", "LiberationSans-Bold"),
    ("LiberationSerif-Regular", "LiberationSerif-Bold"),
)
_HEADINGS = {
    "ru": {
        "name": "Показатель",
        "value": "Результат",
        "unit": "Ед. изм.",
        "range": "Норма",
        "comment": "Комментарий",
        "device": "Прибор",
    },
    "en": {
        "name": "Test",
        "value": "Result",
        "unit": "Units",
        "range": "Reference Range",
        "comment": "Comment",
        "device": "Instrument",
    },
}
_SHARES = {"name": 0.36, "value": 0.14, "unit": 0.16, "range": 0.2, "comment": 0.2, "device": 0.16}


def jitter(row: Row, chance: random.Random) -> Row:
    """The row with another value of the same shape: as many decimals, the same separator, and its flag set anew."""
    digits = row.value.lstrip("<> ")
    if (
        not digits
        or not digits[0].isdigit()
        or digits.count(",") > 1
        or ("," in digits and len(digits.split(",")[1]) == 3)
    ):
        return row
    sign, mark = row.value[: len(row.value) - len(digits)], "," if "," in digits else "."
    decimals = len(digits.partition(mark)[2])
    value = float(digits.replace(",", ".")) * chance.uniform(0.6, 1.6)
    printed = f"{value:.{decimals}f}"
    if float(printed) == 0:
        return row
    flag = (
        "H"
        if row.high is not None and float(printed) > row.high
        else "L"
        if row.low is not None and float(printed) < row.low
        else ""
    )
    return replace(row, value=sign + printed.replace(".", mark), flag="" if sign else flag)


def chance_report(seed: int) -> Report:
    """A Russian or English report with values by chance."""
    chance = random.Random(seed)
    language = chance.choice(["ru", "ru", "en"])
    sections = (BLOOD_RU, CHEMISTRY_RU) if language == "ru" else (CBC_EN, METABOLIC_EN)
    made = tuple(Section(part.title, tuple(jitter(row, chance) for row in part.rows)) for part in sections)
    return Report(language, (), made)


def draw_table(seed: int) -> tuple[Grey, list[Row]]:
    """A ruled table as a laboratory prints it, between 90 and 200 dpi."""
    chance = random.Random(seed)
    report = chance_report(seed)
    size = chance.choice([15, 17, 20, 24, 28])
    kinds = ["name", "value", *chance.sample(["unit", "range"], 2)]
    if chance.random() < 0.3:
        kinds.insert(chance.choice([2, 4]), chance.choice(["comment", "device"]))
    font, bold = _fonts(chance, size)
    total = sum(_SHARES[kind] for kind in kinds)
    width = int(size * chance.uniform(48, 60))
    pitch = int(size * chance.uniform(1.5, 2.1))
    picture = Image.new("L", (width + 2 * size, pitch * 34), 255)
    pen = ImageDraw.Draw(picture)
    edges = [size]
    for kind in kinds:
        edges.append(int(edges[-1] + width * _SHARES[kind] / total))
    rules, style = chance.choice(["none", "rows", "grid"]), chance.choice(["dark", "bold", "star", "none"])
    words = {"ru": {"H": "повышено", "L": "понижено"}, "en": {"H": "High", "L": "Low"}}[report.language]
    y = size
    rows: list[Row] = []
    for section in report.sections:
        pen.text((size, y), section.title, font=bold, fill=0)
        y += pitch
        _line(pen, [_HEADINGS[report.language][kind] for kind in kinds], edges, y, bold, pitch, rules)
        y += pitch
        for row in section.rows:
            cells = {"name": row.name, "value": row.value + ("*" if style == "star" and row.flag else ""), "unit": row.unit, "range": row.norm,
                     "comment": words.get(row.flag, ""), "device": "Architect 8000"}  # fmt: skip
            dark = {"value"} if style == "dark" and row.flag else set()
            face = {"value": bold} if style == "bold" and row.flag else {}
            _line(
                pen,
                [cells[kind] for kind in kinds],
                edges,
                y,
                font,
                pitch,
                rules,
                [kind in dark for kind in kinds],
                [face.get(kind) for kind in kinds],
            )
            y += pitch
            rows.append(row)
    return np.asarray(picture.crop((0, 0, picture.width, y + size))), rows


def draw_typeset(seed: int) -> tuple[Grey, list[Row]]:
    """The first page of a layout drawn by chance, without rules, at 110 to 200 dpi."""
    chance = random.Random(seed)
    report, layout = draw_layout(seed)
    report = replace(
        report, sections=tuple(Section(s.title, tuple(jitter(r, chance) for r in s.rows)) for s in report.sections)
    )
    layout = replace(layout, watermark="", page=(layout.page[0], 1100.0))
    with pypdfium2.PdfDocument(typeset(report, layout)) as document:
        page = document[0].render(scale=chance.choice([1.5, 2.0, 2.8]), grayscale=True).to_numpy()
        shown = document[0].get_textpage().get_text_range()
        rows = (
            report.rows
            if len(document) == 1
            else [row for row in report.rows if row.name.split()[0] in shown and row.value in shown]
        )
    return page.reshape(page.shape[:2]).copy(), rows


def _fonts(chance: random.Random, size: int) -> tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]:
    names = chance.choice(_FONTS if _LIBERATION.is_dir() else _FONTS[:1])
    folder = _DEJAVU if names[0].startswith("DejaVu") else _LIBERATION
    scale = 0.9 if names[0].startswith("DejaVu") else 1.0
    return tuple(ImageFont.truetype(str(folder / f"{name}.ttf"), int(size * scale)) for name in names)  # type: ignore[return-value]


def _line(
    pen: ImageDraw.ImageDraw, cells: list[str], edges: list[int], y: int, font: ImageFont.FreeTypeFont, pitch: int, rules: str,
    dark: list[bool] | None = None, faces: list[ImageFont.FreeTypeFont | None] | None = None,
) -> None:  # fmt: skip
    top, bottom = y - pitch // 4, y + pitch - pitch // 4
    if rules != "none":
        pen.line((edges[0], top, edges[-1], top), fill=90)
        pen.line((edges[0], bottom, edges[-1], bottom), fill=90)
    if rules == "grid":
        for edge in edges:
            pen.line((edge, top, edge, bottom), fill=90)
    for index, (cell, x0, x1) in enumerate(zip(cells, edges, edges[1:], strict=False)):
        face = (faces[index] if faces else None) or font
        if dark and dark[index]:
            pen.rectangle((x0 + 2, top + 2, x1 - 2, bottom - 2), fill=80)
        while cell and pen.textlength(cell, font=face) > x1 - x0 - 10:
            face = ImageFont.truetype(face.path, face.size - 1)
        pen.text((x0 + 5, y), cell, font=face, fill=255 if dark and dark[index] else 0)
