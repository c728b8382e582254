"""What became of a finding: the one rule that everything which looks back in time asks.

A finding rests on the answers that led to it. Such an answer is *gone* where it says nothing now:
taken away, "unknown", "not applicable" without a reason, a yes that its own number refutes, or an
answer to a question that is another than it was. Read from the top; the first that fits decides.

1. The criterion does not count now, or is not in the set: can't be judged.
2. A person set the verdict, then or now, and no answer behind the finding is gone: by the verdict.
3. Some answer behind the finding is still no or partly: it stands. Partly followed up where
   another became better, else not followed up.
4. An answer behind the finding is gone, or the criterion is undetermined: can't be judged.
5. Every answer that applies is yes: followed up, or partly where nothing at all shows it.

A finding of missing documentation rests on the answers that nothing showed. It stands where one
of them is no longer yes, or is still shown by nothing, and partly where they are weakly shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum, StrEnum, auto

import msgspec

from checklist.appraisal.appraising import CheckpointAppraisal, CriterionAppraisal
from checklist.appraisal.conclusions import ConclusionCode
from checklist.appraisal.findings import Severity
from checklist.appraisal.numbers import refuted
from checklist.appraisal.strength import Strength
from checklist.assessment import FollowUpCode, VerdictCode
from checklist.criteria import AnswerValue, checkpoint_fingerprint, still_asks
from checklist.i18n import Phrase, one_or_many, phrase, phrases

_WORST_FIRST = (AnswerValue.NO, AnswerValue.PARTLY, AnswerValue.YES)
_VERDICTS = (VerdictCode.NOT_MET, VerdictCode.PARTLY, VerdictCode.MET)
_CONCLUSIONS = (
    ConclusionCode.INSUFFICIENT,
    ConclusionCode.PARTLY,
    ConclusionCode.LARGELY,
    ConclusionCode.IN_LINE,
)


class Direction(StrEnum):
    """Which way a verdict or a conclusion went.

    `incomparable` is one that looks better where a finding behind it can't be judged any more.
    """

    SAME = "same"
    UP = "up"
    DOWN = "down"
    SETTLED = "settled"
    UNSETTLED = "unsettled"
    INCOMPARABLE = "incomparable"
    OTHER = "other"


class Outcome(msgspec.Struct, frozen=True):
    """What became of a finding, and the reason a reader can check.

    `lapsed` says that its criterion does not count now, and not that answers are gone.
    """

    code: FollowUpCode
    reason: Phrase
    lapsed: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is still there, wholly or in part."""
        return self.code in (FollowUpCode.PARTLY, FollowUpCode.NOT_FOLLOWED_UP)


class _Went(Enum):
    """Which way an answer behind a finding went."""

    CLOSED = auto()
    BETTER = auto()
    WORSE = auto()
    SAME = auto()


class _Behind(msgspec.Struct, frozen=True):
    """An answer that led to a finding, and what it is now.

    `now` is None where the question is not asked any more, `same` whether it asks the same.
    """

    then: AnswerValue | None
    now: CheckpointAppraisal | None
    same: bool

    @property
    def value(self) -> AnswerValue | None:
        """The answer now; None where it is gone."""
        return None if self.now is None or not self.same else said(self.now)

    @property
    def went(self) -> _Went:
        """Which way an answer went that says something now."""
        if self.value is AnswerValue.YES:
            return _Went.CLOSED
        if self.value is self.then:
            return _Went.SAME
        return _Went.BETTER if self.then is AnswerValue.NO else _Went.WORSE


def said(point: CheckpointAppraisal) -> AnswerValue | None:
    """What an answer says of practice; None where it says nothing.

    It says nothing where it is not given, is "unknown", is "not applicable" without a reason, or
    is a yes that its own number refutes.
    """
    answer = point.answer
    if answer is None or refuted(point.checkpoint, answer):
        return None
    match answer.value:
        case AnswerValue.UNKNOWN:
            return None
        case AnswerValue.NOT_APPLICABLE if not answer.comment.strip():
            return None
        case value:
            return value


def in_order(answered: Phrase, strength: Strength) -> tuple[FollowUpCode, Phrase]:
    """What it comes to that every answer is yes, which `answered` says: claimed is only partly."""
    match strength:
        case Strength.MISSING:
            return FollowUpCode.PARTLY, _and(answered, phrase("påstått, men ikke vist"))
        case Strength.WEAK:
            return FollowUpCode.FOLLOWED_UP, _and(answered, phrase("dokumentasjonen er svak"))
        case Strength.STRONG:
            return FollowUpCode.FOLLOWED_UP, answered


