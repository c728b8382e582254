"""The journals on disk: SQLite, append-only, durable.

What `append` returns is on disk: one transaction of `Database`. Several programs may have the
same journal open; each asks `version` whether others wrote. What a row holds and how it is proved
is in `assessment.writes` and `assessment.proving`.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
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
    PersonNamed,
    Proof,
    Read,
    Stored,
    UnreadableWrite,
    What,
    Written,
    author_key,
    beginning_now,
    beginning_of,
    count_events,
    digest,
    erasings,
    events_of,
    incoming,
    new_id,
    old_digest,
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
from checklist.assessment import heads as graph_heads
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
    backup_advice,
    damaged,
    explained,
    reserved_words,
    unread,
)
from checklist.store.rows import as_far_as_it_goes, blob, stored_rows, text
from checklist.store.tables import MIGRATIONS
from checklist.store.unread import is_damaged

_SETS_IN_MEMORY = 2
"""Enough for an assessment and the one it is compared with. A set of thousands takes 10 MB."""

# Also the name of the folder that evidence is copied to.
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?")

_NAMELESS = "skadet-{}"
"""What an assessment is called whose name is damaged, by the number of its row."""
_WRITE_ID = re.compile(r"[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def _holding(kind: str) -> str:
    """The condition that a write has an event of a kind: no text of anybody's is in its bytes."""
    mark = f'"type":"{kind}"'.encode().hex()
    return f"instr(body, x'{mark}')"


_MAY_CORRECT = " OR ".join(_holding(kind) for kind in ("corrected", "undone", "went_back"))
"""The condition for what decides what an assessment is about now."""

Clock = Callable[[], datetime]


class JournalEntry(msgspec.Struct, frozen=True):
    """An assessment as the list shows it."""

    id: str
    created: Created
    events: int


class _Head(NamedTuple):
    """What the row of a journal holds, made anew from the writes where it is damaged.

    Attributes:
        cell: the digests of the heads as the row says; None where it does not say.
        faults: what was damaged, in words.
    """

    key: int
    genesis: str
    heads: tuple[tuple[str, str], ...]
    writes: int
    cell: tuple[str, ...] | None = None
    faults: tuple[Phrase, ...] = ()


class _Row(NamedTuple):
    """The row of a journal as it is, with a name to show."""

    key: int
    name: str
    genesis: str
    heads: object
    writes: int
    events: int


