"""Templates that people bring: of a report its parts and nothing behind them, and not too much.

What is protected, and what is not, is in docs/decisions/0015-own-templates.md.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from string import Formatter
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template, TemplateRuntimeError, Undefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from checklist.i18n import Phrase, Translator, phrase
from checklist.reporting.forms.text.environment import set_up
from checklist.reporting.forms.text.printing import PRINTERS
from checklist.reporting.model import Reference
from checklist.reporting.paper import Paper, part_names
from checklist.words import Status, Wording

MAX_OUTPUT = 20_000_000
"""Characters in a document."""

MAX_TEXT = 200_000
"""Characters in one text that is printed, and what a text or a list may be multiplied to."""

_MAX_BITS = 256
_PRINTABLE = (str, int, float, type(None), Wording, Status, Reference, Undefined)


class NotAllowed(TemplateRuntimeError):
    """A template did something it may not do, or too much of it."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(str(words))
        self.words = words


def sandbox_for(form: str, folders: list[Path], translator: Translator) -> Environment:
    """An environment for templates of one's own; the first folder that has a template gives it."""
    environment = set_up(
        _Sandbox,
        form,
        _Contained(folders),
        _Words(translator.language),
        finalize=_bounded(PRINTERS[form]),
    )
    # It gives random filler text, and the same report is to give the same file.
    del environment.globals["lipsum"]
    return environment


def written(template: Template, report: Paper) -> str:
    """What the template makes of the report, stopped where it becomes too much.

    Raises:
        NotAllowed: with the line of the template that was being written in its traceback.
    """
    pieces, length = [], 0
    writing: Any = template.generate(report=report)
    for piece in writing:
        length += len(piece)
        if length > MAX_OUTPUT:
            writing.throw(NotAllowed(phrase("malen skriver for mye ({n} tegn).", n=MAX_OUTPUT)))
        pieces.append(piece)
    return "".join(pieces)


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of a report its parts, and not what they were made from."""
        if isinstance(obj, Paper):
            return attr in part_names(type(obj))
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The operation, when what it makes is not too large."""
        if operator == "%" and isinstance(left, str):
            raise NotAllowed(phrase("tekst kan ikke settes sammen med %. Bruk ~ eller _()."))
        if isinstance(left, int) and isinstance(right, int):
            bits, more = left.bit_length(), right.bit_length()
            if (bits * right if operator == "**" else bits + more) > _MAX_BITS:
                raise NotAllowed(phrase("tallet er for stort."))
        for many, times in ((left, right), (right, left)):
            if isinstance(many, str | list | tuple) and isinstance(times, int):
                _refuse_long(len(many) * times)
        return super().call_binop(context, operator, left, right)


class _Contained(FileSystemLoader):
    """Files of its folders only, also where a link leads out of them."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        found = super().get_source(environment, template)
        file = Path(found[1]).resolve()
        if not any(file.is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
            raise NotAllowed(
                phrase("«{name}» er en lenke til en fil utenfor malmappen.", name=template)
            )
        return found


class _Words(Translator):
    """The translator for a template of one's own: names in braces, no attributes and no widths."""

    def __call__(self, text: str, /, **values: object) -> str:
        _refuse_more_than_names(text, values)
        return super().__call__(text, **values)

    def plural(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        for text in (singular, plural):
            _refuse_more_than_names(text, {"n": count, **values})
        return super().plural(singular, plural, count, **values)


def _refuse_more_than_names(text: str, values: dict[str, object]) -> None:
    for value in values.values():
        _refuse_unprintable(value)
    for _before, name, width, conversion in Formatter().parse(text):
        if name is not None and (name not in values or width or conversion):
            raise NotAllowed(phrase("«{text}»: bare navn kan stå i klammer.", text=text))


def _bounded(printer: Callable[[object], str]) -> Callable[[object], Markup]:
    def bounded(value: object) -> Markup:
        _refuse_unprintable(value)
        if isinstance(value, str) and not isinstance(value, Markup):
            _refuse_long(len(value))
        # Not left to Jinja: a template can tell it not to.
        return escape(printer(value))

    return bounded


def _refuse_unprintable(value: object) -> None:
    if not isinstance(value, _PRINTABLE):
        raise NotAllowed(
            phrase(
                "en verdi av typen {kind} kan ikke skrives ut. Skriv ut et felt i den, eller bruk "
                "en løkke.",
                kind=type(value).__name__,
            )
        )


def _refuse_long(length: int) -> None:
    if length > MAX_TEXT:
        raise NotAllowed(phrase("malen lager en tekst eller en liste på over {n}.", n=MAX_TEXT))
