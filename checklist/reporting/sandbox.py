"""The Jinja environment of reports: sandboxed, and harmless by default in HTML and Markdown.

`finalize` sees every value a template prints, so an author can't forget to escape one. What it
returns is marked as done; so is what a macro returns, and neither is escaped again.

Importing this module imports Jinja (70 ms): only `render` does, when there is a report to make.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from checklist.i18n import Translator
from checklist.reporting import escape as harmless
from checklist.reporting.model import Reference, Status, Wording

_HTML_STATUS = Markup('<span class="st {}"><span aria-hidden="true">{}</span> {}</span>')
_MARKING_FILTERS = ("e", "escape", "forceescape", "safe", "tojson", "urlize", "xmlattr")
"""Filters that mark text as done. They know HTML only, or trust what they are given."""


def sandbox(
    form: str, folders: list[Path], translator: Translator, cache: Path | None
) -> ImmutableSandboxedEnvironment:
    """An environment for templates of one form; the first folder that has a template gives it."""
    finalize, link = _RULES[form]
    environment = ImmutableSandboxedEnvironment(
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


def html(value: object) -> Markup:
    """A value as text in HTML.

    A state gets its sign and its word, a reference becomes a link to its place in the report,
    and a text in another language than the report's says so.
    """
    match value:
        case Markup():
            return value
        case Wording(text=text, language=language) if language:
            return Markup('<span lang="{}">{}</span>').format(language, _html(text))
        case Status(code=code, sign=sign, word=word):
            return _HTML_STATUS.format(code, sign, _html(word)) if sign else _html(word)
        case Reference(number=number, anchor=anchor):
            return Markup('<a class="ref" href="#{}">{}</a>').format(anchor, _html(number))
        case _:
            return _html(str(value))


def markdown(value: object) -> Markup:
    """A value as text on one line of Markdown; a state with its sign, a reference by number."""
    match value:
        case Markup():
            return value
        case Status(sign=sign, word=word):
            return _markdown(f"{sign} {word}")
        case Reference(number=number):
            return _markdown(number)
        case _:
            return _markdown(str(value))


def _html(text: str) -> Markup:
    return escape(harmless.shown(text))


def _markdown(text: str) -> Markup:
    return Markup(harmless.markdown(text))  # noqa: S704 - escaped for Markdown, not for HTML


def html_link(text: object, address: str | None) -> Markup:
    """A link, or the text alone where the address can't be linked to."""
    target = harmless.address(address)
    if target is None:
        return html(text)
    return Markup('<a href="{}">{}</a>').format(target, html(text))


def markdown_link(text: object, address: str | None) -> Markup:
    """A link, or the text alone where the address can't be linked to."""
    target = harmless.address(address)
    if target is None:
        return markdown(text)
    target = target.replace("&", "&amp;")
    return Markup(f"[{markdown(text)}]({target})")  # noqa: S704 - both escaped for Markdown


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
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._directory, delete=False) as file:
                bucket.write_bytecode(file)
            os.replace(file.name, self._file(bucket))  # noqa: PTH105 - a name, not a path
        except OSError:
            return

    def _file(self, bucket: Bucket) -> Path:
        return self._directory / f"{bucket.key}.template"
