"""Files that an office has received, in its database too, so that all who share that have them.

Each keeps a copy in the folder of receipts, byte for byte, as where nobody shares anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import msgspec
import psycopg

from checklist.machine import ServerAddress
from checklist.store.evidence_files import Watch, sha256_of, unwatched
from checklist.store.postgres.blobs import DAMAGED, pieces_of, put_in
from checklist.store.postgres.database import PostgresDatabase
from checklist.store.receipt_names import Receipt
from checklist.store.receipts import ChangedMeanwhile, Offered, Receipts


class ReceiptsOnServer(Receipts, frozen=True):
    """The receipts of an office: each machine's folder, and those that lie in the database."""

    address: ServerAddress
    are_shared: ClassVar[bool] = True

    def offered(self) -> tuple[Offered, ...]:
        """What lies in the database, the first received first: also what was handed over there.

        Raises:
            StoreError: the database can't be asked.
        """
        query = "SELECT sha256, name, at, coalesce(sender, '') FROM samsjekk.receipt ORDER BY at"
        with self._connected() as connection:
            return tuple(
                Offered(sha256, name, _when(at), sender)
                for sha256, name, at, sender in connection.execute(query).fetchall()
            )

    def taken_away(self) -> frozenset[str]:
        """The digests of those that were removed from the database.

        Raises:
            StoreError: the database can't be asked.
        """
        with self._connected() as connection:
            return frozenset(
                name for (name,) in connection.execute("SELECT name FROM samsjekk.removed")
            )

    def fetch(self, sha256: str, path: Path, watch: Watch = unwatched) -> None:
        """Write a file that lies in the database to a path; `watch` is told how much is read.

        Raises:
            ChangedMeanwhile: it is not as it was put there.
            StoreError: the database can't be asked.
        """
        with self._connected() as connection, path.open("wb") as file:
            for piece in pieces_of(connection, sha256):
                watch(len(piece))
                file.write(piece)
        if sha256_of(path) != sha256:
            raise ChangedMeanwhile(DAMAGED)

    def share(
        self,
        receipt: Receipt,
        name: str,
        genesis: str,
        heads: tuple[str, ...],
        watch: Watch = unwatched,
    ) -> None:
        """Put a receipt in the database; one that is there already stays as it is.

        Raises:
            StoreError: it can't be put there now.
            OSError: it can't be read.
        """
        row = (receipt.sha256, genesis, name, receipt.at.isoformat(), msgspec.json.encode(heads))
        with (
            receipt.path.open("rb") as file,
            self._connected() as connection,
            connection.transaction(),
        ):
            put_in(connection, file, receipt.sha256, watch)
            connection.execute(
                "INSERT INTO samsjekk.receipt (sha256, genesis, name, at, heads)"
                " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                row,
            )

    def remove(self, receipt: Receipt) -> None:
        """Remove a receipt, from the database first: only the owner role may.

        Raises:
            StoreError: it can't be removed from the database; it is still here.
            OSError: it is still here.
        """
        with self._connected() as connection:
            connection.execute("SELECT samsjekk.remove_receipt(%s)", (receipt.sha256,))
        self.drop(receipt)

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        with closing(PostgresDatabase(self.address)) as database, database.explained():
            yield database.connection.server


def _when(said: str) -> datetime:
    """A time as somebody's program has said it; later than any where it is none."""
    with suppress(ValueError, OverflowError):
        return datetime.fromisoformat(said).astimezone(UTC)
    return datetime.max.replace(tzinfo=UTC)
