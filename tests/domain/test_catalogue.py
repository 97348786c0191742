"""Promises that every entry of the catalogue keeps."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from medapp.domain.analytes import CatalogueError, load_catalogue
from medapp.domain.entries import Analyte
from medapp.domain.names import fold_name, squeeze
from medapp.domain.people import Person, Sex
from medapp.domain.units import dimension_of, from_canonical, to_canonical

CATALOGUE = load_catalogue()
ANALYTES = list(CATALOGUE.analytes.values())


def each_analyte(promise: Callable[[Analyte], None]) -> Callable[[str], None]:
    """A promise of every entry as one test for each panel; a broken one names the entry."""

    @pytest.mark.parametrize("panel", CATALOGUE.panels)
    def kept(panel: str) -> None:
        for analyte in ANALYTES:
            if analyte.panel == panel:
                try:
                    promise(analyte)
                except AssertionError as broken:
                    raise AssertionError(f"{analyte.id}: {broken}") from broken

    return kept


def check_digit(code: str) -> bool:
    """LOINC's own mod-10 check digit: a mistyped code is caught."""
    digits, _, check = code.partition("-")
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return (10 - total % 10) % 10 == int(check)


def test_at_least_250_analytes_are_known() -> None:
    assert len(ANALYTES) >= 250


@each_analyte
def test_names_are_there_in_both_languages(analyte: Analyte) -> None:
    assert {"en", "ru"} <= set(analyte.names)
    assert {"en", "ru"} <= set(analyte.short)
    assert all(analyte.names[tag].strip() for tag in ("en", "ru"))


@each_analyte
def test_every_entry_says_where_its_codes_were_read_or_why_it_has_none(analyte: Analyte) -> None:
    assert bool(analyte.loinc_codes) == bool(analyte.checked)
    assert bool(analyte.loinc_codes) != bool(analyte.uncoded)
    assert analyte.unit in analyte.conversions


@each_analyte
def test_a_mass_and_a_substance_never_share_a_code(analyte: Analyte) -> None:
    kinds = defaultdict(set)
    for ucum, code in analyte.loinc_by_unit.items():
        kinds[code].add(dimension_of(ucum))
    assert [code for code, dimensions in kinds.items() if {"mass", "substance"} <= dimensions] == []


@each_analyte
def test_every_loinc_code_has_the_right_check_digit(analyte: Analyte) -> None:
    assert [code for code in analyte.loinc_codes if not check_digit(code)] == []


@each_analyte
def test_units_convert_there_and_back_without_drift(analyte: Analyte) -> None:
    for ucum in analyte.conversions:
        canonical = to_canonical(Decimal("7.3"), ucum, analyte)
        assert canonical is not None
        assert from_canonical(canonical, ucum, analyte) == pytest.approx(7.3, rel=1e-12), ucum


@each_analyte
def test_intervals_lie_inside_the_hard_limits_in_order_and_with_a_source(analyte: Analyte) -> None:
    for interval in (*analyte.decisions, *analyte.intervals):
        assert interval.source in CATALOGUE.sources
        assert interval.low is not None or interval.high is not None
        ends = [end for end in (analyte.hard_min, interval.low, interval.high, analyte.hard_max) if end is not None]
        assert ends == sorted(ends)
        assert interval.age_min < interval.age_max


@each_analyte
def test_age_bands_leave_no_gap_and_do_not_overlap(analyte: Analyte) -> None:
    bands = defaultdict(list)
    for interval in analyte.intervals:
        bands[interval.sex, interval.pregnant].append((interval.age_min, interval.age_max))
    for ages in bands.values():
        ages.sort()
        assert [first[1] for first in ages[:-1]] == [second[0] for second in ages[1:]]


@each_analyte
def test_critical_thresholds_have_a_source_each_and_lie_outside_the_intervals(analyte: Analyte) -> None:
    critical = analyte.critical
    if critical is None:
        return
    assert (critical.low is None) == (critical.low_source is None)
    assert (critical.high is None) == (critical.high_source is None)
    for interval in (*analyte.decisions, *analyte.intervals):
        assert critical.low is None or interval.low is None or critical.low < interval.low
        assert critical.high is None or interval.high is None or critical.high > interval.high


