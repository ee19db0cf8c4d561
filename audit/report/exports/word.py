"""The report as a Word document, from a template that a consultant can replace by his own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from audit.errors import Refused, say
from audit.files.shipped import shipped
from audit.model.result import Result
from audit.report.exports.office import packed_steadily
from audit.report.exports.output import missing_extra
from audit.report.exports.plain import one_line, plain
from audit.report.exports.schedule import due_dates
from audit.report.pages import Pages
from audit.report.reader import Reader
from audit.report.views import Answered, Given, LensView, PillarView, Row

TEMPLATE = "export/report.docx"
NAME_LENGTH = 120

_SPECIAL = re.compile(r"[&<>\"'{}]")
_TURNS = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that are written from right to left, and the signs that turn the direction."""
_ISOLATED = ("\u2068", "\u2069")
"""What keeps a text's direction from reaching its neighbours, as `<bdi>` does on a page."""
_LANGUAGES = {"ko": "ko-KR", "en": "en-GB"}


def word_document(result: Result, reader: Reader, template: Path | None = None) -> bytes:
    """Write the report as a .docx.

    Args:
        result: The assessed audit.
        reader: The language to write.
        template: A consultant's own template; None for the one that ships.

    Raises:
        Refused: docxtpl is not installed, or the template cannot be used.
    """
    try:
        from docxtpl import DocxTemplate
    except ImportError:
        raise missing_extra("word", say("a Word document is made with docxtpl, which is not installed")) from None
    path = template or shipped("site_template") / TEMPLATE
    # Templates come from other people: they may fill in texts, and nothing else.
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(io.BytesIO(path.read_bytes()))
        document.render(word_context(result, reader), environment)
    except TemplateError as error:
        raise Refused(
            say("the template {path} cannot be filled: {reason}", path=str(path), reason=error.message or str(error)),
            say("correct the placeholder; docs/consultants.md lists those that there are"),
        ) from None
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Refused(
            say("{path} cannot be read as a Word template: {reason}", path=str(path), reason=str(error)),
            say("name a .docx file with --template"),
        ) from None
    document.docx.core_properties.title = f"{one_line(result.agency, NAME_LENGTH)} · {Pages(result, reader).dated}"
    _set_language(document.docx, reader.language)
    out = io.BytesIO()
    document.save(out)
    return packed_steadily(out.getvalue(), result.date)


def _set_language(document: Any, language: str) -> None:  # noqa: ANN401 # python-docx types its XML as Any
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), _LANGUAGES.get(language, language))
        element.set(qn("w:eastAsia"), _LANGUAGES["ko"])


def written(value: str | Markup | None) -> Markup:
    """Make a text safe for the template: markup and placeholders in it are shown and never read.

    Braces go in as numbers, because docxtpl reads what it has rendered once more.
    """
    text = plain(value)
    if _TURNS.search(text):
        text = text.join(_ISOLATED)
    return Markup(_SPECIAL.sub(lambda match: f"&#{ord(match.group())};", text))


