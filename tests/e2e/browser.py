"""A real Chromium, and everything it complained about or asked of another host."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Nothing but the page under test: no updates, no start-up look-ups. Root needs --no-sandbox.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def find_chromium() -> str:
    """The browser of this machine. Raises AssertionError with the remedy."""
    chosen = os.environ.get("MEDAPP_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert chosen, "no Chromium: apt-get install chromium, or set MEDAPP_CHROMIUM to a Chrome's path; .ci/run does it"
    return chosen


@contextmanager
def open_browser() -> Iterator[Browser]:
    """One browser process; each person gets a window of their own in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Window:
    """One person's browser window with its own cookies. `complaints` and `foreign` should stay empty."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    navigations: list[str] = field(default_factory=list)


def open_window(
    browser: Browser, url: str, *, language: str = "en-US", phone: bool = False, dark: bool = False
) -> Window:
    """A fresh window on the product at `url`."""
    context = browser.new_context(
        base_url=url,
        locale=language,
        timezone_id="Europe/Moscow",
        viewport=PHONE if phone else DESKTOP,
        device_scale_factor=2 if phone else 1,
        has_touch=phone,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    window = Window(context, context.new_page())
    own = urlsplit(url).netloc

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            window.complaints.append(f"{urlsplit(window.page.url).path}: {message.text}")

    def asked(request: Request) -> None:
        asked_of = urlsplit(request.url)
        if asked_of.scheme in ("http", "https", "ws", "wss") and asked_of.netloc != own:
            window.foreign.append(request.url)
        if request.is_navigation_request() and request.frame == window.page.main_frame:
            window.navigations.append(request.url)

    window.page.on("console", heard)
    window.page.on("pageerror", lambda error: window.complaints.append(f"{urlsplit(window.page.url).path}: {error}"))
    context.on("request", asked)
    return window
