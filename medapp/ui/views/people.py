"""The people of an account in words: in the list, as a switch above the history, and beside a report."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from medapp.domain.people import age_on
from medapp.i18n import plural, translate
from medapp.services.people import PersonView, Whose
from medapp.ui import routes


@dataclass(frozen=True)
class PersonLinkView:
    """Somebody to choose: `words` are sex and age, `href` their history."""

    id: str = ""
    name: str = ""
    words: str = ""
    href: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class PersonRowView:
    """Somebody in the account's list; the form's values are as the form wants them."""

    id: str = ""
    name: str = ""
    words: str = ""
    reports: str = ""
    has_reports: bool = False
    is_first: bool = False
    label: str = ""
    sex: str = ""
    birth_date: str = ""
    pregnant: str = ""


@dataclass(frozen=True)
class WhoseView:
    """Whose report it is. `question` is empty when its print agrees with them; `fact` while the account has one."""

    name: str = ""
    fact: str = ""
    question: str = ""
    fitting: list[PersonLinkView] = field(default_factory=list)
    others: list[PersonLinkView] = field(default_factory=list)


def call(person: PersonView, language: str) -> str:
    """The name somebody gave, else "me"."""
    return person.label or translate(language, "people.me")


def describe(person: PersonView, language: str, today: date) -> str:
    """Sex and age, as far as they are known."""
    said = [translate(language, f"result.{person.sex}")] if person.sex else []
    if person.birth_date:
        said.append(plural(language, "people.age", age_on(person.birth_date, today)))
    if person.pregnant:
        said.append(translate(language, "result.pregnant"))
    return ", ".join(said)


def link_people(people: list[PersonView], current: str, marker: str, language: str) -> list[PersonLinkView]:
    """The switch above the history; nobody to choose between means no switch."""
    if len(people) < 2:
        return []
    today = datetime.now(UTC).date()
    chosen = current if any(person.id == current for person in people) else people[0].id
    return [
        PersonLinkView(
            id=person.id,
            name=call(person, language),
            words=describe(person, language, today),
            href=routes.history(marker, person.id),
            is_current=person.id == chosen,
        )
        for person in people
    ]


def show_people(people: list[PersonView], language: str) -> list[PersonRowView]:
    return [_row(person, language) for person in people]


def show_whose(found: Whose, language: str) -> WhoseView:
    """What the result page says of its owner; nothing while there is one person and nothing speaks against it."""
    if found.person is None:
        return WhoseView()
    name = call(found.person, language)
    question = ""
    if found.contradictions:
        what = translate(language, f"people.differs_{found.contradictions[0]}")
        question = translate(language, "people.question", what=what, name=name)
    return WhoseView(
        name=name,
        fact=translate(language, "people.report_of", name=name) if found.others else "",
        question=question,
        fitting=_options(list(found.fitting), language),
        others=_options(list(found.others), language),
    )


def _options(people: list[PersonView], language: str) -> list[PersonLinkView]:
    today = datetime.now(UTC).date()
    return [PersonLinkView(person.id, call(person, language), describe(person, language, today)) for person in people]


def _row(person: PersonView, language: str) -> PersonRowView:
    return PersonRowView(
        id=person.id,
        name=call(person, language),
        words=describe(person, language, datetime.now(UTC).date()) or translate(language, "people.nothing_known"),
        reports=plural(language, "history.count", person.reports),
        has_reports=person.reports > 0,
        is_first=person.is_first,
        label=person.label or "",
        sex=person.sex or "",
        birth_date=person.birth_date.isoformat() if person.birth_date else "",
        pregnant={True: "yes", False: "no"}.get(person.pregnant, "") if person.pregnant is not None else "",
    )
