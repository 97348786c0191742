"""Who gets in: the stranger's tests first, then browsers without a session, other sites, and other people's tabs."""

from collections.abc import AsyncIterator

import httpx
import pytest

from medapp import progress
from medapp.services import jobs
from medapp.settings import get_settings
from tests.api.conftest import HOST, Client
from tests.cast import CSV, Cast, read_report

COOKIE = "medapp_session"


@pytest.mark.parametrize("method", ["GET", "DELETE"])
async def test_a_strangers_job_and_result_are_404(cast: Cast, stranger: httpx.AsyncClient, method: str) -> None:
    job_id = read_report(cast.owner.actor).job_id
    result_id = jobs.get_job(cast.owner.actor, job_id).result_id
    for address in (f"/api/jobs/{job_id}", f"/api/results/{result_id}", "/api/jobs/none", "/api/results/none"):
        answer = await stranger.request(method, address)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    answer = await stranger.post(f"/api/jobs/{job_id}/retry")
    assert answer.status_code == 404
    assert jobs.get_job(cast.owner.actor, job_id).status == "done"


@pytest.mark.parametrize("form", ["json", "csv", "fhir"])
async def test_no_format_shows_a_strangers_result(cast: Cast, stranger: httpx.AsyncClient, form: str) -> None:
    job_id = read_report(cast.owner.actor).job_id
    result_id = jobs.get_job(cast.owner.actor, job_id).result_id
    assert (await stranger.get(f"/api/results/{result_id}?format={form}")).status_code == 404


CALLS = [
    ("POST", "/api/uploads"),
    ("GET", "/api/jobs"),
    ("GET", "/api/jobs/x"),
    ("POST", "/api/jobs/x/retry"),
    ("GET", "/api/results"),
    ("GET", "/api/results/x"),
    ("POST", "/api/inference"),
    ("GET", "/api/export"),
    ("GET", "/api/me"),
    ("DELETE", "/api/me"),
    ("GET", "/api/me/sessions"),
    ("GET", "/metrics"),
]


@pytest.mark.parametrize(("method", "address"), CALLS)
async def test_nobody_gets_401_as_a_problem(nobody: httpx.AsyncClient, method: str, address: str) -> None:
    body = {"sex": "F", "age": 40, "measurements": []} if address.endswith("inference") else None
    answer = await nobody.request(method, address, json=body)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "sign_in_required"


async def test_a_guest_may_look_but_not_upload(client: Client, cast: Cast) -> None:
    guest = client(cast.guest.token)
    assert (await guest.get("/api/me")).json()["role"] == "guest"
    assert (await guest.post("/api/uploads", files={"file": ("a.csv", CSV)})).status_code == 401


async def test_only_an_administrator_or_the_scrape_token_reads_metrics(
    owner: httpx.AsyncClient, admin: httpx.AsyncClient, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await owner.get("/metrics")).status_code == 403
    assert "medapp_jobs" in (await admin.get("/metrics")).text
    monkeypatch.setenv("MEDAPP_SCRAPE_TOKEN", "scrape-me")
    get_settings.cache_clear()
    assert (await client("scrape-me").get("/metrics")).status_code == 200
    assert (await client("scrape-me-not").get("/metrics")).status_code == 401


@pytest.mark.parametrize(
    "page", ["/upload", "/upload/", "/history?x=1", "/compare", "/account", "/admin", "/jobs/1", "/results/2/"]
)
async def test_a_browser_without_a_session_is_sent_to_sign_in_and_back(nobody: httpx.AsyncClient, page: str) -> None:
    answer = await nobody.get(page, headers={"Accept": "text/html,*/*"})
    assert answer.status_code == 303
    assert httpx.URL(answer.headers["location"]).path == "/signin"
    assert httpx.URL(answer.headers["location"]).params["next"] == page


async def test_a_browser_that_opens_an_api_address_is_sent_to_sign_in(nobody: httpx.AsyncClient) -> None:
    answer = await nobody.get("/api/export", headers={"Accept": "text/html", "Sec-Fetch-Mode": "navigate"})
    assert answer.status_code == 303
    script = await nobody.get("/api/export", headers={"Accept": "text/html", "Sec-Fetch-Mode": "cors"})
    assert script.status_code == 401


