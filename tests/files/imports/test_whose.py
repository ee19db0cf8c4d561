"""Whose file it is: the id of an audit, and what is sent for another one."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

from audit.errors import BadFiles, Refused
from audit.files.archive import pack_up, unpack
from audit.files.folder import AuditFolder, SettingsFile, create_folder, identified, open_folder
from audit.files.imports.differences import Kind
from audit.files.imports.merge import Import, importing
from audit.files.locks import only_one
from audit.files.shipped import shipped

DAY = datetime.date(2026, 11, 23)
OLD = '# ours\nformat: 1 # the first\nagency: {name: "하늘구청"} # by hand\nlanguages: [ko]\npack: listen-first\n'


@pytest.fixture
def haneul(tmp_path: Path) -> AuditFolder:
    """A new audit."""
    create_folder(tmp_path / "haneul", "하늘구청", ("ko",), "listen-first", {"X4": "plan"})
    return open_folder(tmp_path / "haneul")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An audit folder of the first release."""
    path = tmp_path / "old"
    path.mkdir()
    (path / "audit.yml").write_text(OLD, encoding="utf-8")
    return path


def sent(tmp_path: Path, identity: str, agency: str = "하늘구청", role: str = "it", profile: str = "") -> Path:
    """Write a file as a form does."""
    path = tmp_path / "sent.yml"
    audit = f'audit:\n  id: "{identity}"\n  agency: "{agency}"\n' if identity or agency else ""
    count = 2 if profile else 1
    path.write_text(
        f'# listenfirst form 2; round 2026-11\nformat: 1\npack: "listen-first"\nversion: "1.0.0"\n{audit}'
        f'respondent: {{role: {role}, name: ""}}\n{profile}answers:\n  M02: {{level: 2}}\n# end {count}\n',
        encoding="utf-8",
    )
    return path


def take(folder: AuditFolder, path: Path, *, from_other_audit: bool = False) -> Import:
    with importing(folder, [path], DAY, from_other_audit=from_other_audit) as found:
        found.apply()
    return found


def test_a_new_audit_gets_an_id_of_its_own(haneul: AuditFolder, tmp_path: Path) -> None:
    create_folder(tmp_path / "other", "하늘구청", ("ko",), "listen-first")
    ids = {haneul.settings.id, open_folder(tmp_path / "other").settings.id}
    assert len(ids) == 2
    assert all(re.fullmatch(r"[0-9a-f]{16}", identity) for identity in ids)
    assert haneul.settings.format == 2


def test_an_id_is_never_made_twice(haneul: AuditFolder) -> None:
    SettingsFile(haneul).put("X1", "information")
    SettingsFile(haneul).put_holidays([DAY])
    assert identified(open_folder(haneul.path)).settings.id == haneul.settings.id


def test_an_old_folder_loads_without_an_id_and_gets_one_with_the_next_save(old: Path) -> None:
    folder = open_folder(old)
    assert (folder.settings.format, folder.settings.id) == (1, "")
    SettingsFile(folder).put("X1", "information")
    again = open_folder(old)
    assert again.settings.format == 2
    assert len(again.settings.id) == 16
    text = (old / "audit.yml").read_text(encoding="utf-8")
    assert all(remark in text for remark in ("# ours", "# the first", "# by hand"))


def test_an_old_folder_gets_its_id_when_a_form_is_made_and_does_without_where_it_cannot_be_written(old: Path) -> None:
    folder = open_folder(old)
    with only_one(old / "audit.yml"):
        assert identified(folder).settings.id == ""
    assert len(identified(folder).settings.id) == 16


def test_a_copy_and_a_zip_of_a_folder_are_the_same_audit(haneul: AuditFolder, tmp_path: Path) -> None:
    shutil.copytree(haneul.path, tmp_path / "copy")
    (tmp_path / "a.zip").write_bytes(pack_up(haneul).content)
    unpack(tmp_path / "a.zip", tmp_path / "unpacked")
    assert {open_folder(tmp_path / name).settings.id for name in ("copy", "unpacked")} == {haneul.settings.id}


