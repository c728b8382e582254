"""The Jinja environment that lays documents out: harmless by default in HTML and Markdown.

The printer of the form sees every value a template prints, so an author can't forget to escape
one. What it gives is done; so is what a macro gives, and neither is escaped again.

The shipped templates are a part of the program, read like the rest of it. They are compiled to
plain reading of fields and plain calls, which halves the time of a report. Templates that people
bring themselves are not: see `sandbox.py` and `limits.py`.

Importing this module imports Jinja (70 ms): only `render` does, when there is a report to make.
"""

from __future__ import annotations

import operator
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from checklist.i18n import Translator
from checklist.reporting.forms.text.printing import LINKS, PRINTERS, done

_Kind = TypeVar("_Kind", bound=Environment)

_MARKING_FILTERS = ("e", "escape", "forceescape", "safe", "tojson", "urlize", "xmlattr")
"""Filters that mark text as done. They know HTML only, or trust what they are given."""


def layout(form: str, folders: list[Path], translator: Translator, cache: Path | None) -> Shipped:
    """An environment for the shipped templates of one form; `cache` is a folder of the user's."""
    compiled = None if cache is None else Compiled(cache)
    environment = set_up(Shipped, form, folders, translator, compiled)
    environment.words = _Words(form, translator)
    return environment


def set_up(
    kind: type[_Kind],
    form: str,
    folders: list[Path],
    translator: Translator,
    compiled: BytecodeCache | None = None,
) -> _Kind:
    """An environment of a kind for one form; the first folder that has a template gives it."""
    environment = kind(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=PRINTERS[form],
        bytecode_cache=compiled,
    )
    for name in _MARKING_FILTERS:
        del environment.filters[name]
    environment.globals.update({"_": translator, "link": LINKS[form]})
    return environment


class PrintedOnce(CodeGenerator):
    """What the printer has made harmless is printed as it is, not asked about once more."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del node, frame
        self.write(f"({finalize.src}")


class _Plain(PrintedOnce):
    """Fields are read and functions called as Python does it, without asking Jinja each time."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """A block gathers what it prints, instead of handing on each piece by itself."""
        gathers = frame.block_frame and frame.buffer is None
        if gathers:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if gathers:
            self.writeline(f"yield concat({frame.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if isinstance(node.node, nodes.Name) and node.node.name == "self":
            # The blocks of a template, which Jinja looks up by name.
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802 - Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        match node:
            case nodes.Call(
                node=nodes.Name(name="_"), args=[nodes.Const(value=text)], kwargs=[], dyn_args=None
            ):
                self.write(f"environment.words[{text!r}]")
                return
        self.write("environment.call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class _Words(dict[str, Markup]):
    """The fixed texts of the templates, translated and printed once however often they stand."""

    def __init__(self, form: str, translator: Translator) -> None:
        super().__init__()
        self._print = PRINTERS[form]
        self._translator = translator

    def __missing__(self, text: str) -> Markup:
        made = self[text] = done(self._print(self._translator(text)))
        return made


class Shipped(Environment):
    """Templates that are a part of the program."""

    code_generator_class = _Plain
    words: _Words
    call = staticmethod(cast("Callable[..., Any]", operator.call))


class Compiled(BytecodeCache):
    """Compiled templates in a folder of the user's own. Where it can't be used, nothing is lost."""

    _GENERATION = "4"
    """Changes when the same template is compiled to something else."""

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
        return self._directory / f"{bucket.key}.{self._GENERATION}.template"
