"""Commands around the questionnaire away from the terminal: form, import, questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.common import (
    FOLDER,
    N_,
    FolderPath,
    TranslatedCommand,
    agreed,
    language_option,
    message_language,
    message_translator,
    not_taken_in,
    pack_language,
    print_notices,
    round_option,
    sent_language,
    sent_language_option,
    translated,
)
from audit.cli.exporting import say_unshown
from audit.command_line import quoted
from audit.errors import BadFiles
from audit.language import translator
from audit.model.known import LEAD
from audit.today import today
from audit.wording.terminal_text import one_line

if TYPE_CHECKING:
    from audit.files.folder import AuditFolder
    from audit.files.imports.merge import FileChanges, Import
    from audit.model.pack import Mode

FEW_FILES = 3
"""Up to so many files every new answer is listed; of more only what is changed, kept or in conflict."""

role_option = click.option(
    "--as", "role", metavar="ROLE", help=N_("Only the questions of this role, such as it. Default: all questions.")
)


@click.command(
    cls=TranslatedCommand,
    help=N_(
        "Write the questionnaire as one HTML file: opened in a browser, without a network, it gives an answers file to send back."
    ),
)
@FOLDER
@click.option(
    "--as",
    "role",
    metavar="ROLE",
    help=N_("For this role, such as it: only its questions. Default: for the lead, everything."),
)
@click.option("--name", default="", help=N_("With --as: who answers, where several do in the same role."))
@click.option("--all", "everything", is_flag=True, help=N_("With --as: all questions, not only those of the role."))
@click.option(
    "--with-answers", is_flag=True, help=N_("Put in what this respondent answered so far. Default: an empty form.")
)
@click.option(
    "--out", type=click.Path(path_type=Path), help=N_("The file to write. Default: in export/ in the audit folder.")
)
@click.option(
    "--respond",
    is_flag=True,
    help=N_("Instead: the plan, with fields for what the agency says to each action of it."),
)
@round_option
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@sent_language_option
def form(
    folder: Path,
    role: str | None,
    name: str,
    everything: bool,
    with_answers: bool,
    respond: bool,
    round_name: str | None,
    out: Path | None,
    force: bool,
) -> None:
    """Write the questionnaire as one HTML file."""
    if respond and (role is not None or name or everything or with_answers):
        raise click.UsageError(translated("--respond goes without --as, --name, --all and --with-answers."))
    if round_name is not None and not respond:
        raise click.UsageError(translated("--round goes with --respond: a form asks for the newest round."))
    if respond:
        from audit.cli.responding import write_form

        write_form(folder, round_name, out, force=force)
        return
    from audit.files.answers_file import read_answers
    from audit.files.file_names import EXPORT
    from audit.files.folder import identified, inside, open_folder
    from audit.files.respondents import known_role, respondent_file
    from audit.files.rounds.names import new_round_name
    from audit.interview.form import Form, agency_slug, form_page
    from audit.report.exports.output import put, refuse_existing

    if role is None and (name or everything):
        raise click.UsageError(translated("--name and --all go with --as."))
    opened = identified(open_folder(folder))
    who = LEAD if role is None else known_role(opened.pack, role)
    language = sent_language(opened)
    round_name = opened.latest_round() or new_round_name(today())
    respondent = respondent_file(who, name)
    called = "-".join(part for part in ("form", agency_slug(opened, language), respondent) if part)
    place = out if out is not None else inside(opened, opened.path / EXPORT / f"{called}-{language}.html")
    refuse_existing(place, force=force)
    answers = opened.answers_path(round_name, respondent)
    given = read_answers(answers, opened.pack).answers if with_answers and answers.exists() else {}
    asked = Form(opened, round_name, who, role is None or everything, name, given)
    put(place, form_page(asked, language, translator(language)), force=force)
    translate = message_translator()
    click.echo(translate("The form is here: {path}").format(path=place))
    click.echo(
        translate(
            "Send it to whoever answers. What comes back is taken in with: listenfirst import {path} FILE"
        ).format(path=quoted(folder))
    )


@click.command(
    "import",
    cls=TranslatedCommand,
    help=N_(
        "Take in files that were sent back, answers or what the agency says; shows first what would change. --undo takes the last one back."
    ),
)
@FOLDER
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.option("--name", default="", help=N_("With one file: who answered, where several do in the same role."))
@click.option("--round", "round_name", metavar="NAME", help=N_("The round to take them into. Default: the newest."))
@click.option("--from-other-audit", is_flag=True, help=N_("Take in what was answered for another audit."))
@click.option("--undo", is_flag=True, help=N_("Take the last import back."))
@language_option
def import_answers(
    folder: Path,
    files: tuple[Path, ...],
    yes: bool,
    name: str,
    round_name: str | None,
    from_other_audit: bool,
    undo: bool,
) -> None:
    """Take in answers files."""
    from audit.files.folder import open_folder
    from audit.files.imports.merge import importing
    from audit.files.imports.undo import undo_import

    translate = message_translator()
    if undo:
        if files:
            raise click.UsageError(translate("--undo takes no files."))
        back = undo_import(folder)
        click.echo(
            translate("Taken back. Files that are again as they were before the import: {count}").format(
                count=len(back)
            )
        )
        return
    if not files:
        raise click.UsageError(translate("Name the files to take in, or --undo."))
    if name and len(files) > 1:
        raise click.UsageError(translate("--name goes with one file."))
    opened = open_folder(folder)
    if _all_respond(files):
        if name:
            raise click.UsageError(translate("--name goes with answers to questions, not with what the agency says."))
        from audit.cli.responding import take_in

        take_in(opened, files, round_name, yes=yes, from_other_audit=from_other_audit)
        return
    with importing(
        opened, files, today(), name=name, round_name=round_name, from_other_audit=from_other_audit
    ) as found:
        print_notices(found.notices)
        _show(found, opened)
        if not found.changes_anything:
            click.echo(translate("Nothing would change."))
            return
        if not agreed(N_("Take this in?"), not_taken_in(), yes=yes):
            return
        found.apply()
    click.echo(translate("Taken in. Take it back with: listenfirst import {path} --undo").format(path=quoted(folder)))
    click.echo(translate("Who has answered what: listenfirst status {path}").format(path=quoted(folder)))


def _all_respond(files: tuple[Path, ...]) -> bool:
    """Return whether files say what the agency says to a plan; answers and responses are taken in one after the other."""
    from audit.files.imports.responses import holds_responses

    def responds(path: Path) -> bool:
        try:
            return holds_responses(path)
        except BadFiles:
            # Whoever reads it next says what is wrong with it, beside what is wrong with the others.
            return False

    return all(responds(path) for path in files)


def _show(found: Import, folder: AuditFolder) -> None:
    from audit.files.imports.differences import Kind

    translate, language = message_translator(), pack_language(folder)
    roles = {role.id: role.title[language] for role in folder.pack.head.roles}
    for file in found.files:
        who = file.respondent
        said = f"{roles[who.role]}, {who.name}" if who.name else roles[who.role]
        place = file.target.relative_to(folder.path)
        click.echo(one_line(f"{file.source} -> {place} ({said})"))
        _show_file(file, folder, language, all_new=len(found.files) <= FEW_FILES)
    for file in found.files:
        if (
            file.respondent.role != LEAD
            and not file.respondent.name
            and any(change.kind not in (Kind.NEW, Kind.FOR_LEAD) for change in file.changes)
        ):
            click.echo(
                one_line(
                    translate(
                        "{file} differs from the answers here of the same role. If another person sent it, import it alone with --name."
                    ).format(file=file.source.name)
                )
            )
    for_lead = dict.fromkeys(
        change.question for file in found.files for change in file.changes if change.kind is Kind.FOR_LEAD
    )
    if for_lead:
        click.echo(
            translate(
                "What is said about the agency is changed by the lead alone. To take over what was sent, answer it with: {commands}"
            ).format(
                commands="; ".join(f"listenfirst ask {quoted(folder.path)} --only {question}" for question in for_lead)
            )
        )
    if found.conflicts:
        click.echo(
            translate(
                "! marks a conflict: two different answers of the same day, to a settled question, or about the agency. The one that is here stays; to change it, answer it again with: listenfirst ask {path}"
            ).format(path=quoted(folder.path))
        )


def _show_file(file: FileChanges, folder: AuditFolder, language: str, *, all_new: bool) -> None:
    from audit.files.imports.differences import Kind
    from audit.interview.import_words import kind_names, said_change

    translate = message_translator()
    names = kind_names(translate)
    counts = file.counts()
    line = "; ".join(f"{text}: {counts[kind]}" for kind, text in names.items() if counts[kind])
    same = translate("nothing is answered in it") if file.empty else translate("the same as here")
    click.echo(f"  {line or same}")
    for change in file.changes:
        if change.kind is Kind.NEW and not all_new:
            continue
        mark = "!" if change.kind is Kind.CONFLICT else "+" if change.kind is Kind.NEW else " "
        what = said_change(change, folder.pack.by_id[change.question], translate, language)
        click.echo(one_line(f"  {mark} {change.question}  {names[change.kind]}: {what}"))


@click.command(
    cls=TranslatedCommand,
    help=N_("Write the blank questionnaire to prepare with: who is asked what, when, and what to bring."),
)
@click.argument("folder", required=False, type=FolderPath(), is_eager=True)
@role_option
@click.option("--to", "kind", type=click.Choice(["html", "md", "pdf"]), default="html", help=N_("What to write."))
@click.option(
    "--mode",
    type=click.Choice(["plan", "run"]),
    help=N_("In the words for agencies without accounts (plan) or with (run). Default: as FOLDER says, else both."),
)
@click.option("--small", is_flag=True, help=N_("In the words for fewer than ten people. With FOLDER, as X2 says."))
@click.option(
    "--guide",
    is_flag=True,
    help=N_("For whoever leads the sessions: with whom, in which order, how long, and what to ask to see."),
)
@click.option("--out", type=click.Path(path_type=Path), help=N_("The file to write. Default: a new one, here."))
@click.option("--force", is_flag=True, help=N_("Write over a file that is there."))
@sent_language_option
def questions(
    folder: Path | None,
    role: str | None,
    kind: str,
    mode: Mode | None,
    small: bool,
    guide: bool,
    out: Path | None,
    force: bool,
) -> None:
    """Write the blank questionnaire."""
    from audit.cli.answering import PACK
    from audit.files.folder import open_folder
    from audit.files.packs.reader import load_pack
    from audit.files.respondents import known_role
    from audit.files.shipped import pack_folder
    from audit.interview.guide import Guide
    from audit.interview.printable import Blank, as_html, as_markdown
    from audit.model.asked import is_small
    from audit.model.known import MODE
    from audit.report.exports.output import put, refuse_existing

    opened = open_folder(folder) if folder is not None else None
    pack = opened.pack if opened is not None else load_pack(pack_folder(PACK))
    if opened is not None and mode is None:
        known = opened.settings.profile.get(MODE)
        mode = "plan" if known == "plan" else "run" if known == "run" else None
    if role is not None:
        known_role(pack, role)
    if opened is not None:
        language = sent_language(opened)
    else:
        language = message_language() if message_language() in pack.head.languages else pack.head.languages[0]
    called = "guide" if guide else "questions"
    target = out if out is not None else Path(f"{called}{f'-{role}' if role else ''}-{language}.{kind}")
    refuse_existing(target, force=force)
    small = is_small(opened.settings.profile) if opened is not None else small
    blocks = list(
        Guide(pack, role, mode or "plan", language, translator(language), small).blocks()
        if guide
        else Blank(pack, role, mode, language, translator(language), small).blocks()
    )
    translate = message_translator()
    if kind == "pdf":
        from audit.report.exports.pdf import pdf_of_page

        made = pdf_of_page(as_html(blocks, language))
        content = made.content
        if made.unshown:
            say_unshown(made.unshown)
    else:
        content = (as_markdown(blocks) if kind == "md" else as_html(blocks, language)).encode()
    put(target, content, force=force)
    click.echo(translate("The questions are here: {path}").format(path=target))
