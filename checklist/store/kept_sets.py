"""The criteria sets kept in a database, each as it was when an assessment took it into use."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

import msgspec

from checklist.criteria import CriteriaSet, set_fingerprint
from checklist.i18n import Phrase, phrase
from checklist.store.contract import JournalDatabase
from checklist.store.rows import text

_SETS_IN_MEMORY = 2
"""Enough for an assessment and the one it is compared with. A set of thousands takes 10 MB."""


class KeptSets:
    """Sets by their fingerprints; what has a fingerprint never changes."""

    def __init__(self, database: JournalDatabase) -> None:
        self._database = database
        self._in_memory: dict[str, CriteriaSet] = {}

    def find(self, fingerprint: str) -> CriteriaSet:
        """The set with this fingerprint.

        Raises:
            StoreError: it is not here, or not as it was written.
        """
        known = self._in_memory.get(fingerprint)
        if known is not None:
            return known
        with self._database.explained():
            found = self._kept_set(fingerprint)
        if found is None:
            raise self._database.damaged()
        if len(self._in_memory) == _SETS_IN_MEMORY:
            del self._in_memory[next(iter(self._in_memory))]
        self._in_memory[fingerprint] = found
        return found

    def keep(self, criteria_set: CriteriaSet) -> str:
        """Keep a set, in the transaction that is running; its fingerprint."""
        fingerprint = set_fingerprint(criteria_set)
        # In the order of the file: whom to ask first is the first role named there.
        body = msgspec.json.encode(criteria_set)
        self._database.connection.execute(
            "INSERT INTO criteria_set (fingerprint, id, version, body, sha256)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                fingerprint,
                criteria_set.id,
                criteria_set.version,
                body,
                hashlib.sha256(body).hexdigest(),
            ),
        )
        return fingerprint

    def faults(self) -> Iterator[Phrase]:
        """What is wrong with the sets, in words."""
        connection = self._database.connection
        unindexed = connection.dialect.unindexed
        query = f"SELECT fingerprint, body, sha256 FROM criteria_set {unindexed}"  # noqa: S608 - ours
        sets = connection.execute(query)
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

    def _kept_set(self, fingerprint: str) -> CriteriaSet | None:
        connection = self._database.connection
        row = connection.execute(
            "SELECT body, sha256 FROM criteria_set WHERE fingerprint = ?", (fingerprint,)
        ).fetchone()
        if row and isinstance(row[0], bytes) and hashlib.sha256(row[0]).hexdigest() == row[1]:
            return msgspec.json.decode(row[0], type=CriteriaSet)
        # What is damaged may be the name or the digest beside the set.
        query = f"SELECT body FROM criteria_set {connection.dialect.unindexed}"  # noqa: S608 - ours
        for (body,) in connection.execute(query):
            if isinstance(body, bytes) and _is_set(body, fingerprint):
                return msgspec.json.decode(body, type=CriteriaSet)
        return None


def _is_set(body: bytes, fingerprint: str) -> bool:
    try:
        return set_fingerprint(msgspec.json.decode(body, type=CriteriaSet)) == fingerprint
    except (msgspec.DecodeError, UnicodeError):
        return False
