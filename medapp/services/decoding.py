"""Turn stored JSON back into the domain's dataclasses; unknown keys of an older or newer version are left out."""

from dataclasses import fields
from datetime import date
from typing import Any

from medapp.db.tables import MeasurementRow
from medapp.domain.results import (
    Contribution,
    Finding,
    IndexValue,
    Measurement,
    Missing,
    Rating,
    ScoreResult,
    State,
    Unrecognised,
)

# What a person made of a line that was not understood: "row" is the measurement it became, "dropped" no result.
SETTLED = frozenset({"row", "dropped"})


def measurement_of(row: MeasurementRow) -> Measurement:
    """A stored row as the measurement it was read as."""
    values = {field.name: getattr(row, field.name) for field in fields(Measurement)}
    return Measurement(**values | {"bbox": _box(row.bbox), "warnings": tuple(row.warnings or ())})


def rating_of(data: dict[str, Any] | None) -> Rating:
    """A stored rating; a row without one is not rated."""
    known = _known(Rating, data or {})
    return Rating(**known | {"state": State(known.get("state", State.NOT_RATED))})


def score_of(data: dict[str, Any] | None) -> ScoreResult:
    """A stored score; nothing stored means abstained."""
    known = {"status": "abstained"} | _known(ScoreResult, data or {})
    return ScoreResult(
        **known
        | {
            "contributions": tuple(
                Contribution(**_known(Contribution, item)) for item in known.get("contributions", ())
            ),
            "missing": tuple(Missing(**_known(Missing, item)) for item in known.get("missing", ())),
            "dropped": tuple(known.get("dropped", ())),
        }
    )


def findings_of(data: list[Any] | None) -> tuple[Finding, ...]:
    return tuple(Finding(**_known(Finding, item)) for item in data or ())


def indices_of(data: list[Any] | None) -> tuple[IndexValue, ...]:
    return tuple(
        IndexValue(**_known(IndexValue, item) | {"missing": tuple(item.get("missing", ()))}) for item in data or ()
    )


def unrecognised_of(data: list[Any] | None) -> tuple[Unrecognised, ...]:
    """The lines that nobody has understood yet."""
    return tuple(unread_lines(data).values())


def unread_lines(data: list[Any] | None) -> dict[int, Unrecognised]:
    """The same by their number in the report; those that a person has settled are left out."""
    return {
        number: Unrecognised(**_known(Unrecognised, item) | {"bbox": _box(item.get("bbox"))})
        for number, item in enumerate(data or ())
        if not SETTLED & item.keys()
    }


def previous_of(data: list[Any] | None) -> tuple[Measurement, ...]:
    """Results of earlier dates that the report prints for comparison."""
    return tuple(
        Measurement(
            **_known(Measurement, item)
            | {
                "bbox": _box(item.get("bbox")),
                "warnings": tuple(item.get("warnings", ())),
                "collected_at": date.fromisoformat(item["collected_at"]) if item.get("collected_at") else None,
            }
        )
        for item in data or ()
    )


def _known(kind: type, data: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in data.items() if name in names}


def _box(value: Any) -> tuple[float, float, float, float] | None:
    return tuple(value) if value else None  # type: ignore[return-value]
