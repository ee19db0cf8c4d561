"""Commands around respondents and rounds: status, round, finish, compare."""

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
    date_option,
    language_option,
    message_translator,
    pack_language,
    print_notices,
    round_option,
    today_option,
    translated,
)
from audit.cli.streams import print_data
from audit.command_line import quoted
from audit.errors import Refused, say
from audit.language import translator
from audit.today import today

if TYPE_CHECKING:
    from audit.files.folder import AuditFolder
    from audit.report.terminal.rounds import Lines

DAYS_AHEAD = 90


def _lines(folder: AuditFolder) -> Lines:
    from audit.report.terminal.rounds import Lines
    from audit.wording.locale import Locale

    language = pack_language(folder)
    return Lines(Locale(language, translator(language)), shutil.get_terminal_size().columns)


@click.command(
    cls=TranslatedCommand,
    help=N_("Show who answered how much, what nobody answered, what is stale and what soon will be."),
)
@FOLDER
@click.option("--json", "as_json", is_flag=True, help=N_("Print it as JSON."))
@click.option(
    "--evidence",
    is_flag=True,
    help=N_("List every piece of evidence, for how long it counts, and who else has looked."),
)
@click.option(
    "--days",
    type=click.IntRange(0, 3650),
    default=DAYS_AHEAD,
    show_default=True,
    help=N_("How many days ahead to look for evidence that stops counting."),
)
@round_option
@date_option
@language_option
def status(
    folder: Path, as_json: bool, evidence: bool, days: int, round_name: str | None, date: datetime.date | None
) -> None:
    """Show how far a round is."""
    from audit.assess.rounds.status import sent_status
    from audit.assess.rounds.status import status as status_of
    from audit.audits import chosen_round, day_of_round, response_tracks, verdict_status
    from audit.files.folder import open_folder
    from audit.files.rounds.finishing import finish_of
    from audit.files.rounds.notices import notices
    from audit.files.rounds.rounds import read_round
    from audit.files.rounds.sending import read_sent
    from audit.registers import open_suggestions
    from audit.report.terminal.rounds import status_lines

    opened = open_folder(folder).snapshot()
    name = chosen_round(opened, round_name)
    print_notices(notices(opened, name))
    voices = opened.voices(name)
    if evidence:
        _print_evidence(opened, name, date or day_of_round(opened, name), as_json=as_json)
        return
    finish = finish_of(opened, name)
    result = status_of(opened.pack, opened.settings, voices, date or day_of_round(opened, name), name, days).model_copy(
        update={
            "draft": finish.draft,
            "finished": finish.finished,
            "verdict": verdict_status(opened, name, date or today()),
            "sent": sent_status(opened.pack, opened.settings, voices, read_sent(opened, name), date or today())
            if name is not None
            else (),
            "suggestions": open_suggestions(opened, name, date or today()),
            "response_sent": read_round(opened, name).response_sent if name is not None else None,
            "tracks": response_tracks(opened, name),
        }
    )
    if as_json:
        print_data(json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n")
        return
    language = pack_language(opened)
    titles = {identity: item.title[language] for identity, item in opened.pack.by_id.items()}
    roles = {role.id: role.title[language] for role in opened.pack.head.roles}
    for line in status_lines(result, titles, roles, _lines(opened)):
        click.echo(line)


def _print_evidence(opened: AuditFolder, name: str | None, date: datetime.date, *, as_json: bool) -> None:
    """Print every piece of evidence."""
    from audit.assess.rounds.evidence_list import evidence_list
    from audit.model.result.status import STATUS_FORMAT
    from audit.report.terminal.evidence import evidence_lines
    from audit.wording.values import checker_titles

    pieces = evidence_list(opened.pack, opened.settings, opened.voices(name), date)
    if as_json:
        listed = [piece.model_dump(mode="json") for piece in pieces]
        data = {"format": STATUS_FORMAT, "round": name, "date": date.isoformat(), "evidence": listed}
        print_data(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        return
    language = pack_language(opened)
    titles = {question.id: question.title[language] for question in opened.pack.questions}
    people = checker_titles(opened.pack.head.roles, translator(language), language)
    for line in evidence_lines(pieces, titles, people, _lines(opened)):
        click.echo(line)
    if any(piece.complete and piece.checked == "told" for piece in pieces):
        click.echo(
            translated("Say who has looked with: listenfirst ask {path} --evidence").format(path=quoted(opened.path))
        )


@click.command(
    "round",
    cls=TranslatedCommand,
    help=N_("Begin a new round from the last: its answers are carried over, to be confirmed."),
)
@FOLDER
@click.argument("name", required=False)
@today_option
@language_option
def start(folder: Path, name: str | None, date: datetime.date | None) -> None:
    """Begin a new round."""
    from audit.files.folder import open_folder
    from audit.files.rounds.names import new_round_name
    from audit.files.rounds.rounds import start_round

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
    if begun.unfinished:
        click.echo(
            translate(
                "The round {last} is a draft. To keep its day and its answers on record: listenfirst finish {path} --round {last}"
            ).format(path=quoted(folder), last=begun.began_from)
        )
    click.echo(translate("Next: listenfirst ask {path}").format(path=quoted(folder)))


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Finish a round: keep the day of the audit and a digest of its answers. Until then every page says that it is a draft."
    ),
)
@FOLDER
@round_option
@click.option("--reopen", is_flag=True, help=N_("Make a finished round a draft again."))
@today_option
@language_option
def finish(folder: Path, round_name: str | None, reopen: bool, date: datetime.date | None) -> None:
    """Finish a round, or make it a draft again."""
    from audit.audits import assess_round, chosen_round
    from audit.files.folder import open_folder
    from audit.files.rounds.finishing import finish_round, reopen_round
    from audit.files.rounds.notices import notices
    from audit.report.terminal.rounds import finished_lines

    if reopen and date is not None:
        raise click.UsageError(translated("--date does not go with --reopen."))
    opened = open_folder(folder).snapshot()
    name = chosen_round(opened, round_name)
    if name is None:
        raise Refused(
            say("there is no round yet, so there is nothing to finish"),
            say("answer first: listenfirst ask {path}", path=quoted(folder)),
        )
    print_notices(notices(opened, name))
    if reopen:
        reopen_round(opened, name)
        click.echo(translated("The round {name} is a draft again.").format(name=name))
        return
    finish_round(opened, name, date or today())
    result = assess_round(opened, None, (pack_language(opened),), round_name=name, before=None)
    lines = _lines(opened)
    for line in finished_lines(result, lines):
        click.echo(line)
    click.echo(translated("The report is built with:"))
    click.echo(f"    listenfirst build {quoted(folder)}" + ("" if round_name is None else f" --round {name}"))


