"""What people decide themselves, line by line: verdicts (`a`), follow-up (`b`), statement (`u`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from checklist.appraisal import follow_ups
from checklist.assessment import (
    FollowUpCode,
    Recommendation,
    SetFollowUp,
    SetVerdict,
    Thing,
    VerdictCode,
    partial_date,
)
from checklist.criteria import AnswerValue
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, print_wrapped
from checklist.plain.answering import answer_said
from checklist.plain.lines import HeardList, OfAssessment, UnreadableLine, parted
from checklist.session import Session
from checklist.words import (
    NO_RECOMMENDATIONS,
    NO_STATEMENT,
    STATEMENT_STORED,
    TYPED,
    typed_of,
    verdict_sentence,
)

_VERDICTS = {
    AnswerValue.YES: VerdictCode.MET,
    AnswerValue.PARTLY: VerdictCode.PARTLY,
    AnswerValue.NO: VerdictCode.NOT_MET,
    AnswerValue.NOT_APPLICABLE: VerdictCode.NOT_APPLICABLE,
    AnswerValue.UNKNOWN: VerdictCode.UNDETERMINED,
}
_FOLLOW_UPS = {
    AnswerValue.YES: FollowUpCode.FOLLOWED_UP,
    AnswerValue.PARTLY: FollowUpCode.PARTLY,
    AnswerValue.NO: FollowUpCode.NOT_FOLLOWED_UP,
    AnswerValue.UNKNOWN: FollowUpCode.UNDETERMINED,
}
_EXAMPLE = phrase(
    "{recommendations} Lage mandat for enheten; kommunestyret; 2021-03-16; 24/21", **TYPED
)
_PARTS = 4
_JUDGED = re.compile(r"(\d{1,9})\s+(\S.*)", re.ASCII)
_Code = TypeVar("_Code")


class PlainJudging(OfAssessment):
    """The same letters as the answers have say which verdict.

    What was set by others since it was read out here stands beside what is set now.
    """

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._heard = session.shared
        self._list = HeardList[Recommendation](TYPED["recommendations"])

    def _judged(
        self, rest: str, codes: Mapping[AnswerValue, _Code]
    ) -> tuple[_Code | None, str] | None:
        """The code that an answer stands for, with the reason; no code where it is taken away.

        None where the line is neither.
        """
        if rest == typed_of("take_away", self._):
            return None, ""
        said = answer_said(rest, self._.language)
        if said is None or said.value not in codes:
            return None
        return codes[said.value], said.comment

    def take_verdict(self, rest: str, criterion: str) -> None:
        """`a` tells, `a n reason` sets a verdict, `a -` follows the answers again.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        _ = self._
        with self._session.having_seen(self._heard, settles=("verdict",)):
            if (judged := self._judged(rest, _VERDICTS)) is not None:
                code, reason = judged
                chosen = None if code is None else SetVerdict(verdict=code, reason=reason)
                self._session.set_verdict(criterion, chosen)
            elif rest:
                raise UnreadableLine(
                    phrase(
                        "Skriv vurderingen slik: {verdict} {no} Rutinen er ikke i bruk.", **TYPED
                    )
                )
        self._heard = self._session.shared
        verdict = self._session.appraised(criterion).verdict
        print_wrapped(_.say(verdict_sentence(verdict.code)), "  ")
        if verdict.set_reason is not None:
            derived = _.say(verdict.derived.words)
            self.print_lines(
                _("Svarene gir: {verdict}.", verdict=derived), _("Rapporten viser begge.")
            )
        self.print_differing(Thing("verdict", criterion))
        if not rest:
            self.print_lines(
                _("{verdict} {yes} setter oppfylt.", **TYPED),
                _("{verdict} {partly} setter delvis oppfylt.", **TYPED),
                _("{verdict} {no} setter ikke oppfylt.", **TYPED),
                _("{verdict} {not_applicable} setter ikke relevant.", **TYPED),
                _("{verdict} {unknown} setter ikke avklart.", **TYPED),
                _("Begrunnelsen står bak."),
                _("{verdict} {take_away} (minus) følger svarene igjen.", **TYPED),
            )

    def take_recommendation(self, rest: str, checkpoint: str) -> None:
        """`b` lists, `b text; by; date; case` records, `b 2 j reason` judges number 2.

        What is recorded is followed up by the checkpoint one is at.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        if not rest:
            self._list_recommendations()
        elif (about := _JUDGED.fullmatch(rest)) and (
            judged := self._judged(about[2], _FOLLOW_UPS)
        ) is not None:
            self._judge(about[1], *judged)
        else:
            text, given_by, day, case = parted(rest, _PARTS, _EXAMPLE)
            made = Recommendation(
                id=self._session.new_recommendation_id(),
                text=text,
                given_by=given_by,
                date=partial_date(day),
                case=case,
                checkpoints=(checkpoint,),
            )
            self._session.set_recommendation(made)
            self._list.add(made.id)
            print_wrapped(self._("Registrert: {what}", what=text))

    def _judge(self, number: str, code: FollowUpCode | None, reason: str) -> None:
        chosen = self._list.numbered(self._session.assessment.recommendations, number)
        with self._session.having_seen(self._heard, settles=("verdict",)):
            verdict = None if code is None else SetFollowUp(verdict=code, reason=reason)
            self._session.set_follow_up(chosen.id, verdict)
        self._list_recommendations()

    def _list_recommendations(self) -> None:
        _ = self._
        judged = {
            point.about.id: point.verdict
            for point in follow_ups(self._session.appraisal).points
            if isinstance(point.about, Recommendation)
        }
        if not judged:
            print_wrapped(_.say(NO_RECOMMENDATIONS), "  ")
        self.print_number(len(judged))
        for number, chosen in self._list.read_out(self._session.assessment.recommendations):
            verdict = judged[chosen.id]
            reason = verdict.set_reason or _.say(verdict.reason)
            said = f"{_.say(verdict.code.words)} ({reason})"
            print_wrapped(f"{number} {chosen.text}: {said}", "  ")
            self.print_differing(Thing("recommendation", chosen.id))
            self.print_differing(Thing("follow_up", chosen.id))
        self._heard = self._session.shared
        self.print_lines(
            _("Ny: {example}.", example=_EXAMPLE),
            _("{recommendations} 1 {yes} setter nummer 1 til fulgt opp.", **TYPED),
            _("{recommendations} 1 {partly} setter delvis fulgt opp.", **TYPED),
            _("{recommendations} 1 {no} setter ikke fulgt opp.", **TYPED),
            _("{recommendations} 1 {unknown} setter kan ikke vurderes.", **TYPED),
            _("Begrunnelsen står bak."),
            _("{recommendations} 1 {take_away} (minus) følger svarene igjen.", **TYPED),
        )

    def take_statement(self, rest: str) -> None:
        """`u` reads out the chief municipal executive's statement, `u text` records it."""
        _ = self._
        if rest:
            with self._session.having_seen(self._heard, settles=("statement",)):
                self._session.give_statement(rest, Environment.today())
            print_wrapped(_.say(STATEMENT_STORED))
            self.print_differing(Thing("statement", ""))
            return
        self._heard = self._session.shared
        given = self._session.assessment.statement
        if given is None:
            self.print_lines(
                _.say(NO_STATEMENT),
                _("{statement} og en tekst lagrer uttalelsen.", **TYPED),
            )
        else:
            print_wrapped(f"{_.date(given.value.date)}: {given.value.text}", "  ")
            self.print_differing(Thing("statement", ""))
