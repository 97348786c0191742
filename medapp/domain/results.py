"""What was read and what it means: the shapes that cross every layer.

Everything here is a code or a number; words are made when shown.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from medapp.domain.documents import Slopes
from medapp.domain.people import Sex


@dataclass(frozen=True, slots=True)
class Measurement:
    """One result row. `value` and `unit` are canonical (UCUM); `ref_*` are numbers in the printed unit.

    `analyte` is None when the catalogue does not know the row; `value` is None
    when the printed value is not a number or cannot be converted with certainty.
    """

    analyte: str | None
    name_as_printed: str
    value_as_printed: str
    unit_as_printed: str | None = None
    loinc: str | None = None
    specimen: str | None = None
    comparator: str | None = None
    value: float | None = None
    unit: str | None = None
    value_text: str | None = None
    ref_low: float | None = None
    ref_high: float | None = None
    ref_as_printed: str | None = None
    flag_as_printed: str | None = None
    collected_at: date | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    confidence: float = 0.0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """Text that looked like a result and could not be bound; kept and shown."""

    text: str
    page: int | None
    reason: str
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """`page_sizes` are (width, height) of each page in the units of every `bbox`; empty for files without pages.

    `page_slopes` are what the pages of pictures were straightened by, in the same units; empty when none was.
    """

    reader: str
    measurements: tuple[Measurement, ...]
    unrecognised: tuple[Unrecognised, ...] = ()
    previous: tuple[Measurement, ...] = ()
    language: str | None = None
    laboratory: str | None = None
    collected_at: date | None = None
    reported_at: date | None = None
    sex: Sex | None = None
    age_years: float | None = None
    birth_date: date | None = None
    pregnant: bool | None = None
    pages: int = 0
    warnings: tuple[str, ...] = ()
    page_sizes: tuple[tuple[float, float], ...] = ()
    page_slopes: tuple[Slopes, ...] = ()


class State(StrEnum):
    """The four calm states and the fifth; the direction stands beside it in `Rating`."""

    IN_RANGE = "in_range"
    SLIGHTLY = "slightly"
    CLEARLY = "clearly"
    CRITICAL = "critical"
    NOT_RATED = "not_rated"


@dataclass(frozen=True, slots=True)
class Rating:
    """How one measurement stands against one interval.

    `value`, `low`, `high` are in `unit`: the printed unit when the range is the
    report's, the canonical unit when it is a general one. `direction` is -1
    below, 0 inside or not rated, +1 above. `whose` is "report", "general" or None.
    `reason` says why a row is not rated.
    """

    state: State
    direction: int = 0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    whose: str | None = None
    source: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One analyte's centred term on the model's linear predictor; positive is less favourable."""

    analyte: str
    value: float
    effect: float


@dataclass(frozen=True, slots=True)
class Missing:
    """A model input that was not measured, and the share of information it would add (0..1)."""

    analyte: str
    gain: float


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """The model's answer. `status` is "scored" or "abstained"; `reason` is a code.

    `score` is 0..100, higher is more favourable among people of the same age
    and sex; `low`..`high` is its uncertainty band. `limited` marks a thin panel,
    for which only the class is shown. `relative` = sum of the contributions' effects
    + `inferred` (what they say about the fields not measured); `linear_predictor` =
    `expected` (of age and sex alone) + `relative`. `information` is the share (0..1)
    of the full panel's. `reason_values` are the parameters of `reason`.
    """

    status: str
    reason: str | None = None
    linear_predictor: float | None = None
    relative: float | None = None
    score: float | None = None
    low: float | None = None
    high: float | None = None
    score_class: str | None = None
    limited: bool = False
    information: float | None = None
    contributions: tuple[Contribution, ...] = ()
    missing: tuple[Missing, ...] = ()
    dropped: tuple[str, ...] = ()
    model_name: str | None = None
    model_version: str | None = None
    model_sha256: str | None = None
    expected: float | None = None
    inferred: float | None = None
    reason_values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement as a code with parameters, e.g. ("critical_high", {"analyte": "potassium"})."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndexValue:
    """A derived index: its value, or the inputs it lacks."""

    index: str
    value: float | None
    unit: str | None
    source: str
    inputs: dict[str, float] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    invalid: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a job produces; `ratings` stand in the order of `report.measurements`."""

    report: ParsedReport
    ratings: tuple[Rating, ...]
    score: ScoreResult
    findings: tuple[Finding, ...] = ()
    indices: tuple[IndexValue, ...] = ()
    catalogue_version: str = ""


def as_json(value: Any) -> Any:
    """A dataclass as plain JSON-ready data; dates become ISO strings."""
    return _plain(asdict(value))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
