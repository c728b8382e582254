"""How the audit was done: the method chapter, from the log of data collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checklist.audit import (
    DocumentAsked,
    EmailQuestions,
    FileSampleTaken,
    Meeting,
    ObservationMade,
    ReceivedAssessment,
    Record,
    Survey,
)
from checklist.i18n import Translator, one_or_many, phrases
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.model import Reference
from checklist.words import Part
from checklist.words.audits import (
    data_words,
    documents_words,
    emails_words,
    log_state,
    meeting_details,
    meetings_words,
    rests_on_received,
    sample_words,
    survey_words,
    was_held,
)


class CollectedLine(Part, frozen=True, kw_only=True):
    """An entry of the log: whom or what, as the auditors wrote it, and how it went."""

    reference: Reference
    what: str
    how: str


class CollectedBy(Part, frozen=True, kw_only=True):
    """A way of collecting data: how much of it there is in sentences, and each entry."""

    title: str
    lead: str
    lines: tuple[CollectedLine, ...]


class AuditMethod(Part, frozen=True, kw_only=True):
    """How the audit was done.

    Attributes:
        lead: all that it rests on, counted: what was asked for and is not here doesn't count.
            Empty where there is nothing.
        ways: each way of collecting data that was used.
        received: what municipalities handed over, each as a sentence.
    """

    lead: str
    ways: tuple[CollectedBy, ...]
    received: tuple[CollectedLine, ...]


def method(paper: AuditPaper, _: Translator) -> AuditMethod:
    """How the audit was done, from the log."""
    audit = paper.audit
    meetings = audit.all(Meeting).values()
    received = audit.all(ReceivedAssessment).values()
    counted = (
        phrases(
            "{n} dokument",
            "{n} dokumenter",
            sum(one.is_here for one in audit.all(DocumentAsked).values()),
        ),
        phrases("{n} intervju", "{n} intervjuer", sum(map(was_held, meetings))),
        one_or_many(
            "{n} sett med spørsmål på e-post",
            sum(one.has_answer for one in audit.all(EmailQuestions).values()),
        ),
        phrases("{n} spørreundersøkelse", "{n} spørreundersøkelser", len(audit.all(Survey))),
        phrases("{n} observasjon", "{n} observasjoner", len(audit.all(ObservationMade))),
        phrases(
            "{n} stikkprøve",
            "{n} stikkprøver",
            sum(one.is_looked_at for one in audit.all(FileSampleTaken).values()),
        ),
        phrases(
            "{n} egenvurdering fra kommunen", "{n} egenvurderinger fra kommunen", len(received)
        ),
    )
    return AuditMethod(
        lead=data_words(counted, _),
        ways=tuple(_ways(paper, _)),
        received=tuple(
            CollectedLine(
                reference=paper.numbers.received[one.id], what=rests_on_received(one, _), how=""
            )
            for one in received
        ),
    )


def _ways(paper: AuditPaper, _: Translator) -> Iterator[CollectedBy]:
    """The documents are counted alone: there are many, and the appendix has them."""
    audit = paper.audit

    def way(title: str, lead: str, lines: Iterable[tuple[Record, str, str]]) -> CollectedBy:
        return CollectedBy(
            title=title,
            lead=lead,
            lines=tuple(
                CollectedLine(reference=paper.numbers.log[one.KIND, one.id], what=what, how=how)
                for one, what, how in lines
            ),
        )

    if documents := tuple(audit.all(DocumentAsked).values()):
        yield way(_("Dokumenter"), documents_words(documents, _), ())
    if meetings := tuple(audit.all(Meeting).values()):
        lines = ((one, one.role, _how_met(one, _)) for one in meetings)
        yield way(_("Intervjuer"), meetings_words(meetings, _), lines)
    if emails := tuple(audit.all(EmailQuestions).values()):
        asked = ((one, one.role, log_state(one, _)) for one in emails)
        yield way(_("Spørsmål på e-post"), emails_words(emails, _), asked)
    if surveys := audit.all(Survey).values():
        yield way(_("Spørreundersøkelser"), "", ((s, survey_words(s, _), "") for s in surveys))
    if seen := audit.all(ObservationMade).values():
        told = ((one, _seen(one), log_state(one, _)) for one in seen)
        yield way(_("Observasjoner"), "", told)
    if samples := audit.all(FileSampleTaken).values():
        yield way(_("Stikkprøver"), "", ((s, sample_words(s, _), "") for s in samples))


def _how_met(meeting: Meeting, _: Translator) -> str:
    return ", ".join(filter(None, (meeting_details(meeting, _), log_state(meeting, _))))


def _seen(observation: ObservationMade) -> str:
    return ", ".join(filter(None, (observation.title.strip(), observation.where.strip())))
