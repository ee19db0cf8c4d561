"""The questionnaire of an audit, as a page lists and draws it: what is asked, how it stands, and all the fields of one item."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from audit.app.folders import OpenAudit
from audit.app.problems import BadCall
from audit.assess.accounts.suggestions import SUGGESTED, suggestions_of
from audit.assess.verdict.evidence import is_complete, other_roles
from audit.errors import Translate, say
from audit.files.accounts.register import register_if_whole
from audit.interview.alternative_words import PARTS, in_language
from audit.interview.flow import (
    FirstStand,
    Stand,
    evidence_from,
    item_before,
    meaning,
    next_item,
    next_open,
    position,
    progress,
    section_of,
    section_state,
)
from audit.interview.item_data import item_data, raw_answer, sections_data
from audit.interview.proving import Asked, asks_for_law, drills_offered, outcome
from audit.language import translator
from audit.model.answers import Answer, claimed_level, takes_level
from audit.model.asked import Item
from audit.model.known import ALTERNATIVE, LEAD, PURPOSE, SAFETY_CRITICAL
from audit.model.pack import Question
from audit.wording.accounts import suggestion_sentence
from audit.wording.locale import Locale
from audit.wording.values import checker_titles, spoken, spoken_piece

_VARIANTS: Mapping[tuple[bool, bool], str] = {(True, False): "plan", (False, True): "small", (True, True): "both"}
"""By whether accounts are planned and whether the body is small: in whose words a question is put."""


@dataclass(frozen=True)
class Reader:
    """Who looks at a page.

    Attributes:
        language: The language of the call.
        today: The day.
    """

    language: str
    today: datetime.date

    @property
    def translate(self) -> Translate:
        """Turns English message ids into the reader's language."""
        return translator(self.language)


def questionnaire(audit: OpenAudit, reader: Reader, *, first: bool, role: str | None) -> dict[str, Any]:
    """Return everything that is asked, in order, without what a condition hides, and how it stands.

    Args:
        audit: The audit.
        reader: Who looks.
        first: Whether only what a first verdict needs is asked.
        role: The role that is asked; None for the lead.
    """
    stand = audit.stand(first=first, role=role)
    return {
        "sections": [
            _section(stand, data, reader) for data in sections_data(stand.pack, reader.language, reader.translate)
        ],
        "items": [line(stand, item, reader) for item in stand.items],
        "unproved": sorted(stand.unproved()) if isinstance(stand, FirstStand) else [],
        **standing_data(stand),
    }


def standing_data(stand: Stand, after: Item | None = None) -> dict[str, Any]:
    """Return how far the interview is, and what is open next.

    Args:
        stand: Where it stands.
        after: The item to look behind first; what is open before it comes after everything else.
    """
    far = progress(stand)
    following = next_open(stand, after) or next_open(stand)
    return {
        "progress": {"answered": far.answered, "of": far.applicable, "percent": far.percent},
        "next": following.id if following else None,
    }


