"""Findings in words with the signal they were made from beside them."""

import pytest

from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text


@pytest.mark.parametrize("signal", ["КП", "S/CO", "ОП пробы", "COI"])
@pytest.mark.parametrize("is_first", [False, True])
def test_the_finding_is_the_result_and_not_its_signal(signal: str, is_first: bool) -> None:
    rows = [
        ("HBsAg", "отрицательно", "0,12"),
        ("Anti-HCV", "отрицательно", "0,07"),
        ("ВИЧ 1/2", "положительно", "5,21"),
    ]
    cells = [("Показатель", "Результат", signal), *rows]
    lines = [f"{a:<28}{c:<16}{b}" if is_first else f"{a:<28}{b:<20}{c}" for a, b, c in cells]
    read = parse(read_document(set_text(tuple(lines)), "a.pdf"))
    assert [m.value_as_printed for m in read.measurements] == [found for _, found, _ in rows]


def test_the_signal_is_the_result_where_nothing_else_is() -> None:
    lines = (
        "Показатель                  КП         Норма",
        "HBsAg                       0,12       < 1,0",
        "Anti-HCV                    0,07       < 1,0",
        "Anti-HBc                    4,31       < 1,0",
    )
    read = parse(read_document(set_text(lines), "a.pdf"))
    assert [m.value_as_printed for m in read.measurements] == ["0,12", "0,07", "4,31"]
