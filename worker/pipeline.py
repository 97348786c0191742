"""The journey of one report, from bytes to what it says: no database, no Redis, no settings."""

from typing import Protocol

from medapp.domain.assessment import Predictor, assess, owner_of
from medapp.domain.lifecycle import Stage
from medapp.domain.parsing.report import parse
from medapp.domain.people import Person
from medapp.domain.results import Outcome
from medapp.ingest.formats import DEFAULT_LIMITS, Limits, Reader, read_document


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
    rows = len(report.measurements)
    report_stage(Stage.CHECKING, rows)
    return assess(report, owner_of(report, person), predictor, before_scoring=lambda: report_stage(Stage.SCORING, rows))
