"""Taking in what was written in another store: the union of two sets of writes.

Pure. A write from elsewhere must be what this version would have written itself, belong to the
same journal, hold the texts it has the digests of, and come after all that it builds on.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from checklist.assessment.events import AnsweredAlone, Author, Erased, Event, RoundOpened
from checklist.assessment.graph import Node, heads
from checklist.assessment.proving import moved, of_another, part_of
from checklist.assessment.state import in_order
from checklist.assessment.writes import (
    MOST_PART_BYTES,
    SECRET,
    Part,
    UnreadableWrite,
    Write,
    Written,
    checked,
    decoded_old,
    digest,
    events_of,
    person_named,
)
from checklist.i18n import Phrase, phrase

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Line(NamedTuple):
    """A write on its way: its bytes, and those of its texts that come with it.

    Where a text was erased from an event of the old form, the bytes are what stands in for it,
    and `erased_from` is the digest that the event had.
    """

    body: bytes
    parts: Mapping[str, Part]
    erased_from: str = ""


class Incoming(NamedTuple):
    """What lines from elsewhere come to.

    Attributes:
        writes: those that are new here, parents before children.
        old: events of the old form that are new here, with their bytes.
        late: texts of writes that are here already, by digest.
        erased: what was erased elsewhere.
        aside: lines that build on a write that is not here yet.
        refused: what can't be taken in, in words.
    """

    writes: tuple[Written, ...]
    old: tuple[tuple[Event, bytes], ...]
    late: Mapping[str, Mapping[str, Part]]
    erased: tuple[Erased, ...]
    aside: tuple[Line, ...]
    refused: tuple[Phrase, ...]

    def texts(self) -> Iterator[object]:
        """Every text that is new here, of writes and of events of the old form."""
        for parts in (*(written.parts for written in self.writes), *self.late.values()):
            for path, part in parts.items():
                if path != SECRET:
                    yield msgspec.json.decode(part.value)
        yield from (event.what for event, _body in self.old)


def beginning_of(lines: Iterable[Line]) -> str:
    """The digest of the write that begins the journal these lines are of.

    Raises:
        UnreadableWrite: none of them can be read, or they are of different journals.
    """
    named: set[str] = set()
    old: list[tuple[str, str]] = []
    for line in lines:
        try:
            write = checked(line.body)
        except UnreadableWrite as error:
            event = _old_event(line, error)
            old.append((event.id, event.write))
        else:
            named.add(write.of or digest(line.body))
    if not named and old:
        named.add(min(old)[1])
    if len(named) != 1:
        raise UnreadableWrite(phrase("Dette er ikke én egenvurdering."))
    return named.pop()


class Identity(NamedTuple):
    """What a line is: the digest of its write, the store it was written in, and its parents."""

    digest: str
    replica: str
    parents: tuple[str, ...]


def identify(line: Line) -> Identity:
    """What a line is, before it is known which journal it belongs to.

    Raises:
        UnreadableWrite: it is no write that this version knows.
    """
    try:
        write = checked(line.body)
    except UnreadableWrite as error:
        old = _old_event(line, error)
        return Identity(old.write, "", (old.previous,) if old.previous else ())
    return Identity(digest(line.body), write.replica, write.parents)


class History(NamedTuple):
    """The whole history that lines hold.

    Attributes:
        of: the digest of the write that begins it.
        heads: the digests of its heads, in the order of their ids.
        writes: the digests of all its writes.
        events: what happened, in order.
    """

    of: str
    heads: tuple[str, ...]
    writes: frozenset[str]
    events: tuple[Event, ...]


def history_of(lines: Iterable[Line]) -> History:
    """What lines hold, when they are one whole history; nothing is stored.

    Raises:
        UnreadableWrite: one can't be taken in, or what it builds on is not among them.
    """
    lines = tuple(lines)
    of = beginning_of(lines)
    found = incoming(lines, of, {}, {})
    if found.refused:
        raise UnreadableWrite(found.refused[0])
    if found.aside:
        raise UnreadableWrite(phrase("Noe av historikken mangler."))
    people: dict[str, Author] = {}
    events = [event for event, _ in found.old]
    for written in found.writes:
        if (named := person_named(written)) is not None:
            people[written.write.by] = named
        events += events_of(written, people)
    nodes = [Node(e.id, e.write, (e.previous,) if e.previous else ()) for e, _ in found.old]
    nodes += [Node(one.write.id, one.digest, one.write.parents) for one in found.writes]
    ids = {node.digest: node.id for node in nodes}
    return History(
        of,
        tuple(sorted(heads(nodes), key=lambda name: (ids[name], name))),
        frozenset(ids),
        tuple(in_order(events)),
    )


class _Candidate(NamedTuple):
    node: Node
    line: Line
    write: Write | None
    old: Event | None


def incoming(
    lines: Iterable[Line],
    genesis: str,
    here: Mapping[str, Node],
    writes_here: Mapping[str, Write],
    erased_here: Iterable[tuple[str, str]] = (),
) -> Incoming:
    """What taking in lines would add.

    Args:
        lines: in any order, repeated or not.
        genesis: the digest of the first write of the journal.
        here: what is here already, by digest.
        writes_here: the writes among them, by digest.
        erased_here: the texts that were erased here.
    """
    refused: list[Phrase] = []
    candidates: list[_Candidate] = []
    late: dict[str, dict[str, Part]] = {}
    for line in lines:
        try:
            candidate = _candidate(line, genesis)
        except UnreadableWrite as error:
            refused.append(error.words)
            continue
        if candidate.node.digest not in here:
            candidates.append(candidate)
        elif candidate.node.digest in writes_here:
            late.setdefault(candidate.node.digest, {}).update(line.parts)
    taken, aside, out_of_order = _in_order(candidates, here)
    erased = tuple(
        what
        for candidate in taken.values()
        if candidate.write is not None
        for what in candidate.write.what
        if isinstance(what, Erased)
    )
    gone = frozenset(map(part_of, erased)) | frozenset(erased_here)
    return Incoming(
        tuple(
            Written(
                one.write, one.line.body, one.node.digest, _kept(one.write, one.line.parts, gone)
            )
            for one in taken.values()
            if one.write is not None
        ),
        tuple((one.old, one.line.body) for one in taken.values() if one.old is not None),
        {name: _kept(writes_here[name], parts, gone) for name, parts in late.items()},
        erased,
        tuple(aside.values()),
        (*refused, *out_of_order),
    )


def _in_order(
    candidates: Iterable[_Candidate], here: Mapping[str, Node]
) -> tuple[dict[str, _Candidate], dict[str, Line], list[Phrase]]:
    """Those that build on what is here or comes too, those that don't yet, and what is refused."""
    taken: dict[str, _Candidate] = {}
    aside: dict[str, Line] = {}
    refused: list[Phrase] = []
    for candidate in sorted(candidates, key=lambda one: (one.node.id, one.node.digest)):
        node = candidate.node
        parents = [_node(here, taken, parent) for parent in node.parents]
        if node.digest in taken:
            both = {**taken[node.digest].line.parts, **candidate.line.parts}
            taken[node.digest] = candidate._replace(line=Line(candidate.line.body, both))
        elif any(parent is None for parent in parents):
            aside[node.digest] = candidate.line
        elif any(parent is not None and parent.id >= node.id for parent in parents):
            refused.append(moved(node.id))
        else:
            taken[node.digest] = candidate
    return taken, aside, refused


