"""What became of each finding, as the change report says it."""

from __future__ import annotations

from checklist.appraisal import CriterionAppraisal, Differences, FindingChange, Severity
from checklist.assessment import VerdictCode
from checklist.criteria import CriteriaSet
from checklist.i18n import Translator
from checklist.reporting.sections import Sections
from checklist.words import (
    Part,
    Status,
    Wording,
    found_points,
    sentence,
    status,
    why_words,
    wording,
    yardstick_words,
)


class FindingLine(Part, frozen=True, kw_only=True):
    """A finding that is new, closed or standing, with what is said about it.

    Attributes:
        yardstick: what it is or was measured with.
    """

    title: Wording
    severity: Status
    says: str
    yardstick: str
    recommendation: Wording | None


def new_finding(
    found: CriterionAppraisal, changes: Differences, sections: Sections, _: Translator
) -> FindingLine:
    """A finding that is new, with what its criterion was then."""
    then = changes.then
    name = found.criterion.id
    before = then.criteria.get(name)
    if before is None:
        said = _("Kravet var ikke med i kriteriesettet sist.")
    elif before.not_in_force is not None:
        said = _("Kravet gjaldt ikke sist.")
    elif before.verdict.code is VerdictCode.UNDETERMINED:
        said = _("Kravet var ikke avklart sist.")
    else:
        said = _("Sist var kravet {verdict}.", verdict=_.say(before.verdict.code.words))
    return FindingLine(
        title=wording(found.criterion.title, _.language),
        severity=_severity(found, _),
        says=" ".join(
            (_verdict_now(found, _), *(_points(found, changes, _) or [why_words(found, _)]), said)
        ),
        yardstick=yardstick_words(found.yardsticks, changes.now.criteria_set, _, in_full=True),
        recommendation=(
            None
            if found.severity in (None, Severity.UNDOCUMENTED)
            else sections.finding(found, found.severity).recommendation
        ),
    )


def earlier_finding(found: FindingChange, changes: Differences, _: Translator) -> FindingLine:
    """A finding of the earlier assessment that does not stand."""
    return _finding_line(
        found.then, sentence(_.say(found.outcome.reason)), changes.then.criteria_set, _
    )


def unsettled_finding(found: FindingChange, changes: Differences, _: Translator) -> FindingLine:
    """A finding that can't be judged; its criterion may have another one now."""
    reason = sentence(_.say(found.outcome.reason))
    if found.now is None or not found.found_now:
        return _finding_line(found.then, reason, changes.then.criteria_set, _)
    says = " ".join((reason, _verdict_now(found.now, _), *_points(found.now, changes, _)))
    return _finding_line(found.now, says, changes.now.criteria_set, _)


def _verdict_now(found: CriterionAppraisal, _: Translator) -> str:
    return _("Nå er kravet {verdict}.", verdict=_.say(found.verdict.code.words))


def _points(found: CriterionAppraisal, changes: Differences, _: Translator) -> list[str]:
    """What was answered that led to a finding of this assessment."""
    now = changes.now
    return [str(point) for point in found_points(found, now.assessment, now.criteria_set, _)]


def standing_finding(found: FindingChange, changes: Differences, _: Translator) -> FindingLine:
    """A finding that is there still, and whether it is graver."""
    reason = sentence(_.say(found.outcome.reason))
    then, now = found.then.severity, None if found.now is None else found.now.severity
    if found.now is None or then is None or now is None:
        return _finding_line(found.then, reason, changes.then.criteria_set, _)
    if then is now:
        said = _("Som sist.")
    elif now.rank < then.rank:
        said = _("Mer alvorlig enn sist ({severity}).", severity=_.say(then.words))
    else:
        said = _("Mindre alvorlig enn sist ({severity}).", severity=_.say(then.words))
    says = " ".join((said, reason, *_points(found.now, changes, _)))
    return _finding_line(found.now, says, changes.now.criteria_set, _)


def _finding_line(
    shown: CriterionAppraisal, says: str, criteria_set: CriteriaSet, _: Translator
) -> FindingLine:
    return FindingLine(
        title=wording(shown.criterion.title, _.language),
        severity=_severity(shown, _),
        says=says,
        yardstick=yardstick_words(shown.yardsticks, criteria_set, _, in_full=True),
        recommendation=None,
    )


def _severity(found: CriterionAppraisal, _: Translator) -> Status:
    # Every finding has one; for the type checker, the least serious stands in.
    return status(found.severity or Severity.UNDOCUMENTED, _)
