"""What is in front of the one who answers, in words: rask, leder for Nav, ubesvarte."""

from __future__ import annotations

from checklist.appraisal import Only, Selection
from checklist.criteria import CriteriaSet, Depth, text_in
from checklist.i18n import Translator


def selection_words(
    selection: Selection, criteria_set: CriteriaSet, _: Translator, *, in_short: bool = False
) -> str:
    """How deep, for whom and in which state; in short a full walk goes without saying."""
    words = [_.say(selection.depth.words)]
    if in_short:
        words = [_("rask")] if selection.depth is Depth.QUICK else []
    words += [text_in(r.title, _.language) for r in criteria_set.roles if r.id == selection.role]
    if selection.only is not Only.ALL:
        words.append(_.say(selection.only.words))
    return ", ".join(words)
