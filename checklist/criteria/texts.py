"""Every text of a criteria set that a reader meets, for counting and making translations."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from checklist.criteria.model import (
    Checkpoint,
    CriteriaSet,
    Criterion,
    Extension,
    Question,
    Role,
    Text,
    Theme,
    Translated,
    translation,
)

_TEXT_FIELDS = {
    *("about", "applies_to", "checked_against", "drawn_from", "example", "guidance", "means", "of"),
    *("partly_means", "place", "purpose", "question", "reason", "recommendation", "requirement"),
    *("says", "set_by", "short", "term", "test", "text", "title", "what", "why", "yes_means"),
}
_READ_ABROAD = (CriteriaSet, Extension, Question, Role, Theme, Criterion, Checkpoint)
_READ_ABROAD_FIELDS = {"purpose", "question", "requirement", "text", "title"}


def texts(part: object) -> Iterator[Text]:
    """The texts of a set, or of any part of one, in the order of the file."""
    for _, _, text in _texts(part):
        yield text


def texts_read_abroad(part: object) -> Iterator[Text]:
    """Titles, requirements and questions: what a colleague abroad needs to judge a set."""
    for owner, field, text in _texts(part):
        if isinstance(owner, _READ_ABROAD) and field in _READ_ABROAD_FIELDS:
            yield text


def untranslated(part: object, language: str) -> int:
    """How many texts are only to be had in bokmål."""
    return sum(translation(text, language) is None for text in texts(part))


def _texts(part: object) -> Iterator[tuple[object, str, Text]]:
    if isinstance(part, tuple):
        for item in part:
            yield from _texts(item)
    if not isinstance(part, msgspec.Struct):
        return
    for field in part.__struct_fields__:
        value = getattr(part, field)
        if isinstance(value, dict):
            yield from ((part, field, text) for text in value.values())
        elif field in _TEXT_FIELDS and isinstance(value, str | Translated):
            yield part, field, value
        else:
            yield from _texts(value)
