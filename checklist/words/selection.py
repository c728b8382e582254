"""What is in front of the one who answers, in words: rask, leder for Nav, ubesvarte."""

from __future__ import annotations

from checklist.appraisal import Only, Selection
from checklist.criteria import CriteriaSet, Depth, text_in
from checklist.i18n import Translator, phrase
from checklist.words.keys import KEYS

AS_BEGUN = phrase(
    "Egenvurderingen er begynt som rask gjennomgang, så du får de spørsmålene. Med {select} kan du "
    "velge alle.",
    **KEYS,
)
"""Said the first time to the one who takes part in what another began."""


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
