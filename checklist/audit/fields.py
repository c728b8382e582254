"""What a field of a record holds, as forms and commands ask for it and read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum, StrEnum, auto
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from msgspec import Meta

from checklist.assessment import FollowUpCode, Municipality, VerdictCode, partial_date, whole_day
from checklist.audit.deciding import NEEDED
from checklist.audit.records import Record, Source
from checklist.audit.state import is_text, types_of
from checklist.errors import SamsjekkError
from checklist.i18n import LANGUAGES, Translator, WordedEnum, phrase

Choice = WordedEnum | VerdictCode | FollowUpCode
"""A code word that has words."""


class Holds(Enum):
    """What a field holds."""

    TEXT = auto()
    KNOWN_DATE = auto()
    WHOLE_DATE = auto()
    FLAG = auto()
    COUNT = auto()
    CHOICE = auto()
    NAME = auto()
    SOURCE = auto()
    MUNICIPALITY = auto()


class FieldShape(NamedTuple):
    """What a field holds, whether it holds several of it, and of a choice: among what."""

    holds: Holds
    several: bool = False
    choices: tuple[Choice, ...] = ()


class UnreadableField(SamsjekkError):
    """What was written can't be the value of the field."""


class UnknownChoice(UnreadableField):
    """What was written is none of the choices: their code words, or words for who reads it."""

    def __init__(self, written: str, choices: Sequence[Choice]) -> None:
        self._choices = choices
        names = ", ".join(choice.value for choice in choices)
        super().__init__(
            phrase("«{text}» kan ikke velges. Velg blant: {names}.", text=written, names=names)
        )

    def text(self, _: Translator) -> str:
        """The words, with the choices in the same language, which are read as well."""
        names = ", ".join(_.say(choice.words) for choice in self._choices)
        return _.say(self.words._replace(values={**self.words.values, "names": names}))


@cache
def shape_of(kind: type[Record], field: str) -> FieldShape:
    """What a field of a kind of record holds."""
    held = types_of(kind)[field]
    if is_text(held):
        return FieldShape(Holds.TEXT)
    several = get_origin(held) is tuple
    held = _without_none(get_args(held)[0] if several else held)
    read = _reader(held)
    if get_origin(held) is Annotated:
        held = get_args(held)[0]
    if read is not None:
        return FieldShape(Holds.WHOLE_DATE if held is date else Holds.KNOWN_DATE)
    if isinstance(held, type) and issubclass(held, StrEnum):
        return FieldShape(Holds.CHOICE, several, tuple(held))
    return FieldShape(_PLAIN.get(held, Holds.NAME), several)


_WORKED_OUT = frozenset({"sha256", "kontrollsum", "heads"})
"""Fields that nobody types: what stands in them is worked out."""


def fields_to_write(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record as people fill them in: first what can't be left empty."""
    needed = NEEDED.get(kind, {})
    written = (field for field in types_of(kind) if field not in _WORKED_OUT)
    return tuple(sorted(written, key=lambda field: field not in needed))


_PLAIN = {
    bool: Holds.FLAG,
    int: Holds.COUNT,
    Source: Holds.SOURCE,
    Municipality: Holds.MUNICIPALITY,
}


def _without_none(held: Any) -> Any:
    if get_origin(held) in {Union, UnionType}:
        return next(one for one in get_args(held) if one is not type(None))
    return held


def _reader(held: Any) -> Any:
    marks = get_args(held)[1:] if get_origin(held) is Annotated else ()
    extra = [mark.extra or {} for mark in marks if isinstance(mark, Meta)]
    return next((one["read"] for one in extra if "read" in one), None)


def read_field(kind: type[Record], field: str, written: Sequence[str]) -> Any:
    """The value of a field as people type it, in one or several pieces; empty is no value.

    What holds a source or a municipality is read by others, who can look it up.

    Raises:
        UnreadableField, UnreadableDate: it can't be its value; the words say what to write.
    """
    shape = shape_of(kind, field)
    if shape.holds is Holds.TEXT:
        return "\n".join(written)
    read = tuple(_read_one(shape, one.strip()) for one in written if one.strip())
    if shape.several:
        return read
    return read[0] if read else False if shape.holds is Holds.FLAG else None


def _read_one(shape: FieldShape, written: str) -> Any:
    match shape.holds:
        case Holds.KNOWN_DATE:
            return partial_date(written)
        case Holds.WHOLE_DATE:
            return whole_day(written)
        case Holds.COUNT if written.isascii() and written.isdigit():
            return int(written)
        case Holds.COUNT:
            raise UnreadableField(phrase("«{text}» er ikke et helt tall.", text=written))
        case Holds.FLAG:
            return read_flag(written)
        case Holds.CHOICE:
            return _read_choice(shape, written)
        case _:
            return written


def read_flag(written: str) -> bool:
    """Whether yes is written, or no.

    Raises:
        UnreadableField: it is neither.
    """
    if (read := _FLAGS.get(written.casefold())) is None:
        raise UnreadableField(phrase("«{text}» er verken ja eller nei.", text=written))
    return read


_FLAGS = {"ja": True, "yes": True, "nei": False, "no": False}


def _read_choice(shape: FieldShape, written: str) -> Choice:
    for choice in shape.choices:
        said = (Translator(language).say(choice.words) for language in LANGUAGES)
        if written.casefold() in {choice.value, *map(str.casefold, said)}:
            return choice
    raise UnknownChoice(written, shape.choices)
