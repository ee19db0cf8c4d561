"""The consultant's commentary: on the page it is named after, set apart, and never more than words."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import html5lib
import pytest

from audit.audits import assess_round
from audit.errors import BadFiles
from audit.files.folder import open_folder
from audit.language import translator
from audit.model.result.result import Result
from audit.report.branding.files import read_presentation
from audit.report.branding.notes import faults, note_html
from audit.report.branding.presentation import Presentation
from audit.report.editions import cut_down
from audit.report.joined.single import single_html
from audit.report.site.render import nav, page_names
from audit.wording.locale import Locale

pytestmark = pytest.mark.sampled

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
DAY = datetime.date(2026, 11, 23)
PAGES = ("index", "plan", "listening")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An audit folder without notes."""
    return Path(shutil.copytree(EXAMPLES / "maple-library", tmp_path / "maple"))


@pytest.fixture(scope="module")
def result() -> Result:
    """The whole result of an example, in both languages."""
    return assess_round(open_folder(EXAMPLES / "maple-library"), DAY, ("en", "ko"))


@pytest.fixture
def noted(folder: Path, result: Result) -> Callable[[Mapping[str, str]], Presentation]:
    """Write notes by file name and read them."""

    def make(notes: Mapping[str, str]) -> Presentation:
        for name, text in notes.items():
            path = folder / "notes" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return read_presentation(open_folder(folder), page_names(result), [])

    return make


@pytest.fixture
def problems(noted: Callable[[Mapping[str, str]], Presentation]) -> Callable[[Mapping[str, str]], list[str]]:
    """Return every problem of these notes."""

    def make(notes: Mapping[str, str]) -> list[str]:
        with pytest.raises(BadFiles) as caught:
            noted(notes)
        return [f"{p.path.name}:{p.line} {p.what} | {p.remedy}" for p in caught.value.problems]

    return make


Rendered = Callable[..., dict[str, str]]


def locale(language: str) -> Locale:
    return Locale(language, translator(language))


def text_of(fragment: str) -> str:
    tree: Any = html5lib.parseFragment(fragment, namespaceHTMLElements=False)
    return "".join(tree.itertext())


# -- where they stand -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_note_stands_on_every_page_that_there_is(
    result: Result, noted: Callable[[Mapping[str, str]], Presentation], language: str, rendered: Rendered
) -> None:
    names = [path.removesuffix(".md") for path in nav(result, locale(language))]
    presentation = noted({f"{'summary' if name == 'index' else name}.md": f"words-on-{name}" for name in names})
    for path, text in rendered(result, language, presentation=presentation).items():
        assert re.findall(r"words-on-[\w-]+", text) == [f"words-on-{path.removesuffix('.md')}"]
        assert text.count("lf-commentary-by") == 1
        assert text.index("words-on") < len(text) / 2 or path == "accessibility.md", path


def test_a_note_in_the_language_of_the_page_comes_before_the_one_for_all(
    result: Result, noted: Callable[[Mapping[str, str]], Presentation], rendered: Rendered
) -> None:
    presentation = noted({"plan.md": "for all", "plan.ko.md": "한국어로", "summary.en.md": "English only"})
    assert "for all" in rendered(result, "en", presentation=presentation)["plan.md"]
    assert "한국어로" in rendered(result, "ko", presentation=presentation)["plan.md"]
    assert "for all" not in rendered(result, "ko", presentation=presentation)["plan.md"]
    assert "lf-commentary" not in rendered(result, "ko", presentation=presentation)["index.md"]


def test_a_note_says_whose_words_it_is(
    folder: Path, result: Result, noted: Callable[[Mapping[str, str]], Presentation], rendered: Rendered
) -> None:
    assert "From the consultant" in rendered(result, presentation=noted({"plan.md": "x"}))["plan.md"]
    with (folder / "audit.yml").open("a", encoding="utf-8") as settings:
        settings.write('brand: {consultant: "Kim & <Sons> {{ 1 }}"}\n')
    page = rendered(result, presentation=noted({"plan.md": "x"}))["plan.md"]
    assert "A word from Kim & <Sons> {{ 1 }}" in text_of(page)


def test_a_note_stands_in_the_single_page_too(
    result: Result, noted: Callable[[Mapping[str, str]], Presentation]
) -> None:
    presentation = noted({"plan.md": "**The** [first page](summary.md#first)\n\n    code\n      deep"})
    page = single_html(result, "en", presentation)
    assert '<strong>The</strong> <a href="#index--first">first page</a>' in page
    assert "code&#10;  deep" in page


def test_only_a_note_that_says_so_is_public(
    result: Result, noted: Callable[[Mapping[str, str]], Presentation], rendered: Rendered
) -> None:
    public = cut_down(result, "public")
    presentation = noted(
        {
            "summary.en.md": "---\npublic: true\n---\nfor all eyes, see [the plan](plan.md)",
            "accessibility.md": "not for all",
        }
    )
    pages = rendered(public, presentation=presentation)
    assert list(pages) == ["index.md", "accessibility.md"]
    assert "for all eyes, see <span>the plan</span>" in pages["index.md"]
    assert "not for all" not in pages["accessibility.md"]
    assert "not for all" in rendered(cut_down(result, "client"), presentation=presentation)["accessibility.md"]


