"""Look at a report while its answers change: a server for this machine only, and a build after every change."""

from __future__ import annotations

import functools
import http.server
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from audit.errors import AuditError, Message, Refused, say

LOOK_EVERY = 0.5
"""Seconds between two looks at the folder."""


def state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what would change if an answer, a setting or a note did: names, times and sizes."""
    watched = [
        folder / "audit.yml",
        *sorted((folder / "answers").rglob("*.yml")),
        *sorted((folder / "notes").rglob("*.md")),
        *sorted((folder / "site_template").rglob("*")),
    ]
    found = []
    for path in watched:
        try:
            stat = path.stat()
        except OSError:
            continue
        found.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the site; the terminal is for what changes, not for every request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the name is the base class's
        """Say nothing."""

    def end_headers(self) -> None:
        """Keep the browser from showing an older build."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def serve_folder(
    folder: Path,
    port: int,
    build: Callable[[Path], None],
    said: Callable[[Message], None],
    problem: Callable[[AuditError], None],
) -> None:
    """Serve the report until Ctrl-C, building it again after every change.

    Args:
        folder: The audit folder.
        port: The port on this machine; 0 for any free one.
        build: Builds the site into a folder.
        said: Tells the user something.
        problem: Tells the user what is wrong; the last good report stays.

    Raises:
        Refused: The port is taken.
        AuditError: The first build failed.
    """
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        before = state_of(folder)
        build(site)
        handler = functools.partial(_Quiet, directory=str(site))
        try:
            server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError as error:
            raise Refused(
                say("port {port} cannot be used: {reason}", port=port, reason=error.strerror or str(error)),
                say("choose another with --port, or --port 0 for any free one"),
            ) from None
        threading.Thread(target=server.serve_forever, daemon=True).start()
        said(
            say(
                "The report is at http://127.0.0.1:{port}/ and is built again when answers change. Ctrl-C ends.",
                port=server.server_port,
            )
        )
        try:
            pause = threading.Event()
            while True:
                pause.wait(LOOK_EVERY)
                now = state_of(folder)
                if now == before:
                    continue
                before = now
                try:
                    build(site)
                    said(say("Built again; reload the page."))
                except AuditError as error:
                    problem(error)
        except KeyboardInterrupt:
            said(say("Ended."))
        finally:
            server.shutdown()
            server.server_close()