@click.command(cls=TranslatedCommand, help=N_("Compare two rounds: what changed, why, and what became of the plan."))
@FOLDER
@click.argument("rounds", nargs=-1, metavar="[ROUND ROUND]")
@click.option("--json", "as_json", is_flag=True, help=N_("Print it as JSON."))
@date_option
@language_option
def compare(folder: Path, rounds: tuple[str, ...], as_json: bool, date: datetime.date | None) -> None:
    """Compare two rounds, the last two unless they are named."""
    from audit.audits import assess_round
    from audit.files.folder import open_folder
    from audit.report.result_json import progress_json
    from audit.report.terminal.rounds import progress_lines

    if len(rounds) not in (0, 2):
        raise click.UsageError(translated("Name two rounds, or none for the last two."))
    opened = open_folder(folder).snapshot()
    then, now = _two(opened, rounds)
    for name in (then, now):
        if not any(answers.answers for answers in opened.voices(name).values()):
            raise Refused(
                say("nobody has answered in the round {name}", name=name),
                say("name two rounds that hold answers, or answer first"),
            )
    result = assess_round(opened, date, (pack_language(opened),), round_name=now, before=then)
    if result.before is None:
        raise AssertionError("two rounds always compare")
    if as_json:
        print_data(progress_json(result))
        return
    for line in progress_lines(result, result.before, _lines(opened)):
        click.echo(line)


def _two(folder: AuditFolder, rounds: tuple[str, ...]) -> tuple[str, str]:
    known = folder.rounds()
    if rounds:
        first, second = sorted(folder.known_round(name) for name in rounds)
        if first == second:
            raise Refused(say("a round cannot be compared with itself"), say("name two rounds"))
        return first, second
    if len(known) < 2:
        raise Refused(
            say("there is only one round, so there is nothing to compare")
            if known
            else say("there is no round yet, so there is nothing to compare"),
            say("begin the next round with: listenfirst round {path}", path=quoted(folder.path)),
        )
    return known[-2], known[-1]
