"""A consultant's own pages, parts and style sheets: taken before ours, in a sandbox, with every fault told."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from audit.audits import assess_round, own_presentation
from audit.errors import BadFiles
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.language import translator
from audit.model.result.result import Result
from audit.report.branding.presentation import Presentation
from audit.report.editions import cut_down
from audit.report.exports.format import Order
from audit.report.exports.word import word_document
from audit.report.joined.single import single_html
from audit.report.site.build import build_site
from audit.report.site.render import configuration, nav, render
from audit.wording.locale import Locale

pytestmark = pytest.mark.sampled

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
DAY = datetime.date(2026, 11, 23)
HEAD = '---\ntitle: {en: "Terms", ko: "약관"}\n---\n'


@pytest.fixture(scope="module")
def result() -> Result:
    """The whole result of an example, in both languages."""
    return assess_round(open_folder(EXAMPLES / "maple-library"), DAY, ("en", "ko"))


@pytest.fixture
def owned(tmp_path: Path, result: Result) -> Callable[[Mapping[str, str | bytes]], Presentation]:
    """Write files below site_template/ and read them."""

    def make(files: Mapping[str, str | bytes]) -> Presentation:
        folder = Path(shutil.copytree(EXAMPLES / "maple-library", tmp_path / "maple"))
        for name, content in files.items():
            path = folder / "site_template" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return own_presentation(open_folder(folder), result)

    return make


@pytest.fixture
def problems(owned: Callable[[Mapping[str, str | bytes]], Presentation], result: Result) -> Callable[..., list[str]]:
    """Return every problem of reading and rendering with these files."""

    def make(files: Mapping[str, str | bytes], of: Result = result) -> list[str]:
        with pytest.raises(BadFiles) as caught:
            pages(of, owned(files))
        return [f"{p.path.name}:{p.line} {p.what}" for p in caught.value.problems]

    return make


def pages(result: Result, presentation: Presentation, language: str = "en") -> dict[str, str]:
    locale = Locale(language, translator(language))
    return render(result, locale, FileSystemLoader(shipped("site_template")), presentation=presentation)


@pytest.mark.slow
def test_an_own_page_stands_in_the_menu_and_in_the_single_page(
    result: Result, owned: Callable[[Mapping[str, str | bytes]], Presentation]
) -> None:
    own = owned({"pages/terms.md.j2": HEAD + "# Our terms {#terms}\n\nFor {{ page.agency }}.\n"})
    locale = Locale("ko", translator("ko"))
    assert list(nav(result, locale, own).items())[-1] == ("terms.md", "약관")
    assert configuration({"theme": {}, "extra": {}, "extra_css": []}, result, locale, own)["nav"][-1] == {
        "약관": "terms.md"
    }
    assert "For <bdi>Maple Library</bdi>." in pages(result, own)["terms.md"]
    assert 'id="terms--terms"' in single_html(result, "en", own)


def test_an_own_page_prints_whose_report_it_is_and_all_of_the_result_in_the_readers_language(
    result: Result, owned: Callable[[Mapping[str, str | bytes]], Presentation]
) -> None:
    said = "{{ page.agency }}|{{ page.dated }}|{{ page.verdict_title }}|{{ page.headline }}|{{ page.reader.date(page.result.date) }}"
    own = owned({"pages/terms.md.j2": HEAD + f"# T\n\n{said}\n"})
    line = pages(result, own, "ko")["terms.md"].splitlines()[-1]
    assert result.verdict.title is not None
    assert result.verdict.headline is not None
    assert line.split("|")[0] == f"<bdi>{result.agency_in('ko')}</bdi>"
    assert line.split("|")[2] == result.verdict.title["ko"]
    assert line.split("|")[4] == "2026년 11월 23일"


@pytest.mark.slow
def test_the_words_of_an_own_page_stand_in_the_word_document_and_a_private_one_not_in_the_publics(
    result: Result, owned: Callable[[Mapping[str, str | bytes]], Presentation], words_of_docx: Callable[[bytes], str]
) -> None:
    page = """# 약관 {#terms}

<div class="mine">For {{ page.agency }} <svg role="img" aria-label="a house"><text>drawn</text></svg></div>
<style>p { color: red }</style>

