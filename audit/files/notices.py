"""What lies in an audit folder and is not read, or does not count: named, so that nobody believes that it does."""

from __future__ import annotations

from audit.errors import Problem
from audit.files.folder import AuditFolder


def notices(folder: AuditFolder, round_name: str | None) -> list[Problem]:
    """Return what a person should know of a folder although nothing of it is an error.

    Args:
        folder: The audit folder.
        round_name: The round to look into; None for every round.

    Returns:
        One problem for each thing, with its path, its line (0 for a whole file), what it looks like, and what to do.
    """
    return []
