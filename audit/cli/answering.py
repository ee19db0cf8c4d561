"""Commands around answering: new, ask."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.common import (
    FOLDER,
    N_,
    TranslatedCommand,
    is_interactive,
    language_option,
    message_language,
    message_translator,
    pack_language,
    today_option,
    translated,
    usual_language,
)
from audit.cli.reporting import build_report, print_summary
from audit.command_line import quoted
from audit.errors import Refused, say
from audit.language import LANGUAGES
from audit.model.body import KINDS, Kind
from audit.model.known import COUNTRY, LEAD, MODE
from audit.today import today

if TYPE_CHECKING:
    from audit.files.folder import AuditFolder

PACK = "listen-first"
QUESTION_LINES = 6
"""Lines around a verdict after an interview: what was saved, above, and the question whether to build, below."""


@click.command(cls=TranslatedCommand, help=N_("Create an audit folder."))
@FOLDER
@click.option("--name", help=N_("Name of the agency, in every language for which there is no --name-in."))
@click.option(
    "--name-in",
    "names",
    type=(click.Choice(LANGUAGES), str),
    multiple=True,
    metavar=f"{LANGUAGES[-1]} NAME",
    help=N_("Name of the agency in one language. May be given once for each."),
)
@click.option(
    "--languages",
    metavar=",".join(reversed(LANGUAGES[:2])),
    help=N_("Languages of the report, separated by commas. Default: the language of messages."),
)
@click.option("--mode", type=click.Choice(["plan", "run"]), help=N_("plan: no account yet. run: accounts are live."))
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    metavar="KIND",
    help=N_("What kind of body it is: public, company, association or school; the texts call it so. Default: public."),
)
@language_option
def new(
    folder: Path,
    name: str | None,
    names: tuple[tuple[str, str], ...],
    languages: str | None,
    mode: str | None,
    kind: Kind | None,
) -> None:
    """Create an audit folder."""
    from audit.files.folder import create_folder
    from audit.files.packs.languages import offered_languages
    from audit.files.packs.shipped import shipped_pack

    if name is None and not names:
        if not is_interactive():
            raise click.UsageError(translated("Missing option '--name'."))
        from audit.interview.first_run import Guide

        guide = Guide(message_language())
        name = guide.name()
        kind = kind or (guide.kind() if name else None)
        if not name or kind is None:
            raise click.Abort
    offered = offered_languages(shipped_pack(PACK))
    mine = message_language() if message_language() in offered else offered[0]
    chosen = tuple(dict.fromkeys(part.strip() for part in languages.split(","))) if languages else (mine,)
    for language in chosen:
        if language not in offered:
            raise click.BadParameter(
                translated("{language} is not one of {languages}").format(
                    language=language, languages=", ".join(offered)
                ),
                param_hint="--languages",
            )
    create_folder(
        folder, _names(name, dict(names), chosen), chosen, PACK, {MODE: mode} if mode else None, kind or "public"
    )
    click.echo(translated("Made {path}. Next: listenfirst ask {path}").format(path=quoted(folder)))


def _names(name: str | None, own: Mapping[str, str], languages: Sequence[str]) -> str | dict[str, str]:
    """Return the agency's name, or where it has several the name in each language."""
    if not own:
        return name or ""
    wanted = dict.fromkeys((*languages, *own))
    return {language: text for language in wanted if (text := own.get(language) or name)}


@click.command(cls=TranslatedCommand, help=N_("Answer the questions; goes on where it stopped."))
@FOLDER
@click.option("--only", metavar="M02", help=N_("Only this question, or this pillar (such as monitoring)."))
@click.option(
    "--as",
    "role",
    metavar="ROLE",
    help=N_(
        "Answer in this role, such as it: only its questions, into a file of its own. Default: the lead, everything."
    ),
)
@click.option("--name", default="", help=N_("With --as: who answers, where several do in the same role."))
@click.option("--all", "everything", is_flag=True, help=N_("With --as: all questions, not only those of the role."))
@click.option(
    "--evidence",
    is_flag=True,
    help=N_("Go through all evidence that nobody else has looked at yet, and say who has seen or tested it."),
)
@click.option("--quick", is_flag=True, help=N_("A first verdict in ten minutes; the whole audit can go on from there."))
@language_option
def ask(
    folder: Path, only: str | None, role: str | None, name: str, everything: bool, evidence: bool, quick: bool
) -> None:
    """Run the interview."""
    from audit.interview.run import require_terminal

    if role is None and (name or everything):
        raise click.UsageError(translated("--name and --all go with --as."))
    if quick and (only or role or evidence):
        raise click.UsageError(translated("--quick goes with no other option."))
    require_terminal()
    if quick:
        first_verdict(folder)
        return
    if evidence:
        _walk_evidence(folder, only, role, name)
        return
    ask_folder(folder, only, role, name=name, everything=everything)


