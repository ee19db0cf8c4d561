"""One writer a file: on shared folders, through links, on drives that know no locks."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.errors import NotSaved, Refused
from audit.files.answers_file import open_answers, read_answers
from audit.files.atomic import mode_for_another_group, write_durably
from audit.files.folder import SettingsFile, create_folder, open_folder
from audit.files.imports.undo import put_back
from audit.files.locks import cannot_lock, lock_name, only_one
from audit.model.answers import Answer, Respondent
from audit.model.pack import Pack

pytestmark = pytest.mark.slow

ALICE, BOB, TEAM, OTHERS = 61001, 61002, 62001, 62002
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two people")


@pytest.fixture(scope="module", autouse=True)
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load what is loaded late: somebody else may not be allowed to read where Python lies."""
    with only_one(tmp_path_factory.mktemp("loaded") / "a.yml"):
        pass


@contextlib.contextmanager
def acting_as(user: int, group: int, *more: int) -> Iterator[None]:
    """Be somebody else for a while."""
    groups, mask = os.getgroups(), os.umask(0o002)
    os.setgroups([group, *more])
    os.setresgid(group, group, 0)
    os.setresuid(user, user, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.setgroups(groups)
        os.umask(mask)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def put(path: Path, pack: Pack, question: str, level: int) -> None:
    with open_answers(path, pack, Respondent()) as file:
        file.put(question, Answer(level=level))


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Path]:
    """A folder that a team shares, outside of what only root may enter."""
    folder = Path("/tmp") / f"listen-first-shared-{tmp_path.name}-{os.getpid()}"
    folder.mkdir()
    os.chown(folder, ALICE, TEAM)
    folder.chmod(0o2775)
    yield folder
    shutil.rmtree(folder)


@as_root
def test_two_people_of_a_team_answer_one_file_in_turn(shared: Path, pack: Pack) -> None:
    path = shared / "lead.yml"
    with acting_as(ALICE, ALICE, TEAM):
        put(path, pack, "M01", 1)
        path.chmod(0o664)
        put(path, pack, "M02", 1)
    for user, question in ((BOB, "M05"), (ALICE, "L02"), (BOB, "T05")):
        with acting_as(user, user, TEAM):
            put(path, pack, question, 2)
            with only_one(path):
                assert (mode(lock_name(path)), lock_name(path).stat().st_gid) == (0o664, TEAM)
        assert (mode(path), path.stat().st_gid) == (0o664, TEAM)
    assert read_answers(path, pack).answers.keys() == {"M01", "M02", "M05", "L02", "T05"}


@as_root
def test_a_folder_that_hands_on_no_group_keeps_the_group_of_its_files(shared: Path, pack: Pack) -> None:
    shared.chmod(0o775)
    path = shared / "lead.yml"
    with acting_as(ALICE, ALICE, TEAM):
        put(path, pack, "M01", 1)
        os.chown(path, -1, TEAM)
        path.chmod(0o660)
        put(path, pack, "M02", 1)
        with only_one(path):
            for place in (path, lock_name(path)):
                assert (mode(place), place.stat().st_gid) == (0o660, TEAM)


@as_root
def test_root_gives_a_file_back_to_its_owner(shared: Path, pack: Pack) -> None:
    path = shared / "lead.yml"
    with acting_as(ALICE, ALICE, TEAM):
        put(path, pack, "M01", 1)
    put(path, pack, "M02", 1)
    assert (path.stat().st_uid, mode(path)) == (ALICE, 0o600)


@as_root
def test_a_group_that_cannot_be_kept_hands_its_rights_to_no_other_group(shared: Path, pack: Pack) -> None:
    shared.chmod(0o777)
    path = shared / "lead.yml"
    with acting_as(ALICE, TEAM):
        put(path, pack, "M01", 1)
        path.chmod(0o676)
    with acting_as(BOB, OTHERS):
        put(path, pack, "M02", 1)
    assert (mode(path), path.stat().st_gid) == (0o666, OTHERS)


@pytest.mark.parametrize(
    ("given", "left"), [(0o664, 0o644), (0o660, 0o600), (0o666, 0o666), (0o640, 0o600), (0o646, 0o646)]
)
def test_another_group_gets_what_everybody_has(given: int, left: int) -> None:
    assert mode_for_another_group(given) == left


@as_root
def test_who_may_only_read_a_file_is_told_so_before_anything_is_asked(shared: Path, pack: Pack) -> None:
    path = shared / "lead.yml"
    with acting_as(ALICE, ALICE, TEAM):
        put(path, pack, "M01", 1)
        path.chmod(0o644)
    before = path.read_bytes()
    with acting_as(BOB, BOB, TEAM):
        with pytest.raises(NotSaved, match="can be read by you, but not changed"), only_one(path):
            pass
        with pytest.raises(PermissionError):
            write_durably(path, b"mine")
    assert path.read_bytes() == before
    assert [place.name for place in shared.iterdir()] == ["lead.yml"]