def _section(stand: Stand, data: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    state = section_state(stand, data["id"])
    return {
        **data,
        "meaning": meaning(state, reader.language).translated(reader.translate),
        "counts": {
            "answered": len(state.answered),
            "unknown": len(state.unknown),
            "not applicable": len(state.not_applicable),
            "open": len(state.open),
        },
    }


def line(stand: Stand, item: Item, reader: Reader) -> dict[str, Any]:
    """Return how one item stands, for a list of all."""
    answer = stand.answer(item)
    return {
        "id": item.id,
        "section": section_of(item),
        "kind": "level" if isinstance(item, Question) else item.kind,
        "title": item.title[reader.language],
        "state": stand.state(item),
        "confirm": answer.confirm,
        "answer": spoken(item, answer, reader.translate, reader.language),
    }


def asked_item(audit: OpenAudit, identity: object) -> Item:
    """Return an item by its id.

    Raises:
        BadCall: Nothing is asked under this id.
    """
    item = audit.folder.pack.by_id.get(identity) if isinstance(identity, str) else None
    if item is None or (isinstance(item, Question) and item.computed):
        raise BadCall(say("no question of this pack is called {id}", id=str(identity)[:40]))
    return item


def one_item(audit: OpenAudit, item: Item, reader: Reader, *, first: bool, role: str | None) -> dict[str, Any]:
    """Return everything that a page needs to draw one item: its words and fields, and what stands in them.

    Args:
        audit: The audit.
        item: The item.
        reader: Who looks.
        first: As in `questionnaire`.
        role: As in `questionnaire`.
    """
    stand = audit.stand(first=first, role=role)
    answer = stand.answer(item)
    number, count = position(stand, item)
    before, after = item_before(stand, item), next_item(stand, item)
    data = in_words(stand, item_data(stand.pack, item, reader.language, reader.translate))
    data |= {
        "raw": raw_answer(item, answer),
        "state": stand.state(item),
        "answer": spoken(item, answer, reader.translate, reader.language),
        "number": number,
        "count": count,
        "before": before.id if before else None,
        "after": after.id if after else None,
        "checkers": [{"id": who, "title": title} for who, title in checker_titles_of(audit, reader).items()],
        **steps(stand, item, answer, reader),
    }
    if suggested := _suggested(audit, stand, item, reader):
        data["suggested"] = suggested
    if item.id == ALTERNATIVE:
        known = audit.settings.alternative
        data["alternative"] = [
            {"id": part, "ask": reader.translate(ask), "text": in_language(getattr(known, part), reader.language)}
            for part, ask in PARTS.items()
        ]
    return data


def _suggested(audit: OpenAudit, stand: Stand, item: Item, reader: Reader) -> str:
    """Return what the register of accounts says to a question; it is shown and never taken. Empty where it says nothing."""
    register = register_if_whole(audit.folder) if item.id in SUGGESTED else None
    found = () if register is None else suggestions_of(register, stand.mode)
    locale = Locale(reader.language, reader.translate)
    return next((suggestion_sentence(one, locale) for one in found if one.question == item.id), "")


def in_words(stand: Stand, data: dict[str, Any]) -> dict[str, Any]:
    """Put a question into the words for this body: without accounts, or small, or both."""
    variant = _VARIANTS.get((stand.mode == "plan", stand.small))
    words = data.get(variant, {}) if variant else {}
    return {key: value for key, value in data.items() if key not in _VARIANTS.values()} | words


def checker_titles_of(audit: OpenAudit, reader: Reader) -> dict[str, str]:
    """Return who can have looked at the lead's evidence, by role."""
    others = other_roles(audit.folder.pack, LEAD, audit.folder.settings.people)
    return checker_titles(others, reader.translate, reader.language)


def steps(stand: Stand, item: Item, answer: Answer, reader: Reader) -> dict[str, Any]:
    """Return which steps of a question are to be shown, as its answer stands, and what is said about its evidence."""
    if not isinstance(item, Question):
        return {"steps": ["value", *(["note"] if item.pillar else [])]}
    law = asks_for_law(answer, safety_critical=stand.profile.get(PURPOSE) == SAFETY_CRITICAL)
    level = claimed_level(item, answer)
    # A first verdict takes ten minutes: what proves it is asked for later, unless it is there already.
    later = isinstance(stand, FirstStand) and not answer.evidence
    proves = level is not None and (level >= evidence_from(stand.pack, item) or law) and not later
    found = ["words", "purposes", "without"] if item.opening is not None else []
    found += ["level"] if takes_level(item, answer) else []
    found += ["evidence"] if proves else []
    found += ["law"] if proves and law else []
    asked = Asked(item, level or 0, gate=item.id in stand.pack.gate_questions, law=law)
    counts = outcome(asked, answer) if proves else None
    register = stand.register
    drills = (
        drills_offered(register, stand.drills_for(item), answer, reader.translate, reader.language) if register else []
    )
    return {
        "steps": [*found, "note"],
        "counts": counts.translated(reader.translate) if counts else "",
        "drills_offered": [
            {"what": piece.what, "where": piece.where, "date": piece.date.isoformat() if piece.date else ""}
            for piece in drills
        ],
    }


def all_evidence(audit: OpenAudit, reader: Reader) -> dict[str, Any]:
    """Return every piece of evidence that the lead gave, so that somebody can go through what nobody else has looked at.

    Args:
        audit: The audit.
        reader: Who looks.
    """
    stand, titles = audit.stand(), checker_titles_of(audit, reader)
    pieces = [
        {
            "item": item.id,
            "title": item.title[reader.language],
            "number": number,
            "text": spoken_piece(piece, titles, reader.translate),
            "complete": is_complete(piece),
            "checked": piece.checked.how if piece.checked else "",
            "gate": item.id in stand.pack.gate_questions,
        }
        for item in stand.items
        if isinstance(item, Question)
        for number, piece in enumerate(stand.answer(item).evidence)
    ]
    return {"pieces": pieces, "unseen": sum(1 for piece in pieces if piece["complete"] and not piece["checked"])}


def states(stand: Stand) -> dict[str, str]:
    """Return how each item stands that is asked."""
    return {item.id: stand.state(item) for item in stand.items}


def changed_states(before: Mapping[str, str], now: Mapping[str, str], besides: Collection[str]) -> list[str]:
    """Return the ids of what is asked now and stands otherwise than before, and of what is meant besides."""
    return [identity for identity, state in now.items() if before.get(identity) != state or identity in besides]
