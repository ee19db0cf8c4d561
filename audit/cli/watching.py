"""The command that looks ahead: watch."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli.common import (
    N_,
    TranslatedCommand,
    language_option,
    message_language,
    message_translator,
    print_problems,
    sentence,
    today_option,
)
from audit.cli.reporting import BELOW_REQUIRED, RUNGS
from audit.cli.streams import print_data
from audit.errors import BadFiles
from audit.today import today

if TYPE_CHECKING:
    from audit.watching import Watched
    from audit.wording.locale import Locale

DAYS_AHEAD = 90
WATCH_FORMAT = 1


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Say of one audit or many how the verdict stands today and what lapses next: evidence, accepted risks, the day to ask again. For a job that runs every week."
    ),
)
@click.argument("folders", metavar="FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--days",
    type=click.IntRange(0, 3650),
    default=DAYS_AHEAD,
    show_default=True,
    help=N_("How many days ahead to look."),
)
@click.option("--require", type=click.Choice(RUNGS), help=N_("Exit with 3 if a verdict is below this rung."))
@click.option(
    "--ics",
    type=click.Path(path_type=Path),
    help=N_("Write what lapses as a calendar too; one that is there is replaced."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print it as JSON."))
@today_option
@language_option
def watch(
    folders: tuple[Path, ...],
    days: int,
    require: str | None,
    ics: Path | None,
    as_json: bool,
    date: datetime.date | None,
) -> None:
    """Say how verdicts stand and what lapses next."""
    from audit.language import translator
    from audit.report.exports.output import put
    from audit.watching import lapse_calendar
    from audit.watching import watch as look_at
    from audit.wording.locale import Locale

    day = date or today()
    locale = Locale(message_language(), translator(message_language()))
    watched = tuple(look_at(folders, day, days, require))
    if as_json:
        print_data(json.dumps(_data(watched, day, days), ensure_ascii=False, indent=1) + "\n")
    else:
        for one in watched:
            _print(one, locale, days)
    if ics is not None:
        put(ics, lapse_calendar(watched, day, locale), force=True)
        click.echo(message_translator()("The calendar is here: {path}").format(path=ics), err=as_json)
    if any(one.problem is not None for one in watched):
        raise click.exceptions.Exit(1)
    if any(one.below for one in watched):
        raise click.exceptions.Exit(BELOW_REQUIRED)


def _print(one: Watched, locale: Locale, days: int) -> None:
    from audit.watching import lapse_words, name_of
    from audit.wording.terminal_text import one_line

    if one.problem is not None:
        if isinstance(one.problem, BadFiles):
            print_problems(one.problem, err=True)
        else:
            said = sentence(one.problem)
            click.echo(said if str(one.path) in said else f"{one.path}: {said}", err=True)
        return
    rung = locale.text(one.title) if one.title else locale.say("no verdict yet")
    stands = locale.say("stands through {date}", date=locale.date(one.through)) if one.through else ""
    below = locale.say("below what was asked for") if one.below else ""
    parts = [part for part in (rung, stands, below) if part]
    click.echo(one_line(f"{name_of(one, locale)}: {', '.join(parts)}"))
    for lapse in one.lapses:
        click.echo(one_line(f"  {locale.date(lapse.day)}: {lapse_words(lapse, locale)}"))
    if not one.lapses:
        click.echo("  " + locale.say("nothing lapses within {days} days", days=days))


def _data(watched: tuple[Watched, ...], day: datetime.date, days: int) -> dict[str, Any]:
    """Return what `--json` prints."""
    return {
        "format": WATCH_FORMAT,
        "date": day.isoformat(),
        "days": days,
        "audits": [
            {
                "path": str(one.path),
                "agency": dict(one.agency),
                "rung": one.rung,
                "rank": one.rank,
                "through": one.through.isoformat() if one.through else None,
                "below": one.below,
                "problem": str(one.problem) if one.problem else None,
                "lapses": [
                    {
                        "kind": lapse.kind,
                        "date": lapse.day.isoformat(),
                        "about": lapse.about,
                        "title": dict(lapse.title),
                        "detail": lapse.detail,
                    }
                    for lapse in one.lapses
                ],
            }
            for one in watched
        ],
    }
