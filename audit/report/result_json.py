"""A result as JSON: all of it, in the languages of the audit."""

from __future__ import annotations

from collections.abc import Set

from pydantic import BaseModel
from pydantic_core import to_json

from audit.model.result.result import Result


def result_json(result: Result) -> str:
    """Write a result as `result.json`."""
    return _written(result, result)


def progress_json(result: Result) -> str:
    """Write what changed since the round before, as `compare --json` prints it.

    Raises:
        ValueError: There is no round before.
    """
    if result.before is None:
        raise ValueError("there is no round before")
    return _written(result.before, result)


def _written(model: BaseModel, result: Result) -> str:
    known = result.pack.title.keys()
    value: object = model.model_dump(mode="json")
    if known != set(result.languages):
        value = _only(result.languages, value, known)
    return to_json(value, indent=1).decode() + "\n"


def _only(languages: tuple[str, ...], value: object, known: Set[str]) -> object:
    """Leave out the texts of languages that the audit does not use."""
    if isinstance(value, dict):
        if value.keys() == known:
            return {language: value[language] for language in languages}
        return {
            key: _only(languages, inner, known) if isinstance(inner, dict | list) else inner
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_only(languages, inner, known) if isinstance(inner, dict | list) else inner for inner in value]
    return value
