"""Columns whose headings read like a test's or a result's: whose results they are, and what was measured before."""

from datetime import date

import pytest

from medapp.domain.certainty import is_sure
from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document

ROWS = (("Ferritin", "48", "ng/mL", "20-250"), ("TSH", "2.1", "mIU/L", "0.4-4.0"), ("ZAP-70", "12", "%", "0-20"))


def read(head: str, *lines: str):
    return parse(read_document("\n".join((head, *lines)).encode(), "a.csv"))


def told(report):
    return [(m.name_as_printed, m.value_as_printed, m.unit_as_printed, m.ref_as_printed) for m in report.measurements]


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ("Name;Date of birth;Sex;Analysis;Result;Unit;Reference value", "Vera Holm;12.03.1980;F"),
        ("Name;Sex;Birth date;Abbreviation;Value;Unit;Range", "Vera Holm;F;12.03.1980"),
        ("Surname;Name;Gender;Lab item nobody knows;Result;Unit;Range", "Holm;Vera;F"),
        ("Client;Full name;Client ID;Biomarker;Most recent result;Unit;Optimal range", "Holm;Vera Holm;7731"),
        ("ФИО;Пол;Дата рождения;Показатель;Результат;Ед. изм.;Норма", "Холм В. А.;Ж;12.03.1980"),
        ("Пациент;Кто;Имя;Анализ;Значение;Ед.;Норма", "Холм;я;Вера"),
        ("Name;Order;Visit;Test;Result;Unit;Range", "Vera Holm;1;2"),
    ],
)
def test_whose_results_they_are_is_no_test(head, before):
    assert told(read(head, *(f"{before};{';'.join(row)}" for row in ROWS))) == list(ROWS)


def test_a_single_row_of_a_named_person():
    found = read("Name;Date of birth;Analysis;Result;Unit;Range", "Vera Holm;12.03.1980;ZAP-70;12;%;0-20")
    assert told(found) == [ROWS[2]]


def test_people_of_one_table_are_no_tests_either():
    lines = [f"{name};{';'.join(row)}" for name in ("Vera;12.03.1980", "Ole;01.02.1979") for row in ROWS]
    assert told(read("Name;Birth date;Test;Result;Unit;Range", *lines)) == [*ROWS, *ROWS]


def test_a_person_before_days_across():
    found = read("Patient;Indicator;Unit;10.01.2024;12.05.2024", *(f"Vera;{n};{u};{v};{v}" for n, v, u, _ in ROWS))
    assert [(m.name_as_printed, m.collected_at) for m in found.measurements] == [
        (name, day) for name, *_ in ROWS for day in (date(2024, 1, 10), date(2024, 5, 12))
    ]


def test_a_panel_that_never_changes_stays_the_context_of_its_tests():
    found = read(
        "Исследование;Показатель;Результат;Ед.",
        *(f"Общий анализ мочи;{name};{value};{unit}" for name, value, unit in (
            ("Глюкоза", "0,3", "ммоль/л"), ("Белок", "0,1", "г/л"), ("Креатинин", "9", "ммоль/л"))),
    )  # fmt: skip
    assert [m.specimen for m in found.measurements] == ["urine"] * 3


@pytest.mark.parametrize(
    ("head", "order"),
    [
        ("Test;Result;Unit;Range;Previous;Prev. Date", "now then old"),
        ("Test;Result;Unit;Range;Last result;Last date", "now then old"),
        ("Показатель;Результат;Ед.;Норма;Предыдущий результат;Дата пред.", "now then old"),
        ("Показатель;Результат;Ед.;Норма;Пред. рез-т;Дата предыдущего исследования", "now then old"),
        ("Previous;Prior date;Test;Result;Unit;Range", "old then now"),
        ("Прошлый результат;Дата прошлого результата;Показатель;Результат;Ед.;Норма", "old then now"),
    ],
)
def test_an_earlier_result_and_its_day_are_not_the_current_ones(head, order):
    old = "9.9;02.04.2024"
    lines = [f"{old};{row}" if order == "old then now" else f"{row};{old}" for row in map(";".join, ROWS)]
    found = read("Collected: 30.09.2024", "", head, *lines)
    assert told(found) == list(ROWS)
    assert found.collected_at == date(2024, 9, 30)
    assert {m.collected_at for m in found.measurements} <= {None, date(2024, 9, 30)}


@pytest.mark.parametrize(
    "heads", ["Result 12.05.2025;Result 05.02.2024", "Значение (на 12.05.2025);Значение (на 05.02.2024)"]
)
def test_results_whose_headings_hold_their_days(heads):
    found = read(f"Test;Unit;{heads}", "Ferritin;ng/mL;48;51", "TSH;mIU/L;2.1;1.9")
    assert [(m.value_as_printed, m.collected_at) for m in found.measurements[:2]] == [
        ("48", date(2025, 5, 12)), ("51", date(2024, 2, 5)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "cells"),
    [("Current;;Previous;", "{};16.05.2025;9.9;01.02.2024"), ("Previous;;Current;", "9.9;01.02.2024;{};16.05.2025")],
)
def test_occasions_over_their_results_and_days(heads, cells):
    lines = [f"{name};{cells.format(value)};{unit};{limits}" for name, value, unit, limits in ROWS]
    found = read(f"Test;{heads};Unit;Range", ";Result;Date;Result;Date;;", *lines)
    assert told(found) == list(ROWS)
    assert found.collected_at == date(2025, 5, 16)


