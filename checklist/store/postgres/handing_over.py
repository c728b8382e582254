"""Hand-over files between a municipality and an auditor's office, through the database they share.

An office gets a copy of its own, byte for byte, that nobody changes afterwards: the server takes
the digest anew before it is given.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec
import psycopg

from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.store.evidence_files import Watch, unwatched
from checklist.store.postgres.blobs import put_in

_MOST_BYTES = 512 << 20
"""The server takes the digest of the whole file at once, in its memory."""


class NotHandedOver(SamsjekkError):
    """The file was not handed over; the office has what it had before."""


def hand_over(
    connection: psycopg.Connection,
    path: Path,
    auditor: str,
    *,
    genesis: str,
    heads: tuple[str, ...],
    at: datetime,
    watch: Watch = unwatched,
) -> None:
    """Give an auditor's office a hand-over file. The same file twice changes nothing.

    `watch` is told how much is sent.

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
                put_in(connection, file, sha256, watch)
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
