"""The people of an account over HTTP, and whose a report is."""

import httpx

from medapp.services import processing
from tests.cast import CSV, Cast, make_outcome

SON = {"label": "Миша", "sex": "male", "birth_date": "2015-05-01"}


async def test_a_stranger_sees_and_changes_nobody_of_mine(
    owner: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    son = (await owner.post("/api/people", json=SON)).json()["id"]
    assert son not in [person["id"] for person in (await stranger.get("/api/people")).json()]
    assert (await stranger.patch(f"/api/people/{son}", json={"label": "x"})).status_code == 404
    assert (await stranger.delete(f"/api/people/{son}")).status_code == 404
    file = [("file", ("a.csv", CSV, "text/csv"))]
    assert (await stranger.post(f"/api/uploads?person_id={son}", files=file)).status_code == 404


async def test_somebody_is_added_changed_and_removed(owner: httpx.AsyncClient) -> None:
    added = await owner.post("/api/people", json=SON)
    assert added.status_code == 201
    son = added.json()["id"]
    changed = (await owner.patch(f"/api/people/{son}", json={"label": "Михаил"})).json()
    assert (changed["label"], changed["sex"], changed["birth_date"]) == ("Михаил", "male", "2015-05-01")
    assert len((await owner.get("/api/people")).json()) == 2
    assert (await owner.delete(f"/api/people/{son}")).status_code == 204
    assert [person["is_first"] for person in (await owner.get("/api/people")).json()] == [True]


async def test_bad_fields_are_named(owner: httpx.AsyncClient) -> None:
    for body, field in (({"label": ""}, "label"), ({"label": "x", "sex": "cat"}, "sex")):
        answer = await owner.post("/api/people", json=body)
        assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_a_report_goes_to_its_person_and_can_be_moved(owner: httpx.AsyncClient, cast: Cast) -> None:
    me = (await owner.get("/api/people")).json()[0]["id"]
    son = (await owner.post("/api/people", json=SON)).json()["id"]
    sent = await owner.post(f"/api/uploads?person_id={son}", files=[("file", ("a.csv", CSV, "text/csv"))])
    claim = processing.start(sent.json()[0]["job_id"])
    assert claim and processing.complete(claim, make_outcome())
    (item,) = (await owner.get("/api/results")).json()["items"]
    assert item["person_id"] == son
    refused = await owner.delete(f"/api/people/{son}")
    assert (refused.status_code, refused.json()["code"]) == (409, "person_has_reports")

    moved = await owner.patch(f"/api/results/{item['id']}", json={"person_id": me, "note": "n", "fasting": True})
    assert (moved.json()["person_id"], moved.json()["note"], moved.json()["fasting"]) == (me, "n", True)
    assert (await owner.get(f"/api/results?person_id={son}")).json()["items"] == []
    assert (await owner.delete(f"/api/people/{son}")).status_code == 204


async def test_removing_may_give_the_reports_away(owner: httpx.AsyncClient, cast: Cast) -> None:
    me = (await owner.get("/api/people")).json()[0]["id"]
    son = (await owner.post("/api/people", json=SON)).json()["id"]
    sent = await owner.post(f"/api/uploads?person_id={son}", files=[("file", ("a.csv", CSV, "text/csv"))])
    claim = processing.start(sent.json()[0]["job_id"])
    assert claim and processing.complete(claim, make_outcome())
    assert (await owner.delete(f"/api/people/{son}?move_to={me}")).status_code == 204
    assert [item["person_id"] for item in (await owner.get("/api/results")).json()["items"]] == [me]