def _walk_evidence(path: Path, only: str | None, role: str | None, name: str) -> None:
    """Ask of every piece of evidence who else has looked; of all respondents, or of one."""
    from audit.assess.rounds.voices import in_order, role_of
    from audit.files.answers_file import open_answers
    from audit.files.folder import open_folder
    from audit.files.respondents import known_role, respondent_file
    from audit.interview.evidence_walk import EvidenceWalk

    folder = open_folder(path)
    round_name = folder.latest_round()
    voices = folder.voices(round_name)
    if only is not None and only not in folder.pack.by_id:
        raise Refused(say("no question of this pack is called {id}", id=only), say("name a question such as M02"))
    mine = respondent_file(known_role(folder.pack, role), name) if role is not None else None
    walk = EvidenceWalk(folder, message_translator(), pack_language(folder), today())
    asked = 0
    for who in in_order(voices):
        if round_name is None or mine not in (None, who):
            continue
        place = folder.answers_path(round_name, who)
        with open_answers(place, folder.pack, voices[who].respondent) as answers:
            walked = walk.through(answers, who, role_of(who, voices[who], folder.pack), only)
        asked += walked.asked
        if walked.left:
            break
    click.clear()
    click.echo(
        translated("All answers are saved.") if asked else translated("There is no evidence that nobody has looked at.")
    )
    click.echo(
        translated("All evidence, and who has looked: listenfirst status {path} --evidence").format(path=quoted(path))
    )


def ask_folder(
    path: Path,
    only: str | None,
    role: str | None = None,
    *,
    name: str = "",
    everything: bool = False,
    made: bool = False,
    prove: bool = False,
) -> None:
    """Ask what is open in a folder; at the end say the verdict and offer the report.

    Args:
        path: The audit folder.
        only: A question or a section; None for everything.
        role: Who answers; None for the lead, who is asked everything.
        name: The name of the respondent.
        everything: Ask a role everything, not only its questions.
        made: Whether the folder was made just now, so that it is said where it is.
        prove: Whether a first verdict has left evidence for later, which is asked for first.
    """
    from audit.audits import assess_round
    from audit.files.answers_file import open_answers
    from audit.files.folder import SettingsFile, open_folder
    from audit.files.respondents import known_role, respondent_file
    from audit.files.rounds.names import new_round_name
    from audit.interview.run import Outcome, interview, require_terminal
    from audit.interview.terminal_asker import TerminalAsker
    from audit.model.answers import Respondent

    require_terminal()
    folder = open_folder(path)
    day = today()
    who = LEAD if role is None else known_role(folder.pack, role)
    place = folder.answers_path(folder.latest_round() or new_round_name(day), respondent_file(who, name))
    asker = TerminalAsker(message_translator(), pack_language(folder), usual=usual_language())
    if made:
        asker.notices = [translated("Your answers are kept in the folder {path}.").format(path=path.resolve())]
    options = [
        *(["--as", who] if role else []),
        *(["--name", name] if name else []),
        *(["--all"] if everything else []),
    ]
    with open_answers(place, folder.pack, Respondent(role=who, name=name)) as answers:
        outcome = interview(
            folder,
            answers,
            SettingsFile(folder),
            asker,
            only=only,
            role=None if role is None or everything else who,
            lead=who == LEAD,
            resume=options,
            prove=prove,
            today=day,
        )
    if outcome is not Outcome.FINISHED or only is not None:
        return
    if who != LEAD:
        # One voice of several is no verdict.
        click.echo(translated("Who has answered what: listenfirst status {path}").format(path=quoted(path)))
        return
    folder = open_folder(path)
    verdict = print_summary(assess_round(folder, None), message_language(), path, below=QUESTION_LINES)
    from audit.interview.first_run import Guide

    if Guide(message_language()).wants_report(verdict):
        _build_and_open(folder, short=False)


