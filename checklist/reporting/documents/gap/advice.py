"""Recommendations as a committee can decide on them: grouped by audit question, few, once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from checklist.appraisal import Severity
from checklist.i18n import Translator, phrases
from checklist.reporting.model import Finding, Reference
from checklist.reporting.report import Report
from checklist.words import Part, Status, Wording, if_any, listed, status

MOST_GROUPS = 6
MOST_PARTS = 3
NAMED_EACH = 2
"""How much a committee is asked to decide on; the rest stands at each finding in the appendix. Of
findings that lack documentation, so many are named one by one."""


class AdvicePart(Part, frozen=True, kw_only=True):
    """What the municipality should do, and the findings that it answers.

    Attributes:
        in_a_row: whether they are so many, with numbers in a row, that the first and the last are
            named.
    """

    what: Wording
    findings: tuple[Reference, ...]
    in_a_row: bool = False


class Advice(Part, frozen=True, kw_only=True):
    """Recommendations that belong together.

    Attributes:
        number: its number in the report.
        themes: the themes with the findings that it answers.
        severity: that of the gravest finding.
        counted: how many findings there are of each severity, in words.
        parts: what the municipality should do, the most serious first.
        left: how many more there are, or empty.
        criteria: the criteria that nothing shows, where it is documentation that is lacking.
    """

    number: int
    themes: tuple[Reference, ...]
    severity: Status
    counted: str
    parts: tuple[AdvicePart, ...]
    left: str
    criteria: tuple[Reference, ...] = ()


def advice(report: Report, _: Translator) -> tuple[Advice, ...]:
    """The recommendations, the group with the most serious finding first."""
    lacking, others = list[Finding](), list[Finding]()
    for finding in report.findings:
        (lacking if finding.severity.code == Severity.UNDOCUMENTED else others).append(finding)
    groups = _groups(report, others)
    most = MOST_GROUPS - bool(lacking)
    if len(groups) > most:
        groups = [*groups[: most - 1], [f for group in groups[most - 1 :] for f in group]]
    made = [_advice(number, group, report, _) for number, group in enumerate(groups, start=1)]
    if lacking:
        made.append(_to_document(len(made) + 1, lacking, _))
    return tuple(made)


def _groups(report: Report, findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings by the audit question that their theme belongs to; those of none by themselves."""
    question_of: dict[str, str] = {}
    for question in report.appraisal.criteria_set.questions:
        for theme in question.themes:
            question_of.setdefault(theme, question.id)
    groups: dict[str | None, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(question_of.get(_theme(finding, report).id), []).append(finding)
    return list(groups.values())


def _theme(finding: Finding, report: Report) -> Reference:
    criterion = report.appraisal.criteria[finding.criterion.reference.id].criterion
    return report.references.themes[criterion.theme]


def _advice(number: int, findings: Sequence[Finding], report: Report, _: Translator) -> Advice:
    parts = _parts(findings)
    return Advice(
        number=number,
        themes=tuple(dict.fromkeys(_theme(finding, report) for finding in findings)),
        severity=findings[0].severity,
        counted=_counted(findings, _),
        parts=tuple(parts[:MOST_PARTS]),
        left=if_any(
            phrases(
                "{n} anbefaling til om disse funnene er ikke tatt med her.",
                "{n} anbefalinger til om disse funnene er ikke tatt med her.",
                len(parts) - MOST_PARTS,
            ),
            _,
        ),
    )


def _parts(findings: Sequence[Finding]) -> list[AdvicePart]:
    """First what each finding asks for first, then what each asks for next; the same once."""
    answers: dict[str, AdvicePart] = {}
    longest = max(len(finding.advice) for finding in findings)
    for place in range(longest):
        for finding in findings:
            for what in finding.advice[place : place + 1]:
                before = answers[what.text].findings if what.text in answers else ()
                answers[what.text] = AdvicePart(what=what, findings=(*before, finding.reference))
    return list(answers.values())


def _counted(findings: Iterable[Finding], _: Translator) -> str:
    by_severity = Counter(finding.severity.code for finding in findings)
    return listed(
        [_.say(s.counted(by_severity[s.value])) for s in Severity if by_severity[s.value]], _
    )


def _to_document(number: int, findings: Sequence[Finding], _: Translator) -> Advice:
    """What is met by word only: one recommendation with a list, not one for each.

    These findings are the last ones, so they have numbers in a row.
    """
    return Advice(
        number=number,
        themes=(),
        severity=status(Severity.UNDOCUMENTED, _),
        counted=_counted(findings, _),
        parts=(
            AdvicePart(
                what=findings[0].advice[0],
                findings=tuple(found.reference for found in findings),
                in_a_row=len(findings) > NAMED_EACH,
            ),
        ),
        left="",
        criteria=tuple(finding.criterion.reference for finding in findings),
    )
