"""Derived values with citation: a file here that registers an index is all it takes."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from medapp.domain.completion import complete
from medapp.domain.indices.registry import INDICES, Index, compute
from medapp.domain.people import Person
from medapp.domain.results import IndexValue

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["INDICES", "Index", "compute", "compute_all"]


def compute_all(values: Mapping[str, float], person: Person) -> tuple[IndexValue, ...]:
    """Every index, in the order of the registry; what cannot be computed says which inputs it lacks.

    `values` are canonical values per analyte id, without bounds and doubtful readings.
    """
    full = complete(values)
    return tuple(compute(wanted, full, person) for wanted in INDICES.values())
