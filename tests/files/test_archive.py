"""An audit folder as a zip: whole on the way out, distrusted on the way in."""

from __future__ import annotations

import io
import shutil
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import pytest

from audit.errors import AuditError, BadFiles, Refused
from audit.files.archive import pack_up, unpack
from audit.files.folder import AuditFolder, open_folder
from audit.files.shipped import shipped

SETTINGS = b'format: 1\nagency: {name: "A"}\nlanguages: [en]\npack: listen-first\n'
ANSWERS = b'format: 1\npack: listen-first\nversion: "1.0.0"\nanswers:\n  M02: {level: 1}\n'


@pytest.fixture
def narae(tmp_path: Path) -> AuditFolder:
    """A copy of an example audit, with a built site, an export, a note and a template beside it."""
    path = Path(shutil.copytree(shipped("examples") / "narae-city", tmp_path / "narae"))
    for name in (
        "site/.listen-first.json",
        "site/index.html",
        "export/report.pdf",
        "notes/summary.md",
        "site_template/pages/own.md.j2",
        "papers/log.pdf",
        "answers/2026-11/.lead.yml.lock",
    ):
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text("x", encoding="utf-8")
    return open_folder(path)


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[..., Path]:
    """Write a zip of these files; a name may be a ready-made entry."""

    def make(files: Mapping[str | zipfile.ZipInfo, bytes]) -> Path:
        path = tmp_path / "sent.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return path

    return make


def test_a_folder_comes_back_as_it_was_without_what_is_built(narae: AuditFolder, tmp_path: Path) -> None:
    packed = pack_up(narae)
    (tmp_path / "narae.zip").write_bytes(packed.content)
    assert packed.left_out == ("papers/log.pdf",)
    assert "site_template/pages/own.md.j2" in packed.files
    assert not [name for name in packed.files if name.startswith(("site/", "export/")) or "/." in name]
    done = unpack(tmp_path / "narae.zip", tmp_path / "back")
    for name in ("audit.yml", "answers/2026-11/lead.yml", "notes/summary.md"):
        assert (done.folder / name).read_bytes() == (narae.path / name).read_bytes()
    assert done.left_out == ("site_template/pages/own.md.j2",), "templates stay out unless asked for"
    assert not done.templates
    again = unpack(tmp_path / "narae.zip", tmp_path / "with", templates=True)
    assert again.templates
    assert (again.folder / "site_template/pages/own.md.j2").exists()
    assert stat.S_IMODE((done.folder / "audit.yml").stat().st_mode) == 0o600


def test_the_same_folder_gives_the_same_bytes(narae: AuditFolder) -> None:
    assert pack_up(narae).content == pack_up(narae).content


def test_a_zip_made_by_hand_may_have_a_folder_around_everything(zipped: Callable[..., Path], tmp_path: Path) -> None:
    sent = zipped(
        {
            folder_entry("acme/"): b"",
            "acme/audit.yml": SETTINGS,
            "acme/answers/2026-11/it.yml": ANSWERS,
            "acme/papers/old/audit.yml": SETTINGS,
            "__MACOSX/acme/._audit.yml": b"\0",
            "__MACOSX/._acme": b"\0",
            "acme/.DS_Store": b"\0",
            "acme/answers/2026-11/run.sh": b"rm",
        }
    )
    done = unpack(sent, tmp_path / "acme")
    assert sorted(p.relative_to(done.folder).as_posix() for p in done.folder.rglob("*") if p.is_file()) == [
        "answers/2026-11/it.yml",
        "audit.yml",
    ]
    assert len(done.left_out) == 5


