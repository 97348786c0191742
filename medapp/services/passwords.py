"""Password rules and hashing: bcrypt, at most two at a time, and never a difference that tells who has an account."""

import threading
from functools import lru_cache

import bcrypt

from medapp.errors import InvalidForm, PasswordTooLong, Unavailable, WeakPassword
from medapp.settings import get_settings

MINIMUM_CHARACTERS = 8
LIMIT_BYTES = 72  # bcrypt reads no further, and version 5 raises; 36 Cyrillic letters
LONGEST_WAIT_S = 20
# One hash keeps a core busy for a third of a second: two at once leave the rest of the product breathing.
_hashing = threading.BoundedSemaphore(2)


# What attackers try first; length does the rest.
COMMON = frozenset(
    {
        "password", "password1", "passw0rd", "12345678", "123456789", "1234567890", "11111111", "00000000",
        "qwertyui", "qwertyuiop", "qwerty123", "iloveyou", "87654321", "1q2w3e4r", "1qaz2wsx", "abcd1234",
        "abc12345", "йцукенгш", "пароль123", "parol123", "asdfghjk", "letmein1",
    }
)  # fmt: skip


def check_rules(password: str) -> None:
    """Raises WeakPassword(minimum) or PasswordTooLong(limit_bytes)."""
    if len(password) < MINIMUM_CHARACTERS or "\x00" in password or password.lower() in COMMON:
        raise WeakPassword(field="password", minimum=MINIMUM_CHARACTERS)
    check_length(password)


def check_length(password: str) -> None:
    """Raises PasswordTooLong above what bcrypt reads, instead of comparing a part of it."""
    try:
        encoded = password.encode()
    except UnicodeEncodeError as error:  # half of a character pair, as only a program sends it
        raise InvalidForm(field="password") from error
    if len(encoded) > LIMIT_BYTES:
        raise PasswordTooLong(field="password", limit_bytes=LIMIT_BYTES)


def hash_password(password: str) -> str:
    """Slow by design: call it outside transactions and off the event loop."""
    with _Turn():
        return bcrypt.hashpw(password.encode(), bcrypt.gensalt(get_settings().bcrypt_cost)).decode()


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether the password fits; an unknown account costs the same time as a wrong password."""
    known = password_hash is not None and "\x00" not in password
    with _Turn():
        fits = bcrypt.checkpw(password.replace("\x00", "").encode(), (password_hash or _dummy()).encode())
    return fits and known


@lru_cache(maxsize=1)
def _dummy() -> str:
    return bcrypt.hashpw(b"nobody has this password", bcrypt.gensalt(get_settings().bcrypt_cost)).decode()


class _Turn:
    """Wait for one of the two places, but not for ever."""

    def __enter__(self) -> None:
        if not _hashing.acquire(timeout=LONGEST_WAIT_S):
            raise Unavailable

    def __exit__(self, *_: object) -> None:
        _hashing.release()
