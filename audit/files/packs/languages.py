"""In which languages a report, a form or an interview can be made of a pack: all its texts are there, and all of ours."""

from __future__ import annotations

from collections.abc import Sequence

from audit.errors import Message, Refused, say
from audit.language import LANGUAGES, untranslated
from audit.model.pack import Pack


def offered_languages(pack: Pack) -> tuple[str, ...]:
    """Return the languages in which the pack and the catalogue of the fixed texts are complete, in the pack's order."""
    return tuple(tag for tag in pack.head.languages if tag in LANGUAGES and not untranslated(tag))


def lacking(pack: Pack, language: str) -> tuple[Message, Message]:
    """Say why a language is none of a pack's, and what can be done: it is not in it at all, or texts are missing in it."""
    missing = pack.unfinished.get(language)
    if not missing:
        return (
            say("{language} is not a language of this pack", language=language),
            say("the languages are: {languages}", languages=", ".join(pack.head.languages)),
        )
    what = say(
        "the pack {pack} is not complete in {language}: {count} of its texts are missing, the first at {place}",
        pack=pack.head.id,
        language=language,
        count=len(missing),
        place=missing[0],
    )
    return what, say("write them, or take the language out; listenfirst check names them all")


def require_language(pack: Pack, language: str) -> None:
    """Refuse a language in which something would be missing.

    Args:
        pack: The pack.
        language: The language that is wanted.

    Raises:
        Refused: The pack or the catalogue lacks it, or lacks texts in it; the message says how many, and which is the first.
    """
    if language not in pack.head.languages:
        raise Refused(*lacking(pack, language))
    remedy = say("the languages are: {languages}", languages=", ".join(offered_languages(pack)))
    if language not in LANGUAGES:
        raise Refused(say("this installation has no catalogue for {language}", language=language), remedy)
    if texts := untranslated(language):
        raise Refused(
            say(
                "{count} of the fixed texts are not translated into {language}, the first is “{text}”",
                language=language,
                count=len(texts),
                text=texts[0],
            ),
            remedy,
        )


def all_languages(pack: Pack, own: Sequence[str]) -> tuple[str, ...]:
    """Return every language that is offered: those of the audit first, in the order of `audit.yml`.

    Args:
        pack: The pack.
        own: The languages of the audit.
    """
    offered = offered_languages(pack)
    return tuple(dict.fromkeys((*(tag for tag in own if tag in offered), *offered)))
