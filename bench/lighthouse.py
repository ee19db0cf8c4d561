"""Look at the built summary as a telephone on a slow line does: `make lighthouse`.

Lighthouse comes by npm into bench/lighthouse/ and is in no test: its performance is a time, and machines differ. The
report is built, served over gzip from this machine, and what was promised is printed beside what was found. Exit 1 says
that a promise is not kept.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "bench" / "lighthouse"
EXAMPLE, DAY, LANGUAGES = "narae-city", "2026-11-23", ("ko", "en")
PROMISED = {"accessibility": 100, "best-practices": 100, "performance": 98}
FIRST_VIEW = 120 * 1024
"""Bytes over gzip that the first view of the summary may cost."""
RUNS = 5
PACKED = (".html", ".css", ".js", ".json", ".svg", ".csv", ".ics")


class Packing(http.server.SimpleHTTPRequestHandler):
    """A web server as agencies have one: it packs text, and lets a browser keep the rest."""

    protocol_version = "HTTP/1.1"
    sent: dict[str, int]

    def __init__(self, *arguments: Any, sent: dict[str, int], **options: Any) -> None:  # noqa: ANN401 # as the base class
        self.sent = sent
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:  # the name is the base class's
        """Send a file, packed where that helps."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        packs = path.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        if packs:
            content = gzip.compress(content)
        self.sent[self.path] = len(content)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=86400")
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the name is the base class's
        """Say nothing."""


@contextmanager
def served(folder: Path, sent: dict[str, int]) -> Iterator[str]:
    """Serve a folder; gives the address."""
    handler = functools.partial(Packing, sent=sent, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def chromium() -> str:
    """Return where Chromium lies."""
    found = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "")
    if not found:
        sys.exit("no Chromium: install it, or name it in CHROME_PATH")
    return found


def looked_at(url: str) -> dict[str, Any]:
    """Run Lighthouse with its mobile profile; returns its report."""
    command = [str(HOME / "node_modules" / ".bin" / "lighthouse"), url, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(PROMISED)}", "--chrome-flags=--headless=new --no-sandbox"]
    environment = {**os.environ, "CHROME_PATH": chromium()}
    done = subprocess.run(command, env=environment, cwd=HOME, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"Lighthouse failed:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def middle(reports: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the report of middling performance: whether a first paint comes before a script is a matter of chance."""
    return sorted(reports, key=lambda report: report["categories"]["performance"]["score"] or 0)[len(reports) // 2]


def told(report: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Give a line for each promise, and whether it is kept; under one that is not, what is to blame."""
    for name, least in PROMISED.items():
        category = report["categories"][name]
        score = round((category["score"] or 0) * 100)
        yield f"  {name}: {score} (promised: {least})", score >= least
        for audit in category["auditRefs"]:
            found = report["audits"][audit["id"]]
            if audit["weight"] and found["score"] is not None and found["score"] < 1:
                yield f"    {found['title']}: {found.get('displayValue', '')}", True


def main() -> None:
    """Build, serve, look, print."""
    kept = True
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        command = [str(Path(sys.executable).with_name("listenfirst")), "build", str(ROOT / "examples" / EXAMPLE)]
        subprocess.run([*command, "--date", DAY, "--lang", "all", "--out", str(site)], check=True, capture_output=True)
        for language in LANGUAGES:
            sent: dict[str, int] = {}
            with served(site, sent) as address:
                reports = [looked_at(f"{address}/{language}/index.html") for _ in range(RUNS)]
            report = middle(reports)
            print(f"{language}, the summary: the middle one of {RUNS}")
            for line, is_kept in told(report):
                print(line)
                kept = kept and is_kept
            size = sum(sent.values())
            print(f"  first view over gzip: {size / 1024:.0f} KB (promised: at most {FIRST_VIEW // 1024} KB)")
            kept = kept and size <= FIRST_VIEW
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
