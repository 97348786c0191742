"""What a report's values mean, once they are read or corrected: ratings, indices, score and findings together.

The worker and a person's correction both come through here, so that a corrected report says the same as one that
had been read right at once.
"""

from collections.abc import Callable
from typing import Protocol

from medapp.domain.analytes import load_catalogue
from medapp.domain.certainty import certain_values
from medapp.domain.indices import compute_all
from medapp.domain.interpretation import findings, flags
from medapp.domain.people import Person, age_on
from medapp.domain.results import Outcome, ParsedReport, ScoreResult


class Predictor(Protocol):
    """What scores canonical values; raises ModelUnavailable when there is no model."""

    def predict(self, person: Person, values: dict[str, float]) -> ScoreResult: ...


def assess(
    report: ParsedReport, person: Person, predictor: Predictor, *, before_scoring: Callable[[], object] = lambda: None
) -> Outcome:
    """Everything that follows from the values of a report and from whose blood it is. Raises ModelUnavailable."""
    catalogue = load_catalogue()
    ratings = tuple(flags.rate(measurement, person, catalogue) for measurement in report.measurements)
    values = certain_values(report.measurements)
    indices = compute_all(values, person)
    before_scoring()
    score = predictor.predict(person, values)
    found = findings.find(report, ratings, score, person, catalogue)
    return Outcome(report, ratings, score, tuple(found), tuple(indices), catalogue.version)


def owner_of(report: ParsedReport, person: Person) -> Person:
    """Whose blood it is: what the report states wins over what the account says."""
    stated = _age_on_report(report)
    return Person(
        sex=report.sex or person.sex,
        age_years=stated if stated is not None else person.age_years,
        pregnant=report.pregnant if report.pregnant is not None else person.pregnant,
    )


def _age_on_report(report: ParsedReport) -> float | None:
    day = report.collected_at or report.reported_at
    if report.birth_date and day:
        return float(age_on(report.birth_date, day))
    return report.age_years
