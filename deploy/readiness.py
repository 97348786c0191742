"""Does the product answer? The page itself, and /readyz: database, queue, worker and model."""

import http.client
import json

TIMEOUT_S = 3.0
_LOCAL = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def what_is_missing(host: str, port: int) -> str:
    """Nothing ("") when the page and every part answer, else what does not, for the operator."""
    try:
        status, body = _get(host, port, "/readyz")
        if status != 200:
            return _parts(status, body)
        status, _ = _get(host, port, "/")
    except (OSError, http.client.HTTPException) as error:
        return f"the web process does not answer ({type(error).__name__})"
    return "" if status == 200 else f"the home page answers {status}"


def _get(host: str, port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(_LOCAL.get(host, host), port, timeout=TIMEOUT_S)
    try:
        connection.request(
            "GET", path, headers={"User-Agent": "medapp-launcher", "Accept": "text/html, application/json"}
        )
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _parts(status: int, body: bytes) -> str:
    try:
        checks = json.loads(body)["checks"]
        troubles = [f"{name}: {found.get('why')}" for name, found in checks.items() if not found["ok"]]
    except (ValueError, KeyError, TypeError):
        troubles = []
    return ", ".join(troubles) or f"/readyz answers {status}"
