"""How often two readers of one dossier choose the same level: `python bench/agreement.py`.

Under `tests/agreement/` lie sets of dossiers of invented bodies, and what a strict and a lenient reader answered to each. Both
readers are simulated, and there are few dossiers: the figure says where the words of a question are weak, and no more. What
counts is a set after which no word was changed (`set.yml`); the pack prints it (`agreement` in `pack.yml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

SETS = Path(__file__).resolve().parent.parent / "tests" / "agreement"
PROMISED = 80
"""Per cent of the levels."""

Level = int | str


@dataclass(frozen=True)
class Pair:
    """What two readers of one dossier answered to one question: a level 0-4, `unknown` or `na`."""

    dossier: str
    question: str
    strict: Level
    lenient: Level

    @property
    def agrees(self) -> bool:
        """Whether both chose the same; a level against "unknown" is a disagreement."""
        return self.strict == self.lenient


def sets(folder: Path = SETS) -> dict[str, bool]:
    """Return the names of the sets, each with whether words were changed after it."""
    found = sorted(folder.glob("*/set.yml"))
    return {path.parent.name: yaml.safe_load(path.read_text(encoding="utf-8"))["mended"] for path in found}


def pairs(name: str, folder: Path = SETS) -> list[Pair]:
    """Return every pair of answers of a set, in the order of dossiers and questions."""
    found = []
    for dossier in sorted((folder / name).glob("dossier-*.md")):
        number = dossier.stem.removeprefix("dossier-")
        strict, lenient = (answers_of(dossier.with_name(f"{reader}-{number}.yml")) for reader in ("strict", "lenient"))
        found += [Pair(dossier.stem, question, strict[question], lenient[question]) for question in sorted(strict)]
    return found


def answers_of(path: Path) -> dict[str, Level]:
    """Return what one reader answered to one dossier: question -> level, `unknown` or `na`."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    # The level of L01 stands beside its purposes; without one it is 0.
    return {
        question: answer.get("level", 0) if isinstance(answer, dict) else answer for question, answer in given.items()
    }


if __name__ == "__main__":
    for name, mended in sets().items():
        every = pairs(name)
        same = sum(pair.agrees for pair in every)
        what = "used for mending" if mended else f"promised: {PROMISED} %"
        print(f"{name}: {same} of {len(every)} answers agree, {100 * same / len(every):.0f} % ({what})")
        for pair in every:
            if not pair.agrees:
                print(f"  {pair.dossier}  {pair.question}  strict {pair.strict}, lenient {pair.lenient}")
