"""Week 1, the core: accounts, uploads with their checks, a job with its statuses."""

import re

from playwright.sync_api import expect

from tests.demos.scene import Scene, scenario
from tests.e2e import papers

PAGES = 25


@scenario(1, "happy", "Register, upload a report, watch it being processed until it is done")
def register_upload_and_watch(scene: Scene) -> None:
    visitor = scene.person()
    scene.step("open the home page and choose to register")
    visitor.open("/register")
    visitor.register()
    assert visitor.path == "/upload", visitor.path
    scene.saw(f"signed in as {visitor.email}, on the upload page, limits stated before choosing")
    scene.picture("1-upload", visitor)

    scene.step(f"choose a PDF of {PAGES} pages, so that there is something to watch")
    paper = scene.folder / "year.pdf"
    paper.write_bytes(papers.many_pages(PAGES))
    headings = _watch_headings(visitor)
    visitor.choose_files(paper)
    visitor.page.wait_for_url(re.compile("/jobs/"))
    reading = visitor.words("job.heading_processing")
    expect(visitor.heading()).to_have_text(reading)
    scene.picture("1-processing", visitor)
    scene.saw(f"the job's page says “{reading}”; nothing was reloaded")

    result = visitor.wait_for_result()
    scene.saw(f"headings that passed by themselves: {' → '.join(headings())}")
    with scene.api_for(visitor) as api:
        summary = api.get("/api/results").json()["items"][0]
        job = api.get(f"/api/jobs/{summary['job_id']}").json()
    assert job["status"] == "done", job
    scene.saw(f"GET /api/jobs/… answers {job['status']}, stages and times included; the result is at {result}")
    tables = ("users", "uploads", "jobs", "results", "audit_logs")
    counts = {table: scene.product.ask(f"SELECT count(*) FROM {table}")[0][0] for table in tables}
    assert all(counts.values()), counts
    scene.saw("rows in " + ", ".join(f"{table} {count}" for table, count in counts.items()))
    scene.picture("1-done", visitor)


def _watch_headings(visitor):  # type: ignore[no-untyped-def]
    """Record what the page's heading says from now on, inside the page itself."""
    visitor.page.evaluate(
        """() => {
            window.headings = [];
            const look = () => {
                const heading = document.querySelector('main h1');
                const text = heading && heading.innerText;
                if (text && text !== window.headings.at(-1)) window.headings.push(text);
            };
            new MutationObserver(look).observe(document.body, {subtree: true, childList: true, characterData: true});
        }"""
    )
    return lambda: visitor.page.evaluate("window.headings")


@scenario(1, "failure", "A format that cannot be read gets a clear error")
def unsupported_format(scene: Scene) -> None:
    member = scene.member()
    files = papers.unreadable(scene.folder)
    title = member.words("errors.unsupported_format.title")
    scene.step("choose a program that was renamed to program.pdf, and a text document")
    member.choose_files(files["renamed"])
    expect(member.page.locator(".sent li").first).to_contain_text(title)
    member.choose_files(files["unsupported_format"])
    expect(member.page.locator(".sent li")).to_have_count(2)
    scene.saw(f"each file's row says “{title}” and which formats are read")
    scene.picture("1-unsupported", member)

    scene.step("send the same file to the API")
    with scene.api_for(member) as api:
        answer = api.post("/api/uploads", files={"file": ("program.pdf", files["renamed"].read_bytes())})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (415, "unsupported_format"), problem
    assert problem["next_step"]
    scene.saw(f"415 {problem['code']}: {problem['detail']}")
    jobs = scene.product.ask(
        "SELECT count(*) FROM jobs j JOIN users u ON u.id = j.user_id WHERE u.email = ?", member.email
    )
    assert jobs == [(0,)], jobs
    scene.saw("no job was made")


@scenario(1, "failure", "Nobody makes a job without signing in")
def not_signed_in(scene: Scene) -> None:
    visitor = scene.person()
    scene.step("send a report to the API without a session")
    with scene.product.api() as api:
        answer = api.post("/api/uploads", files={"file": ("report.pdf", papers.sample().read_bytes())})
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_required"), answer.text
    scene.saw(f"401 {answer.json()['code']}")

    scene.step("open the upload page in the browser")
    visitor.open("/upload")
    assert visitor.path == "/signin", visitor.path
    scene.saw("redirected to the sign-in page, which says that it leads back")
    scene.picture("1-sign-in", visitor)

    scene.step("sign in as a member and open the administrators' dashboard")
    scene.operator()
    member = scene.member()
    with scene.api_for(member) as api:
        status = api.get("/metrics").status_code
    assert status == 403, status
    member.open("/admin")
    expect(member.page.locator("main")).to_contain_text(member.words("errors.forbidden.title"))
    scene.saw(f"403 from the API, “{member.words('errors.forbidden.title')}” on the page")
