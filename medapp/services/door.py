"""Between the two steps of signing in: a ticket that says the password was right, for five minutes."""

import base64
import binascii
import hashlib
import hmac
import time

from medapp.db import users as user_rows
from medapp.db.engine import read
from medapp.db.tables import User
from medapp.errors import BadCredentials
from medapp.settings import get_settings

VALID_S = 300


def ticket_for(user: User) -> str:
    """Names the account and the time; a new password spoils it."""
    facts = f"{user.id}.{int(time.time())}"
    return base64.urlsafe_b64encode(f"{facts}.{_mark(facts, user)}".encode()).decode().rstrip("=")


def holder_of(ticket: str) -> User:
    """Whose password was right. Raises BadCredentials when the ticket is forged, spoilt or too old."""
    try:
        user_id, at, mark = base64.urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4)).decode().split(".")
        is_young = 0 <= time.time() - int(at) <= VALID_S
    except (ValueError, binascii.Error) as error:
        raise BadCredentials from error
    with read() as session:
        user = user_rows.find(session, user_id)
    if user is None or user.disabled_at or not is_young:
        raise BadCredentials
    if not hmac.compare_digest(mark, _mark(f"{user_id}.{at}", user)):
        raise BadCredentials
    return user


def _mark(facts: str, user: User) -> str:
    text = f"door:{facts}:{user.password_hash}"
    return hmac.new(get_settings().secret_key, text.encode(), hashlib.sha256).hexdigest()
