"""Ratings, critical values and findings: whose interval, how far, and when nothing is said."""

import dataclasses

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.interpretation import findings, flags
from medapp.domain.interpretation.reading import printed_span
from medapp.domain.people import Person, Sex
from medapp.domain.results import Finding, Measurement, ParsedReport, Rating, ScoreResult, State

WOMAN = Person(Sex.FEMALE, 47)


def row(**changes: object) -> Measurement:
    base = Measurement(
        analyte="hemoglobin", name_as_printed="Гемоглобин", value_as_printed="134", unit_as_printed="г/л",
        value=134.0, unit="g/L", ref_low=117.0, ref_high=155.0, confidence=0.99,
    )  # fmt: skip
    return dataclasses.replace(base, **changes)


def rate(person: Person = WOMAN, **changes: object) -> Rating:
    return flags.rate(row(**changes), person, load_catalogue())


def test_the_printed_range_beats_the_general_one() -> None:
    rating = rate(ref_low=140.0, ref_high=155.0)
    assert (rating.state, rating.direction, rating.whose) == (State.CLEARLY, -1, "report")


@pytest.mark.parametrize(
    ("value", "state", "direction"),
    [
        (117.0, State.IN_RANGE, 0),
        (155.0, State.IN_RANGE, 0),
        (116.9, State.SLIGHTLY, -1),
        (107.5, State.SLIGHTLY, -1),
        (107.4, State.CLEARLY, -1),
        (164.6, State.CLEARLY, 1),
    ],
)
def test_slightly_is_a_quarter_of_the_width(value: float, state: State, direction: int) -> None:
    rating = rate(value=value, value_as_printed=str(value))
    assert (rating.state, rating.direction) == (state, direction)


def test_wide_ranges_are_judged_by_ratio() -> None:
    tsh = {"analyte": "tsh", "name_as_printed": "ТТГ", "unit_as_printed": "мЕд/л", "unit": "m[IU]/L"}
    assert rate(**tsh, value=7.1, value_as_printed="7,1", ref_low=0.4, ref_high=4.0).state is State.SLIGHTLY
    assert rate(**tsh, value=7.2, value_as_printed="7,2", ref_low=0.4, ref_high=4.0).state is State.CLEARLY


def test_one_sided_ranges_use_a_sixth_of_the_limit() -> None:
    ldl = {"analyte": "ldl", "name_as_printed": "ЛПНП", "unit_as_printed": "ммоль/л", "unit": "mmol/L", "ref_low": None}
    assert rate(**ldl, value=3.5, value_as_printed="3,5", ref_high=3.0).state is State.SLIGHTLY
    assert rate(**ldl, value=3.51, value_as_printed="3,51", ref_high=3.0).state is State.CLEARLY


def test_a_value_on_a_limit_printed_as_less_than_is_outside() -> None:
    ldl = {"analyte": "ldl", "name_as_printed": "ЛПНП", "unit_as_printed": "ммоль/л", "unit": "mmol/L", "ref_low": None}
    assert rate(**ldl, value=3.0, value_as_printed="3,0", ref_high=3.0, ref_as_printed="< 3,0").direction == 1
    assert rate(**ldl, value=3.0, value_as_printed="3,0", ref_high=3.0, ref_as_printed="до 3,0").direction == 0


def test_without_a_printed_range_a_cited_one_is_used() -> None:
    rating = rate(ref_low=None, ref_high=None)
    assert rating.whose == "general"
    assert rating.source in load_catalogue().sources


def test_fasting_glucose_has_its_own_limit() -> None:
    glucose = {
        "analyte": "glucose",
        "unit_as_printed": "ммоль/л",
        "unit": "mmol/L",
        "value": 5.8,
        "value_as_printed": "5,8",
    }
    assert rate(**glucose, name_as_printed="Глюкоза натощак", ref_low=None, ref_high=None).source == "ada2024"
    assert rate(**glucose, name_as_printed="Глюкоза", ref_low=None, ref_high=None).source == "nhanes"


def test_without_any_range_nothing_is_said() -> None:
    rating = rate(person=Person(), ref_low=None, ref_high=None)
    assert (rating.state, rating.reason) == (State.NOT_RATED, "no_range")


def test_a_pregnant_woman_is_not_held_against_intervals_of_others() -> None:
    mcv = {"analyte": "mcv", "unit_as_printed": "фл", "unit": "fL", "value": 99.0, "value_as_printed": "99"}
    rating = rate(Person(Sex.FEMALE, 30, pregnant=True), **mcv, ref_low=None, ref_high=None)
    assert (rating.state, rating.reason) == (State.NOT_RATED, "no_range")


def test_a_range_that_is_not_in_the_value_s_unit_is_not_used() -> None:
    assert rate(warnings=("unit_does_not_fit",)).reason == "unit_mismatch"


def test_a_range_upside_down_is_not_used() -> None:
    assert rate(ref_low=155.0, ref_high=117.0).reason == "range_unclear"


def test_a_conversion_there_and_back_stays_on_the_limit() -> None:
    rating = rate(value_as_printed="11.7", unit_as_printed="g/dL", value=117.0, ref_low=11.7, ref_high=15.5)
    assert (rating.state, rating.value) == (State.IN_RANGE, 11.7)


