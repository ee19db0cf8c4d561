"""From pages to blocks: what a page says is in the tree, once, and what only a screen needs is not."""

from __future__ import annotations

import pytest

from audit.report.document.blocks import (
    Block,
    Document,
    Figure,
    Heading,
    Items,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Table,
    Text,
    figures_in,
    text_of,
)
from audit.report.document.reading import read_page, read_report

STYLE = ":root { --lf-ink: #101010; --lf-stop: #a00; --lf-accent: #00a }"


def page(body: str, language: str = "en", style: str = STYLE) -> Document:
    """A page with some words in it."""
    return read_page(
        f'<!doctype html><html lang="{language}"><head><title>t</title><style>{style}</style></head>'
        f"<body><main>{body}</main></body></html>"
    )


def blocks(body: str, language: str = "en") -> tuple[Block, ...]:
    """The blocks after the heading that every chapter begins with."""
    return page(f"<h1>Title</h1>{body}", language).chapters[0].blocks[1:]


def test_a_report_is_its_cover_its_chapters_and_its_foot() -> None:
    document = read_report(
        """<html lang="ko"><head><title>나래 &amp; 시</title><style>:root { --lf-stop: #a00 }</style></head><body>
        <header class="lf-cover lf-stop" data-agency="나래" data-foot="발"><p class="lf-brand-name">by Kim</p>
        <p class="lf-cover-made">먼저 듣기</p><h1><bdi>나래 &amp; 시</bdi></h1><p class="lf-cover-dated">오늘</p>
        <p class="lf-cover-verdict"><span class="lf-shape">■</span> 하지 마십시오</p></header>
        <nav class="lf-contents"><h2 id="contents">차례</h2><ol><li>not read</li></ol></nav><main>
        <section class="lf-page" id="index"><h2 id="index--summary">요약</h2><p>하나</p></section>
        <section class="lf-page" id="plan"><h2>계획</h2><h3>먼저</h3></section></main>
        <footer class="lf-foot"><p>a long footer</p></footer></body></html>""",
        "for the house",
    )
    cover = document.cover
    assert cover is not None
    assert (cover.agency, cover.shape, cover.verdict, cover.tone) == ("나래 & 시", "■", "하지 마십시오", "stop")
    assert (cover.made_by, cover.product, cover.dated, cover.edition) == (
        "by Kim",
        "먼저 듣기",
        "오늘",
        "for the house",
    )
    assert (document.language, document.title, document.contents_title) == ("ko", "나래 & 시", "차례")
    assert (document.agency_short, document.foot, document.footer) == ("나래", "발", "a long footer")
    assert [(chapter.name, chapter.title) for chapter in document.chapters] == [("index", "요약"), ("plan", "계획")]
    levels = [block.level for chapter in document.chapters for block in chapter.blocks if isinstance(block, Heading)]
    assert levels == [1, 1, 2]
    assert document.palette["stop"] == "#a00"
    assert document.palette["good"].startswith("#"), "a style sheet that names no colour leaves ours"


def test_what_only_a_screen_needs_is_not_read() -> None:
    said = text_of(
        blocks(
            '<p>kept <span class="lf-hidden-text">heard</span></p><nav>to other pages</nav><script>run()</script>'
            '<style>p { }</style><div class="lf-tools"><p>pressed</p></div><p class="lf-more"><a href="x">more</a></p>'
            "<button>press</button><label>asked</label>"
        )
    )
    assert said.split() == ["kept", "asked"]


def test_words_keep_their_looks_and_lose_the_spaces_that_a_page_does_not_show() -> None:
    (paragraph,) = blocks("<p>  a\n <b>bold</b>, <em>said</em><br> <code>x</code>  <small>s</small> </p>")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (
        Text("a "),
        Text("bold", strong=True),
        Text(", "),
        Text("said", emphasis=True),
        LineBreak(),
        Text("x", code=True),
        Text(" "),
        Text("s", small=True),
    )


