"""What an import would do, in words: each difference between an answer that was sent and the one that is here."""

from __future__ import annotations

from collections.abc import Mapping

from audit.errors import Translate
from audit.files.imports.differences import Change, Kind
from audit.model.asked import Item
from audit.wording.values import spoken

LONGEST = 160
"""Letters of what is said of one difference."""
_KEPT = (Kind.KEPT_NEWER, Kind.KEPT_EMPTY, Kind.CONFLICT, Kind.FOR_LEAD)


def kind_names(translate: Translate) -> Mapping[Kind, str]:
    """Return what each kind of difference is called, in the order in which they are counted."""
    return {
        Kind.NEW: translate("new"),
        Kind.CHANGED: translate("changed"),
        Kind.AGAIN: translate("asked anew since, to be confirmed"),
        Kind.KEPT_NEWER: translate("kept, because the one here is newer"),
        Kind.KEPT_EMPTY: translate("kept, because the file has no answer"),
        Kind.CONFLICT: translate("conflict"),
        Kind.FOR_LEAD: translate("about the agency, for the lead to answer"),
    }


def said_change(change: Change, item: Item, translate: Translate, language: str) -> str:
    """Say in one line what is here and what was sent.

    Args:
        change: The difference.
        item: What was asked.
        translate: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
    """
    one, other = (
        spoken(item, answer, translate, language) or (translate("note only") if answer.note else translate("open"))
        for answer in (change.here, change.sent)
    )
    what = other if change.kind is Kind.NEW else f"{one} -> {other}"
    if change.kind in _KEPT:
        what = translate("here: {here}; sent: {sent}").format(here=one, sent=other)
    if one == other:
        beside = {
            translate("In your own words"): change.here.text != change.sent.text,
            translate("Evidence"): change.here.evidence != change.sent.evidence,
            translate("Note"): change.here.note != change.sent.note,
        }
        named = ", ".join(name for name, differs in beside.items() if differs)
        what = f"{other} ({named})" if named else other
    line = " ".join(what.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
