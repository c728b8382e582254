"""What was checked before the report was given: facts, the draft, and the quality of the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checklist.audit import (
    REVIEWS,
    Correction,
    Decided,
    FactCheckRound,
    Hearing,
    Literature,
    QualityReview,
    TeamMember,
    correction_words,
)
from checklist.i18n import Translator
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.audits.texts import one_paragraph
from checklist.reporting.model import Reference
from checklist.text import address
from checklist.words import Part
from checklist.words.audits import fact_check_words, hearing_words, review_words


class CorrectionLine(Part, frozen=True, kw_only=True):
    """A correction that was not accepted: what the municipality wanted, and why not.

    Attributes:
        fact: None where the fact is not in the audit any more.
        decided: in words: refused, or not decided.
    """

    fact: Reference | None
    wanted: str
    decided: str
    reason: str


class FactsChecked(Part, frozen=True, kw_only=True):
    """The fact check: when, and how many corrections there were, as sentences.

    Attributes:
        accepted: the facts that were corrected.
        others: corrections that were refused, with the reasons, or that are not decided.
    """

    says: tuple[str, ...]
    accepted: tuple[Reference, ...]
    others: tuple[CorrectionLine, ...]


class Statement(Part, frozen=True, kw_only=True):
    """The chief municipal executive's statement, whole, as its own text.

    Attributes:
        when: when the draft was sent and the statement came, or empty.
        text: empty where it came and nobody has put it in.
    """

    role: str
    when: str
    text: str


class WorkedOn(Part, frozen=True, kw_only=True):
    """What somebody did in the audit: the step or the task, by which role, and remarks."""

    task: str
    role: str
    remark: str = ""


class AuditWork(Part, frozen=True, kw_only=True):
    """Who did the audit, by role, and the two steps of quality review."""

    team: tuple[WorkedOn, ...]
    reviews: tuple[WorkedOn, ...]


class LiteratureLine(Part, frozen=True, kw_only=True):
    """What the report refers to; `address` is where it can be read, or None."""

    reference: Reference
    text: str
    address: str | None


def facts_checked(paper: AuditPaper, _: Translator) -> FactsChecked:
    """What came of letting the municipality check the facts."""
    corrections = tuple(paper.audit.all(Correction).values())
    by_outcome = {
        outcome: [one for one in corrections if one.decided is outcome] for outcome in Decided
    }
    accepted, refused = by_outcome[Decided.ACCEPTED], by_outcome[Decided.REFUSED]
    says = (
        fact_check_words(paper.audit.single(FactCheckRound), _),
        *map(_.say, correction_words(paper.audit)),
    )
    facts = (paper.numbers.facts.get(one.fact or "") for one in accepted)
    return FactsChecked(
        says=tuple(filter(None, says)),
        accepted=tuple(dict.fromkeys(filter(None, facts))),
        others=tuple(_not_accepted(paper, (*refused, *by_outcome[Decided.OPEN]), _)),
    )


def _not_accepted(
    paper: AuditPaper, corrections: Iterable[Correction], _: Translator
) -> Iterator[CorrectionLine]:
    for one in corrections:
        yield CorrectionLine(
            fact=paper.numbers.facts.get(one.fact or ""),
            wanted=one_paragraph(one.wanted),
            decided=_.say(one.decided.words),
            reason=one_paragraph(one.reason),
        )


def hearing(paper: AuditPaper, _: Translator) -> Statement | None:
    """The statement, or that the draft was sent; None where neither is recorded."""
    held = paper.audit.find(Hearing, Hearing.KIND)
    if held is None or not (held.sent or held.came or held.text.strip()):
        return None
    return Statement(
        role=held.role.strip(), when=hearing_words(held, _), text=held.text.strip("\n")
    )


def work(paper: AuditPaper, _: Translator) -> AuditWork:
    """Who did the audit, and who reviewed it."""
    steps = (_("Første trinn"), _("Andre trinn"))
    reviews = (paper.audit.find(QualityReview, name) for name in REVIEWS)
    return AuditWork(
        team=tuple(
            WorkedOn(task=task, role="" if task == one.role.strip() else one.role.strip())
            for one in paper.audit.all(TeamMember).values()
            for task in (_.say(one.function.words),)
        ),
        reviews=tuple(
            WorkedOn(
                task=step,
                role=review_words(one, paper.audit.changed_after(one), _),
                remark=one_paragraph(one.remark),
            )
            for step, one in zip(steps, reviews, strict=True)
            if one is not None
        ),
    )


def literature(paper: AuditPaper, _: Translator) -> tuple[LiteratureLine, ...]:
    """What the report refers to and nobody was asked for."""
    return tuple(
        LiteratureLine(
            reference=paper.numbers.log[Literature.KIND, name],
            text=one_paragraph(one.text),
            address=address(one.address),
        )
        for name, one in paper.audit.all(Literature).items()
    )
