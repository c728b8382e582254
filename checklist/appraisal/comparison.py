"""What differs between two assessments of one municipality.

They use one criteria set, or sets about the same people with criteria in common: a municipality's
own set and the one it builds on. Only what both have is compared, and the rest is told.

What became of a finding, and which way a verdict went, is decided in `over_time`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from checklist.appraisal.appraising import (
    Appraisal,
    CheckpointAppraisal,
    CriterionAppraisal,
)
from checklist.appraisal.conclusions import Conclusion
from checklist.appraisal.over_time import (
    Direction,
    Outcome,
    became,
    conclusion_went,
    verdict_went,
)
from checklist.assessment import (
    Action,
    ActionStatus,
    Evidence,
    FollowUpCode,
    Kinship,
    kind_of,
    kinship,
)
from checklist.criteria import Citation, Text, checkpoint_fingerprint, still_asks
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.text import searchable


class Incomparable(SamsjekkError):
    """The two assessments can't be held against each other; the words say why."""


class AnswerChange(msgspec.Struct, frozen=True):
    """A checkpoint that is answered otherwise: in which criterion, then and now."""

    criterion: CriterionAppraisal
    then: CheckpointAppraisal
    now: CheckpointAppraisal

    @property
    def first(self) -> bool:
        """Whether it is answered for the first time."""
        return self.then.value is None

    @property
    def withdrawn(self) -> bool:
        """Whether it is no longer answered."""
        return self.now.value is None


class CriterionChange(msgspec.Struct, frozen=True):
    """A criterion in both assessments, in force in both, and its answers that changed."""

    then: CriterionAppraisal
    now: CriterionAppraisal
    answers: tuple[AnswerChange, ...]

    @property
    def changed(self) -> bool:
        """Whether the verdict is another."""
        return self.then.verdict.code is not self.now.verdict.code

    @property
    def direction(self) -> Direction:
        """Which way the verdict went."""
        return verdict_went(self.then, self.now)


class ConclusionChange(msgspec.Struct, frozen=True):
    """The conclusion of a theme or an audit question, then and now."""

    title: Text
    then: Conclusion
    now: Conclusion
    direction: Direction


class FindingChange(msgspec.Struct, frozen=True):
    """A finding of the earlier assessment, its criterion now, and what became of it."""

    then: CriterionAppraisal
    now: CriterionAppraisal | None
    outcome: Outcome

    @property
    def found_now(self) -> bool:
        """Whether its criterion has a finding now too."""
        return self.now is not None and self.now.severity is not None

    @property
    def lapsed(self) -> bool:
        """Whether there is nothing to judge it by: its criterion does not count now."""
        return self.outcome.lapsed and not self.found_now


class EvidenceChange(msgspec.Struct, frozen=True):
    """Evidence that is new, gone, or the same by title with another date."""

    new: tuple[Evidence, ...]
    gone: tuple[Evidence, ...]
    renewed: tuple[tuple[Evidence, Evidence], ...]


class ActionChange(msgspec.Struct, frozen=True):
    """An action and how far it had come then; None where it is new."""

    now: Action
    then: ActionStatus | None


class LawChange(msgspec.Struct, frozen=True):
    """What the two dates, and the two versions of the set, make different.

    `begun` and `ended` are criteria that count at one of the dates only, `begun_points` checkpoints
    of criteria that count at both. `moved` rest on other places in law: with those they have left,
    and the new ones. `added` and `removed` are
    criteria in one version only; `reworded` are checkpoints that both versions have.
    """

    begun: tuple[CriterionAppraisal, ...]
    ended: tuple[CriterionAppraisal, ...]
    begun_points: tuple[tuple[CriterionAppraisal, CheckpointAppraisal], ...]
    moved: tuple[tuple[CriterionAppraisal, tuple[Citation, ...], tuple[Citation, ...]], ...]
    added: tuple[CriterionAppraisal, ...]
    removed: tuple[CriterionAppraisal, ...]
    reworded: tuple[tuple[CriterionAppraisal, CheckpointAppraisal], ...]


class Fates(msgspec.Struct, frozen=True):
    """What became of the answers of the earlier assessment, by number; each is in one place.

    `new` are answers of this one to what was not answered then.
    """

    kept: int = 0
    changed: int = 0
    to_confirm: int = 0
    missing: int = 0
    retired: int = 0
    new: int = 0

    @property
    def earlier(self) -> int:
        """How many the earlier assessment had."""
        return self.kept + self.changed + self.to_confirm + self.missing + self.retired


