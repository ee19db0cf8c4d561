"""The result as a workbook: plan, answers, evidence, scores. Everything is a value; no formula is ever written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from audit.errors import Refused, say
from audit.files.workspace import own_temporary_folder
from audit.model.result.result import Figures, Result
from audit.model.result.voices import VoicesResult
from audit.report.exports.format import Exported, Extra, Format, Order
from audit.report.exports.office import repack_reproducibly
from audit.report.exports.sheet import Cell, add_sheet
from audit.report.file_texts import printable
from audit.report.pages.answers import answers_view
from audit.report.pages.plan import effort_finding
from audit.report.pages.public import public_view
from audit.report.pages.summary import SummaryView, summary_view
from audit.report.parts.actions import action_view
from audit.report.parts.alternative import complaints_of
from audit.report.parts.answers import AnswerView, InputView
from audit.report.parts.context import ReportContext
from audit.report.parts.draft import dated, draft_notice
from audit.report.parts.pillars import pillar_views
from audit.report.parts.responses import response_view
from audit.report.parts.verdict import VerdictView
from audit.report.parts.voices import voice_rows
from audit.report.parts.week import WeekView, week_view
from audit.wording.locale import Locale, half_away

if TYPE_CHECKING:
    from openpyxl import Workbook

EXTRA = Extra("excel", ("openpyxl",), say("a workbook is made with openpyxl, which is not installed"))
Rows: TypeAlias = Iterator[list[Cell]]
"""The rows of a sheet; the first is the head."""


PLAN_WIDTHS = (14, 38, 16, 24, 18, 8, 8, 10, 12, 44, 44, 60, 30, 16, 10, 10)


def workbook(result: Result, locale: Locale) -> bytes:
    """Write the workbook.

    Args:
        result: The assessed audit.
        locale: The language to write.

    Raises:
        Refused: openpyxl is not installed, or there is no room for what it writes meanwhile.
    """
    EXTRA.load()
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    context = ReportContext(result, locale)
    if result.edition == "public":
        add_sheet(book, locale.say("Summary"), (28, 90), _public(context))
        return _saved(book, result, locale)
    add_sheet(book, locale.say("Plan"), PLAN_WIDTHS, _plan(context))
    add_sheet(
        book, locale.say("All answers"), (8, 14, 30, 44, 22, 9, 9, 9, 9, 44, 60, 30, 40, 60, 40), _answers(context)
    )
    add_sheet(book, locale.say("Evidence"), (8, 30, 60, 50, 12, 26, 36), _evidence(context))
    if result.responses:
        add_sheet(book, locale.say("Responses"), (14, 38, 18, 24, 60, 12, 12, 12), _responses(context))
    if result.voices and result.voices.respondents:
        widths = (8, 34, 20, 20, 30, 9, 9, 60, 44, 40, 44, 60, 12, 12)
        add_sheet(book, locale.say("Every voice"), widths, _voices(context, result.voices))
    add_sheet(book, locale.say("Scores"), (10, 36, 10, 10, 10, 14, 12, 12), _scores(context))
    if week := week_view(context):
        add_sheet(book, locale.say("Response clock"), (14, *(11,) * 24), _clock(context, week))
    add_sheet(book, locale.say("About"), (28, 90), _about(context))
    return _saved(book, result, locale)


def _saved(book: Workbook, result: Result, locale: Locale) -> bytes:
    book.properties.title = dated(result, locale) if result.draft else None
    if result.draft:
        for sheet in book.worksheets:
            if sheet.oddHeader is not None:
                sheet.oddHeader.center.text = draft_notice(result, locale)
    book.properties.creator = f"Listen First {result.product}"
    book.properties.language = locale.language
    out = io.BytesIO()
    try:
        # openpyxl writes every sheet into a temporary file; what is in it must not stay if we are killed.
        with own_temporary_folder():
            book.save(out)
    except (OSError, _lxml_error()) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise Refused(
            say("the workbook cannot be made: {reason}", reason=reason),
            say("make room in the temporary folder, or name another one in TMPDIR"),
        ) from None
    return repack_reproducibly(out.getvalue(), result.date)


def _lxml_error() -> type[Exception]:
    """Return what lxml raises where a disk is full; openpyxl writes with it where it is installed."""
    try:
        from lxml.etree import LxmlError
    except ImportError:
        return OSError
    error: type[Exception] = LxmlError
    return error


# -- what each sheet says ---------------------------------------------------------------------------------------


def _plan(context: ReportContext) -> Rows:
    locale = context.locale
    yield [
        locale.say("Id"),
        locale.say("Action"),
        locale.say("Pillar"),
        locale.say("Question"),
        locale.say("Owner"),
        locale.say("Effort"),
        locale.say("Days"),
        locale.say("Points in the total"),
        locale.say("Due"),
        locale.say("Done when"),
        locale.say("Why"),
        locale.say("How"),
        locale.say("What for"),
        locale.say("Signed by"),
        locale.say("Days to wait"),
        locale.say("Hours a week from then on"),
    ]
    for action in context.result.actions:
        row = action_view(context, action)
        pillar = context.text(context.result.pillars[action.pillar].title)
        how = "\n".join(f"{number}. {step}" for number, step in enumerate(row.how, 1))
        start: list[Cell] = [row.id, row.title, pillar, row.question, row.owner, row.effort, action.days]
        gain = half_away(action.gain, 1000) / 10
        signed = context.owner(action.decides) if action.decides else None
        more: list[Cell] = [row.reason, signed, action.waits or None, half_away(action.weekly, 10) / 10 or None]
        yield [*start, gain, action.due, row.done_when, row.why, how, *more]


def _responses(context: ReportContext) -> Rows:
    locale = context.locale
    yield [
        locale.say("Id"),
        locale.say("Action"),
        locale.say("Response"),
        locale.say("Who"),
        locale.say("Reason given"),
        locale.say("By when"),
        locale.say("Accepted until"),
        locale.say("Done on"),
    ]
    for identity, said in context.result.responses.items():
        view = response_view(context, said)
        yield [
            identity,
            context.text(said.title),
            view.word,
            said.by or None,
            said.because or None,
            said.due,
            said.until,
            said.done,
        ]


def _answers(context: ReportContext) -> Rows:
    locale = context.locale
    yield [
        locale.say("Code"),
        locale.say("Pillar"),
        locale.say("Title"),
        locale.say("Question"),
        locale.say("State"),
        locale.say("Shown"),
        locale.say("Claimed"),
        locale.say("Possible"),
        locale.say("Weight"),
        locale.say("Answer"),
        locale.say("Own words"),
        locale.say("Reason given"),
        locale.say("Why it does not apply"),
        locale.say("Note"),
        locale.say("Remark"),
    ]
    view = answers_view(context)
    for item in view.profile:
        yield _input(locale.say("Basic facts"), item)
    for pillar in view.pillars:
        for question in pillar.questions:
            yield _answer(pillar.title, question)
        for item in pillar.inputs:
            yield _input(pillar.title, item)


def _input(pillar: str, item: InputView) -> list[Cell]:
    nothing: list[Cell] = [None] * 5
    return [item.id, pillar, item.title, item.ask, *nothing, item.value, None, None, None, item.note, None]


def _answer(pillar: str, view: AnswerView) -> list[Cell]:
    figures: list[Cell] = [view.shown, view.claimed, view.possible, view.weight]
    seed = view.without_voice
    chosen = "\n".join(words for words in (view.choice, f"{seed.ask} {seed.answer}" if seed else "") if words)
    texts: list[Cell] = [view.own_words, chosen, view.reason, view.note, view.remark]
    start: list[Cell] = [view.id, pillar, view.title, view.ask, view.head]
    return [*start, *figures, view.statement, *(text or None for text in texts)]


def _evidence(context: ReportContext) -> Rows:
    locale = context.locale
    yield [
        locale.say("Code"),
        locale.say("Title"),
        locale.say("Evidence"),
        locale.say("Where"),
        locale.say("Date"),
        locale.say("Counts"),
        locale.say("Told, seen or tested"),
    ]
    for pillar in pillar_views(context):
        for view in pillar.questions:
            for piece, given in zip(view.evidence, context.questions[view.id].evidence, strict=True):
                state = ", ".join(words for words in (piece.state, piece.law) if words)
                yield [view.id, view.title, piece.what, piece.where, given.date, state, piece.checked or None]


def _voices(context: ReportContext, voices: VoicesResult) -> Rows:
    """Give every answer of every respondent; the client's edition has no names."""
    locale = context.locale
    yield [
        locale.say("Code"),
        locale.say("Title"),
        locale.say("Role"),
        locale.say("Respondent"),
        locale.say("Answer"),
        locale.say("Shown"),
        locale.say("Claimed"),
        locale.say("Note"),
        locale.say("Own words"),
        locale.say("Why it does not apply"),
        locale.say("Why it was decided so"),
        locale.say("Evidence"),
        locale.say("Answered"),
        locale.say("What counts"),
    ]
    for row in voice_rows(context, voices):
        start: list[Cell] = [row.id, row.title, row.role, row.respondent or None, row.answer, row.shown, row.claimed]
        texts = (row.note, row.own_words, row.reason, row.because, "\n".join(row.evidence))
        end: list[Cell] = [row.answered, locale.say("counts") if row.counts else None]
        yield [*start, *(printable(text).strip() or None for text in texts), *end]


