"""Commands that move an audit folder: pack, unpack."""

from __future__ import annotations

from pathlib import Path

import click

from audit.cli.common import FOLDER, N_, TranslatedCommand, language_option, message_translator

LISTED = 10


@click.command(cls=TranslatedCommand, help=N_("Put an audit folder into one zip, without what is built."))
@FOLDER
@click.option(
    "--out", type=click.Path(path_type=Path), help=N_("The zip to write. Default: named after the folder, here.")
)
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@language_option
def pack(folder: Path, out: Path | None, force: bool) -> None:
    """Put an audit folder into one zip."""
    from audit.files.archive import pack_up
    from audit.files.folder import open_folder
    from audit.report.exports.output import put, refuse_existing

    opened = open_folder(folder)
    target = out if out is not None else Path(f"{folder.resolve().name}.zip")
    refuse_existing(target, force=force)
    packed = pack_up(opened)
    put(target, packed.content, force=force)
    translate = message_translator()
    click.echo(translate("The zip is here: {path} ({count} files)").format(path=target, count=len(packed.files)))
    _say_left_out(translate("Left out, as no part of an audit: {files}"), packed.left_out)


@click.command(cls=TranslatedCommand, help=N_("Take an audit folder out of a zip, after checking everything in it."))
@click.argument("zip_file", metavar="ZIP", type=click.Path(path_type=Path))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--templates", is_flag=True, help=N_("Take the consultant's templates too. Only from somebody whom you trust.")
)
@language_option
def unpack(zip_file: Path, folder: Path | None, templates: bool) -> None:
    """Take an audit folder out of a zip."""
    from audit.files.archive import unpack as take_out

    done = take_out(zip_file, folder if folder is not None else Path(zip_file.stem), templates=templates)
    translate = message_translator()
    click.echo(translate("The audit folder is here: {path} ({count} files)").format(path=done.folder, count=done.files))
    _say_left_out(translate("Left out, as no part of an audit or as templates: {files}"), done.left_out)


def _say_left_out(text: str, files: tuple[str, ...]) -> None:
    from audit.wording.terminal_text import one_line

    if files:
        shown = ", ".join(one_line(name) for name in files[:LISTED])
        click.echo(text.format(files=shown + (" …" if len(files) > LISTED else "")), err=True)
