"""Which papers there are, and what is missing to fill each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from audit.model.pack import Mode, Pack
from audit.model.pack.papers import OF_THE_AUDIT, PERSON
from audit.model.result.result import InputResult, PaperResult, QuestionResult


def paper_results(
    pack: Pack,
    questions: Mapping[str, QuestionResult],
    inputs: Mapping[str, InputResult],
    mode: Mode | None,
    rank: int | None,
) -> Iterator[PaperResult]:
    """Give every paper of a pack, with the answers that are missing to fill it.

    Args:
        pack: The pack.
        questions: The questions with their answers, by id.
        inputs: The numbers with their answers, by id.
        mode: Whether accounts are planned or live; None while that is not known.
        rank: The rank of the verdict; None without one.
    """
    for paper in pack.papers:
        fields = [name for name in paper.fields if name not in OF_THE_AUDIT and not name.startswith(f"{PERSON}.")]
        missing = [
            name for name in fields if not is_given(name, questions, inputs) and not is_hidden(name, questions, inputs)
        ]
        yield PaperResult(
            id=paper.id,
            title=paper.title,
            purpose=paper.purpose,
            starts=paper.starts,
            missing=tuple(dict.fromkeys(name.partition(".")[0] for name in missing)),
            fits=(not paper.ranks or rank in paper.ranks) and paper.mode in (None, mode),
        )


def is_given(name: str, questions: Mapping[str, QuestionResult], inputs: Mapping[str, InputResult]) -> bool:
    """Return whether an answer fills a field of a paper.

    Args:
        name: The field, such as `N05`, `L01.text` or `T09.where`.
        questions: The questions with their answers, by id.
        inputs: The numbers with their answers, by id.
    """
    identity, _, part = name.partition(".")
    if identity in inputs:
        return inputs[identity].state == "answered" and inputs[identity].value is not None
    question = questions.get(identity)
    if question is None or question.state == "hidden":
        return False
    if part == "text":
        return bool(question.text.strip())
    if part == "where":
        return any(piece.where.strip() for piece in question.evidence)
    return question.state == "answered"


def is_hidden(name: str, questions: Mapping[str, QuestionResult], inputs: Mapping[str, InputResult]) -> bool:
    """Return whether nobody is asked for what would fill a field: its blank is filled by hand.

    Args:
        name: As in `is_given`.
        questions: The questions with their answers, by id.
        inputs: The numbers with their answers, by id.
    """
    identity = name.partition(".")[0]
    item = inputs.get(identity) or questions.get(identity)
    return item is not None and item.state == "hidden"
