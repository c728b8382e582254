"""A write: what one person did at once, as it is stored and proved.

A write names the heads that its store held (`parents`), so the writes of a journal form a graph,
and its digest covers all before it. Texts lie beside it as parts, of which it holds the digests.
The bytes are hashed as they are stored; those that come from elsewhere must be what this module
would have written itself. Docs: `docs/journal.md`.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from sys import intern
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from checklist.assessment.events import (
    ActionSet,
    Answered,
    Author,
    Corrected,
    Event,
    EvidenceRecorded,
    PersonNamed,
    RecommendationSet,
    What,
)
from checklist.assessment.texts import put_in, take_out
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.text import WITHHELD

VERSION = 2
MOST_PARENTS = 64
MOST_BYTES = 8 * 2**20
MOST_EVENTS = 20_000
MOST_PART_BYTES = 2**20
SALT_BYTES = 16
SECRET = "secret"  # noqa: S105 - a path, not a password
"""The path of the part of the first write that tells authors apart without naming them."""

_ID = re.compile(r"[0-9a-f]{26}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SHORT = re.compile(r"[0-9a-f]{16}")
_LAST_MILLISECOND = 1 << 47


class Write(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
):
    """One write, without its texts.

    Attributes:
        v: the form, 2.
        of: the digest of the journal's first write; empty in that one.
        id: 12 hex digits of milliseconds and 14 of noise; above its parents'.
        at: when, in UTC.
        by: who, as `author_key` has it.
        replica: the store it was written in.
        parents: the heads that store held, sorted, at most 64.
        what: the events, without texts.
        parts: the digests of the texts, by number of the event and path: `0.answer.comment`.
    """

    v: Annotated[int, Meta(ge=VERSION, le=VERSION)]
    of: str = ""
    id: str
    at: datetime
    by: str
    replica: str
    parents: Annotated[tuple[str, ...], Meta(max_length=MOST_PARENTS)] = ()
    what: Annotated[tuple[What, ...], Meta(min_length=1, max_length=MOST_EVENTS)]
    parts: dict[str, str] = {}


class Part(msgspec.Struct, frozen=True, gc=False):
    """A text beside a write: its salt, and its value as JSON."""

    salt: bytes
    value: bytes

    @property
    def digest(self) -> str:
        """What the write holds of it."""
        return hashlib.sha256(b"samsjekk part\0" + self.salt + self.value).hexdigest()


class Written(msgspec.Struct, frozen=True, gc=False):
    """A write with its bytes, their digest, and the parts that are at hand."""

    write: Write
    body: bytes
    digest: str
    parts: Mapping[str, Part]


class UnreadableWrite(SamsjekkError):
    """Bytes that are not a write as this version would have written it."""


class WrittenByNewer(UnreadableWrite):
    """Bytes that are as they were written, and that this version does not know."""


class UnstorableEvent(SamsjekkError):
    """An event that could not be read back as it is."""


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Write)
_old_decoder = msgspec.json.Decoder(Event)


def new_part(value: Any) -> Part:
    """A part that holds a value, with fresh noise as salt."""
    return Part(os.urandom(SALT_BYTES), _encoder.encode(value))


def written(
    *,
    of: str,
    write_id: str,
    at: datetime,
    by: str,
    replica: str,
    parents: Iterable[str],
    happened: Sequence[What],
    further: Mapping[str, Any] = {},
) -> Written:
    """A write of what happened; `further` are parts that belong to no event.

    Raises:
        UnstorableEvent: it could not be read back as it is.
    """
    bare: list[What] = []
    parts = {path: new_part(value) for path, value in further.items()}
    try:
        for number, what in enumerate(happened):
            rest, texts = take_out(what)
            bare.append(rest)
            parts |= {f"{number}.{path}": new_part(text) for path, text in texts.items()}
        write = Write(
            v=VERSION,
            of=of,
            id=write_id,
            at=at.astimezone(UTC),
            by=by,
            replica=replica,
            parents=tuple(sorted(parents)),
            what=tuple(bare),
            parts={path: part.digest for path, part in parts.items()},
        )
        # Read and written once more, so that 1 where 1.0 is meant is stored as it will be read.
        body = _encoder.encode(_decoder.decode(_encoder.encode(write)))
        kept = Written(checked(body), body, digest(body), parts)
        if kept.write != write or _whats(kept) != tuple(happened):
            raise UnstorableEvent(_unstorable("NaN"))
    except (msgspec.ValidationError, UnicodeError, OverflowError, UnreadableWrite) as error:
        raise UnstorableEvent(_unstorable(error)) from error
    return kept


def _unstorable(reason: object) -> Any:
    return phrase(
        "Dette kan ikke lagres: et felt er tomt, for langt eller har tegn og tall som ikke "
        "kan skrives ({reason}). Rett det og prøv igjen.",
        reason=reason,
    )


def decoded(body: bytes) -> Write:
    """The write that these bytes are.

    Raises:
        UnreadableWrite: they are not a write this version knows.
    """
    try:
        write = _decoder.decode(body)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _unreadable(error) from error
    _refuse_unknown_fields(write.what)
    return write


def _refuse_unknown_fields(happened: Iterable[What]) -> None:
    """Stop events that touch a field this version does not have: a newer one wrote them."""
    for what in happened:
        match what:
            case Answered(touched=tuple() as touched, answer=held):
                pass
            case EvidenceRecorded(touched=tuple() as touched, evidence=held):
                pass
            case ActionSet(touched=tuple() as touched, action=held):
                pass
            case RecommendationSet(touched=tuple() as touched, recommendation=held):
                pass
            case Corrected(touched=touched) as held:
                pass
            case _:
                continue
        for name in touched:
            if name not in held.__struct_fields__:
                raise _unreadable(name)


def checked(body: bytes) -> Write:
    """The write that bytes from elsewhere are, when they are what this version would have written.

    Raises:
        UnreadableWrite: they are not. A second key of the same name, for one, would be read
            differently elsewhere.
    """
    write = decoded(body)
    if len(body) > MOST_BYTES:
        raise _unreadable("bytes")
    if _encoder.encode(write) != body:
        raise _unreadable("canonical")
    if list(write.parents) != sorted(set(write.parents)):
        raise _unreadable("parents")
    digests = (*filter(None, (write.of,)), *write.parents, *write.parts.values())
    if not all(_DIGEST.fullmatch(known) for known in digests):
        raise _unreadable("digest")
    if not _ID.fullmatch(write.id) or int(write.id[:12], 16) >= _LAST_MILLISECOND:
        raise _unreadable("id")
    if not (_SHORT.fullmatch(write.by) and _SHORT.fullmatch(write.replica)):
        raise _unreadable("by")
    return write


def decoded_old(body: bytes) -> Event:
    """The event that these bytes are, in the form from before writes.

    Raises:
        UnreadableWrite: they are not an event this version knows.
    """
    try:
        event = _old_decoder.decode(body)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _unreadable(error) from error
    _refuse_unknown_fields((event.what,))
    return msgspec.structs.replace(event, write=old_digest(body), replica="", parents=())


def _unreadable(reason: object) -> UnreadableWrite:
    return UnreadableWrite(
        phrase(
            "En hendelse kan ikke leses ({reason}). Den er skadet, eller skrevet av en nyere "
            "versjon av samsjekk. Oppdater samsjekk, og prøv igjen.",
            reason=reason,
        )
    )


def events_of(kept: Written, people: Mapping[str, Author]) -> tuple[Event, ...]:
    """What happened in a write, with its texts; those that are not at hand are `WITHHELD`.

    Args:
        kept: the write.
        people: who its author is, by key; whoever is not there has no name here.

    Raises:
        UnreadableWrite: a part is not what its field can hold.
    """
    write = kept.write
    author = people.get(write.by) or nameless(write.by)
    happened = [
        Event(
            id=write.id if not number else f"{write.id}-{number:04x}",
            at=write.at,
            author=author,
            what=what,
            step=write.id if number else "",
            replica=intern(write.replica),  # the same few in every event
            write=kept.digest,
            parents=write.parents,
        )
        for number, what in enumerate(_whats(kept))
        if not isinstance(what, PersonNamed)
    ]
    return tuple(happened)


def count_events(write: Write) -> int:
    """How many events a user sees in a write: that somebody is named is none of them."""
    return sum(not isinstance(what, PersonNamed) for what in write.what)


def person_named(kept: Written) -> Author | None:
    """Who a write says that its author is, or None where it does not say."""
    if PersonNamed not in map(type, kept.write.what):
        return None
    for what in _whats(kept):
        if isinstance(what, PersonNamed):
            if what.name == WITHHELD:
                return nameless(kept.write.by)
            return Author(name=what.name, role=what.role)
    return None


def without_text(event: Event, path: str) -> bytes:
    """An event of the old form without one of its texts, as bytes that stand in for it.

    Raises:
        UnreadableWrite: it has no such text.
    """
    try:
        what = put_in(event.what, path, WITHHELD)
    except msgspec.ValidationError as error:
        raise _unreadable(error) from error
    return _encoder.encode(msgspec.structs.replace(event, what=what, write=""))


def nameless(by: str) -> Author:
    """An author whose name was left out or erased; still told apart from the others."""
    return Author(name=f"{WITHHELD} {by[:4]}")


def _whats(kept: Written) -> tuple[What, ...]:
    if not kept.write.parts:
        return kept.write.what
    happened = list(kept.write.what)
    try:
        for path in kept.write.parts:
            number, _, field = path.partition(".")
            if path == SECRET:
                continue
            part = kept.parts.get(path)
            text = WITHHELD if part is None else msgspec.json.decode(part.value)
            happened[int(number)] = put_in(happened[int(number)], field, text)
    except (msgspec.DecodeError, ValueError, IndexError, AttributeError) as error:
        raise _unreadable(error) from error
    return tuple(happened)


# -- identity ---------------------------------------------------------------------------


def digest(body: bytes) -> str:
    """The digest of a write."""
    return hashlib.sha256(b"samsjekk write\0" + body).hexdigest()


def old_digest(body: bytes) -> str:
    """The digest of an event from before writes, as the author's next event named it."""
    return hashlib.sha256(body).hexdigest()


def old_secret(first: bytes) -> str:
    """The secret of a journal from before writes, from the bytes of its first event."""
    return hashlib.sha256(b"samsjekk secret\0" + first).hexdigest()


def author_key(secret: str, name: str) -> str:
    """16 hex digits that stand for an author; without the secret they lead to no name."""
    plain = f"samsjekk who\0{secret}{unicodedata.normalize('NFC', name)}"
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def new_id(at: datetime, newest: str) -> str:
    """An id above `newest`: the clock, or a millisecond more than the newest; always fresh noise.

    The noise must be fresh: two stores that both count up from the same newest id would else
    give different writes the same.
    """
    milliseconds = int(at.timestamp() * 1000)
    if newest:
        milliseconds = max(milliseconds, int(newest[:12], 16) + 1)
    return f"{milliseconds:012x}{os.urandom(7).hex()}"
