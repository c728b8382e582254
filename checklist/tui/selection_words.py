"""What is shown in Walk: in words, and as it was the last time."""

from __future__ import annotations

from checklist.appraisal.selection import Only, Selection
from checklist.catalogue.model import Depth, text_in
from checklist.i18n import Translator
from checklist.session import Session
from checklist.settings import Settings


def selection_words(selection: Selection, session: Session, _: Translator) -> str:
    """A selection in few words: rask, ubesvarte."""
    words = []
    if selection.depth is Depth.QUICK:
        words.append(_("rask"))
    if selection.role is not None:
        words.append(text_in(session.role(selection.role).title, _.language))
    if selection.only is not Only.ALL:
        words.append(_.say(selection.only.words))
    return ", ".join(words)


def last_walk(settings: Settings, session: Session) -> Selection:
    """How deep and for whom an assessment was walked the last time on this machine."""
    depth, role = settings.walks.get(session.assessment.id, ("", ""))
    roles = {known.id for known in session.criteria_set.roles}
    return Selection(
        depth=Depth.QUICK if depth == Depth.QUICK else Depth.FULL,
        role=role if role in roles else None,
    )
