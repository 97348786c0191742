"""The people of an account: who there is, somebody more, what is known of them, and without reports gone again."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from medapp.api.identity import AccountHolder
from medapp.domain.people import parse_sex
from medapp.errors import InvalidForm, NotFound
from medapp.predictor import predictor_if_any
from medapp.services import people
from medapp.services.people import PersonView, Profile

router = APIRouter(prefix="/api/people", tags=["people"])


class PersonIn(BaseModel):
    """Fields that are left out stay as they are; null makes them unknown. `sex` is female or male."""

    label: str | None = None
    sex: str | None = None
    birth_date: date | None = None
    pregnant: bool | None = None


class PersonOut(BaseModel):
    """`is_first` is the account's own person, who cannot be removed; `reports` leaves samples out."""

    id: str
    label: str | None
    sex: str | None
    birth_date: date | None
    pregnant: bool | None
    is_first: bool
    reports: int

    @classmethod
    def of(cls, view: PersonView) -> "PersonOut":
        return cls(**{name: getattr(view, name) for name in cls.model_fields})


@router.get("")
def list_people(actor: AccountHolder) -> list[PersonOut]:
    """Everyone in my account, the first one first."""
    return [PersonOut.of(item) for item in people.list_people(actor)]


@router.post("", status_code=201)
def add_person(person: PersonIn, actor: AccountHolder) -> PersonOut:
    """Somebody more; a name for the list is needed, everything else may be unknown."""
    return PersonOut.of(people.add_person(actor, _profile(person.model_dump())))


@router.patch("/{person_id}")
async def change_person(person_id: str, person: PersonIn, actor: AccountHolder) -> PersonOut:
    """Change what is known; reports that rest on it are rated and scored again."""
    known = _find(people.list_people(actor), person_id)
    said = {name: getattr(known, name) for name in PersonIn.model_fields} | person.model_dump(exclude_unset=True)
    await run_in_threadpool(people.change_person, actor, person_id, _profile(said), predictor_if_any())
    return PersonOut.of(_find(people.list_people(actor), person_id))


@router.delete("/{person_id}", status_code=204)
async def remove_person(person_id: str, actor: AccountHolder, move_to: str | None = None) -> Response:
    """Remove somebody; with reports only when `move_to` names who takes them."""
    if move_to is not None:
        await run_in_threadpool(people.move_all, actor, person_id, move_to, predictor_if_any())
    await run_in_threadpool(people.remove_person, actor, person_id)
    return Response(status_code=204)


def _find(found: list[PersonView], person_id: str) -> PersonView:
    for item in found:
        if item.id == person_id:
            return item
    raise NotFound


def _profile(said: dict[str, Any]) -> Profile:
    sex = parse_sex(said["sex"])
    if said["sex"] and sex is None:
        raise InvalidForm(field="sex")
    return Profile(said["label"], sex, said["birth_date"], said["pregnant"])
