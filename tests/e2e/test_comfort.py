"""Nothing jumps while a report is read, the browser's back works, and every address can be reloaded and shared."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import PersonMaker
from tests.e2e.papers import many_pages
from tests.e2e.person import Person

# Cumulative layout shift as browsers count it: what moves by itself, without a click or a key just before.
WATCH_SHIFTS = """
window.__shifts = [];
const where = box => [box.x, box.y, box.width, box.height].map(Math.round).join(' ');
const told = moved => `${moved.node && (moved.node.className || moved.node.nodeName)} in ${location.pathname}: ` +
  `${where(moved.previousRect)} -> ${where(moved.currentRect)}`;
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  if (!entry.hadRecentInput) window.__shifts.push([entry.value, entry.sources.map(told)]);
})).observe({type: 'layout-shift', buffered: true});
"""
GOOD_SHIFT = 0.1  # web.dev, "Cumulative Layout Shift": good up to 0.1


def shifts(person: Person) -> list[tuple[float, list[str]]]:
    found: list[tuple[float, list[str]]] = person.page.evaluate("window.__shifts")
    return found


def test_nothing_jumps_while_a_report_is_read(make_person: PersonMaker, tmp_path: Path) -> None:
    make_person().register()  # a product's first account is its administrator, whose menu is longer
    member = make_person()
    member.register()
    member.page.add_init_script(WATCH_SHIFTS)
    member.open("/upload")
    paper = tmp_path / "long.pdf"
    paper.write_bytes(many_pages(12, "comfort"))
    member.choose_files(paper)
    member.wait_for_result()
    member.page.wait_for_timeout(800)

    moved = shifts(member)
    assert sum(value for value, _ in moved) < GOOD_SHIFT, "\n".join(map(str, moved))


def test_an_open_result_does_not_jump(member: Person) -> None:
    member.page.add_init_script(WATCH_SHIFTS)
    member.open("/")
    member.try_sample()
    member.wait_for_result()
    member.page.reload()
    member.settle()
    expect(member.page.locator(".report-hero")).to_be_visible()
    member.page.wait_for_timeout(800)

    moved = shifts(member)
    assert sum(value for value, _ in moved) < GOOD_SHIFT, "\n".join(map(str, moved))


def test_back_and_reload_keep_the_place(member: Person) -> None:
    member.open("/")
    member.try_sample()
    result = member.wait_for_result()
    member.open("/history")
    member.page.locator("main a[href*='/results/']").first.click()
    expect(member.page.locator(".report-hero")).to_be_visible()

    member.page.go_back()
    expect(member.heading()).to_have_text(re.compile(member.words("history.heading")))
    member.page.go_forward()
    expect(member.page.locator(".report-hero")).to_be_visible()
    assert member.path == result
    member.page.reload()
    expect(member.page.locator(".report-hero")).to_be_visible()
