"""Codes that change every thirty seconds: TOTP of RFC 6238 over HOTP of RFC 4226, with HMAC-SHA-1 as apps expect."""

import base64
import hashlib
import hmac
import struct
from urllib.parse import quote

STEP_S = 30
DIGITS = 6
SECRET_BYTES = 20  # RFC 4226, section 4: 160 bits are recommended
# RFC 6238, section 5.2: one step to either side, for a clock that is a little off.
DRIFT_STEPS = 1


def code_at(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of one step (seconds since 1970 by 30, rounded down)."""
    mac = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    start = mac[-1] & 0x0F
    number: int = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_of(code: str, secret: bytes, moment_s: float) -> int | None:
    """The step whose code this is, the one of `moment_s` or its neighbours; None when it is none of them."""
    now = int(moment_s // STEP_S)
    typed = "".join(code.split())
    found = None
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        if typed.isascii() and hmac.compare_digest(code_at(secret, step), typed):
            found = step
    return found


def as_text(secret: bytes) -> str:
    """Base32 in groups of four, to be typed by hand."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def as_address(secret: bytes, account: str, issuer: str) -> str:
    """The otpauth:// address that a QR code shows to an app."""
    label = quote(f"{issuer}:{account}", safe="")
    return f"otpauth://totp/{label}?secret={as_text(secret).replace(' ', '')}&issuer={quote(issuer, safe='')}"
