"""What a change came instead of, one field at a time, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce

from checklist.assessment import (
    ActionSet,
    ActionStatus,
    Answer,
    Answered,
    Corrected,
    Document,
    Event,
    EvidenceRecorded,
    FileReference,
    Municipality,
    RecommendationSet,
    day_if_whole,
)
from checklist.i18n import Phrase, phrase
from checklist.words.differing import FIELD_WORDS, NAMED_FIELDS
from checklist.words.earlier import Changing, Earlier

_DIGITS_SHOWN = 12


def replaced(event: Event, earlier: Earlier) -> Phrase | None:
    """What an event came instead of; None where there was nothing, or it is the same."""
    event, before = earlier.events.get(event.id, event), earlier.before.get(event.id)
    match event.what:
        case EvidenceRecorded(evidence=now):
            return _other_file(_file_of(before), _file_of(now)) or _fields_before(now, before)
        case ActionSet(action=planned):
            return _fields_before(planned, before)
        case RecommendationSet(recommendation=asked):
            return _fields_before(asked, before)
        case Corrected() as corrected:
            return _fields_before(corrected, before)
        case Answered(answer=answer, waits=False):
            stood = before if isinstance(before, Answer) else Answer()
            if stood.value is not answer.value:
                before_it = phrase("før: {answer}", answer=answer_words(stood))
                if stood.comment == answer.comment:
                    return before_it
                comment = _other_comment(stood.comment, answer.comment)
                return phrase("{one}; {other}", one=before_it, other=comment)
            if stood.comment != answer.comment:
                return _other_comment(stood.comment, answer.comment)
            same = None if stood.value is None else phrase("samme svar, gitt på nytt")
            return _fields_before(answer, stood) or same
    return None


def changed_fields(now: Changing, before: Changing | None) -> Phrase | None:
    """The names of the fields that were changed; None where it is new, or the answer is another."""
    if before is None or (isinstance(before, Answer) and _is_another_answer(now, before)):
        return None
    names = [FIELD_WORDS[name] for name in _differing(now, before)]
    return joined(names) if names else None


def _is_another_answer(now: Changing, before: Answer) -> bool:
    return isinstance(now, Answer) and now.value is not before.value


def _differing(now: Changing, before: Changing) -> tuple[str, ...]:
    """Fields that people know and that hold something else, in the order of their table."""
    return tuple(
        name
        for name in FIELD_WORDS
        if getattr(now, name, None) != getattr(before, name, None) and name in now.__struct_fields__
    )


def joined(several: Iterable[Phrase]) -> Phrase:
    """Phrases with commas between them; there is one at least."""
    return reduce(lambda one, other: phrase("{one}, {other}", one=one, other=other), several)


def _fields_before(now: Changing, before: Changing | None) -> Phrase | None:
    """What the fields that were changed held, where that is short and for all to read."""
    if before is None:
        return None
    known = [name for name in _differing(now, before) if _held(name, before) is not None]
    if not known:
        return None
    return phrase("før: {answer}", answer=joined(field_and_value(name, before) for name in known))


def field_and_value(name: str, thing: Changing) -> Phrase:
    """A field and what it holds."""
    return phrase("{field}: {value}", field=FIELD_WORDS[name], value=_held(name, thing) or "")


def _held(name: str, thing: Changing) -> str | int | date | Phrase | None:
    """What a field holds, for a sentence; None for what only a program reads."""
    match getattr(thing, name, None):
        case None | "" | ():
            return phrase("tomt")
        case bool() as ticked:
            return phrase("ja") if ticked else phrase("nei")
        case ActionStatus() as status:
            return status.words
        case Municipality(number=number, name=called):
            return f"{number} {called}"
        case str() as text if name not in NAMED_FIELDS:
            return (day_if_whole(text) or text) if name == "date" else text
        case int() | date() as value:
            return value
        case float() as number if number.is_integer():
            return int(number)
    return None


def _file_of(evidence: Changing | None) -> FileReference | None:
    return evidence.file if isinstance(evidence, Document) else None


def _other_file(before: FileReference | None, now: FileReference | None) -> Phrase | None:
    if before is not None and now is None:
        return phrase("filen {name} er tatt bort", name=before.known_as)
    if before is None or now is None or before.sha256 == now.sha256:
        return None
    return phrase(
        "filen er en annen enn før; kontrollsum før: {before}, nå: {now}",
        before=before.sha256[:_DIGITS_SHOWN],
        now=now.sha256[:_DIGITS_SHOWN],
    )


def _other_comment(before: str, now: str) -> Phrase:
    if not before:
        return phrase("ny kommentar: {comment}", comment=now)
    if not now:
        return phrase("kommentaren ble tatt bort; før: {comment}", comment=before)
    return phrase("kommentaren er nå: {comment}; før: {before}", comment=now, before=before)


def answer_words(answer: Answer) -> Phrase:
    """What was answered, or that nothing was."""
    return phrase("Ikke besvart") if answer.value is None else answer.value.words
