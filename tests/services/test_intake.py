"""A file is taken in once, checked by content, and a failure leaves nothing behind."""

import threading
from collections.abc import Callable

import pytest
from sqlmodel import select

from medapp import storage
from medapp.db.engine import read
from medapp.db.tables import Job, ProductEvent, Upload
from medapp.errors import (
    DatabaseUnavailable,
    EmptyFile,
    FileTooLarge,
    QuotaExceeded,
    SignInRequired,
    StorageUnavailable,
    UnsupportedFormat,
)
from medapp.services import intake, jobs, processing
from medapp.settings import Settings
from tests.cast import CSV, Cast, read_report, upload


def kept_files(settings: Settings) -> list[str]:
    return [path.name for path in settings.upload_dir.rglob("*") if path.is_file()]


def rows(table: type) -> list[object]:
    with read() as session:
        return list(session.exec(select(table)))


def test_a_guest_cannot_upload(cast: Cast) -> None:
    with pytest.raises(SignInRequired):
        upload(cast.guest.actor)
    assert rows(Job) == []


def test_the_same_bytes_of_a_stranger_are_his_own(cast: Cast) -> None:
    mine, theirs = upload(cast.owner.actor), upload(cast.stranger.actor)
    assert theirs.duplicate_of is None
    assert theirs.job_id != mine.job_id


def test_an_upload_is_a_queued_job_with_its_events(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    assert jobs.get_job(cast.owner.actor, accepted.job_id).status == "queued"
    with read() as session:
        names = [event.name for event in session.exec(select(ProductEvent)) if event.name != "signup"]
    assert names == ["upload_started", "upload_success", "job_created"]


def test_the_same_file_twice_is_the_same_job_and_says_so(cast: Cast, product: Settings) -> None:
    first = read_report(cast.owner.actor)
    again = upload(cast.owner.actor, name="renamed.csv")
    assert again.job_id == first.job_id
    assert again.status == "done"
    assert again.duplicate_of == again.result_id is not None
    assert len(kept_files(product)) == 1


def test_a_failed_duplicate_offers_its_job_for_another_run(cast: Cast) -> None:
    first = upload(cast.owner.actor)
    claim = processing.start(first.job_id)
    assert claim
    processing.fail(claim, ValueError())
    again = upload(cast.owner.actor)
    assert (again.status, again.duplicate_of, again.result_id) == ("failed", first.job_id, None)
    assert jobs.retry(cast.owner.actor, again.job_id).status == "queued"


def test_the_same_file_many_times_at_once_is_one_job(cast: Cast, product: Settings) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(upload(cast.owner.actor).job_id)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and len(set(found)) == 1
    assert len(kept_files(product)) == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", EmptyFile), (b"\x00" * 100, EmptyFile), (b"MZ\x90\x00" + b"\x00\xff" * 400, UnsupportedFormat)],
)
def test_what_is_no_report_is_refused_and_not_kept(
    cast: Cast, product: Settings, data: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        upload(cast.owner.actor, data, "report.pdf")
    assert kept_files(product) == [] and rows(Upload) == []
    assert [event.name for event in rows(ProductEvent)][-1] == "upload_refused"  # type: ignore[attr-defined]


def test_a_file_above_the_limit_is_refused(cast: Cast, configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_MAX_FILE_MB=1)
    with pytest.raises(FileTooLarge) as refused:
        upload(cast.owner.actor, b"a,b\n" * 300_000)
    assert refused.value.values == {"limit_mb": 1}


def test_the_daily_quota_ends_with_429_and_duplicates_are_free(cast: Cast, configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_FILES_PER_DAY=2)
    for number in range(2):
        upload(cast.owner.actor, b"Test,Result\nA,%d\n" % number)
    with pytest.raises(QuotaExceeded):
        upload(cast.owner.actor, b"Test,Result\nA,9\n")
    upload(cast.owner.actor, b"Test,Result\nA,1\n")
    upload(cast.stranger.actor)


def test_a_full_disk_leaves_no_row(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_data: bytes) -> str:
        raise StorageUnavailable

    monkeypatch.setattr(storage, "keep", full)
    with pytest.raises(StorageUnavailable):
        upload(cast.owner.actor)
    assert rows(Upload) == []


def test_a_database_that_fails_leaves_no_file(cast: Cast, product: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise DatabaseUnavailable

    monkeypatch.setattr(intake, "_insert", fail)
    with pytest.raises(DatabaseUnavailable):
        upload(cast.owner.actor)
    assert kept_files(product) == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\Users\\me\\анализ.pdf", "анализ.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("", "report"),
        ("..", "report"),
        ("invoice.pdf.exe", "invoice.pdf.exe"),
    ],
)
def test_a_name_is_only_ever_shown(cast: Cast, product: Settings, given: str, shown: str) -> None:
    accepted = upload(cast.owner.actor, CSV, given)
    assert jobs.get_job(cast.owner.actor, accepted.job_id).file_name == shown
    assert all(len(name) == 32 for name in kept_files(product))


def test_a_long_name_keeps_its_ending() -> None:
    shown = intake.shown_name("я" * 300 + ".pdf")
    assert len(shown) <= intake.LONGEST_NAME
    assert shown.endswith("….pdf")


def test_the_queue_being_away_does_not_refuse_a_file(cast: Cast) -> None:
    assert upload(cast.owner.actor).status == "queued"
