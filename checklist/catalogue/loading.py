"""From a criteria file to a criteria set: strict reading, and what the file builds on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from checklist.catalogue.checking import advice, contradicting_parts, explained_abbreviations
from checklist.catalogue.extending import extended
from checklist.catalogue.grounds import Grounds, grounds
from checklist.catalogue.model import CriteriaSet, Extension
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.strict_yaml import Document, Fault, FaultyFile, UnreadableFile, read, read_bytes

FindSet = Callable[[str], CriteriaSet]
"""Gives the set with an id, for a file that builds on it."""

_EXTENDS = re.compile(rb"^extends[ \t]*:", re.MULTILINE)


class MissingBase(SamsjekkError):
    """The set a file builds on can't be had."""


def no_base(name: str) -> CriteriaSet:
    """For files that stand alone: there is nothing to build on."""
    raise MissingBase(phrase("Kriteriesettet «{name}» finnes ikke.", name=name))


def load(path: Path, find: FindSet = no_base) -> CriteriaSet:
    """Read and check one criteria file.

    Raises:
        FaultyFile: with every fault in the file, each with line, column and field.
        UnreadableFile: when the file can't be opened.
    """
    return load_bytes(read_bytes(path), str(path), find)


def load_bytes(content: bytes, file: str, find: FindSet = no_base) -> CriteriaSet:
    """As `load`, for a file already read; `file` is the name that faults carry."""
    if _EXTENDS.search(content) is None:
        return read(content, CriteriaSet, file, contradicting_parts).value
    base = _base(content, file, find)
    read_one = read(content, Extension, file, partial(contradicting_parts, base=base))
    return extended(base, read_one.value)


def lint(content: bytes, file: str, today: date, find: FindSet = no_base) -> tuple[Fault, ...]:
    """What is allowed but makes a set harder to answer or to trust, in the order of the file."""
    if _EXTENDS.search(content) is None:
        whole = read(content, CriteriaSet, file)
        return advice(whole, today, explained_abbreviations([whole.value]))
    base = _base(content, file, find)
    document = read(content, Extension, file)
    return advice(document, today, explained_abbreviations([base, document.value]))


class Examined(msgspec.Struct, frozen=True):
    """All that is wrong with a criteria file, and what its criteria rest on as far as it goes."""

    faults: tuple[Fault, ...]
    grounds: Grounds | None


def examine(content: bytes, file: str, find: FindSet = no_base) -> Examined:
    """As `load_bytes`, and look up each citation of law too. Faults are given, not raised."""
    counted: list[Grounds] = []

    def whole(document: Document[Any], base: CriteriaSet | None = None) -> Iterator[Fault]:
        yield from contradicting_parts(document, base)
        rests_on = grounds(document, base)
        counted.append(rests_on)
        yield from rests_on.look_up.faults

    try:
        if _EXTENDS.search(content) is None:
            read(content, CriteriaSet, file, whole)
        else:
            read(content, Extension, file, partial(whole, base=_base(content, file, find)))
    except FaultyFile as error:
        return Examined(error.faults, next(iter(counted), None))
    return Examined((), counted[0])


def _base(content: bytes, file: str, find: FindSet) -> CriteriaSet:
    document = read(content, Extension, file)
    name = document.value.extends
    try:
        return find(name)
    except (SamsjekkError, RecursionError) as error:
        words = (
            error.words if isinstance(error, SamsjekkError) else phrase("det bygger på seg selv")
        )
        if isinstance(error, FaultyFile | UnreadableFile):
            words = phrase("filen har feil; sjekk den først")
        raise FaultyFile(
            (
                document.fault(
                    ("extends",), phrase("kan ikke bygge på «{name}»: {why}", name=name, why=words)
                ),
            )
        ) from error
