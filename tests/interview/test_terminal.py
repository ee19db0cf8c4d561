"""Every prompt as a person sees it: typed keys in, a screen out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import pytest

from audit.assess.verdict.evidence import other_roles
from audit.errors import NotSaved, say
from audit.interview.asker import Entry, Header, Move, Page, Reply, SectionPage
from audit.interview.flow import Stand, evidence_from, position, progress, section_of, section_state, section_title
from audit.interview.widgets import Option, titled
from audit.model.answers import OPEN, Answer, Checked, Evidence
from audit.model.asked import order
from audit.model.pack import Mode, Pack, Question
from audit.model.values import Layer, Window
from audit.wording.terminal_text import ascii_marks, cells

pytestmark = pytest.mark.sampled

TODAY = datetime.date(2026, 11, 23)
ENTER, DOWN, UP, RIGHT, BACK, LEAVE = "\r", "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[Z", "\x03"
DELETE_LINE = "\x15"
LOG = Evidence(what="duty log", where="shared folder", date=datetime.date(2026, 10, 2))
SIZES = [(40, 24), (80, 24), (120, 30)]
"""Small ones: what is seen there at once is seen everywhere."""


def page(
    pack: Pack, identity: str, answer: Answer = OPEN, mode: Mode = "run", *, safety_critical: bool = False
) -> Page:
    stand = Stand(pack, {"X4": mode}, {identity: answer})
    item = pack.by_id[identity]
    number, count = position(stand, item)
    level = evidence_from(pack, item) if isinstance(item, Question) else 3
    header = Header(section_title(pack, section_of(item)), number, count, progress(stand).percent)
    return Page(
        item,
        answer,
        header,
        mode,
        level,
        TODAY,
        may_note=section_of(item) != "profile",
        gate=identity in pack.gate_questions,
        safety_critical=safety_critical,
        checkers=other_roles(pack, "lead", {}),
    )


class Seen:
    """Everything that was on the screen, worked out when somebody looks."""

    def __init__(self, screens: Any) -> None:
        self.screens = screens

    def __contains__(self, text: str) -> bool:
        return text in str(self)

    def __str__(self) -> str:
        return "\n".join(self.screens.shown)


@pytest.fixture
def ask(pack: Pack, at_keyboard: Any) -> Callable[..., tuple[Reply, Seen]]:
    """Put one question, type keys, and return the reply and everything that was on the screen."""

    def put(
        identity: str,
        keys: str,
        answer: Answer = OPEN,
        mode: Mode = "run",
        language: str = "en",
        *,
        safety_critical: bool = False,
    ) -> tuple[Reply, Seen]:
        with at_keyboard(columns=80, rows=60) as keyboard:
            asker = keyboard.asker(language)
            keyboard.type(keys)
            reply = asker.ask(page(pack, identity, answer, mode, safety_critical=safety_critical))
            return reply, Seen(keyboard.screens)

    return put


def test_a_digit_points_and_enter_confirms(ask: Any) -> None:
    assert ask("M02", "2" + ENTER)[0] == Reply(Move.NEXT, Answer(level=2))


def test_a_digit_alone_confirms_nothing(ask: Any) -> None:
    assert ask("M02", "4" + "1" + ENTER)[0].answer == Answer(level=1)


def test_arrows_move_and_go_round(ask: Any) -> None:
    assert ask("M02", DOWN + DOWN + UP + ENTER)[0].answer == Answer(level=1)
    assert ask("M02", UP + UP + ENTER)[0].answer == Answer(unknown=True), "from the first line up to the last ones"


def test_the_keys_of_an_editor_do_not_move(ask: Any) -> None:
    assert ask("M02", "jjk" + ENTER)[0].answer == Answer(level=0)


def test_a_question_mark_points_to_i_do_not_know(ask: Any) -> None:
    assert ask("M02", "?" + ENTER)[0] == Reply(Move.NEXT, Answer(unknown=True))


def test_a_question_can_be_left_open(ask: Any) -> None:
    assert ask("M02", "s" + ENTER)[0] == Reply(Move.LATER)


def test_shift_tab_goes_back(ask: Any) -> None:
    assert ask("M02", BACK)[0] == Reply(Move.BACK)
    assert ask("N12", BACK)[0] == Reply(Move.BACK)


@pytest.mark.parametrize(
    "key", ["q", "Q", "ㅂ", "\x03", "\x04"], ids=["q", "Q", "q on a Korean keyboard", "Ctrl-C", "Ctrl-D"]
)
def test_every_way_to_leave_leaves_a_list(ask: Any, key: str) -> None:
    assert ask("M02", key)[0] == Reply(Move.LEAVE)


@pytest.mark.parametrize(
    "keys",
    ["q" + ENTER, "ㅂ" + ENTER, "\x03", "\x04", "12\x04"],
    ids=["q", "q on a Korean keyboard", "Ctrl-C", "Ctrl-D", "Ctrl-D behind a text"],
)
def test_every_way_to_leave_leaves_a_line(ask: Any, keys: str) -> None:
    assert ask("N12", keys)[0] == Reply(Move.LEAVE)


def test_a_terminal_that_hangs_up_leaves(ask: Any) -> None:
    assert ask("M02", "")[0] == Reply(Move.LEAVE)
    assert ask("N12", "")[0] == Reply(Move.LEAVE)


def test_the_page_shows_code_question_why_and_where_one_is(ask: Any, pack: Pack) -> None:
    _, seen = ask("M02", LEAVE)
    question = pack.by_id["M02"]
    assert f"M02  {question.ask['en']}"[:60] in seen
    assert "Why we ask: " in seen
    assert "Monitoring | 2 of " in seen


def test_the_page_says_when_the_last_answer_was_saved(pack: Pack, at_keyboard: Any) -> None:
    with at_keyboard() as keyboard:
        asker = keyboard.asker("en", clock=lambda: datetime.datetime(2026, 11, 23, 14, 2))
        asker.on_saved()
        keyboard.type("q")
        asker.ask(page(pack, "M02"))
        assert "saved 14:02" in keyboard.seen


def test_before_any_account_is_open_the_question_is_put_in_other_words(ask: Any, pack: Pack) -> None:
    question = pack.by_id["T01"]
    assert isinstance(question, Question)
    assert question.plan is not None
    assert question.plan.levels[0].text["en"] in ask("T01", LEAVE, mode="plan")[1]
    assert question.levels[0].text["en"] not in ask("T01", LEAVE, mode="plan")[1]


# Not applicable


def test_not_applicable_asks_for_the_reason_and_says_what_follows(ask: Any, pack: Pack) -> None:
    reply, seen = ask("M07", "-" + ENTER + "nothing grew this year" + ENTER)
    assert reply.answer == Answer(not_applicable="nothing grew this year")
    question = pack.by_id["M07"]
    assert isinstance(question, Question)
    assert question.not_applicable is not None
    assert squeezed(question.not_applicable["en"]) in squeezed(str(seen))


def test_not_applicable_without_a_reason_is_explained_and_asked_again(ask: Any) -> None:
    reply, seen = ask("M07", "-" + ENTER + ENTER + "new" + ENTER)
    assert reply.answer == Answer(not_applicable="new")
    assert "without a reason it cannot be left out" in seen


def test_not_applicable_is_offered_only_where_the_pack_allows_it(ask: Any) -> None:
    assert "Not applicable" in ask("M07", LEAVE)[1]
    reply, seen = ask("M02", "-" + ENTER)
    assert "Not applicable" not in seen
    assert reply.answer == Answer(level=0), "the key points to nothing"


def test_going_back_from_the_reason_leads_to_the_levels(ask: Any) -> None:
    assert ask("M07", "-" + ENTER + BACK + "1" + ENTER)[0].answer == Answer(level=1)


# Notes


def test_n_takes_a_note_and_comes_back(ask: Any) -> None:
    assert ask("M02", "n" + "ask the call centre" + ENTER)[0] == Reply(Move.STAY, Answer(note="ask the call centre"))
    assert ask("N12", "n" + ENTER + "counted by hand" + ENTER)[0] == Reply(Move.STAY, Answer(note="counted by hand"))


def test_a_note_may_be_korean_and_hold_any_letter(ask: Any) -> None:
    assert ask("M02", "ㅜ" + "q? 담당자에게 묻기" + ENTER)[0].answer == Answer(note="q? 담당자에게 묻기")


def test_a_note_can_be_changed_and_taken_away(ask: Any) -> None:
    before = Answer(level=1, note="old")
    assert ask("M02", "n" + " and new" + ENTER, before)[0].answer == Answer(level=1, note="old and new")
    assert ask("M02", "n" + DELETE_LINE + ENTER, before)[0].answer == Answer(level=1)


def test_turning_back_from_a_note_changes_nothing(ask: Any) -> None:
    assert ask("M02", "n" + "half a" + BACK, Answer(note="old"))[0] == Reply(Move.STAY)


def test_what_cannot_be_saved_or_would_steer_the_screen_is_taken_out(ask: Any) -> None:
    reply, _ = ask("M02", "n" + "\x1b[200~red\x07 alert\nsecond line\x1b[201~" + ENTER)
    assert reply.answer.note == "red  alert\nsecond line"


# Evidence


def test_evidence_is_asked_for_from_level_three(ask: Any) -> None:
    keys = "3" + ENTER + "duty log" + ENTER + "shared folder" + ENTER + "2026-10-02" + ENTER + ENTER
    reply, seen = ask("M02", keys)
    assert reply == Reply(Move.NEXT, Answer(level=3, evidence=(LOG,)))
    assert "What can be shown: " in seen
    assert "It counts with what, where and date, for 6 months from its date." in " ".join(str(seen).split())


def test_evidence_is_asked_for_from_level_two_where_a_gate_hangs_on_it(ask: Any) -> None:
    assert ask("M01", "2" + ENTER + ENTER)[0].answer == Answer(level=2)
    assert "on your word only" in ask("M01", "2" + ENTER + ENTER)[1]


def test_no_evidence_is_asked_for_below(ask: Any) -> None:
    assert ask("M02", "2" + ENTER)[0].answer == Answer(level=2)
    assert ask("M01", "1" + ENTER)[0].answer == Answer(level=1)


def test_leaving_evidence_out_says_that_the_answer_counts_as_two(pack: Pack, at_keyboard: Any) -> None:
    with at_keyboard() as keyboard:
        asker = keyboard.asker("en")
        keyboard.type("4" + ENTER + ENTER + "q")
        assert asker.ask(page(pack, "M02")).answer == Answer(level=4)
        asker.ask(page(pack, "M05"))
        assert "the answer then counts as 2" in " ".join(keyboard.seen.split())
        assert "M02: saved as level 4. Without evidence it counts as 2." in keyboard.seen


def test_evidence_without_where_and_date_is_kept_and_said_not_to_count(pack: Pack, at_keyboard: Any) -> None:
    with at_keyboard() as keyboard:
        asker = keyboard.asker("en")
        keyboard.type("3" + ENTER + "a list" + ENTER + ENTER + ENTER + "q")
        assert asker.ask(page(pack, "M02")).answer == Answer(level=3, evidence=(Evidence(what="a list"),))
        asker.ask(page(pack, "M05"))
        seen = " ".join(keyboard.seen.split())
        assert "Its evidence does not say what, where and of which day, so it counts as 2." in seen


def test_a_wrong_date_is_explained_and_asked_again(ask: Any) -> None:
    reply, seen = ask(
        "M02", "3" + ENTER + "log" + ENTER + ENTER + "2026-02-30" + ENTER + "October" + ENTER + "2026-10-02" + ENTER
    )
    assert reply.answer.evidence[0].date == datetime.date(2026, 10, 2)
    assert "2026-02-30 is not a date; write it as 2026-11-02" in seen
    assert "October names no day" in seen


def test_a_date_in_the_future_is_refused(ask: Any) -> None:
    reply, seen = ask("M02", "3" + ENTER + "log" + ENTER + ENTER + "2026-11-24" + ENTER + "2026-11-23" + ENTER)
    assert reply.answer.evidence[0].date == TODAY
    assert "2026-11-24 is in the future" in seen


def test_going_back_from_evidence_leads_to_the_levels_and_forgets_the_one_that_was_chosen(ask: Any) -> None:
    assert ask("M02", "4" + ENTER + BACK + "1" + ENTER)[0].answer == Answer(level=1)
    assert ask("M02", "4" + ENTER + BACK + BACK)[0] == Reply(Move.BACK)


def test_leaving_while_evidence_is_asked_for_keeps_the_level(ask: Any) -> None:
    assert ask("M02", "4" + ENTER + "half a sen" + LEAVE)[0] == Reply(Move.LEAVE, Answer(level=4))


def test_evidence_and_note_are_shown_and_kept_when_an_answer_is_changed(ask: Any) -> None:
    before = Answer(level=3, note="ask Kim", evidence=(LOG,))
    reply, seen = ask("M02", "4" + ENTER + ENTER, before)
    assert reply.answer == before.model_copy(update={"level": 4})
    for text in ("duty log", "shared folder", "2026-10-02", "ask Kim", "level 3"):
        assert text in seen


def test_evidence_stays_even_where_the_new_level_needs_none(ask: Any) -> None:
    before = Answer(level=3, evidence=(LOG,))
    assert ask("M02", "1" + ENTER, before)[0].answer == Answer(level=1, evidence=(LOG,))


def test_a_second_piece_of_evidence_can_be_added(ask: Any) -> None:
    before = Answer(level=3, evidence=(LOG,))
    reply, _ = ask("M02", ENTER + "2" + ENTER + "minutes" + ENTER + ENTER + "2026-11-01" + ENTER, before)
    assert [piece.what for piece in reply.answer.evidence] == ["duty log", "minutes"]


def test_a_piece_of_evidence_can_be_removed(ask: Any) -> None:
    other = Evidence(what="minutes", date=datetime.date(2026, 11, 1))
    reply, _ = ask("M02", ENTER + "4" + ENTER + ENTER, Answer(level=3, evidence=(LOG, other)))
    assert reply.answer.evidence == (other,)
    reply, _ = ask("M02", ENTER + "4" + ENTER + ENTER, Answer(level=3, evidence=(LOG,)))
    assert reply.answer.evidence == (), "after the last one new evidence is asked for, and may be left out"


def test_a_carried_over_answer_is_confirmed_by_enter(ask: Any) -> None:
    reply, seen = ask("M02", ENTER, Answer(level=2, confirm=True))
    assert reply.answer == Answer(level=2)
    assert "Carried over from the audit before" in seen


def test_why_the_lead_settled_an_answer_stays(ask: Any) -> None:
    before = Answer.model_validate({"level": 1, "decided": {"because": "we looked"}})
    assert ask("M02", "2" + ENTER, before)[0].answer.decided == before.decided


# The opening of the first question


YES_TO_HEAR = "1" + ENTER + "1" + ENTER
"""To hear is ticked, and one would still want it without a voice of one's own."""


