"""Bytes are kept durably under keys of ours, and a full disk leaves nothing behind."""

import errno
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from medapp import storage
from medapp.errors import NotFound, StorageUnavailable
from medapp.settings import Settings


def test_what_was_kept_comes_back_private_and_under_a_random_key(product: Settings) -> None:
    key, other = storage.keep(b"abc"), storage.keep(b"abc")
    assert storage.fetch(key) == b"abc"
    assert key != other
    assert stat.S_IMODE((product.upload_dir / key).stat().st_mode) == 0o600


def test_removing_twice_is_harmless(product: Settings) -> None:
    key = storage.keep(b"abc")
    storage.remove(key)
    storage.remove(key)
    with pytest.raises(NotFound):
        storage.fetch(key)


@pytest.mark.parametrize("key", ["../secret.key", "/etc/passwd", "aa/../../secret.key", "", "aa/" + "g" * 32])
def test_a_key_that_is_not_ours_finds_nothing(product: Settings, key: str) -> None:
    assert len(product.secret_key) == 32
    with pytest.raises(NotFound):
        storage.fetch(key)


def test_a_full_disk_leaves_no_partial_file(product: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageUnavailable):
        storage.keep(b"abc")
    assert [path for path in product.upload_dir.rglob("*") if path.is_file()] == []


def test_a_missing_volume_is_not_a_missing_file(product: Settings) -> None:
    key = storage.keep(b"abc")
    shutil.move(product.upload_dir, product.data_dir / "elsewhere")
    with pytest.raises(StorageUnavailable):
        storage.fetch(key)


def test_interrupted_writes_are_listed_for_housekeeping(product: Settings) -> None:
    key = storage.keep(b"abc")
    Path(product.upload_dir / f"{key}.part").write_bytes(b"half")
    assert {found for found, _ in storage.list_keys()} == {key, f"{key}.part"}
