"""How long the files themselves are kept: what the law of the consent, the operator and the person say together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from loguru import logger

from medapp import storage
from medapp.db import audit
from medapp.db import originals as original_rows
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import Upload, User, utc_now
from medapp.errors import InvalidForm, StorageUnavailable
from medapp.services import consents
from medapp.services.actors import Actor, require_user
from medapp.settings import get_settings

KEEP = "keep_originals"
# A file that could not be read is no use to anybody who keeps none, but its owner may want to try again today.
LEAST_FOR_A_FAILURE = timedelta(days=1)
LONGEST_DAYS = 3650

Choice = Literal["default", "keep", "after_reading", "days"]


@dataclass(frozen=True, slots=True)
class OriginalsView:
    """`days` is what holds now: None keeps until the report is deleted, 0 removes the file once it is read.

    `default_days` holds for who never chose, `max_days` is the operator's limit.
    """

    choice: Choice
    days: int | None
    default_days: int
    max_days: int | None


def view_of(actor: Actor) -> OriginalsView:
    """What holds for the actor's files."""
    with read() as session:
        user = user_rows.get(session, actor.user_id)
        keeps = consents.state_of(session, actor.user_id, KEEP) in ("given", "outdated")
    settings = get_settings()
    return OriginalsView(
        choice=_choice(user, keeps),
        days=days_for(user.keep_originals_days, keeps),
        default_days=days_for(None, keeps=False) or 0,
        max_days=settings.keep_originals_max_days,
    )


def choose(actor: Actor, days: int | None, language: str) -> None:
    """Set it for all files, those of today too; None keeps them and is the consent to keeping. Raises InvalidForm."""
    require_user(actor)
    limit = get_settings().keep_originals_max_days
    if days is not None and not 0 <= days <= min(LONGEST_DAYS, limit or LONGEST_DAYS):
        raise InvalidForm(field="days")
    if days is None and limit is not None:
        raise InvalidForm(field="days")
    with write(durable=True) as session:
        has_consent = consents.state_of(session, actor.user_id, KEEP) in ("given", "outdated")
        if days is None:
            consents.record(session, actor.user_id, KEEP, language)
        elif has_consent:
            consents.withdraw(session, actor.user_id, KEEP)
        user = user_rows.get(session, actor.user_id)
        user.keep_originals_days = days
        session.add(user)
        audit.record(session, actor.user_id, "originals_choice", "user", actor.user_id, days=days)


def days_for(chosen: int | None, keeps: bool) -> int | None:
    """Days for one person's files; None without end. Without a choice or a consent the operator's default holds."""
    settings = get_settings()
    wanted = chosen if chosen is not None else None if keeps else settings.keep_originals_days
    limit = settings.keep_originals_max_days
    if limit is None:
        return wanted
    return limit if wanted is None else min(wanted, limit)


def remove_over() -> int:
    """Housekeeping: remove the files whose time is over; their results stay. How many."""
    now, removed = utc_now(), 0
    with read() as session:
        groups = [(chosen, keeps, days_for(chosen, keeps)) for chosen, keeps in original_rows.choices(session, KEEP)]
    for chosen, keeps, days in groups:
        if days is None:
            continue
        before = now - timedelta(days=days)
        failed_before = min(before, now - LEAST_FOR_A_FAILURE)
        with read() as session:
            over = original_rows.list_over(session, KEEP, chosen, keeps, before, failed_before)
        removed += sum(_remove(upload, now) for upload in over)
    return removed


def _remove(upload: Upload, now: datetime) -> bool:
    try:
        storage.remove(upload.storage_key)
    except StorageUnavailable:
        logger.warning("a file whose time is over cannot be removed yet")
        return False
    with write() as session:
        original_rows.mark_removed(session, upload.id, now)
        audit.record(session, "system", "original_removed", "upload", upload.id)
    return True


def _choice(user: User, keeps: bool) -> Choice:
    if user.keep_originals_days is None:
        return "keep" if keeps else "default"
    return "days" if user.keep_originals_days else "after_reading"