def test_an_alias_means_one_analyte_in_one_specimen_and_property() -> None:
    for key, analytes in CATALOGUE.aliases().items():
        kinds = [(a.specimen, a.property) for a in analytes]
        assert len(kinds) == len(set(kinds)), key


def test_names_are_found_whatever_the_case_alphabet_or_punctuation() -> None:
    for printed in ("Гемоглобин (HGB)", "гемоглобин", "HAEMOGLOBIN", "Нв", "НGВ"):
        assert "hemoglobin" in {a.id for a in CATALOGUE.by_alias(printed)}, printed
    assert {a.id for a in CATALOGUE.by_alias("Лимфоциты")} == {"lymph_pct", "lymph_abs"}
    assert squeeze(fold_name("25-OH витамин D")) == squeeze(fold_name("25OH Витамин D"))


def test_urea_nitrogen_is_urea_with_its_own_conversion() -> None:
    urea, (nitrogen,) = CATALOGUE.analytes["urea"], CATALOGUE.by_alias("BUN")
    assert (urea.id, nitrogen.id, nitrogen.variant) == ("urea", "urea", "bun")
    assert to_canonical(40.0, "mg/dL", urea) == pytest.approx(6.66, abs=0.01)
    assert to_canonical(14.0, "mg/dL", nitrogen) == pytest.approx(5.0, abs=0.01)
    by_code = CATALOGUE.by_loinc("3094-0")
    assert by_code is not None and by_code.variant == "bun"


def test_mass_and_substance_have_their_own_codes() -> None:
    glucose = CATALOGUE.analytes["glucose"]
    assert (glucose.loinc_for("mg/dL"), glucose.loinc_for("mmol/L")) == ("2345-7", "14749-6")


NAMED_CODES = {  # read in public lists of LOINC names: what the code says, and the analyte it must lead to
    "14603-5": "androstenedione", "14586-2": "aldosterone", "14914-6": "testosterone_free", "25521-6": "selenium",
    "14756-1": "glucose_1h", "51597-3": "glucose_1h", "14995-5": "glucose_post", "32319-6": "glucose_30min",
    "22674-6": "transferrin", "2865-4": "alpha1_globulin", "13978-2": "alpha1_globulin_pct", "33358-3": "m_protein",
    "33647-9": "m_protein_pct", "14334-7": "lithium", "14946-8": "valproate", "8101-8": "cd8_pct",
    "2915-7": "renin_activity",
}  # fmt: skip
FOREIGN_CODES = ("14563-1", "11156-7", "11125-2", "41995-2")  # blood in stool, two morphologies, HbA1c as a mass


def test_a_code_leads_to_the_analyte_that_its_name_says() -> None:
    found = {code: CATALOGUE.by_loinc(code) for code in NAMED_CODES}
    assert {code: analyte.id for code, analyte in found.items() if analyte} == NAMED_CODES
    assert [code for code in FOREIGN_CODES if CATALOGUE.by_loinc(code)] == []


def test_a_number_of_moles_never_takes_the_code_of_a_mass() -> None:
    codes = [
        ("glucose", "mmol/L", "14749-6"), ("eag", "mg/dL", "27353-2"), ("eag", "mmol/L", "53553-4"),
        ("carbamazepine", "ug/mL", "3432-2"), ("carbamazepine", "umol/L", None), ("vancomycin", "umol/L", None),
        ("lithium", "meq/L", "14334-7"), ("sodium", "meq/L", "2951-2"), ("insulin", "pmol/L", None),
        ("insulin", "u[IU]/mL", "20448-7"), ("prolactin", "m[IU]/L", None), ("prolactin", "ng/mL", "2842-3"),
        ("alt", "ukat/L", "1742-6"), ("hcv_rna", "{Log_IU}/mL", None),
    ]  # fmt: skip
    assert [(id_, unit, CATALOGUE.analytes[id_].loinc_for(unit)) for id_, unit, _ in codes] == codes


