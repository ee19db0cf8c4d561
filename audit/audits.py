"""What one does with an audit folder, whoever asks for it: a command, a test, a tool."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit import __version__
from audit.assess.accounts.register import register_result
from audit.assess.assess import assess, core_of, verdict_of
from audit.assess.rounds.compare import compare
from audit.assess.rounds.responses import tracks_of, with_responses
from audit.assess.rounds.versions import pack_at, removed_since
from audit.assess.what_if.switches import Switches, switched, voices_with
from audit.errors import Problem
from audit.files.accounts.register import read_register
from audit.files.folder import AuditFolder
from audit.files.rounds.finishing import finish_of
from audit.files.rounds.notices import notices
from audit.files.rounds.rounds import day_of, read_plan, read_round, version_of
from audit.files.rounds.sending import read_sent
from audit.model.answers import Answer
from audit.model.asked import is_small
from audit.model.pack import Pack
from audit.model.result.responses import Track
from audit.model.result.result import EarlierVerdict, Edition, Result, Verdict
from audit.model.result.status import VerdictStatus
from audit.today import today

if TYPE_CHECKING:
    from audit.report.branding.presentation import Presentation

LAST = ""
"""Stands for the round before, in `assess_round`."""


@dataclass(frozen=True)
class Checked:
    """What was found where a whole audit folder was read.

    Attributes:
        rounds: How many rounds there are.
        voices: How many answers files count.
        notices: What a person should look at although nothing of it is an error.
    """

    rounds: int
    voices: int
    notices: tuple[Problem, ...]


@dataclass(frozen=True)
class Report:
    """What a report is made of.

    Attributes:
        result: The assessed round, without what the edition does not show.
        presentation: The folder's own brand, notes and templates.
    """

    result: Result
    presentation: Presentation


def report_of(
    folder: AuditFolder,
    edition: Edition,
    languages: tuple[str, ...],
    date: datetime.date | None = None,
    *,
    round_name: str | None = None,
    dressed: bool = True,
) -> Report:
    """Assess a round for those who will read it.

    Args:
        folder: The audit folder.
        edition: Who will read it.
        languages: The languages of the report.
        date: As in `assess_round`.
        round_name: As in `assess_round`.
        dressed: Whether the folder's own brand, notes and templates are wanted.

    Raises:
        BadFiles: The logo, a note or a template is wrong; every problem at once.
        Refused: There is no round of that name, or a file is a link that leads out of the folder.
    """
    from audit.report.branding.presentation import PLAIN
    from audit.report.editions import cut_down

    whole = assess_round(folder, date, languages, round_name=round_name)
    return Report(cut_down(whole, edition), own_presentation(folder, whole) if dressed else PLAIN)


def own_presentation(folder: AuditFolder, result: Result) -> Presentation:
    """Read what a folder adds to its report.

    Args:
        folder: The audit folder.
        result: The assessed audit, of any edition; names the pages.

    Raises:
        BadFiles: The logo, a note or a template is wrong; every problem at once.
        Refused: A file is a link that leads out of the folder.
    """
    from audit.files.shipped import shipped
    from audit.report.branding.files import read_presentation
    from audit.report.site.render import page_names

    ours = {path.name.removesuffix(".md.j2") for path in (shipped("site_template") / "pages").glob("*.md.j2")}
    return read_presentation(folder, page_names(result), ours)


def check_folder(folder: AuditFolder) -> Checked:
    """Read everything of an audit folder.

    Raises:
        BadFiles: Anything is wrong with it; every problem at once.
        Refused: A file is a link that leads out of the folder, or of a newer format.
    """
    folder = folder.snapshot()
    read_register(folder)
    rounds, count = folder.rounds(), 0
    for name in rounds:
        read_round(folder, name)
        read_plan(folder, name)
        read_sent(folder, name)
        count += len(folder.voices(name))
    own_presentation(folder, assess_round(folder, None, before=None))
    return Checked(len(rounds), count, tuple(notices(folder, None)))


def chosen_round(folder: AuditFolder, name: str | None) -> str | None:
    """Return the round that somebody names, else the newest; None where there is none yet.

    Raises:
        Refused: There is no round of that name.
    """
    return folder.latest_round() if name is None else folder.known_round(name)


def assess_round(
    folder: AuditFolder,
    date: datetime.date | None = None,
    languages: tuple[str, ...] | None = None,
    *,
    round_name: str | None = None,
    before: str | None = LAST,
) -> Result:
    """Assess a round of a folder.

    Args:
        folder: The audit folder.
        date: The day of the audit; None for the day of the round (`day_of_round`).
        languages: The languages of the result; None for those of the folder.
        round_name: The round; None for the newest.
        before: The round to compare it with; `LAST` for the one before it, if there is one; None for no comparison.

    Raises:
        Refused: There is no round of that name.
    """
    folder = folder.snapshot()
    name = chosen_round(folder, round_name)
    if before == LAST:
        before = next((other for other in reversed(folder.rounds()) if name is not None and other < name), None)
    result = _assess(folder, name, date, languages)
    if date is not None and result.finished is not None and not result.draft and date > result.finished:
        then = _assess(folder, name, result.finished, languages, advice=False)
        result = _beside_what_it_was(result, then)
    return result if before is None or name is None else _compared(folder, result, before, name)


def verdict_now(
    folder: AuditFolder, date: datetime.date | None = None, languages: tuple[str, ...] | None = None
) -> Result:
    """Assess the newest round for a line about its verdict: without what only the pages of a report need.

    Args:
        folder: The audit folder.
        date: As in `assess_round`.
        languages: As in `assess_round`.
    """
    folder = folder.snapshot()
    return _assess(folder, folder.latest_round(), date, languages, brief=True)


def assess_with(
    folder: AuditFolder, switches: Switches, date: datetime.date | None = None, languages: tuple[str, ...] | None = None
) -> Result:
    """Assess the newest round as if something were otherwise; nothing is written.

    Args:
        folder: The audit folder.
        switches: What is tried.
        date: As in `assess_round`.
        languages: As in `assess_round`.
    """
    folder = folder.snapshot()
    name = folder.latest_round()
    day = date or day_of_round(folder, name)
    pack = folder.pack.for_body(small=is_small(folder.settings.profile))
    context = core_of(pack, folder.settings, folder.voices(name), day).context
    return _assess(folder, name, day, languages, changed=switched(context, switches))


def verdict_status(folder: AuditFolder, name: str | None, day: datetime.date) -> VerdictStatus | None:
    """Return the verdict of a round, until when it stands, and what it is on a later day.

    Args:
        folder: The audit folder.
        name: The round; None where there is none yet.
        day: The day to compare with.

    Returns:
        None where there is no verdict.
    """
    if name is None:
        return None
    folder = folder.snapshot()
    pack, voices, on = _pack_of(folder, name), folder.voices(name), day_of_round(folder, name)
    verdict = verdict_of(pack, folder.settings, voices, on)
    fall = verdict.falls_on
    if verdict.rung is None or verdict.title is None:
        return None
    now = None
    if fall is not None and day >= fall.date:
        now = _earlier(verdict_of(pack, folder.settings, voices, day, falls=False), day)
    return VerdictStatus(
        date=on,
        rung=verdict.rung,
        title=verdict.title,
        through=fall.through if fall is not None else None,
        now=now if now is not None and now.rung != verdict.rung else None,
    )


def reaches(folder: AuditFolder, result: Result, require: str) -> bool:
    """Return whether a verdict is at least as high as a rung.

    Args:
        folder: The audit folder, whose pack has the rungs.
        result: The assessed round.
        require: The id of the rung.
    """
    ranks = {
        words.id: rung.rank
        for rung in folder.pack.verdict.rungs
        for words in (rung.plan, rung.run)
        if words is not None
    }
    return result.verdict.rank is not None and result.verdict.rank >= ranks[require]


def response_tracks(folder: AuditFolder, name: str | None) -> Mapping[Track, int]:
    """Count the actions of a round's plan by what the agency says to them; empty where it has said nothing.

    Args:
        folder: The audit folder.
        name: The round; None where there is none yet.
    """
    if name is None or not read_plan(folder, name):
        return {}
    return tracks_of(_assess(folder, name, None, None, advice=False))


def _beside_what_it_was(result: Result, then: Result) -> Result:
    """Add the verdict of the day on which the round was finished, where it was higher (RULES 4)."""
    earlier = _earlier(then.verdict, then.date)
    if earlier is None or result.verdict.rank is None or earlier.rank <= result.verdict.rank:
        return result
    return result.model_copy(update={"verdict": result.verdict.model_copy(update={"as_finished": earlier})})


def _earlier(verdict: Verdict, date: datetime.date) -> EarlierVerdict | None:
    if verdict.rung is None or verdict.rank is None or verdict.title is None:
        return None
    return EarlierVerdict(date=date, rung=verdict.rung, rank=verdict.rank, title=verdict.title)


def _compared(folder: AuditFolder, result: Result, before: str, name: str) -> Result:
    version = version_of(folder.voices(before), folder.pack)
    then = _assess(folder, before, None, None, advice=False)
    if not then.progress[0]:
        return result
    marks = {**read_plan(folder, before), **read_plan(folder, name)}
    return result.model_copy(update={"before": compare(then, result, marks, removed_since(folder.pack, version))})


def _assess(
    folder: AuditFolder,
    name: str | None,
    date: datetime.date | None,
    languages: tuple[str, ...] | None,
    *,
    advice: bool = True,
    brief: bool = False,
    changed: Mapping[str, Answer] | None = None,
) -> Result:
    """Assess one round, an earlier one with the pack of its time."""
    settings = folder.settings if languages is None else folder.settings.model_copy(update={"languages": languages})
    voices = folder.voices(name)
    finish = finish_of(folder, name)
    result = assess(
        _pack_of(folder, name),
        settings,
        voices if changed is None else voices_with(folder.pack, voices, changed),
        date or day_of_round(folder, name),
        product=__version__,
        answers_digest=folder.digest(name),
        round_name=name,
        advice=advice,
        brief=brief,
    )
    if name is not None:
        result = with_responses(result, read_plan(folder, name), folder.pack, read_round(folder, name).response_sent)
    kept: dict[str, object] = {"draft": finish.draft, "finished": finish.finished}
    # The register is the agency's as it stands now: an earlier round has none. Without advice, or in brief, nobody reads it.
    register = read_register(folder) if name == folder.latest_round() and advice and not brief else None
    if register is not None:
        kept["accounts"] = register_result(register, folder.pack, settings, voices, result.date)
    return result.model_copy(update=kept)


def _pack_of(folder: AuditFolder, name: str | None) -> Pack:
    """Return the pack by which a round is assessed: of an earlier one that of its time."""
    if name == folder.latest_round():
        return folder.pack
    return pack_at(folder.pack, version_of(folder.voices(name), folder.pack))


def day_of_round(folder: AuditFolder, name: str | None) -> datetime.date:
    """Return the day to which a round is assessed where no other is named.

    Args:
        folder: The audit folder.
        name: The round; None where there is none yet.

    Returns:
        The day on which it was finished; of an earlier round that is a draft the day on which it ended; else today.
    """
    finish = finish_of(folder, name)
    if finish.finished is not None and not finish.draft:
        return finish.finished
    if name is None or name == folder.latest_round():
        return today()
    return day_of(name, read_round(folder, name), folder.voices(name)) or today()
