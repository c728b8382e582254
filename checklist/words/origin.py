"""Who assessed: the municipality itself, or the auditors of a published audit that was typed in."""

from __future__ import annotations

from datetime import date

from checklist.assessment import Origin, PredecessorNamed
from checklist.i18n import Phrase, Translator, phrase
from checklist.words.dates import known_date
from checklist.words.sentences import quoted


def by_origin(origin: Origin, own: Phrase, typed_in: Phrase) -> Phrase:
    """What holds of the municipality's own assessment, or of what was typed in from an audit."""
    return own if origin is None else typed_in


def origin_sentence(origin: Origin, _: Translator) -> str:
    """That the answers, and only they, were typed in from an audit; empty for one's own."""
    if origin is None:
        return ""
    told = (
        quoted(origin.title, _) if origin.title else _("uten tittel"),
        origin.by or _("ukjent revisor"),
        known_date(origin.date, _),
    )
    return _(
        "Dette er ikke kommunens egen vurdering. Svarene er lest inn fra en revisjon: {audit}. "
        "Vurderingene av svarene er ikke revisjonens.",
        audit=", ".join(told),
    )


def predecessor_phrase(predecessor: PredecessorNamed | None) -> Phrase:
    """The earlier assessment that something was taken over from, as a sentence names it."""
    if predecessor is None:
        return phrase("en tidligere vurdering")
    return predecessor.municipality.on(predecessor.date)


def origin_mark(origin: Origin, _: Translator) -> str:
    """The mark of an assessment in a list of several; empty for one's own."""
    return "" if origin is None else _("eksempel fra en revisjon")


def made_with(origin: Origin) -> Phrase:
    """What made a paper, and of what."""
    return by_origin(
        origin,
        phrase("Laget med samsjekk. Egenvurderingen er kommunens egen og er ikke en revisjon."),
        phrase("Laget med samsjekk av svar som er lest inn fra en publisert revisjon."),
    )


def received_words(day: date) -> Phrase:
    """That something rests on what the municipality handed over."""
    return phrase("Bygger på det kommunen overleverte, mottatt {day}.", day=day)


def whose(origin: Origin) -> Phrase:
    """Whose assessment it is, in few words."""
    return by_origin(
        origin, phrase("kommunens egenvurdering"), phrase("lest inn fra en publisert revisjon")
    )
