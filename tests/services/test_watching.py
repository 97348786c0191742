"""A watched folder: complete files go the way of uploads, half-written ones wait, refused ones lie aside with why."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from medapp import storage
from medapp.errors import StorageUnavailable
from medapp.services import jobs, watching
from medapp.settings import Settings
from tests.cast import CSV, Cast


@pytest.fixture
def folder(tmp_path: Path, configure: Callable[..., Settings]) -> Path:
    watched = tmp_path / "inbox"
    watched.mkdir()
    configure(MEDAPP_WATCH_DIR=watched, MEDAPP_WATCH_OWNER="owner@example.org")
    return watched


def put(folder: Path, name: str, data: bytes = CSV, *, age_s: float = 60, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    then = time.time() - age_s
    os.utime(path, (then, then))
    monkeypatch.setattr(watching.time, "time", lambda: path.stat().st_ctime + age_s if path.exists() else then + 1e6)
    return path


def names(actor: object) -> list[str]:
    return [job.file_name for job in jobs.list_open(actor)]  # type: ignore[arg-type]


def test_a_file_belongs_to_whom_its_folder_names_and_to_nobody_else(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "own.csv", monkeypatch=monkeypatch)
    put(folder / "stranger@example.org", "theirs.csv", CSV + b"Iron,12,umol/L,\n", monkeypatch=monkeypatch)

    assert watching.take_in() == 2
    assert (names(cast.owner.actor), names(cast.stranger.actor)) == (["own.csv"], ["theirs.csv"])
    assert (folder / "done" / "owner@example.org" / "own.csv").read_bytes() == CSV
    assert not (folder / "own.csv").exists()
    assert watching.take_in() == 0


@pytest.mark.slow
def test_a_half_written_file_waits(cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("scan.pdf.part", ".hidden.csv", "~draft.csv"):
        put(folder, name, monkeypatch=monkeypatch)
    fresh = put(folder, "fresh.csv", age_s=1, monkeypatch=monkeypatch)
    (folder / "link.csv").symlink_to(fresh)

    assert watching.take_in() == 0
    assert fresh.exists() and names(cast.owner.actor) == []
    put(folder, "fresh.csv", monkeypatch=monkeypatch)
    assert watching.take_in() == 1


def test_a_refused_file_lies_aside_with_the_reason(cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "virus.exe", b"MZ\x90\x00\xff\xfe" * 50, monkeypatch=monkeypatch)
    put(folder / "nobody@example.org", "lost.csv", monkeypatch=monkeypatch)

    assert watching.take_in() == 0
    reason = (folder / "refused" / "owner@example.org" / "virus.exe.reason.txt").read_text(encoding="utf-8")
    assert "unsupported_format" in reason
    assert "not_found" in (folder / "refused" / "nobody@example.org" / "lost.csv.reason.txt").read_text()
    assert names(cast.owner.actor) == []


def test_the_same_name_again_overwrites_nothing(cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        put(folder, "scan.csv", CSV + b"Iron,%d,umol/L,\n" % number, monkeypatch=monkeypatch)
        assert watching.take_in() == 1
    assert sorted(path.name for path in (folder / "done" / "owner@example.org").iterdir()) == [
        "scan-2.csv", "scan-3.csv", "scan.csv",
    ]  # fmt: skip


def test_while_the_disk_is_away_files_stay(cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(folder, "scan.csv", monkeypatch=monkeypatch)

    def away(_data: bytes) -> str:
        raise StorageUnavailable

    monkeypatch.setattr(storage, "keep", away)
    with pytest.raises(StorageUnavailable):
        watching.take_in()
    assert path.exists()


def test_without_a_folder_nothing_happens(cast: Cast) -> None:
    assert watching.take_in() == 0
