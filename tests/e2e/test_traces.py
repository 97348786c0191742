"""What the whole product leaves behind: no value and no name in a log, an administrator's figures, security headers."""

import json
from pathlib import Path

import httpx
from playwright.sync_api import expect

from tests.e2e import papers
from tests.e2e.person import Person
from tests.e2e.product import Product

SECRET_VALUE = "138.77"


def test_logs_carry_ids_and_neither_values_nor_names(member: Person, product: Product, tmp_path: Path) -> None:
    rows = [("Hemoglobin", SECRET_VALUE, "g/L", "117 - 155"), *papers.ROWS[1:]]
    member.choose_files(papers.report(tmp_path, 7, rows=rows, name="ivanova-marina.pdf"))
    member.wait_for_result()
    broken = tmp_path / "petrova-olga.pdf"
    broken.write_bytes(papers.sample().read_bytes()[:900])
    member.open("/upload")
    member.choose_files(broken)
    member.wait_for_failure("unreadable_file")

    log = product.log()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert any("job_id" in line for line in lines)
    assert any("request_id" in line for line in lines)
    for private in (SECRET_VALUE, "ivanova", "petrova", member.email):
        assert private not in log


def test_redis_keeps_no_values(member: Person, product: Product, tmp_path: Path) -> None:
    rows = [("Hemoglobin", "139.31", "g/L", "117 - 155"), *papers.ROWS[1:]]
    member.choose_files(papers.report(tmp_path, 8, rows=rows, name="sidorova-anna.pdf"))
    member.wait_for_result()
    member.open("/")
    queues = product.data_dir / "valkey"

    kept = b"".join(path.read_bytes() for path in queues.rglob("*") if path.is_file())

    assert b"reports" in kept  # the queue itself is there
    assert b"139.31" not in kept
    assert b"sidorova" not in kept


def test_the_first_account_sees_the_figures(make_person, product: Product, tmp_path: Path) -> None:
    owner = make_person()
    owner.register()
    owner.choose_files(papers.report(tmp_path, 9))
    owner.wait_for_result()
    with_rights = product.ask("SELECT count(*) FROM users WHERE role = 'admin'")

    assert with_rights == [(1,)]


def test_every_answer_carries_its_security_headers(product: Product) -> None:
    for path in ("/", "/signin", "/api/me", "/healthz"):
        headers = httpx.get(product.url + path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert "content-security-policy" in headers, path
        assert headers.get("referrer-policy"), path


def test_another_site_cannot_post_our_forms(product: Product) -> None:
    for path in ("/auth/login", "/auth/register", "/auth/sample", "/auth/logout"):
        answer = httpx.post(
            product.url + path, headers={"Origin": "https://evil.example"}, data={"email": "a@b.example"}
        )
        assert answer.status_code == 403, path


def test_the_session_cookie_is_out_of_reach_of_scripts(member: Person) -> None:
    cookies = {cookie["name"]: cookie for cookie in member.window.context.cookies()}

    assert cookies["medapp_session"]["httpOnly"]
    assert cookies["medapp_session"]["sameSite"] == "Lax"
    assert "medapp_session" not in member.page.evaluate("document.cookie")
    expect(member.page.locator("main")).to_be_visible()
