"""What the report does not know: how much, who can answer, and which questions matter most."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.appraisal import CheckpointAppraisal
from checklist.i18n import Translator
from checklist.reporting.model import Reference
from checklist.reporting.points import Points
from checklist.reporting.report import Report
from checklist.words import Part, Wording, wording

MOST = 5
"""How many questions are told; the rest are counted."""


class RoleCount(Part, frozen=True, kw_only=True):
    """How many questions that are answered "unknown" a role can be asked."""

    role: Wording
    number: int


class OpenQuestion(Part, frozen=True, kw_only=True):
    """A question whose answer would settle a conclusion, and the role to ask; None where nobody.

    Attributes:
        settles: the theme that it would help to conclude about.
    """

    question: Wording
    role: Wording | None
    settles: Reference


class NotKnown(Part, frozen=True, kw_only=True):
    """What is not known.

    Attributes:
        roles: who can answer what is answered "unknown", those with the most first.
        questions: the questions that matter most.
    """

    roles: tuple[RoleCount, ...]
    questions: tuple[OpenQuestion, ...]


def not_known(report: Report, _: Translator) -> NotKnown:
    """What is not known, and who may know it."""
    asked = Points(report)
    roles = [
        RoleCount(role=asked.role(None if role is None else role.id), number=len(points))
        for role, points in report.appraisal.unknown_by_role
    ]
    questions = []
    for theme, point in _settling(report):
        whom = report.appraisal.whom_to_ask(point)
        questions.append(
            OpenQuestion(
                question=wording(point.checkpoint.question, _.language),
                role=None if whom is None else asked.role(whom),
                settles=theme,
            )
        )
    return NotKnown(
        roles=tuple(sorted(roles, key=lambda counted: -counted.number)),
        questions=tuple(questions[:MOST]),
    )


def _settling(report: Report) -> Iterator[tuple[Reference, CheckpointAppraisal]]:
    """What would settle a theme, one question of each theme before the next of any.

    The themes that the fewest questions are left of come first.
    """
    left = [
        (report.references.themes[theme.theme.id], theme.settled_by)
        for theme in report.appraisal.themes
        if theme.settled_by
    ]
    left.sort(key=lambda one: len(one[1]))
    for place in range(max((len(points) for _theme, points in left), default=0)):
        for theme, points in left:
            if place < len(points):
                yield theme, points[place]
