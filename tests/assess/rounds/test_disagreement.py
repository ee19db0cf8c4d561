"""Where respondents differ, and what that does to the verdict (RULES 7)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.assess.rounds.voices import role_of
from audit.model.answers import Answer, Answers, Decision, Respondent
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.model.result.voices import SpreadResult, VoicesResult
from audit.report.editions import cut_down


@pytest.fixture
def heard(plain: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]) -> Callable[..., Result]:
    """Assess respondents who all answer 2 but for what is named: `heard(it={"M02": 4})`; a role may end in a number."""

    def make(**people: dict[str, object]) -> Result:
        voices = {}
        for who, others in people.items():
            answers = answers_at(plain, 2, **others)
            role = who.rstrip("0123456789")
            voices[who] = answers.model_copy(update={"respondent": Respondent(role=role, name=f"Name of {who}")})
        return assessed(voices)

    return make


def of(result: Result) -> VoicesResult:
    assert result.voices is not None
    return result.voices


def spread(result: Result, question: str) -> SpreadResult:
    return next(spread for spread in of(result).spreads if spread.question == question)


def test_one_respondent_is_no_disagreement(heard: Callable[..., Result]) -> None:
    assert heard(lead={}).voices is None


def test_a_respondent_who_answered_nothing_is_no_voice(
    heard: Callable[..., Result], plain: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    nothing = Answers(format=1, pack=plain.head.id, version=plain.head.version)
    result = assessed({"lead": answers_at(plain, 2), "it": nothing})
    assert result.voices is None
    assert result.verdict.rung == heard(lead={}).verdict.rung


def test_what_is_written_beside_an_answer_that_does_not_count_stays_on_record(heard: Callable[..., Result]) -> None:
    note = {"N01": Answer(value=Fraction(5), note="since June")}
    found = of(heard(lead={"N01": Answer(value=Fraction(5))}, it={**note, "M02": Answer(note="ask the desk")}))
    assert [(aside.id, [voice.note for voice in aside.voices]) for aside in found.asides] == [
        ("M02", ["ask the desk"]),
        ("N01", ["since June"]),
    ]
    assert "N01" not in {conflict.id for conflict in found.conflicts}


def test_each_voice_stands_on_record_once(heard: Callable[..., Result]) -> None:
    found = of(heard(lead={"M02": 4}, it={"M02": Answer(level=1, note="x")}, head={"M02": Answer(note="y")}))
    places = [(identity, voice.respondent) for identity, voice in found.each()]
    assert len(places) == len(set(places))


def test_who_left_only_notes_is_heard_but_counted_nowhere(
    heard: Callable[..., Result], plain: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    noted = answers_at(plain, 2).model_copy(
        update={"answers": {"M02": Answer(note="ask me")}, "respondent": Respondent(role="it")}
    )
    result = assessed({"lead": answers_at(plain, 2), "it": noted})
    assert [(person.role, person.answered > 0) for person in of(result).respondents] == [("lead", True), ("it", False)]
    assert sum(group.count for group in of(result).groups) == 1
    assert of(result).agreement == {}
    assert result.verdict.rung == heard(lead={}).verdict.rung


def test_every_voice_stays_on_record_whole(heard: Callable[..., Result]) -> None:
    given = Answer(level=1, note="nobody looked")
    found = spread(heard(lead={"M02": 4}, it={"M02": given}), "M02")
    by = {voice.respondent: voice for voice in found.voices}
    assert (found.low, found.high) == (1, 4)
    assert (by["it"].counts, by["it"].note, by["it"].claimed) == (True, "nobody looked", 1)
    assert (by["lead"].counts, by["lead"].claimed) == (False, 4)
    assert by["lead"].evidence[0].fresh


def test_what_the_lead_decided_is_said_to_be_decided(heard: Callable[..., Result]) -> None:
    decided = Answer(level=2, decided=Decision(because="we looked at the log"))
    found = spread(heard(lead={"M02": decided}, it={"M02": 0}), "M02")
    assert found.decided
    assert [voice.because for voice in found.voices if voice.counts] == ["we looked at the log"]


def test_questions_are_sorted_by_what_they_do_to_the_verdict(heard: Callable[..., Result]) -> None:
    result = heard(lead={"T09": 2, "M02": 4}, it={"T09": 0, "M02": 0})
    first, second = of(result).spreads[:2]
    assert (first.question, second.question) == ("T09", "M02"), "a gate question moves the verdict"
    assert (first.rank_low, first.rank_high) == (1, 2)
    assert second.rank_low == second.rank_high
    assert second.gain > 0


def test_head_against_hands_names_the_links_of_the_chain(heard: Callable[..., Result], plain: Pack) -> None:
    result = heard(head={"M01": 4}, it={"M01": 2}, communications={"M01": 1})
    pattern = next(p for p in of(result).patterns if p.question == "M01" and p.kind == "head-against-hands")
    guards = next(question for question in plain.questions if question.id == "M01").guards
    assert (pattern.above, pattern.below) == (4, 1), "the middle of those who do the work, the lower of two"
    assert pattern.links
    assert set(pattern.links) <= set(guards)
    assert all(link.startswith(("F", "PRE")) for link in pattern.links)


@pytest.mark.parametrize(("head", "it"), [(3, 2), (2, 4), (4, 4)])
def test_less_than_two_levels_or_the_other_way_round_is_not_head_against_hands(
    heard: Callable[..., Result], head: int, it: int
) -> None:
    result = heard(head={"M01": head}, it={"M01": it})
    assert not [p for p in of(result).patterns if p.kind == "head-against-hands"]


@pytest.mark.parametrize(("it", "pr", "higher"), [(4, 1, "it"), (0, 3, "pr")])
def test_it_against_pr_holds_both_ways(heard: Callable[..., Result], it: int, pr: int, higher: str) -> None:
    result = heard(it={"M06": it}, communications={"M06": pr})
    assert [(p.kind, p.question, p.higher) for p in of(result).patterns] == [("it-against-pr", "M06", higher)]


def test_who_does_not_know_takes_no_side(heard: Callable[..., Result]) -> None:
    result = heard(head={"M01": 4}, it={"M01": "unknown"})
    assert not of(result).patterns
    assert spread(result, "M01").low == 0, "unknown counts as 0, as everywhere"


def test_agreement_is_one_minus_the_spread_over_four_times_the_questions(heard: Callable[..., Result]) -> None:
    agreed = of(heard(lead={"M02": 4}, it={"M02": 1})).agreement["monitoring"]
    assert agreed.share == 1 - Fraction(3, 4 * agreed.questions)
    assert of(heard(lead={}, it={})).agreement["monitoring"].share == 1


def test_numbers_that_differ_are_listed_with_the_one_that_counts(heard: Callable[..., Result]) -> None:
    ten, ninety = Answer(value=Fraction(10)), Answer(value=Fraction(90))
    (conflict,) = of(heard(lead={"N12": ten}, it={"N12": ninety})).conflicts
    assert (conflict.id, conflict.by) == ("N12", "lead")
    assert {voice.respondent: voice.counts for voice in conflict.voices} == {"lead": True, "it": False}
    (conflict,) = of(heard(head={"N12": ten}, it={"N12": ninety})).conflicts
    assert conflict.by == "worst"


def test_roles_of_fewer_than_three_stand_together(heard: Callable[..., Result]) -> None:
    groups = of(heard(it1={}, it2={}, it3={}, legal={}, head={})).groups
    assert {group.role: group.count for group in groups} == {"it": 3, "": 2}


def test_the_public_sees_no_voice_and_the_client_no_name(heard: Callable[..., Result]) -> None:
    result = heard(it={"M02": 4}, legal={"M02": 0, "N12": Answer(value=Fraction(90))})
    public = cut_down(result, "public").model_dump_json()
    assert "Name of" not in public
    assert '"claimed":4' not in public
    client = cut_down(result, "client")
    assert "Name of" not in client.model_dump_json()
    assert {voice.respondent for spread in of(client).spreads for voice in spread.voices} == {""}
    assert {person.role for person in of(client).respondents} == {"it", "legal"}


@pytest.mark.parametrize(
    ("file", "role", "expected"),
    [
        ("lead", "communications", "lead"),
        ("it", "lead", "it"),
        ("it-kim", "it", "it"),
        ("it-kim", "lead", "it"),
        ("duty-officer-2", "lead", "duty-officer"),
        ("kim", "legal", "legal"),
        ("kim", "king", ""),
        ("kim", "lead", ""),
    ],
)
def test_only_the_leads_file_is_the_leads(plain: Pack, file: str, role: str, expected: str) -> None:
    answers = Answers(
        format=1, pack=plain.head.id, version=plain.head.version, respondent=Respondent(role=role, name="")
    )
    assert role_of(file, answers, plain) == expected
