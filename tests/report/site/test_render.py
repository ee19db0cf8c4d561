"""A result becomes Markdown: on every rung, in every state, with nothing unfilled and nothing in the wrong language."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import markdown
import pytest
from babel.messages.pofile import read_po

from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.result import AlternativeResult, Result
from audit.report.editions import cut_down
from audit.report.pages.summary import summary_view
from audit.report.parts.context import ReportContext
from audit.report.site.render import configuration, menu, nav, site_name
from audit.wording.locale import Locale

pytestmark = pytest.mark.sampled

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = Path(__file__).parents[1] / "golden"
EXAMPLES = ("haneul-district", "maple-library", "narae-city")
UNFILLED = re.compile(r"\{[a-z_]+\}|\{\{|\{%|%\([a-z]+\)s")
RUNGS = [
    ("plan", "do-not-launch"),
    ("plan", "listen-only"),
    ("plan", "pilot"),
    ("plan", "launch"),
    ("run", "stop-in-order"),
    ("run", "hold"),
    ("run", "pilot"),
    ("run", "launch"),
    ("run", "sustain"),
]

Rendered = Callable[..., dict[str, str]]
Seen = Callable[[str], str]


# -- golden reports -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def golden() -> Any:
    """The tool that writes the golden reports."""
    spec = importlib.util.spec_from_file_location("golden", ROOT / "tools" / "golden.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["maple-library", "haneul-district", "narae-city"])
def test_the_examples_render_as_in_the_golden_reports(name: str, golden: Any) -> None:
    now = dict(golden.reports([name]))
    files = (GOLDEN / name).rglob("*.md")
    then = {path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8") for path in files}
    changed = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
    assert not changed, (
        f"{len(changed)} pages differ from tests/report/golden: {', '.join(changed[:8])}.\n"
        "Look at what changed; if it is meant, run: make golden"
    )


def test_every_example_has_its_golden_report() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {
        path.parent.name for path in (ROOT / "examples").glob("*/audit.yml")
    }


@pytest.mark.sampled
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_begins_with_its_conclusion_and_ends_with_where_to_go_next(
    name: str, language: str, example: Callable[[str], Result], rendered: Rendered
) -> None:
    for path, text in rendered(example(name), language).items():
        before, title, rest = re.split(r"^(# .+|<h1 .+)$", text, maxsplit=1, flags=re.MULTILINE)
        # Its topic stands above the conclusion, or the conclusion below a title.
        if '<p class="lf-eye">' not in before and "lf-hero-title" not in title:
            conclusion = re.search(r'<p class="lf-finding">', rest)
            assert conclusion, path
            heading = re.search(r"^## ", rest, flags=re.MULTILINE)
            assert heading is None or conclusion.start() < heading.start(), (path, title)
        assert rest.rstrip().endswith("</nav>"), path
        assert 'class="lf-onward"' in rest.rstrip()[-1000:], path


# -- fixed texts ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_placeholder_is_filled_and_nothing_is_escaped_twice(
    name: str, language: str, example: Callable[[str], Result], rendered: Rendered, seen: Seen
) -> None:
    for path, text in rendered(example(name), language).items():
        words = seen(text)
        assert not UNFILLED.findall(words), path
        assert not re.findall(r"&#?\w+;|</?(?:bdi|b|p|span)\b", words), path


SAME_IN_BOTH = {
    "Listen First": "the name of the product",
    "result.json": "the name of a file",
    "axe-core": "the name of a tool",
}
"""English texts that may stand on a Korean page, each with the reason."""


def english_texts() -> Iterator[str]:
    """Give the English fixed texts of a page that are long enough not to be part of something else."""
    with (ROOT / "site_template/locale/ko/LC_MESSAGES/listen-first.po").open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        for part in re.split(r"\{[a-z_]*\}", str(message.id)):
            text = part.strip(" .,:;()→")
            if text not in SAME_IN_BOTH and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", text):
                yield text


@pytest.mark.parametrize("name", EXAMPLES)
def test_korean_pages_hold_no_english_fixed_text(
    name: str, example: Callable[[str], Result], rendered: Rendered, seen: Seen
) -> None:
    words = {path: " ".join(seen(text).split()) for path, text in rendered(example(name), "ko").items()}
    own = " ".join(str(note) for note in written(example(name)))
    found = {
        f"{path}: {text}"
        for text in set(english_texts())
        for path, page in words.items()
        if text in page and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", page) and text not in own
    }
    assert not found


def written(result: Result) -> Iterator[str]:
    """Give everything that people wrote into an audit."""
    yield from (result.agency_in(language) for language in ("en", "ko"))
    yield from result.alternative.model_dump().values()
    for question in result.questions:
        yield from (question.text, question.note, question.reason)
        for piece in question.evidence:
            yield from (piece.what, piece.where)
    for item in result.inputs:
        yield item.note
    for case in result.cases:
        # How a case's papers are called: the pack has one text for all languages.
        yield from case.sources


# -- every state ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("rung", RUNGS)
def test_every_rung_has_its_report(
    rung: tuple[str, str],
    language: str,
    rungs: Mapping[tuple[str, str], Result],
    rendered: Rendered,
    locale: Callable[[str], Locale],
    context: Callable[..., ReportContext],
    seen: Seen,
) -> None:
    result = rungs[rung]
    pages = rendered(result, language)
    assert list(pages) == list(nav(result, locale(language)))
    summary = seen(pages["index.md"])
    verdict = summary_view(context(result, language)).verdict
    assert verdict.title in summary
    assert verdict.headline in summary


@pytest.mark.parametrize("rung", [("plan", "do-not-launch"), ("run", "hold"), ("run", "sustain")])
def test_every_link_leads_to_a_heading_or_a_page_that_is_there(
    rung: tuple[str, str], rungs: Mapping[tuple[str, str], Result], rendered: Rendered
) -> None:
    pages = rendered(rungs[rung])
    html = {
        path: markdown.markdown(text.split("---\n\n", 1)[1], extensions=["attr_list", "md_in_html", "tables", "toc"])
        for path, text in pages.items()
    }
    ids = {path: re.findall(r'\sid="([^"]+)"', page) for path, page in html.items()}
    for path, page in html.items():
        assert len(ids[path]) == len(set(ids[path])), path
        for target, _, anchor in (link.partition("#") for link in re.findall(r'href="([^":]+)"', page)):
            if target and not target.endswith(".html"):
                continue  # data; that it is there, the site shows
            where = target.replace(".html", ".md") or path
            assert where in pages, f"{path} leads to {target}"
            assert not anchor or anchor in ids[where], f"{path} leads to {target}#{anchor}"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_audit_without_a_single_answer_has_a_report(
    language: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    rendered: Rendered,
    seen: Seen,
) -> None:
    blank = assessed(answers_at(pack, "open"), pack=pack, X1=None, X6=None)
    for path, text in rendered(blank, language).items():
        words = seen(text)
        assert not UNFILLED.findall(words), path
        assert "nan" not in words.lower().split(), path
        assert language == "en" or "None" not in words, path


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_audit_that_does_not_say_whether_accounts_are_live_has_a_report_without_a_verdict(
    language: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    rendered: Rendered,
    seen: Seen,
    locale: Callable[[str], Locale],
) -> None:
    undecided = assessed(answers_at(pack, 2), mode=None, pack=pack)
    assert undecided.verdict.rung is None
    pages = rendered(undecided, language)
    assert locale(language).say("No verdict yet") in seen(pages["index.md"])
    assert "X4" in seen(pages["index.md"])
    # English has the word.
    assert language == "en" or not any("None" in text for text in pages.values())


def test_everything_left_out_as_not_applicable_has_a_report_without_numbers(
    plain: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result], rendered: Rendered, seen: Seen
) -> None:
    nothing = {
        question.id: Answer(not_applicable="it does not arise") for question in plain.questions if not question.opening
    }
    result = assessed(answers_at(plain, 2, **nothing), pack=plain)
    pages = rendered(result)
    assert "not assessed" in seen(pages["index.md"]) or result.verdict.rank == 0
    assert not any("nan" in seen(text).lower().split() for text in pages.values())


# -- the page that advises against ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_report_that_advises_against_shows_no_number_but_the_rule_another_use_of_the_money_and_what_to_do(
    language: str,
    example: Callable[[str], Result],
    rendered: Rendered,
    seen: Seen,
    locale: Callable[[str], Locale],
    context: Callable[..., ReportContext],
) -> None:
    result = example("haneul-district")
    view = summary_view(context(result, language))
    page = rendered(result, language)["index.md"]
    assert result.verdict.rank == 0
    # No score that could be bargained with: neither of a pillar nor of a link of the chain.
    assert "lf-pillar-points" not in page
    assert [column.points for column in view.columns.rows] == ["", "", "", ""]
    assert view.rope is not None
    assert {link.points for link in view.rope.links} == {""}
    words = " ".join(seen(page).split())
    assert result.pack.rule[language] in words
    other = result.alternative_in(language)
    assert other.service in words
    assert other.amount in words
    assert len(view.week_steps) == 3
    assert all(step.title in words for step in view.week_steps)
    assert result.verdict.ask_again is not None
    assert locale(language).date(result.verdict.ask_again) in words
    assert view.refusal.letter is not None
    assert '<a href="letter.html">' in page
    assert result.agency_in(language) in words


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_agency_that_only_does_not_look_yet_gets_no_sermon_and_no_letter(
    language: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    rendered: Rendered,
    seen: Seen,
    locale: Callable[[str], Locale],
) -> None:
    result = assessed(answers_at(pack, 4, M01=0), pack=pack)
    assert [cap.name for cap in result.verdict.caps] == ["GC"]
    page = rendered(result, language)["index.md"]
    words = " ".join(seen(page).split())
    assert "letter.html" not in page
    assert "{#alternative}" not in page
    assert result.pack.rule[language] not in words
    assert result.verdict.ask_again is not None
    assert (result.verdict.ask_again - result.date).days == 30
    assert locale(language).date(result.verdict.ask_again) in words


def test_without_a_named_alternative_the_page_asks_for_one(
    example: Callable[[str], Result], rendered: Rendered, seen: Seen
) -> None:
    result = example("haneul-district")
    nameless = result.model_copy(update={"alternative": AlternativeResult(), "alternatives": {}})
    words = seen(rendered(nameless)["index.md"])
    assert "Which one service that people need would gain most" in words
    assert ".yml" not in words


# -- header and languages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["A <b>", "x" * 61, "a&b", "{{ 7 }}", "back\\slash", "bell\x07", " "])
def test_a_name_that_the_theme_would_not_show_as_it_is_does_not_go_into_its_header(
    name: str, example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    renamed = example("maple-library").model_copy(update={"agency": name, "agency_names": {}})
    assert site_name(renamed, locale("en")) == "Listen First"


BASE: dict[str, Any] = {"theme": {}, "extra": {}, "extra_css": []}


def test_the_header_leads_to_the_other_languages(
    example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    made = configuration(BASE, example("narae-city"), locale("en"), others=("ko",))
    assert [(other["lang"], other["name"]) for other in made["extra"]["alternate"]] == [("ko", "한국어")]
    assert "alternate" not in configuration(BASE, example("maple-library"), locale("en"))["extra"]


@pytest.mark.parametrize("name", ["haneul-district", "narae-city", "maple-library"])
def test_the_menu_has_five_groups_and_keeps_the_order_of_reading(
    name: str, example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    result = example(name)
    groups = menu(result, locale("en"))
    assert [title for group in groups for title in group] == [
        "Verdict",
        "Four pillars",
        "Put to the test",
        "What to do",
        "Grounds",
    ]
    listed = [path for group in groups for pages in group.values() for page in pages for path in page.values()]
    assert listed == list(nav(result, locale("en")))


def test_a_menu_of_few_pages_has_no_groups(example: Callable[[str], Result], locale: Callable[[str], Locale]) -> None:
    public = cut_down(example("narae-city"), "public")
    assert menu(public, locale("en")) == [
        {"Summary": "index.md"},
        {"About this audit": "about.md"},
        {"Accessibility": "accessibility.md"},
    ]


def test_a_view_that_several_pages_show_is_the_same_on_each(
    example: Callable[[str], Result], rendered: Rendered
) -> None:
    result = example("narae-city")
    assert rendered(result, "ko") == rendered(result, "ko")
