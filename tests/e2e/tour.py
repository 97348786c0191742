"""Every page of the product and the states worth a look: the accessibility tests and the pictures walk through them."""

import io
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx

from medapp import cookies
from medapp.ui import routes
from tests.e2e.papers import ROWS, letter, sample, typeset
from tests.e2e.person import PASSWORD
from tests.e2e.product import Product, wait_until

Cast = str
"""Who looks: "stranger" (nobody), "member" (an account with reports), "newcomer" (an account without), "admin",
"half-way" (has typed the password of an account with a second factor)."""


@dataclass
class Scenery:
    """Accounts with something to see, made through the API. `result`, `failed` … are ids of the member's."""

    product: Product
    emails: dict[Cast, str] = field(default_factory=dict)
    results: list[str] = field(default_factory=list)
    critical: str = ""
    thin: str = ""
    receipt: str = ""
    reset_link: str = ""
    shared: str = ""
    taken_back: str = ""
    doubtful: str = ""
    failed_job: str = ""
    done_job: str = ""

    def build(self) -> "Scenery":
        for who in ("admin", "member", "newcomer"):
            self.emails[who] = f"{who}-{time.time_ns()}@example.org"
            self._client(who, "register").close()
        self.product.command("admin", "grant", self.emails["admin"])
        with closing(self._client("member", "login")) as api:
            for collected, changes in _HISTORY:
                self.done_job, result = self._upload(api, "report.pdf", _report(collected, changes))
                self.results.append(str(result))
            self.critical = str(self._upload(api, "urgent.pdf", _report(_NOW, {}, _URGENT))[1])
            self.doubtful = str(self._upload(api, "doubtful.pdf", _report(_NOW, {}, _DOUBTFUL))[1])
            self.thin = str(self._upload(api, "thin.pdf", _report(_NOW, {}, ROWS[:4]))[1])
            self.failed_job = self._upload(api, "letter.pdf", letter())[0]
            self._upload(api, "sample-ru.pdf", sample("ru").read_bytes())
            self.shared, self.taken_back = self._links(api, self.results[-1])
            gone = self._upload(api, "old.pdf", _report(date(2020, 1, 9), {}))[1]
            api.delete(f"/api/results/{gone}").raise_for_status()
            self.receipt = api.get("/api/receipts").json()[0]["id"]
        link = self.product.command("admin", "reset-link", self.emails["newcomer"])
        self.reset_link = link.strip().removeprefix(self.product.url)
        return self

    def _links(self, api: httpx.Client, result: str) -> tuple[str, str]:
        """The paths of a link that works and of one that was taken back."""
        form = {"days": 30, "label": "My doctor", "name": "Anna S."}
        live, over = (api.post(f"/api/results/{result}/links", json=form).json() for _ in range(2))
        api.delete(f"/api/links/{over['id']}").raise_for_status()
        return tuple("/shared/" + link["url"].rsplit("/", 1)[1] for link in (live, over))  # type: ignore[return-value]

    def sign_in(self, who: Cast, context: Any) -> None:
        """Give a browser window the session of one of the cast; a stranger gets none."""
        if who == "stranger":
            return
        if who == "half-way":
            context.add_cookies([{"name": cookies.DOOR, "value": "x", "url": self.product.url}])
            return
        with closing(self._client(who, "login")) as api:
            for cookie in api.cookies.jar:
                context.add_cookies([{"name": cookie.name, "value": cookie.value or "", "url": self.product.url}])

    def _client(self, who: Cast, act: str) -> httpx.Client:
        api = self.product.api()
        form: dict[str, Any] = {"email": self.emails[who], "password": PASSWORD}
        if act == "register":
            form |= {"consent": True, "sex": "F", "birth_date": "1979-03-12"}
        api.post(f"/api/auth/{act}", json=form).raise_for_status()
        return api

    def _upload(self, api: httpx.Client, name: str, data: bytes) -> tuple[str, str | None]:
        sent = api.post("/api/uploads", files={"file": (name, io.BytesIO(data))})
        sent.raise_for_status()
        job = sent.json()[0]["job_id"]
        wait_until(lambda: api.get(f"/api/jobs/{job}").json()["status"] in ("done", "failed"), 60, f"{name} is read")
        return job, api.get(f"/api/jobs/{job}").json()["result_id"]


