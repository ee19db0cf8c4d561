"""What all commands share: the language of messages, options, how problems are printed."""

from __future__ import annotations

import datetime
import gettext
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from audit import __version__
from audit.errors import AuditError, BadFiles, Message, Problem, Translate
from audit.files.shipped import shipped
from audit.language import DOMAIN, LANGUAGES, chosen_language, preferred_language, translator

if TYPE_CHECKING:
    from audit.files.folder import AuditFolder
    from audit.model.answers import Answers
    from audit.model.result.result import Result

_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?[\s,;:]")

F = TypeVar("F", bound=Callable[..., Any])


def N_(text: str) -> str:  # noqa: N802 # the usual gettext name for "translate this later"
    """Mark a help text for translation where it is shown."""
    return text


class TranslatedCommand(click.Command):
    """A command whose help is in the reader's language."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text in the reader's language."""
        translate = message_translator()
        self.help = translate(self.help) if self.help else ""
        for parameter in self.params:
            if isinstance(parameter, click.Option) and parameter.help:
                parameter.help = translate(parameter.help)
        return super().get_help(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 # the line is never cut
        """Return the line of the command list, whole."""
        line = self.short_help or self.help
        return translated(line) if line else ""


class TranslatedGroup(TranslatedCommand, click.Group):
    """A group of commands whose help is in the reader's language."""

    command_class = TranslatedCommand


def language_option(function: F) -> F:
    """Add `--lang` for messages."""
    return _language_option(N_("Language of messages."))(function)


def sent_language_option(function: F) -> F:
    """Add `--lang` for what another person will read, and for messages."""
    return _language_option(
        N_("Language of the questionnaire and of messages. Default: the first language of the audit folder.")
    )(function)


def _language_option(text: str) -> Callable[[F], F]:
    return click.option("--lang", "language", type=click.Choice(LANGUAGES), expose_value=False, help=text)


def date_option(function: F) -> F:
    """Add `--date`, the day to which evidence ages."""
    return click.option(
        "--date",
        metavar="YYYY-MM-DD",
        type=DateType(),
        help=N_(
            "The day of the audit; evidence ages to it. Default: the day on which the round was finished, else today."
        ),
    )(function)


def today_option(function: F) -> F:
    """Add `--date`, the day that counts as today for what is begun or finished."""
    return click.option(
        "--date", metavar="YYYY-MM-DD", type=DateType(), help=N_("The day that counts as today. Default: today.")
    )(function)


def round_option(function: F) -> F:
    """Add `--round`, the round that is meant."""
    return click.option("--round", "round_name", metavar="NAME", help=N_("The round. Default: the newest."))(function)


class DateType(click.ParamType[datetime.date]):
    """A day of the calendar, written as 2026-11-23."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Read the day, or say why it is none."""
        from audit.model.values import WrongValue, read_date

        try:
            return value if isinstance(value, datetime.date) else read_date(str(value))
        except WrongValue as wrong:
            self.fail(Message(wrong.text, wrong.values).translated(message_translator()), param, ctx)


class FolderPath(click.Path):
    """The path of an audit folder; from here on messages are in its language."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 # as click has it
        """Read the path, and see which languages the folder names."""
        path = super().convert(value, param, ctx)
        follow_folder(Path(os.fsdecode(path)))
        return path


# Read first, so that what is wrong with another argument is said in its language too.
FOLDER = click.argument("folder", type=FolderPath(), is_eager=True)


@dataclass
class Speech:
    """What decides in which language a command speaks.

    Attributes:
        asked: What `--lang` says, or somebody chose.
        folder: The languages of the audit folder that it is about.
        machine: The language of whoever sits here; None where no command runs.
        own: `LANGUAGE` as the user set it.
    """

    asked: str | None = None
    folder: tuple[str, ...] = ()
    machine: str | None = None
    own: str | None = None


_speech = Speech()


@contextmanager
def speaking(arguments: Sequence[str]) -> Iterator[None]:
    """Run a command in the language of `--lang`, else of its audit folder, else of the machine; afterwards all is as before."""
    choose_language(arguments)
    own = _speech.own
    try:
        _tell_click()
        yield
    finally:
        vars(_speech).update(vars(Speech()))
        if own is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = own


def _tell_click() -> None:
    """Make click, which asks the standard catalogue for its words, speak the language of messages."""
    os.environ["LANGUAGE"] = message_language()
    # Programs that are started, such as a browser, find what the user set: they get the environment of the process, of which
    # `os.environ` is Python's copy.
    if _speech.own is None:
        os.unsetenv("LANGUAGE")
    else:
        os.putenv("LANGUAGE", _speech.own)


def choose_language(arguments: Sequence[str]) -> None:
    """Take the language of messages from `--lang`, else from the machine, before anything is said."""
    vars(_speech).update(vars(Speech(given_language(arguments), (), preferred_language(), os.environ.get("LANGUAGE"))))
    gettext.bindtextdomain(DOMAIN, str(shipped("site_template") / "locale"))
    gettext.textdomain(DOMAIN)


def given_language(arguments: Sequence[str]) -> str | None:
    """Return the language that `--lang` names, of those that we have; None where it names none."""
    language = None
    for index, argument in enumerate(arguments):
        value = (
            arguments[index + 1]
            if argument == "--lang" and index + 1 < len(arguments)
            else argument.removeprefix("--lang=")
        )
        if argument.startswith("--lang") and value in LANGUAGES:
            language = value
    return language


def follow_folder(path: Path) -> None:
    """Speak in the language of an audit folder from here on, unless another was asked for."""
    from audit.files.folder import languages_of

    _speech.folder = languages_of(path)
    _tell_click()


def use_language(language: str) -> None:
    """Speak in a language that somebody chose, from here on."""
    _speech.asked = language
    _tell_click()


def message_language() -> str:
    """Return the language of messages."""
    return chosen_language(_speech.asked, _speech.folder, _speech.machine or preferred_language())


def usual_language() -> str:
    """Return the language of messages where nobody asks for another."""
    return chosen_language(None, _speech.folder, _speech.machine or preferred_language())


def message_translator() -> Translate:
    """Return what turns message ids into the language of messages."""
    return translator(message_language())


def translated(text: str) -> str:
    """Put a fixed text into the language of messages."""
    return message_translator()(text)


def sentence(error: AuditError) -> str:
    """Put an error into one line: what happened, and what to do."""
    translate = message_translator()
    what = error.what.translated(translate)
    return harmless(f"{what}. {capital(error.remedy.translated(translate))}." if error.remedy else f"{what}.")


def harmless(text: str) -> str:
    """Leave out of a line what a terminal would obey instead of showing it: files that others wrote are quoted in it."""
    return _COMMANDS.sub("", text)


def capital(text: str) -> str:
    """Begin a text with a capital letter, unless it begins with a name that somebody gave."""
    return text[:1].upper() + text[1:] if _WORD.match(text) else text


def print_problems(bad: BadFiles, err: bool) -> None:
    """Print every problem as `path:line  where  what, what to do`."""
    for problem in bad.problems:
        click.echo(problem_line(problem), err=err)


def problem_line(problem: Problem) -> str:
    """Put a problem into one line: its place, and what to do about it."""
    translate = message_translator()
    place = f"{near(problem.path)}:{problem.line}" if problem.line else near(problem.path)
    said = problem.what.translated(translate)
    if problem.remedy:
        said += ", " + problem.remedy.translated(translate)
    return harmless("  ".join(part for part in (place, problem.where, said) if part))


MOST_NOTICES = 10


def print_notices(problems: Sequence[Problem]) -> None:
    """Print what is not read or does not count, at most a screen of it, beside the output and never into it."""
    for problem in problems[:MOST_NOTICES]:
        click.echo(problem_line(problem), err=True)
    if len(problems) > MOST_NOTICES:
        more = translated("and {count} more; listenfirst check names them all")
        click.echo(more.format(count=len(problems) - MOST_NOTICES), err=True)


def near(path: Path) -> str:
    """Write a path from where the user stands, if it lies below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def is_interactive() -> bool:
    """Return whether a person sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")


def today() -> datetime.date:
    """Return the day by this machine's clock."""
    return datetime.datetime.now().astimezone().date()


LAST = ""
"""Stands for the round before, in `assess_folder`."""


def chosen_round(folder: AuditFolder, name: str | None) -> str | None:
    """Return the round that `--round` names, else the newest; None where there is none yet.

    Raises:
        Refused: There is no round of that name.
    """
    return folder.latest_round() if name is None else folder.known_round(name)


def assess_folder(
    folder: AuditFolder,
    date: datetime.date | None,
    languages: tuple[str, ...] | None = None,
    *,
    round_name: str | None = None,
    before: str | None = LAST,
) -> Result:
    """Assess a round of a folder.

    Args:
        folder: The audit folder.
        date: The day of the audit; None for the day on which the round was finished, else today; of an earlier round
            that was never finished the day on which it ended.
        languages: The languages of the result; None for those of the folder.
        round_name: The round; None for the newest.
        before: The round to compare it with; `LAST` for the one before it, if there is one; None for no comparison.

    Raises:
        Refused: There is no round of that name.
    """
    from audit.assess.rounds.compare import compare
    from audit.assess.rounds.versions import removed_since
    from audit.files.rounds.rounds import read_plan

    name = chosen_round(folder, round_name)
    if before == LAST:
        before = next((other for other in reversed(folder.rounds()) if name is not None and other < name), None)
    newest = name == folder.latest_round()
    result, _ = _assess_round(folder, name, date, languages, newest=newest, advice=True)
    if before is None or name is None:
        return result
    then, version = _assess_round(folder, before, None, languages, newest=False, advice=False)
    if not then.progress[0]:
        return result
    marks = {**read_plan(folder, before), **read_plan(folder, name)}
    found = compare(then, result, marks, removed_since(folder.pack, version))
    return result.model_copy(update={"before": found})


def _assess_round(
    folder: AuditFolder,
    name: str | None,
    date: datetime.date | None,
    languages: tuple[str, ...] | None,
    *,
    newest: bool,
    advice: bool,
) -> tuple[Result, str]:
    """Assess one round, an earlier one with the pack of its time; return that pack's version too."""
    from audit.assess.assess import assess
    from audit.assess.rounds.versions import pack_at
    from audit.files.digest import answers_digest
    from audit.files.rounds.finishing import finish_of
    from audit.files.rounds.rounds import version_of

    settings = folder.settings if languages is None else folder.settings.model_copy(update={"languages": languages})
    voices = folder.voices(name)
    version = version_of(voices, folder.pack)
    finish = finish_of(folder, name, voices)
    result = assess(
        folder.pack if newest else pack_at(folder.pack, version),
        settings,
        voices,
        date or day_of_round(folder, name, voices),
        product=__version__,
        answers_digest=answers_digest(settings, voices),
        round_name=name,
        advice=advice,
    )
    return result.model_copy(update={"draft": finish.draft, "finished": finish.finished}), version


def day_of_round(folder: AuditFolder, name: str | None, voices: Mapping[str, Answers]) -> datetime.date:
    """Return the day to which a round is assessed where no other is named.

    Args:
        folder: The audit folder.
        name: The round; None where there is none yet.
        voices: Its answers.

    Returns:
        The day on which it was finished; of an earlier round that is a draft the day on which it ended; else today.
    """
    from audit.files.rounds.finishing import finish_of
    from audit.files.rounds.rounds import day_of, read_round

    finish = finish_of(folder, name, voices)
    if finish.finished is not None and not finish.draft:
        return finish.finished
    if name is None or name == folder.latest_round():
        return today()
    return day_of(name, read_round(folder, name), voices) or today()


def pack_language(folder: AuditFolder) -> str:
    """Return the language of messages where the pack has it, else the pack's first."""
    return _of_pack(message_language(), folder)


def sent_language(folder: AuditFolder) -> str:
    """Return the language of what another person will read: what `--lang` says, else the folder's first."""
    return _of_pack(chosen_language(_speech.asked, folder.settings.languages, None), folder)


def _of_pack(language: str, folder: AuditFolder) -> str:
    return language if language in folder.pack.head.languages else folder.pack.head.languages[0]
