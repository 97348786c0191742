"""The registry of derived indices: one decorated function each, found by being in this package."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from medapp.domain.people import Person
from medapp.domain.results import IndexValue

Formula = Callable[..., float]


class OutsideValidity(Exception):
    """The inputs are there, but the formula does not hold for them. str() is a code such as "trig_too_high"."""


@dataclass(frozen=True, slots=True)
class Index:
    """`needs` are analyte ids in canonical units; `sex` and `age` among them mean the person's."""

    id: str
    needs: tuple[str, ...]
    unit: str
    source: str
    formula: Formula
    adults_only: bool = False


INDICES: dict[str, Index] = {}


def index(
    id_: str, *, needs: tuple[str, ...], unit: str, source: str, adults_only: bool = False
) -> Callable[[Formula], Formula]:
    """Registers a formula; its arguments have the names of `needs`."""

    def register(formula: Formula) -> Formula:
        if id_ in INDICES:
            raise ValueError(f"index {id_} is registered twice")
        INDICES[id_] = Index(id_, needs, unit, source, formula, adults_only)
        return formula

    return register


def compute(wanted: Index, values: Mapping[str, float], person: Person) -> IndexValue:
    """One index: its value, or which inputs are missing, or why the formula does not hold."""
    known: dict[str, object] = dict(values)
    known |= {name: value for name, value in (("sex", person.sex), ("age", person.age_years)) if value is not None}
    missing = tuple(name for name in wanted.needs if name not in known)
    inputs = {name: values[name] for name in wanted.needs if name in values}
    if missing:
        return IndexValue(wanted.id, None, wanted.unit, wanted.source, inputs, missing)
    if wanted.adults_only and person.age_years is not None and person.age_years < 18:
        return IndexValue(wanted.id, None, wanted.unit, wanted.source, inputs, invalid="adults_only")
    try:
        value = wanted.formula(**{name: known[name] for name in wanted.needs})
    except OutsideValidity as reason:
        return IndexValue(wanted.id, None, wanted.unit, wanted.source, inputs, invalid=str(reason))
    except (ZeroDivisionError, ValueError):
        return IndexValue(wanted.id, None, wanted.unit, wanted.source, inputs, invalid="impossible_input")
    return IndexValue(wanted.id, float(value), wanted.unit, wanted.source, inputs)