def test_the_first_question_takes_ones_own_words_all_purposes_the_seeds_question_and_then_a_level(
    ask: Any, pack: Pack
) -> None:
    reply, seen = ask("L01", "to hear the quiet ones" + ENTER + "41" + ENTER + "1" + ENTER + "2" + ENTER + ENTER)
    assert reply.answer == Answer(
        text="to hear the quiet ones", purposes=("hear", "inform"), without_voice="yes", level=2
    ), "the pack's order, whatever was pressed first"
    question = pack.by_id["L01"]
    assert isinstance(question, Question)
    assert question.opening is not None
    for said in (question.opening.ask, question.opening.without_voice.ask):
        assert squeezed(said["en"]) in squeezed(str(seen))


def test_a_number_ticks_and_takes_the_tick_away_and_so_does_the_space_bar(ask: Any) -> None:
    assert ask("L01", ENTER + "145" + "4" + ENTER + "2" + ENTER)[0].answer.purposes == ("hear", "promote")
    assert ask("L01", ENTER + DOWN + " " + DOWN + " " + UP + " " + ENTER + "2" + ENTER)[0].answer.purposes == ("warn",)
    _, seen = ask("L01", ENTER + "4" + ENTER + BACK + LEAVE)
    assert "4  [x] To tell people what they should know" in seen
    assert "1  [ ] To hear what people say" in seen


