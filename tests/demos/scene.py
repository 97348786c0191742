"""What a scenario is, and the stage it is played on: a product of its own, people in windows, words and pictures."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Locator

from tests.e2e.browser import open_window
from tests.e2e.person import PASSWORD, Person
from tests.e2e.product import Product, wait_until

FINAL = ("done", "failed")
PAPER_QUALITY = 82


@dataclass(frozen=True)
class Scenario:
    """`kind` is "happy" or "failure"; `play` raises AssertionError when something is not as promised."""

    week: int
    name: str
    kind: str
    title: str
    play: Callable[["Scene"], None]


SCENARIOS: list[Scenario] = []


def scenario(week: int, kind: str, title: str) -> Callable[[Callable[["Scene"], None]], Callable[["Scene"], None]]:
    """Put the function below on the programme of a week."""

    def enlist(play: Callable[["Scene"], None]) -> Callable[["Scene"], None]:
        SCENARIOS.append(Scenario(week, play.__name__, kind, title, play))
        return play

    return enlist


@dataclass
class Scene:
    """Where one scenario plays. `tell` is told each step; pictures go to `pictures`."""

    product: Product
    browser: Browser
    pictures: Path
    tell: Callable[[str], None]
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="medapp-demo-")))
    people: list[Person] = field(default_factory=list)

    def step(self, sentence: str) -> None:
        """Something is done."""
        self.tell(f"  · {sentence}")

    def saw(self, sentence: str) -> None:
        """Something was seen, as promised."""
        self.tell(f"    seen: {sentence}")

    def person(self, language: str = "en", **options: Any) -> Person:
        """Somebody new, in a window of their own."""
        window = open_window(
            self.browser, self.product.url, language={"en": "en-US", "ru": "ru-RU"}[language], **options
        )
        self.people.append(Person(window, language))
        return self.people[-1]

    def member(self) -> Person:
        """Somebody who has just registered."""
        somebody = self.person()
        somebody.register()
        return somebody

    def operator(self) -> Person:
        """An administrator: the first account of a product, or one whom an operator's command made one."""
        operator = self.person()
        operator.email = "operator@example.org"
        with self.product.api() as api:
            form = {"email": operator.email, "password": PASSWORD, "consent": True}
            api.post("/api/auth/register", json=form)  # 409 when an earlier scenario opened the account
        self.product.command("admin", "grant", operator.email)
        operator.open("/signin")
        operator.sign_in()
        return operator

    def picture(self, name: str, person: Person, part: Locator | None = None) -> None:
        """Keep what the person sees, for docs/demos.md."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        person.page.wait_for_timeout(300)  # fonts and the one animation are at rest
        target = self.pictures / f"{name}.jpg"
        options: dict[str, Any] = {"path": str(target), "type": "jpeg", "quality": PAPER_QUALITY}
        (part or person.page).screenshot(**options)

    def api_for(self, person: Person) -> httpx.Client:
        """An API client with this person's session."""
        client = self.product.api()
        for cookie in person.window.context.cookies():
            client.cookies.set(cookie["name"], cookie["value"])
        return client

    def wait_for_job(self, api: httpx.Client, job_id: str, timeout_s: float = 60) -> dict[str, Any]:
        """The job's last words, asked for by the polling endpoint; every status on the way is in `statuses`."""
        statuses: list[str] = []
        last: dict[str, Any] = {}

        def ended() -> bool:
            answer = api.get(f"/api/jobs/{job_id}")
            if answer.status_code == 200:
                last.update(answer.json())
                if not statuses or statuses[-1] != last["status"]:
                    statuses.append(last["status"])
            return last.get("status") in FINAL

        wait_until(ended, timeout_s, f"job {job_id} ends")
        return {**last, "statuses": statuses}

    def audit(self, job_id: str) -> list[str]:
        """What the audit log holds of a job, oldest first."""
        return [
            str(act) for (act,) in self.product.ask("SELECT act FROM audit_logs WHERE job_id = ? ORDER BY id", job_id)
        ]

    def close(self) -> None:
        """Close the windows and forget the papers."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for person in self.people:
            person.window.context.close()
