"""The single page behind a password: encrypted here, decrypted in the reader's browser, and nowhere else."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import unicodedata

from jinja2 import FileSystemLoader
from markupsafe import Markup

from audit.errors import say
from audit.files.shipped import shipped
from audit.language import translator
from audit.report.exports.format import Extra
from audit.report.site.environment import environment
from audit.report.site.template_cache import TemplateCache
from audit.wording.locale import Locale

EXTRA = Extra(
    "password",
    # The outermost module of cryptography loads although the part that encrypts does not.
    ("cryptography.hazmat.primitives.ciphers.aead",),
    say("a file with a password is encrypted with cryptography, which is not installed"),
)
ITERATIONS = 1_000_000
"""Of PBKDF2-HMAC-SHA-256: a second on a telephone, and more than the 600 000 that OWASP asks for."""
_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES = 16, 12, 32


def locked_page(page: bytes, password: str, language: str) -> bytes:
    """Return a page that shows another one to who knows the password. No two calls give the same bytes.

    Args:
        page: The HTML to lock, without scripts.
        password: What opens it. Composed and decomposed letters count as the same.
        language: The language of the page that asks.

    Raises:
        Refused: The package that encrypts is not installed.
    """
    template = shipped("site_template")
    script = (template / "export" / "locked.js").read_text(encoding="utf-8")
    locale = Locale(language, translator(language))
    env = environment(FileSystemLoader(template), locale, bytecode_cache=TemplateCache("report"))
    text = env.get_template("export/locked.html.j2").render(
        language=language,
        digest=Markup(base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()),
        locked=Markup(json.dumps(_locked(page, password))),
        script=Markup(script),
    )
    return text.encode()


def _locked(page: bytes, password: str) -> dict[str, str | int]:
    EXTRA.load()
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    words = unicodedata.normalize("NFKC", password).encode()
    key = PBKDF2HMAC(SHA256(), _KEY_BYTES, salt, ITERATIONS).derive(words)
    return {
        "iterations": ITERATIONS,
        "salt": base64.b64encode(salt).decode(),
        "nonce": base64.b64encode(nonce).decode(),
        "content": base64.b64encode(AESGCM(key).encrypt(nonce, page, None)).decode(),
    }
