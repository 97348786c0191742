"""Every address of the product, once: the pattern a page is registered under and the builder of its links."""

from urllib.parse import quote, urlencode

HOME = "/"
SIGN_IN = "/signin"
REGISTER = "/register"
CONSENT = "/consent"
ACCOUNT = "/account"
UPLOAD = "/upload"
JOB = "/jobs/[job_id]"
RESULT = "/results/[result_id]"
HISTORY = "/history"
ADMIN = "/admin"
DRIFT = "/admin/drift"
HELP = "/help"
ABOUT = "/about"
MODEL = "/model"
NOT_FOUND = "404"

# Native forms post here; medapp.api answers with a redirect.
POST_REGISTER = "/auth/register"
POST_LOGIN = "/auth/login"
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
