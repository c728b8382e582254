"""Texts and copied files that are erased for good."""

from __future__ import annotations

from collections.abc import Iterable

from checklist.assessment.deciding.refusals import NothingToErase, needed
from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.events import COPIED_FILE, Erased, Event, EvidenceRecorded
from checklist.assessment.evidence import Document
from checklist.assessment.names import evidence_named
from checklist.assessment.proving import texts_of
from checklist.assessment.registers import Thing
from checklist.i18n import phrase


def erasing(at: Situation, thing: Thing, field: str, reason: str) -> tuple[Erased, ...]:
    """Erase for good every text that anybody has written in a field.

    Raises:
        NothingToErase: there is none.
        AnsweringAlone: a round is running.
    """
    refuse_alone(at)
    found = erasing_text(at.events, thing, field, reason)
    if not found:
        raise NothingToErase(phrase("Det står ingen tekst der som kan slettes."))
    return found


def erasing_text(
    events: Iterable[Event], thing: Thing, field: str, reason: str
) -> tuple[Erased, ...]:
    """What erases every text of a field from these events; empty where there is none."""
    places = texts_of(events, thing, field)
    return tuple(Erased(event=event, path=path, reason=reason.strip()) for event, path in places)


def erase_evidence(at: Situation, name: str, reason: str) -> tuple[Erased, ...]:
    """Let evidence go on without its copied files, which are removed for good.

    Also where it does not count any more: its copies are kept for the history until then.

    Raises:
        UnknownName: none has this id.
        Refused: no reason is given.
        NothingToErase: there is no copy.
    """
    recorded = [
        event.what.evidence
        for event in at.events
        if isinstance(event.what, EvidenceRecorded) and event.what.evidence.id == name
    ]
    if not recorded:
        evidence_named(at.state, name)
    found = erasing_copies(at.events, name, needed("reason", reason))
    if not found:
        titles = [evidence.title for evidence in recorded if evidence.title]
        raise NothingToErase(
            phrase(
                "«{title}» har ingen kopi i egenvurderingen. En fil som ligger et annet sted, "
                "sletter du der.",
                title=titles[-1] if titles else name,
            )
        )
    return found


def erasing_copies(events: Iterable[Event], name: str, reason: str) -> tuple[Erased, ...]:
    """What erases every copied file that evidence has had; empty where there is none."""
    return tuple(
        Erased(event=event.id, path=COPIED_FILE, reason=reason)
        for event in events
        if isinstance(event.what, EvidenceRecorded)
        and event.what.evidence.id == name
        and isinstance(event.what.evidence, Document)
        and event.what.evidence.file is not None
        and event.what.evidence.file.copied
    )