class _Compared(NamedTuple):
    """The writes of a journal by their digests, and what lines from elsewhere would add."""

    here: Mapping[str, Node]
    new: Incoming


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
        return tuple(entry for entry in self.listed() if isinstance(entry, JournalEntry))

    def damaged_entries(self) -> tuple[str, ...]:
        """The ids of those whose beginning can't be read: they can be proved and removed only."""
        return tuple(entry for entry in self.listed() if isinstance(entry, str))

    def listed(self) -> list[JournalEntry | str]:
        """Every assessment, the last changed first; the id alone where its beginning is damaged."""
        with self.database.reading():
            rows, corrected = self._rows(), self._corrected()
            return [
                JournalEntry(row.name, created, row.events)
                if (created := self._beginning(row, corrected=row.key in corrected))
                else row.name
                for row in rows
            ]

    def _beginning(self, row: _Row, *, corrected: bool) -> Created | None:
        """What an assessment is about, as it was begun or was corrected since."""
        further = f"AND (digest = ? OR {_MAY_CORRECT})" if corrected else "AND digest = ?"
        with as_far_as_it_goes():
            for genesis in (row.genesis, None):
                known = genesis or self._genesis_of(row)
                rows = stored_rows(self.database.connection, row.key, further, known)
                found = beginning_now(read_events(rows, genesis=known).events)
                if found is not None:
                    return found
        return None

    def _corrected(self) -> frozenset[int]:
        """The numbers of the assessments that somebody has corrected something about."""
        found: set[int] = set()
        with as_far_as_it_goes():
            query = f"SELECT DISTINCT journal FROM entry NOT INDEXED WHERE {_holding('corrected')}"  # noqa: S608
            found.update(key for (key,) in self.database.connection.execute(query))
        return frozenset(found)

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
        with self.database.reading():
            head = self._head(assessment)
            key = head.key
            rows = self._stored(key, "AND n > ?", after)
            people = self._people_of(key) if after else None
            arrived = self._last_arrived(key)
        found = read_events(rows, people, genesis=head.genesis)
        self._people[key] = found.people
        faults = found.faults if after else head.faults + found.faults
        if not after and len(rows) != head.writes:
            faults = (*faults, _missing_rows(len(rows), head.writes))
        return News(found.events, arrived or after, faults)

    def _people_of(self, key: int) -> Mapping[str, Author]:
        """Who has written in a journal, by their keys."""
        known = self._people.get(key)
        return read_events(self._stored(key)).people if known is None else known

    def _last_arrived(self, key: int) -> int:
        last = None
        with as_far_as_it_goes():
            query = "SELECT max(n) FROM entry WHERE journal = ?"
            last = self.database.connection.execute(query, (key,)).fetchone()[0]
        return last or 0

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
            found = self._kept_set(fingerprint)
        if found is None:
            raise damaged(self.path)
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
        with self.database.reading():
            head = self._head(assessment)
            rows = self._stored(head.key)
            proof = prove(
                rows,
                genesis=head.genesis,
                cached_heads=head.cell or [digest for _, digest in head.heads],
                cached_writes=head.writes,
            )
            faults = (*head.faults, *proof.faults, *self._faults_of_sets(), *self._faults_of_file())
        return head.genesis, proof._replace(faults=faults)

    def _faults_of_sets(self) -> Iterator[Phrase]:
        connection = self.database.connection
        sets = connection.execute("SELECT fingerprint, body, sha256 FROM criteria_set NOT INDEXED")
        try:
            for name, body, sha256 in sets:
                if not isinstance(body, bytes) or not (
                    hashlib.sha256(body).hexdigest() == sha256 and _is_set(body, text(name))
                ):
                    yield phrase(
                        "Kriteriesettet {fingerprint} er ikke slik det ble lagret.",
                        fingerprint=name,
                    )
        except sqlite3.DatabaseError:
            yield phrase("Et kriteriesett kan ikke leses.")

    def _faults_of_file(self) -> Iterator[Phrase]:
        """What is wrong with the file as such, which another assessment may be hit by."""
        try:
            found = self.database.connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            found = error
        if found == "ok":
            return
        if is_damaged(self.path):
            yield phrase(
                "Databasefilen er skadet et sted, som kan høre til denne egenvurderingen eller "
                "til en annen ({reason}). {advice}",
                reason=found,
                advice=backup_advice(self.path),
            )
        else:
            yield unread(self.path).words

    def heads(self, assessment: str) -> tuple[str, tuple[str, ...], int]:
        """The digests of the first write and of the heads, and how many writes there are.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.reading():
            head = self._head(assessment)
        return head.genesis, tuple(digest for _, digest in head.heads), head.writes

    def key(self, assessment: str) -> int:
        """The number that an assessment's rows have in this database.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.reading():
            return self._head(assessment).key

    def replica(self) -> str:
        """The replica that this store writes as."""
        with self.database.writing():
            return self._own_replica()

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

    def remove(self, assessment: str, beside: Callable[[], object] = lambda: None) -> None:
        """Take an assessment away with all that happened in it. It can't be brought back.

        `beside` takes away what lies beside the journal. It is done once nobody else can write
        and before anything is gone from the journal, so that what is begun can be done again.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.writing() as connection:
            key = self._head(assessment).key
            beside()
            connection.execute(
                "DELETE FROM part WHERE entry IN (SELECT n FROM entry WHERE journal = ?)", (key,)
            )
            for table in ("entry", "aside", "shared", "segment"):
                connection.execute(f"DELETE FROM {table} WHERE journal = ?", (key,))  # noqa: S608
            connection.execute("DELETE FROM journal WHERE key = ?", (key,))
        self.database.empty_log(compact=True)

    def take_in(
        self, assessment: str, lines: Iterable[Line], criteria_sets: Iterable[CriteriaSet] = ()
    ) -> Incoming:
        """Take in what was written elsewhere, in one transaction; nothing is overwritten.

        Twice changes nothing. What builds on a write that is not here yet is kept aside, and
        tried again each time.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        lines = tuple(lines)
        with self.database.reading():
            version = self.database.version()
            head = self._head(assessment)
            found = self._compared(head, lines)
        # What takes long is done before others have to wait, and anew where they wrote meanwhile.
        with self.database.writing():
            self._keep_sets(criteria_sets)
            if self.database.version() != version:
                head = self._head(assessment)
                found = self._compared(head, lines)
            new = self._take_in(head, found)
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
            self._keep_sets(criteria_sets)
            key = self._begin(assessment, genesis)
            head = _Head(key, genesis, (), 0)
            return self._take_in(head, self._compared(head, lines))

    def lines(self, assessment: str, *, whole: bool = False) -> tuple[Line, ...]:
        """Every write with its texts, to take in elsewhere; nothing of a round that is running.

        With `whole`, that as well: for another store of the same user. They are in order, so that
        the same writes give the same lines in every store.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.reading():
            rows = self._stored(self._head(assessment).key)
        found = [(stored, one) for stored in rows if (one := _readable(stored))]
        writes = [one.write for _, one in found if one.write]
        shared = iter([Line(w.body, w.parts) for w in writes] if whole else to_share(writes))
        return tuple(next(shared) if one.write else _old_line(stored) for stored, one in found)

    # -- rows ---------------------------------------------------------------------------

    def _append(self, head: _Head, author: Author, happened: Sequence[What]) -> tuple[Event, ...]:
        if not head.heads:
            raise damaged(self.path)
        by = author_key(self._secret(head), author.name)
        people = self._people_of(head.key)
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

    def _compared(self, head: _Head, lines: Iterable[Line]) -> _Compared:
        """What is here, and what lines, with those that wait for others, would add to it."""
        waiting = self.database.connection.execute(
            "SELECT line FROM aside WHERE journal = ?", (head.key,)
        ).fetchall()
        lines = (*lines, *(known for (line,) in waiting if (known := _line_of(line))))
        found = [one for stored in self._stored(head.key) if (one := _readable(stored))]
        here = {one.node.digest: one.node for one in found}
        writes = {one.write.digest: one.write.write for one in found if one.write}
        return _Compared(here, incoming(lines, head.genesis, here, writes, erasings(found)))

    def _take_in(self, head: _Head, compared: _Compared) -> Incoming:
        connection, new = self.database.connection, compared.new
        self._take(head, compared.here, new)
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
            column = "body" if old_digest(body) == event.write else "stand_in"
            connection.execute(
                f"INSERT INTO entry (journal, id, digest, {column}) VALUES (?, ?, ?, ?)",  # noqa: S608 - one of two names
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
        for erased in new.erased:
            # What came without the text has nothing to erase.
            with suppress(NothingToErase):
                self._take_out(head.key, erased)
        every = {**here, **{node.digest: node for node in added}}
        known = sorted((every[name].id, name) for name in graph_heads(every.values()))
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
        return stored_rows(self.database.connection, key, further, *values)

    def _rows(self) -> list[_Row]:
        """The rows of all journals, the last changed first, whatever is damaged in them."""
        rows = self.database.connection.execute(
            "SELECT key, name, genesis, heads, writes, events FROM journal NOT INDEXED"
            " ORDER BY changed DESC, key DESC"
        ).fetchall()
        found: list[_Row] = []
        named = Counter(text(name).casefold() for _, name, *_ in rows)
        for key, name, genesis, heads, writes, events in rows:
            # A name that can't be one, or that another has, is damaged.
            usable = _ID.fullmatch(text(name)) and named[text(name).casefold()] == 1
            shown = name if usable else _NAMELESS.format(key)
            found.append(_Row(key, shown, text(genesis), heads, _count(writes), _count(events)))
        return found

    def _head(self, assessment: str) -> _Head:
        row = self.database.connection.execute(
            "SELECT key, name, genesis, heads, writes, events FROM journal WHERE name = ?",
            (assessment,),
        ).fetchone()
        faults: tuple[Phrase, ...] = ()
        if row is not None and text(row[1]).casefold() == assessment.casefold():
            key, name, genesis, heads, writes, events = row
            found = _Row(key, name, text(genesis), heads, _count(writes), _count(events))
        else:
            # The index of names may be what is damaged, or a name that is not in it.
            rows = self._rows()
            named = [row for row in rows if row.name.casefold() == assessment.casefold()]
            if not named:
                raise UnknownAssessment(_no_such_assessment(assessment, [r.name for r in rows]))
            found = named[0]
            faults = (_damaged_row(),)
        return self._checked_head(found, faults)

    def _checked_head(self, row: _Row, faults: tuple[Phrase, ...]) -> _Head:
        """The head of a journal, made anew from its writes where the row does not fit them."""
        heads, cell = _decoded_heads(row.heads), None
        if heads is not None:
            cell = tuple(known for _, known in heads)
            wanted = {row.genesis, *cell}
            marks = ", ".join("?" * len(wanted))
            query = f"SELECT count(*) FROM entry WHERE journal = ? AND digest IN ({marks})"  # noqa: S608
            with as_far_as_it_goes():
                here = self.database.connection.execute(query, (row.key, *wanted)).fetchone()[0]
                if here == len(wanted):
                    return _Head(row.key, row.genesis, heads, row.writes, cell, faults)
        stored = self._stored(row.key)
        genesis = self._genesis_of(row, stored)
        # What is named and is not here was removed, unless as many are here as the row says.
        if heads is None or (genesis == row.genesis and len(stored) == row.writes):
            nodes = [one.node for known in stored if (one := _readable(known))]
            ids = {node.digest: node.id for node in nodes}
            heads = tuple(sorted((ids[known], known) for known in graph_heads(nodes)))
        if genesis != row.genesis or cell is None:
            faults = (_damaged_row(),)
        return _Head(row.key, genesis, heads, row.writes, cell, faults)

    def _genesis_of(self, row: _Row, stored: Sequence[Stored] | None = None) -> str:
        """The digest of the first write of a journal, as most of its writes name it."""
        rows = self._stored(row.key) if stored is None else stored
        if any(known.digest == row.genesis for known in rows):
            return row.genesis
        read_here = [one for known in rows if (one := _readable(known))]
        named = Counter(
            one.write.write.of or one.node.digest if one.write else rows[0].digest
            for one in read_here
        )
        return named.most_common(1)[0][0] if named else row.genesis

    def _secret(self, head: _Head) -> str:
        """What turns the names of this journal's authors into keys.

        Raises:
            StoreError: it is not here: the journal came as a copy to read.
        """
        known = self._secrets.get(head.key)
        if known is not None:
            return known
        (first,) = self._stored(head.key, "AND digest = ?", head.genesis) or (None,)
        one = None if first is None else _readable(first)
        if one is not None and one.write is not None and SECRET in one.write.parts:
            known = msgspec.json.decode(one.write.parts[SECRET].value, type=str)
        elif one is not None and one.old is not None and first is not None and first.body:
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

    def _keep_sets(self, criteria_sets: Iterable[CriteriaSet]) -> None:
        for criteria_set in criteria_sets:
            self._keep_set(set_fingerprint(criteria_set), criteria_set)

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

    def _kept_set(self, fingerprint: str) -> CriteriaSet | None:
        connection = self.database.connection
        row = connection.execute(
            "SELECT body, sha256 FROM criteria_set WHERE fingerprint = ?", (fingerprint,)
        ).fetchone()
        if row and isinstance(row[0], bytes) and hashlib.sha256(row[0]).hexdigest() == row[1]:
            return msgspec.json.decode(row[0], type=CriteriaSet)
        # What is damaged may be the name or the digest beside the set.
        for (body,) in connection.execute("SELECT body FROM criteria_set NOT INDEXED"):
            if isinstance(body, bytes) and _is_set(body, fingerprint):
                return msgspec.json.decode(body, type=CriteriaSet)
        return None


def _count(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def _decoded_heads(cell: object) -> tuple[tuple[str, str], ...] | None:
    try:
        heads = msgspec.json.decode(blob(cell) or b"", type=tuple[tuple[str, str], ...])
    except (msgspec.DecodeError, UnicodeError):
        return None
    fit = all(_WRITE_ID.match(name) and _DIGEST.fullmatch(known) for name, known in heads)
    return heads if heads and fit else None


def _damaged_row() -> Phrase:
    return phrase(
        "Oppføringen av egenvurderingen er skadet: navnet, begynnelsen eller slutten av den. Det "
        "som trengs, er lest ut av historikken."
    )


def _missing_rows(here: int, writes: int) -> Phrase:
    return phrase(
        "Historikken skulle hatt {writes} skrivinger, men {here} er her.", writes=writes, here=here
    )


def _is_set(body: bytes, fingerprint: str) -> bool:
    try:
        return set_fingerprint(msgspec.json.decode(body, type=CriteriaSet)) == fingerprint
    except (msgspec.DecodeError, UnicodeError):
        return False


def _readable(stored: Stored) -> Read | None:
    try:
        return read(stored)
    except UnreadableWrite:
        return None


def _old_line(stored: Stored) -> Line:
    """An event of the old form, or what stands in for it where a text was erased from it."""
    if stored.body is not None:
        return Line(stored.body, {})
    return Line(stored.stand_in or b"", {}, stored.digest)


def _bytes_of(line: Line) -> bytes:
    return msgspec.msgpack.encode(line)


def _line_of(kept: object) -> Line | None:
    """A write that was kept aside; None where it is damaged, until it is sent again."""
    try:
        return msgspec.msgpack.decode(blob(kept) or b"", type=Line)
    except (msgspec.DecodeError, UnicodeError):
        return None


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
