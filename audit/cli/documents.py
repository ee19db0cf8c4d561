"""The command around the papers that start the work: documents."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from audit.cli.common import (
    FOLDER,
    N_,
    TranslatedCommand,
    date_option,
    message_translator,
    print_notices,
    round_option,
)
from audit.cli.presenting import report_language_option
from audit.errors import Refused, say


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Write the papers that start the work, filled from the answers: escalation page, holding statements, night authority, rota, house rules and more. What no answer fills is a marked blank."
    ),
)
@FOLDER
@click.option(
    "--to",
    "kinds",
    type=click.Choice(["docx", "hwpx", "md"]),
    multiple=True,
    help=N_("What to write. May be given more than once. Default: docx."),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=N_("The folder to write into. Default: export/papers/ in the audit folder."),
)
@click.option(
    "--only",
    "wanted",
    metavar="PAPER",
    multiple=True,
    help=N_("Only this paper, such as escalation. May be given more than once."),
)
@click.option("--list", "listing", is_flag=True, help=N_("Only list the papers, and what is missing to fill them."))
@report_language_option(N_("Language of the papers; all: one file for each. Default: all languages of audit.yml."))
@click.option("--force", is_flag=True, help=N_("Write over files that are there."))
@round_option
@date_option
def documents(
    folder: Path,
    kinds: tuple[str, ...],
    out: Path | None,
    wanted: tuple[str, ...],
    listing: bool,
    languages: str | None,
    force: bool,
    round_name: str | None,
    date: datetime.date | None,
) -> None:
    """Write the papers that start the work."""
    from audit.audits import chosen_round
    from audit.files.file_names import EXPORT
    from audit.files.folder import inside, open_folder
    from audit.files.rounds.notices import notices
    from audit.papers import list_papers, write_papers
    from audit.report.exports.output import put, refuse_existing

    opened = open_folder(folder)
    known = [paper.id for paper in opened.pack.papers]
    for paper in wanted:
        if paper not in known:
            raise Refused(
                say("no paper is called {id}", id=paper[:40]), say("the papers are: {papers}", papers=", ".join(known))
            )
    name = chosen_round(opened, round_name)
    print_notices(notices(opened, name))
    own = opened.settings.languages
    tags = (languages,) if languages and languages != "all" else own
    if listing:
        for line in list_papers(opened, wanted, tags[0], date, name):
            click.echo(line)
        return
    place = out if out is not None else inside(opened, opened.path / EXPORT / "papers")
    written = write_papers(opened, wanted, tags, kinds or ("docx",), date, name)
    for file in written:
        refuse_existing(place / file.name, force=force)
    for file in written:
        put(place / file.name, file.content, force=force)
    translate = message_translator()
    click.echo(translate("The papers are here: {path} ({count} files)").format(path=place, count=len(written)))
    click.echo(translate("〔 〕 marks what no answer fills; at its end each paper says which answers would fill it."))
