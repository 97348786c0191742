"""Whose a sheet is: said above the table, on a sheet of its own, or in columns; and limits that depend on it."""

from datetime import date

import pytest

from medapp.domain.documents import Document, Table
from medapp.domain.parsing.report import parse

HEAD = ("Дата взятия", "Тест", "Результат", "Ед. изм.", "Норма")
ROWS = (
    ("11.02.2025", "Гемоглобин", "138", "г/л", "117 - 155"),
    ("11.02.2025", "Глюкоза", "5,1", "ммоль/л", "4,1 - 6,1"),
    ("09.09.2025", "Гемоглобин", "129", "г/л", "117 - 155"),
)


def read(*tables: tuple[tuple[str, ...], ...]):
    return parse(Document("csv", tables=tuple(Table(rows) for rows in tables)))


def with_columns(*people: tuple[str, ...], heads: tuple[str, ...] = ("Пол", "Дата рождения")):
    return read(((*heads, *HEAD), *((*person, *row) for person, row in zip(people, ROWS, strict=True))))


@pytest.mark.parametrize(
    "above",
    [
        (("Ф.И.О.: Мельникова О. Ю.   Пол: Ж   Дата рожд.: 14.03.1968",),),
        (("Пациент", "Мельникова О. Ю."), ("Пол", "Ж"), ("Д.р.", "14.03.1968")),
        (("Анализы мамы (ж, 14.03.1968 г.р.)",),),
    ],
)
def test_the_lines_above_a_table_with_days_say_whose_it_is(above):
    report = read((*above, HEAD, *ROWS))
    assert (report.sex, report.birth_date, report.age_years) == ("female", date(1968, 3, 14), 57)
    assert [m.value_as_printed for m in report.measurements] == ["138", "5,1", "129"]


def test_a_sheet_of_its_own_says_whose_the_others_are():
    person = (("Поле", "Значение"), ("Фамилия", "Беляев"), ("Дата рождения", "2016-05-19"), ("Пол", "мужской"))
    report = read(person, (HEAD, *ROWS))
    assert (report.sex, report.birth_date) == ("male", date(2016, 5, 19))


def test_columns_say_it_and_a_birth_date_is_no_day_of_a_result():
    report = with_columns(*[("Ж", "14.03.1968")] * 3)
    assert (report.sex, report.birth_date) == ("female", date(1968, 3, 14))
    assert {m.collected_at for m in report.measurements} == {date(2025, 2, 11), date(2025, 9, 9)}


def test_rows_of_several_people_are_nobodys():
    report = with_columns(("Ж", "14.03.1968"), ("Ж", "14.03.1968"), ("М", "02.07.1990"))
    assert (report.sex, report.birth_date, report.age_years) == (None, None, None)


def test_the_dates_over_the_results_tell_day_and_month_of_a_birth_date_apart():
    head = ("Component", "Units", "Standard Range", "03/12/2024", "09/20/2024")
    rows = (("WBC", "10*3/uL", "4.0 - 11.0", "6.2", "7.0"), ("Hemoglobin", "g/dL", "12.0 - 15.5", "13.1", "13.4"))
    report = read((("Patient: Whitfield, Dana R", "DOB: 11/05/1988", "Sex: Female"), head, *rows))
    assert report.birth_date == date(1988, 11, 5)


def test_an_age_printed_once_is_not_that_of_every_day():
    report = read((("Пациент: Белова А. М., жен., 44 года",), HEAD, *ROWS))
    assert (report.sex, report.age_years) == ("female", None)


def test_the_day_of_sampling_goes_before_the_other_days():
    head = ("Дата заказа", "Дата выдачи", *HEAD)
    report = read((head, *(("01.01.2025", "30.12.2025", *row) for row in ROWS)))
    assert {m.collected_at for m in report.measurements} == {date(2025, 2, 11), date(2025, 9, 9)}


BY_SEX = (
    (("Норма (муж.)", "Норма (жен.)"), ("130-160", "120-140")),
    (("Male", "Female"), ("130-160", "120-140")),
    (("Муж. от", "Муж. до", "Жен. от", "Жен. до"), ("130", "160", "120", "140")),
    (("Female low", "Female high", "Male low", "Male high"), ("120", "140", "130", "160")),
)


@pytest.mark.parametrize(("heads", "limits"), BY_SEX)
@pytest.mark.parametrize(
    ("sex", "low", "high"), [("Пол: Ж", 120, 140), ("Пол: М", 130, 160), ("Отделение 4", None, None)]
)
def test_limits_in_columns_for_men_and_women_are_those_of_the_person(heads, limits, sex, low, high):
    rows = ((sex,), ("Показатель", "Результат", "Единицы", *heads), ("Гемоглобин", "126", "г/л", *limits))
    (row,) = read((*rows, ("Креатинин", "71", "мкмоль/л", *("" for _ in limits)))).measurements[:1]
    assert (row.value_as_printed, row.ref_low, row.ref_high) == ("126", low, high)


def test_dates_across_are_not_taken_from_a_birth_date_above_them():
    head = ("Анализ", "Реф. интервал", "03.02.2023", "17.08.2023")
    rows = (("Гемоглобин, г/л", "132–173", "158", "161"), ("АЛТ, Ед/л", "< 41", "63", "48"))
    report = read((("Пациент", "Громов П. О."), ("Д.р.", "09.01.1995"), head, *rows))
    assert [m.value_as_printed for m in report.measurements] == ["158", "161", "63", "48"]
    assert report.birth_date == date(1995, 1, 9)


@pytest.mark.parametrize(("sex", "high"), [("Пол: Ж", 140), ("Пол: М", 160), ("Палата 4", None)])
def test_a_second_row_of_headings_may_part_men_and_women(sex, high):
    heads = (("№", "Показатель", "Результат", "Норма", ""), ("", "", "", "М", "Ж"))
    report = read(((sex,), *heads, ("1", "Гемоглобин", "126", "130-160", "120-140"), ("2", "АЛТ", "24", "", "")))
    assert [(m.value_as_printed, m.ref_high) for m in report.measurements] == [("126", high), ("24", None)]
