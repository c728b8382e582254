"""Which criteria sets a new assessment can be measured against, and which one is usual here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from checklist.criteria import CriteriaSet
from checklist.criteria.files import Library, OwnSet, UnknownCriteriaSet
from checklist.store import Journal, StoreError


def sets_to_choose(
    library: Library, today: date
) -> tuple[Mapping[str, CriteriaSet], tuple[OwnSet, ...]]:
    """The sets by their ids, own ones first and then the largest, and own ones with faults."""
    own = library.own_sets(today)
    found: dict[str, CriteriaSet] = {}
    for one in own:
        if one.criteria_set is not None:
            found[one.criteria_set.id] = one.criteria_set
    shipped = [library.open(name) for name in library.names()]
    for one_set in sorted(shipped, key=lambda known: len(known.criteria), reverse=True):
        found[one_set.id] = one_set
    return found, tuple(one for one in own if one.criteria_set is None)


def usual_set(journal: Journal, sets: Mapping[str, CriteriaSet]) -> str:
    """The set of the assessment that was changed last, else the largest."""
    for entry in journal.entries():
        try:
            name = journal.criteria_set(entry.created.criteria_set).id
        except StoreError:
            continue
        if name in sets:
            return name
    return max(sets, key=lambda name: len(sets[name].criteria))


def set_after(used: CriteriaSet, library: Library) -> CriteriaSet:
    """The set to go on with after one that was used: as it is today, or as it was kept.

    Raises:
        FaultyFile: it has faults today.
    """
    try:
        return library.open(used.id)
    except UnknownCriteriaSet:
        return used
