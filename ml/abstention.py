"""When the model keeps silent, and when it speaks of a thin panel only."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from medapp.domain.people import Person
from ml.features import IS_CBC, NAMES

MIN_AGE = 20.0
MAX_AGE = 80.0  # exclusive: from 80 on the training data give no exact age
MIN_FIELDS = 8
MIN_PANEL_FIELDS = 5
# Below this share of the full panel's information the position is too uncertain for a number: the class only.
LIMITED_BELOW = 0.45

_KIDNEY_OR_ALBUMIN = np.array([name in ("creatinine", "albumin") for name in NAMES])

Reason = tuple[str, dict[str, Any]]


def person_reason(person: Person) -> Reason | None:
    """Why nothing can be said of this person whatever was measured, as a code with parameters."""
    if person.sex is None:
        return "sex_missing", {}
    if person.age_years is None:
        return "age_missing", {}
    if not MIN_AGE <= person.age_years < MAX_AGE:
        return "age_unsupported", {"min_age": MIN_AGE, "max_age": MAX_AGE}
    if person.pregnant:
        return "pregnant", {}
    return None


def panel_reason(measured: NDArray[np.bool_]) -> Reason | None:
    """Why these fields (in the order of `NAMES`) are not enough for a score."""
    if measured.sum() < MIN_FIELDS:
        return "too_few_fields", {"measured": int(measured.sum()), "needed": MIN_FIELDS}
    if not balanced(measured[None])[0]:
        return "unbalanced_panel", {"needed": MIN_PANEL_FIELDS}
    return None


def balanced(measured: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(n,) whether a row holds a usable blood count, or usable chemistry with creatinine or albumin."""
    blood_count = measured[:, IS_CBC].sum(axis=1) >= MIN_PANEL_FIELDS
    chemistry = measured[:, ~IS_CBC].sum(axis=1) >= MIN_PANEL_FIELDS
    return blood_count | (chemistry & measured[:, _KIDNEY_OR_ALBUMIN].any(axis=1))
