"""Keep, fetch and remove the bytes of an upload: files under random keys in the data folder, mode 600.

With STORAGE_KEY set the bytes are sealed with AES-256-GCM before they are written; files from before stay readable.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from medapp.errors import NotFound, StorageUnavailable
from medapp.settings import get_settings

_MARK = b"medapp-sealed-1\n"
_NONCE_BYTES = 12
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
            file.write(_seal(data, key))
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
        kept = _path(key).read_bytes()
    except FileNotFoundError as error:
        if not get_settings().upload_dir.is_dir():  # the volume is away, not the file
            raise StorageUnavailable from error
        raise NotFound from error
    except OSError as error:
        raise StorageUnavailable from error
    return _unseal(kept, key)


def reseal(key: str) -> None:
    """Write a file again under the first key of STORAGE_KEY. Raises NotFound, StorageUnavailable."""
    data, path = fetch(key), _path(key)
    draft = path.with_suffix(".part")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            file.write(_seal(data, key))
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except OSError as error:
        raise StorageUnavailable from error


def is_sealed(key: str) -> bool:
    """Whether the file lies there encrypted."""
    with _path(key).open("rb") as file:
        return file.read(len(_MARK)) == _MARK


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


def _seal(data: bytes, key: str) -> bytes:
    """The file's own key name is bound in, so that one file cannot stand in for another."""
    keys = get_settings().storage_keys
    if not keys:
        return data
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _MARK + nonce + _cipher(keys[0]).encrypt(nonce, data, key.encode())


def _unseal(kept: bytes, key: str) -> bytes:
    if not kept.startswith(_MARK):
        return kept
    nonce, sealed = kept[len(_MARK) : len(_MARK) + _NONCE_BYTES], kept[len(_MARK) + _NONCE_BYTES :]
    for candidate in get_settings().storage_keys:
        with suppress(InvalidTag):
            return _cipher(candidate).decrypt(nonce, sealed, key.encode())
    raise StorageUnavailable  # STORAGE_KEY is missing or is another one


@lru_cache(maxsize=8)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def _path(key: str) -> Path:
    if not _KEY.fullmatch(key):  # keys are ours; anything else is an attempt to leave the folder
        raise NotFound
    return get_settings().upload_dir / key
