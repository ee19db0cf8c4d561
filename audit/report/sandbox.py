"""A consultant's own templates: run in Jinja2's sandbox, and every fault of theirs told with its file and line (RULES 11)."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Iterator, Mapping

from jinja2 import BaseLoader, ChoiceLoader, FunctionLoader, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from audit.errors import BadFiles, Problem, say
from audit.report.presentation import Template
from audit.report.reader import Reader

_READER_KEEPS_BACK = frozenset({"say", "translate"})
"""Both fill placeholders, and a placeholder can walk to anything; `_()` is the way to a fixed text."""


class CarefulEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, with the values of our model as data only: pydantic's own methods can read files."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may use an attribute."""
        if isinstance(obj, BaseModel):
            return attr in type(obj).model_fields
        if isinstance(obj, type):
            return False
        if isinstance(obj, Reader) and attr in _READER_KEEPS_BACK:
            return False
        return super().is_safe_attribute(obj, attr, value)


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
