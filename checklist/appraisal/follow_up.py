"""How earlier recommendations were followed up, from the answers to their checkpoints.

Checkpoints that do not apply, or were not in force at the date, are left out. What is unanswered
or unknown is counted and said. Read from the top; the first rule that fits decides.

1. No checkpoint applies, or fewer than half are answered: can't be judged.
2. Every answer is yes: followed up.
3. Every answer is no: not followed up.
4. Otherwise: partly followed up.

Followed up is not the same as met: a recommendation may ask for less than the law, or for more.
A person may set another verdict with a reason. Both are kept and shown.

Where no recommendation is recorded, the findings of an earlier assessment take their place. Such a
finding is judged by the answers that led to it: all of them yes now, none of them better, or
something between; one of missing documentation by whether the requirement is met and shown now.

The rule gives the three conclusions of the auditors' follow-up
of Ullensaker in 2020.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from checklist.appraisal.appraising import Appraisal, CheckpointAppraisal, CriterionAppraisal
from checklist.appraisal.findings import Severity
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
    VerdictCode,
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
        """The points that were not answered "not applicable"."""
        return tuple(p for p in self.points if p.value is not AnswerValue.NOT_APPLICABLE)

    @property
    def open(self) -> tuple[CheckpointAppraisal, ...]:
        """Points that nobody has answered, or that are answered "unknown"."""
        return tuple(p for p in self.applying if p.value in (None, AnswerValue.UNKNOWN))

    @property
    def answered(self) -> tuple[CheckpointAppraisal, ...]:
        """Points with an answer that says something."""
        return tuple(p for p in self.applying if p.value not in (None, AnswerValue.UNKNOWN))

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
    """Judge every recommendation; without any, the findings of the earlier assessment."""
    recorded = appraisal.assessment.recommendations
    points = (
        tuple(_recommendation(each, appraisal) for each in recorded.values())
        if recorded or baseline is None
        else tuple(_finding(found, appraisal, baseline) for found in baseline.findings)
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


def derive(answers: Sequence[AnswerValue | None]) -> tuple[FollowUpCode, Phrase]:
    """The follow-up verdict from answers in force, and the reason a reader can check."""
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
                "ingen av de {n} kontrollpunktene er avklart",
                len(applying),
            )
        )
    code, reason = _judge(clear)
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


def _judge(clear: Sequence[AnswerValue | None]) -> tuple[FollowUpCode, Phrase]:
    by_answer = Counter(clear)
    if by_answer[AnswerValue.YES] == len(clear):
        return FollowUpCode.FOLLOWED_UP, phrases(
            "det ene avklarte kontrollpunktet er ja",
            "alle {n} avklarte kontrollpunkter er ja",
            len(clear),
        )
    if by_answer[AnswerValue.NO] == len(clear):
        return FollowUpCode.NOT_FOLLOWED_UP, phrases(
            "det ene avklarte kontrollpunktet er nei",
            "alle {n} avklarte kontrollpunkter er nei",
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
    derived, reason = derive([point.value for point in points])
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


def _finding(found: CriterionAppraisal, appraisal: Appraisal, baseline: Appraisal) -> FollowUp:
    criterion = found.criterion.id
    now = appraisal.criteria.get(criterion)
    behind = _behind(found)
    points, left_out = _points(behind, appraisal)
    derived, reason = (
        (FollowUpCode.UNDETERMINED, phrase("kravet er ikke med i denne vurderingen"))
        if now is None
        else (FollowUpCode.UNDETERMINED, now.not_in_force)
        if now.not_in_force is not None
        else _shown_now(now)
        if found.severity is Severity.UNDOCUMENTED
        else derive_better([(behind[point.checkpoint.id], point.value) for point in points])
    )
    decided = baseline.assessment.date.isoformat()
    return FollowUp(
        found,
        decided,
        points,
        left_out,
        FollowUpVerdict(derived, derived, reason),
        tuple(a for a in appraisal.assessment.actions.values() if a.criterion == criterion),
        _procedures_under(points, decided, appraisal.assessment.date),
    )


def _behind(found: CriterionAppraisal) -> dict[str, AnswerValue | None]:
    """The answers that led to a finding; all of them where a person set the verdict."""
    gaps = (AnswerValue.NO, AnswerValue.PARTLY)
    answers = {point.checkpoint.id: point.value for point in found.asked}
    return {name: value for name, value in answers.items() if value in gaps} or answers


def derive_better(
    answers: Sequence[tuple[AnswerValue | None, AnswerValue | None]],
) -> tuple[FollowUpCode, Phrase]:
    """The verdict on a finding from the answers that led to it, each then and now."""
    order = [AnswerValue.NO, AnswerValue.PARTLY, AnswerValue.YES]
    code, reason = derive([now for _, now in answers])
    clear = [(then, now) for then, now in answers if now in order]
    if code is FollowUpCode.UNDETERMINED:
        return code, reason
    closed = sum(now is AnswerValue.YES for _, now in clear)
    better = sum(now is AnswerValue.PARTLY and then is AnswerValue.NO for then, now in clear)
    if closed == len(clear):
        return FollowUpCode.FOLLOWED_UP, _with_open(
            phrases(
                "svaret bak funnet er blitt ja", "alle {n} svarene bak funnet er blitt ja", closed
            ),
            len(answers) - len(clear),
        )
    if not closed and not better:
        return FollowUpCode.NOT_FOLLOWED_UP, _with_open(
            phrases(
                "svaret bak funnet er ikke blitt bedre",
                "ingen av de {n} svarene bak funnet er blitt bedre",
                len(clear),
            ),
            len(answers) - len(clear),
        )
    return FollowUpCode.PARTLY, _with_open(
        _became(len(clear), closed, better, len(clear) - closed - better),
        len(answers) - len(clear),
    )


def _became(number: int, closed: int, better: int, same: int) -> Phrase:
    """What became of the answers behind a finding; nothing is said of what there is none of."""
    counts = {"n": number, "closed": closed, "better": better, "same": same}
    match bool(closed), bool(better), bool(same):
        case (True, True, True):
            return phrase(
                "av {n} svar bak funnet er {closed} blitt ja, {better} blitt bedre og {same} ikke "
                "blitt bedre",
                **counts,
            )
        case (True, True, False):
            return phrase(
                "av {n} svar bak funnet er {closed} blitt ja og {better} blitt bedre", **counts
            )
        case (True, False, True):
            return phrase(
                "av {n} svar bak funnet er {closed} blitt ja og {same} ikke blitt bedre", **counts
            )
        case (False, True, True):
            return phrase(
                "av {n} svar bak funnet er {better} blitt bedre og {same} ikke blitt bedre",
                **counts,
            )
    return phrases(
        "svaret bak funnet er blitt bedre, men ikke ja",
        "alle {n} svarene bak funnet er blitt bedre, men ikke ja",
        number,
    )


def _shown_now(now: CriterionAppraisal) -> tuple[FollowUpCode, Phrase]:
    """Whether what was met without documentation is met and shown."""
    if now.verdict.code is VerdictCode.MET:
        if now.weight.strength is Strength.MISSING:
            return FollowUpCode.NOT_FOLLOWED_UP, phrase("kravet er fortsatt uten dokumentasjon")
        if now.weight.strength is Strength.WEAK:
            return FollowUpCode.PARTLY, phrase("kravet er oppfylt, men svakt dokumentert")
        return FollowUpCode.FOLLOWED_UP, phrase("kravet er oppfylt og dokumentert")
    if now.verdict.code in (VerdictCode.UNDETERMINED, VerdictCode.NOT_APPLICABLE):
        return FollowUpCode.UNDETERMINED, now.verdict.reason
    return FollowUpCode.NOT_FOLLOWED_UP, phrase(
        "kravet er nå {verdict}", verdict=now.verdict.code.words
    )


def _points(
    checkpoints: Iterable[str], appraisal: Appraisal
) -> tuple[tuple[CheckpointAppraisal, ...], int]:
    """The checkpoints that counted at the date, and how many others were named."""
    asked = {p.checkpoint.id: p for c in appraisal.criteria.values() for p in c.asked}
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
