"""Who answers for the assessment: sign-offs, and whose a name is."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from checklist.assessment.deciding.dates import refuse_date
from checklist.assessment.deciding.refusals import MISSING_WORDS, Refused, needed
from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.events import Claimed, SignedOff, What
from checklist.assessment.names import named
from checklist.assessment.registers import ABOUT
from checklist.i18n import phrase


def sign_off(
    at: Situation,
    role: str,
    day: date | None,
    today: date,
    *,
    heads: Sequence[str],
    kontrollsum: str,
) -> tuple[What, ...]:
    """Approve the assessment as it is now.

    It ends on that day, where it had no end: what was approved is then judged as it was. A later
    sign-off moves an end that an earlier one set.

    Args:
        at: what is so now.
        role: whose approval it is.
        day: when it was given.
        today: the date.
        heads: the digests of the heads of the journal now.
        kontrollsum: the kontrollsum of the journal now, as it is printed.

    Raises:
        Refused: there is no role, or the day can't be.
        AnsweringAlone: a round is running.
    """
    role = needed("role", role)
    if day is None:
        raise Refused({"date": MISSING_WORDS["date"]})
    refuse_date("sign-off", day.isoformat(), today)
    state = at.state
    if day < (begins := _first_day(at)):
        words = phrase(
            "Egenvurderingen begynte {begins}, så den kan ikke være godkjent {day}.",
            begins=begins,
            day=day,
        )
        raise Refused({"date": words})
    refuse_alone(at)
    standing = state.fields[ABOUT]["ends"]
    set_by_sign_off = standing[-1].event in {signed.event for signed in state.sign_offs}
    return (
        SignedOff(
            role=role,
            date=day,
            heads=tuple(sorted(heads)),
            kontrollsum=kontrollsum,
            ends=day if state.ends is None or set_by_sign_off else None,
            seen=tuple(given.event for given in standing),
        ),
    )


def _first_day(at: Situation) -> date:
    """The first day of the period; where nobody has said it, the earliest day it can have been."""
    written = (event.at.date() for event in at.events)
    return at.state.period.begins or min((at.state.date, *written))


def claimable(at: Situation, here: Container[str]) -> tuple[str, ...]:
    """The other names that somebody has written under in this store, in that order.

    `here` are the replicas that this store is and has been.
    """
    names = dict.fromkeys(
        event.author.name for event in at.events if not event.replica or event.replica in here
    )
    own = at.author.name
    mine = {name for name, author in at.state.people.items() if author.name == own}
    return tuple(name for name in names if name not in {own, *mine})


def claim(at: Situation, name: str, here: Container[str]) -> tuple[What, ...]:
    """Say that what was written under another name is one's own; `here` as in `claimable`.

    Raises:
        UnknownName: nobody has written under it in this store.
        AnsweringAlone: a round is running.
    """
    names = claimable(at, here)
    missing = phrase("Ingen har skrevet som «{name}» på denne maskinen.", name=name)
    found = named(dict.fromkeys(names, name), name, missing)
    refuse_alone(at)
    return (Claimed(name=found),)
