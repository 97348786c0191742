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


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report prints, or a profile knows, of somebody, without a name."""

    sex: Sex | None = None
    birth_date: date | None = None
    age_years: float | None = None


_BIRTHDAY_SLACK_YEARS = 1.0  # laboratories round an age, and count it on the day of printing


def contradictions(printed: Identity, person: Identity, day: date) -> tuple[str, ...]:
    """What the print of `day` has against this person: "sex", "birth_date", "age"; nothing where either is silent."""
    against = []
    if printed.sex and person.sex and printed.sex is not person.sex:
        against.append("sex")
    if person.birth_date and printed.birth_date:
        if printed.birth_date != person.birth_date:
            against.append("birth_date")
    elif person.birth_date and printed.age_years is not None:
        years_apart = abs(age_on(person.birth_date, day) - printed.age_years)
        if years_apart > _BIRTHDAY_SLACK_YEARS:
            against.append("age")
    return tuple(against)


def is_alike(printed: Identity, person: Identity, day: date) -> bool:
    """Nothing speaks against this person and something speaks for them."""
    if contradictions(printed, person, day):
        return False
    knows_age = printed.birth_date is not None or printed.age_years is not None
    return bool((printed.sex and person.sex) or (knows_age and person.birth_date))
