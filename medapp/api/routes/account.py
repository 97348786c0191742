"""My account: who I am, my sessions, everything of mine as a zip, and the right to be forgotten."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import IO, Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel
from starlette.responses import StreamingResponse

from medapp.api.identity import AccountHolder, Anybody, clear_session, set_session
from medapp.api.routes.auth import agent_of, in_waiting_room
from medapp.api.shapes import AccountOut, SessionOut
from medapp.domain.people import parse_sex
from medapp.errors import InvalidForm
from medapp.predictor import predictor_if_any
from medapp.services import accounts, people, receipts
from medapp.services.erasure import erase_account
from medapp.services.export import export_all

router = APIRouter(prefix="/api", tags=["account"])
CHUNK_BYTES = 64 * 1024


class PersonIn(BaseModel):
    sex: str | None = None
    birth_date: date | None = None
    pregnant: bool | None = None


class PasswordIn(BaseModel):
    old: str
    new: str


@router.get("/me")
def me(actor: Anybody) -> AccountOut:
    """The account behind this session."""
    return AccountOut.of(accounts.me(actor))


@router.put("/me/person")
def change_person(form: PersonIn, actor: AccountHolder) -> AccountOut:
    """What is used when a report does not say it."""
    sex = parse_sex(form.sex)
    if form.sex and sex is None:
        raise InvalidForm(field="sex")
    people.change_own(actor, sex, form.birth_date, form.pregnant, predictor_if_any())
    return AccountOut.of(accounts.me(actor))


@router.post("/me/password")
async def change_password(
    form: PasswordIn, actor: AccountHolder, request: Request, response: Response
) -> dict[str, str]:
    """Ends every session; the answer carries the token of a fresh one."""
    token = await in_waiting_room(accounts.change_password, actor, form.old, form.new, agent_of(request))
    set_session(request, response, token)
    return {"token": token}


@router.get("/me/sessions")
def sessions(actor: AccountHolder) -> list[SessionOut]:
    """Where this account is signed in."""
    return [SessionOut.of(view) for view in accounts.list_sessions(actor)]


@router.delete("/me/sessions/{session_id}", status_code=204)
def end_session(session_id: str, actor: AccountHolder) -> None:
    """Sign one of my sessions out."""
    accounts.revoke_session(actor, session_id)


@router.get("/export")
async def export(actor: AccountHolder) -> StreamingResponse:
    """Everything of mine as one zip."""
    archive = await run_in_threadpool(export_all, actor)
    headers = {"Content-Disposition": 'attachment; filename="medapp-export.zip"'}
    return StreamingResponse(_chunks(archive), media_type="application/zip", headers=headers)


@router.delete("/me")
def erase(actor: Anybody, request: Request, response: Response) -> dict[str, Any]:
    """Erase the account with all it holds; the answer is the receipt."""
    receipt = erase_account(actor)
    clear_session(request, response)
    return asdict(receipt)


@router.get("/receipts")
def list_receipts(actor: Anybody) -> list[dict[str, Any]]:
    """Acts of destruction of my erased reports with the extract of the log, the newest first."""
    return [{"id": item.id, **item.act} for item in receipts.list_receipts(actor)]


@router.get("/receipts/{receipt_id}")
def get_receipt(receipt_id: str, actor: Anybody) -> Response:
    """One act, as a file to keep."""
    found = receipts.get_receipt(actor, receipt_id)
    headers = {"Content-Disposition": f'attachment; filename="receipt-{found.number}.json"'}
    return Response(json.dumps(found.act, ensure_ascii=False, indent=1), media_type="application/json", headers=headers)


def _chunks(archive: IO[bytes]) -> Iterator[bytes]:
    with archive:
        while chunk := archive.read(CHUNK_BYTES):
            yield chunk
