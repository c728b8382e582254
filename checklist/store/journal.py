"""The journal on disk: SQLite, append-only, durable.

What `append` returns is on disk: one transaction of `Database`. Several programs may have the
same journal open; each asks `version` whether others wrote.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import msgspec

from checklist.assessment import (
    Author,
    Created,
    CriteriaUpgraded,
    Event,
    What,
    decode,
    digest,
    encode,
    event_id,
    refuse_personal_numbers,
)
from checklist.criteria import CriteriaSet, set_fingerprint
from checklist.i18n import Phrase, phrase
from checklist.machine import is_reserved
from checklist.store.backups import Backups
from checklist.store.database import Database, Migrations
from checklist.store.errors import (
    BrokenJournal,
    StoreError,
    TakenId,
    UnknownAssessment,
    UnusableId,
    backup_advice,
    damaged,
    explained,
    reserved_words,
)

# Each step takes the database from the version before it; the position is the version.
_MIGRATIONS: Migrations = (
    (
        """CREATE TABLE criteria_set (
            fingerprint TEXT PRIMARY KEY,
            id TEXT NOT NULL,
            version TEXT NOT NULL,
            body BLOB NOT NULL
        ) STRICT""",
        """CREATE TABLE assessment (
            id TEXT PRIMARY KEY,
            criteria_set TEXT NOT NULL REFERENCES criteria_set (fingerprint)
        ) STRICT""",
        """CREATE TABLE event (
            assessment TEXT NOT NULL REFERENCES assessment (id),
            id TEXT NOT NULL,
            author TEXT NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (assessment, id)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX event_by_author ON event (assessment, author, id)",
    ),
)
SCHEMA_VERSION = len(_MIGRATIONS)

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


