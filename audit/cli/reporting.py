"""Commands around the report: score, build, serve, check, demo."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.common import (
    FOLDER,
    N_,
    FolderPath,
    TranslatedCommand,
    date_option,
    language_option,
    message_language,
    message_translator,
    pack_language,
    print_missing_about,
    print_notices,
    print_problems,
    problem_line,
    round_option,
    sentence,
    translated,
)
from audit.cli.presenting import edition_option, list_free_texts, report_language_option, say_colours
from audit.cli.streams import print_data
from audit.command_line import command_line
from audit.errors import AuditError, BadFiles, Message, Refused, say
from audit.files.shipped import shipped
from audit.installation import SOURCE_LANGUAGE
from audit.language import translator

if TYPE_CHECKING:
    from audit.files.folder import AuditFolder
    from audit.model.result.result import Edition, Result
    from audit.wording.locale import Locale

BELOW_REQUIRED = 3
ENGINE_NAMES = ("mkdocs", "properdocs", "zensical")
"""What builds the site, as `audit.report.site.engines` knows it; the first comes with the package."""
SITES: Mapping[str, str] = {"internal": "site", "client": "site-client", "public": "site-public"}
"""Each edition has its own folder, so that none is taken for another."""
RUNGS = ("do-not-launch", "stop-in-order", "listen-only", "hold", "pilot", "launch", "sustain")


@click.command(cls=TranslatedCommand, help=N_("Show the verdict."))
@FOLDER
@click.option("--json", "as_json", is_flag=True, help=N_("Print the whole result as JSON."))
@click.option("--all", "everything", is_flag=True, help=N_("Show all reasons, all figures and the first steps too."))
@click.option("--require", type=click.Choice(RUNGS), help=N_("Exit with 3 if the verdict is below this rung."))
@round_option
@date_option
@language_option
def score(
    folder: Path,
    as_json: bool,
    everything: bool,
    require: str | None,
    round_name: str | None,
    date: datetime.date | None,
) -> None:
    """Show the verdict in the terminal."""
    from audit.audits import assess_round, chosen_round, reaches
    from audit.files.folder import open_folder
    from audit.files.rounds.notices import notices
    from audit.report.result_json import result_json

    opened = open_folder(folder).snapshot()
    name = chosen_round(opened, round_name)
    print_notices(notices(opened, name))
    # The rung is the same in every language, so one assessment serves the page and `--require`.
    result = (
        assess_round(opened, date, round_name=name)
        if as_json
        else assess_round(opened, date, (pack_language(opened),), round_name=name, before=None)
    )
    if as_json:
        print_data(result_json(result))
    else:
        print_summary(result, pack_language(opened), folder, everything=everything)
    if require is not None and not reaches(opened, result, require):
        raise click.exceptions.Exit(BELOW_REQUIRED)


def print_summary(
    result: Result, language: str, folder: Path, *, everything: bool = False, first: bool = False, below: int = 1
) -> Callable[[int], Sequence[str]]:
    """Print the verdict as a terminal shows it.

    Args:
        result: The assessed audit.
        language: The reader's language.
        folder: The audit folder, for the commands that can be typed next.
        everything: Whether all reasons and figures are shown too.
        first: Whether it is a first verdict, shown with its week and without what to type next.
        below: Lines that something else will take of the screen.

    Returns:
        What gives the same lines for a terminal of another width.
    """
    import shutil

    from audit.report.terminal.summary import BLOCKS, PLAIN, Commands, Reader, all_lines, first_lines, short_lines
    from audit.wording.locale import Locale

    shown = language if language in result.languages else result.languages[0]
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    commands = Commands(
        everything=command_line(["listenfirst", "score", str(folder), "--all"]),
        build=command_line(["listenfirst", "build", str(folder)]),
    )
    lines = first_lines if first else all_lines if everything else short_lines
    locale, screen = Locale(shown, translator(shown)), shutil.get_terminal_size()
    marks = BLOCKS if sys.stdout.isatty() and _draws_blocks(locale, sys.stdout.encoding) else PLAIN

    def at(width: int) -> Sequence[str]:
        return list(lines(result, Reader(locale, width, color, commands, screen.lines - below, marks)))

    for line in at(screen.columns):
        click.echo(line)
    return at


def _draws_blocks(locale: Locale, encoding: str) -> bool:
    """Return whether a terminal has blocks that are one cell wide: not where the letters of its language are two."""
    return not locale.data.syllabic and encoding.lower().replace("-", "") == "utf8"


@click.command(cls=TranslatedCommand, help=N_("Write the report site."))
@FOLDER
@report_language_option(N_("Language of the report. Default: as audit.yml says."))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=N_("Folder of the site. Default: site/ in the audit folder, site-client/ or site-public/ for that edition."),
)
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    help=N_("Keep the Markdown project that the site is built from in this folder."),
)
@click.option(
    "--single",
    is_flag=True,
    help=N_("Write the whole report as one HTML file instead, to send, keep or print. --out is then that file."),
)
@click.option("--force", is_flag=True, help=N_("With --single: write over a file that is there."))
@edition_option
@click.option(
    "--engine",
    type=click.Choice(ENGINE_NAMES),
    default=ENGINE_NAMES[0],
    show_default=True,
    help=N_("What builds the site. The others are installed apart."),
)
@click.option(
    "--password",
    "locked",
    is_flag=True,
    help=N_("With --single: ask for a password, without which the file stays shut."),
)
@click.option(
    "--short",
    is_flag=True,
    help=N_("Only the summary, the clock, what to do, how this was decided, and the answers."),
)
@round_option
@date_option
def build(
    folder: Path,
    languages: str | None,
    out: Path | None,
    source: Path | None,
    single: bool,
    force: bool,
    edition: Edition,
    engine: str,
    locked: bool,
    short: bool,
    round_name: str | None,
    date: datetime.date | None,
) -> None:
    """Write the report site."""
    from audit.files.folder import open_folder

    if locked and not single:
        raise click.UsageError(translated("--password goes with --single."))
    if short and single:
        raise click.UsageError(translated("--short does not go with --single."))
    if single:
        from audit.cli.exporting import export_files
        from audit.report.exports import SINGLE

        if source is not None:
            raise click.UsageError(translated("--source does not go with --single."))
        if engine != ENGINE_NAMES[0]:
            raise click.UsageError(translated("--engine does not go with --single."))
        export_files(
            open_folder(folder),
            SINGLE,
            languages,
            date,
            out,
            force=force,
            edition=edition,
            locked=locked,
            round_name=round_name,
        )
        return
    first = build_report(open_folder(folder), languages, date, out, source, edition, round_name, engine, short=short)
    click.echo(translated("The report is here: {path}").format(path=first))


def build_report(
    folder: AuditFolder,
    languages: str | None,
    date: datetime.date | None,
    out: Path | None,
    source: Path | None,
    edition: Edition = "internal",
    round_name: str | None = None,
    engine_name: str = ENGINE_NAMES[0],
    *,
    short: bool = False,
) -> Path:
    """Assess a folder, build its report and return the first page; a short one has only the pages of a first verdict."""
    from audit.audits import chosen_round, report_of
    from audit.files.folder import inside
    from audit.files.packs.languages import all_languages, require_language
    from audit.files.rounds.notices import notices
    from audit.report.site.build import build_site
    from audit.report.site.engines import require_engine

    folder = folder.snapshot()
    engine = require_engine(engine_name)
    chosen = {None: folder.settings.languages, "all": all_languages(folder.pack, folder.settings.languages)}.get(
        languages, (languages,) if languages else ()
    )
    for language in chosen:
        require_language(folder.pack, language)
    target = out if out is not None else inside(folder, folder.path / SITES[edition])
    name = chosen_round(folder, round_name)
    print_notices(notices(folder, name))
    report = report_of(folder, edition, chosen, date, round_name=name)
    say_colours(report.presentation)
    result = report.result.model_copy(update={"short": short})
    first = build_site(result, target, chosen, source, report.presentation, engine)
    if engine.lacks is not None:
        click.echo(engine.lacks.translated(message_translator()), err=True)
    list_free_texts(result, edition, report.presentation)
    if edition != "internal":
        print_missing_about(folder)
    return first


@click.command(cls=TranslatedCommand, help=N_("Show the report in the browser and build it again when answers change."))
@FOLDER
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=N_("Port on this machine.")
)
@date_option
@language_option
def serve(folder: Path, port: int, date: datetime.date | None) -> None:
    """Show the report while answers change."""
    from audit.files.folder import open_folder
    from audit.report.site.serve import serve_folder

    def build_into(out: Path) -> None:
        build_report(open_folder(folder), None, date, out, None)

    def problem(error: AuditError) -> None:
        if isinstance(error, BadFiles):
            print_problems(error, err=True)
        else:
            click.echo(sentence(error), err=True)

    def said(message: Message) -> None:
        click.echo(message.translated(message_translator()))

    packs = open_folder(folder).own_packs
    serve_folder(folder, port, build_into, said, problem, packs)


@click.command(
    cls=TranslatedCommand, help=N_("Check an audit folder or a question pack: every problem, with its place.")
)
@click.argument("path", type=FolderPath(), is_eager=True)
@language_option
def check(path: Path) -> None:
    """Check an audit folder or a pack."""
    from audit.audits import check_folder
    from audit.files.folder import SETTINGS, open_folder
    from audit.files.packs.reader import load_pack
    from audit.model.about import About

    translate = message_translator()
    try:
        if (path / "pack.yml").exists():
            pack = load_pack(path)
            summary = translate("{questions} questions, {inputs} inputs, no problem.").format(
                questions=len(pack.questions), inputs=len(pack.profile) + len(pack.numbers)
            )
        elif (path / SETTINGS).exists():
            folder = open_folder(path).snapshot()
            found = check_folder(folder)
            for notice in found.notices:
                click.echo(problem_line(notice))
            if folder.settings.brand.consultant or folder.settings.about != About():
                print_missing_about(folder)
            text = (
                translate(
                    "Rounds: {rounds}. Answers files: {voices}. No problem. To look at, as named above: {notices}."
                )
                if found.notices
                else translate("Rounds: {rounds}. Answers files: {voices}. No problem.")
            )
            summary = text.format(rounds=found.rounds, voices=found.voices, notices=len(found.notices))
        elif not path.exists():
            raise Refused(
                say("{path} does not exist", path=str(path)), say("name an audit folder or the folder of a pack")
            )
        else:
            raise Refused(
                say("{path} is neither an audit folder nor a pack", path=str(path)),
                say("an audit folder holds audit.yml, a pack holds pack.yml"),
            )
    except BadFiles as bad:
        print_problems(bad, err=False)
        click.echo(
            translate("{count} problems.").format(count=len(bad.problems))
            if len(bad.problems) != 1
            else translate("1 problem.")
        )
        raise click.exceptions.Exit(1) from None
    click.echo(f"{path}: {summary}")


def example_names() -> list[str]:
    """Return the names of the examples that ship."""
    return sorted(path.parent.name for path in shipped("examples").glob("*/audit.yml"))


def _example_in(language: str) -> str:
    """Return the first example whose report is in a language before any other; of none the source language's."""
    from audit.files.folder import languages_of

    first = {name: languages_of(shipped("examples") / name)[:1] for name in example_names()}
    own = [name for wanted in (language, SOURCE_LANGUAGE) for name, languages in first.items() if wanted in languages]
    return own[0]


@click.command(cls=TranslatedCommand, help=N_("Build the report of an invented agency, to see what one looks like."))
@click.argument("out", required=False, type=click.Path(path_type=Path))
@click.option(
    "--example",
    type=click.Choice(example_names()),
    help=N_("Which agency. Default: one in your language."),
)
@language_option
def demo(out: Path | None, example: str | None) -> None:
    """Build an example report."""
    from audit.files.folder import open_folder

    target = out or Path("listen-first-demo")
    name = example or _example_in(message_language())
    first = build_report(open_folder(shipped("examples") / name), None, None, target, None)
    click.echo(translated("The example report is here: {path}").format(path=first))
