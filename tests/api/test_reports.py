"""From a file to a result over HTTP, and everything that may be wrong with a file."""

import io
import zipfile
from collections.abc import Callable

import httpx
import pytest

from medapp.errors import TooComplex
from medapp.services import jobs, processing
from medapp.settings import Settings
from tests.cast import CSV, Cast, make_outcome, read_report

MEGABYTE = 1024 * 1024


def files(*contents: bytes) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("file", (f"report-{n}.csv", data, "text/csv")) for n, data in enumerate(contents)]


async def test_a_file_becomes_a_job_becomes_a_result(owner: httpx.AsyncClient, cast: Cast) -> None:
    answer = await owner.post("/api/uploads", files=files(CSV))
    assert answer.status_code == 202
    (item,) = answer.json()
    assert (item["status"], item["duplicate_of"]) == ("queued", None)
    job = (await owner.get(item["links"]["job"])).json()
    assert (job["id"], job["status"], job["result_id"], job["error"]) == (item["job_id"], "queued", None, None)

    claim = processing.start(item["job_id"])
    assert claim and processing.complete(claim, make_outcome())
    job = (await owner.get(item["links"]["job"])).json()
    assert job["status"] == "done" and job["finished_at"]
    result = (await owner.get(f"/api/results/{job['result_id']}")).json()
    assert (result["score"], result["class"], result["status"]) == (71.5, "typical", "scored")
    assert result["measurements"][0]["name_as_printed"] == "Гемоглобин"
    assert result["measurements"][0]["rating"]["state"] == "slightly"
    assert result["measurements"][0]["rating"]["words"] == "slightly above"
    assert result["model"]["name"] == "blood_profile"


async def test_several_files_are_several_jobs_and_a_bad_one_is_said_beside_them(owner: httpx.AsyncClient) -> None:
    answer = await owner.post("/api/uploads", files=files(CSV, b"MZ\x90\x00\xff\xfe" * 50, CSV + b"Iron,12,umol/L,\n"))
    assert answer.status_code == 202
    good, bad, other = answer.json()
    assert good["job_id"] != other["job_id"]
    assert (bad["status"], bad["job_id"], bad["error"]["code"]) == ("refused", None, "unsupported_format")


async def test_the_same_file_twice_says_so(owner: httpx.AsyncClient) -> None:
    first = (await owner.post("/api/uploads", files=files(CSV))).json()[0]
    second = (await owner.post("/api/uploads", files=files(CSV))).json()[0]
    assert (second["job_id"], second["duplicate_of"]) == (first["job_id"], first["job_id"])


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "empty_file"),
        (b"MZ\x90\x00\xff\xfe" * 50, 415, "unsupported_format"),
        (b"a,1\n" * (MEGABYTE // 2), 413, "file_too_large"),
    ],
)
async def test_one_bad_file_is_an_error(
    owner: httpx.AsyncClient, configure: Callable[..., Settings], data: bytes, status: int, code: str
) -> None:
    configure(MEDAPP_MAX_FILE_MB=1)
    answer = await owner.post("/api/uploads", files=files(data))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await owner.get("/api/jobs")).json() == []


async def test_30_megabytes_are_413(owner: httpx.AsyncClient) -> None:
    answer = await owner.post("/api/uploads", files=files(b"a,1\n" * (30 * MEGABYTE // 4)))
    assert (answer.status_code, answer.json()["code"], answer.json()["limit_mb"]) == (413, "file_too_large", 20)


async def test_too_many_files_are_refused_one_by_one(
    owner: httpx.AsyncClient, configure: Callable[..., Settings]
) -> None:
    configure(MEDAPP_MAX_FILES=2)
    answer = await owner.post("/api/uploads", files=files(b"Test,Result\nA,1\n", b"Test,Result\nA,2\n", CSV))
    assert [item["status"] for item in answer.json()] == ["queued", "queued", "refused"]
    assert answer.json()[2]["error"]["code"] == "too_many_files"


async def test_the_quota_is_429(owner: httpx.AsyncClient, configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_FILES_PER_DAY=1)
    await owner.post("/api/uploads", files=files(CSV))
    answer = await owner.post("/api/uploads", files=files(b"Test,Result\nA,1\n"))
    assert (answer.status_code, answer.json()["code"]) == (429, "quota_exceeded")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (b"garbage", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data; name=other\r\n\r\n1\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (
            b"--x\r\nContent-Disposition: form-data; name=file; filename=a.csv\r\n\r\nTe",
            "multipart/form-data; boundary=x",
        ),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"x", "multipart/form-data"),
    ],
)
async def test_a_request_without_a_whole_file_is_422(owner: httpx.AsyncClient, content: bytes, kind: str) -> None:
    answer = await owner.post("/api/uploads", content=content, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "invalid_form", "file")
    assert (await owner.get("/api/jobs")).json() == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 300 + ".csv", "x\u202evsc.exe", "report.pdf.exe"])
async def test_a_hostile_name_is_only_text(owner: httpx.AsyncClient, product: Settings, name: str) -> None:
    answer = await owner.post("/api/uploads", files=[("file", (name, CSV, "text/csv"))])
    assert answer.status_code == 202
    kept = [path for path in product.upload_dir.rglob("*") if path.is_file()]
    assert [len(path.name) for path in kept] == [32]


async def test_polling_is_cheap_with_an_etag(owner: httpx.AsyncClient, cast: Cast) -> None:
    job_id = (await owner.post("/api/uploads", files=files(CSV))).json()[0]["job_id"]
    first = await owner.get(f"/api/jobs/{job_id}")
    same = await owner.get(f"/api/jobs/{job_id}", headers={"If-None-Match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert processing.start(job_id)
    changed = await owner.get(f"/api/jobs/{job_id}", headers={"If-None-Match": first.headers["etag"]})
    assert (changed.status_code, changed.json()["status"]) == (200, "processing")


async def test_a_failed_job_says_why_and_may_run_again(owner: httpx.AsyncClient, cast: Cast) -> None:
    job_id = (await owner.post("/api/uploads", files=files(CSV))).json()[0]["job_id"]
    assert (await owner.post(f"/api/jobs/{job_id}/retry")).json()["code"] == "not_failed"
    claim = processing.start(job_id)
    assert claim
    processing.fail(claim, TooComplex(), "E-REF")
    error = (await owner.get(f"/api/jobs/{job_id}")).json()["error"]
    assert (error["code"], error["reference"]) == ("too_complex", "E-REF")
    assert error["title"] and error["next_step"]
    again = await owner.post(f"/api/jobs/{job_id}/retry")
    assert (again.status_code, again.json()["status"]) == (202, "queued")


async def test_results_come_in_pages_and_formats(owner: httpx.AsyncClient, cast: Cast) -> None:
    for number in range(3):
        read_report(cast.owner.actor, b"Test,Result\nA,%d\n" % number)
    page = (await owner.get("/api/results?limit=2")).json()
    rest = (await owner.get(f"/api/results?limit=2&cursor={page['next_cursor']}")).json()
    ids = [item["id"] for item in page["items"] + rest["items"]]
    assert len(set(ids)) == 3 and rest["next_cursor"] is None
    table = await owner.get(f"/api/results/{ids[0]}?format=csv")
    assert table.headers["content-type"].startswith("text/csv") and "Гемоглобин" in table.text
    bundle = (await owner.get(f"/api/results/{ids[0]}?format=fhir")).json()
    assert bundle["resourceType"] == "Bundle"
    assert (await owner.get(f"/api/results/{ids[0]}?format=doc")).json()["field"] == "format"
    assert (await owner.get("/api/results?cursor=nonsense")).json()["field"] == "cursor"


async def test_an_old_result_speaks_the_callers_language(owner: httpx.AsyncClient, cast: Cast) -> None:
    job_id = read_report(cast.owner.actor).job_id
    address = f"/api/results/{jobs.get_job(cast.owner.actor, job_id).result_id}"
    spoken = {
        language: (await owner.get(address, headers={"Cookie": f"medapp_lang={language}"})).json()
        for language in ("en", "ru")
    }
    words = {language: body["measurements"][0]["rating"]["words"] for language, body in spoken.items()}
    assert words["en"] != words["ru"]
    assert spoken["en"]["score"] == spoken["ru"]["score"]


async def test_everything_of_mine_is_one_zip(owner: httpx.AsyncClient, cast: Cast) -> None:
    read_report(cast.owner.actor)
    answer = await owner.get("/api/export")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as bundle:
        assert "account.json" in bundle.namelist()
