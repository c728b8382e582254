"""Evidence: its fields, what rests on it, and the copies of its files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from checklist.assessment.deciding.dates import refuse_date
from checklist.assessment.deciding.refusals import Doubtful, Fault, Refused, refuse, refuse_id
from checklist.assessment.deciding.situation import Situation
from checklist.assessment.deciding.touched import touching
from checklist.assessment.events import (
    Event,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    PredecessorNamed,
    What,
)
from checklist.assessment.evidence import (
    LONGEST_TITLE,
    Document,
    Evidence,
    Figure,
    FileReference,
    FileSample,
    Interview,
    Observation,
)
from checklist.assessment.names import evidence_named
from checklist.criteria import EvidenceKind
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase

_CLASSES: Mapping[EvidenceKind, type[Evidence]] = {
    EvidenceKind.DOCUMENT: Document,
    EvidenceKind.INTERVIEW: Interview,
    EvidenceKind.FIGURE: Figure,
    EvidenceKind.FILE_SAMPLE: FileSample,
    EvidenceKind.OBSERVATION: Observation,
}
_WHOLE_NUMBER = phrase("Skriv et helt tall, for eksempel 10.")
NEEDED_OF_EVIDENCE: Mapping[str, Phrase] = {
    "title": phrase("Skriv en tittel, så andre kan finne igjen dokumentasjonen."),
    "role": phrase("Skriv rollen, for eksempel leder for Nav-kontoret. Ikke skriv navn."),
    "value": phrase("Skriv tallet."),
    "unit": phrase("Skriv hva tallet teller, for eksempel planer eller dager."),
    "period": phrase("Skriv hvilken tid det gjelder."),
    "source": phrase("Skriv hvor tallet er hentet fra."),
    "of": _WHOLE_NUMBER,
    "count": _WHOLE_NUMBER,
}
"""Fields that evidence can't be without, and what to do where one is empty."""
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def evidence_of(
    kind: EvidenceKind, fields: Mapping[str, Any], today: date, before: Evidence | None = None
) -> Evidence:
    """Evidence made of its fields; `before` is what it is a change of.

    Raises:
        Refused: with every field that can't be right.
    """
    if before is None:
        refuse_id(fields["id"])
    refuse(evidence_faults(fields, today, before))
    return _CLASSES[kind](**fields)


def evidence_faults(
    fields: Mapping[str, Any], today: date, before: Evidence | None
) -> Iterator[Fault]:
    """What is wrong with the fields of evidence; what stood there before is left alone."""
    had = {} if before is None else msgspec.structs.asdict(before)
    now = {name: held for name, held in fields.items() if name not in had or had[name] != held}
    for name, words in NEEDED_OF_EVIDENCE.items():
        if name in now and (now[name] is None or not str(now[name]).strip()):
            yield name, words
    if (length := len(now.get("title") or "")) > LONGEST_TITLE:
        yield (
            "title",
            phrase(
                "Tittelen er på {n} tegn. Den kan være på {most}; skriv resten under «Hva viser "
                "det?».",
                n=length,
                most=LONGEST_TITLE,
            ),
        )
    if now.get("date"):
        try:
            refuse_date("evidence", now["date"], today)
        except SamsjekkError as error:
            yield "date", error.words
    if now.get("address") and not _WEB_ADDRESS.fullmatch(now["address"]):
        yield (
            "address",
            phrase("Adressen må begynne med http:// eller https:// og ikke ha mellomrom."),
        )
    count, of = fields.get("count"), fields.get("of")
    if ("count" in now or "of" in now) and count is not None and of is not None:
        if of < 1:
            yield "of", phrase("En stikkprøve må ha minst én sak.")
        elif not 0 <= count <= of:
            yield (
                "count",
                phrase("Stikkprøven kan ikke ha {count} treff blant {of}.", count=count, of=of),
            )


