"""What a Word template can name beyond answers and plan: clock, load, contradictions, way up, voices, progress, the public's page.

The sentences and rows are those of the pages; a part that a report has nothing for is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit.model.result.numbers import WayResult
from audit.model.result.result import Result
from audit.report.exports.word_text import written
from audit.report.number_pages import NumberPages
from audit.report.pages import Pages
from audit.report.progress_pages import ProgressPages
from audit.report.public import PublicPages
from audit.report.voice_pages import AsideView, SpreadView, VoicePages

COLOURS = {"good": "CFE6D4", "fair": "E3E8C8", "weak": "F6DDB8", "stop": "F0C4BC"}
"""Grounds of the week's cells, pale enough for their shapes; the shapes alone say it too."""


def pages_context(result: Result, page: Pages) -> Mapping[str, object]:
    """Return the parts, each by its name in a template; None for those that this report has nothing for.

    Args:
        result: The result, as its edition shows it.
        page: What the pages say of it.
    """
    numbers = NumberPages(result, page.reader)
    is_public = result.edition == "public"
    has_voices = result.voices is not None and bool(result.voices.respondents)
    return {
        "clock": _clock(numbers, page) if result.clock and not is_public else None,
        "load": _load(numbers, page) if result.load and not is_public else None,
        "contradictions": _contradictions(numbers, page) if result.contradictions else None,
        "way_up": _way_up(numbers) if result.verdict.rung and not is_public else None,
        "voices": _voices(VoicePages(result, page.reader, page)) if has_voices else None,
        "progress": _progress(ProgressPages(result, page.reader, page)) if result.before else None,
        "public": _public(PublicPages(result, page.reader)) if is_public else None,
    }


def _rows(rows: Iterable[tuple[str | None, ...]]) -> list[list[object]]:
    return [[written(cell) for cell in row] for row in rows]


def _clock(numbers: NumberPages, page: Pages) -> Mapping[str, object]:
    return {
        "finding": written(numbers.clock_finding),
        "average": written(numbers.clock_average),
        "remarks": [written(remark) for remark in numbers.clock_remarks],
        "week_sentence": written(numbers.week_sentence),
        "week_late": written(numbers.week_late),
        "week": [
            {"day": written(day), "hours": [{"shape": cell.shape, "colour": COLOURS[cell.band]} for cell in cells]}
            for day, cells in numbers.week
        ],
        "key": [{"shape": shape, "words": written(words)} for _, shape, words in numbers.week_key],
        "times": _rows(numbers.times),
        "parts_finding": written(numbers.parts_finding),
        "parts": _rows((part.title, part.average, part.worst) for part in numbers.parts),
        "levers_finding": written(numbers.levers_finding),
        "levers_detail": written(numbers.levers_detail),
        "levers": _rows(
            (change, f"{seen} ({seen_more})" if seen_more else seen, said, worst, within)
            for change, seen, said, worst, within, seen_more in numbers.levers
        ),
        "holiday": written(numbers.holiday),
        "replay_sentence": written(numbers.replay_sentence if numbers.replay else ""),
        "replay": _rows((title, when, seen, said, real) for title, _, when, seen, said, real in numbers.replay),
        "inputs": ", ".join(identity for identity, _ in page.inputs_of_clock),
    }


def _load(numbers: NumberPages, page: Pages) -> Mapping[str, object]:
    return {
        "finding": written(numbers.load_finding),
        "rows": _rows(numbers.load_rows),
        "sentences": [written(sentence) for sentence in numbers.load_sentences],
        "inputs": ", ".join(identity for identity, _ in page.inputs_of_load),
    }


def _contradictions(numbers: NumberPages, page: Pages) -> Mapping[str, object]:
    return {
        "finding": written(numbers.contradictions_finding),
        "found": [
            {
                "title": written(title),
                "text": written(text),
                "sides": _rows((name, answer) for name, _, answer in page.both_sides(claim, against)),
                "follows": written(follows),
            }
            for _, title, text, claim, against, follows in numbers.contradictions
        ],
    }


