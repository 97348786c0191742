"""Week 2, processing: a worker reads the report, a model scores it, the result stays."""

import re

from playwright.sync_api import expect

from tests.demos.scene import Scene, scenario
from tests.e2e import papers
from tests.e2e.product import wait_until


@scenario(2, "happy", "A report becomes a result with score, interpretation and time")
def report_becomes_result(scene: Scene) -> None:
    member = scene.member()
    scene.step("upload a report of one page")
    member.choose_files(papers.report(scene.folder))
    result = member.wait_for_result()
    score = member.page.locator(".report-hero .big").inner_text()
    assert re.fullmatch(r"\d{1,3}", score), score
    takeaway = member.page.locator(".take").inner_text()
    assert takeaway
    when = member.page.locator("#top").inner_text()
    assert re.search(r"\d{4}", when), when
    scene.saw(f"score {score} of 100; “{takeaway}”; dated “{when.splitlines()[0]}”")
    scene.picture("2-result", member)

    scene.step("ask the API for the same result and for a prediction of its own")
    with scene.api_for(member) as api:
        stored = api.get(f"/api{result}").json()
        rows = [{"name": name, "value": float(value), "unit": unit} for name, value, unit, _ in papers.ROWS]
        answer = api.post("/api/inference", json={"sex": "F", "age": 47, "measurements": rows})
    assert len(stored["measurements"]) == len(papers.ROWS), len(stored["measurements"])
    assert answer.status_code == 200, answer.text
    inferred = answer.json()
    assert inferred["status"] == "scored", inferred
    scene.saw(f"{len(stored['measurements'])} measurements stored, each with page and box")
    scene.saw(f"POST /api/inference: {inferred['status']} {inferred['score']:.0f}, class {inferred['class']}")


@scenario(2, "failure", "A file that cannot be read ends as failed, with the reason")
def unreadable_file(scene: Scene) -> None:
    member = scene.member()
    files = papers.unreadable(scene.folder)
    for code, what in (("unreadable_file", "a PDF that was cut off"), ("no_results_found", "a letter without results")):
        scene.step(f"upload {what}")
        member.open("/upload")
        member.choose_files(files[code])
        member.wait_for_failure(code)
        scene.saw(f"“{member.heading().inner_text()}”, what helps, and whose fault it is")
        scene.picture(f"2-{code.replace('_', '-')}", member)
        with scene.api_for(member) as api:
            job = api.get(f"/api{member.path}").json()
        assert (job["status"], job["error"]["code"], job["attempt"]) == ("failed", code, 1), job
        scene.saw(f"GET /api/jobs/…: failed, {code}, one attempt: it would not get better by trying again")


@scenario(2, "failure", "The model is away: tried again, then a controlled failure that is logged; it heals")
def model_away(scene: Scene) -> None:
    member = scene.member()
    paper = papers.report(scene.folder, 2)
    with scene.product.model_away():
        scene.step("move the model's folder away and upload a report")
        assert not scene.product.readiness()["model"]
        scene.saw("/readyz names the model as missing")
        member.choose_files(paper)
        retrying = member.words("job.heading_retrying")
        expect(member.heading()).to_have_text(retrying, timeout=20_000)
        scene.saw(f"after the first attempt: “{retrying}”")
        scene.picture("2-retrying", member)
        member.wait_for_failure("model_unavailable")
        reference = member.page.locator(".failed .cap").last.inner_text()
        scene.saw(f"after the last attempt: “{member.heading().inner_text()}”")
        scene.picture("2-model-away", member)
        with scene.api_for(member) as api:
            job = api.get(f"/api{member.path}").json()
        assert (job["status"], job["error"]["code"], job["attempt"]) == ("failed", "model_unavailable", 3), job
        mark = job["error"]["reference"]
        assert mark in reference, (mark, reference)
        assert mark in scene.product.log()
        scene.saw(f"3 attempts; the reference {mark} on the page finds the line in the log")
        acts = scene.audit(job["id"])
        assert acts[-1] == "job_failed" and acts.count("job_paused") == 2, acts
        scene.saw(f"audit log: {', '.join(acts)}")

    scene.step("put the model back and press “Try again”")
    wait_until(lambda: scene.product.readiness()["model"], 20, "the model is seen again")
    member.page.get_by_role("button", name=member.words("job.try_again")).first.click()
    member.wait_for_result()
    scene.saw("the same job ends with a result")