class Differences(msgspec.Struct, frozen=True):
    """Everything that differs, from the earlier assessment (`then`) to this one (`now`).

    `findings` are all of the earlier assessment: `closed`, `standing`, `unsettled` where they
    can't be judged any more, and `lapsed` where their criterion does not count now. `new_findings`
    are those of this one whose criterion had none before, or one that is closed. `themes` and
    `questions` are those of both.
    """

    then: Appraisal
    now: Appraisal
    criteria: tuple[CriterionChange, ...]
    themes: tuple[ConclusionChange, ...]
    questions: tuple[ConclusionChange, ...]
    findings: tuple[FindingChange, ...]
    new_findings: tuple[CriterionAppraisal, ...]
    evidence: EvidenceChange
    actions: tuple[ActionChange, ...]
    left_actions: tuple[Action, ...]
    law: LawChange
    fates: Fates

    @property
    def closed(self) -> tuple[FindingChange, ...]:
        """Findings that are followed up."""
        return tuple(f for f in self.findings if f.outcome.code is FollowUpCode.FOLLOWED_UP)

    @property
    def standing(self) -> tuple[FindingChange, ...]:
        """Findings that are still there, wholly or in part."""
        return tuple(f for f in self.findings if f.outcome.stands)

    @property
    def unsettled(self) -> tuple[FindingChange, ...]:
        """Findings that can't be judged, because answers are gone."""
        return tuple(f for f in self._not_judged if not f.lapsed)

    @property
    def lapsed(self) -> tuple[FindingChange, ...]:
        """Findings of what does not count now."""
        return tuple(f for f in self._not_judged if f.lapsed)

    @property
    def _not_judged(self) -> tuple[FindingChange, ...]:
        return tuple(f for f in self.findings if f.outcome.code is FollowUpCode.UNDETERMINED)

    def went(self, direction: Direction) -> tuple[CriterionChange, ...]:
        """The criteria whose verdict went that way."""
        return tuple(c for c in self.criteria if c.changed and c.direction is direction)

    @property
    def answers(self) -> tuple[AnswerChange, ...]:
        """Every answer that changed, in the order of the set."""
        return tuple(answer for change in self.criteria for answer in change.answers)


def refuse_incomparable(then: Appraisal, now: Appraisal) -> None:
    """Stop a comparison that would say nothing true.

    Raises:
        Incomparable: they are one and the same, of two places, in the wrong order, or of sets that
            have nothing in common or are about other people.
    """
    before, after = then.assessment, now.assessment
    if before.id == after.id:
        raise Incomparable(
            phrase("En egenvurdering kan ikke sammenlignes med seg selv. Velg en annen.")
        )
    if kinship(before.municipality, after.municipality) is Kinship.OTHER:
        raise Incomparable(
            phrase(
                "Den ene egenvurderingen gjelder {other}, den andre {own}. Velg to av samme "
                "kommune.",
                other=before.municipality.name,
                own=after.municipality.name,
            )
        )
    _refuse_other_set(then, now)
    if before.date > after.date:
        raise Incomparable(
            phrase(
                "{then} er nyere enn {now}. Bytt om: --against skal være den eldste.",
                then=before.municipality.on(before.date),
                now=after.municipality.on(after.date),
            )
        )


def _refuse_other_set(then: Appraisal, now: Appraisal) -> None:
    """An answer about the services to adults says nothing of those to children."""
    before, after = then.criteria_set, now.criteria_set
    if before.id == after.id:
        return
    earlier, later = then.assessment, now.assessment
    sets = {
        "then": earlier.municipality.on(earlier.date),
        "other": before.id,
        "now": later.municipality.on(later.date),
        "own": after.id,
    }
    if not any(_asks_the_same(criterion, now) for criterion in then.criteria.values()):
        raise Incomparable(
            phrase(
                "{then} bruker settet {other} og {now} settet {own}. Settene har ingen "
                "spørsmål felles, så det er ingenting å sammenligne. Velg to egenvurderinger med "
                "samme sett.",
                **sets,
            )
        )
    if before.applies_to != after.applies_to:
        raise Incomparable(
            phrase(
                "{then} bruker settet {other} og {now} settet {own}. De gjelder tjenester til "
                "ulike grupper, og svar om den ene sier ikke noe om den andre. Velg to "
                "egenvurderinger av de samme tjenestene.",
                **sets,
            )
        )


def _asks_the_same(criterion: CriterionAppraisal, now: Appraisal) -> bool:
    after = now.criteria.get(criterion.criterion.id)
    given_for = {
        point.checkpoint.id: checkpoint_fingerprint(criterion.criterion, point.checkpoint)
        for point in criterion.checkpoints
    }
    return after is not None and any(
        still_asks(after.criterion, point.checkpoint, given_for[point.checkpoint.id])
        for point in after.checkpoints
        if point.checkpoint.id in given_for
    )


def differences(then: Appraisal, now: Appraisal) -> Differences:
    """What differs from an earlier assessment to a later one.

    Raises:
        Incomparable: see `refuse_incomparable`.
    """
    refuse_incomparable(then, now)
    both = tuple(_in_both(then, now))
    findings = tuple(
        FindingChange(found, after, became(found, after))
        for found in then.findings
        for after in (now.criteria.get(found.criterion.id),)
    )
    open_still = {
        found.then.criterion.id
        for found in findings
        if found.outcome.code is not FollowUpCode.FOLLOWED_UP
    }
    lost = {
        found.then.criterion.theme
        for found in findings
        if found.outcome.code is FollowUpCode.UNDETERMINED
    }
    return Differences(
        then=then,
        now=now,
        criteria=both,
        themes=tuple(
            _conclusion(new.theme.title, old.conclusion, new.conclusion, {new.theme.id} & lost)
            for new in now.themes
            for old in then.themes
            if old.theme.id == new.theme.id
        ),
        questions=tuple(
            _conclusion(
                new.question.text,
                old.conclusion,
                new.conclusion,
                lost.intersection((*old.question.themes, *new.question.themes)),
            )
            for new in now.questions
            for old in then.questions
            if old.question.id == new.question.id
        ),
        findings=findings,
        new_findings=tuple(f for f in now.findings if f.criterion.id not in open_still),
        evidence=_evidence(then, now),
        actions=_actions(then, now),
        left_actions=tuple(
            action
            for name, action in then.assessment.actions.items()
            if name not in now.assessment.actions
        ),
        law=_law(then, now, both),
        fates=_fates(then, now),
    )


