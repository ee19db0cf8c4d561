"""The one place where a page's texts are escaped: safe in Markdown, in HTML and in attributes."""

from __future__ import annotations

from collections.abc import Callable

import html5lib
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from audit.report.site.environment import environment, escaped, shown
from audit.wording.free_text import filled, free_text
from audit.wording.locale import Locale

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=80)


def read(markup: str) -> str:
    """Return what is seen of a paragraph in Markdown, spaces aside."""
    page = markdown.markdown(f"<p>{markup}</p>", extensions=["attr_list", "md_in_html", "tables"])
    return "".join("".join(html5lib.parse(page, namespaceHTMLElements=False).itertext()).split())


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_is_seen_as_it_was_written(text: str) -> None:
    assert read(escaped(text)) == "".join(text.split())


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_is_seen_as_it_was_written_in_plain_markdown_too(text: str) -> None:
    page = markdown.markdown(f"Words: {escaped(text)}", extensions=["attr_list", "md_in_html", "tables"])
    seen = "".join(html5lib.parse(page, namespaceHTMLElements=False).itertext())
    assert "".join(seen.split()) == "Words:" + "".join(text.split())


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_stays_inside_an_attribute(text: str) -> None:
    tree = html5lib.parse(f'<p title="{escaped(text)}">x</p>', namespaceHTMLElements=False)
    assert [dict(paragraph.attrib) for paragraph in tree.iter("p")] == [{"title": text}]


def test_what_is_escaped_is_not_escaped_again() -> None:
    once = escaped("<b> & {below}")
    assert escaped(once) is once


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x0b"])
def test_control_characters_are_left_out(character: str) -> None:
    assert escaped(f"a{character}b") == "ab"


def test_what_a_person_wrote_keeps_its_lines_and_its_own_direction() -> None:
    assert shown(free_text("one\r\ntwo\nשלום\n")) == Markup("<bdi>one<br>two<br>שלום</bdi>")


def test_what_is_filled_into_a_text_keeps_its_own_direction() -> None:
    text = filled("To {agency}.", [("{agency}", "<b>שלום")])
    assert shown(text) == "<bdi>To </bdi><bdi>&#60;b&#62;שלום</bdi><bdi>.</bdi>"


def test_a_fixed_text_shows_what_fills_it_as_that_text(locale: Callable[[str], Locale]) -> None:
    template = "{{ _('Tell {agency}, or whoever gave you this report: which page, what you wanted to do, and with what you read it.', agency=name) }}"
    for name, seen in (
        ("A & B {agency} <b>", "A &#38; B &#123;agency&#125; &#60;b&#62;"),
        (free_text("A"), "<bdi>A</bdi>"),
        (7, "7"),
    ):
        page = environment(DictLoader({"page": template}), locale("en")).get_template("page").render(name=name)
        assert page.startswith(f"Tell {seen}, or whoever")


def test_what_a_template_prints_is_escaped_and_what_is_missing_is_an_error(locale: Callable[[str], Locale]) -> None:
    env = environment(DictLoader({"page": "{{ text }}", "missing": "{{ nothing.here }}"}), locale("en"))
    assert env.get_template("page").render(text="<b>*{x}") == "&#60;b&#62;&#42;&#123;x&#125;"
    with pytest.raises(UndefinedError):
        env.get_template("missing").render()
