"""Open an account, sign in and out, and say who a token belongs to."""

import re
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from medapp.db import audit, events, throttles
from medapp.db import sessions as session_rows
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import User, utc_now
from medapp.errors import BadCredentials, ConsentRequired, EmailTaken, InvalidForm, SecondFactorRequired
from medapp.services import admission, door, passwords, second_factor
from medapp.services.actors import (
    CONSENT_PURPOSE,
    CONSENT_VERSION,
    AccountView,
    Actor,
    Registration,
    SessionView,
    SignedIn,
)
from medapp.services.admission import first_account_open
from medapp.services.profile import (
    change_password,
    confirm_password,
    list_sessions,
    me,
    revoke_session,
    set_language,
    set_theme,
)
from medapp.services.throttling import admit_registration, admit_sign_in, sign_in_keys
from medapp.settings import get_settings

__all__ = [
    "AccountView", "Actor", "Registration", "SessionView", "SignedIn", "change_password", "confirm_password",
    "first_account_open", "grant_admin", "list_sessions", "me", "open_session", "register", "revoke_session",
    "set_language", "set_theme", "sign_in", "sign_in_by_code", "sign_out", "whoami",
]  # fmt: skip

LONGEST_EMAIL = 254
SEEN_EVERY = timedelta(minutes=5)
_LETTER = r"[^@\s.\x00-\x1f\ud800-\udfff]"
_EMAIL = re.compile(rf"({_LETTER}|\.)+@{_LETTER}+(\.{_LETTER}+)+")


def register(form: Registration, agent: str | None = None, origin: str | None = None) -> SignedIn:
    """Open an account and sign in; the first one becomes the administrator.

    Raises InvalidForm(field), WeakPassword, PasswordTooLong, ConsentRequired, EmailTaken, TooManyAttempts,
    RegistrationClosed, InviteRequired.
    """
    admission.admit(form.invite)
    email = _checked_email(form.email)
    passwords.check_rules(form.password)
    if not form.consent:
        raise ConsentRequired(field="consent")
    if form.birth_date and not (form.birth_date.year >= 1900 and form.birth_date <= utc_now().date()):
        raise InvalidForm(field="birth_date")
    admit_registration(origin)
    password_hash = passwords.hash_password(form.password)
    try:
        with write(durable=True) as session:
            return _open_account(session, form, email, password_hash, agent)
    except IntegrityError as error:  # two people typed the same address at once
        raise EmailTaken from error


def sign_in(
    email: str, password: str, agent: str | None = None, origin: str | None = None, code: str | None = None
) -> SignedIn:
    """A new session. Raises BadCredentials alike for an unknown address and a wrong password, TooManyAttempts.

    An account with a second factor raises SecondFactorRequired (ticket) without a code, which is told only to who
    knows the password, and BadSecondFactor for a wrong one.
    """
    email = email.strip().lower().replace("\x00", "").encode(errors="replace").decode()
    passwords.check_length(password)
    admit_sign_in(email, origin)
    with read() as session:
        user = user_rows.find_by_email(session, email)
    right = passwords.is_right(password, user.password_hash if user else None)
    with write() as session:
        if not right or user is None or user.disabled_at:
            audit.record(session, user.id if user else "nobody", "sign_in", outcome="refused")
        else:
            account_key, address_key = sign_in_keys(email, origin)
            throttles.forgive(session, account_key)
            throttles.undo(session, address_key)
            if not second_factor.is_on(session, user.id):
                return _enter(session, user, agent)
    if not right or user is None or user.disabled_at:
        raise BadCredentials
    if code is None:
        raise SecondFactorRequired(ticket=door.ticket_for(user))
    return _enter_by_code(user, code, agent)


def sign_in_by_code(ticket: str, code: str, agent: str | None = None) -> SignedIn:
    """The second step at the door: the ticket of the first one, and a code.

    Raises BadSecondFactor, TooManyAttempts; BadCredentials when the ticket is spoilt or too old.
    """
    return _enter_by_code(door.holder_of(ticket), code, agent)


def sign_out(actor: Actor) -> None:
    """End this session; its token opens nothing any more."""
    with write() as session:
        if session_rows.revoke(session, actor.session_id, actor.user_id):
            audit.record(session, actor.user_id, "sign_out", "session", actor.session_id)


def whoami(token: str | None) -> Actor | None:
    """Whose token this is, or None. Cheap: one indexed read, and a write every few minutes."""
    if not token:
        return None
    now = utc_now()
    with read() as session:
        found = session_rows.find_by_token(session, token, now)
    if found is None:
        return None
    row, user = found
    if now - row.seen_at > SEEN_EVERY:
        with write() as session:
            session_rows.touch(session, row.id, now)
    return _actor(user, row.id)


def grant_admin(email: str) -> bool:
    """The operator's: make this account an administrator; False when there is no such account."""
    with write() as session:
        user = user_rows.find_by_email(session, email.strip().lower())
        if user is None:
            return False
        user.role = "admin"
        session.add(user)
        audit.record(session, "operator", "admin_granted", "user", user.id)
    return True


def open_session(session: Session, user: User, agent: str | None) -> SignedIn:
    """A fresh token for this user, inside the caller's transaction."""
    now = utc_now()
    settings = get_settings()
    kept = timedelta(hours=settings.guest_hours) if user.role == "guest" else settings.session_length
    token, session_id = session_rows.add(session, user.id, now=now, expires_at=now + kept, agent=agent)
    return SignedIn(token, _actor(user, session_id))


def _enter_by_code(user: User, code: str, agent: str | None) -> SignedIn:
    second_factor.check(user.id, code)
    with write() as session:
        return _enter(session, user, agent, second_factor=True)


def _enter(session: Session, user: User, agent: str | None, **details: Any) -> SignedIn:
    audit.record(session, user.id, "sign_in", "user", user.id, **details)
    return open_session(session, user, agent)


def _open_account(session: Session, form: Registration, email: str, password_hash: str, agent: str | None) -> SignedIn:
    if user_rows.find_by_email(session, email):
        raise EmailTaken
    first = not user_rows.has_admin(session)
    user = User(email=email, password_hash=password_hash, role="admin" if first else "user", language=form.language)
    admission.spend(session, form.invite)
    user_rows.add(session, user, sex=form.sex, birth_date=form.birth_date)
    user_rows.add_consent(session, user.id, CONSENT_PURPOSE, CONSENT_VERSION, form.language or "en")
    audit.record(session, user.id, "signup", "user", user.id, role=user.role, consent=CONSENT_VERSION)
    events.emit(session, "signup", user.id)
    opened = open_session(session, user, agent)
    return SignedIn(opened.token, opened.actor, is_first_admin=first)


def _checked_email(text: str) -> str:
    email = text.strip().lower()
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise InvalidForm(field="email")
    return email


def _actor(user: User, session_id: str) -> Actor:
    return Actor(user.id, user.role, session_id, user.language, user.email, user.theme)
