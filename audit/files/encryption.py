"""Locking bytes with a password: AES-GCM with a key that PBKDF2 makes of it, as a reader's browser can open them too."""

from __future__ import annotations

import base64
import binascii
import json
import re
import secrets
import unicodedata
from collections.abc import Mapping

from audit.errors import Refused, say
from audit.files.installing import install_command

MODULE = "cryptography.hazmat.primitives.ciphers.aead"
"""The outermost module of cryptography loads although the part that encrypts does not."""
EXTRA_NAME = "password"
ITERATIONS = 1_000_000
"""Of PBKDF2-HMAC-SHA-256: a second on a telephone, and more than the 600 000 that OWASP asks for."""
MOST_ITERATIONS = 20 * ITERATIONS
"""A file that asks for more would only hold up whoever opens it."""
_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES = 16, 12, 32
_IN_PAGE = re.compile(rb'<script type="application/json" id="locked">(\{[^<]*\})</script>')


def encrypted(content: bytes, password: str) -> dict[str, str | int]:
    """Lock bytes. No two calls give the same.

    Args:
        content: What to lock.
        password: What opens it. Composed and decomposed letters count as the same.

    Returns:
        What a page needs to open them: iterations, salt, nonce and content, in base64.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    return {
        "iterations": ITERATIONS,
        "salt": base64.b64encode(salt).decode(),
        "nonce": base64.b64encode(nonce).decode(),
        "content": base64.b64encode(AESGCM(_key(password, salt, ITERATIONS)).encrypt(nonce, content, None)).decode(),
    }


def is_locked(page: bytes) -> bool:
    """Tell whether a file is a page that asks for a password."""
    return _IN_PAGE.search(page) is not None


def decrypted(page: bytes, password: str) -> bytes:
    """Open what a page holds.

    Args:
        page: A page that asks for a password.
        password: What opens it.

    Raises:
        Refused: The password is another one, what is locked was changed or cut off, or the package that opens it is not
            installed.
    """
    try:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError:
        raise Refused(
            say("a file with a password is opened with cryptography, which is not installed"),
            say("install it with: {command} (then run yours again)", command=install_command(EXTRA_NAME)),
        ) from None
    try:
        locked = _locked_in(page)
        salt, nonce, content = (_bytes(locked[part]) for part in ("salt", "nonce", "content"))
        iterations = int(str(locked["iterations"]))
        if not 0 < iterations <= MOST_ITERATIONS or len(nonce) != _NONCE_BYTES:
            raise ValueError
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise Refused(
            say("what is locked in the file cannot be read: it was changed or cut off"),
            say("ask whoever sent it for the file again; nothing was unpacked"),
        ) from None
    try:
        return AESGCM(_key(password, salt, iterations)).decrypt(nonce, content, None)
    except InvalidTag:
        raise Refused(
            say("that is not the password of the file"),
            say("run the command again; capital letters and spaces count. Nothing was unpacked"),
        ) from None


def _locked_in(page: bytes) -> Mapping[str, object]:
    found = _IN_PAGE.search(page)
    locked = json.loads(found[1]) if found else None
    if not isinstance(locked, dict):
        raise ValueError
    return locked


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise TypeError
    return base64.b64decode(text, validate=True)


def _key(password: str, salt: bytes, iterations: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

    words = unicodedata.normalize("NFKC", password).encode()
    return PBKDF2HMAC(SHA256(), _KEY_BYTES, salt, iterations).derive(words)
