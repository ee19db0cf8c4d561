"""Files to keep and to send: the plan, the whole result, the single page, and the audit folder itself as a zip."""

from __future__ import annotations

import datetime
import importlib.util
from typing import Any

from audit.app.folders import OpenAudit, in_base64
from audit.app.problems import BadCall
from audit.audits import report_of
from audit.errors import Refused, say
from audit.files.archive import pack_up
from audit.files.packs.languages import require_language
from audit.files.rounds.finishing import finish_of
from audit.model.answers import own_words_in
from audit.model.result.result import Edition
from audit.report.exports import SINGLE, format_of
from audit.report.exports.format import Order
from audit.report.exports.output import file_name

ZIP = "zip"
OFFERED = ("csv", "ics", "xlsx", "json", SINGLE)
"""What a page can give beside the zip; the others need programs that no page has."""


def export(audit: OpenAudit, what: str, language: str, edition: Edition, date: datetime.date | None) -> dict[str, Any]:
    """Write one file.

    Args:
        audit: The audit.
        what: `zip`, or one of `OFFERED`.
        language: The language of the file; of a JSON the languages are those of the audit.
        edition: Who will read it.
        date: The day of the audit; None for the day of the round.

    Raises:
        BadCall: There is no such file here.
        Refused: There is none of this edition, or what writes it is not here.
        BadFiles: A file of the folder is wrong.
    """
    if what == ZIP:
        packed = pack_up(audit.folder)
        return {
            "name": f"{file_name(own_words_in(audit.folder.settings.agency.names, language))}.zip",
            "bytes": in_base64(packed.content),
            "left_out": list(packed.left_out),
        }
    if what not in OFFERED:
        raise BadCall(say("no file of the kind {kind} can be written here", kind=what[:40]))
    chosen = format_of(what)
    if edition == "public" and chosen.not_public is not None:
        raise Refused(chosen.not_public)
    if chosen.extra is not None and not all(map(importlib.util.find_spec, chosen.extra.modules)):
        raise Refused(
            chosen.extra.missing, say("save the zip, and let somebody export it who has Listen First installed")
        )
    languages = audit.folder.settings.languages if what == "json" else (language,)
    for one in languages:
        require_language(audit.folder.pack, one)
    report = report_of(audit.folder, edition, languages, date, dressed=chosen.dressed)
    made = chosen.write(Order(report.result, languages[0], report.presentation))
    return {"name": named(audit, what, language, edition), "bytes": in_base64(made.content), "left_out": []}


def named(audit: OpenAudit, ending: str, language: str, edition: Edition) -> str:
    """Return how a file is called, as `listenfirst export` calls it: after the agency, with its edition and a further language."""
    folder = audit.folder
    name = folder.latest_round()
    draft = format_of(ending).marks_drafts and finish_of(folder, name).draft
    own = folder.settings.languages
    marks = (
        "" if edition == "internal" else f"-{edition}",
        "-draft" if draft else "",
        "" if ending == "json" or language == own[0] else f"-{language}",
    )
    return f"{file_name(own_words_in(folder.settings.agency.names, language))}{''.join(marks)}.{ending}"
