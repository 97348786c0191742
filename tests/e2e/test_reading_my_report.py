"""The main job: register, upload a report, watch it being read, see the result, come back later."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import papers
from tests.e2e.conftest import PersonMaker
from tests.e2e.person import PASSWORD, Person


def test_register_upload_watch_read_sign_out_and_find_it_again(person: Person, tmp_path: Path) -> None:
    person.register()
    assert person.path == "/upload"
    person.choose_files(papers.report(tmp_path))
    person.page.wait_for_url(re.compile("/(jobs|results)/"))
    loaded = len(person.window.navigations)
    result = person.wait_for_result()
    assert len(person.window.navigations) == loaded, "the page was loaded anew; it should have been told"
    score = person.page.locator(".report-hero .big").inner_text()
    takeaway = person.page.locator(".take").inner_text()
    assert person.page.locator("text=Hemoglobin").count() or person.page.locator("text=Haemoglobin").count()

    person.sign_out()
    person.open(result)
    assert person.path == "/signin"
    person.sign_in()

    assert person.path == result
    expect(person.page.locator(".report-hero .big")).to_have_text(score)
    expect(person.page.locator(".take")).to_have_text(takeaway)
    person.open("/history")
    person.page.locator(f"a[href='{result}']").first.click()
    person.wait_for_result()


def test_several_files_at_once_each_find_their_own_end(member: Person, tmp_path: Path) -> None:
    good = [papers.report(tmp_path, number) for number in (1, 2, 3)]
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(papers.letter())

    member.choose_files(*good, letter)

    expect(member.page.locator(".sent li")).to_have_count(4)
    expect(member.page.locator(".sent a[href^='/results/']")).to_have_count(3, timeout=30_000)
    row = member.page.locator(".sent li", has_text="letter.pdf")
    expect(row).to_contain_text(member.words("errors.no_results_found.title"), timeout=30_000)


def test_the_same_file_again_leads_to_the_result_it_had(member: Person, tmp_path: Path) -> None:
    paper = papers.report(tmp_path)
    member.choose_files(paper)
    first = member.wait_for_result()

    member.open("/upload")
    member.choose_files(paper)

    expect(member.page.locator(f".sent a[href='{first}']")).to_be_visible()


def test_a_second_report_leads_to_its_own_result(member: Person, tmp_path: Path) -> None:
    member.choose_files(papers.report(tmp_path, 1))
    first = member.wait_for_result()

    member.open("/upload")
    member.choose_files(papers.report(tmp_path, 2))
    member.page.wait_for_url(re.compile("/jobs/"))

    assert member.wait_for_result() != first


def test_a_dropped_file_is_taken_like_a_chosen_one(member: Person, tmp_path: Path) -> None:
    content = papers.report(tmp_path).read_bytes()
    data = member.page.evaluate_handle(
        """([name, bytes]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], name, {type: 'application/pdf'}));
            return transfer;
        }""",
        ["dropped.pdf", list(content)],
    )
    member.page.dispatch_event("#reports", "drop", {"dataTransfer": data})
    member.wait_for_result()


def test_a_result_can_be_taken_home(member: Person, tmp_path: Path) -> None:
    member.choose_files(papers.report(tmp_path))
    result = member.wait_for_result()
    answer = member.page.request.get(f"/api{result}?format=csv")

    assert answer.ok
    assert "134" in answer.text() or "121" in answer.text()


def test_two_windows_of_one_person_are_both_told(make_person: PersonMaker, tmp_path: Path) -> None:
    first = make_person()
    first.register()
    second = make_person()
    second.email = first.email
    second.sign_in(PASSWORD)
    second.open("/history")

    first.choose_files(papers.report(tmp_path))
    first.wait_for_result()

    expect(second.page.locator("a[href^='/results/']").first).to_be_visible()


@pytest.mark.parametrize("path", ["/upload", "/history", "/account"])
def test_no_page_of_an_account_scrolls_sideways_on_a_phone(make_person: PersonMaker, path: str) -> None:
    owner = make_person(phone=True)
    owner.register()
    owner.open(path)

    assert owner.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
