"""Derived indices give the published worked examples, and say what they lack."""

import pytest

from medapp.domain.indices import INDICES, compute_all
from medapp.domain.indices.lipids import CHOL_MG_DL, TRIG_MG_DL
from medapp.domain.indices.sugar import GLUCOSE_MG_DL
from medapp.domain.people import Person, Sex
from medapp.domain.results import IndexValue

MAN_60 = Person(Sex.MALE, 60)


def result_of(index: str, values: dict[str, float], person: Person = MAN_60) -> IndexValue:
    return next(item for item in compute_all(values, person) if item.index == index)


def lipids(**mg_dl: float) -> dict[str, float]:
    """mg/dL as printed in the papers, in the catalogue's mmol/L."""
    return {name: value / (TRIG_MG_DL if name == "trig" else CHOL_MG_DL) for name, value in mg_dl.items()}


KNOWN_ANSWERS = [
    ("egfr_ckd_epi_2021", {"creatinine": 106.08}, Person(Sex.MALE, 60), 69.23),
    ("egfr_ckd_epi_2021", {"creatinine": 61.88}, Person(Sex.FEMALE, 45), 108.62),
    ("egfr_ckd_epi_2021", {"creatinine": 88.4}, Person(Sex.MALE, 50), 91.69),
    ("egfr_ckd_epi_2021", {"creatinine": 88.4}, Person(Sex.FEMALE, 50), 68.63),
    ("fib4", {"ast": 50, "alt": 40, "platelets": 200}, MAN_60, 2.372),
    ("non_hdl_calculated", lipids(chol_total=200, hdl=50), MAN_60, 150 / CHOL_MG_DL),
    ("ldl_friedewald", lipids(chol_total=200, hdl=50, trig=150), MAN_60, 120 / CHOL_MG_DL),
    ("ldl_sampson", lipids(chol_total=200, hdl=50, trig=150), MAN_60, 123.40 / CHOL_MG_DL),
    ("homa_ir_calculated", {"glucose": 5.5, "insulin": 10}, MAN_60, 2.444),
    ("anion_gap_calculated", {"sodium": 140, "chloride": 104, "bicarbonate": 24}, MAN_60, 12),
    ("calcium_corrected", {"calcium": 2.20, "albumin": 30}, MAN_60, 2.40),
    ("tyg", {**lipids(trig=150), "glucose": 100 / GLUCOSE_MG_DL}, MAN_60, 8.923),
    ("nlr", {"neut_pct": 60, "lymph_pct": 30}, MAN_60, 2.0),
    ("tsat_calculated", {"iron": 15, "tibc": 60}, MAN_60, 25),
    ("apri", {"ast": 50, "platelets": 200}, MAN_60, 0.625),
    ("aip", {"trig": 1.7, "hdl": 1.3}, MAN_60, 0.1165),
    ("osmolality_calculated", {"sodium": 140, "glucose": 5, "urea": 5}, MAN_60, 290),
    ("de_ritis", {"ast": 50, "alt": 40}, MAN_60, 1.25),
    ("mentzer", {"mcv": 65, "rbc": 5}, MAN_60, 13),
    ("globulin_calculated", {"protein_total": 72, "albumin": 42}, MAN_60, 30),
    ("ag_ratio_calculated", {"protein_total": 72, "albumin": 42}, MAN_60, 1.4),
    ("eag_calculated", {"hba1c": 7.0}, MAN_60, 8.54),
]


@pytest.mark.parametrize(("index", "values", "person", "answer"), KNOWN_ANSWERS)
def test_the_published_example_comes_out(index: str, values: dict[str, float], person: Person, answer: float) -> None:
    assert result_of(index, values, person).value == pytest.approx(answer, rel=5e-4)


def test_every_index_names_its_source_and_its_inputs() -> None:
    for index in INDICES.values():
        assert index.source and index.needs, index.id


def test_an_index_says_which_inputs_it_lacks() -> None:
    result = result_of("fib4", {"ast": 30}, Person())
    assert (result.value, result.missing) == (None, ("age", "alt", "platelets"))


def test_friedewald_is_refused_when_triglycerides_are_high_and_sampson_holds_longer() -> None:
    values = lipids(chol_total=250, hdl=40, trig=450)
    friedewald = result_of("ldl_friedewald", values)
    assert (friedewald.value, friedewald.invalid) == (None, "trig_too_high")
    assert result_of("ldl_sampson", values).value is not None
    assert result_of("ldl_sampson", lipids(chol_total=250, hdl=40, trig=900)).invalid == "trig_too_high"


def test_filtration_is_not_computed_for_a_child() -> None:
    child = result_of("egfr_ckd_epi_2021", {"creatinine": 50}, Person(Sex.MALE, 12))
    assert (child.value, child.invalid) == (None, "adults_only")


def test_an_impossible_input_gives_no_number() -> None:
    assert result_of("de_ritis", {"ast": 30, "alt": 0}).invalid == "impossible_input"
    assert result_of("ag_ratio_calculated", {"protein_total": 40, "albumin": 45}).invalid == "impossible_input"


def test_a_split_neutrophil_count_still_gives_the_ratio() -> None:
    split = {"neut_band_pct": 4, "neut_seg_pct": 56, "lymph_pct": 30}
    assert result_of("nlr", split).value == pytest.approx(2.0)
