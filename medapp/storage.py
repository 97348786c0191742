"""Keep, fetch and remove the bytes of an upload: files under random keys in the data folder, mode 600."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from medapp.errors import NotFound, StorageUnavailable
from medapp.settings import get_settings

# ".part" is a write that was cut off by a crash; housekeeping removes it like any bytes that no row names.
_KEY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}(\.part)?")


def keep(data: bytes) -> str:
    """Write the bytes durably and return their key. Raises StorageUnavailable and then leaves nothing behind."""
    name = secrets.token_hex(16)
    key = f"{name[:2]}/{name}"
    path = _path(key)
    draft = path.with_suffix(".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StorageUnavailable from error
    return key


def fetch(key: str) -> bytes:
    """The bytes under `key`. Raises NotFound when they were removed, StorageUnavailable when they cannot be read."""
    try:
        return _path(key).read_bytes()
    except FileNotFoundError as error:
        if not get_settings().upload_dir.is_dir():  # the volume is away, not the file
            raise StorageUnavailable from error
        raise NotFound from error
    except OSError as error:
        raise StorageUnavailable from error


def has(key: str) -> bool:
    """Whether the bytes are there to be fetched."""
    return _path(key).is_file()


def remove(key: str) -> None:
    """Forget the bytes; removing twice is harmless. Raises StorageUnavailable."""
    try:
        _path(key).unlink(missing_ok=True)
    except OSError as error:
        raise StorageUnavailable from error


def list_keys() -> Iterator[tuple[str, datetime]]:
    """Every kept key with the time it was written, for finding bytes that no row names."""
    for path in get_settings().upload_dir.glob("??/*"):
        with suppress(FileNotFoundError):
            yield f"{path.parent.name}/{path.name}", datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _path(key: str) -> Path:
    if not _KEY.fullmatch(key):  # keys are ours; anything else is an attempt to leave the folder
        raise NotFound
    return get_settings().upload_dir / key
