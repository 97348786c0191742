"""The second factor: set it up with an app, confirm it, and check a code at the door - an app's or a recovery code."""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from medapp.db import audit, throttles
from medapp.db import second_factors as factor_rows
from medapp.db.engine import read, write
from medapp.db.tables import SecondFactor, utc_now
from medapp.domain import totp
from medapp.errors import BadSecondFactor, NotFound
from medapp.services import sealing
from medapp.services.actors import Actor, require_user
from medapp.services.profile import confirm_password
from medapp.services.throttling import admit_code, code_key
from medapp.settings import get_settings

PURPOSE = "second factor"
RECOVERY_CODES = 10
# No letter that looks like a digit; ten of 31 are 49 bits, and guessing is throttled.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Setup:
    """Shown once, while it is set up: `address` is for the QR code, `secret` for typing by hand."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class FactorView:
    """`since` is None while there is none; `recovery_left` are unused recovery codes."""

    since: datetime | None
    recovery_left: int


def view_of(actor: Actor) -> FactorView:
    with read() as session:
        factor = factor_rows.find(session, actor.user_id)
    if factor is None or factor.confirmed_at is None:
        return FactorView(None, 0)
    return FactorView(factor.confirmed_at, len(factor.recovery_hashes or []))


def begin(actor: Actor) -> Setup:
    """A new secret, in force only once a code of it was typed. Raises SignInRequired, BadSecondFactor if one is on."""
    require_user(actor)
    secret = secrets.token_bytes(totp.SECRET_BYTES)
    with write() as session:
        known = factor_rows.find(session, actor.user_id)
        if known and known.confirmed_at:  # an open browser must not swap the factor: it is turned off first
            raise BadSecondFactor
        sealed = sealing.seal(secret, PURPOSE)
        factor_rows.replace(session, SecondFactor(user_id=actor.user_id, secret=sealed))
    return Setup(totp.as_text(secret), totp.as_address(secret, actor.email or "", _issuer()))


def confirm(actor: Actor, code: str) -> list[str]:
    """Put it into force with a code of the app; the recovery codes, shown once. Raises BadSecondFactor, NotFound."""
    require_user(actor)
    admit_code(actor.user_id)
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    with write(durable=True) as session:
        factor = factor_rows.find(session, actor.user_id)
        if factor is None or factor.confirmed_at:
            raise NotFound
        step = totp.step_of(code, sealing.unseal(factor.secret, PURPOSE), time.time())
        if step is not None:
            factor.confirmed_at, factor.last_step = utc_now(), step
            factor.recovery_hashes = [_hash(item) for item in codes]
            session.add(factor)
            throttles.forgive(session, code_key(actor.user_id))
            audit.record(session, actor.user_id, "second_factor_on", "user", actor.user_id)
    if step is None:
        raise BadSecondFactor(field="code")
    return codes


def turn_off(actor: Actor, password: str) -> None:
    """Raises BadCredentials for a wrong password, NotFound when there is none, TooManyAttempts."""
    require_user(actor)
    confirm_password(actor, password)
    with write(durable=True) as session:
        remove(session, actor.user_id, actor.user_id)


def remove(session: Session, user_id: str, by: str) -> None:
    """The same inside the caller's transaction, for the operator too. Raises NotFound."""
    if not factor_rows.delete(session, user_id):
        raise NotFound
    audit.record(session, by, "second_factor_off", "user", user_id)


def is_on(session: Session, user_id: str) -> bool:
    """Whether signing in asks for a code."""
    factor = factor_rows.find(session, user_id)
    return factor is not None and factor.confirmed_at is not None


def check(user_id: str, code: str) -> None:
    """A code at the door: of the app, or a recovery code, each once. Raises BadSecondFactor, TooManyAttempts."""
    admit_code(user_id)
    with write(durable=True) as session:
        factor = factor_rows.find(session, user_id)
        right = factor is not None and (_is_fresh(session, factor, code) or _is_recovery(session, factor, code))
        if right:
            throttles.forgive(session, code_key(user_id))
        else:
            audit.record(session, user_id, "second_factor_checked", "user", user_id, outcome="refused")
    if not right:
        raise BadSecondFactor(field="code")


def _is_fresh(session: Session, factor: SecondFactor, code: str) -> bool:
    """A code that was seen over a shoulder is worth nothing: each step opens once."""
    step = totp.step_of(code, sealing.unseal(factor.secret, PURPOSE), time.time())
    return step is not None and factor_rows.advance(session, factor.id, step)


def _is_recovery(session: Session, factor: SecondFactor, code: str) -> bool:
    typed, kept = _hash(code), list(factor.recovery_hashes or [])
    if not any(hmac.compare_digest(typed, known) for known in kept):
        return False
    factor.recovery_hashes = [known for known in kept if known != typed]
    session.add(factor)
    audit.record(session, factor.user_id, "recovery_code_used", "user", factor.user_id)
    return True


def _new_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def _hash(code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hmac.new(get_settings().secret_key, f"recovery:{plain}".encode(), hashlib.sha256).hexdigest()


def _issuer() -> str:
    return get_settings().operator_name or "medapp"
