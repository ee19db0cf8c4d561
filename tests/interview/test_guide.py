"""The guide for whoever leads the sessions says with whom, in which order, how long, and what to ask to see."""

from __future__ import annotations

import re

import pytest

from audit.cli import run
from audit.files.packs.reader import load_pack
from audit.files.shipped import pack_folder
from audit.interview.flow import first_asked
from audit.interview.guide import Guide
from audit.interview.printable import as_markdown
from audit.language import translator
from audit.model.pack import Question

PACK = load_pack(pack_folder("listen-first"))


def guide(role: str | None = None, language: str = "en") -> str:
    return as_markdown(list(Guide(PACK, role, "plan", language, translator(language)).blocks())).replace("\\", "")


@pytest.mark.parametrize("role", ["it", "head", "communications"])
def test_a_session_holds_what_the_role_is_asked_once_what_a_first_verdict_needs_first(role: str) -> None:
    found = re.findall(r"^- \[ \] ([A-Z]+[0-9]+) ", guide(role), re.MULTILINE)
    asked = {
        item.id
        for item in PACK.by_id.values()
        if item.asked_of(role) and not (isinstance(item, Question) and item.computed)
    }
    assert sorted(found) == sorted(asked)
    first = [identity for identity in found if identity in first_asked(PACK)]
    assert found[: len(first)] == first


def test_it_says_what_to_ask_to_see_and_how_long_each_part_takes() -> None:
    said = guide("it", "ko")
    question = next(item for item in PACK.questions if item.asked_of("it") and not item.computed)
    assert question.words("plan").show["ko"] in said
    heads = [line for line in said.splitlines() if line.startswith("### ")]
    assert heads
    assert all(re.search(r"\([1-9]\d*분쯤\)$", line) for line in heads)


def test_the_sessions_stand_in_order_with_the_lead_last(capsys: pytest.CaptureFixture[str], tmp_path: object) -> None:
    sections = [line for line in guide().splitlines() if line.startswith("## ")][1:]
    counts = [int(re.search(r"([0-9]+) questions", line)[1]) for line in sections]  # type: ignore[index]
    assert sections[-1].startswith("## Audit lead")
    assert counts[:-1] == sorted(counts[:-1], reverse=True)
    assert run(["questions", "--guide", "--to", "html", "--out", f"{tmp_path}/guide.html"]) == 0
    assert "guide.html" in capsys.readouterr().out
