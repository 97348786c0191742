"""A product for each week's scenarios, like `make demo`, and one browser for all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.browser import open_browser
from tests.e2e.product import Product


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    running = Product()
    running.start()
    yield running
    running.remove()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened
