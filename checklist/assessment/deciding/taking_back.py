"""What is taken back, and what is brought back."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Protocol

from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.events import Author, Event, Undone, WentBack, What
from checklist.assessment.rounds import Round, visible_to
from checklist.assessment.state import undoes
from checklist.assessment.undoing import (
    NothingToUndo,
    UnknownMoment,
    WayBack,
    find_event,
    last_step,
    last_undoing,
    way_back,
)
from checklist.i18n import phrase


class Doing(Protocol):
    """Who takes back what, of which events: of an assessment, or of an audit."""

    @property
    def events(self) -> Sequence[Event]:
        """All that are known."""

    @property
    def author(self) -> Author:
        """Who wishes."""

    @property
    def round(self) -> Round | None:
        """The round the author answers alone in, if any."""


def undo(at: Doing, here: Container[str] | None = None) -> tuple[tuple[Event, ...], Undone]:
    """The author's last step that still counts, and what takes it back.

    `here` are the replicas that this store is and has been; None is every store.

    Raises:
        NothingToUndo: there is none.
    """
    step = last_step(at.events, at.author.name, _own_rounds(at), here)
    if not step:
        raise NothingToUndo(phrase("Du ({name}) har ingen endringer å angre.", name=at.author.name))
    first, *others = step
    return step, Undone(event=first.id, also=tuple(event.id for event in others))


def redo(at: Doing, here: Container[str] | None = None) -> tuple[tuple[Event, ...], Undone]:
    """What the author undid last, and what brings it back; `here` as in `undo`.

    Raises:
        NothingToUndo: nothing is undone, or something was changed after it.
    """
    undoings = last_undoing(at.events, at.author.name, _own_rounds(at), here)
    if not undoings:
        raise NothingToUndo(
            phrase("Du ({name}) har ikke angret noe som kan gjøres om.", name=at.author.name)
        )
    last, *others = undoings
    back = undoes(last.what)
    undone = Undone(event=last.id, also=tuple(event.id for event in others))
    return tuple(event for event in at.events if event.id in back), undone


def _own_rounds(at: Doing) -> tuple[str, ...]:
    return () if at.round is None else at.round.ids


def moment(at: Situation, event: str) -> Event:
    """The event with this id, or with the only id that ends so, among those the author may see.

    Raises:
        UnknownMoment: there is none.
    """
    found = find_event(visible_to(at.author.name, at.events) if at.running else at.events, event)
    if found is None:
        raise UnknownMoment(
            phrase(
                "Ingen hendelse i «{id}» har id-en {event}. «samsjekk history {id} --ids» viser "
                "dem.",
                id=at.state.id,
                event=event,
            )
        )
    return found


def back_to(at: Situation, event: str) -> WayBack:
    """What going back to the moment after an event takes away.

    Raises:
        UnknownMoment: there is no such event.
        NothingToUndo: nothing has been changed since.
    """
    found = way_back(at.events, moment(at, event).id)
    if not found.changes:
        raise NothingToUndo(phrase("Ingenting er endret siden da."))
    return found


def go_back(at: Situation, way: WayBack) -> tuple[What, ...]:
    """Take away what lies on the way back, and nothing that has come since it was found.

    Raises:
        AnsweringAlone: a round is running.
    """
    refuse_alone(at)
    return (WentBack(to=way.to, events=way.events),)
