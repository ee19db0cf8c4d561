"""The list of pages: what the navigation shows, who may see it, and that every page says plain texts with names."""

from __future__ import annotations

import dataclasses
import datetime
import importlib
import pkgutil
import typing
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest
from markupsafe import Markup

import audit.report.pages
import audit.report.parts
from audit.files.shipped import shipped
from audit.model.result.result import Edition, Result
from audit.report.branding.presentation import OwnPage
from audit.report.editions import EDITIONS, cut_down
from audit.report.pages.own import own_page
from audit.report.pages.page import Page
from audit.report.pages.registry import REGISTRY, pages_of, possible_pages
from audit.report.parts.context import ReportContext

pytestmark = pytest.mark.sampled

EXAMPLES = ("haneul-district", "maple-library", "narae-city")
PLAIN = (str, int, float, type(None), datetime.date)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_says_plain_texts_by_name_and_no_markup(
    name: str, edition: Edition, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    made = context(cut_down(example(name), edition), "ko")
    for page in pages_of(made.result):
        assert [f"{page.path}: {fault}" for fault in faults(page.view(made), page.path)] == []


def faults(value: object, place: str) -> Iterator[str]:
    """Give every place of a view that is no plain text, number or named part."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if not value.__dataclass_params__.frozen:  # type: ignore[attr-defined] # what dataclasses keep of themselves
            yield f"{place} can be changed"
        for field in dataclasses.fields(value):
            yield from faults(getattr(value, field.name), f"{place}.{field.name}")
    elif isinstance(value, tuple):
        if any(isinstance(inner, tuple) for inner in value):
            yield f"{place} has rows without names"
        for number, inner in enumerate(value):
            yield from faults(inner, f"{place}[{number}]")
    elif isinstance(value, Markup) or not isinstance(value, PLAIN):
        yield f"{place} is {type(value).__name__}"


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def test_no_row_of_a_view_has_places_instead_of_names() -> None:
    """A template, a workbook or a terminal would have to unpack it by position."""
    nameless = []
    for package in (audit.report.pages, audit.report.parts):
        for module in modules(package):
            views = (
                kind for kind in vars(module).values() if dataclasses.is_dataclass(kind) and isinstance(kind, type)
            )
            for view in views:
                if view.__module__ != module.__name__ or view in (Page, ReportContext):
                    continue
                hints = typing.get_type_hints(view)
                nameless += [f"{view.__name__}.{name}" for name, kind in hints.items() if has_places(kind)]
    assert nameless == []


def has_places(kind: object) -> bool:
    """Whether a type is a tuple of several kinds, or holds one."""
    parts = typing.get_args(kind)
    if typing.get_origin(kind) is tuple and Ellipsis not in parts:
        return True
    return any(has_places(part) for part in parts)


def test_every_page_module_is_in_the_list() -> None:
    pages = {module.__name__ for module in modules(audit.report.pages) if hasattr(module, "PAGE")}
    listed = {entry.view.__module__ for entry in REGISTRY if isinstance(entry, Page)}
    assert pages == listed


def test_every_page_template_belongs_to_a_page(example: Callable[[str], Result]) -> None:
    used = {page.template.removeprefix("pages/") for page in possible_pages(example("narae-city"))}
    assert used == {path.name for path in (shipped("site_template") / "pages").iterdir()}


def test_no_two_pages_of_one_edition_have_one_address(example: Callable[[str], Result]) -> None:
    result = example("narae-city")
    for edition in EDITIONS:
        paths = [page.path for page in possible_pages(result) if edition in page.editions]
        assert len(paths) == len(set(paths))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_public_sees_its_own_summary_and_the_statement_on_accessibility(
    name: str, example: Callable[[str], Result]
) -> None:
    result = example(name)
    # The only example that names its auditor.
    about = ["about"] if name == "narae-city" else []
    assert [page.path for page in pages_of(cut_down(result, "public"))] == ["index", *about, "accessibility"]
    assert [page.path for page in pages_of(cut_down(result, "client"))] == [page.path for page in pages_of(result)]


def test_a_page_without_anything_to_say_is_left_out_and_still_known(example: Callable[[str], Result]) -> None:
    result = example("maple-library").model_copy(update={"clock": None, "before": None})
    paths = [page.path for page in pages_of(result)]
    assert not {"clock", "progress"} & set(paths)
    assert {"clock", "progress"} <= {page.path for page in possible_pages(result)}


def test_a_page_of_the_consultants_own_can_print_whose_report_it_is_and_all_of_the_result(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    page = own_page(OwnPage("terms", {"en": "Terms"}, public=False))
    view: typing.Any = page.view(context(example("maple-library")))
    assert page.title(context(example("maple-library"))) == "Terms"
    assert view.agency == "Maple Library"
    assert view.reader.date(view.result.date) == "23 November 2026"
