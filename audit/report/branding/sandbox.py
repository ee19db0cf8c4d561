"""A consultant's own templates: run in Jinja2's sandbox, and every fault of theirs told with its file and line (RULES 11)."""

from __future__ import annotations

import contextlib
import functools
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FunctionLoader, TemplateError, TemplateSyntaxError, nodes
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from pydantic import BaseModel

from audit.errors import BadFiles, Problem, say
from audit.report.branding.budget import Budget, allow, allow_call, allow_format, allow_operation, size_of
from audit.report.branding.presentation import Template
from audit.wording.locale import Locale

_LOCALE_KEEPS_BACK = frozenset({"say", "translate"})
"""Both fill placeholders, and a placeholder can walk to anything; `_()` is the way to a fixed text."""


class CarefulEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, with the values of our model as data only: pydantic's own methods can read files.

    What a template makes is reckoned before it is made, and counted: see `audit.report.branding.budget`.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 # those of Jinja's own
        super().__init__(*args, **kwargs)
        self.budget = Budget()
        self.filters = {name: self._careful(name, function) for name, function in self.filters.items()}
        # It makes words of its own.
        self.globals.pop("lipsum", None)
        self._finalize = self.finalize
        self.finalize = self.written

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may use an attribute."""
        if isinstance(obj, BaseModel):
            return attr in type(obj).model_fields
        if isinstance(obj, type):
            return False
        if isinstance(obj, Locale) and attr in _LOCALE_KEEPS_BACK:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def written(self, value: object) -> object:
        """Count what is written on a page."""
        if not isinstance(value, str):
            allow(size_of(value))
        self.budget.count(value)
        return self._finalize(value) if self._finalize is not None else value

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Work out `left operator right`, if it is no endless thing."""
        allow_operation(operator, left, right)
        result = super().call_binop(context, operator, left, right)
        self.budget.count(result)
        return result

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805 # as above
        """Call something, if what it makes has an end."""
        given = (*args, *kwargs.values())
        value = getattr(__obj, "__self__", None)
        if isinstance(value, str | bytes):
            allow_call(__obj.__name__, value, given, method=True)
        elif args and __obj is __self.globals.get("_"):
            allow_format(str(args[0]), given[1:])
        result = super().call(__context, __obj, *args, **kwargs)
        __self.budget.count(result)
        return result

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401 # as above
        """Fill the places of a text, if the result has an end."""
        filled = super().wrap_str_format(value)
        if filled is None:
            return None

        def careful(*args: object, **kwargs: object) -> str:
            named = args[0] if value.__name__ == "format_map" and args else {}
            allow_format(
                value.__self__, (*args, *kwargs.values(), *(named.values() if isinstance(named, dict) else ()))
            )
            return filled(*args, **kwargs)

        return careful

    def joined(self, *parts: object) -> str:
        """Put parts together, as `~` does."""
        allow(sum(map(size_of, parts)))
        result: str = markup_join(parts)
        self.budget.count(result)
        return result

    def step(self, letters: int) -> str:
        """Count a turn of a loop, or one call of a macro, a block or a template; with the fixed letters in it."""
        self.budget.step(letters)
        return ""

    def _careful(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        before = 1 if hasattr(function, "jinja_pass_arg") else 0

        @functools.wraps(function)
        def careful(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 # as above
            if name == "join" and isinstance(args[before], Iterator):
                args = (*args[:before], list(args[before]), *args[before + 1 :])
            value = args[before] if len(args) > before else None
            allow_call(name, value, (*args[before + 1 :], *kwargs.values()), method=False)
            result = function(*args, **kwargs)
            self.budget.count(result)
            return result

        return careful

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            return Counting(self).counted(super()._parse(source, name, filename))
        except RecursionError:
            raise TemplateSyntaxError("it is nested too deeply", 1, name, filename) from None

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (RecursionError, MemoryError, SyntaxError, ValueError) as error:
            raise TemplateSyntaxError(f"it cannot be compiled: {error}", 1, None, filename) from None


class Counting(NodeTransformer):
    """Puts into a template what counts its steps, and lets `~` be reckoned as every other operation is."""

    def __init__(self, environment: CarefulEnvironment) -> None:
        self._environment = environment

    def counted(self, template: nodes.Template) -> nodes.Template:
        """Return the template with everything counted."""
        counted: nodes.Template = self.visit(template)
        counts = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
        inner: Iterable[Any] = counted.find_all(counts)
        for node in [counted, *inner]:
            letters = sum(len(text.data) for text in node.find_all(nodes.TemplateData))
            node.body.insert(0, nodes.ExprStmt(self._call("step", [nodes.Const(letters)], node.lineno)))
        counted.set_environment(self._environment)
        return counted

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 # named after the node
        """Make a call of `~`."""
        self.generic_visit(node)
        return self._call("joined", node.nodes, node.lineno)

    @staticmethod
    def _call(name: str, arguments: list[nodes.Expr], line: int) -> nodes.Call:
        return nodes.Call(nodes.EnvironmentAttribute(name), arguments, [], None, None, lineno=line)


def own_first(own: Mapping[str, Template], ours: BaseLoader) -> BaseLoader:
    """Return a loader that takes the consultant's templates before ours.

    Args:
        own: The consultant's, by name.
        ours: Finds those that ship.
    """

    def find(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        template = own.get(name)
        return (template.text, str(template.path), lambda: True) if template else None

    return ChoiceLoader([FunctionLoader(find), ours])


@contextlib.contextmanager
def explained(own: Mapping[str, Template]) -> Iterator[None]:
    """Turn whatever a consultant's template does wrong into a problem of its file.

    Args:
        own: The consultant's templates, by name.

    Raises:
        BadFiles: One of them failed, or does not fit ours.
    """
    try:
        yield
    except BadFiles:
        raise
    except Exception as error:
        template, line = _place(error, own)
        if template is None:
            raise
        raise BadFiles(
            [
                Problem(
                    template.path,
                    line,
                    "",
                    say("this template fails: {reason}", reason=f"{type(error).__name__}: {str(error).rstrip('.')}"),
                    say("mend it, or take it out; the report is made from ours then"),
                )
            ]
        ) from None


def _place(error: Exception, own: Mapping[str, Template]) -> tuple[Template | None, int]:
    by_file = {str(template.path): template for template in own.values()}
    if isinstance(error, TemplateSyntaxError) and error.filename in by_file:
        return by_file[error.filename], error.lineno
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in by_file:
            return by_file[frame.filename], frame.lineno or 0
    # One of ours failed for want of what one of theirs left out.
    return (next(iter(own.values())), 0) if own and isinstance(error, TemplateError) else (None, 0)
