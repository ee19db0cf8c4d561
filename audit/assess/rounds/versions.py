"""The pack as it was in an earlier version, as far as its change list tells."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model.pack import Change, Pack

NOT_YET = "0.0.0"
"""The version of a pack for answers that were given before it was laid over the pack that they are of."""
_LAYER = "+"


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers that compare; of a pack that is laid over others theirs follow."""
    return tuple(int(part) for part in version.replace(_LAYER, ".").split(".") if part.isdecimal())


def version_in(pack: Pack, of: str, version: str) -> str | None:
    """Return a version as it is written for a pack.

    Args:
        pack: The pack.
        of: The id of this pack, or of one that it is laid over: answers to the one below are taken over.
        version: A version of that one.

    Returns:
        The version; None where the pack has nothing to do with the other one.
    """
    ids = [pack.head.id, *(base.id for base in pack.bases)]
    return _LAYER.join([*[NOT_YET] * ids.index(of), version]) if of in ids else None


def is_newer(version: str, than: str) -> bool:
    """Return whether a version is newer in any of its layers."""
    return any(
        number(one) > number(other) for one, other in zip(version.split(_LAYER), than.split(_LAYER), strict=False)
    )


def lowest(version: str) -> str:
    """Return the version of the pack that all others are laid over."""
    return version.rpartition(_LAYER)[2]


def as_given(version: str) -> str:
    """Return a version as the answers file gave it, where its answers were taken over from a pack below."""
    while version.startswith(NOT_YET + _LAYER):
        version = version.removeprefix(NOT_YET + _LAYER)
    return version


def changes_since(pack: Pack, version: str) -> Iterator[Change]:
    """Give the changes that came after a version, the oldest first; of packs that are laid over others the lowest first."""
    lists = (pack.head.changes, *(base.changes for base in pack.bases))
    found: list[list[Change]] = []
    for layer, (one, changes) in enumerate(zip(version.split(_LAYER), lists, strict=False)):
        if one == NOT_YET and layer < len(pack.differs):
            found.append([pack.differs[layer]])
            continue
        later = [change for change in changes if number(change.version) > number(one)]
        found.append(sorted(later, key=lambda change: number(change.version)))
    return (change for layer in reversed(found) for change in layer)


def asked_anew(pack: Pack, version: str) -> frozenset[str]:
    """Return what is new or asks for something else since a version."""
    return frozenset(i for change in changes_since(pack, version) for i in (*change.added, *change.changed))


def to_confirm_since(pack: Pack, version: str) -> frozenset[str]:
    """Return what is asked in other words since a version, so that an older answer must be confirmed."""
    worded = (identity for change in changes_since(pack, version) for identity in change.rewritten)
    return asked_anew(pack, version) | frozenset(worded)


def removed_ever(pack: Pack) -> frozenset[str]:
    """Return every id that some version had, or that a pack laid over another one leaves out."""
    lists = (pack.head.changes, pack.differs, *(base.changes for base in pack.bases))
    return frozenset(identity for changes in lists for change in changes for identity in change.removed)


def removed_since(pack: Pack, version: str) -> frozenset[str]:
    """Return what was asked then and is no longer."""
    return frozenset(i for change in changes_since(pack, version) for i in change.removed if i not in pack.by_id)


def pack_at(pack: Pack, version: str) -> Pack:
    """Return the pack without what came after a version, with the weights it had; what is gone cannot come back."""
    changes = tuple(changes_since(pack, version))
    if not changes:
        return pack
    added = {identity for change in changes for identity in change.added}
    # What a pack asks otherwise than the one below it was another question then.
    added |= {identity for change in changes if change.version == NOT_YET for identity in change.changed}
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
