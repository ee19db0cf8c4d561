"""How long the shipped questionnaire takes to read: `python bench/reading.py`.

Counted are the rule for choosing, once, and what is asked, why, the five levels and what to show, and a title each; at 200 words a minute, with 20 seconds for
every decision (ours). Typing evidence is not counted, nor what a computed level explains: nobody is asked for it.
"""

from __future__ import annotations

from audit.files.packs.reader import load_pack
from audit.files.shipped import pack_folder
from audit.interview.choosing import HOW_TO_CHOOSE
from audit.model.condition import Value
from audit.model.pack import Mode, Pack

WORDS_A_MINUTE = 200
SECONDS_A_DECISION = 20
PROMISED = 60
"""Minutes."""


def texts_of(pack: Pack, mode: Mode) -> list[list[str]]:
    """Return, for each thing that is asked of an agency, the English texts that are read before it is decided."""
    asked: list[list[str]] = []
    for question in pack.questions:
        if question.computed:
            continue
        words = question.words(mode)
        texts = [question.title, words.ask, question.why, *words.levels, words.show]
        asked.append([text["en"] for text in texts])
        if question.opening is not None:
            opening = question.opening
            asked.append([opening.text["en"]])
            asked.append([opening.ask["en"], *(purpose.title["en"] for purpose in opening.purposes)])
            asked.append([opening.without_voice.ask["en"], *(c.title["en"] for c in opening.without_voice.choices)])
    known: dict[str, Value] = {"X4": mode}
    for item in (*pack.profile, *pack.numbers):
        if item.when is None or item.when.holds(known.get) is not False:
            texts = [item.title, item.ask, item.why, *(choice.title for choice in item.choices)]
            asked.append([text["en"] for text in texts])
    return asked


def minutes(pack: Pack, mode: Mode) -> float:
    """Return how long the questionnaire takes to read and decide, in minutes."""
    asked = texts_of(pack, mode)
    words = len(HOW_TO_CHOOSE.split()) + sum(len(text.split()) for texts in asked for text in texts)
    return words / WORDS_A_MINUTE + len(asked) * SECONDS_A_DECISION / 60


if __name__ == "__main__":
    shipped = load_pack(pack_folder("listen-first"))
    print(f"{len(shipped.questions)} questions with levels, {len(shipped.numbers)} numbers")
    modes: tuple[Mode, ...] = ("plan", "run")
    for name in modes:
        print(f"{name}: {minutes(shipped, name):.1f} minutes of at most {PROMISED}")