def _scores(context: ReportContext) -> Rows:
    result, locale = context.result, context.locale
    yield [
        locale.say("Code"),
        locale.say("Title"),
        locale.say("Shown"),
        locale.say("Claimed"),
        locale.say("Possible"),
        locale.say("Band"),
        locale.say("Points"),
        locale.say("Maximum"),
    ]

    def figures(of: Figures) -> list[Cell]:
        return [_points(of.shown), _points(of.claimed), _points(of.possible), locale.band(of.band)]

    for pillar in result.pillars.values():
        yield [None, locale.text(pillar.title), *figures(pillar), pillar.points_shown, pillar.maximum]
    yield [None, locale.say("Total"), *figures(result.total), None, None]
    for lens in result.lenses:
        for link in lens.links:
            yield [link.id, locale.text(link.title), *figures(link), None, None]


def _points(share: Fraction | None) -> int | None:
    return None if share is None else half_away(share)


def _clock(context: ReportContext, week: WeekView) -> Rows:
    """Give the longest time to the first words, by day and hour of the post."""
    yield [context.say("Day"), *(f"{hour:02d}:00" for hour in range(24))]
    for day in week.days:
        yield [day.title, *(hour.words for hour in day.hours)]


def _about(context: ReportContext) -> Rows:
    result, locale = context.result, context.locale
    view = summary_view(context)
    yield [locale.say("What"), locale.say("Value")]
    yield from _head(context, view.verdict)
    yield [None, view.verdict.headline]
    if view.verdict.so_far:
        yield [None, view.verdict.so_far]
    if view.not_assessed:
        yield [None, view.not_assessed]
    yield from _holding(context, view)
    if finding := effort_finding(context):
        yield [locale.say("Effort against gain"), f"{finding}."]
    if view.clock_finding:
        yield [locale.say("Response clock"), view.clock_finding]
        yield [None, locale.say("The longest time to your first statement, by day and hour of the post")]
    if view.verdict.ask_again:
        yield [locale.say("Ask again"), result.verdict.ask_again]
    for sentence in view.cost.hours if view.cost else ():
        yield [locale.say("What it costs in a year"), sentence]
    words = result.alternative_in(locale.language)
    yield [locale.say("What the same money can do"), words.service or None]
    yield [locale.say("Money:"), words.amount or None]
    yield [locale.say("Complaints about it:"), complaints_of(words, locale) or None]
    yield [
        locale.say("Due"),
        locale.say(
            "The date is our arithmetic: working days from the audit on, the actions of one owner one after the other."
        ),
    ]
    yield from _origin(context)
    yield [locale.say("Digest of the pack"), result.pack.digest]
    yield [locale.say("Digest of the answers"), result.answers_digest]
    if result.round:
        yield [locale.say("Round"), result.round]


