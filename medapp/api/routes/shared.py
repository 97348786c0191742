"""Links to a result: made, listed and taken back by its owner; opened by whoever has one."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from medapp.api.identity import AccountHolder, Whoever, language_of, origin_now
from medapp.api.routes.auth import agent_of
from medapp.api.routes.results import file_answer, json_text
from medapp.api.wording import result_in_words
from medapp.services import sharing
from medapp.services.sharing import LONGEST_LABEL, SharedLink
from medapp.settings import get_settings

router = APIRouter(prefix="/api", tags=["sharing"])


class LinkIn(BaseModel):
    days: int = 7
    label: str = Field("", max_length=LONGEST_LABEL)
    name: str = Field("", max_length=LONGEST_LABEL)


class LinkOut(BaseModel):
    """`url` is told once, when the link is made; `opened` are the times it was."""

    id: str
    label: str | None
    name: str | None
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    opened: list[datetime]
    url: str | None = None

    @classmethod
    def of(cls, link: SharedLink, token: str | None = None) -> "LinkOut":
        return cls(
            id=link.id,
            label=link.label,
            name=link.shown_name,
            created_at=link.created_at,
            expires_at=link.expires_at,
            revoked_at=link.revoked_at,
            opened=[view.at for view in link.opened],
            url=address_of_link(token) if token else None,
        )


def address_of_link(token: str) -> str:
    return f"{get_settings().public_url}/shared/{token}"


@router.post("/results/{result_id}/links", status_code=201)
def create_link(result_id: str, form: LinkIn, actor: AccountHolder) -> LinkOut:
    """A link that shows this result, read only, for 1, 7 or 30 days."""
    token, link = sharing.create_link(actor, result_id, days=form.days, label=form.label, shown_name=form.name)
    return LinkOut.of(link, token)


@router.get("/results/{result_id}/links")
def list_links(result_id: str, actor: AccountHolder) -> list[LinkOut]:
    """The links to a result of mine, and when each was opened."""
    return [LinkOut.of(link) for link in sharing.list_links(actor, result_id)]


@router.delete("/links/{link_id}", status_code=204)
def revoke_link(link_id: str, actor: AccountHolder) -> None:
    """Take a link back."""
    sharing.revoke_link(actor, link_id)


@router.get("/shared/{token}")
def open_link(
    token: str, request: Request, actor: Whoever, format: Annotated[Literal["json", "pdf"], Query()] = "json"
) -> Response:
    """What a link shows, in the caller's language; no account is needed."""
    shared = sharing.open_link(token, agent_of(request), origin_now())
    language = language_of(request, actor)
    if format == "pdf":
        link = address_of_link(token)
        pdf = request.app.state.typeset(shared.result, language, name=shared.shown_name, link=link)
        return file_answer(pdf, "application/pdf", f"result-{shared.result.collected_at or shared.result.id}.pdf")
    body: dict[str, Any] = result_in_words(shared.result, language)
    body |= {"name": shared.shown_name or None, "expires_at": shared.expires_at.isoformat()}
    return Response(json_text(body), media_type="application/json")
