"""What a person does in the browser, in their words: register, upload, watch, read, come back."""

import re
import uuid
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, expect

from medapp.i18n import translate
from tests.e2e.browser import Window

PASSWORD = "four quiet words here"
READ_TIMEOUT_MS = 60_000


class Person:
    """One person in one window. `language` is the one their browser asks for."""

    def __init__(self, window: Window, language: str = "en") -> None:
        self.window = window
        self.page = window.page
        self.language = language
        self.email = f"{uuid.uuid4().hex[:12]}@example.org"

    def words(self, code: str, **values: object) -> str:
        """The product's words for a code, in this person's language."""
        return translate(self.language, code, **values)

    def open(self, path: str) -> None:
        """Go to an address and wait until the page is alive."""
        self.page.goto(path)
        self.settle()

    def settle(self) -> None:
        """Wait until the page is drawn and knows who is looking: its waiting bars have gone."""
        self.page.wait_for_load_state("load")
        expect(self.page.locator("main")).to_be_visible()
        expect(self.page.locator("main .waiting")).to_have_count(0)

    def register(self, password: str = PASSWORD, *, consent: bool = True) -> None:
        """Fill in the new-account form of the present or the register page."""
        if not self.page.locator("#register-email").is_visible():
            self.open("/register")
        self.page.fill("#register-email", self.email)
        self.page.fill("#register-password", password)
        if consent:
            self.page.check("#register-consent")
        self.page.locator("form[action='/auth/register'] button[type=submit]").click()
        self.settle()

    def sign_in(self, password: str = PASSWORD) -> None:
        if not self.page.locator("#login-email").is_visible():
            self.open("/signin")
        self.page.fill("#login-email", self.email)
        self.page.fill("#login-password", password)
        self.page.locator("form[action='/auth/login'] button[type=submit]").click()
        self.settle()

    def sign_out(self) -> None:
        self.open("/account")
        self.page.locator("form[action='/auth/logout'] button[type=submit]").click()
        self.page.wait_for_load_state("load")

    def try_sample(self) -> None:
        """The one click of the home page."""
        self.page.locator("#try-sample").click()

    def choose_files(self, *files: Path) -> None:
        """Choose files on the upload page."""
        if not re.search(r"/upload/?$", self.page.url):
            self.open("/upload")
        self.page.locator("#reports input[type=file]").set_input_files([str(file) for file in files])

    def wait_for_result(self) -> str:
        """Wait, without touching the page, until the result is shown; its address."""
        self.page.wait_for_url(re.compile(r"/results/[^/]+"), timeout=READ_TIMEOUT_MS)
        expect(self.page.locator(".report-hero")).to_be_visible(timeout=READ_TIMEOUT_MS)
        return self.path

    def wait_for_failure(self, code: str) -> None:
        """Wait until the job's page tells this error in words."""
        expect(self.page.locator(".failed h1")).to_have_text(
            self.words(f"errors.{code}.title"), timeout=READ_TIMEOUT_MS
        )

    @property
    def path(self) -> str:
        """Where the window is, without a closing slash."""
        return re.sub(r"^https?://[^/]+", "", self.page.url).split("?")[0].rstrip("/") or "/"

    def heading(self) -> Locator:
        return self.page.locator("main h1").first

    def refusals(self) -> Sequence[str]:
        """What the upload page says of each file sent."""
        return self.page.locator(".sent li").all_inner_texts()
