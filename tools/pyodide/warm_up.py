"""Runs in Pyodide: does all that the app does, once, so that packs and templates are worked out beforehand.

Notes in `/host/used.json` which modules that took, and which files were opened.
"""

import base64
import json
import sys
from pathlib import Path
from typing import Any

opened: set[str] = set()
sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" else None)
sys.path.insert(0, "/host/compiled/app")
# Else nothing that was worked out would be kept.
sys.dont_write_bytecode = False

from audit.app.engine import answer_call  # noqa: E402
from audit.files.packs.shipped import shipped_pack  # noqa: E402
from audit.language import LANGUAGES  # noqa: E402
from audit.model.body import KINDS, body_of  # noqa: E402

PACK = "listen-first"
PURPOSES = ("citizen-service", "information", None)
EDITIONS = ("internal", "client", "public")
FILES = ("csv", "ics", "xlsx", "json", "html", "zip")


def ask(call: str, **given: Any) -> Any:  # noqa: ANN401 # what the engine answers
    """Ask the engine; what it refuses is only told here."""
    answered = json.loads(answer_call(json.dumps({"call": call, "arguments": given})))
    if not answered["ok"]:
        print(f"{call}: {answered['problem']['message']}".splitlines()[0])
        return None
    return answered["value"]


def in_base64(path: Path) -> str:
    """Return a file as the page hands it over."""
    return base64.b64encode(path.read_bytes()).decode()


def whole_use(files: dict[str, str], language: str, editions: tuple[str, ...] = EDITIONS[:1]) -> None:
    """Use one audit as people do: ask, answer again what is answered, look at everything, take every file along."""
    audit = ask("open", files=files, language=language)
    here = {"id": audit["id"], "language": language}
    listed = ask("questionnaire", scope="all", **here)
    ask("questionnaire", scope="first", **here)
    for number, item in enumerate(listed["items"]):
        asked = ask("item", item=item["id"], **here)
        if number % 7 == 0 and asked and asked["raw"]:
            ask("answer", item=item["id"], raw=asked["raw"], scope="all", **here)
    ask("verdict", scope="all", **here)
    for edition in editions:
        ask("report", edition=edition, languages=list(LANGUAGES), **here)
    for what in FILES:
        made = ask("export", what=what, **here)
    for yes in (False, True):
        ask("take", name="audit.zip", bytes=made["bytes"], yes=yes, **here)
    ask("take", name="answers.yml", bytes=base64.b64encode(b"answers: {}\n").decode(), **here)
    ask("what_if", switches={}, **here)
    for call in ("check", "finish", "reopen", "undo", "alternative", "close"):
        ask(call, **here)


for kind in KINDS:
    for purpose in PURPOSES:
        shipped_pack(PACK, body_of(kind, None, purpose))
fresh = ask("create", agency="Agency", kind="public", language=LANGUAGES[0])
whole_use(fresh["files"], LANGUAGES[0])
examples = sorted(Path("/host/examples").iterdir())
for example in examples:
    files = {str(path.relative_to(example)): in_base64(path) for path in example.rglob("*") if path.is_file()}
    whole_use(files, LANGUAGES[-1], EDITIONS if example == examples[-1] else EDITIONS[:1])
# What a wrong file and an unknown call take.
ask("open", files={"audit.yml": base64.b64encode(b"format: [").decode()}, language=LANGUAGES[-1])
ask("nothing")
Path("/host/used.json").write_text(
    json.dumps({"modules": sorted(sys.modules), "files": sorted(opened)}), encoding="utf-8"
)
