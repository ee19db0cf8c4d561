"""The report as a Word document, from a template that a consultant can replace by his own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from markupsafe import Markup

from audit.errors import Refused, say
from audit.files.shipped import shipped
from audit.model.result.result import Result
from audit.report.alternative import complaints_of
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.branding.sandbox import CarefulEnvironment
from audit.report.exports.office import packed_steadily
from audit.report.exports.output import need
from audit.report.exports.pictures import drawn_size, finish_drawing, stand_in
from audit.report.exports.plain import one_line
from audit.report.exports.single import FOOT_LENGTH
from audit.report.exports.word_labels import labels
from audit.report.exports.word_pages import pages_context
from audit.report.exports.word_sources import own_pages, sources_context
from audit.report.exports.word_text import note_paragraphs, written
from audit.report.pages import Pages
from audit.report.reader import Reader
from audit.report.site.render import nav
from audit.report.views import Answered, Given, LensView, PillarView, Row

TEMPLATE = "export/report.docx"
NAME_LENGTH = 120
MOST_UNPACKED = 100 * 2**20
"""Bytes of a template and everything in it."""

_LANGUAGES = {"ko": "ko-KR", "en": "en-GB"}


def word_document(
    result: Result, reader: Reader, template: Path | None = None, presentation: Presentation = PLAIN
) -> bytes:
    """Write the report as a .docx.

    Args:
        result: The assessed audit.
        reader: The language to write.
        template: A consultant's own template; None for the one that ships.
        presentation: What the audit folder adds; of its pages the words are taken; its parts are for web pages.

    Raises:
        Refused: docxtpl is not installed, or the template cannot be used.
    """
    need("word")
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage

    path = template or shipped("site_template") / TEMPLATE
    # Templates come from other people: they may fill in texts, and nothing else.
    environment = CarefulEnvironment(autoescape=True, undefined=StrictUndefined)
    context = word_context(result, reader, presentation.for_edition(result.edition))
    logo = presentation.logo
    try:
        document = DocxTemplate(io.BytesIO(_read_template(path)))
        picture: object = ""
        if logo is not None:
            width, height = drawn_size(logo)
            picture = InlineImage(document, io.BytesIO(stand_in(logo)), width=Mm(width), height=Mm(height))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Refused(
            say("{path} cannot be read as a Word template: {reason}", path=str(path), reason=str(error)),
            say("name a .docx file with --template"),
        ) from None
    try:
        document.render({**context, "logo": picture}, environment)
    except Exception as error:
        if template is None:
            raise
        raise Refused(
            say("the template {path} cannot be filled: {reason}", path=str(path), reason=_reason(error)),
            say("correct the placeholder; docs/consultants.md lists those that there are"),
        ) from None
    document.docx.core_properties.title = (
        f"{one_line(result.agency_in(reader.language), NAME_LENGTH)} · {Pages(result, reader).dated}"
    )
    _set_language(document.docx, reader.language)
    if logo is not None:
        finish_drawing(document.docx, logo, presentation.brand.consultant.strip() or reader.say("Logo"))
    out = io.BytesIO()
    document.save(out)
    return packed_steadily(out.getvalue(), result.date)


def _read_template(path: Path) -> bytes:
    """Read a template.

    Raises:
        OSError: It cannot be read.
        ValueError: It is too large.
        zipfile.BadZipFile: It is no zip, as a .docx is.
    """
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise ValueError(f"it is larger than {MOST_UNPACKED // 2**20} MB unpacked")
    return content


def _reason(error: Exception) -> str:
    if isinstance(error, TemplateError) and error.message:
        return error.message
    return f"{type(error).__name__}: {error}"


def _set_language(document: Any, language: str) -> None:  # noqa: ANN401 # python-docx types its XML as Any
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), _LANGUAGES.get(language, language))
        element.set(qn("w:eastAsia"), _LANGUAGES["ko"])


def word_context(result: Result, reader: Reader, presentation: Presentation = PLAIN) -> dict[str, object]:
    """Return what a template can name. What is here stays: consultants' templates rest on it."""
    page = Pages(result, reader)
    verdict = result.verdict
    alternative = result.alternative_in(reader.language)
    notes = _notes(result, reader, presentation)
    brand = presentation.brand_view(reader.language)
    shown_notes = _SHOWN_NOTES.union(
        result.pillars, (lens.id for lens in result.lenses), (own.name for own in presentation.pages)
    )
    # Pages are set out of whole results; of the public's only `public` is.
    whole = result.edition != "public"
    return {
        "label": labels(reader),
        "edition": result.edition,
        "edition_words": written(_edition(result, reader)),
        "brand": {
            "by": written(
                reader.say("Prepared by {consultant}", consultant=brand.consultant)
                if brand and brand.consultant
                else ""
            ),
            "cover": written(brand.cover if brand else ""),
            "footer": written(presentation.footer(reader.language)),
            "foot": written(one_line(presentation.footer(reader.language), FOOT_LENGTH)),
        },
        "logo": "",
        "notes": {name: note for name, (_, note) in notes.items()},
        "other_notes": [
            {"title": written(title), "note": note} for name, (title, note) in notes.items() if name not in shown_notes
        ],
        "agency": written(result.agency_in(reader.language)),
        "agency_short": written(one_line(result.agency_in(reader.language), NAME_LENGTH)),
        "dated": written(page.dated),
        "pack": written(f"{reader.text(result.pack.title)} {result.pack.version}"),
        "round": written(result.round),
        "verdict": {
            "shape": page.verdict_shape,
            "title": written(page.verdict_title),
            "headline": written(page.headline),
            "so_far": written(page.so_far),
            "work": written(page.holding_days if whole and not page.is_refusal else ""),
            "means": written(reader.text(verdict.means)),
            "next": written(reader.text(verdict.next)),
            "ask_again": written(page.ask_again),
            "is_refusal": page.is_refusal,
            "on_word": [{"id": identity, "title": written(title)} for identity, title, _ in page.on_word],
        },
        "without": written(page.without),
        "caps": [
            {
                "name": written(cap.code),
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
            "complaints": written(complaints_of(alternative, reader)),
        },
        "letters": [
            {
                "heading": written(_text(letter["heading"])),
                "to": written(str(letter["to"])),
                "subject": written(_text(letter["subject"])),
                "body": [written(_text(paragraph)) for paragraph in _many(letter["body"])],
            }
            for letter in page.letters
        ],
        "pillars": [_pillar(view) for view in page.pillars] if whole else [],
        "profile": [_given(item) for item in page.inputs_of_profile] if whole else [],
        "lenses": [_lens(view) for view in page.lenses],
        **(_plan(page) if whole else _NO_PLAN),
        **pages_context(result, page),
        "method": _method(result, page),
        "ageing": [
            {"name": written(name), "last": written(last), "stale": stale} for name, _, last, stale in page.ageing
        ],
        **sources_context(result, page),
        "own_pages": own_pages(result, reader, presentation),
    }


def _text(value: object) -> str | Markup:
    return value if isinstance(value, str) else str(value)


def _many(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


_SHOWN_NOTES = frozenset(
    {"index", "clock", "load", "contradictions", "voices", "way-up", "progress", "plan", "method", "sources"}
)
"""Pages whose notes have a place of their own in the template that ships, beside pillars, lenses and own pages."""


def _notes(
    result: Result, reader: Reader, presentation: Presentation
) -> Mapping[str, tuple[str, Mapping[str, object]]]:
    """Return the consultant's notes by page: the page's title, and who speaks and what is said."""
    titles = {path.removesuffix(".md"): title for path, title in nav(result, reader, presentation).items()}
    consultant = presentation.brand.consultant.strip()
    by = (
        reader.say("A word from {consultant}", consultant=consultant)
        if consultant
        else reader.say("From the consultant")
    )
    found: dict[str, tuple[str, Mapping[str, object]]] = {}
    for name, title in titles.items():
        note = presentation.note(name, reader.language)
        if note is not None:
            found[name] = (title, {"by": written(by), "paragraphs": note_paragraphs(note.text, list(titles))})
    return found


def _edition(result: Result, reader: Reader) -> str:
    return {
        "internal": reader.say("Internal edition: everything that was answered."),
        "client": reader.say("Edition for the client: without who answered."),
        "public": reader.say(
            "This is the edition for the public. Answers, evidence and what concerns security are not in it."
        ),
    }[result.edition]


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
        "points": written(view.points),
        "guards": ", ".join(identity for identity, _ in view.guards),
        "sources": ", ".join(view.sources),
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
                "means": written(link.means),
                "weak": link.weak,
                "first": link.first,
                "cases": [
                    {"id": identity, "title": written(title), "what": written(what), "lesson": written(lesson)}
                    for identity, title, what, lesson in link.cases
                ],
                "no_case": written(link.no_case),
            }
            for link in view.links
        ],
    }


