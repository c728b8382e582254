"""How earlier recommendations were followed up, from the answers to their checkpoints.

Checkpoints that do not apply, or were not in force at the date, are left out. What says nothing
(see `over_time.said`) is counted and told. Read from the top; the first rule that fits decides.

1. No checkpoint applies, or fewer than half are answered: can't be judged.
2. Every answer is yes: followed up, or partly where nothing at all shows it.
3. Every answer is no: not followed up.
4. Otherwise: partly followed up.

Followed up is not the same as met: a recommendation may ask for less than the law, or for more.
A person may set another verdict with a reason. Both are kept and shown.

The findings of an earlier assessment are followed up too, where one is chosen: by the rule of
`over_time`, which the change report asks as well.

The rule gives the three conclusions of the auditors' follow-up
of Ullensaker in 2020.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from checklist.appraisal.appraising import (
    Appraisal,
    CheckpointAppraisal,
    CriterionAppraisal,
    weight_of,
)
from checklist.appraisal.over_time import became, behind, in_order, said
from checklist.appraisal.strength import Strength
from checklist.assessment import (
    Action,
    Document,
    Evidence,
    Figure,
    FileSample,
    FollowUpCode,
    Interview,
    Observation,
    Recommendation,
    first_day,
    last_day,
)
from checklist.criteria import AnswerValue
from checklist.i18n import Phrase, WordedEnum, phrase, phrases


class Standing(WordedEnum):
    """Where a procedure stands in time: beside the decision that is followed up."""

    NEW = "new", phrase("ny eller revidert")
    CONTINUED = "continued", phrase("videreført")
    UNCERTAIN = "uncertain", phrase("kan ikke plasseres")
    UNDATED = "undated", phrase("uten dato")


class Procedure(msgspec.Struct, frozen=True):
    """A procedure, where it stands, and its age in whole years at the date of the assessment."""

    document: Document
    standing: Standing
    years: int | None


class FollowUpVerdict(msgspec.Struct, frozen=True):
    """What counts, what the rule gives and why, and a person's reason for another verdict."""

    code: FollowUpCode
    derived: FollowUpCode
    reason: Phrase
    set_reason: str | None = None


class FollowUp(msgspec.Struct, frozen=True):
    """One recommendation with what was done and how it is judged.

    `about` is the recommendation as recorded, or the finding of the earlier assessment. `decided`
    is when, as far as it is known. `points` are the checkpoints that counted at the date, and
    `left_out` says how many others were named: not in force then, or no longer in the set.
    """

    about: Recommendation | CriterionAppraisal
    decided: str | None
    points: tuple[CheckpointAppraisal, ...]
    left_out: int
    verdict: FollowUpVerdict
    actions: tuple[Action, ...]
    procedures: tuple[Procedure, ...]

    @property
    def applying(self) -> tuple[CheckpointAppraisal, ...]:
        """The points that were not answered "not applicable" with a reason."""
        return tuple(p for p in self.points if said(p) is not AnswerValue.NOT_APPLICABLE)

    @property
    def open(self) -> tuple[CheckpointAppraisal, ...]:
        """Points whose answers say nothing."""
        return tuple(p for p in self.applying if said(p) is None)

    @property
    def answered(self) -> tuple[CheckpointAppraisal, ...]:
        """Points with an answer that says something."""
        return tuple(p for p in self.applying if said(p) is not None)

    @property
    def without_evidence(self) -> int:
        """How many answers rest on nothing."""
        return sum(not p.evidence for p in self.answered)

    @property
    def oral(self) -> int:
        """How many answers rest on conversations only."""
        return sum(
            bool(p.evidence) and all(isinstance(piece, Interview) for piece, _ in p.evidence)
            for p in self.answered
        )

    @property
    def looked_into(self) -> bool:
        """Whether something was counted, sampled or seen, and not only said or written."""
        return any(
            isinstance(piece, Figure | FileSample | Observation)
            for p in self.answered
            for piece, _ in p.evidence
        )


class FollowUps(msgspec.Struct, frozen=True):
    """Everything that is followed up, and what belongs to none of it.

    `procedures` are all of them, beside the latest decision with a date.
    """

    points: tuple[FollowUp, ...]
    procedures: tuple[Procedure, ...]
    other_actions: tuple[Action, ...]


def follow_ups(appraisal: Appraisal, baseline: Appraisal | None = None) -> FollowUps:
    """Judge every recommendation, and every finding of the earlier assessment."""
    recorded = _asked_for(appraisal, baseline)
    found = () if baseline is None else baseline.findings
    points = (
        *(_recommendation(each, appraisal) for each in recorded),
        *(_finding(each, appraisal, baseline) for each in found if baseline is not None),
    )
    latest = max((point.decided for point in points if point.decided), key=first_day, default=None)
    own = {action.id for point in points for action in point.actions}
    return FollowUps(
        points,
        _procedures(
            (recorded.value for recorded in appraisal.assessment.evidence.values()),
            latest,
            appraisal.assessment.date,
        ),
        tuple(a for name, a in appraisal.assessment.actions.items() if name not in own),
    )


def _asked_for(appraisal: Appraisal, baseline: Appraisal | None) -> tuple[Recommendation, ...]:
    """What was asked for: what the earlier assessment records first, as it was worded then."""
    own = dict(appraisal.assessment.recommendations)
    then = {} if baseline is None else baseline.assessment.recommendations
    given = [replace(own.pop(name, earlier), text=earlier.text) for name, earlier in then.items()]
    return (*given, *own.values())


