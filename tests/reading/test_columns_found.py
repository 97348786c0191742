"""What is a line of headings, and where two columns part."""

from medapp.domain.documents import Document, Page, Word
from medapp.domain.parsing.columns import find_headers
from medapp.domain.parsing.grid import build_grid
from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.report import parse
from tests.reading.drawn import line

Half = tuple[tuple[str, str, str, str], ...]


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


def test_two_tables_beside_each_other_go_on_over_the_page() -> None:
    pages = (_halves(1, LEFT[:3], RIGHT[:3], headings=True), _halves(2, LEFT[3:], RIGHT[3:], headings=False))
    found = parse(Document(reader="pdf_text", pages=pages)).measurements

    assert sorted((row.name_as_printed, row.value_as_printed, row.unit_as_printed) for row in found) == sorted(
        (name, value, unit) for name, value, unit, _ in (*LEFT, *RIGHT)
    )


LEFT = (
    ("Haemoglobin", "141", "g/L", "130-175"),
    ("Haematocrit", "43", "%", "40-50"),
    ("Platelets", "203", "10^9/L", "125-350"),
    ("Eosinophils", "0.10", "10^9/L", "0.02-0.52"),
    ("Basophils", "0.03", "10^9/L", "0-0.06"),
)
RIGHT = (
    ("Sodium", "139", "mmol/L", "136-145"),
    ("Potassium", "4.1", "mmol/L", "3.5-5.1"),
    ("Chloride", "104", "mmol/L", "98-107"),
    ("Urea", "5.5", "mmol/L", "2.8-7.2"),
    ("CRP", "0.8", "mg/L", "0-5"),
)


def _halves(number: int, left: Half, right: Half, headings: bool) -> Page:
    words: list[Word] = []
    for x, rows in ((20, left), (320, right)):
        head = ("Item", "Result", "Unit", "Ref. Range")
        for place, cells in enumerate((head, *rows) if headings else rows):
            at = zip((x, x + 110, x + 160, x + 215), cells, strict=True)
            words += line(40 + 16 * place, *at).words
    return Page(number, 595, 842, tuple(words))