@as_root
def test_the_owner_changes_a_file_that_was_copied_from_where_nobody_may(shared: Path, pack: Pack) -> None:
    path = shared / "lead.yml"
    with acting_as(ALICE, ALICE, TEAM):
        put(path, pack, "M01", 1)
        path.chmod(0o444)
        put(path, pack, "M02", 1)
    assert mode(path) == 0o444


@as_root
def test_a_lock_that_somebody_else_left_is_named(shared: Path) -> None:
    path = shared / "lead.yml"
    with acting_as(ALICE, ALICE, TEAM):
        lock_name(path).touch(mode=0o600)
    with acting_as(BOB, BOB, TEAM):
        with pytest.raises(NotSaved, match=r"\.lead\.yml\.lock belongs to somebody else") as caught, only_one(path):
            pass
        assert "delete it" in str(caught.value.remedy)


@as_root
def test_a_folder_without_the_right_to_write_is_told_as_such(shared: Path) -> None:
    shared.chmod(0o755)
    with (
        acting_as(BOB, BOB, TEAM),
        pytest.raises(NotSaved, match="Permission denied") as caught,
        only_one(shared / "a.yml"),
    ):
        pass
    assert "a folder that you may write to" in str(caught.value.remedy)


def test_a_file_that_is_answered_in_another_window_is_refused_without_talk_of_locks(tmp_path: Path) -> None:
    with only_one(tmp_path / "lead.yml"), pytest.raises(Refused) as caught, only_one(tmp_path / "lead.yml"):
        pass
    assert "lead.yml is being answered in another window" in str(caught.value.what)
    assert str(caught.value.remedy) == "finish or close that interview first; nothing was changed here"


def test_nothing_is_left_beside_a_file_that_was_answered(tmp_path: Path, pack: Pack) -> None:
    put(tmp_path / "lead.yml", pack, "M01", 1)
    assert [place.name for place in tmp_path.iterdir()] == ["lead.yml"]


def test_an_answer_goes_through_a_link_and_the_link_stays(tmp_path: Path, pack: Pack) -> None:
    create_folder(tmp_path / "acme", "Acme", ("en",), "listen-first")
    folder = open_folder(tmp_path / "acme")
    store = folder.path / "store"
    store.mkdir()
    path = folder.path / "answers" / "2026-11" / "lead.yml"
    path.parent.mkdir(parents=True)
    put(store / "lead.yml", pack, "M01", 1)
    (store / "lead.yml").chmod(0o640)
    path.symlink_to("../../store/lead.yml")
    put(folder.answers_path("2026-11"), pack, "M02", 2)
    assert path.is_symlink()
    assert read_answers(store / "lead.yml", pack).answers.keys() == {"M01", "M02"}
    assert mode(store / "lead.yml") == 0o640
    assert [place.name for place in path.parent.iterdir()] == ["lead.yml"], "the lock lies beside the file itself"
    with only_one(path), pytest.raises(Refused, match="another window"), only_one(store / "lead.yml"):
        pass


def test_settings_behind_a_link_keep_it_and_their_mode(tmp_path: Path) -> None:
    create_folder(tmp_path / "acme", "Acme", ("en",), "listen-first")
    path = tmp_path / "acme" / "audit.yml"
    path.rename(path.with_name("settings.yml"))
    path.with_name("settings.yml").chmod(0o664)
    path.symlink_to("settings.yml")
    SettingsFile(open_folder(path.parent)).put("X4", "run")
    put_back(path, path.read_bytes())
    assert path.is_symlink()
    assert mode(path) == 0o664
    assert open_folder(path.parent).settings.profile == {"X4": "run"}


def test_an_access_list_stays(tmp_path: Path) -> None:
    path = tmp_path / "lead.yml"
    path.write_bytes(b"old")
    # Read and write for the owner and one more, nothing for the group: version 2, then tag, rights and id of each entry.
    entries = [(0x01, 6, -1), (0x02, 6, BOB), (0x04, 0, -1), (0x10, 6, -1), (0x20, 0, -1)]
    listed = (2).to_bytes(4, "little") + b"".join(
        tag.to_bytes(2, "little") + rights.to_bytes(2, "little") + who.to_bytes(4, "little", signed=True)
        for tag, rights, who in entries
    )
    name = "system.posix_acl_access"
    try:
        os.setxattr(path, name, listed)
    except (OSError, AttributeError):
        pytest.skip("this drive knows no access lists")
    write_durably(path, b"new")
    assert os.getxattr(path, name) == listed


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL])
def test_drives_that_know_no_locks_are_recognised(number: int) -> None:
    assert cannot_lock(OSError(number, ""))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EAGAIN, errno.EIO, errno.ENOSPC, errno.EROFS])
