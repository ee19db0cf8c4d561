"""The fixed words that a Word template can name, each as `label.<name>`."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from audit.report.exports.word_text import written
from audit.report.reader import Reader


def labels(reader: Reader) -> Mapping[str, Markup]:
    """Return the words by name. What is here stays: consultants' templates rest on it.

    Args:
        reader: The language.
    """
    words = {
        "about_due": reader.say(
            "The date is our arithmetic: working days from the audit on, the actions of one owner one after the other."
        ),
        "about_agreement": reader.say(
            "Agreement = 1 − sum of (highest − lowest level) ÷ (4 × questions with two or more voices). Not known counts as level 0, as everywhere."
        ),
        "about_causes": reader.say(
            "Causes are taken one after the other, in a fixed order; together they are exactly the difference."
        ),
        "about_firm": reader.say("How firm the verdict is"),
        "about_levers": reader.say(
            "Each row is the same clock run again with one change, or two. The one with the quickest first statement comes first."
        ),
        "about_effort": reader.say(
            "The actions that bring most for a day of work. What the verdict waits for comes first in the plan, whatever it brings."
        ),
        "about_figures": reader.say(
            "Gates, floors, the chain and the plan read what is shown. What does not apply leaves the sum and its maximum; what is unknown stays in both and counts 0."
        ),
        "about_load": reader.say(
            "Up to 0.85 is comfortable, up to 1 is full, above 1 the backlog grows every day (the mark of 0.85 is ours)."
        ),
        "about_order": reader.say(
            "The order: what the verdict waits for, then the first weak link of the chain, then what gains most per day. Days are person-days and our estimate."
        ),
        "about_points": reader.say(
            "A pillar is the sum of weight × level over the sum of weight × 4, of the questions that apply and are assessed. The total is the plain mean of the assessed pillars. Gate questions weigh 2, all others 1; the weights are ours."
        ),
        "about_reading": reader.say(
            "Read whole: we read all of it. Read in excerpt: we read a part, and what is quoted stands in it. Second-hand: we read somebody who quotes it. Our arithmetic: we worked it out."
        ),
        "about_seeds": reader.say(
            "In 2009 and 2010 a Korean crisis consultant wrote three short essays: A on government and social media, B on why the medium is dangerous, C on a tie of fifteen years. This table says in our words what they say, and where it went."
        ),
        "about_voices": reader.say(
            "The gap between people is itself a finding. Nobody's answer is averaged away: the lowest level that can be shown counts, unless the lead decided otherwise and said why."
        ),
        "about_ways": reader.say(
            "For every rung above: the least work that reaches it, of all combinations of these actions. Days are person-days and our estimate; they hold while everything else stays as it is."
        ),
        "action": reader.say("Action"),
        "actions": reader.say("Actions"),
        "ageing": reader.say("Evidence that is too old, or will be within 90 days"),
        "agency": reader.say("The agency"),
        "agreed": reader.say("Everybody says the same on:"),
        "agreement": reader.say("How far they agree"),
        "alternative": reader.say("What the same money can do"),
        "alternative_missing": reader.say(
            "Name one service that people need and that the same money would improve: the one with the most complaints is a good beginning. Whoever prepares this report writes it into audit.yml under alternative (service, amount, complaints); then it stands here."
        ),
        "answer": reader.say("Answer"),
        "aside": reader.say("aside"),
        "assumed_by_us": reader.say("No source says the following; we chose it, and you may disagree."),
        "at_worst": reader.say("at worst"),
        "band": reader.say("Band"),
        "became": reader.say("What became of it"),
        "break_here": reader.say("breaks here"),
        "case": reader.say("Case"),
        "cases": reader.say("Cases"),
        "change": reader.say("Change"),
        "levels": reader.say("The five levels, and what counts as evidence"),
        "changes": reader.say("Every change and its cause"),
        "claimed_figure": reader.say("Claimed: the level that was answered; 0 where it is unknown or open."),
        "clock": reader.say("Response clock"),
        "clock_now": reader.say("If a problem came up now"),
        "computed_from": reader.say("Computed from these answers:"),
        "context": reader.say("context"),
        "conflicts": reader.say("Numbers that differ"),
        "contradictions": reader.say("Answers to check"),
        "counts": reader.say("counts"),
        "counts_until": reader.say("Counts until"),
        "ask_again": reader.say("Ask again:"),
        "asides": reader.say("What else was said"),
        "assumptions": reader.say("What we assumed"),
        "claimed": reader.say("Claimed"),
        "code": reader.say("Code"),
        "complaints": reader.say("Complaints about it:"),
        "contents": reader.say("Contents"),
        "decides": reader.say("What decides it"),
        "decided": reader.say("How this was decided"),
        "breaks_link": reader.say("It breaks this link of the chain:"),
        "a_day": reader.say("A day"),
        "day": reader.say("Day"),
        "digest_answers": reader.say("Digest of the answers"),
        "digest_pack": reader.say("Digest of the pack"),
        "done_when": reader.say("Done when:"),
        "due": reader.say("Due"),
        "effort": reader.say("Effort against gain"),
        "evidence": reader.say("Evidence:"),
        "figures": reader.say("Three figures for every question"),
        "first": reader.say("First"),
        "first_step": reader.say("First:"),
        "first_words": reader.say("first statement"),
        "finding_method": reader.say("A single failed gate decides; no good score elsewhere buys it back"),
        "finding_sources": reader.say("Every fact has a source, and every source says how well it was read"),
        "floors": reader.say("Floors"),
        "gate": reader.say("gate"),
        "gates": reader.say("Gates"),
        "guards": reader.say("guards"),
        "guarded_by": reader.say("Guarded by"),
        "guidance": reader.say("Guidance, research and numbers"),
        "holds": reader.say("What holds you here"),
        "happened": reader.say("Where it happened:"),
        "highest": reader.say("highest with other weights"),
        "holidays": reader.say("In the longest holidays"),
        "how_long": reader.say("How long it takes"),
        "it_began": reader.say("It began"),
        "ladder": reader.say("The ladder"),
        "letter": reader.say("A letter to whoever asked for an account"),
        "load": reader.say("Load"),
        "lowest": reader.say("lowest with other weights"),
        "made_from": reader.say("What this report was made from"),
        "means": reader.say("What it means"),
        "money": reader.say("Money:"),
        "moments": reader.say("Moments of the week"),
        "next": reader.say("What comes next"),
        "no_change": reader.say("No level changed."),
        "normal": reader.say("normal"),
        "note": reader.say("Note:"),
        "nobody_accused": reader.say(
            "Nobody is accused of anything: people see different things, and both answers may be right. Check both, and correct what does not hold."
        ),
        "not_a_score": reader.say("This is no score that points elsewhere could improve."),
        "nothing_holds": reader.say("Nothing holds you back"),
        "now": reader.say("now"),
        "number": reader.say("Number"),
        "numbers": reader.say("Numbers asked here"),
        "of_which": reader.say("of which"),
        "on_average": reader.say("on average"),
        "on_word": reader.say("On your word only; a date and a paper would prove it:"),
        "owner": reader.say("Owner"),
        "part": reader.say("Part"),
        "pillar": reader.say("Pillar"),
        "pillars": reader.say("Four pillars"),
        "plan": reader.say("Plan"),
        "possible": reader.say("Possible"),
        "points": reader.say("From levels to points"),
        "points_in_total": reader.say("Points in the total"),
        "possible_figure": reader.say("Possible: what it would be if everything unknown or open turned out best."),
        "product": reader.say("Listen First"),
        "progress": reader.say("Progress"),
        "promises": reader.say("What you can count on"),
        "question": reader.say("Question"),
        "read": reader.say("How read"),
        "real": reader.say("What really happened"),
        "real_cases": reader.say("Real cases on your week"),
        "reason": reader.say("Why it does not apply:"),
        "reason_given": reader.say("Reason given:"),
        "respondents": reader.say("Respondents"),
        "role": reader.say("Role"),
        "round": reader.say("Round"),
        "rung": reader.say("Rung"),
        "seen": reader.say("seen"),
        "share": reader.say("Agreement"),
        "seeds": reader.say("The essays behind the questions"),
        "shown": reader.say("Shown"),
        "shown_figure": reader.say(
            "Shown: the level that can be proved. Levels 3 and 4 without fresh, dated evidence count as 2."
        ),
        "source": reader.say("Source"),
        "sources": reader.say("Sources"),
        "sources_word": reader.say("sources"),
        "slipped": reader.say("What slipped back"),
        "unconfirmed": reader.say("Not confirmed yet"),
        "unconfirmed_means": reader.say(
            "These answers were carried over from the round before. Until they are confirmed they count as open, and are neither worse nor better."
        ),
        "spoken_after": reader.say("you would speak after"),
        "seen_after": reader.say("you would see it after"),
        "spreads": reader.say("Where they differ, by what it does to the verdict"),
        "state": reader.say("In this audit"),
        "step": reader.say("Step"),
        "subject": reader.say("Subject:"),
        "surge": reader.say("surge"),
        "summary": reader.say("Summary"),
        "themes": reader.say("What is being worked on"),
        "then": reader.say("Then:"),
        "then_number": reader.say("then"),
        "times": reader.say("Clock and load, then and now"),
        "then_and_now": reader.say("Pillars, then and now"),
        "too_old": reader.say("does not count: too old"),
        "this_week": reader.say("This week"),
        "to": reader.say("To:"),
        "to_do": reader.say("What to do:"),
        "until_seen": reader.say("until somebody sees it"),
        "until_words": reader.say("until your first statement"),
        "voices": reader.say("Who sees it how"),
        "way_up": reader.say("The way up"),
        "weight": reader.say("weight"),
        "what": reader.say("What"),
        "what_counts_here": reader.say("What counts"),
        "what_counts": reader.say("What would count:"),
        "who": reader.say("Who"),
        "where_it_went": reader.say("Where it went"),
        "who_answers": reader.say("Who answers:"),
        "who_says": reader.say("Who says what"),
        "why_short": reader.say("Why"),
        "how_it_stands": reader.say("How it stands"),
        "what_it_says": reader.say("What it says"),
        "within_hour": reader.say("within the hour"),
        "you_are_here": reader.say("(you are here)"),
        "worked_out": reader.say("Worked out"),
        "worked_example": reader.say("Worked out for this audit"),
        "working_weeks": reader.say("Working weeks:"),
        "worst_moment": reader.say("at the worst moment"),
        "would_be": reader.say("The verdict would be"),
        "why": reader.say("Why it matters:"),
        "work": reader.say("Work"),
    }
    return {name: written(text) for name, text in words.items()}
