"""What the columns of a sheet were bound to."""

from dataclasses import dataclass
from datetime import date

from medapp.domain.people import Sex


@dataclass(frozen=True, slots=True)
class Limits:
    """Columns of limits, in one cell or in two."""

    range: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column holds what: `days` are (column, date) of a sheet that is wide over dates, `analytes`
    (column, name, unit) and `bands` (column, range) of one that is wide over analytes. `beside` are tables to the
    right of the first with headings of their own. `persons` say whose a row is, `rivals` hold results, too."""

    name: int
    values: tuple[int, ...]
    unit: int | None = None
    range: int | None = None
    low: int | None = None
    high: int | None = None
    flag: int | None = None
    day: int | None = None
    specimen: int | None = None
    loinc: int | None = None
    section: int | None = None
    comparator: int | None = None
    days: tuple[tuple[int, date | None], ...] = ()
    analytes: tuple[tuple[int, str, str | None], ...] = ()
    bands: tuple[tuple[int, str], ...] = ()
    heading_row: int = 0  # of `analytes`
    limits_by_sex: tuple[tuple[Sex, Limits], ...] = ()
    beside: tuple["Plan", ...] = ()
    sex: int | None = None
    birth: int | None = None
    age: int | None = None
    persons: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()

    def roles(self) -> dict[int, str]:
        """What each bound column was taken for."""
        single = {
            "name": self.name, "unit": self.unit, "range": self.range, "range from": self.low, "range to": self.high,
            "flag": self.flag, "date": self.day, "specimen": self.specimen, "LOINC": self.loinc,
            "section": self.section, "comparator": self.comparator,
            "sex": self.sex, "birth date": self.birth, "age": self.age,
        }  # fmt: skip
        several = dict.fromkeys((*self.values, *(index for index, _ in self.days)), "value")
        for plan in self.beside:
            several |= plan.roles()
        return several | {index: role for role, index in single.items() if index is not None}
