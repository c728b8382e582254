"""Which checkpoints are in front of the one who answers: how deep, whose, and in which state.

A selection hides, it never changes: verdicts and progress of the assessment are about all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from checklist.appraisal.appraising import (
    Appraisal,
    CheckpointAppraisal,
    CriterionAppraisal,
    Progress,
)
from checklist.appraisal.strength import Strength
from checklist.assessment import Assessment
from checklist.criteria import AnswerValue, Depth, Role, Text, quick_points
from checklist.i18n import Phrase, WordedEnum, phrase


class Only(WordedEnum):
    """Which of the checkpoints, by what has become of them."""

    ALL = "all", phrase("alle")
    UNANSWERED = "unanswered", phrase("ubesvarte")
    UNKNOWN = "unknown", phrase("«vet ikke»")
    FINDINGS = "findings", phrase("krav med funn")
    UNSHOWN = "unshown", phrase("uten god dokumentasjon")
    CHANGED = "changed", phrase("endret i det siste")


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What to show.

    `role` is a role of the set: only what that role can answer. `since` goes with `Only.CHANGED`.
    """

    depth: Depth = Depth.FULL
    role: str | None = None
    only: Only = Only.ALL
    since: datetime | None = None

    def of(
        self, appraised: CriterionAppraisal, assessment: Assessment
    ) -> tuple[CheckpointAppraisal, ...]:
        """The checkpoints of a criterion to show; none for a criterion that is not in force."""
        points = appraised.asked
        if self.depth is Depth.QUICK:
            quick = {checkpoint.id for checkpoint in quick_points(appraised.criterion)}
            points = tuple(point for point in points if point.checkpoint.id in quick)
        if self.role is not None:
            points = tuple(point for point in points if is_for(self.role, point))
        if self.only is Only.ALL:
            return points
        if self.only is Only.FINDINGS:
            return points if appraised.severity is not None else ()
        return tuple(point for point in points if self._holds(point, assessment))

    def among(self, appraisal: Appraisal) -> list[CheckpointAppraisal]:
        """The checkpoints of all criteria to show."""
        return [
            point
            for appraised in appraisal.criteria.values()
            for point in self.of(appraised, appraisal.assessment)
        ]

    def chooses_as(self, other: Selection) -> bool:
        """Whether it chooses the same; how long ago "lately" begins is another each time."""
        return replace(self, since=None) == replace(other, since=None)

    def _holds(self, point: CheckpointAppraisal, assessment: Assessment) -> bool:
        match self.only:
            case Only.UNANSWERED:
                return point.value is None
            case Only.UNKNOWN:
                return point.value is AnswerValue.UNKNOWN
            case Only.UNSHOWN:
                return point.weight is not None and point.weight.strength is not Strength.STRONG
            case _:
                recorded = assessment.answers.get(point.checkpoint.id)
                return recorded is not None and self.since is not None and recorded.at >= self.since


EVERYTHING = Selection()

LATELY = timedelta(days=7)
"""How long a change is said to be recent."""

Choice = tuple[Phrase | Text, Selection]


def choices(
    current: Selection, roles: Iterable[Role], since: datetime
) -> Iterator[tuple[Phrase, list[Choice]]]:
    """What can be shown instead of `current`, one thing changed at a time, in three groups."""
    yield (
        phrase("Hvor grundig"),
        [(depth.words, replace(current, depth=depth)) for depth in reversed(Depth)],
    )
    yield (
        phrase("Hvilke"),
        [
            (only.words, replace(current, only=only, since=since if only is Only.CHANGED else None))
            for only in Only
        ],
    )
    everyone: Choice = (phrase("alle roller"), replace(current, role=None))
    yield (
        phrase("Spørsmål til"),
        [everyone, *((role.title, replace(current, role=role.id)) for role in roles)],
    )


def left_out_of_papers(appraisal: Appraisal, depth: Depth) -> frozenset[str]:
    """The checkpoints that working papers for a walk of this depth put to nobody.

    They are those that the walk does not ask, and that nobody has answered: what is answered is
    there to be shown, confirmed or put right however deep one goes.
    """
    walked = {point.checkpoint.id for point in Selection(depth=depth).among(appraisal)}
    return frozenset(
        point.checkpoint.id
        for point in EVERYTHING.among(appraisal)
        if point.checkpoint.id not in walked and point.answer is None
    )


class HowFar(msgspec.Struct, frozen=True):
    """How far an assessment has come.

    Attributes:
        progress: of all of it.
        to_confirm: how many answers of an earlier assessment wait to be confirmed.
        quick: of the quick checkpoints, where only those are answered, or where it was begun as a
            quick walk and not all is answered yet.
    """

    progress: Progress
    to_confirm: int = 0
    quick: Progress | None = None

    @property
    def beyond_quick(self) -> int:
        """How many are answered that a quick walk does not ask; 0 where it is none."""
        return 0 if self.quick is None else self.progress.answered - self.quick.answered


def how_far(appraisal: Appraisal, meant: Depth | None = None) -> HowFar:
    """How far an assessment has come.

    Before the first answer, `meant` says how deep it will go, or else how it was begun.
    """
    quick, begun = None, appraisal.assessment.depth
    all_answered = appraisal.progress.answered == appraisal.progress.of
    goes_on = appraisal.depth is Depth.FULL and begun is Depth.QUICK and not all_answered
    if goes_on or (appraisal.depth or meant or begun) is Depth.QUICK:
        points = Selection(depth=Depth.QUICK).among(appraisal)
        answered = sum(point.value is not None for point in points)
        quick = Progress(answered, len(points))
    return HowFar(appraisal.progress, len(appraisal.to_confirm), quick)


def is_for(role: str, point: CheckpointAppraisal) -> bool:
    """Whether a role is asked about a checkpoint: by the set, or by who answered "unknown"."""
    asked_by_name = point.answer is not None and point.answer.ask == role
    return asked_by_name or role in point.checkpoint.ask
