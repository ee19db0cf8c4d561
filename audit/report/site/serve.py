"""Look at a report while its answers change: a server for this machine only, and a build after every change."""

from __future__ import annotations

import contextlib
import functools
import http.server
import io
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from audit.errors import AuditError, Message, Refused, say
from audit.files.workspace import own_temporary_folder

LOOK_EVERY = 0.5
"""Seconds between two looks at the folder."""
USUAL_PORT = 80
_NO_PAGE = "There is no such page."


def state_of(folder: Path, packs: Sequence[Path] = ()) -> tuple[tuple[str, int, int], ...]:
    """Return what would change if an answer, a setting, a note or a pack of one's own did: names, times and sizes.

    Args:
        folder: The audit folder.
        packs: The folders of its own packs.
    """
    watched = [
        folder / "audit.yml",
        folder / "accounts.yml",
        *sorted((folder / "answers").rglob("*.yml")),
        *sorted((folder / "notes").rglob("*.md")),
        *sorted((folder / "site_template").rglob("*")),
        *sorted(path for pack in packs for path in pack.glob("*.yml")),
    ]
    found = []
    for path in watched:
        try:
            stat = path.stat()
        except OSError:
            continue
        found.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


class _Site(http.server.SimpleHTTPRequestHandler):
    """Shows the site to whoever asks for it by a name of this machine; the terminal is for what changes, not for every request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the name is the base class's
        """Say nothing."""

    def end_headers(self) -> None:
        """Keep the browser from showing an older build, and others from showing it as theirs."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Find what was asked for: for GET and HEAD alike."""
        server = self.server
        assert isinstance(server, http.server.HTTPServer)
        asked = [name.strip().lower() for name in self.headers.get_all("Host", [])]
        if len(asked) != 1 or asked[0] not in own_names(server.server_port):
            # A page from elsewhere can make its own name lead to this machine, and read what is shown under it.
            self._refuse(
                HTTPStatus.MISDIRECTED_REQUEST, f"This report is shown at http://127.0.0.1:{server.server_port}/ only."
            )
            return None
        try:
            return super().send_head()
        except (OSError, ValueError):
            # No file can be called so: with a zero in its name, or longer than any.
            self._refuse(HTTPStatus.NOT_FOUND, _NO_PAGE)
            return None

    def list_directory(self, path: str | os.PathLike[str]) -> io.BytesIO | None:
        """Show no lists of files."""
        del path
        self._refuse(HTTPStatus.NOT_FOUND, _NO_PAGE)
        return None

    def _refuse(self, status: HTTPStatus, words: str) -> None:
        self.send_error(status, explain=words)


class _Server(http.server.ThreadingHTTPServer):
    # On Windows two programs could otherwise answer on one port.
    allow_reuse_address = os.name != "nt"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hung up."""


def own_names(port: int) -> tuple[str, ...]:
    """Return how a browser on this machine calls the server.

    Args:
        port: Its port; the usual one is left out of a name.
    """
    names = ("127.0.0.1", "localhost", "[::1]")
    return tuple(f"{name}:{port}" for name in names) + (names if port == USUAL_PORT else ())


def serve_folder(
    folder: Path,
    port: int,
    build: Callable[[Path], None],
    said: Callable[[Message], None],
    problem: Callable[[AuditError], None],
    packs: Sequence[Path] = (),
) -> None:
    """Serve the report until Ctrl-C, building it again after every change. Nothing of it is left afterwards.

    Args:
        folder: The audit folder.
        port: The port on this machine; 0 for any free one.
        build: Builds the site into a folder.
        said: Tells the user something.
        problem: Tells the user what is wrong; the last good report stays.
        packs: The folders of its own packs.

    Raises:
        Refused: The port is taken, or there is no place to build in.
        AuditError: The first build failed.
    """
    with _place_to_build() as temporary:
        site = temporary / "site"
        look = functools.partial(state_of, folder, packs)
        before = look()
        build(site)
        try:
            server = _Server(("127.0.0.1", port), functools.partial(_Site, directory=str(site)))
        except OSError as error:
            raise Refused(
                say("port {port} cannot be used: {reason}", port=port, reason=error.strerror or str(error)),
                say("choose another with --port, or --port 0 for any free one"),
            ) from None
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            said(
                say(
                    "The report is at http://127.0.0.1:{port}/ and is built again when answers change. Ctrl-C ends.",
                    port=server.server_port,
                )
            )
            _watch(look, before, functools.partial(build, site), said, problem)
        except KeyboardInterrupt:
            said(say("Ended."))
        finally:
            server.shutdown()
            server.server_close()


@contextlib.contextmanager
def _place_to_build() -> Iterator[Path]:
    with contextlib.ExitStack() as stack:
        try:
            temporary = stack.enter_context(own_temporary_folder())
        except OSError as error:
            raise Refused(
                say("there is no place to build the report in: {reason}", reason=error.strerror or str(error)),
                say("make room in the temporary folder, or name another one in TMPDIR"),
            ) from None
        yield temporary


def _watch(
    look: Callable[[], tuple[tuple[str, int, int], ...]],
    before: tuple[tuple[str, int, int], ...],
    build: Callable[[], None],
    said: Callable[[Message], None],
    problem: Callable[[AuditError], None],
) -> None:
    pause = threading.Event()
    while True:
        pause.wait(LOOK_EVERY)
        now = look()
        if now == before:
            continue
        before = now
        try:
            build()
            said(say("Built again; reload the page."))
        except AuditError as error:
            problem(error)
