"""A template of somebody else that asks for everything gets a sentence, in bounded time and memory.

They are rendered in a process that may use little of both: what is not held back ends it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from audit.cli import run
from audit.language import translator
from audit.report.branding.presentation import Presentation, Template
from audit.report.site.environment import environment, own_environment
from audit.wording.locale import Locale

pytestmark = pytest.mark.sampled

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 120
MEGABYTES = 1500

RENDER = f"""
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES} * 2**20, {MEGABYTES} * 2**20))
from pathlib import Path
from jinja2 import DictLoader
from audit.errors import BadFiles
from audit.language import translator
from audit.report.branding.presentation import Presentation, Template
from audit.wording.locale import Locale
from audit.report.site.environment import own_environment
from audit.report.branding.sandbox import explained

for name, texts in json.load(sys.stdin).items():
    print(json.dumps(["began", name]), flush=True)
    own = {{f"t{{number}}": Template(Path(f"t{{number}}.j2"), text) for number, text in enumerate(texts.split("|next|"))}}
    try:
        with explained(own):
            environment = own_environment(DictLoader({{}}), Locale("en", translator("en")), Presentation(templates=own))
            made = environment.get_template("t0").render(text="x" * 100, lines="a\\n" * 1000)
        said = f"made {{len(made)}}"
    except BadFiles as bad:
        said = f"{{bad.problems[0].path}} {{bad.problems[0].line}} {{bad.problems[0].what}}"
    print(json.dumps([name, said]), flush=True)