def word_context(result: Result, reader: Reader) -> dict[str, object]:
    """Return what a template can name. What is here stays: consultants' templates rest on it."""
    page = Pages(result, reader)
    verdict = result.verdict
    alternative = result.alternative
    return {
        "label": _labels(reader),
        "agency": written(result.agency),
        "agency_short": written(one_line(result.agency, NAME_LENGTH)),
        "dated": written(page.dated),
        "pack": written(f"{reader.text(result.pack.title)} {result.pack.version}"),
        "round": written(result.round),
        "verdict": {
            "shape": page.verdict_shape,
            "title": written(page.verdict_title),
            "headline": written(page.headline),
            "so_far": written(page.so_far),
            "work": written("" if page.is_refusal else page.holding_days),
            "means": written(reader.text(verdict.means)),
            "next": written(reader.text(verdict.next)),
            "ask_again": written(page.ask_again),
            "is_refusal": page.is_refusal,
            "on_word": [{"id": identity, "title": written(title)} for identity, title, _ in page.on_word],
        },
        "without": written(page.without),
        "caps": [
            {
                "name": written(cap.name),
                "title": written(cap.title),
                "text": written(cap.text),
                "answers": [
                    {"id": identity, "title": written(title), "answer": written(answer)}
                    for identity, title, answer, _ in cap.answers
                ],
            }
            for cap in page.caps
        ],
        "rule": written(reader.text(result.pack.rule) if verdict.reason == "intent" else ""),
        "alternative": {
            "service": written(alternative.service),
            "amount": written(alternative.amount),
            "complaints": written(alternative.complaints),
        },
        "letters": [
            {
                "to": written(str(letter["to"])),
                "subject": written(_text(letter["subject"])),
                "body": [written(_text(paragraph)) for paragraph in _many(letter["body"])],
            }
            for letter in page.letters
        ],
        "pillars": [_pillar(view) for view in page.pillars],
        "profile": [_given(item) for item in page.inputs_of_profile],
        "lenses": [_lens(view) for view in page.lenses],
        **_plan(result, page),
        "method": _method(result, page),
        "sources": [
            {
                "id": source.id,
                "title": written(reader.text(source.title)),
                "by": written(reader.text(source.by)),
                "year": written(source.year),
                "url": written(source.url),
                "says": written(reader.text(source.says)),
                "read": written(page.tag(source.tag)),
            }
            for source in result.sources
        ],
    }


def _text(value: object) -> str | Markup:
    return value if isinstance(value, str) else str(value)


