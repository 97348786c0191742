"""Week 3, stability and analytics: load, faults that pass, faults that stay, and what an administrator sees of them."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from playwright.sync_api import expect

from tests.demos.scene import Scene, scenario
from tests.e2e import papers
from tests.e2e.person import PASSWORD
from tests.e2e.product import wait_until

USERS = 8
FILES_EACH = 5


@scenario(3, "happy", f"Stable under moderate load: {USERS} people upload {FILES_EACH} reports each at once")
def moderate_load(scene: Scene) -> None:
    operator = scene.operator()
    scene.step(
        f"{USERS} people register and send {USERS * FILES_EACH} reports at the same time; one watches in the browser"
    )
    watcher = scene.member()
    watcher.choose_files(*(papers.report(scene.folder, 900 + number) for number in range(3)))
    started = time.monotonic()
    with ThreadPoolExecutor(USERS) as pool:
        ends = [end for ends in pool.map(lambda user: _one_user(scene, user), range(USERS)) for end in ends]
    took_s = time.monotonic() - started
    assert [end["status"] for end in ends] == ["done"] * (USERS * FILES_EACH), ends
    assert len({end["result_id"] for end in ends}) == len(ends)
    expect(watcher.page.locator(".sent a[href^='/results/']")).to_have_count(3, timeout=60_000)
    scene.saw(
        f"{len(ends)} of {len(ends)} done in {took_s:.1f} s, each with one result of its own; none lost, none twice"
    )

    scene.step("open the dashboard")
    operator.open("/admin")
    expect(operator.page.locator(".figs")).to_be_visible()
    figures = operator.page.locator(".figs").inner_text().replace("\n", " · ")
    assert operator.words("dashboard.no_data") not in figures, figures
    scene.saw(figures)
    scene.picture("3-dashboard", operator)


def _one_user(scene: Scene, user: int) -> list[dict[str, Any]]:
    with scene.product.api() as api:
        form = {"email": f"load{user}-{scene.product.port}@example.org", "password": PASSWORD, "consent": True}
        assert api.post("/api/auth/register", json=form).status_code == 201
        jobs = []
        for number in range(FILES_EACH):
            paper = papers.report(scene.folder, 1000 + user * FILES_EACH + number)
            answer = api.post("/api/uploads", files={"file": (paper.name, paper.read_bytes(), "application/pdf")})
            assert answer.status_code == 202, answer.text
            jobs.append(answer.json()[0]["job_id"])
        return [scene.wait_for_job(api, job, 120) for job in jobs]


@scenario(3, "failure", "A passing fault heals by itself: the queue stops, the database is locked, a worker is killed")
def passing_fault(scene: Scene) -> None:
    member = scene.member()
    with scene.api_for(member) as api:
        scene.step("stop Valkey and upload a report")
        with scene.product.queue_away():
            job = _upload(api, scene, 21)
            status = api.get(f"/api/jobs/{job}").json()["status"]
            assert status == "queued", status
            scene.saw("202: the report is accepted and waits; the database row holds it, not the queue")
        end = scene.wait_for_job(api, job)
        assert end["status"] == "done", end
        scene.saw("Valkey goes on; housekeeping puts the job on the queue; done")

        scene.step("kill Valkey (kill -9) while a report waits")
        job = _upload(api, scene, 22)
        scene.product.kill("valkey-server")
        end = scene.wait_for_job(api, job)
        assert end["status"] == "done", end
        assert "valkey ended (killed by SIGKILL); starting it again" in scene.product.log()
        scene.saw("the launcher starts it again; done")

        scene.step("lock the database for 7 seconds, longer than a writer waits, while reports are read")
        jobs = [_upload(api, scene, number) for number in (23, 24, 25)]
        with scene.product.database_locked():
            time.sleep(7)
        ends = [scene.wait_for_job(api, job) for job in jobs]
        assert [end["status"] for end in ends] == ["done"] * 3, ends
        scene.saw(f"all three done, after {max(end['attempt'] for end in ends)} attempts at most")

        scene.step("kill the worker and its work-horse (kill -9) in the middle of a long report")
        answer = api.post("/api/uploads", files={"file": ("long.pdf", papers.many_pages(25, "killed"))}).json()[0]
        wait_until(lambda: api.get(f"/api/jobs/{answer['job_id']}").json()["status"] == "processing", 20, "it is read")
        scene.product.kill("worker.main")
        end = scene.wait_for_job(api, answer["job_id"], 120)
        assert end["status"] == "done", end
        results = scene.product.ask("SELECT count(*) FROM results WHERE job_id = ?", answer["job_id"])
        assert results == [(1,)], results
        scene.saw(f"done, attempt {end['attempt']}; one result and no second one")
    member.open("/history")
    expect(member.page.locator("a[href^='/results/']").first).to_be_visible()
    scene.picture("3-healed", member)


def _upload(api: httpx.Client, scene: Scene, number: int) -> str:
    paper = papers.report(scene.folder, number)
    answer = api.post("/api/uploads", files={"file": (paper.name, paper.read_bytes(), "application/pdf")})
    assert answer.status_code == 202, answer.text
    job: str = answer.json()[0]["job_id"]
    return job


@scenario(3, "failure", "A permanent error ends as failed and stands in the analytics and in the audit log")
def permanent_error(scene: Scene) -> None:
    operator = scene.operator()
    member = scene.member()
    scene.step("upload a PDF that was cut off")
    member.choose_files(papers.unreadable(scene.folder)["unreadable_file"])
    member.wait_for_failure("unreadable_file")
    job_id = member.path.rsplit("/", 1)[-1]
    scene.saw(f"“{member.heading().inner_text()}”")

    scene.step("look at the audit log and the events")
    acts = scene.audit(job_id)
    assert acts[-1] == "job_failed" and "job_paused" not in acts, acts
    scene.saw(f"audit log: {', '.join(acts)}; not tried again")
    with scene.product.api() as api:
        api.get("/healthz")
    events = {name for (name,) in scene.product.ask("SELECT DISTINCT name FROM product_events")}
    assert {"signup", "upload_started", "upload_success", "job_created"} <= events, events
    scene.saw(f"funnel events: {', '.join(sorted(str(name) for name in events))}")

    scene.step("open the dashboard")
    operator.open("/admin")
    title = operator.words("errors.unreadable_file.title")
    expect(operator.page.locator("main")).to_contain_text(title)
    expect(operator.page.locator(".fails tbody tr").first).to_be_visible()
    scene.saw(
        f"“{title}” among the reasons, the share of failed reports, and the failure with a button to run it again"
    )
    scene.picture("3-failures", operator)
