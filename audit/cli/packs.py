"""Commands for packs of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from audit.cli.common import N_, TranslatedCommand, language_option, message_translator
from audit.command_line import quoted


@click.command(
    "pack-new",
    cls=TranslatedCommand,
    help=N_("Begin a pack of your own: laid over another one, with one question of yours as an example."),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--extends",
    "extends",
    metavar="PACK",
    default="listen-first",
    help=N_("The pack below: one that ships, or a folder as seen from DIR, such as ../ours. Default: listen-first."),
)
@language_option
def pack_new(folder: Path, extends: str) -> None:
    """Begin a pack of one's own."""
    from audit.files.packs.new import create_overlay
    from audit.today import today

    made = create_overlay(folder, extends, today())
    translate = message_translator()
    click.echo(
        translate("The pack is here: {path} ({files}). Check it with: listenfirst check {path}").format(
            path=quoted(folder), files=", ".join(made)
        )
    )
    click.echo(
        translate(
            "To use it, name its folder in audit.yml as seen from there: pack: ../{name} beside the audit folder, pack: packs/{name} inside of it."
        ).format(name=folder.resolve().name)
    )
