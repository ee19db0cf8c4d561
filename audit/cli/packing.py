"""Commands that move an audit folder or let it go: pack, unpack, erase."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.common import (
    FOLDER,
    N_,
    TranslatedCommand,
    agreed,
    language_option,
    message_language,
    message_translator,
    pack_language,
    translated,
)
from audit.cli.presenting import ask_password, ask_to_open
from audit.errors import Refused, say

if TYPE_CHECKING:
    from audit.files.erasing import Erasure

LISTED = 10


@click.command(cls=TranslatedCommand, help=N_("Put an audit folder into one zip, without what is built."))
@FOLDER
@click.option(
    "--out", type=click.Path(path_type=Path), help=N_("The zip to write. Default: named after the folder, here.")
)
@click.option(
    "--password",
    "locked",
    is_flag=True,
    help=N_(
        "Ask for a password, without which the file stays shut: a page that any browser opens, with the zip in it."
    ),
)
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@language_option
def pack(folder: Path, out: Path | None, locked: bool, force: bool) -> None:
    """Put an audit folder into one zip."""
    from audit.files.archive import pack_up
    from audit.files.folder import open_folder
    from audit.report.exports.locked import EXTRA, locked_zip
    from audit.report.exports.output import put, refuse_existing

    opened = open_folder(folder)
    name = folder.resolve().name
    target = out if out is not None else Path(f"{name}-locked.html" if locked else f"{name}.zip")
    refuse_existing(target, force=force)
    if locked:
        EXTRA.load()
    packed = pack_up(opened)
    content = packed.content
    if locked:
        content = locked_zip(content, f"{name}.zip", ask_password(), message_language())
    put(target, content, force=force)
    translate = message_translator()
    text = (
        translate(
            "The locked file is here: {path} ({count} files). Tell the password by another way, such as by telephone."
        )
        if locked
        else translate("The zip is here: {path} ({count} files)")
    )
    click.echo(text.format(path=target, count=len(packed.files)))
    _say_left_out(translate("Left out, as no part of an audit: {files}"), packed.left_out)
    _say_left_out(
        translate("Its questions lie beside it and are not in the zip; send this folder along: {files}"), packed.beside
    )


@click.command(
    cls=TranslatedCommand,
    help=N_("Take an audit folder out of a zip, or out of a locked file, after checking everything in it."),
)
@click.argument("zip_file", metavar="ZIP", type=click.Path(path_type=Path))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--templates", is_flag=True, help=N_("Take the consultant's templates too. Only from somebody whom you trust.")
)
@language_option
def unpack(zip_file: Path, folder: Path | None, templates: bool) -> None:
    """Take an audit folder out of a zip."""
    from audit.files.archive import unpack as take_out

    target = folder if folder is not None else Path(zip_file.stem.removesuffix("-locked"))
    done = take_out(zip_file, target, templates=templates, ask_password=ask_to_open)
    translate = message_translator()
    click.echo(translate("The audit folder is here: {path} ({count} files)").format(path=done.folder, count=done.files))
    _say_left_out(translate("Left out, as no part of an audit or as templates: {files}"), done.left_out)


def _say_left_out(text: str, files: tuple[str, ...]) -> None:
    if files:
        click.echo(text.format(files=_few(files)), err=True)


def _few(names: tuple[str, ...]) -> str:
    from audit.wording.terminal_text import one_line

    return ", ".join(one_line(name) for name in names[:LISTED]) + (" …" if len(names) > LISTED else "")


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Erase what somebody answered, or the whole audit, with all that was made of it; shows first what would go, and writes a receipt."
    ),
)
@FOLDER
@click.option(
    "--respondent", metavar="WHO", help=N_("Whose answers, in every round: the name of the file, such as it-kim.")
)
@click.option("--all", "everything", is_flag=True, help=N_("The whole audit."))
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.option(
    "--receipt",
    "out",
    type=click.Path(path_type=Path),
    help=N_("The receipt to write. Default: named after the folder, here."),
)
@language_option
def erase(folder: Path, respondent: str | None, everything: bool, yes: bool, out: Path | None) -> None:
    """Erase what somebody answered, or the whole audit."""
    from audit.files.erasing import erase as erase_files
    from audit.files.erasing import erasure_of, erasure_of_all, not_here
    from audit.files.folder import open_folder
    from audit.report.exports.output import put
    from audit.report.terminal.erasing import receipt
    from audit.today import today

    if everything == (respondent is not None):
        raise click.UsageError(translated("Say what to erase: --respondent WHO, or --all."))
    opened = open_folder(folder)
    target = _receipt_place(out, f"{folder.resolve().name}-erased-{today().isoformat()}")
    found = erasure_of_all(opened) if everything else erasure_of(opened, respondent or "")
    _show(found)
    translate = message_translator()
    if not agreed(N_("Erase this? It cannot be taken back."), not_here(folder), yes=yes):
        return
    titles = {role.id: role.title[pack_language(opened)] for role in opened.pack.head.roles}
    written = receipt(found, opened.settings.id, titles.get(found.role, ""), today(), translate)
    erase_files(found)
    put(target, written.encode(), force=False)
    click.echo(
        translate("Erased: {count} files. The receipt is here: {path}").format(count=len(found.files), path=target)
    )


def _receipt_place(out: Path | None, name: str) -> Path:
    """Return where a receipt goes: none is ever written over.

    Raises:
        Refused: The file that was named is there already.
    """
    if out is not None and out.exists():
        raise Refused(
            say("{path} is there already, and a receipt is never written over", path=str(out)),
            say("name another file with --receipt; nothing was erased"),
        )
    if out is not None:
        return out
    further = (Path(f"{name}-{number}.txt") for number in itertools.count(2))
    return next(place for place in itertools.chain([Path(f"{name}.txt")], further) if not place.exists())


def _show(found: Erasure) -> None:
    from audit.wording.terminal_text import one_line

    translate = message_translator()
    click.echo(translate("This would be erased:"))
    for file in found.files[:LISTED]:
        click.echo(f"  {one_line(file.name)}")
    if len(found.files) > LISTED:
        click.echo("  " + translate("and {count} more files").format(count=len(found.files) - LISTED))
    if found.stays:
        click.echo(translate("This stays, as no part of an audit: {files}").format(files=_few(found.stays)))
    if found.named_in:
        click.echo(
            translate("The name still stands here; look whether it should: {places}").format(
                places=_few(found.named_in)
            )
        )
