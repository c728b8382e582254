"""The auditor's verdicts beside the municipality's own, from what it handed over.

A criterion of the audit gathers several of the criteria set's. The worst verdict among those
counts as the municipality's: what is not met in one place is not met. Those that the municipality
has not come to a verdict on count as nothing, and are said.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checklist.appraisal import Appraisal, CriterionAppraisal
from checklist.assessment import VerdictCode
from checklist.audit.chains import facts_of
from checklist.audit.records import ChosenCriterion, CriterionVerdict
from checklist.audit.state import Audit
from checklist.i18n import Phrase, WordedEnum, one_or_many, phrase

_WORST_FIRST = (VerdictCode.NOT_MET, VerdictCode.PARTLY, VerdictCode.MET)
"""The verdicts that can be held against each other."""


class Beside(WordedEnum):
    """How the auditor's verdict is beside the municipality's."""

    SAME = "same", phrase("lik")
    MILDER = "milder", phrase("mildere")
    STRICTER = "stricter", phrase("strengere")
    INCOMPARABLE = "incomparable", phrase("ikke sammenlignbar")


class ComparedOnly(WordedEnum):
    """Which of the criteria to show."""

    DISAGREE = "disagree", phrase("der vi er uenige")
    CLAIMED = "claimed", phrase("påstått og ikke vist")
    NOT_LOOKED_AT = "not-looked-at", phrase("ikke sett på")


class ComparedVerdict(NamedTuple):
    """A criterion of the audit with both verdicts.

    Attributes:
        criterion: the criterion of the audit.
        own: the auditor's verdict; None where there is none.
        theirs: the municipality's; None where it has come to none.
        gathered: what the municipality came to for each criterion of the set that it gathers.
        beside: how the first is beside the second.
        why: why they can't be compared, or which criteria the municipality's verdict rests on.
        is_claimed: the municipality says that something is met, and shows nothing for it.
        is_looked_at: the auditor has a verdict or a fact.
    """

    criterion: ChosenCriterion
    own: VerdictCode | None
    theirs: VerdictCode | None
    gathered: tuple[CriterionAppraisal, ...]
    beside: Beside
    why: Phrase
    is_claimed: bool
    is_looked_at: bool

    def shown_by(self, only: ComparedOnly | None) -> bool:
        """Whether a filter shows it; None shows all."""
        match only:
            case ComparedOnly.DISAGREE:
                return self.beside in (Beside.MILDER, Beside.STRICTER)
            case ComparedOnly.CLAIMED:
                return self.is_claimed
            case ComparedOnly.NOT_LOOKED_AT:
                return not self.is_looked_at
            case None:
                return True


def compared_verdicts(
    audit: Audit, appraisal: Appraisal, only: ComparedOnly | None = None
) -> tuple[ComparedVerdict, ...]:
    """The criteria of the audit, in order, each beside what one municipality came to."""
    every = (_compared(audit, one, appraisal) for one in audit.all(ChosenCriterion).values())
    return tuple(compared for compared in every if compared.shown_by(only))


def _compared(audit: Audit, criterion: ChosenCriterion, appraisal: Appraisal) -> ComparedVerdict:
    judged = audit.find(CriterionVerdict, criterion.id)
    own = None if judged is None else judged.verdict
    gathered = tuple(
        appraisal.criteria[name] for name in criterion.gathers if name in appraisal.criteria
    )
    counted = [found for found in gathered if found.applicable]
    theirs = _worst(found.verdict.code for found in counted)
    return ComparedVerdict(
        criterion=criterion,
        own=own,
        theirs=theirs,
        gathered=gathered,
        beside=_beside(own, theirs),
        why=_why(criterion, own, counted, theirs),
        is_claimed=any(found.claimed for found in counted),
        is_looked_at=_is_verdict(own) or bool(facts_of(audit, criterion.id)),
    )


def _worst(codes: Iterable[VerdictCode]) -> VerdictCode | None:
    codes = frozenset(codes)
    return next((code for code in _WORST_FIRST if code in codes), None)


def _is_verdict(code: VerdictCode | None) -> bool:
    return code is not None and code is not VerdictCode.UNDETERMINED


def _beside(own: VerdictCode | None, theirs: VerdictCode | None) -> Beside:
    if own not in _WORST_FIRST or theirs is None:
        return Beside.INCOMPARABLE
    difference = _WORST_FIRST.index(own) - _WORST_FIRST.index(theirs)
    if difference:
        return Beside.MILDER if difference > 0 else Beside.STRICTER
    return Beside.SAME


def _why(
    criterion: ChosenCriterion,
    own: VerdictCode | None,
    counted: list[CriterionAppraisal],
    theirs: VerdictCode | None,
) -> Phrase:
    if not criterion.gathers:
        return phrase("kriteriet er revisjonens eget, og kommunen er ikke spurt om det")
    if not counted:
        return phrase("ingen av kravene det bygger på, teller i det kommunen overleverte")
    if theirs is None:
        return phrase("kommunen har ikke avklart noen av kravene det bygger på")
    if own is None or own is VerdictCode.UNDETERMINED:
        return phrase("revisjonen har ikke vurdert kriteriet")
    if own is VerdictCode.NOT_APPLICABLE:
        return phrase("revisjonen mener at kriteriet ikke er relevant")
    least = sum(found.verdict.code is theirs for found in counted)
    still_open = sum(found.verdict.code is VerdictCode.UNDETERMINED for found in counted)
    counts = one_or_many(
        "{n} av {of} krav er {verdict}", least, of=len(counted), verdict=theirs.words
    )
    if not still_open:
        return counts
    return phrase(
        "{counts}, og {open}",
        counts=counts,
        open=one_or_many("{n} er ikke avklart", still_open),
    )
