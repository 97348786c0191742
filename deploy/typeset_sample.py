"""Typesets the two sample reports of assets/: `python -m deploy.typeset_sample`.

The laboratory, the person and the order are invented. The values were chosen so that the result shows every calm
state: one clearly outside, two slightly, one without any range; albumin is compared with a
general one. DejaVu Sans comes with matplotlib.
"""

from dataclasses import dataclass
from pathlib import Path

import matplotlib
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from deploy.places import ROOT

ASSETS = ROOT / "assets"
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
MARGIN = 48.0
COLUMNS = (MARGIN, 300.0, 372.0, 462.0)  # name, value, unit, range
RIGHT = A4[0] - MARGIN
LINE = 17.5
INK, PALE, RULE = HexColor("#1c2b33"), HexColor("#56666e"), HexColor("#b8c4c9")


@dataclass(frozen=True)
class Row:
    """One printed result; the range is empty when the laboratory gives none."""

    names: dict[str, str]
    value: dict[str, str]
    unit: dict[str, str]
    interval: dict[str, str]


def _row(ru: str, en: str, value: str, unit_ru: str, unit_en: str, low: str = "", high: str = "") -> Row:
    if low and high:
        interval = f"{low} - {high}"
    else:
        interval = f"< {high}" if high else f"> {low}" if low else ""
    return Row(
        {"ru": ru, "en": en},
        {"ru": value.replace(".", ","), "en": value},
        {"ru": unit_ru, "en": unit_en},
        {"ru": interval.replace(".", ","), "en": interval},
    )


PANELS: list[tuple[dict[str, str], list[Row]]] = [
    (
        {"ru": "Общий анализ крови", "en": "Complete blood count"},
        [
            _row("Гемоглобин", "Haemoglobin", "113", "г/л", "g/L", "117", "155"),
            _row("Эритроциты", "Red blood cells", "4.10", "×10¹²/л", "×10¹²/L", "3.80", "5.10"),
            _row("Средний объём эритроцита (MCV)", "Mean cell volume (MCV)", "84.3", "фл", "fL", "81", "100"),
            _row("Среднее содержание Hb (MCH)", "Mean cell haemoglobin (MCH)", "27.6", "пг", "pg", "27", "34"),
            _row("Ширина распределения эритроцитов (RDW)", "Red cell distribution width (RDW)", "14.2", "%", "%",
                 "11.6", "14.8"),
            _row("Тромбоциты", "Platelets", "268", "×10⁹/л", "×10⁹/L", "150", "400"),
            _row("Ширина распределения тромбоцитов (PDW)", "Platelet distribution width (PDW)", "12.6", "фл", "fL"),
            _row("Лейкоциты", "White blood cells", "5.9", "×10⁹/л", "×10⁹/L", "4.5", "11.0"),
            _row("Лимфоциты, %", "Lymphocytes, %", "34.1", "%", "%", "19", "37"),
            _row("СОЭ (по Вестергрену)", "ESR (Westergren)", "12", "мм/ч", "mm/h", "", "20"),
        ],
    ),
    (
        {"ru": "Обмен железа", "en": "Iron"},
        [
            _row("Ферритин", "Ferritin", "8.1", "мкг/л", "µg/L", "15", "150"),
            _row("Железо", "Iron", "9.4", "мкмоль/л", "µmol/L", "9.0", "30.4"),
        ],
    ),
    (
        {"ru": "Липидный профиль", "en": "Lipids"},
        [
            _row("Холестерин общий", "Total cholesterol", "5.1", "ммоль/л", "mmol/L", "", "5.2"),
            _row("Холестерин ЛПНП", "LDL cholesterol", "3.2", "ммоль/л", "mmol/L", "", "3.0"),
            _row("Холестерин ЛПВП", "HDL cholesterol", "1.46", "ммоль/л", "mmol/L", "1.20"),
            _row("Триглицериды", "Triglycerides", "0.92", "ммоль/л", "mmol/L", "", "1.70"),
        ],
    ),
    (
        {"ru": "Биохимия", "en": "Chemistry"},
        [
            _row("АЛТ", "ALT", "17", "Ед/л", "U/L", "", "33"),
            _row("АСТ", "AST", "19", "Ед/л", "U/L", "", "32"),
            _row("Билирубин общий", "Total bilirubin", "9.8", "мкмоль/л", "µmol/L", "3.4", "20.5"),
            _row("Альбумин", "Albumin", "43", "г/л", "g/L"),
            _row("Креатинин", "Creatinine", "68", "мкмоль/л", "µmol/L", "53", "97"),
            _row("Мочевина", "Urea", "4.6", "ммоль/л", "mmol/L", "2.5", "6.7"),
            _row("Глюкоза", "Glucose", "5.2", "ммоль/л", "mmol/L", "4.1", "6.1"),
        ],
    ),
    (
        {"ru": "Щитовидная железа", "en": "Thyroid"},
        [_row("ТТГ", "TSH", "2.14", "мМЕ/л", "mIU/L", "0.4", "4.0")],
    ),
]  # fmt: skip

