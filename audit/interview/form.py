"""The questionnaire in the browser: one HTML file that asks what the terminal asks, by the same texts and conditions.

Everything it says stands in it as data: the pack's words and the fixed texts in one language. It computes no score.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from audit.assess.accounts.suggestions import SUGGESTED, suggestions_of
from audit.assess.verdict.evidence import LEAST_WIDTH, other_roles
from audit.countries import country_names
from audit.errors import Translate
from audit.files.accounts.register import register_if_whole
from audit.files.file_names import slug
from audit.files.folder import AuditFolder
from audit.files.schemes import coloured
from audit.files.shipped import shipped
from audit.interview.flow import PROFILE, RINGING, WEAK, first_asked, section_of
from audit.interview.form_reading import reading_data, together_data
from audit.interview.form_texts import TEXTS
from audit.interview.item_data import item_data, raw_answer, raw_input, sections_data
from audit.model.answers import Answer, own_words_in
from audit.model.asked import Item, order
from audit.model.base import FORMAT
from audit.model.condition import All, Condition, Not
from audit.model.condition import Any as AnyOf
from audit.model.known import (
    DRILLS,
    LOOK_EVERY,
    MODE,
    OUT_OF_HOURS,
    PICKUP,
    PURPOSE,
    SAFETY_CRITICAL,
    STAFF,
)
from audit.model.pack import (
    NEEDS_EVIDENCE,
    SMALL_STAFF,
    WITHOUT_EVIDENCE,
    Input,
    Pack,
    Question,
)
from audit.model.reading.words import QUESTION_MARKS
from audit.model.values import MESSAGES, Value, written_number
from audit.wording.accounts import suggestion_sentence
from audit.wording.locale import Locale
from audit.wording.names import DAY_NAMES, MONTH_NAMES, TYPED_WORDS, UNIT_NAMES, WORK_DAYS
from audit.wording.values import checker_titles, country_name

LEAD = "lead"
LONGEST_AGENCY = 30
"""Letters of the agency's name in the names of files that are sent."""

MOST_LISTED = 200
"""So many accounts of the register a form lists."""


@dataclass(frozen=True)
class Form:
    """Whom a form is for.

    Attributes:
        folder: The audit folder.
        round_name: The round whose answers it asks for.
        role: The role that answers.
        everything: Whether it asks everything, not only what is put to the role.
        name: Who answers, where that is known already.
        given: What that respondent answered so far.
        by: The day by which it is asked back; None where none was named.
    """

    folder: AuditFolder
    round_name: str
    role: str = LEAD
    everything: bool = True
    name: str = ""
    given: Mapping[str, Answer] = field(default_factory=dict)
    by: datetime.date | None = None


def form_page(form: Form, language: str, translate: Translate) -> bytes:
    """Write the form as one HTML document that fetches nothing.

    Args:
        form: Whom it is for.
        language: The language of the pack's texts.
        translate: Turns English message ids into that language.
    """
    title = translate("{pack}: questionnaire").format(pack=form.folder.pack.head.title[language])
    scripts = ("reading.js", "values.js", "kept.js", "form.js")
    return page_of(title, form_data(form, language, translate), scripts, language, translate)


def page_of(title: str, data: Mapping[str, Any], scripts: Sequence[str], language: str, translate: Translate) -> bytes:
    """Write one HTML document that fetches nothing and runs only its own scripts.

    Args:
        title: Its title.
        data: Everything that it knows.
        scripts: The files of its scripts, in `site_template/form`.
        language: Its language.
        translate: Turns English message ids into that language.
    """
    template = shipped("site_template")
    parts = template / "form"
    style = coloured(template, "form/form.css")
    script = "\n".join((parts / name).read_text(encoding="utf-8") for name in scripts)
    filled = {
        "LANGUAGE": language,
        "TITLE": html.escape(title),
        "STYLE_DIGEST": _digest(style),
        "SCRIPT_DIGEST": _digest(script),
        "STYLE": style,
        "NO_SCRIPT": html.escape(
            translate(
                "If nothing else appears here: allow scripts for this file, and open it with a current Chrome, Edge, Firefox or Safari."
            )
        ),
        "DATA": in_script(data),
        "SCRIPT": script,
    }
    text = (parts / "form.html").read_text(encoding="utf-8")
    pieces = text.split("%%")
    # Every second piece is a name; what is put in is not looked at again.
    return "".join(piece if number % 2 == 0 else filled[piece] for number, piece in enumerate(pieces)).encode()


def in_script(data: object) -> str:
    """Write data so that nothing in it ends the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def form_data(form: Form, language: str, translate: Translate) -> dict[str, Any]:
    """Return everything that a form knows, in one language."""
    folder, pack = form.folder, form.folder.pack
    roles = {role.id: role.title[language] for role in pack.head.roles}
    return {
        "format": FORMAT,
        "pack": pack.head.id,
        "version": pack.head.version,
        "round": form.round_name,
        "key": _storage_key(form),
        "role": form.role,
        "name": form.name,
        # There is one lead.
        "named": form.role != LEAD,
        "audit": folder.settings.id,
        "called": f"{agency}-" if (agency := agency_slug(folder, language)) else "",
        "mode": MODE,
        "staff": STAFF,
        "purpose": PURPOSE,
        # A first verdict is the lead's; another role is one voice of several.
        "first": first_asked(pack) if form.everything else [],
        "pickup": {"id": PICKUP, "rings": [LOOK_EVERY, OUT_OF_HOURS], "words": list(RINGING)},
        "drills": DRILLS,
        "safety_critical": SAFETY_CRITICAL,
        "least_width": LEAST_WIDTH,
        "checkers": [
            {"id": who, "title": title}
            for who, title in checker_titles(
                other_roles(pack, form.role, folder.settings.people), translate, language
            ).items()
        ],
        "small_staff": SMALL_STAFF,
        "title": pack.head.title[language],
        "agency": own_words_in(folder.settings.agency.names, language),
        "for": roles[form.role],
        "by": Locale(language, translate).date(form.by) if form.by else "",
        "reading": reading_data(),
        "together": together_data(),
        "typed_words": {word: translate(said) for word, said in TYPED_WORDS.items()},
        "layers": translate(UNIT_NAMES["layers"]),
        "months": [translate(name) for name in MONTH_NAMES],
        **_countries(form, language),
        **_suggested(form, language, translate),
        "question_marks": list(QUESTION_MARKS),
        "work_days": list(WORK_DAYS),
        "needs_evidence": NEEDS_EVIDENCE,
        "without_evidence": WITHOUT_EVIDENCE,
        "weak": WEAK,
        "texts": {name: translate(text) for name, text in {**MESSAGES, **TEXTS}.items()},
        "days": {day: translate(name) for day, name in DAY_NAMES.items()},
        "sections": list(sections_data(pack, language, translate)),
        "items": [
            item_data(pack, item, language, translate)
            for item in order(pack)
            if form.everything or item.asked_of(form.role)
        ],
        "rules": {item.id: _rule(pack, item) for item in pack.by_id.values()},
        "profile": {identity: value_data(value) for identity, value in folder.settings.profile.items()},
        "before": {
            item.id: raw_input(item, folder.settings.profile[item.id])
            for item in pack.profile
            if item.id in folder.settings.profile
        },
        "given": {
            item.id: raw_answer(item, answer)
            for item in order(pack)
            if section_of(item) != PROFILE and (answer := form.given.get(item.id)) is not None
        },
    }


def agency_slug(folder: AuditFolder, language: str) -> str:
    """Return how files that are sent to and fro are named after the agency; empty where its name has no letter.

    Args:
        folder: The audit folder.
        language: The language of whoever gets the form.
    """
    return slug(own_words_in(folder.settings.agency.names, language), LONGEST_AGENCY)


def _countries(form: Form, language: str) -> dict[str, Any]:
    """Return the countries by their names, and what each is called; nothing where no country is asked for."""
    asked = [item for item in order(form.folder.pack) if isinstance(item, Input) and item.kind == "country"]
    if not any(form.everything or item.asked_of(form.role) for item in asked):
        return {}
    names = country_names()
    return {"countries": dict(names), "country_titles": {code: country_name(code, language) for code in names.values()}}


def _suggested(form: Form, language: str, translate: Translate) -> dict[str, Any]:
    """Return what the register of accounts says beside some questions, and which accounts are in it.

    A form is sent to others: it names accounts, and nobody who stands behind one.
    """
    register = register_if_whole(form.folder)
    if register is None:
        return {}
    mode = form.folder.settings.profile.get(MODE)
    found = suggestions_of(register, "run" if mode == "run" else "plan" if mode == "plan" else None)
    locale = Locale(language, translate)
    named = [f"{account.platform}, {account.name}" for account in register.accounts.values()]
    rest = len(named) - MOST_LISTED
    return {
        "suggested": {suggestion.question: suggestion_sentence(suggestion, locale) for suggestion in found},
        "register": {
            "about": SUGGESTED,
            "title": translate("Accounts in the register: {count}").format(count=len(named)),
            "missing": translate("If one is missing or wrong, say so in the note."),
            "accounts": [
                *named[:MOST_LISTED],
                *([translate("and {count} more").format(count=rest)] if rest > 0 else []),
            ],
        },
    }


def _storage_key(form: Form) -> str:
    """Return under what name the reader's browser keeps the answers: the same for every language of one form."""
    parts = [form.folder.settings.agency.name, form.folder.pack.head.id, form.round_name, form.role, form.name]
    return "listenfirst-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _rule(pack: Pack, item: Item) -> dict[str, Any]:
    rule: dict[str, Any] = {}
    if item.when is not None:
        rule["when"] = condition_data(item.when)
    if isinstance(item, Question):
        rule["level"] = True
    elif item in pack.profile:
        rule["profile"] = True
    return rule


def condition_data(condition: Condition) -> list[Any]:
    """Write a condition as lists: `["all", ...]`, `["not", ...]`, `["below", "M01", {"number": "2"}]`."""
    if isinstance(condition, All):
        return ["all", *map(condition_data, condition.parts)]
    if isinstance(condition, AnyOf):
        return ["any", *map(condition_data, condition.parts)]
    if isinstance(condition, Not):
        return ["not", condition_data(condition.part)]
    return [condition.comparison, condition.subject, value_data(condition.value)]


def value_data(value: Value | None) -> dict[str, str] | None:
    """Write what a condition compares; None for what it cannot."""
    if isinstance(value, Fraction):
        return {"number": written_number(value)}
    return {"word": value} if isinstance(value, str) else None
