"""The newest of a long history, told before the rest of it is read.

What is said of an event depends on others anywhere before it. So when a long history is read, it is
remembered which writes the newest events are told from. Next time these are read first, with what
has arrived since. Only the numbers of the writes are remembered, and never as truth: where they do
not fit what is there, the whole is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import dropwhile
from pathlib import Path
from typing import NamedTuple

import msgspec

from checklist import __version__
from checklist.assessment import Answer, Answered, Author, Erased, Event, WentBack, undoes
from checklist.store import Journal, News, keep_cached, read_cached_as

NEWEST = 200
"""How many events are told before the rest is read."""

LONG = 5_000
"""How many events a history must have for that. Fewer are read before anybody waits."""

_MOST_ROWS = 20_000
"""How many writes are read for it at most: more take so long that one waits all the same."""

_FILE, _FORM = "newest.json", f"newest 1 {__version__}"
_ALL_FIELDS = frozenset(field.name for field in msgspec.structs.fields(Answer))


class _Known(msgspec.Struct, frozen=True):
    """What the newest events of a journal are told from.

    Attributes:
        writes: how many writes the journal had.
        arrived: the number of the one that arrived last.
        rows: the numbers of those that are needed.
        check: what their digests come to.
        first: the id of the first of the newest events.
    """

    writes: int
    arrived: int
    rows: tuple[int, ...]
    check: str
    first: str


_decoder = msgspec.json.Decoder(dict[str, _Known])


def needed_by_newest(events: Sequence[Event]) -> tuple[str, frozenset[str]] | None:
    """The id of the first of the newest events, and the writes they can't be told without.

    Those are all but the answers that others came instead of before the newest: where nobody took
    an answer back, the last that touched each field says what stood there. What one of the newest
    takes back or goes back to is counted among them. None where that is too much to read first,
    where the history is not long, and where two events have the same id.
    """
    if len(events) < LONG or len({event.id for event in events}) < len(events):
        return None
    place = {event.id: number for number, event in enumerate(events)}
    start, number = len(events) - NEWEST, len(events)
    while number > start:
        number -= 1
        start = min([start, *(place.get(name, start) for name in _refers_to(events[number]))])
    referred_to = {name for event in events[:start] for name in _refers_to(event)}
    taken_back = {
        event.what.checkpoint
        for event in events[:start]
        if isinstance(event.what, Answered) and event.id in referred_to
    }
    needed = {event.write for event in events[start:]}
    people: dict[str, Author] = {}
    for event in events[:start]:
        # Who somebody is, stands in the first write with that name and role.
        if people.get(event.author.name) != event.author:
            people[event.author.name] = event.author
            needed.add(event.write)
    known: dict[str, frozenset[str]] = {}
    for event in reversed(events[:start]):
        match event.what:
            case Answered(checkpoint=name, touched=touched, waits=False) if name not in taken_back:
                fields = _ALL_FIELDS if touched is None else frozenset(touched)
                if fields <= known.get(name, frozenset()):
                    continue
                known[name] = known.get(name, frozenset()) | fields
        needed.add(event.write)
    return None if len(needed) > _MOST_ROWS else (events[start].id, frozenset(needed))


def _refers_to(event: Event) -> tuple[str, ...]:
    """The events that an event takes back, erases a text of, or goes back to."""
    match event.what:
        case Erased(event=name):
            return (name,)
        case WentBack(to=to, events=names):
            return (to, *names)
        case what:
            return undoes(what)


class Newest(NamedTuple):
    """The newest events of a history: their ids, and what they are told from, in order."""

    ids: frozenset[str]
    events: tuple[Event, ...]


def newest_events(journal: Journal, assessment: str, cache: Path) -> Newest | None:
    """The newest events, those that arrived since it was last told among them.

    None where it is not long or has not been told before, and where not all is as it was then.

    Raises:
        UnknownAssessment: there is no such assessment.
    """
    known = _known(cache).get(journal.heads(assessment)[0])
    if known is None:
        return None
    found = journal.some(assessment, known.rows, known.arrived)
    as_it_was = _check(found.before) == known.check and found.writes == known.writes + found.since
    if found.faults or not as_it_was:
        return None
    newest = tuple(dropwhile(lambda event: event.id != known.first, found.events))
    ids = frozenset(event.id for event in newest)
    since = [event for event in found.events if event.write not in found.before]
    # What arrived since may come before the newest, or take back what is not read.
    if not ids.issuperset(name for event in since for name in (event.id, *_refers_to(event))):
        return None
    return Newest(ids, found.events)


def remember_newest(journal: Journal, assessment: str, news: News, cache: Path) -> None:
    """Remember what the newest events of a long history are told from, when all of it is read."""
    histories, arrived = _known(cache), news.arrived.number
    genesis = journal.heads(assessment)[0]
    before = histories.get(genesis)
    if before is not None and before.arrived == arrived:
        return
    found = None if news.faults else needed_by_newest(news.events)
    histories.pop(genesis, None)
    if found is not None:
        first, needed = found
        rows, writes = journal.numbers(assessment, needed, arrived)
        histories[genesis] = _Known(writes, arrived, rows, _check(needed), first)
    if found is not None or before is not None:
        keep_cached(cache / _FILE, _FORM, msgspec.json.encode(histories))


def _known(cache: Path) -> dict[str, _Known]:
    return read_cached_as(cache / _FILE, _FORM, _decoder) or {}


def _check(digests: Iterable[str]) -> str:
    return hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()
