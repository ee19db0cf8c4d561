"""YAML out, where there are no comments to keep: every text in double quotes, many files in a moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml


class _Quoted(str):
    """A text that is written in double quotes, so that nobody guesses at it (RULES 10)."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc] # which of the two is known at run time only
    """Writes quoted texts; 200 files of a round in a moment, where keeping comments would take a minute."""


_Dumper.add_representer(
    _Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')
)
_Dumper.add_representer(
    bool, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:bool", str(value).lower())
)


def written(data: Mapping[str, Any]) -> bytes:
    """Write a table; texts are quoted, so that nobody guesses at them (RULES 10)."""
    return yaml.dump(
        _with_quotes(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**20, default_flow_style=False
    ).encode()


def _with_quotes(value: object) -> object:
    if isinstance(value, str):
        return _Quoted(value)
    if isinstance(value, Mapping):
        return {key: _with_quotes(inner) for key, inner in value.items()}
    return [_with_quotes(inner) for inner in value] if isinstance(value, list | tuple) else value
