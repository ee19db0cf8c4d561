"""The fixed texts of the form in the browser, by the names that its script knows. Where the terminal says it, the same."""

from __future__ import annotations

from collections.abc import Mapping

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
    "months": N_("It counts for {months} months from its date."),
    "in_the_future": N_("{date} is in the future; evidence is something that exists today"),
    "without": N_("{id}: saved as level {level}. Without evidence it counts as {counts}."),
    "without_date": N_("{id}: saved as level {level}. Its evidence has no date, so it counts as {counts}."),
    "on_word": N_("{id}: saved as level {level}, on your word only until there is dated evidence."),
    "lowest_highest": N_("{lowest} to {highest}"),
    "monday_to_friday": N_("Monday to Friday"),
    "layers_count": N_("How many approvals, one after the other? (0 to {most}; none: 0)"),
    "layer": N_("Approval {number} of {count}"),
    "layer_minutes": N_("How many minutes does it take while that person is at work?"),
    "layer_reached": N_("Can that person be reached out of hours?"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "unknown_is_no": N_("I don't know (counts as no)"),
    "count": N_("Questions here: {count}. Still open: {open}."),
    "dont_know_too": N_(
        "“I don't know” is an answer too. Every answer is saved at once; stop whenever you like and go on later."
    ),
    "your_answers": N_("Your answers"),
    "choose_to_change": N_("Choose one to change it."),
    "open_count": N_("Still open: {open}."),
    "nothing_open": N_("Nothing is open."),
    "to_open": N_("Go on with the open questions"),
    "open": N_("open"),
    "level": N_("level {level}"),
    "not_applicable": N_("not applicable: {reason}"),
    "number_unit": N_("{number} {unit}"),
    "no_approval": N_("no approval"),
    "minutes": N_("minutes"),
    "minutes_unknown": N_("minutes not known"),
    "any_hour": N_("at any hour"),
    "office_hours": N_("office hours only"),
    "nobody": N_("nobody"),
    "evidence_add": N_("Add another piece"),
    "note_said": N_("Note: {note}"),
    "evidence_said": N_("Evidence: {evidence}"),
    "words_said": N_("In your own words: {text}"),
}
"""What the terminal says too."""

TEXTS: Mapping[str, str] = {
    **AS_IN_TERMINAL,
    "for": N_("For: {role}"),
    "stays_here": N_(
        "Your answers stay on this machine, in this browser, until you save the answers file and send it back yourself. Nothing is sent from here."
    ),
    "not_kept": N_(
        "This browser keeps nothing, or has no room left. Save the answers file before you close this page, or open the form in another browser."
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
    "evidence_where": N_("Where is it? A folder, a file, a cupboard."),
    "evidence_date": N_("Of which day is it? For example 2026-10-02"),
    "evidence_remove": N_("Remove piece {number}"),
    "evidence_piece": N_("Piece {number}"),
    "note": N_("Note"),
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
