"""Every text of a criteria set that a reader meets, for counting and making translations."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from checklist.criteria.model import (
    Text,
    Translated,
    translation,
)

_TEXT_FIELDS = {
    *("about", "applies_to", "checked_against", "drawn_from", "example", "guidance", "means", "of"),
    *("partly_means", "place", "purpose", "question", "reason", "recommendation", "requirement"),
    *("says", "set_by", "short", "term", "test", "text", "title", "what", "where", "whose"),
    *("why", "yes_means"),
}


def texts(part: object) -> Iterator[Text]:
    """The texts of a set, or of any part of one, in the order of the file."""
    if isinstance(part, tuple):
        for item in part:
            yield from texts(item)
    if not isinstance(part, msgspec.Struct):
        return
    for field in part.__struct_fields__:
        value = getattr(part, field)
        if isinstance(value, dict):
            yield from value.values()
        elif field in _TEXT_FIELDS and isinstance(value, str | Translated):
            yield value
        else:
            yield from texts(value)


def untranslated(part: object, language: str) -> int:
    """How many texts are only to be had in bokmål."""
    return sum(translation(text, language) is None for text in texts(part))
