"""The receipt of what was erased: it says that and what, and names nobody."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from audit.errors import Translate

if TYPE_CHECKING:
    from audit.files.erasing import Erasure


def receipt(erasure: Erasure, audit: str, role: str, day: datetime.date, translate: Translate) -> str:
    """Write the receipt as a text of plain lines.

    The name of an answers file can be a person's, so files stand there by their digests, which name nobody.

    Args:
        erasure: What is erased.
        audit: The id of the audit; empty where it has none.
        role: What the role is called whose answers are erased; empty where all is.
        day: When.
        translate: Turns English message ids into the reader's language.
    """
    whose = (
        translate("the answers of one respondent in the role {role}, and what was made of all answers").format(
            role=role
        )
        if role
        else translate("the whole audit")
    )
    lines = [
        translate("Receipt: erased with Listen First"),
        "",
        translate("Day: {day}").format(day=day.isoformat()),
        translate("Audit: {audit}").format(audit=audit or translate("without an id")),
        translate("What: {what}").format(what=whose),
        translate("Files: {count}").format(count=len(erasure.files)),
        "",
        translate("SHA-256 and bytes of each file, as it was:"),
        *(f"{file.digest} {file.size}" for file in erasure.files),
        "",
        translate(
            "Not reached: copies that were sent or handed over, backups, other machines, and what a disk keeps of deleted files until it is written over."
        ),
    ]
    return "\n".join(lines) + "\n"