def test_a_page_that_comes_and_goes_may_have_a_note(
    result: Result, noted: Callable[[Mapping[str, str]], Presentation]
) -> None:
    presentation = noted({f"{name}.md": "[there](contradictions.md)" for name in ("clock", "contradictions", "way-up")})
    assert len(presentation.notes) == 3


# -- what may be wrong with them --------------------------------------------------------------------------------


def test_a_note_for_no_page_is_an_error_that_lists_the_pages(
    problems: Callable[[Mapping[str, str]], list[str]],
) -> None:
    found = problems({"plann.md": "x", "plan.fr.md": "x", "plan.txt": "x", "deep/plan.md": "x", "index.md": "x"})
    assert len(found) == 5
    assert found[0].startswith("plan.md:0 no page of the report is called as this note: deep/plan.md")
    assert "summary, letter, listening, monitoring, staffing, escalation, clock, load" in found[0]
    assert found[2].startswith(
        "plan.fr.md:0 plan.fr.md names a language that no report has | the languages are: en, ko"
    )


def test_every_fault_of_a_note_is_told_with_its_line(problems: Callable[[Mapping[str, str]], list[str]]) -> None:
    found = problems(
        {
            "plan.md": "---\npublic: false\n---\n\n![a](http://x/y.png)\n[b](secret.html)\n\n[c](javascript:alert(1))",
            "summary.md": "---\npublic: yes\ntitle: x\n---\nx",
        }
    )
    assert [re.split(r"[:|] ", line)[0].split(" ")[0] for line in found] == [
        "plan.md:5",
        "plan.md:6",
        "plan.md:8",
        "summary.md:2",
        "summary.md:3",
    ]


def test_hidden_files_and_empty_notes_are_left_alone(
    result: Result, noted: Callable[[Mapping[str, str]], Presentation]
) -> None:
    assert noted({".plan.md.swp": "x", "plan.md": " \n"}).notes == ()
    assert noted({}).notes == ()


def test_a_link_out_of_the_folder_is_refused(folder: Path, result: Result, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "notes" / "plan.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(Exception, match="leads out of the audit folder"):
        read_presentation(open_folder(folder), page_names(result), [])


# -- only words -------------------------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "a <b onclick='x'>b</b> c",
    "<div markdown='1'>x</div>",
    "<!-- comment -->",
    "{{ page.result }} {% include 'x' %} {// x //}",
    '--8<-- "audit.yml"',
    "{!audit.yml!}",
    "a {: onclick=x } {#id .class}",
    "&lt;script&gt;",
    "‮right to left‬ 🦉 <x",
    "</div></main></body>",
    "<svg onload=alert(1)>",
    "---\ntitle: x\n---",
)


@pytest.mark.slow
def test_raw_html_and_includes_show_as_text(result: Result, noted: Callable[[Mapping[str, str]], Presentation]) -> None:
    names = [path.removesuffix(".md") for path in nav(result, locale("en")) if path != "index.md"]
    given = dict(zip(names, HOSTILE, strict=False))
    assert len(given) == len(HOSTILE)
    presentation = noted({f"{name}.md": f"before {words}\n\n{words} after" for name, words in given.items()})
    tree: Any = html5lib.parse(single_html(result, "en", presentation), namespaceHTMLElements=False)
    for name, words in given.items():
        (page,) = (section for section in tree.iter("section") if section.get("id") == name)
        (note,) = (element for element in page.iter("div") if element.get("class") == "lf-commentary")
        shown = " ".join("".join(note.itertext()).split())
        expected = words.replace("&lt;", "<").replace("&gt;", ">").removeprefix("---\n").removesuffix("\n---")
        assert " ".join(expected.split()) in shown
        assert {element.tag for element in note.iter()} <= {"div", "p", "span", "h2", "h3", "h4", "hr"}


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "data:text/html,x", "//x/y"),
        *("../secret.html", "/etc/passwd", "file:///etc/passwd", "vbscript:x", "other.html", "plan.html?x=1"),
    ],
)
def test_a_link_leads_to_the_web_or_to_a_page_and_nowhere_else(address: str) -> None:
    assert "href" not in note_html(f"[x]({address})", PAGES)
    assert len(faults(f"[x]({address})", PAGES)) == 1
    assert "href" not in note_html(f"[x][1]\n\n[1]: {address}", PAGES)


def test_links_to_pages_and_to_the_web_stay() -> None:
    written = note_html("[a](plan.md#M01-0) [b](summary.md) <https://x.kr/?a=1&b=2> [c](mailto:a@b.kr) [d](#x)", PAGES)
    assert re.findall(r'href="([^"]*)"', written) == [
        *("plan.html#M01-0", "index.html", "https://x.kr/?a=1&amp;b=2", "mailto:a@b.kr", "#x")
    ]


def test_headings_of_a_note_stand_below_the_title_and_skip_no_step() -> None:
    written = note_html("# a\n\n#### b\n\n###### c\n\n# d", PAGES)
    assert re.findall(r"<h(\d)>(\w)", written) == [("2", "a"), ("3", "b"), ("4", "c"), ("2", "d")]


def test_a_note_becomes_one_line_so_that_no_page_can_take_it_apart() -> None:
    written = note_html("a\n\n- b\n- c\n\n```\nd\n    e\n```\n\n| f | g |\n|:-:|---|\n| 1 | 2 |", PAGES)
    assert "\n" not in written
    assert "style=" not in written
    assert "<pre><code>d&#10;    e&#10;</code></pre>" in written
