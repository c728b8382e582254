"""What the findings mean for the people the services are for: the first thing the report says."""

from __future__ import annotations

from checklist.appraisal import Severity
from checklist.i18n import Translator
from checklist.reporting.model import Reference
from checklist.reporting.report import Report
from checklist.words import Part, Wording

MOST = 3
"""How many consequences are told. A reader remembers no more."""


class Consequence(Part, frozen=True, kw_only=True):
    """What a finding means for people."""

    finding: Reference
    why: Wording


def for_people(report: Report, _: Translator) -> tuple[Consequence, ...]:
    """What the most serious findings mean for people, each consequence once."""
    found: dict[str, Consequence] = {}
    for finding in report.findings:
        if finding.severity.code != Severity.UNDOCUMENTED:
            why = finding.criterion.why
            found.setdefault(why.text, Consequence(finding=finding.reference, why=why))
    return tuple(found.values())[:MOST]
