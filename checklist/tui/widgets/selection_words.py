"""What is shown in Walk: in words, and as it was the last time."""

from __future__ import annotations

from checklist.appraisal import Appraisal, Only, Selection, depth_of
from checklist.criteria import Depth, text_in
from checklist.i18n import Translator
from checklist.machine import Settings
from checklist.session import Session


def selected_words(selection: Selection, session: Session, _: Translator) -> str:
    """A selection in few words: rask, ubesvarte."""
    words = []
    if selection.depth is Depth.QUICK:
        words.append(_("rask"))
    if selection.role is not None:
        words.append(text_in(session.role(selection.role).title, _.language))
    if selection.only is not Only.ALL:
        words.append(_.say(selection.only.words))
    return ", ".join(words)


def progress_words(appraisal: Appraisal, _: Translator) -> str:
    """How far an assessment has come; of the quick ones where only those are answered."""
    if depth_of(appraisal) is not Depth.QUICK:
        progress = appraisal.progress
        return _("{n} av {of} besvart", n=progress.answered, of=progress.of)
    quick = [
        point
        for appraised in appraisal.criteria.values()
        for point in Selection(depth=Depth.QUICK).of(appraised, appraisal.assessment)
    ]
    answered = sum(point.value is not None for point in quick)
    return _("rask: {n} av {of} besvart", n=answered, of=len(quick))


def last_walk(settings: Settings, session: Session) -> Selection:
    """How deep and for whom an assessment was walked the last time on this machine."""
    depth, role = settings.walks.get(session.assessment.id, ("", ""))
    roles = {known.id for known in session.criteria_set.roles}
    return Selection(
        depth=Depth.QUICK if depth == Depth.QUICK else Depth.FULL,
        role=role if role in roles else None,
    )
