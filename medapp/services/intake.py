"""Take a file in: checked by content, kept once, queued; the same file twice is the same job."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from medapp import storage
from medapp.db import audit, events
from medapp.db import jobs as job_rows
from medapp.db import people as people_rows
from medapp.db import uploads as upload_rows
from medapp.db.engine import read, write
from medapp.db.tables import Upload, utc_now
from medapp.errors import FileTooLarge, MedAppError, QuotaExceeded
from medapp.ingest import formats
from medapp.services import consents, deletion
from medapp.services.actors import Actor, require_user
from medapp.services.queueing import enqueue_softly
from medapp.settings import get_settings

LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Accepted:
    """`duplicate_of` is the result (or, without one, the job) that the same bytes made before, at `known_since`."""

    upload_id: str
    job_id: str
    status: str
    duplicate_of: str | None = None
    result_id: str | None = None
    known_since: datetime | None = None


def accept(actor: Actor, filename: str, data: bytes, person_id: str | None = None) -> Accepted:
    """Keep the file and queue its job, for somebody of the account; without `person_id` it is the first person.

    Raises SignInRequired, EmptyFile, UnsupportedFormat, FileTooLarge, QuotaExceeded; StorageUnavailable and
    DatabaseUnavailable leave nothing behind.
    """
    require_user(actor)
    _note_start(actor)
    try:
        return admit_file(actor.user_id, filename, data, person_id=person_id)
    except MedAppError as error:
        _note_refusal(actor, error)
        raise


def admit_file(
    owner_id: str, filename: str, data: bytes, *, is_sample: bool = False, person_id: str | None = None
) -> Accepted:
    """The checks and the rows, for an owner who was let in already."""
    reader = _check(data, filename)
    sha256 = hashlib.sha256(data).hexdigest()
    with read() as session:
        if person_id is not None:
            people_rows.get(session, owner_id, person_id)
        if known := _find_known(session, owner_id, sha256):
            return known
        if not is_sample:
            consents.require(session, owner_id)
            _check_quota(session, owner_id)
    deletion.erase_hidden_twin(owner_id, sha256)
    upload = Upload(
        user_id=owner_id,
        sha256=sha256,
        storage_key=storage.keep(data),
        original_name=shown_name(filename),
        media_type=reader.media_types[0],
        size_bytes=len(data),
        is_sample=is_sample,
        person_id=person_id,
        created_at=utc_now(),
    )
    try:
        accepted = _insert(upload, reader.name)
    except IntegrityError:  # the same file came twice at once; the other one was first
        storage.remove(upload.storage_key)
        with read() as session:
            if known := _find_known(session, owner_id, sha256):
                return known
        raise
    except BaseException:
        storage.remove(upload.storage_key)
        raise
    enqueue_softly(accepted.job_id)
    return accepted


def shown_name(filename: str) -> str:
    """A file's name fit to be shown and never used as a path: no folders, no control or direction characters."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    if len(kept) > LONGEST_NAME:
        stem, dot, suffix = kept.rpartition(".")
        kept = f"{stem[: LONGEST_NAME - 11]}…{dot}{suffix[:9]}" if dot else kept[:LONGEST_NAME]
    return kept or "report"


def _check(data: bytes, filename: str) -> formats.Reader:
    settings = get_settings()
    if len(data) > settings.max_file_bytes:
        raise FileTooLarge(limit_mb=settings.max_file_mb)
    return formats.sniff(data, filename)


def _check_quota(session: Session, owner_id: str) -> None:
    limit = get_settings().files_per_day
    if upload_rows.count_since(session, owner_id, utc_now() - timedelta(days=1)) >= limit:
        raise QuotaExceeded(limit=limit)


def _find_known(session: Session, owner_id: str, sha256: str) -> Accepted | None:
    upload = upload_rows.find_by_hash(session, owner_id, sha256)
    latest = job_rows.find_latest_of_upload(session, upload.id) if upload else None
    if upload is None or latest is None:
        return None
    job, result_id = latest
    return Accepted(
        upload.id,
        job.id,
        job.status,
        duplicate_of=result_id or job.id,
        result_id=result_id,
        known_since=upload.created_at,
    )


def _insert(upload: Upload, reader_name: str) -> Accepted:
    with write(durable=True) as session:
        job = upload_rows.add_with_job(session, upload)
        if not upload.is_sample:
            events.emit(session, "upload_success", upload.user_id, job.id, reader=reader_name)
        events.emit(session, "job_created", upload.user_id, job.id, is_sample=upload.is_sample)
        audit.record(session, upload.user_id, "upload_accepted", "upload", upload.id, job_id=job.id, reader=reader_name)
        return Accepted(upload.id, job.id, job.status)


def _note_start(actor: Actor) -> None:
    with write() as session:
        events.emit(session, "upload_started", actor.user_id)


def _note_refusal(actor: Actor, error: MedAppError) -> None:
    with write() as session:
        events.emit(session, "upload_refused", actor.user_id, code=error.code)
        audit.record(session, actor.user_id, "upload_refused", outcome="refused", code=error.code)
