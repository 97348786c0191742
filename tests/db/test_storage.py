"""Bytes are kept durably under keys of ours, and a full disk leaves nothing behind."""

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from medapp import storage
from medapp.errors import NotFound, StorageUnavailable
from medapp.services import retention
from medapp.settings import BadSettings, Settings


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


KEY, OTHER_KEY = "ab" * 32, "cd" * 32


def test_files_are_sealed_when_there_is_a_key(configure: Callable[..., Settings]) -> None:
    plain = storage.keep(b"before there was a key")
    settings = configure(STORAGE_KEY=KEY)
    sealed = storage.keep(b"glucose 5.1")
    assert storage.fetch(sealed) == b"glucose 5.1"
    assert storage.fetch(plain) == b"before there was a key"
    assert b"glucose" not in (settings.upload_dir / sealed).read_bytes()
    assert (storage.is_sealed(sealed), storage.is_sealed(plain)) == (True, False)


def test_a_lost_key_is_told_and_never_answers_nonsense(configure: Callable[..., Settings]) -> None:
    configure(STORAGE_KEY=KEY)
    sealed = storage.keep(b"glucose 5.1")
    for wrong in (OTHER_KEY, ""):
        configure(STORAGE_KEY=wrong)
        with pytest.raises(StorageUnavailable):
            storage.fetch(sealed)


def test_one_sealed_file_cannot_stand_in_for_another(configure: Callable[..., Settings]) -> None:
    settings = configure(STORAGE_KEY=KEY)
    mine, theirs = storage.keep(b"mine"), storage.keep(b"theirs")
    (settings.upload_dir / mine).write_bytes((settings.upload_dir / theirs).read_bytes())
    with pytest.raises(StorageUnavailable):
        storage.fetch(mine)


def test_a_key_is_changed_in_three_steps(configure: Callable[..., Settings]) -> None:
    plain = storage.keep(b"plain")
    configure(STORAGE_KEY=KEY)
    old = storage.keep(b"old")
    configure(STORAGE_KEY=f"{OTHER_KEY},{KEY}")
    assert storage.fetch(old) == b"old"
    assert retention.reseal_files() == 2
    configure(STORAGE_KEY=OTHER_KEY)
    assert (storage.fetch(old), storage.fetch(plain)) == (b"old", b"plain")
    assert storage.is_sealed(plain)


def test_a_key_that_is_none_stops_the_start_and_is_not_repeated(configure: Callable[..., Settings]) -> None:
    with pytest.raises(BadSettings) as stopped:
        configure(STORAGE_KEY="too short to be one")
    assert "STORAGE_KEY" in str(stopped.value)
    assert "too short" not in str(stopped.value)
