"""What the agency says to the plan: beside each action, and in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.assess.rounds.responses import TRACKS, tracks_of
from audit.model.responses import ResponseState
from audit.model.result.responses import ResponseResult, Track
from audit.report.parts.context import ReportContext, once
from audit.wording.free_text import FreeText, optional_text
from audit.wording.locale import Locale


@dataclass(frozen=True)
class ResponseView:
    """What the agency says to one action."""

    word: str
    """In a word or two."""
    said: str
    """In a sentence, with its days."""
    because: FreeText | None
    by: FreeText | None
    """Who says so; None in an edition that does not name people."""
    has_lapsed: bool


@dataclass(frozen=True)
class AnsweredView:
    """An action that was answered and that the plan no longer has."""

    name: str
    response: ResponseView


def response_of_action(context: ReportContext, action: str) -> ResponseView | None:
    """Set out what the agency says to an action; None where it has said nothing."""
    found = context.result.responses.get(action)
    return response_view(context, found) if found is not None else None


def response_view(context: ReportContext, response: ResponseResult) -> ResponseView:
    """Set out what the agency says."""
    return ResponseView(
        word=track_words(context.locale)["lapsed"]
        if response.track == "lapsed"
        else state_words(context.locale)[response.state],
        said=_said(context.locale, response),
        because=optional_text(response.because),
        by=optional_text(response.by),
        has_lapsed=response.track == "lapsed",
    )


def gone_responses(context: ReportContext) -> tuple[AnsweredView, ...]:
    """Give what was answered to actions that the plan no longer has: nothing that was said is lost."""
    return tuple(
        AnsweredView(f"{identity} {context.text(response.title)}", response_view(context, response))
        for identity, response in context.result.responses.items()
        if response.gone
    )


def state_words(locale: Locale) -> Mapping[ResponseState, str]:
    """Name what an agency can say to an action."""
    return {
        "open": locale.say("not answered"),
        "agreed": locale.say("agreed"),
        "partly": locale.say("agreed in part"),
        "refused": locale.say("refused"),
        "accepted": locale.say("risk accepted"),
        "done": locale.say("called done"),
        "dropped": locale.say("dropped"),
    }


def track_words(locale: Locale) -> Mapping[Track, str]:
    """Name what can have become of an action."""
    return {
        "proposed": locale.say("not answered"),
        "agreed": locale.say("agreed"),
        "accepted": locale.say("risk accepted"),
        "called-done": locale.say("called done"),
        "done": locale.say("done"),
        "refused": locale.say("refused"),
        "lapsed": locale.say("its day has passed"),
    }


def _said(locale: Locale, response: ResponseResult) -> str:
    sentence = _sentence(locale, response)
    if response.track != "lapsed":
        return sentence
    if response.state == "accepted":
        return sentence + " " + locale.say("That day has passed: the action is open again.")
    return sentence + " " + locale.say("That day has passed.")


def _sentence(locale: Locale, response: ResponseResult) -> str:
    say, due, until = locale.say, locale.date(response.due), locale.date(response.until)
    match response.state:
        case "agreed":
            return say("Agreed, by {date}.", date=due) if response.due else say("Agreed.")
        case "partly":
            return say("Agreed in part, by {date}.", date=due) if response.due else say("Agreed in part.")
        case "refused":
            return say("Refused.")
        case "accepted":
            return (
                say("The risk is accepted until {date}.", date=until)
                if response.until
                else say("The risk is accepted.")
            )
        case "dropped":
            return say("Dropped.")
        case "open":
            return say("Planned for {date}.", date=due) if response.due else say("Not answered.")
    if response.done is None:
        return say("Called done; the answers do not show it yet.")
    return say("Called done on {date}; the answers do not show it yet.", date=locale.date(response.done))


@once
def tracks(context: ReportContext) -> Mapping[Track, int]:
    """Count the actions of the plan by what the agency says to them."""
    return tracks_of(context.result)


def tracks_in_words(locale: Locale, counts: Mapping[Track, int]) -> str:
    """Say how many actions stand how; what was not answered comes last."""
    words = {**track_words(locale), "lapsed": locale.say("past the day")}
    order: list[Track] = [*(track for track in TRACKS if track != "proposed"), "proposed"]
    return ", ".join(
        locale.say("{count} {state}", count=counts[track], state=words[track]) for track in order if counts.get(track)
    )


@once
def responses_finding(context: ReportContext) -> str:
    """Say in one sentence what the agency says to the plan; empty where it has said nothing."""
    if not any(not response.gone for response in context.result.responses.values()):
        return ""
    return context.say(
        "Responses to the {count} actions: {tracks}.",
        count=len(context.result.actions),
        tracks=tracks_in_words(context.locale, tracks(context)),
    )
