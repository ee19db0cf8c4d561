"""What `status` and `compare` print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from audit.model.result.accounts import AccountSuggestion
from audit.model.result.progress import Cause, ProgressResult
from audit.model.result.result import Result
from audit.model.result.status import EvidenceStatus, Oddity, RespondentStatus, StatusResult, VerdictStatus
from audit.report.parts.changes import became, cause_words, distinct, level, numbers_wait, plan_tracks, signed
from audit.report.parts.draft import draft_notice
from audit.report.parts.responses import tracks_in_words
from audit.wording.accounts import suggestion_sentence, suggestion_stands
from audit.wording.locale import Locale
from audit.wording.terminal_text import one_line, wrap

LISTED = 20
"""How many entries of a list a terminal shows; `--json` has all of them."""


class Lines:
    """Wraps text to the width of a terminal.

    Args:
        locale: The reader's language.
        width: Columns of the terminal.
    """

    def __init__(self, locale: Locale, width: int) -> None:
        self.locale = locale
        self.width = max(30, min(width, 100))

    def say(self, text: str, /, indent: int = 0, **values: object) -> Iterator[str]:
        """Give a fixed text as lines."""
        return self.flow(self.locale.say(text, **values), indent)

    def flow(self, text: str, indent: int = 0) -> Iterator[str]:
        """Give a text as lines; the lines after the first stand further in."""
        if text:
            yield from wrap(one_line(text), max(22 + indent, self.width), " " * indent, " " * (indent + 2))


def status_lines(
    result: StatusResult, titles: Mapping[str, str], roles: Mapping[str, str], lines: Lines
) -> Iterator[str]:
    """Give the lines of `listenfirst status`.

    Args:
        result: How far the round is.
        titles: Question -> its title in the reader's language.
        roles: Role -> its name in the reader's language.
        lines: Wraps them.
    """
    locale = lines.locale
    if result.round is None:
        yield from lines.say("There is no round yet; nobody has answered anything.")
        return
    if result.draft:
        yield from lines.flow(draft_notice(result, locale))
    yield from lines.say(
        "Round {round}, as of {date}: {answered} of {asked} questions have an answer",
        round=result.round,
        date=locale.date(result.date),
        answered=result.answered,
        asked=result.asked,
    )
    yield from lines.flow(_verdict(result.verdict, locale))
    if any(track != "proposed" for track in result.tracks):
        yield from lines.say(
            "Responses to the {count} actions: {tracks}.",
            count=sum(result.tracks.values()),
            tracks=tracks_in_words(locale, result.tracks),
        )
    if not result.respondents:
        yield from lines.say("Nobody has answered in this round yet.")
    else:
        yield ""
        for person in result.respondents:
            yield from lines.flow(_person(person, roles, locale), 2)
    if result.missing_roles:
        yield ""
        yield from lines.say(
            "Nobody answered as: {roles}", roles=", ".join(roles.get(role, role) for role in result.missing_roles)
        )
    yield from _sent(result, roles, lines)
    yield from _listed(
        locale.say("Nobody answered"),
        [f"{identity} {titles.get(identity, '')}" for identity in result.nobody],
        lines,
    )
    yield from _listed(locale.say("Stale evidence"), [_aged(e, locale) for e in result.stale], lines)
    yield from _listed(
        locale.say("Stops counting within {days} days", days=result.days),
        [_ageing(e, locale) for e in result.expiring],
        lines,
    )
    if result.suggestions:
        yield ""
        yield from suggestion_lines(result.suggestions, titles, lines)
    yield from _listed(locale.say("Worth a look"), [_odd(oddity, locale) for oddity in result.oddities], lines)


def _sent(result: StatusResult, roles: Mapping[str, str], lines: Lines) -> Iterator[str]:
    """Say of those who were sent their forms who is late, and of the others by when they are asked."""
    locale = lines.locale
    late = [one for one in result.sent if one.late]
    waiting = [one for one in result.sent if not one.late and one.answered < one.asked]
    for title, found in ((locale.say("Late"), late), (locale.say("Asked, and still answering"), waiting)):
        yield from _listed(
            title,
            [
                locale.say(
                    "{role}: {answered} of {asked}, asked back by {date}",
                    role=roles.get(one.role, one.role),
                    answered=one.answered,
                    asked=one.asked,
                    date=locale.date(one.by),
                )
                for one in found
            ],
            lines,
        )
    if late:
        yield from lines.say("Write reminders with: listenfirst send FOLDER --remind --out DIR", 2)


def suggestion_lines(
    suggestions: Iterable[AccountSuggestion], titles: Mapping[str, str], lines: Lines
) -> Iterator[str]:
    """Give what the register of accounts suggests for answers; nothing takes it but a person.

    Args:
        suggestions: What it suggests.
        titles: Question -> its title in the reader's language.
        lines: Wraps them.
    """
    locale = lines.locale
    yield from lines.say("The register of accounts suggests; it answers nothing by itself:")
    for suggestion in suggestions:
        said = f"{suggestion_sentence(suggestion, locale)} {suggestion_stands(suggestion, locale)}"
        yield from lines.flow(f"{suggestion.question} {titles.get(suggestion.question, '')}: {said}", 2)


def _verdict(status: VerdictStatus | None, locale: Locale) -> str:
    """Say what the verdict is, and until when it stands or what has become of it."""
    if status is None:
        return ""
    day, rung = locale.date(status.date), locale.text(status.title)
    if status.now is not None:
        return locale.say(
            "Verdict of {date}: {rung}. Evidence has grown old since; as of {day}: {now}.",
            date=day,
            rung=rung,
            day=locale.date(status.now.date),
            now=locale.text(status.now.title),
        )
    if status.through is not None:
        return locale.say(
            "Verdict of {date}: {rung}. It stands through {through}.",
            date=day,
            rung=rung,
            through=locale.date(status.through),
        )
    return locale.say("Verdict of {date}: {rung}.", date=day, rung=rung)


def _listed(title: str, entries: list[str], lines: Lines) -> Iterator[str]:
    if not entries:
        return
    yield ""
    yield from lines.flow(f"{title}: {len(entries)}")
    for entry in entries[:LISTED]:
        yield from lines.flow(entry, 2)
    if len(entries) > LISTED:
        yield from lines.say("and {count} more; --json lists them all", 2, count=len(entries) - LISTED)


def _person(person: RespondentStatus, roles: Mapping[str, str], locale: Locale) -> str:
    named = ", ".join(part for part in (roles.get(person.role, ""), person.name) if part)
    who = f"{person.id} ({named})" if named else person.id
    parts = [locale.say("{who}: {answered} of {asked}", who=who, answered=person.answered, asked=person.asked)]
    if person.unknown:
        parts.append(locale.say("{count} unknown", count=person.unknown))
    if person.to_confirm:
        parts.append(locale.say("{count} to confirm", count=person.to_confirm))
    if person.beyond:
        parts.append(locale.say("{count} beyond the role", count=person.beyond))
    if person.last is not None:
        parts.append(locale.say("last on {date}", date=locale.date(person.last)))
    elif not person.answered:
        parts.append(locale.say("nothing answered yet"))
    return ", ".join(parts)


def _aged(entry: EvidenceStatus, locale: Locale) -> str:
    said = locale.say(
        "{question} ({who}): {what}, counted until {date}",
        question=entry.question,
        who=entry.respondent,
        what=_short(entry.what),
        date=locale.date(entry.last),
    )
    return said + (locale.say("; shows as {level}", level=entry.falls_to) if entry.falls_to is not None else "")


def _ageing(entry: EvidenceStatus, locale: Locale) -> str:
    said = locale.say(
        "{question} ({who}): {what}, counts until {date}",
        question=entry.question,
        who=entry.respondent,
        what=_short(entry.what),
        date=locale.date(entry.last),
    )
    return said + (locale.say("; then shows as {level}", level=entry.falls_to) if entry.falls_to is not None else "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _odd(oddity: Oddity, locale: Locale) -> str:
    texts: Mapping[str, str] = {
        "answered-ahead": locale.say("{question} was answered on a day that has not come", question=oddity.question),
        "evidence-ahead": locale.say("the evidence of {question} is dated ahead", question=oddity.question),
    }
    return f"{oddity.respondent}: {texts[oddity.kind]}"


def progress_lines(result: Result, before: ProgressResult, lines: Lines) -> Iterator[str]:
    """Give the lines of `listenfirst compare`.

    Args:
        result: The later round.
        before: The earlier one and what changed.
        lines: Wraps them.
    """
    locale = lines.locale
    yield from lines.say(
        "{then} ({then_date}) and {now} ({now_date})",
        then=before.round,
        then_date=locale.date(before.date),
        now=result.round or "",
        now_date=locale.date(result.date),
    )
    if result.draft:
        yield from lines.flow(draft_notice(result, locale))
    yield from lines.flow(_headline(result, before, locale))
    yield ""
    causes = cause_words(locale)
    for pillar, change in before.pillars.items():
        title = locale.text(result.pillars[pillar].title)
        yield from lines.flow(f"{title}: {locale.points(change.then)} → {locale.points(change.now)}", 2)
        for cause, delta in change.parts.items():
            yield from lines.flow(f"{signed(delta)}  {causes[cause]}", 6)
    yield from _times(result, before, lines)
    yield from _listed(locale.say("What changed"), list(_changes(before, causes, locale)), lines)
    yield from _listed(
        locale.say("Not confirmed yet, neither worse nor better"),
        [
            f"{change.question} {locale.text(change.title)}: {level(change.then)}"
            for change in before.changes
            if change.question in before.unconfirmed
        ],
        lines,
    )
    yield from _listed(
        locale.say("The plan of last time"),
        [f"{action.action} {locale.text(action.title)}: {became(locale, action)}" for action in before.plan],
        lines,
    )
    yield from lines.flow(plan_tracks(locale, before), 2)
    yield from _listed(locale.say("Could not be compared"), list(before.not_compared), lines)


def _times(result: Result, before: ProgressResult, lines: Lines) -> Iterator[str]:
    locale = lines.locale
    if numbers_wait(result):
        yield ""
        yield from lines.say("Clock and load are compared once their numbers are confirmed.")
        return
    if before.clock is not None and result.clock is not None:
        said = result.clock.said
        yield ""
        yield from lines.say(
            "First statement on average: {then} → {now}; at worst: {worst_then} → {worst_now}",
            then=locale.length(before.clock.said),
            now=locale.length(said.mean if said else None),
            worst_then=locale.length(before.clock.worst),
            worst_now=locale.length(result.clock.worst),
        )
    if before.load is not None or (result.load is not None and result.load.ratio is not None):
        yield from lines.say(
            "Load of a normal day: {then} → {now}",
            then=locale.amount(before.load),
            now=locale.amount(result.load.ratio if result.load else None),
        )


def _headline(result: Result, before: ProgressResult, locale: Locale) -> str:
    """Say what became of the verdict; where answers wait to be confirmed, that first: it is no fall."""
    none = locale.say("No verdict yet")
    then, now = locale.text(before.title) or none, locale.text(result.verdict.title) or none
    if before.to_confirm == 1:
        return locale.say(
            "1 answer of last time waits to be confirmed and counts as open until then. Last time: {then}. So far: {now}.",
            then=then,
            now=now,
        )
    if before.to_confirm:
        return locale.say(
            "{count} answers of last time wait to be confirmed and count as open until then. Last time: {then}. So far: {now}.",
            count=before.to_confirm,
            then=then,
            now=now,
        )
    return f"{then} → {now}"


def finished_lines(result: Result, lines: Lines) -> Iterator[str]:
    """Give the lines of `listenfirst finish`.

    Args:
        result: The round that was finished.
        lines: Wraps them.
    """
    locale = lines.locale
    yield from lines.say(
        "The round {round} is finished, as of {date}: {verdict}.",
        round=result.round or "",
        date=locale.date(result.finished or result.date),
        verdict=locale.text(result.verdict.title),
    )
    done, asked = result.progress
    if asked - done == 1:
        yield from lines.say("1 question is open; it counts as it stands.")
    elif asked > done:
        yield from lines.say("{count} questions are open; they count as they stand.", count=asked - done)
    yield from lines.say("A later change of an answer makes the round a draft again.")


def _changes(before: ProgressResult, causes: Mapping[Cause, str], locale: Locale) -> Iterator[str]:
    for change in before.changes:
        if change.question in before.unconfirmed:
            continue
        why = ", ".join(causes[cause] for cause in distinct(step.cause for step in change.steps))
        yield f"{change.question} {locale.text(change.title)}: {level(change.then)} → {level(change.now)} ({why})"
