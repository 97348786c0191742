"""Accounts over HTTP: JSON for programs, native forms for pages, and what guessing gets."""

import asyncio
import base64
import json
from collections.abc import Callable

import httpx
import pytest

from medapp.services import passwords
from medapp.settings import Settings
from tests.api.conftest import Client
from tests.cast import PASSWORD, Cast

NEW = {"email": "new@example.org", "password": PASSWORD, "consent": True, "sex": "F", "birth_date": "1979-03-01"}


def flash(answer: httpx.Response) -> dict:
    packed = answer.cookies["medapp_flash"]
    return json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))


async def test_registering_signs_in_with_a_cookie_and_a_token(nobody: httpx.AsyncClient, client: Client) -> None:
    answer = await nobody.post("/api/auth/register", json=NEW)
    assert answer.status_code == 201
    cookie = answer.headers["set-cookie"].lower()
    assert "medapp_session=" in cookie and "httponly" in cookie and "samesite=lax" in cookie and "secure" not in cookie
    assert answer.json()["is_first_admin"] is True
    assert answer.json()["account"]["sex"] == "female"
    assert (await nobody.get("/api/me")).json()["email"] == "new@example.org"
    assert (await client(answer.json()["token"]).get("/api/me")).status_code == 200


async def test_the_cookie_is_secure_on_https(nobody: httpx.AsyncClient) -> None:
    answer = await nobody.post("https://labs.example.org/api/auth/register", json=NEW)
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "strict-transport-security" in answer.headers


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"password": "short"}, 422, "weak_password", "password"),
        ({"password": "a" * 73}, 422, "password_too_long", "password"),
        ({"password": "п" * 40}, 422, "password_too_long", "password"),
        ({"consent": False}, 422, "consent_required", "consent"),
        ({"email": "nobody"}, 422, "invalid_form", "email"),
        ({"sex": "unicorn"}, 422, "invalid_form", "sex"),
        ({"birth_date": "yesterday"}, 422, "invalid_form", "birth_date"),
        ({"language": "xx"}, 422, "invalid_form", "language"),
        ({"email": None}, 422, "invalid_form", "email"),
        ({"email": "owner@example.org"}, 409, "email_taken", None),
    ],
)
async def test_a_bad_registration_names_code_and_field(
    nobody: httpx.AsyncClient, cast: Cast, change: dict, status: int, code: str, field: str | None
) -> None:
    answer = await nobody.post("/api/auth/register", json=NEW | change)
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem.get("field")) == (status, code, field)
    assert problem["title"] and problem["detail"] and problem["next_step"]
    assert problem["type"].endswith(code) and problem["status"] == status


async def test_what_was_typed_is_never_echoed(nobody: httpx.AsyncClient) -> None:
    answer = await nobody.post("/api/auth/register", json=NEW | {"birth_date": "my secret", "password": "hunter2!"})
    assert "my secret" not in answer.text and "hunter2!" not in answer.text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"email": 5}'])
async def test_a_body_that_is_no_form_is_422(nobody: httpx.AsyncClient, body: bytes) -> None:
    answer = await nobody.post("/api/auth/login", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_form")


async def test_unknown_and_wrong_answer_alike(nobody: httpx.AsyncClient, cast: Cast) -> None:
    unknown = await nobody.post("/api/auth/login", json={"email": "x@example.org", "password": "not the one"})
    wrong = await nobody.post("/api/auth/login", json={"email": "owner@example.org", "password": "not the one"})
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.json() == wrong.json()


async def test_guessing_ends_in_429_with_retry_after(nobody: httpx.AsyncClient, cast: Cast) -> None:
    codes = []
    for _ in range(50):
        answer = await nobody.post("/api/auth/login", json={"email": "owner@example.org", "password": "guess me 1"})
        codes.append(answer.status_code)
    assert set(codes) == {401, 429} and codes.count(401) <= 5
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json()["retry_after_s"] >= 1


@pytest.mark.slow
async def test_hashing_leaves_the_event_loop_free(
    nobody: httpx.AsyncClient, configure: Callable[..., Settings]
) -> None:
    configure(MEDAPP_BCRYPT_COST=11)
    passwords._dummy.cache_clear()
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0.002)

    turning = asyncio.create_task(turn())
    forms = [{"email": f"{number}@example.org", "password": "guess me 1"} for number in range(6)]
    answers = await asyncio.gather(*(nobody.post("/api/auth/login", json=form) for form in forms))
    turning.cancel()
    passwords._dummy.cache_clear()
    assert {answer.status_code for answer in answers} == {401}
    assert turns > 10 * len(forms), "a loop that hashes itself turns about twice for each guess"


