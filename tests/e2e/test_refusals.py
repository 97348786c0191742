"""What cannot be done is refused clearly: files, passwords, strangers."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import papers
from tests.e2e.conftest import PersonMaker
from tests.e2e.person import PASSWORD, Person
from tests.e2e.product import Product

AT_ONCE = ("empty_file", "renamed")
AFTER_READING = ("encrypted_file", "unreadable_file", "no_results_found", "no_readable_text")


@pytest.mark.parametrize("kind", AT_ONCE)
def test_a_file_that_is_no_report_is_refused_at_once(member: Person, tmp_path: Path, kind: str) -> None:
    code = "unsupported_format" if kind == "renamed" else kind
    member.choose_files(papers.unreadable(tmp_path)[kind])

    expect(member.page.locator(".sent li")).to_contain_text(member.words(f"errors.{code}.title"))
    assert member.path == "/upload"


def test_a_format_we_do_not_read_is_refused_with_those_we_do(member: Person, tmp_path: Path) -> None:
    member.choose_files(papers.unreadable(tmp_path)["unsupported_format"])

    expect(member.page.locator(".sent li")).to_contain_text(member.words("errors.unsupported_format.title"))
    expect(member.page.locator(".drop")).to_contain_text("PDF")


def test_a_file_over_the_limit_is_refused_before_it_is_sent(member: Person, tmp_path: Path) -> None:
    big = tmp_path / "big.pdf"
    big.write_bytes(b"%PDF-1.4\n" + bytes(30 * 1024 * 1024))
    member.choose_files(big)

    expect(member.page.locator(".sent li")).to_contain_text(member.words("errors.file_too_large.title"))


@pytest.mark.parametrize("code", AFTER_READING)
def test_a_file_that_cannot_be_read_fails_with_its_reason(member: Person, tmp_path: Path, code: str) -> None:
    member.choose_files(papers.unreadable(tmp_path)[code])
    member.wait_for_failure(code)

    expect(member.page.locator(".failed")).to_contain_text(member.words("job.what_helps"))


@pytest.mark.parametrize("page", ["/upload", "/history", "/account", "/admin", "/jobs/unknown", "/results/unknown"])
def test_a_visitor_is_sent_to_sign_in_and_back(person: Person, page: str) -> None:
    person.open(page)

    assert person.path == "/signin"
    assert f"next={page.replace('/', '%2F')}" in person.page.url or f"next={page}" in person.page.url


def test_a_job_cannot_be_made_without_signing_in(product: Product, tmp_path: Path) -> None:
    paper = papers.report(tmp_path)
    with product.api() as api:
        answer = api.post("/api/uploads", files={"file": (paper.name, paper.read_bytes(), "application/pdf")})

    assert answer.status_code == 401
    assert answer.json()["code"] == "sign_in_required"
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.complains
def test_a_stranger_learns_nothing_from_an_id(make_person: PersonMaker, tmp_path: Path) -> None:
    owner, stranger = make_person(), make_person()
    owner.register()
    owner.choose_files(papers.report(tmp_path))
    result = owner.wait_for_result()
    stranger.register()
    stranger.open(result)

    expect(stranger.page.locator(".report-hero")).to_have_count(0)
    assert stranger.page.request.get(f"/api{result}").status == 404
    assert stranger.page.request.get("/api/results/01a2084f-0000-7000-8000-000000000000").status == 404


@pytest.mark.complains
def test_somebody_without_the_right_is_told_so(make_person: PersonMaker) -> None:
    make_person().register()  # the first account of this product may be the administrator
    member = make_person()
    member.register()
    member.open("/admin")

    expect(member.page.locator("main")).to_contain_text(member.words("errors.forbidden.title"))
    assert member.page.locator(".figs").count() == 0


@pytest.mark.parametrize(
    ("password", "code"),
    [("short", "weak_password"), ("x" * 73, "password_too_long"), ("пароль" * 7, "password_too_long")],
    ids=["short", "73 bytes", "42 Cyrillic letters"],
)
def test_a_password_that_cannot_be_kept_is_explained(person: Person, password: str, code: str) -> None:
    person.open("/register")
    person.page.locator("form[action='/auth/register']").evaluate("form => form.noValidate = true")
    person.register(password)

    assert person.path == "/register"
    expect(person.page.locator("form[action='/auth/register']")).to_contain_text(person.words(f"errors.{code}.title"))
    expect(person.page.locator("#register-email")).to_have_value(person.email)


def test_wrong_passwords_and_unknown_people_are_told_the_same(make_person: PersonMaker) -> None:
    known, unknown = make_person(), make_person()
    known.register()
    known.sign_out()
    known.sign_in("not my password")
    unknown.sign_in(PASSWORD)
    said = [person.page.locator("form[action='/auth/login'] .refused").inner_text() for person in (known, unknown)]

    assert said[0] == said[1]
    assert re.search(r"\S", said[0])
