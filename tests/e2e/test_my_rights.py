"""What is mine: delete and change my mind, a receipt, the end of the account, a second step at the door, units."""

import base64
import json
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from medapp.domain import totp
from tests.e2e import papers
from tests.e2e.conftest import PersonMaker
from tests.e2e.person import PASSWORD, Person
from tests.e2e.product import Product, wait_until


def read_one(person: Person, folder: Path) -> str:
    """The address of a result that was just read."""
    person.choose_files(papers.report(folder))
    return person.wait_for_result()


def delete_it(person: Person) -> None:
    person.page.locator(".forget button").click()
    person.page.wait_for_url(re.compile("/history"))
    expect(person.page.locator(".takeback")).to_contain_text(person.words("undo.text"))


def test_a_deleted_report_comes_back_from_another_page_by_keyboard_alone(member: Person, tmp_path: Path) -> None:
    result = read_one(member, tmp_path)
    delete_it(member)
    expect(member.page.locator(f"a[href='{result}']")).to_have_count(0)

    member.open("/help")
    expect(member.page.locator(".takeback button")).to_be_visible()
    member.page.locator("main").focus()
    member.page.keyboard.press("Tab")
    expect(member.page.locator(".takeback button")).to_be_focused()
    member.page.keyboard.press("Enter")

    member.page.wait_for_url(re.compile(re.escape(result)))
    expect(member.page.locator(".report-hero")).to_be_visible()


@pytest.mark.complains  # the erased result answers 404
def test_after_ten_seconds_a_receipt_is_left(make_person: PersonMaker, product: Product, tmp_path: Path) -> None:
    anna = make_person("ru", phone=True)
    anna.register()
    result = read_one(anna, tmp_path)
    delete_it(anna)
    gone = "SELECT count(*) FROM receipts JOIN users ON users.id = user_id WHERE email = ?"
    wait_until(lambda: product.ask(gone, anna.email) == [(1,)], 40, "the report is erased")

    expect(anna.page.locator(".takeback")).to_be_hidden()
    anna.open("/account/data")
    anna.page.locator("#receipts a").click()
    expect(anna.heading()).to_contain_text(anna.words("act.heading"))
    with anna.page.expect_download() as download:
        anna.page.locator(".act a[download]").click()
    act = json.loads(Path(download.value.path()).read_text())
    assert act["counts"]["files"] == 1
    assert [row["act"] for row in act["log_extract"]][-2:] == ["report_deleted", "report_erased"]
    anna.open(result)
    expect(anna.page.locator(".report-hero")).to_have_count(0)


def test_everything_is_deleted_at_once_and_only_the_receipt_is_left(
    member: Person, product: Product, tmp_path: Path
) -> None:
    read_one(member, tmp_path)
    member.open("/account/data")
    member.page.locator("#delete summary").click()
    member.page.fill("#erase-password", "not the password")
    member.page.locator("#delete button[type=submit]").click()
    expect(member.page.locator("#delete [role=status]")).to_have_text(member.words("account.wrong_password"))

    member.page.fill("#erase-password", PASSWORD)
    member.page.locator("#delete button[type=submit]").click()

    expect(member.heading()).to_contain_text(member.words("account.erased"))
    link = member.page.locator(".act a[download]").get_attribute("href") or ""
    act = json.loads(base64.b64decode(link.split("base64,")[1]))
    assert (act["email"], act["counts"]["accounts"], act["counts"]["results"]) == (member.email, 1, 1)
    assert product.ask("SELECT count(*) FROM users WHERE email = ?", member.email) == [(0,)]
    member.open("/history")
    assert member.path == "/signin"


@pytest.mark.complains  # a refused code answers by the form again
def test_a_second_step_stands_at_the_door(member: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    member.open("/account/security")
    member.page.locator("#second_factor .btn").click()
    expect(member.page.locator(".qr")).to_be_visible()
    member.page.locator("#second_factor details summary").click()
    shown = member.page.locator(".secret").inner_text().replace(" ", "")
    secret = base64.b32decode(shown + "=" * (-len(shown) % 8))
    member.page.fill("#factor-code", now_code(member, secret))
    member.page.locator("#second_factor form button[type=submit]").click()
    expect(member.page.locator(".codes li")).to_have_count(10)
    recovery = member.page.locator(".codes li").first.inner_text()

    member.sign_out()
    member.sign_in()
    assert member.path == "/signin/code"
    member.page.fill("#door-code", "000000")
    member.page.locator("main form button[type=submit]").click()
    expect(member.page.locator("#door-code-error")).to_contain_text(member.words("errors.bad_second_factor.title"))
    member.page.fill("#door-code", recovery)
    member.page.locator("main form button[type=submit]").click()
    member.page.wait_for_url(re.compile("/upload"))


def now_code(person: Person, secret: bytes) -> str:
    """The code of this moment, by the clock of the browser."""
    return totp.code_at(secret, int(person.page.evaluate("Date.now()")) // 1000 // totp.STEP_S)


@pytest.mark.complains  # the refused upload answers 403
def test_without_the_consent_nothing_is_taken_in(make_person: PersonMaker, tmp_path: Path) -> None:
    anna = make_person("ru")
    anna.register()
    anna.open("/consent")
    anna.page.locator(".decide button").click()
    expect(anna.page.locator(".decide [role=status]")).to_contain_text("Отозвано")
    anna.open("/upload")
    anna.choose_files(papers.report(tmp_path))
    expect(anna.page.locator(".sent")).to_contain_text(anna.words("errors.consent_withdrawn.title"))

    anna.open("/account/data")
    expect(anna.page.locator("#consents .note")).to_be_visible()
    anna.page.locator("#consents li a").first.click()
    anna.page.locator(".decide .btn").click()
    expect(anna.page.locator(".decide [role=status]")).to_contain_text("Дано")
    anna.open("/upload")
    anna.choose_files(papers.report(tmp_path, 2))
    anna.wait_for_result()


def test_everything_is_taken_along_with_one_click(member: Person) -> None:
    member.open("/account/data")
    with member.page.expect_download() as download:
        member.page.locator("#export_heading a").click()
    with zipfile.ZipFile(download.value.path()) as bundle:
        assert "account.json" in bundle.namelist()
    assert member.path == "/account/data"


def test_units_change_an_old_result_at_once(member: Person, tmp_path: Path) -> None:
    result = read_one(member, tmp_path)
    member.open("/account/appearance")
    member.page.locator("#units .pick").nth(2).click()
    expect(member.page.locator("#units .pick").nth(2)).to_have_attribute("aria-pressed", "true")
    member.open(result)
    expect(member.page.locator(".row .nm .cap.n").first).to_contain_text("report:")