async def test_a_token_is_rejected_after_sign_out_and_password_change(owner: httpx.AsyncClient, client: Client) -> None:
    changed = await owner.post("/api/me/password", json={"old": PASSWORD, "new": "another good phrase"})
    assert changed.status_code == 200
    assert (await owner.get("/api/me", headers={"Cookie": ""})).status_code == 401
    fresh = client(changed.json()["token"])
    assert (await fresh.get("/api/me")).status_code == 200
    assert (await fresh.post("/api/auth/logout")).status_code == 204
    assert (await client(changed.json()["token"]).get("/api/me")).status_code == 401


async def test_sessions_are_listed_and_ended_by_their_owner_only(
    owner: httpx.AsyncClient, stranger: httpx.AsyncClient, cast: Cast
) -> None:
    (mine,) = (await owner.get("/api/me/sessions")).json()
    assert mine["is_current"] and "token" not in json.dumps(mine)
    assert (await stranger.delete(f"/api/me/sessions/{mine['id']}")).status_code == 404
    assert (await owner.delete(f"/api/me/sessions/{mine['id']}")).status_code == 204
    assert (await owner.get("/api/me")).status_code == 401


async def test_the_sign_in_form_leads_back_to_where_the_person_was(nobody: httpx.AsyncClient, cast: Cast) -> None:
    form = {"email": "owner@example.org", "password": PASSWORD, "next": "/results/5?x=1"}
    answer = await nobody.post("/auth/login", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/results/5?x=1")
    assert answer.cookies["medapp_session"]


@pytest.mark.parametrize(
    "onward", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "/a\r\nb"]
)
async def test_nobody_is_sent_elsewhere_after_signing_in(nobody: httpx.AsyncClient, cast: Cast, onward: str) -> None:
    form = {"email": "owner@example.org", "password": PASSWORD, "next": onward}
    answer = await nobody.post("/auth/login", data=form)
    assert answer.headers["location"] == "/upload"


