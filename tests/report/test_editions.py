"""Three editions: what each of them shows, and that nothing else stands in any byte of it."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import re
import shutil
import struct
import subprocess
import sys
import types
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import count, product
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from pypdf import PdfReader
from pypdf.generic import StreamObject

from audit.audits import assess_round, own_presentation
from audit.cli import run
from audit.files.folder import open_folder
from audit.language import translator
from audit.model.pack import Pack
from audit.model.result.about import AboutResult
from audit.model.result.result import Edition, Result
from audit.report.branding.presentation import PLAIN
from audit.report.editions import EDITIONS, INTERNAL, KEPT, cut_down, free_texts
from audit.report.exports import format_of
from audit.report.exports.format import Order
from audit.report.joined.single import single_html
from audit.report.pages.public import public_view
from audit.report.parts.context import ReportContext
from audit.report.parts.verdict import verdict_view
from audit.report.site.render import nav
from audit.wording.locale import Locale

pytestmark = pytest.mark.sampled

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = datetime.date(2026, 11, 23)
MARK = re.compile(r"zq\d{4}qz")
NAMES = frozenset({"the name of a respondent", "answers: name"})
"""What tells who answered."""
OF_ACCOUNTS = frozenset(
    {
        "an owner of an account",
        "a deputy of an account",
        "a publisher of an account",
        "a contractor of an account",
        "an owner of a name",
    }
)
"""What tells who stands behind an account."""
PERSONAL = re.compile(r"^(respondents?|names?|contacts?|e_?mail|phone|voices?)$")


@pytest.fixture(scope="module", params=["haneul-district", "maple-library", "narae-city"])
def whole(request: pytest.FixtureRequest) -> Result:
    """The whole result of each example, in both languages."""
    return assess_round(open_folder(EXAMPLES / request.param), DAY, ("en", "ko"))


# -- the table --------------------------------------------------------------------------------------------------


def paths(kind: Any, path: str = "") -> Iterator[str]:
    """Every path of a field below a type, as the table writes it."""
    if get_origin(kind) is Annotated:
        yield from paths(get_args(kind)[0], path)
    elif get_origin(kind) in (Union, types.UnionType):
        for part in get_args(kind):
            yield from paths(part, path)
    elif get_origin(kind) is tuple:
        for part in {part for part in get_args(kind) if part is not Ellipsis}:
            yield from paths(part, f"{path}.*")
    elif get_origin(kind) is Mapping:
        yield from paths(get_args(kind)[1], f"{path}.*")
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            place = f"{path}.{name}" if path else name
            yield place
            yield from paths(field.annotation, place)


def test_every_part_of_a_result_is_decided_by_the_table() -> None:
    assert [name for name in Result.model_fields if name not in KEPT] == []


def test_the_table_names_nothing_that_is_not_there() -> None:
    known = set(paths(Result))
    written = {re.sub(r"\[#\]$", "", re.sub(r"^inputs\.N\d\d\.", "inputs.*.", path)) for path in KEPT}
    assert sorted(written - known) == []


def test_what_names_a_person_would_be_in_the_internal_edition_only() -> None:
    personal = [path for path in paths(Result) if PERSONAL.match(path.rpartition(".")[2])]
    kept = {path for path in personal if KEPT.get(path) != INTERNAL}
    gates = {f"verdict.{part}.*.name" for part in ("caps", "other_caps", "falls_on.caps")}
    assert kept - gates == {
        "voices",
        "voices.respondents",
        "voices.spreads.*.voices",
        "voices.conflicts.*.voices",
        "voices.asides.*.voices",
    }, "the name of a gate is nobody's, and voices are told by role; any other name goes into the table as INTERNAL"


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["client", "public"])
def test_an_edition_only_ever_loses(whole: Result, edition: Edition) -> None:
    everything = json.loads(whole.model_dump_json())
    cut = {**json.loads(cut_down(whole, edition).model_dump_json()), "edition": whole.edition}
    assert added(everything, cut) == []
    swapped = {**cut, "agency": "another agency"}
    assert added(everything, swapped) == ["agency"], "what an edition makes up would be found"


FIRST_WORDS = ("level", "S")
"""Where only some words can stand, as for the kind and the effort of an action, the first of them stands for none."""


def added(whole: object, cut: object, place: str = "") -> list[str]:
    """Return the places of a cut value that hold anything which the whole does not."""
    if isinstance(cut, dict) and isinstance(whole, dict):
        return [
            found
            for key, part in cut.items()
            for found in added(whole.get(key), part, f"{place}.{key}".removeprefix("."))
        ]
    if isinstance(cut, list) and isinstance(whole, list):
        return [place for part in cut if not any(added(other, part) == [] for other in whole)] if any(cut) else []
    return [] if cut == whole or cut in ("", None, False, 0, [], {}, *FIRST_WORDS) else [place]


class LaterResult(Result):
    """A result of a version to come, with a field of which the table knows nothing."""

    account_names: tuple[str, ...] = ()


def test_what_the_table_does_not_name_is_in_the_internal_edition_only(whole: Result) -> None:
    later = LaterResult.model_construct(**dict(whole), account_names=("@haneul",))
    kept = {edition: cut_down(later, edition) for edition in ("internal", "client", "public")}
    names = {edition: result.account_names for edition, result in kept.items() if isinstance(result, LaterResult)}
    assert names == {"internal": ("@haneul",), "client": (), "public": ()}


# -- the result -------------------------------------------------------------------------------------------------


def test_the_internal_edition_is_the_whole_result(whole: Result) -> None:
    assert cut_down(whole, "internal") == whole


def test_the_client_sees_every_answer_note_and_piece_of_evidence(whole: Result) -> None:
    cut, before = cut_down(whole, "client"), whole.before
    if before is not None:
        # Who answered for an action of the plan may be a person's name.
        plan = tuple(change.model_copy(update={"by": ""}) for change in before.plan)
        before = before.model_copy(update={"plan": plan})
    register = whole.accounts
    if register is not None:
        # Who stands behind an account is a person's name.
        blank = {"owner": "", "deputy": "", "publishers": (), "contractor": ""}
        accounts = tuple(account.model_copy(update=blank) for account in register.accounts)
        reserved = tuple(name.model_copy(update={"owner": ""}) for name in register.reserved)
        register = register.model_copy(update={"accounts": accounts, "reserved": reserved})
    responses = {name: said.model_copy(update={"by": ""}) for name, said in whole.responses.items()}
    expected = {
        "edition": "client",
        "voices": None,
        "before": before,
        "accounts": register,
        "responses": responses,
    }
    assert cut.model_copy(update={"voices": None}) == whole.model_copy(update=expected)


def test_the_client_reads_what_every_role_says_and_no_name(whole: Result) -> None:
    cut = cut_down(whole, "client").voices
    if whole.voices is None:
        assert cut is None
        return
    assert cut is not None
    assert {(person.id, person.name) for person in cut.respondents} == {("", "")}
    nameless = [
        spread.model_copy(
            update={"voices": tuple(voice.model_copy(update={"respondent": ""}) for voice in spread.voices)}
        )
        for spread in whole.voices.spreads
    ]
    assert list(cut.spreads) == nameless


def test_the_public_sees_the_rung_and_no_answer(whole: Result) -> None:
    cut = cut_down(whole, "public")
    assert cut.verdict.rung == whole.verdict.rung
    assert cut.verdict.public == whole.verdict.public
    assert (cut.verdict.headline, cut.verdict.means, cut.verdict.next) == (None, None, None)
    assert (cut.questions, cut.lenses, cut.cases, cut.sources, cut.seeds) == ((), (), (), (), ())
    assert (cut.verdict.caps, cut.verdict.other_caps, cut.verdict.letters) == ((), (), ())
    assert (cut.answers_digest, cut.pack.digest, cut.round, cut.load, cut.firmness) == ("", "", None, None, None)
    assert {item.id for item in cut.inputs} <= {"N18"}
    assert all(item.note == "" for item in cut.inputs)


def test_of_the_audit_itself_the_public_sees_the_auditor_and_the_limits_and_no_response(whole: Result) -> None:
    cut = cut_down(whole, "public")
    assert (cut.responses, cut.response_sent, cut.before) == ({}, None, None)
    assert whole.about is not None
    assert cut.about == AboutResult(auditor=whole.about.auditor, limits=whole.about.limits)


def test_the_public_sees_the_pillars_without_what_was_claimed(whole: Result) -> None:
    for pillar, cut in zip(whole.pillars.values(), cut_down(whole, "public").pillars.values(), strict=True):
        assert (cut.title, cut.shown, cut.band) == (pillar.title, pillar.shown, pillar.band)
        assert (cut.public_state, cut.public_work) == (pillar.public_state, pillar.public_work)
        assert (cut.claimed, cut.possible, cut.points_shown, cut.assessed) == (None, None, 0, ())


def test_the_public_clock_is_the_curve_of_the_week_without_lanes_and_hours(whole: Result) -> None:
    assert whole.clock is not None
    cut = cut_down(whole, "public").clock
    assert cut is not None
    assert cut.worst == whole.clock.worst
    assert (cut.week, cut.levers, cut.replay, cut.at_worst, cut.seen, cut.incident) == ((), (), (), None, None, None)
    assert (cut.curve, cut.looked, cut.speaking, cut.curve_after) == (whole.clock.curve, (), (), ())
    assert cut.said is None or (cut.said.median == 0 and not cut.said.within)


def test_the_public_plan_is_pillars_without_actions(whole: Result) -> None:
    kept = cut_down(whole, "public").actions
    assert [action.pillar for action in kept] == [action.pillar for action in whole.actions]
    assert {(action.id, action.question, action.owner, action.days) for action in kept} <= {("", "", "", 0)}


def test_an_incomplete_audit_tells_the_public_how_much_is_open_and_not_what(whole: Result) -> None:
    verdict = whole.verdict.model_copy(update={"open": ("M02", "T01"), "open_holding": ("T01",)})
    cut = cut_down(whole.model_copy(update={"verdict": verdict}), "public").verdict
    assert (cut.open, cut.open_holding) == (("", ""), ())


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_is_a_valid_result(whole: Result, edition: Any) -> None:
    cut = cut_down(whole, edition)
    assert Result.model_validate(json.loads(json.dumps(cut.model_dump(mode="json")))).edition == edition


# -- the pages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_public_edition_has_no_empty_page(whole: Result, language: str) -> None:
    locale = Locale(language, translator(language))
    # What the audit says of itself has a page where the auditor or the limits are named.
    about = ["about.md"] if whole.about is not None and (whole.about.auditor or whole.about.limits) else []
    assert list(nav(cut_down(whole, "public"), locale)) == ["index.md", *about, "accessibility.md"]
    assert list(nav(cut_down(whole, "client"), locale)) == list(nav(whole, locale))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_public_page_says_rung_pillars_clock_promises_and_themes(whole: Result, language: str) -> None:
    public = single_html(cut_down(whole, "public"), language)
    assert whole.verdict.title is not None
    for words in (whole.verdict.title, *(pillar.title for pillar in whole.pillars.values())):
        assert words[language] in public
    ids = re.findall(r'id="index--([a-z]+)"', public)
    assert {"pillars", "clock", "ladder"} <= set(ids)
    assert ("promises" in ids) == any(
        item.id == "N18" and item.state == "answered" and item.value != "none" for item in whole.inputs
    )
    assert ("themes" in ids) == bool(whole.actions)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_public_page_says_how_each_pillar_stands_and_what_is_being_worked_on(whole: Result, language: str) -> None:
    locale = Locale(language, translator(language))
    public = public_view(ReportContext(cut_down(whole, "public"), locale))
    page = single_html(cut_down(whole, "public"), language)
    touched = {action.pillar for action in whole.actions}
    for row, (identity, pillar) in zip(public.pillars, whole.pillars.items(), strict=True):
        assert pillar.public_state is not None
        assert pillar.public_work is not None
        assert row.state == pillar.public_state[language]
        assert row.state in page
        assert pillar.why[language] not in page, "a blurb that tells what is asked"
        assert (pillar.public_work[language] in " ".join(public.themes)) == (identity in touched)
        assert pillar.title[language] not in public.themes, "a name alone says nothing"


def test_the_public_sentence_of_a_pillar_follows_its_band(pack: Pack, answers_at: Any, assessed: Any) -> None:
    said = [
        [pillar.public_state["en"] for pillar in assessed(answers_at(pack, level), pack=pack).pillars.values()]
        for level in (0, 1, 2, 4)
    ]
    for sentences in zip(*said, strict=True):
        assert len(set(sentences)) == 4
        assert sentences[0].startswith("Hardly anything")
        assert sentences[3].startswith("Most of what")


def test_a_pillar_without_words_for_the_public_gets_general_ones(whole: Result) -> None:
    plainly = {
        name: pillar.model_copy(update={"public_state": None, "public_work": None})
        for name, pillar in whole.pillars.items()
    }
    cut = cut_down(whole.model_copy(update={"pillars": plainly}), "public")
    general = {"stop": "Hardly anything", "weak": "Less than half", "fair": "More than half", "good": "Most is"}
    for row in public_view(ReportContext(cut, Locale("en", translator("en")))).pillars:
        assert row.state.startswith(general[str(row.bar.band)])


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_public_page_names_no_question_gate_link_or_action(whole: Result, language: str) -> None:
    public = single_html(cut_down(whole, "public"), language)
    text = re.sub(r"<style>.*?</style>", "", public, flags=re.DOTALL)
    names = {question.id for question in whole.questions} | {item.id for item in whole.inputs}
    names |= {action.id for action in whole.actions} | {gate.id for gate in whole.method.gates}
    names |= {link.id for lens in whole.lenses for link in lens.links} - {"PRE"}
    assert sorted(name for name in names if re.search(rf"\b{re.escape(name)}\b", text)) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_public_headline_speaks_of_the_agency_by_name_and_to_nobody(
    whole: Result, language: str, rendered: Callable[..., dict[str, str]]
) -> None:
    cut = cut_down(whole.model_copy(update={"agency": "A <b>{date}</b>", "agency_names": {}}), "public")
    locale = Locale(language, translator(language))
    assert verdict_view(ReportContext(cut, locale)).headline.startswith("A <b>{date}</b>")
    summary = rendered(cut, language)["index.md"]
    assert "{agency}" not in summary
    said = verdict_view(ReportContext(cut, locale)).headline + summary[summary.index("lf-public-rung") :].replace(
        "you can count on", ""
    )
    assert re.findall(r"\b[Yy]ou(?:r|rs)?\b|하십시오|마십시오", re.sub(r'<th scope="row">.*?</th>', "", said)) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_response_is_in_the_public_edition_and_nobody_who_gave_one_in_the_client_edition(
    example: Callable[[str], Result], rendered: Callable[..., dict[str, str]], language: str
) -> None:
    whole = example("narae-city")
    assert whole.before is not None
    responses = whole.responses.values()
    said = {said.because for said in responses} | {change.because for change in whole.before.plan}
    who = {said.by for said in responses} | {change.by for change in whole.before.plan}
    # An office that is named elsewhere too, as a role or in a note, proves nothing.
    known = "".join(rendered(whole.model_copy(update={"responses": {}, "before": None}), language).values())
    only = {name for name in who if name and name not in known}
    assert only
    internal, client, public = (
        "".join(rendered(cut_down(whole, edition), language).values()) for edition in ("internal", "client", "public")
    )
    assert {name for name in only if name in internal} == only
    assert {name for name in only if name in client or name in public} == set()
    reasons = {text for text in said if text}
    assert {text for text in reasons if text in client} == reasons
    assert {text for text in reasons if text in public} == set()


def test_the_bars_of_the_public_edition_speak_in_words(whole: Result) -> None:
    public = single_html(cut_down(whole, "public"), "en")
    labels = re.findall(r'class="lf-bar [^>]*aria-label="([^"]*)"', public)
    assert len(labels) == len(whole.pillars)
    assert not any(re.search(r"\d", label) for label in labels)


# -- every byte -------------------------------------------------------------------------------------------------


class Marks:
    """Gives out marks that occur nowhere else, and remembers what each stands for."""

    def __init__(self) -> None:
        self.meaning: dict[str, str] = {}
        self._numbers = count(1000)

    def __call__(self, meaning: str) -> str:
        mark = f"zq{next(self._numbers)}qz"
        self.meaning[mark] = meaning
        return mark

    def found_in(self, content: bytes) -> set[str]:
        text = content.decode("utf-8", errors="replace")
        return {self.meaning[mark] for mark in MARK.findall(text) if mark in self.meaning}


def png(comment: str) -> bytes:
    """A picture whose maker wrote something into it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\1\2\3\4" * 2))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"tEXt", b"Author\0" + comment.encode()) + pixels + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def marks() -> Marks:
    """All marks of this module."""
    return Marks()


