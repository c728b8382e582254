"""The journals on disk: SQLite, append-only, durable.

What `append` returns is on disk: one transaction of `Database`. Several programs may have the
same journal open; each asks `version` whether others wrote. What a row holds and how it is proved
is in `assessment.writes` and `assessment.proving`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from checklist.assessment import (
    SECRET,
    Author,
    Created,
    CriteriaUpgraded,
    Erased,
    Event,
    Incoming,
    Line,
    Node,
    NothingToErase,
    Part,
    PersonNamed,
    Proof,
    Read,
    Stored,
    UnreadableWrite,
    What,
    Written,
    author_key,
    beginning_of,
    count_events,
    digest,
    erasings,
    events_of,
    heads,
    incoming,
    new_id,
    old_secret,
    parents_of_next,
    part_of,
    prove,
    read,
    read_events,
    refuse_personal_numbers,
    to_share,
    without_text,
    written,
)
from checklist.criteria import CriteriaSet, set_fingerprint
from checklist.i18n import Phrase, phrase
from checklist.machine import is_reserved, machine_mark
from checklist.store.backups import Backups
from checklist.store.database import Database
from checklist.store.errors import (
    StoreError,
    TakenId,
    UnknownAssessment,
    UnusableId,
    damaged,
    explained,
    reserved_words,
)
from checklist.store.tables import MIGRATIONS

_SETS_IN_MEMORY = 2
"""Enough for an assessment and the one it is compared with. A set of thousands takes 10 MB."""

# Also the name of the folder that evidence is copied to.
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?")

Clock = Callable[[], datetime]


class JournalEntry(msgspec.Struct, frozen=True):
    """An assessment as the list shows it."""

    id: str
    created: Created
    events: int


class _Head(NamedTuple):
    """What the row of a journal holds."""

    key: int
    genesis: str
    heads: tuple[tuple[str, str], ...]
    writes: int


class News(NamedTuple):
    """What has arrived in a journal.

    Attributes:
        events: as far as they can be read, in order.
        arrived: the number of the last that has arrived; ask with it for those after.
        faults: what can't be read, in words.
    """

    events: tuple[Event, ...]
    arrived: int
    faults: tuple[Phrase, ...]


class Journal:
    """All assessments of one user, in one database file.

    Args:
        path: the database; it and its folder are made, readable by their owner only.
        clock: gives the time of an event, with zone.
        backups: where backups are made by themselves; none without it.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock = lambda: datetime.now(UTC),
        backups: Backups | None = None,
    ) -> None:
        self.path = path
        self._clock = clock
        self._sets: dict[str, CriteriaSet] = {}
        self._people: dict[int, Mapping[str, Author]] = {}
        self._secrets: dict[int, str] = {}
        self.database = Database(path, MIGRATIONS, backups)

    def close(self) -> None:
        """Let go of the file. The journal can't be used afterwards."""
        self.database.close()

    def __enter__(self) -> Self:
        """Use with `with`: closed at the end of it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    # -- reading ------------------------------------------------------------------------

    def entries(self) -> tuple[JournalEntry, ...]:
        """Every assessment whose beginning can be read, the last changed first."""
        return tuple(entry for entry in self._listed() if isinstance(entry, JournalEntry))

    def damaged_entries(self) -> tuple[str, ...]:
        """The ids of those whose beginning can't be read: they can be proved and removed only."""
        return tuple(entry for entry in self._listed() if isinstance(entry, str))

    def _listed(self) -> list[JournalEntry | str]:
        with explained(self.path):
            rows = self.database.connection.execute(
                "SELECT key, name, genesis, events FROM journal ORDER BY changed DESC, key DESC"
            ).fetchall()
        found: list[JournalEntry | str] = []
        for key, name, genesis, events in rows:
            created = self._beginning(key, genesis)
            found.append(name if created is None else JournalEntry(name, created, events))
        return found

    def _beginning(self, key: int, genesis: str) -> Created | None:
        try:
            with explained(self.path):
                rows = self._stored(key, "AND digest = ?", genesis)
        except StoreError:
            return None
        happened = [event.what for event in read_events(rows).events]
        return next((what for what in happened if isinstance(what, Created)), None)

    def events(self, assessment: str) -> tuple[Event, ...]:
        """Every event of an assessment that can be read, in order.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        return self.news(assessment).events

    def news(self, assessment: str, after: int = 0) -> News:
        """What has arrived in an assessment after the number `after`.

        By arrival, not by id: what is merged from elsewhere may come before what was here.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with explained(self.path):
            key = self._head(assessment).key
            rows = self._stored(key, "AND n > ?", after)
            arrived = self.database.connection.execute(
                "SELECT max(n) FROM entry WHERE journal = ?", (key,)
            ).fetchone()[0]
        found = read_events(rows, self._people.get(key) if after else None)
        self._people[key] = found.people
        return News(found.events, arrived or after, found.faults)

    def criteria_set(self, fingerprint: str) -> CriteriaSet:
        """The criteria set as it was when the assessment began.

        Assessments of the same set share it: what has a fingerprint never changes.

        Raises:
            StoreError: it is not here, or not as it was written.
        """
        known = self._sets.get(fingerprint)
        if known is not None:
            return known
        with explained(self.path):
            row = self.database.connection.execute(
                "SELECT body, sha256 FROM criteria_set WHERE fingerprint = ?", (fingerprint,)
            ).fetchone()
        if row is None or hashlib.sha256(row[0]).hexdigest() != row[1]:
            raise damaged(self.path)
        found = msgspec.json.decode(row[0], type=CriteriaSet)
        if len(self._sets) == _SETS_IN_MEMORY:
            del self._sets[next(iter(self._sets))]
        self._sets[fingerprint] = found
        return found

    def version(self) -> int:
        """A number that changes when another program has written. Cheap enough to poll."""
        return self.database.version()

    def prove(self, assessment: str) -> tuple[str, Proof]:
        """Take every digest anew; the digest of the first write, and what it came to.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with explained(self.path):
            head = self._head(assessment)
            rows = self._stored(head.key)
            sets = self.database.connection.execute(
                "SELECT fingerprint, body, sha256 FROM criteria_set"
            ).fetchall()
        proof = prove(
            rows,
            genesis=head.genesis,
            cached_heads=[digest for _, digest in head.heads],
            cached_writes=head.writes,
        )
        broken = tuple(
            phrase("Kriteriesettet {fingerprint} er ikke slik det ble lagret.", fingerprint=name)
            for name, body, sha256 in sets
            if hashlib.sha256(body).hexdigest() != sha256 or not _is_set(body, name)
        )
        return head.genesis, proof._replace(faults=proof.faults + broken)

    def heads(self, assessment: str) -> tuple[str, tuple[str, ...], int]:
        """The digests of the first write and of the heads, and how many writes there are.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with explained(self.path):
            head = self._head(assessment)
        return head.genesis, tuple(digest for _, digest in head.heads), head.writes

    def replicas(self) -> frozenset[str]:
        """The replicas that this store is and has been: whose writes are undone here."""
        with explained(self.path):
            rows = self.database.connection.execute("SELECT id FROM replica").fetchall()
        return frozenset(name for (name,) in rows)

    # -- writing ------------------------------------------------------------------------

    def create(
        self, assessment: str, created: Created, criteria_set: CriteriaSet, author: Author
    ) -> Event:
        """Begin an assessment and keep its criteria set as it is now.

        Raises:
            TakenId: an assessment has this id.
            UnusableId: the id can't be the name of a folder.
        """
        _refuse_unusable(assessment)
        refuse_personal_numbers(assessment, author, created)
        created = msgspec.structs.replace(created, criteria_set=set_fingerprint(criteria_set))
        with self.database.writing():
            self._refuse_taken(assessment)
            self._keep_set(created.criteria_set, criteria_set)
            secret, at = os.urandom(32).hex(), self._clock()
            begun = written(
                of="",
                write_id=new_id(at, ""),
                at=at,
                by=author_key(secret, author.name),
                replica=self._own_replica(),
                parents=(),
                happened=(created, PersonNamed(name=author.name, role=author.role)),
                further={SECRET: secret},
            )
            key = self._begin(assessment, begun.digest)
            self._insert(_Head(key, begun.digest, (), 0), begun)
        self._secrets[key] = secret
        self._people[key] = {begun.write.by: author}
        return events_of(begun, self._people[key])[0]

    def append(self, assessment: str, author: Author, *happened: What) -> tuple[Event, ...]:
        """Write events as one step, all or none. When this returns, they are on disk.

        Raises:
            UnknownAssessment: there is no such assessment.
            PersonalNumber: a text names a person by number; nothing was written.
            UnstorableEvent: an event could not be read back; nothing was written.
            StoreError: nothing was written; the words say why.
        """
        refuse_personal_numbers(author, happened)
        with self.database.writing():
            return self._append(self._head(assessment), author, happened)

    def upgrade(
        self, assessment: str, author: Author, criteria_set: CriteriaSet, upgraded: CriteriaUpgraded
    ) -> Event:
        """Let an assessment go over to another version of its set, which is kept as it is now.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        fingerprint = set_fingerprint(criteria_set)
        upgraded = msgspec.structs.replace(upgraded, criteria_set=fingerprint)
        with self.database.writing():
            head = self._head(assessment)
            self._keep_set(fingerprint, criteria_set)
            return self._append(head, author, (upgraded,))[0]

    def erase(self, assessment: str, author: Author, *erased: Erased) -> tuple[Event, ...]:
        """Take texts out of earlier events for good, and say so in the history, in one step.

        The text goes from the database and its log, not from backups and copies elsewhere.

        Raises:
            UnknownAssessment: there is no such assessment.
            NothingToErase: the event holds no such text.
            StoreError: another program reads the journal, so that its log can't be emptied yet.
        """
        refuse_personal_numbers(author, erased)
        with self.database.writing():
            head = self._head(assessment)
            for one in erased:
                self._take_out(head.key, one)
            written = self._append(head, author, erased)
        self._people.pop(head.key, None)
        self.database.empty_log()
        return written

    def remove(self, assessment: str) -> None:
        """Take an assessment away with all that happened in it. It can't be brought back.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.writing() as connection:
            key = self._head(assessment).key
            connection.execute(
                "DELETE FROM part WHERE entry IN (SELECT n FROM entry WHERE journal = ?)", (key,)
            )
            for table in ("entry", "aside"):
                connection.execute(f"DELETE FROM {table} WHERE journal = ?", (key,))  # noqa: S608
            connection.execute("DELETE FROM journal WHERE key = ?", (key,))
        self.database.empty_log(compact=True)

    def take_in(self, assessment: str, lines: Iterable[Line]) -> Incoming:
        """Take in what was written elsewhere, in one transaction; nothing is overwritten.

        Twice changes nothing. What builds on a write that is not here yet is kept aside, and
        tried again each time.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.writing():
            new = self._take_in(self._head(assessment), lines)
        if new.erased:
            self.database.empty_log()
        return new

    def adopt(
        self, assessment: str, lines: Iterable[Line], criteria_sets: Iterable[CriteriaSet] = ()
    ) -> Incoming:
        """Begin to keep an assessment that was written elsewhere, under an id of its own here.

        Raises:
            TakenId: an assessment has this id, or this one is here already under another.
            UnusableId: the id can't be the name of a folder.
            UnreadableWrite: nothing among the lines begins an assessment.
        """
        _refuse_unusable(assessment)
        lines = tuple(lines)
        genesis = beginning_of(lines)
        with self.database.writing():
            self._refuse_taken(assessment, genesis)
            for criteria_set in criteria_sets:
                self._keep_set(set_fingerprint(criteria_set), criteria_set)
            key = self._begin(assessment, genesis)
            return self._take_in(_Head(key, genesis, (), 0), lines)

    def lines(self, assessment: str) -> tuple[Line, ...]:
        """Every write with its texts, to take in elsewhere; nothing of a round that is running.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with explained(self.path):
            rows = self._stored(self._head(assessment).key)
        found = [one for stored in rows if (one := _readable(stored))]
        old = [Line(s.body, {}) for s in rows if s.body is not None and digest(s.body) != s.digest]
        return (*old, *to_share(one.write for one in found if one.write))

    # -- rows ---------------------------------------------------------------------------

    def _append(self, head: _Head, author: Author, happened: Sequence[What]) -> tuple[Event, ...]:
        by = author_key(self._secret(head), author.name)
        people = self._people.get(head.key)
        if people is None:
            people = read_events(self._stored(head.key)).people
        if people.get(by) != author:
            happened = (*happened, PersonNamed(name=author.name, role=author.role))
        at = self._clock()
        made = written(
            of=head.genesis,
            write_id=new_id(at, max(name for name, _ in head.heads)),
            at=at,
            by=by,
            replica=self._own_replica(),
            parents=parents_of_next(head.heads),
            happened=happened,
        )
        self._insert(head, made)
        self._people[head.key] = {**people, by: author}
        return events_of(made, self._people[head.key])

    def _insert(self, head: _Head, made: Written) -> None:
        self._insert_row(head.key, made)
        left = [known for known in head.heads if known[1] not in made.write.parents]
        heads = sorted([*left, (made.write.id, made.digest)])
        self.database.connection.execute(
            "UPDATE journal SET heads = ?, writes = writes + 1, events = events + ?, changed = ?"
            " WHERE key = ?",
            (
                msgspec.json.encode(heads),
                count_events(made.write),
                made.write.at.isoformat(),
                head.key,
            ),
        )

    def _insert_row(self, key: int, made: Written) -> None:
        connection = self.database.connection
        n = connection.execute(
            "INSERT INTO entry (journal, id, digest, body) VALUES (?, ?, ?, ?)",
            (key, made.write.id, made.digest, made.body),
        ).lastrowid
        connection.executemany(
            "INSERT INTO part VALUES (?, ?, ?, ?)",
            [(n, path, part.salt, part.value) for path, part in made.parts.items()],
        )

    def _refuse_taken(self, assessment: str, genesis: str = "") -> None:
        # Windows and macOS would let ids that differ in case share a folder.
        taken = self.database.connection.execute(
            "SELECT name FROM journal WHERE name = ? OR genesis = ?", (assessment, genesis)
        ).fetchone()
        if taken:
            raise TakenId(
                phrase(
                    "Det finnes allerede en egenvurdering med id «{id}». Velg en annen id.",
                    id=taken[0],
                )
            )

    def _begin(self, assessment: str, genesis: str) -> int:
        key = self.database.connection.execute(
            "INSERT INTO journal (name, genesis, heads, writes, events, changed)"
            " VALUES (?, ?, x'5b5d', 0, 0, '')",
            (assessment, genesis),
        ).lastrowid
        assert key is not None  # noqa: S101 - a row was inserted
        return key

    def _take_in(self, head: _Head, lines: Iterable[Line]) -> Incoming:
        connection = self.database.connection
        waiting = connection.execute(
            "SELECT line FROM aside WHERE journal = ?", (head.key,)
        ).fetchall()
        lines = (*lines, *(_line_of(line) for (line,) in waiting))
        found = [one for stored in self._stored(head.key) if (one := _readable(stored))]
        here = {one.node.digest: one.node for one in found}
        writes = {one.write.digest: one.write.write for one in found if one.write}
        new = incoming(lines, head.genesis, here, writes, erasings(found))
        self._take(head, here, new)
        connection.execute("DELETE FROM aside WHERE journal = ?", (head.key,))
        connection.executemany(
            "INSERT OR IGNORE INTO aside VALUES (?, ?, ?, 'parent')",
            [(head.key, digest(line.body), _bytes_of(line)) for line in new.aside],
        )
        self._people.pop(head.key, None)
        return new

    def _take(self, head: _Head, here: Mapping[str, Node], new: Incoming) -> None:
        connection = self.database.connection
        for event, body in new.old:
            connection.execute(
                "INSERT INTO entry (journal, id, digest, body) VALUES (?, ?, ?, ?)",
                (head.key, event.id, event.write, body),
            )
        added = [Node(e.id, e.write, (e.previous,) if e.previous else ()) for e, _ in new.old]
        for made in new.writes:
            self._insert_row(head.key, made)
            added.append(Node(made.write.id, made.digest, made.write.parents))
        for name, parts in new.late.items():
            connection.executemany(
                "INSERT OR IGNORE INTO part SELECT n, ?, ?, ? FROM entry"
                " WHERE journal = ? AND digest = ?",
                [(path, p.salt, p.value, head.key, name) for path, p in parts.items()],
            )
        connection.executemany(
            "DELETE FROM part WHERE path = ? AND entry IN"
            " (SELECT n FROM entry WHERE journal = ? AND id = ?)",
            [(path, head.key, name) for name, path in new.erased],
        )
        every = {**here, **{node.digest: node for node in added}}
        known = sorted((every[name].id, name) for name in heads(every.values()))
        connection.execute(
            "UPDATE journal SET heads = ?, writes = writes + ?, events = events + ?,"
            " changed = max(changed, ?) WHERE key = ?",
            (
                msgspec.json.encode(known),
                len(added),
                len(new.old) + sum(count_events(made.write) for made in new.writes),
                max((made.write.at.isoformat() for made in new.writes), default=""),
                head.key,
            ),
        )

    def _take_out(self, key: int, erased: Erased) -> None:
        connection = self.database.connection
        name, path = part_of(erased)
        rows = self._stored(key, "AND id = ?", name)
        for stored in rows:
            one = read(stored)
            if one.old is not None:
                stand_in = without_text(one.old, erased.path)
                connection.execute(
                    "UPDATE entry SET body = NULL, stand_in = ? WHERE journal = ? AND digest = ?",
                    (stand_in, key, stored.digest),
                )
                return
            gone = connection.execute(
                "DELETE FROM part WHERE path = ? AND entry ="
                " (SELECT n FROM entry WHERE journal = ? AND digest = ?)",
                (path, key, stored.digest),
            )
            if gone.rowcount:
                return
        raise NothingToErase(
            phrase("Hendelsen {event} har ingen tekst å slette her.", event=erased.event)
        )

    def _stored(self, key: int, further: str = "", *values: object) -> list[Stored]:
        """Rows with their texts, in order; `further` is more of the condition."""
        connection = self.database.connection
        of_rows = f"FROM entry WHERE journal = ? {further}"
        parts: dict[int, dict[str, Part]] = {}
        for n, path, salt, value in connection.execute(
            f"SELECT entry, path, salt, value FROM part WHERE entry IN (SELECT n {of_rows})",  # noqa: S608
            (key, *values),
        ):
            parts.setdefault(n, {})[path] = Part(salt, value)
        rows = connection.execute(
            f"SELECT n, id, digest, body, stand_in {of_rows} ORDER BY id, digest",
            (key, *values),
        )
        return [
            Stored(name, digest, body, stand_in, parts.get(n, {}))
            for n, name, digest, body, stand_in in rows
        ]

    def _head(self, assessment: str) -> _Head:
        row = self.database.connection.execute(
            "SELECT key, genesis, heads, writes FROM journal WHERE name = ?", (assessment,)
        ).fetchone()
        if row is None:
            raise self._unknown(assessment)
        key, genesis, heads, writes = row
        return _Head(
            key, genesis, tuple(msgspec.json.decode(heads, type=list[tuple[str, str]])), writes
        )

    def _secret(self, head: _Head) -> str:
        """What turns the names of this journal's authors into keys.

        Raises:
            StoreError: it is not here: the journal came as a copy to read.
        """
        known = self._secrets.get(head.key)
        if known is not None:
            return known
        (first,) = self._stored(head.key, "AND digest = ?", head.genesis) or (None,)
        if first is not None and SECRET in first.parts:
            known = msgspec.json.decode(first.parts[SECRET].value, type=str)
        elif first is not None and first.body is not None and read(first).old is not None:
            known = old_secret(first.body)
        else:
            raise StoreError(
                phrase(
                    "Denne egenvurderingen kan bare leses her: den mangler nøkkelen som skiller "
                    "dem som skriver."
                )
            )
        self._secrets[head.key] = known
        return known

    def _own_replica(self) -> str:
        """The replica that writes here; a new one where the file has been copied or restored."""
        connection, mark = self.database.connection, machine_mark(self.path)
        row = connection.execute("SELECT id, mark FROM replica ORDER BY n DESC").fetchone()
        if row is not None and row[1] == mark:
            return str(row[0])
        made = os.urandom(8).hex()
        connection.execute("INSERT INTO replica (id, mark) VALUES (?, ?)", (made, mark))
        return made

    def _keep_set(self, fingerprint: str, criteria_set: CriteriaSet) -> None:
        # In the order of the file: whom to ask first is the first role named there.
        body = msgspec.json.encode(criteria_set)
        self.database.connection.execute(
            "INSERT OR IGNORE INTO criteria_set (fingerprint, id, version, body, sha256)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                fingerprint,
                criteria_set.id,
                criteria_set.version,
                body,
                hashlib.sha256(body).hexdigest(),
            ),
        )

    def _unknown(self, assessment: str) -> UnknownAssessment:
        known = self.database.connection.execute("SELECT name FROM journal ORDER BY changed DESC")
        return UnknownAssessment(_no_such_assessment(assessment, [name for (name,) in known]))


