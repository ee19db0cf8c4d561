"""The fixed texts of the app's page, by the names that its scripts know, and the files that the page is made of."""

from __future__ import annotations

from collections.abc import Mapping

from audit.errors import Translate
from audit.interview.form_texts import AS_IN_TERMINAL, TEXTS
from audit.model.values import N_

SCRIPTS = (
    "base.js",
    "store.js",
    "windows.js",
    "calls.js",
    "audits.js",
    "answers.js",
    "fields.js",
    "values.js",
    "evidence.js",
    "question.js",
    "parts.js",
    "pages.js",
    "home.js",
    "report.js",
    "app.js",
)
"""The page's own scripts in `site_template/app`, in the order in which they are joined; `engine.js` stands before them."""
STYLES = (
    "assets/css/00-tokens.css",
    "assets/css/20-bands.css",
    "assets/css/24-bars.css",
    "assets/css/60-chart-week.css",
    "app/app.css",
)
"""The page's styles in `site_template`, in the order in which they are joined."""

FROM_FORM = (
    "choosing",
    "how_to_choose",
    "go_on",
    "back",
    "next",
    "all_answers",
    "evidence",
    "evidence_what",
    "evidence_where",
    "evidence_date",
    "evidence_all",
    "no_evidence",
    "check_by",
    "check_on",
    "check_missing",
    "first_title",
    "first_lead",
    "first_done",
    "first_enough",
    "drill_number",
    "drill_date",
    "drill_remove",
    "drill_none",
    "law",
    "evidence_remove",
    "evidence_piece",
    "note",
    "alternative_note",
    "note_why",
    "own_words",
    "answer",
    "days_differ",
    "may_stay_empty",
    "confirm",
    "confirmed_not",
    "delete",
    "keep",
)
"""What the small form says in the same words."""

