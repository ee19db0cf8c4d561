"""What the tests of the report share: the examples assessed, pages rendered, and what a reader sees of them."""

from __future__ import annotations

import datetime
import functools
import gzip
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import html5lib
import markdown
import pytest

from audit.audits import assess_round
from audit.files.folder import open_folder
from audit.model.answers import Answers
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.parts.context import ReportContext
from audit.wording.locale import Locale

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FIRST_RELEASE = Path(__file__).parent / "fixtures" / "first-release"
"""What the first release wrote of its examples; kept for ever."""
EXTENSIONS = ("attr_list", "md_in_html", "tables", "toc")
"""Those of site_template/mkdocs.yml."""


@pytest.fixture(scope="session")
def example(day: datetime.date) -> Callable[[str], Result]:
    """Assess an example, in both languages."""
    known: dict[str, Result] = {}

    def make(name: str) -> Result:
        if name not in known:
            known[name] = assess_round(open_folder(EXAMPLES / name), day, ("en", "ko"))
        return known[name]

    return make


@pytest.fixture(scope="session")
def first_release() -> Callable[[str], Result]:
    """Read the result of an example as the first release wrote it."""

    def make(name: str) -> Result:
        return Result.model_validate_json(gzip.decompress((FIRST_RELEASE / f"{name}.json.gz").read_bytes()))

    return make


@pytest.fixture(scope="session")
def context(locale: Callable[[str], Locale]) -> Callable[..., ReportContext]:
    """Put a result and a language together, as every page is made from them."""

    def make(result: Result, language: str = "en") -> ReportContext:
        return ReportContext(result, locale(language))

    return make


@pytest.fixture(scope="session")
def seen() -> Callable[[str], str]:
    """Return what a reader sees of a page: from HTML, or from Markdown as the site turns it into HTML."""

    @functools.lru_cache(maxsize=200)
    def make(page: str) -> str:
        if page.startswith("---\n"):
            page = markdown.markdown(page.split("---\n\n", 1)[1], extensions=EXTENSIONS)
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        for parent in tree.iter():
            for child in [child for child in parent if child.tag in ("script", "style")]:
                child.text = ""
        return "".join(tree.itertext())

    return make


@pytest.fixture(scope="session")
def rungs(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> Mapping[tuple[str, str], Result]:
    """A result on every rung of both ladders, by mode and rung."""
    best, open_ended = answers_at(pack, 4), answers_at(pack, 4, T01=1)
    found = [
        assessed(answers_at(pack, 4, L01=0), mode="plan", pack=pack),
        assessed(open_ended, mode="plan", pack=pack),
        assessed(answers_at(pack, 4, T09="on word 4"), mode="plan", pack=pack),
        assessed(best, mode="plan", pack=pack),
        assessed(answers_at(pack, 4, L01=0), mode="run", pack=pack),
        assessed(open_ended, mode="run", pack=pack),
        assessed(answers_at(pack, 4, T09="on word 4"), mode="run", pack=pack),
        assessed(answers_at(pack, 4, E08=2), mode="run", pack=pack),
        assessed(best, mode="run", pack=pack),
    ]
    return {(str(result.mode), str(result.verdict.rung)): result for result in found}


@pytest.fixture(scope="session")
def words_of_docx() -> Callable[[bytes], str]:
    """Read the text of a Word document, its paragraphs on lines."""
    from docx import Document
    from docx.oxml.ns import qn

    kinds = {qn("w:br"): "\n", qn("w:p"): "\n", qn("w:tab"): "\t"}

    def make(content: bytes) -> str:
        body = Document(io.BytesIO(content)).element.body
        return "".join(
            (element.text or "") if element.tag == qn("w:t") else kinds.get(element.tag, "") for element in body.iter()
        )

    return make
