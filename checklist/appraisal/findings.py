"""Findings: verdicts that matter, and how much."""

from __future__ import annotations

from checklist.appraisal.strength import Strength
from checklist.assessment import VerdictCode
from checklist.criteria import Force
from checklist.i18n import Phrase, WordedEnum, one_or_many, phrase, phrases


class Severity(WordedEnum):
    """How serious a finding is, the most serious first."""

    POSSIBLE_BREACH = "possible_breach", phrase("mulig lovbrudd")
    WEAKNESS = "weakness", phrase("svakhet")
    IMPROVEMENT = "improvement", phrase("forbedringspunkt")
    UNDOCUMENTED = "undocumented", phrase("mangler dokumentasjon")

    def counted(self, number: int) -> Phrase:
        """So many findings of this severity."""
        return {
            Severity.POSSIBLE_BREACH: phrases("{n} mulig lovbrudd", "{n} mulige lovbrudd", number),
            Severity.WEAKNESS: phrases("{n} svakhet", "{n} svakheter", number),
            Severity.IMPROVEMENT: phrases("{n} forbedringspunkt", "{n} forbedringspunkter", number),
            Severity.UNDOCUMENTED: one_or_many("{n} krav som mangler dokumentasjon", number),
        }[self]

    @property
    def rank(self) -> int:
        """0 for the most serious."""
        return list(Severity).index(self)


def severity(
    force: Force, verdict: VerdictCode, strength: Strength, *, by_law: bool
) -> Severity | None:
    """The severity of a criterion's finding, or None where there is nothing to find.

    A duty in law that is not met may be a breach, where the law itself sets what was lacking
    (`by_law`); only a supervisor or a court can say that it is. Measured with anything else it
    is a weakness. A duty that is met but shown by nothing is a gap in documentation, not in
    practice.
    """
    match verdict:
        case VerdictCode.NOT_MET if force is Force.MUST and by_law:
            return Severity.POSSIBLE_BREACH
        case VerdictCode.NOT_MET:
            return Severity.WEAKNESS
        case VerdictCode.PARTLY:
            return Severity.WEAKNESS if force is Force.MUST else Severity.IMPROVEMENT
        case VerdictCode.MET if strength is Strength.MISSING:
            return Severity.UNDOCUMENTED
        case _:
            return None
