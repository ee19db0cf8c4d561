"""Report and annex: what is folded, what is headed, what leads where."""

from __future__ import annotations

from collections.abc import Mapping

from audit.report.document.blocks import Document, Heading, Link, Note, PageBreak, Paragraph, Table, text_of
from audit.report.document.contents import listed
from audit.report.document.parts import part_of
from audit.report.document.reading import read_report
from audit.report.pages.page import OnPaper

PLACES: Mapping[str, OnPaper] = {"index": "report", "staff": "head", "plan": "report", "sources": "annex"}
TITLES = {"index": "Summary", "staff": "Staffing", "plan": "Plan", "sources": "Sources"}


def document(index: str = "", staff: str = "", plan: str = "", sources: str = "") -> Document:
    """A report of four pages."""
    bodies = {"index": index, "staff": staff, "plan": plan, "sources": sources}
    parts = "".join(
        f'<section class="lf-page" id="{name}"><h2 id="{name}--top">{TITLES[name]}</h2>{body}</section>'
        for name, body in bodies.items()
    )
    return read_report(f'<html lang="en"><body><header class="lf-cover"><h1>A</h1></header>{parts}</body></html>')


def words(found: Document) -> dict[str, str]:
    """What each chapter says, on one line."""
    return {chapter.name: " ".join(text_of(chapter.blocks).split()) for chapter in found.chapters}


def test_the_report_leaves_out_what_the_annex_has_and_both_together_leave_out_nothing() -> None:
    whole = document(
        "<p>open</p><details><summary>More</summary><p>folded</p></details>", "<p>head</p><h3>L01</h3><p>answer</p>"
    )
    report, annex = part_of(whole, "report", PLACES), part_of(whole, "annex", PLACES)
    assert words(report) == {"index": "Summary open", "staff": "Staffing head", "plan": "Plan"}
    assert words(annex) == {
        "sources": "Sources",
        "index": "Summary More folded",
        "staff": "Staffing head L01 answer",
    }
    assert all(chapter.is_annex for chapter in annex.chapters)


def test_all_of_it_is_every_page_once_and_whole_the_annex_last() -> None:
    whole = document("<details><p>folded</p></details>", "<h3>L01</h3><p>answer</p>", sources="<p>K01</p>")
    found = part_of(whole, "all", PLACES)
    assert words(found) == {
        "index": "Summary folded",
        "staff": "Staffing L01 answer",
        "plan": "Plan",
        "sources": "Sources K01",
    }
    assert [chapter.is_annex for chapter in found.chapters] == [False, False, False, True]


def test_a_section_that_holds_nothing_open_is_not_in_the_report() -> None:
    body = "<h3>Open</h3><p>x</p><h3>Shut</h3><details><p>y</p></details><h3>Last</h3><p>z</p>"
    report = part_of(document(plan=body), "report", PLACES)
    assert words(report)["plan"] == "Plan Open x Last z"


def test_an_action_for_later_leaves_its_title_in_the_report() -> None:
    body = '<h3>Then</h3><details class="lf-later"><summary>Write it down</summary><p>how</p></details>'
    whole = document(plan=body)
    assert words(part_of(whole, "report", PLACES))["plan"] == "Plan Then Write it down"
    assert words(part_of(whole, "annex", PLACES))["plan"] == "Plan Then Write it down how"


def test_actions_for_later_leave_who_how_long_and_until_when_beside_their_titles_one_row_each() -> None:
    def action(title: str, who: str) -> str:
        facts = "".join(f'<span class="lf-action-facts">{fact}</span> ' for fact in (who, "2 days", "4 December"))
        return f'<details class="lf-later"><summary><span>{title}</span> {facts}</summary><p>how</p></details>'

    whole = document(plan=f"<h3>Then</h3>{action('Write', 'Legal')}{action('Ask', 'IT')}<p>after</p>")
    report = part_of(whole, "report", PLACES)
    (table,) = [block for block in report.chapters[-1].blocks if isinstance(block, Table)]
    assert [[text_of(cell.blocks).strip() for cell in row.cells] for row in table.rows] == [
        ["Write", "Legal", "2 days", "4 December"],
        ["Ask", "IT", "2 days", "4 December"],
    ]
    assert words(report)["plan"].endswith("after")
    # Where the whole action is printed, it says these facts itself.
    assert "Legal" not in words(part_of(whole, "annex", PLACES))["plan"]


def test_a_link_to_the_other_part_is_only_words() -> None:
    whole = document('<p><a href="#sources--top">see</a> <a href="#plan--top">plan</a></p>')
    (paragraph,) = [b for b in part_of(whole, "report", PLACES).chapters[0].blocks if isinstance(b, Paragraph)]
    assert text_of((paragraph,)) == "see plan\n"
    assert [piece.target for piece in paragraph.content if isinstance(piece, Link)] == ["#plan--top"]


def test_a_consultants_words_stay_where_only_the_head_of_a_page_does() -> None:
    body = '<h3>L01</h3><p>answer</p><aside class="lf-commentary"><p>my word</p></aside>'
    report = part_of(document(staff=body), "report", PLACES)
    assert words(report)["staff"] == "Staffing my word"


def test_heads_of_pages_share_sheets() -> None:
    report = part_of(document(staff="<p>x</p>"), "report", PLACES)
    assert [chapter.follows_on for chapter in report.chapters] == [False, True, False]


def test_every_letter_stands_on_a_sheet_of_its_own() -> None:
    letter = '<h3>To one</h3><div class="lf-letter"><p>Dear</p></div>'
    blocks = document(f"<p>before</p>{letter}{letter}<p>after</p>").chapters[0].blocks
    kinds = [type(block).__name__ for block in blocks]
    assert kinds == [
        *("Heading", "Paragraph"),
        *("PageBreak", "Heading", "Note"),
        *("PageBreak", "Heading", "Note"),
        *("PageBreak", "Paragraph"),
    ]
    assert not isinstance(document(letter).chapters[0].blocks[1], PageBreak), "nothing stands before it"


def test_contents_name_the_page_and_its_sentence_stands_large_under_the_name() -> None:
    page = (
        '<html lang="en"><body><section class="lf-page" id="plan"><p class="lf-eye">Plan</p><h2>Do this</h2></section>'
    )
    (chapter,) = read_report(page, titles={"plan": "The plan"}).chapters
    head, said = chapter.blocks
    assert isinstance(head, Heading)
    assert isinstance(said, Paragraph)
    assert (chapter.title, text_of((head,)), head.is_topic) == ("The plan", "The plan\n", True)
    assert (text_of((said,)), said.kind) == ("Do this\n", "title")


def test_contents_name_the_sections_of_as_many_chapters_as_fit_on_a_sheet_short_ones_first() -> None:
    short, long = "<h3>s</h3>" * 3, "<h3>s</h3>" * 200
    chapters = document(short, long, short, short).chapters
    assert listed(chapters) == {0, 2, 3}
    assert listed(chapters, 12) == {0}


def test_what_is_folded_is_marked_wherever_it_stands() -> None:
    (item,) = [b for b in document("<details><p>x</p></details>").chapters[0].blocks if isinstance(b, Note)]
    assert item.is_folded
