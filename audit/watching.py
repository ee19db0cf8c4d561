"""What lapses next in many audits, whoever asks for it: a command, a job that runs every week, a test."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audit import __version__
from audit.assess.rounds.status import sent_status, status
from audit.audits import assess_round, reaches
from audit.errors import AuditError
from audit.files.folder import AuditFolder, open_folder
from audit.files.rounds.sending import read_sent
from audit.model.result.result import Result, Words
from audit.report.icalendar import Entry, calendar_file
from audit.wording.locale import Locale

Kind = Literal["verdict", "evidence", "risk", "ask-again", "late"]
"""The verdict falls; evidence stops counting; an accepted risk comes back; the next round is due; somebody is late."""


@dataclass(frozen=True)
class Lapse:
    """Something that ends, or comes due.

    Attributes:
        kind: What it is.
        day: When.
        about: The id of the question, the action, the rung or the role.
        title: What that is called.
        detail: What was written, such as the piece of evidence; may be empty.
    """

    kind: Kind
    day: datetime.date
    about: str
    title: Words
    detail: str = ""


@dataclass(frozen=True)
class Watched:
    """How one audit stands, and what lapses in it.

    Attributes:
        path: The audit folder.
        agency: Its name by language; empty where it could not be read.
        rung: The id of its rung on that day; None without a verdict.
        title: What the rung is called.
        rank: The rank of the rung.
        through: The last day on which the verdict stands; None where nothing ends it within two years.
        below: Whether it is below the rung that was asked for.
        lapses: What lapses, the next first.
        problem: Why it could not be read; None where it could.
    """

    path: Path
    agency: Words
    rung: str | None = None
    title: Words | None = None
    rank: int | None = None
    through: datetime.date | None = None
    below: bool = False
    lapses: tuple[Lapse, ...] = ()
    problem: AuditError | None = None


def watch(paths: Sequence[Path], day: datetime.date, days: int, require: str | None = None) -> Iterator[Watched]:
    """Look at audit folders one after the other; a broken one is named, and the rest goes on.

    Args:
        paths: The audit folders.
        day: The day that counts as today.
        days: How many days ahead to look.
        require: The rung below which an audit shall not be; None where that is not asked.
    """
    for path in paths:
        try:
            yield _watched(open_folder(path).snapshot(), day, days, require)
        except AuditError as problem:
            yield Watched(path, {}, problem=problem)


def _watched(folder: AuditFolder, day: datetime.date, days: int, require: str | None) -> Watched:
    name = folder.latest_round()
    result = assess_round(folder, day, before=None)
    verdict = result.verdict
    until = day + datetime.timedelta(days=days) if (datetime.date.max - day).days > days else datetime.date.max
    lapses = (lapse for lapse in _lapses(folder, name, result, day, days) if lapse.day <= until)
    return Watched(
        folder.path,
        result.agency_names or dict.fromkeys(result.languages, result.agency),
        verdict.rung,
        verdict.title,
        verdict.rank,
        verdict.falls_on.through if verdict.falls_on else None,
        require is not None and not reaches(folder, result, require),
        tuple(sorted(lapses, key=lambda lapse: (lapse.day, lapse.kind, lapse.about))),
    )


def _lapses(folder: AuditFolder, name: str | None, result: Result, day: datetime.date, days: int) -> Iterator[Lapse]:
    fall = result.verdict.falls_on
    if fall is not None:
        yield Lapse("verdict", fall.date, fall.rung, fall.title)
    if result.verdict.ask_again is not None:
        yield Lapse("ask-again", result.verdict.ask_again, "", {})
    for action, said in result.responses.items():
        if said.state == "accepted" and said.until is not None:
            yield Lapse("risk", said.until, action, said.title, said.because)
    if name is None:
        return
    voices = folder.voices(name)
    far = status(folder.pack, folder.settings, voices, day, name, days)
    for piece in far.expiring:
        yield Lapse("evidence", piece.last, piece.question, folder.pack.by_id[piece.question].title, piece.what)
    roles = {role.id: role.title for role in folder.pack.head.roles}
    for sent in sent_status(folder.pack, folder.settings, voices, read_sent(folder, name), day):
        if sent.late:
            yield Lapse("late", sent.by, sent.role, roles[sent.role])


def lapse_words(lapse: Lapse, locale: Locale) -> str:
    """Say what lapses, without the day.

    Args:
        lapse: What lapses.
        locale: The language.
    """
    title = locale.text(lapse.title) if lapse.title else ""
    match lapse.kind:
        case "verdict":
            return locale.say("the verdict becomes “{rung}”", rung=title)
        case "evidence":
            return locale.say(
                "evidence stops counting: {id} {title}, {what}", id=lapse.about, title=title, what=lapse.detail
            )
        case "risk":
            return locale.say("an accepted risk comes back: {id} {title}", id=lapse.about, title=title)
        case "ask-again":
            return locale.say("the next audit is due")
        case "late":
            return locale.say("was asked back and is missing: {role}", role=title)


def lapse_calendar(watched: Sequence[Watched], day: datetime.date, locale: Locale) -> bytes:
    """Write what lapses in all audits as one calendar.

    Args:
        watched: The audits.
        day: The day that counted as today.
        locale: The language.
    """
    entries = [
        Entry(
            f"{one.path.resolve()}\n{lapse.kind}\n{lapse.about}\n{lapse.detail}",
            lapse.day,
            f"{name_of(one, locale)}: {lapse_words(lapse, locale)}",
            str(one.path),
            made=day,
        )
        for one in watched
        for lapse in one.lapses
    ]
    return calendar_file(locale.say("What lapses"), __version__, locale.language, entries)


def name_of(one: Watched, locale: Locale) -> str:
    """Return how a body is called in a language; its folder where nothing could be read."""
    return one.agency.get(locale.language) or next(iter(one.agency.values()), "") or one.path.name
