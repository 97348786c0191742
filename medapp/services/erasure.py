"""Forget an account at once, with a receipt: an act of destruction and the extract of the log that proves it."""

from dataclasses import dataclass, field
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
from medapp.services import acts
from medapp.services.actors import Actor


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
    act: dict[str, Any] = field(default_factory=dict)


def erase_account(actor: Actor, reason: str = "account_erased") -> Receipt:
    """Delete the account, its results and files. Raises DatabaseUnavailable; then nothing is deleted."""
    with read() as session:
        uploads = upload_rows.list_of_owner(session, actor.user_id, deleted_too=True)
    now = utc_now()
    with write(durable=True) as session:
        counts = user_rows.count_belongings(session, actor.user_id)
        act = acts.draw_up(subject=actor.user_id, email=actor.email, reason=reason, at=now, destroyed=[], counts=counts)
        history = audit.list_of_owner(session, actor.user_id)
        user_rows.delete(session, actor.user_id)
        row = audit.record(
            session, actor.user_id, "account_erased", "user", actor.user_id, counts=counts, act_sha256=acts.digest(act)
        )
        extract = [acts.access(item) for item in (*history, row)]
    remove_files(uploads)
    return Receipt(
        id=acts.number_of(row),
        erased_at=now,
        subject=actor.user_id,
        operator=act["operator"],
        method=acts.METHOD,
        counts=counts,
        log_extract=extract,
        act=act | {"number": acts.number_of(row), "log_extract": acts.extract((*history, row))},
    )


def remove_files(uploads: list[Upload]) -> None:
    """Remove the bytes; what the disk does not give up now, housekeeping finds as files that no row names."""
    for upload in uploads:
        try:
            storage.remove(upload.storage_key)
        except StorageUnavailable:
            logger.warning("bytes of an erased upload are still there; housekeeping removes them")
