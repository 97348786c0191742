"""Every address of the product, once: the pattern a page is registered under and the builder of its links."""

from urllib.parse import quote, urlencode

HOME = "/"
SIGN_IN = "/signin"
REGISTER = "/register"
CONSENT = "/consent"
SECOND_STEP = "/signin/code"
RESET = "/reset"
FORGOT = "/forgot"
PRIVACY = "/privacy"
CONSENT_PAGES = {
    "health_data": CONSENT,
    "keep_originals": "/consent/keeping-files",
    "result_mails": "/consent/result-mails",
    "sharing": "/consent/sharing",
}
ACCOUNT = "/account"
MY_DATA = "/account/data"
SECURITY = "/account/security"
APPEARANCE = "/account/appearance"
ACCESS_LOG = "/account/log"
RECEIPT = "/account/receipts/[receipt_id]"
UPLOAD = "/upload"
JOB = "/jobs/[job_id]"
RESULT = "/results/[result_id]"
REVIEW = "/results/[result_id]/review"
HISTORY = "/history"
COMPARE = "/compare"
ADMIN = "/admin"
DRIFT = "/admin/drift"
HELP = "/help"
ABOUT = "/about"
MODEL = "/model"
SHARED = "/shared/[token]"
NOT_FOUND = "404"

# Native forms post here; medapp.api answers with a redirect.
POST_REGISTER = "/auth/register"
POST_LOGIN = "/auth/login"
POST_CODE = "/auth/code"
POST_RESET = "/auth/reset"
POST_NEW_PASSWORD = "/auth/password"  # noqa: S105 an address
POST_LOGOUT = "/auth/logout"
POST_SAMPLE = "/auth/sample"
POST_LANGUAGE = "/auth/language"
POST_THEME = "/auth/theme"
EXPORT = "/api/export"


def job(job_id: str) -> str:
    return f"/jobs/{quote(job_id, safe='')}"


def result(result_id: str) -> str:
    return f"/results/{quote(result_id, safe='')}"


def review(result_id: str, row_id: str = "") -> str:
    """Where a result is compared with its paper; `row_id` is the row to begin with."""
    return f"{result(result_id)}/review" + (f"#row-{quote(row_id, safe='')}" if row_id else "")


def page_image(result_id: str, page: int) -> str:
    """A page of the report as a picture."""
    return f"/api/results/{quote(result_id, safe='')}/pages/{page}"


def result_of(path: str) -> str:
    """The id in the address of a result or of what stands below it."""
    parts = str(path).strip("/").split("/")
    return parts[1] if len(parts) > 1 else ""


def history(marker: str = "", person_id: str = "") -> str:
    """The history, of one person where the account has several, with one marker's chart."""
    asked = {name: value for name, value in (("marker", marker), ("person", person_id)) if value}
    return f"{HISTORY}?{urlencode(asked)}" if asked else HISTORY


def compare(one_id: str, other_id: str) -> str:
    """Two results side by side; the page itself puts the earlier one first."""
    return f"{COMPARE}?{urlencode({'one': one_id, 'other': other_id})}"


def receipt(receipt_id: str) -> str:
    return f"/account/receipts/{quote(receipt_id, safe='')}"


def shared(token: str) -> str:
    """The path of a link to a shared result."""
    return f"/shared/{quote(token, safe='')}"


def recompute(result_id: str) -> str:
    """Where the result page's form asks for a score by the model in use."""
    return f"/api/results/{quote(result_id, safe='')}/recompute"


def sign_in(back_to: str = "") -> str:
    """The sign-in page; `back_to` is the path to return to afterwards."""
    back_to = local_path(back_to)
    return f"{SIGN_IN}?{urlencode({'next': back_to})}" if back_to not in ("", HOME) else SIGN_IN


def local_path(address: str) -> str:
    """`address` when it is a path of this site, else "": nobody is sent elsewhere after signing in."""
    inner = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inner and not any(char in address for char in "\r\n\t\\") else ""


def last_part(path: str) -> str:
    """What stands last in a path: the id in the address of a job or a result."""
    return str(path).rstrip("/").rsplit("/", 1)[-1]
