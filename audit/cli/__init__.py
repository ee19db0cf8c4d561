"""The command line: arguments in, exit codes out. The only place that prints.

Exit codes: 0 done, 1 a problem that the message explains, 2 wrong usage, 3 below what `--require` asked.
What is slow to import is imported where it is used.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from audit import __version__
from audit.cli.answering import ask, ask_folder, holidays, new
from audit.cli.common import (
    N_,
    TranslatedGroup,
    choose_language,
    given_language,
    is_interactive,
    language_option,
    message_language,
    near,
    print_problems,
    sentence,
    translated,
    use_language,
)
from audit.cli.exporting import export
from audit.cli.forms import form, import_answers, questions
from audit.cli.moving import pack, unpack
from audit.cli.reporting import build, check, demo, score, serve
from audit.cli.rounds import compare, finish, start, status
from audit.errors import AuditError, BadFiles


def main() -> None:
    """Run the command line; whatever goes wrong ends in a sentence and an exit code."""
    seek_cycles_seldom()
    # None of ours; looking for them reads the description of every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    choose_language(sys.argv[1:])
    sys.exit(run(sys.argv[1:]))


def seek_cycles_seldom() -> None:
    """Let Python look for cycles of objects less often: one command makes few, and looking takes an eighth of a build."""
    gc.set_threshold(100_000, 20, 20)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        return cli.main(args=arguments, prog_name="listenfirst", standalone_mode=False) or 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BadFiles as bad:
        print_problems(bad, err=True)
        return 1
    except AuditError as error:
        click.echo(sentence(error), err=True)
        return 1
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("LISTENFIRST_DEBUG"):
            raise
        click.echo(
            translated("Something went wrong that should not have: {what}").format(
                what=f"{type(error).__name__}: {error}"
            ),
            err=True,
        )
        click.echo(
            translated("Your answers are safe. Please report it; LISTENFIRST_DEBUG=1 shows where it happened."),
            err=True,
        )
        return 1


@click.group(
    cls=TranslatedGroup,
    invoke_without_command=True,
    help=N_(
        "Asks an agency whether it is ready to open social-media accounts, decides, and writes the answer down as a report."
    ),
)
@click.version_option(__version__, prog_name="listenfirst")
@language_option
@click.pass_context
def cli(context: click.Context) -> None:
    """Without a command: guided, from nothing to a built report."""
    if context.invoked_subcommand is not None:
        return
    if not is_interactive():
        click.echo(context.get_help())
        return
    from audit.interview.guide import Guide

    named = given_language(sys.argv[1:])
    begun = Guide(message_language()).folder(Path.cwd(), ask_language=named is None)
    if begun is not None:
        use_language(begun.language)
        # From where the user stands: the commands that are shown are there to be copied.
        ask_folder(Path(near(begun.folder)), None, made=begun.made)


for command in (
    new,
    ask,
    form,
    import_answers,
    questions,
    status,
    start,
    finish,
    compare,
    holidays,
    score,
    build,
    export,
    serve,
    check,
    pack,
    unpack,
    demo,
):
    cli.add_command(command)