def test_a_lock_that_is_held_and_a_broken_drive_are_no_drive_without_locks(number: int) -> None:
    assert not cannot_lock(OSError(number, ""))


# What a network drive answers, put before the library that asks it.
SHIM = r"""
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <dlfcn.h>
static int answer(const char *call) {
    const char *wanted = getenv("SHIM"), *found = wanted ? strstr(wanted, call) : NULL;
    return found ? atoi(found + strlen(call) + 1) : 0;
}
#define REFUSE(call) int number = answer(call); if (number) { errno = number; return -1; }
int flock(int fd, int how) { REFUSE("flock") int (*real)(int, int) = dlsym(RTLD_NEXT, "flock"); return real(fd, how); }
int fchmod(int fd, mode_t mode) { REFUSE("chmod") int (*real)(int, mode_t) = dlsym(RTLD_NEXT, "fchmod"); return real(fd, mode); }
int chmod(const char *path, mode_t mode) { REFUSE("chmod") int (*real)(const char *, mode_t) = dlsym(RTLD_NEXT, "chmod"); return real(path, mode); }
int fchown(int fd, uid_t user, gid_t group) { REFUSE("chown") int (*real)(int, uid_t, gid_t) = dlsym(RTLD_NEXT, "fchown"); return real(fd, user, group); }
int fsync(int fd) { REFUSE("sync") int (*real)(int) = dlsym(RTLD_NEXT, "fsync"); return real(fd); }
"""

SAVE = """
import sys
from pathlib import Path
from audit.errors import AuditError
from audit.files.answers_file import open_answers
from audit.files.packs.shipped import shipped_pack
from audit.model.answers import Answer, Respondent
try:
    with open_answers(Path(sys.argv[1]), shipped_pack("listen-first"), Respondent()) as file:
        file.put(sys.argv[2], Answer(level=1))
        print("saved", flush=True)
        if len(sys.argv) > 3:
            sys.stdin.readline()
except AuditError as error:
    print(error)
    print(error.remedy)
"""


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that refuses what it is told to refuse."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("there is no C compiler here")
    folder = tmp_path_factory.mktemp("shim")
    (folder / "shim.c").write_text(SHIM, encoding="utf-8")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", folder / "shim.so", folder / "shim.c", "-ldl"], check=True)
    return folder / "shim.so"


def saving(shim: Path, refused: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SAVE, *arguments],
        env={**os.environ, "SHIM": refused, "LD_PRELOAD": str(shim)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate("\n", timeout=60)
    return out


ODD_DRIVES = [
    *(f"flock={number}" for number in (errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL)),
    f"chmod={errno.EPERM}",
    f"chmod={errno.EOPNOTSUPP},chown={errno.EPERM}",
    f"sync={errno.EINVAL}",
    f"flock={errno.ENOLCK},chmod={errno.EPERM},chown={errno.EPERM},sync={errno.EINVAL}",
]


@pytest.mark.parametrize("refused", ODD_DRIVES)
def test_answers_are_saved_on_drives_that_can_less(tmp_path: Path, pack: Pack, shim: Path, refused: str) -> None:
    path = tmp_path / "lead.yml"
    # An ordinary machine was here before and left its lock.
    put(path, pack, "M01", 1)
    for question in ("M02", "M05"):
        assert said(saving(shim, refused, str(path), question)) == "saved\n"
    assert read_answers(path, pack).answers.keys() == {"M01", "M02", "M05"}
    assert mode(path) == 0o600


def test_a_broken_drive_is_not_taken_for_one_that_can_less(tmp_path: Path, shim: Path) -> None:
    assert "this answer was not saved" in said(saving(shim, f"sync={errno.EIO}", str(tmp_path / "lead.yml"), "M01"))


def test_without_locks_a_second_interview_is_refused_until_the_first_ends_however_it_ends(
    tmp_path: Path, pack: Pack, shim: Path
) -> None:
    path, refused = tmp_path / "lead.yml", f"flock={errno.ENOLCK}"
    with saving(shim, refused, str(path), "M01", "and wait") as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "saved\n"
        second = said(saving(shim, refused, str(path), "M02"))
        assert "lead.yml is being answered in another window" in second
        assert f"delete {tmp_path / '.lead.yml.lock.held'}" in second
        first.kill()
    assert said(saving(shim, refused, str(path), "M02")) == "saved\n"
    assert read_answers(path, pack).answers.keys() == {"M01", "M02"}
    assert not list(tmp_path.glob(".*.held"))
