"""What is sent to whoever answers: for every role its form and an e-mail, ready to look at and send. Nothing is sent from here."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from math import ceil

from audit.files.folder import AuditFolder
from audit.interview.form import Form, agency_slug, form_page
from audit.interview.reading_time import minutes_of, texts_of_item
from audit.language import translator
from audit.model.answers import Person, own_words_in
from audit.model.asked import Item, asked
from audit.model.known import LEAD, MODE
from audit.model.pack import Mode
from audit.wording.locale import Locale
from audit.wording.terminal_text import one_line

LIST = "sent.txt"
"""The list of who was sent what."""
ROUNDED_TO = 5
"""Minutes: a time to plan with is no exact one."""
LONGEST_HEADER = 200


@dataclass(frozen=True)
class Mailing:
    """What a mailing is for.

    Attributes:
        folder: The audit folder.
        round_name: The round.
        by: The day by which answers are asked back.
        language: The language of the forms; e-mails are in all languages of the folder, this one first.
        is_reminder: Whether it reminds those who were asked before.
    """

    folder: AuditFolder
    round_name: str
    by: datetime.date
    language: str
    is_reminder: bool = False


@dataclass(frozen=True)
class Outgoing:
    """What one role is sent.

    Attributes:
        role: The id of the role.
        title: What the role is called.
        person: Who holds it, as `people` in `audit.yml` says.
        form_name: The file of the form.
        form: The form, an HTML page.
        mail_name: The file of the e-mail.
        mail: The e-mail, with the form in it.
        questions: How many questions it asks.
        minutes: How long reading and deciding takes, rounded up.
        without_address: Whether the e-mail lacks an address: none is known, or the one that is cannot be read.
    """

    role: str
    title: str
    person: Person
    form_name: str
    form: bytes
    mail_name: str
    mail: bytes
    questions: int
    minutes: int
    without_address: bool


def outgoing(mailing: Mailing, roles: Iterable[str] | None = None) -> Iterator[Outgoing]:
    """Make what every role is sent that is asked something, the lead apart: the lead answers in the terminal, and sends.

    Args:
        mailing: What it is for.
        roles: Only these roles; None for all.
    """
    folder = mailing.folder
    for role in folder.pack.head.roles:
        items = asked_of(folder, role.id)
        if role.id == LEAD or not items or (roles is not None and role.id not in roles):
            continue
        yield _outgoing(mailing, role.id, items)


def asked_of(folder: AuditFolder, role: str) -> tuple[Item, ...]:
    """Return what is put to a role of this agency, without what a condition on the agency hides."""
    return tuple(item for item in asked(folder.pack, folder.settings.profile, {}) if item.asked_of(role))


def minutes_for(folder: AuditFolder, items: Iterable[Item]) -> int:
    """Return how long questions take to read and decide, in minutes, rounded up to five."""
    mode: Mode = "run" if folder.settings.profile.get(MODE) == "run" else "plan"
    texts = [texts for item in items for texts in texts_of_item(item, mode)]
    return ceil(minutes_of(texts) / ROUNDED_TO) * ROUNDED_TO


def _outgoing(mailing: Mailing, role: str, items: tuple[Item, ...]) -> Outgoing:
    folder, language = mailing.folder, mailing.language
    title = next(one.title[language] for one in folder.pack.head.roles if one.id == role)
    slug = agency_slug(folder, language)
    form_name = "-".join(part for part in ("form", slug, role) if part) + f"-{language}.html"
    kind = "reminder" if mailing.is_reminder else "mail"
    mail_name = "-".join(part for part in (kind, slug, role) if part) + ".eml"
    form = form_page(
        Form(folder, mailing.round_name, role, everything=False, by=mailing.by), language, translator(language)
    )
    person = folder.settings.people.get(role, Person())
    made = Outgoing(role, title, person, form_name, form, mail_name, b"", len(items), minutes_for(folder, items), True)
    message = _mail(mailing, made)
    return Outgoing(
        **{
            **vars(made),
            "mail": message.as_bytes(policy=SMTP),
            "without_address": "To" not in message,
        }
    )


def _mail(mailing: Mailing, to: Outgoing) -> EmailMessage:
    folder = mailing.folder
    languages = sorted(folder.settings.languages, key=lambda language: language != mailing.language)
    sender = folder.settings.people.get(LEAD, Person())
    message = EmailMessage(policy=SMTP)
    for header, person in (("From", sender), ("To", to.person)):
        address = _address(person)
        if address is not None:
            message[header] = address
    locale = Locale(languages[0], translator(languages[0]))
    agency = one_line(own_words_in(folder.settings.agency.names, languages[0]))
    subject = locale.say("Reminder: please answer by {date}", date=locale.date(mailing.by))
    if not mailing.is_reminder:
        subject = locale.say("Please answer by {date}", date=locale.date(mailing.by))
    message["Subject"] = f"{agency}: {subject}"[:LONGEST_HEADER]
    # Mail programs open it as something that is still to be sent.
    message["X-Unsent"] = "1"
    message.set_content("\n\n* * *\n\n".join(_words(mailing, to, sender, language) for language in languages))
    message.add_attachment(to.form, maintype="text", subtype="html", filename=to.form_name)
    message.set_boundary("listen-first-" + hashlib.sha256(to.form).hexdigest()[:32])
    return message


def _address(person: Person) -> Address | None:
    """Return a person as an address of a mail; None where there is none that can be written."""
    if not person.email.strip():
        return None
    try:
        return Address(one_line(person.name), addr_spec=person.email.strip())
    except (MessageError, ValueError, IndexError):
        return None


def _words(mailing: Mailing, to: Outgoing, sender: Person, language: str) -> str:
    folder = mailing.folder
    locale = Locale(language, translator(language))
    role = next(one.title[language] for one in folder.pack.head.roles if one.id == to.role)
    agency = one_line(own_words_in(folder.settings.agency.names, language))
    by = locale.date(mailing.by)
    why = (
        locale.say("{agency} looks at whether its social-media accounts are in good hands.", agency=agency)
        if folder.settings.profile.get(MODE) == "run"
        else locale.say("{agency} has to decide whether to open social-media accounts.", agency=agency)
    )
    asks = (
        locale.say("Some answers of yours are still missing, and without them the decision rests on guesses.")
        if mailing.is_reminder
        else locale.say("What you know as {role} is a part of it, and nobody else can answer it for you.", role=role)
    )
    parts = [
        locale.say("To: {name}", name=one_line(to.person.name) or role),
        f"{why} {asks}",
        locale.say(
            "The questionnaire is attached: {file}. Open it in your browser, answer, save the answers file on its last page, and send that file back by {date}. It needs no network and sends nothing by itself.",
            file=to.form_name,
            date=by,
        ),
        locale.say(
            "It asks {count} questions. Reading and deciding takes about {minutes} minutes; looking up figures and papers comes on top. “I don't know” is an answer too, and nothing in it is a test of a person.",
            count=to.questions,
            minutes=to.minutes,
        ),
        locale.say("Thank you.") + (f"\n{one_line(sender.name)}" if sender.name.strip() else ""),
    ]
    return "\n\n".join(parts) + "\n"


def list_of(mailing: Mailing, sent: Iterable[Outgoing], day: datetime.date) -> str:
    """Write down who was sent what, as plain lines.

    Args:
        mailing: What it is for.
        sent: What was made.
        day: On which day.
    """
    locale = Locale(mailing.language, translator(mailing.language))
    agency = one_line(own_words_in(mailing.folder.settings.agency.names, mailing.language))
    lines = [
        locale.say("Who was sent what: {agency}, round {round}", agency=agency, round=mailing.round_name),
        locale.say("Made on {date}, asked back by {by}", date=locale.date(day), by=locale.date(mailing.by)),
    ]
    for one in sent:
        who = ", ".join(part for part in (one_line(one.person.name), one_line(one.person.email)) if part)
        lines += [
            "",
            f"{one.title}: {who or locale.say('nobody is named')}",
            "  " + locale.say("{count} questions, about {minutes} minutes", count=one.questions, minutes=one.minutes),
            f"  {one.form_name}",
            f"  {one.mail_name}",
        ]
    return "\n".join(lines) + "\n"
