"""The server of `listenfirst serve`: it answers to its own names only, and leaves nothing behind however it ends."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
ENDINGS = [signal.SIGTERM, signal.SIGINT, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]

Serve = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An audit whose report is small: in one language."""
    folder = Path(shutil.copytree(EXAMPLES / "maple-library", tmp_path_factory.mktemp("audit") / "maple"))
    settings = folder / "audit.yml"
    settings.write_text(re.sub(r"(?m)^languages:.*$", "languages: [en]", settings.read_text(encoding="utf-8")), "utf-8")
    return folder


def started(folder: Path, temporary: Path, port: int = 0) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "LC_ALL", "LANGUAGE")}
    return subprocess.Popen(
        [sys.executable, "-m", "audit", "serve", str(folder), "--port", str(port), "--date", "2026-11-23"],
        env={**environment, "TMPDIR": str(temporary), "LANGUAGE": "en", "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def port_of(server: subprocess.Popen[str]) -> int:
    """Wait until it says where the report is."""
    assert server.stdout is not None
    for line in server.stdout:
        found = re.search(r"127\.0\.0\.1:(\d+)", line)
        if found:
            return int(found[1])
    assert server.stderr is not None
    raise AssertionError(server.stderr.read())


def ended(server: subprocess.Popen[str], by: signal.Signals) -> tuple[int, str]:
    server.send_signal(by)
    _, err = server.communicate(timeout=60)
    return server.returncode, err


@pytest.fixture(scope="module")
def served(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A report that is shown; its port."""
    temporary = tmp_path_factory.mktemp("served")
    server = started(folder, temporary)
    try:
        yield port_of(server)
    finally:
        code, err = ended(server, signal.SIGTERM)
    assert code == 128 + signal.SIGTERM
    assert err == "", "nothing that anybody asked for was said to the user"
    assert list(temporary.iterdir()) == []


def asked(port: int, path: str = "/", host: str | None = None, method: str = "GET") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest(method, path, skip_host=True)
    if host != "":
        connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, content


def test_it_answers_to_its_own_names(served: int) -> None:
    for host in ("127.0.0.1", "localhost", "LocalHost", "[::1]"):
        status, content = asked(served, host=f"{host}:{served}")
        assert status == 200
        assert b"Maple Library" in content


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "localhost",
        "127.0.0.1",
        "localhost:1",
        "localhost:{port}.evil.example",
        "",
    ],
)
def test_it_answers_to_no_other_name(served: int, host: str) -> None:
    status, content = asked(served, host=host.format(port=served))
    assert status == 421
    assert b"only" in content
    assert b"Maple" not in content


def test_two_names_at_once_are_none(served: int) -> None:
    with socket.create_connection(("127.0.0.1", served), timeout=30) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: localhost:{served}\r\nHost: evil.example\r\n\r\n".encode())
        assert b" 421 " in connection.makefile("rb").readline()


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/index.html%00.png",
        "/%ff",
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/" + "a" * 5000,
        "/" + "a/" * 5000,
        "/%ed%a0%80",
        "/index.html/",
        "/assets/",
        "/http://[",
        "//[evil",
        "/nothing",
    ],
)
def test_a_path_that_leads_nowhere_is_not_found(served: int, path: str) -> None:
    status, content = asked(served, path)
    assert status == 404
    assert b"root:" not in content
    assert asked(served)[0] == 200, "and it goes on"


def test_other_methods(served: int) -> None:
    status, content = asked(served, method="HEAD")
    assert (status, content) == (200, b"")
    assert asked(served, "/%00", method="HEAD") == (404, b"")
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE"):
        assert asked(served, method=method)[0] == 501
    with socket.create_connection(("127.0.0.1", served), timeout=30) as connection:
        connection.sendall(b"\x16\x03\x01 nonsense\r\n\r\n")
        assert b"400" in connection.makefile("rb").read()


def test_a_port_that_is_taken_is_a_sentence(served: int, folder: Path, tmp_path: Path) -> None:
    server = started(folder, tmp_path, served)
    _, err = server.communicate(timeout=120)
    assert server.returncode == 1
    assert f"port {served} cannot be used" in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("by", ENDINGS)
def test_it_leaves_nothing_behind_when_it_is_ended(folder: Path, tmp_path: Path, by: signal.Signals) -> None:
    server = started(folder, tmp_path)
    port_of(server)
    code, err = ended(server, by)
    assert code == (0 if by is signal.SIGINT else 128 + by)
    assert err == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("by", ENDINGS)
def test_it_leaves_nothing_behind_when_it_is_ended_while_it_builds(
    folder: Path, tmp_path: Path, by: signal.Signals
) -> None:
    server = started(folder, tmp_path)
    while not any(tmp_path.rglob("*.md")) and server.poll() is None:
        pass
    code, err = ended(server, by)
    assert code == (1 if by is signal.SIGINT else 128 + by), err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_the_next_one_clears_what_a_killed_one_left_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    killed, other = started(folder, tmp_path), started(folder, tmp_path)
    port_of(killed)
    port = port_of(other)
    ended(killed, signal.SIGKILL)
    (tmp_path / ".listen-first-mine").mkdir()
    assert len(list(tmp_path.iterdir())) == 5
    following = started(folder, tmp_path)
    port_of(following)
    assert asked(port)[0] == 200, "the one that still runs keeps its report"
    ended(following, signal.SIGTERM)
    assert len(list(tmp_path.iterdir())) == 3
    ended(other, signal.SIGTERM)
    assert [path.name for path in tmp_path.iterdir()] == [".listen-first-mine"]


def test_without_a_temporary_folder_there_is_a_sentence(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(folder)],
        env={**os.environ, "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert "there is no place to build the report in" in done.stderr
    assert "Errno" not in done.stderr
    assert "Traceback" not in done.stderr


CODE = """
import sys, tempfile
tempfile._candidate_tempdir_list = lambda: ["/nowhere"]
sys.argv[1:] = ["serve", sys.argv[1], "--port", "0"]
from audit.cli import main
main()
"""
