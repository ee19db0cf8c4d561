"""Who is asked what: the pack's `roles` decide."""

from __future__ import annotations

from audit.model.pack import Input, Question


def for_role(item: Question | Input, role: str) -> bool:
    """Return whether a question or an input is put to a role."""
    return role in item.roles
