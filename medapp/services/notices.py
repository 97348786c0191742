"""Tell a person that a report is read, or could not be: on every page until it is seen, and by mail when asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from medapp.db import audit
from medapp.db import notices as notice_rows
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import utc_now
from medapp.i18n import DEFAULT_LANGUAGE
from medapp.services import consents
from medapp.services.actors import Actor, require_user

READY, FAILED = "result_ready", "job_failed"
MOST_SHOWN = 5
KEPT = timedelta(days=14)  # older news is no news: the history has it


@dataclass(frozen=True, slots=True)
class NoticeView:
    """`kind` is READY or FAILED."""

    kind: str
    job_id: str
    result_id: str | None
    file_name: str
    created_at: datetime


def list_unseen(actor: Actor) -> list[NoticeView]:
    """What ended and was not seen yet, the newest first. A guest has one sample and looks at it: no news."""
    if actor.is_guest:
        return []
    with read() as session:
        rows = notice_rows.list_unseen(session, actor.user_id, utc_now() - KEPT, MOST_SHOWN)
    return [
        NoticeView(row.kind, row.job_id or "", row.result_id, upload.original_name, row.created_at)
        for row, upload in rows
    ]


def mark_seen(actor: Actor, *job_ids: str) -> bool:
    """These jobs' notices were seen, or all of them when none is named; whether any was news."""
    with write() as session:
        return notice_rows.mark_seen(session, actor.user_id, utc_now(), job_ids or None) > 0


def wants_mail(actor: Actor) -> bool:
    with read() as session:
        return user_rows.get(session, actor.user_id).mail_results


def set_mail(actor: Actor, wanted: bool) -> None:
    """Whether a letter says that a result is ready: wanting it is the consent to it. Raises SignInRequired."""
    require_user(actor)
    with write() as session:
        if wanted:
            consents.record(session, actor.user_id, "result_mails", actor.language or DEFAULT_LANGUAGE)
        elif consents.state_of(session, actor.user_id, "result_mails") in ("given", "outdated"):
            consents.withdraw(session, actor.user_id, "result_mails")
        user = user_rows.get(session, actor.user_id)
        user.mail_results = wanted
        session.add(user)
        audit.record(session, actor.user_id, "mail_results_set", "user", actor.user_id, wanted=wanted)