def record(
    at: Situation,
    several: Iterable[Evidence],
    checkpoints: Iterable[str],
    today: date,
    predecessor: PredecessorNamed | None = None,
) -> tuple[What, ...]:
    """Add evidence, or change it where its id is known, and link each to the same checkpoints.

    `predecessor` is the other assessment of the municipality that it is used again from.

    Raises:
        UnknownName: a checkpoint does not exist.
        Refused: a field can't be right.
    """
    points = tuple(checkpoints)
    for name in points:
        at.names.criterion_of(name)
    happened: list[What] = []
    journal = "" if predecessor is None else predecessor.journal
    if predecessor is not None and journal not in at.state.predecessors:
        happened.append(predecessor)
    for evidence in several:
        recorded = at.state.evidence.get(evidence.id)
        before = None if recorded is None else recorded.value
        if before != evidence or at.settles:
            refuse(evidence_faults(msgspec.structs.asdict(evidence), today, before))
            happened += touching(at, EvidenceRecorded(evidence=evidence, taken_from=journal))
        for name in points:
            if evidence.id not in at.state.links.get(name, ()):
                happened += touching(at, EvidenceLinked(evidence=evidence.id, checkpoint=name))
    return tuple(happened)


LARGE_FILE = 100_000_000
"""Bytes: a file above this is copied in only when somebody has said so."""
LARGEST_FILE = 1_000_000_000
"""Bytes: a file above this is referred to, never copied in."""


def refuse_copy(name: str, size: int, *, sure: bool) -> None:
    """Stop a file that is too large to keep with the assessment.

    Raises:
        Refused: it is too large.
        Doubtful: it is large, and nobody has said that they are `sure`.
    """
    size_words = {"name": name, "n": round(size / 1_000_000)}
    if size > LARGEST_FILE:
        words = phrase(
            "Filen {name} er på {n} MB. Høyst {most} MB kan kopieres inn. Registrer den uten kopi.",
            most=LARGEST_FILE // 1_000_000,
            **size_words,
        )
        raise Refused({"file": words})
    if size > LARGE_FILE and not sure:
        raise Doubtful(
            phrase("Filen {name} er på {n} MB. Er det meningen å kopiere den inn?", **size_words)
        )


def copies_of(events: Iterable[Event], name: str) -> tuple[FileReference, ...]:
    """Every copy that evidence has had, also those that an undo or another file took away."""
    found = dict.fromkeys(
        event.what.evidence.file
        for event in events
        if isinstance(event.what, EvidenceRecorded)
        and event.what.evidence.id == name
        and isinstance(event.what.evidence, Document)
    )
    return tuple(file for file in found if file is not None and file.copied)


def remove_evidence(at: Situation, name: str) -> tuple[What, ...]:
    """Stop counting evidence.

    Raises:
        UnknownName: none is recorded.
    """
    return touching(at, EvidenceRemoved(evidence=evidence_named(at.state, name).id))


def link(at: Situation, evidence: str, checkpoint: str) -> tuple[What, ...]:
    """Let an answer rest on evidence already recorded.

    Raises:
        UnknownName: it or the checkpoint does not exist.
    """
    at.names.criterion_of(checkpoint)
    name = evidence_named(at.state, evidence).id
    return touching(at, EvidenceLinked(evidence=name, checkpoint=checkpoint))


def unlink(at: Situation, evidence: str, checkpoint: str) -> tuple[What, ...]:
    """Stop letting an answer rest on evidence.

    Raises:
        UnknownName: none is recorded.
    """
    name = evidence_named(at.state, evidence).id
    return touching(at, EvidenceUnlinked(evidence=name, checkpoint=checkpoint))


def evidence_id(events: Iterable[Event], noise: str, further: int) -> str:
    """A free id for evidence: d1-3fa2, d2-90bc and so on.

    An id is never used twice: what was removed is still linked in the history. `noise` keeps two
    programs that add evidence at the same moment from choosing the same. `further` counts those
    that have got an id, but are not recorded yet.
    """
    used = sum(isinstance(event.what, EvidenceRecorded) for event in events) + further
    return f"d{used + 1}-{noise}"
