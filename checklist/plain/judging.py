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

_VERDICTS = {
    "j": VerdictCode.MET,
    "d": VerdictCode.PARTLY,
    "n": VerdictCode.NOT_MET,
    "g": VerdictCode.NOT_APPLICABLE,
    "v": VerdictCode.UNDETERMINED,
}
_FOLLOW_UPS = {
    "j": FollowUpCode.FOLLOWED_UP,
    "d": FollowUpCode.PARTLY,
    "n": FollowUpCode.NOT_FOLLOWED_UP,
    "v": FollowUpCode.UNDETERMINED,
}
_EXAMPLE = phrase("b Lage mandat for enheten; kommunestyret; 2021-03-16; 24/21")
_PARTS = 4
_JUDGED = re.compile(r"(\d{1,9})\s+([jdnvx])(?:\s+(.*))?", re.ASCII | re.IGNORECASE)


class PlainJudging(OfAssessment):
    """The same letters as the answers have say which verdict.

    What was set by others since it was read out here stands beside what is set now.
    """

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._heard = session.shared
        self._list = HeardList[Recommendation]("b")

    def take_verdict(self, rest: str, criterion: str) -> None:
        """`a` tells, `a n reason` sets a verdict, `a x` follows the answers again.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        _ = self._
        letter, _space, reason = rest.partition(" ")
        letter, reason = letter.casefold(), reason.strip()
        with self._session.having_seen(self._heard, settles=("verdict",)):
            if letter == "x":
                self._session.set_verdict(criterion, None)
            elif letter in _VERDICTS:
                self._session.set_verdict(
                    criterion, SetVerdict(verdict=_VERDICTS[letter], reason=reason)
                )
            elif rest:
                raise UnreadableLine(phrase("Skriv vurderingen slik: a n Rutinen er ikke i bruk."))
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
                    "Annen vurdering: a j oppfylt, a d delvis, a n ikke oppfylt, a g ikke "
                    "relevant, a v ikke avklart, med begrunnelsen bak. a x følger svarene igjen."
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
        elif judged := _JUDGED.fullmatch(rest):
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
            if letter == "x":
                self._session.set_follow_up(chosen.id, None)
            else:
                verdict = SetFollowUp(verdict=_FOLLOW_UPS[letter], reason=reason)
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
                "Ny: {example}. Oppfølgingen: b 1 j fulgt opp, b 1 d delvis, b 1 n ikke, b 1 v kan "
                "ikke vurderes, med begrunnelsen bak. b 1 x følger svarene igjen.",
                example=_EXAMPLE,
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
            print_wrapped(_("Kommunedirektøren har ikke uttalt seg. u og en tekst lagrer det."))
        else:
            print_wrapped(f"{_.date(given.value.date)}: {given.value.text}", "  ")
            self.print_differing(Thing("statement", ""))
