"""What a finding was measured with, in words: who set what yes means, and which section."""

from __future__ import annotations

from checklist.appraisal import Measured, PointMeasured
from checklist.criteria import CriteriaSet, Yardstick
from checklist.i18n import Translator
from checklist.words.law import short_citations


def yardstick_words(
    measured: Measured | PointMeasured, criteria_set: CriteriaSet, _: Translator
) -> str:
    """Who set what yes means, as a sentence; of several, the firmest."""
    yardstick = measured.yardstick
    if yardstick is None:
        return _("Målestokk ikke oppgitt.")
    if yardstick is Yardstick.LAW:
        places = short_citations(measured.places, criteria_set)
        return _("Målestokk: loven selv, {places}.", places=places)
    return _("Målestokk: {yardstick}.", yardstick=_.say(yardstick.words))
