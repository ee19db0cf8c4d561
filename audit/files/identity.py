"""Which audit something belongs to: the `id` in `audit.yml`, made once and kept for ever."""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from typing import Any

from audit.files.upgrades import Formats
from audit.model.base import SETTINGS_FORMAT

SETTINGS_FORMATS = Formats(newest=SETTINGS_FORMAT, steps={1: lambda _: None})
"""The formats of `audit.yml`. From the second on it has an `id`; one of the first gets it when it is saved."""


def new_identity() -> str:
    """Return an id that no other audit has: 16 digits and letters from a to f."""
    return secrets.token_hex(8)


def identify(data: MutableMapping[str, Any]) -> None:
    """Give the contents of an `audit.yml` the newest format and an id, unless it has one."""
    if str(data.get("format")) != str(SETTINGS_FORMAT):
        data["format"] = SETTINGS_FORMAT
    if not data.get("id"):
        data["id"] = new_identity()
