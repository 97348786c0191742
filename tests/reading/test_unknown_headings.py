"""A heading of results that nobody knows is told by what stands under it."""

import pytest

from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text

ROWS = (("Протромбиновое время", "9,4–12,5", "сек", "11,9"), ("МНО", "0,90–1,20", "", "1,06"),
        ("АЧТВ", "25,4–36,9", "сек", "31,4"), ("Фибриноген", "2,00–4,00", "г/л", "4,61"))  # fmt: skip


@pytest.mark.parametrize("heading", ["Получено", "Итог", "Определено", "У пациента"])
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 3, 2, 1), (0, 2, 3, 1)])
def test_the_one_unknown_heading_among_known_ones_heads_the_results(heading: str, order: tuple[int, ...]) -> None:
    cells = [("Анализ", "Нормальные значения", "Единица", heading), *ROWS]
    lines = tuple("".join(f"{row[place]:<24}" for place in order).rstrip() for row in cells)
    read = parse(read_document(set_text(lines), "a.pdf"))
    found = [
        (m.name_as_printed, m.value_as_printed, m.unit_as_printed or "", m.ref_as_printed) for m in read.measurements
    ]
    assert found == [(name, value, unit, norm) for name, norm, unit, value in ROWS]


@pytest.mark.parametrize(
    "headings",
    [
        ("Көрсеткіш атауы", "Нәтиже", "Өлшем бірлігі", "Қалыпты мәндері"),
        ("Назва показника", "Результат", "Одиниця виміру", "Нормальні значення"),
        ("Паказчык", "Вынік", "Адзінка", "Норма"),
    ],
)
def test_headings_of_the_neighbours_of_russian_are_known(headings: tuple[str, ...]) -> None:
    cells = [headings, *((name, value, unit, norm) for name, norm, unit, value in ROWS)]
    read = parse(
        read_document(set_text(tuple("".join(f"{cell:<26}" for cell in row).rstrip() for row in cells)), "a.pdf")
    )
    assert [(m.value_as_printed, m.ref_as_printed) for m in read.measurements] == [(row[3], row[1]) for row in ROWS]
