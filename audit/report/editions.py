"""Three editions of a report: a result is cut down by one table before anything is rendered (RULES 8).

Nothing after this decides what is secret. A field that the table does not name is in the internal edition only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import NoneType, UnionType
from typing import Literal, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from audit.model.known import PROMISED
from audit.model.result.result import Edition, Result
from audit.wording.locale import Locale

EDITIONS: tuple[Edition, ...] = ("internal", "client", "public")

INTERNAL: frozenset[Edition] = frozenset({"internal"})
CLIENT: frozenset[Edition] = frozenset({"internal", "client"})
ALL: frozenset[Edition] = frozenset(EDITIONS)

KEPT: Mapping[str, frozenset[Edition]] = {
    "format": ALL,
    "edition": ALL,
    "short": ALL,
    "product": ALL,
    "pack": CLIENT,
    "pack.id": ALL,
    "pack.version": ALL,
    "pack.title": ALL,
    "answers_digest": CLIENT,
    "audit_id": CLIENT,
    "agency": ALL,
    "agency_names": ALL,
    "kind": ALL,
    "audience": ALL,
    "anybody": ALL,
    "languages": ALL,
    "date": ALL,
    "round": CLIENT,
    "draft": ALL,
    "finished": ALL,
    "mode": ALL,
    "verdict": CLIENT,
    "verdict.rung": ALL,
    "verdict.rank": ALL,
    "verdict.title": ALL,
    "verdict.public": ALL,
    "verdict.warnings_only": ALL,
    "verdict.open[#]": ALL,
    "verdict.falls_on": ALL,
    "verdict.as_finished": ALL,
    "verdict.falls_on.caps": CLIENT,
    "pillars": CLIENT,
    "pillars.*.title": ALL,
    "pillars.*.public_state": ALL,
    "pillars.*.public_work": ALL,
    "pillars.*.shown": ALL,
    "pillars.*.band": ALL,
    "total": CLIENT,
    "questions": CLIENT,
    "inputs": CLIENT,
    # It is promised in public already. The target for first words is a rule of the house: to show it would promise it.
    **{f"inputs.{PROMISED}.{field}": ALL for field in ("id", "kind", "title", "state", "value")},
    "actions": CLIENT,
    "actions.*.pillar": ALL,
    "first": CLIENT,
    "first_days": CLIENT,
    "weekly": CLIENT,
    "lenses": CLIENT,
    "cases": CLIENT,
    "sources": CLIENT,
    "seeds": CLIENT,
    "roles": CLIENT,
    "alternative": CLIENT,
    "alternatives": CLIENT,
    "method": CLIENT,
    "method.rungs": ALL,
    "method.rungs.*.means": CLIENT,
    "without": CLIENT,
    "clock": CLIENT,
    "clock.said.mean": ALL,
    **{f"clock.said.{field}": ALL for field in ("worst", "worst_moment", "just_after")},
    "clock.curve": ALL,
    "clock.worst": ALL,
    "clock.promised_worst": ALL,
    "clock.published": ALL,
    "clock.assumed[#]": ALL,
    "load": CLIENT,
    "contradictions": CLIENT,
    "way_up": CLIENT,
    "firmness": CLIENT,
    "voices": CLIENT,
    "voices.groups": ALL,
    **{f"voices.{part}.*.voices.*.respondent": INTERNAL for part in ("spreads", "conflicts", "asides")},
    "voices.respondents.*.id": INTERNAL,
    "voices.respondents.*.name": INTERNAL,
    "papers": CLIENT,
    "about": CLIENT,
    "about.auditor": ALL,
    "about.limits": ALL,
    "responses": CLIENT,
    "responses.*.by": INTERNAL,
    "response_sent": CLIENT,
    "before": CLIENT,
    "before.plan.*.by": INTERNAL,
    "accounts": CLIENT,
    **{f"accounts.accounts.*.{field}": INTERNAL for field in ("owner", "deputy", "publishers", "contractor")},
    **{f"accounts.{part}.*.owner": INTERNAL for part in ("reserved", "impostors")},
    "progress": CLIENT,
}
"""Path of a field -> the editions that keep it, and all below it that has no entry of its own.

