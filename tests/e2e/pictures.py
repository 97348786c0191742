"""`python -m tests.e2e.pictures [STOP …]`: pictures of every page for docs/pictures/pages, one sheet a page.

A sheet shows the page on a desktop and on a phone, in Russian and English, by day and by night. Without names the parts
that docs/design-system.md explains are taken too, in Russian, by day and by night.
"""

import io
import itertools
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import Browser, Page

from deploy.frontend import build_if_needed
from deploy.places import ROOT
from tests.e2e.browser import open_browser, open_window
from tests.e2e.person import Person
from tests.e2e.product import Product
from tests.e2e.tour import STOPS, Scenery, Stop

PICTURES = ROOT / "docs" / "pictures"
# Part -> the stop it is seen at, and where on the page.
PARTS: dict[str, tuple[str, str]] = {
    "line": ("result", ".att"),
    "states": ("result", ".key"),
    "critical": ("result-critical", ".alarm"),
    "empty": ("history-empty", ".empty"),
    "failed": ("job-failed", ".failed"),
}
LANGUAGES = {"ru": "ru-RU", "en": "en-US"}
THEMES = ("light", "dark")
WIDTHS = {"desktop": 480, "phone": 240}  # of a picture on the sheet, pixels
LONGEST = 2600
GAP = 16
GROUND = "#8b9691"


def main(names: list[str]) -> int:
    """Make the sheets of the named stops, or all; 2 when a name is not on the tour."""
    chosen = [stop for stop in STOPS if not names or stop.name in names]
    if len(chosen) < len(names):
        print(f"the tour stops at: {', '.join(stop.name for stop in STOPS)}", file=sys.stderr)
        return 2
    build_if_needed()
    product = Product()
    try:
        product.start()
        scenery = Scenery(product).build()
        with open_browser() as browser:
            for stop in chosen:
                sheet = lay_out([take(browser, scenery, stop, *view) for view in views()])
                _keep(sheet, "pages", stop.name)
            for part in () if names else PARTS:
                _keep(lay_out([take_part(browser, scenery, part, theme) for theme in THEMES]), "design", part)
    finally:
        product.remove()
    return 0


def views() -> list[tuple[str, str, str]]:
    """Size, language, theme of each picture on a sheet, from left to right."""
    return list(itertools.product(WIDTHS, LANGUAGES, THEMES))


def take(browser: Browser, scenery: Scenery, stop: Stop, size: str, language: str, theme: str) -> Image.Image:
    """The whole page as this reader sees it, scaled for the sheet."""
    with _visit(browser, scenery, stop, size, language, theme) as page:
        picture = _picture(page.screenshot(full_page=True))
    width = WIDTHS[size]
    scaled = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    return scaled.crop((0, 0, width, min(scaled.height, LONGEST)))


def take_part(browser: Browser, scenery: Scenery, part: str, theme: str) -> Image.Image:
    """One part of a page on a desktop, in its own size."""
    name, selector = PARTS[part]
    stop = next(stop for stop in STOPS if stop.name == name)
    with _visit(browser, scenery, stop, "desktop", "ru", theme) as page:
        return _picture(page.locator(selector).first.screenshot())


@contextmanager
def _visit(browser: Browser, scenery: Scenery, stop: Stop, size: str, language: str, theme: str) -> Iterator[Page]:
    window = open_window(
        browser, scenery.product.url, language=LANGUAGES[language], phone=size == "phone", dark=theme == "dark"
    )
    try:
        scenery.sign_in(stop.who, window.context)
        visitor = Person(window, language)
        visitor.open(stop.address(scenery))
        visitor.page.wait_for_timeout(400)  # fonts and the one animation are at rest
        yield visitor.page
    finally:
        window.context.close()


def _picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def _keep(sheet: Image.Image, folder: str, name: str) -> None:
    path = PICTURES / folder / f"{name}.webp"
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path, quality=72, method=6)
    print(f"{folder}/{name}: {path.stat().st_size // 1000} kB", flush=True)


def lay_out(pictures: list[Image.Image]) -> Image.Image:
    """The pictures side by side, their heads in one line."""
    width = sum(picture.width + GAP for picture in pictures) + GAP
    sheet = Image.new("RGB", (width, max(picture.height for picture in pictures) + 2 * GAP), GROUND)
    x = GAP
    for picture in pictures:
        sheet.paste(picture, (x, GAP))
        x += picture.width + GAP
    return sheet


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
