"""What all commands share: the language of messages, options, how problems are printed."""

from __future__ import annotations

import copy
import datetime
import gettext
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from audit.errors import AuditError, BadFiles, Message, Problem, Refused, Translate, say
from audit.files.shipped import shipped
from audit.language import DOMAIN, LANGUAGES, chosen_language, preferred_language, translator

if TYPE_CHECKING:
    from audit.files.folder import AuditFolder

F = TypeVar("F", bound=Callable[..., Any])


def N_(text: str) -> str:  # noqa: N802 # the usual gettext name for "translate this later"
    """Mark a help text for translation where it is shown."""
    return text


def _translated_option(parameter: click.Parameter, translate: Translate) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    shown = copy.copy(parameter)
    shown.help = translate(parameter.help)
    return shown


class TranslatedCommand(click.Command):
    """A command whose help is in the reader's language."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text in the reader's language."""
        translate = message_translator()
        shown = copy.copy(self)
        shown.help = translate(self.help) if self.help else ""
        shown.params = [_translated_option(parameter, translate) for parameter in self.params]
        return super(TranslatedCommand, shown).get_help(ctx)

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
    from audit.wording.sentences import capital
    from audit.wording.terminal_text import one_line

    translate = message_translator()
    what = error.what.translated(translate)
    return one_line(f"{what}. {capital(error.remedy.translated(translate))}." if error.remedy else f"{what}.")


def print_problems(bad: BadFiles, err: bool) -> None:
    """Print every problem as `path:line  where  what, what to do`."""
    for problem in bad.problems:
        click.echo(problem_line(problem), err=err)


def problem_line(problem: Problem) -> str:
    """Put a problem into one line: its place, and what to do about it."""
    from audit.wording.terminal_text import one_line

    translate = message_translator()
    place = f"{near(problem.path)}:{problem.line}" if problem.line else near(problem.path)
    said = problem.what.translated(translate)
    if problem.remedy:
        said += ", " + problem.remedy.translated(translate)
    return one_line("  ".join(part for part in (place, problem.where, said) if part))


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


def pack_language(folder: AuditFolder) -> str:
    """Return the language of messages where the pack has it, else the pack's first."""
    return _of_pack(message_language(), folder)


def sent_language(folder: AuditFolder) -> str:
    """Return the language of what another person will read: what `--lang` says, else the folder's first."""
    if _speech.asked is not None:
        from audit.files.packs.languages import require_language

        require_language(folder.pack, _speech.asked)
    return _of_pack(chosen_language(_speech.asked, folder.settings.languages, None), folder)


def _of_pack(language: str, folder: AuditFolder) -> str:
    from audit.files.packs.languages import offered_languages

    offered = offered_languages(folder.pack)
    return language if language in offered else offered[0]


def print_missing_about(folder: AuditFolder) -> None:
    """Say what the audit does not say about itself, to whoever hands it to others; nothing where all of it is written down."""
    missing = folder.settings.about.missing
    if missing:
        click.echo(
            translated(
                "The page about the audit does not say: {keys}. Write it under about: in audit.yml, each once or once for each language."
            ).format(keys=", ".join(missing)),
            err=True,
        )


def agreed(question: str, nobody: AuditError, *, yes: bool) -> bool:
    """Ask before something is changed; say that nothing was where the answer is no.

    Args:
        question: An English message id; it is translated here.
        nobody: What is raised where nobody is there to be asked.
        yes: Whether it was agreed to beforehand, with `--yes`.

    Raises:
        AuditError: Nobody is there.
    """
    if yes:
        return True
    if not is_interactive():
        raise nobody
    if click.confirm(translated(question)):
        return True
    click.echo(translated("Nothing was changed."))
    return False


def not_taken_in() -> Refused:
    """Return what is said where nobody is there to be asked whether something is taken in."""
    return Refused(
        say("nothing was taken in, because nobody is here to be asked"),
        say("look at what would change, then run it again with --yes"),
    )
