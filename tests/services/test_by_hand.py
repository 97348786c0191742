"""What is pasted or typed goes the way of a file, and a number that may mean two things is asked about."""

from datetime import date

import pytest
from sqlmodel import select

from medapp import storage
from medapp.db.engine import read as reading
from medapp.db.tables import MeasurementRow, Upload
from medapp.domain.analytes import load_catalogue
from medapp.domain.parsing.report import parse
from medapp.domain.people import Sex
from medapp.domain.results import Outcome, ParsedReport, Rating, ScoreResult, State
from medapp.errors import InvalidForm, NotFound, SignInRequired, UnsupportedFormat
from medapp.ingest.formats import read_document
from medapp.services import jobs, processing
from medapp.services.by_hand import TypedReport, TypedRow, accept_text, accept_typed, read_number, units_of
from medapp.services.intake import Accepted
from tests.cast import Cast


def read_back(accepted: Accepted) -> ParsedReport:
    with reading() as session:
        upload = session.get_one(Upload, accepted.upload_id)
    return parse(read_document(storage.fetch(upload.storage_key), upload.original_name))


def test_a_guest_and_a_stranger_get_nothing(cast: Cast) -> None:
    typed = TypedReport((TypedRow("hemoglobin", "134", "g/L"),))
    with pytest.raises(SignInRequired):
        accept_typed(cast.guest.actor, typed)
    with pytest.raises(SignInRequired):
        accept_text(cast.guest.actor, "Iron 12 umol/L", "en")
    accepted = accept_typed(cast.owner.actor, typed)
    with pytest.raises(NotFound):
        jobs.get_job(cast.stranger.actor, accepted.job_id)


def test_pasted_text_becomes_a_job_with_a_name_in_the_readers_language(cast: Cast) -> None:
    accepted = accept_text(cast.owner.actor, "Гемоглобин 134 г/л 117 - 155", "ru")

    assert jobs.get_job(cast.owner.actor, accepted.job_id).file_name == "Вставленный текст.txt"
    assert [m.analyte for m in read_back(accepted).measurements] == ["hemoglobin"]
    assert accept_text(cast.owner.actor, "Гемоглобин 134 г/л 117 - 155", "ru").duplicate_of == accepted.job_id
    with pytest.raises(UnsupportedFormat):
        accept_text(cast.owner.actor, "Добрый день", "ru")


def test_typed_rows_are_read_as_typed(cast: Cast) -> None:
    accepted = accept_typed(
        cast.owner.actor,
        TypedReport(
            (
                TypedRow("hemoglobin", "13,4", "g/dL", "11,7", "15,5"),
                TypedRow("chol_total", "5,80", "mmol/L", "", "5,2"),
                TypedRow("tsh", "< 0,01", "m[IU]/L"),
            ),
            date(2026, 3, 1),
            Sex.FEMALE,
            47,
            "ru",
        ),
    )
    report = read_back(accepted)

    assert (report.sex, report.age_years, report.collected_at) == (Sex.FEMALE, 47, date(2026, 3, 1))
    assert [(m.analyte, m.value_as_printed, m.comparator, m.value, m.unit) for m in report.measurements] == [
        ("hemoglobin", "13.4", None, 134.0, "g/L"),
        ("chol_total", "5.80", None, 5.8, "mmol/L"),
        ("tsh", "<0.01", "<", 0.01, "m[IU]/L"),
    ]
    assert [(m.ref_low, m.ref_high) for m in report.measurements] == [(11.7, 15.5), (None, 5.2), (None, None)]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_analyte_in_every_unit_is_taken_for_itself(language: str, cast: Cast) -> None:
    rows = [
        TypedRow(analyte.id, "1" if analyte.kind == "quantity" else "negative", unit)
        for analyte in load_catalogue().analytes.values()
        for unit in units_of(analyte) or ("",)
    ]
    for start in range(0, len(rows), 100):
        part = tuple(rows[start : start + 100])
        found = read_back(accept_typed(cast.owner.actor, TypedReport(part, language=language))).measurements
        assert [m.analyte for m in found] == [row.analyte for row in part]
        assert not [m for m in found if "unknown_unit" in m.warnings]


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [("5,4", "ru", "5.4"), ("5.4", "ru", "5.4"), ("1,234", "ru", "1.234"), (" > 60", "en", ">60"), (",5", "ru", "0.5"),
     ("1 250", "en", "1250"), ("≤0.1", "en", "<=0.1"), ("0,123", "en", "0.123")],
)  # fmt: skip
def test_a_number_is_read_as_it_is_meant(text: str, language: str, read: str) -> None:
    assert read_number(text, language, "value") == read


@pytest.mark.parametrize(
    ("text", "language"), [("1,234", "en"), ("", "ru"), ("-5", "ru"), ("5,4,1", "ru"), ("пять", "ru"), ("1e5", "en")]
)
def test_a_number_that_may_mean_two_things_is_asked_about(text: str, language: str) -> None:
    with pytest.raises(InvalidForm):
        read_number(text, language, "value")


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (TypedReport(()), "rows"),
        (TypedReport((TypedRow("no_such", "1", "g/L"),)), "rows.0.analyte"),
        (TypedReport((TypedRow("hemoglobin", "134", "mmol/L/L"),)), "rows.0.unit"),
        (TypedReport((TypedRow("hemoglobin", "134"),)), "rows.0.unit"),
        (TypedReport((TypedRow("hemoglobin", "134", "g/L"), TypedRow("iron", "x", "umol/L"))), "rows.1.value"),
        (TypedReport((TypedRow("hemoglobin", "134", "g/L", "155", "117"),)), "rows.0.ref_high"),
        (TypedReport((TypedRow("hemoglobin", "134", "g/L"),), date(2126, 1, 1)), "sampled_on"),
        (TypedReport((TypedRow("hemoglobin", "134", "g/L"),), age_years=300), "age"),
    ],
)
def test_a_form_with_a_slip_names_the_field(cast: Cast, report: TypedReport, field: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        accept_typed(cast.owner.actor, report)
    assert refused.value.values == {"field": field}


def test_what_was_typed_says_so_for_ever(cast: Cast) -> None:
    accepted = accept_typed(cast.owner.actor, TypedReport((TypedRow("hemoglobin", "134", "g/L"),)))
    claim = processing.start(accepted.job_id)
    assert claim
    processing.complete(claim, Outcome(read_back(accepted), (Rating(State.NOT_RATED),), ScoreResult("abstained")))

    with reading() as session:
        assert [row.origin for row in session.exec(select(MeasurementRow))] == ["typed"]


def test_only_a_balance_may_be_below_nothing(cast: Cast) -> None:
    typed = TypedReport((TypedRow("base_excess", "−2,6", "mmol/L", "-2", "3"),), language="ru")
    row = read_back(accept_typed(cast.owner.actor, typed)).measurements[0]
    assert (row.value, row.ref_low, row.ref_high) == (-2.6, -2.0, 3.0)
    with pytest.raises(InvalidForm):
        accept_typed(cast.owner.actor, TypedReport((TypedRow("potassium", "-4.2", "mmol/L"),)))
