"""Acts of destruction with the extract of the log.

The fields are those that order 179 of Roskomnadzor (28 October 2022) asks of the act and of the extract: who, whose,
which kinds of data, from which system, how, why and when. The audit log keeps the act's hash and no personal data.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from medapp.db.tables import AuditLog
from medapp.settings import get_settings

KEPT_YEARS = 3  # article 8 of order 179: act and extract are kept for three years
SYSTEM = "medapp"
METHOD = "rows and files deleted"
CATEGORIES = ("accounts", "files", "results", "measurements")
"""Kinds of data by what was counted: the account itself, original files, reports as read, laboratory values."""


def draw_up(
    *,
    subject: str,
    email: str | None,
    reason: str,
    at: datetime,
    destroyed: list[dict[str, Any]],
    counts: dict[str, int],
) -> dict[str, Any]:
    """The act without its number and extract: `reason` is own_request, consent_withdrawn or account_erased."""
    settings = get_settings()
    return {
        "erased_at": at.isoformat(),
        "subject": subject,
        "email": email,
        "operator": settings.operator_name,
        "operator_address": settings.support_address,
        "system": SYSTEM,
        "categories": [name for name in CATEGORIES if counts.get(name)],
        "reason": reason,
        "method": METHOD,
        "destroyed": destroyed,
        "counts": counts,
        "proof_kept_until": at.replace(year=at.year + KEPT_YEARS, day=min(at.day, 28)).date().isoformat(),
    }


def digest(act: dict[str, Any]) -> str:
    """What the audit log keeps of an act: whoever shows the act later shows that it is this one."""
    return hashlib.sha256(json.dumps(act, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def number_of(row: AuditLog) -> str:
    """The act's number: the row of the log and the beginning of its hash."""
    return f"{row.id}-{row.hash[:12]}"


def extract(rows: Iterable[AuditLog]) -> list[dict[str, Any]]:
    """Rows of the log as their subject may see them, ready for JSON."""
    return [access(row) | {"at": row.at.isoformat()} for row in rows]


def access(row: AuditLog) -> dict[str, Any]:
    """An audit row as its subject may see it."""
    return row.model_dump(include={"at", "actor", "act", "object_kind", "object_id", "outcome", "details", "hash"})
