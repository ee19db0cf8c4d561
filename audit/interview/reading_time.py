"""How long questions take to read and decide, by their words (ours): to plan with, and for the limit that the pack keeps."""

from __future__ import annotations

from collections.abc import Sequence

from audit.installation import SOURCE_LANGUAGE
from audit.interview.choosing import HOW_TO_CHOOSE
from audit.model.asked import Item
from audit.model.condition import Value
from audit.model.pack import Mode, Pack, Question

WORDS_A_MINUTE = 200
SECONDS_A_DECISION = 20


def texts_of(pack: Pack, mode: Mode) -> list[list[str]]:
    """Return, for each thing that is asked of an agency, the English texts that are read before it is decided.

    Args:
        pack: The pack.
        mode: In the words for planned accounts, or for those that are live.
    """
    known: dict[str, Value] = {"X4": mode}
    items: list[Item] = [question for question in pack.questions if not question.computed]
    items += [
        item for item in (*pack.profile, *pack.numbers) if item.when is None or item.when.holds(known.get) is not False
    ]
    return [texts for item in items for texts in texts_of_item(item, mode)]


def texts_of_item(item: Item, mode: Mode) -> list[list[str]]:
    """Return the English texts of one question, a list for each decision.

    Args:
        item: The question, or the number.
        mode: As in `texts_of`.
    """
    if not isinstance(item, Question):
        texts = [item.title, item.ask, item.why, *(choice.title for choice in item.choices)]
        return [[text[SOURCE_LANGUAGE] for text in texts]]
    words = item.words(mode)
    asked = [[text[SOURCE_LANGUAGE] for text in (item.title, words.ask, item.why, *words.levels, words.show)]]
    if item.opening is not None:
        opening = item.opening
        asked.append([opening.text[SOURCE_LANGUAGE]])
        asked.append([opening.ask[SOURCE_LANGUAGE], *(purpose.title[SOURCE_LANGUAGE] for purpose in opening.purposes)])
        asked.append(
            [
                opening.without_voice.ask[SOURCE_LANGUAGE],
                *(c.title[SOURCE_LANGUAGE] for c in opening.without_voice.choices),
            ]
        )
    return asked


def minutes_of(asked: Sequence[Sequence[str]]) -> float:
    """Return how long texts take to read and decide, in minutes, with the rule for choosing once.

    Args:
        asked: What `texts_of` or several `texts_of_item` give.
    """
    words = len(HOW_TO_CHOOSE.split()) + sum(len(text.split()) for texts in asked for text in texts)
    return words / WORDS_A_MINUTE + len(asked) * SECONDS_A_DECISION / 60
