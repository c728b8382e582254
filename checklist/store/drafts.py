"""Text that somebody was writing and had not saved, kept for when a program ends in the middle.

A file beside the journal and no part of it: a draft is nobody's answer. It is gone once the text
is saved or thrown away. What must not be stored as an answer is not stored here either.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol, runtime_checkable

from checklist.assessment import PersonalNumber, refuse_personal_numbers

_MOST = 50


class Drafts:
    """The drafts of one home, each a row of texts with a name. Where it fails, work goes on."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, name: str) -> tuple[str, ...] | None:
        """The texts of a draft; None where there is none."""
        return self._read().get(name)

    def names(self) -> tuple[str, ...]:
        """The names of all drafts, the last kept last."""
        return tuple(self._read())

    def keep(self, name: str, texts: Sequence[str]) -> None:
        """Keep a draft in place of the one before it; the oldest of too many is forgotten."""
        try:
            refuse_personal_numbers(texts)
        except PersonalNumber:
            return
        others = {key: kept for key, kept in self._read().items() if key != name}
        self._write({**dict(list(others.items())[-(_MOST - 1) :]), name: tuple(texts)})

    def forget(self, name: str) -> None:
        """Let go of a draft."""
        drafts = self._read()
        if drafts.pop(name, None) is not None:
            self._write(drafts)

    def _read(self) -> dict[str, tuple[str, ...]]:
        if not self._path.exists():
            return {}
        try:
            written = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(written, dict):
            return {}
        return {
            name: tuple(texts)
            for name, texts in written.items()
            if isinstance(texts, list) and all(isinstance(text, str) for text in texts)
        }

    def _write(self, drafts: dict[str, tuple[str, ...]]) -> None:
        unfinished: Path | None = None
        try:
            # Readable by its owner only, as the journal is.
            handle, made = tempfile.mkstemp(dir=self._path.parent, prefix=".drafts-")
            unfinished = Path(made)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                json.dump(drafts, file)
            unfinished.replace(self._path)
        except OSError:
            if unfinished is not None:
                with suppress(OSError):
                    unfinished.unlink()


@runtime_checkable
class HasDrafts(Protocol):
    """A program that keeps what is being written."""

    drafts: Drafts
