"""After MkDocs: a page runs only the theme's own scripts, and says which passages are in another language."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from importlib.resources import files

import pytest

from audit.errors import AuditError
from audit.report.site.harden import hardened, policy, with_policy

OWN = (
    "var target=document.getElementById(location.hash.slice(1));target&&target.name&&"
    '(target.checked=target.name.startsWith("__tabbed_"))'
)


def page(body: str) -> str:
    return f'<!doctype html><html><head><meta charset="utf-8"><title>t 제목</title></head><body>{body}</body></html>'


def rules(text: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert found is not None
    return html.unescape(found[1])


def digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_the_policy_stands_right_after_the_encoding() -> None:
    assert '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"' in hardened(page(""), "en")


def test_nothing_is_allowed_but_the_files_of_the_site() -> None:
    text = policy()
    assert rules(text).startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in text
    assert "http" not in rules(text)


def test_a_script_of_the_theme_may_run_by_its_hash() -> None:
    assert digest(OWN) in rules(hardened(page(f"<script>{OWN}</script>"), "en"))


def test_the_script_tested_here_is_still_one_of_the_theme() -> None:
    shipped = files("material") / "templates" / "partials" / "javascripts" / "content.html"
    assert OWN in shipped.read_text(encoding="utf-8")


def test_a_script_that_somebody_wrote_into_an_answer_gets_no_leave() -> None:
    script = "alert(1)"
    assert digest(script) not in rules(hardened(page(f"<script>{script}</script>"), "en"))
    assert digest(OWN + script) not in rules(hardened(page(f"<script>{OWN}{script}</script>"), "en"))


def test_no_page_is_fetched_ahead() -> None:
    links = '<link rel="prev" href="index.html">\n<link rel="next" href="plan.html">\n<link rel="icon" href="i.png">'
    kept = '<link rel="prev" href="index.html">\n<link rel="icon" href="i.png"></head>'
    text = hardened(page('<a href="plan.html">Plan</a>').replace("</head>", f"{links}</head>"), "en")
    assert kept in text
    assert '<a href="plan.html">' in text


def test_a_page_that_does_not_name_its_encoding_is_refused_with_its_name() -> None:
    with pytest.raises(AuditError, match=r"plan\.html"):
        hardened("<html></html>", "en", "plan.html")


def test_a_page_of_our_own_keeps_its_style() -> None:
    text = with_policy('<head>\n<meta charset="utf-8">\n<style>p{margin:0}</style></head>')
    assert digest("p{margin:0}") in rules(text)


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("en", "<p>by 나래시, 2026</p>", '<p>by <span lang="ko">나래시</span>, 2026</p>'),
        ("en", "<p>휴일 야간 훈련 기록</p>", '<p><span lang="ko">휴일 야간 훈련 기록</span></p>'),
        ("ko", "<p>책 The Golden Hour를</p>", '<p>책 <span lang="en">The Golden</span> Hour를</p>'),
        ("ko", "<p>책 The Golden Hour (1990)</p>", '<p>책 <span lang="en">The Golden Hour</span> (1990)</p>'),
        ("ko", "<p>It&#39;s Monday, they said</p>", '<p><span lang="en">It&#39;s Monday, they said</span></p>'),
        ("ko", "<p>IT 담당, M02, segye.com; x</p>", "<p>IT 담당, M02, segye.com; x</p>"),
        ("ko", '<p title="two words">말</p>', '<p title="two words">말</p>'),
        ("ko", '<a lang="en">two words</a> 말', '<a lang="en">two words</a> 말'),
        ("ko", '<p lang="en"><b>two words</b> more here</p>', '<p lang="en"><b>two words</b> more here</p>'),
        ("ko", "<code>listenfirst build it</code>", "<code>listenfirst build it</code>"),
    ],
)
def test_a_passage_in_the_other_language_is_marked_once(language: str, body: str, expected: str) -> None:
    assert f"<body>{expected}</body>" in hardened(page(body), language)


def test_the_title_has_no_markup() -> None:
    assert "<title>t 제목</title>" in hardened(page(""), "en")


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("‘정말’까지 듣고", "’까"),
        ("기관(하늘구청)은 보고", ")은"),
        ("30%가 그렇고", "%가"),
        ("인력·조직이", "력·"),
    ],
)
def test_no_line_ends_within_a_korean_word(written: str, whole: str) -> None:
    assert f'<span class="lf-whole">{whole}</span>' in hardened(page(f"<p>{written}</p>"), "ko")


@pytest.mark.parametrize(
    ("language", "written", "whole"),
    [
        ("ko", "기한은 2026년 11월 23일까지", "2026년 11월 23일"),
        ("ko", "2009년 4월부터", "2009년 4월"),
        ("ko", "9월 30일부터", "9월 30일"),
        ("ko", "보도가 14시 23분에 나왔고", "14시 23분"),
        ("ko", "평일 09시~18시에만", "09시~18시"),
        ("ko", "평일 9시&#126;17시 15분에만", "9시&#126;17시 15분"),
        ("ko", "약 1억 2천만 원을 들여", "1억 2천만 원"),
        ("ko", "보여 줄 수 있습니까", "줄 수 있습니까"),
        ("en", "due on 26 November 2026", "26 November 2026"),
        ("en", "since 30 September", "30 September"),
        ("en", "after 14 min, and", "14 min"),
        ("en", "at 3 a.m. on a holiday", "3 a.m."),
        ("en", "of 1,354 points", "1,354 points"),
        ("en", "by e-mail", "e-mail"),
    ],
)
def test_a_date_and_a_number_with_its_unit_stay_on_one_line(language: str, written: str, whole: str) -> None:
    assert f'<span class="lf-whole">{whole}</span>' in hardened(page(f"<p>{written}</p>"), language)


def test_a_page_is_shown_before_its_scripts_run() -> None:
    text = hardened(page('<p>A</p><script src="assets/bundle.js"></script>'), "en")
    assert text.endswith('<p>A</p><script defer src="assets/bundle.js"></script></body></html>')


def test_what_is_only_heard_has_no_lines_to_keep_whole() -> None:
    written = '<p><span class="lf-hidden-text">14 min</span></p>'
    assert written in hardened(page(written), "en")


def test_the_words_of_a_drawing_hold_no_element_of_html() -> None:
    drawn = '<svg><text x="0">금요일 9시 20분 <tspan>14시 23분까지</tspan></text></svg>'
    assert drawn in hardened(page(drawn), "ko")
    assert drawn in hardened(page(drawn), "en")


@pytest.mark.parametrize("behind", ["", " min", " 원"])
def test_an_endless_number_takes_no_endless_time_and_may_wrap(behind: str) -> None:
    for language in ("ko", "en"):
        assert "lf-whole" not in hardened(page("<p>" + "9" * 100_000 + behind + "</p>"), language)


def test_what_is_copied_from_a_page_is_what_was_written() -> None:
    written = "<p>‘결과(최종)본’은 2026년 11월 23일 폴더 [보고서]와 공유·협업 방에, 14 min</p>"
    for language in ("ko", "en"):
        assert re.sub(r"</?span[^>]*>", "", hardened(page(written), language)).endswith(
            f"<body>{written}</body></html>"
        )
