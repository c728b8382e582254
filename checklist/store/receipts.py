"""Files that municipalities have handed over, kept byte for byte in a folder of their own.

Only its owner may read one, and nobody may write to it. `docs/decisions/0030-receipts.md` says why
there is a folder and no table.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar, NamedTuple

import msgspec

from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.machine import (
    allow_writing,
    forbid_writing,
    make_private_folder,
    remove_read_only,
    sync_folder,
    write_by_path,
)
from checklist.store.evidence_files import Watch, sha256_of, unwatched
from checklist.store.receipt_names import Receipt, receipt_of, receipts_in


class ChangedMeanwhile(SamsjekkError):
    """The file was changed while it was received."""


class Offered(NamedTuple):
    """A file that those who share a database have; empty where no `sender` handed it over there."""

    sha256: str
    name: str
    at: datetime
    sender: str


class Receipts(msgspec.Struct, frozen=True):
    """The folder of receipts."""

    directory: Path
    clock: Callable[[], datetime]

    def all(self) -> tuple[Receipt, ...]:
        """Every receipt, the first received first."""
        return receipts_in(self.directory)

    def named(self, name: str) -> Receipt | None:
        """The receipt that commands call so; None where there is none."""
        return next((receipt for receipt in self.all() if receipt.id == name), None)

    are_shared: ClassVar[bool] = False
    """Whether those who share a database have them."""

    def offered(self) -> tuple[Offered, ...]:
        """What those who share a database have."""
        return ()

    def taken_away(self) -> frozenset[str]:
        """The digests of those that somebody has removed for all who share a database."""
        return frozenset()

    def fetch(self, sha256: str, path: Path, watch: Watch = unwatched) -> None:
        """Write one of those that are offered to a path; `watch` is told how much is read."""
        raise NotImplementedError  # none is offered here

    def share(
        self,
        receipt: Receipt,
        name: str,
        genesis: str,
        heads: tuple[str, ...],
        watch: Watch = unwatched,
    ) -> None:
        """Let those who share a database have a receipt; `watch` is told how much is sent."""

    def keep(
        self,
        source: Path,
        sha256: str,
        refuse: Callable[[Path], object],
        at: datetime | None = None,
    ) -> tuple[Receipt, bool]:
        """Keep a copy of a file with this digest; the receipt, and whether it was not here.

        `at` is when it was received, if not now. `refuse` is given the copy before it is kept, and
        raises where it is not to be. A receipt that was damaged is put right by its own file.

        Raises:
            ChangedMeanwhile: the file was changed meanwhile; nothing was kept.
            OSError: it can't be read or kept.
        """
        before = next((one for one in self.all() if one.sha256 == sha256), None)
        if before is not None and sha256_of(before.path) == sha256:
            return before, False
        receipt = before or receipt_of(self.directory, sha256, at or self.clock())

        def fill(copy: Path) -> None:
            shutil.copyfile(source, copy)
            if sha256_of(copy) != sha256:
                raise ChangedMeanwhile(
                    phrase("{name} ble endret mens den ble mottatt. Prøv igjen.", name=source)
                )
            refuse(copy)

        make_private_folder(self.directory)
        if before is not None:
            allow_writing(before.path)
        write_by_path(receipt.path, fill)
        forbid_writing(receipt.path)
        return receipt, True

    def remove(self, receipt: Receipt) -> None:
        """Remove a receipt, for all who share it.

        Raises:
            OSError: it is still there.
        """
        self.drop(receipt)

    def drop(self, receipt: Receipt) -> None:
        """Remove a receipt from this machine, also where two programs received it at once.

        Raises:
            OSError: it is still there.
        """
        for path in self.directory.glob(f"{receipt.sha256}-*.samsjekk"):
            remove_read_only(path)
        sync_folder(self.directory)
