"""A code in a column of its own, with a shortened name beside it: both together name the analyte."""

import pytest

from medapp.domain.parsing.code_first import without_code
from medapp.domain.parsing.names import Context, resolve


@pytest.mark.parametrize(
    ("name", "unit", "analyte"),
    [
        ("MCH Ср. содерж. Hb", "pg", "mch"),
        ("МСН Ср. содерж. Hb", "pg", "mch"),  # Cyrillic letters, as recognition sees them
        ("MCHC Ср. конц. Hb", "g/L", "mchc"),
        ("RDW-CV Шир. распр. эр.", "%", "rdw"),
        ("RDW-SD Шир. распр. эр. SD", "fL", "rdw_sd"),
        ("PDW Шир. распр. тр.", "fL", "pdw"),
        ("Lymph# Лимфоциты абс.", "10*9/L", "lymph_abs"),
        ("Lymph% — Лимфоциты %", "%", "lymph_pct"),  # the dash is a crease of the paper
        ("Mid% Средние клетки %", "%", "mid_pct"),
        ("MPV Mean plt. vol.", "fL", None),
        ("MCV Mean corp. vol.", "fL", "mcv"),
    ],
)
def test_code_and_short_name(name: str, unit: str, analyte: str | None) -> None:
    found = resolve(name, unit, Context()).analyte
    assert (found.id if found else None) == analyte


@pytest.mark.parametrize(
    "name",
    ["MCH Ср. конц. Hb", "VLDL Холестерин", "PSA Свободный", "T3 Трийодтиронин св.", "Lymph# Лимфоциты %"],
)  # fmt: skip
def test_a_code_and_a_name_that_differ_name_nothing(name: str) -> None:
    assert without_code(name) is None
