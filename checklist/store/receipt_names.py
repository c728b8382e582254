"""How a receipt is named in its folder: by its digest, and by when it was received.

The name alone tells whether a byte of it was changed since, and there is no row beside it that
could say something else.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

RECEIPTS = "receipts"
"""The folder of receipts, beside the journal."""
_TIME = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"(?P<sha256>[0-9a-f]{64})-(?P<at>\d{8}T\d{12}Z)\.samsjekk")
_SHORT = 8


class Receipt(NamedTuple):
    """A file that was received: where it is, its digest, and when it came (UTC)."""

    path: Path
    sha256: str
    at: datetime

    @property
    def id(self) -> str:
        """What it is called in commands: the beginning of its digest."""
        return receipt_id(self.sha256)

    @property
    def day(self) -> date:
        """The day it came, where we are."""
        return self.at.astimezone().date()


def receipt_id(name: str) -> str:
    """What the receipt of a digest, or of a file that is named by it, is called in commands."""
    return f"mottatt-{name[:_SHORT]}"


def receipt_of(directory: Path, sha256: str, now: datetime) -> Receipt:
    """The receipt of a file with this digest that is received now."""
    at = now.astimezone(UTC)
    return Receipt(directory / f"{sha256}-{at:{_TIME}}.samsjekk", sha256, at)


def is_receipt_name(name: str) -> bool:
    """Whether this is how a receipt is named in its folder."""
    return _NAME.fullmatch(name) is not None


def receipts_in(directory: Path) -> tuple[Receipt, ...]:
    """The receipts in a folder, the first received first; other files are not looked at.

    Two programs may have received the same file at once: the first counts.
    """
    found: dict[str, Receipt] = {}
    for path in sorted(directory.glob("*.samsjekk"), reverse=True):
        if (receipt := _receipt_at(path)) is not None:
            found[receipt.sha256] = receipt
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.sha256)))


def _receipt_at(path: Path) -> Receipt | None:
    named = _NAME.fullmatch(path.name)
    if named is None or path.is_symlink() or not path.is_file():
        return None
    with suppress(ValueError):
        at = datetime.strptime(named["at"], _TIME).replace(tzinfo=UTC)
        return Receipt(path, named["sha256"], at)
    return None
