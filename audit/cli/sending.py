"""The command around asking others: send."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.common import (
    FOLDER,
    N_,
    DateType,
    TranslatedCommand,
    message_translator,
    sent_language,
    sent_language_option,
    translated,
)
from audit.command_line import quoted
from audit.errors import Refused, say
from audit.today import today

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audit.files.folder import AuditFolder
    from audit.model.sending import Sent


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Make ready what everybody is sent who answers: for every role its form, an e-mail with it, and a list of who was sent what. Nothing is sent from here."
    ),
)
@FOLDER
@click.option(
    "--by",
    metavar="YYYY-MM-DD",
    type=DateType(),
    help=N_(
        "The day by which answers are asked back. With --remind: a new day. Default then: the day that was named before."
    ),
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help=N_("The folder to write into."))
@click.option("--as", "role", metavar="ROLE", help=N_("Only for this role."))
@click.option("--remind", is_flag=True, help=N_("Only for those who are late: a reminder, with the form again."))
@click.option("--force", is_flag=True, help=N_("Write over files that are there."))
@sent_language_option
def send(folder: Path, by: datetime.date | None, out: Path, role: str | None, remind: bool, force: bool) -> None:
    """Make ready what everybody is sent who answers."""
    from audit.files.folder import identified, open_folder
    from audit.files.respondents import known_role
    from audit.files.rounds.names import new_round_name
    from audit.files.rounds.sending import read_sent, write_sent
    from audit.interview.sending import LIST, Mailing, list_of, outgoing
    from audit.model.sending import Sent
    from audit.report.exports.output import put, refuse_existing

    if by is None and not remind:
        raise click.UsageError(translated("Name the day by which answers are asked back: --by 2026-12-05."))
    opened = identified(open_folder(folder))
    if role is not None:
        known_role(opened.pack, role)
    round_name = opened.latest_round() or new_round_name(today())
    before = read_sent(opened, round_name)
    roles = _late(opened, round_name, before) if remind else None
    if role is not None:
        roles = [role] if roles is None or role in roles else []
    if roles == []:
        click.echo(message_translator()("Nobody is late; nothing was written."))
        return
    day = by or max(before[one].by for one in roles or before)
    if by is not None and by < today():
        raise Refused(
            say("{day} is over", day=by.isoformat()), say("name a day that is still to come; nothing was written")
        )
    mailing = Mailing(opened, round_name, day, sent_language(opened), is_reminder=remind)
    made = tuple(outgoing(mailing, roles))
    files = {name: content for one in made for name, content in ((one.form_name, one.form), (one.mail_name, one.mail))}
    files[LIST] = list_of(mailing, made, today()).encode()
    for name in files:
        refuse_existing(out / name, force=force)
    for name, content in files.items():
        put(out / name, content, force=force)
    if not remind or by is not None:
        write_sent(opened, round_name, {one.role: Sent(date=today(), by=day) for one in made})
    translate = message_translator()
    click.echo(
        translate("Ready to be looked at and sent: {count} e-mails with their forms, in {path}").format(
            count=len(made), path=out
        )
    )
    without = [one.title for one in made if one.without_address]
    if without:
        click.echo(
            translate("Without an address, as audit.yml names none under people: {roles}").format(
                roles=", ".join(without)
            )
        )
    click.echo(translate("Who has answered, and who is late: listenfirst status {path}").format(path=quoted(folder)))


def _late(folder: AuditFolder, round_name: str, sent: Mapping[str, Sent]) -> list[str]:
    from audit.assess.rounds.status import sent_status

    if not sent:
        raise Refused(
            say("nobody was sent a form in the round {name}", name=round_name),
            say("send them first: listenfirst send {path} --by DAY --out FOLDER", path=quoted(folder.path)),
        )
    standing = sent_status(folder.pack, folder.settings, folder.voices(round_name), sent, today())
    return [one.role for one in standing if one.late]
