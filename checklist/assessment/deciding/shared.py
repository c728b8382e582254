"""What all share: actions, verdicts, recommendations and the statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from checklist.assessment.deciding.refusals import MISSING_WORDS, Refused, needed, refuse_id
from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.deciding.touched import touching
from checklist.assessment.events import (
    Action,
    ActionSet,
    ActionWithdrawn,
    FollowUpSet,
    Recommendation,
    RecommendationSet,
    SetFollowUp,
    SetVerdict,
    StatementGiven,
    VerdictSet,
    What,
)
from checklist.assessment.names import action_named, recommendation_named
from checklist.assessment.state import Assessment
from checklist.i18n import phrase


def action(at: Situation, wanted: Action) -> tuple[What, ...]:
    """Add an action, or change it when its id is known.

    Raises:
        UnknownName: the criterion or the recommendation does not exist.
        Refused: it does not say what is to be done, or its id can't be one.
        AnsweringAlone: a round is running.
    """
    before = at.state.actions.get(wanted.id)
    if before is None or before.criterion != wanted.criterion:
        at.names.criterion(wanted.criterion)
    if wanted.recommendation is not None:
        recommendation_named(at.state, wanted.recommendation)
    refuse_id(wanted.id)
    wanted = replace(wanted, what=needed("what", wanted.what))
    refuse_alone(at)
    return touching(at, ActionSet(action=wanted))


def withdraw_action(at: Situation, name: str) -> tuple[What, ...]:
    """Stop planning an action.

    Raises:
        UnknownName: none is planned.
        AnsweringAlone: a round is running.
    """
    action_named(at.state, name)
    refuse_alone(at)
    return touching(at, ActionWithdrawn(action=name))


def action_id(at: Situation, wanted: str | None = None, noise: str = "") -> str:
    """The id somebody wants for a new action, else a free one: t1-3fa2, never a withdrawn one.

    `noise` keeps two stores that plan an action meanwhile from choosing the same.

    Raises:
        Refused: an action has the id that was wanted.
    """
    if wanted in at.state.actions:
        words = phrase("Tiltaket «{name}» finnes fra før. Endre det med «action set».", name=wanted)
        raise Refused({"id": words})
    planned = {event.what.action.id for event in at.events if isinstance(event.what, ActionSet)}
    return wanted or _next("t", planned, noise)


def verdict(at: Situation, criterion: str, wanted: SetVerdict | None) -> tuple[What, ...]:
    """Set a verdict instead of the derived one, with a reason; None takes it back.

    Raises:
        UnknownName: there is no such criterion.
        Refused: the reason is missing.
        AnsweringAlone: a round is running.
    """
    at.names.criterion(criterion)
    if wanted is not None:
        wanted = replace(wanted, reason=needed("reason", wanted.reason))
    refuse_alone(at)
    return touching(at, VerdictSet(criterion=criterion, verdict=wanted))


def recommendation(at: Situation, wanted: Recommendation) -> tuple[What, ...]:
    """Record what the municipality was asked to do, or change it when its id is known.

    Raises:
        UnknownName: a checkpoint does not exist.
        Refused: it has no text, or its id can't be one.
        AnsweringAlone: a round is running.
    """
    for name in wanted.checkpoints:
        at.names.criterion_of(name)
    refuse_id(wanted.id)
    wanted = replace(wanted, text=needed("text", wanted.text))
    refuse_alone(at)
    return touching(at, RecommendationSet(recommendation=wanted))


def recommendation_id(state: Assessment, noise: str) -> str:
    """A free id for a recommendation; `noise` as in `action_id`."""
    return _next("anbefaling-", state.recommendations, noise)


def _next(stem: str, taken: Iterable[str], noise: str) -> str:
    numbers = [int(found[1]) for name in taken if (found := re.match(rf"{stem}(\d+)(-|$)", name))]
    return f"{stem}{max(numbers, default=0) + 1}-{noise}"


def follow_up(at: Situation, name: str, wanted: SetFollowUp | None) -> tuple[What, ...]:
    """Judge how a recommendation was followed up, with a reason; None takes it back.

    Raises:
        UnknownName: there is no such recommendation.
        Refused: the reason is missing.
        AnsweringAlone: a round is running.
    """
    recommendation_named(at.state, name)
    if wanted is not None:
        wanted = replace(wanted, reason=needed("reason", wanted.reason))
    refuse_alone(at)
    return touching(at, FollowUpSet(recommendation=name, verdict=wanted))


def statement(at: Situation, text: str, day: date | None) -> tuple[What, ...]:
    """Record the chief municipal executive's statement.

    Raises:
        Refused: it is empty, or has no date.
        AnsweringAlone: a round is running.
    """
    if day is None:
        raise Refused({"date": MISSING_WORDS["date"]})
    text = needed("statement", text)
    refuse_alone(at)
    return touching(at, StatementGiven(text=text, date=day))