"""

TWICE = (
    "{% set n = namespace(x='x' * 100000) %}{% for i in range(60) %}{% set n.x = AGAIN %}{% endfor %}{{ n.x|length }}"
)

BOMBS = {
    "times": "{{ 'x' * 2000000000 }}",
    "times the other way": "{{ 2000000000 * 'x' }}",
    "a list": "{{ ([0] * 2000000000)|length }}",
    "a name": "{% set n = 2000000000 %}{{ text * n }}",
    "power": "{{ 2 ** 1000000000 }}",
    "power of power": "{{ 9 ** (9 ** 9) }}",
    "numbers that grow": "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "percent": "{{ '%2000000000d' % 1 }}",
    "percent by name": "{{ '%(a)2000000000d' % {'a': 1} }}",
    "percent by value": "{{ '%*d' % (2000000000, 1) }}",
    "percent of digits": "{{ '%.2000000000f' % 1.5 }}",
    "percent, the filter": "{{ '%2000000000d'|format(1) }}",
    "format": "{{ '{:2000000000}'.format(1) }}",
    "format by value": "{{ '{:{}}'.format(1, 2000000000) }}",
    "format many times": "{{ ('{0}' * 2000).format('x' * 100000) }}",
    "format by map": "{{ '{a:2000000000}'.format_map({'a': 1}) }}",
    "our own words": "{{ _('{x}' * 2000, x='x' * 100000) }}",
    "center": "{{ 'x'|center(2000000000) }}",
    "center, the method": "{{ 'x'.center(2000000000) }}",
    "ljust": "{{ 'x'.ljust(2000000000) }}",
    "zfill": "{{ 'x'.zfill(2000000000) }}",
    "tabs": "{{ ('\\t' * 1000).expandtabs(99999) }}",
    "indent": "{{ lines|indent(2000000000) }}",
    "indent by a text": "{{ lines|indent('x' * 100000) }}",
    "replace": "{{ ('x' * 100000)|replace('x', 'y' * 100000) }}",
    "replace, the method": "{{ ('x' * 100000).replace('', 'y' * 100000) }}",
    "translate": "{{ ('x' * 100000).translate({120: 'y' * 100000}) }}",
    "join": "{{ (['x' * 100000] * 100000)|join }}",
    "join by a text": "{{ range(100000)|join('x' * 100000) }}",
    "join, the method": "{{ ('x' * 100000).join(['a'] * 100000) }}",
    "a list written out": "{{ ['x' * 100000] * 100000 }}",
    "map": "{{ range(100000)|map('string')|map('center', 99999)|list|length }}",
    "lists of lists": TWICE.replace("'x' * 100000", "[1]").replace("AGAIN", "[n.x, n.x]").replace("|length", ""),
    "lists of lists as text": TWICE.replace("'x' * 100000", "[1]")
    .replace("AGAIN", "[n.x, n.x]")
    .replace("|length", "|string|length"),
    "lists of lists joined": TWICE.replace("'x' * 100000", "[1]")
    .replace("AGAIN", "[n.x, n.x]")
    .replace("n.x|", "n.x|join|"),
    "lists of lists in a format": TWICE.replace("'x' * 100000", "[1]")
    .replace("AGAIN", "[n.x, n.x]")
    .replace("{{ n.x|length }}", "{{ '%s' % (n.x,) }}"),
    "lists of lists as json": TWICE.replace("'x' * 100000", "[1]")
    .replace("AGAIN", "[n.x, n.x]")
    .replace("length", "tojson"),
    "doubled": TWICE.replace("AGAIN", "n.x + n.x"),
    "doubled by a tilde": TWICE.replace("AGAIN", "n.x ~ n.x"),
    "doubled by a format": TWICE.replace("AGAIN", "'%s%s' % (n.x, n.x)"),
    "doubled by a block": "{% set x = 'x' * 1000 %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 60,
    "doubled by json": TWICE.replace("AGAIN", "(n.x|tojson) ~ (n.x|tojson)"),
    "many texts": "{% for i in range(100000) %}{{ 'x' * 100000 }}{% endfor %}",
    "many texts kept": "{% set n = namespace(x=[]) %}{% for i in range(100000) %}{% set n.x = n.x + ['x' * 100000] %}{% endfor %}",
    "many fixed texts": "{% for i in range(100000) %}" + "x" * 100_000 + "{% endfor %}",
    "loops in loops": "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
    "loops over lists in loops": "{% for i in range(100000) %}{% set _ = range(100000)|list %}{% endfor %}",
    "a macro that calls itself": "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}",
    "a macro that calls itself twice": "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(90) }}",
    "a loop into itself": "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "itself": "{% include 't0' %}",
    "itself above": "{% extends 't0' %}",
    "each other": "{% include 't1' %}|next|{% include 't0' %}",
    "another, often": "{% for i in range(100000) %}{% include 't1' %}{% endfor %}|next|" + "y" * 100_000,
    "words of nobody": "{{ lipsum(n=100000) }}",
    "rounded": "{{ 5|round(-1000000000) }}",
    "sums of lists": "{{ ([[1] * 1000] * 100000)|sum(start=[]) }}",
    "batches": "{{ [1]|batch(2000000000, 'x')|list }}",
    "slices": "{{ [1]|slice(2000000000)|list }}",
    "brackets": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "not not not": "{{ " + "not " * 20_000 + "1 }}",
    "ifs in ifs": "{% if 1 %}" * 5_000 + "{% endif %}" * 5_000,
    "tags without end": "{{ ('<>' * 200000)|striptags }}",
    "addresses without end": "{{ ('(' * 400000)|urlize }}",
    "wrapped": "{{ ('x ' * 50000)|wordwrap(1, wrapstring='y' * 100000) }}",
}


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """What every bomb got, by its name; all in one process, which ends where one of them is not held back."""
    done = subprocess.run(
        [sys.executable, "-c", RENDER],
        input=json.dumps(BOMBS).encode(),
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=1200,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"{lines[-1]} {done.stderr.decode()[-2000:]}"
    return dict(lines)


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_what_asks_for_everything_gets_a_sentence(said: dict[str, str], name: str) -> None:
    assert said[name].startswith(("t0.j2 ", "t1.j2 ")), said[name]
    assert "this template fails: " in said[name]
    assert len(said[name]) < 400


@pytest.mark.parametrize(
    "text",
    [
        "{{ '%5d%%' % 7 }}{{ 'a'|center(5) }}{{ '{:>5}'.format(1) }}{{ '%s: %s'|format('a', 'b') }}",
        "{{ range(1000)|map('string')|join(', ') }}{{ ', '.join(['a', '<b>']) }}",
        "{{ lines|indent(4) }}{{ lines|replace('a', 'bb') }}{{ lines|upper|title|wordcount }}",
        "{{ '-' * 60 ~ text ~ 1 ~ none ~ ('<b>'|safe) }}{{ 'a' ~ text }}",
        "{% for i in range(10000) %}{{ i }}{{ loop.index }}{% else %}no{% endfor %}",
        "{{ [1, [2, 'x']] }}{{ {'a': 1}|tojson }}{{ 2 ** 64 }}{{ 10|round(2) }}{{ 7 % 3 + 1 * 2 }}",
        "{% macro f(n) %}{% if n %}x{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(50) }}",
        "{{ [3, 1]|sort|sum }}{{ text|truncate(20) }}{{ (text ~ ' y')|wordwrap(40) }}{{ [1, 2, 3]|batch(2)|list }}",
        "{% set x %}<b>{{ text }}</b>{% endset %}{{ x }}{{ x|striptags }}{% filter upper %}a{% endfilter %}",
        "{% macro m() %}{{ caller('<') }}{% endmacro %}{% call(a) m() %}{{ a }}{% endcall %}",
        "{{ _('{count} days', count=3) }}{{ ('{a}'|safe).format(a='<') }}{{ '{a}'.format_map({'a': 1}) }}",
    ],
)
def test_what_a_report_needs_is_made_as_without_the_sandbox(text: str) -> None:
    locale = Locale("en", translator("en"))
    own = Presentation(templates={"t": Template(Path("t"), text)})
    values = {"text": "x <b> " * 20, "lines": "a\n" * 1000}
    careful = own_environment(DictLoader({}), locale, own).get_template("t").render(values)
    plain = environment(DictLoader({"t": text}), locale, CarelessEnvironment).get_template("t").render(values)
    assert careful == plain


class CarelessEnvironment(Environment):
    """Jinja's own, which holds nothing back."""


