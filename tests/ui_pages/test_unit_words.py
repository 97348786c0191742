"""Units a person reads: as a report in their language prints them, and never a code from a standard."""

import pytest

from medapp.domain.units import UNITS, show_unit


@pytest.mark.parametrize(
    ("ucum", "english", "russian"),
    [
        ("10*9/L", "×10⁹/L", "×10⁹/л"),
        ("umol/L", "µmol/L", "мкмоль/л"),
        ("m[IU]/L", "mIU/L", "мМЕ/л"),
        ("mm/h", "mm/h", "мм/ч"),
        ("mL/min/{1.73_m2}", "mL/min/1.73\u00a0m²", "мл/мин/1,73\u00a0м²"),
        ("1", "", ""),
    ],
)
def test_a_unit_is_written_as_reports_print_it(ucum, english, russian):
    assert (show_unit(ucum, "en"), show_unit(ucum, "ru")) == (english, russian)


@pytest.mark.parametrize("ucum", sorted(UNITS))
def test_no_code_of_the_standard_reaches_a_page(ucum):
    for language in ("en", "ru"):
        assert not set("[]{}*") & set(show_unit(ucum, language))
