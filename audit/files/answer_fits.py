"""What does not fit between an answer, as a file has it, and the kind of its question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.errors import Message, say
from audit.model.answers import Answer
from audit.model.pack import YES, Input, Opening, Question

_KINDS = ("level", "choice", "purposes", "unknown", "not_applicable")
_OPENING = ("text", "purposes", "without_voice")
"""What only a question takes that asks for more than a level."""


def given_keys(item: Question | Input, raw: dict[str, Any], value: object, answer: Answer | None) -> list[str]:
    """Return the keys that each would be an answer by itself."""
    given = [kind for kind in _KINDS if kind in raw]
    if answer is not None and not answer.unknown and "unknown" in given:
        given.remove("unknown")
    if isinstance(item, Question) and item.opening is not None and "level" in given:
        # The level hangs on the purposes, or on the one choice of the first version.
        said = [kind for kind in given if kind in ("choice", "purposes")]
        given = [kind for kind in given if kind not in said[:1]]
    return [*given, "value"] if value not in (None, "") else given


Misfit = tuple[tuple[str | int, ...], Message, Message | None]
"""A place inside an answer, what is wrong there, what to write."""


def misfits(item: Question | Input, raw: dict[str, Any], value: object, *, bare: bool, first: bool) -> Iterator[Misfit]:
    """Find what does not fit between the answer and the kind of its question.

    Args:
        item: What is asked.
        raw: The answer, without its value.
        value: Its value.
        bare: Whether the reason why it does not apply is a word without quotes that YAML takes for something else.
        first: Whether the file was written for the first version of the pack.
    """
    if isinstance(item, Input):
        yield from _fits_input(item, raw)
        return
    if value not in (None, ""):
        yield ("value",), say("{id} takes a level, not a value", id=item.id), say("write level: 0 to 4")
    if item.computed:
        yield from _fits_computed(item, raw)
    elif "not_applicable" in raw:
        if item.not_applicable is None:
            yield ("not_applicable",), say("{id} always applies", id=item.id), say("write a level, or unknown: true")
        elif not str(raw["not_applicable"]).strip() or (bare and raw["not_applicable"] in ("true", "false")):
            yield ("not_applicable",), say("the reason is missing"), say("write why it does not apply, in one sentence")
    yield from _fits_opening(item, raw, first=first)


def _fits_input(item: Input, raw: dict[str, Any]) -> Iterator[Misfit]:
    for key in ("level", "choice", *_OPENING):
        if key in raw:
            yield (
                (key,),
                say("{id} takes a value, not a {key}", id=item.id, key=key),
                say("write value: ...; see the example of the question"),
            )
    if "not_applicable" in raw:
        yield (
            ("not_applicable",),
            say("{id} cannot be left out as not applicable", id=item.id),
            say("write unknown: true where it is not known"),
        )


def _fits_computed(item: Question, raw: dict[str, Any]) -> Iterator[Misfit]:
    if "level" in raw:
        yield (
            ("level",),
            say(
                "the level of {id} is computed from {inputs}, never given", id=item.id, inputs=", ".join(item.computed)
            ),
            say("take the level out and answer those inputs"),
        )
    if "unknown" in raw or "not_applicable" in raw or raw.get("evidence"):
        yield (
            (),
            say("{id} is computed; only a note can stand here", id=item.id),
            say("answer its inputs instead: {inputs}", inputs=", ".join(item.computed)),
        )


def _fits_opening(item: Question, raw: dict[str, Any], *, first: bool) -> Iterator[Misfit]:
    if item.opening is None:
        # A choice beside anything else that answers is named already, and alone it is named as what cannot count.
        for key in (*_OPENING, *(("choice",) if raw.get("choice") == "" else ())):
            if key in raw:
                yield (key,), say("{id} takes a level, not a {key}", id=item.id, key=key), None
    elif "choice" in raw:
        yield from _fits_choice(item, item.opening, raw, first=first)
    else:
        yield from _fits_purposes(item.opening, raw)


def _fits_choice(item: Question, opening: Opening, raw: dict[str, Any], *, first: bool) -> Iterator[Misfit]:
    """Find what does not fit in the answer of the first version: one reason, and a level with only one of them."""
    ids = [choice.id for choice in opening.first_version.choices]
    level_for = opening.first_version.level_for
    if not first:
        yield (
            ("choice",),
            say("{id} no longer takes one choice", id=item.id),
            say("write purposes: with all that are true, and without_voice: yes, no or not-sure"),
        )
    elif raw["choice"] not in ids:
        yield (
            ("choice",),
            say("{text} is not one of {choices}", text=str(raw["choice"])[:40], choices=", ".join(ids)),
            None,
        )
    elif raw["choice"] != level_for and raw.get("level", "0") != "0":
        yield (
            ("level",),
            say("a level belongs only to the choice {choice}", choice=level_for),
            say("take the level out, or correct the choice"),
        )
    elif raw["choice"] == level_for and raw.get("level") == "0":
        yield (("level",), say("with the choice {choice} the level goes from 1 to 4", choice=level_for), None)


def _fits_purposes(opening: Opening, raw: dict[str, Any]) -> Iterator[Misfit]:
    """Find what does not fit among purposes, the seed's question and a level (RULES 2)."""
    purposes = raw.get("purposes", [])
    if not isinstance(purposes, list):
        return
    ids = [choice.id for choice in opening.purposes]
    for index, purpose in enumerate(purposes):
        if purpose not in ids:
            yield (
                ("purposes", index),
                say("{text} is not one of {choices}", text=str(purpose)[:40], choices=", ".join(ids)),
                None,
            )
    without, words = raw.get("without_voice"), [choice.id for choice in opening.without_voice.choices]
    if without is not None and without not in words:
        yield (
            ("without_voice",),
            say("{text} is not one of {choices}", text=str(without)[:40], choices=", ".join(words)),
            None,
        )
    if "level" not in raw or not purposes:
        return
    if not opening.wants_to_hear(str(purpose) for purpose in purposes) or (without is not None and without != YES):
        yield (
            ("level",),
            say("without the wish to hear there is no level; it is 0"),
            say("take the level out, or correct purposes and without_voice"),
        )
    elif raw["level"] == "0":
        yield ("level",), say("with the wish to hear the level goes from 1 to 4"), None