def test_lipoprotein_a_never_converts_between_mass_and_particles() -> None:
    assert to_canonical(50.0, "nmol/L", CATALOGUE.analytes["lpa_mass"]) is None
    assert to_canonical(50.0, "mg/dL", CATALOGUE.analytes["lpa_molar"]) is None


KNOWN_CONVERSIONS = [
    ("glucose", 100, "mg/dL", 5.551), ("creatinine", 1, "mg/dL", 88.4), ("chol_total", 200, "mg/dL", 5.172),
    ("trig", 150, "mg/dL", 1.694), ("bilirubin_total", 1, "mg/dL", 17.1), ("hemoglobin", 13.4, "g/dL", 134),
    ("uric_acid", 6, "mg/dL", 356.9), ("calcium", 9.4, "mg/dL", 2.345), ("magnesium", 2, "meq/L", 1.0),
    ("ft4", 1.2, "ng/dL", 15.45), ("vitd_25oh", 30, "ng/mL", 74.88), ("b12", 400, "pg/mL", 295.1),
    ("hba1c", 38, "mmol/mol", 5.628), ("tsh", 2.5, "u[IU]/mL", 2.5), ("wbc", 9800, "/uL", 9.8),
    ("rbc", 4.5, "10*6/uL", 4.5), ("hematocrit", 0.42, "L/L", 42), ("crp", 0.15, "mg/dL", 1.5),
    ("uacr", 3, "mg/mmol", 26.5), ("alt", 1, "ukat/L", 60), ("ferritin", 50, "ng/mL", 50),
    ("insulin", 60, "pmol/L", 8.64), ("testosterone", 500, "ng/dL", 17.34), ("iron", 100, "ug/dL", 17.91),
]  # fmt: skip


@pytest.mark.parametrize(("id_", "value", "ucum", "canonical"), KNOWN_CONVERSIONS)
def test_conversions_give_the_textbook_value(id_: str, value: float, ucum: str, canonical: float) -> None:
    assert to_canonical(value, ucum, CATALOGUE.analytes[id_]) == pytest.approx(canonical, rel=2e-3)


def test_a_unit_of_another_kind_is_refused() -> None:
    assert to_canonical(5.0, "%", CATALOGUE.analytes["glucose"]) is None
    assert to_canonical(5.0, None, CATALOGUE.analytes["glucose"]) is None


def test_every_adult_of_known_sex_has_an_interval_for_the_blood_count() -> None:
    for sex in Sex:
        for age in range(18, 80):
            for id_ in ("hemoglobin", "wbc", "platelets", "mcv"):
                assert CATALOGUE.analytes[id_].interval_for(Person(sex, age)) is not None


def test_a_mistake_in_a_file_is_told_with_file_and_entry(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "intervals.toml").write_text("")
    (tmp_path / "reference" / "sources.toml").write_text("")
    (tmp_path / "reference" / "variation.toml").write_text("")
    (tmp_path / "odd.toml").write_text(
        '[panel]\nid = "odd"\n[[analyte]]\nid = "thing"\nunit = "furlong"\nnames = { en = "Thing", ru = "Вещь" }\n'
    )
    with pytest.raises(CatalogueError, match=r"odd\.toml: thing: unit furlong"):
        load_catalogue(tmp_path)


def test_two_analytes_with_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "intervals.toml").write_text("")
    (tmp_path / "reference" / "sources.toml").write_text("")
    (tmp_path / "reference" / "variation.toml").write_text("")
    entry = '[[analyte]]\nid = "{}"\nunit = "g/L"\nnames = {{ en = "Thing", ru = "Вещь" }}\n'
    (tmp_path / "odd.toml").write_text('[panel]\nid = "odd"\n' + entry.format("a") + entry.format("b"))
    with pytest.raises(CatalogueError, match=r"odd\.toml: b: an alias"):
        load_catalogue(tmp_path)
