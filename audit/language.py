"""The reader's language: gettext catalogues of the fixed texts, and which language to use."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping

from audit.errors import Translate
from audit.files.shipped import shipped

DOMAIN = "listen-first"
LANGUAGES = ("en", "ko")
"""The languages of the fixed texts; the first is the one they are written in."""


def translator(language: str) -> Translate:
    """Return what turns an English message id into `language`; English for a language without a catalogue."""
    catalogue = gettext.translation(DOMAIN, str(shipped("site_template") / "locale"), [language], fallback=True)
    # The empty id is the catalogue's own header.
    return lambda text: catalogue.gettext(text) if text else ""


def preferred_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that the user's locale asks for, of those that we have."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = environment.get(name, "")[:2].lower()
        if code in LANGUAGES:
            return code
        if code:
            break
    return LANGUAGES[0]
