"""Whose blood it is: sex, age and pregnancy, as far as they are known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


_SEX_WORDS = {
    "f": Sex.FEMALE, "female": Sex.FEMALE, "ж": Sex.FEMALE, "жен": Sex.FEMALE, "женский": Sex.FEMALE,
    "m": Sex.MALE, "male": Sex.MALE, "м": Sex.MALE, "муж": Sex.MALE, "мужской": Sex.MALE,
}  # fmt: skip


def parse_sex(text: str | None) -> Sex | None:
    """F, M, female, male, Ж, М … or None when the word is not known."""
    return _SEX_WORDS.get((text or "").strip().rstrip(".").lower())


@dataclass(frozen=True, slots=True)
class Person:
    """What a range or a score needs to know of somebody; never a name."""

    sex: Sex | None = None
    age_years: float | None = None
    pregnant: bool | None = None


def age_on(birth: date, day: date) -> int:
    """Completed years on `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
