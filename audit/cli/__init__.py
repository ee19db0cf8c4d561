"""The command line: arguments in, exit codes out. The only place that prints.

Exit codes: 0 done, 1 a problem that the message explains, 2 wrong usage, 3 below what `--require` asked.
What is slow to import is imported where it is used.
"""

from __future__ import annotations

import codecs
import contextlib
import gc
import os
import sys
from pathlib import Path

import click

from audit import __version__
from audit.cli.accounts import accounts
from audit.cli.answering import ask, ask_folder, first_verdict, holidays, is_begun, new
from audit.cli.app import app
from audit.cli.common import (
    N_,
    TranslatedGroup,
    follow_folder,
    given_language,
    is_interactive,
    language_option,
    message_language,
    near,
    print_problems,
    sentence,
    speaking,
    translated,
    use_language,
)
from audit.cli.documents import documents
from audit.cli.exporting import export
from audit.cli.forms import form, import_answers, questions
from audit.cli.packing import erase, pack, unpack
from audit.cli.packs import pack_new
from audit.cli.reporting import build, check, demo, score, serve
from audit.cli.responding import respond
from audit.cli.rounds import compare, finish, start, status
from audit.cli.sending import send
from audit.cli.signals import ENDING, end_on_signals
from audit.cli.streams import drop_output, open_streams, tell
from audit.cli.watching import watch
from audit.errors import AuditError, BadFiles, say


def main() -> None:
    """Run the command line; whatever goes wrong ends in a sentence and an exit code."""
    relax_garbage_collection()
    open_streams()
    end_on_signals()
    # None of ours; looking for them reads the description of every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if not os.environ.get("LISTENFIRST_DEBUG"):
        # What a library says while it is thrown away is nothing that a user could act on.
        sys.unraisablehook = lambda _: None
    code = run(sys.argv[1:])
    sys.exit(code if ENDING.code is None else ENDING.code)


def relax_garbage_collection() -> None:
    """Let Python look for cycles of objects less often: one command makes few, and looking takes an eighth of a build."""
    gc.set_threshold(500_000, 20, 20)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    with speaking(arguments):
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    try:
        return cli.main(args=arguments, prog_name="listenfirst", standalone_mode=False) or 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 1
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show()
        return error.exit_code
    except BadFiles as bad:
        with contextlib.suppress(OSError):
            print_problems(bad, err=True)
        return 1
    except AuditError as error:
        tell(sentence(error))
        return 1
    except Exception as error:
        if os.environ.get("LISTENFIRST_DEBUG"):
            raise
        return unforeseen(error)
    finally:
        drop_output()


def unforeseen(error: Exception) -> int:
    """Tell what no command has words of its own for; return the exit code."""
    if ENDING.code is not None:
        # A library that was at work made an error of its own of being ended.
        return ENDING.code
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has gone; there is nobody left to tell.
        return 1
    if isinstance(error, OSError):
        tell(sentence(_refused_by_system(error)))
        return 1
    if isinstance(error, UnicodeEncodeError) and _is_same(error.encoding, sys.getfilesystemencoding()):
        tell(sentence(_unwritable_name(error)))
        return 1
    tell(
        translated("Something went wrong that should not have: {what}").format(what=f"{type(error).__name__}: {error}")
    )
    tell(translated("Your answers are safe. Please report it; LISTENFIRST_DEBUG=1 shows where it happened."))
    return 1


def _is_same(one: str, other: str) -> bool:
    return codecs.lookup(one).name == codecs.lookup(other).name


def _refused_by_system(error: OSError) -> AuditError:
    reason = error.strerror or str(error)
    if error.filename is None:
        # Commands have words of their own for files; what has no name is the output.
        return AuditError(
            say("what this command had to say could not be written: {reason}", reason=reason),
            say("let it write somewhere else, or make room, and run it again"),
        )
    return AuditError(
        say("{path} cannot be used: {reason}", path=str(error.filename), reason=reason),
        say("mend the access or make room, then run the command again"),
    )


def _unwritable_name(error: UnicodeEncodeError) -> AuditError:
    return AuditError(
        say(
            "the name {name} cannot be written in the code page of this system, {encoding}",
            name=error.object,
            encoding=error.encoding,
        ),
        say("name another file or folder in plain letters, or run the command with LC_ALL=C.UTF-8"),
    )


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
    from audit.interview.first_run import Guide

    follow_folder(Path.cwd())
    named = given_language(sys.argv[1:])
    begun = Guide(message_language()).folder(Path.cwd(), ask_language=named is None)
    if begun is not None:
        use_language(begun.language)
        follow_folder(begun.folder)
        # From where the user stands: the commands that are shown are there to be copied.
        place = Path(near(begun.folder))
        if is_begun(place):
            ask_folder(place, None)
        else:
            first_verdict(place, made=begun.made)


for command in (
    new,
    ask,
    form,
    send,
    import_answers,
    respond,
    questions,
    accounts,
    status,
    watch,
    start,
    finish,
    compare,
    holidays,
    score,
    build,
    export,
    documents,
    serve,
    check,
    pack_new,
    pack,
    unpack,
    erase,
    demo,
    app,
):
    cli.add_command(command)
