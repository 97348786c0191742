"""What is a line of headings, and where two columns part."""

from medapp.domain.parsing.columns import find_headers
from medapp.domain.parsing.grid import build_grid
from medapp.domain.parsing.lines import text_of
from tests.reading.drawn import line


def test_a_name_that_ends_in_a_heading_word_is_no_heading() -> None:
    assert find_headers([line(10, (40, "Hepatitis B surface antigen"), (300, "S/CO"), (400, "ECLIA"))]) == []
    assert find_headers([line(10, (40, "Antigen"), (300, "S/CO"), (400, "Norm"))])


def test_columns_part_between_headings_that_almost_touch() -> None:
    heading = line(10, (40, "Тест"), (200, "03.04.2025"), (256, "11.02.2025"), (312, "Норма"), (420, "Ед."))
    rows = [
        line(30 + 15 * place, (40, name), (235, value), (291, earlier), (312, limits), (420, unit))
        for place, (name, value, earlier, limits, unit) in enumerate(
            [
                ("Гемоглобин", "97", "118", "117 - 155", "г/л"),
                ("Тромбоциты", "401", "311", "150 - 400", "10^9/л"),
                ("Протромбиновый индекс", "98", "101", "70 - 130", "%"),
                ("Ферритин", "14", "122", "13 - 150", "нг/мл"),
                ("Железо", "13", "117", "8 - 30", "мкмоль/л"),
            ]
        )
    ]
    header = find_headers([heading, *rows])[0]
    cells = build_grid(header, rows, 595, []).cells_of(rows[0])

    assert [text_of(cell) for cell in cells] == ["Гемоглобин", "97", "118", "117 - 155", "г/л"]
