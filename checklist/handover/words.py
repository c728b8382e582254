"""What there is to say of a hand-over file: what it holds, and what it would change here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from checklist.assessment import Event, warning_of_personal_numbers
from checklist.criteria import text_in
from checklist.handover.file import HandOver
from checklist.handover.manifest import LeftOut, Manifest
from checklist.handover.merging import Merged, Parted
from checklist.handover.receiving import FaultyReceipt, ListedReceipt, Received
from checklist.i18n import Phrase, Translator, phrase
from checklist.session import Session
from checklist.store import Receipt
from checklist.words import (
    disagreement_lines,
    field_difference_lines,
    history_words,
    progress_sentences,
    size_words,
)

_MOST_EVENTS = 20
"""How many changes are told one by one."""


def content_lines(given: HandOver, _: Translator) -> Iterator[str]:
    """Whose assessment it is, how far it has come, what goes with it, and its kontrollsum."""
    session = given.session
    assessment = session.assessment
    yield assessment_line(session, _)
    if assessment.title:
        yield _("Tittel: {title}.", title=assessment.title)
    yield progress_sentences(session.appraisal, _)
    events = session.journal.events(assessment.id)
    yield _(
        "{changes}, den siste {when}.",
        changes=_changes(events, _),
        when=_.moment(events[-1].at),
    )
    yield from sent_lines(given.manifest, session, _)


def _evidence_lines(manifest: Manifest, session: Session, _: Translator) -> Iterator[str]:
    """How many files go with it, and each that does not, with the reason."""
    copies = [member for member in manifest.files if member.is_evidence]
    if copies:
        size = size_words(sum(member.size for member in copies), _)
        yield _.plural(
            "{n} fil med dokumentasjon er med ({size}).",
            "{n} filer med dokumentasjon er med ({size}).",
            len(copies),
            size=size,
        )
    if manifest.withheld:
        yield _.plural("{n} tekst er utelatt.", "{n} tekster er utelatt.", manifest.withheld)
    for left in manifest.left_out:
        yield _left_out(left, session, _)


def assessment_line(session: Session, _: Translator) -> str:
    """Whose assessment it is, when, and by which criteria set."""
    assessment = session.assessment
    title = text_in(session.criteria_set.title, _.language)
    return _(
        "{municipality}, {date}: {set}.",
        municipality=assessment.municipality.name,
        date=_.date(assessment.date),
        set=title,
    )


def sent_lines(manifest: Manifest, session: Session, _: Translator) -> Iterator[str]:
    """What went with a file that was made, what could not, and what proves it later."""
    yield from _evidence_lines(manifest, session, _)
    yield _("Kontrollsum: {sum}.", sum=manifest.kontrollsum)


def _left_out(left: LeftOut, session: Session, _: Translator) -> str:
    known = session.assessment.evidence.get(left.evidence)
    title = left.evidence if known is None else " ".join(known.value.title.split())
    return _("Ikke med: filen til «{title}» – {why}.", title=title, why=_.say(left.reason.words))


def parted_lines(parted: Parted | None, _: Translator) -> Iterator[str]:
    """What the file has that is not here, what is only here, and what would differ."""
    if parted is None:
        yield _("Egenvurderingen er ikke her fra før.")
        return
    yield _("Den er her også, som {id}.", id=parted.assessment)
    if parted.there:
        yield _("I filen, og ikke her: {changes}.", changes=_changes(parted.there, _))
    if parted.here:
        yield _("Her, og ikke i filen: {changes}.", changes=_changes(parted.here, _))
    if not (parted.there or parted.here):
        yield _("Alt som er i filen, er her, og alt som er her, er i filen.")
    elif not parted.there:
        yield _("Alt som er i filen, er her.")
    yield from differing_lines(parted.together, _)


def merged_audit_lines(merged: Merged, _: Translator) -> Iterator[str]:
    """What was taken in of an audit."""
    number = len(merged.events)
    if not number:
        yield _("Revisjonen {id}: alt i filen var her fra før.", id=merged.assessment)
    elif merged.is_new:
        yield _("Revisjonen er tatt inn som {id}.", id=merged.assessment)
    else:
        yield _.plural(
            "Flettet inn i revisjonen {id}: {n} endring.",
            "Flettet inn i revisjonen {id}: {n} endringer.",
            number,
            id=merged.assessment,
        )
    yield from _warning_lines(merged.events, _)


def merged_lines(merged: Merged, session: Session, _: Translator) -> Iterator[str]:
    """What was taken in, and what now stands side by side."""
    if not merged.events:
        yield _("Alt i filen var her fra før. Ingenting er endret.")
    elif merged.is_new:
        yield _("Egenvurderingen er tatt inn: {changes}.", changes=_changes(merged.events, _))
    else:
        about = session.assessment.municipality.on(session.assessment.date)
        changes = _changes(merged.events, _)
        yield _("Flettet inn i {name}: {changes}.", name=about, changes=changes)
    if merged.copies:
        yield _.plural(
            "{n} ny fil med dokumentasjon.", "{n} nye filer med dokumentasjon.", merged.copies
        )
    yield from _warning_lines(merged.events, _)
    yield from differing_lines(session, _)


def _warning_lines(events: Iterable[Event], _: Translator) -> Iterator[str]:
    """That what came in seems to hold a personal number, if it does."""
    warning = warning_of_personal_numbers(*(event.what for event in events))
    if warning is not None:
        yield _.say(warning)


def differing_lines(session: Session, _: Translator) -> Iterator[str]:
    """What people have answered or written differently, for somebody to decide."""
    appraisal = session.appraisal
    lines = [*disagreement_lines(appraisal, _), *field_difference_lines(appraisal, _)]
    if lines:
        yield _.plural(
            "{n} ting er svart eller skrevet ulikt. Begge deler står til noen avgjør:",
            "{n} ting er svart eller skrevet ulikt. Alt står til noen avgjør:",
            len(lines),
        )
    yield from lines


def received_lines(received: Received, given: HandOver, _: Translator) -> Iterator[str]:
    """That a file was received, or was here already, and what is in it."""
    receipt = received.receipt
    if not received.is_new:
        yield _(
            "Filen er mottatt før, {when}, som {id}. Ingenting er endret.",
            when=_.moment(receipt.at),
            id=receipt.id,
        )
        return
    yield _("Mottatt {when}, som {id}.", when=_.moment(receipt.at), id=receipt.id)
    yield from content_lines(given, _)
    yield from _warning_lines(given.session.journal.events(given.session.assessment.id), _)


def later_lines(earlier: Receipt, parted: Parted, given: HandOver, _: Translator) -> Iterator[str]:
    """What a later file of the same assessment has that the one received before it has not."""
    yield _(
        "Den samme egenvurderingen ble mottatt {when}, som {id}.",
        when=_.moment(earlier.at),
        id=earlier.id,
    )
    if not (parted.there or parted.here):
        yield _("Historikken er den samme.")
    if parted.there:
        yield _("Nytt siden da: {changes}.", changes=_changes(parted.there, _))
        yield from _event_lines(parted.there, given.session, _)
    if parted.here:
        yield _(
            "Sto i den, og står ikke i denne: {changes}. Spør kommunen hvorfor.",
            changes=_changes(parted.here, _),
        )
        yield from _event_lines(parted.here, given.session, _)
    yield from differing_lines(parted.together, _)


def _event_lines(events: Sequence[Event], session: Session, _: Translator) -> Iterator[str]:
    """The latest of several events, each as the history says it."""
    earlier = session.earlier()
    for event in events[: -_MOST_EVENTS - 1 : -1]:
        yield f"  {history_words(event, session.criteria_set, earlier, _, undone=False)}"
    if (more := len(events) - _MOST_EVENTS) > 0:
        yield "  " + _("… og {n} til", n=more)


def question_before_removal(listed: ListedReceipt | FaultyReceipt, audits: Sequence[str]) -> Phrase:
    """What is asked before a receipt is removed; `audits` are those that rest on it."""
    if not audits:
        return _question_before_removal(listed)
    return phrase(
        "{question} Revisjoner som bygger på det: {audits}.",
        question=_question_before_removal(listed),
        audits=", ".join(audits),
    )


def _question_before_removal(listed: ListedReceipt | FaultyReceipt) -> Phrase:
    if isinstance(listed, FaultyReceipt):
        return phrase(
            "{id} kan ikke leses: {why} Vil du ta den bort?", id=listed.receipt.id, why=listed.why
        )
    return phrase(
        "{id} er det {municipality} overleverte, mottatt {day}. Filen blir borte herfra, og det "
        "kan ikke angres.",
        id=listed.receipt.id,
        municipality=listed.municipality.name,
        day=listed.receipt.day,
    )


def _changes(events: Sequence[Event], _: Translator) -> str:
    """12 endringer (Anna: 8, Bo: 4)."""
    number = _.plural("{n} endring", "{n} endringer", len(events))
    return f"{number} ({_by_whom(events)})"


def _by_whom(events: Iterable[Event]) -> str:
    counted = Counter(event.author.name for event in events)
    return ", ".join(f"{name}: {times}" for name, times in counted.most_common())


def shared_words(folder: Path) -> Phrase:
    """What is said when an assessment has begun to be shared."""
    return phrase(
        "Egenvurderingen deles nå gjennom {folder}. De andre velger «bli med» under ? på "
        'hjemskjermen, eller skriver: samsjekk join "{folder}"',
        folder=folder,
    )


def unshared_words(*, told: bool) -> Phrase:
    """What is said when it is shared no longer; whether the others could be `told`."""
    if told:
        return phrase(
            "Egenvurderingen deles ikke lenger herfra. Det som er delt, blir hos de andre."
        )
    return phrase(
        "Egenvurderingen deles ikke lenger herfra. Mappen er borte, så de andre får ikke vite det."
    )
