"""What the line at the top of the walk says: where one is, how far, and what was saved."""

from __future__ import annotations

from checklist.appraisal import EVERYTHING, Progress
from checklist.criteria import Criterion, text_in
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session import Session
from checklist.tui.walk.shown import Shown
from checklist.tui.widgets import progress_bar
from checklist.words import (
    changed_at_words,
    counted_words,
    selection_words,
    sign_off_mark,
    to_confirm_short,
)


def top_words(
    session: Session,
    criterion: Criterion,
    shown: Shown,
    progress: Progress,
    _: Translator,
    *,
    saved: str,
    wide: bool,
) -> tuple[str, tuple[str, str]]:
    """The title at the left, and at the right how far and what was saved.

    Args:
        session: the open assessment.
        criterion: the one that is shown.
        shown: what the user has chosen to be shown.
        progress: how much of that is answered.
        _: the user's language.
        saved: when something was saved since the assessment was opened; empty where nothing was.
        wide: whether there is room for more than what is needed.
    """
    title = _title(session, criterion, shown, _, wide=wide)
    if not saved:
        saved = _changed(session, _)
    mark = sign_off_mark(session.since_sign_off(), _)
    if mark and wide:
        saved = f"{mark} · {saved}"
    return title, (_how_far(session, shown, progress, _, wide=wide), saved)


def _title(
    session: Session, criterion: Criterion, shown: Shown, _: Translator, *, wide: bool
) -> str:
    assessment = session.assessment
    title = assessment.municipality.name
    if wide:
        title = f"{title} · {_.short_date(assessment.date)}"
    title = f"{title} › {_theme_and_place(session, criterion, _)}"
    if assessment.title and wide:
        title = f"{title} · {assessment.title}"
    if shown.selection != EVERYTHING:
        chosen = selection_words(shown.selection, session.criteria_set, _, in_short=True)
        title = f"{chosen} · {title}"
    if session.round is None:
        return title
    if not wide:
        return _("Du svarer alene · {title}", title=title)
    return _("Du svarer alene, bare du ser det · {title}", title=title)


def _theme_and_place(session: Session, criterion: Criterion, _: Translator) -> str:
    """The theme of a criterion, and which of its criteria it is."""
    theme, criteria = next(
        (theme, criteria)
        for theme, criteria in session.appraisal.by_theme.items()
        if theme.id == criterion.theme
    )
    number = [one.criterion.id for one in criteria].index(criterion.id) + 1
    title = text_in(theme.title, _.language)
    return _("{theme} › {n} av {of}", theme=title, n=number, of=len(criteria))


def _changed(session: Session, _: Translator) -> str:
    """When anybody changed the assessment last; empty where nobody has."""
    if session.assessment.changed is None:
        return ""
    changed = session.assessment.changed.astimezone()
    day = "" if changed.date() == Environment.today() else _.short_date(changed.date())
    return changed_at_words(changed, day, Environment.now(), _)


def _how_far(
    session: Session, shown: Shown, progress: Progress, _: Translator, *, wide: bool
) -> str:
    """How far, in words: what is left says more than a share does."""
    words = counted_words(progress, _)
    waits = sum(
        point.waiting is not None
        for appraised in session.appraisal.criteria.values()
        for point in shown.points(appraised)
    )
    if waits:
        words = f"{words}, {to_confirm_short(waits, _)}"
    if shown.selection != EVERYTHING:
        # Of what is asked about now; the whole assessment has more.
        words = _("her: {counted}", counted=words)
    if not wide:
        # The name of the assessment needs the room.
        return words
    if left := progress.of - progress.answered:
        words = f"{words}, {left_words(left, _)}"
    return f"{progress_bar(progress.answered, progress.of, 10)} {words}"


def left_words(number: int, _: Translator) -> str:
    """How many are not answered yet."""
    return _.one_or_many("{n} igjen", number)
