"""The pack as it was in an earlier version, as far as its change list tells."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model.pack import Change, Pack


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers that compare."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def changes_since(pack: Pack, version: str) -> Iterator[Change]:
    """Give the changes that came after a version, the oldest first."""
    later = [change for change in pack.head.changes if number(change.version) > number(version)]
    return iter(sorted(later, key=lambda change: number(change.version)))


def asked_anew(pack: Pack, version: str) -> frozenset[str]:
    """Return what is new or asks for something else since a version."""
    return frozenset(i for change in changes_since(pack, version) for i in (*change.added, *change.changed))


def to_confirm_since(pack: Pack, version: str) -> frozenset[str]:
    """Return what is asked in other words since a version, so that an older answer must be confirmed."""
    worded = (identity for change in changes_since(pack, version) for identity in change.rewritten)
    return asked_anew(pack, version) | frozenset(worded)


def removed_since(pack: Pack, version: str) -> frozenset[str]:
    """Return what was asked then and is no longer."""
    return frozenset(i for change in changes_since(pack, version) for i in change.removed if i not in pack.by_id)


def pack_at(pack: Pack, version: str) -> Pack:
    """Return the pack without what came after a version, with the weights it had; what is gone cannot come back."""
    changes = tuple(changes_since(pack, version))
    if not changes:
        return pack
    added = {identity for change in changes for identity in change.added}
    weights: dict[str, int] = {}
    for change in changes:
        for identity, weight in change.weights.items():
            weights.setdefault(identity, weight)
    return Pack.model_validate(
        {
            **{name: getattr(pack, name) for name in Pack.model_fields},
            "head": pack.head.model_copy(update={"version": version}),
            "questions": tuple(
                question.model_copy(update={"weight": weights.get(question.id, question.weight)})
                for question in pack.questions
                if question.id not in added
            ),
            "numbers": tuple(item for item in pack.numbers if item.id not in added),
            "contradictions": tuple(
                check
                for check in pack.contradictions
                if not added & {test.subject for side in (check.claim, check.against) for test in side.tests()}
            ),
        }
    )
