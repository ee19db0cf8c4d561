"""What the documentation says is true: commands exist, examples load, links lead somewhere, generated parts are current."""

from __future__ import annotations

import functools
import importlib
import inspect
import json
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import jsonschema
import pytest
import yaml
from markdown.extensions.toc import slugify
from pydantic import BaseModel

import audit.model.pack
from audit import __version__
from audit.assess.assess import assess
from audit.cli import cli, run
from audit.files.answers_file import read_answers
from audit.files.folder import AuditFolder, open_folder
from audit.files.packs.overlay import FIXED_FILES
from audit.files.shipped import shipped
from audit.language import translator
from audit.model.answers import Answer
from audit.model.base import Frozen
from audit.model.condition import COMPARISONS, FIGURES
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.pages.registry import possible_pages
from audit.report.parts.context import ReportContext
from audit.wording.locale import Locale

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))
FENCED = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
REGISTRIES = ("pypi.org", "pythonhosted.org", "npmjs", "crates.io", "rubygems.org", "proxy.golang.org", "anaconda.org")
NAMED = {page.name: page for page in PAGES}
TOUR_AGENCY = "Maple Library"


def every_page(test: object) -> object:
    return pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)(test)


def blocks(page: Path, *kinds: str) -> Iterator[str]:
    for match in FENCED.finditer(page.read_text(encoding="utf-8")):
        if match["kind"] in kinds:
            yield match["text"]


def plain(page: Path) -> str:
    """The text of a page without its fenced blocks."""
    return FENCED.sub("", page.read_text(encoding="utf-8"))


