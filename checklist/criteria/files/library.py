"""Finding criteria sets: the shipped ones by name, or any file by path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from checklist.criteria.files.loading import (
    FindSet,
    MissingBase,
    lint,
    load_bytes,
    load_criteria_set,
)
from checklist.criteria.model import CriteriaSet
from checklist.criteria.yaml import Fault, read_bytes, text_at_top
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.machine import OnDemand
from checklist.resources import folder
from checklist.text import nearest

if TYPE_CHECKING:
    from checklist.criteria import checks
else:
    checks = OnDemand("checklist.criteria.checks")


class UnknownCriteriaSet(SamsjekkError):
    """No shipped set has this name, and it is not a file."""


def _is_set(path: Path) -> bool:
    return path.is_file() and path.suffix.casefold() in _SUFFIXES and not path.name.startswith(".")


def _on_line(fault: Fault) -> Phrase:
    words = phrase("linje {line}: {problem}", line=fault.line, problem=fault.problem)
    if fault.allowed is None:
        return words
    return phrase("{problem}; {allowed}", problem=words, allowed=fault.allowed)


def _taken_by_shipped(name: str) -> Phrase:
    return phrase(
        "«{id}» er id-en til et sett som følger med samsjekk. Gi settet en id av sitt eget.",
        id=name,
    )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


_SUFFIXES = (".yaml", ".yml")


_MOST_BASES = 10


def _sets_in(place: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in place.iterdir() if _is_set(path))
    return []


def _called(name: str, files: Iterable[Path]) -> Path | None:
    return next((path for path in files if path.stem == name), None)


def _id_in(path: Path) -> str:
    """The id that a file gives its set; empty where it gives none, or can't be read."""
    with suppress(SamsjekkError):
        return text_at_top(read_bytes(path), path.name, "id")
    return ""


class OwnSet(msgspec.Struct, frozen=True):
    """A criteria file of the user's own, and what `check` says of it.

    Attributes:
        path: the file.
        criteria_set: the set; None where it has faults.
        faults: what is wrong, in words.
        advice: how many pieces of advice there are.
    """

    path: Path
    criteria_set: CriteriaSet | None
    faults: tuple[Phrase, ...] = ()
    advice: int = 0


def _with_ids_of_their_own(found: Sequence[OwnSet]) -> Iterator[OwnSet]:
    """The sets; of those with one id, only that whose file is called so can be used, or the first.

    A copy is likely to stand before what it is a copy of: «arkiv - Kopi.yaml», «arkiv.yaml».
    """
    taken: dict[str, Path] = {}
    ids = [(own.criteria_set.id, own.path) for own in found if own.criteria_set is not None]
    for name, path in sorted(ids, key=lambda one: one[0] != one[1].stem):
        taken.setdefault(name, path)
    for own in found:
        held = own.criteria_set
        if held is None or taken[held.id] == own.path:
            yield own
            continue
        words = phrase(
            "{file} har også id-en «{id}». Gi det ene settet en annen id, eller ta bort filen.",
            file=taken[held.id].name,
            id=held.id,
        )
        yield OwnSet(own.path, None, (words,))


