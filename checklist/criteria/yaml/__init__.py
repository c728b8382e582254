"""Strict reading of YAML that people write by hand: every fault at once, each with its place.

The text is composed to nodes by libyaml and built straight into frozen structs, so that line
and column are at hand where a fault is found. Nothing is guessed: what YAML would read as
something else than it looks like (`no`, `1.10`, `6:30`) is refused where text is expected,
and duplicate keys, unknown fields, tags, anchors and aliases are refused everywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from yaml.nodes import Node

from checklist.criteria.yaml.building import FAULTY, MAX_FAULTS, Enough, FaultNotes, builder
from checklist.criteria.yaml.composing import MAX_NODES
from checklist.criteria.yaml.composing import compose as tree_of
from checklist.criteria.yaml.faults import (
    Fault,
    FaultyFile,
    UnreadableFile,
    child_of,
    fault_at,
    names_in,
)
from checklist.criteria.yaml.file_kinds import other_kind
from checklist.i18n import Phrase, phrase
from checklist.text import utf_16

__all__ = [
    "FAULTY",
    "MAX_BYTES",
    "MAX_FAULTS",
    "MAX_NODES",
    "Document",
    "Fault",
    "FaultyFile",
    "UnreadableFile",
    "content_of",
    "other_kind",
    "read",
    "read_bytes",
    "tree_of",
    "why_unreadable",
]

MAX_BYTES = 16 * 1024 * 1024

T = TypeVar("T")


class YamlDocument(msgspec.Struct, Generic[T], frozen=True):
    """A file read into `value`, with the nodes kept so that later checks can point into it."""

    file: str
    value: T
    root: Node

    def fields_at(self, path: tuple[str | int, ...]) -> frozenset[str]:
        """The names of the fields that are written at a path; none where nothing is."""
        node = self.root
        for key in path:
            node = child_of(node, key)
        return names_in(node)

    def fault(
        self,
        path: tuple[str | int, ...],
        problem: Phrase,
        allowed: Phrase | None = None,
        suggestion: str | None = None,
    ) -> Fault:
        """A fault at a path of field names and indices; points at the nearest node there is."""
        node = self.root
        for key in path:
            child = child_of(node, key)
            if child is None:
                break
            node = child
        linked: tuple[object, ...] = ()
        for key in path:
            linked = (linked, key)
        return fault_at(
            self.file, self.root, node, linked, problem, allowed=allowed, suggestion=suggestion
        )


def read_bytes(path: Path) -> bytes:
    """The content of a file in UTF-8, also where it is UTF-16 with a mark that says so.

    Raises:
        UnreadableFile: it is too large, can't be opened, or is no text; the words say what it is.
    """
    content = content_of(path, MAX_BYTES)
    if content is None:
        raise UnreadableFile(
            phrase(
                "{path}: filen er større enn {limit} MiB. Del den opp.",
                path=path,
                limit=MAX_BYTES // 1024**2,
            )
        )
    return _as_text(content, path)


def content_of(path: Path, most: int) -> bytes | None:
    """The bytes of a file that somebody named; None where there are more than `most`.

    Raises:
        UnreadableFile: it can't be opened; the words say why.
    """
    try:
        # One byte more than allowed tells; a pipe or a device does not say how large it is.
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = b"" if size > most else file.read(most + 1)
        return content if max(size, len(content)) <= most else None
    except (OSError, ValueError) as error:
        raise UnreadableFile(why_unreadable(path, error)) from None


def why_unreadable(path: Path, error: Exception) -> Phrase:
    """Why a file that somebody named can't be opened, and what to do where one can know it."""
    if isinstance(error, FileNotFoundError):
        return phrase("{path}: filen finnes ikke. Sjekk navnet og mappen.", path=path)
    if os.path.isdir(path):  # noqa: PTH112 - never raises
        return phrase("{path}: dette er en mappe. Skriv navnet på filen.", path=path)
    return phrase(
        "{path}: filen kan ikke leses ({reason}).",
        path=path,
        reason=getattr(error, "strerror", None) or error,
    )


def _as_text(content: bytes, path: Path) -> bytes:
    kind = other_kind(content, path.suffix.lower())
    if kind is not None:
        raise UnreadableFile(
            phrase(
                "{path}: dette er {kind}. Kriteriesett og svar er tekst i YAML. En sjekkliste i "
                "Excel, CSV, OSCAL eller fra CISO Assistant blir et utkast til kriteriesett med "
                "«samsjekk criteria new --from FIL --output SETT».",
                path=path,
                kind=kind,
            )
        )
    try:
        text = utf_16(content)
        return content if text is None else text.removeprefix("\ufeff").encode()
    except UnicodeError:
        raise UnreadableFile(
            phrase(
                "{path}: filen er laget med > i PowerShell og er ødelagt. Bruk --output FIL i "
                "stedet for >, eller lagre filen som UTF-8.",
                path=path,
            )
        ) from None


def read(
    content: bytes,
    shape: type[T],
    file: str,
    check: Callable[[YamlDocument[T]], Iterable[Fault]] = lambda _document: (),
) -> YamlDocument[T]:
    """Build a `shape` from YAML text.

    `check` looks at the whole for what no single field can show. It also runs when fields are
    faulty, so that everything is said in one go; such a field then holds `FAULTY`.

    Raises:
        FaultyFile: with every fault found, in the order of the file.
    """
    root = tree_of(content, file)
    notes = FaultNotes(file, root)
    try:
        document = YamlDocument(file, builder(shape)(notes, root, ()), root)
    except Enough:
        raise FaultyFile(_in_order(file, notes.noted)) from None
    faults = [*notes.noted, *islice(check(document), MAX_FAULTS)]
    if faults:
        raise FaultyFile(_in_order(file, faults))
    return document


def _in_order(file: str, faults: list[Fault]) -> tuple[Fault, ...]:
    ordered = sorted(faults, key=lambda fault: (fault.line, fault.column))
    if len(ordered) < MAX_FAULTS:
        return tuple(ordered)
    rest = phrase("her stopper listen; rett disse, og sjekk filen på nytt for å se om det er flere")
    return (*ordered[:MAX_FAULTS], Fault(file, 0, 0, "", rest))
