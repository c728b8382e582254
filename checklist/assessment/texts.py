"""Which fields of an event a person typed, and how they are taken out of it and put back.

The journal keeps what is typed beside the write, each text for itself with a salt of its own. A
text can then be left out of a copy, or erased, and everything else can still be proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from checklist.text import WITHHELD

TYPED = Meta(extra={"typed": True})
"""Marks a field that holds what a person typed, or a file of theirs."""

Text = Annotated[str, TYPED]
"""A text that a person typed."""

Path = tuple[str, ...]
"""The way to a field of an event: ("answer", "comment")."""


def take_out(what: msgspec.Struct) -> tuple[Any, Mapping[str, Any]]:
    """The event without its texts, and the texts by their paths: `answer.comment`."""
    found: dict[str, Any] = {}
    for path, held in _held(what, ()):
        what = _replaced(what, path, None)
        found[".".join(path)] = held
    return what, found


def put_in(what: msgspec.Struct, path: str, text: Any) -> Any:
    """The event with a text at its path.

    Args:
        what: an event without that text.
        path: as `take_out` gave it.
        text: what it holds, as JSON has it; `WITHHELD` where it was left out.

    Raises:
        msgspec.ValidationError: there is no such field, or it can't hold this.
    """
    *way, name = path.split(".")
    holder: Any = what
    for step in way:
        holder = getattr(holder, step, None)
    kind = _typed_fields(_kind(holder)).get(name)
    if kind is None:
        raise msgspec.ValidationError(path)
    if text == WITHHELD:
        text = WITHHELD if _is_text(kind) else _default(_kind(holder), name)
    else:
        text = msgspec.convert(text, kind)
    return _replaced(what, tuple(path.split(".")), text, given=True)


def _held(value: msgspec.Struct, way: Path) -> Iterator[tuple[Path, Any]]:
    typed = _typed_fields(_kind(value))
    for name in value.__struct_fields__:
        held = getattr(value, name)
        if name in typed:
            if held != _default(_kind(value), name):
                yield (*way, name), held
        elif isinstance(held, msgspec.Struct):
            yield from _held(held, (*way, name))


def _replaced(value: Any, path: Path, text: Any, *, given: bool = False) -> Any:
    name, *rest = path
    if rest:
        inner = _replaced(getattr(value, name), tuple(rest), text, given=given)
    else:
        inner = text if given else _default(_kind(value), name)
    return msgspec.structs.replace(value, **{name: inner})


def _kind(value: object) -> Any:
    return type(value)


@cache
def _typed_fields(kind: Any) -> Mapping[str, Any]:
    """The fields that hold what a person typed, with their types."""
    if not issubclass(kind, msgspec.Struct):
        return {}
    return {
        name: held
        for name, held in get_type_hints(kind, include_extras=True).items()
        if any(isinstance(mark, Meta) and mark.extra == TYPED.extra for mark in _marks(held))
    }


def _marks(held: Any) -> tuple[Any, ...]:
    return getattr(held, "__metadata__", ())


def _is_text(kind: Any) -> bool:
    plain = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return plain is str or str in get_args(plain)


@cache
def _default(kind: Any, name: str) -> Any:
    for field in msgspec.structs.fields(kind):
        if field.name == name:
            return field.default
    raise msgspec.ValidationError(name)
