"""Tables of accounts as offices save them: what is understood, what is refused, and that nothing known is lost."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from audit.errors import BadFiles, NotSaved
from audit.files.accounts.headings import field_of, word_in
from audit.files.accounts.importing import Kind, importing_accounts
from audit.files.accounts.register import read_register
from audit.files.accounts.table import read_table
from audit.files.folder import AuditFolder, create_folder, open_folder
from audit.files.imports.undo import undo_import
from audit.model.accounts import Account, Impostor, Register, Unused
from audit.registers import accounts_table
from audit.report.accounts_csv import COLUMNS
from audit.wording.accounts import field_name, field_word

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> AuditFolder:
    create_folder(tmp_path / "haneul", "Haneul", ("en",), "listen-first", {"X4": "run"})
    return open_folder(tmp_path / "haneul")


def table(folder: AuditFolder, content: str | bytes) -> Path:
    path = folder.path.parent / "accounts.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def taken(folder: AuditFolder, content: str | bytes) -> Register:
    with importing_accounts(folder, table(folder, content), TODAY) as found:
        found.apply()
    register = read_register(folder)
    assert register is not None
    return register


KOREAN = "구분;플랫폼;계정명;2단계 인증;기관 메일;최근 게시일;팔로워;게시 권한;결정;비고\n계정;유튜브;하늘구청;O;X;2026. 3. 12.;1,234명;김하나, 이두리;유지;\n사칭;엑스;하늘구청_지원;;;;;;;주민 신고\n미사용;틱톡;;;;;;;;인력이 없음\n"


@pytest.mark.parametrize(
    "content",
    [
        KOREAN.encode(),
        b"\xef\xbb\xbf" + KOREAN.encode(),
        KOREAN.encode("cp949"),
        KOREAN.replace(";", "\t").encode("utf-16"),
        KOREAN.replace("김하나, 이두리", '"김하나, 이두리"').replace("1,234명", '"1,234명"').replace(";", ",").encode(),
        KOREAN.replace("\n", "\r\n").encode(),
    ],
    ids=["semicolons", "byte order mark", "cp949", "tabs in UTF-16", "commas", "lines of Windows"],
)
def test_a_table_is_read_however_an_office_saved_it(folder: AuditFolder, content: bytes) -> None:
    register = taken(folder, content)
    assert register.accounts["A1"] == Account(
        platform="유튜브",
        name="하늘구청",
        two_step="yes",
        agency_mail="no",
        last_post=datetime.date(2026, 3, 12),
        followers=1234,
        publishers=("김하나", "이두리"),
        decision="keep",
    )
    assert register.impostors == (Impostor(platform="엑스", name="하늘구청_지원", note="주민 신고"),)
    assert register.unused == (Unused(platform="틱톡", because="인력이 없음"),)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_exported_is_read_again_as_the_same(folder: AuditFolder, language: str) -> None:
    before = taken(
        folder,
        "kind,platform,name,address,owner,contractor,publishers,two-step,last post,decision,why\n"
        "account,YouTube,=HYPERLINK(1),https://y.example/a,+82 Kim,none,none,unknown,unknown,open,-because\n"
        "reserved,X,haneul,,IT,,,,,,\nimpostor,X,fake,,,,,,,,\nunused,TikTok,,,,,,,,,no hands\n",
    )
    exported = accounts_table(folder, language)
    assert b"\n=" not in exported
    assert b",=" not in exported
    assert "'=HYPERLINK(1)" in exported.decode()
    with importing_accounts(folder, table(folder, exported), TODAY) as found:
        assert {difference.kind for difference in found.differences} == {Kind.SAME}
        assert found.ignored == ()
    (folder.path / "accounts.yml").unlink()
    assert taken(folder, exported).accounts == before.accounts


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_heading_and_word_that_we_write_is_understood(locale: object, language: str) -> None:
    spoken = locale(language)  # type: ignore[operator] # the fixture
    assert {name: field_of(field_name(name, spoken)) for name in COLUMNS} == {name: name for name in COLUMNS}
    for name, words in {
        "decision": ("keep", "merge", "close", "open"),
        "kind": ("account", "reserved", "impostor", "unused"),
    }.items():
        assert [word_in(name, field_word(word, spoken)) for word in words] == list(words)


def test_an_empty_cell_changes_nothing_and_not_known_never_takes_the_place_of_what_is(folder: AuditFolder) -> None:
    taken(folder, "platform,name,owner,two step,followers\nX,haneul,Kim,yes,100\n")
    with importing_accounts(
        folder, table(folder, "platform,name,owner,two step,followers\nx,@Haneul,,unknown,120\n"), TODAY
    ) as found:
        (difference,) = found.differences
        assert (difference.kind, difference.kept) == (Kind.CHANGED, ("two_step",))
        assert "owner" not in difference.fields
        found.apply()
    register = read_register(folder)
    assert register is not None
    account = register.accounts["A1"]
    assert (account.owner, account.two_step, account.followers) == ("Kim", "yes", 120)


def test_the_same_account_in_two_lines_is_named_and_the_first_counts(folder: AuditFolder) -> None:
    content = (
        "platform,name,url,followers\nX,one,https://x.example/a,1\nTwitter,other,http://www.x.example/a/,2\nX,two,,3\n"
    )
    with importing_accounts(folder, table(folder, content), TODAY) as found:
        assert [(d.line, d.kind, d.first) for d in found.differences] == [
            (2, Kind.NEW, 0),
            (3, Kind.TWICE, 2),
            (4, Kind.NEW, 0),
        ]


def test_what_is_taken_in_can_be_taken_back(folder: AuditFolder) -> None:
    taken(folder, "platform,name\nX,one\n")
    before = (folder.path / "accounts.yml").read_bytes()
    taken(folder, "platform,name,owner\nX,one,Kim\nX,two,Lee\n")
    undo_import(folder.path)
    assert (folder.path / "accounts.yml").read_bytes() == before


def test_every_wrong_cell_is_named_at_once_with_its_line_and_nothing_is_changed(folder: AuditFolder) -> None:
    content = (
        "platform,name,last post,two step,followers,decision,kind\n"
        "X,a,2026-02-30,,,,\nX,b,2027-01-01,,,,\nX,c,,maybe,,,\nX,d,,,12.5,,\nX,e,,,,burn,\nX,f,,,,,thing\n,g,,,,,\nX,h,,,,,,,too many\n"
        f"X,{'n' * 300},,,,,\n"
    )
    with pytest.raises(BadFiles) as bad, importing_accounts(folder, table(folder, content), TODAY):
        pass
    assert [(problem.line, problem.where) for problem in bad.value.problems] == [
        (2, "last_post"),
        (3, "last_post"),
        (4, "two_step"),
        (5, "followers"),
        (6, "decision"),
        (7, "kind"),
        (8, "platform"),
        (9, ""),
        (10, "name"),
    ]
    assert read_register(folder) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"one,two\n1,2\n", "platform"),
        (b"PK\x03\x04rest", "workbook"),
        (b"platform,name\n\x81\x20\xff\xff", "neither in UTF-8"),
        (b'platform,name\nX,"open\n', "quote"),
        (b"platform,name,url,link\nX,a,b,c\n", "mean the same"),
        (("platform,name\n" + "X,a\n" * 10_000).encode(), "10000"),
    ],
    ids=["empty", "other columns", "workbook", "encoding", "quote", "two columns", "ten thousand"],
)
def test_what_is_no_table_of_accounts_is_refused_in_a_sentence(folder: AuditFolder, content: bytes, said: str) -> None:
    with pytest.raises(BadFiles) as bad:
        read_table(table(folder, content), TODAY)
    assert said in str(bad.value.problems[0].what)
    assert bad.value.problems[0].remedy is not None


def test_letters_that_were_lost_are_named_before_anything_is_taken_in(folder: AuditFolder) -> None:
    read = read_table(table(folder, "platform,name\nX,\ufffd\ufffd구청\nX,하늘\n"), TODAY)
    assert [notice.line for notice in read.notices] == [2]


def test_control_characters_and_unknown_columns_do_no_harm(folder: AuditFolder) -> None:
    with importing_accounts(folder, table(folder, "platform,name,shoe size\nX,\x1b[31mred\x00,9\n"), TODAY) as found:
        assert found.ignored == ("shoe size",)
        found.apply()
    register = read_register(folder)
    assert register is not None
    assert register.accounts["A1"].name == "[31mred"


def test_a_full_disk_is_a_sentence_and_the_register_is_as_it_was(
    folder: AuditFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(folder, "platform,name\nX,one\n")
    before = (folder.path / "accounts.yml").read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with importing_accounts(folder, table(folder, "platform,name\nX,two\n"), TODAY) as found:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(NotSaved, match="No space"):
            found.apply()
    assert (folder.path / "accounts.yml").read_bytes() == before
