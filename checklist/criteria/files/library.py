"""Finding criteria sets: the shipped ones by name, or any file by path."""

from __future__ import annotations

from pathlib import Path

import msgspec

from checklist.criteria.files.loading import FindSet, load_criteria_set
from checklist.criteria.model import CriteriaSet
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.resources import folder
from checklist.text import nearest


class UnknownCriteriaSet(SamsjekkError):
    """No shipped set has this name, and it is not a file."""


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


class Library(msgspec.Struct, frozen=True):
    """The criteria sets in one folder. A set's file is named after its id."""

    directory: Path

    @classmethod
    def shipped(cls) -> Library:
        """The sets that come with samsjekk."""
        return cls(folder("criteria"))

    def names(self) -> tuple[str, ...]:
        """Ids of the sets, in alphabetical order."""
        return tuple(sorted(path.stem for path in self.directory.glob("*.yaml")))

    def open(self, name: str) -> CriteriaSet:
        """The set with this id, or the file at this path.

        Raises:
            UnknownCriteriaSet: neither a shipped id nor an existing file.
            FaultyFile: the file has faults.
        """
        if name in self.names():
            return load_criteria_set(self.directory / f"{name}.yaml", self.open)
        if name.casefold().endswith((".yaml", ".yml")) or _is_there(Path(name)):
            return load_criteria_set(Path(name), self.beside(Path(name)))
        close = nearest(name, self.names())
        raise UnknownCriteriaSet(
            phrase(
                "Kriteriesettet «{name}» finnes ikke. Mente du «{close}»?",
                name=name,
                close=close,
            )
            if close
            else phrase(
                "Kriteriesettet «{name}» finnes ikke. Tilgjengelig: {names}",
                name=name,
                names=", ".join(self.names()),
            )
        )

    def beside(self, path: Path) -> FindSet:
        """Finds what a file builds on: a file in its own folder, else a set of this library."""

        def find(name: str) -> CriteriaSet:
            neighbour = path.parent / f"{name}.yaml"
            if neighbour.is_file() and neighbour.resolve() != path.resolve():
                return load_criteria_set(neighbour, self.beside(neighbour))
            return self.open(name)

        return find