def _way_up(numbers: NumberPages) -> Mapping[str, object]:
    def way(of: WayResult) -> Mapping[str, object]:
        return {
            "title": written(numbers.way_title(of)),
            "steps": _rows((title, leads, days, owner) for _, title, leads, days, owner in numbers.way_steps(of)),
            "weeks": ", ".join(written(f"{owner} {weeks}") for owner, weeks in numbers.way_weeks(of)),
            "missing": written(numbers.way_missing(of)),
        }

    return {
        "finding": written(numbers.ways_finding),
        "ways": [way(of) for of in numbers.ways],
        "firm": [written(sentence) for sentence in numbers.firm_sentences],
        "swings": _rows((title, leads, rung) for title, _, leads, rung in numbers.swings),
        "weights": _rows(numbers.weight_ranges),
    }


def _voices(people: VoicePages) -> Mapping[str, object]:
    def notes(view: SpreadView | AsideView) -> list[Mapping[str, str]]:
        return [{"role": written(role), "note": written(note)} for role, note in view.notes]

    def spread(view: SpreadView) -> Mapping[str, object]:
        return {
            "id": view.id,
            "title": written(view.title),
            "gate": view.gate,
            "sentence": written(f"{view.sentence} {view.effect}".strip()),
            "rows": [
                {
                    "role": written(row.title),
                    "levels": [cell.dots for cell in row.levels],
                    "aside": written(row.aside),
                }
                for row in view.rows
            ],
            "notes": notes(view),
        }

    return {
        "finding": written(people.finding),
        "respondents": _rows((role, names, str(count)) for role, names, count in people.respondents),
        "agreement": _rows((title, share, str(count), worked) for title, share, count, worked in people.agreement),
        "patterns": [_pattern(kind, people) for kind in people.kinds if people.patterns(kind[0])],
        "spreads": [spread(view) for view in people.spreads],
        "conflicts": [
            {
                "id": identity,
                "title": written(title),
                "said": [{"role": written(role), "value": written(value), "counts": on} for role, value, on in rows],
                "why": written(why),
            }
            for identity, title, _, rows, why in people.conflicts
        ],
        "agreed": ", ".join(identity for identity, _ in people.agreed),
        "asides": [{"id": view.id, "title": written(view.title), "notes": notes(view)} for view in people.asides],
    }


def _pattern(kind: tuple[str, str, str], people: VoicePages) -> Mapping[str, object]:
    name, title, text = kind
    return {
        "title": written(title),
        "text": written(text),
        "found": [
            {
                "id": pattern.id,
                "title": written(pattern.title),
                "sentence": written(pattern.sentence),
                "links": written(", ".join(f"{identity} {words}" for identity, words, _ in pattern.links)),
            }
            for pattern in people.patterns(name)
        ],
    }


def _progress(progress: ProgressPages) -> Mapping[str, object]:
    return {
        "finding": written(progress.finding),
        "dated": written(f"{progress.dated} {progress.total}".strip()),
        "pillars": [
            {
                "title": written(step.title),
                "then": written(step.then),
                "now": written(step.now),
                "parts": [written(f"{points} {cause}") for points, cause in step.parts],
            }
            for step in progress.pillars
        ],
        "times": _rows(progress.times),
        "plan_finding": written(progress.plan_finding if progress.plan else ""),
        "plan": _rows((f"{identity} {title}", owner, became) for identity, title, owner, became in progress.plan),
        "slipped": [written(name) for name, _ in progress.slipped],
        "changes": _rows(
            (f"{identity} {title}", then, now, why) for identity, title, _, then, now, why in progress.changes
        ),
        "unconfirmed": _rows((f"{identity} {title}", then) for identity, title, _, then in progress.unconfirmed),
        "not_compared": written(progress.not_compared),
    }


def _public(public: PublicPages) -> Mapping[str, object]:
    return {
        "pillars": [
            {
                "title": written(pillar.title),
                "shape": pillar.bar.shape,
                "band": written(pillar.bar.word),
                "state": written(pillar.state),
                # Templates made for the first release ask for it by this name.
                "why": written(pillar.state),
            }
            for pillar in public.pillars
        ],
        "clock": written(public.clock),
        "promises": [written(promise) for promise in public.promises],
        "themes": [written(theme) for theme in public.themes],
        "ladder": [
            {"shape": shape, "title": written(title), "means": written(means), "here": here}
            for _, shape, title, means, here in public.ladder
        ],
    }
