# ruff: noqa: E501 - rows of layouts
"""The layouts the project reads its own reports in: each stands for a family seen in real laboratories."""

from dataclasses import replace

from tests.corpus.reports import ADVICE_EN, ADVICE_RU, FULL_EN, FULL_RU, GERMAN, URINE_RU, Report
from tests.corpus.typeset import Col, Layout

ARROWS = {"H": "↑", "L": "↓"}
SIGNS = {"H": "+", "L": "-"}
WORDS = {"H": "High", "L": "Low"}

_RU = (
    Col("name", 40, "Исследование", width=190),
    Col("value", 240, "Результат"),
    Col("unit", 310, "Единицы"),
    Col("range", 390, "Референсные\nзначения"),
)
_EN = (
    Col("name", 40, "Test Name", width=180),
    Col("value", 250, "Result"),
    Col("unit", 330, "Units"),
    Col("range", 430, "Reference Range"),
)

LAYOUTS: dict[str, tuple[Report, Layout]] = {
    "ru_four_columns": (FULL_RU, Layout(_RU, flag="star")),
    "ru_name_value_range_unit": (
        FULL_RU,
        Layout((Col("name", 40, "Показатель", width=200), Col("value", 280, "Результат", "right"), Col("range", 350, "Норма", "center"), Col("unit", 450, "Ед. изм.")), flag="glued", marks=SIGNS),
    ),
    "ru_unit_before_value": (
        FULL_RU,
        Layout((Col("name", 40, "Наименование показателя", width=210), Col("unit", 280, "Ед. изм.", "center"), Col("value", 370, "Значение", "center"), Col("range", 470, "Референсный интервал", "center"))),
    ),
    "ru_range_before_value": (
        FULL_RU,
        Layout((Col("name", 40, "Тест", width=200), Col("range", 290, "Норма", "center"), Col("value", 390, "Результат", "center"), Col("unit", 480, "Ед. изм."))),
    ),
    "ru_flag_column_middle": (
        FULL_RU,
        Layout((Col("name", 60, "Показатель", width=180), Col("flag", 250, "Откл."), Col("value", 300, "Результат"), Col("unit", 370, "Ед. изм."), Col("range", 450, "Реф. значения")), flag="column", marks=ARROWS, valign="middle"),
    ),
    "ru_comment_last": (
        FULL_RU,
        Layout((Col("name", 40, "Исследование", width=170), Col("value", 230, "Результат"), Col("comment", 300, "Комментарий"), Col("range", 390, "Норма"), Col("unit", 480, "Единицы измерения", width=80)), repeat="page"),
    ),
    "ru_previous": (
        replace(FULL_RU),
        Layout(
            (
                Col("name", 40, "Тест", width=190), Col("value", 270, "Текущий результат\n12.03.2025", "center"), Col("flag", 330, "Откл."), Col("previous1", 400, "15.01.2025", "center"),
                Col("previous2", 480, "10.10.2024", "center"), Col("unit", 560, "Ед. изм."), Col("range", 660, "Реф. интервал", "center"),
            ),
            page=(842.0, 595.0), flag="column", repeat="page",
        ),
    ),
    "ru_no_headings": (FULL_RU, Layout(_RU, headings=False, flag="star")),
    "ru_no_headings_tight": (
        FULL_RU,
        Layout((Col("name", 40, width=250), Col("value", 320, align="right"), Col("unit", 330), Col("range", 400)), headings=False, pitch=1.35),
    ),
    "ru_value_unit_one_cell": (
        FULL_RU,
        Layout((Col("name", 40, "Анализ", width=220), Col("value+unit", 290, "Результат"), Col("range", 430, "Норма")), flag="bold"),
    ),
    "ru_range_with_unit": (
        FULL_RU,
        Layout((Col("name", 40, "Наименование теста", width=220), Col("value", 290, "Результат"), Col("range+unit", 380, "Референсные значения")), flag="before", marks=ARROWS),
    ),
    "ru_wrapped_middle": (FULL_RU, Layout((replace(_RU[0], width=110), *_RU[1:]), valign="middle", flag="column", leading=1.15, pitch=2.1)),
    "ru_wrapped_bottom": (FULL_RU, Layout((replace(_RU[0], width=120), *_RU[1:]), valign="bottom", pitch=2.0)),
    "ru_wrapped_top_dense": (FULL_RU, Layout((replace(_RU[0], width=110), *_RU[1:]), valign="top", pitch=1.6, leading=1.15)),
    "ru_word_by_word": (FULL_RU, Layout(_RU, word_by_word=True, flag="margin")),
    "ru_raised_powers": (FULL_RU, Layout(_RU, raised=True, flag="after_range", marks={"H": "¬", "L": "¬"})),
    "ru_watermark": (FULL_RU, Layout(_RU, watermark="ОБРАЗЕЦ", flag="star", upper_sections=True)),
    "ru_advice": (FULL_RU, Layout(_RU, advice=ADVICE_RU)),
    "ru_page_turned": (FULL_RU, Layout(_RU, turned=True, page=(842.0, 595.0), rotate=90)),
    "ru_heading_at_foot": (FULL_RU, Layout(_RU, repeat="page", footer_heading=True, foot_room=120)),
    "ru_headings_once": (FULL_RU, Layout(_RU, repeat="once", foot_room=380)),
    "ru_code_and_method": (
        FULL_RU,
        Layout((Col("code", 30, "Код"), Col("name", 80, "Название исследования", width=170), Col("method", 260, "Метод"), Col("value", 330, "Результат"), Col("unit", 400, "Ед.изм."), Col("range", 470, "Норма"))),
    ),
    "ru_urine": (URINE_RU, Layout((_RU[0], _RU[1], Col("range", 370, "Норма", width=110), Col("unit", 490, "Ед. изм.")), flag="bold")),
    "ru_urine_headless": (URINE_RU, Layout((Col("name", 40), Col("value", 220), Col("unit", 350), Col("range", 420)), headings=False)),
    "en_four_columns": (FULL_EN, Layout(_EN, advice=ADVICE_EN)),
    "en_indian": (
        FULL_EN,
        Layout((Col("name", 40, "Investigation", width=180), Col("value", 240, "Result"), Col("range", 330, "Reference Value"), Col("unit", 470, "Unit")), flag="word", marks=WORDS, methods=True, upper_sections=True, pitch=1.7),
    ),
    "en_quest": (
        FULL_EN,
        Layout((Col("name", 40, "Test Name", width=180), Col("value+flag", 240, "Current Result and Flag"), Col("previous1", 390, "Previous Result"), Col("unit", 500, "Units"), Col("range", 620, "Reference Interval")), flag="none", page=(842.0, 595.0)),
    ),
    "en_labcorp": (
        FULL_EN,
        Layout((Col("name", 40, "TESTS"), Col("value", 240, "RESULT"), Col("flag", 310, "FLAG"), Col("unit", 360, "UNITS"), Col("range", 450, "REFERENCE INTERVAL"), Col("lab", 570, "LAB")), flag="column", marks=WORDS, font="Mono", size=8, pitch=1.25),
    ),
    "en_centred": (
        FULL_EN,
        Layout((Col("name", 130, "Test Parameter", "center"), Col("value", 280, "Result", "center"), Col("unit", 350, "Unit", "center"), Col("range", 440, "Reference Range", "center"), Col("flag", 540, "Status", "center")), flag="column"),
    ),
    "en_flag_first": (
        FULL_EN,
        Layout((Col("name", 40, "Component"), Col("flag", 210, "Flag"), Col("value", 300, "Your Value", "right"), Col("range", 370, "Standard Range"), Col("unit", 480, "Units")), flag="column", marks=WORDS),
    ),
    "en_headless_tight": (FULL_EN, Layout((Col("name", 40), Col("value+unit", 220), Col("range", 340)), headings=False, pitch=1.5)),
    "en_method_column": (
        FULL_EN,
        Layout((Col("name", 40, "Test Description", width=150), Col("method", 200, "Method"), Col("value", 300, "Observed Value"), Col("unit", 390, "Units"), Col("range", 470, "Bio. Ref. Interval"))),
    ),
    "de_befund": (
        GERMAN,
        Layout((Col("name", 40, "Untersuchung"), Col("value", 250, "Ergebnis", "right"), Col("unit", 270, "Einheit"), Col("range", 360, "Referenzbereich")), flag="glued"),
    ),
    "de_headless": (GERMAN, Layout((Col("name", 40), Col("value", 220), Col("unit", 270), Col("range", 340)), headings=False)),
}  # fmt: skip
