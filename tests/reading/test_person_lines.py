"""Persons told without labels, behind one label for several facts, or in the cells of a table."""

from datetime import date

import pytest

from medapp.domain.parsing.header import read_heading
from medapp.domain.parsing.labels_above import fact_lines
from medapp.domain.people import Sex
from tests.reading.drawn import line

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("lines", "sex", "birth", "age"),
    [
        (["DOB / Sex: 07-Mar-1959 M"], Sex.MALE, date(1959, 3, 7), None),
        (["Sex / DOB  Female  21/08/1988  Your ref  M-12"], Sex.FEMALE, date(1988, 8, 21), None),
        (["Birth date / Sex  : 19.04.1962 / Male"], Sex.MALE, date(1962, 4, 19), None),
        (["Sex/Age: F/67 Y"], Sex.FEMALE, None, 67),
        (["Patient Name  : ANY ONE  Age / Gender  : 46 Y 3 M / Female"], Sex.FEMALE, None, 46),
        (["Дата рождения / возраст: 17.01.1979 / 46"], None, date(1979, 1, 17), 46),
        (["Пол, возраст: мужской, 51"], Sex.MALE, None, 51),
        (["Осинова Мария Петровна", "12.03.1980  Ж  45 лет"], Sex.FEMALE, date(1980, 3, 12), 45),
        (["ОСИНОВА МАРИЯ П.  12.03.1980  женский"], Sex.FEMALE, date(1980, 3, 12), None),
        (["Осинов Пётр · Мужчина · 33 года · Полис 4471"], Sex.MALE, None, 33),
        (["Мужской пол, 44 года (род. 02.03.1981)"], Sex.MALE, date(1981, 3, 2), 44),
        (
            ["Женщина 51 год, Осинова Нина Ивановна (12.12.1973). Забор 19.03.2025"],
            Sex.FEMALE,
            date(1973, 12, 12),
            None,
        ),
        (["Мужчина, 12.06.1971 г.р."], Sex.MALE, date(1971, 6, 12), None),
        (["Мужчина, дата рождения 09.11.1996"], Sex.MALE, date(1996, 11, 9), None),
        (["ANY, ONE M MR# 1 DOB 04/22/1992 33 F Loc 4W"], Sex.FEMALE, date(1992, 4, 22), None),
        (["Patient: ONE, Any  NHS No: 900 000 0000  DOB: 14/08/1961 (F)"], Sex.FEMALE, date(1961, 8, 14), None),
        (["Пациентка Осинова Алла Ивановна, 12.08.1993 г.р."], Sex.FEMALE, date(1993, 8, 12), None),
        (["Ребёнок: Осинов Лев  Пол:  мальчик"], Sex.MALE, None, None),
        (["DOB: 1983-Nov-26 Age: 41 Sex: M"], Sex.MALE, date(1983, 11, 26), 41),
        (["Результаты", "Врач Осинов М. А.  12.06.2025"], None, None, None),
        (["Заказ 12.06.2025  М  Готово 13.06.2025"], None, None, None),
    ],
)
def test_who(lines: list[str], sex: Sex | None, birth: date | None, age: float | None) -> None:
    heading = read_heading(lines, TODAY)
    told_age = heading.age_years if age is not None else None
    assert (heading.sex, heading.birth_date, told_age) == (sex, birth, age)


@pytest.mark.parametrize(
    ("lines", "collected"),
    [
        (["Дата сдачи анализа  26.05.2025  Дата отчёта  27.05.2025"], date(2025, 5, 26)),
        (["Материал принят 09.10.2025 в 8-45"], date(2025, 10, 9)),
        (["« 14 » января 2025 г. (дата взятия биоматериала)"], date(2025, 1, 14)),
        (["«21» ноября 2025 г.", "дата взятия биоматериала"], date(2025, 11, 21)),
        (["Время взятия:  09-12-2025 08:05", "Дата рождения 31-01-1960"], date(2025, 12, 9)),
        (["ANALYZER 90  02:47  21-Oct-2025", "Printed 02:55 21-Oct-2025"], date(2025, 10, 21)),
        (["Printed 02:55 21-Oct-2025"], None),
        (["Gender: Female  Run Time: 14-08-2025 10:37"], date(2025, 8, 14)),
        (["COLL: 11/03/25-0530", "CLIA 24D0000000"], date(2025, 11, 3)),
        (["COLLECTED : 11/09/25 08:44", "ANY CENTRE SDN BHD"], date(2025, 9, 11)),
        (["Предыдущий 03.02.2025  Результат"], None),
        (["ID 12  12.04.2025 09:10", "ID 13  13.04.2025 09:10"], None),
    ],
)
def test_when(lines: list[str], collected: date | None) -> None:
    assert read_heading(lines, TODAY).collected_at == collected


def test_one_label_for_two_facts_above_them() -> None:
    labels = line(10, (49, "Ф.И.О."), (219, "Дата рождения / возраст"), (389, "Пол"))
    facts = line(22, (49, "Осинова Мария"), (219, "17.01.1979 / 46"), (389, "Женский"))
    heading = read_heading(fact_lines([labels, facts]), TODAY)
    assert (heading.birth_date, heading.age_years, heading.sex) == (date(1979, 1, 17), 46, Sex.FEMALE)


def test_labels_beside_their_facts_are_not_labels_of_the_line_below() -> None:
    first = line(10, (40, "Patient Name"), (125, "ANY ONE"), (330, "Doctor"), (420, "DR TWO"))
    second = line(22, (40, "Sex / DOB"), (125, "Female"), (180, "21/08/1988"), (330, "Your ref"), (420, "E-1"))
    heading = read_heading(fact_lines([first, second]), TODAY)
    assert (heading.sex, heading.birth_date) == (Sex.FEMALE, date(1988, 8, 21))
