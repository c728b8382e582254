"""Text that somebody was writing and had not saved, kept for when a program ends in the middle.

A file beside the journal and no part of it: a draft is nobody's answer. It is gone once the text
is saved or thrown away. What must not be stored as an answer is not stored here either.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from checklist.assessment import PersonalNumber, refuse_personal_numbers
from checklist.machine import patiently, write_file

_MOST = 50


class Drafts:
    """The drafts of one home, each a row of texts with a name. Where it fails, work goes on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._left: set[str] = set()

    def find(self, name: str) -> tuple[str, ...] | None:
        """The texts of a draft; None where there is none."""
        return self._known().get(name)

    def names(self) -> tuple[str, ...]:
        """The names of all drafts, the last kept last."""
        return tuple(self._known())

    def keep(self, name: str, texts: Sequence[str]) -> bool:
        """Keep a draft in place of the one before it; the oldest of too many is forgotten.

        False when it can't be kept now, and should be tried again.
        """
        try:
            refuse_personal_numbers(texts)
        except PersonalNumber:
            return True
        self._left.discard(name)
        return self._change(name, tuple(texts))

    def forget(self, name: str) -> None:
        """Let go of a draft: at once, or with the next that is written."""
        self._left.add(name)
        self._change(name, None)

    def _change(self, name: str, texts: tuple[str, ...] | None) -> bool:
        try:
            before = self._read()
            drafts = {key: kept for key, kept in before.items() if key not in {name, *self._left}}
            if texts is not None:
                drafts = {**dict(list(drafts.items())[-(_MOST - 1) :]), name: texts}
            if texts is not None or drafts != before:
                write_file(self._path, json.dumps(drafts).encode())
        except OSError:
            return False
        self._left.clear()
        return True

    def _known(self) -> dict[str, tuple[str, ...]]:
        try:
            return {key: kept for key, kept in self._read().items() if key not in self._left}
        except OSError:
            return {}

    def _read(self) -> dict[str, tuple[str, ...]]:
        """The drafts on disk. Only where there is no file are there none.

        Raises:
            OSError: the file can't be read now; nothing may be written in its place.
        """
        try:
            written = json.loads(patiently(lambda: self._path.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, RecursionError):
            return {}
        if not isinstance(written, dict):
            return {}
        return {
            name: tuple(texts)
            for name, texts in written.items()
            if isinstance(texts, list) and all(isinstance(text, str) for text in texts)
        }


@runtime_checkable
class HasDrafts(Protocol):
    """A program that keeps what is being written."""

    drafts: Drafts
