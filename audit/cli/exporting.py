"""The command around paper and files: export. `build --single` writes through it too."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.common import (
    FOLDER,
    N_,
    TranslatedCommand,
    date_option,
    message_translator,
    print_missing_about,
    print_notices,
    round_option,
    translated,
)
from audit.cli.presenting import ask_password, edition_option, list_free_texts, report_language_option, say_colours
from audit.errors import Refused, say
from audit.report.exports import FORMATS, PAPERS, PARTS, format_of

if TYPE_CHECKING:
    from audit.files.folder import AuditFolder
    from audit.model.result.result import Edition
    from audit.report.document.blocks import Paper
    from audit.report.document.parts import Part

SHOWN_MOST = 20
"""How many characters a message lists."""


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Write the report or its plan as a file: PDF, Word, Hangul, screens for a projector, Excel, CSV, JSON or calendar."
    ),
)
@FOLDER
@click.option("--to", "kind", required=True, type=click.Choice(FORMATS), help=N_("What to write."))
@report_language_option(
    N_("Language of the file; all: one file for each. Default: the first in audit.yml; JSON has all of them.")
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=N_("The file to write. Default: named after the agency, in export/ in the audit folder."),
)
@edition_option
@click.option(
    "--part",
    type=click.Choice(PARTS),
    help=N_(
        "For PDF, Word and Hangul: memo, one sheet to decide on; report, without what only proves it; annex, all answers, sources and the method; plan, the plan alone; all, report and annex whole. Default: report; all with --template."
    ),
)
@click.option(
    "--paper", type=click.Choice(PAPERS), help=N_("For PDF, Word and Hangul: the size of the sheets. Default: a4.")
)
@click.option("--template", type=click.Path(path_type=Path), help=N_("A Word template of your own, with --to docx."))
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@round_option
@date_option
def export(
    folder: Path,
    kind: str,
    languages: str | None,
    out: Path | None,
    edition: Edition,
    template: Path | None,
    part: Part | None,
    paper: Paper | None,
    force: bool,
    round_name: str | None,
    date: datetime.date | None,
) -> None:
    """Write the report or its plan as a file."""
    from audit.files.folder import open_folder

    if (part or paper) and not format_of(kind).has_parts:
        raise click.UsageError(translated("--part and --paper go with --to pdf, --to docx and --to hwpx."))
    if template is not None and not format_of(kind).takes_template:
        raise click.UsageError(translated("--template goes with --to docx."))
    export_files(
        open_folder(folder),
        kind,
        languages,
        date,
        out,
        force=force,
        template=template,
        edition=edition,
        part=part,
        paper=paper or "a4",
        round_name=round_name,
    )


@dataclass(frozen=True)
class Wanted:
    """One file to write.

    Attributes:
        path: Where to.
        language: The language that it is written in.
        languages: The languages that its result has.
    """

    path: Path
    language: str
    languages: tuple[str, ...]


def export_files(
    folder: AuditFolder,
    kind: str,
    languages: str | None,
    date: datetime.date | None,
    out: Path | None,
    *,
    force: bool,
    template: Path | None = None,
    edition: Edition = "internal",
    locked: bool = False,
    part: Part | None = None,
    paper: Paper = "a4",
    round_name: str | None = None,
) -> None:
    """Write what was asked for, and say where it is.

    Args:
        folder: The audit folder.
        kind: The ending of the file.
        languages: A language, `all`, or None for the first that `audit.yml` names.
        date: The day of the audit; None for the day on which the round was finished, else today.
        out: Where to; None for the usual place.
        force: Whether files that are there may be replaced.
        template: For Word: a template of one's own.
        edition: Who will read it.
        locked: For the single page: whether to ask for a password, without which it stays shut.
        part: For paper: which part; None for the report, or for all of it where a template names the chapters itself.
        paper: For paper: the size of the sheets.
        round_name: The round; None for the newest.

    Raises:
        Refused: A file is there already, cannot be written, or something is not installed; or the edition has nothing
            for such a file.
    """
    from audit.audits import chosen_round, report_of
    from audit.files.rounds.finishing import finish_of
    from audit.files.rounds.notices import notices
    from audit.report.exports.format import Order
    from audit.report.exports.locked import EXTRA as PASSWORD
    from audit.report.exports.locked import locked_page
    from audit.report.exports.output import put, refuse_existing

    chosen = format_of(kind)
    if edition == "public" and chosen.not_public is not None:
        raise Refused(chosen.not_public, say("take another edition, or another format; nothing was written"))
    if edition == "public" and part in ("memo", "annex"):
        raise Refused(
            say("the edition for the public has no memo and no annex"),
            say("take another edition, or another part; nothing was written"),
        )
    folder = folder.snapshot()
    which: Part = part or ("all" if template else "report")
    name = chosen_round(folder, round_name)
    draft = "-draft" if chosen.marks_drafts and finish_of(folder, name).draft else ""
    mark = (
        (f"-{which}" if part and part != "report" else "")
        + ("" if edition == "internal" else f"-{edition}")
        + ("-locked" if locked else "")
        + draft
    )
    wanted = tuple(_wanted(folder, kind, languages, out, mark))
    # Before a password is asked, and before anything is laid out.
    for file in wanted:
        refuse_existing(file.path, force=force)
    for extra in (chosen.extra, PASSWORD if locked else None):
        if extra is not None:
            extra.load()
    print_notices(notices(folder, name))
    translate = message_translator()
    password = ask_password() if locked else ""
    for file in wanted:
        report = report_of(folder, edition, file.languages, date, round_name=name, dressed=chosen.dressed)
        result, presentation = report.result, report.presentation
        made = chosen.write(Order(result, file.language, presentation, template, which, paper))
        content = locked_page(made.content, password, file.language) if locked else made.content
        put(file.path, content, force=force)
        if file is wanted[0]:
            say_colours(presentation)
            if chosen.has_free_texts:
                list_free_texts(result, edition, presentation)
                if edition != "internal":
                    print_missing_about(folder)
        if made.unshown:
            say_unshown(made.unshown)
        click.echo(translate("The file is here: {path}").format(path=file.path))
    if chosen.has_parts and part is None and which == "report" and edition != "public":
        click.echo(
            translate(
                "All answers, the sources and the method are a file of their own: add --part annex, or --part all."
            )
        )


def _wanted(folder: AuditFolder, kind: str, languages: str | None, out: Path | None, mark: str) -> Iterator[Wanted]:
    from audit.files.file_names import EXPORT
    from audit.files.folder import inside
    from audit.files.packs.languages import all_languages, require_language
    from audit.model.answers import own_words_in
    from audit.report.exports.output import file_name

    own = folder.settings.languages
    chosen = (
        all_languages(folder.pack, folder.settings.languages)
        if languages == "all"
        else (languages,)
        if languages
        else own[:1]
    )
    for language in chosen:
        require_language(folder.pack, language)

    def named(language: str) -> Path:
        name = file_name(own_words_in(folder.settings.agency.names, language))
        return (
            out if out is not None else folder.path / EXPORT / f"{name}{mark}{format_of(kind).file_end or f'.{kind}'}"
        )

    if kind == "json" and languages in (None, "all"):
        base = named(own[0])
        yield Wanted(base if out is not None else inside(folder, base), own[0], chosen if languages else own)
        return
    for language in chosen:
        # Only a further language is named in the name of its file; one that was asked for alone has the name that was given.
        plain = language == own[0] or (out is not None and len(chosen) == 1)
        base = named(language)
        path = base if plain else base.with_name(f"{base.stem}-{language}{base.suffix}")
        yield Wanted(path if out is not None else inside(folder, path), language, (language,))


def say_unshown(characters: str) -> None:
    """Say which characters no typeface of this machine has."""
    from audit.report.document.typst import has_hangul

    translate = message_translator()
    if has_hangul(characters):
        click.echo(
            translate(
                "This machine has no Korean typeface, so Korean letters are empty boxes in the PDF. Install one (on Debian and Ubuntu: apt-get install fonts-noto-cjk) and export again."
            ),
            err=True,
        )
    else:
        click.echo(
            translate(
                "No typeface of this machine has these characters; they are empty boxes in the PDF: {characters}"
            ).format(characters=" ".join(characters[:SHOWN_MOST])),
            err=True,
        )
