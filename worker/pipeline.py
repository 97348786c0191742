"""The journey of one report, from bytes to what it says: no database, no Redis, no settings."""

from typing import Protocol

from medapp.domain.analytes import load_catalogue
from medapp.domain.certainty import certain_values
from medapp.domain.indices import compute_all
from medapp.domain.interpretation import findings, flags
from medapp.domain.lifecycle import Stage
from medapp.domain.parsing.report import parse
from medapp.domain.people import Person, age_on
from medapp.domain.results import Outcome, ParsedReport, ScoreResult
from medapp.ingest.formats import DEFAULT_LIMITS, Limits, Reader, read_document


class Predictor(Protocol):
    """What scores canonical values; raises ModelUnavailable when there is no model."""

    def predict(self, person: Person, values: dict[str, float]) -> ScoreResult: ...


class StageReport(Protocol):
    """Told of each stage as it begins, with the rows read so far once they are known."""

    def __call__(self, stage: Stage, /, rows_read: int | None = None) -> None: ...


def _tell_nobody(_stage: Stage, /, rows_read: int | None = None) -> None:  # noqa: ARG001  the protocol's name
    return


def process(
    data: bytes,
    filename: str,
    person: Person,
    predictor: Predictor,
    *,
    report_stage: StageReport = _tell_nobody,
    limits: Limits = DEFAULT_LIMITS,
) -> Outcome:
    """Read a report and say what it says. `person` fills what the report does not state about its owner.

    Raises Rejected when the file cannot be used, Unavailable when trying later may help.
    """

    def begin(reader: Reader) -> None:
        report_stage(Stage.RECOGNISING if reader.recognises else Stage.READING)

    report = parse(read_document(data, filename, limits=limits, on_reader=begin))
    whose = owner_of(report, person)

    report_stage(Stage.CHECKING, len(report.measurements))
    catalogue = load_catalogue()
    ratings = tuple(flags.rate(measurement, whose, catalogue) for measurement in report.measurements)
    values = certain_values(report.measurements)
    indices = compute_all(values, whose)

    report_stage(Stage.SCORING, len(report.measurements))
    score = predictor.predict(whose, values)
    found = findings.find(report, ratings, score, whose, catalogue)
    return Outcome(report, ratings, score, tuple(found), tuple(indices), catalogue.version)


def owner_of(report: ParsedReport, person: Person) -> Person:
    """Whose blood it is: what the report states wins over what the account says."""
    return Person(
        sex=report.sex or person.sex,
        age_years=_age_on_report(report) if _age_on_report(report) is not None else person.age_years,
        pregnant=report.pregnant if report.pregnant is not None else person.pregnant,
    )


def _age_on_report(report: ParsedReport) -> float | None:
    day = report.collected_at or report.reported_at
    if report.birth_date and day:
        return float(age_on(report.birth_date, day))
    return report.age_years
