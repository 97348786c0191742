"""How often one account and one address may try before they have to wait."""

import hashlib

from medapp.db import throttles
from medapp.db.engine import write
from medapp.db.tables import utc_now
from medapp.settings import get_settings

# Five mistyped passwords are a person; fifty from one address are not (a family shares an address).
ACCOUNT_FREE, ADDRESS_FREE = 5, 30
FIRST_PAUSE_S, LONGEST_PAUSE_S = 5.0, 900.0


def sign_in_keys(email: str, origin: str | None) -> tuple[str, str]:
    """The counters of an account and of an address; an address is never kept in clear."""
    return f"account:{_mark(email)}", f"address:{_mark(origin or 'unknown')}"


def admit_sign_in(email: str, origin: str | None) -> None:
    """Count this attempt before anything is hashed. Raises TooManyAttempts(retry_after_s)."""
    account, address = sign_in_keys(email, origin)
    pauses = {"first_pause_s": FIRST_PAUSE_S, "longest_pause_s": LONGEST_PAUSE_S}
    with write() as session:
        throttles.admit(session, address, free=ADDRESS_FREE, now=utc_now(), **pauses)
        throttles.admit(session, account, free=ACCOUNT_FREE, now=utc_now(), **pauses)


def code_key(user_id: str) -> str:
    """The counter of codes of the second factor."""
    return f"code:{user_id}"


def admit_code(user_id: str) -> None:
    """Count this code before it is looked at: six digits are guessed in a day unless slowed. Raises TooManyAttempts."""
    pauses = {"first_pause_s": FIRST_PAUSE_S, "longest_pause_s": LONGEST_PAUSE_S}
    with write() as session:
        throttles.admit(session, code_key(user_id), free=ACCOUNT_FREE, now=utc_now(), **pauses)


def admit_reset(email: str, origin: str | None) -> None:
    """Count this wish for a new password; five an hour for one account. Raises TooManyAttempts(retry_after_s)."""
    with write() as session:
        for key, free in (
            (f"reset:{_mark(email)}", ACCOUNT_FREE),
            (f"reset:{_mark(origin or 'unknown')}", ADDRESS_FREE),
        ):
            throttles.admit(session, key, free=free, now=utc_now(), first_pause_s=60, longest_pause_s=LONGEST_PAUSE_S)


def admit_registration(origin: str | None) -> None:
    """Count a new account (or sample) of this address. Raises TooManyAttempts(retry_after_s)."""
    free = get_settings().registrations_per_hour
    key = f"registration:{_mark(origin or 'unknown')}"
    with write() as session:
        throttles.admit(session, key, free=free, now=utc_now(), first_pause_s=60, longest_pause_s=LONGEST_PAUSE_S)


def admit_guess(origin: str | None) -> None:
    """Count a link that leads nowhere. Raises TooManyAttempts(retry_after_s) for an address that goes on guessing."""
    pauses = {"first_pause_s": FIRST_PAUSE_S, "longest_pause_s": LONGEST_PAUSE_S}
    with write() as session:
        throttles.admit(session, f"link:{_mark(origin or 'unknown')}", free=ADDRESS_FREE, now=utc_now(), **pauses)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
