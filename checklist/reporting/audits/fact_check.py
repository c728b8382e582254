"""The fact check of an audit as a paper: numbered facts, and nothing of what they amount to."""

from __future__ import annotations

from itertools import groupby

from checklist.audit import Fact, FactCheckRound
from checklist.i18n import Phrase, Translator, phrase
from checklist.reporting.audits.numbers import facts_in_order
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.audits.sources import source_outside
from checklist.reporting.model import Reference
from checklist.words import Part

NO_FACTS = phrase(
    "Revisjonen har ingen fakta ennå, så det er ingenting å verifisere. Registrer fakta først."
)
"""Why there is no fact check."""


class FactToCheck(Part, frozen=True, kw_only=True):
    """A fact to confirm or correct, with where it is from."""

    number: str
    text: str
    sources: tuple[str, ...]
    place: str


class FactsOfCriterion(Part, frozen=True, kw_only=True):
    """The facts of a criterion of the audit; of none, those that belong to no criterion."""

    reference: Reference | None
    facts: tuple[FactToCheck, ...]


class FactCheckPaper(Part, frozen=True, kw_only=True):
    """The facts, by criterion; `due` is the deadline, or empty."""

    says: tuple[str, ...]
    due: str
    criteria: tuple[FactsOfCriterion, ...]


def fact_check(report: AuditPaper, _: Translator) -> FactCheckPaper:
    """The facts to confirm or correct."""
    facts = facts_in_order(report.audit)
    criteria = report.numbers.criteria
    sent = report.audit.single(FactCheckRound)
    return FactCheckPaper(
        says=(
            _.plural(
                "Arket har {n} faktum fra revisjonen, uten vurderinger.",
                "Arket har {n} fakta fra revisjonen, uten vurderinger.",
                len(facts),
            ),
            _(
                "Les hvert punkt. Kryss av når det er riktig. Er noe feil eller mangler noe "
                "viktig, skriv hva det skal rettes til, og hva som viser det."
            ),
        ),
        due=report.due_words(sent.due),
        criteria=tuple(
            FactsOfCriterion(
                reference=criteria.get(name or ""),
                facts=tuple(_fact(fact, report, _) for fact in held),
            )
            for name, held in groupby(facts, key=lambda fact: fact.criterion)
        ),
    )


def nothing_to_verify(report: AuditPaper) -> Phrase | None:
    """Why there is no fact check; None where there is one."""
    return None if report.audit.all(Fact) else NO_FACTS


def _fact(fact: Fact, report: AuditPaper, _: Translator) -> FactToCheck:
    return FactToCheck(
        number=report.numbers.facts[fact.id].number,
        text=fact.text,
        sources=tuple(source_outside(report, source, _) for source in fact.sources),
        place=fact.place,
    )
