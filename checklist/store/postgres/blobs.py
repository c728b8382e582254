"""The bytes of files in the shared database, in pieces, by the digest of the whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BufferedReader

import psycopg

from checklist.i18n import phrase
from checklist.store.evidence_files import Watch, unwatched

DAMAGED = phrase("Kopien av filen er skadet i databasen. Si fra til den som driver den.")
_PIECE = 1 << 20
_FIRST_PIECE = 64 << 10
"""Sent also where the file turns out to be there."""


def put_in(
    connection: psycopg.Connection,
    file: BufferedReader,
    sha256: str,
    watch: Watch = unwatched,
) -> None:
    """Put a file in the database, unless it is there. Done in a transaction, all of it or nothing.

    Whether it is there is found out by its first piece: one that is being removed is waited for.
    """
    number, piece = 0, file.read(_FIRST_PIECE)
    while piece or not number:
        put = connection.execute(
            "INSERT INTO samsjekk.blob (sha256, chunk, bytes) VALUES (%s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            (sha256, number, piece),
        )
        if not put.rowcount:
            return
        watch(sent=len(piece))
        number, piece = number + 1, file.read(_PIECE)


def pieces_of(connection: psycopg.Connection, sha256: str) -> Iterator[bytes]:
    """The pieces of a file, in order, until it is whole; none where it is not there.

    What somebody may have put behind it is left out: nobody makes a file another by adding to it.
    """
    query = "SELECT bytes FROM samsjekk.blob WHERE sha256 = %s AND chunk = %s"
    number, digest = 0, hashlib.sha256()
    while row := connection.execute(query, (sha256, number), binary=True).fetchone():
        yield row[0]
        digest.update(row[0])
        if digest.hexdigest() == sha256:
            return
        number += 1
