"""The register of accounts: list, add, import, export."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli.common import (
    FOLDER,
    N_,
    TranslatedCommand,
    TranslatedGroup,
    agreed,
    is_interactive,
    language_option,
    message_language,
    message_translator,
    near,
    not_taken_in,
    pack_language,
    print_notices,
    sent_language,
    sent_language_option,
    translated,
)
from audit.cli.streams import print_data
from audit.command_line import quoted
from audit.language import translator
from audit.today import today
from audit.wording.terminal_text import one_line

if TYPE_CHECKING:
    from audit.files.accounts.importing import Difference, RegisterImport
    from audit.files.folder import AuditFolder
    from audit.wording.locale import Locale

LISTED = 40
"""So many accounts a list shows; `--all` shows every one."""
SHOWN_CHANGES = 60
"""So many lines of a table are shown one by one before it is taken in; the others are counted."""


@click.group(
    "accounts",
    cls=TranslatedGroup,
    help=N_(
        "The register of accounts: what there is, who answers for it, who can publish, what becomes of it. It suggests answers and changes none."
    ),
)
@FOLDER
@language_option
@click.pass_context
def accounts(context: click.Context, folder: Path) -> None:
    """Work on the register of accounts of an audit folder."""
    context.obj = folder


def _locale() -> Locale:
    from audit.wording.locale import Locale

    language = message_language()
    return Locale(language, translator(language))


@accounts.command(
    "list", cls=TranslatedCommand, help=N_("Show what the register shows and suggests, and every account.")
)
@click.option("--all", "everything", is_flag=True, help=N_("Show every account, however many there are."))
@click.option("--find", metavar="TEXT", default="", help=N_("Only accounts that hold this text."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print it as JSON."))
@language_option
@click.pass_obj
def list_accounts(folder: Path, everything: bool, find: str, as_json: bool) -> None:
    """Show the register."""
    from audit.files.folder import open_folder
    from audit.registers import read_register, registered
    from audit.report.terminal.accounts import account_lines
    from audit.report.terminal.rounds import Lines

    opened = open_folder(folder)
    has_one = read_register(opened) is not None
    result = registered(opened, today())
    if as_json:
        print_data(json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n")
        return
    if not has_one:
        click.echo(translated("There is no register of accounts yet. Begin one with:"))
        click.echo(f"    listenfirst accounts {quoted(folder)} add")
        return
    titles = {identity: item.title[pack_language(opened)] for identity, item in opened.pack.by_id.items()}
    lines = Lines(_locale(), shutil.get_terminal_size().columns)
    for line in account_lines(result, titles, lines, find=find, most=None if everything else LISTED):
        click.echo(line)


_FIELDS: tuple[tuple[str, str], ...] = (
    ("platform", N_("The platform, such as YouTube.")),
    ("name", N_("What the account is called there.")),
    ("address", N_("Its web address.")),
    ("purpose", N_("What it is for.")),
    ("owner", N_("Who answers for it.")),
    ("deputy", N_("Who stands in.")),
    ("publishers", N_("Who can publish, separated by commas; none where nobody of your own can.")),
    ("contractor", N_("Who outside can publish; none where nobody can.")),
    ("two-step", N_("Two-step sign-in: yes, no or unknown.")),
    ("agency-mail", N_("Whether it hangs on an agency mailbox and telephone: yes, no or unknown.")),
    ("archive", N_("Whether posts are archived: yes, no or unknown.")),
    ("last-post", N_("The day of the last post.")),
    ("last-answer", N_("The last day on which somebody was answered.")),
    ("followers", N_("How many follow it.")),
    ("decision", N_("What becomes of it: keep, merge, close or open.")),
    ("because", N_("Why it was decided so.")),
)


def _field_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for name, text in reversed(_FIELDS):
        function = click.option(f"--{name}", name.replace("-", "_"), default="", metavar="TEXT", help=text)(function)
    return function


@accounts.command(
    "add",
    cls=TranslatedCommand,
    help=N_("Put one account into the register. Without options it asks; what is not known is written as: unknown."),
)
@_field_options
@language_option
@click.pass_obj
def add(folder: Path, /, **given: str) -> None:
    """Put one account into the register."""
    from audit.files.folder import open_folder
    from audit.registers import read_register

    opened = open_folder(folder)
    read_register(opened)
    cells = {name: text for name, text in given.items() if text.strip()}
    if cells:
        _add(opened, cells)
        return
    if not is_interactive():
        raise click.UsageError(translated("Name the account with --platform and --name."))
    from audit.interview.account_prompts import ask_account

    while True:
        asked = ask_account(_locale(), today())
        if not asked.cells:
            click.echo(translated("Nothing was changed."))
            return
        _add(opened, asked.cells)
        if asked.left or not click.confirm(translated("Add another account?")):
            return


def _add(opened: AuditFolder, cells: Mapping[str, str]) -> None:
    from audit.files.accounts.table import read_line
    from audit.registers import REGISTER, Account, add_account

    account = read_line(opened.path / REGISTER, cells, today())
    assert isinstance(account, Account)
    identity = add_account(opened, account)
    click.echo(
        one_line(
            translated("In the register as {id}: {platform}, {name}").format(
                id=identity, platform=account.platform, name=account.name
            )
        )
    )


@accounts.command(
    "import",
    cls=TranslatedCommand,
    help=N_(
        "Take in a table of accounts (CSV, with commas, semicolons or tabs); shows first what would change. --undo takes the last import back."
    ),
)
@click.argument("file", metavar="FILE", required=False, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.option("--undo", is_flag=True, help=N_("Take the last import back."))
@language_option
@click.pass_obj
def import_accounts(folder: Path, file: Path | None, yes: bool, undo: bool) -> None:
    """Take in a table of accounts."""
    from audit.files.folder import open_folder
    from audit.files.imports.undo import undo_import
    from audit.registers import importing_accounts

    translate = message_translator()
    if undo == (file is not None):
        raise click.UsageError(translate("Name the file to take in, or --undo."))
    if file is None:
        back = undo_import(folder)
        click.echo(
            translate("Taken back. Files that are again as they were before the import: {count}").format(
                count=len(back)
            )
        )
        return
    with importing_accounts(open_folder(folder), file, today()) as found:
        print_notices(found.notices)
        for line in _changes(found, _locale()):
            click.echo(line)
        if found.after is None:
            click.echo(translate("Nothing would change."))
            return
        if not agreed(N_("Take this in?"), not_taken_in(), yes=yes):
            return
        found.apply()
    click.echo(
        translate("Taken in. Take it back with: listenfirst accounts {path} import --undo").format(path=quoted(folder))
    )


def _changes(found: RegisterImport, locale: Locale) -> Iterator[str]:
    """Say what a table would change: first in numbers, then line by line as far as there is room."""
    from audit.files.accounts.importing import Kind

    say = locale.say
    names = {
        Kind.NEW: say("new entries: {count}", count=found.counts.get(Kind.NEW, 0)),
        Kind.CHANGED: say("changed entries: {count}", count=found.counts.get(Kind.CHANGED, 0)),
        Kind.SAME: say("the same as here: {count}", count=found.counts.get(Kind.SAME, 0)),
        Kind.TWICE: say("twice in the table and left out: {count}", count=found.counts.get(Kind.TWICE, 0)),
    }
    yield one_line("; ".join(text for kind, text in names.items() if found.counts.get(kind)))
    if found.ignored:
        yield one_line(say("Columns that nobody knows and that are left out: {names}", names=", ".join(found.ignored)))
    told = [difference for difference in found.differences if difference.kind is not Kind.SAME or difference.kept]
    for difference in told[:SHOWN_CHANGES]:
        yield one_line(_change(difference, locale))
    if len(told) > SHOWN_CHANGES:
        yield say("and {count} more lines", count=len(told) - SHOWN_CHANGES)


def _change(difference: Difference, locale: Locale) -> str:
    from audit.files.accounts.importing import Kind
    from audit.model.accounts import Unused
    from audit.wording.accounts import field_name, written_field

    say, entry = locale.say, difference.entry
    name = entry.platform if isinstance(entry, Unused) else f"{entry.platform}, {entry.name}"
    place = say("line {number}", number=difference.line)
    if difference.kind is Kind.TWICE:
        return f"  ! {place}  {name}: " + say("the same as line {number}, which counts", number=difference.first)
    if difference.kind is Kind.NEW:
        return f"  + {place}  {name}"
    changed = [
        f"{field_name(field, locale)}: {written_field(getattr(difference.before, field), locale) or '-'} -> {written_field(getattr(entry, field), locale)}"
        for field in difference.fields
    ]
    changed += [
        say("{field} stays, because the table does not know it", field=field_name(field, locale))
        for field in difference.kept
    ]
    return f"    {place}  {name}: {'; '.join(changed)}"


@accounts.command(
    "export", cls=TranslatedCommand, help=N_("Write the register as a table (CSV) that can be filled in and imported.")
)
@click.option(
    "--out", type=click.Path(path_type=Path), help=N_("The file to write. Default: in export/ in the audit folder.")
)
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@sent_language_option
@click.pass_obj
def export_accounts(folder: Path, out: Path | None, force: bool) -> None:
    """Write the register as a table."""
    from audit.files.file_names import EXPORT
    from audit.files.folder import inside, open_folder
    from audit.registers import accounts_table
    from audit.report.exports.output import put

    opened = open_folder(folder)
    language = sent_language(opened)
    place = out if out is not None else inside(opened, opened.path / EXPORT / f"accounts-{language}.csv")
    put(place, accounts_table(opened, language), force=force)
    click.echo(translated("The table is here: {path}").format(path=near(place)))
    click.echo(translated("It holds names; keep it inside the house."))
