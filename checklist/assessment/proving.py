"""Reading stored writes, and proving that they are what was written.

Pure: what lies in the database comes in as `Stored`. Nothing here trusts a cached digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from checklist.assessment.events import (
    AnsweredAlone,
    Author,
    Erased,
    Event,
    FieldRecorded,
    PersonNamed,
    RoundOpened,
    What,
)
from checklist.assessment.graph import Kontrollsum, Node, below, candidates, heads, kontrollsum
from checklist.assessment.registers import WAITING, Thing, changes_of
from checklist.assessment.state import in_order
from checklist.assessment.writes import (
    SECRET,
    Part,
    UnreadableWrite,
    Written,
    WrittenByNewer,
    decoded,
    decoded_old,
    digest,
    events_of,
    old_digest,
    person_named,
)
from checklist.i18n import Phrase, phrase
from checklist.text import WITHHELD

_DIGITS_SHOWN = 12


class Stored(msgspec.Struct, frozen=True, gc=False):
    """A write as the database holds it.

    Attributes:
        id: the id the row says.
        digest: the digest the row says.
        body: the bytes; None where a text was erased from an event of the old form.
        stand_in: what stands instead of them then.
        parts: the texts beside it.
    """

    id: str
    digest: str
    body: bytes | None
    stand_in: bytes | None
    parts: Mapping[str, Part]


class Read(msgspec.Struct, frozen=True, gc=False):
    """What a stored write says.

    Attributes:
        node: its place in the graph.
        write: the write; None for an event of the old form.
        old: that event; None for a write.
        damaged: the texts beside the write that are not those it was written with, by path. They
            are left out of it.
    """

    node: Node
    write: Written | None
    old: Event | None
    damaged: tuple[str, ...] = ()


def read(stored: Stored) -> Read:
    """What a stored write says, when its bytes are those it was given the digest of.

    Raises:
        WrittenByNewer: they are, and this version does not know it.
        UnreadableWrite: they are not.
    """
    body = stored.body
    if body is None:
        return _read_stand_in(stored)
    if digest(body) == stored.digest:
        try:
            write = decoded(body)
        except UnreadableWrite as error:
            raise WrittenByNewer(_BY_NEWER) from error
        if write.id != stored.id:
            raise _changed(stored)
        parts = {p: part for p, part in stored.parts.items() if write.parts.get(p) == part.digest}
        damaged = tuple(path for path in stored.parts if path not in parts)
        node = Node(write.id, stored.digest, write.parents)
        return Read(node, Written(write, body, stored.digest, parts), None, damaged)
    if old_digest(body) != stored.digest:
        raise _changed(stored)
    return _read_old(stored, body)


_BY_NEWER = phrase(
    "Noe i historikken er skrevet av en nyere versjon av samsjekk, og er ikke med her. Oppdater "
    "samsjekk for å se det."
)


def _read_stand_in(stored: Stored) -> Read:
    if stored.stand_in is None:
        raise _changed(stored)
    return _read_old(stored, stored.stand_in)


def _read_old(stored: Stored, body: bytes) -> Read:
    event = msgspec.structs.replace(decoded_old(body), write=stored.digest)
    if event.id != stored.id:
        raise _changed(stored)
    parents = (event.previous,) if event.previous else ()
    return Read(Node(event.id, stored.digest, parents), None, event)


def _changed(stored: Stored) -> UnreadableWrite:
    return UnreadableWrite(
        phrase(
            "Hendelsen {event} er ikke slik den ble skrevet: noe er endret eller skadet etterpå.",
            event=stored.id,
        )
    )


def _changed_texts(found: Read) -> Iterator[Phrase]:
    for path in found.damaged:
        yield phrase(
            "En tekst i hendelsen {event} er ikke slik den ble skrevet ({path}): den er endret "
            "eller skadet etterpå.",
            event=found.node.id,
            path=path,
        )


class Reading(NamedTuple):
    """The events of a journal as far as they can be read, in order.

    Attributes:
        people: who is who at the end of it, by author key.
        faults: what can't be read, in words; empty where all can.
        by_newer: the digests of writes that this version does not know.
    """

    events: tuple[Event, ...]
    people: Mapping[str, Author]
    faults: tuple[Phrase, ...]
    by_newer: frozenset[str] = frozenset()


def read_events(
    rows: Iterable[Stored], people: Mapping[str, Author] | None = None, *, genesis: str = ""
) -> Reading:
    """What happened, from rows in order. What can't be read is left out, and said.

    Args:
        rows: the stored writes, in order.
        people: who is who before the first of them.
        genesis: the digest of the journal's first write; what belongs to another is left out.
    """
    known = dict(people or {})
    events: list[Event] = []
    faults: list[Phrase] = []
    by_newer: set[str] = set()
    for stored in rows:
        try:
            found = read(stored)
            if found.old is not None:
                events.append(found.old)
            elif found.write is not None:
                if genesis and not _is_of(found.write, genesis):
                    faults.append(of_another(found.write.write.id))
                    continue
                faults += _changed_texts(found)
                named = person_named(found.write)
                if named is not None:
                    known[found.write.write.by] = named
                events += events_of(found.write, known)
        except WrittenByNewer as error:
            if not by_newer:
                faults.append(error.words)
            by_newer.add(stored.digest)
        except UnreadableWrite as error:
            faults.append(error.words)
    return Reading(tuple(in_order(events)), known, tuple(faults), frozenset(by_newer))


class Proof(NamedTuple):
    """What checking a journal came to.

    Attributes:
        nodes: the writes that are as they were written, in order.
        events: how many events they hold.
        faults: what is wrong, in words.
        unproven: how many events of the old form had a text erased: their digests can't be
            taken anew.
    """

    nodes: tuple[Node, ...]
    events: int
    faults: tuple[Phrase, ...]
    unproven: int


def prove(
    rows: Sequence[Stored], *, genesis: str, cached_heads: Iterable[str], cached_writes: int
) -> Proof:
    """Take every digest anew: bytes, texts, what names what, and what is kept as a shortcut.

    Args:
        rows: every stored write of the journal, in order.
        genesis: the digest of its first write, as the journal's row says.
        cached_heads: the digests of its heads, as that row says.
        cached_writes: how many writes it has, as that row says.
    """
    faults: list[Phrase] = []
    nodes: list[Node] = []
    absent: list[tuple[str, str]] = []
    told: list[tuple[str, int, What]] = []
    events = unproven = 0
    for stored in rows:
        try:
            one = read(stored)
        except UnreadableWrite as error:
            faults.append(error.words)
            continue
        nodes.append(one.node)
        if one.write is None:
            events += 1
            unproven += stored.body is None
            continue
        write = one.write.write
        faults += _changed_texts(one)
        if not _is_of(one.write, genesis):
            faults.append(of_another(write.id))
        absent += [(write.id, path) for path in write.parts if path not in stored.parts]
        for number, what in enumerate(write.what):
            events += not isinstance(what, PersonNamed)
            if isinstance(what, Erased | RoundOpened | AnsweredAlone):
                told.append((write.id, number, what))
    faults += _graph_faults(nodes, genesis, {stored.digest for stored in rows})
    faults += _absent_parts(absent, told)
    if not faults and (tuple(sorted(cached_heads)), cached_writes) != (heads(nodes), len(nodes)):
        faults.append(
            phrase(
                "Det siste i historikken er fjernet eller satt inn utenom samsjekk: den slutter "
                "ikke der den skal."
            )
        )
    return Proof(tuple(nodes), events, tuple(faults), unproven)


def _is_of(kept: Written, genesis: str) -> bool:
    """Whether a write belongs to the journal that begins with this one."""
    return kept.write.of == (genesis if kept.digest != genesis else "")


def of_another(event: str) -> Phrase:
    """What is said of an event of another journal."""
    return phrase("Hendelsen {event} hører til en annen egenvurdering.", event=event)


def moved(event: str) -> Phrase:
    """What is said of an event that does not come after those it builds on."""
    return phrase("Hendelsen {event} er flyttet i rekkefølgen.", event=event)


def _graph_faults(nodes: Sequence[Node], genesis: str, stored: set[str]) -> Iterator[Phrase]:
    ids = {node.digest: node.id for node in nodes}
    if genesis not in stored:
        yield phrase("Begynnelsen av historikken mangler.")
    for node in nodes:
        for parent in node.parents:
            if parent not in stored:
                yield phrase(
                    "Hendelsen {event} bygger på en som mangler ({parent}).",
                    event=node.id,
                    parent=parent[:_DIGITS_SHOWN],
                )
            elif ids.get(parent, "") >= node.id:
                yield moved(node.id)


def _absent_parts(
    absent: Iterable[tuple[str, str]], told: Iterable[tuple[str, int, What]]
) -> Iterator[Phrase]:
    """Texts that are gone though no erasing says so, and no round hides them."""
    erased = {part_of(what) for _, _, what in told if isinstance(what, Erased)}
    opened = {what.round for _, _, what in told if isinstance(what, RoundOpened)}
    hidden = {
        (name, f"{number}.{field}")
        for name, number, what in told
        if isinstance(what, AnsweredAlone) and what.round not in opened
        for field in ("answer", "checkpoint")
    }
    explained = erased | hidden
    for name, path in absent:
        if path != SECRET and (name, path) not in explained:
            yield phrase(
                "En tekst i hendelsen {event} mangler ({path}), og ingen har slettet den.",
                event=name,
                path=path,
            )


def erasings(found: Iterable[Read]) -> frozenset[tuple[str, str]]:
    """The texts that were erased: the id of the write, and the path of the part."""
    return frozenset(
        part_of(what)
        for one in found
        if one.write is not None
        for what in one.write.write.what
        if isinstance(what, Erased)
    )


_HOLDERS = {
    "answer": "answer",
    "evidence": "evidence",
    "action": "action",
    "recommendation": "recommendation",
    "verdict": "verdict",
    "follow_up": "verdict",
    "sample": "sample",
}


def texts_of(events: Iterable[Event], thing: Thing, field: str) -> tuple[tuple[str, str], ...]:
    """Every place where a text of a field stands: the event, and the path in it.

    Every event that ever gave the field a text is among them, also those undone: to erase a text
    is to erase all that anybody wrote there.
    """
    found = []
    waiting = Thing(f"{WAITING}{thing.kind}", thing.id)
    for event in events:
        changed = changes_of(event.what)
        if changed is None or changed[0] not in (thing, waiting):
            continue
        holder: Any = event.what
        if isinstance(holder, FieldRecorded):
            if holder.field != field:
                continue
            path = "text"
        else:
            path = ".".join(filter(None, (_HOLDERS.get(thing.kind), field)))
        for step in path.split("."):
            holder = getattr(holder, step, None)
        # A value to choose among is a str too, but no text that anybody wrote.
        if type(holder) is str and holder not in ("", WITHHELD):
            found.append((event.id, path))
    return tuple(found)


def part_of(erased: Erased) -> tuple[str, str]:
    """The write and the path of the part that an erasing is about."""
    name, _, number = erased.event.partition("-")
    return name, f"{int(number or '0', 16)}.{erased.path}"


class Against(NamedTuple):
    """What a kontrollsum that was kept elsewhere says of a journal.

    Attributes:
        found: whether its heads are here, and all below them as it was.
        further: how many writes build on it.
        beside: how many do not: they were merged, or planted.
        rules: the version of the rules it was made with.
    """

    found: bool
    further: int = 0
    beside: tuple[Node, ...] = ()
    rules: str = ""


def prove_against(
    nodes: Sequence[Node],
    printed: Kontrollsum,
    genesis: str,
    rules: Iterable[str],
    sets: Iterable[str],
) -> Against:
    """Find the heads a kontrollsum was made of among writes that were proved.

    Args:
        nodes: the writes that are as they were written, in order.
        printed: the kontrollsum that was kept.
        genesis: the digest of the journal's first write.
        rules: the versions of the rules it may have been made with.
        sets: the fingerprints of the sets that have been in force.
    """
    by_digest = {node.digest: node for node in nodes}
    versions = [printed.rules] if printed.rules else list(rules)
    for of_heads in candidates(nodes, printed):
        if any(head not in by_digest for head in of_heads):
            continue
        made_with = next(
            (
                version
                for version in versions
                for criteria_set in sets
                if kontrollsum(genesis, of_heads, version, criteria_set, 0).sum == printed.sum
            ),
            None,
        )
        if made_with is None:
            continue
        under = below(by_digest, of_heads)
        whole = all(parent in by_digest for name in under for parent in by_digest[name].parents)
        if not whole:
            return Against(found=False)
        children: dict[str, list[str]] = {}
        for node in nodes:
            for parent in node.parents:
                children.setdefault(parent, []).append(node.digest)
        above: set[str] = set()
        waiting = list(of_heads)
        while waiting:
            for child in children.get(waiting.pop(), ()):
                if child not in above and child not in under:
                    above.add(child)
                    waiting.append(child)
        beside = tuple(node for node in nodes if node.digest not in under | above)
        return Against(True, len(above), beside, made_with)
    return Against(found=False)