def test_enter_where_nothing_is_ticked_ticks_the_line_that_is_pointed_at_and_says_so(ask: Any) -> None:
    reply, seen = ask("L01", ENTER + DOWN * 3 + ENTER + ENTER + "2" + ENTER)
    assert reply.answer.purposes == ("inform",)
    assert "Tick whatever else is true by its number, then press Enter to go on." in " ".join(str(seen).split())


def test_help_in_between_takes_no_tick_away(ask: Any) -> None:
    assert ask("L01", ENTER + "14" + "h" + ENTER * 2 + "2" + ENTER)[0].answer.purposes == ("hear", "inform")


def test_with_yes_the_levels_one_to_four_are_offered_only(ask: Any, pack: Pack) -> None:
    question = pack.by_id["L01"]
    assert isinstance(question, Question)
    _, seen = ask("L01", ENTER + YES_TO_HEAR)
    assert squeezed(question.levels[0].text["en"]) not in squeezed(str(seen))
    assert squeezed(question.levels[2].text["en"]) in squeezed(str(seen))


@pytest.mark.parametrize("answered", ["2", "3"], ids=["no", "not sure"])
def test_hesitation_ends_the_question_without_a_level(ask: Any, answered: str) -> None:
    reply, seen = ask("L01", ENTER + "2" + ENTER + answered + ENTER)
    assert (reply.move, reply.answer.level) == (Move.NEXT, None)
    assert "dated page" not in seen


def test_whoever_does_not_want_to_hear_is_asked_the_seeds_question_all_the_same(ask: Any) -> None:
    reply, _ = ask("L01", ENTER + "6" + ENTER + "1" + ENTER)
    assert reply == Reply(Move.NEXT, Answer(purposes=("told-to",), without_voice="yes"))