_NOW = date(2026, 11, 14)
_HISTORY: tuple[tuple[date, dict[str, str]], ...] = (
    (date(2024, 5, 20), {"Hemoglobin": "131", "Glucose": "5.1", "Total cholesterol": "5.0"}),
    (date(2025, 3, 12), {"Hemoglobin": "128", "Glucose": "5.3", "Total cholesterol": "5.6"}),
    (date(2025, 12, 3), {"Hemoglobin": "122", "Glucose": "5.2", "Total cholesterol": "5.9"}),
    (date(2026, 6, 2), {"Hemoglobin": "119", "Glucose": "5.6", "ALT": "41"}),
    (_NOW, {"Hemoglobin": "113", "Glucose": "5.4"}),
)
# A lost point, a row without its unit, and a marker that nobody knows.
_DOUBTFUL = (
    ("Hemoglobin", "1134", "g/L", "117 - 155"),
    *ROWS[1:7],
    ("Urea", "5.2", "", "2.5 - 6.7"),
    ("Zeta marker", "12", "zu", "1 - 20"),
)
_URGENT = (("Potassium", "6.9", "mmol/L", "3.5 - 5.1"), *ROWS)


def _report(collected: date, changes: dict[str, str], rows: tuple[Any, ...] = ROWS) -> bytes:
    changed = [(name, changes.get(name, value), unit, limits) for name, value, unit, limits in rows]
    return typeset(changed, f"No. {collected:%y%m%d}-{len(rows)}", collected=collected)


@dataclass(frozen=True)
class Stop:
    """A page in one state. `route` is its pattern in medapp.ui.routes, `address` where it is found."""

    name: str
    who: Cast
    route: str
    address: Callable[[Scenery], str]


def _at(path: str) -> Callable[[Scenery], str]:
    return lambda _: path


STOPS: tuple[Stop, ...] = (
    Stop("home", "stranger", routes.HOME, _at("/")),
    Stop("signin", "stranger", routes.SIGN_IN, _at("/signin")),
    Stop("register", "stranger", routes.REGISTER, _at("/register")),
    Stop("consent", "stranger", routes.CONSENT, _at("/consent")),
    Stop("help", "stranger", routes.HELP, _at("/help")),
    Stop("about", "stranger", routes.ABOUT, _at("/about")),
    Stop("model", "stranger", routes.MODEL, _at("/model")),
    Stop("not-found", "stranger", routes.NOT_FOUND, _at("/no-such-page")),
    Stop("upload", "newcomer", routes.UPLOAD, _at("/upload")),
    Stop("history-empty", "newcomer", routes.HISTORY, _at("/history")),
    Stop("history", "member", routes.HISTORY, _at("/history")),
    Stop("history-marker", "member", routes.HISTORY, _at(routes.history("hemoglobin"))),
    Stop("compare", "member", routes.COMPARE, lambda made: routes.compare(made.results[0], made.results[-1])),
    Stop("compare-none", "newcomer", routes.COMPARE, _at("/compare")),
    Stop("job-failed", "member", routes.JOB, lambda made: routes.job(made.failed_job)),
    Stop("shared", "stranger", routes.SHARED, lambda made: made.shared),
    Stop("shared-over", "stranger", routes.SHARED, lambda made: made.taken_back),
    Stop("result", "member", routes.RESULT, lambda made: routes.result(made.results[-1])),
    Stop("result-critical", "member", routes.RESULT, lambda made: routes.result(made.critical)),
    Stop("result-no-score", "member", routes.RESULT, lambda made: routes.result(made.thin)),
    Stop("review", "member", routes.REVIEW, lambda made: routes.review(made.doubtful)),
    Stop("review-missing", "member", routes.REVIEW, _at("/results/no-such-result/review")),
    Stop("result-missing", "member", routes.RESULT, _at("/results/no-such-result")),
    Stop("account", "member", routes.ACCOUNT, _at("/account")),
    Stop("my-data", "member", routes.MY_DATA, _at("/account/data")),
    Stop("security", "member", routes.SECURITY, _at("/account/security")),
    Stop("appearance", "member", routes.APPEARANCE, _at("/account/appearance")),
    Stop("access-log", "member", routes.ACCESS_LOG, _at("/account/log")),
    Stop("receipt", "member", routes.RECEIPT, lambda made: routes.receipt(made.receipt)),
    Stop("consent-files", "member", routes.CONSENT_PAGES["keep_originals"], _at("/consent/keeping-files")),
    Stop("consent-mails", "member", routes.CONSENT_PAGES["result_mails"], _at("/consent/result-mails")),
    Stop("consent-sharing", "stranger", routes.CONSENT_PAGES["sharing"], _at("/consent/sharing")),
    Stop("consent-given", "member", routes.CONSENT, _at("/consent")),
    Stop("privacy", "stranger", routes.PRIVACY, _at("/privacy")),
    Stop("signin-code", "half-way", routes.SECOND_STEP, _at("/signin/code")),
    Stop("reset", "stranger", routes.RESET, lambda made: made.reset_link),
    Stop("reset-over", "stranger", routes.RESET, _at("/reset?token=none")),
    Stop("admin", "admin", routes.ADMIN, _at("/admin")),
    Stop("admin-drift", "admin", routes.DRIFT, _at("/admin/drift")),
    Stop("admin-refused", "member", routes.ADMIN, _at("/admin")),
)