| a | b |
|---|---|
| c | {% raw %}{{ d }}{% endraw %} |

## Further
"""
    own = owned({"pages/terms.md.j2": HEAD + page})
    words = words_of_docx(word_document(Order(result, "ko", own)))
    assert [line.split("\t")[0] for line in words.splitlines()].count("약관") == 2, (
        "in the contents and over the chapter, not once more"
    )
    chapter = words[words.rindex("약관") :].partition("\n모든 답\n")[0].split("\n")
    assert [line for line in chapter if line] == [
        "약관",
        "For 단풍도서관 ",
        "a",
        "b",
        "c",
        "{{ d }}",
        "Further",
    ]
    assert "Further" not in words_of_docx(word_document(Order(cut_down(result, "public"), "ko", own)))


def test_an_own_page_or_part_is_taken_before_ours(
    result: Result, owned: Callable[[Mapping[str, str | bytes]], Presentation]
) -> None:
    shipped_blocks = (shipped("site_template") / "parts" / "blocks.j2").read_text(encoding="utf-8")
    own = owned(
        {
            "pages/plan.md.j2": "# My plan\n\n{{ page.finding }}\n",
            "parts/blocks.j2": shipped_blocks.replace('class="lf-onward"', 'class="lf-onward mine"'),
        }
    )
    made = pages(result, own)
    assert "# My plan" in made["plan.md"]
    assert 'class="lf-onward mine"' in made["listening.md"]
    assert "plan.md" in made
    assert [page.name for page in own.pages] == []


def test_only_a_page_that_says_so_is_public(
    result: Result, owned: Callable[[Mapping[str, str | bytes]], Presentation]
) -> None:
    own = owned(
        {
            "pages/open.md.j2": '---\ntitle: "Open"\npublic: true\n---\n# Open\n',
            "pages/closed.md.j2": '---\ntitle: "Closed"\n---\n# Closed\n',
        }
    )
    assert list(pages(cut_down(result, "public"), own)) == ["index.md", "accessibility.md", "open.md"]
    assert list(pages(cut_down(result, "client"), own))[-2:] == ["closed.md", "open.md"]


def test_style_sheets_and_pictures_come_along(
    result: Result, owned: Callable[[Mapping[str, str | bytes]], Presentation]
) -> None:
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Kim</title><rect width="9" height="9"/></svg>'
    own = owned(
        {
            "assets/own.css": ".x { color: red } /* </style> */",
            "assets/a.svg": picture,
            "pages/terms.md.j2": HEAD + '# Our terms {#terms}\n\n<p><img src="assets/a.svg" alt="a"></p>\n',
        }
    )
    assert own.style_sheets() == ["assets/own.css"]
    assert b"Kim" not in own.files()["assets/a.svg"]
    single = single_html(result, "en", own)
    assert ".x { color: red }" in single
    assert single.count("</style>") == 1
    assert 'src="data:image/svg+xml;base64,' in single


# -- the sandbox ------------------------------------------------------------------------------------------------


LINKS = '# Terms\n\n[nowhere](nope.md) and [good](plan.md#plan)\n\n<a href="plan.html#gone">x</a> <a href="/top.html">y</a>\n'


@pytest.mark.slow
def test_a_link_of_an_own_page_that_leads_nowhere_is_told_with_its_place_and_nothing_is_written(
    owned: Callable[[Mapping[str, str | bytes]], Presentation], result: Result, tmp_path: Path
) -> None:
    presentation = owned({"pages/terms.md.j2": HEAD + LINKS})
    with pytest.raises(BadFiles) as caught:
        build_site(result, tmp_path / "site", ("en",), presentation=presentation)
    told = [(problem.path.name, problem.line, problem.what.values["address"]) for problem in caught.value.problems]
    assert told == [
        ("terms.md.j2", 6, "nope.md"),
        ("terms.md.j2", 8, "plan.html#gone"),
        ("terms.md.j2", 8, "/top.html"),
    ]
    assert "plan.html" in str(caught.value.problems[0].remedy)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "attack",
    [
        "{{ page.__class__.__mro__ }}",
        "{{ page._questions }}",
        "{{ page.agency.__class__ }}",
        "{{ page.result.parse_file('/etc/passwd') }}",
        "{{ page.result.parse_raw('x', content_type='pickle', allow_pickle=true) }}",
        "{{ page.result.model_validate_json('{}') }}",
        "{{ page.result.model_copy() }}",
        "{{ page.reader.say('{x.__class__}', x=page) }}",
        "{{ page.reader.translate.__self__ }}",
        "{{ page.reader.translate('x') }}",
        "{{ _('{x.__class__}', x=page) }}",
        "{{ '{0.__class__}'.format(page) }}",
        "{{ ('%s'|format(page)).__class__ }}",
        "{{ _.__globals__ }}",
        "{{ leads.__code__ }}",
        "{{ page.bar.__func__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% set x = page.result.pillars.clear() %}",
        "{% include '../../../etc/passwd' %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ range(10000000) }}",
    ],
)
def test_a_template_can_reach_nothing_but_the_report(
    problems: Callable[..., list[str]], result: Result, attack: str
) -> None:
    # In the smallest report: its own pages are what every report's are.
    head = HEAD.replace("\n---\n", "\npublic: true\n---\n")
    (found,) = problems({"pages/terms.md.j2": head + f"# T\n\n{attack}\n"}, of=cut_down(result, "public"))
    assert found.startswith("terms.md.j2:7 this template fails: ")
    assert "root:" not in found


@pytest.mark.thorough
def test_the_sandbox_changes_nothing_that_our_own_templates_write(
    result: Result, owned: Callable[[Mapping[str, str | bytes]], Presentation]
) -> None:
    own = owned({"parts/unused.j2": "x"})
    for language in ("en", "ko"):
        plain = pages(result, Presentation(), language)
        assert pages(result, own, language) == plain


# -- what may be wrong ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"pages/terms.md.j2": HEAD + "# T\n{% if %}\n"}, "terms.md.j2:5 this template fails: TemplateSyntaxError"),
        ({"pages/terms.md.j2": HEAD + "# T\n\n\n{{ nothing }}\n"}, "terms.md.j2:7 this template fails: UndefinedError"),
        ({"pages/plan.md.j2": "{{ 1 / 0 }}"}, "plan.md.j2:1 this template fails: ZeroDivisionError"),
        (
            {"parts/blocks.j2": "{% macro finding(text) %}x{% endmacro %}"},
            "blocks.j2:0 this template fails: UndefinedError",
        ),
        ({"pages/terms.md.j2": "# T\n"}, "terms.md.j2:1 a page of your own begins with its title"),
        ({"pages/terms.md.j2": "---\ntitle: [x]\n---\n# T\n"}, "terms.md.j2:2 a table of keys and values"),
        ({"pages/terms.md.j2": '---\ntitle: "x"\npublic: maybe\n---\n'}, "terms.md.j2:3 maybe"),
        ({"pages/listening.md.j2": HEAD}, "listening.md.j2:0 the report has a page called listening already"),
        ({"pages/terms.md.j2": b"\xff\xfe"}, "terms.md.j2:1 the file is not UTF-8 text"),
        ({"assets/x.js": "alert(1)"}, "x.js:0 this file has no place in site_template/"),
        ({"theme/main.html": "x"}, "main.html:0 this file has no place in site_template/"),
        ({"export/document.html.j2": "x"}, "document.html.j2:0 this file has no place in site_template/"),
        ({"mkdocs.yml": "x"}, "mkdocs.yml:0 this file has no place in site_template/"),
        ({"assets/x.css": "a{}\n@import 'y.css';"}, "x.css:2 a style sheet fetches something from elsewhere: @import"),
        ({"assets/x.css": "a{background:url( 'https://x/y.png')}"}, "x.css:1 a style sheet fetches"),
        ({"assets/x.css": "a{background:url(//x/y.png)}"}, "x.css:1 a style sheet fetches"),
        ({"assets/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"}, "x.svg:1 the SVG holds <script>"),
    ],
)
def test_every_fault_of_an_own_file_is_told_with_its_place(
    problems: Callable[..., list[str]], files: Mapping[str, str | bytes], said: str
) -> None:
    (found,) = problems(files)
    assert found.startswith(said)
