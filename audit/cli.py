"""The command line: arguments in, exit codes out. The only place that prints.

Exit codes: 0 done, 1 a problem that the message explains, 2 wrong usage, 3 below what `--require` asked.
What is slow to import is imported where it is used.
"""

from __future__ import annotations

import datetime
import gettext
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from audit import __version__
from audit.errors import AuditError, BadFiles, Message, Refused, Translate, say
from audit.files.shipped import shipped
from audit.language import DOMAIN, LANGUAGES, preferred_language, translator

if TYPE_CHECKING:
    from audit.files.folder import AuditFolder
    from audit.model.result import Result

BELOW_REQUIRED = 3
SITE = "site"
DEMO_DATE = datetime.date(2026, 11, 23)
"""The day of the examples: on any other their evidence would have aged."""
DEMOS = {"en": "maple-library", "ko": "haneul-district"}
PACK = "listen-first"
RUNGS = ("do-not-launch", "stop-in-order", "listen-only", "hold", "pilot", "launch", "sustain")

F = TypeVar("F", bound=Callable[..., Any])


def N_(text: str) -> str:  # noqa: N802 # the usual gettext name for "translate this later"
    """Mark a help text for translation where it is shown."""
    return text


class _Translated(click.Command):
    """A command whose help is in the reader's language."""

    def get_help(self, ctx: click.Context) -> str:
        translate = _translate()
        self.help = translate(self.help or "")
        for parameter in self.params:
            if isinstance(parameter, click.Option) and parameter.help:
                parameter.help = translate(parameter.help)
        return super().get_help(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        return _translate()(self.short_help or self.help or "")


class _Group(_Translated, click.Group):
    command_class = _Translated


def language_option(function: F) -> F:
    """Add `--lang` for messages."""
    return click.option("--lang", "language", type=click.Choice(LANGUAGES), expose_value=False, help=N_("Language of messages."))(function)


def date_option(function: F) -> F:
    """Add `--date`, the day to which evidence ages."""
    return click.option("--date", metavar="YYYY-MM-DD", type=_Date(), help=N_("The day of the audit; evidence ages to it. Default: today."))(function)


class _Date(click.ParamType):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        from audit.model.values import WrongValue, read_date

        try:
            return value if isinstance(value, datetime.date) else read_date(str(value))
        except WrongValue as wrong:
            self.fail(Message(wrong.text, wrong.values).translated(_translate()), param, ctx)


FOLDER = click.argument("folder", type=click.Path(path_type=Path))


def main() -> None:
    """Run the command line; whatever goes wrong ends in a sentence and an exit code."""
    _choose_language(sys.argv[1:])
    sys.exit(run(sys.argv[1:]))


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
        _print_problems(bad, err=True)
        return 1
    except AuditError as error:
        click.echo(_sentence(error), err=True)
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
        click.echo(_translate()("Something went wrong that should not have: {what}").format(what=f"{type(error).__name__}: {error}"), err=True)
        click.echo(_translate()("Your answers are safe. Please report it; LISTENFIRST_DEBUG=1 shows where it happened."), err=True)
        return 1


def _choose_language(arguments: list[str]) -> None:
    """Take the language of messages from `--lang`, else from the locale, before anything is said."""
    language = preferred_language()
    for index, argument in enumerate(arguments):
        value = arguments[index + 1] if argument == "--lang" and index + 1 < len(arguments) else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and value in LANGUAGES:
            language = value
    # Click asks the standard catalogue for its own words.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(shipped("site_template") / "locale"))
    gettext.textdomain(DOMAIN)


def _language() -> str:
    language = os.environ.get("LANGUAGE", "")
    return language if language in LANGUAGES else preferred_language()


def _translate() -> Translate:
    return translator(_language())


def _sentence(error: AuditError) -> str:
    translate = _translate()
    what = error.what.translated(translate)
    return f"{what}. {_capital(error.remedy.translated(translate))}." if error.remedy else f"{what}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _print_problems(bad: BadFiles, err: bool) -> None:
    translate = _translate()
    for problem in bad.problems:
        place = f"{_near(problem.path)}:{problem.line}" if problem.line else _near(problem.path)
        said = problem.what.translated(translate)
        if problem.remedy:
            said += ", " + problem.remedy.translated(translate)
        click.echo("  ".join(part for part in (place, problem.where, said) if part), err=err)


def _near(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _interactive() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def _assess(folder: AuditFolder, date: datetime.date | None, languages: tuple[str, ...] | None = None) -> Result:
    from audit.assess.assess import assess

    round_name = folder.latest_round()
    settings = folder.settings if languages is None else folder.settings.model_copy(update={"languages": languages})
    return assess(
        folder.pack,
        settings,
        folder.voices(round_name),
        date or _today(),
        product=__version__,
        answers_digest=folder.digest(round_name),
        round_name=round_name,
    )


@click.group(cls=_Group, invoke_without_command=True, help=N_("Asks an agency whether it is ready to open social-media accounts, decides, and writes the answer down as a report."))
@click.version_option(__version__, prog_name="listenfirst")
@language_option
@click.pass_context
def cli(context: click.Context) -> None:
    """Without a command: guided, from nothing to a built report."""
    if context.invoked_subcommand is not None:
        return
    if not _interactive():
        click.echo(context.get_help())
        return
    from audit.interview.guide import guide

    folder = guide(_translate(), _language(), Path.cwd())
    if folder is not None:
        _ask(folder, None, then_build=True)


@cli.command(help=N_("Create an audit folder."))
@FOLDER
@click.option("--name", help=N_("Name of the agency."))
@click.option("--languages", metavar="ko,en", help=N_("Languages of the report, separated by commas. Default: the language of messages."))
@click.option("--mode", type=click.Choice(["plan", "run"]), help=N_("plan: no account yet. run: accounts are live."))
@language_option
def new(folder: Path, name: str | None, languages: str | None, mode: str | None) -> None:
    """Create an audit folder."""
    from audit.files.folder import create_folder

    if not name:
        if not _interactive():
            raise click.UsageError(_translate()("Missing option '--name'."))
        from audit.interview.guide import ask_name

        name = ask_name(_translate())
        if not name:
            raise click.Abort
    chosen = tuple(dict.fromkeys(part.strip() for part in languages.split(","))) if languages else (_language(),)
    for language in chosen:
        if language not in LANGUAGES:
            raise click.BadParameter(_translate()("{language} is not one of {languages}").format(language=language, languages=", ".join(LANGUAGES)), param_hint="--languages")
    create_folder(folder, name, chosen, PACK, {"X4": mode} if mode else None)
    click.echo(_translate()("Made {path}. Next: listenfirst ask {path}").format(path=folder))


@cli.command(help=N_("Answer the questions; goes on where it stopped."))
@FOLDER
@click.option("--only", metavar="M02", help=N_("Only this question, or this pillar (such as monitoring)."))
@language_option
def ask(folder: Path, only: str | None) -> None:
    """Run the interview."""
    from audit.interview.run import require_terminal

    require_terminal()
    _ask(folder, only, then_build=False)


def _ask(path: Path, only: str | None, then_build: bool) -> None:
    from audit.files.answers_file import open_answers
    from audit.files.folder import SettingsFile, new_round_name, open_folder
    from audit.interview.pages import TerminalAsker
    from audit.interview.run import Outcome, interview, require_terminal
    from audit.model.answers import Respondent

    require_terminal()
    folder = open_folder(path)
    today = _today()
    place = folder.answers_path(folder.latest_round() or new_round_name(today))
    asker = TerminalAsker(_translate(), _pack_language(folder))
    with open_answers(place, folder.pack, Respondent(role="lead")) as answers:
        outcome = interview(folder, answers, SettingsFile(folder), asker, only=only, today=today)
    if outcome is not Outcome.FINISHED or only is not None:
        return
    folder = open_folder(path)
    _print_summary(_assess(folder, today), _language())
    click.echo("")
    click.echo(_translate()("The report is built with: listenfirst build {path}").format(path=path))
    from audit.interview.guide import offer_report

    if then_build or _interactive():
        open_it = offer_report(_translate())
        if open_it:
            first = _build(folder, None, today, None, None)
            click.echo(_translate()("The report is here: {path}").format(path=first))
            click.launch(first.resolve().as_uri())


def _pack_language(folder: AuditFolder) -> str:
    language = _language()
    return language if language in folder.pack.head.languages else folder.pack.head.languages[0]


@cli.command(help=N_("Show the verdict."))
@FOLDER
@click.option("--json", "as_json", is_flag=True, help=N_("Print the whole result as JSON."))
@click.option("--require", type=click.Choice(RUNGS), help=N_("Exit with 3 if the verdict is below this rung."))
@date_option
@language_option
def score(folder: Path, as_json: bool, require: str | None, date: datetime.date | None) -> None:
    """Show the verdict in the terminal."""
    from audit.files.folder import open_folder
    from audit.report.site import result_json

    opened = open_folder(folder)
    result = _assess(opened, date)
    if as_json:
        click.echo(result_json(result), nl=False)
    else:
        _print_summary(_assess(opened, date, (_pack_language(opened),)), _pack_language(opened))
    if require is not None and not _reaches(opened, result, require):
        raise click.exceptions.Exit(BELOW_REQUIRED)


def _reaches(folder: AuditFolder, result: Result, require: str) -> bool:
    ranks = {words.id: rung.rank for rung in folder.pack.verdict.rungs for words in (rung.plan, rung.run) if words is not None}
    return result.verdict.rank is not None and result.verdict.rank >= ranks[require]


def _print_summary(result: Result, language: str) -> None:
    import shutil

    from audit.report.reader import Reader
    from audit.report.terminal import summary_lines

    shown = language if language in result.languages else result.languages[0]
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for line in summary_lines(result, Reader(shown, translator(shown)), shutil.get_terminal_size().columns, color):
        click.echo(line)


@cli.command(help=N_("Write the report site."))
@FOLDER
@click.option("--lang", "languages", type=click.Choice([*LANGUAGES, "all"]), help=N_("Language of the report. Default: as audit.yml says."))
@click.option("--out", type=click.Path(path_type=Path), help=N_("Folder of the site. Default: site/ in the audit folder."))
@click.option("--source", type=click.Path(path_type=Path), help=N_("Keep the Markdown project that the site is built from in this folder."))
@date_option
def build(folder: Path, languages: str | None, out: Path | None, source: Path | None, date: datetime.date | None) -> None:
    """Write the report site."""
    from audit.files.folder import open_folder

    first = _build(open_folder(folder), languages, date, out, source)
    click.echo(_translate()("The report is here: {path}").format(path=first))


def _build(folder: AuditFolder, languages: str | None, date: datetime.date | None, out: Path | None, source: Path | None) -> Path:
    from audit.files.folder import inside
    from audit.report.site import build_site

    chosen = {None: folder.settings.languages, "all": folder.pack.head.languages}.get(languages, (languages,) if languages else ())
    target = out if out is not None else inside(folder, folder.path / SITE)
    return build_site(_assess(folder, date, chosen), target, chosen, source)


@cli.command(help=N_("Show the report in the browser and build it again when answers change."))
@FOLDER
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=N_("Port on this machine."))
@date_option
@language_option
def serve(folder: Path, port: int, date: datetime.date | None) -> None:
    """Show the report while answers change."""
    from audit.files.folder import open_folder
    from audit.report.serve import serve_folder

    def build_into(out: Path) -> None:
        _build(open_folder(folder), None, date, out, None)

    def problem(error: AuditError) -> None:
        if isinstance(error, BadFiles):
            _print_problems(error, err=True)
        else:
            click.echo(_sentence(error), err=True)

    def said(message: Message) -> None:
        click.echo(message.translated(_translate()))

    open_folder(folder)
    serve_folder(folder, port, build_into, said, problem)


@cli.command(help=N_("Check an audit folder or a question pack: every problem, with its place."))
@click.argument("path", type=click.Path(path_type=Path))
@language_option
def check(path: Path) -> None:
    """Check an audit folder or a pack."""
    from audit.files.folder import SETTINGS, open_folder
    from audit.files.pack_reader import load_pack

    translate = _translate()
    try:
        if (path / "pack.yml").exists():
            pack = load_pack(path)
            summary = translate("{questions} questions, {inputs} inputs, no problem.").format(questions=len(pack.questions), inputs=len(pack.profile) + len(pack.numbers))
        elif (path / SETTINGS).exists():
            folder = open_folder(path)
            count = sum(len(folder.voices(name)) for name in folder.rounds())
            summary = translate("{rounds} rounds, {voices} answers files, no problem.").format(rounds=len(folder.rounds()), voices=count)
        elif not path.exists():
            raise Refused(say("{path} does not exist", path=str(path)), say("name an audit folder or the folder of a pack"))
        else:
            raise Refused(say("{path} is neither an audit folder nor a pack", path=str(path)), say("an audit folder holds audit.yml, a pack holds pack.yml"))
    except BadFiles as bad:
        _print_problems(bad, err=False)
        click.echo(translate("{count} problems.").format(count=len(bad.problems)) if len(bad.problems) != 1 else translate("1 problem."))
        raise click.exceptions.Exit(1) from None
    click.echo(f"{path}: {summary}")


@cli.command(help=N_("Build the report of an invented agency, to see what one looks like."))
@click.argument("out", required=False, type=click.Path(path_type=Path))
@click.option("--example", type=click.Choice(["haneul-district", "maple-library", "narae-city"]), help=N_("Which agency. Default: one in your language."))
@language_option
def demo(out: Path | None, example: str | None) -> None:
    """Build an example report."""
    from audit.files.folder import open_folder

    target = out or Path("listen-first-demo")
    name = example or DEMOS.get(_language(), DEMOS["en"])
    first = _build(open_folder(shipped("examples") / name), None, DEMO_DATE, target, None)
    click.echo(_translate()("The example report is here: {path}").format(path=first))