def test_hangul_has_no_italics_and_a_passage_says_its_language() -> None:
    (paragraph,) = blocks('<p><em>가</em><span lang="en"><em>a</em></span></p>', "ko")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Text("가"), Text("a", emphasis=True, language="en"))


def test_a_text_from_right_to_left_does_not_turn_its_neighbours() -> None:
    (turned, plain) = blocks("<p><bdi>\u202eabc</bdi></p><p><bdi>abc</bdi></p>")
    assert text_of((turned,)) == "\u2068\u202eabc\u2069\n"
    assert text_of((plain,)) == "abc\n"


def test_a_link_leads_only_where_something_is() -> None:
    (paragraph, row) = blocks(
        '<p><a href="#here">in</a> <a href="#gone">out</a> <a href="https://example.invalid/">web</a> '
        '<a href="javascript:alert(1)">no</a></p><table><tr id="here"><td>x</td></tr></table>'
    )
    assert isinstance(paragraph, Paragraph)
    assert [piece.target for piece in paragraph.content if isinstance(piece, Link)] == [
        "#here",
        "https://example.invalid/",
    ]
    assert text_of((paragraph,)) == "in out web no\n"
    assert isinstance(row, Table)
    assert row.rows[0].cells[0].anchors == ("here",)


def test_no_heading_leaves_a_level_out_and_every_chapter_begins_with_one() -> None:
    levels = [block.level for block in blocks("<h4>a</h4><h2>b</h2><h6>c</h6>") if isinstance(block, Heading)]
    assert levels == [2, 2, 3]
    (chapter,) = page("<p>first</p><h1>Title</h1>").chapters
    assert isinstance(chapter.blocks[0], Heading)
    assert text_of(chapter.blocks) == "Title\nfirst\n"


def test_lists_keep_their_numbers_and_what_stands_in_them() -> None:
    (ordered,) = blocks('<ol start="0"><li class="lf-here">a<ul><li>b</li></ul></li><li>c</li></ol>')
    assert isinstance(ordered, Items)
    assert (ordered.is_ordered, ordered.start, [item.is_marked for item in ordered.items]) == (True, 0, [True, False])
    assert isinstance(ordered.items[0].blocks[1], Items)
    assert text_of((ordered,)).split() == ["a", "b", "c"]


def test_a_table_has_its_heads_its_caption_and_shares_of_the_width() -> None:
    said, table = blocks(
        '<table><caption>What it shows</caption><thead><tr><th>Name</th><th class="lf-number">1</th></tr></thead>'
        '<tbody><tr class="lf-here"><th scope="row">a rather long name of something</th><td class="lf-number">5</td></tr>'
        "<tr><td colspan=2>both</td></tr><tr><td>only one</td></tr></tbody></table>"
    )
    assert text_of((said,)) == "What it shows\n"
    assert isinstance(table, Table)
    assert (table.caption, len(table.head), len(table.rows)) == ("What it shows", 1, 3)
    assert [sum(cell.columns for cell in row.cells) for row in (*table.head, *table.rows)] == [2, 2, 2, 2]
    first = table.rows[0]
    assert (first.is_marked, first.cells[0].is_head, first.cells[1].is_number) == (True, True, True)
    assert sum(table.shares) == pytest.approx(1, abs=0.001)
    assert table.shares[0] > table.shares[1]


def test_what_is_set_apart_says_what_it_is() -> None:
    found = blocks(
        '<div class="lf-commentary"><p class="lf-commentary-by">Kim</p><p>words</p></div>'
        '<p class="lf-answer lf-weak"><span class="lf-shape">▲</span> level 1</p><blockquote>quoted</blockquote>'
        '<details class="lf-levels"><summary>Levels</summary><p>one</p></details><div class="unknown"><p>plain</p></div>'
    )
    kinds = [(block.kind, block.tone) for block in found if isinstance(block, Note)]
    assert kinds == [("commentary", ""), ("answer", "weak"), ("quote", ""), ("aside", "")]
    assert isinstance(found[-1], Paragraph), "what is unknown is its words"
    shape = found[1]
    assert isinstance(shape, Note)
    assert isinstance(shape.blocks[0], Paragraph)
    assert shape.blocks[0].content[0] == Text("▲", tone="weak")


