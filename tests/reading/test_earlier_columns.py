"""Which of two columns of results is the current one, and what is said when nothing tells."""

import pytest

from medapp.domain.certainty import is_sure
from medapp.domain.parsing.header_words import Role, role_of
from medapp.domain.parsing.report import parse
from medapp.domain.results import ParsedReport
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text

ROWS = (
    "ФСГ                     7,1               8,4          мМЕ/мл       3,5 - 12,5",
    "Глюкоза                 5,1               5,3          ммоль/л      4,1 - 6,1",
    "Пролактин               612               388          мкМЕ/мл      102 - 496",
)


def report(first: str, second: str, below: tuple[str, ...] = ()) -> ParsedReport:
    heads = f"Показатель              {first:<18}{second:<13}Ед. изм.     Норма"
    return parse(read_document(set_text(("Дата взятия: 23.04.2024", heads, *below, *ROWS)), "a.pdf"))


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Пред. рез-т", Role.PREVIOUS), ("Предыд. знач.", Role.PREVIOUS), ("Прошлый анализ", Role.PREVIOUS),
        ("Результат (предыдущий)", Role.PREVIOUS), ("Prev Result", Role.PREVIOUS), ("Last Visit", Role.PREVIOUS),
        ("Previously reported", Role.PREVIOUS), ("от 10.01.2024", Role.DATE), ("Last", None), ("Old", None),
        ("Previous reference range", None), ("Результат", Role.VALUE),
    ],
)  # fmt: skip
def test_what_is_earlier_is_known_by_its_words(heading: str, role: Role | None) -> None:
    assert role_of(heading) is role


@pytest.mark.parametrize(
    ("first", "second", "below"),
    [
        ("Пред. рез-т", "Результат", ("                        10.01.2024",)),
        ("Результат", "Результат", ("                        10.01.2024        23.04.2024",)),
        ("Рез. 10.01.2024", "Результат", ()),
        ("от 10.01.2024", "Результат", ()),
        ("Предыдущий", "Результат", ("                        результат от", "                        10.01.2024")),
        ("Было", "Стало", ()),
        ("При поступлении", "При выписке", ()),
        ("До лечения", "После лечения", ()),
        ("Исходно", "Результат", ()),
        ("Admission", "Discharge", ("                        10.01.2024        23.04.2024",)),
        ("Adm", "Discharge", ("                        10.01.2024        23.04.2024",)),
        ("On admission", "At discharge", ("                        (10/01/2024)      (23/04/2024)",)),
    ],
)
def test_the_earlier_result_is_never_the_current_one(first: str, second: str, below: tuple[str, ...]) -> None:
    read = report(first, second, below)
    assert [m.value_as_printed for m in read.measurements] == ["8,4", "5,3", "388"]
    assert [m.value_as_printed for m in read.previous] == ["7,1", "5,1", "612"]
    assert all(is_sure(m) for m in read.measurements)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Результат 1", "Результат 2"), ("Начало", "Контроль"), ("При поступлении", "Пик"), ("Результат", "При выписке")],
)
def test_no_row_is_sure_where_nothing_tells_two_results_apart(first: str, second: str) -> None:
    read = report(first, second)
    assert len(read.measurements) == 3
    assert all(not is_sure(m) and "rival_results" in m.warnings for m in read.measurements)


def test_days_that_can_be_read_two_ways_leave_both_in_doubt() -> None:
    lines = (
        "Test                    Result            Result       Units        Reference Range",
        "                        01/10/2024        04/04/2024",
        "Glucose                 98                103          mg/dL        70 - 99",
        "Sodium                  141               138          mmol/L       135 - 145",
    )
    read = parse(read_document(set_text(lines), "a.pdf"))
    assert all("rival_results" in m.warnings for m in read.measurements)
    known = parse(read_document(set_text(("CLIA 05D0000000", *lines)), "a.pdf"))
    assert [m.value_as_printed for m in known.measurements] == ["103", "138"]


def test_the_earlier_column_may_stand_behind_the_current_one() -> None:
    read = report("При выписке", "Поступление")
    assert [m.value_as_printed for m in read.measurements] == ["7,1", "5,1", "612"]
    assert all(is_sure(m) for m in read.measurements)


def test_no_row_is_sure_where_days_and_events_contradict_each_other() -> None:
    read = report("Discharge", "Admission", ("                        10.01.2024        23.04.2024",))
    assert len(read.measurements) == 3 and not any(is_sure(m) for m in read.measurements)


def test_a_line_under_the_names_heading_is_no_column() -> None:
    heads = "Показатель                        Результат    Ед. изм.     Норма"
    rows = [f"{row[:24]}          {row[42:]}" for row in ROWS]
    read = parse(read_document(set_text((heads, "При поступлении", *rows)), "a.pdf"))
    assert [m.value_as_printed for m in read.measurements] == ["8,4", "5,3", "388"]


def test_the_report_has_the_day_of_its_current_column() -> None:
    heads = "Показатель              10.01.2024        23.04.2024   Ед. изм.     Норма"
    story = "Общий анализ мочи от 12.01.2024: белок не обнаружен"
    read = parse(read_document(set_text((heads, *ROWS, "", story)), "a.pdf"))
    assert str(read.collected_at) == "2024-04-23"