PAGE_TEXTS: Mapping[str, str] = {
    "name": N_("Listen First"),
    # The first page.
    "home_title": N_("Are we ready for social media?"),
    "home_lead": N_(
        "Listen First asks whether your agency is ready to open social-media accounts, or to keep them. A first verdict takes about ten minutes, the whole audit about an hour."
    ),
    "home_eye": N_("An audit in one file"),
    "home_new": N_("Begin a new audit"),
    "home_open": N_("Open a file"),
    "home_open_hint": N_("An audit saved as a zip, or answers that somebody sent back from the form."),
    "home_audits": N_("Audits on this machine"),
    "home_go_on": N_("Go on"),
    "home_changed": N_("changed {time}"),
    "home_answered": N_("{percent}% answered"),
    "home_erase_one": N_("Delete"),
    "home_erase_one_named": N_("Delete the audit of {name}"),
    "home_erase_one_sure": N_(
        "Really delete the audit of {name} from this machine? What was not saved as a file is gone then."
    ),
    "stays_title": N_("Nothing leaves this machine"),
    "stays_nothing_sent": N_(
        "This page sends nothing and fetches nothing; it works without a network. Verdict and report are computed here, in this file."
    ),
    "stays_kept": N_(
        "Every answer is kept at once in this browser, on this machine (in its store IndexedDB). Whoever uses the same browser with the same account can see it. A private window forgets it when it is closed."
    ),
    "stays_shared": N_(
        "Browsers may share what files of one folder store: another page opened from the same folder could then read it. Open only files that you trust from that folder."
    ),
    "stays_not_kept": N_(
        "This browser keeps nothing for this file. You can work nevertheless: before you close the page, save everything as a zip file, and open that file again next time."
    ),
    "erase_all": N_("Erase everything on this machine"),
    "erase_all_sure": N_(
        "Really erase all audits that this browser keeps? What was not saved as a file is gone then. This cannot be undone."
    ),
    "erase_yes": N_("Erase everything"),
    "erased": N_("Everything that this page had kept on this machine is erased."),
    "erased_one": N_("The audit of {name} is deleted from this machine."),
    "prepared": N_("Prepared for {name}"),
    "prepared_begin": N_("Begin with this audit"),
    # A new audit.
    "new_eye": N_("New audit"),
    "new_name": N_("What is the name of the agency?"),
    "new_name_hint": N_("As it stands on a letter. It can be changed later."),
    "new_name_missing": N_("Type the name first."),
    "new_kind": N_("What kind of body is it?"),
    "new_languages": N_("In which language shall the report be?"),
    "new_begin": N_("Begin the questions"),
    "kind_public": N_("A public body"),
    "kind_company": N_("A company"),
    "kind_association": N_("An association"),
    "kind_school": N_("A school"),
    # What stands around every page.
    "menu": N_("Parts of the audit"),
    "menu_questions": N_("Questions"),
    "menu_report": N_("Report"),
    "menu_what_if": N_("What if"),
    "menu_files": N_("Save and open"),
    "menu_audits": N_("All audits"),
    "contents": N_("All parts"),
    "kept_at": N_("kept on this machine {time}"),
    "keeping": N_("keeping …"),
    "not_kept_blocked": N_("not kept: this browser keeps nothing. Save a file before you leave."),
    "not_kept_full": N_(
        "not kept: the store of this browser is full. What was kept before is still there. Save a file, or delete another audit."
    ),
    "not_kept_newer": N_(
        "not kept: a newer version of this page has kept something here that this one cannot read. Use the newer file."
    ),
    "engine_loading": N_("The verdict is being made ready; you can already answer."),
    "engine_again": N_(
        "The part that computes was stopped, perhaps because memory ran short. It starts again; your answers are all kept."
    ),
    "engine_failed": N_(
        "The part that computes does not start here. Your answers are kept all the same. Close other windows and load this page again, or open the file on another machine."
    ),
    "plain_instead": N_("Answer in the plain form instead"),
    "engine_slow": N_("This takes longer than usual."),
    "engine_restart": N_("Start the computing part again"),
    "engine_low": N_(
        "This device has little memory. Answering works; the whole report may take a while or need a larger machine."
    ),
    "plain_form": N_(
        "This browser is too old to compute the verdict. Here are the same questions as a plain form: answer them, save the answers file at the end, and open it later with this page in a current browser."
    ),
    "problem": N_("That did not work"),
    "problem_remedy": N_("What to do: {remedy}"),
    "close_message": N_("Close this message"),
    # The verdict so far.
    "so_far": N_("Verdict so far"),
    "so_far_line": N_("So far: {title}"),
    "range_short": N_("at best: {high}"),
    "waits_short": N_("waiting for {count} answers"),
    "waits": N_("What it waits for"),
    "waits_none": N_("It waits for nothing."),
    "verdict_none": N_("No verdict yet"),
    "verdict_why": N_("Why"),
    "verdict_step": N_("The first step"),
    "verdict_through": N_("How long it stands"),
    "verdict_computing": N_("computing …"),
    "verdict_later": N_("As soon as the computing part is ready, the verdict stands here."),
    "back_to_questions": N_("Back to the questions"),
    # Behind the first part.
    "first_stop": N_("Stop here: see the short report"),
    "first_on": N_("Go on: make the verdict firm"),
    "first_on_hint": N_(
        "The other questions take about an hour; nothing is asked twice, and you can stop at any time."
    ),
    "to_report": N_("See the report"),
    "unread_first": N_("These lines cannot be read yet. They are kept as you typed them, but do not count:"),
    "evidence_later": N_("Evidence: now, or later"),
    "prove_title": N_("What can be shown"),
    "prove_lead": N_(
        "These answers of the first part rest on your word so far. Choose one to say what there is to show; what has none can wait."
    ),
    "evidence_lacks": N_("Evidence is still missing for:"),
    "alternative": N_("What else the same money could do"),
    # Windows.
    "other_window": N_(
        "This audit is open in another window. Here you can read it; answers are taken only in one window."
    ),
    "take_over": N_("Work in this window"),
    "taken_over": N_("Another window has taken this audit over. Here you can only read it now."),
    "erased_elsewhere": N_("This audit was deleted in another window."),
    # Report.
    "report_title": N_("The report of {name}"),
    "report_making": N_("The report is being made …"),
    "report_language": N_("Language of the report"),
    "report_frame": N_("The report"),
    "report_part": N_("Part of the report"),
    "report_whole": N_("Summary"),
    "report_clock": N_("Response clock"),
    "report_way_up": N_("Way up"),
    "report_plan": N_("Plan"),
    "report_save": N_("Save as one HTML file"),
    "report_print": N_("Print, or save as PDF"),
    "report_csv": N_("Plan as CSV"),
    "report_ics": N_("Dates as ICS"),
    "report_xlsx": N_("Tables as XLSX"),
    "report_zip": N_("Everything as zip"),
    "report_more": N_("Other files"),
    "saved_file": N_("Saved as {file}, usually in the folder for downloads."),
    "finish_draft": N_("This is a draft"),
    "finish_why": N_(
        "When everybody has answered, finish the round: the report then carries today's date. A later answer makes it a draft again."
    ),
    "finish": N_("Finish the round"),
    # What if.
    "what_if_title": N_("What if we changed something?"),
    "what_if_lead": N_(
        "Switch something on and see what becomes of the week, the verdict and the days. Nothing of it is written into your answers."
    ),
    "what_if_levers": N_("Levers of the clock"),
    "what_if_answers": N_("Single answers"),
    "what_if_as_is": N_("as it is"),
    "what_if_is": N_("What is"),
    "what_if_then": N_("What would be"),
    "what_if_same": N_("Nothing is switched on: this is how it is."),
    "what_if_back": N_("Back to what is"),
    "what_if_week": N_("The week"),
    "what_if_seen": N_("Until it is seen, on average"),
    "what_if_said": N_("Until the first words, on average"),
    "what_if_worst": N_("The longest wait"),
    "what_if_within_hour": N_("Answered within an hour"),
    "what_if_days": N_("Work up to “{title}”"),
    "what_if_reached": N_("reached"),
    "what_if_none": N_("There is nothing to switch here yet: the clock needs its numbers first."),
    # Save and open.
    "files_title": N_("Save and open"),
    "files_lead": N_(
        "The zip file holds the whole audit: it can be opened on another machine, with this page or with the program."
    ),
    "files_save": N_("Save everything as a zip file"),
    "files_open": N_("Open a zip, or a form's answers"),
    "files_answers": N_("Answers that somebody sent back"),
    "files_take": N_("Take them in"),
    "licences": N_("What this file is made of, and its licences"),
    "files_not": N_("Leave it"),
    "files_known": N_("An audit of this id is here already ({name}). Shall the file take its place?"),
    "files_replace": N_("Yes, take the file's state"),
    "files_taken": N_("The file was taken in."),
    "files_opened": N_("Opened: {name}"),
    "files_same": N_("Everything in this file is here already."),
    "files_wait": N_("The file is opened as soon as the computing part is ready …"),
    "files_unread": N_("The file {file} could not be opened."),
    "files_too_large": N_("{file} is larger than any audit; that is probably another file."),
    "files_nothing_lost": N_("Nothing that was there is changed."),
    "language_choice": N_("In which language shall we go on?"),
}
"""What only the app says."""


def page_texts(translate: Translate) -> dict[str, str]:
    """Return the page's texts in one language, by the names that its scripts know.

    Args:
        translate: Turns English message ids into that language.
    """
    shared = {**AS_IN_TERMINAL, **{name: TEXTS[name] for name in FROM_FORM}}
    return {name: translate(text) for name, text in {**shared, **PAGE_TEXTS}.items()}
