"""Text and typed rows over HTTP: only for an account, and a slip is named by its field."""

import httpx

TYPED = {"rows": [{"analyte": "hemoglobin", "value": "13.4", "unit": "g/dL"}], "sex": "F", "age": 47}


async def test_nobody_and_a_guest_may_not(nobody: httpx.AsyncClient, stranger: httpx.AsyncClient) -> None:
    for address, body in (("/api/uploads/text", {"text": "Iron 12 umol/L"}), ("/api/uploads/typed", TYPED)):
        assert (await nobody.post(address, json=body)).status_code == 401
        job = (await stranger.post(address, json=body)).json()["job_id"]
        assert (await nobody.get(f"/api/jobs/{job}")).status_code == 401


async def test_text_and_rows_become_jobs(owner: httpx.AsyncClient) -> None:
    pasted = await owner.post("/api/uploads/text", json={"text": "Гемоглобин 134 г/л 117 - 155"})
    typed = await owner.post("/api/uploads/typed", json=TYPED)

    assert (pasted.status_code, typed.status_code) == (202, 202)
    assert len((await owner.get("/api/jobs")).json()) == 2
    again = (await owner.post("/api/uploads/typed", json=TYPED)).json()
    assert again["duplicate_of"] == typed.json()["job_id"]


async def test_a_slip_is_named(owner: httpx.AsyncClient) -> None:
    wrong = TYPED | {"rows": [{"analyte": "hemoglobin", "value": "13,400", "unit": "g/dL"}]}
    answer = await owner.post("/api/uploads/typed", json=wrong)

    assert (answer.status_code, answer.json()["field"]) == (422, "rows.0.value")
    assert (await owner.post("/api/uploads/text", json={"text": "hello"})).status_code == 415
    assert (await owner.post("/api/uploads/typed", json=TYPED | {"sex": "x"})).json()["field"] == "sex"
