"""A product for each week's scenarios, like `make demo`."""

from collections.abc import Iterator

import pytest

from tests.e2e.product import Product


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    running = Product()
    running.start()
    yield running
    running.remove()
