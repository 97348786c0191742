"""Health, inference, documentation, headers, and what happens when something breaks."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from loguru import logger

from medapp import jobqueue
from medapp.api.routes import health
from medapp.errors import DatabaseUnavailable
from medapp.services import accounts, dashboard, models
from medapp.settings import Settings
from tests.cast import Cast, upload

PANEL = [
    {"analyte": "hemoglobin", "value": 13.4, "unit": "g/dL"},
    {"name": "Глюкоза", "value": 5.1, "unit": "ммоль/л"},
    {"loinc": "2160-0", "value": 0.9, "unit": "mg/dL"},
]


async def test_alive_needs_nothing(nobody: httpx.AsyncClient) -> None:
    assert (await nobody.get("/healthz")).json() == {"status": "alive"}


async def test_ready_says_what_is_missing(nobody: httpx.AsyncClient, configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_MODEL_PATH="/no/such/model")
    answer = await nobody.get("/readyz")
    checks = answer.json()["checks"]
    assert answer.status_code == 503
    assert checks["database"] == {"ok": True}
    assert checks["redis"] == {"ok": False, "why": "queue_unavailable"}
    assert checks["model"] == {"ok": False, "why": "missing"}
    assert checks["worker"]["ok"] is False


async def test_ready_when_all_is_there(nobody: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(health.CHECKS, "redis", lambda: 0)
    monkeypatch.setattr(jobqueue, "workers_alive", lambda: 1)
    answer = await nobody.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")


async def test_inference_scores_or_abstains_with_the_models_name(owner: httpx.AsyncClient) -> None:
    answer = await owner.post("/api/inference", json={"sex": "F", "age": 47, "measurements": PANEL})
    body = answer.json()
    assert answer.status_code == 200
    assert body["status"] in ("scored", "abstained")
    assert set(body) >= {"status", "score", "class", "contributions", "missing", "model"}
    assert len(body["model"]["sha256"]) == 64


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sex": "x"}, "sex"),
        ({"age": "old"}, "age"),
        ({"age": -1}, "age"),
        ({"measurements": [{"analyte": "no_such", "value": 1}]}, "measurements[0].analyte"),
        ({"measurements": [{"analyte": "hemoglobin", "value": 1, "unit": "parsec"}]}, "measurements[0].unit"),
        ({"measurements": [{"analyte": "hemoglobin", "value": "many"}]}, "measurements[0].value"),
        ({"measurements": [{"analyte": "hemoglobin"}]}, "measurements[0].value"),
    ],
)
async def test_inference_names_the_field_it_cannot_use(owner: httpx.AsyncClient, change: dict, field: str) -> None:
    answer = await owner.post("/api/inference", json={"sex": "F", "age": 47, "measurements": PANEL} | change)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_a_missing_model_is_503_and_heals(owner: httpx.AsyncClient, configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_MODEL_PATH="/no/such/model")
    body = {"sex": "F", "age": 47, "measurements": PANEL}
    answer = await owner.post("/api/inference", json=body)
    assert (answer.status_code, answer.json()["code"]) == (503, "model_unavailable")
    assert answer.json()["reference"] and answer.headers["retry-after"]
    configure(MEDAPP_MODEL_PATH="")
    assert (await owner.post("/api/inference", json=body)).status_code == 200


async def test_a_model_that_was_tampered_with_is_refused(
    owner: httpx.AsyncClient, configure: Callable[..., Settings], tmp_path: Path
) -> None:
    shipped = models.artefact_path()
    for file in shipped.glob("*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    artefact = next(tmp_path.glob("*.joblib"))
    data = bytearray(artefact.read_bytes())
    data[len(data) // 2] ^= 1
    artefact.write_bytes(data)
    configure(MEDAPP_MODEL_PATH=tmp_path)
    answer = await owner.post("/api/inference", json={"sex": "F", "age": 47, "measurements": PANEL})
    assert (answer.status_code, answer.json()["code"]) == (503, "model_unavailable")


async def test_a_defect_is_told_with_the_reference_that_finds_the_log_line(nobody: httpx.AsyncClient) -> None:
    lines: list[str] = []
    sink = logger.add(lambda message: lines.append(str(message.record["extra"])), level="ERROR")
    answer = await nobody.get("/broken")
    logger.remove(sink)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (500, "internal")
    assert "Hemoglobin" not in answer.text
    assert [problem["reference"] in line for line in lines] == [True]
    assert answer.headers["x-request-id"] in lines[0]


async def test_who_reached_for_somebody_elses_job_is_in_the_log(stranger: httpx.AsyncClient, cast: Cast) -> None:
    job_id = upload(cast.owner.actor).job_id
    lines: list[tuple[str, str | None]] = []
    sink = logger.add(
        lambda message: lines.append((str(message), message.record["extra"].get("user_id"))), level="INFO"
    )
    await stranger.get(f"/api/jobs/{job_id}")
    logger.remove(sink)
    ((line, user_id),) = lines
    assert job_id in line and "404" in line
    assert user_id == cast.stranger.actor.user_id


async def test_a_database_that_is_away_is_503(nobody: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise DatabaseUnavailable

    monkeypatch.setattr(accounts, "sign_in", away)
    answer = await nobody.post("/api/auth/login", json={"email": "a@b.co", "password": "12345678x"})
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    form = await nobody.post("/auth/login", data={"email": "a@b.co", "password": "12345678x"})
    assert form.status_code == 303


async def test_requests_are_counted_for_the_error_rate(nobody: httpx.AsyncClient, cast: Cast) -> None:
    before = dashboard.figures(cast.admin.actor)
    await nobody.get("/api/me")
    await nobody.get("/broken")
    await nobody.get("/healthz")
    after = dashboard.figures(cast.admin.actor)
    assert after.requests - before.requests == 2
    assert after.error_rate


async def test_every_answer_carries_the_headers(nobody: httpx.AsyncClient) -> None:
    for address in ("/", "/api/me", "/healthz", "/api/nothing"):
        answer = await nobody.get(address)
        policy = answer.headers["content-security-policy"]
        assert "unsafe-eval" not in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert len(answer.headers["x-request-id"]) >= 8


async def test_a_given_request_id_is_kept_unless_it_is_odd(nobody: httpx.AsyncClient) -> None:
    kept = await nobody.get("/healthz", headers={"X-Request-ID": "abcdef-123456"})
    odd = await nobody.get("/healthz", headers={"X-Request-ID": "line\tbreak {} <b>"})
    assert kept.headers["x-request-id"] == "abcdef-123456"
    assert odd.headers["x-request-id"] != "line\tbreak {} <b>"


async def test_only_files_named_by_content_are_kept_for_ever(nobody: httpx.AsyncClient) -> None:
    hashed = await nobody.get("/assets/entry.client-BxY3k_9Q.js")
    named = await nobody.get("/assets/app.css")
    assert "immutable" in hashed.headers["cache-control"]
    assert "immutable" not in named.headers.get("cache-control", "")
    assert (await nobody.get("/api/me")).headers["cache-control"] == "no-store"


async def test_the_documentation_asks_no_other_host(nobody: httpx.AsyncClient) -> None:
    page = await nobody.get("/api/docs")
    assert page.status_code == 200
    assert re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", page.text) == []
    for address in ("/api/uploads", "/api/jobs/{job_id}", "/api/inference", "/api/auth/register"):
        assert address in page.text
    spec = (await nobody.get("/api/openapi.json")).json()
    assert spec["openapi"].startswith("3.") and "/api/results/{result_id}" in spec["paths"]


async def test_an_unknown_address_under_api_is_a_problem(nobody: httpx.AsyncClient) -> None:
    answer = await nobody.get("/api/nothing/here")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.slow
def test_the_web_starts_without_science_and_pdf_libraries() -> None:
    look = (
        "import sys, medapp.api.app; "
        "print([m for m in ('sklearn', 'scipy', 'numpy', 'pdfminer', 'joblib', 'alembic') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [("PUT", "/api/jobs", "GET"), ("POST", "/api/results/x", "DELETE, GET, PATCH"), ("GET", "/api/uploads", "POST")],
)
async def test_a_wrong_method_is_405_and_names_the_right_ones(
    nobody: httpx.AsyncClient, method: str, address: str, allowed: str
) -> None:
    answer = await nobody.request(method, address)
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["allow"] == allowed
    assert (await nobody.request(method, "/api/nowhere")).status_code == 404
