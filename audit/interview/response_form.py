"""The plan in the browser with fields for what the agency says: one HTML file that gives a file to send back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from audit.errors import Translate
from audit.files.folder import AuditFolder
from audit.interview.form import agency_slug, page_of
from audit.interview.form_reading import reading_data
from audit.interview.proposals import REASONED, STATES, proposals
from audit.model.given import own_words_in
from audit.model.responses import Response
from audit.model.result.result import Result
from audit.model.values import MESSAGES, N_
from audit.wording.names import MONTH_NAMES

TEXTS: Mapping[str, str] = {
    "title": N_("What do you say to the plan?"),
    "lead": N_(
        "Each action is answered on its own: agreed, agreed in part, refused, or its risk accepted for a time. No answer changes a level or the verdict; it stands beside the finding."
    ),
    "kept_here": N_("What you write is kept in this browser. Stop whenever you like and go on later."),
    "not_kept": N_("This browser keeps nothing, or is full. Save the file before leaving."),
    "send_back": N_(
        "When you are done, save the file at the end and send it to whoever gave you this page. Nothing is sent from here."
    ),
    "place": N_("Answered: {done} of {count}"),
    "why": N_("Why, and how"),
    "done_when": N_("Done when:"),
    "ask": N_("What do you say to it?"),
    "open": N_("Not answered yet"),
    "because": N_("Why? One or two sentences."),
    "remark": N_("Anything to add? It may stay empty."),
    "no_reason": N_("Without a reason nobody can understand it later. Write one sentence."),
    "by": N_("Who says so? An office or a role; it may stay empty."),
    "due": N_("By which day? It may stay empty. For example 2027-01-29"),
    "until": N_("Until which day do you accept the risk? After it the action is open again. For example 2027-06-30"),
    "done": N_("On which day was it done? For example 2026-11-02"),
    "no_until": N_("Without a day an accepted risk does not come back. Write one."),
    "past": N_("{date} is past; name a day to come"),
    "ahead": N_("{date} is in the future; say when it was done"),
    "understood": N_("= {meant}"),
    "full_date": N_("{day} {month} {year}"),
    "send": N_("Save and send back"),
    "mend_first": N_("Look at these before you send it. What cannot be read is not in the file:"),
    "save_file": N_("Save the file"),
    "file_saved": N_("Saved as {file}, usually in the folder for downloads. Send it to whoever gave you this page."),
    "print": N_("Print"),
}


def response_page(folder: AuditFolder, result: Result, language: str, translate: Translate) -> bytes:
    """Write the plan with fields for what the agency says, as one HTML document that fetches nothing.

    Args:
        folder: The audit folder.
        result: The assessed round whose plan is answered.
        language: The language of the page; one of the result.
        translate: Turns English message ids into that language.
    """
    title = translate("{pack}: responses to the plan").format(pack=folder.pack.head.title[language])
    data = response_data(folder, result, language, translate)
    return page_of(title, data, ("reading.js", "respond.js"), language, translate)


def response_data(folder: AuditFolder, result: Result, language: str, translate: Translate) -> dict[str, Any]:
    """Return everything that the page knows, in one language."""
    agency = own_words_in(folder.settings.agency.names, language)
    key = "\n".join((folder.settings.id, agency, result.round or "", "respond"))
    slug = agency_slug(folder, language)
    return {
        "audit": folder.settings.id,
        "agency": agency,
        "round": result.round or "",
        "called": f"{slug}-" if slug else "",
        "key": "listenfirst-" + hashlib.sha256(key.encode()).hexdigest()[:24],
        "verdict": result.verdict.title[language] if result.verdict.title else "",
        "reading": reading_data(),
        "texts": {name: translate(text) for name, text in {**MESSAGES, **TEXTS}.items()},
        "months": [translate(name) for name in MONTH_NAMES],
        "states": [
            {"id": state, "text": translate(text), "reasoned": state in REASONED} for state, text in STATES.items()
        ],
        "actions": [
            {
                "id": asked.id,
                "title": asked.title,
                "finding": asked.finding,
                "why": asked.why,
                "how": list(asked.how),
                "done_when": asked.done_when,
                "owner": asked.owner,
                "facts": asked.facts,
                "said": raw_response(asked.said),
            }
            for asked in proposals(result, language, translate)
        ],
    }


def raw_response(said: Response) -> dict[str, str]:
    """Write what was said so far as somebody would have put it into the fields."""
    written = said.model_dump(mode="json", exclude_defaults=True)
    return {key: str(text) for key, text in written.items()}
