"""The history of an assessment: what happened, the newest first, and what it takes to tell it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from checklist.assessment import (
    Author,
    Created,
    CriteriaUpgraded,
    Event,
    SignedOff,
    SinceSignOff,
    Undone,
    WentBack,
    counting,
    fold,
    since_sign_off,
    visible_to,
)
from checklist.criteria import CriteriaSet, set_fingerprint
from checklist.criteria.files import Library
from checklist.i18n import Phrase, phrase
from checklist.session.newest import newest_events, remember_newest
from checklist.store import Journal, StoreError, Unreached
from checklist.words import Earlier

_OF_THE_WHOLE = (Created, CriteriaUpgraded, SignedOff, Undone, WentBack)
"""The events that decide which set is in force, and what has been signed off."""


class HistoryLine(msgspec.Struct, frozen=True, gc=False):
    """One event, whether it still counts, and whether it changed what was signed off before it."""

    event: Event
    counts: bool
    later: bool = False

    @property
    def undone(self) -> bool:
        """Whether it was taken back. An undoing is not undone itself: what it undid came back."""
        return not self.counts and not isinstance(self.event.what, Undone)


class History(NamedTuple):
    """What happened in an assessment, where nothing else is asked about it.

    Attributes:
        lines: every event that its reader may see, the newest first.
        earlier: what the events do not say alone, for putting them into words.
        criteria_set: the set that is in force.
        faults: what can't be read, in words.
    """

    lines: tuple[HistoryLine, ...]
    earlier: Earlier
    criteria_set: CriteriaSet
    faults: tuple[Phrase, ...]


def read_history(journal: Journal, assessment: str, reader: Author) -> History:
    """The history of an assessment, as a session that is open on it has it.

    What was answered is not worked out: of many events, that takes as long as to tell them.

    Raises:
        UnknownAssessment: there is no such assessment.
        NoBeginning: its journal has lost its first event.
    """
    news = journal.news(assessment)
    return _told_from(news.events, journal, assessment, reader, news.faults)


def read_newest_first(
    journal: Journal, assessment: str, reader: Author, cache: Path
) -> Iterator[History]:
    """The same in one part, or in two where it is long: first the newest lines, then the others.

    `cache` is the folder where it is remembered what the newest are told from.
    """
    told: frozenset[str] = frozenset()
    newest = newest_events(journal, assessment, cache)
    if newest is not None:
        told, events = newest
        first = _told_from(events, journal, assessment, reader, ())
        lines = tuple(one for one in first.lines if one.event.id in told)
        yield first._replace(lines=lines, faults=())  # they are said once, of the whole
    news = journal.news(assessment)
    remember_newest(journal, assessment, news, cache)
    whole = _told_from(news.events, journal, assessment, reader, news.faults)
    yield whole._replace(lines=tuple(one for one in whole.lines if one.event.id not in told))


def _told_from(
    events: Collection[Event],
    journal: Journal,
    assessment: str,
    reader: Author,
    faults: Iterable[Phrase],
) -> History:
    """The history that these events make."""
    whole = fold(assessment, (e for e in events if isinstance(e.what, _OF_THE_WHOLE)))
    seen = visible_to(reader.name, events)
    in_force, *before = [
        kept_set(journal, name)
        for name in (whole.criteria_set, *sets_before(events, whole.criteria_set))
    ]
    of_sets = dict.fromkeys(fault for _set, fault in (in_force, *before) if fault)
    earlier = Earlier.of(seen, tuple(one for one, _fault in before))
    lines = history_lines(seen, events, since_sign_off(whole, events))
    return History(lines, earlier, in_force[0], (*faults, *of_sets))


def history_lines(
    seen: Iterable[Event], events: Collection[Event], since: SinceSignOff | None
) -> tuple[HistoryLine, ...]:
    """The events that are `seen`, the newest first, among all that there are, in order."""
    count = {event.id for event in counting(events)}
    changes = () if since is None else since.things.values()
    later = {event.id for changed in changes for event in changed}
    newest = reversed(tuple(seen))
    return tuple(HistoryLine(event, event.id in count, event.id in later) for event in newest)


def sets_before(events: Iterable[Event], in_force: str) -> Iterator[str]:
    """The fingerprints of the sets that have been in force and are not, the last one first."""
    naming = (Created, CriteriaUpgraded)
    named = [event.what.criteria_set for event in events if isinstance(event.what, naming)]
    return (name for name in dict.fromkeys(reversed(named)) if name != in_force)


def kept_set(journal: Journal, fingerprint: str) -> tuple[CriteriaSet, Phrase | None]:
    """A set as it was kept; where that can't be read, the same set as samsjekk brings it.

    Then the words say so.

    Raises:
        StoreError: it can't be had now, or is damaged and samsjekk does not bring it.
    """
    try:
        return journal.criteria_set(fingerprint), None
    except Unreached:
        raise
    except StoreError:
        found = _shipped_set(fingerprint)
        if found is None:
            raise
    return found, phrase(
        "Kriteriesettet som er lagret her, kan ikke leses. Det er hentet fra samsjekk, som har "
        "det samme."
    )


@cache
def _shipped_set(fingerprint: str) -> CriteriaSet | None:
    library = Library.shipped()
    shipped = (library.open(name) for name in library.names())
    return next((one for one in shipped if set_fingerprint(one) == fingerprint), None)
