"""What one does with the papers of an audit, whoever asks for it: a command, a test, a tool."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.audits import assess_round, own_presentation
from audit.files.folder import AuditFolder
from audit.language import translator
from audit.report.document.paper import paper_document
from audit.report.exports.format import Order
from audit.report.exports.papers import KINDS
from audit.report.papers.filling import Filling, letter_paper
from audit.report.parts.context import ReportContext
from audit.report.parts.draft import draft_notice
from audit.report.parts.letters import letter_views
from audit.wording.locale import Locale


@dataclass(frozen=True)
class PaperFile:
    """A paper as a file."""

    name: str
    content: bytes


def write_papers(
    folder: AuditFolder,
    papers: Sequence[str],
    languages: Sequence[str],
    kinds: Sequence[str],
    date: datetime.date | None = None,
    round_name: str | None = None,
) -> tuple[PaperFile, ...]:
    """Fill papers from the answers of a round.

    Args:
        folder: The audit folder.
        papers: The ids of the papers; none: every one that the verdict leads to, and the letters.
        languages: One file for each.
        kinds: The endings of the files: `docx`, `hwpx`, `md`.
        date: The day of the audit; None for the day of the round.
        round_name: The round; None for the newest.

    Raises:
        Refused: A package that writes such files is not installed.
        BadFiles: The folder's brand or notes are wrong.
    """
    for kind in kinds:
        extra = KINDS[kind][0]
        if extra is not None:
            extra.load()
    result = assess_round(folder, date, tuple(languages), round_name=round_name)
    presentation = own_presentation(folder, result)
    made = []
    for language in languages:
        locale = Locale(language, translator(language))
        context = ReportContext(result, locale)
        filling = Filling(context, folder.settings.people, draft_notice(result, locale))
        wanted = papers or [paper.id for paper in result.papers if paper.fits]
        views = [filling.view(paper) for paper in folder.pack.papers if paper.id in wanted]
        views += [] if papers else [letter_paper(context, letter) for letter in letter_views(context)]
        for view in views:
            document = paper_document(view, locale, presentation)
            order = Order(result, language, presentation)
            for kind in kinds:
                name = f"{view.id}-{language}.{kind}" if len(languages) > 1 else f"{view.id}.{kind}"
                made.append(PaperFile(name, KINDS[kind][1](order, document)))
    return tuple(made)


def list_papers(
    folder: AuditFolder,
    papers: Sequence[str],
    language: str,
    date: datetime.date | None = None,
    round_name: str | None = None,
) -> Iterator[str]:
    """Give a line for each paper, and what is missing to fill it.

    Args:
        folder: The audit folder.
        papers: The ids of the papers; none: all.
        language: The language of the lines.
        date: The day of the audit; None for the day of the round.
        round_name: The round; None for the newest.
    """
    result = assess_round(folder, date, (language,), round_name=round_name)
    locale = Locale(language, translator(language))
    for paper in (paper for paper in result.papers if not papers or paper.id in papers):
        missing = ", ".join(paper.missing)
        later = locale.say("not what this verdict leads to") if not paper.fits else ""
        lacks = locale.say("missing: {ids}", ids=missing) if missing else ""
        yield "; ".join(part for part in (f"{paper.id}: {locale.text(paper.title)}", later, lacks) if part)
