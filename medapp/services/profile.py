"""What people change about themselves: password, sessions, language, theme, sex and birth date."""

from medapp.db import audit, throttles
from medapp.db import people as person_rows
from medapp.db import sessions as session_rows
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import utc_now
from medapp.domain.people import Sex
from medapp.errors import BadCredentials, InvalidForm, NotFound
from medapp.services import passwords
from medapp.services.actors import CONSENT_PURPOSE, AccountView, Actor, SessionView, require_user
from medapp.services.throttling import admit_sign_in, sign_in_keys
from medapp.settings import get_settings

THEMES = ("light", "dark", "system")


def me(actor: Actor) -> AccountView:
    """The account as its owner sees it."""
    with read() as session:
        user = user_rows.get(session, actor.user_id)
        person = person_rows.find_first(session, actor.user_id)
        consent = user_rows.find_consent(session, actor.user_id, CONSENT_PURPOSE)
    return AccountView(
        user_id=user.id,
        email=user.email,
        role=user.role,
        language=user.language,
        theme=user.theme,
        created_at=user.created_at,
        sex=Sex(person.sex) if person and person.sex else None,
        birth_date=person.birth_date if person else None,
        pregnant=person.pregnant if person else None,
        consent_version=consent.version if consent else None,
        consent_given_at=consent.given_at if consent else None,
    )


def change_password(actor: Actor, old: str, new: str, agent: str | None = None) -> str:
    """Change it, end every session of the account, and return the token of a fresh one for this browser.

    Raises BadCredentials, WeakPassword, PasswordTooLong, TooManyAttempts, SignInRequired.
    """
    require_user(actor)
    passwords.check_rules(new)
    passwords.check_length(old)
    with read() as session:
        user = user_rows.get(session, actor.user_id)
    admit_sign_in(user.email or "", f"password-change:{actor.user_id}")
    if not passwords.is_right(old, user.password_hash):
        raise BadCredentials
    new_hash = passwords.hash_password(new)
    now = utc_now()
    with write(durable=True) as session:
        user = user_rows.get(session, actor.user_id)
        user.password_hash = new_hash
        session.add(user)
        session_rows.revoke_all(session, actor.user_id)
        throttles.forgive(session, sign_in_keys(user.email or "", None)[0])
        expires_at = now + get_settings().session_length
        token, _ = session_rows.add(session, actor.user_id, now=now, expires_at=expires_at, agent=agent)
        audit.record(session, actor.user_id, "password_changed", "user", actor.user_id)
    return token


def confirm_password(actor: Actor, password: str) -> None:
    """Ask for the password once more before something grave. Raises BadCredentials, TooManyAttempts."""
    passwords.check_length(password)
    with read() as session:
        user = user_rows.get(session, actor.user_id)
    admit_sign_in(user.email or "", f"confirm:{actor.user_id}")
    if not passwords.is_right(password, user.password_hash):
        with write() as session:
            audit.record(session, actor.user_id, "password_checked", "user", actor.user_id, outcome="refused")
        raise BadCredentials
    with write() as session:
        throttles.forgive(session, sign_in_keys(user.email or "", None)[0])


def list_sessions(actor: Actor) -> list[SessionView]:
    """The actor's live sessions, the last used first."""
    with read() as session:
        rows = session_rows.list_live(session, actor.user_id, utc_now())
    return [
        SessionView(row.id, row.agent, row.created_at, row.seen_at, row.expires_at, row.id == actor.session_id)
        for row in rows
    ]


def revoke_session(actor: Actor, session_id: str) -> None:
    """End one of the actor's own sessions. Raises NotFound, also for somebody else's."""
    with write() as session:
        if not session_rows.revoke(session, session_id, actor.user_id):
            raise NotFound
        audit.record(session, actor.user_id, "session_revoked", "session", session_id)


def set_language(actor: Actor, tag: str) -> None:
    """Remember the language; the caller has checked that it exists."""
    with write() as session:
        user = user_rows.get(session, actor.user_id)
        user.language = tag
        session.add(user)


def set_theme(actor: Actor, theme: str) -> None:
    """Raises InvalidForm for anything but light, dark and system."""
    if theme not in THEMES:
        raise InvalidForm(field="theme")
    with write() as session:
        user = user_rows.get(session, actor.user_id)
        user.theme = theme
        session.add(user)