def behind(found: CriterionAppraisal) -> tuple[CheckpointAppraisal, ...]:
    """The checkpoints whose answers led to a finding.

    All that were answered, where a person set the verdict against the answers.
    """
    leading = (
        (AnswerValue.YES,)
        if found.severity is Severity.UNDOCUMENTED
        else (AnswerValue.NO, AnswerValue.PARTLY)
    )
    led = tuple(point for point in found.asked if point.value in leading)
    return led or tuple(point for point in found.asked if point.value is not None)


def became(then: CriterionAppraisal, now: CriterionAppraisal | None) -> Outcome:
    """What became of a finding; `now` is its criterion today, None where there is none."""
    if now is None:
        return _not_judged(phrase("kravet er ikke med i denne vurderingen"), lapsed=True)
    if now.not_in_force is not None:
        return _not_judged(now.not_in_force, lapsed=True)
    answers = tuple(_pairs(then, now))
    gone = [answer for answer in answers if answer.value is None]
    if now.verdict.code is VerdictCode.NOT_APPLICABLE:
        return _not_judged(_gone(gone) or phrase("kravet gjelder ikke her nå"), lapsed=not gone)
    set_by_person = (then.verdict.set_reason, now.verdict.set_reason) != (None, None)
    if set_by_person and not gone:
        return _by_verdict(then, now)
    if then.severity is Severity.UNDOCUMENTED:
        return _shown(answers, gone, now)
    return _by_answers(answers, gone, now)


def verdict_went(then: CriterionAppraisal, now: CriterionAppraisal) -> Direction:
    """Which way a verdict went. Up only where what was wrong then is known to be better now."""
    before, after = then.verdict.code, now.verdict.code
    if before is after:
        return Direction.SAME
    if before in _VERDICTS and after in _VERDICTS:
        if _VERDICTS.index(after) < _VERDICTS.index(before):
            return Direction.DOWN
        match became(then, now).code:
            case FollowUpCode.UNDETERMINED:
                return Direction.INCOMPARABLE
            case FollowUpCode.NOT_FOLLOWED_UP:
                return Direction.OTHER
            case _:
                return Direction.UP
    if before is VerdictCode.UNDETERMINED and after in _VERDICTS:
        return Direction.SETTLED
    if before in _VERDICTS and after is VerdictCode.UNDETERMINED:
        return Direction.UNSETTLED
    return Direction.OTHER


def conclusion_went(then: ConclusionCode, now: ConclusionCode, *, lost: bool) -> Direction:
    """Which way a conclusion went. `lost` says that a finding behind it can't be judged now."""
    if then is now:
        return Direction.SAME
    if then is ConclusionCode.UNDETERMINED:
        return Direction.SETTLED
    if now is ConclusionCode.UNDETERMINED:
        return Direction.UNSETTLED
    if _CONCLUSIONS.index(now) < _CONCLUSIONS.index(then):
        return Direction.DOWN
    return Direction.INCOMPARABLE if lost else Direction.UP


def _pairs(then: CriterionAppraisal, now: CriterionAppraisal) -> Iterator[_Behind]:
    asked = {point.checkpoint.id: point for point in now.asked}
    for point in behind(then):
        after = asked.get(point.checkpoint.id)
        given_for = checkpoint_fingerprint(then.criterion, point.checkpoint)
        same = after is not None and still_asks(now.criterion, after.checkpoint, given_for)
        yield _Behind(point.value, after, same)


def _not_judged(reason: Phrase, *, lapsed: bool = False) -> Outcome:
    return Outcome(FollowUpCode.UNDETERMINED, reason, lapsed)


def _gone(gone: list[_Behind]) -> Phrase | None:
    """Why answers say nothing now; None where all do."""
    changed = sum(answer.now is not None and not answer.same for answer in gone)
    missing = len(gone) - changed
    words = (
        one_or_many("{n} svar bak funnet mangler nå", missing),
        one_or_many("{n} spørsmål er endret siden", changed),
    )
    told = [one for one in words if one.number]
    if not told:
        return None
    return told[0] if len(told) == 1 else _and(*told)


def _and(first: Phrase, second: Phrase | None) -> Phrase:
    return first if second is None else phrase("{first}; {second}", first=first, second=second)


def _by_verdict(then: CriterionAppraisal, now: CriterionAppraisal) -> Outcome:
    before, after = then.verdict.code, now.verdict.code
    if after is VerdictCode.UNDETERMINED:
        return _not_judged(phrase("kravet er ikke avklart nå"))
    if after is VerdictCode.MET:
        if then.severity is Severity.UNDOCUMENTED:
            return _by_strength(now.weight.strength)
        return Outcome(*in_order(phrase("kravet er nå oppfylt"), now.weight.strength))
    better = before is VerdictCode.NOT_MET and after is VerdictCode.PARTLY
    return Outcome(
        FollowUpCode.PARTLY if better else FollowUpCode.NOT_FOLLOWED_UP,
        phrase("kravet er nå {verdict}", verdict=after.words),
    )


