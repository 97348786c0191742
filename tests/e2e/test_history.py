"""Coming back: a marker over the years, two dates side by side, a report that was somebody else's."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import papers
from tests.e2e.conftest import PersonMaker
from tests.e2e.person import Person

WIDE_TABLE = (
    "Test,Units,Reference range,12.03.2025,03.12.2025,02.06.2026,14.11.2026\n"
    "Hemoglobin,g/L,117 - 155,122,119,117,113\n"
    "Glucose,mmol/L,4.1 - 5.9,5.1,5.3,5.0,5.2\n"
    "C-reactive protein,mg/L,< 5,< 0.5,1.2,< 0.5,0.8\n"
)


def send(person: Person, folder: Path, name: str, content: bytes) -> str:
    """Upload a file and wait for its result; the address."""
    path = folder / name
    path.write_bytes(content)
    person.open("/upload")
    person.choose_files(path)
    return person.wait_for_result()


def paper(hemoglobin: str, day: date) -> bytes:
    rows = [("Hemoglobin", hemoglobin, "g/L", "117 - 155"), *papers.ROWS[1:]]
    return papers.typeset(rows, f"No. {day:%y%m%d}", collected=day)


def two_reports(person: Person, folder: Path) -> tuple[str, str]:
    earlier = send(person, folder, "june.pdf", paper("117", date(2026, 6, 2)))
    return earlier, send(person, folder, "november.pdf", paper("113", date(2026, 11, 14)))


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def test_two_dates_are_compared_in_three_clicks_and_back_leads_back(member: Person, tmp_path: Path) -> None:
    two_reports(member, tmp_path)
    member.open("/history")
    page = member.page
    boxes = page.locator(".lst input[type=checkbox]")
    expect(boxes).to_have_count(2)
    loaded = len(member.window.navigations)

    for box in boxes.all():
        box.click()
        expect(box).to_be_checked()
    page.locator(".picks-bar a.btn").click()

    row = page.locator(".cmp tbody tr", has_text="Haemoglobin")
    expect(row).to_contain_text("117")
    expect(row).to_contain_text("113")
    expect(row).to_contain_text("−3.4\u00a0%")
    expect(row).to_contain_text(member.words("compare.usual"))
    assert len(member.window.navigations) == loaded, "the page was loaded anew"
    page.go_back()
    expect(page.locator(".lst input:checked")).to_have_count(2)
    page.go_forward()
    page.reload()
    expect(row).to_contain_text("−3.4\u00a0%")


def test_a_guest_with_the_sample_finds_a_history_that_waits(person: Person) -> None:
    person.open("/")
    person.try_sample()
    person.wait_for_result()
    person.open("/history")
    expect(person.page.locator(".empty h2")).to_contain_text(person.words("trends.empty_heading"))
    expect(person.page.locator(".empty a.btn")).to_contain_text(person.words("trends.empty_account"))
    expect(person.page.locator(".lst tbody tr")).to_have_count(1)


def test_a_marker_has_an_address_that_can_be_kept(member: Person, tmp_path: Path) -> None:
    two_reports(member, tmp_path)
    member.open("/history")
    page = member.page
    page.fill("#find-marker", "сахар")
    expect(page.locator(".ml a")).to_have_count(1)
    page.locator(".ml a").click()
    expect(page.locator("#chart h2")).to_have_text(re.compile("Glucose"))
    assert "marker=glucose" in page.url

    page.reload()
    expect(page.locator("#chart h2")).to_have_text(re.compile("Glucose"))
    expect(page.locator(".points tbody tr")).to_have_count(2)
    expect(page.locator(".chart .wide svg[role=img]")).to_be_visible()


def test_a_point_of_the_chart_tells_its_words_to_the_keyboard_and_leads_to_its_report(
    member: Person, tmp_path: Path
) -> None:
    earlier, _ = two_reports(member, tmp_path)
    member.open("/history?marker=hemoglobin")
    point = member.page.locator(".chart .wide .spots a").first
    member.page.locator("#find-marker").focus()
    point.focus()
    expect(point).to_have_attribute("aria-label", re.compile("2 Jun 2026, 117"))
    point.press("Enter")
    member.page.wait_for_url(re.compile(earlier))


def test_a_row_of_a_result_leads_to_the_markers_history(member: Person, tmp_path: Path) -> None:
    two_reports(member, tmp_path)
    row = member.page.locator("#all .row", has_text="Haemoglobin").first
    expect(row).to_contain_text("−4\u00a0g/L")
    expect(row.locator(".spark")).to_be_visible()
    row.locator(".nm a").click()
    expect(member.page.locator("#chart h2")).to_have_text(re.compile("Haemoglobin"))


def test_a_table_over_several_dates_becomes_a_history(member: Person, tmp_path: Path) -> None:
    send(member, tmp_path, "years.csv", WIDE_TABLE.encode())
    member.open("/history?marker=hemoglobin")
    expect(member.page.locator(".points tbody tr")).to_have_count(4)
    expect(member.page.locator(".lst .dt")).to_contain_text("12 Mar 2025 – 14 Nov 2026")
    expect(member.page.locator(".verdicts")).to_contain_text("3 steps down in a row")


def test_a_report_of_somebody_else_is_noticed_and_moved(member: Person, tmp_path: Path) -> None:
    """The account's person is a man of 60; the report is of a woman of 47, who has a profile too."""
    page = member.page
    for label, sex, born in (("Ann", "female", "1979-03-12"), ("", "male", "1966-01-01")):
        member.open("/account")
        people = page.locator("#people")
        if label:
            people.get_by_role("button", name=member.words("people.add")).click()
            page.fill("#somebody-label", label)
        else:
            people.get_by_role("button", name=member.words("people.edit")).first.click()
        page.select_option("#somebody-sex", sex)
        page.fill("#somebody-birth_date", born)
        people.get_by_role("button", name=member.words("people.save"), exact=True).click()
        expect(people.locator(".st.in")).to_be_visible()

    result = send(member, tmp_path, "hers.pdf", paper("113", date(2026, 11, 14)))
    notice = page.locator(".other-person")
    expect(notice).to_contain_text(member.words("people.differs_sex"))
    notice.get_by_role("button", name=member.words("people.move_to", name="Ann")).click()

    expect(notice).to_have_count(0)
    expect(page.locator(".whose summary")).to_contain_text("Ann")
    member.open("/history")
    expect(page.locator(".lst tbody tr")).to_have_count(0)
    page.locator(".people a", has_text="Ann").click()
    expect(page.locator(f".lst a[href='{result}']")).to_be_visible()


