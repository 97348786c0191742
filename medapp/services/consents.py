"""Consents: one purpose, one document, one version each; given and taken back separately, and all of it remembered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from medapp.db import audit
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import Consent, utc_now
from medapp.errors import ConsentOutdated, ConsentWithdrawn, InvalidForm, NotFound
from medapp.services.actors import CONSENT_PURPOSE, CONSENT_VERSION, Actor, require_user

VERSIONS = {
    CONSENT_PURPOSE: CONSENT_VERSION,
    "keep_originals": "2026-12",
    "result_mails": "2026-12",
    "sharing": "2026-12",
}
"""Purpose -> version of its text. A text that changes gets a new version here, and everybody is asked again."""

State = Literal["given", "outdated", "revoked", "never"]


@dataclass(frozen=True, slots=True)
class ConsentView:
    """`version` is what was agreed to, `current` the text of today; both dates belong to the newest consent."""

    purpose: str
    state: State
    current: str
    version: str | None = None
    given_at: datetime | None = None
    revoked_at: datetime | None = None


def list_mine(actor: Actor) -> list[ConsentView]:
    """Every purpose, in the order in which they are asked."""
    with read() as session:
        rows = user_rows.list_consents(session, actor.user_id)
    return [_view(purpose, [row for row in rows if row.purpose == purpose]) for purpose in VERSIONS]


def state_of(session: Session, user_id: str, purpose: str) -> State:
    """Where a person stands with one purpose."""
    rows = [row for row in user_rows.list_consents(session, user_id) if row.purpose == purpose]
    return _view(purpose, rows).state


def holds(actor: Actor, purpose: str) -> bool:
    """Whether the actor agreed to today's text of this purpose and did not take it back."""
    with read() as session:
        return state_of(session, actor.user_id, purpose) == "given"


def require(session: Session, user_id: str, purpose: str = CONSENT_PURPOSE) -> None:
    """Raises ConsentOutdated when the text changed since, ConsentWithdrawn when there is no consent (purpose)."""
    state = state_of(session, user_id, purpose)
    if state == "outdated":
        raise ConsentOutdated(purpose=purpose)
    if state != "given":
        raise ConsentWithdrawn(purpose=purpose)


def give(actor: Actor, purpose: str, language: str) -> None:
    """Agree to today's text, read in `language`. Agreeing twice changes nothing. Raises InvalidForm, SignInRequired."""
    require_user(actor)
    _check(purpose)
    with write(durable=True) as session:
        record(session, actor.user_id, purpose, language)


def record(session: Session, user_id: str, purpose: str, language: str) -> None:
    """The same inside the caller's transaction, for a choice that is itself the consent."""
    if state_of(session, user_id, purpose) == "given":
        return
    version = VERSIONS[purpose]
    user_rows.end_consents(session, user_id, purpose, utc_now())
    user_rows.add_consent(session, user_id, purpose, version, language)
    _follow(session, user_id, purpose, given=True)
    audit.record(session, user_id, "consent_given", "user", user_id, purpose=purpose, version=version)


def revoke(actor: Actor, purpose: str) -> None:
    """Take a consent back: what it allowed stops now. Raises InvalidForm, NotFound when there is none."""
    require_user(actor)
    _check(purpose)
    with write(durable=True) as session:
        withdraw(session, actor.user_id, purpose)


def withdraw(session: Session, user_id: str, purpose: str) -> None:
    """The same inside the caller's transaction. Raises NotFound when there is nothing to take back."""
    if not user_rows.end_consents(session, user_id, purpose, utc_now()):
        raise NotFound
    _follow(session, user_id, purpose, given=False)
    audit.record(session, user_id, "consent_revoked", "user", user_id, purpose=purpose)


def _follow(session: Session, user_id: str, purpose: str, *, given: bool) -> None:
    """What hangs on a consent changes with it."""
    user = user_rows.get(session, user_id)
    if purpose == "result_mails":
        user.mail_results = given
    elif purpose == "keep_originals" and given:
        user.keep_originals_days = None
    elif purpose == "sharing" and not given:
        user_rows.end_shares(session, user_id, utc_now())
    session.add(user)


def _check(purpose: str) -> None:
    if purpose not in VERSIONS:
        raise InvalidForm(field="purpose")


def _view(purpose: str, rows: list[Consent]) -> ConsentView:
    """`rows` are of this purpose, the oldest first."""
    current = VERSIONS[purpose]
    if not rows:
        return ConsentView(purpose, "never", current)
    row = rows[-1]
    state: State = "revoked" if row.revoked_at else "given" if row.version == current else "outdated"
    return ConsentView(purpose, state, current, row.version, row.given_at, row.revoked_at)