def test_what_a_diary_says_of_the_body_is_no_result():
    found = read(
        "Показатель;Ед.;12.05.2025;16.06.2025",
        "Срок, недель;;12;17",
        "Вес, кг;;61,5;63,0",
        "Рост;см;168;168",
        "Давление;мм рт. ст.;110/70;115/75",
        "Гемоглобин;г/л;121;117",
        "Ферритин;нг/мл;31;24",
    )
    assert [m.name_as_printed for m in found.measurements] == ["Гемоглобин"] * 2 + ["Ферритин"] * 2


def test_growth_in_a_culture_is_a_finding():
    found = read("Показатель;Результат", "Рост;не обнаружен", "Гемоглобин;121")
    assert [m.name_as_printed for m in found.measurements] == ["Рост", "Гемоглобин"]


@pytest.mark.parametrize(
    "heads", ["Result;Result", "Result 1;Result 2", "Something;Something else"], ids=["alike", "numbered", "unknown"]
)
def test_two_results_that_nothing_tells_apart_are_sure_of_neither(heads):
    found = read(f"Test;{heads};Unit;Range", "Ferritin;48;51;ng/mL;20-250", "TSH;2.1;1.9;mIU/L;0.4-4.0")
    assert all("rival_results" in m.warnings and not is_sure(m) for m in found.measurements)


@pytest.mark.parametrize(
    ("heads", "taken"),
    [
        ("Было;Стало", "51"),
        ("Result (SI);Result (conv.)", "48"),
        ("Last result;Result", "51"),
        ("Result;Result text", "48"),
    ],
)
def test_results_that_are_told_apart_are_sure(heads, taken):
    other = {"Result;Result text": ";48", "Result (SI);Result (conv.)": ";51"}.get(heads, ";51")
    unit = "ng/mL;pmol/L" if "SI" in heads else "ng/mL"
    head = f"Test;{heads};Unit;{'Unit;' if 'SI' in heads else ''}Range"
    found = read(head, f"Ferritin;48{other};{unit};20-250", f"Ferritin;48{other};{unit};20-250")
    assert [(m.value_as_printed, m.warnings) for m in found.measurements] == [(taken, ())] * 2


@pytest.mark.parametrize(
    ("head", "people"),
    [
        ("Patient;Test;Result;Unit", ("Vera Holm", "Ole Holm")),
        ("Кто;Показатель;Результат;Ед.", ("я", "мама")),
        ("Date of birth;Test;Result;Unit", ("12.03.1980", "01.02.1979")),
    ],
)
def test_rows_of_several_people_are_never_surely_ones_own(head, people):
    found = read(head, *(f"{who};{test}" for who in people for test in ("Ferritin;48;ng/mL", "TSH;2.1;mIU/L")))
    assert all("several_people" in m.warnings and not is_sure(m) for m in found.measurements)
    assert len(found.measurements) == 4


def test_a_name_that_is_spelled_with_other_signs_is_the_same_person():
    found = read(
        "Пациент;Показатель;Результат;Ед.",
        "Холм В.А.;Ферритин;48;нг/мл",
        "ХОЛМ В. А.;ТТГ;2,1;мМЕ/л",
        "Выгружено 16.05.2025;;;",
    )
    assert all(is_sure(m) for m in found.measurements)


def test_results_under_years_have_not_the_day_of_the_head():
    found = read("Дата взятия: 12.05.2025", "", "Показатель;Ед.;2023;2024", "Ферритин;нг/мл;48;51", "ТТГ;мМЕ/л;2,1;1,9")
    assert found.collected_at is None
    assert [m.collected_at for m in found.measurements] == [None] * 4


@pytest.mark.parametrize(
    ("head", "sex"),
    [
        ("Paciente;Fecha nacimiento;Sexo;Fecha;Prueba;Resultado;Unidad;Valores de referencia;Fecha anterior", "F"),
        ("Name;Geburtsdatum;Geschlecht;Entnahmedatum;Analyse;Ergebnis;Einheit;Referenzbereich;Vordatum", "W"),
        ("Nom;Date de naissance;Sexe;Date de prélèvement;Examen;Résultat;Unité;Valeurs de référence;Antériorité", "F"),
        ("ФИО пациента;Д/р;Пол;Дата взятия;Показатель;Знач.;Ед.;Реф. интервал;Пред. дата", "Ж"),
    ],
)
def test_a_birth_date_in_any_language_is_no_day_of_a_sample(head, sex):
    found = read(head, *(f"Vera Holm;12.03.1980;{sex};16.05.2025;{';'.join(row)};02.04.2024" for row in ROWS))
    assert told(found) == list(ROWS)
    assert (found.birth_date, found.collected_at, found.sex) == (date(1980, 3, 12), date(2025, 5, 16), "female")


def test_days_under_a_corner_that_does_not_say_so():
    found = read(
        "Name;Ferritin;TSH;Next visit", "Unit;ng/mL;mIU/L;", "16.05.2025;48;2.1;16.09.2025", "20.11.2024;51;1.9;"
    )
    assert [(m.value_as_printed, m.collected_at) for m in found.measurements] == [
        ("48", date(2025, 5, 16)), ("2.1", date(2025, 5, 16)), ("51", date(2024, 11, 20)), ("1.9", date(2024, 11, 20)),
    ]  # fmt: skip