async def test_a_wrong_password_comes_back_to_the_form_without_the_password(
    nobody: httpx.AsyncClient, cast: Cast
) -> None:
    form = {"email": "owner@example.org", "password": "mistyped it", "next": "/history"}
    answer = await nobody.post("/auth/login", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin?next=%2Fhistory")
    told = flash(answer)
    again = flash(await nobody.post("/auth/login", data=form))
    assert told.pop("nonce") != again.pop("nonce"), "the same refusal twice is told twice"
    assert told == {"form": "login", "code": "bad_credentials", "values": {}, "email": "owner@example.org"}
    assert "medapp_session" not in answer.cookies
    assert "httponly" in answer.headers["set-cookie"].lower()


async def test_the_registration_form_says_who_became_administrator(nobody: httpx.AsyncClient) -> None:
    form = {"email": "a@example.org", "password": PASSWORD, "consent": "on", "sex": "", "birth_date": ""}
    answer = await nobody.post("/auth/register", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/upload")
    assert flash(answer)["code"] == "first_admin"


@pytest.mark.parametrize(
    ("headers", "filled"),
    [
        ({"Cookie": "medapp_lang=ru", "Accept-Language": "en"}, {"language": "en"}),
        ({"Accept-Language": "ru-RU,ru;q=0.9"}, {}),
        ({"Accept-Language": "en"}, {"language": "ru"}),
    ],
)
async def test_a_new_account_keeps_the_language_of_the_page_it_was_opened_on(
    nobody: httpx.AsyncClient, headers: dict, filled: dict
) -> None:
    form = {"email": "ru@example.org", "password": PASSWORD, "consent": "on", **filled}
    answer = await nobody.post("/auth/register", data=form, headers=headers)
    token = answer.cookies["medapp_session"]
    assert answer.cookies["medapp_lang"] == "ru"
    account = await nobody.get("/api/me", headers={"Authorization": f"Bearer {token}"})
    assert account.json()["language"] == "ru"


async def test_the_registration_form_brings_its_error_back(nobody: httpx.AsyncClient, cast: Cast) -> None:
    form = {"email": "b@example.org", "password": "п" * 40, "consent": "on"}
    answer = await nobody.post("/auth/register", data=form)
    assert answer.headers["location"] == "/register"
    assert flash(answer)["code"] == "password_too_long"
    assert flash(answer)["values"]["limit_bytes"] == 72


async def test_signing_in_again_ends_the_session_of_this_browser(nobody: httpx.AsyncClient, cast: Cast) -> None:
    form = {"email": "owner@example.org", "password": PASSWORD}
    first = (await nobody.post("/auth/login", data=form)).cookies["medapp_session"]
    second = (await nobody.post("/auth/login", data=form)).cookies["medapp_session"]
    assert first != second
    nobody.cookies.clear()
    assert (await nobody.get("/api/me", headers={"Authorization": f"Bearer {first}"})).status_code == 401


async def test_the_sign_out_form_ends_the_session(nobody: httpx.AsyncClient, cast: Cast) -> None:
    nobody.cookies.set("medapp_session", cast.owner.token)
    answer = await nobody.post("/auth/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    nobody.cookies.clear()
    assert (await nobody.get("/api/me", headers={"Authorization": f"Bearer {cast.owner.token}"})).status_code == 401


async def test_one_click_gives_a_guest_the_sample(nobody: httpx.AsyncClient) -> None:
    answer = await nobody.post("/auth/sample", data={"language": "ru"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/jobs/")
    job_id = answer.headers["location"].removeprefix("/jobs/")
    assert (await nobody.get(f"/api/jobs/{job_id}")).json()["is_sample"] is True


async def test_language_and_theme_are_remembered(nobody: httpx.AsyncClient, cast: Cast) -> None:
    nobody.cookies.set("medapp_session", cast.owner.token)
    answer = await nobody.post("/auth/language", data={"language": "ru", "next": "/account"})
    assert (answer.headers["location"], answer.cookies["medapp_lang"]) == ("/account", "ru")
    await nobody.post("/auth/theme", data={"theme": "dark"})
    account = (await nobody.get("/api/me")).json()
    assert (account["language"], account["theme"]) == ("ru", "dark")
    assert "medapp_lang" not in (await nobody.post("/auth/language", data={"language": "xx"})).cookies


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.8"}, "ru"),
        ({"Accept-Language": "de,en;q=0.5"}, "en"),
        ({"Accept-Language": "en", "Cookie": "medapp_lang=ru"}, "ru"),
    ],
)
async def test_problems_speak_the_callers_language(nobody: httpx.AsyncClient, headers: dict, language: str) -> None:
    problem = (await nobody.get("/api/me", headers=headers)).json()
    is_russian = any("а" <= letter <= "я" for letter in problem["next_step"].lower())
    assert is_russian is (language == "ru")


async def test_erasure_answers_with_a_receipt_and_ends_everything(owner: httpx.AsyncClient) -> None:
    receipt = (await owner.delete("/api/me")).json()
    assert receipt["log_extract"][-1]["act"] == "account_erased"
    assert (await owner.get("/api/me")).status_code == 401
