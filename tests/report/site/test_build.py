"""The built site: what people wrote is shown as that text, nothing foreign is touched, and the same audit is the same site."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from audit.audits import assess_round, own_presentation
from audit.errors import BadFiles, Refused
from audit.files.file_names import BUILT
from audit.files.folder import AuditFolder, open_folder
from audit.model.pack import Input, Question
from audit.model.result.result import Result
from audit.report.site.build import build_site

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"

HOSTILE = (
    "<script>alert('x')</script>",
    "</bdi></p></td></table><img src=x onerror=alert(1)>",
    "<!-- remark --> <![CDATA[ x ]]> &amp; &lt; &#60; &nbsp;",
    "{{ 7 * 7 }} {% raw %} {# remark #} {// remark //} {below} {agency} {0} { }",
    "{#id .class} {: .class} [TOC] *[HTML]: short ::: note",
    '!!! note "x"',
    "# heading",
    "> quoted",
    "- item",
    "1. item",
    "```",
    "~~~",
    "---",
    "**bold** _slanted_ ~~struck~~ `code` ^1^ $x$ ==marked==",
    "[a](javascript:alert(1)) ![x](y.png) <http://example.org> [^1]: foot",
    "| a | b |",
    "|---|---|",
    "key: value",
    "!!python/object:os.system *anchor &anchor %TAG @at",
    'back\\slash \\n \\" "double" \'single\'',
    "%s %(name)s $HOME `id` ;rm",
    "=1+1 @x +1 -1",
    "😀 👩‍👩‍👧 🏳️‍🌈 한국어 ﬁ",
    "שלום العربية \u202eright to left\u202c",
    "a\u2028b\ttab",
)
LONG = 100_000


@dataclass(frozen=True)
class Written:
    """An audit in which every field that takes free text holds something hostile.

    Attributes:
        folder: The audit folder.
        texts: What was written, by the field.
    """

    folder: AuditFolder
    texts: Mapping[str, str]


def squeezed(text: str) -> str:
    """Return a text without its spaces: a browser breaks lines where it likes."""
    return "".join(text.split())


def tree_of(page: Path) -> Element:
    return html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def words_of(tree: Element) -> str:
    """Return what is seen of a page."""
    return "".join(_words(tree))


def _words(element: Element) -> Iterator[str]:
    if element.tag not in ("script", "style"):
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """An audit folder on the disk."""
    path = tmp_path_factory.mktemp("hostile") / "audit"
    shutil.copytree(EXAMPLES / "narae-city", path)
    texts: dict[str, str] = {}

    def hostile(field: str) -> str:
        texts[field] = f"[{field}] " + "\n".join(HOSTILE)
        return texts[field]

    texts["agency"] = "[agency] " + " ".join(HOSTILE)
    texts["alternative.service"] = "[service] " + " ".join(HOSTILE)
    texts["alternative.amount"] = "[amount] " + " ".join(HOSTILE)
    texts["alternative.complaints"] = "[complaints] " + " ".join(HOSTILE)
    settings = {
        "format": 1,
        "agency": {"name": texts["agency"]},
        "languages": ["en", "ko"],
        "pack": "listen-first",
        "profile": {"X4": "plan", "X1": "citizen-service", "X5": "KR", "X6": "yes"},
        "alternative": {name: texts[f"alternative.{name}"] for name in ("service", "amount", "complaints")},
    }
    # JSON is YAML; nothing of ours decides how it is quoted.
    (path / "audit.yml").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    pack = open_folder(path).pack
    items: list[Question | Input] = [*pack.questions, *pack.numbers]
    long = f"[long] {'가나다 abc <b>&{{' * (LONG // 14)}"
    answers: dict[str, dict[str, object]] = {}
    for item in items:
        given: dict[str, object] = {"note": hostile(f"{item.id}.note")}
        if isinstance(item, Input):
            given["unknown"] = True
        elif item.opening is not None:
            others = [choice.id for choice in item.opening.purposes if choice.id not in item.opening.hearing]
            given |= {"purposes": others[:1], "text": hostile(f"{item.id}.text")}
        elif item.not_applicable is not None:
            given["not_applicable"] = hostile(f"{item.id}.reason")
        elif not item.computed:
            piece = {"what": hostile(f"{item.id}.what"), "where": hostile(f"{item.id}.where")}
            given |= {"level": 3, "evidence": [piece]}
        answers[item.id] = given
    answers["M02"]["note"] = texts["M02.note"] = long
    head = {"format": 1, "pack": pack.head.id, "version": pack.head.version}
    (path / "answers" / "2026-11" / "lead.yml").write_text(
        json.dumps({**head, "answers": answers}, ensure_ascii=False), encoding="utf-8"
    )
    assert len(long) > LONG - 20
    return Written(open_folder(path), texts)


@pytest.fixture(scope="module")
def built(written: Written, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its report in two languages."""
    out = tmp_path_factory.mktemp("built") / "site"
    build_site(assess_round(written.folder, datetime.date(2026, 11, 23)), out, ("en", "ko"))
    return out


