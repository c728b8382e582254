"""What people decide themselves, line by line: verdicts (`a`), follow-up (`b`), statement (`u`)."""

from __future__ import annotations

import re

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
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.plain.lines import HeardList, OfAssessment, UnreadableLine, parted
from checklist.plain.printing import print_wrapped
from checklist.session import Session
from checklist.words import TYPED, typed_of

_VERDICTS = {
    "yes": VerdictCode.MET,
    "partly": VerdictCode.PARTLY,
    "no": VerdictCode.NOT_MET,
    "not_applicable": VerdictCode.NOT_APPLICABLE,
    "unknown": VerdictCode.UNDETERMINED,
    "take_away": None,
}
_FOLLOW_UPS = {
    "yes": FollowUpCode.FOLLOWED_UP,
    "partly": FollowUpCode.PARTLY,
    "no": FollowUpCode.NOT_FOLLOWED_UP,
    "unknown": FollowUpCode.UNDETERMINED,
    "take_away": None,
}
_EXAMPLE = phrase(
    "{recommendations} Lage mandat for enheten; kommunestyret; 2021-03-16; 24/21", **TYPED
)
_PARTS = 4
_JUDGED = re.compile(r"(\d{1,9})\s+(\S)(?:\s+(.*))?", re.ASCII)


class PlainJudging(OfAssessment):
    """The same letters as the answers have say which verdict.

    What was set by others since it was read out here stands beside what is set now.
    """

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._heard = session.shared
        self._list = HeardList[Recommendation](TYPED["recommendations"])
        self._verdicts = {typed_of(verb, translator): code for verb, code in _VERDICTS.items()}
        self._follow_ups = {typed_of(verb, translator): code for verb, code in _FOLLOW_UPS.items()}

    def take_verdict(self, rest: str, criterion: str) -> None:
        """`a` tells, `a n reason` sets a verdict, `a -` follows the answers again.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        _ = self._
        letter, _space, reason = rest.partition(" ")
        letter, reason = letter.casefold(), reason.strip()
        with self._session.having_seen(self._heard, settles=("verdict",)):
            if letter in self._verdicts:
                code = self._verdicts[letter]
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
        print_wrapped(_("Vurdering: {verdict}.", verdict=_.say(verdict.code.words)), "  ")
        if verdict.set_reason is not None:
            derived = _.say(verdict.derived.words)
            print_wrapped(
                _("Svarene gir: {verdict}. Rapporten viser begge.", verdict=derived), "  "
            )
        self.print_differing(Thing("verdict", criterion))
        if not rest:
            print_wrapped(
                _(
                    "Annen vurdering: {verdict} {yes} oppfylt, {verdict} {partly} delvis, "
                    "{verdict} {no} ikke oppfylt, {verdict} {not_applicable} ikke relevant, "
                    "{verdict} {unknown} ikke avklart, med begrunnelsen bak. {verdict} {take_away} "
                    "følger svarene igjen.",
                    **TYPED,
                ),
                "  ",
            )

    def take_recommendation(self, rest: str, checkpoint: str) -> None:
        """`b` lists, `b text; by; date; case` records, `b 2 j reason` judges number 2.

        What is recorded is followed up by the checkpoint one is at.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        if not rest:
            self._list_recommendations()
        elif (judged := _JUDGED.fullmatch(rest)) and judged[2].casefold() in self._follow_ups:
            self._judge(judged[1], judged[2].casefold(), (judged[3] or "").strip())
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

    def _judge(self, number: str, letter: str, reason: str) -> None:
        chosen = self._list.numbered(self._session.assessment.recommendations, number)
        with self._session.having_seen(self._heard, settles=("verdict",)):
            code = self._follow_ups[letter]
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
            print_wrapped(_("Ingen anbefalinger er registrert."), "  ")
        self.print_number(len(judged))
        for number, chosen in self._list.read_out(self._session.assessment.recommendations):
            verdict = judged[chosen.id]
            reason = verdict.set_reason or _.say(verdict.reason)
            said = f"{_.say(verdict.code.words)} ({reason})"
            print_wrapped(f"{number} {chosen.text}: {said}", "  ")
            self.print_differing(Thing("recommendation", chosen.id))
            self.print_differing(Thing("follow_up", chosen.id))
        self._heard = self._session.shared
        print_wrapped(
            _(
                "Ny: {example}. Oppfølgingen: {recommendations} 1 {yes} fulgt opp, "
                "{recommendations} 1 {partly} delvis, {recommendations} 1 {no} ikke, "
                "{recommendations} 1 {unknown} kan ikke vurderes, med begrunnelsen bak. "
                "{recommendations} 1 {take_away} følger svarene igjen.",
                example=_EXAMPLE,
                **TYPED,
            ),
            "  ",
        )

    def take_statement(self, rest: str) -> None:
        """`u` reads out the chief municipal executive's statement, `u text` records it."""
        _ = self._
        if rest:
            with self._session.having_seen(self._heard, settles=("statement",)):
                self._session.give_statement(rest, Environment.today())
            print_wrapped(_("Uttalelsen er lagret."))
            self.print_differing(Thing("statement", ""))
            return
        self._heard = self._session.shared
        given = self._session.assessment.statement
        if given is None:
            print_wrapped(
                _(
                    "Kommunedirektøren har ikke uttalt seg. {statement} og en tekst lagrer det.",
                    **TYPED,
                )
            )
        else:
            print_wrapped(f"{_.date(given.value.date)}: {given.value.text}", "  ")
            self.print_differing(Thing("statement", ""))