def test_the_examples_are_three_audits() -> None:
    ids = {open_folder(path.parent).settings.id for path in shipped("examples").glob("*/audit.yml")}
    assert len(ids) == 3
    assert "" not in ids


def test_what_was_answered_for_another_audit_is_refused_with_both_names(haneul: AuditFolder, tmp_path: Path) -> None:
    other = sent(tmp_path, "0123456789abcdef", "나래시")
    with pytest.raises(BadFiles) as caught:
        take(haneul, other)
    (problem,) = caught.value.problems
    assert str(problem.what) == "it was answered for 나래시, and this is the audit of 하늘구청"
    assert "--from-other-audit" in str(problem.remedy)
    assert problem.line == 5
    assert not (haneul.path / "answers").exists()
    take(haneul, other, from_other_audit=True)
    assert list(open_folder(haneul.path).voices("2026-11")) == ["it"]


def test_two_audits_of_one_name_are_told_apart_by_their_ids(haneul: AuditFolder, tmp_path: Path) -> None:
    with pytest.raises(BadFiles):
        take(haneul, sent(tmp_path, "0123456789abcdef"))
    found = take(haneul, sent(tmp_path, haneul.settings.id, "하늘구 (새 이름)"))
    assert (found.changes_anything, found.notices) == (True, ())


@pytest.mark.parametrize("agency", ["하늘구청", "\u1112\u1161\u1102\u1173\u11af\u1100\u116e\u110e\u1165\u11bc", ""])
def test_what_names_no_audit_is_taken_with_a_notice(haneul: AuditFolder, tmp_path: Path, agency: str) -> None:
    (notice,) = take(haneul, sent(tmp_path, "", agency)).notices
    assert str(notice.what) == "it does not say for which audit it was answered"
    assert str(notice.remedy) == "make sure that it is about 하늘구청"
    assert notice.line == 1


def test_without_ids_the_names_of_the_agencies_decide(old: Path, tmp_path: Path) -> None:
    with pytest.raises(BadFiles):
        take(open_folder(old), sent(tmp_path, "0123456789abcdef", "나래시"))
    assert take(open_folder(old), sent(tmp_path, "0123456789abcdef", "하늘구청")).changes_anything


def test_nobody_but_the_lead_changes_what_is_said_of_the_agency(haneul: AuditFolder, tmp_path: Path) -> None:
    before = (haneul.path / "audit.yml").read_bytes()
    profile = "profile:\n  X4: run\n"
    found = take(haneul, sent(tmp_path, haneul.settings.id, profile=profile))
    (change,) = [change for change in found.files[0].changes if change.question == "X4"]
    assert (change.kind, change.here.value, change.sent.value) == (Kind.FOR_LEAD, "plan", "run")
    assert (haneul.path / "audit.yml").read_bytes() == before
    before_then = 'profile_before:\n  X4: "plan"\n'
    take(haneul, sent(tmp_path, haneul.settings.id, role="lead", profile=profile + before_then))
    assert open_folder(haneul.path).settings.profile["X4"] == "run"


def test_nothing_that_is_sent_writes_the_alternative(haneul: AuditFolder, tmp_path: Path) -> None:
    path = sent(tmp_path, haneul.settings.id, role="lead", profile='alternative:\n  service: "x"\n')
    path.write_text(path.read_text(encoding="utf-8").replace("# end 2", "# end 1"), encoding="utf-8")
    with pytest.raises(BadFiles):
        take(haneul, path)
    assert open_folder(haneul.path).settings.alternative.service == ""


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u00a0", "\n"])
def test_an_agency_without_a_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="the name of the agency is empty"):
        create_folder(tmp_path / "x", name, ("en",), "listen-first")
    assert not (tmp_path / "x").exists()


def test_a_name_is_stored_in_one_spelling(tmp_path: Path) -> None:
    create_folder(tmp_path / "x", "\u1112\u1161\u1102\u1173\u11af", ("ko",), "listen-first")
    assert open_folder(tmp_path / "x").settings.agency.name == "하늘"