`*` is any entry of a list or table; an entry with an id also goes by it; `[#]` keeps how many entries there are, and
nothing of what they say.
"""

M = TypeVar("M", bound=BaseModel)


def cut_down(result: Result, edition: Edition) -> Result:
    """Return what an edition may show of a result; the rest is blank.

    Args:
        result: The whole result.
        edition: Who will read it.
    """
    if edition == "internal":
        return result
    return _cut(result, "", edition, keeps=False).model_copy(update={"edition": edition})


def _cut(model: M, path: str, edition: Edition, *, keeps: bool) -> M:
    """Cut one value of the model; `keeps` is what holds for fields without an entry."""
    cut: dict[str, object] = {}
    for name, field in type(model).model_fields.items():
        place = f"{path}.{name}" if path else name
        value = getattr(model, name)
        kept = edition in KEPT[place] if place in KEPT else keeps
        cut[name] = _part(value, place, edition, kept=kept) if _is_divided(place) else value if kept else None
        if not kept and cut[name] in (None, (), {}):
            cut[name] = blank(field, value)
    return model.model_copy(update=cut)


def _is_divided(path: str) -> bool:
    return any(entry.startswith((f"{path}.", f"{path}[#]")) for entry in KEPT)


def _part(value: object, path: str, edition: Edition, *, kept: bool) -> object:
    """Cut what the table divides further."""
    if isinstance(value, BaseModel):
        return _cut(value, path, edition, keeps=kept) if kept or _keeps_below(path, edition) else None
    if isinstance(value, Mapping):
        entries = ((key, _part(part, _step(path, key), edition, kept=kept)) for key, part in value.items())
        return {key: part for key, part in entries if part is not None}
    if isinstance(value, tuple):
        if not kept and edition in KEPT.get(f"{path}[#]", ()):
            return ("",) * len(value)
        parts = (_part(part, _step(path, getattr(part, "id", "")), edition, kept=kept) for part in value)
        return tuple(part for part in parts if part is not None)
    return value if kept else None


def _step(path: str, key: str) -> str:
    """Return the path of an entry: by its own name where the table has that, else as any entry."""
    own = f"{path}.{key}"
    return own if key and _is_divided(own) else f"{path}.*"


def _keeps_below(path: str, edition: Edition) -> bool:
    return any(entry.startswith(f"{path}.") and edition in kept for entry, kept in KEPT.items())


def blank(field: FieldInfo, value: object) -> object:
    """Return what stands for a field that was cut out: its default, else nothing of its kind.

    Args:
        field: The field of the model.
        value: What was there.
    """
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    return _nothing(field.annotation, value)


def _nothing(annotation: object, value: object) -> object:
    if get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation):
        return None
    if get_origin(annotation) is Literal:
        return get_args(annotation)[0]
    match value:
        case BaseModel():
            fields = type(value).model_fields
            return value.model_copy(update={name: blank(field, getattr(value, name)) for name, field in fields.items()})
        case str():
            return ""
        case bool():
            return False
        case int() | Fraction():
            return type(value)(0)
        case tuple():
            return tuple(_nothing(None, part) for part in value) if _is_fixed(annotation) else ()
        case Mapping():
            return {}
    raise TypeError(f"nothing stands for {type(value).__name__}")


def _is_fixed(annotation: object) -> bool:
    return get_origin(annotation) is tuple and Ellipsis not in get_args(annotation)


@dataclass(frozen=True)
class FreeText:
    """Something that a person wrote and that stands in a report as it was written.

    Attributes:
        place: Where, in the reader's words, such as "M02, note".
        text: What was written, on one line, without characters that a terminal would obey.
    """

    place: str
    text: str


def free_texts(result: Result, locale: Locale) -> Iterator[FreeText]:
    """Give every free text of a result, for a human look before it goes to somebody else.

    Args:
        result: The result as it was cut down.
        locale: Names the places.
    """
    for place, written in _written(result, locale):
        line = " ".join("".join(" " if _is_control(c) else c for c in str(written)).split())
        if line:
            yield FreeText(place, line)


def _written(result: Result, locale: Locale) -> Iterator[tuple[str, str]]:
    """Give what a person wrote, with its place, also where nothing was written."""
    for agency in dict.fromkeys((result.agency, *result.agency_names.values())):
        yield locale.say("name"), agency
    yield from _of_answers(result, locale)
    yield from _of_voices(result, locale)
    for name, said in _alternative(result):
        yield f"alternative.{name}", said
    for name, said in _about(result):
        yield f"about.{name}", said
    yield from _of_register(result, locale)
    for identity, response in result.responses.items():
        yield f"{identity}, {locale.say('response')}", response.because
    for action in result.before.plan if result.before else ():
        yield f"{action.action}, {locale.say('response')}", action.because


def _of_answers(result: Result, locale: Locale) -> Iterator[tuple[str, str]]:
    for question in result.questions:
        yield f"{question.id}, {locale.say('own words')}", question.text
        yield f"{question.id}, {locale.say('note')}", question.note
        yield f"{question.id}, {locale.say('why it does not apply')}", question.reason
        for piece in question.evidence:
            yield f"{question.id}, {locale.say('evidence')}", piece.what
            yield f"{question.id}, {locale.say('where it lies')}", piece.where
    for item in result.inputs:
        if item.kind in ("text", "country") and isinstance(item.value, str):
            yield item.id, item.value
        yield f"{item.id}, {locale.say('note')}", item.note


def _of_voices(result: Result, locale: Locale) -> Iterator[tuple[str, str]]:
    for question_id, voice in result.voices.each() if result.voices else ():
        place = f"{question_id}, {voice.role}" if voice.role else question_id
        yield f"{place}, {locale.say('why it was decided so')}", voice.because
        if voice.counts:
            # What counts stands with its question above.
            continue
        yield f"{place}, {locale.say('own words')}", voice.text
        yield f"{place}, {locale.say('note')}", voice.note
        yield f"{place}, {locale.say('why it does not apply')}", voice.reason
        for proof in voice.evidence:
            yield f"{place}, {locale.say('evidence')}", proof.what
            yield f"{place}, {locale.say('where it lies')}", proof.where


def _alternative(result: Result) -> Iterator[tuple[str, str]]:
    """Give every text of the alternative once, in whatever language it is."""
    every = [result.alternative_in(language) for language in result.languages]
    for name in ("service", "amount", "complaints", "of"):
        for said in dict.fromkeys(cast("str", getattr(words, name)) for words in every):
            yield name, said


def _of_register(result: Result, locale: Locale) -> Iterator[tuple[str, str]]:
    """Give what people wrote into the register of accounts, and what it found in answers."""
    register = result.accounts
    if register is None:
        return
    for account in register.accounts:
        for said in (account.platform, account.account, account.address, account.purpose, account.because):
            yield f"{locale.say('Accounts')}, {account.id}", said
    for entry in (*register.reserved, *register.impostors):
        for said in (entry.platform, entry.account, entry.address, entry.note):
            yield locale.say("Accounts"), said
    for platform in register.unused:
        for said in (platform.platform, platform.because):
            yield locale.say("Accounts"), said


def _about(result: Result) -> Iterator[tuple[str, str]]:
    """Give every text that the audit says about itself once, in whatever language it is."""
    about = result.about
    if about is None:
        return
    for name in ("commissioned_by", "auditor", "independent", "scope", "limits", "kept"):
        for said in dict.fromkeys(getattr(about, name).values()):
            yield name, said
    for paper in about.read:
        for said in dict.fromkeys(paper.values()):
            yield "read", said


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")
