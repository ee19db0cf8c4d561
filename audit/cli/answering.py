"""Commands around answering: new, ask."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from audit.cli.common import (
    FOLDER,
    N_,
    TranslatedCommand,
    assess_folder,
    date_option,
    is_interactive,
    language_option,
    message_language,
    message_translator,
    pack_language,
    today,
)
from audit.cli.reporting import build_report, print_summary
from audit.errors import Refused, say
from audit.language import LANGUAGES

PACK = "listen-first"
COUNTRY = "X5"


@click.command(cls=TranslatedCommand, help=N_("Create an audit folder."))
@FOLDER
@click.option("--name", help=N_("Name of the agency."))
@click.option(
    "--languages",
    metavar="ko,en",
    help=N_("Languages of the report, separated by commas. Default: the language of messages."),
)
@click.option("--mode", type=click.Choice(["plan", "run"]), help=N_("plan: no account yet. run: accounts are live."))
@language_option
def new(folder: Path, name: str | None, languages: str | None, mode: str | None) -> None:
    """Create an audit folder."""
    from audit.files.folder import create_folder

    if not name:
        if not is_interactive():
            raise click.UsageError(message_translator()("Missing option '--name'."))
        from audit.interview.guide import Guide

        name = Guide(message_translator(), message_language()).name()
        if not name:
            raise click.Abort
    chosen = tuple(dict.fromkeys(part.strip() for part in languages.split(","))) if languages else (message_language(),)
    for language in chosen:
        if language not in LANGUAGES:
            raise click.BadParameter(
                message_translator()("{language} is not one of {languages}").format(
                    language=language, languages=", ".join(LANGUAGES)
                ),
                param_hint="--languages",
            )
    create_folder(folder, name, chosen, PACK, {"X4": mode} if mode else None)
    click.echo(message_translator()("Made {path}. Next: listenfirst ask {path}").format(path=folder))


@click.command(cls=TranslatedCommand, help=N_("Answer the questions; goes on where it stopped."))
@FOLDER
@click.option("--only", metavar="M02", help=N_("Only this question, or this pillar (such as monitoring)."))
@language_option
def ask(folder: Path, only: str | None) -> None:
    """Run the interview."""
    from audit.interview.run import require_terminal

    require_terminal()
    ask_folder(folder, only)


def ask_folder(path: Path, only: str | None) -> None:
    """Ask what is open in a folder; at the end say the verdict and offer the report."""
    from audit.files.answers_file import open_answers
    from audit.files.folder import SettingsFile, new_round_name, open_folder
    from audit.interview.pages import TerminalAsker
    from audit.interview.run import Outcome, interview, require_terminal
    from audit.model.answers import Respondent

    require_terminal()
    folder = open_folder(path)
    day = today()
    place = folder.answers_path(folder.latest_round() or new_round_name(day))
    asker = TerminalAsker(message_translator(), pack_language(folder))
    with open_answers(place, folder.pack, Respondent(role="lead")) as answers:
        outcome = interview(folder, answers, SettingsFile(folder), asker, only=only, today=day)
    if outcome is not Outcome.FINISHED or only is not None:
        return
    folder = open_folder(path)
    print_summary(assess_folder(folder, day), message_language())
    click.echo("")
    click.echo(message_translator()("The report is built with: listenfirst build {path}").format(path=path))
    from audit.interview.guide import Guide

    if Guide(message_translator(), message_language()).wants_report():
        first = build_report(folder, None, day, None, None)
        click.echo(message_translator()("The report is here: {path}").format(path=first))
        click.launch(first.resolve().as_uri())


@click.command(
    cls=TranslatedCommand, help=N_("Fill in the public holidays of the agency's country for the coming year.")
)
@FOLDER
@click.option("--country", metavar="KR", help=N_("Two letters of the country. Default: the answer to X5."))
@date_option
@language_option
def holidays(folder: Path, country: str | None, date: datetime.date | None) -> None:
    """Fill in public holidays."""
    from audit.files.folder import SettingsFile, open_folder
    from audit.files.holidays import public_holidays

    opened = open_folder(folder)
    known = country or opened.settings.profile.get(COUNTRY)
    if not isinstance(known, str):
        raise Refused(say("the country of the agency is not known"), say("answer X5, or name it with --country"))
    days = public_holidays(known, date or today())
    SettingsFile(opened).put_holidays(days)
    click.echo(
        message_translator()("{count} public holidays of {country} now stand in {path}.").format(
            count=len(days), country=known, path=folder / "audit.yml"
        )
    )