def test_not_knowing_the_purposes_is_an_answer(ask: Any) -> None:
    assert ask("L01", "hm" + ENTER + "?" + ENTER)[0].answer == Answer(text="hm", unknown=True)


def test_ones_own_words_are_kept_by_every_way_out(ask: Any) -> None:
    assert ask("L01", "hm" + ENTER + LEAVE)[0] == Reply(Move.LEAVE, Answer(text="hm"))
    assert ask("L01", "hm" + ENTER + "s" + ENTER)[0] == Reply(Move.LATER, Answer(text="hm"))
    assert ask("L01", "hm" + ENTER + BACK + BACK)[0] == Reply(Move.BACK, Answer(text="hm"))


def test_what_was_confirmed_is_kept_where_the_seeds_question_is_left_for_later(ask: Any) -> None:
    assert ask("L01", ENTER + "1" + ENTER + "s" + ENTER)[0] == Reply(Move.LATER, Answer(purposes=("hear",)))


def test_changing_the_purposes_takes_the_level_away_and_changing_them_back_points_at_it(ask: Any) -> None:
    before = Answer(text="x", purposes=("hear",), without_voice="yes", level=3)
    reply, _ = ask("L01", ENTER + "15" + ENTER + "1" + ENTER, before)
    assert reply.answer == Answer(text="x", purposes=("promote",), without_voice="yes")
    reply, _ = ask("L01", ENTER + "15" + ENTER + BACK + "15" + ENTER + ENTER + ENTER + ENTER, before)
    assert reply.answer == before


def test_the_one_reason_of_the_first_version_is_shown_and_gives_way_to_the_new_answer(ask: Any) -> None:
    before = Answer(text="x", choice="hear", level=3)
    reply, seen = ask("L01", ENTER + "5" + ENTER + "2" + ENTER, before)
    assert "Your answer so far: To hear what people say, level 3" in seen
    assert reply.answer == Answer(text="x", purposes=("promote",), without_voice="no")
    assert ask("L01", ENTER + BACK + BACK, before)[0].answer is None, "looking changes nothing"


# Who else has looked

PROVED = "3" + ENTER + "duty log" + ENTER + "shared folder" + ENTER + "2026-10-02" + ENTER


def test_who_else_has_seen_or_tested_evidence_is_asked_with_the_day(ask: Any) -> None:
    checked = {"how": "tested", "by": "it", "date": "2026-11-02"}
    reply, seen = ask("M02", PROVED + "3" + ENTER + "4" + ENTER + "2026-11-02" + ENTER + ENTER)
    assert reply.answer.evidence == (Evidence.model_validate({**LOG.model_dump(), "checked": checked}),)
    assert "Has somebody else seen it, or tested what it says?" in seen


def test_enter_takes_the_day_that_stands_there(ask: Any) -> None:
    piece = ask("M02", PROVED + "2" + ENTER + "0" + ENTER + ENTER + ENTER)[0].answer.evidence[0]
    assert piece.checked == Checked(how="seen", by="outside", date=TODAY)


@pytest.mark.parametrize(
    ("day", "why"),
    [("2026-10-01", "is before the day of the evidence itself"), ("2026-11-24", "is in the future")],
)
def test_a_check_before_the_evidence_or_after_today_is_refused_with_a_sentence(ask: Any, day: str, why: str) -> None:
    reply, seen = ask("M02", PROVED + "2" + ENTER + "0" + ENTER + day + ENTER + "2026-11-02" + ENTER + ENTER)
    assert f"{day} {why}" in " ".join(str(seen).split())
    assert reply.answer.evidence[0].checked.date == datetime.date(2026, 11, 2)


def test_evidence_that_counts_as_none_is_not_asked_about(ask: Any) -> None:
    reply, seen = ask("M02", "3" + ENTER + "log" + ENTER + "shelf" + ENTER + "2026-10-02" + ENTER)
    assert reply.move is Move.NEXT
    assert "Has somebody else" not in seen


def test_a_check_can_be_added_to_evidence_that_is_there(ask: Any) -> None:
    before = Answer(level=3, evidence=(LOG,))
    reply, _ = ask("M02", ENTER + "3" + ENTER + "2" + ENTER + "1" + ENTER + ENTER + ENTER, before)
    assert reply.answer.evidence[0].checked == Checked(how="seen", by="head", date=TODAY)


def test_at_a_gate_it_is_said_that_the_verdict_stays_at_a_trial(ask: Any) -> None:
    _, seen = ask("M01", "2" + ENTER + LEAVE)
    assert "At this question the verdict stays at a trial until somebody else has seen it." in " ".join(
        str(seen).split()
    )
    assert "stays at a trial" not in ask("M02", "3" + ENTER + LEAVE)[1]


def test_whoever_answers_is_not_among_those_who_can_have_looked(ask: Any, pack: Pack) -> None:
    _, seen = ask("M02", PROVED + "2" + ENTER + LEAVE)
    titles = {role.id: role.title["en"] for role in pack.head.roles}
    assert titles["head"] in seen
    assert titles["lead"] not in seen


def test_a_duty_to_warn_is_asked_for_at_every_level_where_silence_can_cost_lives(ask: Any) -> None:
    law = "Disaster Act 2004" + ENTER + "law database" + ENTER + "2026-01-02" + ENTER
    reply, seen = ask("L01", ENTER + "3" + ENTER + "2" + ENTER + law + ENTER, safety_critical=True)
    assert [piece.law for piece in reply.answer.evidence] == [True]
    assert "Which law or order obliges you to warn people?" in seen
    assert ask("L01", ENTER + "3" + ENTER + "2" + ENTER)[0].move is Move.NEXT, "elsewhere there is nothing to prove"
    reply, _ = ask(
        "L01", ENTER + "13" + ENTER + "1" + ENTER + "1" + ENTER + law + "2" + ENTER + ENTER, safety_critical=True
    )
    assert [(piece.what, piece.law) for piece in reply.answer.evidence] == [("Disaster Act 2004", True)]


