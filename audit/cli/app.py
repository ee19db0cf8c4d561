"""The command that writes the whole audit as one HTML file: app."""

from __future__ import annotations

from pathlib import Path

import click

from audit.cli.common import (
    N_,
    FolderPath,
    TranslatedCommand,
    message_language,
    message_translator,
    sent_language,
    sent_language_option,
)

FILE = "listen-first.html"


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Write the whole audit as one HTML file: opened in a browser, without a network and without Python, it asks, decides and writes the report. With a folder: prepared for its agency, with its brand, people and round."
    ),
)
@click.argument("folder", required=False, type=FolderPath())
@click.option("--with-answers", is_flag=True, help=N_("Put in the answers given so far too. Default: none of them."))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=N_("The file to write. Default: listen-first.html, here."),
)
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@sent_language_option
def app(folder: Path | None, with_answers: bool, out: Path | None, force: bool) -> None:
    """Write the app."""
    from audit.app.file import app_page, read_about
    from audit.app.prepared import app_of
    from audit.files.folder import identified, open_folder
    from audit.report.exports.output import put, refuse_existing

    target = out if out is not None else Path(FILE)
    refuse_existing(target, force=force)
    read_about()
    opened = None if folder is None else identified(open_folder(folder))
    language = message_language() if opened is None else sent_language(opened)
    put(target, app_page(app_of(opened, language, with_answers=with_answers)), force=force)
    translate = message_translator()
    click.echo(translate("The app is here: {path}").format(path=target))
    click.echo(translate("A double click opens it. What is answered in it stays on the machine of whoever answers."))
