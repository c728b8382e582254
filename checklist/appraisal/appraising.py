"""The whole appraisal of an assessment: every checkpoint, criterion, theme and question.

`appraise_criterion` looks at one criterion only, so that a screen can follow an answer without
looking at the other thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

import msgspec
from msgspec.structs import replace

from checklist.appraisal.conclusions import (
    Conclusion,
    ConclusionCode,
    Examined,
    conclude_question,
    conclude_theme,
)
from checklist.appraisal.contradictions import Clash, NumberClash, clashes
from checklist.appraisal.findings import Severity, severity
from checklist.appraisal.numbers import at_odds, refuted
from checklist.appraisal.settling import would_settle
from checklist.appraisal.strength import Strength, Weight, weakest, weigh, weigh_together
from checklist.appraisal.verdicts import Verdict, verdict
from checklist.appraisal.yardsticks import Yardsticks, in_force_on, yardsticks_of
from checklist.assessment import Answer, Assessment, Evidence, FileState, VerdictCode
from checklist.criteria import (
    AnswerValue,
    Checkpoint,
    Citation,
    CriteriaSet,
    Criterion,
    Depth,
    Question,
    Role,
    Text,
    Theme,
    quick_points,
    still_asks,
)
from checklist.i18n import Phrase, phrase

Files = Mapping[str, FileState]

_NOTHING_TO_SHOW = Weight(Strength.MISSING)


class WaitingAnswer(msgspec.Struct, frozen=True):
    """What an earlier assessment answered, which nobody has confirmed: it counts as nothing.

    What it rests on is weighed at the date of this assessment. `reworded` is whether the question
    was another then.
    """

    answer: Answer
    evidence: tuple[tuple[Evidence, Weight], ...]
    reworded: bool


class CheckpointAppraisal(msgspec.Struct, frozen=True):
    """One checkpoint with its answer and what the answer rests on.

    `waiting` is what an earlier assessment answered, where nobody has answered here. `weight` is
    None where no evidence is asked for: nothing answered, or an answer that the
    criteria set does not ask to have shown.
    """

    checkpoint: Checkpoint
    in_force: bool
    answer: Answer | None
    evidence: tuple[tuple[Evidence, Weight], ...]
    weight: Weight | None
    comment_missing: bool
    outdated: bool
    waiting: WaitingAnswer | None = None

    @property
    def value(self) -> AnswerValue | None:
        """What was answered, or None."""
        return None if self.answer is None else self.answer.value

    @property
    def waits(self) -> bool:
        """Whether it has no answer, or one to a question that has changed since."""
        return self.value is None or self.outdated

    @property
    def at_odds(self) -> bool:
        """Whether the answer and its own number don't go together."""
        return at_odds(self.checkpoint, self.answer)

    @property
    def strength(self) -> Strength:
        """How well the answer is shown; missing where there is nothing."""
        return weigh_together(self.evidence, self.checkpoint).strength


