"""What if: the report's levers and single answers as switches, and beside what is what would be. The whole audit is assessed again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import FileSystemLoader

from audit.app.folders import OpenAudit
from audit.app.questionnaire import Reader, asked_item, checker_titles_of, in_words
from audit.app.verdict import verdict_data
from audit.assess.what_if.switches import Switches
from audit.audits import assess_round, assess_with
from audit.files.shipped import shipped
from audit.interview.flow import Stand
from audit.interview.item_data import item_data
from audit.interview.raw_answers import read_raw
from audit.model.answers import Answer
from audit.model.pack import LEVELS, Question
from audit.model.result.result import QuestionResult, Result
from audit.report.charts.week import week_chart
from audit.report.pages.way_up import way_up_finding
from audit.report.parts.context import ReportContext
from audit.report.parts.levers import as_it_is, change_name, lever_row, short_name
from audit.report.parts.week import clock_average, clock_finding
from audit.report.site.environment import environment
from audit.report.site.template_cache import TemplateCache
from audit.wording.locale import Locale

MOST_QUESTIONS = 12
"""Single answers that are offered as switches; any other can be asked for too."""


def what_if(
    audit: OpenAudit, reader: Reader, levers: tuple[str, ...], answers: Mapping[str, Any], date: datetime.date | None
) -> dict[str, Any]:
    """Assess an audit as it is, and as it would be.

    Args:
        audit: The audit.
        reader: Who looks.
        levers: The levers that are pulled, by name.
        answers: By question a level from 0 to 4, taken as shown; or the fields of an answer.
        date: The day of the audit; None for the day of the round.

    Raises:
        BadCall: A question is not asked, or is computed.
        BadFiles: An answers file is wrong.
    """
    now = assess_round(audit.folder, date, (reader.language,), before=None)
    switches = _switches(audit, reader, levers, answers)
    tried = bool(switches.levers or switches.levels or switches.answers)
    then = assess_with(audit.folder, switches, now.date, (reader.language,)) if tried else now
    return {
        "levers": list(_levers(now, switches, reader)),
        "questions": list(_questions(audit, now, switches, reader)),
        "is": _standing(now, reader),
        "would": _standing(then, reader),
        "tried": tried,
    }


def _switches(audit: OpenAudit, reader: Reader, levers: tuple[str, ...], answers: Mapping[str, Any]) -> Switches:
    levels: dict[str, int] = {}
    given: dict[str, Answer] = {}
    stand = audit.stand()
    for identity, wanted in answers.items():
        item = asked_item(audit, identity)
        if isinstance(item, Question) and isinstance(wanted, int) and wanted in LEVELS:
            levels[identity] = wanted
        elif isinstance(wanted, Mapping):
            found = read_raw(
                item,
                wanted,
                stand.answer(item),
                today=reader.today,
                checkers=checker_titles_of(audit, reader),
                translate=reader.translate,
                language=reader.language,
            )
            given[identity] = found.answer
    return Switches(levers, levels, given)


def _levers(now: Result, switches: Switches, reader: Reader) -> Iterator[dict[str, Any]]:
    context = _context(now, reader)
    for lever in now.clock.levers if now.clock is not None else ():
        if len(lever.levers) == 1:
            yield {
                "id": lever.levers[0],
                "title": short_name(context, lever),
                "text": change_name(context, lever),
                "on": lever.levers[0] in switches.levers,
                "alone": vars(lever_row(context, lever)),
            }


def _questions(audit: OpenAudit, now: Result, switches: Switches, reader: Reader) -> Iterator[dict[str, Any]]:
    """Give the single answers that are worth a switch: those that hold the verdict, that change it, and the first of the way up."""
    by_id = {question.id: question for question in now.questions}
    wanted = dict.fromkeys(
        (
            *switches.levels,
            *(held.question for cap in now.verdict.caps for held in cap.answers),
            *(swing.question for swing in (now.firmness.swings if now.firmness else ())),
            *(step.question for way in now.way_up[:1] for step in way.steps),
        )
    )
    offered = [by_id[identity] for identity in wanted if identity in by_id and not by_id[identity].computed]
    for question in offered[:MOST_QUESTIONS]:
        yield _question(audit.stand(), question, switches, reader)


def _question(stand: Stand, question: QuestionResult, switches: Switches, reader: Reader) -> dict[str, Any]:
    item = stand.pack.by_id[question.id]
    words = in_words(stand, item_data(stand.pack, item, reader.language, reader.translate))
    return {
        "id": question.id,
        "title": words["title"],
        "levels": words["levels"],
        "now": question.shown,
        "claimed": question.claimed,
        "at": switches.levels.get(question.id, question.shown),
        "on": question.id in switches.levels,
    }


def _context(result: Result, reader: Reader) -> ReportContext:
    return ReportContext(result, Locale(reader.language, reader.translate))


def _standing(result: Result, reader: Reader) -> dict[str, Any]:
    context = _context(result, reader)
    return {
        "verdict": verdict_data(result, reader),
        "clock": _clock(context),
        "week_svg": drawn_week(context),
        "way": [
            {
                "rung": way.rung,
                "rank": way.rank,
                "title": context.text(way.title),
                "days": way.days,
                "days_said": context.locale.days(way.days),
                "reachable": way.reachable,
                "steps": len(way.steps),
            }
            for way in result.way_up
        ],
        "way_finding": way_up_finding(context),
    }


def _clock(context: ReportContext) -> dict[str, Any] | None:
    clock = context.result.clock
    if clock is None:
        return None
    row = as_it_is(context, clock)
    return {
        "finding": clock_finding(context),
        "average": clock_average(context),
        "seen": row.seen,
        "said": row.said,
        "worst": row.worst,
        "within_hour": row.within_hour,
    }


def drawn_week(context: ReportContext) -> str:
    """Draw the week of a result as the clock's page does; empty without a clock."""
    loader = FileSystemLoader(shipped("site_template"))
    charts = environment(loader, context.locale, bytecode_cache=TemplateCache("report")).get_template("charts/week.j2")
    return str(charts.make_module({}).week(week_chart(context))).strip()  # type: ignore[attr-defined] # a macro of ours
