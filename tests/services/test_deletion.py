"""Deleting one report: nobody sees it from the first second, it can come back for ten, then only a receipt is left."""

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from medapp import storage
from medapp.db import deletions
from medapp.db.engine import read, write
from medapp.db.tables import AuditLog, ReceiptRow, Upload, utc_now
from medapp.db.visibility import SEE_DELETED
from medapp.errors import NotFound, StorageUnavailable
from medapp.services import deletion, export, jobs, processing, receipts, reports, trends
from medapp.services.acts import digest
from medapp.settings import Settings
from tests.cast import CSV, Cast, read_report, upload


def delete_mine(cast: Cast) -> tuple[str, str]:
    """(result id, upload id) of a report its owner just deleted."""
    accepted = read_report(cast.owner.actor)
    result_id = jobs.get_job(cast.owner.actor, accepted.job_id).result_id or ""
    return result_id, deletion.delete_result(cast.owner.actor, result_id)


def let_time_pass() -> None:
    """As if the seconds to undo were over."""
    with write() as session:
        for row in session.exec(select(Upload), execution_options=SEE_DELETED):
            if row.deleted_at:
                deletions.hide(session, row.id, utc_now() - timedelta(minutes=1))


def test_a_stranger_neither_deletes_nor_undoes_nor_reads_a_receipt(cast: Cast) -> None:
    accepted = read_report(cast.owner.actor)
    result_id = jobs.get_job(cast.owner.actor, accepted.job_id).result_id or ""
    for nosy in (cast.stranger.actor, cast.admin.actor, cast.guest.actor):
        with pytest.raises(NotFound):
            deletion.delete_result(nosy, result_id)
        with pytest.raises(NotFound):
            deletion.delete_job(nosy, accepted.job_id)
    upload_id = deletion.delete_result(cast.owner.actor, result_id)
    with pytest.raises(NotFound):
        deletion.undo(cast.stranger.actor, upload_id)
    let_time_pass()
    deletion.erase_due()
    receipt = receipts.list_receipts(cast.owner.actor)[0]
    with pytest.raises(NotFound):
        receipts.get_receipt(cast.stranger.actor, receipt.id)
    assert receipts.list_receipts(cast.stranger.actor) == []


def test_a_deleted_report_is_seen_nowhere_at_once(cast: Cast) -> None:
    owner = cast.owner.actor
    result_id, _ = delete_mine(cast)
    assert reports.list_results(owner).items == []
    with pytest.raises(NotFound):
        reports.get_result(owner, result_id)
    assert trends.list_markers(owner) == []
    assert jobs.list_open(owner) == jobs.list_failed(owner) == []
    assert b"glucose" not in export.export_all(owner).read().lower()
    assert [item.result_id for item in deletion.list_pending(owner)] == [result_id]


def test_an_undo_brings_everything_back(cast: Cast) -> None:
    result_id, upload_id = delete_mine(cast)
    deletion.undo(cast.owner.actor, upload_id)
    assert reports.get_result(cast.owner.actor, result_id).rows
    assert trends.list_markers(cast.owner.actor)
    let_time_pass()
    assert deletion.erase_due() == 0
    assert deletion.list_pending(cast.owner.actor) == []


def test_after_its_seconds_nothing_is_left_but_a_receipt(cast: Cast, product: Settings) -> None:
    _, upload_id = delete_mine(cast)
    assert deletion.erase_due() == 0
    let_time_pass()
    with pytest.raises(NotFound):
        deletion.undo(cast.owner.actor, upload_id)
    assert deletion.erase_due() == 1
    assert [path for path in product.upload_dir.rglob("*") if path.is_file()] == []
    with read() as session:
        assert session.exec(select(Upload), execution_options=SEE_DELETED).all() == []
    act = receipts.get_receipt(cast.owner.actor, receipts.list_receipts(cast.owner.actor)[0].id).act
    assert act["counts"] == {"files": 1, "bytes": len(CSV), "results": 1, "measurements": 2}
    assert act["categories"] == ["files", "results", "measurements"]
    assert act["destroyed"][0]["file_name"] == "report.csv"
    told = [row["act"] for row in act["log_extract"]]
    assert (told[0], told[-2:]) == ("upload_accepted", ["report_deleted", "report_erased"])
    assert all(row["hash"] for row in act["log_extract"])


def test_the_log_keeps_the_proof_and_nothing_personal(cast: Cast) -> None:
    delete_mine(cast)
    let_time_pass()
    deletion.erase_due()
    with read() as session:
        row = session.exec(select(AuditLog).where(AuditLog.act == "report_erased")).one()
        act = dict(session.exec(select(ReceiptRow)).one().act)
    assert act.pop("number").startswith(f"{row.id}-")
    act.pop("log_extract")
    assert row.details is not None
    assert row.details["act_sha256"] == digest(act)
    assert "report.csv" not in json.dumps(row.details)
    assert "owner@example.org" not in json.dumps(row.details)


def test_a_deleted_report_is_not_read_any_more(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    upload_id = deletion.delete_job(cast.owner.actor, accepted.job_id)
    assert processing.start(accepted.job_id) is None
    deletion.undo(cast.owner.actor, upload_id)
    assert processing.start(accepted.job_id) is not None


def test_the_same_file_again_is_a_new_report(cast: Cast) -> None:
    old = delete_mine(cast)[1]
    again = upload(cast.owner.actor)
    assert again.upload_id != old
    assert again.duplicate_of is None
    assert len(receipts.list_receipts(cast.owner.actor)) == 1


def test_bytes_that_cannot_be_removed_wait_for_the_next_sweep(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    delete_mine(cast)
    let_time_pass()

    def fail(_key: str) -> None:
        raise StorageUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(storage, "remove", fail)
        assert deletion.erase_due() == 0
        assert receipts.list_receipts(cast.owner.actor) == []
    assert deletion.erase_due() == 1