class CriterionAppraisal(msgspec.Struct, frozen=True):
    """One criterion: its checkpoints, verdict, evidence and severity.

    `not_in_force` says why the criterion is shown but not counted; None when it counts.
    `checkpoints` stand in the order of the five aspects, from what is established to what is
    evaluated, and within an aspect as in the set. `asked` are those that are to be answered.
    """

    criterion: Criterion
    not_in_force: Phrase | None
    checkpoints: tuple[CheckpointAppraisal, ...]
    asked: tuple[CheckpointAppraisal, ...]
    verdict: Verdict
    weight: Weight
    severity: Severity | None
    yardsticks: Yardsticks = Yardsticks()

    @property
    def applicable(self) -> bool:
        """Whether the criterion counts at the date of the assessment."""
        return self.not_in_force is None and self.verdict.code is not VerdictCode.NOT_APPLICABLE

    @property
    def begun(self) -> bool:
        """Whether anybody has answered, or decided without."""
        return self.answered > 0 or self.verdict.set_reason is not None

    @property
    def answered(self) -> int:
        """How many of the asked checkpoints have an answer; "unknown" is one."""
        return sum(point.value is not None for point in self.asked)

    @property
    def nothing_to_show(self) -> bool:
        """Whether none of its answers is to be shown by anything."""
        return all(point.weight is None for point in self.asked)

    @property
    def examined(self) -> Examined:
        """How much its verdict rests on; nothing where it does not count."""
        if not self.applicable:
            return Examined()
        applying = [p for p in self.asked if p.value is not AnswerValue.NOT_APPLICABLE]
        yes = [point for point in applying if point.value is AnswerValue.YES]
        return Examined(
            answered=sum(p.value not in (None, AnswerValue.UNKNOWN) for p in applying),
            of=len(applying),
            yes=len(yes),
            claimed=sum(not point.evidence for point in yes),
        )

    @property
    def telling(self) -> tuple[CheckpointAppraisal, ...]:
        """The checkpoints that led to its finding, the gravest answers first.

        They are all of them where a person decided otherwise than the answers say.
        """
        if self.severity is Severity.UNDOCUMENTED:
            return tuple(point for point in self.asked if point.value is AnswerValue.YES)
        gaps = (AnswerValue.NO, AnswerValue.PARTLY)
        against = [point for point in self.asked if point.value in gaps]
        against.sort(
            key=lambda point: (point.value is AnswerValue.PARTLY, not point.checkpoint.decisive)
        )
        return tuple(against) or self.asked

    @property
    def advice(self) -> tuple[Text, ...]:
        """What should be done: what the checkpoints say that are answered no or partly.

        Where none of them says anything, it is what the criterion says as a whole.
        """
        gaps = (AnswerValue.NO, AnswerValue.PARTLY)
        parts = (p.checkpoint.recommendation for p in self.telling if p.value in gaps)
        return tuple(dict.fromkeys(filter(None, parts))) or (self.criterion.recommendation,)

    @property
    def concerned(self) -> int:
        """How many the counts under its finding leave out: people, cases, decisions."""
        counts = (point.answer for point in self.telling)
        return sum(a.of - a.count for a in counts if a and a.of is not None and a.count is not None)

    @property
    def claimed(self) -> bool:
        """Met by word only: nothing shows it (påstått)."""
        return self.verdict.code is VerdictCode.MET and self.weight.strength is Strength.MISSING