_NO_PLAN: Mapping[str, object] = {
    "plan_finding": "",
    "first_step": None,
    "first": [],
    "this_week": [],
    "effort_finding": "",
    "effort": [],
    "rest": [],
    "owners": [],
}


def _plan(page: Pages) -> Mapping[str, object]:
    def action(row: Row) -> Mapping[str, object]:
        return {
            "id": row.id,
            "title": written(row.title),
            "owner": written(row.owner),
            "days": written(row.days),
            "effort": row.effort,
            "due": written(row.due),
            "why": written(row.why),
            "how": [written(step) for step in row.how],
            "done_when": written(row.done_when),
            "reason": written(row.reason),
            "buys": written(row.buys),
            "leads": written(row.leads),
        }

    return {
        "plan_finding": written(page.plan_finding),
        "first_step": action(page.first_step) if page.first_step else None,
        "first": [action(row) for row in page.first],
        "this_week": [action(row) for row in page.this_week] if page.is_refusal else [],
        "rest": [
            {"title": written(group.title), "actions": [action(row) for row in group.rows]} for group in page.rest
        ],
        "owners": [
            {"owner": written(owner), "actions": count, "days": written(days)} for owner, count, days in page.owners
        ],
        "effort_finding": written(f"{page.effort_finding}." if page.effort else ""),
        "effort": [[written(row.title), written(row.days), written(f"+{row.points}")] for row in page.effort],
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
        "floors": [written(line) for line in page.floors],
        "example": [written(line) for line in (page.worked_example() if result.questions else ())],
        "assumptions": [written(page.reader.text(words)) for words in result.pack.assumptions],
        "product": written(result.product),
        "pack": written(f"{result.pack.id} {result.pack.version}"),
        "pack_digest": written(result.pack.digest),
        "answers_digest": written(result.answers_digest),
    }
