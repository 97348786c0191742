"""A panel's name before the test's own says the specimen and hides nothing."""

import pytest

from medapp.domain.parsing.names import Context, resolve
from medapp.domain.parsing.panel_first import without_panel


@pytest.mark.parametrize(
    ("name", "unit", "analyte"),
    [
        ("Общий анализ мочи: белок", "g/L", "urine_protein"),
        ("ОАМ: Белок", "g/L", "urine_protein"),
        ("Общий анализ мочи (ОАМ) - Удельный вес", None, "urine_sg"),
        ("Клинический анализ крови: гемоглобин", "g/L", "hemoglobin"),
        ("Биохимия / Глюкоза", "mmol/L", "glucose"),
        ("CBC: Hemoglobin", "g/dL", "hemoglobin"),
        ("Lipid panel - HDL", "mmol/L", "hdl"),
        ("Urinalysis / Glucose", "mmol/L", "urine_glucose"),
        ("Thyroid function tests: T4, free", "pmol/L", "ft4"),
    ],
)
def test_the_tests_own_name_stands_behind_its_panel(name, unit, analyte):
    found = resolve(name, unit, Context())
    assert found.analyte is not None
    assert (found.analyte.id, found.reason) == (analyte, None)


@pytest.mark.parametrize(
    "name", ["UA: 5.2", "Бак: лейкоциты", "Глюкоза: венозная кровь", "Iron-binding capacity", "Общий анализ мочи"]
)
def test_what_is_no_panel_stays_whole(name):
    assert without_panel(name) is None