async def test_open_pages_and_signed_in_people_pass(nobody: httpx.AsyncClient, client: Client, cast: Cast) -> None:
    html = {"Accept": "text/html"}
    assert (await nobody.get("/", headers=html)).status_code == 200
    assert (await nobody.get("/signin", headers=html)).status_code == 200
    cookie = {"Cookie": f"{COOKIE}={cast.owner.token}"}
    assert (await nobody.get("/upload", headers=html | cookie)).status_code == 200
    guest = {"Cookie": f"{COOKIE}={cast.guest.token}"}
    assert (await nobody.get("/jobs/1", headers=html | guest)).status_code == 200
    assert (await nobody.get("/history", headers=html | guest)).status_code == 200
    assert (await nobody.get("/upload", headers=html | guest)).status_code == 303


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Referer": "https://evil.example/x"},
    {"Sec-Fetch-Site": "cross-site", "Origin": f"http://{HOST}"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN)
async def test_another_site_cannot_act_with_my_cookie(nobody: httpx.AsyncClient, cast: Cast, headers: dict) -> None:
    cookie = {"Cookie": f"{COOKIE}={cast.owner.token}"}
    for address in ("/api/uploads", "/auth/logout", "/api/auth/logout", "/auth/login"):
        answer = await nobody.post(address, headers=cookie | headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
    assert (await nobody.delete("/api/me", headers=cookie | headers)).status_code == 403
    assert (await nobody.get("/api/me", headers=cookie)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": f"http://{HOST}"}, {"Referer": f"http://{HOST}/account"}, {"Sec-Fetch-Site": "same-origin"}, {}],
)
async def test_my_own_page_can(nobody: httpx.AsyncClient, cast: Cast, headers: dict) -> None:
    cookie = {"Cookie": f"{COOKIE}={cast.owner.token}"}
    assert (await nobody.post("/api/auth/logout", headers=cookie | headers)).status_code == 204
    assert (await nobody.get("/api/me", headers=cookie)).status_code == 401


async def test_a_bearer_token_needs_no_origin(client: Client, cast: Cast) -> None:
    program = client(cast.owner.token)
    assert (await program.post("/api/auth/logout", headers={"Origin": "https://else.example"})).status_code == 204


@pytest.fixture
def tabs(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Who opened which tab; Redis holds it in production."""
    known: dict[str, str] = {}
    monkeypatch.setattr(progress, "owner_of_tab", known.get)
    return known


async def test_a_tab_takes_files_only_from_its_owner(nobody: httpx.AsyncClient, cast: Cast, tabs: dict) -> None:
    tabs["tab-1"] = cast.owner.actor.user_id
    tab = {"reflex-client-token": "tab-1"}
    mine, theirs = ({"Cookie": f"{COOKIE}={who.token}"} for who in (cast.owner, cast.stranger))
    assert (await nobody.post("/_upload", content=b"x", headers=tab)).status_code == 401
    assert (await nobody.post("/_upload", content=b"x", headers=tab | theirs)).status_code == 401
    assert (await nobody.post("/_upload", content=b"x", headers=mine)).status_code == 401
    assert (
        await nobody.post("/_upload", content=b"x", headers=mine | {"reflex-client-token": "tab-2"})
    ).status_code == 401
    assert (await nobody.post("/_upload", content=b"x", headers=mine | tab)).text == "page 1"


async def test_uploaded_files_are_served_to_nobody(nobody: httpx.AsyncClient, owner: httpx.AsyncClient) -> None:
    for person in (nobody, owner):
        assert (await person.get("/_upload/report.pdf")).status_code == 404


async def test_a_refused_body_is_answered_before_it_is_read(client: Client, cast: Cast) -> None:
    sent: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            sent.append(1)
            yield b"x" * 65536

    answer = await client(None).post("/api/uploads", content=endless(), headers={"Content-Length": "6553600"})
    assert answer.status_code == 401
    answer = await client(cast.owner.token).post(
        "/api/uploads", content=b"", headers={"Content-Length": str(10**10), "Content-Type": "multipart/form-data"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


async def test_a_body_longer_than_announced_ends_at_the_limit(nobody: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b"x" * 65536

    answer = await nobody.post("/api/auth/login", content=endless())
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


async def test_another_programs_broken_cookie_does_not_sign_anybody_out(client: Client, cast: Cast) -> None:
    header = {"Cookie": f'theirs={{"a": [1, "b"]}}; {COOKIE}={cast.owner.token}; also broken'}
    assert (await client(None).get("/api/me", headers=header)).status_code == 200