def _is_set(body: bytes, fingerprint: str) -> bool:
    try:
        return set_fingerprint(msgspec.json.decode(body, type=CriteriaSet)) == fingerprint
    except msgspec.DecodeError:
        return False


def _readable(stored: Stored) -> Read | None:
    try:
        return read(stored)
    except UnreadableWrite:
        return None


def _bytes_of(line: Line) -> bytes:
    return msgspec.msgpack.encode(line)


def _line_of(kept: bytes) -> Line:
    return msgspec.msgpack.decode(kept, type=Line)


def _refuse_unusable(assessment: str) -> None:
    if is_reserved(assessment):
        raise UnusableId(reserved_words(assessment))
    if not _ID.fullmatch(assessment):
        raise UnusableId(
            phrase(
                "«{id}» kan ikke brukes som id. Bruk bokstavene a–z, tall og bindestrek, for "
                "eksempel nes-2018.",
                id=assessment,
            )
        )


def _no_such_assessment(assessment: str, known: Iterable[str]) -> Phrase:
    names = ", ".join(known)
    if not names:
        return phrase(
            "Egenvurderingen «{id}» finnes ikke, og det er ingen her ennå. Lag en med "
            "«samsjekk new», eller prøv «samsjekk example nes-2018».",
            id=assessment,
        )
    return phrase("Egenvurderingen «{id}» finnes ikke. Her er: {names}", id=assessment, names=names)