@pytest.fixture(scope="module")
def marked(marks: Marks, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An audit folder with a mark in every place where a person can write something."""
    folder = tmp_path_factory.mktemp("marked") / "agency"
    lead = EXAMPLES / "narae-city" / "answers" / "2026-11" / "lead.yml"
    written = re.sub(
        r'^(?P<space>\s*(?:-\s)?\s*)(?P<key>text|note|what|where|name|not_applicable): ".*"$',
        lambda match: f'{match["space"]}{match["key"]}: "{marks("answers: " + match["key"])}"',
        lead.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    written = re.sub(
        r'\b(text|note|what|where): "(?!zq)[^"]*"',
        lambda match: f'{match[1]}: "{marks("answers: " + match[1])}"',
        written,
    )
    answers = folder / "answers" / "2026-11-17"
    answers.mkdir(parents=True)
    (answers / "lead.yml").write_text(f"# {marks('a comment in the answers')}\n{written}", encoding="utf-8")
    name = marks("the name of a respondent")
    (answers / f"it-{name}.yml").write_text(
        'format: 1\npack: listen-first\nversion: "1.0.0"\n'
        f'respondent: {{role: it, name: "{name}"}}\n'
        "answers:\n"
        f'  M02: {{level: 3, note: "{marks("the note of another voice")}", evidence: [{{what: "{marks("evidence")}", where: "{marks("its place")}", date: "2026-10-02"}}]}}\n'
        f'  E08: {{not_applicable: "{marks("why it does not apply")}"}}\n'
        f'  E07: {{level: 2, decided: {{because: "{marks("why it was decided")}"}}}}\n'
        f'  L01: {{text: "{marks("own words")}", choice: hear, level: 2}}\n'
        f'  N12: {{value: 50, note: "{marks("the note of a number")}"}}\n'
        f'  N17: {{value: 60, note: "{marks("the note of a promise")}"}}\n',
        encoding="utf-8",
    )
    logo = f"{marks('the name of the logo file')}.png"
    (folder / logo).write_bytes(png(marks("what the maker of the logo wrote")))
    (folder / "audit.yml").write_text(
        f"# {marks('a comment in the settings')}\n"
        f'format: 2\nid: "{marks("the id of the audit")}"\n'
        'agency: {name: "Narae"}\nlanguages: ["ko", "en"]\npack: "listen-first"\n'
        f'profile: {{X4: "plan", X1: "citizen-service", X2: 1450, X5: "{marks("the country")}", X6: "yes"}}\n'
        f'alternative: {{service: "{marks("a service")}", amount: "{marks("an amount")}", complaints: "{marks("complaints")}"}}\n'
        f'brand: {{consultant: "House", logo: "{logo}", primary: "#123456"}}\n',
        encoding="utf-8",
    )
    (folder / "accounts.yml").write_text(
        "format: 1\naccounts:\n  A1:\n"
        f'    platform: "{marks("a platform")}"\n    name: "{marks("the name of an account")}"\n'
        f'    address: "https://{marks("an address")}.example/"\n    purpose: "{marks("a purpose")}"\n'
        f'    owner: "{marks("an owner of an account")}"\n    deputy: "{marks("a deputy of an account")}"\n'
        f'    publishers: ["{marks("a publisher of an account")}"]\n    contractor: "{marks("a contractor of an account")}"\n'
        f'    because: "{marks("why an account is kept")}"\n'
        f'reserved:\n  - {{platform: "X", name: "{marks("a reserved name")}", owner: "{marks("an owner of a name")}"}}\n'
        f'impostors:\n  - {{platform: "X", name: "{marks("an impostor")}", note: "{marks("what is said of an impostor")}"}}\n'
        f'unused:\n  - {{platform: "{marks("an unused platform")}", because: "{marks("why it is unused")}"}}\n',
        encoding="utf-8",
    )
    (folder / "notes").mkdir()
    (folder / "notes" / "summary.md").write_text(marks("a note on the summary"), encoding="utf-8")
    (folder / "notes" / "plan.md").write_text(
        f"---\npublic: true\n---\n{marks('a note on the plan')}", encoding="utf-8"
    )
    (folder / "notes" / "accessibility.md").write_text(
        f"---\npublic: false\n---\n{marks('a note that says it is not for the public')}", encoding="utf-8"
    )
    (folder / "site_template" / "pages").mkdir(parents=True)
    (folder / "site_template" / "pages" / "own.md.j2").write_text(
        f'---\ntitle: "{marks("the title of an own page")}"\n---\n# Own\n\n{marks("the text of an own page")}\n',
        encoding="utf-8",
    )
    return folder


def built(folder: Path, edition: str, *more: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("listenfirst")), "build", str(folder), "--lang", "all"]
    done = subprocess.run(
        [*command, "--date", "2026-11-23", "--edition", edition, *more], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """What building a site printed, by the name of its folder."""
    return {}


@pytest.fixture(scope="module")
def public_site(marked: Path, printed: dict[str, str]) -> Path:
    """The public site of the marked folder."""
    printed["site-public"] = built(marked, "public").stdout
    return marked / "site-public"


@pytest.fixture(scope="module")
def client(marked: Path) -> str:
    """What building the client's edition of the marked folder printed."""
    return built(marked, "client").stdout


def everything(folder: Path) -> Iterator[bytes]:
    """Every byte and every name below a folder; what is packed is unpacked too."""
    for path in sorted(folder.rglob("*")):
        yield path.name.encode()
        if path.is_file():
            content = path.read_bytes()
            yield content
            if path.suffix == ".gz":
                yield gzip.decompress(content)


@pytest.mark.slow
def test_nothing_that_a_person_wrote_is_in_any_byte_of_the_public_site(
    public_site: Path, marks: Marks, marked: Path
) -> None:
    assert len(marks.meaning) > 150
    assert set().union(*(marks.found_in(content) for content in everything(public_site))) == set()
    assert any(path.name.startswith("search_index") for path in public_site.rglob("*"))


@pytest.mark.slow
def test_the_search_finds_those_marks_where_they_may_stand(marked: Path, marks: Marks) -> None:
    built(marked, "internal")
    found = set().union(*(marks.found_in(content) for content in everything(marked / "site")))
    assert {"a note on the summary", "a note on the plan", "evidence", "a service", "the country"} <= found


@pytest.mark.slow
def test_the_public_site_has_no_result_no_digest_and_no_stamp_of_the_answers(public_site: Path, marked: Path) -> None:
    assert list(public_site.rglob("result.json")) == []
    folder = open_folder(marked)
    digests = (folder.digest(folder.latest_round()), assess_round(folder, DAY).pack.digest)
    content = b"".join(everything(public_site)).decode("utf-8", errors="replace")
    assert [digest for digest in digests if digest[:12] in content] == []


@pytest.mark.thorough
def test_every_link_of_the_public_site_leads_somewhere(public_site: Path) -> None:
    for page in public_site.rglob("*.html"):
        for href in re.findall(r'(?:href|src)="?([^">\s#]+)', page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", href):
                assert (page.parent / href).exists(), f"{page}: {href}"


@pytest.mark.slow
def test_the_public_single_page_and_its_source_hold_no_mark(marked: Path, marks: Marks, tmp_path: Path) -> None:
    built(marked, "public", "--single", "--out", str(tmp_path / "out.html"))
    built(marked, "public", "--out", str(tmp_path / "site"), "--source", str(tmp_path / "source"))
    assert set().union(*(marks.found_in(content) for content in everything(tmp_path))) == set()


@pytest.fixture(scope="module")
def written(marked: Path) -> Callable[[Edition, str, str], bytes]:
    """Write a file of an edition of the marked folder: `written("public", "pdf", "ko")`."""
    folder = open_folder(marked)
    result = assess_round(folder, DAY, ("ko", "en"))
    own = own_presentation(folder, result)
    return lambda edition, kind, language: (
        format_of(kind).write(Order(cut_down(result, edition), language, own)).content
    )


def parts_of(content: bytes) -> Iterator[bytes]:
    """Everything that a file holds: its bytes, what is packed in it, and what a PDF says and has in its objects."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (name.encode() + archive.read(name) for name in archive.namelist())
    elif content.startswith(b"%PDF"):
        document = PdfReader(io.BytesIO(content))
        for page in document.pages:
            # Letters are numbers of shapes in the stream of a page, and a line may end in any word.
            yield "".join(page.extract_text().split()).encode()
        for number in range(1, int(str(document.trailer["/Size"]))):
            part = document.get_object(number)
            yield str(part).encode()
            if isinstance(part, StreamObject):
                yield part.get_data()


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "language"), [*product(["csv", "xlsx", "docx", "html"], ["en", "ko"]), ("pdf", "ko")])
def test_no_file_of_the_public_edition_holds_a_mark_in_any_of_its_parts(
    written: Callable[[Edition, str, str], bytes], marks: Marks, kind: str, language: str
) -> None:
    parts = list(parts_of(written("public", kind, language)))
    assert set().union(*(marks.found_in(part) for part in parts)) == set()
    if kind != "csv":
        assert any(b"Narae" in part for part in parts), "what may be said is found, so the rest would be"
    if kind == "pdf":
        assert b"Narae" in parts[1], "the words of its first page"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "docx", "html", "json"])
def test_no_file_of_the_client_edition_names_a_respondent(
    written: Callable[[Edition, str, str], bytes], marks: Marks, kind: str
) -> None:
    """A PDF is read from the single page and from nothing else."""
    found = set().union(*(marks.found_in(part) for part in parts_of(written("client", kind, "ko"))))
    assert found & NAMES == set()
    assert found & OF_ACCOUNTS == set()
    assert {"evidence", "why it was decided"} & found


def test_a_file_of_an_edition_names_it_and_the_public_has_neither_calendar_nor_result(
    marked: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(marked, tmp_path / "a", ignore=shutil.ignore_patterns("site*")))
    for edition, kind in (("client", "csv"), ("public", "csv"), ("internal", "ics")):
        assert run(["export", str(copy), "--to", kind, "--edition", edition, "--date", "2026-11-23"]) == 0
    assert sorted(path.name for path in (copy / "export").iterdir()) == [
        "narae-client-draft.csv",
        "narae-public-draft.csv",
        "narae.ics",
    ]
    assert MARK.findall(capsys.readouterr().out) == []
    assert run(["export", str(copy), "--to", "ics", "--edition", "public"]) == 1
    assert "no calendar" in capsys.readouterr().err
    assert run(["export", str(copy), "--to", "json", "--edition", "public"]) == 1
    assert "no result file" in capsys.readouterr().err


@pytest.mark.slow
def test_each_edition_has_a_folder_of_its_own(client: str, public_site: Path, marked: Path) -> None:
    assert "site-client" in client
    assert public_site.name == "site-public"
    assert (marked / "site-client" / "ko" / "result.json").exists()


@pytest.mark.slow
def test_the_client_edition_has_no_name_of_a_respondent(client: str, marked: Path, marks: Marks) -> None:
    found = set().union(*(marks.found_in(content) for content in everything(marked / "site-client")))
    assert found & NAMES == set()
    assert found & OF_ACCOUNTS == set()
    assert {"a note on the plan", "the name of an account", "why an account is kept"} <= found
    assert "the name of a respondent" not in marks.found_in(client.encode())


@pytest.mark.slow
def test_the_client_edition_lists_every_free_text_once_for_a_human_look(
    client: str, marked: Path, marks: Marks
) -> None:
    contents = [content.decode("utf-8", errors="replace") for content in everything(marked / "site-client")]
    shown_in_site = {mark for content in contents for mark in MARK.findall(content)}
    own = ("note on", "own page", "not for the public", "the id of the audit")
    consultants = {mark for mark, meaning in marks.meaning.items() if any(words in meaning for words in own)}
    listed = MARK.findall(client)
    assert sorted(marks.meaning[mark] for mark in shown_in_site - consultants - set(listed)) == []
    assert len(listed) == len(set(listed))
    assert "notes/summary.md" in client


def test_other_editions_list_nothing(public_site: Path, printed: dict[str, str]) -> None:
    assert MARK.findall(printed[public_site.name]) == []


def test_a_free_text_obeys_no_terminal(whole: Result) -> None:
    question = whole.questions[0].model_copy(update={"note": "a\x1b[2Jb\r\nc\u202ed"})
    spoiled = whole.model_copy(update={"questions": (question,)})
    texts = [text.text for text in free_texts(spoiled, Locale("en", translator("en"))) if "[2J" in text.text]
    assert texts == ["a [2Jb c d"]


@pytest.mark.slow
def test_the_same_answers_give_the_same_public_site(marked: Path, public_site: Path, tmp_path: Path) -> None:
    copy = Path(
        shutil.copytree(marked, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("site*"), dirs_exist_ok=True)
    )
    shutil.copytree(marked / "site_template", copy / "site_template", dirs_exist_ok=True)
    built(copy, "public")
    one, other = (
        [p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()] for site in (public_site, copy / "site-public")
    )
    assert one == other


def test_without_a_folder_of_its_own_a_report_is_the_plain_one(whole: Result) -> None:
    assert PLAIN.files() == {}
    assert PLAIN.style_sheets() == []
    assert PLAIN.brand_view("en") is None
