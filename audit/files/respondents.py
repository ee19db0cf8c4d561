"""Who answers, and the name of the file that holds it (RULES 7)."""

from __future__ import annotations

from audit.errors import Refused, say
from audit.files.file_names import slug
from audit.files.yaml.reader import Data
from audit.model.answers import Respondent
from audit.model.known import LEAD
from audit.model.pack import Pack

NAME_LENGTH = 40


def known_role(pack: Pack, role: str) -> str:
    """Return a role of the pack.

    Raises:
        Refused: The pack has no such role; the message lists those that there are.
    """
    roles = [known.id for known in pack.head.roles]
    if role not in roles:
        raise Refused(
            say("no role is called {id}", id=role[:40] or '""'), say("the roles are: {roles}", roles=", ".join(roles))
        )
    return role


def respondent_file(role: str, name: str = "") -> str:
    """Return the name of an answers file without its ending: `it`, or `it-kim` where several answer in a role."""
    who = slug(name, NAME_LENGTH)
    return f"{role}-{who}" if who else role


def role_named(stem: str, pack: Pack) -> str | None:
    """Return the role of a file that is named as an answers file is; None where no respondent has such a file.

    Args:
        stem: The name without its ending, in NFC.
        pack: The pack, whose roles there are.
    """
    fitting = [role.id for role in pack.head.roles if stem == role.id or _is_slug(stem, f"{role.id}-")]
    return max(fitting, key=len, default=None)


def _is_slug(stem: str, role: str) -> bool:
    who = stem.removeprefix(role)
    return stem.startswith(role) and who != "" and slug(who, NAME_LENGTH) == who


def respondent_in(data: Data) -> Respondent | None:
    """Return whom an answers file names, before anything else in it is read; None where it names nobody."""
    given = data.get("respondent") if isinstance(data, dict) else None
    if not isinstance(given, dict):
        return None
    role, name = given.get("role", ""), given.get("name", "")
    if not isinstance(role, str) or not isinstance(name, str) or not (role.strip() or name.strip()):
        return None
    return Respondent(role=role.strip(), name=name)


def is_file_of(stem: str, respondent: Respondent | None, pack: Pack) -> bool:
    """Return whether a file is named after the respondent in it. Only then does it count.

    `lead.yml` is the lead's, whatever role the lead holds. A file may be called by the role alone.

    Args:
        stem: The name without its ending, in NFC.
        respondent: Whom the file names; None where it names nobody.
        pack: The pack, whose roles there are.
    """
    if stem == LEAD:
        return True
    role = role_named(stem, pack)
    if role is None:
        return False
    if respondent is None or not respondent.role:
        return stem == respondent_file(role, respondent.name if respondent else "")
    return stem in (respondent.role, respondent_file(respondent.role, respondent.name))