def _by_answers(
    answers: tuple[_Behind, ...], gone: list[_Behind], now: CriterionAppraisal
) -> Outcome:
    known = [answer for answer in answers if answer.value in _WORST_FIRST]
    closed = sum(answer.went is _Went.CLOSED for answer in known)
    if closed < len(known):
        better = closed or any(answer.went is _Went.BETTER for answer in known)
        return Outcome(
            FollowUpCode.PARTLY if better else FollowUpCode.NOT_FOLLOWED_UP,
            _and(_counted(known), _gone(gone)),
        )
    became_yes = phrases("svaret bak funnet er blitt ja", "svarene bak funnet er blitt ja", closed)
    if gone:
        # Findings that are closed are told before those that are gone.
        why = _gone(gone)
        return _not_judged(
            why
            if why is not None and not closed
            else _and(one_or_many("{n} svar bak funnet er blitt ja", closed), why)
        )
    if not closed:
        return _not_judged(phrase("spørsmålene bak funnet gjelder ikke her nå"), lapsed=True)
    if now.verdict.code is VerdictCode.UNDETERMINED:
        return _not_judged(_and(became_yes, phrase("kravet er ikke avklart nå")))
    code, became_yes = in_order(became_yes, now.weight.strength)
    still = now.verdict.code
    if code is FollowUpCode.FOLLOWED_UP and still is not VerdictCode.MET:
        other = phrase("av andre grunner er kravet {verdict}", verdict=still.words)
        became_yes = _and(became_yes, other)
    return Outcome(code, became_yes)


def _shown(answers: tuple[_Behind, ...], gone: list[_Behind], now: CriterionAppraisal) -> Outcome:
    """Whether what was met without documentation is shown now."""
    worse = sum(answer.value in (AnswerValue.NO, AnswerValue.PARTLY) for answer in answers)
    if worse:
        return Outcome(
            FollowUpCode.NOT_FOLLOWED_UP,
            one_or_many("{n} svar bak funnet er ikke lenger ja", worse),
        )
    why = _gone(gone)
    if why is not None:
        return _not_judged(why)
    if now.verdict.code is VerdictCode.UNDETERMINED:
        return _not_judged(phrase("kravet er ikke avklart nå"))
    if all(answer.value is AnswerValue.NOT_APPLICABLE for answer in answers):
        return _not_judged(phrase("spørsmålene bak funnet gjelder ikke her nå"), lapsed=True)
    return _by_strength(now.weight.strength)


def _by_strength(strength: Strength) -> Outcome:
    match strength:
        case Strength.MISSING:
            return Outcome(
                FollowUpCode.NOT_FOLLOWED_UP, phrase("kravet er fortsatt uten dokumentasjon")
            )
        case Strength.WEAK:
            return Outcome(FollowUpCode.PARTLY, phrase("svarene er dokumentert, men svakt"))
        case Strength.STRONG:
            return Outcome(FollowUpCode.FOLLOWED_UP, phrase("svarene er nå dokumentert"))


def _counted(known: list[_Behind]) -> Phrase:
    """What became of the answers behind a finding that stands."""
    counts = Counter(answer.went for answer in known)
    number = len(known)
    if len(counts) > 1:
        words = {
            _Went.CLOSED: phrase("{n} blitt ja", n=counts[_Went.CLOSED]),
            _Went.BETTER: phrase("{n} blitt bedre", n=counts[_Went.BETTER]),
            _Went.WORSE: phrase("{n} blitt svakere", n=counts[_Went.WORSE]),
            _Went.SAME: phrase("{n} som før", n=counts[_Went.SAME]),
        }
        return phrase(
            "av {n} svar bak funnet er {counted}",
            n=number,
            counted=_listed([words[went] for went in _Went if counts[went]]),
        )
    match known[0].went:
        case _Went.BETTER:
            return phrases(
                "svaret bak funnet er blitt bedre, men ikke ja",
                "svarene bak funnet er blitt bedre, men ikke ja",
                number,
            )
        case _Went.WORSE:
            return phrases(
                "svaret bak funnet er blitt svakere", "svarene bak funnet er blitt svakere", number
            )
        case _:
            return phrases("svaret bak funnet er som før", "svarene bak funnet er som før", number)


def _listed(parts: Sequence[Phrase]) -> Phrase:
    *others, last = parts
    if not others:
        return last
    together = others[0]
    for part in others[1:]:
        together = phrase("{first}, {then}", first=together, then=part)
    return phrase("{first} og {last}", first=together, last=last)