def _keep_set(connection: sqlite3.Connection, fingerprint: str, criteria_set: CriteriaSet) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO criteria_set VALUES (?, ?, ?, ?)",
        (
            fingerprint,
            criteria_set.id,
            criteria_set.version,
            # In the order of the file: whom to ask first is the first role named there.
            msgspec.json.encode(criteria_set),
        ),
    )


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
        self.database = Database(path, _MIGRATIONS, backups)

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
        """Every assessment, the last changed first."""
        with explained(self.path):
            rows = self.database.connection.execute(
                """SELECT assessment, count(*), max(id),
                    (SELECT body FROM event AS first WHERE first.assessment = event.assessment
                     ORDER BY id LIMIT 1)
                FROM event GROUP BY assessment ORDER BY max(id) DESC"""
            ).fetchall()
        found = []
        for assessment, count, _, body in rows:
            created = self._decoded(assessment, body).what
            if isinstance(created, Created):
                found.append(JournalEntry(assessment, created, count))
        return tuple(found)

    def events(self, assessment: str, after: str = "") -> tuple[Event, ...]:
        """Events of an assessment with an id greater than `after`, in order.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with explained(self.path):
            rows = self.database.connection.execute(
                "SELECT body FROM event WHERE assessment = ? AND id > ? ORDER BY id",
                (assessment, after),
            ).fetchall()
        if not rows and not after:
            raise self._unknown(assessment)
        return tuple(self._decoded(assessment, body) for (body,) in rows)

    def criteria_set(self, fingerprint: str) -> CriteriaSet:
        """The criteria set as it was when the assessment began.

        Assessments of the same set share it: what has a fingerprint never changes.
        """
        known = self._sets.get(fingerprint)
        if known is not None:
            return known
        with explained(self.path):
            row = self.database.connection.execute(
                "SELECT body FROM criteria_set WHERE fingerprint = ?", (fingerprint,)
            ).fetchone()
        try:
            found = msgspec.json.decode(row[0], type=CriteriaSet)
        except (TypeError, msgspec.DecodeError):
            raise damaged(self.path) from None
        if len(self._sets) == _SETS_IN_MEMORY:
            del self._sets[next(iter(self._sets))]
        self._sets[fingerprint] = found
        return found

    def version(self) -> int:
        """A number that changes when another program has written. Cheap enough to poll."""
        return self.database.version()

    # -- writing ------------------------------------------------------------------------

    def create(
        self, assessment: str, created: Created, criteria_set: CriteriaSet, author: Author
    ) -> Event:
        """Begin an assessment and keep its criteria set as it is now.

        Raises:
            TakenId: an assessment has this id.
            UnusableId: the id can't be the name of a folder.
        """
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
        refuse_personal_numbers(assessment, author, created)
        fingerprint = set_fingerprint(criteria_set)
        created = msgspec.structs.replace(created, criteria_set=fingerprint)
        with self.database.writing() as connection:
            # Windows and macOS would let ids that differ in case share a folder.
            taken = connection.execute(
                "SELECT id FROM assessment WHERE id = ? COLLATE NOCASE", (assessment,)
            ).fetchone()
            if taken:
                raise TakenId(
                    phrase(
                        "Det finnes allerede en egenvurdering med id «{id}». Velg en annen id.",
                        id=taken[0],
                    )
                )
            _keep_set(connection, fingerprint, criteria_set)
            connection.execute("INSERT INTO assessment VALUES (?, ?)", (assessment, fingerprint))
            return self._insert(connection, assessment, author, created)

    def append(self, assessment: str, author: Author, *happened: What) -> tuple[Event, ...]:
        """Write events as one step, all or none. When this returns, they are on disk.

        Raises:
            UnknownAssessment: there is no such assessment.
            PersonalNumber: a text names a person by number; nothing was written.
            UnstorableEvent: an event could not be read back; nothing was written.
            StoreError: nothing was written; the words say why.
        """
        refuse_personal_numbers(author, happened)
        with self.database.writing() as connection:
            known = connection.execute("SELECT 1 FROM assessment WHERE id = ?", (assessment,))
            if not known.fetchone():
                raise self._unknown(assessment)
            written: list[Event] = []
            for what in happened:
                step = written[0].id if written else ""
                written.append(self._insert(connection, assessment, author, what, step))
            return tuple(written)

    def upgrade(
        self,
        assessment: str,
        author: Author,
        criteria_set: CriteriaSet,
        carried: Mapping[str, str],
    ) -> Event:
        """Let an assessment go over to another version of its set, which is kept as it is now.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        fingerprint = set_fingerprint(criteria_set)
        upgraded = CriteriaUpgraded(criteria_set=fingerprint, carried=dict(carried))
        with self.database.writing() as connection:
            _keep_set(connection, fingerprint, criteria_set)
            known = connection.execute(
                "UPDATE assessment SET criteria_set = ? WHERE id = ?", (fingerprint, assessment)
            )
            if not known.rowcount:
                raise self._unknown(assessment)
            return self._insert(connection, assessment, author, upgraded)

    def remove(self, assessment: str) -> None:
        """Take an assessment away with all that happened in it. It can't be brought back.

        Raises:
            UnknownAssessment: there is no such assessment.
        """
        with self.database.writing() as connection:
            connection.execute("DELETE FROM event WHERE assessment = ?", (assessment,))
            gone = connection.execute("DELETE FROM assessment WHERE id = ?", (assessment,))
            if not gone.rowcount:
                raise self._unknown(assessment)

    def verify(self, assessment: str) -> int:
        """Check that each author's events follow each other unbroken; how many were checked.

        Raises:
            BrokenJournal: an event is missing or has been changed.
        """
        with explained(self.path):
            rows = self.database.connection.execute(
                "SELECT id, author, body FROM event WHERE assessment = ? ORDER BY id",
                (assessment,),
            ).fetchall()
        if not rows:
            raise self._unknown(assessment)
        last: dict[str, str] = {}
        for name, author, body in rows:
            event = self._decoded(assessment, body)
            if (event.id, event.author.name) != (name, author) or event.previous != last.get(
                author, ""
            ):
                raise BrokenJournal(
                    phrase(
                        "Historikken i «{id}» er brutt ved hendelse {event} av {author}: noe er "
                        "endret eller fjernet etterpå. {advice}",
                        advice=backup_advice(self.path),
                        id=assessment,
                        event=name,
                        author=author,
                    )
                )
            last[author] = digest(body)
        return len(rows)

    # -- rows -----------------------------------------------------------------------------

    def _insert(
        self,
        connection: sqlite3.Connection,
        assessment: str,
        author: Author,
        what: What,
        step: str = "",
    ) -> Event:
        newest, own = connection.execute(
            """SELECT (SELECT max(id) FROM event WHERE assessment = :assessment),
                (SELECT body FROM event WHERE assessment = :assessment AND author = :author
                 ORDER BY id DESC LIMIT 1)""",
            {"assessment": assessment, "author": author.name},
        ).fetchone()
        now = self._clock()
        event = Event(
            id=event_id(now, newest or "", int.from_bytes(os.urandom(7), "big")),
            at=now,
            author=author,
            previous=digest(own) if own else "",
            what=what,
            step=step,
        )
        connection.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?)",
            (assessment, event.id, author.name, encode(event)),
        )
        return event

    def _decoded(self, assessment: str, body: bytes) -> Event:
        try:
            return decode(body)
        except msgspec.DecodeError as error:
            raise StoreError(
                phrase(
                    "En hendelse i «{id}» kan ikke leses ({reason}). Den kan være skrevet av en "
                    "nyere versjon av samsjekk. Ingenting er endret.",
                    id=assessment,
                    reason=error,
                )
            ) from error

    def _unknown(self, assessment: str) -> UnknownAssessment:
        known: Sequence[str] = [entry.id for entry in self.entries()]
        return UnknownAssessment(_no_such_assessment(assessment, known))


def _no_such_assessment(assessment: str, known: Iterable[str]) -> Phrase:
    names = ", ".join(known)
    if not names:
        return phrase(
            "Egenvurderingen «{id}» finnes ikke, og det er ingen her ennå. Lag en med "
            "«samsjekk new», eller prøv «samsjekk example nes-2018».",
            id=assessment,
        )
    return phrase("Egenvurderingen «{id}» finnes ikke. Her er: {names}", id=assessment, names=names)