WORDS: dict[str, dict[str, str]] = {
    "ru": {
        "laboratory": "Лаборатория «Север»",
        "address": "Образец бланка. Лаборатория и данные вымышлены.",
        "person": "Пол: женский     Возраст: 47 лет",
        "order": "Заказ № 0000-0001",
        "dates": "Дата взятия: 14.11.2026     Дата результата: 15.11.2026",
        "head": "Показатель|Результат|Единицы|Реф. значения",
        "foot": "Результаты оценивает врач. Страница 1 из 1",
    },
    "en": {
        "laboratory": "Sever Laboratory",
        "address": "A sample report. The laboratory and the data are invented.",
        "person": "Sex: female     Age: 47 years",
        "order": "Order No. 0000-0001",
        "dates": "Collected: 14 Nov 2026     Reported: 15 Nov 2026",
        "head": "Test|Result|Units|Reference range",
        "foot": "Results are to be assessed by a physician. Page 1 of 1",
    },
}


def typeset(language: str, path: Path) -> None:
    """One A4 page; the same bytes on every run."""
    words = WORDS[language]
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle(f"{words['laboratory']}, {words['order']}")
    canvas.setAuthor(words["laboratory"])
    y = _head(canvas, words)
    for title, rows in PANELS:
        y -= 8
        _write(canvas, MARGIN, y, title[language], bold=True)
        y -= LINE
        for row in rows:
            texts = (row.names[language], row.value[language], row.unit[language], row.interval[language])
            for x, text in zip(COLUMNS, texts, strict=True):
                _write(canvas, x, y, text)
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.3)
            canvas.line(MARGIN, y - 5, RIGHT, y - 5)
            y -= LINE
    _write(canvas, MARGIN, 40, words["foot"], size=8, pale=True)
    canvas.save()


def _head(canvas: Canvas, words: dict[str, str]) -> float:
    """The letterhead, whose blood and when, and the titles of the columns; where the rows begin."""
    y = A4[1] - 58
    _write(canvas, MARGIN, y, words["laboratory"], size=17, bold=True)
    _write(canvas, MARGIN, y - 17, words["address"], size=8.5, pale=True)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.2)
    canvas.line(MARGIN, y - 28, RIGHT, y - 28)
    _write(canvas, MARGIN, y - 47, words["order"])
    _write(canvas, MARGIN, y - 63, words["person"])
    _write(canvas, MARGIN, y - 79, words["dates"])
    y -= 108
    for x, title in zip(COLUMNS, words["head"].split("|"), strict=True):
        _write(canvas, x, y, title, size=8.5, bold=True)
    canvas.line(MARGIN, y - 6, RIGHT, y - 6)
    return y - LINE - 2


def _write(
    canvas: Canvas, x: float, y: float, text: str, *, size: float = 9.5, bold: bool = False, pale: bool = False
) -> None:
    canvas.setFont("DejaVu-Bold" if bold else "DejaVu", size)
    canvas.setFillColor(PALE if pale else INK)
    canvas.drawString(x, y, text)


def main() -> None:
    for name, file in (("DejaVu", "DejaVuSans.ttf"), ("DejaVu-Bold", "DejaVuSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    for language in WORDS:
        target = ASSETS / f"sample-{language}.pdf"
        typeset(language, target)
        print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
