"""What a journal needs of the database that it lies in: SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from checklist.assessment import Written
from checklist.i18n import Phrase
from checklist.store.backups import Backup, Why
from checklist.store.connection import Connection
from checklist.store.errors import StoreError


class AtOnce(Protocol):
    """Add a write to a journal in one statement, which is its own transaction."""

    def __call__(self, key: int, before: bytes, after: bytes, made: Written, /) -> bool:
        """Whether it was added: not where the journal's heads are others than those before."""


class JournalDatabase(Protocol):
    """A database that journals lie in, open.

    `reads_only` says that nothing can be written to it, and `is_lost` that what is written is no
    longer kept. `copies_met` is how often it has turned out, while it was open, to be another copy
    than before, as when a server was restored: what is not in that one, is not here any more.
    """

    reads_only: bool
    is_lost: bool
    copies_met: int

    @property
    def at_once(self) -> AtOnce | None:
        """Adds a write; None where a transaction of several statements is as good."""

    @property
    def connection(self) -> Connection:
        """What statements are carried out by."""

    @property
    def mark(self) -> str:
        """Another in a copy of the database, which then is another replica."""

    def close(self) -> None:
        """Let go of it."""

    def wait_for_others(self, seconds: float) -> None:
        """Let a write wait so long, and no longer, for another program."""

    def version(self) -> int:
        """A number that changes when another program has written. Cheap enough to poll."""

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction: all that is written in it is kept at its end, or none is."""

    def reading(self) -> AbstractContextManager[None]:
        """What is read in it is of one moment."""

    def end_writing(self, why: Phrase) -> None:
        """Let nothing be written from now on; who tries is told why."""

    def back_up(self, why: Why, folder: Path | None = None) -> Backup | None:
        """Make a backup; None where this database has none."""

    def empty_log(self, *, compact: bool = False) -> None:
        """Let what was erased be gone from where the database keeps what was there before."""

    def explained(self) -> AbstractContextManager[None]:
        """Turn what the database says is wrong into a `StoreError` that says what to do."""

    def damaged(self) -> StoreError:
        """The error for what is not as it was written."""

    def faults(self) -> Iterator[Phrase]:
        """What is wrong with the database as such, in words."""