# Values


def test_a_number_is_typed(ask: Any) -> None:
    assert ask("N12", "50" + ENTER)[0] == Reply(Move.NEXT, Answer(value=Fraction(50)))
    assert ask("N12", "1,200" + ENTER)[0].answer == Answer(value=Fraction(1200))


@pytest.mark.parametrize(
    ("typed", "explained"),
    [("many", "many is not a number"), ("2.5", "2.5 is not a whole number"), ("-1", "-1 is out of range")],
)
def test_a_wrong_number_is_explained_and_asked_again(ask: Any, typed: str, explained: str) -> None:
    reply, seen = ask("N12", typed + ENTER + "50" + ENTER)
    assert reply.answer == Answer(value=Fraction(50))
    assert explained in seen


@pytest.mark.parametrize(
    "identity", ["X2", "X5", "N01", "N02", "N03", "N04", "N06", "N07", "N09", "N15", "N16", "N18", "N20"]
)
def test_every_input_takes_i_do_not_know(ask: Any, identity: str, pack: Pack) -> None:
    item = pack.by_id[identity]
    lines = {"N02": 3, "N07": 2, "N15": 4}.get(identity, 1)
    reply, seen = ask(identity, ("?" + ENTER) * lines)
    assert reply == Reply(Move.NEXT, Answer(unknown=True))
    assert "I don't know" in seen
    assert item.ask["en"][:40] in seen


def test_an_empty_line_leaves_a_number_open(ask: Any) -> None:
    assert ask("N12", ENTER)[0] == Reply(Move.LATER)
    assert ask("N12", "s" + ENTER)[0] == Reply(Move.LATER)
    assert ask("N01", ENTER)[0] == Reply(Move.LATER)
    assert ask("N07", ENTER + ENTER)[0] == Reply(Move.LATER)


def test_emptying_a_line_takes_the_answer_back_but_not_its_note(ask: Any) -> None:
    before = Answer(value=Fraction(50), note="guessed")
    assert ask("N12", DELETE_LINE + ENTER, before)[0] == Reply(Move.NEXT, Answer(note="guessed"))


def test_a_carried_over_number_is_confirmed_by_enter_and_can_be_emptied(ask: Any) -> None:
    before = Answer(value=Fraction(50), confirm=True)
    assert ask("N12", ENTER, before)[0].answer == Answer(value=Fraction(50))
    assert ask("N12", DELETE_LINE + ENTER, before)[0].answer == Answer()


def test_the_number_so_far_stands_in_the_line(ask: Any) -> None:
    assert ask("N12", ENTER, Answer(value=Fraction(50)))[0].answer == Answer(value=Fraction(50))
    assert ask("N12", RIGHT + "0" + ENTER, Answer(value=Fraction(50)))[0].answer == Answer(value=Fraction(500))


@pytest.mark.parametrize("first", ["", DELETE_LINE, "\x7f", "\x1b[3~", "\x17"])
def test_what_is_typed_takes_the_place_of_a_value_that_stands_in_the_line(ask: Any, first: str) -> None:
    assert ask("N12", first + "7" + ENTER, Answer(value=Fraction(50)))[0].answer == Answer(value=Fraction(7))
    pasted = first + "\x1b[200~80\x1b[201~" + ENTER
    assert ask("N12", pasted, Answer(value=Fraction(50)))[0].answer == Answer(value=Fraction(80))


def test_a_word_may_stand_for_a_number(ask: Any) -> None:
    reply, seen = ask("N03", "alerts" + ENTER)
    assert reply.answer == Answer(value="alerts")
    assert "alerts  An alert rings a person" in seen
    assert ask("N17", "없음" + ENTER)[0].answer == Answer(value="none")


def test_a_choice_is_pointed_to_by_its_number(ask: Any) -> None:
    assert ask("N04", "3" + ENTER)[0].answer == Answer(value="alerts")
    assert ask("X4", "2" + ENTER)[0].answer == Answer(value="run")
    assert ask("N04", ENTER, Answer(value="others-ring"))[0].answer == Answer(value="others-ring")


def test_a_country_is_taken_by_its_name(ask: Any) -> None:
    assert ask("X5", "ireland" + ENTER)[0].answer == Answer(value="IE")


OFFICE = (Window(540, 1080),)
FIVE = ("mon", "tue", "wed", "thu", "fri")


@pytest.mark.parametrize("typed", ["09:00-18:00", "9-18", "09~18", "9:00 - 18:00"])
def test_monday_to_friday_is_one_line(ask: Any, typed: str) -> None:
    assert ask("N01", typed + ENTER)[0].answer == Answer(value=dict.fromkeys(FIVE, OFFICE))


def test_hours_may_cross_midnight_be_two_windows_or_none(ask: Any) -> None:
    assert ask("N01", "22-06" + ENTER + ENTER)[0].answer == Answer(value=dict.fromkeys(FIVE, (Window(1320, 1800),)))
    assert ask("N01", "9-12, 13-18" + ENTER)[0].answer == Answer(
        value=dict.fromkeys(FIVE, (Window(540, 720), Window(780, 1080)))
    )
    assert ask("N01", "none" + ENTER)[0].answer == Answer(value=dict.fromkeys(FIVE, ()))


def test_wrong_hours_are_explained_and_asked_again(ask: Any) -> None:
    reply, seen = ask("N01", "morning" + ENTER + "9-9" + ENTER + "9-25" + ENTER + "9-18" + ENTER)
    assert reply.answer == Answer(value=dict.fromkeys(FIVE, OFFICE))
    assert "morning is not a window of time; write 09:00-18:00" in seen
    assert "9-9 opens and closes at the same time" in seen
    assert "9-25 is not a time of day" in seen


def test_days_that_differ_are_asked_one_by_one(ask: Any) -> None:
    reply, seen = ask("N01", "d" + ENTER + "9-18" + ENTER + "none" + ENTER + ENTER + "?" + ENTER + "9-12" + ENTER)
    assert reply.answer == Answer(value={"mon": OFFICE, "tue": (), "fri": (Window(540, 720),)}), (
        "a day left empty is not named"
    )
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        assert day in seen


