"""Comparing the reading with the paper: by mouse in few clicks, by keyboard alone, and on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e import papers
from tests.e2e.conftest import PersonMaker
from tests.e2e.person import Person

# A lost point, a row without its unit, and a marker that nobody knows.
DOUBTFUL = (
    ("Hemoglobin", "1134", "g/L", "117 - 155"),
    *papers.ROWS[1:7],
    ("Urea", "5.2", "", "2.5 - 6.7"),
    ("Zeta marker", "12", "zu", "1 - 20"),
    *papers.ROWS[8:],
)


def open_review(person: Person, folder: Path) -> str:
    """A doubtful report, read, with its review open; the result's address."""
    paper = folder / "doubtful.pdf"
    paper.write_bytes(papers.typeset(DOUBTFUL))
    person.choose_files(paper)
    result = person.wait_for_result()
    person.page.locator(f"a[href='{result}/review']").first.click()
    expect(person.page.locator(".rt")).to_be_visible()
    return result


def row(person: Person, name: str) -> Locator:
    return person.page.locator("[data-row]", has_text=re.compile(name))


def value(person: Person, name: str) -> Locator:
    return row(person, name).locator("[data-about=value]")


def test_a_misread_decimal_is_put_right_in_four_clicks(member: Person, tmp_path: Path) -> None:
    page = member.page
    result = open_review(member, tmp_path)  # click 1: from the result to the review
    expect(page.locator(".rt .rw.d")).to_have_count(3)
    expect(page.locator(".paper-sheet img").first).to_have_js_property("naturalWidth", 1440, timeout=20_000)
    expect(page.locator(".bx[data-lit]")).to_have_count(1)

    row(member, "moglobin").locator(".answers button", has_text="113.4").click()  # click 2
    expect(page.locator(".rt .rw.d")).to_have_count(2)
    expect(page.locator(".saved")).to_contain_text(re.compile(r"\d\d?:\d\d"))
    page.get_by_role("button", name=member.words("review.show_result")).click()  # click 3

    member.wait_for_result()
    assert member.path == result
    expect(page.locator(".row", has_text="113.4").first).to_be_visible()


def test_nothing_is_lost_by_leaving_and_every_version_can_be_had_back(member: Person, tmp_path: Path) -> None:
    page = member.page
    open_review(member, tmp_path)
    value(member, "Glucose").fill("6,1")
    value(member, "Glucose").press("Tab")
    expect(page.locator("#changes summary")).to_be_visible()
    page.reload()
    expect(value(member, "Glucose")).to_have_value("6.1")

    page.locator("#changes summary").click()
    page.locator("#changes button").first.click()
    expect(value(member, "Glucose")).to_have_value("5.4")


def test_the_keyboard_alone_is_enough(member: Person, tmp_path: Path) -> None:
    page = member.page
    open_review(member, tmp_path)
    first = value(member, "moglobin")
    first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("113,4")
    page.keyboard.press("Enter")  # saves, and goes on to the next row
    expect(value(member, "Urea")).to_be_focused()
    expect(page.locator(".rt .rw.d")).to_have_count(2)

    page.keyboard.press("Enter")  # right as it is, and on
    expect(value(member, "Zeta")).to_be_focused()
    page.keyboard.type("99")
    page.keyboard.press("Escape")  # back to what was
    expect(value(member, "Zeta")).to_have_value("12")

    row(member, "Zeta").locator(".nmb").focus()
    page.keyboard.press("Delete")  # not a result
    expect(row(member, "Zeta")).to_have_count(0)
    page.locator("#undo").focus()
    page.keyboard.press("Enter")
    expect(row(member, "Zeta")).to_have_count(1)


def test_what_cannot_be_is_said_beside_the_row_and_not_saved(member: Person, tmp_path: Path) -> None:
    open_review(member, tmp_path)
    value(member, "Glucose").fill("5400")
    value(member, "Glucose").press("Tab")
    expect(row(member, "Glucose").locator("[role=alert]")).to_contain_text(
        member.words("errors.impossible_value.title")
    )
    expect(value(member, "Glucose")).to_have_value("5400")
    member.page.reload()
    expect(value(member, "Glucose")).to_have_value("5.4")


def test_an_unknown_row_is_bound_and_a_missed_one_added(member: Person, tmp_path: Path) -> None:
    page = member.page
    open_review(member, tmp_path)
    row(member, "Zeta").locator(".answers button").first.click()
    page.locator("#seek").fill("ferrit")
    page.locator(".hits button").first.click()
    expect(row(member, "Ferritin")).to_contain_text(member.words("review.question.unknown_unit", unit="zu"))

    page.locator("#add-row").click()
    page.locator("#seek").fill("магний")
    page.locator(".hits button").first.click()
    page.fill("#add-value", "0,85")
    page.locator(".adding button[type=submit]").click()
    expect(value(member, "Magnesium")).to_have_value("0.85")


def test_the_report_without_sex_and_age_is_scored_once_they_are_said(member: Person, tmp_path: Path) -> None:
    page = member.page
    table = tmp_path / "table.csv"
    lines = [f"{name},{number},{unit},{limits}" for name, number, unit, limits in papers.ROWS]
    table.write_text("Test,Result,Units,Reference range\n" + "\n".join(lines) + "\n", encoding="utf-8")
    member.choose_files(table)
    member.wait_for_result()
    expect(page.locator(".report-hero .big")).to_have_count(0)

    page.select_option("#facts-sex", "female")
    page.fill("#facts-birth_date", "1979-03-01")
    page.locator("#facts button[type=submit]").click()

    expect(page.locator(".report-hero .score")).to_be_visible()
    expect(page.locator("#facts")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_the_paper_stays_on_top_and_follows_the_row(
    make_person: PersonMaker, tmp_path: Path, dark: bool
) -> None:
    owner = make_person("ru", phone=True, dark=dark)
    owner.register()
    open_review(owner, tmp_path)
    page = owner.page
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    last = page.locator("[data-row]").last
    last.locator("[data-about=value]").focus()
    expect(page.locator(".pg")).to_be_in_viewport()
    expect(page.locator(".bx[data-lit]")).to_be_in_viewport()
    expect(last.locator("[data-about=value]")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.complains
def test_a_stranger_sees_neither_rows_nor_pages(make_person: PersonMaker, tmp_path: Path) -> None:
    owner, stranger = make_person(), make_person()
    owner.register()
    stranger.register()
    result = open_review(owner, tmp_path)
    stranger.open(f"{result}/review")
    expect(stranger.heading()).to_contain_text(stranger.words("errors.not_found.title"))
    assert stranger.page.request.get(f"/api{result}/pages/1").status == 404
