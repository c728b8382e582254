"""What an audit takes from receipts: the receipt itself, and a source in it."""

from __future__ import annotations

from collections.abc import Mapping

from checklist.assessment import UnknownName, named
from checklist.audit import ENTRIES, Audit, ReceivedAssessment, Source
from checklist.criteria import CriteriaSet
from checklist.handover import HandOver, opened_receipt
from checklist.i18n import phrase
from checklist.store import Receipt, Receipts

_BETWEEN = ":"


def known_receipt(receipts: Receipts, name: str) -> Receipt:
    """The receipt that commands call so.

    Raises:
        UnknownName: nothing was received under that name.
    """
    known = {receipt.id: receipt for receipt in receipts.all()}
    words = phrase("Ingenting er mottatt som «{name}». Se samsjekk receipts.", name=name)
    return named(known, name, words)


def taken(receipt: Receipt) -> ReceivedAssessment:
    """What an audit keeps of a receipt: which file it is, and whose.

    Raises:
        DamagedFile: it is not as it was received.
    """
    with opened_receipt(receipt) as given:
        return ReceivedAssessment(
            id=receipt.id,
            sha256=receipt.sha256,
            kontrollsum=given.manifest.kontrollsum,
            municipality=given.session.assessment.municipality,
        )


def set_of(receipt: Receipt) -> CriteriaSet:
    """The criteria set that the municipality measured itself against.

    Raises:
        DamagedFile: it is not as it was received.
    """
    with opened_receipt(receipt) as given:
        return given.session.criteria_set


def set_received(audit: Audit, receipts: Receipts) -> CriteriaSet | None:
    """The criteria set of the first that an audit is over; None where it is over nothing.

    Raises:
        UnknownName: what was received is not here.
        DamagedFile: it is not as it was received.
    """
    first = next(iter(audit.all(ReceivedAssessment)), None)
    return None if first is None else set_of(known_receipt(receipts, first))


def source_named(audit: Audit, receipts: Receipts, written: str) -> Source:
    """A source as people type it: the id of an entry of the log, or `RECEIPT:WHAT` in a receipt.

    Raises:
        UnknownName: it is not there; the words name the nearest that is.
    """
    name, separator, what = (part.strip() for part in written.partition(_BETWEEN))
    if not separator:
        if name in audit.all(ReceivedAssessment):
            words = phrase(
                "Skriv hva i mottaket det gjelder: {receipt}:DOKUMENTASJON. samsjekk evidence list "
                "{receipt} viser det som er der.",
                receipt=name,
            )
            raise UnknownName(words)
        entries = {entry: kind for kind in ENTRIES for entry in audit.all(kind)}
        named(entries, name, phrase("Loggen har ikke «{name}».", name=name))
        return Source(entry=name)
    words = phrase("Revisjonen har ikke mottaket «{name}». Ta det med: audit take.", name=name)
    held = named(audit.all(ReceivedAssessment), name, words)
    with opened_receipt(known_receipt(receipts, held.id)) as given:
        known = sources_of(given, held.id)
    words = phrase(
        "{receipt} har ingen dokumentasjon og ikke noe svar som heter «{name}».",
        receipt=held.id,
        name=what,
    )
    return named(known, what, words)


def sources_of(given: HandOver, receipt: str) -> Mapping[str, Source]:
    """Every source in an open receipt: its evidence, and its answers by their checkpoints."""
    state, kontrollsum = given.session.assessment, given.manifest.kontrollsum
    answers = {
        name: Source(
            receipt=receipt, checkpoint=name, kontrollsum=kontrollsum, event=answered.event
        )
        for name, answered in state.answers.items()
    }
    evidence = {
        name: Source(receipt=receipt, evidence=name, kontrollsum=kontrollsum, event=held.event)
        for name, held in state.evidence.items()
    }
    return {**answers, **evidence}


def evidence_titles(given: HandOver) -> Mapping[str, str]:
    """What each piece of evidence in an open receipt is called, by its id."""
    return {name: held.value.title for name, held in given.session.assessment.evidence.items()}
