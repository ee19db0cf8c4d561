"""The faults that `make mutants` plants can be planted: the lists name code that is there."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path

MUTANTS = Path(__file__).resolve().parents[1] / "tools" / "mutants.py"


def test_every_known_fault_still_has_its_place() -> None:
    script = runpy.run_path(str(MUTANTS))
    assert len(script["known_mutants"]()) == 7


def test_every_equivalent_fault_is_one_that_could_be_planted() -> None:
    script = runpy.run_path(str(MUTANTS))
    named = tomllib.loads(MUTANTS.with_name("equivalent_mutants.toml").read_text(encoding="utf-8"))
    paths = {name.partition(" ")[0] for name in named}
    possible = {mutant.name for path in paths for mutant in script["every_mutant"](path)}
    assert named.keys() <= possible
