"""The questions as a page draws them: every item with its words and fields, and an answer the way it stands in those fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from audit.assess.verdict.evidence import shortest
from audit.errors import Translate
from audit.interview.flow import PROFILE, evidence_from, section_of
from audit.interview.printable import SOME_DAY
from audit.model.answers import Answer, Evidence
from audit.model.asked import Item
from audit.model.known import ALTERNATIVE
from audit.model.pack import LEVELS, WARN, YES, Choice, Input, Mode, Moment, Pack, Question, QuestionWords
from audit.model.reading.words import ways_to_say
from audit.model.values import MOST_LAYERS, MOST_MINUTES, Drill, Layer, Value, write_value, written_number
from audit.wording.names import UNIT_NAMES, WORK_DAYS
from audit.wording.values import spoken_span


def sections_data(pack: Pack, language: str, translate: Translate) -> Iterator[dict[str, Any]]:
    """Give the sections in which questions are asked, in order: the basic facts, then pillar by pillar."""
    yield {
        "id": PROFILE,
        "title": translate("Basic facts"),
        "why": translate(
            "A few facts about you come first. They decide which questions are asked, and in which words."
        ),
    }
    for pillar in pack.head.pillars:
        yield {"id": pillar.id, "title": pillar.title[language], "why": pillar.why[language], "pillar": True}


def item_data(pack: Pack, item: Item, language: str, translate: Translate) -> dict[str, Any]:
    """Return everything that is said of one item, in one language: its words and those for other bodies, and its fields."""
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
        if piece.checked.sample:
            raw["sample"] = f"{piece.checked.sample.looked}/{piece.checked.sample.of}"
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
