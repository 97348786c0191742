"""Who did what with my data, when: the audit log as its subject may read it, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from medapp.db import audit
from medapp.db import users as user_rows
from medapp.db.engine import read
from medapp.db.tables import AuditLog
from medapp.errors import InvalidForm
from medapp.services.actors import Actor

PAGE = 30
GROUPS: dict[str, tuple[str, ...]] = {
    "door": (
        "signup", "sign_in", "sign_out", "session_revoked", "password_changed", "password_reset", "password_checked",
        "reset_link_made", "second_factor_on", "second_factor_off", "second_factor_checked", "recovery_code_used",
    ),
    "reports": (
        "upload_accepted", "upload_refused", "job_started", "job_done", "job_failed", "job_paused", "job_retried",
        "process_died", "result_viewed", "result_rescored", "critical_shown", "person_changed", "result_reviewed",
        "measurement_corrected",
    ),
    "leaving": ("exported", "share_created", "share_opened", "share_revoked", "notice_mailed"),
    "rights": (
        "consent_given", "consent_revoked", "originals_choice", "original_removed", "report_deleted",
        "deletion_undone", "report_erased", "units_changed", "mail_results_set",
    ),
    "operator": ("admin_granted", "reset_link_made", "second_factor_off"),
}  # fmt: skip
"""Filter -> acts. What stands in none of them is shown under "all"."""

_OPERATORS = ("operator", "system", "worker")


@dataclass(frozen=True, slots=True)
class Entry:
    """`who` is you, somebody (at the door), service, operator, account or link; `origin` the network it came from."""

    id: int
    at: datetime
    who: str
    act: str
    outcome: str
    origin: str | None
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LogPage:
    """`earlier` goes into `before` for the next page; None on the last one."""

    entries: list[Entry]
    earlier: int | None


def list_entries(actor: Actor, group: str = "", before: int | None = None) -> LogPage:
    """The newest first. Raises InvalidForm for a group that is none."""
    if group and group not in GROUPS:
        raise InvalidForm(field="group")
    with read() as session:
        acts = GROUPS[group] if group else None
        rows = audit.list_of_owner(session, actor.user_id, acts=acts, before=before, limit=PAGE + 1)
        if group == "operator":
            rows = [row for row in rows if row.actor == "operator"]
        admins = {row.actor: user_rows.find(session, row.actor) for row in rows if _is_somebody_else(row, actor)}
    newest = rows[::-1]
    entries = [_entry(row, actor, bool(admins.get(row.actor))) for row in newest[:PAGE]]
    return LogPage(entries, entries[-1].id if len(newest) > PAGE else None)


def _is_somebody_else(row: AuditLog, actor: Actor) -> bool:
    return row.actor not in (actor.user_id, *_OPERATORS)


def _entry(row: AuditLog, actor: Actor, is_account: bool) -> Entry:
    if row.actor == actor.user_id:
        # A refused attempt is logged under the account it was made on: nobody knows who made it.
        who = "somebody" if row.outcome == "refused" and row.act in GROUPS["door"] else "you"
    elif row.actor in ("worker", "system"):
        who = "service"
    else:
        who = "operator" if row.actor == "operator" else "account" if is_account else "link"
    return Entry(row.id or 0, row.at, who, row.act, row.outcome, row.origin, dict(row.details or {}))