def _fates(then: Appraisal, now: Appraisal) -> Fates:
    before = {name: point.value for name, point in then.asked.items() if point.value is not None}
    asked = now.asked
    found: Counter[str] = Counter()
    for name, value in before.items():
        if name not in asked:
            found["retired"] += 1
        elif (point := asked[name]).waiting is not None:
            found["to_confirm"] += 1
        elif point.value is None:
            found["missing"] += 1
        else:
            found["kept" if point.value is value else "changed"] += 1
    new = sum(p.value is not None and name not in before for name, p in asked.items())
    return Fates(**found, new=new)


def _conclusion(title: Text, then: Conclusion, now: Conclusion, lost: set[str]) -> ConclusionChange:
    return ConclusionChange(title, then, now, conclusion_went(then.code, now.code, lost=bool(lost)))


def _in_both(then: Appraisal, now: Appraisal) -> Iterator[CriterionChange]:
    for name, after in now.criteria.items():
        before = then.criteria.get(name)
        if before is None or before.not_in_force is not None or after.not_in_force is not None:
            continue
        points = {point.checkpoint.id: point for point in before.asked}
        answers = tuple(
            AnswerChange(after, points[point.checkpoint.id], point)
            for point in after.asked
            if point.checkpoint.id in points
            and points[point.checkpoint.id].value is not point.value
            and point.waiting is None
        )
        yield CriterionChange(before, after, answers)


def _evidence(then: Appraisal, now: Appraisal) -> EvidenceChange:
    """By kind and title: the same document has another id in another assessment."""

    def by_title(appraisal: Appraisal) -> dict[tuple[str, str], Evidence]:
        return {
            (kind_of(recorded.value), searchable(recorded.value.title.strip())): recorded.value
            for recorded in appraisal.assessment.evidence.values()
        }

    before, after = by_title(then), by_title(now)
    return EvidenceChange(
        new=tuple(piece for title, piece in after.items() if title not in before),
        gone=tuple(piece for title, piece in before.items() if title not in after),
        renewed=tuple(
            (before[title], piece)
            for title, piece in after.items()
            if title in before and before[title].date != piece.date
        ),
    )


def _actions(then: Appraisal, now: Appraisal) -> tuple[ActionChange, ...]:
    before = then.assessment.actions
    return tuple(
        ActionChange(action, before[name].status if name in before else None)
        for name, action in now.assessment.actions.items()
        if name not in before or before[name].status is not action.status
    )


def _law(then: Appraisal, now: Appraisal, both: tuple[CriterionChange, ...]) -> LawChange:
    shared = [
        (then.criteria[name], after)
        for name, after in now.criteria.items()
        if name in then.criteria
    ]
    return LawChange(
        begun=tuple(
            after for before, after in shared if before.not_in_force and not after.not_in_force
        ),
        ended=tuple(
            after for before, after in shared if after.not_in_force and not before.not_in_force
        ),
        begun_points=tuple(
            (change.now, point)
            for change in both
            for point in change.now.asked
            if any(
                old.checkpoint.id == point.checkpoint.id and not old.in_force
                for old in change.then.checkpoints
            )
        ),
        moved=tuple(_moved(then, now, both)),
        added=tuple(after for name, after in now.criteria.items() if name not in then.criteria),
        removed=tuple(before for name, before in then.criteria.items() if name not in now.criteria),
        reworded=tuple(
            (change.now, point)
            for change in both
            for point in change.now.asked
            for old in change.then.checkpoints
            if old.checkpoint.id == point.checkpoint.id
            and not still_asks(
                change.now.criterion,
                point.checkpoint,
                checkpoint_fingerprint(change.then.criterion, old.checkpoint),
            )
        ),
    )


def _moved(
    then: Appraisal, now: Appraisal, both: tuple[CriterionChange, ...]
) -> Iterator[tuple[CriterionAppraisal, tuple[Citation, ...], tuple[Citation, ...]]]:
    """Criteria with the places they no longer rest on, and the new ones; whole sections only."""
    for change in both:
        before, after = then.citations(change.then.criterion), now.citations(change.now.criterion)
        left = tuple(c for c in before if _section(c) not in {_section(o) for o in after})
        new = tuple(c for c in after if _section(c) not in {_section(o) for o in before})
        if left or new:
            yield change.now, left, new


def _section(citation: Citation) -> tuple[str, str | None]:
    return citation.source, citation.section
