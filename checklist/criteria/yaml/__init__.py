"""Strict reading of YAML that people write by hand: every fault at once, each with its place.

The text is composed to nodes by libyaml and built straight into frozen structs, so that line
and column are at hand where a fault is found. Nothing is guessed: what YAML would read as
something else than it looks like (`no`, `1.10`, `6:30`) is refused where text is expected,
and duplicate keys, unknown fields, tags, anchors and aliases are refused everywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from checklist.criteria.yaml.document import YamlDocument
from checklist.criteria.yaml.faults import (
    FAULTY,
    MAX_FAULTS,
    Fault,
    FaultyFile,
    UnreadableFile,
    has_fault,
)
from checklist.criteria.yaml.file_kinds import other_kind
from checklist.i18n import Phrase, phrase
from checklist.text import utf_16

if TYPE_CHECKING:
    from yaml.nodes import Node

__all__ = [
    "FAULTY",
    "MAX_BYTES",
    "MAX_FAULTS",
    "Fault",
    "FaultyFile",
    "UnreadableFile",
    "YamlDocument",
    "content_of",
    "has_at_top",
    "has_fault",
    "other_kind",
    "read",
    "read_bytes",
    "text_at_top",
    "tree_of",
    "why_unreadable",
]

MAX_BYTES = 16 * 1024 * 1024

T = TypeVar("T")


_A_SET = phrase(
    "Et kriteriesett er tekst i YAML. En sjekkliste i Excel, Word, CSV, OSCAL eller fra CISO "
    "Assistant blir et utkast med «samsjekk criteria new --from FIL --output SETT»."
)


def read_bytes(path: Path, wanted: Phrase = _A_SET) -> bytes:
    """The content of a file in UTF-8, also where it is UTF-16.

    `wanted` says what the file should be, where it is something else.

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
    if (kind := other_kind(content, path.suffix.lower())) is not None:
        raise UnreadableFile(
            phrase("{path}: dette er {kind}. {wanted}", path=path, kind=kind, wanted=wanted)
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
    from checklist.criteria.yaml.reading import build  # noqa: PLC0415 - PyYAML takes 10 ms

    return build(content, shape, file, check)


def tree_of(content: bytes, file: str) -> Node:
    """The nodes of a YAML text, for a shape that is another program's.

    Raises:
        FaultyFile: it is no YAML, or has what no file may have.
    """
    from checklist.criteria.yaml.composing import compose  # noqa: PLC0415 - PyYAML takes 10 ms

    return compose(content, file)


def text_at_top(content: bytes, file: str, key: str) -> str:
    """What a YAML text says at a key that is not inside another; empty where it says nothing.

    Raises:
        FaultyFile: it is no YAML, or has what no file may have.
    """
    said = (value for name, value in _at_top(content, file) if name == key)
    return next((text for text in said if isinstance(text, str)), "")


def has_at_top(content: bytes, file: str, key: str) -> bool:
    """Whether a YAML text has a key that is not inside another, whatever stands there.

    Raises:
        FaultyFile: it is no YAML, or has what no file may have.
    """
    return any(name == key for name, _value in _at_top(content, file))


def _at_top(content: bytes, file: str) -> list[tuple[object, object]]:
    # The value of a mapping is a list of pairs.
    match tree_of(content, file).value:
        case [(_, _), *_] as pairs:
            return [(name.value, value.value) for name, value in pairs]
    return []