class Library(msgspec.Struct, frozen=True):
    """The criteria sets in one folder, each in a file with its id, and those of the user's own.

    `own` are folders of the user's, or files.
    """

    directory: Path
    own: tuple[Path, ...] = ()

    @classmethod
    def shipped(cls, own: Iterable[Path] = ()) -> Library:
        """The sets that come with samsjekk, and those in the user's `own` folders."""
        return cls(folder("criteria"), tuple(own))

    def names(self) -> tuple[str, ...]:
        """Ids of the sets that come with samsjekk, in alphabetical order."""
        return tuple(sorted(path.stem for path in self.directory.glob("*.yaml")))

    def own_files(self) -> tuple[Path, ...]:
        """The criteria files in the user's own folders, in alphabetical order of each."""
        found: list[Path] = []
        for place in self.own:
            if place.is_dir():
                found += _sets_in(place)
            elif place.is_file():
                found.append(place)
        return tuple(dict.fromkeys(found))

    def own_sets(self, today: date) -> tuple[OwnSet, ...]:
        """What `check` says of each file of the user's own, and of places that are not there."""
        gone = (phrase("finnes ikke. Rett stien i SAMSJEKK_CRITERIA, eller lag mappen."),)
        missing = (OwnSet(place, None, gone) for place in self.own if not _is_there(place))
        found = [self._own_set(path, today) for path in self.own_files()]
        return (*_with_ids_of_their_own(found), *missing)

    def _own_set(self, path: Path, today: date) -> OwnSet:
        find = self.beside(path)
        try:
            content = read_bytes(path)
            examined = checks.examine(content, str(path), find, checks.sections_beside(path))
            if examined.faults:
                return OwnSet(path, None, tuple(_on_line(fault) for fault in examined.faults))
            made = load_bytes(content, str(path), find)
            if made.id in self.names():
                return OwnSet(path, None, (_taken_by_shipped(made.id),))
            return OwnSet(path, made, advice=len(lint(content, str(path), today, find)))
        except SamsjekkError as error:
            return OwnSet(path, None, (error.words,))

    def open(self, name: str) -> CriteriaSet:
        """The set with this id, or the file at this path.

        Raises:
            UnknownCriteriaSet: neither an id of a set nor an existing file.
            FaultyFile: the file has faults.
        """
        path = self._path_of(name)
        return load_criteria_set(path, self.beside(path))

    def _path_of(self, name: str) -> Path:
        if name in self.names():
            return self.directory / f"{name}.yaml"
        own = self.own_files()
        found = _called(name, own) or next((path for path in own if _id_in(path) == name), None)
        if found is not None:
            return found
        if name.casefold().endswith(_SUFFIXES) or _is_there(Path(name)):
            return Path(name)
        known = (*self.names(), *(path.stem for path in own))
        close = nearest(name, known)
        raise UnknownCriteriaSet(
            phrase(
                "Kriteriesettet «{name}» finnes ikke. Mente du «{close}»?",
                name=name,
                close=close,
            )
            if close
            else phrase(
                "Kriteriesettet «{name}» finnes ikke her. Velg et av {names}, skriv navnet på "
                "filen med settet, eller legg den i mappen for egne sett (samsjekk where).",
                name=name,
                names=", ".join(known),
            )
        )

    def beside(self, path: Path, above: tuple[Path, ...] = ()) -> FindSet:
        """Finds what a file builds on: a file in its own folder, else a set of this library.

        `above` are the files that build on this one, the first first.
        """
        way = (*above, path.resolve())

        def find(name: str) -> CriteriaSet:
            base = self._base_of(path, name).resolve()
            if base in way:
                ring = " → ".join(one.name for one in (*way[way.index(base) :], base))
                raise MissingBase(
                    phrase(
                        "filene bygger på hverandre i ring ({files}); ta bort extends i én av dem",
                        files=ring,
                    )
                )
            if len(way) == _MOST_BASES:
                raise MissingBase(phrase("mer enn {n} filer bygger på hverandre", n=_MOST_BASES))
            return load_criteria_set(base, self.beside(base, way))

        return find

    def _base_of(self, path: Path, name: str) -> Path:
        """The file that a file means by a name.

        Its own name is that of a set that comes with samsjekk, where there is one.
        """
        others = [one for one in _sets_in(path.parent) if one.resolve() != path.resolve()]
        called = _called(name, others)
        if called is not None:
            return called
        try:
            return self._path_of(name)
        except UnknownCriteriaSet:
            if name == path.stem:
                return path
            found = [one for one in others if _id_in(one) == name]
            if not found:
                raise
            if len(found) > 1:
                names = ", ".join(one.name for one in found)
                raise MissingBase(
                    phrase(
                        "flere filer har den id-en ({files}); skriv navnet på filen uten .yaml",
                        files=names,
                    )
                ) from None
            return found[0]
