"""`>` and `<` before results are flags where a whole report uses them so, and bounds everywhere else."""

from medapp.domain.numbers import Style
from medapp.domain.parsing.angle_marks import with_marks_as_flags
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.measure import Setting
from medapp.domain.parsing.rows import RawRow

INSIDE = [("Натрий", "140", "136-145"), ("Калий", "4,4", "3,5-5,1"), ("Хлориды", "101", "98-107")]


def rows(*printed: tuple[str, str, str]) -> list[RawRow]:
    made = []
    for name, text, limits in printed:
        result = parse_result(text)
        assert result is not None
        made.append(RawRow(name=name, result=result, range_text=limits))
    return made


def read(*printed: tuple[str, str, str]) -> list[tuple[str, str | None]]:
    read = with_marks_as_flags(rows(*printed), Setting(Style()))
    return [(row.result.printed, row.result.comparator) for row in read]


def test_signs_before_every_result_out_of_range_are_flags() -> None:
    marked = [("АЛТ", "> 78,4", "0-41"), ("Железо", "< 5,31", "9-30"), ("ГГТ", "> 112", "10-71")]
    assert read(*marked, *INSIDE)[:3] == [("78,4", None), ("5,31", None), ("112", None)]


def test_where_assays_end_is_a_bound() -> None:
    bounds = [("HSV IgG", "> 200", "0-20"), ("EBV IgG", "> 750", "0-20"), ("ТТГ", "< 0,01", "0,4-4,0")]
    assert [sign for _, sign in read(*bounds, *INSIDE)[:3]] == [">", ">", "<"]


def test_a_result_out_of_range_without_a_sign_makes_the_others_bounds() -> None:
    marked = [("АЛТ", "> 78,4", "0-41"), ("Железо", "< 5,31", "9-30"), ("ГГТ", "> 112", "10-71")]
    assert read(*marked, *INSIDE, ("Глюкоза", "9,1", "4,1-5,9"))[0] == ("> 78,4", ">")
