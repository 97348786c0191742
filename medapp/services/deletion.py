"""Forget one report: hidden at once, ten seconds to change one's mind, then erased with a receipt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loguru import logger
from sqlmodel import Session

from medapp import storage
from medapp.db import audit
from medapp.db import deletions as deletion_rows
from medapp.db import jobs as job_rows
from medapp.db import receipts as receipt_rows
from medapp.db import results as result_rows
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import ResultRow, Upload, utc_now
from medapp.errors import MedAppError, NotFound
from medapp.services import acts
from medapp.services.actors import Actor

UNDO = timedelta(seconds=10)
# A press in the tenth second still has to travel here.
PATIENCE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Pending:
    """A report that can still be brought back until `until`."""

    upload_id: str
    file_name: str
    collected_at: date | None
    result_id: str | None
    until: datetime


def delete_result(actor: Actor, result_id: str) -> str:
    """Hide a result with its file; the id to undo it with. Raises NotFound."""
    return _hide(actor, lambda session: result_rows.get(session, result_id, actor.user_id)[1])


def delete_job(actor: Actor, job_id: str) -> str:
    """Hide a job with its file and what was read from it; the id to undo it with. Raises NotFound."""
    return _hide(actor, lambda session: job_rows.get_job(session, job_id, actor.user_id)[1])


def undo(actor: Actor, upload_id: str) -> None:
    """Bring a report back. Raises NotFound when it is not the actor's or its seconds are over."""
    with write() as session:
        since = utc_now() - UNDO - PATIENCE
        if not deletion_rows.restore(session, actor.user_id, upload_id, since):
            raise NotFound
        audit.record(session, actor.user_id, "deletion_undone", "upload", upload_id)


def list_pending(actor: Actor) -> list[Pending]:
    """What the actor can still bring back, the newest first."""
    with read() as session:
        found = deletion_rows.list_since(session, actor.user_id, utc_now() - UNDO)
    return [_pending(upload, result) for upload, result in found]


def erase_result(actor: Actor, result_id: str) -> None:
    """Forget a result with its file at once. Raises NotFound, StorageUnavailable."""
    _erase(_read_upload(lambda session: result_rows.get(session, result_id, actor.user_id)[1]))


def erase_job(actor: Actor, job_id: str) -> None:
    """Forget a job, its file and what was read from it at once. Raises NotFound, StorageUnavailable."""
    _erase(_read_upload(lambda session: job_rows.get_job(session, job_id, actor.user_id)[1]))


def erase_hidden_twin(owner_id: str, sha256: str) -> None:
    """The same file comes again while its deletion waits: the old one is erased now, not brought back."""
    with read() as session:
        twin = deletion_rows.find_hidden_by_hash(session, owner_id, sha256)
    if twin:
        _erase(twin)


def erase_due() -> int:
    """Housekeeping: erase what nobody brought back in time; how many reports."""
    with read() as session:
        due = deletion_rows.list_before(session, utc_now() - UNDO - PATIENCE)
    erased = 0
    for upload in due:
        try:
            _erase(upload)
            erased += 1
        except MedAppError as error:  # it stays hidden and is tried again with the next sweep
            logger.warning("a deleted report is not erased yet: {}", error.code)
    return erased


def _hide(actor: Actor, find: Callable[[Session], Upload]) -> str:
    with write(durable=True) as session:
        upload = find(session)
        deletion_rows.hide(session, upload.id, utc_now())
        audit.record(session, actor.user_id, "report_deleted", "upload", upload.id)
        return upload.id


def _read_upload(find: Callable[[Session], Upload]) -> Upload:
    with read() as session:
        return find(session)


def _erase(upload: Upload) -> None:
    """Bytes first: the act is drawn up only when they are gone. Raises StorageUnavailable."""
    storage.remove(upload.storage_key)
    with write(durable=True) as session:
        now = utc_now()
        result, measured = deletion_rows.find_result(session, upload.id)
        owner = user_rows.get(session, upload.user_id)
        objects = [upload.id, *deletion_rows.job_ids(session, upload.id), *([result.id] if result else [])]
        counts = {"files": 1, "bytes": upload.size_bytes, "results": int(result is not None), "measurements": measured}
        act = acts.draw_up(
            subject=owner.id,
            email=owner.email,
            reason="own_request",
            at=now,
            destroyed=[_facts(upload, result)],
            counts=counts,
        )
        if not deletion_rows.remove(session, upload.id):
            return  # erased by another process meanwhile; its receipt stands
        row = audit.record(
            session, owner.id, "report_erased", "upload", upload.id, counts=counts, act_sha256=acts.digest(act)
        )
        extract = acts.extract(audit.list_about(session, objects))
        receipt_rows.add(session, owner.id, act | {"number": acts.number_of(row), "log_extract": extract}, now)


def _facts(upload: Upload, result: ResultRow | None) -> dict[str, str | int | None]:
    """What a receipt says of the report: enough to know which one it was, and nothing that was measured."""
    return {
        "file_name": upload.original_name,
        "sha256": upload.sha256,
        "size_bytes": upload.size_bytes,
        "uploaded_at": upload.created_at.isoformat(),
        "collected_at": result.collected_at.isoformat() if result and result.collected_at else None,
    }


def _pending(upload: Upload, result: ResultRow | None) -> Pending:
    deleted_at = upload.deleted_at or utc_now()
    collected_at = result.collected_at if result else None
    return Pending(upload.id, upload.original_name, collected_at, result.id if result else None, deleted_at + UNDO)
