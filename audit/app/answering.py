"""Taking one answer from a page: read, saved, and told what was understood and what it changes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from audit.app.folders import OpenAudit
from audit.app.questionnaire import (
    Reader,
    changed_states,
    checker_titles_of,
    line,
    standing_data,
    states,
    steps,
)
from audit.files.locks import only_one
from audit.interview.alternative_words import COUNTS, PARTS, counted, in_language
from audit.interview.flow import PROFILE, section_of
from audit.interview.item_data import raw_answer
from audit.interview.raw_answers import Understood, harmless, read_raw
from audit.interview.saving import save_answer
from audit.model.answers import Answer
from audit.model.asked import Item


def take_answer(
    audit: OpenAudit, item: Item, raw: Mapping[str, Any], reader: Reader, *, first: bool, typed: datetime.date | None
) -> dict[str, Any]:
    """Save what was put into the fields of one item, as far as it can be read.

    Args:
        audit: The audit.
        item: The item.
        raw: Its fields.
        reader: Who looks.
        first: Whether only what a first verdict needs is asked.
        typed: The day on which it was typed, where that was not today.

    Raises:
        NotSaved: It could not be written; every earlier answer is as it was.
    """
    stand = audit.stand(first=first)
    before, stood = stand.answer(item), states(stand)
    day = min(typed or reader.today, reader.today)
    found = read_raw(
        item,
        raw,
        before,
        today=day,
        checkers=checker_titles_of(audit, reader),
        translate=reader.translate,
        language=reader.language,
    )
    if _says_something_else(item, found.answer, before):
        _save(audit, item, found.answer, day)
    stand = audit.stand(first=first)
    now = states(stand)
    lines = changed_states(stood, now, [item.id])
    return {
        **understood_data(found, reader),
        "raw": raw_answer(item, stand.answer(item)),
        "state": stand.state(item),
        **steps(stand, item, stand.answer(item), reader),
        "items": [line(stand, other, reader) for other in stand.items if other.id in lines],
        "hidden": [identity for identity in stood if identity not in now],
        "order": [other.id for other in stand.items] if list(stood) != list(now) else [],
        **standing_data(stand, item),
        "changed": audit.changed(),
    }


def _says_something_else(item: Item, answer: Answer, before: Answer) -> bool:
    if answer == before:
        return False
    # The profile has no way to take an answer back.
    return section_of(item) != PROFILE or answer.unknown or answer.value is not None


def _save(audit: OpenAudit, item: Item, answer: Answer, day: datetime.date) -> None:
    if section_of(item) == PROFILE:
        save_answer(item, answer, audit.answers, audit.settings, day)
    else:
        with only_one(audit.answers.path):
            save_answer(item, answer, audit.answers, audit.settings, day)
    audit.on_saved()


def understood_data(found: Understood, reader: Reader) -> dict[str, Any]:
    """Write what was understood, what is wrong and what is asked back, by field and in words."""
    say = reader.translate
    return {
        "understood": dict(found.meant),
        "problems": [{"field": name, "message": problem.translated(say)} for name, problem in found.problems.items()],
        "asks": [
            {
                "field": name,
                "question": ask.question.translated(say),
                "window": ask.window,
                "instead": ask.instead,
                "yes": say("Yes, as it stands"),
                "no": say("No, {hours}").format(hours=ask.instead) if ask.instead else say("No, let me correct it"),
            }
            for name, ask in found.asks.items()
        ],
    }


def take_alternative(audit: OpenAudit, parts: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """Save what the same money could do elsewhere, as far as it was told anew.

    Raises:
        NotSaved: It could not be written; the file is as it was.
    """
    known, told = audit.settings.alternative, {}
    for part in PARTS:
        if part not in parts:
            continue
        text = harmless(parts[part])
        text = counted(text) if part in COUNTS else text
        if text != in_language(getattr(known, part), reader.language):
            told[part] = text
    if told:
        audit.settings.put_alternative(told, reader.language)
        audit.on_saved()
    now = audit.settings.alternative
    return {
        "alternative": {part: in_language(getattr(now, part), reader.language) for part in PARTS},
        "changed": audit.changed(),
    }