def test_going_back_among_the_days_leads_to_the_day_before(ask: Any) -> None:
    reply, _ = ask(
        "N01", "d" + ENTER + "9-17" + ENTER + BACK + DELETE_LINE + "9-18" + ENTER + ENTER + ENTER + ENTER + ENTER
    )
    assert reply.answer == Answer(value={"mon": OFFICE})


def test_weekends_and_holidays_are_asked_day_by_day(ask: Any) -> None:
    reply, seen = ask("N02", "10:00-10:10" + ENTER + "none" + ENTER + ENTER)
    assert reply.answer == Answer(value={"sat": (Window(600, 610),), "sun": ()})
    assert "Saturday" in seen


def test_a_week_of_seven_days_asks_the_weekend_after_the_five_days(ask: Any) -> None:
    reply, _ = ask("N16", "9-18" + ENTER + "none" + ENTER + "none" + ENTER)
    assert reply.answer == Answer(value={**dict.fromkeys(FIVE, OFFICE), "sat": (), "sun": ()})


def test_none_can_mean_the_whole_week_where_the_pack_says_so(ask: Any) -> None:
    reply, seen = ask("N18", "none" + ENTER)
    assert reply.answer == Answer(value="none")
    assert "No hours are promised in public" in seen


def test_hours_that_are_there_stand_in_the_line(ask: Any) -> None:
    same = Answer(value=dict.fromkeys(FIVE, OFFICE))
    assert ask("N01", ENTER, same)[0].answer == same
    differing = Answer(value={"mon": OFFICE, "tue": ()})
    assert ask("N01", ENTER * 6, differing)[0].answer == differing


def test_parts_are_asked_one_after_the_other_and_each_may_stay_empty(ask: Any) -> None:
    assert ask("N11", "2" + ENTER + "1.5" + ENTER)[0].answer == Answer(
        value={"people": Fraction(2), "hours": Fraction(3, 2)}
    )
    assert ask("N07", "60" + ENTER + ENTER)[0].answer == Answer(value={"plain": Fraction(60)})
    assert ask("N07", "?" + ENTER + "5" + ENTER)[0].answer == Answer(value={"prepared": Fraction(5)})


def test_a_wrong_part_is_explained_and_only_that_part_asked_again(ask: Any) -> None:
    reply, seen = ask("N11", "2" + ENTER + "25" + ENTER + "4" + ENTER)
    assert reply.answer == Answer(value={"people": Fraction(2), "hours": Fraction(4)})
    assert "25 is out of range; it goes from 0 to 24" in seen


def test_going_back_among_parts_leads_to_the_part_before(ask: Any) -> None:
    reply, _ = ask("N11", "2" + ENTER + BACK + DELETE_LINE + "3" + ENTER + "4" + ENTER)
    assert reply.answer == Answer(value={"people": Fraction(3), "hours": Fraction(4)})


def test_approvals_are_counted_then_asked_one_by_one(ask: Any) -> None:
    reply, seen = ask("N09", "2" + ENTER + "120" + ENTER + "2" + ENTER + "30" + ENTER + "1" + ENTER)
    assert reply.answer == Answer(value=(Layer(120, False), Layer(30, True)))
    assert "Approval 2 of 2" in seen


def test_no_approval_is_zero_or_none(ask: Any) -> None:
    assert ask("N09", "0" + ENTER)[0].answer == Answer(value=())
    assert ask("N09", "없음" + ENTER)[0].answer == Answer(value=())


def test_minutes_of_an_approval_may_be_unknown_and_not_knowing_whether_it_can_be_reached_counts_as_no(ask: Any) -> None:
    assert ask("N09", "1" + ENTER + "?" + ENTER + "?" + ENTER)[0].answer == Answer(value=(Layer(None, False),))


def test_wrong_numbers_of_approvals_and_minutes_are_explained(ask: Any) -> None:
    reply, seen = ask("N09", "12" + ENTER + "1" + ENTER + "soon" + ENTER + "5" + ENTER + "1" + ENTER)
    assert reply.answer == Answer(value=(Layer(5, True),))
    assert "12 is out of range; it goes from 0 to 9" in seen
    assert "soon is not a number" in seen


def test_going_back_among_approvals_leads_to_the_one_before_and_then_to_how_many(ask: Any) -> None:
    keys = "2" + ENTER + "9" + ENTER + "1" + ENTER + BACK + BACK + DELETE_LINE + "1" + ENTER
    reply, _ = ask("N09", keys + ENTER + ENTER)
    assert reply.answer == Answer(value=(Layer(9, True),))


def test_times_of_a_case_come_in_order(ask: Any) -> None:
    keys = (
        "2026-03-07 21:00"
        + ENTER
        + ENTER
        + "2026-03-07 20:00"
        + ENTER
        + "yesterday"
        + ENTER
        + "2026-03-07 22:00"
        + ENTER
        + ENTER
    )
    reply, seen = ask("N15", keys)
    assert reply.answer == Answer(
        value={"posted": datetime.datetime(2026, 3, 7, 21), "decided": datetime.datetime(2026, 3, 7, 22)}
    )
    assert "is before the time above it" in seen
    assert "yesterday is not a date with a time" in seen


def test_a_date_is_typed(ask: Any) -> None:
    reply, seen = ask("N20", "2026-13-01" + ENTER + "2026-11-02" + ENTER)
    assert reply.answer == Answer(value=datetime.date(2026, 11, 2))
    assert "2026-13-01 is not a date" in seen


def test_every_input_shows_where_to_look_and_an_example(ask: Any, pack: Pack) -> None:
    for identity in ("X2", "N04", "N15"):
        _, seen = ask(identity, LEAVE)
        assert "Where to look: " in seen
        assert "How to write it: " in seen


# Pages between


@pytest.fixture
def monitoring(pack: Pack) -> SectionPage:
    answers = {"M01": Answer(level=1), "M02": Answer(unknown=True), "M07": Answer(not_applicable="none")}
    pillar = pack.head.pillars[1]
    return SectionPage(pillar.title, pillar.why, section_state(Stand(pack, {}, answers), "monitoring"))