class ThemeAppraisal(msgspec.Struct, frozen=True):
    """A theme with its criteria and conclusion, and what would settle it where it has none."""

    theme: Theme
    criteria: tuple[CriterionAppraisal, ...]
    conclusion: Conclusion
    settled_by: tuple[CheckpointAppraisal, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether anybody has begun on any of its criteria."""
        return any(appraised.begun for appraised in self.criteria)


class QuestionAppraisal(msgspec.Struct, frozen=True):
    """An audit question with its conclusion."""

    question: Question
    conclusion: Conclusion


class Progress(msgspec.Struct, frozen=True):
    """Whether we have looked. Says nothing about what we found."""

    answered: int
    of: int


class Appraisal(msgspec.Struct, frozen=True, dict=True):
    """Everything the answers lead to. The parts are worked out when they are asked for."""

    criteria_set: CriteriaSet
    assessment: Assessment
    criteria: Mapping[str, CriterionAppraisal]

    @cached_property
    def has_begun(self) -> bool:
        """Whether anybody has begun on any criterion."""
        return any(appraised.begun for appraised in self.criteria.values())

    @cached_property
    def by_theme(self) -> Mapping[Theme, tuple[CriterionAppraisal, ...]]:
        """The criteria of each theme, in the order of the set; nothing is concluded yet."""
        found: dict[str, list[CriterionAppraisal]] = {t.id: [] for t in self.criteria_set.themes}
        for appraised in self.criteria.values():
            found[appraised.criterion.theme].append(appraised)
        return {theme: tuple(found[theme.id]) for theme in self.criteria_set.themes}

    @cached_property
    def themes(self) -> tuple[ThemeAppraisal, ...]:
        """Every theme in the order of the set."""
        return tuple(self._theme(theme, criteria) for theme, criteria in self.by_theme.items())

    @cached_property
    def questions(self) -> tuple[QuestionAppraisal, ...]:
        """Every audit question in the order of the set."""
        conclusions = {theme.theme.id: theme.conclusion for theme in self.themes}
        return tuple(
            QuestionAppraisal(
                question,
                conclude_question(
                    [(theme, conclusions[theme]) for theme in question.themes],
                    self.criteria_set.conclusions,
                ),
            )
            for question in self.criteria_set.questions
        )

    @cached_property
    def places(self) -> Mapping[str, tuple[CriterionAppraisal, CheckpointAppraisal]]:
        """Every checkpoint by its id, with the criterion it belongs to."""
        return {
            point.checkpoint.id: (appraised, point)
            for appraised in self.criteria.values()
            for point in appraised.checkpoints
        }

    def criterion_of(self, checkpoint: str) -> str:
        """The id of the criterion that a checkpoint belongs to."""
        return self.places[checkpoint][0].criterion.id

    @cached_property
    def findings(self) -> tuple[CriterionAppraisal, ...]:
        """Criteria with a finding, the most serious first.

        Among the equally serious the key criteria come first, then those that concern the most
        people or cases, then those with the most checkpoints against them; last, the order of
        the set.
        """
        found = [(c.severity, c) for c in self.criteria.values() if c.severity is not None]
        found.sort(
            key=lambda one: (
                one[0].rank,
                not one[1].criterion.key,
                -one[1].concerned,
                -len(one[1].telling),
            )
        )
        return tuple(appraised for _severity, appraised in found)

    @cached_property
    def progress(self) -> Progress:
        """How many of the checkpoints that count have an answer."""
        return Progress(
            answered=sum(c.answered for c in self.criteria.values()),
            of=sum(len(c.asked) for c in self.criteria.values()),
        )

    @cached_property
    def asked(self) -> Mapping[str, CheckpointAppraisal]:
        """Every checkpoint that is asked, by its id, in the order of the set."""
        return {p.checkpoint.id: p for c in self.criteria.values() for p in c.asked}

    @cached_property
    def to_confirm(self) -> tuple[CheckpointAppraisal, ...]:
        """Checkpoints with the answer of an earlier assessment, in the order of the set."""
        return tuple(point for point in self.asked.values() if point.waiting is not None)

    @cached_property
    def unknown_by_role(self) -> tuple[tuple[Role | None, tuple[CheckpointAppraisal, ...]], ...]:
        """Checkpoints answered "unknown", by whom to ask; last those with nobody to ask."""
        by_role: dict[str | None, list[CheckpointAppraisal]] = {}
        for point in self.asked.values():
            if point.value is AnswerValue.UNKNOWN:
                by_role.setdefault(self.whom_to_ask(point), []).append(point)
        known = [
            (role, tuple(by_role[role.id]))
            for role in self.criteria_set.roles
            if role.id in by_role
        ]
        nobody = tuple(by_role.get(None, ()))
        return (*known, (None, nobody)) if nobody else tuple(known)

    @cached_property
    def _roles(self) -> frozenset[str]:
        return frozenset(role.id for role in self.criteria_set.roles)

    def whom_to_ask(self, point: CheckpointAppraisal) -> str | None:
        """The role named in the answer, else the first the criteria set suggests."""
        if point.answer is not None and point.answer.ask in self._roles:
            return point.answer.ask
        return next(iter(point.checkpoint.ask), None)

    @cached_property
    def lacking_evidence(self) -> tuple[tuple[CriterionAppraisal, CheckpointAppraisal], ...]:
        """Answers that should be shown and are not shown strongly, the missing ones first."""
        lacking = [
            (appraised, point)
            for appraised in self.criteria.values()
            for point in appraised.asked
            if point.weight is not None and point.weight.strength is not Strength.STRONG
        ]
        return tuple(sorted(lacking, key=lambda pair: pair[1].strength is not Strength.MISSING))

    @cached_property
    def clashes(self) -> tuple[Clash | NumberClash, ...]:
        """Answers that don't go together, or not with their own number, in the order of the set."""
        by_number = tuple(
            NumberClash(point.checkpoint, point.answer)
            for point in self.asked.values()
            if point.answer is not None and point.at_odds
        )
        return (*clashes(self.criteria_set.contradictions, self.assessment), *by_number)

    def clashes_of(self, criterion: Criterion) -> tuple[Clash | NumberClash, ...]:
        """Those that a criterion has a part in."""
        own = {point.id for point in criterion.checkpoints}
        return tuple(clash for clash in self.clashes if own.intersection(clash.checkpoints))

    def citations(self, criterion: Criterion) -> tuple[Citation, ...]:
        """The places in law that were in force at the date of the assessment."""
        return citations_at(criterion, self.assessment.date, self._coming)

    def coming_citations(self, criterion: Criterion) -> tuple[Citation, ...]:
        """The places in law that have no date yet, and were adopted when it was assessed."""
        return tuple(known for known in criterion.sources if known.source in self._adopted)

    @cached_property
    def _coming(self) -> frozenset[str]:
        return coming_sources(self.criteria_set)

    @cached_property
    def _adopted(self) -> frozenset[str]:
        """Those of them that had been adopted when it was assessed."""
        day = self.assessment.date
        return frozenset(
            source.id
            for source in self.criteria_set.sources
            if source.coming and (source.adopted is None or source.adopted <= day)
        )

    def with_criterion(self, appraised: CriterionAppraisal, assessment: Assessment) -> Appraisal:
        """The appraisal after one criterion was appraised again."""
        criteria = {**self.criteria, appraised.criterion.id: appraised}
        return Appraisal(self.criteria_set, assessment, criteria)

    def _conclude(self, criteria: Sequence[CriterionAppraisal]) -> Conclusion:
        judged = [(c.criterion, c.verdict.code, c.yardsticks.yardstick) for c in criteria]
        examined = sum((c.examined for c in criteria), Examined())
        concluded = conclude_theme(judged, self.criteria_set.conclusions)
        return replace(concluded, examined=examined, depth=self.depth)

    def _theme(self, theme: Theme, criteria: tuple[CriterionAppraisal, ...]) -> ThemeAppraisal:
        concluded = self._conclude(criteria)
        if concluded.code is not ConclusionCode.UNDETERMINED:
            return ThemeAppraisal(theme, criteria, concluded)
        applying = [c for c in criteria if c.applicable]
        settling = would_settle(
            [
                (c.criterion, c.verdict.code, [(p.checkpoint, p.value) for p in c.asked])
                for c in applying
            ],
            self.criteria_set.conclusions,
        )
        settled_by = (p for c in applying for p in c.asked if p.checkpoint.id in settling)
        return ThemeAppraisal(theme, criteria, concluded, tuple(settled_by))

    @cached_property
    def depth(self) -> Depth | None:
        """How deep the answers go: quick where nothing else is answered; None without answers.

        It is read off the answers, so that a report says what it rests on, not what was intended.
        """
        if not self.progress.answered:
            return None
        for appraised in self.criteria.values():
            quick = {checkpoint.id for checkpoint in quick_points(appraised.criterion)}
            for point in appraised.asked:
                if point.value is not None and point.checkpoint.id not in quick:
                    return Depth.FULL
        return Depth.QUICK


def coming_sources(criteria_set: CriteriaSet) -> frozenset[str]:
    """The sources that are adopted, but have no date for when they come into force."""
    return frozenset(source.id for source in criteria_set.sources if source.coming)


def citations_at(criterion: Criterion, on: date, coming: frozenset[str]) -> tuple[Citation, ...]:
    """The citations in force on a day; all of them where none was (a duty of another time)."""
    dated = tuple(citation for citation in criterion.sources if citation.source not in coming)
    return in_force_on(dated, on) or dated


def appraise(
    criteria_set: CriteriaSet, assessment: Assessment, files: Files | None = None
) -> Appraisal:
    """Appraise every criterion of the set."""
    return Appraisal(
        criteria_set,
        assessment,
        {
            criterion.id: appraise_criterion(criterion, assessment, files or {})
            for criterion in criteria_set.criteria
        },
    )


def appraise_criterion(
    criterion: Criterion, assessment: Assessment, files: Files
) -> CriterionAppraisal:
    """Appraise one criterion. `files` says what became of recorded files, by evidence id."""
    not_in_force = _not_in_force(criterion, assessment.date)
    # A list made into a tuple takes a third less time than a tuple made one by one, and opening a
    # set of thousands is made of such loops.
    points = tuple(
        [
            _appraise_checkpoint(criterion, checkpoint, assessment, files)
            for checkpoint in sorted(criterion.checkpoints, key=_step)
        ]
    )
    if not_in_force is not None:
        return CriterionAppraisal(
            criterion,
            not_in_force,
            points,
            (),
            Verdict(VerdictCode.NOT_APPLICABLE, VerdictCode.NOT_APPLICABLE, not_in_force),
            Weight(Strength.MISSING),
            None,
        )
    asked = tuple([point for point in points if point.in_force])
    set_by_person = assessment.verdicts.get(criterion.id)
    answered = [(point.checkpoint, point.value) for point in asked]
    came_to = verdict(
        answered,
        None if set_by_person is None else set_by_person.value,
        {point.checkpoint.id for point in asked if refuted(point.checkpoint, point.answer)},
    )
    weight = weight_of(asked)
    found = yardsticks_of(criterion, answered, came_to.code, assessment.date)
    return CriterionAppraisal(
        criterion,
        None,
        points,
        asked,
        came_to,
        weight,
        severity(criterion.force, came_to.code, weight.strength, by_law=bool(found.places)),
        found,
    )


def _step(checkpoint: Checkpoint) -> int:
    return checkpoint.aspect.step


def _not_in_force(criterion: Criterion, on: date) -> Phrase | None:
    start, end = criterion.applies_from, criterion.applies_to_date
    if start is not None and on < start:
        return phrase("plikten gjelder fra {day}", day=start)
    if end is not None and on > end:
        return phrase("plikten gjaldt til {day}", day=end)
    return None


def weight_of(points: Iterable[CheckpointAppraisal]) -> Weight:
    """How well several answers are shown: as weak as the weakest of those that should be.

    Missing only when nothing at all is shown: one gap among shown answers makes it weak.
    """
    weights = [point.weight for point in points if point.weight is not None]
    if not weights:
        return _NOTHING_TO_SHOW
    overall = weakest(weights)
    some_shown = any(weight.strength is not Strength.MISSING for weight in weights)
    if overall.strength is Strength.MISSING and some_shown:
        return Weight(Strength.WEAK, (phrase("noen av svarene er uten dokumentasjon"),))
    return overall


def _appraise_checkpoint(
    criterion: Criterion, checkpoint: Checkpoint, assessment: Assessment, files: Files
) -> CheckpointAppraisal:
    coming = checkpoint.applies_from
    in_force = coming is None or assessment.date >= coming
    waiting = _waiting(criterion, checkpoint, assessment, files)
    if checkpoint.id not in assessment.answers and checkpoint.id not in assessment.links:
        return CheckpointAppraisal(checkpoint, in_force, None, (), None, False, False, waiting)
    answer = assessment.answer(checkpoint.id)
    recorded = assessment.evidence_for(checkpoint.id)
    value = None if answer is None else answer.value
    evidence = _weighed(recorded, checkpoint, assessment, files)
    to_be_shown = value is not None and (value in checkpoint.link or bool(evidence))
    return CheckpointAppraisal(
        checkpoint=checkpoint,
        in_force=in_force,
        answer=answer,
        evidence=evidence,
        weight=weigh_together(evidence, checkpoint) if to_be_shown else None,
        comment_missing=value in checkpoint.justify and answer is not None and not answer.comment,
        outdated=answer is not None and _asked_otherwise(criterion, checkpoint, answer),
        waiting=waiting,
    )


def _waiting(
    criterion: Criterion, checkpoint: Checkpoint, assessment: Assessment, files: Files
) -> WaitingAnswer | None:
    answer = assessment.waiting_answer(checkpoint.id)
    if answer is None:
        return None
    recorded = assessment.waiting_evidence_for(checkpoint.id)
    return WaitingAnswer(
        answer,
        _weighed(recorded, checkpoint, assessment, files),
        _asked_otherwise(criterion, checkpoint, answer),
    )


def _weighed(
    recorded: Iterable[Evidence], checkpoint: Checkpoint, assessment: Assessment, files: Files
) -> tuple[tuple[Evidence, Weight], ...]:
    on, ends = assessment.date, assessment.ends
    return tuple((item, weigh(item, checkpoint, on, files, ends)) for item in recorded)


def _asked_otherwise(criterion: Criterion, checkpoint: Checkpoint, answer: Answer) -> bool:
    """Whether an answer was given for another wording than today's."""
    given_for = answer.fingerprint
    return bool(given_for) and not still_asks(criterion, checkpoint, given_for)