def test_somebody_without_reports_is_removed_and_brought_back(member: Person) -> None:
    page = member.page
    member.open("/account")
    people = page.locator("#people")
    people.get_by_role("button", name=member.words("people.add")).click()
    page.fill("#somebody-label", "Ann")
    people.get_by_role("button", name=member.words("people.save"), exact=True).click()
    expect(people.locator("li")).to_have_count(2)
    people.get_by_role("button", name=member.words("people.remove")).click()
    expect(people.locator("li")).to_have_count(1)
    people.get_by_role("button", name=member.words("people.undo")).click()
    expect(people.locator("li")).to_have_count(2)


def test_a_note_and_fasting_are_asked_once_and_stand_in_the_history(member: Person, tmp_path: Path) -> None:
    send(member, tmp_path, "a.pdf", paper("120", date(2026, 6, 2)))
    page = member.page
    page.locator(".ask-fasting button").first.click()
    expect(page.locator(".ask-fasting")).to_have_count(0)
    page.locator(".ctx summary").click()
    page.fill(".ctx textarea", "after the flu")
    page.locator(".ctx form button").click()
    expect(page.locator(".ctx .said")).to_have_text("after the flu")
    member.open("/history?marker=glucose")
    expect(page.locator(".points .context")).to_have_text("fasting · after the flu")
    expect(page.locator(".lst .context")).to_have_text("fasting · after the flu")


@pytest.mark.parametrize("path", ["/history?marker=hemoglobin", "/compare"])
def test_nothing_scrolls_sideways_on_a_phone(make_person: PersonMaker, tmp_path: Path, path: str) -> None:
    owner = make_person("ru", phone=True)
    owner.register()
    two_reports(owner, tmp_path)
    owner.open(path)
    expect(owner.page.locator("tbody tr").first).to_be_visible()
    assert sideways(owner.page) <= 0
