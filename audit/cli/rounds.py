"""Commands around respondents and rounds: status, round, compare."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.common import (
    FOLDER,
    N_,
    TranslatedCommand,
    assess_folder,
    date_option,
    language_option,
    message_translator,
    pack_language,
    today,
    translated,
)
from audit.cli.streams import print_data
from audit.errors import Refused, say
from audit.language import translator

if TYPE_CHECKING:
    from audit.files.folder import AuditFolder
    from audit.report.rounds_text import Lines

DAYS_AHEAD = 90


def _lines(folder: AuditFolder) -> Lines:
    from audit.report.reader import Reader
    from audit.report.rounds_text import Lines

    language = pack_language(folder)
    return Lines(Reader(language, translator(language)), shutil.get_terminal_size().columns)


@click.command(
    cls=TranslatedCommand,
    help=N_("Show who answered how much, what nobody answered, what is stale and what soon will be."),
)
@FOLDER
@click.option("--json", "as_json", is_flag=True, help=N_("Print it as JSON."))
@click.option(
    "--days",
    type=click.IntRange(0, 3650),
    default=DAYS_AHEAD,
    show_default=True,
    help=N_("How many days ahead to look for evidence that stops counting."),
)
@date_option
@language_option
def status(folder: Path, as_json: bool, days: int, date: datetime.date | None) -> None:
    """Show how far the newest round is."""
    from audit.assess.status import status as status_of
    from audit.files.folder import open_folder
    from audit.report.rounds_text import status_lines

    opened = open_folder(folder)
    name = opened.latest_round()
    result = status_of(opened.pack, opened.settings, opened.voices(name), date or today(), name, days)
    if as_json:
        print_data(json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n")
        return
    language = pack_language(opened)
    titles = {identity: item.title[language] for identity, item in opened.pack.by_id.items()}
    roles = {role.id: role.title[language] for role in opened.pack.head.roles}
    for line in status_lines(result, titles, roles, _lines(opened)):
        click.echo(line)


@click.command(
    "round",
    cls=TranslatedCommand,
    help=N_("Begin a new round from the last: its answers are carried over, to be confirmed."),
)
@FOLDER
@click.argument("name", required=False)
@date_option
@language_option
def start(folder: Path, name: str | None, date: datetime.date | None) -> None:
    """Begin a new round."""
    from audit.files.folder import new_round_name, open_folder
    from audit.files.rounds import start_round

    day = date or today()
    opened = open_folder(folder)
    begun = start_round(opened, name or new_round_name(day), day)
    translate = message_translator()
    click.echo(
        translate(
            "Began the round {name} from {last}: {carried} answers wait to be confirmed (files: {files})."
        ).format(name=begun.name, last=begun.began_from, carried=begun.carried, files=begun.respondents)
    )
    if begun.anew:
        click.echo(translate("Asked anew by this version of the questions: {ids}").format(ids=", ".join(begun.anew)))
    click.echo(translate("Next: listenfirst ask {path}").format(path=folder))


@click.command(cls=TranslatedCommand, help=N_("Compare two rounds: what changed, why, and what became of the plan."))
@FOLDER
@click.argument("rounds", nargs=-1, metavar="[ROUND ROUND]")
@click.option("--json", "as_json", is_flag=True, help=N_("Print it as JSON."))
@date_option
@language_option
def compare(folder: Path, rounds: tuple[str, ...], as_json: bool, date: datetime.date | None) -> None:
    """Compare two rounds, the last two unless they are named."""
    from audit.files.folder import open_folder
    from audit.report.result_json import progress_json
    from audit.report.rounds_text import progress_lines

    if len(rounds) not in (0, 2):
        raise click.UsageError(translated("Name two rounds, or none for the last two."))
    opened = open_folder(folder)
    then, now = _two(opened, rounds)
    for name in (then, now):
        if not any(answers.answers for answers in opened.voices(name).values()):
            raise Refused(
                say("nobody has answered in the round {name}", name=name),
                say("name two rounds that hold answers, or answer first"),
            )
    result = assess_folder(opened, date, (pack_language(opened),), round_name=now, before=then)
    if result.before is None:
        raise AssertionError("two rounds always compare")
    if as_json:
        print_data(progress_json(result))
        return
    for line in progress_lines(result, result.before, _lines(opened)):
        click.echo(line)


def _two(folder: AuditFolder, rounds: tuple[str, ...]) -> tuple[str, str]:
    known = folder.rounds()
    for name in rounds:
        if name not in known:
            raise Refused(
                say("there is no round {name}", name=name[:60]),
                say("the rounds are: {rounds}", rounds=", ".join(known)),
            )
    if rounds:
        first, second = sorted(rounds)
        if first == second:
            raise Refused(say("a round cannot be compared with itself"), say("name two rounds"))
        return first, second
    if len(known) < 2:
        raise Refused(
            say("there is only one round, so there is nothing to compare")
            if known
            else say("there is no round yet, so there is nothing to compare"),
            say("begin the next round with: listenfirst round {path}", path=str(folder.path)),
        )
    return known[-2], known[-1]
