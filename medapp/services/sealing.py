"""Seal a short secret for the database with the installation's key, which lies outside of it."""

import base64
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from medapp.errors import Unavailable
from medapp.settings import get_settings

NONCE_BYTES = 12


def seal(secret: bytes, purpose: str) -> str:
    """AES-256-GCM under a key derived for `purpose`; another purpose does not open it."""
    nonce = os.urandom(NONCE_BYTES)
    return base64.b64encode(nonce + AESGCM(_key(purpose)).encrypt(nonce, secret, purpose.encode())).decode()


def unseal(text: str, purpose: str) -> bytes:
    """Raises Unavailable when the installation's key is not the one it was sealed with."""
    sealed = base64.b64decode(text)
    try:
        return AESGCM(_key(purpose)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
    except InvalidTag as error:
        raise Unavailable from error


def _key(purpose: str) -> bytes:
    return hashlib.blake2b(purpose.encode(), key=get_settings().secret_key, digest_size=32).digest()
