"""From a criteria file to a criteria set: strict reading, and what the file builds on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from checklist.criteria.extending import extended
from checklist.criteria.model import CriteriaSet, Extension
from checklist.criteria.yaml import (
    Fault,
    FaultyFile,
    YamlDocument,
    has_at_top,
    read,
    read_bytes,
)
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.machine import OnDemand

if TYPE_CHECKING:
    from checklist.criteria import checks
else:
    # A set that was read before is kept as it was read, and needs none of them.
    checks = OnDemand("checklist.criteria.checks")

FindSet = Callable[[str], CriteriaSet]
"""Gives the set with an id, for a file that builds on it."""


class Check(Protocol):
    """Looks at the whole of a file, and at what it builds on."""

    def __call__(self, document: YamlDocument[Any], base: CriteriaSet | None) -> Iterable[Fault]:
        """Every fault found."""


_EXTENDS = re.compile(rb"^extends[ \t]*:", re.MULTILINE)
_SAYS_EXTENDS = re.compile(rb"extends[\"']?[ \t]*:")


class MissingBase(SamsjekkError):
    """The set a file builds on can't be had."""


def no_base(name: str) -> CriteriaSet:
    """For files that stand alone: there is nothing to build on."""
    raise MissingBase(phrase("Kriteriesettet «{name}» finnes ikke.", name=name))


def load_criteria_set(path: Path, find: FindSet = no_base) -> CriteriaSet:
    """Read and check one criteria file.

    Raises:
        FaultyFile: with every fault in the file, each with line, column and field.
        UnreadableFile: when the file can't be opened.
    """
    return load_bytes(read_bytes(path), str(path), find)


def load_bytes(content: bytes, file: str, find: FindSet = no_base) -> CriteriaSet:
    """As `load`, for a file already read; `file` is the name that faults carry."""
    document, base = read_with_base(content, file, find, checks.contradicting_parts)
    return document.value if base is None else extended(base, document.value)


def read_with_base(
    content: bytes, file: str, find: FindSet, check: Check
) -> tuple[YamlDocument[Any], CriteriaSet | None]:
    """Read a file and give it to `check` with the set it builds on, if it builds on one.

    Raises:
        FaultyFile: with every fault in the file, those from `check` too.
    """
    if not _builds_on_another(content, file):
        return read(content, CriteriaSet, file, partial(check, base=None)), None
    base = _base(content, file, find)
    return read(content, Extension, file, partial(check, base=base)), base


def lint(content: bytes, file: str, today: date, find: FindSet = no_base) -> tuple[Fault, ...]:
    """What is allowed but makes a set harder to answer or to trust, in the order of the file."""
    if not _builds_on_another(content, file):
        whole = read(content, CriteriaSet, file)
        return checks.advice(whole, today, checks.explained_abbreviations([whole.value]))
    base = _base(content, file, find)
    document = read(content, Extension, file)
    return checks.advice(document, today, checks.explained_abbreviations([base, document.value]))


def _builds_on_another(content: bytes, file: str) -> bool:
    """Whether the file has `extends` at its top, also where it is indented or JSON."""
    if _EXTENDS.search(content) is not None:
        return True
    return _SAYS_EXTENDS.search(content) is not None and has_at_top(content, file, "extends")


def _base(content: bytes, file: str, find: FindSet) -> CriteriaSet:
    document = read(content, Extension, file)
    name = document.value.extends
    try:
        return find(name)
    except SamsjekkError as error:
        why = phrase("kan ikke bygge på «{name}»: {why}", name=name, why=_why_no_base(error))
        raise FaultyFile((document.fault(("extends",), why),)) from error


def _why_no_base(error: SamsjekkError) -> Phrase:
    """Why a set can't be built on; of a file with faults only that it has them, and where."""
    if not isinstance(error, FaultyFile):
        return error.words
    first = error.faults[0]
    if first.field == "extends":
        return first.problem
    return phrase("{file} har feil; sjekk den først", file=first.file)