@pytest.mark.thorough
def test_a_report_with_a_bomb_is_not_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(ROOT / "examples" / "maple-library", tmp_path / "maple"))
    page = folder / "site_template" / "pages" / "terms.md.j2"
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: Terms\n---\n# Terms\n\n{{ 'x' * 2000000000 }}\n", encoding="utf-8")
    for words in (["build", str(folder)], ["build", str(folder), "--single"], ["export", str(folder), "--to", "docx"]):
        assert run(words) == 1
        assert (
            "terms.md.j2:6  this template fails: TooMuch: it asks for a text or a list longer"
            in capsys.readouterr().err
        )
    assert not (folder / "site").exists()
    assert not (folder / "export").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "bomb",
    [
        "{{ 'x' * 2000000000 }}",
        "{{ agency|center(2000000000) }}",
        "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{{ 1 / 0 }}",
        "{{ agency.x.y }}",
        "{{ 1 + 'a' }}",
        "{{ agency.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ lipsum() }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    ],
)
def test_a_bomb_in_a_word_template_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bomb: str
) -> None:
    from docx import Document

    folder = Path(shutil.copytree(ROOT / "examples" / "maple-library", tmp_path / "maple"))
    document = Document()
    document.add_paragraph(bomb)
    document.save(str(tmp_path / "own.docx"))
    assert run(["export", str(folder), "--to", "docx", "--template", str(tmp_path / "own.docx")]) == 1
    said = capsys.readouterr().err
    assert "own.docx cannot be filled: " in said
    assert "went wrong" not in said
    assert not (folder / "export").exists()


@pytest.mark.slow
def test_a_word_template_that_is_huge_unpacked_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shipped_one = ROOT / "site_template" / "export" / "report.docx"
    own = tmp_path / "own.docx"
    with zipfile.ZipFile(shipped_one) as old, zipfile.ZipFile(own, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/media/huge.png", b"\0" * 300 * 2**20)
    folder = ROOT / "examples" / "maple-library"
    out = tmp_path / "x.docx"
    assert run(["export", str(folder), "--to", "docx", "--template", str(own), "--out", str(out)]) == 1
    assert "larger than" in capsys.readouterr().err
    assert not out.exists()