def _many(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _labels(reader: Reader) -> Mapping[str, Markup]:
    words = {
        "about_due": reader.say(
            "The date is our arithmetic: working days from the audit on, the actions of one owner one after the other."
        ),
        "action": reader.say("Action"),
        "actions": reader.say("Actions"),
        "agency": reader.say("The agency"),
        "alternative": reader.say("What the same money can do"),
        "answer": reader.say("Answer"),
        "ask_again": reader.say("Ask again:"),
        "assumptions": reader.say("What we assumed"),
        "claimed": reader.say("Claimed"),
        "code": reader.say("Code"),
        "complaints": reader.say("Complaints about it:"),
        "contents": reader.say("Contents"),
        "decided": reader.say("How this was decided"),
        "done_when": reader.say("Done when:"),
        "due": reader.say("Due"),
        "evidence": reader.say("Evidence:"),
        "first": reader.say("First"),
        "gate": reader.say("gate"),
        "gates": reader.say("Gates"),
        "guarded_by": reader.say("Guarded by"),
        "holds": reader.say("What holds you here"),
        "ladder": reader.say("The ladder"),
        "letter": reader.say("A letter to whoever asked for it"),
        "made_from": reader.say("What this report was made from"),
        "means": reader.say("What it means"),
        "money": reader.say("Money:"),
        "next": reader.say("What comes next"),
        "note": reader.say("Note:"),
        "numbers": reader.say("Numbers asked here"),
        "on_word": reader.say("On your word only; a date and a paper would prove it:"),
        "owner": reader.say("Owner"),
        "pillar": reader.say("Pillar"),
        "pillars": reader.say("Four pillars"),
        "plan": reader.say("Plan"),
        "possible": reader.say("Possible"),
        "product": reader.say("Listen First"),
        "question": reader.say("Question"),
        "read": reader.say("How read"),
        "reason": reader.say("Why it does not apply:"),
        "reason_given": reader.say("Reason given:"),
        "round": reader.say("Round"),
        "rung": reader.say("Rung"),
        "shown": reader.say("Shown"),
        "source": reader.say("Source"),
        "sources": reader.say("Sources"),
        "state": reader.say("In this audit"),
        "subject": reader.say("Subject:"),
        "summary": reader.say("Summary"),
        "then": reader.say("Then:"),
        "this_week": reader.say("This week"),
        "to": reader.say("To:"),
        "to_do": reader.say("What to do:"),
        "what_counts": reader.say("What would count:"),
        "why": reader.say("Why it matters:"),
        "work": reader.say("Work"),
    }
    return {name: written(text) for name, text in words.items()}


def _pillar(view: PillarView) -> Mapping[str, object]:
    return {
        "id": view.id,
        "title": written(view.title),
        "why": written(view.why),
        "finding": written(view.finding),
        "shape": view.bar.shape,
        "band": written(view.bar.word),
        "shown": "–" if view.bar.shown is None else view.bar.shown,
        "claimed": "–" if view.bar.claimed is None else view.bar.claimed,
        "possible": "–" if view.bar.possible is None else view.bar.possible,
        "figures": written(view.bar.label),
        "sentence": written(view.sentence),
        "sum": written(view.sum),
        "left_out": [written(line) for line in view.left_out],
        "questions": [_question(question) for question in view.questions],
        "inputs": [_given(item) for item in view.inputs if item.state != "hidden"],
    }


def _question(view: Answered) -> Mapping[str, object]:
    return {
        "id": view.id,
        "title": written(view.title),
        "ask": written(view.ask),
        "why": written(view.why),
        "shape": view.shape,
        "head": written(view.head),
        "statement": written(view.statement),
        "remark": written(view.remark),
        "choice": written(view.choice),
        "own_words": written(view.own_words),
        "reason": written(view.reason),
        "note": written(view.note),
        "evidence": [
            {
                "what": written(piece.what),
                "where": written(piece.where),
                "date": written(piece.date),
                "state": written(piece.state),
            }
            for piece in view.evidence
        ],
        "no_evidence": written(view.no_evidence),
        "show": written(view.show),
        "levels": [{"level": index, "words": written(words), "here": here} for index, words, here in view.levels],
        "weight": view.weight,
        "gate": view.gate,
        "roles": written(view.roles),
        "actions": [{"id": row.id, "title": written(row.title)} for row in view.actions],
    }


def _given(item: Given) -> Mapping[str, object]:
    return {
        "id": item.id,
        "title": written(item.title),
        "ask": written(item.ask),
        "value": written(item.value),
        "note": written(item.note),
    }


def _lens(view: LensView) -> Mapping[str, object]:
    return {
        "id": view.id,
        "title": written(view.title),
        "finding": written(view.finding),
        "intro": written(view.intro),
        "links": [
            {
                "id": link.id,
                "title": written(link.title),
                "shape": link.shape,
                "band": written(link.word),
                "points": written(link.points),
                "sentence": written(link.sentence),
                "guards": ", ".join(guard.id for guard in link.guards),
            }
            for link in view.links
        ],
    }


def _plan(result: Result, page: Pages) -> Mapping[str, object]:
    due = due_dates(result.actions, result.date)

    def action(row: Row) -> Mapping[str, object]:
        return {
            "id": row.id,
            "title": written(row.title),
            "owner": written(row.owner),
            "days": written(row.days),
            "effort": row.effort,
            "due": written(page.reader.date(due[row.id])),
            "why": written(row.why),
            "how": [written(step) for step in row.how],
            "done_when": written(row.done_when),
            "reason": written(row.reason),
        }

    return {
        "plan_finding": written(page.plan_finding),
        "first": [action(row) for row in page.first],
        "this_week": [action(row) for row in page.this_week] if page.is_refusal else [],
        "rest": [
            {"title": written(group.title), "actions": [action(row) for row in group.rows]} for group in page.rest
        ],
        "owners": [
            {"owner": written(owner), "actions": count, "days": written(days)} for owner, count, days in page.owners
        ],
    }


def _method(result: Result, page: Pages) -> Mapping[str, object]:
    return {
        "gates": [
            {"id": identity, "title": written(title), "reads": reads, "state": written(state), "why": written(why)}
            for identity, title, reads, state, why in page.gates
        ],
        "ladder": [
            {"shape": shape, "title": written(title), "means": written(means), "here": here}
            for _, shape, title, means, here in page.ladder
        ],
        "assumptions": [written(page.reader.text(words)) for words in result.pack.assumptions],
        "product": written(result.product),
        "pack": written(f"{result.pack.id} {result.pack.version}"),
        "pack_digest": written(result.pack.digest),
        "answers_digest": written(result.answers_digest),
    }
