"""What must be true before anything starts; each complaint is one sentence that names the remedy."""

import errno
import fcntl
import os
import socket
from pathlib import Path
from typing import IO


class CannotStart(SystemExit):
    """Ends the command with one sentence on stderr."""


def check_port(host: str, port: int) -> None:
    """Can the web process listen there? Raises CannotStart."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise CannotStart(
            f"HOST={host} is not an address of this machine ({error.strerror}). Use 127.0.0.1 or 0.0.0.0."
        ) from None
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as error:
            raise CannotStart(_why_not(host, port, error)) from None


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken by another program. Stop it, or choose another: make run PORT={port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs root. Choose one above 1023, or put a reverse proxy in front (docs/operations.md)."
    return f"Cannot listen on {host}:{port} ({error.strerror}). Check HOST and PORT."


def hold_data_dir(data_dir: Path) -> IO[str]:
    """Keep a second launcher out of this data folder for as long as the answer stays open. Raises CannotStart."""
    path = data_dir / ".launcher.lock"
    try:
        lock = path.open("a+")
    except OSError as error:
        raise CannotStart(
            f"MEDAPP_DATA_DIR={data_dir}: cannot write {path.name} ({error.strerror}). "
            "Set MEDAPP_DATA_DIR to a folder that this user may write."
        ) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        owner = lock.read().strip() or "unknown"
        raise CannotStart(
            f"medapp already runs on {data_dir} (process {owner}). "
            "Stop it, or give this one its own MEDAPP_DATA_DIR and PORT."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock
