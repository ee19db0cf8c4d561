"""The questionnaire in the browser: one HTML file that asks what the terminal asks, by the same texts and conditions.

Everything it says stands in it as data: the pack's words and the fixed texts in one language. It computes no score.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from audit.assess.verdict.evidence import LEAST_WIDTH, other_roles, shortest
from audit.countries import country_names
from audit.errors import Translate
from audit.files.file_names import slug
from audit.files.folder import AuditFolder
from audit.files.shipped import shipped
from audit.interview.flow import PROFILE, RINGING, WEAK, evidence_from, first_asked, section_of
from audit.interview.form_reading import reading_data, together_data
from audit.interview.form_texts import TEXTS
from audit.interview.printable import SOME_DAY
from audit.interview.prompts import QUESTION_MARKS
from audit.locale_data import for_languages
from audit.model.answers import Answer, Evidence, own_words_in
from audit.model.asked import Item, order
from audit.model.base import FORMAT
from audit.model.condition import All, Condition, Not
from audit.model.condition import Any as AnyOf
from audit.model.known import (
    ALTERNATIVE,
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
    LEVELS,
    NEEDS_EVIDENCE,
    SMALL_STAFF,
    WARN,
    WITHOUT_EVIDENCE,
    YES,
    Choice,
    Input,
    Mode,
    Moment,
    Pack,
    Question,
    QuestionWords,
)
from audit.model.reading.words import ways_to_say
from audit.model.values import MESSAGES, MOST_LAYERS, MOST_MINUTES, Drill, Layer, Value, write_value, written_number
from audit.wording.names import DAY_NAMES, MONTH_NAMES, TYPED_WORDS, UNIT_NAMES, WORK_DAYS
from audit.wording.values import checker_titles, country_name, spoken_span

LEAD = "lead"
LONGEST_AGENCY = 30
"""Letters of the agency's name in the names of files that are sent."""


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
    """

    folder: AuditFolder
    round_name: str
    role: str = LEAD
    everything: bool = True
    name: str = ""
    given: Mapping[str, Answer] = field(default_factory=dict)


def form_page(form: Form, language: str, translate: Translate) -> bytes:
    """Write the form as one HTML document that fetches nothing.

    Args:
        form: Whom it is for.
        language: The language of the pack's texts.
        translate: Turns English message ids into that language.
    """
    parts = shipped("site_template") / "form"
    style, *scripts = (
        (parts / name).read_text(encoding="utf-8")
        for name in ("form.css", "reading.js", "values.js", "kept.js", "form.js")
    )
    style, script = for_languages(style), "\n".join(scripts)
    filled = {
        "LANGUAGE": language,
        "TITLE": html.escape(translate("{pack}: questionnaire").format(pack=form.folder.pack.head.title[language])),
        "STYLE_DIGEST": _digest(style),
        "SCRIPT_DIGEST": _digest(script),
        "STYLE": style,
        "NO_SCRIPT": html.escape(
            translate(
                "If nothing else appears here: allow scripts for this file, and open it with a current Chrome, Edge, Firefox or Safari."
            )
        ),
        "DATA": in_script(form_data(form, language, translate)),
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
        "reading": reading_data(),
        "together": together_data(),
        "typed_words": {word: translate(said) for word, said in TYPED_WORDS.items()},
        "layers": translate(UNIT_NAMES["layers"]),
        "months": [translate(name) for name in MONTH_NAMES],
        **_countries(form, language),
        "question_marks": list(QUESTION_MARKS),
        "work_days": list(WORK_DAYS),
        "needs_evidence": NEEDS_EVIDENCE,
        "without_evidence": WITHOUT_EVIDENCE,
        "weak": WEAK,
        "texts": {name: translate(text) for name, text in {**MESSAGES, **TEXTS}.items()},
        "days": {day: translate(name) for day, name in DAY_NAMES.items()},
        "sections": list(_sections(pack, language, translate)),
        "items": [
            _item(pack, item, language, translate)
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


def _storage_key(form: Form) -> str:
    """Return under what name the reader's browser keeps the answers: the same for every language of one form."""
    parts = [form.folder.settings.agency.name, form.folder.pack.head.id, form.round_name, form.role, form.name]
    return "listenfirst-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _sections(pack: Pack, language: str, translate: Translate) -> Iterator[dict[str, Any]]:
    yield {
        "id": PROFILE,
        "title": translate("Basic facts"),
        "why": translate(
            "A few facts about you come first. They decide which questions are asked, and in which words."
        ),
    }
    for pillar in pack.head.pillars:
        yield {"id": pillar.id, "title": pillar.title[language], "why": pillar.why[language], "pillar": True}


def _item(pack: Pack, item: Item, language: str, translate: Translate) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": item.id,
        "section": section_of(item),
        "kind": "level" if isinstance(item, Question) else item.kind,
        "title": item.title[language],
        "why": item.why[language],
        "noted": section_of(item) != PROFILE,
        "note_asks": item.id == ALTERNATIVE or None,
    }
    if section_of(item) == PROFILE:
        data["profile"] = True
    data |= (
        _question(pack, item, language, translate) if isinstance(item, Question) else _input(item, language, translate)
    )
    return {key: value for key, value in data.items() if value not in (None, {}, [])}


def _question(pack: Pack, item: Question, language: str, translate: Translate) -> dict[str, Any]:
    ordinary = _words(item.words("run"), language)
    data: dict[str, Any] = ordinary | {
        "lives": [spoken_span(shortest(item.life_at(level), SOME_DAY), translate) for level in LEVELS],
        "evidence_from": evidence_from(pack, item),
        "drills": list(item.drills),
        "gate": item.id in pack.gate_questions or None,
        "not_applicable": item.not_applicable and item.not_applicable[language],
    }
    others: Mapping[str, tuple[Mode, bool]] = {"plan": ("plan", False), "small": ("run", True), "both": ("plan", True)}
    for name, (mode, small) in others.items():
        words = _words(item.words(mode, small=small), language)
        data[name] = {key: text for key, text in words.items() if text != ordinary[key]}
    if item.opening is not None:
        data["opening"] = {
            "text": item.opening.text[language],
            "ask": item.opening.ask[language],
            "purposes": _titled(item.opening.purposes, language),
            "hearing": list(item.opening.hearing),
            "without_ask": item.opening.without_voice.ask[language],
            "without": _titled(item.opening.without_voice.choices, language),
            "level_for": YES,
            "warn": WARN,
            "first_version": _titled(item.opening.first_version.choices, language),
            "first_level_for": item.opening.first_version.level_for,
        }
    return data


def _words(words: QuestionWords, language: str) -> dict[str, Any]:
    return {
        "ask": words.ask[language],
        "levels": [level[language] for level in words.levels],
        "show": words.show[language],
    }


def _input(item: Input, language: str, translate: Translate) -> dict[str, Any]:
    data: dict[str, Any] = {
        "ask": item.ask[language],
        "find": item.find[language],
        "example": item.example[language],
        "words": {word: text[language] for word, text in item.words.items()},
        "ways": {word: sorted(ways_to_say(word, text.values())) for word, text in item.words.items()},
        "choices": _titled(item.choices, language),
        "days": list(item.days),
        "together": all(day in item.days for day in WORK_DAYS) or None,
        "most": (item.most or MOST_LAYERS) if item.kind == "layers" else None,
        "moments": _titled(item.moments, language),
    }
    if item.kind in ("number", "layers"):
        most = 10**9 if item.kind == "number" else MOST_MINUTES
        data |= _range(item.range or (Fraction(0), Fraction(most)), item.whole)
        data["unit"] = translate(UNIT_NAMES[item.unit]) if item.unit else None
        data["unit_id"] = item.unit
    data["parts"] = [
        {"id": part.id, "title": part.title[language], "unit": translate(UNIT_NAMES[part.unit]), "unit_id": part.unit}
        | _range(part.range, part.whole)
        for part in item.parts
    ]
    return data


def _titled(entries: tuple[Choice, ...] | tuple[Moment, ...], language: str) -> list[dict[str, str]]:
    return [{"id": entry.id, "title": entry.title[language]} for entry in entries]


def _range(bounds: tuple[Fraction, Fraction], whole: bool) -> dict[str, Any]:
    return {"range": [written_number(bound) for bound in bounds], "whole": whole}


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


def raw_answer(item: Item, answer: Answer) -> dict[str, Any]:
    """Write an answer the way somebody would have put it into the fields of the form."""
    raw: dict[str, Any] = {}
    if isinstance(item, Input):
        if answer.value is not None or answer.unknown:
            raw = raw_input(item, answer.value)
    elif answer.unknown:
        raw["pick"] = "unknown"
    elif answer.not_applicable is not None:
        raw |= {"pick": "na", "reason": answer.not_applicable}
    elif item.opening is not None:
        raw |= {"choice": answer.choice or "", "without": answer.without_voice or ""}
        raw |= {"purposes": dict.fromkeys(answer.purposes, True)} if answer.purposes else {}
        raw |= {} if answer.level is None else {"level": str(answer.level)}
    elif answer.level is not None:
        raw["pick"] = str(answer.level)
    raw |= {"words": answer.text, "note": answer.note, "confirm": answer.confirm}
    raw["answered"] = answer.answered.isoformat() if answer.answered else ""
    raw["evidence"] = [_raw_piece(piece) for piece in answer.evidence]
    return {key: value for key, value in raw.items() if value not in ("", False, [])}


def _raw_piece(piece: Evidence) -> dict[str, Any]:
    raw: dict[str, Any] = {
        "what": piece.what,
        "where": piece.where,
        "date": piece.date.isoformat() if piece.date else "",
    }
    if piece.law:
        raw["law"] = True
    if piece.checked:
        raw |= {"how": piece.checked.how, "by": piece.checked.by, "on": piece.checked.date.isoformat()}
    return raw


def raw_input(item: Input, value: Value | None) -> dict[str, Any]:
    """Write a value the way somebody would have put it into the fields of the form."""
    if value is None:
        return {"pick": "unknown"}
    if item.kind == "choice":
        return {"pick": "value", "choice": value}
    if isinstance(value, str):
        return (
            {"pick": "value", "days": {"together": value}} if item.kind == "week" else {"pick": "value", "text": value}
        )
    if isinstance(value, Fraction):
        return {"pick": "value", "text": written_number(value)}
    written = write_value(value, written_number)
    if isinstance(written, Mapping):
        if item.kind != "week":
            return {"pick": "value", "fields": {key: str(text) for key, text in written.items()}}
        hours = {str(day): str(text) for day, text in written.items()} or dict.fromkeys(item.days, "none")
        same = {hours.get(day) for day in WORK_DAYS}
        together = len(same) == 1 and None not in same
        return {
            "pick": "value",
            "differ": not together,
            # What stands there was believed already.
            "sure": _across_midnight(value),
            "days": hours | ({"together": hours["mon"]} if together else {}),
        }
    if isinstance(value, tuple) and item.kind == "drills":
        rows = [
            {
                "date": drill.date.isoformat(),
                "announced": "yes" if drill.announced else "no",
                "exercised": dict.fromkeys(drill.exercised, True),
            }
            for drill in value
            if isinstance(drill, Drill)
        ]
        return {"pick": "value", "rows": rows} if rows else {"pick": "value", "none": True}
    if isinstance(value, tuple):
        layers = [
            {
                "minutes": "" if layer.minutes is None else str(layer.minutes),
                "reached": "yes" if layer.out_of_hours else "no",
            }
            for layer in value
            if isinstance(layer, Layer)
        ]
        return {"pick": "value", "count": str(len(layers)), "layers": layers}
    return {"pick": "value", "text": str(written)}


def _across_midnight(week: Value) -> list[str]:
    """Return the windows of a week that close on the next day, each once."""
    assert isinstance(week, Mapping)
    windows = (window for day in week.values() if isinstance(day, tuple) for window in day)
    return sorted({str(window) for window in windows if window.crosses_midnight})
