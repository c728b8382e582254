"""Tables of numbers of others that somebody has imported, each kept as a file beside the data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from checklist.criteria import Imported, read_references
from checklist.criteria.yaml import content_of, other_kind
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.machine import OnDemand, make_private_folder, write_by_path

if TYPE_CHECKING:
    from checklist import tables
else:
    # Few have imported a table.
    tables = OnDemand("checklist.tables")

REFERENCES = "references"
"""The name of their folder."""
_MOST_BYTES = 8 * 2**20


class UnreadableReferences(SamsjekkError):
    """A file that is no table."""


class ReferenceFiles(msgspec.Struct, frozen=True):
    """The folder of imported tables."""

    directory: Path

    @classmethod
    def beside(cls, journal: Path) -> ReferenceFiles:
        """Those beside a journal."""
        return cls(journal.parent / REFERENCES)

    def names(self) -> tuple[str, ...]:
        """What the tables are called, in alphabetical order."""
        return tuple(sorted(path.stem for path in self.directory.glob("*.csv")))

    def read(self, name: str) -> list[Imported]:
        """The numbers of a table; what is faulty by now, is none."""
        path = self.directory / f"{name}.csv"
        return read_references(_table(_content(path), path), path.name)

    def all(self) -> tuple[Imported, ...]:
        """Every number of every table that can be read."""
        found: list[Imported] = []
        for name in self.names():
            try:
                found += self.read(name)
            except SamsjekkError:
                continue
        return tuple(found)

    def keep(self, source: Path, known: Mapping[str, bool]) -> tuple[str, int]:
        """Keep a table under the name of its file; that name, and how many numbers it has.

        An earlier one of the same name gives way.

        Raises:
            UnreadableFile, UnreadableReferences: it can't be opened, or it is no table.
            FaultyReferences: with every fault in it; nothing was kept.
        """
        content = _content(source)
        found = read_references(_table(content, source), source.name, known)
        make_private_folder(self.directory)
        write_by_path(
            self.directory / f"{source.stem}.csv",
            lambda unfinished: unfinished.write_bytes(content),
        )
        return source.stem, len(found)

    def remove(self, name: str) -> bool:
        """Remove a table; whether it was there."""
        path = self.directory / f"{name}.csv"
        if name not in self.names():
            return False
        path.unlink(missing_ok=True)
        return True


def _content(path: Path) -> bytes:
    content = content_of(path, _MOST_BYTES)
    if content is None or other_kind(content) is not None:
        raise UnreadableReferences(
            phrase(
                "{path} er ikke en tabell i CSV. Lagre regnearket som «CSV UTF-8», og prøv igjen.",
                path=path,
            )
        )
    return content


def _table(content: bytes, path: Path) -> tables.Sheet:
    try:
        return tables.read_delimited(content, path.stem).sheet
    except tables.UnreadableTable as error:
        raise UnreadableReferences(
            phrase("{path}: {words}", path=path, words=error.words)
        ) from None
