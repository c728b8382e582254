"""What is so when somebody wishes something."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from typing import NamedTuple

from checklist.assessment.deciding.refusals import AnsweringAlone
from checklist.assessment.events import Author, Event
from checklist.assessment.names import Names
from checklist.assessment.rounds import Round
from checklist.assessment.state import Assessment
from checklist.i18n import phrase


class Situation(NamedTuple):
    """What is so when somebody wishes something.

    Attributes:
        names: what the criteria set holds.
        state: the assessment as its author sees it, in a round with their own answers only.
        seen: the assessment as its author had it in front of them.
        author: who wishes.
        events: all that are known.
        round: the round the author answers alone in, if any.
        running: whether people answer alone now, the author among them or not.
        settles: fields whose different values the author has in front of them in a box: what is
            saved there settles it, whether it is another value than before or not.
        today: the date of what is recorded now.
    """

    names: Names
    state: Assessment
    seen: Assessment
    author: Author
    events: Sequence[Event] = ()
    round: Round | None = None
    running: bool = False
    settles: Container[str] = ()
    today: date | None = None


def refuse_alone(at: Situation) -> None:
    """Stop what concerns everybody while people answer alone.

    Raises:
        AnsweringAlone: a round is running.
    """
    if at.running:
        raise AnsweringAlone(
            phrase(
                "Dere svarer hver for seg nå. Dette er felles for alle, og kan endres når "
                "dere har åpnet svarene."
            )
        )
