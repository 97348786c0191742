"""A forgotten password: a link that sets a new one, from the operator or by mail, once and for a day."""

from datetime import timedelta

from medapp.db import access_links, audit, throttles
from medapp.db import sessions as session_rows
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import utc_now
from medapp.errors import ResetLinkExpired
from medapp.services import passwords, second_factor
from medapp.services.throttling import sign_in_keys
from medapp.settings import get_settings

RESET = "reset"


def make_link(email: str, by: str = "operator") -> str | None:
    """The address that sets a new password; None when there is no such account. Older links of it end."""
    settings, now = get_settings(), utc_now()
    with write(durable=True) as session:
        user = user_rows.find_by_email(session, email.strip().lower())
        if user is None:
            return None
        access_links.end_of_user(session, user.id, now)
        expires_at = now + timedelta(hours=settings.reset_hours)
        token = access_links.add(session, RESET, now=now, expires_at=expires_at, user_id=user.id)
        audit.record(session, by, "reset_link_made", "user", user.id)
    return f"{settings.public_url}/reset?token={token}"


def is_valid(token: str) -> bool:
    """Whether the link still works."""
    with read() as session:
        return access_links.find(session, RESET, token, utc_now()) is not None


def set_password(token: str, new: str) -> None:
    """Spend the link: every session ends, and the second factor stays. Raises ResetLinkExpired, WeakPassword, …"""
    if not is_valid(token):
        raise ResetLinkExpired
    passwords.check_rules(new)
    new_hash = passwords.hash_password(new)
    with write(durable=True) as session:
        link = access_links.use(session, RESET, token, utc_now())
        if link is None or link.user_id is None:
            raise ResetLinkExpired
        user = user_rows.get(session, link.user_id)
        user.password_hash = new_hash
        session.add(user)
        session_rows.revoke_all(session, user.id)
        throttles.forgive(session, sign_in_keys(user.email or "", None)[0])
        audit.record(session, user.id, "password_reset", "user", user.id)


def drop_second_factor(email: str) -> bool:
    """The operator's: turn the second factor of an account off; False when there is none."""
    with write(durable=True) as session:
        user = user_rows.find_by_email(session, email.strip().lower())
        if user is None or not second_factor.is_on(session, user.id):
            return False
        second_factor.remove(session, user.id, "operator")
    return True
