"""What it takes that several people have one assessment open.

What each has seen when they answer, taking back and going back, and rounds of answering alone.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from checklist.appraisal import (
    Agenda,
    Appraisal,
    Opinion,
    agenda,
    appraise,
    common_answer,
    differing,
    progress,
)
from checklist.assessment import (
    Answer,
    Answered,
    AnsweredAlone,
    Author,
    Event,
    NothingToUndo,
    RoundOpened,
    RoundStarted,
    Undone,
    UnknownMoment,
    WayBack,
    WentBack,
    What,
    find_event,
    fold,
    last_step,
    last_undoing,
    undoes,
    way_back,
)
from checklist.criteria import checkpoint_fingerprint
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.session.following import InStep


class AnsweringAlone(SamsjekkError):
    """A round is running: what all share can't be judged before it is opened."""


class NoRound(SamsjekkError):
    """There is no round to open, or none that has been opened."""


class SeveralPeople(InStep):
    """An assessment that others may be changing at the same time."""

    # -- what each has seen -------------------------------------------------------------

    def _given(self, checkpoint: str, answer: Answer) -> What:
        if self.round is not None:
            return AnsweredAlone(round=self.round.id, checkpoint=checkpoint, answer=answer)
        self._refuse_alone()
        return Answered(checkpoint=checkpoint, answer=answer, seen=self._seen_answers(checkpoint))

    def _with_seen(self, what: What) -> What:
        if not isinstance(what, Answered):
            return what
        return msgspec.structs.replace(what, seen=self._seen_answers(what.checkpoint))

    def _seen_answers(self, checkpoint: str) -> tuple[str, ...]:
        return tuple(
            given.event
            for given in self._seen.standing.get(checkpoint, ())
            if given.author.name != self.author.name
        )

    def _unseen(self, checkpoint: str) -> bool:
        """Whether another has answered a checkpoint since this author last saw it."""
        seen = self._seen_answers(checkpoint)
        return any(
            given.event not in seen and given.author.name != self.author.name
            for given in self.assessment.standing.get(checkpoint, ())
        )

    def _refuse_alone(self) -> None:
        if self.running is not None:
            raise AnsweringAlone(
                phrase(
                    "Dere svarer hver for seg nå. Dette er felles for alle, og kan endres når "
                    "dere har åpnet svarene."
                )
            )

    # -- taking back --------------------------------------------------------------------

    def undo(self) -> tuple[Event, ...]:
        """Take back this author's last step that still counts, and return what it did.

        Raises:
            NothingToUndo: there is none.
        """
        self._saw_others()
        step = last_step(self._events, self.author.name, self._own_rounds())
        if not step:
            raise NothingToUndo(
                phrase(
                    "Du ({name}) har ingen endringer å angre i «{id}».",
                    name=self.author.name,
                    id=self.assessment.id,
                )
            )
        first, *others = step
        also = tuple(event.id for event in others)
        self._write(Undone(event=first.id, also=also), shown=True)
        return step

    def redo(self) -> tuple[Event, ...]:
        """Bring back what this author undid last, and return it.

        Raises:
            NothingToUndo: nothing is undone, or something was changed after it.
        """
        self._saw_others()
        undoing = last_undoing(self._events, self.author.name, self._own_rounds())
        if undoing is None:
            raise NothingToUndo(
                phrase(
                    "Du ({name}) har ikke angret noe som kan gjøres om i «{id}».",
                    name=self.author.name,
                    id=self.assessment.id,
                )
            )
        self._write(Undone(event=undoing.id), shown=True)
        back = undoes(undoing.what)
        return tuple(event for event in self._events if event.id in back)

    def _own_rounds(self) -> tuple[str, ...]:
        return () if self.round is None else self.round.ids

    def moment(self, event: str) -> Event:
        """The event with this id, or with the only id that ends so.

        Raises:
            UnknownMoment: there is none.
        """
        found = find_event((line.event for line in self.history()), event)
        if found is None:
            raise UnknownMoment(
                phrase(
                    "Ingen hendelse i «{id}» har id-en {event}. «samsjekk history {id} --ids» "
                    "viser dem.",
                    id=self.assessment.id,
                    event=event,
                )
            )
        return found

    def at(self, event: str) -> Appraisal:
        """What all shared, and what it came to, just after an event."""
        moment = self.moment(event).id
        state = fold(self.shared.id, (e for e in self._events if e.id <= moment))
        return appraise(self.journal.criteria_set(state.criteria_set), state)

    def way_back(self, event: str) -> WayBack:
        """What going back to the moment after an event takes away.

        Raises:
            UnknownMoment: there is no such event.
            NothingToUndo: nothing has been changed since.
        """
        found = way_back(self._events, self.moment(event).id)
        if not found.changes:
            raise NothingToUndo(phrase("Ingenting er endret siden da."))
        return found

    def go_back(self, way: WayBack) -> None:
        """Take away what lies on the way back, and nothing that has come since it was found."""
        self._saw_others()
        self._refuse_alone()
        self._write(WentBack(to=way.to, events=way.events), shown=True)

    # -- first alone, then together -----------------------------------------------------

    def start_round(self, people: Iterable[str] = ()) -> None:
        """Let everybody answer alone from now on. `people` are the names of those expected."""
        self._write(RoundStarted(people=tuple(people)), shown=True)

    def open_round(self) -> None:
        """Show everybody what each answered alone.

        Raises:
            NoRound: none is running.
        """
        self._saw_others()
        if self.running is None:
            raise NoRound(phrase("Ingen runde er i gang i «{id}».", id=self.assessment.id))
        self._write(RoundOpened(round=self.running.id), shown=True)

    def alone_progress(self) -> tuple[tuple[Author, int], ...]:
        """Who has answered in the last round, and how many checkpoints. Says nothing of what."""
        asked = [p.checkpoint.id for c in self.appraisal.criteria.values() for p in c.asked]
        return progress(self.rounds[-1], asked) if self.rounds else ()

    def differing(self, checkpoint: str) -> tuple[Opinion, ...]:
        """What people answered alone in the last round, where they have not decided together."""
        if self.round is not None or not self.rounds or self.running is not None:
            return ()
        return differing(self.rounds[-1], self.shared, checkpoint)

    def agenda(self) -> Agenda:
        """Where people differed in the last round.

        Raises:
            NoRound: it is not opened, or there has been none.
        """
        if self.running is not None:
            raise NoRound(phrase("Svarene er skjult til dere åpner dem."))
        if not self.rounds:
            raise NoRound(phrase("Ingen har svart hver for seg i «{id}».", id=self.assessment.id))
        return agenda(self.appraisal, self.rounds[-1])

    def take_over(self) -> int:
        """Answer together what all answered alike, in one step; how many that was.

        Raises:
            NoRound: no round is opened.
        """
        self._saw_others()
        given = [
            self._given(
                alike.point.checkpoint.id,
                msgspec.structs.replace(
                    common_answer(alike.opinions),
                    fingerprint=checkpoint_fingerprint(alike.criterion, alike.point.checkpoint),
                ),
            )
            for alike in self.agenda().alike
        ]
        if given:
            self._write(*given, shown=True)
        return len(given)
