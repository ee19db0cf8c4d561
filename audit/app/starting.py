"""What the app's page knows before its engine is there: the fixed texts and the questions, in every language."""

from __future__ import annotations

from typing import Any

from audit.app.texts import page_texts
from audit.errors import Translate
from audit.files.packs.languages import offered_languages
from audit.files.packs.shipped import shipped_pack
from audit.interview.flow import first_asked
from audit.interview.form_reading import together_data
from audit.interview.item_data import item_data, sections_data
from audit.language import LANGUAGES, translator
from audit.locale_data import locale_data
from audit.model.asked import order
from audit.model.pack import Pack
from audit.wording.names import DAY_NAMES, TYPED_WORDS, UNIT_NAMES, WORK_DAYS

PACK = "listen-first"
"""The questions of an app that nobody has prepared for an agency."""


def starting_data(pack: Pack | None = None, carried: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what the page knows at once, ready to be written as JSON.

    Args:
        pack: The questions of the app; None for those that ship with the product.
        carried: The prepared audit that the file carries: `{id, name, language, files: {path: base64}}`.
    """
    questions = pack if pack is not None else shipped_pack(PACK)
    offered = offered_languages(questions)
    languages = [code for code in LANGUAGES if code in offered] or list(offered)
    return {
        "languages": languages,
        "names": {code: locale_data(code).name for code in languages},
        "pack": questions.head.id,
        "version": questions.head.version,
        "together": together_data(),
        "work_days": list(WORK_DAYS),
        "carried": carried,
        "first": first_asked(questions),
        "hangs_on_others": [item.id for item in order(questions) if item.when is not None],
        "said": {code: _said(questions, code, translator(code)) for code in languages},
    }


def _said(pack: Pack, language: str, translate: Translate) -> dict[str, Any]:
    return {
        "texts": page_texts(translate),
        "title": pack.head.title[language],
        "days": {day: translate(name) for day, name in DAY_NAMES.items()},
        "minutes": translate(UNIT_NAMES["minutes"]),
        "typed_words": {word: translate(said) for word, said in TYPED_WORDS.items()},
        "sections": list(sections_data(pack, language, translate)),
        "items": [item_data(pack, item, language, translate) for item in order(pack)],
    }
