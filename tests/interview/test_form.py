"""What the form is given of the answers that are there already."""

from __future__ import annotations

from audit.interview.item_data import raw_answer
from audit.model.answers import Answer
from audit.model.pack import Pack, Question


def test_an_answer_comes_into_the_fields_that_somebody_would_have_filled(pack: Pack) -> None:
    opening, plain = pack.by_id["L01"], pack.by_id["M01"]
    assert isinstance(opening, Question)
    assert opening.opening is not None
    heard = Answer(purposes=("hear", "warn"), without_voice="yes", level=3, text="to hear people")
    assert raw_answer(opening, heard) == {
        "purposes": {"hear": True, "warn": True},
        "without": "yes",
        "level": "3",
        "words": "to hear people",
    }
    assert raw_answer(opening, Answer(choice="inform")) == {"choice": "inform"}, "of the first version"
    assert raw_answer(plain, Answer(level=2, note="as agreed")) == {"pick": "2", "note": "as agreed"}
    assert raw_answer(plain, Answer(unknown=True)) == {"pick": "unknown"}
