"""The appendix of the gap report: what is missing, what is not known, sources and words.

The rest of it are the parts that every report has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checklist.appraisal import CheckpointAppraisal
from checklist.i18n import Translator, phrase
from checklist.reporting.model import (
    LackingLine,
    NotCounted,
    OpenCriterion,
    Reference,
    RoleQuestions,
    SourceLine,
    TermLine,
    ToAsk,
)
from checklist.reporting.points import Points
from checklist.reporting.report import Report
from checklist.text import address
from checklist.words import Part, in_force, wording


class AppendixChapter(Part, frozen=True, kw_only=True):
    """A chapter of the appendix, by its letter."""

    letter: str
    title: str


_CHAPTERS = (
    ("A", phrase("Fakta og vurdering"), ()),
    ("B", phrase("Mangler dokumentasjon"), ("lacking",)),
    ("C", phrase("Vet ikke, etter hvem som kan spørres"), ("unknown",)),
    ("D", phrase("Ikke begrunnet, og krav som ikke gjaldt"), ("without_reason", "not_counted")),
    ("E", phrase("Dokumenter"), ("documents",)),
    ("F", phrase("Intervjuer"), ("interviews",)),
    ("G", phrase("Tall, stikkprøver og observasjoner"), ("other_evidence",)),
    ("H", phrase("Kilder"), ()),
    ("I", phrase("Begreper"), ("glossary",)),
    ("J", phrase("Reglene vurderingene følger"), ()),
    ("K", phrase("Tiltak og virkning"), ("actions",)),
    ("L", phrase("Endret etter godkjenningen"), ("changed_after",)),
    ("M", phrase("Svar på spørsmål som ikke stilles lenger"), ("retired_answers",)),
)
"""Each with the parts of the report that it tells. A letter stays that of its chapter."""


def chapters(report: Report, _: Translator) -> tuple[AppendixChapter, ...]:
    """The chapters of the appendix that have something to say."""
    return tuple(
        AppendixChapter(letter=letter, title=_.say(title))
        for letter, title, parts in _CHAPTERS
        if not parts or any(getattr(report, part) for part in parts)
    )


def lacking(report: Report, _: Translator) -> tuple[LackingLine, ...]:
    """Answers that should be shown and are not shown strongly."""
    return tuple(
        LackingLine(
            criterion=report.references.criteria[appraised.criterion.id],
            fact=report.sections.fact(point),
            claimed=appraised.claimed,
            reasons=tuple(
                _.say(reason) for reason in (point.weight.reasons if point.weight else ())
            ),
            to_show=report.sections.to_show(point.checkpoint),
        )
        for appraised, point in report.appraisal.lacking_evidence
    )


def unknown(report: Report, _: Translator) -> tuple[RoleQuestions, ...]:
    """What is answered "unknown", by whom to ask."""
    asked = Points(report)
    by_role = (
        (None if role is None else role.id, points)
        for role, points in report.appraisal.unknown_by_role
    )
    return tuple(
        RoleQuestions(
            role=asked.role(role),
            questions=tuple(
                ToAsk(
                    criterion=report.references.criteria[
                        report.appraisal.criterion_of(point.checkpoint.id)
                    ],
                    fact=report.sections.fact(point),
                    interview_question=asked.ask(point, role),
                )
                for point in points
            ),
        )
        for role, points in by_role
    )


def unanswered(report: Report, _: Translator) -> tuple[OpenCriterion, ...]:
    """Checkpoints without an answer, by criterion."""
    return _criteria_with(lambda point: point.value is None, report)


def without_reason(report: Report, _: Translator) -> tuple[OpenCriterion, ...]:
    """Answers that should have been explained and are not, by criterion."""
    return _criteria_with(lambda point: point.comment_missing, report)


def _criteria_with(
    wanted: Callable[[CheckpointAppraisal], bool], report: Report
) -> tuple[OpenCriterion, ...]:
    found = (
        OpenCriterion(
            criterion=report.references.criteria[name],
            facts=tuple(report.sections.fact(point) for point in appraised.asked if wanted(point)),
        )
        for name, appraised in report.appraisal.criteria.items()
    )
    return tuple(criterion for criterion in found if criterion.facts)


def not_counted(report: Report, _: Translator) -> tuple[NotCounted, ...]:
    """Criteria and checkpoints that were not in force at the date, and why."""
    found = []
    for appraised in report.appraisal.criteria.values():
        reference = report.references.criteria[appraised.criterion.id]
        if appraised.not_in_force is not None:
            found.append(
                NotCounted(
                    reference=reference,
                    whole_criterion=True,
                    requirement=wording(appraised.criterion.requirement, _.language),
                    reason=_.say(appraised.not_in_force),
                )
            )
            continue
        found.extend(
            NotCounted(
                reference=reference,
                whole_criterion=False,
                requirement=wording(point.checkpoint.question, _.language),
                reason=_(
                    "kontrollpunktet gjelder fra {day}",
                    day=_.date(point.checkpoint.applies_from),
                ),
            )
            for point in appraised.checkpoints
            if not point.in_force and point.checkpoint.applies_from is not None
        )
    return tuple(found)


def sources(report: Report, _: Translator) -> tuple[SourceLine, ...]:
    """Sources of the criteria that something is said about."""
    appraisal, cites = report.appraisal, dict[str, dict[str, Reference]]()
    for section in (section for theme in report.themes for section in theme.examined):
        criterion = appraisal.criteria[section.reference.id].criterion
        for cited in (*appraisal.citations(criterion), *appraisal.coming_citations(criterion)):
            cites.setdefault(cited.source, {})[section.reference.number] = section.reference
    return tuple(
        SourceLine(
            reference=report.references.sources[source.id],
            kind=_.say(source.kind.words),
            short=wording(source.short, _.language),
            abbreviation=source.abbreviation,
            address=address(source.address),
            in_force=in_force(source, _),
            checked=_.date(source.checked),
            checked_against=wording(source.checked_against, _.language),
            used_in=tuple(cites[source.id].values()),
        )
        for source in appraisal.criteria_set.sources
        if source.id in cites
    )


def glossary(report: Report, _: Translator) -> tuple[TermLine, ...]:
    """Words of the criteria set that the report uses, explained."""
    text = "\n".join(_texts(report))
    lowered = text.lower()
    terms = (
        TermLine(term=wording(term.term, _.language), means=wording(term.means, _.language))
        for term in report.appraisal.criteria_set.glossary
    )
    return tuple(line for line in terms if _used(line.term.text, text, lowered))


def _texts(report: Report) -> Iterator[str]:
    """What the report says of what is examined."""
    yield from (question.reference.title.text for question in report.questions)
    yield from (theme.conclusion.reference.title.text for theme in report.themes)
    for criterion in (c for theme in report.themes for c in theme.examined):
        yield from (criterion.requirement.text, criterion.why.text)
        yield from (place.says.text for place in criterion.citations)
        for fact in criterion.told:
            yield from (fact.question.text, fact.yes_means.text, fact.comment)
    for finding in report.findings:
        yield finding.recommendation.text
    for ask in (ask for role in report.unknown for ask in role.questions):
        yield "" if ask.interview_question is None else ask.interview_question.text


_SHORT_FORM = re.compile(r"\s*\(([^)]*)\)\s*$")


def _used(term: str, text: str, lowered: str) -> bool:
    """Whether a term stands in the text, inflected or not, or its short form in brackets."""
    short = _SHORT_FORM.search(term)
    forms = [_SHORT_FORM.sub("", term), *([] if short is None else [short[1]])]
    return any(
        _stands_in(text, form) if form.isupper() else _stands_in(lowered, form.lower())
        for form in forms
        if form.split()
    )


def _stands_in(text: str, form: str) -> bool:
    words = form.split()
    # To look for a word first is much quicker than to look for where it begins: most are not there.
    return words[0] in text and bool(
        re.search(r"(?<!\w)" + r"\w*\s+".join(map(re.escape, words)), text)
    )
