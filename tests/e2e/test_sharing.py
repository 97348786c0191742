"""Send it to a doctor: the sheet of paper, and a link opened without an account until it is taken back."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document
from tests.e2e import papers
from tests.e2e.conftest import PersonMaker
from tests.e2e.person import Person
from tests.reading.test_ten_lines import LINES


def test_a_doctor_opens_the_link_until_it_is_taken_back(make_person: PersonMaker, tmp_path: Path) -> None:
    owner, doctor = make_person("ru"), make_person("en", phone=True)
    owner.register()
    owner.choose_files(papers.report(tmp_path))
    result = owner.wait_for_result()
    owner.page.fill("#link-label", "Терапевт")
    owner.page.fill("#link-name", "Анна С.")
    owner.page.locator("#share form button", has_text=owner.words("share.create")).click()
    link = owner.page.locator("#made-link").input_value()

    doctor.page.goto(link)
    expect(doctor.page.locator(".report-hero")).to_be_visible()
    expect(doctor.page.locator(".sample")).to_contain_text("Анна С.")
    assert doctor.page.locator("text=Терапевт").count() == 0
    assert doctor.page.locator("#share, .forget").count() == 0
    paper = doctor.page.request.get(str(doctor.page.locator("a[download]").first.get_attribute("href")))
    assert len(parse(read_document(paper.body(), "paper.pdf")).measurements) >= 3

    owner.open(result)
    row = owner.page.locator(".shared-links li", has_text="Терапевт")
    expect(row.locator("summary")).to_be_visible()
    row.locator("button", has_text=owner.words("share.revoke")).click()
    expect(row).to_contain_text(re.compile("отозвана"))
    doctor.page.goto(link)
    expect(doctor.heading()).to_have_text(doctor.words("errors.shared_link_revoked.title"))
    assert doctor.page.locator(".report-hero").count() == 0


def test_the_paper_with_a_name_says_what_the_page_says(member: Person, tmp_path: Path) -> None:
    member.choose_files(papers.report(tmp_path))
    result = member.wait_for_result()
    on_page = json.loads(member.page.request.get(f"/api{result}").text())["measurements"]
    member.page.fill("#paper-name", "Anna S.")
    with member.page.expect_download() as download:
        member.page.locator("#share form button", has_text=member.words("result.pdf")).click()
    back = parse(read_document(Path(download.value.path()).read_bytes(), "paper.pdf"))

    assert sorted((m.analyte or "", m.value or 0) for m in back.measurements) == sorted(
        (row["analyte"] or "", row["value"] or 0) for row in on_page
    )


def test_pasted_lines_are_read_as_printed(make_person: PersonMaker) -> None:
    owner = make_person("ru")
    owner.register()
    owner.page.locator("#paste summary").click()
    owner.page.fill("#paste-text", "\n".join(line for line, *_ in LINES))
    owner.page.locator("#paste button[type=submit]").click()
    result = owner.wait_for_result()
    read = json.loads(owner.page.request.get(f"/api{result}").text())["measurements"]

    assert [(row["analyte"], row["value_as_printed"], row["ref_low"], row["ref_high"]) for row in read] == [
        (analyte, value, low, high) for _, analyte, value, _, low, high, _ in LINES
    ]


def test_typed_rows_become_a_result_and_a_slip_is_named(member: Person) -> None:
    page = member.page
    page.locator("#type summary").click()
    page.fill("[name=marker-1]", "Haemoglobin")
    page.fill("[name=value-1]", "13,400")
    page.locator("#type button[type=submit]").click()
    expect(page.locator("#type .fld .err")).to_contain_text(member.words("by_hand.wrong_value", row=1))
    page.fill("[name=value-1]", "13.4")
    page.select_option("[name=unit-1]", "g/dL")
    page.fill("[name=ref_low-1]", "11.7")
    page.fill("[name=ref_high-1]", "15.5")
    page.locator("#type button[type=submit]").click()
    result = member.wait_for_result()
    (row,) = json.loads(page.request.get(f"/api{result}").text())["measurements"]

    assert (row["analyte"], row["value"], row["ref_low"], row["rating"]["state"]) == (
        "hemoglobin",
        134,
        11.7,
        "in_range",
    )


def test_news_of_a_result_finds_its_owner_on_another_page(member: Person, tmp_path: Path) -> None:
    member.open("/help")
    report = papers.report(tmp_path)
    member.page.request.post(
        "/api/uploads",
        multipart={"file": {"name": report.name, "mimeType": "application/pdf", "buffer": report.read_bytes()}},
        headers={"Origin": re.sub(r"(https?://[^/]+).*", r"\1", member.page.url)},
    )
    news = member.page.locator(".news")
    expect(news).to_contain_text(member.words("notices.ready"), timeout=30_000)
    news.locator("a").click()
    member.wait_for_result()
    member.open("/help")
    expect(member.page.locator(".news > div")).to_have_count(0)


@pytest.mark.complains
def test_a_link_of_nobody_shows_nothing(person: Person) -> None:
    person.page.goto("/shared/" + "x" * 43)
    expect(person.heading()).to_have_text(person.words("errors.not_found.title"))
