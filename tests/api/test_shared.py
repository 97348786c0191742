"""Shared links over HTTP: no account, no trace in a search engine, no token in the log."""

import httpx
import pytest
from loguru import logger

from medapp.services import jobs
from tests.cast import Cast, read_report


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/api/results/{jobs.get_job(cast.owner.actor, read_report(cast.owner.actor).job_id).result_id}"


async def test_only_the_owner_makes_lists_and_takes_back(
    address: str, owner: httpx.AsyncClient, stranger: httpx.AsyncClient, nobody: httpx.AsyncClient
) -> None:
    made = (await owner.post(f"{address}/links", json={"days": 7, "label": "Dr Grey"})).json()
    for client, status in ((stranger, 404), (nobody, 401)):
        assert (await client.post(f"{address}/links", json={})).status_code == status
        assert (await client.delete(f"/api/links/{made['id']}")).status_code == status
    assert (await stranger.get(f"{address}/links")).json() == []
    assert (await owner.delete(f"/api/links/{made['id']}")).status_code == 204
    (listed,) = (await owner.get(f"{address}/links")).json()
    assert listed["revoked_at"] and listed["url"] is None


async def test_a_link_is_opened_without_an_account_and_tells_nobody(
    address: str, owner: httpx.AsyncClient, nobody: httpx.AsyncClient
) -> None:
    lines: list[str] = []
    sink = logger.add(lines.append, level="DEBUG")
    url = (await owner.post(f"{address}/links", json={"days": 1, "name": "Anna S."})).json()["url"]
    token = url.rsplit("/", 1)[1]
    answer = await nobody.get(f"/api/shared/{token}")
    page = await nobody.get(f"/shared/{token}")
    paper = await nobody.get(f"/api/shared/{token}?format=pdf")
    logger.remove(sink)

    assert answer.json()["name"] == "Anna S." and len(answer.json()["measurements"]) == 2
    assert paper.content.startswith(b"%PDF-")
    for one in (answer, page, paper):
        assert one.headers["x-robots-tag"].startswith("noindex")
        assert one.headers["referrer-policy"] == "no-referrer"
        assert one.headers["cache-control"] == "no-store"
    assert not [line for line in lines if token in line]


async def test_a_link_that_is_no_more_says_so(
    address: str, owner: httpx.AsyncClient, nobody: httpx.AsyncClient
) -> None:
    made = (await owner.post(f"{address}/links", json={})).json()
    await owner.delete(f"/api/links/{made['id']}")
    answer = await nobody.get(f"/api/shared/{made['url'].rsplit('/', 1)[1]}")

    assert (answer.status_code, answer.json()["code"]) == (410, "shared_link_revoked")
    assert (await nobody.get("/api/shared/nonsense")).status_code == 404
