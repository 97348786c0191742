"""Every page, in both languages and themes, on desktop and phone: axe finds nothing and nothing runs off the side."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.browser import DESKTOP, PHONE, open_window
from tests.e2e.person import Person
from tests.e2e.product import Product
from tests.e2e.tour import STOPS, Scenery, Stop

LOCALES = {"en": "en-US", "ru": "ru-RU"}
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
# All rules twice; a theme can only change colours, so the two other combinations ask for those alone.
VIEWS = (
    ("desktop", DESKTOP, "light", EVERYTHING),
    ("desktop", DESKTOP, "dark", COLOURS),
    ("phone", PHONE, "light", COLOURS),
    ("phone", PHONE, "dark", EVERYTHING),
)


@pytest.fixture(scope="module")
def scenery(product: Product) -> Iterator[Scenery]:
    yield Scenery(product).build()


@pytest.mark.complains  # the pages that refuse answer 404 and 403
@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
def test_everybody_can_use_this_page(browser: Browser, scenery: Scenery, stop: Stop, language: str) -> None:
    window = open_window(browser, scenery.product.url, language=LOCALES[language])
    try:
        scenery.sign_in(stop.who, window.context)
        visitor = Person(window, language)
        visitor.open(stop.address(scenery))
        assert visitor.page.locator("html").get_attribute("lang") == language
        found: list[str] = []
        for width, size, theme, rules in VIEWS:
            visitor.page.set_viewport_size(size)
            visitor.page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
            found += [f"{width}, {theme}: {line}" for line in violations(visitor.page, rules)]
            wider = visitor.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            found += [f"{width}: {wider} px wider than the window"] if wider > 0 else []
        assert not found, "\n".join(found)
        assert not window.foreign, f"asked another host: {window.foreign}"
    finally:
        window.context.close()


def violations(page: Page, rules: list[str]) -> list[str]:
    """Each broken rule with the first elements that break it."""
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    broken = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: " + "; ".join(node["html"][:160] for node in rule["nodes"][:3]) for rule in broken]
