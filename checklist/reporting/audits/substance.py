"""What the auditors ask, measure by, found, judge, conclude and recommend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeGuard

from checklist.appraisal import citations_at, coming_sources
from checklist.assessment import VerdictCode, first_day
from checklist.audit import (
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    Chapter,
    ChapterName,
    ChosenCriterion,
    CriterionVerdict,
    Delimitation,
    EarlierPoint,
    Fact,
    compared_verdicts,
    criteria_of,
    facts_of,
)
from checklist.criteria import Criterion
from checklist.i18n import Translator
from checklist.reporting.audits.numbers import facts_in_order
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.audits.sources import FactSource, source_of
from checklist.reporting.audits.texts import one_paragraph, paragraphs
from checklist.reporting.model import Reference
from checklist.words import (
    Part,
    SourcePlace,
    Status,
    Wording,
    places_by_source,
    status,
    whole_municipality,
    wording,
)
from checklist.words.audits import (
    beside_municipality,
    ordered_words,
    rests_on_basis,
)


class Gathered(Part, frozen=True, kw_only=True):
    """A criterion of the set that a criterion of the audit gathers, and the places it rests on."""

    title: Wording
    places: tuple[SourcePlace, ...]


class AuditedFact(Part, frozen=True, kw_only=True):
    """What was found: its number, text, place in the sources, and the sources."""

    reference: Reference
    text: str
    place: str
    sources: tuple[FactSource, ...]


class AuditedVerdict(Part, frozen=True, kw_only=True):
    """The auditors' verdict of a criterion.

    Attributes:
        basis: what kinds of sources it rests on, as a sentence; empty where that isn't said.
        paragraphs: the reasons.
    """

    status: Status
    basis: str
    paragraphs: tuple[str, ...]


class AuditedCriterion(Part, frozen=True, kw_only=True):
    """A criterion of the audit, from its sources to its verdict.

    Attributes:
        text: the duty, as the auditors have put it.
        own_sources: where the auditors have it from, as they wrote it.
        places: where the gathered criteria have it from; empty where own sources are written.
        gathers: the criteria of the set that it gathers.
        fact_numbers: F3, or F3–F5, F9; empty where there are no facts.
        verdict: None where it is not judged.
        beside: what each municipality that handed something over came to itself.
    """

    reference: Reference
    text: str
    own_sources: tuple[str, ...]
    places: tuple[SourcePlace, ...]
    gathers: tuple[Gathered, ...]
    facts: tuple[AuditedFact, ...]
    fact_numbers: str
    verdict: AuditedVerdict | None
    beside: tuple[str, ...]


class AuditedConclusion(Part, frozen=True, kw_only=True):
    """A conclusion: its number, its text, and the judged criteria it rests on."""

    reference: Reference
    status: Status | None
    paragraphs: tuple[str, ...]
    criteria: tuple[Reference, ...]


class AuditedQuestion(Part, frozen=True, kw_only=True):
    """What the audit asks, what it measures by, and what it concludes."""

    reference: Reference
    text: str
    criteria: tuple[Reference, ...]
    conclusions: tuple[AuditedConclusion, ...]


class Advised(Part, frozen=True, kw_only=True):
    """A recommendation, and the conclusions that it follows from."""

    reference: Reference
    text: str
    conclusions: tuple[Reference, ...]


class Limit(Part, frozen=True, kw_only=True):
    """What the audit does not look at, and why."""

    text: str
    reason: str


class AuditTexts(Part, frozen=True, kw_only=True):
    """The chapters that the auditors have written, in paragraphs, and the order in a sentence.

    Attributes:
        ordered: who ordered the audit, when and in which case; empty where none of it is recorded.
    """

    ordered: str
    summary: tuple[str, ...]
    background: tuple[str, ...]
    purpose: tuple[str, ...]
    organisation: tuple[str, ...]
    method: tuple[str, ...]
    closing: tuple[str, ...]


def texts(paper: AuditPaper, _: Translator) -> AuditTexts:
    """What the auditors have written that nothing else is said from."""
    commission = paper.audit.commission

    def written(name: ChapterName) -> tuple[str, ...]:
        chapter = paper.audit.find(Chapter, name.value)
        return () if chapter is None else paragraphs(chapter.text)

    return AuditTexts(
        ordered=ordered_words(commission, _),
        summary=written(ChapterName.SUMMARY),
        background=written(ChapterName.BACKGROUND),
        purpose=paragraphs(commission.purpose),
        organisation=written(ChapterName.ORGANISATION),
        method=written(ChapterName.METHOD),
        closing=written(ChapterName.CLOSING),
    )


def questions(paper: AuditPaper, _: Translator) -> tuple[AuditedQuestion, ...]:
    """Every audit question, with its criteria and its conclusions."""
    audit, numbers = paper.audit, paper.numbers
    return tuple(
        AuditedQuestion(
            reference=numbers.questions[name],
            text=one_paragraph(question.text),
            criteria=tuple(
                numbers.criteria[criterion.id]
                for criterion in audit.all(ChosenCriterion).values()
                if criterion.question == name
            ),
            conclusions=tuple(_conclusions(paper, name, _)),
        )
        for name, question in audit.all(AuditQuestion).items()
    )


def other_conclusions(paper: AuditPaper, _: Translator) -> tuple[AuditedConclusion, ...]:
    """Conclusions that answer none of the audit questions."""
    return tuple(_conclusions(paper, None, _))


def _conclusions(
    paper: AuditPaper, question: str | None, _: Translator
) -> Iterator[AuditedConclusion]:
    audit, numbers = paper.audit, paper.numbers
    for conclusion in audit.all(AuditConclusion).values():
        answers = audit.find(AuditQuestion, conclusion.question)
        if (answers and answers.id) == question:
            named = (
                numbers.criteria.get(name)
                for name in criteria_of(audit, conclusion)
                if is_judged(audit.find(CriterionVerdict, name))
            )
            yield AuditedConclusion(
                reference=numbers.conclusions[conclusion.id],
                status=None if conclusion.code is None else status(conclusion.code, _),
                paragraphs=paragraphs(conclusion.text),
                criteria=tuple(filter(None, named)),
            )


def not_answered(paper: AuditPaper) -> tuple[Reference, ...]:
    """The audit questions that no conclusion and no verdict of an earlier point answers."""
    answered = {one.question for one in paper.audit.all(AuditConclusion).values()}
    answered |= {one.question for one in paper.audit.all(EarlierPoint).values()}
    questions = paper.numbers.questions.items()
    return tuple(reference for name, reference in questions if name not in answered)


def not_judged(paper: AuditPaper) -> tuple[Reference, ...]:
    """The criteria that the auditors have said nothing of."""
    judged = {name for name, one in paper.audit.all(CriterionVerdict).items() if is_judged(one)}
    return tuple(
        reference for name, reference in paper.numbers.criteria.items() if name not in judged
    )


def criteria(paper: AuditPaper, _: Translator) -> tuple[AuditedCriterion, ...]:
    """Every criterion of the audit, with its sources, facts and verdict."""
    return tuple(
        _criterion(paper, criterion, _) for criterion in paper.audit.all(ChosenCriterion).values()
    )


def other_facts(paper: AuditPaper, _: Translator) -> tuple[AuditedFact, ...]:
    """Facts that belong to no criterion."""
    known = paper.audit.all(ChosenCriterion)
    return tuple(
        _facts(paper, (f for f in facts_in_order(paper.audit) if f.criterion not in known), _)
    )


def recommendations(paper: AuditPaper, _: Translator) -> tuple[Advised, ...]:
    """What the municipality should do, numbered."""
    numbers = paper.numbers
    return tuple(
        Advised(
            reference=numbers.recommendations[name],
            text=one_paragraph(advice.text),
            conclusions=tuple(
                numbers.conclusions[conclusion]
                for conclusion in advice.conclusions
                if conclusion in numbers.conclusions
            ),
        )
        for name, advice in paper.audit.all(AuditRecommendation).items()
    )


def delimitations(paper: AuditPaper, _: Translator) -> tuple[Limit, ...]:
    """What the audit does not look at, with the reasons."""
    return tuple(
        Limit(text=one_paragraph(limit.text), reason=one_paragraph(limit.reason))
        for limit in paper.audit.all(Delimitation).values()
    )


def audited_on(paper: AuditPaper) -> date:
    """The day whose law the audit measures by: when it was reported, or that of the paper."""
    reported = paper.audit.commission.reported
    return first_day(reported) if reported else paper.day


def _criterion(paper: AuditPaper, criterion: ChosenCriterion, _: Translator) -> AuditedCriterion:
    own = tuple(line.strip() for line in criterion.sources.splitlines() if line.strip())
    gathered = _gathered(paper, criterion)
    facts = facts_of(paper.audit, criterion.id)
    return AuditedCriterion(
        reference=paper.numbers.criteria[criterion.id],
        text=one_paragraph(criterion.text),
        own_sources=own,
        places=() if own else _places(paper, gathered, _),
        gathers=tuple(
            Gathered(title=wording(one.title, _.language), places=_places(paper, [one], _))
            for one in gathered
        ),
        facts=tuple(_facts(paper, facts, _)),
        fact_numbers=paper.numbers.facts_in_short(fact.id for fact in facts),
        verdict=_verdict(paper.audit.find(CriterionVerdict, criterion.id), _),
        beside=tuple(_beside(paper, criterion.id, _)),
    )


def _beside(paper: AuditPaper, criterion: str, _: Translator) -> Iterator[str]:
    """What can be held against the auditors' verdict, of each municipality."""
    for receipt, appraisal in paper.received.items():
        compared = {one.criterion.id: one for one in compared_verdicts(paper.audit, appraisal)}
        municipality = whole_municipality(appraisal.assessment.municipality, _)
        if len(paper.received) > 1:
            municipality = f"{municipality} ({paper.numbers.received[receipt]})"
        if words := beside_municipality(compared[criterion], municipality, _):
            yield words


