"""The files of a result over HTTP: only its owner gets them, in the caller's language."""

import httpx
import pytest

from medapp.services import jobs
from tests.cast import Cast, read_report

FORMATS = {
    "pdf": (b"%PDF-", "application/pdf"),
    "xlsx": (b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "fhir": (b"{", "application/fhir+json"),
    "csv": (b"\xef\xbb\xbf", "text/csv; charset=utf-8"),
}


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/api/results/{jobs.get_job(cast.owner.actor, read_report(cast.owner.actor).job_id).result_id}"


@pytest.mark.parametrize("kind", FORMATS)
async def test_a_stranger_gets_no_file(
    address: str, kind: str, stranger: httpx.AsyncClient, nobody: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    for client, status in ((stranger, 404), (admin, 404), (nobody, 401)):
        assert (await client.get(f"{address}?format={kind}")).status_code == status


@pytest.mark.parametrize("kind", FORMATS)
async def test_the_owner_gets_a_file_to_keep(address: str, kind: str, owner: httpx.AsyncClient) -> None:
    start, media_type = FORMATS[kind]
    answer = await owner.get(f"{address}?format={kind}")

    assert answer.status_code == 200 and answer.content.startswith(start)
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["cache-control"] == "no-store"


async def test_the_paper_speaks_the_callers_language(address: str, owner: httpx.AsyncClient) -> None:
    papers = {
        language: (await owner.get(f"{address}?format=pdf", headers={"Cookie": f"medapp_lang={language}"})).content
        for language in ("ru", "en")
    }

    assert b"/Lang (ru)" in papers["ru"] and b"/Lang (en)" in papers["en"]


async def test_a_name_as_long_as_a_letter_is_refused(address: str, owner: httpx.AsyncClient) -> None:
    answer = await owner.get(f"{address}?format=pdf&name={'x' * 200}")

    assert (answer.status_code, answer.json()["field"]) == (422, "name")
