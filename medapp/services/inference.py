"""A score for values that a program sends: find the analyte, convert the unit, ask the model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from medapp.domain.analytes import Analyte, Catalogue, load_catalogue
from medapp.domain.people import Person, Sex
from medapp.domain.results import ScoreResult
from medapp.domain.units import parse_unit, to_canonical
from medapp.errors import InvalidForm


class Scores(Protocol):
    """What the model offers: canonical values in, a score or an abstention out."""

    def predict(self, person: Person, values: Mapping[str, float]) -> ScoreResult: ...


@dataclass(frozen=True, slots=True)
class GivenValue:
    """One value of a request: the analyte by id, by LOINC code or by any name the catalogue knows."""

    value: float
    analyte: str | None = None
    loinc: str | None = None
    name: str | None = None
    unit: str | None = None


def predict(model: Scores, sex: Sex, age_years: float, given: Sequence[GivenValue]) -> ScoreResult:
    """Score the values. Raises InvalidForm(field) that names the first field that cannot be used."""
    return model.predict(Person(sex=sex, age_years=age_years), canonical_values(given))


def canonical_values(given: Sequence[GivenValue]) -> dict[str, float]:
    """Analyte id to value in its canonical unit. Raises InvalidForm(field="measurements[0].unit") and alike."""
    catalogue = load_catalogue()
    values: dict[str, float] = {}
    for place, item in enumerate(given):
        where = f"measurements[{place}]"
        analyte = _find(catalogue, item, where)
        ucum = parse_unit(item.unit, analyte) if item.unit else analyte.unit
        value = to_canonical(item.value, ucum, analyte) if ucum else None
        if value is None:
            raise InvalidForm(field=f"{where}.unit")
        if analyte.id in values:
            raise InvalidForm(field=where)
        values[analyte.id] = value
    return values


def _find(catalogue: Catalogue, item: GivenValue, where: str) -> Analyte:
    if item.analyte is not None:
        if item.analyte not in catalogue.analytes:
            raise InvalidForm(field=f"{where}.analyte")
        return catalogue.analytes[item.analyte]
    if item.loinc is not None:
        found = catalogue.by_loinc(item.loinc)
        if found is None:
            raise InvalidForm(field=f"{where}.loinc")
        return found
    candidates = catalogue.by_alias(item.name or "")
    fitting = [
        analyte for analyte in candidates if item.unit is None or analyte.accepts(parse_unit(item.unit, analyte))
    ]
    blood_first = [analyte for analyte in fitting if analyte.specimen == "blood"] or fitting
    if len({analyte.id for analyte in blood_first}) != 1:  # unknown, or several and no way to tell
        raise InvalidForm(field=f"{where}.name")
    return blood_first[0]
