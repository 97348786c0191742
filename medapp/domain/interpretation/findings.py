"""What a report says as a whole, in codes: critical values, what needs attention, what could not be said.

Codes and parameters:
critical_low, critical_high, check_first (see `critical`) · no_critical {count} · all_in_range {count} ·
attention {analytes, count, rated} · none_rated {count} · abstained {reason, …} · sex_unknown · age_unknown ·
age_contradicts_birth_date · unrecognised {count} · doubtful {count}.
"""

from collections.abc import Sequence

from medapp.domain.analytes import Catalogue
from medapp.domain.certainty import is_sure
from medapp.domain.interpretation import critical
from medapp.domain.people import Person
from medapp.domain.results import Finding, Measurement, ParsedReport, Rating, ScoreResult, State

_WEIGHT = {State.CRITICAL: 0, State.CLEARLY: 1, State.SLIGHTLY: 2}


def find(
    report: ParsedReport, ratings: Sequence[Rating], score: ScoreResult, person: Person, catalogue: Catalogue
) -> tuple[Finding, ...]:
    """Findings in the order in which they matter; `ratings` stand in the order of `report.measurements`."""
    pairs = list(zip(report.measurements, ratings, strict=True))
    found = [finding for m, rating in pairs if (finding := critical.check(m, rating, catalogue))]
    if not found:
        n_checked = sum(critical.was_checked(m, catalogue) for m, _ in pairs)
        found.append(Finding("no_critical", {"count": n_checked}))
    found += _attention(pairs)
    if score.status == "abstained":
        found.append(Finding("abstained", {"reason": score.reason, **score.reason_values}))
    found += _about_person(report, person)
    if report.unrecognised:
        found.append(Finding("unrecognised", {"count": len(report.unrecognised)}))
    doubtful = sum(not is_sure(m) for m in report.measurements)
    if doubtful:
        found.append(Finding("doubtful", {"count": doubtful}))
    return tuple(found)


def _attention(pairs: list[tuple[Measurement, Rating]]) -> list[Finding]:
    rated = [(m, rating) for m, rating in pairs if rating.state is not State.NOT_RATED]
    if not rated:
        return [Finding("none_rated", {"count": len(pairs)})]
    outside = [(m, rating) for m, rating in rated if rating.state is not State.IN_RANGE]
    if not outside:
        return [Finding("all_in_range", {"count": len(rated)})]
    outside.sort(key=lambda pair: _WEIGHT[pair[1].state])
    names = [
        {"analyte": m.analyte, "name": m.name_as_printed, "state": str(rating.state), "direction": rating.direction}
        for m, rating in outside
    ]
    return [Finding("attention", {"analytes": names, "count": len(outside), "rated": len(rated)})]


def _about_person(report: ParsedReport, person: Person) -> list[Finding]:
    found = [Finding(code) for code in report.warnings if code == "age_contradicts_birth_date"]
    if person.sex is None:
        found.append(Finding("sex_unknown"))
    if person.age_years is None:
        found.append(Finding("age_unknown"))
    return found
