"""Forget an account at once, with a receipt: an act of destruction and the extract of the log that proves it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loguru import logger

from medapp import storage
from medapp.db import audit
from medapp.db import uploads as upload_rows
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import Upload, utc_now
from medapp.errors import StorageUnavailable
from medapp.services.actors import Actor
from medapp.services.export import access
from medapp.settings import get_settings


@dataclass(frozen=True, slots=True)
class Receipt:
    """The act: what was destroyed, when, how; the extract: the account's rows of the audit log with their hashes."""

    id: str
    erased_at: datetime
    subject: str
    operator: str
    method: str
    counts: dict[str, int]
    log_extract: list[dict[str, Any]]


def erase_account(actor: Actor) -> Receipt:
    """Delete the account, its results and files. Raises DatabaseUnavailable; then nothing is deleted."""
    with read() as session:
        uploads = upload_rows.list_of_owner(session, actor.user_id)
    now = utc_now()
    objects = [actor.user_id, *(upload.id for upload in uploads)]
    with write(durable=True) as session:
        counts = _erase(session, actor.user_id, uploads)
        act = audit.record(session, actor.user_id, "account_erased", "user", actor.user_id, counts=counts)
        extract = [access(row) for row in audit.list_for(session, objects, actor.user_id)]
    remove_files(uploads)
    return Receipt(
        id=f"{act.id}-{act.hash[:12]}",
        erased_at=now,
        subject=actor.user_id,
        operator=get_settings().operator_name,
        method="rows and files deleted",
        counts=counts,
        log_extract=extract,
    )


def remove_files(uploads: list[Upload]) -> None:
    """Remove the bytes; what the disk does not give up now, housekeeping finds as files that no row names."""
    for upload in uploads:
        try:
            storage.remove(upload.storage_key)
        except StorageUnavailable:
            logger.warning("bytes of an erased upload are still there; housekeeping removes them")


def _erase(session: Any, user_id: str, uploads: list[Upload]) -> dict[str, int]:
    user_rows.delete(session, user_id)
    return {"accounts": 1, "files": len(uploads), "bytes": sum(upload.size_bytes for upload in uploads)}
