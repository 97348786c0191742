"""Cards of a portal: the value at the right, its norm in small letters under it, the unit in the group's heading."""

import pytest

from medapp.domain.documents import Document, Page, Word
from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement
from tests.reading.drawn import line

ROWS = [
    ("Ферритин", "31,9", "норма: 13 - 150", (13.0, 150.0)),
    ("СА 15-3", "7,35", "норма: < 26,4", (None, 26.4)),
    ("Трансферрин", "2,64", "норма: 2 - 3,6", (2.0, 3.6)),
]
RIGHT, PITCH, CARD = 500.0, 11.0, 30.0


def _read(drop: float, heading: str = "Белки", unit: str = "ед. изм.: нг/мл") -> list[Measurement]:
    """Names stand `drop` lines below their values."""
    words: list[Word] = [*line(30, (40, heading), (RIGHT - 60, unit)).words]
    y = 60.0
    for name, value, norm, _ in ROWS:
        words += line(y, (RIGHT - 5 * len(value), value)).words
        width = 5 * len(norm.replace(" ", "")) + 3 * norm.count(" ")
        words += line(y + PITCH, (RIGHT - width, norm)).words
        words += line(y + PITCH * drop, (40, name)).words
        y += CARD
    return list(parse(Document(reader="pdf_text", pages=(Page(1, 595, 842, tuple(words)),))).measurements)


@pytest.mark.parametrize("drop", [0.0, 0.5, 1.0])
def test_norm_and_name_are_the_values(drop: float) -> None:
    found = _read(drop)

    assert [
        (row.name_as_printed, row.value_as_printed, (row.ref_low, row.ref_high), row.unit_as_printed) for row in found
    ] == [(name, value, limits, "нг/мл") for name, value, _, limits in ROWS]


@pytest.mark.parametrize(
    ("heading", "unit", "printed"),
    [
        ("Белки, нг/мл", "", "нг/мл"),
        ("Белки (нг/мл)", "", "нг/мл"),
        ("Белки", "нг/мл", "нг/мл"),
        ("Ферритин, нг/мл", "", None),
    ],
)
def test_unit_of_a_groups_heading(heading: str, unit: str, printed: str | None) -> None:
    assert {row.unit_as_printed for row in _read(0.0, heading, unit)} == {printed}


def _halves(left: tuple[str, str, str], right: tuple[str, str, str]) -> dict[str, str]:
    """Two cards side by side among three that are known."""
    words: list[Word] = []
    for at, pair in enumerate([(left, right), *(((name, value, norm),) for name, value, norm, _ in ROWS)]):
        for x, (name, value, norm) in zip((40, 300), pair, strict=False):
            words += line(60 + at * CARD, (x, name), (x + 150, value)).words
            words += line(60 + at * CARD + PITCH, (x + 150, norm)).words
    report = parse(Document(reader="pdf_text", pages=(Page(1, 595, 842, tuple(words)),)))
    return {row.name_as_printed: row.value_as_printed for row in report.measurements}


@pytest.mark.parametrize(
    ("finding", "norm"), [("землистый", "норма: каловый"), ("каловый", "норма: каловый"), ("резкий", "норма: нет")]
)
def test_a_finding_nobody_knows_is_no_part_of_the_next_name(finding: str, norm: str) -> None:
    found = _halves(("Запах", finding, norm), ("Мочевина", "4,4", "норма: 2,5 - 8,3"))
    assert found["Мочевина"] == "4,4"
    assert not any(finding in name for name in found)


def test_a_finding_nobody_knows_is_a_known_names_value() -> None:
    found = _halves(("Йодофильная флора", "обильная", "норма: нет"), ("Мочевина", "4,4", "норма: 2,5 - 8,3"))
    assert (found["Йодофильная флора"], found["Мочевина"]) == ("обильная", "4,4")
