"""Hand-over files between a municipality and an auditor's office, through the database they share.

An office gets a copy of its own, byte for byte, that nobody changes afterwards: the server takes
the digest anew before it is given.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
import psycopg

from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.store.postgres.blobs import pieces_of, put_in

_MOST_BYTES = 512 << 20
"""The server takes the digest of the whole file at once, in its memory."""


class NotHandedOver(SamsjekkError):
    """The file was not handed over; the office has what it had before."""


class Sent(NamedTuple):
    """A file that was handed over to the office that asks: its digest, its name and by whom."""

    sha256: str
    name: str
    sender: str


def hand_over(
    connection: psycopg.Connection,
    path: Path,
    auditor: str,
    *,
    genesis: str,
    heads: tuple[str, ...],
    at: datetime,
) -> None:
    """Give an auditor's office a hand-over file. The same file twice changes nothing.

    Raises:
        NotHandedOver: no office is called so, or the file is too large.
        OSError: the file can't be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise NotHandedOver(
            phrase(
                "{name} er for stor til å gå gjennom databasen. Gi den til revisjonen på en annen "
                "måte, eller lag den på nytt med --without-evidence.",
                name=path.name,
            )
        )
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        try:
            with connection.transaction():
                put_in(connection, file, sha256)
                connection.execute(
                    "SELECT samsjekk.hand_over(%s, %s, %s, %s, %s, %s)",
                    (
                        auditor,
                        sha256,
                        genesis,
                        path.name,
                        at.isoformat(),
                        msgspec.json.encode(heads),
                    ),
                )
        except psycopg.errors.InsufficientPrivilege as error:
            raise NotHandedOver(
                phrase(
                    "Ingen revisjon i databasen heter «{name}», eller du er ikke med i en kommune.",
                    name=auditor,
                )
            ) from error


def handed_over(connection: psycopg.Connection) -> tuple[Sent, ...]:
    """What municipalities have handed over to the office that asks, the first handed over first."""
    rows = connection.execute(
        "SELECT sha256, name, sender FROM samsjekk.receipt WHERE sender IS NOT NULL"
        " ORDER BY at, sha256"
    ).fetchall()
    return tuple(Sent(*row) for row in rows)


def fetch(connection: psycopg.Connection, sha256: str, path: Path) -> None:
    """Write a file that was handed over to a path."""
    with path.open("wb") as file:
        file.writelines(pieces_of(connection, sha256))
