"""The form says what the terminal says, and its script knows every text by its name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import audit.interview
import audit.wording
from audit.files.shipped import shipped
from audit.interview.form_texts import AS_IN_TERMINAL, TEXTS
from audit.interview.response_form import TEXTS as RESPONSE_TEXTS
from audit.model.values import MESSAGES
from audit.wording.names import UNIT_NAMES


def test_what_both_say_is_the_same_text() -> None:
    folders = (Path(audit.interview.__file__).parent, Path(audit.wording.__file__).parent)
    said = {
        node.value
        for folder in folders
        for path in folder.glob("*.py")
        if not path.stem.startswith("form")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert [text for text in AS_IN_TERMINAL.values() if text not in said] == []


def test_the_script_uses_every_text_and_no_other() -> None:
    script = "".join(
        path.read_text(encoding="utf-8")
        for path in (shipped("site_template") / "form").iterdir()
        if path.name.endswith(".js") and path.name != "respond.js"
    )
    named = set(re.findall(r"TEXTS\.(\w+)", script)) | {
        key for key in (*MESSAGES, "not_sample") if f'"{key}"' in script
    }
    # What another unit than the one that is asked for is answered with is named by that unit.
    units = {f"not_{unit}" for unit in UNIT_NAMES}
    # A choice is not typed there.
    assert named | units | {"not_choice"} == {*TEXTS, *MESSAGES}


def test_the_script_of_the_page_for_responses_uses_every_text_and_no_other() -> None:
    script = (shipped("site_template") / "form" / "respond.js").read_text(encoding="utf-8")
    assert set(re.findall(r"TEXTS\.(\w+)", script)) == set(RESPONSE_TEXTS)
