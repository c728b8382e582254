"""An assessment in a list of several: what it is, how far it has come, and where one goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise, takewhile
from typing import NamedTuple

from checklist.appraisal import (
    Appraisal,
    NextQuestion,
    Progress,
    Selection,
    Severity,
    TimeLeft,
    next_question,
    time_left,
)
from checklist.assessment import Assessment, Municipality
from checklist.criteria import MINUTES_AN_ANSWER
from checklist.i18n import Translator
from checklist.words.earlier import CLOCKS_APART
from checklist.words.entries import Piece, one_line
from checklist.words.figures import counted_words, rough_time, to_confirm_short
from checklist.words.selection import selection_words
from checklist.words.states import STATES

_SHORT_TIME = timedelta(minutes=10)
_LONG_BEGINNING = 12
"""Signs that texts begin alike with before they are left out of what tells them apart."""


class FindingsOfOne(NamedTuple):
    """How many findings there are of one severity, and that in words."""

    number: int
    words: Piece


class Glance(NamedTuple):
    """What a list says about an assessment.

    Attributes:
        title: what it is called; empty where nobody gave it a name.
        measured: the title of its criteria set.
        shown: what the walk shows of it (rask, a role); empty where that is everything.
        progress: how many of the questions that the walk shows have an answer.
        counted: that in words: rask: 2 av 58 besvart.
        next: the next question in two lines, or that there is none.
        left: how long the rest may take and what that rests on; empty where nothing is left.
        findings: how many there are of each severity, the most serious first.
        overdue: how many actions are over their deadline; empty where none is.
        changed: the day it was last changed, as short as it can be said.
        changed_at: that and the time, as a sentence without a full stop.
    """

    title: str
    measured: str
    shown: str
    progress: Progress
    counted: str
    next: tuple[str, str]
    left: str
    findings: tuple[FindingsOfOne, ...]
    overdue: str
    changed: str
    changed_at: str


def glance(
    appraisal: Appraisal, selection: Selection, who: str, now: datetime, _: Translator
) -> Glance:
    """What a list says about an assessment to the one who answers, and walks this part of it."""
    asked = selection.among(appraisal)
    assessment = appraisal.assessment
    left = time_left(appraisal, selection, who)
    changed, today = assessment.changed, now.astimezone().date()
    progress = Progress(sum(point.value is not None for point in asked), len(asked))
    shown = selection_words(selection, appraisal.criteria_set, _, in_short=True)
    waits = sum(point.waiting is not None for point in asked)
    counted = ", ".join(filter(None, (counted_words(progress, _), to_confirm_short(waits, _))))
    day = "" if changed is None else near_day(changed.astimezone().date(), today, _)
    return Glance(
        title=" ".join(assessment.title.split()),
        measured=one_line(appraisal.criteria_set.title, _),
        shown=shown,
        progress=progress,
        counted=_("{shown}: {counted}", shown=shown, counted=counted) if shown else counted,
        next=next_lines(next_question(appraisal, selection, who), _),
        left="" if left is None else time_words(left, _),
        findings=tuple(findings_counted(appraisal, _)),
        overdue=overdue_counted(assessment, today, _),
        changed=day,
        changed_at="" if changed is None else changed_at_words(changed, day, now, _),
    )


def next_lines(found: NextQuestion | None, _: Translator) -> tuple[str, str]:
    """Where the next question stands, and the question; that there is none, where so."""
    if found is None:
        return _("Alt er besvart."), ""
    where = _(
        "Neste: {criterion} › {aspect}",
        criterion=one_line(found.criterion.criterion.title, _),
        aspect=_.say(found.point.checkpoint.aspect.words),
    )
    return where, one_line(found.point.checkpoint.question, _)


def time_words(left: TimeLeft, _: Translator) -> str:
    """How long the rest may take, and what the estimate rests on."""
    if left.time < _SHORT_TIME:
        return _("under ti minutter igjen")
    time = rough_time(round(left.time / timedelta(minutes=1)), _)
    if left.own_pace:
        return _("om lag {time} igjen i tempoet du har hatt", time=time)
    return _.plural(
        "om lag {time} igjen, {n} minutt på hvert svar",
        "om lag {time} igjen, {n} minutter på hvert svar",
        MINUTES_AN_ANSWER,
        time=time,
    )


def findings_counted(appraisal: Appraisal, _: Translator) -> Iterable[FindingsOfOne]:
    """How many findings there are of each severity, the most serious first."""
    for severity in Severity:
        if number := sum(found.severity is severity for found in appraisal.findings):
            sign, tone = STATES[severity]
            yield FindingsOfOne(number, Piece(_.say(severity.counted(number)), tone, sign=sign))


def overdue_counted(assessment: Assessment, today: date, _: Translator) -> str:
    """How many actions were not done in time; empty where all were."""
    late = sum(action.is_overdue(today) for action in assessment.actions.values())
    words = _.one_or_many("{n} tiltak over fristen", late)
    return words if late else ""


def changed_at_words(at: datetime, day: str, now: datetime, _: Translator) -> str:
    """When something was changed: the day and the time, and whether that is not yet."""
    time = f"{day} {at.astimezone():%H:%M}".lstrip()
    if at - now > CLOCKS_APART:
        return _("Endret {time} (en klokke går foran)", time=time)
    return _("Endret {time}", time=time)


def near_day(day: date, today: date, _: Translator) -> str:
    """A day up to today, as short as it can be said: i dag, 28.11, 28.11.2025."""
    if day == today:
        return _("i dag")
    if day == today - timedelta(days=1):
        return _("i går")
    if day.year == today.year:
        return _("{day:02}.{month:02}", day=day.day, month=day.month)
    return _.short_date(day)


def name_words(municipality: Municipality, day: date, _: Translator) -> str:
    """The municipality and the day that an assessment is about."""
    return f"{municipality.name} · {_.short_date(day)}"


def left_to_answer(progress: Progress, _: Translator) -> str:
    """How much nobody has answered, with its sign."""
    left = progress.of - progress.answered
    if not left:
        return _("✓ alt er besvart")
    return _("○ {n} av {of} er ikke besvart", n=left, of=progress.of)


def told_apart(texts: Iterable[str]) -> dict[str, str]:
    """Each text without the words that another one begins with too, where those are many."""
    # The one that a text has most in common with stands beside it in order.
    ordered = sorted(set(texts))
    words = [text.split() for text in ordered]
    alike = [0, *(_alike(one, other) for one, other in pairwise(words)), 0]
    found = {}
    for text, own, before, after in zip(ordered, words, alike, alike[1:], strict=False):
        same = max(before, after)
        is_long = len(" ".join(own[:same])) >= _LONG_BEGINNING and same < len(own)
        found[text] = " ".join(("…", *own[same:]) if is_long else own)
    return found


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts have alike before they differ."""
    return len(tuple(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))
