"""How often two readers of one dossier choose the same level: `python bench/agreement.py`.

Under `tests/agreement/` lie dossiers of invented bodies, and what a strict and a lenient reader answered to each. Both readers
are simulated, and there are few dossiers: the figure says where the words of a question are weak, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

DOSSIERS = Path(__file__).resolve().parent.parent / "tests" / "agreement"
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


def pairs(folder: Path = DOSSIERS) -> list[Pair]:
    """Return every pair of answers, in the order of dossiers and questions."""
    found = []
    for dossier in sorted(folder.glob("*/dossier-*.md")):
        number = dossier.stem.removeprefix("dossier-")
        strict, lenient = (_read(dossier.with_name(f"{reader}-{number}.yml")) for reader in ("strict", "lenient"))
        name = f"{dossier.parent.name}/{dossier.stem}"
        found += [Pair(name, question, strict[question], lenient[question]) for question in sorted(strict)]
    return found


def _read(path: Path) -> dict[str, Level]:
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    # The level of L01 stands beside its purposes; without one it is 0.
    return {
        question: answer.get("level", 0) if isinstance(answer, dict) else answer for question, answer in given.items()
    }


if __name__ == "__main__":
    every = pairs()
    same = sum(pair.agrees for pair in every)
    print(f"{same} of {len(every)} answers agree: {100 * same / len(every):.0f} % (promised: {PROMISED} %)")
    for pair in every:
        if not pair.agrees:
            print(f"  {pair.dossier}  {pair.question}  strict {pair.strict}, lenient {pair.lenient}")
