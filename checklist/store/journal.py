"""The journals: append-only, durable, in SQLite or in PostgreSQL.

What `append` returns is kept: one transaction of the database. Several programs may have the
same journal open; each asks `version` whether others wrote. What a row holds and how it is proved
is in `assessment.writes` and `assessment.proving`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from checklist.assessment import (
    SECRET,
    Author,
    Begun,
    Created,
    CriteriaUpgraded,
    Erased,
    Event,
    Incoming,
    Line,
    PersonNamed,
    Proof,
    Stored,
    What,
    Written,
    WrittenByNewer,
    author_key,
    beginning_now,
    beginning_of,
    events_of,
    new_id,
    old_secret,
    parents_of_next,
    prove,
    read_events,
    refuse_personal_numbers,
    to_share,
    written,
)
from checklist.criteria import CriteriaSet
from checklist.i18n import Phrase, phrase
from checklist.store.backups import Backups
from checklist.store.contract import JournalDatabase
from checklist.store.database import Database
from checklist.store.errors import PerhapsWritten, StoreError, TakenId, saving
from checklist.store.heads import (
    ASSESSMENT,
    Head,
    JournalRow,
    genesis_of,
    head_of,
    journal_rows,
    mark_of,
    refuse_unusable,
)
from checklist.store.kept_sets import KeptSets
from checklist.store.row_writing import heads_after, heads_cell, insert, take_out, text_of
from checklist.store.rows import (
    as_far_as_it_goes,
    first_rows,
    numbers_of_writes,
    readable,
    stored_rows,
)
from checklist.store.tables import MIGRATIONS
from checklist.store.taking_in import Compared, compared, take_in

_MAY_CORRECT = ("corrected", "undone", "went_back")
"""The kinds of events that decide what an assessment is about now."""

Clock = Callable[[], datetime]


class JournalEntry(msgspec.Struct, frozen=True):
    """An assessment as the list shows it.

    `mark` is another after every write; empty where the writes that are here are not as many as
    the journal's row says. `corrected` says that it is no longer about what it was begun as.
    """

    id: str
    created: Created
    events: int
    mark: str = ""
    corrected: bool = False


class Arrived(NamedTuple):
    """The number of what arrived last, in one copy of the database."""

    copy: int
    number: int


class News(NamedTuple):
    """What has arrived in a journal.

    Attributes:
        events: as far as they can be read, in order.
        arrived: what was the last; ask with it for those after.
        faults: what can't be read, in words.
        is_anew: whether it is all there is, because another copy of the database is here now than
            that which was asked after.
    """

    events: tuple[Event, ...]
    arrived: Arrived
    faults: tuple[Phrase, ...]
    is_anew: bool = False


class SomeRead(NamedTuple):
    """Some of the writes of a journal, read.

    Attributes:
        events: what they hold, in order.
        before: the digests of those that were asked for by their numbers.
        since: how many arrived after those.
        writes: how many the journal has.
        faults: what can't be read, in words.
    """

    events: tuple[Event, ...]
    before: frozenset[str]
    since: int
    writes: int
    faults: tuple[Phrase, ...]


class Journal:
    """All assessments of one user, in one database file, or those of a team on a server.

    Args:
        path: the database; it and its folder are made, readable by their owner only. Where it is
            on a server, what belongs to this machine alone lies beside this path.
        clock: gives the time of an event, with zone.
        backups: where backups are made by themselves; none without it.
        kind: what its journals are of; those of other kinds in the same database are not seen.
        database: where the journals lie, if not in a file at the path.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock = lambda: datetime.now(UTC),
        backups: Backups | None = None,
        kind: str = ASSESSMENT,
        database: JournalDatabase | None = None,
    ) -> None:
        self.path = path
        self.kind = kind
        self._clock = clock
        self._people: dict[int, Mapping[str, Author]] = {}
        self._secrets: dict[int, str] = {}
        self._heads: dict[str, Head] = {}
        self._replica = (0, "")
        self._last_made = self._unsure = ""
        self.database: JournalDatabase = database or Database(path, MIGRATIONS, backups)
        self._sets = KeptSets(self.database)

    def close(self) -> None:
        """Let go of the database. The journal can't be used afterwards."""
        self.database.close()

    def of_kind(self, kind: str) -> Journal:
        """What else lies in the same database. It is closed with this one."""
        return Journal(self.path, self._clock, kind=kind, database=self.database)

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

    def listed(self, as_begun: Container[str] = ()) -> list[JournalEntry | str]:
        """Every assessment, the last changed first; the id alone where its beginning is damaged.

        Those with the marks `as_begun` are known to be about what they were begun as: nobody has
        to look for corrections in them.
        """
        with self.database.reading():
            connection = self.database.connection
            firsts, numbers = first_rows(connection), numbers_of_writes(connection)
            rows = {
                row: mark_of(row, numbers.get(row.key, 0))
                for row in journal_rows(connection, self.kind)
            }
            corrected = self._corrected(r.key for r, mark in rows.items() if mark not in as_begun)
            return [
                JournalEntry(row.name, created, row.events, mark, row.key in corrected)
                if (created := self._begun(row, firsts, corrected))
                else row.name
                for row, mark in rows.items()
            ]

    def names(self, *, every: bool = False) -> tuple[str, ...]:
        """The ids of all that are of its kind, or of `every` kind, the last changed first."""
        kind = None if every else self.kind
        with self.database.reading():
            return tuple(row.name for row in journal_rows(self.database.connection, kind))

    def _begun(
        self, row: JournalRow, firsts: Mapping[int, Stored], corrected: Container[int]
    ) -> Created | None:
        """What an assessment is about, from its first write where nobody has corrected that."""
        first = firsts.get(row.key)
        if first is not None and row.key not in corrected:
            for event in read_events((first,), genesis=row.genesis).events:
                if isinstance(event.what, Created):
                    return event.what
        return self._beginning(row, corrected=row.key in corrected)

    def _beginning(self, row: JournalRow, *, corrected: bool) -> Created | None:
        """What an assessment is about, as it was begun or was corrected since."""
        further = "AND digest = ?"
        if corrected:
            may = " OR ".join(self._holding(kind) for kind in _MAY_CORRECT)
            further = f"AND (digest = ? OR {may})"
        with as_far_as_it_goes():
            for genesis in (row.genesis, None):
                known = genesis or genesis_of(self.database.connection, row)
                rows = stored_rows(self.database.connection, row.key, further, known)
                found = beginning_now(read_events(rows, genesis=known).events)
                if found is not None:
                    return found
        return None

    def _corrected(self, keys: Iterable[int]) -> frozenset[int]:
        """The numbers of those assessments that somebody has corrected something about."""
        among, found = ", ".join(map(str, keys)), set[int]()
        if not among:
            return frozenset()
        condition = f"journal IN ({among}) AND {self._holding('corrected')}"
        # The index may be what is damaged.
        for way in ("", self.database.connection.dialect.unindexed):
            with as_far_as_it_goes():
                query = f"SELECT DISTINCT journal FROM entry {way} WHERE {condition}"  # noqa: S608 - ours
                found.update(key for (key,) in self.database.connection.execute(query))
                break
        return frozenset(found)

    def _holding(self, kind: str) -> str:
        """The condition that a write has an event of a kind: no text is in its bytes."""
        mark = f'"type":"{kind}"'.encode().hex()
        return self.database.connection.dialect.holding.format(mark)

    def events(self, assessment: str) -> tuple[Event, ...]:
        """Every event of an assessment that can be read, in order.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        return self.news(assessment).events

    def news(self, assessment: str, after: Arrived | None = None) -> News:
        """What has arrived in an assessment after what arrived last before; all where that is None.

        By arrival, not by id: what is merged from elsewhere may come before what was here.

        Raises:
            WrittenByNewer: it was begun in a version that this one does not understand.
            UnknownAssessment: there is no such assessment.
        """
        with self.database.reading():
            head = self._head(assessment)
            key, copy = head.key, self.database.copies_met
            is_anew = after is not None and after.copy != copy
            seen = 0 if after is None or is_anew else after.number
            rows = self._stored(key, "AND n > ?", seen)
            people = self._people_of(key) if seen else None
            arrived = self._last_arrived(key)
        here = len(rows)
        found = read_events(_let_go(rows), people, genesis=head.genesis)
        if head.genesis in found.by_newer:
            raise WrittenByNewer(
                phrase(
                    "«{id}» er begynt i en nyere versjon av samsjekk. Oppdater samsjekk for å "
                    "åpne den. Ingenting er endret.",
                    id=assessment,
                )
            )
        self._people[key] = found.people
        faults = found.faults if seen else head.faults + found.faults
        if not seen and here != head.writes:
            faults = (*faults, _missing_rows(here, head.writes))
        return News(found.events, Arrived(copy, arrived or seen), faults, is_anew)

    def some(self, assessment: str, numbers: Iterable[int], after: int) -> SomeRead:
        """The writes with these numbers, and all that arrived after the number `after`.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.reading():
            head = self._head(assessment)
            before = self._stored(head.key, f"AND n IN ({', '.join(map(str, numbers))})")
            since = self._stored(head.key, "AND n > ?", after)
        rows = sorted((*before, *since), key=attrgetter("id", "digest"))
        found = read_events(rows, genesis=head.genesis)
        digests = frozenset(one.digest for one in before)
        faults = head.faults + found.faults
        return SomeRead(found.events, digests, len(since), head.writes, faults)

    def numbers(
        self, assessment: str, digests: Container[str], until: int
    ) -> tuple[tuple[int, ...], int]:
        """The numbers of the writes with these digests, and how many arrived until the last one.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.reading():
            query = "SELECT n, digest FROM entry WHERE journal = ? AND n <= ?"
            key, writes, numbers = self._head(assessment).key, 0, []
            for number, digest in self.database.connection.execute(query, (key, until)):
                writes += 1
                if digest in digests:
                    numbers.append(number)
        return tuple(numbers), writes

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
        return self._sets.find(fingerprint)

    def version(self) -> int:
        """A number that changes when another program has written. Cheap enough to poll."""
        return self.database.version()

    def prove(self, assessment: str) -> tuple[str, Proof]:
        """Take every digest anew; the digest of the first write, and what it came to.

        Raises:
            UnknownAssessment: there is no such assessment, nor a journal of another kind.
        """
        with self.database.reading():
            head = head_of(self.database.connection, assessment, None)
            rows = self._stored(head.key)
            proof = prove(
                rows,
                genesis=head.genesis,
                cached_heads=head.cell or [digest for _, digest in head.heads],
                cached_writes=head.writes,
            )
            faults = (*head.faults, *proof.faults, *self._sets.faults(), *self.database.faults())
        return head.genesis, proof._replace(faults=faults)

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
        with self.database.explained():
            rows = self.database.connection.execute("SELECT id FROM replica").fetchall()
        return frozenset(name for (name,) in rows)

    # -- writing ------------------------------------------------------------------------

    def create(
        self,
        assessment: str,
        created: Created | Begun,
        criteria_set: CriteriaSet | None,
        author: Author,
    ) -> Event:
        """Begin an assessment, or a journal of another kind; keep its criteria set as it is now.

        Raises:
            TakenId: an assessment has this id.
            UnusableId: the id can't be the name of a folder.
        """
        refuse_unusable(assessment)
        refuse_personal_numbers(assessment, author, created)
        with self.database.writing():
            self._refuse_taken(assessment)
            if criteria_set is not None:
                fingerprint = self._sets.keep(criteria_set)
                created = msgspec.structs.replace(created, criteria_set=fingerprint)
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
            insert(self.database.connection, Head(key, begun.digest, (), 0), begun)
        self._secrets[key] = secret
        self._people[key] = {begun.write.by: author}
        return events_of(begun, self._people[key])[0]

    def append(self, assessment: str, author: Author, *happened: What) -> tuple[Event, ...]:
        """Write events as one step, all or none. When this returns, they are on disk.

        Raises:
            UnknownAssessment: there is no such assessment.
            PersonalNumber: a text names a person by number; nothing was written.
            UnstorableEvent: an event could not be read back; nothing was written.
            PerhapsWritten: nobody knows; before anything else is written, it is found out.
            StoreError: nothing was written; the words say why.
        """
        refuse_personal_numbers(author, happened)
        try:
            with saving(), self.database.explained():
                events = self._append_at_once(assessment, author, happened)
            if events is None:
                with self.database.writing():
                    events = self._append(assessment, author, happened)
        except PerhapsWritten:
            self._unsure = self._last_made
            raise
        self._unsure = ""
        return events

    @contextmanager
    def alone(self, assessment: str) -> Iterator[None]:
        """Let nobody else write in an assessment, so that what is read in here is the last.

        What is written in here is kept at the end, or none of it is.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.writing():
            self._head(assessment)
            yield

    def upgrade(
        self, assessment: str, author: Author, criteria_set: CriteriaSet, upgraded: CriteriaUpgraded
    ) -> Event:
        """Let an assessment go over to another version of its set, which is kept as it is now.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.writing():
            fingerprint = self._sets.keep(criteria_set)
            upgraded = msgspec.structs.replace(upgraded, criteria_set=fingerprint)
            return self._append(assessment, author, (upgraded,))[0]

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
            connection, key = self.database.connection, self._head(assessment).key
            texts = [text_of(connection, key, one) for one in erased]
            events = self._append(assessment, author, erased)
            for text in texts:
                take_out(connection, key, text)
        self._people.pop(key, None)
        self.database.empty_log()
        return events

    def remove(self, assessment: str, beside: Callable[[], object] = lambda: None) -> None:
        """Take an assessment away with all that happened in it. It can't be brought back.

        `beside` takes away what lies beside the journal. It is done once nobody else can write and
        it is known that the journal may be removed, and before anything is gone from it, so that
        what is begun can be done again.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.writing() as connection:
            key = self._head(assessment).key
            for statement in connection.dialect.remove:
                connection.execute(statement, (key,))
            beside()
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
            found = compared(self.database.connection, head, lines)
        # What takes long is done before others have to wait, and anew where they wrote meanwhile.
        with self.database.writing():
            for criteria_set in criteria_sets:
                self._sets.keep(criteria_set)
            now = self._head(assessment)
            if now != head or self.database.version() != version:
                head, found = now, compared(self.database.connection, now, lines)
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
        refuse_unusable(assessment)
        lines = tuple(lines)
        genesis = beginning_of(lines)
        with self.database.writing():
            self._refuse_taken(assessment, genesis)
            for criteria_set in criteria_sets:
                self._sets.keep(criteria_set)
            key = self._begin(assessment, genesis)
            head = Head(key, genesis, (), 0)
            return self._take_in(head, compared(self.database.connection, head, lines))

    def lines(self, assessment: str, *, whole: bool = False) -> tuple[Line, ...]:
        """Every write with its texts, to take in elsewhere; nothing of a round that is running.

        With `whole`, that as well: for another store of the same user. They are in order, so that
        the same writes give the same lines in every store.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.reading():
            rows = self._stored(self._head(assessment).key)
        found = [(stored, one) for stored in rows if (one := readable(stored))]
        writes = [one.write for _, one in found if one.write]
        shared = iter([Line(w.body, w.parts) for w in writes] if whole else to_share(writes))
        return tuple(next(shared) if one.write else _old_line(stored) for stored, one in found)

    # -- rows ---------------------------------------------------------------------------

    def _append(
        self, assessment: str, author: Author, happened: Sequence[What]
    ) -> tuple[Event, ...]:
        head = self._head(assessment)
        self._refuse_twice(head)
        made = self._made(head, author, happened, self._own_replica())
        insert(self.database.connection, head, made)
        self._heads[assessment] = head._replace(heads=heads_after(head.heads, made))
        return self._events_of(head, made, author)

    def _append_at_once(
        self, assessment: str, author: Author, happened: Sequence[What]
    ) -> tuple[Event, ...] | None:
        """Append in one statement after the heads that were seen last.

        None where the database has no such statement, or others have written since.
        """
        at_once, head = self.database.at_once, self._heads.pop(assessment, None)
        if at_once is None or head is None or self.database.connection.in_transaction:
            return None
        if self._unsure:
            return None
        copy, replica = self._replica
        if not replica or copy != self.database.copies_met:
            replica = self._own_replica()
            self._replica = self.database.copies_met, replica
        made = self._made(head, author, happened, replica)
        heads = heads_after(head.heads, made)
        if not at_once(head.key, heads_cell(head.heads), heads_cell(heads), made):
            return None
        self._heads[assessment] = head._replace(heads=heads)
        return self._events_of(head, made, author)

    def _refuse_twice(self, head: Head) -> None:
        """Stop where what perhaps was written is there: this may be the same once more."""
        unsure, self._unsure = self._unsure, ""
        if not unsure:
            return
        query = "SELECT 1 FROM entry WHERE journal = ? AND digest = ?"
        if self.database.connection.execute(query, (head.key, unsure)).fetchone():
            raise StoreError(
                phrase(
                    "Det du lagret da forbindelsen ble borte, ble lagret likevel, så dette er ikke "
                    "lagret en gang til. Er det noe annet, lagre på nytt."
                )
            )

    def _made(self, head: Head, author: Author, happened: Sequence[What], replica: str) -> Written:
        """The write that comes after the heads of a journal."""
        if not head.heads:
            raise self.database.damaged()
        by = author_key(self._secret(head), author.name)
        if self._people_of(head.key).get(by) != author:
            happened = (*happened, PersonNamed(name=author.name, role=author.role))
        at = self._clock()
        made = written(
            of=head.genesis,
            write_id=new_id(at, max(name for name, _ in head.heads)),
            at=at,
            by=by,
            replica=replica,
            parents=parents_of_next(head.heads),
            happened=happened,
        )
        self._last_made = made.digest
        return made

    def _events_of(self, head: Head, made: Written, author: Author) -> tuple[Event, ...]:
        people = self._people[head.key] = {**self._people_of(head.key), made.write.by: author}
        return events_of(made, people)

    def _refuse_taken(self, assessment: str, genesis: str = "") -> None:
        # Windows and macOS would let ids that differ in case share a folder.
        connection = self.database.connection
        taken = connection.execute(
            f"SELECT name FROM journal WHERE {connection.dialect.same_name} OR genesis = ?",  # noqa: S608 - ours
            (assessment, genesis),
        ).fetchone()
        if taken:
            raise TakenId(
                phrase(
                    "Det finnes allerede en egenvurdering eller revisjon med id «{id}». Velg en "
                    "annen id.",
                    id=taken[0],
                )
            )

    def _begin(self, assessment: str, genesis: str) -> int:
        key = self.database.connection.execute(
            "INSERT INTO journal (name, genesis, heads, writes, events, changed, kind)"
            " VALUES (?, ?, ?, 0, 0, '', ?) RETURNING key",
            (assessment, genesis, heads_cell(()), self.kind),
        ).fetchone()[0]
        return int(key)

    def _take_in(self, head: Head, found: Compared) -> Incoming:
        self._people.pop(head.key, None)
        return take_in(self.database.connection, head, found)

    def _head(self, assessment: str) -> Head:
        head = head_of(self.database.connection, assessment, self.kind)
        self._heads[assessment] = head
        return head

    def _stored(self, key: int, further: str = "", *values: object) -> list[Stored]:
        """Rows with their texts, in order; `further` is more of the condition."""
        return stored_rows(self.database.connection, key, further, *values)

    def _secret(self, head: Head) -> str:
        """What turns the names of this journal's authors into keys.

        Raises:
            StoreError: it is not here: the journal came as a copy to read.
        """
        known = self._secrets.get(head.key)
        if known is not None:
            return known
        (first,) = self._stored(head.key, "AND digest = ?", head.genesis) or (None,)
        one = None if first is None else readable(first)
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
        connection, mark = self.database.connection, self.database.mark
        row = connection.execute("SELECT id, mark FROM replica ORDER BY n DESC").fetchone()
        if row is not None and row[1] == mark:
            return str(row[0])
        made = os.urandom(8).hex()
        connection.execute("INSERT INTO replica (id, mark) VALUES (?, ?)", (made, mark))
        return made


def _let_go(rows: list[Stored]) -> Iterator[Stored]:
    """The rows in order; none is held once it is read."""
    rows.reverse()
    while rows:
        yield rows.pop()


def _missing_rows(here: int, writes: int) -> Phrase:
    return phrase(
        "Historikken skulle hatt {writes} skrivinger, men {here} er her.", writes=writes, here=here
    )


def _old_line(stored: Stored) -> Line:
    """An event of the old form, or what stands in for it where a text was erased from it."""
    if stored.body is not None:
        return Line(stored.body, {})
    return Line(stored.stand_in or b"", {}, stored.digest)
