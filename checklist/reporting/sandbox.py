"""The Jinja environment of reports: sandboxed, and harmless by default in HTML and Markdown.

`finalize` sees every value a template prints, so an author can't forget to escape one. What it
returns is marked as done; so is what a macro returns, and neither is escaped again.

Importing this module imports Jinja (70 ms): only `render` does, when there is a report to make.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from checklist.i18n import Translator
from checklist.reporting import escape as harmless
from checklist.reporting.model import Part, Reference, Status, Wording
from checklist.reporting.report import PARTS, Report

_MARKING_FILTERS = ("e", "escape", "forceescape", "safe", "tojson", "urlize", "xmlattr")
"""Filters that mark text as done. They know HTML only, or trust what they are given."""


def sandbox(
    form: str,
    folders: list[Path],
    translator: Translator,
    cache: Path | None,
    kind: type[Sandbox] | None = None,
) -> Sandbox:
    """An environment for templates of one form; the first folder that has a template gives it."""
    finalize, link = _RULES[form]
    environment = (kind or Sandbox)(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
        bytecode_cache=None if cache is None else Compiled(cache),
    )
    for name in _MARKING_FILTERS:
        del environment.filters[name]
    environment.globals.update({"_": translator, "link": link})
    return environment


class _EscapedOnce(CodeGenerator):
    """What `finalize` has made harmless is printed as it is, not asked about once more."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del node, frame
        self.write(f"({finalize.src}")


class Sandbox(ImmutableSandboxedEnvironment):
    """The fields of the report model are read without looking further: they are plain values."""

    code_generator_class = _EscapedOnce

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field as it is; everything else as the sandbox of Jinja allows."""
        kind: Any = type(obj)
        if attribute in _fields(kind):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of a report its parts, and not what they were made from."""
        if isinstance(obj, Report):
            return attr in PARTS
        return super().is_safe_attribute(obj, attr, value)


@lru_cache(maxsize=256)
def _fields(kind: Any) -> frozenset[str]:
    if isinstance(kind, type) and issubclass(kind, Part):
        return frozenset(kind.__struct_fields__)
    return frozenset()


def html(value: object) -> Markup:
    """A value as text in HTML.

    A state gets its sign and its word, a reference becomes a link to its place in the report,
    and a text in another language than the report's says so.
    """
    if type(value) is str:
        return _html(value)
    if isinstance(value, Markup):
        return value
    match value:
        case Wording(text=text, language=language) if language:
            return _done(f'<span lang="{_html(language)}">{_html(text)}</span>')
        case Status(code=code, sign=sign, word=word) if sign:
            return _done(
                f'<span class="st {_html(code)}"><span aria-hidden="true">{_html(sign)}</span> '
                f"{_html(word)}</span>"
            )
        case Reference(number=number, anchor=anchor, title=title):
            name = _html(number) if number else html(title)
            return _done(f'<a class="ref" href="#{_html(anchor)}">{name}</a>')
        case _:
            return _html(str(value))


def markdown(value: object) -> Markup:
    """A value as text on one line of Markdown; a state with its sign, a reference by number."""
    match value:
        case Markup():
            return value
        case Status(sign=sign, word=word):
            return _markdown(f"{sign} {word}")
        case Reference(number=number, title=title):
            return _markdown(number or title.text)
        case _:
            return _markdown(str(value))


# A report says the same words again and again.
@lru_cache(maxsize=4096)
def _html(text: str) -> Markup:
    return escape(harmless.shown(text))


def _markdown(text: str) -> Markup:
    return _done(harmless.markdown(text))


def _done(escaped: str) -> Markup:
    return Markup(escaped)  # noqa: S704 - each part was escaped for the form it goes into


def html_link(text: object, address: str | None) -> Markup:
    """A link, or the text alone where the address can't be linked to."""
    target = harmless.address(address)
    if target is None:
        return html(text)
    return _done(f'<a href="{_html(target)}">{html(text)}</a>')


def markdown_link(text: object, address: str | None) -> Markup:
    """A link, or the text alone where the address can't be linked to."""
    target = harmless.address(address)
    if target is None:
        return markdown(text)
    target = target.replace("&", "&amp;")
    return _done(f"[{markdown(text)}]({target})")


_RULES: dict[str, tuple[Callable[[object], Markup], Callable[[object, str | None], Markup]]] = {
    "html": (html, html_link),
    "md": (markdown, markdown_link),
}


class Compiled(BytecodeCache):
    """Compiled templates in a folder of the user's own. Where it can't be used, nothing is lost."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, unless the file is missing or is not what was compiled."""
        try:
            with self._file(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except (OSError, ValueError, EOFError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket. The file is written whole or not at all."""
        unfinished = self._directory / f".{bucket.key}.{os.getpid()}"
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                bucket.write_bytecode(file)
            unfinished.replace(self._file(bucket))
        except OSError:
            with suppress(OSError):
                unfinished.unlink()

    def _file(self, bucket: Bucket) -> Path:
        return self._directory / f"{bucket.key}.template"
