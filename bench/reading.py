"""How long the shipped questionnaire takes to read: `python bench/reading.py`.

Counted are the rule for choosing, once, and what is asked, why, the five levels and what to show, and a title each; at 200 words a minute, with 20 seconds for
every decision (ours). Typing evidence is not counted, nor what a computed level explains: nobody is asked for it.
"""

from __future__ import annotations

from audit.files.packs.reader import load_pack
from audit.files.shipped import pack_folder
from audit.interview.reading_time import minutes_of, texts_of
from audit.model.pack import Mode, Pack

PROMISED = 60
"""Minutes."""


def minutes(pack: Pack, mode: Mode) -> float:
    """Return how long the questionnaire takes to read and decide, in minutes."""
    return minutes_of(texts_of(pack, mode))


if __name__ == "__main__":
    shipped = load_pack(pack_folder("listen-first"))
    print(f"{len(shipped.questions)} questions with levels, {len(shipped.numbers)} numbers")
    modes: tuple[Mode, ...] = ("plan", "run")
    for name in modes:
        print(f"{name}: {minutes(shipped, name):.1f} minutes of at most {PROMISED}")
