"""A strip's slip seldom says urine: its fields together do."""

from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document
from tests.corpus.cases import FOLDER, load_case, set_text


def _analytes(*lines: str) -> list[str | None]:
    report = parse(read_document(set_text(lines), "slip.pdf"))
    return [row.analyte for row in report.measurements]


def test_acidity_and_glucose_among_a_strips_fields_are_the_urines() -> None:
    assert {*_analytes(*load_case(FOLDER / "strip_slip.txt").page)} == {
        "urine_leukocyte_esterase", "urine_nitrite", "urine_urobilinogen", "urine_protein", "urine_ph", "urine_blood",
        "urine_sg", "urine_ketones", "urine_bilirubin", "urine_glucose",
    }  # fmt: skip


def test_words_of_a_strip_are_its_fields_too() -> None:
    found = _analytes(
        "Показатель            Результат     Норма",
        "Нитриты               отр.          отр.",
        "Уробилиноген          норма         норма",
        "Белок                 отр.          отр.",
        "pH                    6,0           5,0 - 7,0",
        "Кетоны                отр.          отр.",
        "Глюкоза               отр.          отр.",
    )
    assert found == [
        "urine_nitrite", "urine_urobilinogen", "urine_protein", "urine_ph", "urine_ketones", "urine_glucose",
    ]  # fmt: skip


def test_blood_above_a_strip_stays_blood() -> None:
    found = _analytes(
        "Test         Result   Units    Reference",
        "ALT          21       U/L      0 - 40",
        "Glucose      98       mg/dL    70 - 99",
        "Bilirubin    0.8      mg/dL    0.2 - 1.2",
        "",
        "",
        "",
        "Test         Result   Units    Reference",
        "NIT          neg               neg",
        "URO          0.2      mg/dL    0.2 - 1.0",
        "pH           6.0               5.0 - 8.0",
        "SG           1.015             1.005 - 1.030",
        "KET          neg               neg",
    )
    assert found[:3] == ["alt", "glucose", "bilirubin_total"]
    assert found[3:] == ["urine_nitrite", "urine_urobilinogen", "urine_ph", "urine_sg", "urine_ketones"]


def test_acidity_beside_gases_stays_the_bloods() -> None:
    found = _analytes(
        "pH           7.36              7.35 - 7.45",
        "pCO2         41       mmHg     35 - 45",
        "Glucose      5.1      mmol/L   3.9 - 5.8",
    )
    assert found[0] == "blood_ph"
    assert found[-1] == "glucose"
