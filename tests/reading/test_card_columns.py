"""Cards down two columns of a page: no column's words become the other's."""

from medapp.domain.parsing.card_columns import columns_apart
from medapp.domain.parsing.lines import Line
from tests.reading.drawn import line

LEFT = ("Haemoglobin", "128 g/L", "Reference range: 120 - 150", "Platelets", "311 10^9/L", "Reference range: 150 - 410")
RIGHT = ("Sodium", "137 mmol/L", "Reference range: 133 - 146", "Urea", "5.1 mmol/L", "Reference range: 2.5 - 7.8")
MORE = ("Ferritin", "11 ug/L", "Reference range: 13 - 150")


def page(shift: int) -> list[Line]:
    """The right column begins `shift` lines lower than the left."""
    right = ("",) * shift + RIGHT + MORE
    left = LEFT + ("",) * (len(right) - len(LEFT))
    rows = zip(left, right, strict=True)
    return [
        line(0, (40, "Results of a patient whose name and address run across the whole page of the report")),
        *(
            line(20 + 12 * at, *((x, text) for x, text in ((40, one), (320, two)) if text))
            for at, (one, two) in enumerate(rows)
        ),
    ]


def test_each_column_is_read_by_itself() -> None:
    texts = [each.text for each in columns_apart(page(1))]
    assert texts[1:] == [*LEFT, *RIGHT, *MORE]


def test_cards_that_stand_level_are_left_as_they_are() -> None:
    lines = page(0)
    assert columns_apart(lines) == lines
