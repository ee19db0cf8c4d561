"""The fixed texts of the form in the browser, by the names that its script knows. Where the terminal says it, the same."""

from __future__ import annotations

from collections.abc import Mapping

from audit.interview.choosing import HOW_TO_CHOOSE
from audit.interview.flow import ALTERNATIVE_NOTE
from audit.model.reading.samples import NOT_A_SAMPLE
from audit.model.values import N_

AS_IN_TERMINAL: Mapping[str, str] = {
    "place": N_("{section} | {number} of {count} | {percent}% in all"),
    "saved": N_("saved {time}"),
    "why": N_("Why we ask: {why}"),
    "find": N_("Where to look: {find}"),
    "example": N_("How to write it: {example}"),
    "unknown": N_("I don't know"),
    "na": N_("Not applicable"),
    "later": N_("Leave it open for now"),
    "why_not": N_("Why does it not apply to you? One sentence."),
    "show": N_("What can be shown: {show}"),
    "life": N_("It counts with what, where and date, for {span} from its date."),
    "gate": N_("At this question the verdict stays at a trial until somebody else has seen it."),
    "check_how": N_("Has somebody else seen it, or tested what it says?"),
    "not_yet": N_("Not yet"),
    "seen": N_("Seen: somebody else has looked at it"),
    "tested": N_("Tested: somebody else has tried out what it says"),
    "check_in_the_future": N_("{date} is in the future; say when somebody has looked already"),
    "check_before": N_("{date} is before the day of the evidence itself, {day}"),
    "unseen": N_(
        "{id}: saved as level {level}. Until somebody else has seen its evidence, the verdict stays at a trial."
    ),
    "seen_by": N_("seen by {who}, {date}"),
    "tested_by": N_("tested by {who}, {date}"),
    "sample": N_("Was only a part of it looked at? How many of how many, such as 12 of 40."),
    "sample_said": N_("{looked} of {of} looked at"),
    "in_the_future": N_("{date} is in the future; evidence is something that exists today"),
    "without": N_("{id}: saved as level {level}. Without evidence it counts as {counts}."),
    "incomplete": N_(
        "{id}: saved as level {level}. Its evidence does not say what, where and of which day, so it counts as {counts}."
    ),
    "on_word": N_("{id}: saved as level {level}, on your word only until there is evidence with what, where and date."),
    "lowest_highest": N_("{lowest} to {highest}"),
    "monday_to_friday": N_("Monday to Friday"),
    "layers_count": N_("How many approvals, one after the other? (0 to {most}; none: 0)"),
    "layers_in_line": N_("Or all in one line, as in the example."),
    "layer": N_("Approval {number} of {count}"),
    "layer_minutes": N_("How many minutes does it take while that person is at work?"),
    "layer_reached": N_("Can that person be reached out of hours?"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "unknown_is_no": N_("I don't know (counts as no)"),
    "count": N_("Questions here: {count}. Still open: {open}."),
    "your_answers": N_("Your answers"),
    "choose_to_change": N_("Choose one to change it."),
    "open_count": N_("Still open: {open}."),
    "nothing_open": N_("Nothing is open."),
    "to_open": N_("Go on with the open questions"),
    "open": N_("open"),
    "level": N_("level {level}"),
    "not_applicable": N_("not applicable: {reason}"),
    "number_unit": N_("{number} {unit}"),
    "full_date": N_("{day} {month} {year}"),
    "name_code": N_("{name} ({code})"),
    "understood": N_("= {meant}"),
    "yes_as_it_stands": N_("Yes, as it stands"),
    "no_correct": N_("No, let me correct it"),
    "no_instead": N_("No, {hours}"),
    "no_approval": N_("no approval"),
    "minutes": N_("minutes"),
    "minutes_unknown": N_("minutes not known"),
    "any_hour": N_("at any hour"),
    "office_hours": N_("office hours only"),
    "nobody": N_("nobody"),
    "answered": N_("answered"),
    "dont_know": N_("don't know"),
    "not_applicable_here": N_("not applicable"),
    "where_you_stand": N_("{section}: where you stand"),
    "still_unknown": N_("Still unknown:"),
    "still_open": N_("Still open:"),
    "nothing_known": N_("Nothing is known here yet."),
    "first": N_("What needs attention first, by your answers: {title}"),
    "more_unknown": N_("More is unknown here than known; finding out comes first."),
    "sound_on_word": N_("This looks sound, but {count} of the answers rest on your word until there is evidence."),
    "sound": N_("By these answers nothing here stands in the way."),
    "evidence_add": N_("Add another piece"),
    "drill_said": N_("{date}, {announced}: {exercised}"),
    "announced": N_("announced"),
    "not_announced": N_("not announced"),
    "no_drill": N_("no drill"),
    "drill_of": N_("Drill of {drill}"),
    "drills_offered": N_("From the register of drills:"),
    "drill_announced": N_("Did the people who took part know of it before?"),
    "drill_yes": N_("Yes, it was announced"),
    "drill_exercised": N_("What was exercised? Choose all."),
    "drill_in_the_future": N_("{date} is in the future; the register holds drills that were held"),
    "drill_add": N_("Add another drill"),
    "so_far": N_("Your answer so far: {answer}"),
    "note_said": N_("Note: {note}"),
    "evidence_said": N_("Evidence: {evidence}"),
    "words_said": N_("In your own words: {text}"),
}
"""What the terminal says too."""

TEXTS: Mapping[str, str] = {
    **AS_IN_TERMINAL,
    "for": N_("For: {role}"),
    "by": N_("Please send it back by {date}."),
    "asks": N_(
        "It is being decided whether to open social-media accounts, or to keep those that there are. What you answer is what the decision rests on."
    ),
    "choosing": N_("How to choose a level"),
    "how_to_choose": HOW_TO_CHOOSE,
    "dont_know_too": N_("“I don't know” is an answer too."),
    "kept_here": N_(
        "Every answer is saved at once, in this browser. Stop whenever you like and go on later, in the same browser; only a private window forgets when it is closed."
    ),
    "send_back": N_(
        "When you are done, save the answers file on the last page and send it to whoever gave you this form. Nothing is sent from here."
    ),
    "stays_here": N_(
        "Your answers stay on this machine, in this browser, until you save the answers file and send it back yourself. Nothing is sent from here."
    ),
    "nothing_sent": N_("Save the answers file and send it back yourself. Nothing is sent from here."),
    "not_kept": N_("This browser keeps nothing, or is full. Save the answers file before leaving."),
    "not_kept_so": N_(
        "What you answer is lost when this page is closed or loaded again. Answer in one go and save the answers file at the end, or open this form in another browser and not in a private window."
    ),
    "begin": N_("Begin"),
    "go_on": N_("Go on where you stopped"),
    "back": N_("Back"),
    "next": N_("Next"),
    "all_answers": N_("All answers"),
    "no_reason": N_("Without a reason it cannot be left out. Write one sentence, or choose another answer."),
    "what_missing": N_("Say what it is; without that it is not kept."),
    "evidence": N_("Evidence"),
    "evidence_what": N_("What have you got?"),
    "evidence_where": N_("Where is it? A folder, a file, a cupboard. Without it, it does not count."),
    "evidence_date": N_("Of which day is it? For example 2026-10-02. Without a date it does not count."),
    "evidence_all": N_(
        "Everything that was given as evidence. Say here who else has looked at it; not the one who answers."
    ),
    "no_evidence": N_("No evidence has been given yet."),
    "check_by": N_("Who has?"),
    "check_on": N_("On which day was that?"),
    "not_sample": NOT_A_SAMPLE,
    "check_missing": N_("Say who, and on which day; until then it counts as not seen."),
    "first_title": N_("First verdict"),
    "first_lead": N_(
        "These {count} questions come first. They take about ten minutes and are enough for a first verdict."
    ),
    "first_done": N_("The first part is done"),
    "first_enough": N_("This is enough for a first verdict."),
    "first_or_on": N_(
        "Save the answers file now and send it back, or go on: the other questions make the verdict firm, and nothing is asked twice."
    ),
    "drill_number": N_("Drill {number}"),
    "drill_date": N_("Of which day was it? For example 2026-10-17"),
    "drill_missing": N_("A drill needs its day, whether it was announced, and what was exercised."),
    "drill_remove": N_("Remove drill {number}"),
    "drill_none": N_("There has been no drill"),
    "law": N_("It is the law, or the order, that obliges us to warn people."),
    "evidence_remove": N_("Remove piece {number}"),
    "evidence_piece": N_("Piece {number}"),
    "note": N_("Note"),
    "alternative_note": ALTERNATIVE_NOTE,
    "note_why": N_("A note, if something should be said about this answer"),
    "own_words": N_("In your own words"),
    "answer": N_("Your answer"),
    "days_differ": N_("The days differ"),
    "may_stay_empty": N_("What you do not know may stay empty."),
    "confirm": N_("Carried over from the audit before. It is still so."),
    "confirmed_not": N_("to be confirmed"),
    "send": N_("Save and send back"),
    "your_name": N_("Your name, if several people answer as: {role}"),
    "save_file": N_("Save the answers file"),
    "file_saved": N_("Saved as {file}, usually in the folder for downloads. Send it to whoever gave you this form."),
    "mend_first": N_("These lines cannot be read and are not in the file until they are mended:"),
    "print": N_("Print"),
    "start_anew": N_("Delete all answers on this machine"),
    "start_anew_sure": N_("Really delete them? This cannot be undone."),
    "delete": N_("Delete"),
    "keep": N_("Keep them"),
    "deleted": N_("All answers on this machine are deleted."),
    "changed_elsewhere": N_("The answers were changed in another window; this is how they stand now."),
}
