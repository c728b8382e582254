"""The Jinja environment that lays documents out: harmless by default in HTML and Markdown.

The printer of the form sees every value a template prints, so an author can't forget to escape
one. What it or a macro marks as done is not escaped again; what is left in HTML, Jinja escapes.

Importing this module imports Jinja (70 ms): only `pages` does, when there is a report to make.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any, TypeVar

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket

from checklist.i18n import Translator
from checklist.reporting.design import PRINT
from checklist.reporting.forms.text.languages import NOTE
from checklist.reporting.forms.text.printing import LINKS, PRINTERS, done
from checklist.reporting.forms.text.styling import fills, variables

_Kind = TypeVar("_Kind", bound=Environment)

_MARKING_FILTERS = ("e", "escape", "forceescape", "safe", "tojson", "urlize", "xmlattr")
"""Filters that mark text as done. They know HTML only, or trust what they are given."""

_COMPILED_NAME = "%s.5.template"
"""The number changes when the same template is compiled to something else."""


def layout(
    form: str, folders: list[Path], translator: Translator, cache: Path | None
) -> Environment:
    """An environment for the shipped templates of one form; `cache` is a folder of the user's."""
    return set_up(
        Environment,
        form,
        FileSystemLoader(folders),
        translator,
        finalize=PRINTERS[form],
        bytecode_cache=_compiled(cache),
    )


def set_up(
    kind: type[_Kind], form: str, loader: BaseLoader, translator: Translator, **options: Any
) -> _Kind:
    """An environment of a kind for one form; `options` are more of Jinja's own."""
    environment = kind(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **options,
    )
    for name in _MARKING_FILTERS:
        del environment.filters[name]
    environment.globals.update({"_": translator, "link": LINKS[form], "language_note": done(NOTE)})
    if form == "html":
        environment.globals.update({"variables": variables(), "colours": PRINT, "fill": fills()})
    return environment


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates. Where they can't be kept, they are compiled each time."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


class _CompiledHere(BytecodeCache):
    """Compiled templates, for as long as the program runs."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


_HERE = _CompiledHere()


def _compiled(folder: Path | None) -> BytecodeCache | None:
    if folder is None:
        return _HERE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return _Compiled(str(folder), _COMPILED_NAME)
