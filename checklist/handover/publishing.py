"""The writes of an assessment without what should not be published: texts, names and files.

A text that publishing would change is left out whole; everything else can still be proved. In an
event of the old form the texts are a part of what its digest was taken of, so that something
stands in for it, which is said to be unproven.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec

from checklist.assessment import (
    SECRET,
    WITHHELD,
    Line,
    UnreadableWrite,
    checked,
    decoded_old,
    nameless,
    old_digest,
    put_in,
    take_out,
)
from checklist.i18n import Translator
from checklist.reporting import is_public
from checklist.session import Session

IsPublic = Callable[[str, str], bool]
"""Whether a text in a field of this name can be published as it is."""
_NEVER = frozenset({"name", "note", "file", "answer"})
"""Fields that are left out whatever they hold: who wrote, what is internal, files, and what
people answered alone."""
_encoder = msgspec.json.Encoder(order="sorted")


def publishable(session: Session, _: Translator) -> IsPublic:
    """What of an assessment can be published, with everyone who has written in it as a person."""
    people = [line.event.author for line in session.history()][::-1]
    return is_public(session.assessment, people, _)


class PublishedLines(NamedTuple):
    """The writes as they can be published, and how many texts were left out of them."""

    lines: tuple[Line, ...]
    withheld: int


def published_lines(lines: Iterable[Line], public: IsPublic) -> PublishedLines:
    """The writes without the texts that are not public, in the same order."""
    made, withheld, people = [], 0, dict[str, str]()
    for line in lines:
        try:
            checked(line.body)
        except UnreadableWrite:
            made_public, left_out = _old(line, public, people)
        else:
            made_public, left_out = _without_parts(line, public)
        made.append(made_public)
        withheld += left_out
    return PublishedLines(tuple(made), withheld)


def _without_parts(line: Line, public: IsPublic) -> tuple[Line, int]:
    parts = {
        path: part
        for path, part in line.parts.items()
        if _goes(path, msgspec.json.decode(part.value), public)
    }
    return line._replace(parts=parts), len(line.parts) - len(parts)


def _goes(path: str, held: Any, public: IsPublic) -> bool:
    name = path.rpartition(".")[2]
    if path == SECRET or name in _NEVER:
        return False
    return not isinstance(held, str) or public(name, held)


def _old(line: Line, public: IsPublic, people: dict[str, str]) -> tuple[Line, int]:
    event = decoded_old(line.body)
    what, texts = take_out(event.what)
    withheld = 1  # The name of whoever wrote it.
    for path, held in texts.items():
        goes = _goes(path, held, public)
        what = put_in(what, path, msgspec.to_builtins(held) if goes else WITHHELD)
        withheld += not goes
    number = people.setdefault(event.author.name, str(len(people) + 1))
    role = event.author.role if public("role", event.author.role) else ""
    author = msgspec.structs.replace(nameless(number), role=role)
    stand_in = msgspec.structs.replace(event, what=what, author=author, write="", replica="")
    return Line(_encoder.encode(stand_in), {}, line.erased_from or old_digest(line.body)), withheld