def test_what_was_left_open_is_closed() -> None:
    found = blocks("<p>one<p>two <b>bold<ul><li>a<li>b</ul><table><tr><td>x<td>y<tr><td>z</table>")
    assert [type(block).__name__ for block in found] == ["Paragraph", "Paragraph", "Items", "Table"]
    assert text_of(found).split() == ["one", "two", "bold", "a", "b", "x", "y", "z"]


def test_a_picture_of_the_page_itself_is_kept_and_one_from_elsewhere_is_not() -> None:
    (paragraph,) = blocks(
        '<p><img src="data:image/png;base64,AAAA" alt="a house" width="30" height="20">'
        '<img src="https://example.invalid/x.png" alt="spy">words</p>'
    )
    (figure,) = figures_in((paragraph,))
    assert (figure.alternative, figure.width, figure.height) == ("a house", 30, 20)
    assert "data:image/png;base64,AAAA" in figure.svg
    assert "example.invalid" not in figure.svg


def test_characters_that_no_file_may_hold_are_left_out() -> None:
    assert text_of(blocks("<p>a&#0;b\x07c&#x1b;d</p>")).strip("\n").replace("\ufffd", "") == "abcd"


class TestCharts:
    CSS = """
    :root { --ink: #111; --wash: #eee }
    .weak { --band: var(--ink) }
    .bar { fill: var(--band, #fff); stroke-width: 1 }
    svg .bar { stroke: url(#dots); font-size: 2rem }
    .dots { fill: var(--wash) }
    @media print { .bar { fill: blue } }
    @media screen and (prefers-color-scheme: dark) { .bar { fill: red } }
    .bar:is(.nothing:hover::part(x)) { fill: green }
    .round { --a: var(--b); --b: var(--a); fill: var(--a) }
    """

    def chart(self, body: str) -> Figure:
        (figure,) = figures_in(page(f"<h1>t</h1>{body}", style=self.CSS).chapters[0].blocks)
        return figure

    def test_it_carries_its_light_colours_the_patterns_that_it_names_and_lengths_for_shares(self) -> None:
        figure = self.chart(
            '<svg width="0" height="0" class="lf-patterns"><defs><pattern id="dots"><rect class="dots"/></pattern></defs></svg>'
            '<div class="weak"><svg width="100%" height="20" role="img" aria-label="half">'
            '<rect class="bar" width="50%" height="20"/></svg></div>'
        )
        assert (figure.alternative, figure.width, figure.height, figure.is_wide) == ("half", 660, 20, True)
        assert 'fill="#111"' in figure.svg
        assert 'stroke="url(#dots)"' in figure.svg
        assert '<pattern id="dots"><rect fill="#eee" /></pattern>' in figure.svg
        assert '<rect width="330" height="20"' in figure.svg
        assert 'viewBox="0 0 660 20"' in figure.svg
        assert "class=" not in figure.svg

    def test_one_that_is_hidden_from_readers_of_tags_says_nothing(self) -> None:
        assert self.chart('<svg width="100%" height="8" aria-hidden="true" aria-label="x"></svg>').alternative == ""

    def test_its_own_box_and_the_case_of_its_names_are_kept(self) -> None:
        figure = self.chart('<svg viewBox="0 0 40 10" width="100%" height="20"><linearGradient id="g"/></svg>')
        assert 'viewBox="0 0 40 10"' in figure.svg
        assert "<linearGradient" in figure.svg

    def test_a_variable_that_names_itself_ends(self) -> None:
        assert "fill=" in self.chart('<svg width="100%" height="9"><rect class="round"/></svg>').svg