def test_before_a_pillar_its_why(at_keyboard: Any, monitoring: SectionPage) -> None:
    with at_keyboard() as keyboard:
        keyboard.type(ENTER)
        assert keyboard.asker("en").begin(monitoring) is Move.NEXT
        assert monitoring.why is not None
        assert squeezed(monitoring.why["en"]) in squeezed(keyboard.seen)


def test_how_a_level_is_chosen_stands_before_a_pillar_and_behind_the_key_of_help(
    pack: Pack, at_keyboard: Any, monitoring: SectionPage
) -> None:
    rule = squeezed("choose the first of which every part is true today")
    with at_keyboard() as keyboard:
        keyboard.type(ENTER)
        keyboard.asker("en").begin(monitoring)
        assert rule in squeezed(keyboard.seen)
    with at_keyboard(80, 24) as keyboard:
        keyboard.type("h" + ENTER * 2 + LEAVE)
        keyboard.asker("en").ask(page(pack, "M02"))
        first, *later = (squeezed(screen) for screen in keyboard.screens.shown)
    assert rule not in first
    assert any(rule in screen for screen in later)


def test_after_a_pillar_four_lines_of_state_and_what_is_unknown_and_no_score(
    at_keyboard: Any, monitoring: SectionPage, pack: Pack
) -> None:
    with at_keyboard(rows=40) as keyboard:
        keyboard.type(ENTER)
        assert keyboard.asker("en").end(monitoring) is Move.NEXT
        seen = keyboard.screens.last
    lines = [" ".join(line.split()) for line in seen.splitlines()]
    for line in ("answered 1", "don't know 1", "not applicable 1"):
        assert line in lines
    assert f"M02 {pack.by_id['M02'].title['en']}" in lines
    assert "What needs attention first" in seen
    assert "%" not in seen


@pytest.mark.parametrize(("key", "move"), [("q", Move.LEAVE), (LEAVE, Move.LEAVE), (BACK, Move.BACK)])
def test_the_pages_between_can_be_left(at_keyboard: Any, monitoring: SectionPage, key: str, move: Move) -> None:
    for name in ("begin", "end"):
        with at_keyboard() as keyboard:
            keyboard.type(key)
            assert getattr(keyboard.asker("en"), name)(monitoring) is move


def entries(pack: Pack, **answers: Answer) -> Sequence[Entry]:
    stand = Stand(pack, {"X4": "plan"}, answers)
    return [
        Entry(item, stand.answer(item), stand.state(item), section_title(pack, section_of(item)))
        for item in stand.items
    ]


def test_the_list_at_the_end_shows_every_answer_and_finishes(at_keyboard: Any, pack: Pack) -> None:
    everything = {item.id: Answer(unknown=True) for item in order(pack)}
    with at_keyboard(columns=100, rows=120) as keyboard:
        keyboard.type(ENTER)
        shown = entries(pack, **everything | {"M02": Answer(level=3), "N12": Answer(value=Fraction(50))})
        picked = keyboard.asker("en").review([entry for entry in shown if entry.state != "open"], None)
        assert picked is Move.FINISH
        for entry in shown:
            if entry.state != "open":
                assert f"{entry.item.id}  {ascii_marks(entry.item.title['en'])}" in keyboard.seen
        assert f"M02  {pack.by_id['M02'].title['en']}: level 3" in keyboard.seen
        assert "50 messages" in keyboard.seen


def test_with_open_questions_the_list_first_offers_to_go_on(at_keyboard: Any, pack: Pack) -> None:
    for keys, expected in ((ENTER, Move.OPEN), ("1" + ENTER, Move.FINISH), ("q", Move.LEAVE)):
        with at_keyboard() as keyboard:
            keyboard.type(keys)
            assert keyboard.asker("en").review(entries(pack), None) is expected


def test_an_answer_is_picked_from_the_list_and_the_list_comes_back_to_it(at_keyboard: Any, pack: Pack) -> None:
    with at_keyboard() as keyboard:
        keyboard.type("2" + DOWN + DOWN + ENTER)
        assert keyboard.asker("en").review(entries(pack), None) is pack.profile[1]
    with at_keyboard() as keyboard:
        keyboard.type(UP + ENTER)
        assert keyboard.asker("en").review(entries(pack), pack.by_id["M02"]) is pack.by_id["M01"]
        assert "> M02  " in keyboard.seen


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_what_the_list_is_and_its_keys_stay_in_view_however_far_it_scrolls(
    at_keyboard: Any, pack: Pack, columns: int, rows: int
) -> None:
    last = pack.by_id["E17"]
    with at_keyboard(columns=columns, rows=rows) as keyboard:
        keyboard.type(ENTER)
        assert keyboard.asker("en").review(entries(pack), last) is last
        screen = next(shown for shown in keyboard.screens.shown if "> E17  " in shown)
    assert "Choose one to change it." in screen
    assert "1 finish" in screen
    assert "2 open questions" in screen


def test_what_was_not_saved_is_said_above_the_question_that_comes_again(at_keyboard: Any, pack: Pack) -> None:
    with at_keyboard() as keyboard:
        asker = keyboard.asker("en")
        asker.problem(NotSaved(say("this answer was not saved"), say("make room")))
        keyboard.type("q")
        asker.ask(page(pack, "M02", Answer(level=3)))
        assert "! this answer was not saved" in keyboard.seen
        assert "! make room" in keyboard.seen
        assert " > 3 " in keyboard.seen


