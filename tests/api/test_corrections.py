"""Corrections and page images over HTTP: the owner's alone, errors by field, pictures that a browser keeps."""

from pathlib import Path

import httpx
import pytest

from deploy.places import ROOT
from medapp.services import page_images
from tests.cast import Cast, make_outcome, read_report

SAMPLE = Path(ROOT, "assets", "sample-en.pdf")


async def result_of(owner: httpx.AsyncClient) -> dict[str, object]:
    page = (await owner.get("/api/results")).json()
    return (await owner.get(f"/api/results/{page['items'][0]['id']}")).json()  # type: ignore[no-any-return]


@pytest.fixture
async def result(owner: httpx.AsyncClient, cast: Cast) -> dict[str, object]:
    read_report(cast.owner.actor, SAMPLE.read_bytes(), make_outcome(page_sizes=((595.0, 842.0),)))
    return await result_of(owner)


def rows(result: dict[str, object]) -> str:
    return f"/api/results/{result['id']}/measurements"


def first(result: dict[str, object]) -> str:
    return str(result["measurements"][0]["id"])  # type: ignore[index]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "measurements/{row}", {"value": "120"}),
        ("DELETE", "measurements/{row}", None),
        ("POST", "measurements", {"analyte": "ferritin", "value": "30"}),
        ("PUT", "facts", {"sex": "F"}),
        ("GET", "review", None),
        ("GET", "pages/1", None),
    ],
)
async def test_only_the_owner_may(
    stranger: httpx.AsyncClient,
    nobody: httpx.AsyncClient,
    result: dict[str, object],
    method: str,
    path: str,
    body: object,
) -> None:
    address = f"/api/results/{result['id']}/{path.format(row=first(result))}"
    assert (await stranger.request(method, address, json=body)).status_code == 404
    assert (await nobody.request(method, address, json=body)).status_code == 401


async def test_a_correction_answers_with_the_result_as_it_is_now(
    owner: httpx.AsyncClient, result: dict[str, object]
) -> None:
    answer = await owner.patch(f"{rows(result)}/{first(result)}", json={"value": "134", "unit": "g/L"})
    assert answer.status_code == 200
    corrected = answer.json()["measurements"][0]
    assert (corrected["value"], corrected["unit_as_printed"], corrected["rating"]["state"]) == (
        134.0,
        "g/L",
        "in_range",
    )
    assert corrected["id"] != first(result)
    review = (await owner.get(f"/api/results/{result['id']}/review")).json()
    versions = review["rows"][0]["versions"]
    assert [version["measurement"]["value"] for version in versions] == [160.0, 134.0]
    back = await owner.patch(f"{rows(result)}/{corrected['id']}", json={"version": versions[0]["id"]})
    assert back.json()["measurements"][0]["value"] == 160.0


async def test_a_row_that_is_not_the_newest_is_a_conflict(owner: httpx.AsyncClient, result: dict[str, object]) -> None:
    await owner.patch(f"{rows(result)}/{first(result)}", json={"value": "134"})
    again = await owner.patch(f"{rows(result)}/{first(result)}", json={"value": "135"})
    assert (again.status_code, again.json()["code"]) == (409, "row_superseded")


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"value": "1600"}, "impossible_value", "value"),
        ({"value": "soon"}, "unreadable_value", "value"),
        ({"unit": "parsec"}, "unfitting_unit", "unit"),
        ({"range": "a little lower"}, "unclear_range", "range"),
        ({"analyte": "soul"}, "invalid_form", "analyte"),
        ({"value": "1" * 500}, "invalid_form", "value"),
        ({}, "invalid_form", "value"),
    ],
)
async def test_what_cannot_be_names_its_field(
    owner: httpx.AsyncClient, result: dict[str, object], body: dict[str, str], code: str, field: str
) -> None:
    answer = await owner.patch(f"{rows(result)}/{first(result)}", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["code"], answer.json()["field"]) == (code, field)


async def test_a_row_can_be_confirmed_dropped_and_added(owner: httpx.AsyncClient, result: dict[str, object]) -> None:
    confirmed = await owner.patch(f"{rows(result)}/{first(result)}", json={"confirmed": True})
    assert confirmed.json()["measurements"][0]["confidence"] == 1.0
    gone = await owner.delete(f"{rows(result)}/{confirmed.json()['measurements'][0]['id']}")
    assert gone.status_code == 204
    added = await owner.post(rows(result), json={"analyte": "ferritin", "value": "8,1", "unit": "ug/L"})
    assert added.status_code == 201
    assert [item["analyte"] for item in added.json()["measurements"]] == ["glucose", "ferritin"]


async def test_what_the_report_did_not_say_can_be_said(owner: httpx.AsyncClient, result: dict[str, object]) -> None:
    answer = await owner.put(f"/api/results/{result['id']}/facts", json={"sex": "Ж", "birth_date": "1979-03-01"})
    assert (answer.json()["sex"], answer.json()["age_years"]) == ("female", 47.0)
    wrong = await owner.put(f"/api/results/{result['id']}/facts", json={"sex": "unsure"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "sex")


async def test_a_page_is_a_private_picture_that_a_browser_may_keep(
    owner: httpx.AsyncClient, result: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_images, "_draw", lambda order, data: b"\x89PNG drawn " + str(order.page).encode())
    answer = await owner.get(f"/api/results/{result['id']}/pages/1")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["cache-control"] == "private, no-cache"
    again = await owner.get(f"/api/results/{result['id']}/pages/1", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await owner.get(f"/api/results/{result['id']}/pages/2")).status_code == 404
    assert (await owner.get(f"/api/results/{result['id']}/pages/first")).status_code == 422
