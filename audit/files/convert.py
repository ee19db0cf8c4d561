"""From what a file holds to the values of the model, with every problem named in the user's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from audit.errors import Message, Problem, say
from audit.files.yaml.reader import Data, Document, Place, written_place
from audit.model.base import EVERY_LANGUAGE

T = TypeVar("T")


def convert(
    document: Document,
    adapter: TypeAdapter[T],
    problems: list[Problem],
    *,
    data: Data = None,
    at: Place = (),
    languages: Iterable[str] = (),
    dropped: Iterable[str] = (),
) -> T | None:
    """Make a value of the model, or add what is wrong to `problems`.

    Args:
        document: Where the data was read; gives the lines.
        adapter: The type to make.
        problems: Receives every problem.
        data: The data to convert, where it is not the whole document.
        at: Its place in the document.
        languages: The languages that every text must have.
        dropped: The languages whose texts are left out.

    Returns:
        The value, or None if there were problems.
    """
    try:
        return adapter.validate_python(
            document.data if data is None else data,
            context={"languages": tuple(languages), "dropped": tuple(dropped)},
        )
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems.extend(_problem(document, at, detail) for detail in details if not _follows(detail, details))
        return None


def _follows(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Tell whether a list is too short only because entries of it are wrong."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(d["loc"]) > len(loc) and d["loc"][: len(loc)] == loc for d in details
    )


def _problem(document: Document, at: Place, detail: ErrorDetails) -> Problem:
    place: Place = (*at, *_in_the_file(document, at, detail["loc"]))
    context: Mapping[str, Any] = detail.get("ctx", {})
    where = written_place(document.data, place)
    if "language" in context:
        place = (*place, context["language"])
        where += f".{context['language']}"
    what, remedy = _words(detail, context)
    lacking = context["language"] if detail["type"] in ("text_missing", "text_empty") else None
    return Problem(document.file(place), document.line(place), where, what, remedy, lacking)


def _in_the_file(document: Document, at: Place, loc: tuple[str | int, ...]) -> Place:
    """Drop the steps of a location that name a type rather than something in the file."""
    place: Place = ()
    for step in loc:
        longer = (*place, step)
        if (*at, *longer) in document.lines or (step is loc[-1] and step != EVERY_LANGUAGE):
            place = longer
    return place


def _words(detail: ErrorDetails, context: Mapping[str, Any]) -> tuple[Message, Message | None]:  # noqa: C901 # one case per kind of fault
    kind = detail["type"]
    given = _short(detail.get("input"))
    match kind:
        case "missing":
            return say("this is missing"), say("add it")
        case "extra_forbidden":
            return say("this key is not known here"), say("check its spelling, or take it out")
        case "text_missing":
            return say("the text is missing in this language"), say(
                "write it; a report is built only in a language that is complete"
            )
        case "text_empty":
            return say("the text is empty in this language"), say("write it; a text that begins with # goes in quotes")
        case "text_unknown":
            return say("{language} is not a language of this pack", language=context["language"]), say(
                "take it out, or add the language to pack.yml"
            )
        case "int_parsing" | "int_type" | "int_from_float" | "fraction_parsing" | "decimal_parsing":
            return say("{given} is not a whole number", given=given), None
        case "less_than_equal" | "greater_than_equal" | "less_than" | "greater_than":
            if (context.get("le"), context.get("ge")) in ((4, None), (None, 0)) and str(detail["loc"][-1]) in (
                "level",
                "from",
                "to",
            ):
                return say("{given} is not a level (0 to 4)", given=given), say("write a level from 0 to 4")
            bound = next(iter(context.values()), "")
            return say("{given} is out of range; the limit is {bound}", given=given, bound=bound), None
        case "string_type":
            return say("{given} is not a text", given=given), say("write the text in quotes")
        case "string_too_short":
            return say("the text is empty"), say("write it")
        case "string_pattern_mismatch":
            return say("{given} is not written in the expected form", given=given), None
        case "literal_error":
            return say("{given} is not one of {expected}", given=given, expected=context.get("expected", "")), None
        case "dict_type" | "model_type" | "mapping_type" | "model_attributes_type":
            return say("a table of keys and values is expected here"), None
        case "list_type" | "tuple_type":
            return say("a list is expected here"), say("begin each entry with a dash")
        case "too_short" | "too_long":
            expected = context.get("min_length", context.get("max_length", ""))
            return say(
                "there are {actual} entries here; {expected} are expected",
                actual=context.get("actual_length", ""),
                expected=expected,
            ), None
        case "bool_parsing" | "bool_type":
            return say("{given} is neither true nor false", given=given), None
        case "date":
            return Message(context["what"], context), None
        case "sample":
            return say(
                "{looked} of {of} cannot be: a sample is a part of the whole",
                looked=context["looked"],
                of=context["of"],
            ), say("write how many were looked at, and of how many")
        case "period":
            return say("the time ends on {until}, before it begins", until=context["until"]), say(
                "write the earlier day as from"
            )
        case "colour":
            return say("{given} is not a colour", given=given), say('write it in quotes, as in "#0b4f8a"')
        case "block":
            return say("one thing of these is expected here: {kinds}", kinds=context["kinds"]), None
        case "string_too_long":
            return say("the text is longer than {most} characters", most=context["max_length"]), say("shorten it")
    return say("this is wrong: {reason}", reason=str(detail["msg"]).format_map(_Quiet(context))), None


class _Quiet(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return "{...}"
    if isinstance(value, list | tuple):
        return "[...]"
    text = str(value)
    return f"“{text[:40]}…”" if len(text) > 40 else (text or "“”")
