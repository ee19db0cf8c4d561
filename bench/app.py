"""Measure the app as somebody has it who opens the file by a double click: `python bench/app.py [FILE] [RUNS]`.

Prints its size, how long until the engine is ready, until a verdict follows an answer and until the report is there, and what
the tab takes of memory. Times are those of this machine while nothing else runs; beside the first stands what the processor
was busy, which other programs disturb less. In no test: a time is no promise that holds on every machine.
"""

from __future__ import annotations

import base64
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "haneul-district"
RUNS = 5
ANSWERS = 9
GOALS = {
    "file, MB": 9,
    "first question, s": 0.5,
    "engine ready, s": 4,
    "answer, s": 0.5,
    "verdict after an answer, s": 0.5,
    "whole report, s": 4,
    "memory of the tab, MB": 400,
}

ASK = """async ([call, given]) => {
  const began = performance.now();
  const value = await app.engine.call(call, given);
  return [(performance.now() - began) / 1000, value];
}"""


def main() -> int:
    """Measure, print, and return 1 where a goal is missed."""
    given = [argument for argument in sys.argv[1:] if not argument.isdigit()]
    runs = next((int(argument) for argument in sys.argv[1:] if argument.isdigit()), RUNS)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(given[0]) if given else written(Path(folder))
        found = {"file, MB": file.stat().st_size / 1e6}
        opened = []
        for number in range(runs):
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            opened.append(first_minute(browser, file))
            if number == runs - 1:
                found |= used(browser)
            browser.close()
    for name in opened[0]:
        found[name] = statistics.median(one[name] for one in opened)
    for name, value in found.items():
        goal = GOALS.get(name)
        print(f"{name:32} {value:8.2f}" + (f"   goal {goal}" if goal else ""))
    return int(any(found[name] > goal for name, goal in GOALS.items()))


def chromium() -> str | None:
    """Return the browser of this machine; None for Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def written(folder: Path) -> Path:
    """Write a neutral app."""
    file = folder / "listen-first.html"
    subprocess.run([Path(sys.executable).with_name("listenfirst"), "app", "--out", file], check=True)
    return file


def first_minute(browser: Browser, file: Path) -> dict[str, float]:
    """Open the app in a new window; return when the first page and the engine were there, and how busy the processor was."""
    page = browser.new_page(locale="ko-KR")
    page.goto(file.resolve().as_uri(), wait_until="commit")
    times = {}
    for name, there in (
        ("first question, s", "() => document.querySelector('#page h1') ? performance.now() : 0"),
        ("engine ready, s", "() => app.engine.ready() ? performance.now() : 0"),
    ):
        while not (now := page.evaluate(there)):
            page.wait_for_timeout(20)
        times[name] = now / 1000
    return {**times, "processor until ready, s": max(tabs(browser).values())}


def used(browser: Browser) -> dict[str, float]:
    """Use the audit of an example in the page that is open; return the times of the calls and the memory of the tab."""
    page = browser.contexts[-1].pages[0]
    files = {
        path.relative_to(EXAMPLE).as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in EXAMPLE.rglob("*")
        if path.is_file()
    }
    here = {"id": ask(page, "open", files=files, language="ko")[1]["id"], "language": "ko"}
    ask(page, "verdict", scope="all", **here)
    answers, verdicts = [], []
    items = [item["id"] for item in ask(page, "questionnaire", scope="all", **here)[1]["items"]]
    for item in items[:: len(items) // ANSWERS]:
        raw = ask(page, "item", item=item, **here)[1]["raw"]
        answers.append(ask(page, "answer", item=item, raw=raw, scope="all", **here)[0])
        verdicts.append(ask(page, "verdict", scope="all", **here)[0])
    reports = [ask(page, "report", languages=["ko"], **here)[0] for _ in range(3)]
    return {
        "answer, s": statistics.median(answers),
        "verdict after an answer, s": statistics.median(verdicts),
        "first report, s": reports[0],
        "whole report, s": statistics.median(reports),
        "memory of the tab, MB": max(memory(tab) for tab in tabs(browser)),
    }


def ask(page: Page, call: str, **given: Any) -> tuple[float, Any]:  # noqa: ANN401 # what the engine answers
    """Make a call as the page does; return how long it took and its value."""
    took, value = page.evaluate(ASK, [call, given])
    return took, value


def tabs(browser: Browser) -> Mapping[int, float]:
    """Return the processes of a browser that show pages, each with how long the processor worked for it, in seconds."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return {one["id"]: one["cpuTime"] for one in found if one["type"] == "renderer"}


def memory(process: int) -> float:
    """Return what a process has in memory, what it shares counted in part, in MB."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1000
    return 0.0


if __name__ == "__main__":
    sys.exit(main())
