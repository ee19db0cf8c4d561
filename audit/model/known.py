"""The questions and inputs that code knows by their id. All others are data; RULES keeps these for ever."""

from __future__ import annotations

STAFF, ACCOUNTS, MODE, COUNTRY = "X2", "X3", "X4", "X5"
"""How many people work there; how many accounts there are; whether they are live, without which there is no verdict (RULES 1.5); where the agency is."""
ACCESSIBILITY_LAW = "X6"
"""Whether a law on accessibility binds it."""
ALTERNATIVE = "L10"
"""What the same money could do elsewhere: the answer is told to `audit.yml` too."""
WATCH_WEEKDAYS, WATCH_WEEKEND, LOOK_EVERY, OUT_OF_HOURS, PICKUP = "N01", "N02", "N03", "N04", "N05"
CHECK, DRAFT, APPROVALS, PUBLISH = "N06", "N07", "N09", "N10"
PEOPLE, VOLUME, HANDLING, SURGE = "N11", "N12", "N13", "N14"
INCIDENT, OFFICE, TARGET, PROMISED, KEY_HOLDERS = "N15", "N16", "N17", "N18", "N19"
ALERT_TEST, VOLUME_MEASURED, DRILLS = "N20", "N21", "N22"
NIGHT_VOICE, PREPARED_LINES = "E04", "E06"
LEAD = "lead"
"""Whoever leads the audit: the name of the answers file, and a role of every pack."""
HEADS, IT, PR = frozenset({"head", LEAD}), frozenset({"it"}), frozenset({"communications", "marketing"})
"""The roles on each side of a disagreement that has a name: who leads; IT; who speaks to the public (RULES 7)."""
WISH_TO_HEAR, HOURS_PUBLISHED, PURPOSE = "L01", "L09", "X1"
LISTENING = "listening"
SAFETY_CRITICAL = "safety-critical"
"""The answer to X1 of a body whose own silence can cost lives within hours."""
DUTY_TO_WARN, HOURS_STAND = "duty_to_warn", "published_hours_stand"
"""Figures that a gate may read: a law obliges the body to warn; published hours stand (RULES 4)."""
HOURS_WATCHED, HOW_OFTEN, OUT_OF_HOURS_WATCH = "M03", "M04", "M11"
PEOPLE_AGAINST_VOLUME, FIRST_WORDS, APPROVAL_LAYERS = "T03", "E01", "E03"
"""The computed questions (RULES 2)."""

MONITORING_GATE = "GC"
"""The gate that alone needs no sermon: start listening today (RULES 4)."""
ON_WORD_GATE = "GJ"
"""The gate that stops what passes the others on the word alone (RULES 4)."""
SIGNPOST_PURPOSES = frozenset(("inform", "promote"))
"""Whoever wants no more than these needs a signpost, not an account (RULES 4)."""

FIRST_PROFILE = (MODE, PURPOSE, STAFF)
FIRST_NUMBERS = (
    WATCH_WEEKDAYS,
    WATCH_WEEKEND,
    LOOK_EVERY,
    OUT_OF_HOURS,
    PICKUP,
    APPROVALS,
    PEOPLE,
    VOLUME,
    HANDLING,
)
"""What a first verdict asks besides the questions that gates hang on: the few numbers that clock and load need."""
CLOCK_INPUTS = (WATCH_WEEKDAYS, WATCH_WEEKEND, LOOK_EVERY, OUT_OF_HOURS, CHECK, DRAFT, APPROVALS, PUBLISH)
"""Without them there is no clock."""
LOAD_INPUTS = (PEOPLE, VOLUME, HANDLING)
"""Without them there is no load."""
ALL_CLOCK_INPUTS = frozenset((*CLOCK_INPUTS, PICKUP, INCIDENT, OFFICE, TARGET))
"""What the page of the clock comes from."""
ALL_LOAD_INPUTS = frozenset((*LOAD_INPUTS, SURGE, PROMISED, VOLUME_MEASURED))
"""What the page of the load comes from."""
