"""Commands around what the agency says to a plan: respond, its form, and taking in what was sent."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from audit.cli.common import (
    FOLDER,
    N_,
    TranslatedCommand,
    agreed,
    is_interactive,
    language_option,
    message_translator,
    not_taken_in,
    pack_language,
    print_notices,
    round_option,
    sent_language,
    translated,
)
from audit.command_line import quoted
from audit.errors import Message, Refused, say
from audit.language import translator
from audit.model.responses import Response, ResponseState
from audit.today import today
from audit.wording.terminal_text import one_line

if TYPE_CHECKING:
    from audit.files.folder import AuditFolder
    from audit.files.imports.responses import ResponseImport
    from audit.model.result.result import Result

STATES: tuple[ResponseState, ...] = get_args(ResponseState)


def _day(context: click.Context, parameter: click.Parameter, text: str | None) -> datetime.date | None:
    """Read a day as people type it."""
    from audit.model.values import WrongValue, read_date

    del context
    if text is None:
        return None
    try:
        return read_date(text, today())
    except WrongValue as wrong:
        raise click.BadParameter(
            Message(wrong.text, wrong.values).translated(message_translator()), param=parameter
        ) from None


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Write down what the agency says to the plan: agreed, in part, refused, risk accepted, done; by whom, why, until when. No level and no verdict changes."
    ),
)
@FOLDER
@click.argument("action", required=False)
@click.option("--state", type=click.Choice(STATES), help=N_("What is said to ACTION. Default: you are asked."))
@click.option("--by", default=None, metavar="TEXT", help=N_("Who says so: an office or a role."))
@click.option("--because", default=None, metavar="TEXT", help=N_("Why; needed for partly, refused and accepted."))
@click.option("--due", callback=_day, metavar="YYYY-MM-DD", help=N_("For when it is promised."))
@click.option(
    "--until", callback=_day, metavar="YYYY-MM-DD", help=N_("Until when the risk is accepted; then it comes back.")
)
@click.option("--done", callback=_day, metavar="YYYY-MM-DD", help=N_("When it was done."))
@click.option("--clear", is_flag=True, help=N_("Take back what was said to ACTION."))
@click.option(
    "--sent", callback=_day, metavar="YYYY-MM-DD", help=N_("The day on which the response to the draft was sent.")
)
@click.option("--list", "listed", is_flag=True, help=N_("List the plan with what was said so far."))
@round_option
@language_option
def respond(
    folder: Path,
    action: str | None,
    state: ResponseState | None,
    by: str | None,
    because: str | None,
    due: datetime.date | None,
    until: datetime.date | None,
    done: datetime.date | None,
    clear: bool,
    sent: datetime.date | None,
    listed: bool,
    round_name: str | None,
) -> None:
    """Write down what the agency says to the plan."""
    from audit.files.folder import open_folder
    from audit.files.rounds.responses import put_response_day
    from audit.responding import plan_of
    from audit.responding import respond as save

    given = {"by": by, "because": because, "due": due, "until": until, "done": done}
    has_parts = state is not None or any(value is not None for value in given.values())
    if action is None and (has_parts or clear):
        raise click.UsageError(translated("Name the action that is answered, such as M02-2."))
    if clear and has_parts:
        raise click.UsageError(translated("--clear goes without --state and its parts."))
    opened = open_folder(folder)
    result = plan_of(opened, round_name, (pack_language(opened),))
    if sent is not None:
        put_response_day(opened, result.round or "", sent)
        click.echo(translated("Written down: the response was sent on {date}.").format(date=sent.isoformat()))
    if action is not None and (has_parts or clear):
        save(opened, result, action, None if clear else _response(result, action, state, given))
        click.echo(translated("Saved: {id}.").format(id=action))
    elif listed or not is_interactive():
        _list(opened, result)
    elif sent is None:
        _walk(opened, result, action)


def _response(result: Result, action: str, state: ResponseState | None, given: Mapping[str, object | None]) -> Response:
    """Put together what is said to an action; what is not named stays as it is.

    Raises:
        Refused: A reason or a day is missing, or the day has passed.
    """
    from audit.interview.proposals import REASONED, said_of

    before = said_of(result, action)
    named = {key: value for key, value in given.items() if value is not None}
    response = Response.model_validate({**before.model_dump(), **({"state": state} if state else {}), **named})
    if response.state in REASONED and not response.because.strip():
        raise Refused(say("it needs a reason"), say("add it with --because; nothing was changed"))
    if response.state == "accepted" and response.until is None:
        raise Refused(
            say("an accepted risk needs a day on which it comes back"),
            say("add it with --until; nothing was changed"),
        )
    for key in ("due", "until"):
        day = named.get(key)
        if isinstance(day, datetime.date) and day < today():
            raise Refused(say("{date} is past", date=day.isoformat()), say("name a day to come; nothing was changed"))
    return response


def _list(folder: AuditFolder, result: Result) -> None:
    """Print the plan with what was said so far."""
    from audit.assess.rounds.responses import tracks_of
    from audit.report.parts.responses import state_words, tracks_in_words
    from audit.wording.locale import Locale

    language = pack_language(folder)
    locale = Locale(language, translator(language))
    words = state_words(locale)
    for action in result.actions:
        found = result.responses.get(action.id)
        said = words["open"] if found is None else words[found.state]
        if found is not None and found.track == "lapsed":
            said = f"{said}; {locale.say('its day has passed')}"
        click.echo(one_line(f"{action.id}  {action.title[language]}: {said}"))
    for identity, response in result.responses.items():
        if response.gone:
            click.echo(
                one_line(
                    f"{identity}  {response.title[language]}: {words[response.state]}; {locale.say('no longer in the plan')}"
                )
            )
    click.echo(
        locale.say(
            "Responses to the {count} actions: {tracks}.",
            count=len(result.actions),
            tracks=tracks_in_words(locale, tracks_of(result)),
        )
    )


def _walk(folder: AuditFolder, result: Result, action: str | None) -> None:
    """Go through the plan in the terminal: what was not answered, or one action."""
    from audit.interview.proposals import proposals
    from audit.interview.response_walk import ResponseWalk
    from audit.responding import respond as save

    asked = proposals(result, pack_language(folder), message_translator())
    if action is not None:
        wanted = tuple(each for each in asked if each.id == action)
        if not wanted:
            raise Refused(
                say("the plan of the round {name} has no action {id}", name=result.round or "", id=action[:40]),
                say("its actions are listed with: listenfirst respond {path} --list", path=quoted(folder.path)),
            )
    else:
        open_again = {identity for identity, said in result.responses.items() if said.track == "lapsed"}
        wanted = tuple(each for each in asked if not each.said.says_something or each.id in open_again)
    if not wanted:
        click.echo(translated("Every action has an answer. Change one with: listenfirst respond FOLDER ACTION"))
        return
    walk = ResponseWalk(message_translator(), today(), lambda identity, said: save(folder, result, identity, said))
    walked = walk.through(wanted)
    click.clear()
    click.echo(translated("Saved. Actions that were answered: {count}").format(count=walked.answered))
    click.echo(
        translated("When the response is complete: listenfirst respond {path} --sent {day}").format(
            path=quoted(folder.path), day=today().isoformat()
        )
    )


def write_form(folder: Path, round_name: str | None, out: Path | None, *, force: bool) -> None:
    """Write the plan with fields for what the agency says, as one HTML file."""
    from audit.files.file_names import EXPORT
    from audit.files.folder import identified, inside, open_folder
    from audit.interview.form import agency_slug
    from audit.interview.response_form import response_page
    from audit.report.exports.output import put, refuse_existing
    from audit.responding import plan_of

    opened = identified(open_folder(folder))
    language = sent_language(opened)
    result = plan_of(opened, round_name, (language,))
    called = "-".join(part for part in ("respond", agency_slug(opened, language), result.round) if part)
    place = out if out is not None else inside(opened, opened.path / EXPORT / f"{called}-{language}.html")
    refuse_existing(place, force=force)
    put(place, response_page(opened, result, language, translator(language)), force=force)
    click.echo(translated("The page is here: {path}").format(path=place))
    click.echo(
        translated(
            "Send it to whoever answers for the agency. What comes back is taken in with: listenfirst import {path} FILE"
        ).format(path=quoted(folder))
    )


def take_in(
    folder: AuditFolder, files: tuple[Path, ...], round_name: str | None, *, yes: bool, from_other_audit: bool
) -> None:
    """Take in what the agency says; shows first what would change."""
    from audit.responding import importing

    translate = message_translator()
    with importing(folder, files, today(), round_name=round_name, from_other_audit=from_other_audit) as found:
        print_notices(found.notices)
        _show(found, folder)
        if not found.changes_anything:
            click.echo(translate("Nothing would change."))
            return
        if not agreed(N_("Take this in?"), not_taken_in(), yes=yes):
            return
        found.apply()
    click.echo(
        translate("Taken in. Take it back with: listenfirst import {path} --undo").format(path=quoted(folder.path))
    )
    click.echo(
        translate("The plan with what was said: listenfirst respond {path} --list").format(path=quoted(folder.path))
    )


def _show(found: ResponseImport, folder: AuditFolder) -> None:
    from audit.files.imports.responses import Kind
    from audit.report.parts.responses import state_words
    from audit.wording.locale import Locale

    translate, language = message_translator(), pack_language(folder)
    words = state_words(Locale(language, translator(language)))
    names = {
        Kind.NEW: translate("new"),
        Kind.CHANGED: translate("changed"),
        Kind.CONFLICT: translate("kept, because the one here was changed since the page was made"),
    }

    def said(response: Response) -> str:
        days = [day.isoformat() for day in (response.due, response.until, response.done) if day is not None]
        return ", ".join(part for part in (words[response.state], *days, response.by, response.because) if part)

    click.echo(one_line(str(found.path.relative_to(folder.path))))
    for change in found.changes:
        mark = "!" if change.kind is Kind.CONFLICT else "+" if change.kind is Kind.NEW else " "
        what = said(change.sent) if change.kind is Kind.NEW else f"{said(change.here)} -> {said(change.sent)}"
        if change.kind is Kind.CONFLICT:
            what = translate("here: {here}; sent: {sent}").format(here=said(change.here), sent=said(change.sent))
        click.echo(one_line(f"  {mark} {change.action}  {names[change.kind]}: {what}"))
    if found.same:
        click.echo(translate("The same as here: {count}").format(count=found.same))