@pytest.mark.parametrize(
    ("comparator", "value", "low", "high", "state"),
    [
        ("<", 5.0, None, 5.0, State.IN_RANGE),
        ("<", 5.0, 0.0, 5.0, State.IN_RANGE),
        ("<", 5.0, 1.0, 10.0, State.NOT_RATED),
        ("<", 50.0, 1.0, 10.0, State.NOT_RATED),
        (">", 60.0, 60.0, None, State.IN_RANGE),
        (">", 30.0, 60.0, None, State.NOT_RATED),
        (">", 500.0, 1.0, 100.0, State.CLEARLY),
        ("<", 0.5, 1.0, 100.0, State.SLIGHTLY),
        (">", 100.0, None, 100.0, State.SLIGHTLY),
    ],
)
def test_bounds_are_rated_only_where_every_value_they_allow_agrees(
    comparator: str, value: float, low: float | None, high: float | None, state: State
) -> None:
    bound = {"analyte": None, "value": None, "value_as_printed": f"{comparator}{value:g}", "comparator": comparator}
    assert rate(**bound, ref_low=low, ref_high=high).state is state


def test_a_doubtful_reading_is_not_rated() -> None:
    assert rate(confidence=0.4).reason == "uncertain"


@pytest.mark.parametrize(
    ("said", "norm", "state"),
    [
        ("не обнаружено", "отрицательно", State.IN_RANGE),
        ("Negative", "negative", State.IN_RANGE),
        ("обнаружено", "не обнаружено", State.CLEARLY),
        ("жёлтый", "", State.NOT_RATED),
    ],
)
def test_words_are_compared_with_words(said: str, norm: str, state: State) -> None:
    changes = {"analyte": None, "value": None, "value_text": said, "value_as_printed": said}
    assert rate(**changes, ref_low=None, ref_high=None, ref_as_printed=norm).state is state


POTASSIUM = {
    "analyte": "potassium", "name_as_printed": "Калий", "unit_as_printed": "ммоль/л", "unit": "mmol/L",
    "value": 6.9, "value_as_printed": "6,9", "ref_low": 3.5, "ref_high": 5.1,
}  # fmt: skip


def found(confidence: float = 0.99, **changes: object) -> tuple[Finding, ...]:
    measurement = row(**{**POTASSIUM, **changes}, confidence=confidence)
    catalogue = load_catalogue()
    rating = flags.rate(measurement, WOMAN, catalogue)
    report = ParsedReport(reader="x", measurements=(measurement,))
    return findings.find(report, (rating,), ScoreResult("abstained", "too_few_fields"), WOMAN, catalogue)


def test_a_sure_critical_value_stands_first_with_its_source_and_known_false_cause() -> None:
    first = found()[0]
    assert (first.code, first.params["analyte"], first.params["doubt"]) == ("critical_high", "potassium", "haemolysis")
    assert first.params["source"] in load_catalogue().sources


def test_a_doubtful_critical_value_asks_to_be_checked_first() -> None:
    codes = [finding.code for finding in found(confidence=0.8)]
    assert codes[0] == "check_first"
    assert not any(code.startswith("critical") for code in codes)


def test_critical_does_not_come_from_the_distance_to_the_printed_range() -> None:
    assert rate(**{**POTASSIUM, "value": 6.1, "value_as_printed": "6,1"}).state is State.CLEARLY


def test_a_critical_value_is_critical_even_inside_the_printed_range() -> None:
    rating = rate(**{**POTASSIUM, "ref_high": 69.0})
    assert (rating.state, rating.direction) == (State.CRITICAL, 1)


def test_a_bound_is_critical_only_when_all_it_allows_is() -> None:
    assert rate(**{**POTASSIUM, "comparator": ">"}).state is State.CRITICAL
    assert rate(**{**POTASSIUM, "comparator": "<", "ref_low": None}).state is not State.CRITICAL


def test_no_critical_value_is_said_with_how_many_were_checked() -> None:
    catalogue = load_catalogue()
    report = ParsedReport(reader="x", measurements=(row(),))
    ratings = (flags.rate(row(), WOMAN, catalogue),)
    codes = {f.code: f.params for f in findings.find(report, ratings, ScoreResult("scored"), WOMAN, catalogue)}
    assert codes["no_critical"] == {"count": 1}
    assert codes["all_in_range"] == {"count": 1}


def test_what_could_not_be_said_is_said() -> None:
    codes = {f.code for f in found(value=4.2, value_as_printed="4,2")}
    assert {"abstained", "all_in_range", "no_critical"} <= codes


def test_the_value_tells_which_of_two_readings_is_printed() -> None:
    """A Russian report prints a density as 1,012, which alone may be a thousand and twelve."""
    density = load_catalogue().analytes["urine_sg"]
    row = Measurement("urine_sg", "Уд. вес", "1,012", value=1.012, unit="1", confidence=0.99)
    span = printed_span(row, density)
    assert span is not None
    assert span.value == 1.012
    assert printed_span(dataclasses.replace(row, value=None), density) is None
