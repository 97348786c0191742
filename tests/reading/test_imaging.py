"""A protocol of ultrasound has values, units and norms too, and is no laboratory report."""

import pytest

from medapp.domain.parsing.report import parse
from medapp.errors import NoResultsFound
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text

PAGE = """ПРОТОКОЛ УЛЬТРАЗВУКОВОГО ИССЛЕДОВАНИЯ
Показатель                    Значение       Ед.       Норма
Правая доля: длина            48             мм        до 60
Перешеек                      4              мм        до 5
Селезёнка: площадь            42             см2       до 50
"""


def test_sizes_of_organs_are_no_results() -> None:
    with pytest.raises(NoResultsFound):
        parse(read_document(set_text(tuple(PAGE.splitlines())), "uzi.pdf"))


def test_the_same_table_of_a_laboratory_is_read() -> None:
    page = PAGE.replace("УЛЬТРАЗВУКОВОГО ИССЛЕДОВАНИЯ", "ИССЛЕДОВАНИЯ").replace("Перешеек     ", "СОЭ по Панченкову")
    assert parse(read_document(set_text(tuple(page.splitlines())), "lab.pdf")).measurements
