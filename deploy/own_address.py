"""Makes a built front end talk to the host and port it was loaded from.

`reflex export` writes the server's address, http://localhost:8000, into one small file of the build. On any other port
or host the pages would render and never react, with nothing in the server's log. Here each such address becomes an
expression that the browser fills in from the page's own location.
"""

import gzip
import re
from pathlib import Path

_HTTP = re.compile(r"""(["'`])https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0):\d+(/[^"'`]*)?\1""")
_SOCKET = re.compile(r"""(["'`])wss?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0):\d+(/[^"'`]*)?\1""")
_ORIGIN = '(globalThis.location?.origin??"")'


def take_address_from_the_page(client_dir: Path) -> int:
    """Rewrite the address in every environment file under `client_dir`, and its compressed twins; how many changed."""
    changed = 0
    for script in (client_dir / "assets").glob("reflex-env-*.js"):
        before = script.read_text()
        after = _rewrite(before)
        if after != before:
            script.write_text(after)
            _renew_twins(script, after)
            changed += 1
    return changed


def _rewrite(script: str) -> str:
    script = _HTTP.sub(lambda found: f'{_ORIGIN}+"{found[2] or ""}"', script)
    return _SOCKET.sub(lambda found: f'{_ORIGIN}.replace(/^http/,"ws")+"{found[2] or ""}"', script)


def _renew_twins(script: Path, text: str) -> None:
    """A stale compressed copy would be served instead of the script: renew gzip, drop the kinds we cannot write."""
    for twin in script.parent.glob(f"{script.name}.*"):
        if twin.suffix == ".gz":
            twin.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
        elif twin.suffix in (".br", ".zst"):
            twin.unlink()
