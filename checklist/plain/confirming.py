"""Confirming line by line what was taken over from an earlier assessment (`=`)."""

from __future__ import annotations

from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import print_wrapped
from checklist.plain.lines import OfAssessment, UnreadableLine
from checklist.session import Precedents, Session
from checklist.words import NEVER_ANSWERED, NOTHING_WAITS, TYPED, waiting_in, waiting_theme_lines

_THEME, _ALL = phrase("tema"), phrase("alle")


class PlainConfirming(OfAssessment):
    """Confirms one answer, or those of a theme that have been read out."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._read: tuple[str, ...] = ()

    def take(self, rest: str, checkpoint: str) -> None:
        """`=` confirms this one; `= tema` reads out those of the theme, `= alle` confirms them.

        Raises:
            SamsjekkError: nothing waits, or nothing has been read out.
        """
        said = rest.casefold()
        if not said:
            self._one(checkpoint)
        elif said == self._.say(_THEME):
            self._read_out(checkpoint)
        elif said == self._.say(_ALL):
            self._confirm_read()
        else:
            raise UnreadableLine(_how(phrase("Forstod ikke «{said}».", said=rest[:40])))

    def _one(self, checkpoint: str) -> None:
        _, session = self._, self._session
        point = next(
            p
            for p in session.appraised(session.criterion_of(checkpoint).id).asked
            if p.checkpoint.id == checkpoint
        )
        if point.waiting is not None:
            session.confirm(checkpoint)
        else:
            found = Precedents(session).to_take_over(checkpoint)
            if found is None or found.predecessor is None:
                raise UnreadableLine(NEVER_ANSWERED)
            session.take_from(found.predecessor, checkpoint, found.answer)
        given = session.assessment.answer(checkpoint)
        if given is not None and given.value is not None:
            print_wrapped(_("Lagret: {answer}.", answer=_.say(given.value.words)))
            if given.comment:
                print_wrapped(_("Kommentar: {text}", text=given.comment))

    def _read_out(self, checkpoint: str) -> None:
        _, appraisal = self._, self._session.appraisal
        waiting = waiting_in(appraisal, self._session.criterion_of(checkpoint).theme)
        self._read = tuple(point.checkpoint.id for point in waiting.together)
        if not (waiting.together or waiting.one_by_one):
            print_wrapped(_.say(NOTHING_WAITS), "  ")
            return
        self.print_number(len(self._read))
        for line in waiting_theme_lines(appraisal, waiting, _):
            print_wrapped(line.text, "  " * (line.depth + 1))
        if self._read:
            self.print_lines(
                _("{take_over} {all} (er lik) bekrefter dem som er lest opp.", all=_ALL, **TYPED)
            )

    def _confirm_read(self) -> None:
        _, session = self._, self._session
        names = [name for name in self._read if session.assessment.waiting_answer(name)]
        if not names:
            raise UnreadableLine(_how(phrase("Ingen svar er lest opp.")))
        session.confirm(*names)
        self._read = ()
        number = len(names)
        print_wrapped(_.one_or_many("{n} svar er bekreftet.", number))


def _how(problem: Phrase) -> Phrase:
    return phrase(
        "{problem} {take_over} {theme} leser opp det som venter i temaet.",
        problem=problem,
        theme=_THEME,
        **TYPED,
    )
