"""What an assessment is about: as it is begun, and as it is corrected afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from checklist.assessment.deciding.dates import refuse_date
from checklist.assessment.deciding.refusals import Fault, refuse
from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.deciding.touched import touching
from checklist.assessment.events import (
    NO_PERIOD,
    Corrected,
    Created,
    Municipality,
    Origin,
    Period,
    What,
)
from checklist.criteria import Depth
from checklist.i18n import phrase


def begin(
    municipality: Municipality,
    day: date,
    today: date,
    *,
    title: str = "",
    origin: Origin = None,
    period: Period = NO_PERIOD,
    depth: Depth = Depth.FULL,
    sure: bool = False,
) -> Created:
    """A new assessment.

    Raises:
        Refused: the period ends before it begins, or after today.
        Doubtful: the date is unusual, and nobody has said that they are `sure`.
    """
    refuse_date("assessment", day.isoformat(), today, sure=sure)
    refuse(_period_faults(period, today))
    return Created(
        municipality=municipality,
        criteria_set="",
        date=day,
        title=title,
        origin=origin,
        period=period,
        depth=depth,
    )


def _period_faults(period: Period, today: date) -> Iterator[Fault]:
    if period.ends is not None and period.ends > today:
        words = phrase("Vurderingen kan ikke være avsluttet {day}: dagen er ikke kommet.")
        yield "ends", words._replace(values={"day": period.ends})
    elif period.begins and period.ends and period.ends < period.begins:
        yield (
            "ends",
            phrase(
                "Perioden slutter {ends}, før den begynner {begins}. Bytt dem om, eller rett den "
                "ene.",
                ends=period.ends,
                begins=period.begins,
            ),
        )


def correct(
    at: Situation, wanted: Mapping[str, Any], today: date, *, sure: bool = False
) -> tuple[What, ...]:
    """Correct what the assessment is about; nothing happens where all is as it was.

    Args:
        at: what is so now.
        wanted: `municipality`, `date`, `title`, `begins` and `ends`, those that are touched.
        today: the date.
        sure: somebody has said that the date is right.

    Raises:
        Refused: the period can't be.
        Doubtful: the date is unusual, and nobody has said that they are `sure`.
        AnsweringAlone: a round is running.
    """
    wanted = dict(wanted)
    if "title" in wanted:
        wanted["title"] = wanted["title"].strip()
    if wanted.get("date", at.state.date) != at.state.date:
        refuse_date("assessment", wanted["date"].isoformat(), today, sure=sure)
    period = Period(
        begins=wanted.get("begins", at.state.period.begins),
        ends=wanted.get("ends", at.state.period.ends),
    )
    if period != at.state.period:
        refuse(_period_faults(period, today))
    refuse_alone(at)
    return touching(at, Corrected(touched=tuple(wanted), **wanted))