def _build_and_open(folder: AuditFolder, *, short: bool) -> None:
    """Build the report and open it; where there is no browser it stays silent, because the address is on the screen."""
    import webbrowser

    first = build_report(folder, None, None, None, None, short=short)
    click.echo(translated("The report is here: {path}").format(path=first))
    webbrowser.open(first.resolve().as_uri())


def is_begun(path: Path) -> bool:
    """Return whether anybody has answered more of an audit than what it is about."""
    from audit.files.folder import open_folder

    folder = open_folder(path)
    return any(answers.answers for answers in folder.voices(folder.latest_round()).values())


def first_verdict(path: Path, *, made: bool = False) -> None:
    """Ask what a first verdict needs, say it, and ask how to go on: stop, a short report, or the whole audit.

    Args:
        path: The audit folder.
        made: Whether the folder was made just now, so that it is said where it is.
    """
    from audit.assess.what_if.first_verdict import range_unproved
    from audit.audits import assess_round
    from audit.files.answers_file import open_answers
    from audit.files.folder import SettingsFile, open_folder
    from audit.files.rounds.names import new_round_name
    from audit.interview.first_run import AfterFirst, Guide
    from audit.interview.flow import FirstStand
    from audit.interview.run import Outcome, interview
    from audit.interview.terminal_asker import TerminalAsker
    from audit.model.answers import Respondent

    folder = open_folder(path)
    day = today()
    asker = TerminalAsker(message_translator(), pack_language(folder), usual=usual_language())
    if made:
        asker.notices = [translated("Your answers are kept in the folder {path}.").format(path=path.resolve())]
    place = folder.answers_path(folder.latest_round() or new_round_name(day))
    with open_answers(place, folder.pack, Respondent(role=LEAD)) as answers:
        settings = SettingsFile(folder)
        outcome = interview(folder, answers, settings, asker, lead=True, resume=["--quick"], first=True, today=day)
    if outcome is not Outcome.FINISHED:
        return
    folder = open_folder(path)
    voices = folder.voices(folder.latest_round())
    given = voices[LEAD].answers if LEAD in voices else {}
    unproved = FirstStand(folder.pack, folder.settings.profile, given).unproved()
    result = assess_round(folder, None)
    found = range_unproved(folder.pack, folder.settings, voices, result.date, unproved)
    result = result.model_copy(update={"verdict": result.verdict.model_copy(update={"range": found})})
    click.clear()
    above = print_summary(result, message_language(), path, first=True)
    how = Guide(message_language()).after_first_verdict(above)
    if how is AfterFirst.FIRM:
        ask_folder(path, None, prove=True)
        return
    if how is AfterFirst.SHORT:
        _build_and_open(folder, short=True)
    click.echo(translated("Go on any time with:") + f" listenfirst ask {quoted(path)}")


@click.command(
    cls=TranslatedCommand, help=N_("Fill in the public holidays of the agency's country for the coming year.")
)
@FOLDER
@click.option("--country", metavar="KR", help=N_("Two letters of the country. Default: the answer to X5."))
@today_option
@language_option
def holidays(folder: Path, country: str | None, date: datetime.date | None) -> None:
    """Fill in public holidays."""
    from audit.countries import country_names
    from audit.files.folder import SettingsFile, open_folder
    from audit.files.holidays import public_holidays
    from audit.model.reading.letters import plain

    opened = open_folder(folder)
    known = country or opened.settings.profile.get(COUNTRY)
    if not isinstance(known, str):
        raise Refused(say("the country of the agency is not known"), say("answer X5, or name it with --country"))
    # The first release took any words for a country.
    known = country_names().get(plain(known), known)
    days = public_holidays(known, date or today())
    SettingsFile(opened).put_holidays(days)
    click.echo(
        translated("{count} public holidays of {country} now stand in {path}.").format(
            count=len(days), country=known, path=folder / "audit.yml"
        )
    )