def derive(
    answers: Sequence[AnswerValue | None], strength: Strength
) -> tuple[FollowUpCode, Phrase]:
    """The follow-up verdict from answers in force, and the reason a reader can check.

    `strength` is how well the answers are shown.
    """
    applying = [answer for answer in answers if answer is not AnswerValue.NOT_APPLICABLE]
    if not applying:
        return FollowUpCode.UNDETERMINED, (
            phrase("ingen av kontrollpunktene gjelder her")
            if answers
            else phrase("ingen kontrollpunkter er valgt")
        )
    clear = [answer for answer in applying if answer not in (None, AnswerValue.UNKNOWN)]
    still_open = len(applying) - len(clear)
    if len(clear) * 2 < len(applying):
        return FollowUpCode.UNDETERMINED, (
            phrase("bare {n} av {of} kontrollpunkter er avklart", n=len(clear), of=len(applying))
            if clear
            else phrases(
                "kontrollpunktet er ikke avklart",
                "ingen av kontrollpunktene er avklart",
                len(applying),
            )
        )
    code, reason = _judge(clear, strength)
    return code, _with_open(reason, still_open)


def _with_open(reason: Phrase, number: int) -> Phrase:
    if not number:
        return reason
    return phrase(
        "{reason}; {open}",
        reason=reason,
        open=phrases(
            "{n} kontrollpunkt er ikke avklart", "{n} kontrollpunkter er ikke avklart", number
        ),
    )


def _judge(clear: Sequence[AnswerValue | None], strength: Strength) -> tuple[FollowUpCode, Phrase]:
    by_answer = Counter(clear)
    if by_answer[AnswerValue.YES] == len(clear):
        every = phrases(
            "det ene avklarte kontrollpunktet er ja",
            "alle avklarte kontrollpunkter er ja",
            len(clear),
        )
        return in_order(every, strength)
    if by_answer[AnswerValue.NO] == len(clear):
        return FollowUpCode.NOT_FOLLOWED_UP, phrases(
            "det ene avklarte kontrollpunktet er nei",
            "alle avklarte kontrollpunkter er nei",
            len(clear),
        )
    return FollowUpCode.PARTLY, phrases(
        "det ene avklarte kontrollpunktet er delvis",
        "av {n} avklarte kontrollpunkter er {yes} ja, {partly} delvis og {no} nei",
        len(clear),
        yes=by_answer[AnswerValue.YES],
        partly=by_answer[AnswerValue.PARTLY],
        no=by_answer[AnswerValue.NO],
    )


def standing(written: str | None, decided: str | None) -> Standing:
    """Whether a date is after a decision. Half-known dates decide nothing that they don't know."""
    if written is None:
        return Standing.UNDATED
    if decided is None:
        return Standing.UNCERTAIN
    if first_day(written) > last_day(decided):
        return Standing.NEW
    if last_day(written) <= first_day(decided):
        return Standing.CONTINUED
    return Standing.UNCERTAIN


def _recommendation(recommendation: Recommendation, appraisal: Appraisal) -> FollowUp:
    points, left_out = _points(recommendation.checkpoints, appraisal)
    derived, reason = derive([said(point) for point in points], _shown(points))
    judged = appraisal.assessment.follow_ups.get(recommendation.id)
    return FollowUp(
        recommendation,
        recommendation.date,
        points,
        left_out,
        FollowUpVerdict(derived, derived, reason)
        if judged is None
        else FollowUpVerdict(judged.value.verdict, derived, reason, judged.value.reason),
        tuple(
            action
            for action in appraisal.assessment.actions.values()
            if action.recommendation == recommendation.id
        ),
        _procedures_under(points, recommendation.date, appraisal.assessment.date),
    )


def _shown(points: Iterable[CheckpointAppraisal]) -> Strength:
    """How well it is shown that the answers are yes."""
    return weight_of(point for point in points if said(point) is AnswerValue.YES).strength


def _finding(found: CriterionAppraisal, appraisal: Appraisal, baseline: Appraisal) -> FollowUp:
    criterion = found.criterion.id
    outcome = became(found, appraisal.criteria.get(criterion))
    points, left_out = _points([point.checkpoint.id for point in behind(found)], appraisal)
    decided = baseline.assessment.date.isoformat()
    return FollowUp(
        found,
        decided,
        points,
        left_out,
        FollowUpVerdict(outcome.code, outcome.code, outcome.reason),
        tuple(a for a in appraisal.assessment.actions.values() if a.criterion == criterion),
        _procedures_under(points, decided, appraisal.assessment.date),
    )


def _points(
    checkpoints: Iterable[str], appraisal: Appraisal
) -> tuple[tuple[CheckpointAppraisal, ...], int]:
    """The checkpoints that counted at the date, and how many others were named."""
    asked = appraisal.asked
    named = tuple(dict.fromkeys(checkpoints))
    return tuple(asked[name] for name in named if name in asked), sum(
        name not in asked for name in named
    )


def _procedures_under(
    points: Iterable[CheckpointAppraisal], decided: str | None, on: date
) -> tuple[Procedure, ...]:
    pieces = {piece.id: piece for point in points for piece, _ in point.evidence}
    return _procedures(pieces.values(), decided, on)


def _procedures(pieces: Iterable[Evidence], decided: str | None, on: date) -> tuple[Procedure, ...]:
    return tuple(
        Procedure(piece, standing(piece.date, decided), _age(piece.date, on))
        for piece in pieces
        if isinstance(piece, Document) and piece.procedure
    )


def _age(written: str | None, on: date) -> int | None:
    if written is None:
        return None
    since = first_day(written)
    return max(0, on.year - since.year - ((on.month, on.day) < (since.month, since.day)))
