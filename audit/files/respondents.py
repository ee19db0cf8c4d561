"""Who answers, and the name of the file that holds it."""

from __future__ import annotations

import re
import unicodedata

from audit.errors import Refused, say
from audit.model.pack import Pack

NAME_LENGTH = 40
_NOT_A_WORD = re.compile(r"[\W_]+")


def known_role(pack: Pack, role: str) -> str:
    """Return a role of the pack.

    Raises:
        Refused: The pack has no such role; the message lists those that there are.
    """
    roles = [known.id for known in pack.head.roles]
    if role not in roles:
        raise Refused(
            say("no role is called {id}", id=role[:40]), say("the roles are: {roles}", roles=", ".join(roles))
        )
    return role


def respondent_file(role: str, name: str = "") -> str:
    """Return the name of an answers file without its ending: `it`, or `it-kim` where several answer in a role."""
    slug = _NOT_A_WORD.sub("-", unicodedata.normalize("NFC", name).casefold())[:NAME_LENGTH].strip("-")
    return f"{role}-{slug}" if slug else role