def shell_lines(page: Path) -> list[list[str]]:
    """What a reader would type: the lines of shell blocks, and commands inside a sentence."""
    lines = [line for block in blocks(page, "sh", "console", "bash") for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", plain(page))
    words = [
        shlex.split(line, comments=True) for line in lines if line.removeprefix(".venv/bin/").startswith("listenfirst")
    ]
    return [typed for typed in words if typed[0].removeprefix(".venv/bin/") == "listenfirst"]


def targets(make: str) -> set[str]:
    return set(re.findall(r"^([a-z]+):", make, re.MULTILINE))


@every_page
def test_every_command_that_is_printed_exists_with_its_options(page: Path) -> None:
    for typed in shell_lines(page):
        command: click.Command = cli
        context = click.Context(cli, info_name="listenfirst")
        arguments = typed[1:]
        if arguments and not arguments[0].startswith("-"):
            name = arguments.pop(0)
            assert name in cli.commands, f"{page.name}: there is no command {shlex.join(typed)}"
            command = cli.commands[name]
        if not arguments:
            continue
        try:
            command.make_context(command.name, arguments, parent=context)
        except click.UsageError as wrong:
            pytest.fail(f"{page.name}: {shlex.join(typed)}: {wrong.format_message()}")


@every_page
def test_every_make_target_that_is_printed_exists(page: Path) -> None:
    known = targets((ROOT / "Makefile").read_text(encoding="utf-8"))
    named = set(re.findall(r"`make ([a-z]+)`", plain(page)))
    named |= {
        line.split()[1] for block in blocks(page, "sh") for line in block.splitlines() if line.startswith("make ")
    }
    assert named <= known


INSTALLS = {
    "pipx install .",
    "uv tool install .",
    ".venv/bin/python -m pip install .",
    ".venv\\Scripts\\python -m pip install .",
    "pipx install dist/listen_first-{version}-py3-none-any.whl",
    'pipx install ".[pdf,word,hwpx,excel,password,holidays,properdocs,zensical]"',
    'uv tool install ".[pdf,word,hwpx,excel,password,holidays,properdocs,zensical]"',
    '.venv/bin/python -m pip install ".[pdf,word,hwpx,excel,password,holidays,properdocs,zensical]"',
    ".venv/bin/pre-commit install",
    "pipx uninstall listen-first",
    "uv tool uninstall listen-first",
}
"""What works from a checkout or a wheel; the product is on no index. Each was run as it stands, but for the one of Windows."""


@every_page
def test_nothing_is_installed_in_a_way_that_does_not_work_today(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    typed = [line for match in FENCED.finditer(text) for line in match["text"].splitlines()]
    typed += re.findall(r"`([^`\n]+)`", plain(page))
    lines = {line.partition("#")[0].strip() for line in typed if re.search(r"\b(un)?install\b", line)}
    assert lines - {line.format(version=__version__) for line in INSTALLS} == set()


def test_every_extra_is_told_where_it_says_how_to_install() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    told = re.findall(r'install "\.\[([\w,]+)\]"', NAMED["install.md"].read_text(encoding="utf-8"))
    assert told
    assert all(set(names.split(",")) == set(extras) for names in told)


@every_page
def test_every_script_and_folder_that_is_printed_exists(page: Path) -> None:
    for path in re.findall(
        r"`(?:\.venv/bin/python )?((?:tools|tests|site_template|audit|examples|questions)/[\w./-]*)", plain(page)
    ):
        assert (ROOT / path).exists(), f"{page.name}: {path}"


@every_page
def test_no_page_names_the_host_of_a_package_registry(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [host for host in REGISTRIES if host in text] == []


@every_page
def test_every_link_leads_to_a_page_and_to_a_heading_of_it(page: Path) -> None:
    for target in LINK.findall(plain(page)):
        if target.startswith("https://"):
            continue
        path, _, heading = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        assert place.exists(), f"{page.name}: {target}"
        assert not heading or heading in headings(place), f"{page.name}: {target}"


@functools.cache
def headings(page: Path) -> set[str]:
    return {slugify(title, "-") for title in re.findall(r"^#+ (.+)$", plain(page), re.MULTILINE)}


@every_page
def test_every_question_that_is_named_is_in_the_pack(page: Path, pack: Pack) -> None:
    if page.name in ("audit-folder.md", "verdict.md", "agencies.md", "commands.md", "consultants.md"):
        named = set(re.findall(r"\b([LMTENX]\d\d?)\b", page.read_text(encoding="utf-8")))
        assert named - set(pack.by_id) == set()


def test_the_command_reference_is_what_the_commands_say() -> None:
    check("commands.py")


def test_every_command_and_option_stands_in_the_command_reference() -> None:
    text = NAMED["commands.md"].read_text(encoding="utf-8")
    for name, command in cli.commands.items():
        assert f"\n## {name}\n" in text
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert option in text


def test_the_schema_is_current() -> None:
    check("schema.py")


def check(tool: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / tool, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("example", sorted(path.name for path in shipped("examples").iterdir()))
def test_the_result_of_every_example_is_as_the_schema_says(example: str) -> None:
    schema = json.loads((DOCS / "result.schema.json").read_text(encoding="utf-8"))
    result = assessed(open_folder(shipped("examples") / example))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(
        json.loads(json.dumps(result.model_dump(mode="json")))
    )


def assessed(folder: AuditFolder) -> Result:
    import datetime

    voices = folder.voices(folder.latest_round())
    return assess(
        folder.pack,
        folder.settings,
        voices,
        datetime.date(2026, 11, 23),
        product="0",
        answers_digest="0",
        round_name=None,
    )


def test_every_part_of_the_result_is_explained() -> None:
    text = NAMED["result.md"].read_text(encoding="utf-8")
    assert [name for name in Result.model_fields if f"`{name}`" not in text] == []


@every_page
def test_every_yaml_block_is_yaml(page: Path) -> None:
    for block in blocks(page, "yaml"):
        yaml.safe_load(block)


def write_files(page: Path, folder: Path) -> set[str]:
    """Write every block whose first line names a file, such as `# audit.yml`."""
    written = set()
    for block in blocks(page, "yaml"):
        first = block.splitlines()[0]
        if re.fullmatch(r"# (audit\.yml|answers/[\w.-]+/[\w-]+\.yml)", first):
            path = folder / first.removeprefix("# ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
            written.add(first.removeprefix("# "))
    return written


def test_the_small_audit_loads_and_has_a_verdict(tmp_path: Path) -> None:
    assert write_files(NAMED["audit-folder.md"], tmp_path) == {"audit.yml", "answers/2026-11/lead.yml"}
    folder = open_folder(tmp_path)
    voices = folder.voices("2026-11")
    assert len(voices["lead"].answers) == 21
    assert assessed(folder).verdict.rung == "do-not-launch"


@every_page
def test_every_settings_file_that_is_printed_loads(page: Path, tmp_path: Path) -> None:
    if "audit.yml" in write_files(page, tmp_path):
        open_folder(tmp_path)


def test_agencies_are_told_of_every_page_of_a_report_in_the_order_of_the_list() -> None:
    section = plain(NAMED["agencies.md"]).split("## Read the report")[1].split("\n## ")[0]
    told = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", section, re.MULTILINE)[1:]
    context = ReportContext(
        assessed(open_folder(shipped("examples") / "maple-library")), Locale("en", translator("en"))
    )
    every_pillar = "one page for each pillar"
    titles = [
        every_pillar if page.path in context.result.pillars else page.title(context)
        for page in possible_pages(context.result)
    ]
    assert told == list(dict.fromkeys(titles))


def test_the_shapes_that_are_listed_can_be_read(tmp_path: Path, pack: Pack) -> None:
    write_files(NAMED["audit-folder.md"], tmp_path)
    path = tmp_path / "answers" / "2026-11" / "lead.yml"
    head = path.read_text(encoding="utf-8").split("answers:\n")[0]
    page = plain(NAMED["audit-folder.md"])
    shapes = re.findall(r"^\| (N\d\d) \| [^|]+ \| ([^\n]+) \|$", page, re.MULTILINE)
    assert {identity for identity, _ in shapes} == {item.id for item in pack.numbers}
    for identity, written in shapes:
        for value in re.findall(r"`([^`]+)`", written.split(", with ")[0]):
            path.write_text(f"{head}answers:\n  {identity}: {{value: {value}}}\n", encoding="utf-8")
            assert read_answers(path, pack).of(identity).value is not None


def test_every_key_of_an_answer_is_explained() -> None:
    page = plain(NAMED["audit-folder.md"])
    assert [key for key in Answer.model_fields if f"`{key}`" not in page] == []


def test_every_key_of_a_pack_is_explained() -> None:
    page = NAMED["pack-format.md"].read_text(encoding="utf-8")
    computed = {"Pack": set(Pack.model_fields), "Question": {"pillar"}, "Span": {"days", "months"}}
    missing = []
    for name, kind in inspect.getmembers(audit.model.pack, inspect.isclass):
        if not issubclass(kind, BaseModel) or kind is Frozen:
            continue
        for key, field in kind.model_fields.items():
            written = field.alias or key
            if key not in computed.get(name, ()) and not re.search(rf"\b{written}\b", page):
                missing.append(f"{name}.{written}")
    assert missing == []


def test_every_file_figure_and_comparison_of_a_pack_is_explained() -> None:
    page = NAMED["pack-format.md"].read_text(encoding="utf-8")
    names = [*(f"{name}.yml" for name in FIXED_FILES), *FIGURES, *COMPARISONS]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_the_gates_and_their_caps_are_those_of_the_pack(pack: Pack) -> None:
    rows = re.findall(r"^\| (G[A-Z])? ?\| ([^|]+) \| (\d) \| (\d) \|$", plain(NAMED["verdict.md"]), re.MULTILINE)
    told: dict[str, set[tuple[int, int]]] = {}
    gate = ""
    for named, _, plan, live in rows:
        gate = named or gate
        told.setdefault(gate, set()).add((int(plan), int(live)))
    assert told == {gate.id: {(step.cap.plan, step.cap.run) for step in gate.steps} for gate in pack.verdict.gates}


def test_every_rung_is_on_the_printed_ladder(pack: Pack) -> None:
    page = plain(NAMED["verdict.md"])
    for rung in pack.verdict.rungs:
        words = [*(w.id.replace("-", " ") for w in (rung.plan, rung.run) if w is not None)]
        row = next(line for line in page.splitlines() if line.startswith(f"| {rung.rank} |"))
        assert [cell.strip() for cell in row.split("|")[2:4] if cell.strip()] == words


def test_every_rule_lives_where_the_table_says() -> None:
    for name in set(re.findall(r"`(audit(?:\.\w+)+)`", plain(NAMED["developers.md"]))):
        found: object = None
        parts = name.split(".")
        for end in range(len(parts), 0, -1):
            try:
                found = importlib.import_module(".".join(parts[:end]))
            except ModuleNotFoundError:
                continue
            for part in parts[end:]:
                found = getattr(found, part)
            break
        assert found is not None, name


def test_every_placeholder_of_the_word_template_is_explained() -> None:
    page = NAMED["consultants.md"].read_text(encoding="utf-8")
    with zipfile.ZipFile(shipped("site_template") / "export" / "report.docx") as archive:
        document = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
    loops = set(re.findall(r"for (\w+) in", document)) | {"loop"}
    used = set(re.findall(r"{{p? ?(\w+)", document)) | set(re.findall(r"in (\w+) ?[%.]", document))
    assert [name for name in sorted(used - loops) if f"`{name}`" not in page] == []


def test_the_picture_of_a_report_is_small() -> None:
    assert (DOCS / "report.png").stat().st_size < 200_000


@pytest.mark.slow
def test_the_tour_of_the_readme_works_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    tour = [typed[1:] for typed in shell_lines(NAMED["README.md"]) if len(typed) > 1]
    assert [typed[0] for typed in tour] == ["new", "ask", "form", "app", "score", "build", "check", "serve", "demo"]
    for typed in tour:
        # The interview wants a keyboard, the server never ends, the app wants its runtime; all have tests of their own.
        if typed[0] not in ("ask", "serve", "app"):
            assert run(typed) == 0, typed
    assert TOUR_AGENCY in (tmp_path / "maple" / "site" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "listen-first-demo" / "index.html").is_file()
