"""Receipts and the second factor over the API: mine as a file, a stranger's not at all."""

import base64
import json
import time
from collections.abc import Callable

import httpx

from medapp.domain import totp
from medapp.services import second_factor
from tests.cast import PASSWORD, Cast, read_report

Client = Callable[[str | None], httpx.AsyncClient]


async def test_a_receipt_is_a_file_for_its_owner_alone(
    owner: httpx.AsyncClient, stranger: httpx.AsyncClient, admin: httpx.AsyncClient, cast: Cast
) -> None:
    read_report(cast.owner.actor)
    result = (await owner.get("/api/results")).json()["items"][0]["id"]
    assert (await owner.delete(f"/api/results/{result}")).status_code == 204
    receipt = (await owner.get("/api/receipts")).json()[0]
    for nosy in (stranger, admin):
        assert (await nosy.get(f"/api/receipts/{receipt['id']}")).status_code == 404
        assert (await nosy.get("/api/receipts")).json() == []
    file = await owner.get(f"/api/receipts/{receipt['id']}")
    assert "attachment" in file.headers["content-disposition"]
    assert json.loads(file.text)["number"] == receipt["number"]


async def test_a_program_is_asked_for_the_code_and_sends_it_along(client: Client, cast: Cast) -> None:
    setup = second_factor.begin(cast.owner.actor)
    secret = base64.b32decode(setup.secret.replace(" ", ""))
    second_factor.confirm(cast.owner.actor, totp.code_at(secret, int(time.time() // totp.STEP_S) - 1))
    form = {"email": "owner@example.org", "password": PASSWORD}
    asked = await client(None).post("/api/auth/login", json=form)
    assert (asked.status_code, asked.json()["code"]) == (401, "second_factor_required")
    assert "ticket" not in asked.text
    code = totp.code_at(secret, int(time.time() // totp.STEP_S))
    opened = await client(None).post("/api/auth/login", json=form | {"code": code})
    assert opened.status_code == 200
    wrong = await client(None).post("/api/auth/login", json=form | {"code": code})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "bad_second_factor")
