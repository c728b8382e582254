"""What is wrong in a file a person wrote, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Phrase, Translator, phrase

_LONGEST_QUOTE = 60

MAX_FAULTS = 200


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong in a file a person wrote. Line and column count from 1; 0 is no line."""

    file: str
    line: int
    column: int
    field: str
    problem: Phrase
    allowed: Phrase | None = None
    suggestion: str | None = None

    def text(self, _: Translator) -> str:
        """One line: `file:line:column: field: what is wrong; what is allowed; did you mean`."""
        parts = [_.say(self.problem)]
        if self.allowed is not None:
            parts.append(_.say(self.allowed))
        if self.suggestion is not None:
            parts.append(_("mente du «{name}»?", name=self.suggestion))
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        field = f"{self.field}: " if self.field else ""
        return f"{place}: {field}{'; '.join(parts)}"


class FaultyFile(SamsjekkError):
    """A file with faults, all of them."""

    exit_code = ExitCode.FAULTS

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        lines = "\n".join(fault.text(Translator()) for fault in faults)
        super().__init__(phrase("{faults}", faults=lines))

    def text(self, _: Translator) -> str:
        """Every fault on a line of its own, in the user's language."""
        return "\n".join(fault.text(_) for fault in self.faults)


class UnreadableFile(SamsjekkError):
    """A file that can't be opened or isn't text."""


class _Faulty:
    """Stands where a value could not be built: empty, false, and the same wherever one looks."""

    def __getattr__(self, name: str) -> _Faulty:
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __reversed__(self) -> Iterator[Any]:
        return iter(())

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0


FAULTY: Any = _Faulty()
"""What a check meets in a field that already has a fault. It never reaches a caller of `read`."""


def has_fault(value: object) -> bool:
    """Whether a value, or something in it, could not be built."""
    if isinstance(value, msgspec.Struct):
        return any(has_fault(getattr(value, name)) for name in value.__struct_fields__)
    return value is FAULTY or (isinstance(value, tuple) and any(map(has_fault, value)))


def quoted(text: str) -> str:
    """As much of a text as a message has room for."""
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
