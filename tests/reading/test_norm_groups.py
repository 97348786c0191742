"""Norms of several groups in columns beside each other: the person's own, or none."""

import pytest

from medapp.domain.certainty import is_sure
from medapp.domain.parsing.header_words import Role, role_of
from medapp.domain.parsing.report import parse
from medapp.domain.ranges import parse_range
from medapp.domain.results import ParsedReport
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text

ROWS = (
    "Гемоглобин                     121          г/л       130-160      120-140",
    "Тромбоциты                     268          10^9/л    180-320      190-330",
    "СОЭ                            7            мм/ч      2-10         2-15",
)


def report(groups: str, person: str = "Пол: жен.     Возраст: 45 лет", *, heads: bool = True) -> ParsedReport:
    above = ("Показатель                     Результат    Единицы        Норма",) if heads else ()
    return parse(read_document(set_text((person, *above, groups, *ROWS)), "a.pdf"))


def limits(read: ParsedReport) -> list[tuple[float | None, float | None]]:
    return [(m.ref_low, m.ref_high) for m in read.measurements]


@pytest.mark.parametrize(
    "groups",
    [
        "мужчины      женщины",
        "муж.         жен.",
        "для мужчин   для женщин",
        "взр. муж.    взр. жен.",
        "дети         взрослые",
    ],
)
def test_the_column_of_the_person_is_taken(groups: str) -> None:
    read = report(" " * 54 + groups)
    assert limits(read) == [(120, 140), (190, 330), (2, 15)]


def test_without_a_known_sex_no_column_is_taken() -> None:
    assert limits(report(" " * 54 + "мужчины      женщины", "Возраст: 45 лет")) == [(None, None)] * 3


@pytest.mark.parametrize("groups", ["", " " * 54 + "18-60 лет    ст. 60 лет"])
def test_two_columns_of_norms_that_nothing_tells_apart_give_none(groups: str) -> None:
    read = report(groups)
    assert limits(read) == [(None, None)] * 3
    assert all(not is_sure(m) and "unclear_range" in m.warnings for m in read.measurements)


@pytest.mark.parametrize("text", ["132-164 115-145", "320-360320-360", "180 - 320 180 - 320", "4,0-5,1 3,7-4,7"])
def test_limits_run_together_are_none(text: str) -> None:
    assert parse_range(text).doubt == "unclear"


@pytest.mark.parametrize(
    ("text", "low", "high"), [("1 000 - 1 500", 1000, 1500), ("18-60 лет 3-5 60-90 лет 4-6", 3, 5), ("0-1000", 0, 1000)]
)
def test_what_only_looks_so_is_still_read(text: str, low: float, high: float) -> None:
    read = parse_range(text, age_years=45)
    assert (read.low, read.high) == (low, high)


@pytest.mark.parametrize(
    ("heading", "role"),
    [("Adult Male", Role.GROUP), ("дети", Role.GROUP), ("для женщин", Role.FEMALE), ("Men only", Role.MALE),
     ("Male and female", None), ("for", None), ("Adult hemoglobin", None)],
)  # fmt: skip
def test_whom_a_heading_names(heading: str, role: Role | None) -> None:
    assert role_of(heading) is role


def test_absurdly_wide_limits_are_never_sure() -> None:
    rows = ("Показатель      Результат    Единицы     Норма", "Гемоглобин      121          г/л         132-164115")
    (read,) = parse(read_document(set_text(rows), "a.pdf")).measurements
    assert not is_sure(read) and "unclear_range" in read.warnings
