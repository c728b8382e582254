"""From a recommendation back to its sources, and where the way breaks.

An audit holds together when each recommendation follows from a conclusion, each conclusion from
verdicts, each verdict from facts, and each fact from a source (RSK 001: what is recommended must
follow from what was found).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checklist.assessment import WITHHELD, VerdictCode, lasting_number
from checklist.audit.records import (
    ENTRIES,
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    ChosenCriterion,
    Correction,
    CriterionVerdict,
    Decided,
    DocumentAsked,
    EarlierPoint,
    EmailQuestions,
    Fact,
    FileSampleTaken,
    Meeting,
    PointVerdict,
    ReceivedAssessment,
    Record,
    Source,
)
from checklist.audit.state import Audit
from checklist.i18n import Phrase, phrase

NO_CONCLUSION = phrase("Anbefalingen følger ikke av noen konklusjon.")
NO_SOURCE = phrase("Faktumet har ingen kilde.")


class Break(NamedTuple):
    """Something that hangs on nothing, or that nothing hangs on.

    Attributes:
        kind, id: the thing.
        code: which kind of break: `recommendation_without_conclusion`, and so on.
        words: what is missing.
    """

    kind: str
    id: str
    code: str
    words: Phrase


class Chain(NamedTuple):
    """What a recommendation rests on, all the way down."""

    recommendation: AuditRecommendation
    conclusions: tuple[AuditConclusion, ...]
    verdicts: tuple[CriterionVerdict, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]


def chain_of(audit: Audit, recommendation: AuditRecommendation) -> Chain:
    """From a recommendation to its sources."""
    known, judged = audit.all(AuditConclusion), audit.all(CriterionVerdict)
    conclusions = tuple(known[name] for name in recommendation.conclusions if name in known)
    criteria = dict.fromkeys(
        name for conclusion in conclusions for name in criteria_of(audit, conclusion)
    )
    verdicts = tuple(judged[name] for name in criteria if name in judged)
    facts = tuple(fact for fact in audit.all(Fact).values() if fact.criterion in criteria)
    sources = tuple(dict.fromkeys(source for fact in facts for source in fact.sources))
    return Chain(recommendation, conclusions, verdicts, facts, sources)


def criteria_of(audit: Audit, conclusion: AuditConclusion) -> tuple[str, ...]:
    """The criteria a conclusion rests on: those it names, or all of its audit question."""
    if conclusion.criteria or conclusion.question is None:
        return conclusion.criteria
    return tuple(
        criterion.id
        for criterion in audit.all(ChosenCriterion).values()
        if criterion.question == conclusion.question
    )


def facts_of(audit: Audit, criterion: str | None) -> tuple[Fact, ...]:
    """The facts of a criterion, in order; of none, those that belong to no criterion."""
    return tuple(fact for fact in audit.all(Fact).values() if fact.criterion == criterion)


def log_entry(audit: Audit, name: str | None) -> Record | None:
    """The entry of the log with an id, of whatever kind, or the literature; None without one."""
    found = (audit.find(kind, name) for kind in ENTRIES)
    return next((entry for entry in found if entry is not None), None)


def breaks(audit: Audit) -> tuple[Break, ...]:
    """Every break: of what it is over, and from the recommendations down to the sources."""
    return (
        *_of_set(audit),
        *_of_receipts(audit),
        *_of_recommendations(audit),
        *_of_questions(audit),
        *_of_conclusions(audit),
        *_of_criteria(audit),
        *_of_facts(audit),
        *_of_corrections(audit),
        *_of_points(audit),
        *_of_what_differs(audit),
    )


def _of(thing: Record, code: str, words: Phrase) -> Break:
    return Break(thing.KIND, thing.id, code, words)


def _of_set(audit: Audit) -> Iterator[Break]:
    chosen = audit.sets_differing()
    if chosen:
        words = phrase(
            "Flere har valgt hvert sitt kriteriesett: {names}. Det {last} valgte, gjelder. "
            "Velg det som skal gjelde, under Kriterier eller med samsjekk audit choose --criteria.",
            names=", ".join(dict.fromkeys(one.author.name for one in chosen)),
            last=chosen[-1].author.name,
        )
        yield _of(audit.commission, "set_chosen_differently", words)


def _of_receipts(audit: Audit) -> Iterator[Break]:
    whose = audit.commission.municipality
    for received in audit.all(ReceivedAssessment).values():
        theirs = received.municipality
        if whose is None or theirs is None:
            continue
        if lasting_number(whose.number) != lasting_number(theirs.number):
            yield _of(
                received,
                "received_of_another",
                phrase(
                    "Egenvurderingen er fra {municipality}, og revisjonen gjelder {whose}.",
                    municipality=theirs.name,
                    whose=whose.name,
                ),
            )


def _of_recommendations(audit: Audit) -> Iterator[Break]:
    known = audit.all(AuditConclusion)
    for recommendation in audit.all(AuditRecommendation).values():
        if not any(name in known for name in recommendation.conclusions):
            yield _of(
                recommendation,
                "recommendation_without_conclusion",
                NO_CONCLUSION,
            )


def _of_questions(audit: Audit) -> Iterator[Break]:
    points, followed_up = audit.all(EarlierPoint), audit.all(PointVerdict)
    asked = {point.question for point in points.values()}
    answered = {
        *(conclusion.question for conclusion in audit.all(AuditConclusion).values()),
        *(point.question for point in points.values() if point.id in followed_up),
    }
    measured = asked | {criterion.question for criterion in audit.all(ChosenCriterion).values()}
    for question in audit.all(AuditQuestion).values():
        if question.id not in answered:
            yield _of(
                question,
                "question_without_conclusion",
                phrase("Problemstillingen har ingen konklusjon."),
            )
        if question.id not in measured:
            yield _of(
                question,
                "question_without_criterion",
                phrase("Problemstillingen har ingen revisjonskriterier."),
            )


def _of_conclusions(audit: Audit) -> Iterator[Break]:
    judged = {
        verdict.id
        for verdict in audit.all(CriterionVerdict).values()
        if verdict.verdict is not VerdictCode.UNDETERMINED
    }
    for conclusion in audit.all(AuditConclusion).values():
        if not judged.intersection(criteria_of(audit, conclusion)):
            yield _of(
                conclusion,
                "conclusion_without_verdict",
                phrase("Konklusjonen bygger ikke på noen vurdering."),
            )


def _of_criteria(audit: Audit) -> Iterator[Break]:
    for criterion in audit.all(ChosenCriterion).values():
        verdict = audit.find(CriterionVerdict, criterion.id)
        if verdict is None:
            yield _of(
                criterion,
                "criterion_without_verdict",
                phrase("Revisjonskriteriet er ikke vurdert."),
            )
        elif verdict.verdict is not VerdictCode.UNDETERMINED:
            if not facts_of(audit, criterion.id):
                yield _of(
                    verdict, "verdict_without_fact", phrase("Vurderingen bygger ikke på fakta.")
                )
            if not verdict.basis:
                yield _of(
                    verdict,
                    "verdict_without_basis",
                    phrase("Vurderingen sier ikke hva den bygger på."),
                )
        if not criterion.gathers and not criterion.sources.strip():
            yield _of(
                criterion,
                "criterion_without_source",
                phrase("Revisjonskriteriet har ingen kilde."),
            )


def _of_what_differs(audit: Audit) -> Iterator[Break]:
    for thing in (one for of_kind in audit.records.values() for one in of_kind.values()):
        if audit.differing(type(thing), thing.id):
            words = phrase("Flere har skrevet ulikt her. Åpne det, og lagre det som gjelder.")
            yield _of(thing, "written_differently", words)


def _of_facts(audit: Audit) -> Iterator[Break]:
    for fact in audit.all(Fact).values():
        if not fact.sources:
            yield _of(fact, "fact_without_source", NO_SOURCE)
        if fact.text == WITHHELD:
            words = phrase("Teksten er slettet. Skriv den på nytt, eller ta faktumet ut.")
            yield _of(fact, "fact_erased", words)
        for source in fact.sources:
            yield from _of_source(audit, fact, source)
        if fact.criterion is not None and audit.find(ChosenCriterion, fact.criterion) is None:
            yield _of(
                fact,
                "fact_without_criterion",
                phrase("Revisjonskriteriet som faktumet hører til, er tatt bort."),
            )


def _of_source(audit: Audit, fact: Fact, source: Source) -> Iterator[Break]:
    if source.receipt is not None:
        if audit.find(ReceivedAssessment, source.receipt) is None:
            yield _of(
                fact,
                "source_gone",
                phrase("Kilden {name} er tatt ut av revisjonen.", name=source.receipt),
            )
        return
    entry = log_entry(audit, source.entry)
    if entry is None:
        yield _of(
            fact,
            "source_gone",
            phrase("Kilden {name} er tatt ut av loggen.", name=source.entry or ""),
        )
    else:
        yield from _of_entry(fact, entry)


def _of_entry(fact: Fact, entry: Record) -> Iterator[Break]:
    """What a fact rests on and nobody has yet."""
    name = entry.id
    match entry:
        case Meeting() if not is_confirmed(entry):
            words = phrase("Intervjuet {name} er ikke verifisert.", name=name)
            yield _of(fact, "interview_not_confirmed", words)
        case DocumentAsked() if not entry.is_here:
            words = phrase("Dokumentet {name} er ikke kommet.", name=name)
            yield _of(fact, "document_not_here", words)
        case EmailQuestions() if not entry.has_answer:
            words = phrase("Spørsmålene {name} er ikke besvart.", name=name)
            yield _of(fact, "email_not_answered", words)
        case FileSampleTaken() if not entry.is_looked_at:
            words = phrase("Sakene i stikkprøven {name} er ikke gjennomgått.", name=name)
            yield _of(fact, "sample_not_looked_at", words)
        case _:
            pass


def is_confirmed(meeting: Meeting) -> bool:
    """Whether those who were interviewed have confirmed the minutes."""
    return meeting.is_confirmed or meeting.confirmed is not None


def _of_corrections(audit: Audit) -> Iterator[Break]:
    for correction in audit.all(Correction).values():
        if correction.decided is Decided.OPEN:
            yield _of(
                correction,
                "correction_undecided",
                phrase("Rettelsen er det ikke tatt stilling til."),
            )
        fact = audit.find(Fact, correction.fact)
        if correction.decided is Decided.REFUSED and fact is not None:
            says = fact.text.strip()
            if says == correction.wanted.strip() and says != correction.said.strip():
                yield _of(
                    correction,
                    "correction_refused_and_taken_over",
                    phrase("Rettelsen er ikke tatt til følge, men faktumet sier det den ba om."),
                )


def _of_points(audit: Audit) -> Iterator[Break]:
    for point in audit.all(EarlierPoint).values():
        if audit.find(PointVerdict, point.id) is None:
            yield _of(
                point,
                "point_without_verdict",
                phrase("Det er ikke vurdert hvordan dette er fulgt opp."),
            )
