"""What is wrong with a template, in words: which file, which line, and what."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from checklist.i18n import Phrase, phrase
from checklist.reporting.forms.text.own_templates.sandbox import NotAllowed

IN_SHIPPED = (TemplateError,)

IN_OWN = (
    TemplateError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What a template of one's own can make Python say. In a shipped one it is a fault of ours."""


def fault(error: Exception, template: str, folders: Sequence[Path]) -> Phrase:
    """Where a template is wrong, and why."""
    name, line = _place(error, template, folders)
    if line is None:
        return phrase("{file}: {reason}", file=name, reason=_reason(error))
    return phrase("{file} linje {line}: {reason}", file=name, line=line, reason=_reason(error))


def _place(error: Exception, template: str, folders: Sequence[Path]) -> tuple[str, int | None]:
    if isinstance(error, TemplateSyntaxError):
        return error.name or template, error.lineno
    # Jinja puts the lines of the templates into the traceback.
    lines = [
        (Path(frame.filename).name, frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if any(Path(frame.filename).is_relative_to(folder) for folder in folders)
    ]
    if not lines:
        return template, None
    if isinstance(error, RecursionError):
        # The line that recurs most is the one that calls itself; the last may be any of those.
        return Counter(lines).most_common(1)[0][0]
    return lines[-1]


def _reason(error: Exception) -> Phrase:
    match error:
        case NotAllowed(words=words):
            return words
        case SecurityError():
            return phrase("det er ikke lov i en mal ({reason}).", reason=error)
        case TemplateNotFound():
            return phrase("malen {name} finnes ikke i malmappene.", name=error.name)
        case UndefinedError():
            return phrase("noe finnes ikke ({reason}).", reason=error)
        case TemplateSyntaxError():
            return phrase("skrivefeil ({reason}).", reason=error.message)
        case RecursionError():
            return phrase("malen kaller seg selv uten å ta slutt.")
        case _:
            return phrase(
                "det går ikke ({kind}: {reason}).", kind=type(error).__name__, reason=error
            )
