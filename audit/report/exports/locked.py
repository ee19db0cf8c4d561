"""A page behind a password: encrypted here, decrypted in the reader's browser, and nowhere else.

It shows a report, or hands over the zip of an audit, which `listenfirst unpack` takes out of it too.
"""

from __future__ import annotations

import base64
import hashlib
import json

from jinja2 import FileSystemLoader
from markupsafe import Markup

from audit.errors import say
from audit.files.encryption import EXTRA_NAME, MODULE, encrypted
from audit.files.shipped import shipped
from audit.language import translator
from audit.report.exports.format import Extra
from audit.report.site.environment import environment
from audit.report.site.template_cache import TemplateCache
from audit.wording.locale import Locale

EXTRA = Extra(
    EXTRA_NAME, (MODULE,), say("a file with a password is encrypted with cryptography, which is not installed")
)


def locked_page(page: bytes, password: str, language: str) -> bytes:
    """Return a page that shows another one to who knows the password. No two calls give the same bytes.

    Args:
        page: The HTML to lock, without scripts.
        password: What opens it.
        language: The language of the page that asks.

    Raises:
        Refused: The package that encrypts is not installed.
    """
    return _asking(page, password, language, file="")


def locked_zip(content: bytes, name: str, password: str, language: str) -> bytes:
    """Return a page that hands over a zip to who knows the password.

    Args:
        content: The zip of an audit.
        name: What the zip is called when it is saved.
        password: What opens it.
        language: The language of the page that asks.

    Raises:
        Refused: The package that encrypts is not installed.
    """
    return _asking(content, password, language, file=name)


def _asking(content: bytes, password: str, language: str, *, file: str) -> bytes:
    EXTRA.load()
    template = shipped("site_template")
    script = (template / "export" / "locked.js").read_text(encoding="utf-8")
    locale = Locale(language, translator(language))
    env = environment(FileSystemLoader(template), locale, bytecode_cache=TemplateCache("report"))
    text = env.get_template("export/locked.html.j2").render(
        language=language,
        file=file,
        title=locale.say("Locked audit") if file else locale.say("Locked report"),
        digest=Markup(base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()),
        locked=Markup(json.dumps(encrypted(content, password))),
        script=Markup(script),
    )
    return text.encode()
