"""Somebody comes by: a sample in one click, their language, a phone, a keyboard."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PersonMaker
from tests.e2e.person import Person

OPEN_PAGES = ("/", "/signin", "/register", "/help", "/about", "/consent")
SAMPLE_WITHIN_S = 10


def test_the_sample_is_read_after_one_click_without_an_account(person: Person) -> None:
    person.open("/")
    started = time.monotonic()
    person.try_sample()
    person.wait_for_result()

    assert time.monotonic() - started < SAMPLE_WITHIN_S
    expect(person.page.locator(".sample")).to_contain_text(person.words("result.sample_tag"))
    expect(person.page.locator(".report-hero .big")).to_have_text(re.compile(r"^\d{1,3}$"))
    assert person.page.locator("[role=img][aria-label]").count() >= 10


def test_a_guest_is_asked_for_an_account_before_uploading(person: Person) -> None:
    person.open("/")
    person.try_sample()
    person.wait_for_result()

    person.open("/upload")

    assert person.path in ("/signin", "/register")


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("ru", "ru")])
def test_the_browser_s_language_is_spoken(make_person: PersonMaker, language: str, tag: str) -> None:
    visitor = make_person(language)
    visitor.open("/")

    assert visitor.page.locator("html").get_attribute("lang") == tag
    expect(visitor.heading()).to_contain_text(visitor.words("home.heading"))


def test_the_switch_changes_the_language_and_stays(make_person: PersonMaker) -> None:
    visitor = make_person("en")
    visitor.open("/help")
    visitor.page.locator("header button[lang=ru]:visible").click()
    visitor.settle()
    visitor.language = "ru"

    assert visitor.path == "/help"
    assert visitor.page.locator("html").get_attribute("lang") == "ru"
    visitor.open("/")
    expect(visitor.heading()).to_contain_text(visitor.words("home.heading"))


def test_a_sample_is_shown_in_russian(make_person: PersonMaker) -> None:
    visitor = make_person("ru")
    visitor.open("/")
    visitor.try_sample()
    visitor.wait_for_result()

    assert re.search("[а-яё]", visitor.page.locator(".take").inner_text())
    expect(visitor.page.locator(".sample")).to_contain_text(visitor.words("result.sample_tag"))


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_no_open_page_scrolls_sideways_on_a_phone(make_person: PersonMaker, path: str) -> None:
    visitor = make_person(phone=True)
    visitor.open(path)

    assert sideways(visitor) <= 0


def test_a_result_fits_a_phone(make_person: PersonMaker) -> None:
    visitor = make_person("ru", phone=True)
    visitor.open("/")
    visitor.try_sample()
    visitor.wait_for_result()

    assert sideways(visitor) <= 0


def sideways(visitor: Person) -> int:
    """Pixels by which the page is wider than the window."""
    width: int = visitor.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return width


def test_the_whole_first_visit_works_by_keyboard(person: Person) -> None:
    """The skip link comes first; the sample button is reached by Tab, shows its focus, and Enter starts it."""
    person.open("/")
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("document.activeElement.className") == "skip"
    for _ in range(40):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("document.activeElement.id") == "try-sample":
            break
    assert person.page.evaluate("document.activeElement.id") == "try-sample"
    outline = person.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    person.page.keyboard.press("Enter")
    person.wait_for_result()


@pytest.mark.complains
def test_an_unknown_address_says_so_and_leads_home(person: Person) -> None:
    answer = person.page.goto("/no-such-page")
    person.settle()

    assert answer
    assert answer.status == 404
    expect(person.page.locator("main a[href='/']").first).to_be_visible()