def _gathered(paper: AuditPaper, criterion: ChosenCriterion) -> list[Criterion]:
    if paper.criteria_set is None:
        return []
    known = {one.id: one for one in paper.criteria_set.criteria}
    return [known[name] for name in criterion.gathers if name in known]


def _places(
    paper: AuditPaper, gathered: Iterable[Criterion], _: Translator
) -> tuple[SourcePlace, ...]:
    held = paper.criteria_set
    if held is None:
        return ()
    on, coming = audited_on(paper), coming_sources(held)
    cited = (place for one in gathered for place in citations_at(one, on, coming))
    return places_by_source(cited, held, _)


def _facts(paper: AuditPaper, facts: Iterable[Fact], _: Translator) -> Iterator[AuditedFact]:
    for fact in facts:
        yield AuditedFact(
            reference=paper.numbers.facts[fact.id],
            text=one_paragraph(fact.text),
            place=one_paragraph(fact.place),
            sources=tuple(source_of(paper, source, _) for source in fact.sources),
        )


def is_judged(verdict: CriterionVerdict | None) -> TypeGuard[CriterionVerdict]:
    """Whether the auditors have said something of a criterion, if only why it can't be judged."""
    return verdict is not None and bool(
        verdict.verdict is not VerdictCode.UNDETERMINED or verdict.text
    )


def _verdict(verdict: CriterionVerdict | None, _: Translator) -> AuditedVerdict | None:
    if not is_judged(verdict):
        return None
    return AuditedVerdict(
        status=status(verdict.verdict, _),
        basis=rests_on_basis(verdict.basis, _),
        paragraphs=paragraphs(verdict.text),
    )
