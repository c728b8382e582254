"""The sandbox for templates that people bring: of a report its parts, and nothing behind them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

from checklist.reporting.forms.text.environment import PrintedOnce
from checklist.reporting.report import Report, part_names
from checklist.words import Part


class Sandbox(ImmutableSandboxedEnvironment):
    """The fields of the report model are read without looking further: they are plain values."""

    code_generator_class = PrintedOnce

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field as it is; everything else as the sandbox of Jinja allows."""
        kind: Any = type(obj)
        if attribute in _fields(kind):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of a report its parts, and not what they were made from."""
        if isinstance(obj, Report):
            return attr in part_names()
        return super().is_safe_attribute(obj, attr, value)


@lru_cache(maxsize=256)
def _fields(kind: Any) -> frozenset[str]:
    if isinstance(kind, type) and issubclass(kind, Part):
        return frozenset(kind.__struct_fields__)
    return frozenset()
