"""What the commands around the report share: the folder's own brand, notes and templates, editions, the password of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from audit.cli.common import N_, is_interactive, message_language, message_translator
from audit.errors import NotATerminal, Refused, say
from audit.language import LANGUAGES, translator

if TYPE_CHECKING:
    from audit.model.result.result import Edition, Result
    from audit.report.branding.presentation import Presentation

LONGEST = 300
"""Characters of one text that the terminal shows for a look."""
SHORTEST_PASSWORD = 12
"""A machine that guesses needs years for twelve characters that were not chosen by a pattern."""

EDITIONS = ("internal", "client", "public")

F = TypeVar("F", bound=Callable[..., Any])


def report_language_option(text: str) -> Callable[[F], F]:
    """Add `--lang` for what is written: one language, or all of them.

    Args:
        text: The help text, which says what is written where nobody names a language.
    """
    return click.option("--lang", "languages", type=click.Choice([*LANGUAGES, "all"]), help=text)


def edition_option(function: F) -> F:
    """Add `--edition`, who will read it."""
    return click.option(
        "--edition",
        type=click.Choice(EDITIONS),
        default=EDITIONS[0],
        show_default=True,
        help=N_("Who will read it: client leaves out who answered, public shows the verdict without answers."),
    )(function)


def say_colours(presentation: Presentation) -> None:
    """Say which of the brand's colours had to change so that they can be read."""
    from audit.report.branding.colours import style_sheet
    from audit.wording.sentences import capital

    for remark in style_sheet(presentation.brand)[1]:
        click.echo(capital(remark.translated(message_translator())) + ".", err=True)


def list_free_texts(result: Result, edition: Edition, presentation: Presentation) -> None:
    """For the client's edition: list what people wrote, once, so that somebody looks through it before it leaves the house.

    Args:
        result: The result, as it was cut down.
        edition: Which edition it is; only the client's is listed.
        presentation: Has the consultant's notes, which stand in it too.
    """
    if edition != "client":
        return
    from audit.report.editions import free_texts
    from audit.wording.locale import Locale

    translate = message_translator()
    language = message_language()
    texts = tuple(free_texts(result, Locale(language, translator(language))))
    click.echo(
        translate(
            "The client's edition shows these {count} texts as they were written. Look through them for names, addresses and telephone numbers:"
        ).format(count=len(texts))
    )
    for text in texts:
        rest = len(text.text) - LONGEST
        more = " " + translate("(and {count} more characters)").format(count=rest) if rest > 0 else ""
        click.echo(f"  {text.place}: {text.text[:LONGEST]}{more}")
    for note in presentation.notes:
        click.echo(f"  notes/{note.path.name}")


def ask_password() -> str:
    """Ask for a password twice; it is not shown.

    Raises:
        NotATerminal: There is nobody to ask.
        Refused: It is too short, or the second is not the first.
    """
    _require_terminal()
    translate = message_translator()
    first = _hidden(translate("Password for the file (at least {count} characters)").format(count=SHORTEST_PASSWORD))
    if len(first) < SHORTEST_PASSWORD:
        raise Refused(
            say("the password is shorter than {count} characters", count=SHORTEST_PASSWORD),
            say("take four or five words that do not belong together; nothing was written"),
        )
    if _hidden(translate("The same again")) != first:
        raise Refused(say("the two passwords differ"), say("run the command again; nothing was written"))
    return first


def ask_to_open() -> str:
    """Ask for the password of a file that was locked; it is not shown.

    Raises:
        NotATerminal: There is nobody to ask.
    """
    _require_terminal()
    return _hidden(message_translator()("Password of the file"))


def _require_terminal() -> None:
    if not is_interactive():
        raise NotATerminal(
            say("a password is asked for at a terminal only"),
            say("run the command yourself; a password never stands in a command or a script"),
        )


def _hidden(question: str) -> str:
    answer: str = click.prompt(question, hide_input=True, default="", show_default=False)
    return answer
