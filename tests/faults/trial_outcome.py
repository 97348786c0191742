"""The smallest complete outcome of a report, for tests about jobs and not about reading."""

from medapp.domain.results import Measurement, Outcome, ParsedReport, Rating, ScoreResult, State


def trial_outcome() -> Outcome:
    """One value, not rated, no score."""
    measurement = Measurement("hemoglobin", "Haemoglobin", "134", "g/L", value=134.0, unit="g/L", confidence=1.0)
    return Outcome(
        ParsedReport("trial", (measurement,), pages=1),
        (Rating(State.NOT_RATED, reason="no_range"),),
        ScoreResult("abstained", "too_few_fields"),
        catalogue_version="trial",
    )