def _holding(context: ReportContext, view: SummaryView) -> Rows:
    """Give what holds the verdict with the answers it rests on, and how far answers can be relied on."""
    locale = context.locale
    for cap in view.caps:
        yield [locale.say("What holds you here"), f"{cap.code}: {cap.text}" if cap.code else cap.text]
        if cap.answers:
            yield [
                locale.say("It rests on:"),
                "\n".join(f"{held.id} {held.title}: {held.answer}" for held in cap.answers),
            ]
    for held in view.on_word:
        yield [locale.say("On your word only"), f"{held.id} {held.title}: {held.remark}"]
    if view.checks:
        yield [locale.say("Answers to check"), view.checks]
    if view.evidence:
        yield [locale.say("Evidence"), view.evidence]


def _public(context: ReportContext) -> Rows:
    """Give what the public may see: rung, pillars in words, the clock as one sentence, promises, themes of the plan."""
    locale, view = context.locale, public_view(context)
    yield [locale.say("What"), locale.say("Value")]
    yield from _head(context, view.verdict)
    for words in (view.verdict.headline, view.verdict.so_far):
        if words:
            yield [None, words]
    for pillar in view.pillars:
        yield [pillar.title, pillar.bar.word]
    if view.clock:
        yield [locale.say("If a problem came up now"), view.clock]
    for promise in view.promises:
        yield [locale.say("What you can count on"), promise]
    for theme in view.themes:
        yield [locale.say("What is being worked on"), theme]
    yield from _origin(context)


def _head(context: ReportContext, verdict: VerdictView) -> Iterator[list[Cell]]:
    result, locale = context.result, context.locale
    yield [locale.say("Name"), result.agency_in(locale.language)]
    if result.draft:
        yield [None, draft_notice(result, locale)]
    yield [locale.say("Day of the audit"), result.date]
    yield [locale.say("Verdict"), verdict.title]


def _origin(context: ReportContext) -> Iterator[list[Cell]]:
    yield [context.say("Listen First"), context.result.product]
    yield [context.say("Question pack"), f"{context.result.pack.id} {context.result.pack.version}"]


def _write(order: Order) -> Exported:
    return Exported(workbook(order.result, order.locale))


FORMAT = Format("xlsx", EXTRA, dressed=False, write=_write)
