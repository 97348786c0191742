"""One built product and one browser for the whole session; a fresh window for each person of a story."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.browser import Window, open_window
from tests.e2e.person import Person
from tests.e2e.product import Product

PersonMaker = Callable[..., Person]


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    running = Product()
    running.start()
    yield running
    running.remove()


@pytest.fixture
def make_person(
    product: Product, browser: Browser, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[PersonMaker]:
    """Makes people with windows of their own. Afterwards no page may have complained or asked another host.

    A test that provokes an answer such as 404 says so by the mark `complains`.
    """
    windows: list[Window] = []

    def make(language: str = "en", **options: Any) -> Person:
        window = open_window(browser, product.url, language={"en": "en-US", "ru": "ru-RU"}[language], **options)
        windows.append(window)
        return Person(window, language)

    yield make
    complaints = [line for window in windows for line in window.complaints]
    foreign = [url for window in windows for url in window.foreign]
    for window in windows:
        window.context.close()
    assert not foreign, f"asked another host: {foreign}"
    if not request.node.get_closest_marker("complains"):
        assert not complaints, f"the console complained: {complaints}"


@pytest.fixture
def person(make_person: PersonMaker) -> Person:
    return make_person()


@pytest.fixture
def member(person: Person) -> Person:
    """Somebody with a new account, signed in."""
    person.register()
    return person
