"""What a finding was measured with, in words: who set what yes means, and which section."""

from __future__ import annotations

from checklist.appraisal import PointYardstick, Yardsticks
from checklist.criteria import Checkpoint, CriteriaSet, Yardstick
from checklist.i18n import Translator
from checklist.words.law import full_citations, short_citations
from checklist.words.sentences import wording
from checklist.words.values import Wording


def partly_wording(checkpoint: Checkpoint, _: Translator) -> Wording | None:
    """What partly means: what the set says, or that the number decides; None where neither."""
    if checkpoint.partly_means is not None:
        return wording(checkpoint.partly_means, _.language)
    if checkpoint.measure is not None and checkpoint.measure.decides:
        return Wording(text=_("Tallet avgjør: ingen er nei, noen er delvis, alle er ja."))
    return None


def rule_of_answers(_: Translator) -> str:
    """What the answers mean everywhere, whatever is asked."""
    return _(
        "Ja: alt under «Ja betyr» stemmer. Nei: det som kreves, er ikke på plass. Delvis: noe av "
        "det er på plass. Vet ikke: noen må finne det ut. Gjelder ikke: dere har ikke plikten."
    )


def yardstick_words(
    held: Yardsticks | PointYardstick,
    criteria_set: CriteriaSet,
    _: Translator,
    *,
    in_full: bool = False,
) -> str:
    """Who set what yes means, as a sentence; of several, the firmest.

    Laws are named by their abbreviations on screen, where one key shows them. On paper and
    line by line they are named in full: an abbreviation is no word to one who listens.
    """
    yardstick = held.yardstick
    if yardstick is None and held.lapsed:
        return _(
            "Målestokk: {yardstick}; paragrafen gjaldt ikke på vurderingsdatoen.",
            yardstick=_.say(Yardstick.SET.words),
        )
    if yardstick is None:
        return _("Målestokk ikke oppgitt.")
    if yardstick is Yardstick.LAW:
        places = (
            full_citations(held.places, criteria_set, _)
            if in_full
            else short_citations(held.places, criteria_set)
        )
        return _("Målestokk: loven selv, {places}.", places=places)
    return _("Målestokk: {yardstick}.", yardstick=_.say(yardstick.words))