def folder_entry(name: str) -> zipfile.ZipInfo:
    """A folder as zip programs of Unix write it, with its rights."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFDIR | 0o755) << 16 | 0x10
    return entry


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yml",
        "answers/../../evil.yml",
        "/etc/evil.yml",
        "..\\evil.yml",
        "C:/evil.yml",
        *(
            f"answers/2026-11/{name}.yml"
            for name in ("con", "NUL", "COM1", "lpt9", "COM¹", "com²", "LPT³", "CONIN$", "conout$")
        ),
        *(f"notes/{name}" for name in ("con", "COM¹", "aux.tar.md", "nul .md", "CONIN$.md", "x.md ", "x.md.")),
        "answers/2026-11/x.yml.",
        link("answers/2026-11/it.yml"),
        link("answers/2026-11"),
        "AUDIT.yml",
    ],
)
def test_what_no_honest_zip_holds_is_refused_whole(
    zipped: Callable[..., Path], tmp_path: Path, name: str | zipfile.ZipInfo
) -> None:
    sent = zipped({"audit.yml": SETTINGS, name: b"../../../etc"})
    with pytest.raises(Refused):
        unpack(sent, tmp_path / "new" / "acme")
    assert not (tmp_path / "new" / "acme").exists()
    assert not list(tmp_path.rglob("evil*"))
    assert [path.name for path in tmp_path.rglob("audit.yml")] == []


def test_a_zip_bomb_is_refused_before_it_fills_anything(zipped: Callable[..., Path], tmp_path: Path) -> None:
    sent = zipped({"audit.yml": SETTINGS, "answers/2026-11/it.yml": b"0" * (21 * 2**20)})
    assert sent.stat().st_size < 100_000
    with pytest.raises(Refused, match="too large"):
        unpack(sent, tmp_path / "acme")


def test_a_size_that_lies_is_found_out(zipped: Callable[..., Path], tmp_path: Path) -> None:
    sent = zipped({"audit.yml": SETTINGS, "answers/2026-11/it.yml": ANSWERS * 1000})
    content = sent.read_bytes()
    sent.write_bytes(content.replace(len(ANSWERS * 1000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(AuditError):
        unpack(sent, tmp_path / "acme")
    assert not (tmp_path / "acme").exists()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sent.zip").write_bytes(content)
    with pytest.raises(Refused, match="no zip"):
        unpack(tmp_path / "sent.zip", tmp_path / "acme")


def test_a_truncated_zip_is_refused(narae: AuditFolder, tmp_path: Path) -> None:
    content = pack_up(narae).content
    for size in (len(content) // 2, len(content) - 5):
        (tmp_path / "sent.zip").write_bytes(content[:size])
        with pytest.raises(AuditError):
            unpack(tmp_path / "sent.zip", tmp_path / "acme")
    damaged = bytearray(content)
    damaged[200:260] = b"\xff" * 60
    (tmp_path / "sent.zip").write_bytes(damaged)
    with pytest.raises(AuditError):
        unpack(tmp_path / "sent.zip", tmp_path / "acme")
    assert not (tmp_path / "acme").exists()


def test_wrong_files_are_named_by_their_place_in_the_zip(zipped: Callable[..., Path], tmp_path: Path) -> None:
    sent = zipped({"audit.yml": SETTINGS, "answers/2026-11/it.yml": ANSWERS.replace(b"1}", b"9}")})
    with pytest.raises(BadFiles) as caught:
        unpack(sent, tmp_path / "acme")
    (problem,) = caught.value.problems
    assert problem.path == sent / "answers/2026-11/it.yml"
    assert problem.line == 5


@pytest.mark.parametrize(
    ("old", "new"), [(b"format: 1", b"format: 9"), (b"listen-first", b"another"), (b"1.0.0", b"99.0.0")]
)
def test_a_newer_format_or_another_pack_is_refused(
    zipped: Callable[..., Path], tmp_path: Path, old: bytes, new: bytes
) -> None:
    sent = zipped({"audit.yml": SETTINGS, "answers/2026-11/it.yml": ANSWERS.replace(old, new)})
    with pytest.raises(Refused) as caught:
        unpack(sent, tmp_path / "acme")
    assert str(sent) in str(caught.value.what)
    assert not (tmp_path / "acme").exists()


def test_a_folder_that_holds_something_is_never_written_over(zipped: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="not empty"):
        unpack(zipped({"audit.yml": SETTINGS}), tmp_path / "acme")
    assert [path.name for path in (tmp_path / "acme").iterdir()] == ["mine"]


def test_only_the_logo_that_the_settings_name_is_taken(zipped: Callable[..., Path], tmp_path: Path) -> None:
    settings = SETTINGS + b'brand: {logo: "logo.svg"}\n'
    done = unpack(zipped({"audit.yml": settings, "logo.svg": b"<svg/>", "other.png": b"x"}), tmp_path / "acme")
    assert (done.folder / "logo.svg").exists()
    assert done.left_out == ("other.png",)


def test_a_link_out_of_the_folder_is_not_packed(narae: AuditFolder, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (narae.path / "notes" / "plan.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(Refused, match="leads out"):
        pack_up(narae)


def test_an_encrypted_zip_is_refused(zipped: Callable[..., Path], tmp_path: Path) -> None:
    sent = zipped({"audit.yml": SETTINGS})
    content = bytearray(sent.read_bytes())
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    sent.write_bytes(bytes(io.BytesIO(content).getvalue()))
    with pytest.raises(Refused, match="password"):
        unpack(sent, tmp_path / "acme")


def flagless(name: str, encoding: str) -> zipfile.ZipInfo:
    """Make an entry as Explorer or Finder writes it: without the flag that says how its name is encoded."""

    class Entry(zipfile.ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 # zipfile calls it so
            return self.filename.encode(encoding), self.flag_bits & ~0x800

    return Entry(name)


KIM = ANSWERS.replace(b"answers:", 'respondent: {role: it, name: "김하늘"}\nanswers:'.encode())


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_korean_names_come_out_of_every_zip_as_they_were_meant(
    zipped: Callable[..., Path], tmp_path: Path, encoding: str, form: Literal["NFC", "NFD"]
) -> None:
    if (encoding, form) == ("cp949", "NFD"):
        pytest.skip("cp949 has no single letters of that kind")
    names = [f"하늘구청 점검/{name}" for name in ("audit.yml", "answers/2026-11/it-김하늘.yml", "notes/요약.md")]
    contents = [SETTINGS, KIM, b"x"]
    entries = [flagless(unicodedata.normalize(form, name), encoding) for name in names]
    done = unpack(zipped(dict(zip(entries, contents, strict=True))), tmp_path / "out")
    assert done.left_out == ()
    assert sorted(path.name for path in done.folder.rglob("*.*")) == ["audit.yml", "it-김하늘.yml", "요약.md"]
    assert list(open_folder(done.folder).voices("2026-11")) == ["it-김하늘"]


def test_a_name_that_stays_garbled_is_mended_by_the_respondent_in_the_file(
    zipped: Callable[..., Path], tmp_path: Path
) -> None:
    done = unpack(zipped({"audit.yml": SETTINGS, "answers/2026-11/it-▒Φ╟╧┤├.yml": KIM}), tmp_path / "out")
    assert (done.files, done.left_out) == (2, ())
    assert list(open_folder(done.folder).voices("2026-11")) == ["it-김하늘"]


def test_what_does_not_count_is_left_out_and_named_on_the_way_in_and_out(
    zipped: Callable[..., Path], tmp_path: Path
) -> None:
    lead = ANSWERS.replace(b"answers:", b"respondent: {role: head}\nanswers:")
    files = {f"answers/2026-11/{name}": lead for name in ("lead.yml", "lead (1).yml", "backup.yml")}
    files |= {"answers/autumn/lead.yml": lead, "answers/2026-13/lead.yml": lead}
    done = unpack(zipped({"audit.yml": SETTINGS, **files}), tmp_path / "out")
    assert sorted(done.left_out) == [
        "answers/2026-11/backup.yml",
        "answers/2026-11/lead (1).yml",
        "answers/2026-13/lead.yml",
        "answers/autumn/lead.yml",
    ]
    assert done.files == 2
    (done.folder / "answers" / "2026-11" / "lead (1).yml").write_bytes(lead)
    packed = pack_up(open_folder(done.folder))
    assert packed.files == ("answers/2026-11/lead.yml", "audit.yml")
    assert packed.left_out == ("answers/2026-11/lead (1).yml",)
