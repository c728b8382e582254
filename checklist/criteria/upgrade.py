"""What a new version of a criteria set means for answers given to the old one."""

from __future__ import annotations

import msgspec

from checklist.criteria.fingerprints import checkpoint_fingerprint, still_asks
from checklist.criteria.model import Checkpoint, CriteriaSet, Text


class Reworded(msgspec.Struct, frozen=True):
    """A checkpoint whose answer must be confirmed: what it was, and what it is now.

    `before` holds more than one checkpoint where several were merged.
    """

    before: tuple[Checkpoint, ...]
    now: Checkpoint


class Gone(msgspec.Struct, frozen=True):
    """A checkpoint that is no longer asked, with the reason where the set gives one."""

    checkpoint: Checkpoint
    reason: Text | None = None


class Comparison(msgspec.Struct, frozen=True):
    """The checkpoints of two versions, sorted by what their answers are worth now.

    `joined` are kept checkpoints that took over others, by id: what was answered to those stands
    where nothing was answered to the one that is kept. They are among the retired, but for one
    that asked the same by another id. `criteria` are those that took over others, by id: what is
    planned for the others is planned for these. `same_version` is what both call themselves,
    and empty where the newer one says that it is another.
    """

    kept: tuple[Checkpoint, ...]
    confirm: tuple[Reworded, ...]
    new: tuple[Checkpoint, ...]
    retired: tuple[Gone, ...]
    joined: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    criteria: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    same_version: str = ""


def compare_sets(old: CriteriaSet, new: CriteriaSet) -> Comparison:
    """Sort the checkpoints of both versions. Each is in exactly one place.

    An answer is kept when what it depends on is the same word for word, or the set says that it
    means the same, also by another id. A checkpoint that was split is found before each of its
    parts, one that was merged before the whole.
    """
    before = {point.id: point for c in old.criteria for point in c.checkpoints}
    fingerprints = {
        point.id: checkpoint_fingerprint(criterion, point)
        for criterion in old.criteria
        for point in criterion.checkpoints
    }
    reasons = {retired.id: retired.reason for retired in new.retired}
    kept, confirm, fresh = [], [], []
    carried: set[str] = set()
    joined = {}
    for criterion in new.criteria:
        for point in criterion.checkpoints:
            replaced = tuple(name for name in point.replaces if name in before)
            sources = (point.id, *replaced) if point.id in before else replaced
            # The only one it replaces may ask the same by another id.
            own = point.id if point.id in before or len(replaced) != 1 else replaced[0]
            if own in before and still_asks(criterion, point, fingerprints[own]):
                kept.append(point)
                carried.add(own)
                if replaced:
                    joined[point.id] = replaced
                continue
            carried.update(sources)
            if sources:
                confirm.append(Reworded(tuple(before[name] for name in sources), point))
            else:
                fresh.append(point)
    retired = tuple(
        Gone(point, reasons.get(name)) for name, point in before.items() if name not in carried
    )
    duties = {criterion.id for criterion in old.criteria}
    replacing = {c.id: tuple(duties.intersection(c.replaces)) for c in new.criteria}
    criteria = {name: others for name, others in replacing.items() if others}
    return Comparison(
        tuple(kept),
        tuple(confirm),
        tuple(fresh),
        retired,
        joined,
        criteria,
        new.version if new.version == old.version else "",
    )