def test_leaving_prints_the_command_that_goes_on_in_one_piece(
    at_keyboard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    with at_keyboard(columns=120) as keyboard:
        keyboard.asker("en").goodbye("listenfirst ask haneul")
        assert "All answers are saved." in keyboard.screens.last
        assert "    listenfirst ask haneul\n" in keyboard.screens.last
        keyboard.asker("ko").goodbye("listenfirst ask haneul")
        assert "    listenfirst ask haneul --lang ko\n" in keyboard.screens.last


# Layout


def squeezed(text: str) -> str:
    return "".join(ascii_marks(text).split())


@pytest.fixture
def level_screens(pack: Pack, at_keyboard: Any) -> Callable[..., Iterator[tuple[Question, Mode, str]]]:
    """Show every question that asks for a level, and give what was on the screen."""

    def show(columns: int, rows: int, language: str) -> Iterator[tuple[Question, Mode, str]]:
        modes: tuple[Mode, Mode] = ("run", "plan")
        with at_keyboard(columns, rows) as keyboard:
            asker = keyboard.asker(language)
            for question in pack.questions:
                for mode in modes if question.plan else modes[:1]:
                    if not question.computed and not question.opening:
                        keyboard.press("q")
                        asker.ask(page(pack, question.id, mode=mode))
                        yield question, mode, keyboard.screens.last

    return show


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_list_has_its_place_its_question_and_its_keys_on_one_screen_and_nothing_twice(
    level_screens: Any, columns: int, rows: int, language: str
) -> None:
    for question, mode, screen in level_screens(columns, rows, language):
        lines = screen.splitlines()
        on_screen = squeezed(screen)
        said = question.words(mode)
        assert on_screen.count(squeezed(f"{question.id}{said.ask[language]}")) == 1, question.id
        assert "%" in screen.split("---")[0], "where one is stands at the top"
        assert "Shift+Tab" in screen, "the keys are seen"
        assert all(cells(line) < columns for line in lines), question.id
        below = " v -" in screen
        assert columns == 40 or not below, "on 80 columns every level is there at once"
        for level, text in enumerate(said.levels):
            assert below or squeezed(f"{level}{text[language]}") in on_screen, (question.id, level)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("identity", ["M02", "T09", "E12", "L10"])
def test_a_level_that_is_pointed_at_is_on_a_narrow_screen_in_full_and_so_is_its_question(
    pack: Pack, at_keyboard: Any, identity: str, language: str
) -> None:
    question = pack.by_id[identity]
    assert isinstance(question, Question)
    said = question.words("run")
    for level, text in enumerate(said.levels):
        with at_keyboard(40, 24) as keyboard:
            keyboard.type("q")
            answer = Answer(level=level, note="what we said about it\n" * 9)
            keyboard.asker(language).ask(page(pack, identity, answer))
            screen = squeezed(keyboard.screens.last)
        assert squeezed(f">{level}{text[language]}") in screen
        assert squeezed(f"{identity}{said.ask[language]}") in screen
        assert "%" in screen


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("identity", "columns"), [("X1", 80), ("X1", 40), ("M02", 80), ("N01", 40), ("N09", 40)])
def test_help_that_has_no_room_is_one_key_away(
    pack: Pack, at_keyboard: Any, identity: str, columns: int, language: str
) -> None:
    item = pack.by_id[identity]
    typed = not isinstance(item, Question) and item.kind != "choice"
    with at_keyboard(columns, 24) as keyboard:
        keyboard.type("h" + (ENTER if typed else "") + ENTER * 2 + LEAVE)
        keyboard.asker(language).ask(page(pack, identity, mode="plan"))
        shown = [squeezed(screen) for screen in keyboard.screens.shown]
    assert any(squeezed(item.why[language]) in screen for screen in shown)


def test_after_the_help_the_pointer_is_where_it_was(pack: Pack, at_keyboard: Any) -> None:
    with at_keyboard(40, 24) as keyboard:
        keyboard.type("2h" + ENTER * 3)
        assert keyboard.asker("en").ask(page(pack, "M02")).answer == Answer(level=2)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("columns", "rows"), [(40, 70), (80, 40), (120, 40)])
def test_every_input_is_on_the_screen_in_full(
    pack: Pack, at_keyboard: Any, columns: int, rows: int, language: str
) -> None:
    with at_keyboard(columns, rows) as keyboard:
        asker = keyboard.asker(language)
        for item in (*pack.profile, *pack.numbers):
            keyboard.press(LEAVE)
            asker.ask(page(pack, item.id))
            screen = keyboard.screens.last
            lines = screen.splitlines()
            for text in (item.ask, item.why, item.find, item.example, *item.words.values()):
                for word in text[language].split():
                    assert any(word in line for line in lines), (item.id, word)
            # What a drill exercised is asked for each one, on a page of its own.
            for choice in item.choices if item.kind == "choice" else ():
                assert squeezed(choice.title[language]) in squeezed(screen)
            assert all(cells(line) < columns for line in lines), item.id


def test_marks_that_some_korean_terminals_draw_two_cells_wide_are_not_in_what_is_redrawn(
    pack: Pack, at_keyboard: Any
) -> None:
    question = next(
        question
        for question in pack.questions
        if any("·" in text["ko"] or "‘" in text["ko"] for text in question.words("run").levels)
        and not question.computed
    )
    with at_keyboard(80, 30) as keyboard:
        keyboard.type(DOWN + "q")
        keyboard.asker("ko").ask(page(pack, question.id))
        screen = keyboard.screens.last
    levels = screen[screen.index("> ") :]
    assert not set("·‘’“”…–") & set(levels)


def test_a_window_made_narrower_cuts_nothing(pack: Pack, at_keyboard: Any) -> None:
    option = Option("3", pack.by_id["M02"].levels[4].text["ko"])  # type: ignore[union-attr] # a question
    for width in (39, 60, 79):
        lines = titled(option, width)
        assert all(cells(line) <= width for line in lines)
        assert squeezed("".join(lines)) == squeezed(f"3{option.text}")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 24)])
def test_after_many_mistakes_the_question_is_still_on_the_screen(
    pack: Pack, at_keyboard: Any, columns: int, rows: int
) -> None:
    with at_keyboard(columns, rows) as keyboard:
        keyboard.press(("morning" + ENTER) * 9 + LEAVE)
        keyboard.asker("ko").ask(page(pack, "N01"))
        assert squeezed(pack.by_id["N01"].ask["ko"]) in squeezed(keyboard.screens.last)
