"""Tables of medicines in a person's workbook hold no results."""

import pytest

from medapp.domain.documents import Document, Table
from medapp.domain.parsing.report import parse
from medapp.errors import NoResultsFound

HEAD = ("Показатель", "Результат", "Ед.", "Норма")
GLUCOSE = ("Глюкоза", "5,3", "ммоль/л", "3,9-6,1")
PILLS = (
    ("Препарат", "Доза", "Как принимать", "Зачем"),
    ("Аллопуринол", "100 мг/сут", "после еды", "мочевая кислота"),
    ("Аторвастатин", "20 мг", "1 раз вечером", "ЛПНП"),
)


def names(*tables: Table) -> list[str]:
    return [m.name_as_printed for m in parse(Document("spreadsheet", tables=tables)).measurements]


@pytest.mark.parametrize("name", ["Лекарства", "Лист2"])
def test_a_sheet_of_medicines_is_left_out(name):
    assert names(Table((HEAD, GLUCOSE), "Кровь"), Table(PILLS, name)) == ["Глюкоза"]
    with pytest.raises(NoResultsFound):
        names(Table(PILLS, name))


@pytest.mark.parametrize(
    "head",
    [
        ("Medication", "Dose", "Frequency", "Reason"),
        ("Drug name", "Dosage", "Start", "Value"),
        ("Название", "Дозировка", "Приём", "Показатель"),
        ("Лекарство", "Сколько", "Как принимать", "Зачем"),
    ],
)
def test_headings_say_that_a_table_is_of_medicines(head):
    assert names(Table((HEAD, GLUCOSE)), Table((head, *PILLS[1:]))) == ["Глюкоза"]


def test_medicines_above_and_below_results_on_one_sheet():
    assert names(Table((*PILLS, (), HEAD, GLUCOSE))) == ["Глюкоза"]
    assert names(Table((HEAD, GLUCOSE, (), ("Принимаю",), *PILLS[1:]))) == ["Глюкоза"]
    many = (PILLS[0], *(PILLS[1:] * 20))
    assert names(Table((*many, (), HEAD, GLUCOSE))) == ["Глюкоза"]


@pytest.mark.parametrize("dose", ["Доза", "Доза L-тироксина, мкг"])
def test_a_dose_beside_results_is_a_remark(dose):
    rows = (
        ("Дата", "ТТГ", "Т4 св.", dose),
        ("12.03.2024", "2,1", "12,4", "50 мкг"),
        ("05.10.2024", "1,9", "13,0", "75 мкг"),
    )
    assert names(Table(rows)) == ["ТТГ", "Т4 св."] * 2


def test_a_list_of_doses_without_headings_is_left_out():
    rows = (("Аллопуринол", "100 мг", "мочевая кислота"), ("Витамин D", "4000 МЕ", ""), ("Магний", "2 таб.", ""))
    assert names(Table((HEAD, GLUCOSE)), Table(rows)) == ["Глюкоза"]


def test_levels_of_drugs_are_results_also_beside_their_dose():
    rows = (
        ("Drug", "Dose", "Level", "Units", "Therapeutic range"),
        ("Valproic acid", "500 mg", "71", "ug/mL", "50-100"),
        ("Lithium", "300 mg", "0.8", "mmol/L", "0.6-1.2"),
    )
    found = parse(Document("csv", tables=(Table(rows),))).measurements
    assert [(m.analyte, m.value_as_printed, m.ref_high) for m in found] == [
        ("valproate", "71", 100.0), ("lithium", "0.8", 1.2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        (("Показатель", "Норма", "Ед."), ("Глюкоза", "3,9-6,1", "ммоль/л"), ("Ферритин", "15-150", "мкг/л")),
        (("Анализ", "Цена, руб"), ("Глюкоза", "350"), ("Ферритин", "620")),
        (("Анализ", "Когда сдать"), ("Глюкоза", "03.2025"), ("Ферритин", "05.2025")),
    ],
    ids=["norms", "prices", "plans"],
)
def test_lists_of_analytes_that_hold_no_results_are_left_out(rows):
    assert names(Table((HEAD, GLUCOSE), "Кровь"), Table(rows, "Лист2")) == ["Глюкоза"]
