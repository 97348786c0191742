# ruff: noqa: E501 - rows of layouts
"""Layouts drawn by chance: any order of columns, alignment, wrapping, marking, font and page."""

import random

from tests.corpus.reports import ADVICE_EN, ADVICE_RU, FULL_EN, FULL_RU, GERMAN, Report
from tests.corpus.typeset import Col, Layout

_HEADINGS = {
    "ru": {
        "name": ["Исследование", "Показатель", "Наименование показателя", "Тест", "Название теста"], "value": ["Результат", "Значение", "Результаты"],
        "unit": ["Ед. изм.", "Единицы", "Единицы измерения", "Ед.изм."], "range": ["Референсные значения", "Норма", "Реф. интервал", "Референсный интервал"],
        "flag": ["Откл.", "Отклонение", "Флаг"], "method": ["Метод"], "comment": ["Комментарий", "Примечание"], "previous1": ["15.01.2025"],
    },
    "en": {
        "name": ["Test", "Test Name", "Investigation", "Component", "Analyte"], "value": ["Result", "Results", "Value", "Observed Value"], "unit": ["Units", "Unit", "UOM"],
        "range": ["Reference Range", "Reference Interval", "Normal Range", "Bio. Ref. Interval", "Ref. Range"], "flag": ["Flag", "Status", "Abnormal Flag"],
        "method": ["Method", "Methodology"], "comment": ["Comments", "Remarks"], "previous1": ["Previous Result"],
    },
    "de": {
        "name": ["Untersuchung", "Parameter", "Analyse"], "value": ["Ergebnis", "Wert", "Messwert"], "unit": ["Einheit"], "range": ["Referenzbereich", "Normbereich"],
        "flag": ["+/-"], "method": ["Methode"], "comment": ["Kommentar"], "previous1": ["Vorwert"],
    },
}  # fmt: skip
_WIDTHS = {"name": 170, "value": 70, "unit": 85, "range": 125, "flag": 60, "method": 80, "comment": 80, "previous1": 90}


def draw(seed: int) -> tuple[Report, Layout]:
    """A report and a layout; the same seed always gives the same."""
    chance = random.Random(seed)
    report = chance.choice([FULL_RU, FULL_RU, FULL_EN, FULL_EN, GERMAN])
    return report, draw_layout(chance, report)


def draw_layout(chance: random.Random, report: Report) -> Layout:
    """A layout for the report's language."""
    kinds = ["name", *chance.sample(["value", "unit", "range"], 3)]
    if chance.random() < 0.3:
        kinds.insert(chance.randrange(1, 5), "flag")
    if chance.random() < 0.2:
        kinds.insert(chance.randrange(2, len(kinds) + 1), "method")
    if chance.random() < 0.2:
        kinds.append("comment")
    if report.language != "de" and chance.random() < 0.25:
        kinds.insert(kinds.index("value") + 1, "previous1")
    marks = chance.choice([{"H": "↑", "L": "↓"}, {"H": "+", "L": "-"}, {"H": "H", "L": "L"}, {"H": "High", "L": "Low"}])
    cols, x = [], 40.0
    size = chance.choice([7.5, 8.0, 9.0, 10.0])
    for kind in kinds:
        width = _WIDTHS[kind] * size / 8.5 * chance.uniform(0.95, 1.25)
        align = "left" if kind == "name" else chance.choice(["left", "left", "right", "center"])
        at = {"left": x, "right": x + 0.75 * width, "center": x + 0.4 * width}[align]
        heading = chance.choice(_HEADINGS[report.language][kind])
        cols.append(Col(kind, at, heading, align, 0.92 * width if kind == "name" else 0.0))
        x += width
    has_column = "flag" in kinds
    headed = (
        chance.random() < 0.85
        or "method" in kinds
        or "previous1" in kinds
        or kinds.index("value") > kinds.index("range")
    )
    return Layout(
        tuple(cols), size=size, pitch=chance.choice([1.5, 1.8, 2.2]), leading=chance.choice([1.12, 1.2]), valign=chance.choice(["top", "top", "middle", "bottom"]),
        flag="column" if has_column else chance.choice(["none", "star", "bold", "glued", "before"]), marks=marks, headings=headed,
        repeat=chance.choice(["section", "page", "once"]), font=chance.choice(["Sans", "Serif", "Mono"]), page=(max(595.0, x + 40), chance.choice([842.0, 620.0])),
        watermark=chance.choice(["", "", "SAMPLE"]), word_by_word=chance.random() < 0.3, raised=chance.random() < 0.3, methods=chance.random() < 0.2,
        advice=chance.choice([(), ADVICE_RU if report.language == "ru" else ADVICE_EN]), upper_sections=chance.random() < 0.3,
    )  # fmt: skip