def _kept(
    write: Write, parts: Mapping[str, Part], gone: frozenset[tuple[str, str]]
) -> Mapping[str, Part]:
    return {path: part for path, part in parts.items() if (write.id, path) not in gone}


def _candidate(line: Line, genesis: str) -> _Candidate:
    try:
        write = checked(line.body)
    except UnreadableWrite as error:
        old = _old_event(line, error)
        parents = (old.previous,) if old.previous else ()
        return _Candidate(Node(old.id, old.write, parents), line, None, old)
    name = digest(line.body)
    if write.of != ("" if name == genesis else genesis):
        raise UnreadableWrite(of_another(write.id))
    for path, part in line.parts.items():
        if write.parts.get(path) != part.digest or len(part.value) > MOST_PART_BYTES:
            raise UnreadableWrite(
                phrase("En tekst i hendelsen {event} er ikke den som ble skrevet.", event=write.id)
            )
    return _Candidate(Node(write.id, name, write.parents), line, write, None)


def _old_event(line: Line, error: UnreadableWrite) -> Event:
    """The event of the old form; of what is none, the error that it gave as a write is raised."""
    try:
        event = decoded_old(line.body)
    except UnreadableWrite:
        raise error from None
    if not line.erased_from:
        return event
    if not _DIGEST.fullmatch(line.erased_from):
        raise UnreadableWrite(phrase("Hendelsen {event} har ingen kontrollsum.", event=event.id))
    return msgspec.structs.replace(event, write=line.erased_from)


def _node(here: Mapping[str, Node], taken: Mapping[str, _Candidate], digest: str) -> Node | None:
    if digest in here:
        return here[digest]
    return taken[digest].node if digest in taken else None


def to_share(writes: Iterable[Written]) -> tuple[Line, ...]:
    """The writes as lines, without what people answer alone in a round that is not opened."""
    writes = tuple(writes)
    opened = {
        what.round for one in writes for what in one.write.what if isinstance(what, RoundOpened)
    }
    return tuple(Line(one.body, _shared(one, opened)) for one in writes)


def alone_in(one: Written, opened: Container[str] = ()) -> frozenset[str]:
    """The paths of what somebody answered alone, in a round that is not among the `opened`."""
    hidden = {
        str(number)
        for number, what in enumerate(one.write.what)
        if isinstance(what, AnsweredAlone) and what.round not in opened
    }
    return frozenset(path for path in one.parts if path.partition(".")[0] in hidden)


def _shared(one: Written, opened: set[str]) -> Mapping[str, Part]:
    hidden = alone_in(one, opened)
    return {path: part for path, part in one.parts.items() if path not in hidden}