@pytest.fixture(scope="module")
def trees(built: Path) -> Mapping[str, Mapping[str, Element]]:
    """Every page by language and name, as a browser reads it."""
    return {
        language: {path.name: tree_of(path) for path in sorted((built / language).glob("*.html"))}
        for language in ("en", "ko")
    }


@pytest.mark.parametrize("language", ["en", "ko"])
def test_everything_that_was_written_is_shown_as_that_text_in_every_language(
    language: str, written: Written, trees: Mapping[str, Mapping[str, Element]]
) -> None:
    seen = squeezed("".join(words_of(tree) for tree in trees[language].values()))
    missing = [field for field, text in written.texts.items() if squeezed(text) not in seen]
    assert not missing


@pytest.mark.parametrize("language", ["en", "ko"])
def test_everything_that_was_written_is_in_the_result(language: str, written: Written, built: Path) -> None:
    result = json.loads((built / language / "result.json").read_text(encoding="utf-8"))
    held = "\n".join(strings(result))
    missing = [field for field, text in written.texts.items() if text.strip() not in held]
    assert not missing


def strings(value: object) -> Iterator[str]:
    """Give every string of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_that_was_written_becomes_markup(language: str, trees: Mapping[str, Mapping[str, Element]]) -> None:
    for name, tree in trees[language].items():
        for element in tree.iter():
            attributes = {str(key): value for key, value in element.attrib.items()}
            assert not [key for key in attributes if key.startswith("on")], name
            assert not str(attributes.get("href", "")).lower().startswith(("javascript:", "data:text")), name
            assert attributes.get("src") not in ("x", "y.png"), name
            assert "class" not in attributes or "class" not in attributes["class"].split(), name
        scripts = ["".join(script.itertext()) for script in tree.iter("script")]
        assert not [text for text in scripts if "alert(" in text], name
        assert not [element for element in tree.iter() if element.tag in ("del", "mark", "abbr", "iframe")], name


@pytest.mark.parametrize("language", ["en", "ko"])
def test_titles_and_header_hold_nothing_that_was_written(
    language: str, trees: Mapping[str, Mapping[str, Element]]
) -> None:
    name = {"en": "Listen First", "ko": "먼저 듣기"}[language]
    for page, tree in trees[language].items():
        titles = ["".join(title.itertext()) for title in tree.iter("title")]
        assert titles, page
        assert "alert" not in titles[0], page
        assert name in titles[0], page
        header = next(element for element in tree.iter("header"))
        assert "alert" not in words_of(header), page


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_search_index_holds_no_markup_of_what_was_written(language: str, built: Path) -> None:
    index = json.loads((built / language / "search" / "search_index.json").read_text(encoding="utf-8"))
    for entry in index["docs"]:
        tags = set(re.findall(r"<\s*/?\s*(\w+)", entry["text"]))
        assert not tags & {"script", "img", "iframe", "style"}, entry["location"]
        assert not re.search(r"<[^>]*\son\w+\s*=", entry["text"]), entry["location"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_link_of_a_site_leads_to_a_file_that_is_there(
    language: str, built: Path, trees: Mapping[str, Mapping[str, Element]]
) -> None:
    for name, tree in trees[language].items():
        for element in tree.iter():
            for key in ("href", "src"):
                link = element.attrib.get(key, "")
                if not link or ":" in link or link.startswith("#"):
                    continue
                target = (built / language / link.partition("#")[0].partition("?")[0]).resolve()
                assert target.is_file() or (target / "index.html").is_file(), f"{name} leads to {link}"


def test_the_chooser_leads_to_both_languages_without_a_script(built: Path) -> None:
    tree = tree_of(built / "index.html")
    links = {link.attrib["href"]: "".join(link.itertext()) for link in tree.iter("a")}
    assert links == {"en/index.html": "English", "ko/index.html": "한국어"}
    assert all((built / link).is_file() for link in links)
    assert all(link.attrib["lang"] == link.attrib["href"][:2] for link in tree.iter("a"))
    assert not list(tree.iter("script"))
    assert [meta for meta in tree.iter("meta") if meta.attrib.get("http-equiv") == "Content-Security-Policy"]
    assert [meta for meta in tree.iter("meta") if "noindex" in meta.attrib.get("content", "")]


def test_a_page_names_its_language_and_leads_to_the_same_page_in_the_other_one(
    trees: Mapping[str, Mapping[str, Element]],
) -> None:
    for language, other in (("en", "ko"), ("ko", "en")):
        assert set(trees[language]) == set(trees[other])
        for name, tree in trees[language].items():
            html = tree if tree.tag == "html" else next(tree.iter("html"))
            assert html.attrib["lang"] == language
            assert f"../{other}/{name}" in [link.attrib.get("href") for link in tree.iter("a")]


# -- the same audit, the same site ----------------------------------------------------------------------------------


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_audit_is_the_same_site_to_the_byte_from_anywhere_at_any_hour(tmp_path: Path) -> None:
    found = []
    for place, zone, seed in (("one", "Pacific/Kiritimati", "1"), ("two/deeper", "Pacific/Pago_Pago", "2")):
        here = tmp_path / place
        here.mkdir(parents=True)
        shutil.copytree(EXAMPLES / "maple-library", here / "audit")
        subprocess.run(
            [
                sys.executable,
                "-m",
                "audit",
                "build",
                "audit",
                "--date",
                "2026-11-23",
                "--out",
                "site",
                "--source",
                "src",
            ],
            cwd=here,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8"},
            check=True,
            capture_output=True,
        )
        found.append((digests(here / "site"), digests(here / "src")))
    assert found[0][0].keys() == found[1][0].keys()
    assert found[0] == found[1]


# -- whose folder it is ---------------------------------------------------------------------------------------------


@pytest.fixture
def maple(tmp_path: Path) -> AuditFolder:
    """A copy of an example."""
    return open_folder(Path(shutil.copytree(EXAMPLES / "maple-library", tmp_path / "maple")))


@pytest.fixture
def result(example: Callable[[str], Result]) -> Result:
    return example("maple-library")


def test_a_folder_with_somebody_elses_files_is_refused_and_left_as_it_was(tmp_path: Path, result: Result) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        build_site(result, out, ("en",))
    assert str(out) in str(refused.value)
    assert refused.value.remedy is not None
    assert digests(out).keys() == {"thesis.txt"}
    assert os.listdir(tmp_path) == ["site"], "nothing is left lying about"  # noqa: PTH208 # hidden files count


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_what_is_no_folder_is_refused(kind: str, tmp_path: Path, result: Result) -> None:
    out, other = tmp_path / "site", tmp_path / "other"
    if kind == "file":
        out.write_text("mine", encoding="utf-8")
    else:
        out.symlink_to(other, target_is_directory=True)
        if kind == "link":
            other.mkdir()
    with pytest.raises(Refused):
        build_site(result, out, ("en",))
    assert out.is_symlink() or out.read_text(encoding="utf-8") == "mine"


def test_a_site_of_our_own_is_replaced_but_not_once_somebody_put_a_file_into_it(tmp_path: Path, result: Result) -> None:
    out, source = tmp_path / "site", tmp_path / "kept"
    first = build_site(result, out, ("en", "ko"), source)
    assert first == out / "index.html"
    assert (out / "ko" / "index.html").is_file()
    for language in ("en", "ko"):
        assert {"mkdocs.yml", "docs", "theme"} == {path.name for path in (source / language).iterdir()}
    build_site(result, out, ("en",))
    assert not (out / "ko").exists(), "of the earlier site nothing is left"
    assert set(json.loads((out / BUILT).read_text(encoding="utf-8"))["files"]) == set(digests(out)) - {BUILT}
    (out / "own.css").write_text("mine", encoding="utf-8")
    before = digests(out)
    with pytest.raises(Refused, match=re.escape("own.css")):
        build_site(result, out, ("en",))
    assert digests(out) == before
    with pytest.raises(Refused):
        build_site(result, tmp_path / "new", ("en",), source)
    assert not (tmp_path / "new").exists()


def test_an_earlier_site_stays_when_mkdocs_fails(maple: AuditFolder, result: Result, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text("the earlier site", encoding="utf-8")
    (out / BUILT).write_text(json.dumps({"format": 1, "files": ["index.html"]}), encoding="utf-8")
    before = digests(out)
    own = maple.path / "site_template" / "pages" / "terms.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text('---\ntitle: "Terms"\n---\n[nowhere](nowhere.md)\n', encoding="utf-8")
    presentation = own_presentation(maple, result)
    with pytest.raises(BadFiles) as failed:
        build_site(result, out, ("en",), presentation=presentation)
    assert [(problem.path, problem.line) for problem in failed.value.problems] == [(own, 4)]
    assert digests(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["maple", "site"]
