"""Who has signed an assessment off (godkjent), and what was changed afterwards, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from checklist.assessment import (
    Assessment,
    Claimed,
    Erased,
    Event,
    EvidenceLinked,
    EvidenceUnlinked,
    SignedOff,
    SinceSignOff,
    Thing,
    changes_of,
    undoes,
)
from checklist.i18n import Phrase, Translator, phrase, phrases
from checklist.words.differing import FIELD_WORDS
from checklist.words.sentences import listed

AFTER_SIGN_OFF = phrase("etter godkjenning")
"""The mark of what was changed after it was signed."""

_COUNTED: Mapping[str, Phrase] = {
    "answer": phrases("{n} svar", "{n} svar", 0),
    "verdict": phrases("{n} vurdering", "{n} vurderinger", 0),
    "evidence": phrases("{n} stykke dokumentasjon", "{n} stykker dokumentasjon", 0),
    "action": phrases("{n} tiltak", "{n} tiltak", 0),
    "recommendation": phrases("{n} anbefaling", "{n} anbefalinger", 0),
    "follow_up": phrases("oppfølgingen av {n} anbefaling", "oppfølgingen av {n} anbefalinger", 0),
    "sample": phrases("{n} utvalg", "{n} utvalg", 0),
    "statement": phrase("kommunedirektørens uttalelse"),
    "about": phrase("hva vurderingen gjelder"),
    "set": phrase("kriteriesettet"),
    "claimed": phrase("hvem som har skrevet"),
    "erased": phrases("{n} slettet tekst", "{n} slettede tekster", 0),
    "undone": phrases("{n} endring som er angret", "{n} endringer som er angret", 0),
}
"""What was changed, by the kind of the thing, in the order it is counted up."""


def changed_things(since: SinceSignOff) -> Mapping[Thing, tuple[Event, ...]]:
    """What was changed after a sign-off, each thing with the events that changed it."""
    found: dict[Thing, tuple[Event, ...]] = {}
    for event in since.later:
        thing = _thing(event)
        found[thing] = (*found.get(thing, ()), event)
    return found


def _thing(event: Event) -> Thing:
    match event.what:
        case EvidenceLinked(evidence=name) | EvidenceUnlinked(evidence=name):
            return Thing("evidence", name)
        case Claimed():
            return Thing("claimed", "")
        case Erased():
            return Thing("erased", event.id)
        case what if undoes(what):
            return Thing("undone", event.id)
        case what:
            changed = changes_of(what)
            return Thing("erased", event.id) if changed is None else changed[0]


def changed_words(since: SinceSignOff, _: Translator) -> str:
    """What was changed after a sign-off, counted: 3 svar, 1 tiltak og kriteriesettet."""
    counted = Counter(thing.kind for thing in changed_things(since))
    return listed(
        [
            _.say(words._replace(number=counted[kind], values={"n": counted[kind]}))
            for kind, words in _COUNTED.items()
            if counted[kind]
        ],
        _,
    )


def since_words(since: SinceSignOff, _: Translator) -> str:
    """Whether anything was changed after the sign-off, and what, as a sentence."""
    if not since.later:
        return _("Ingenting er endret etter godkjenningen.")
    return _("Endret etter godkjenningen: {what}.", what=changed_words(since, _))


def signed_words(signed: SignedOff) -> Phrase:
    """Who signed, when, and what proves what it was; no sentence yet."""
    return phrase(
        "Godkjent av {role} {day}, kontrollsum {sum}",
        role=signed.role,
        day=signed.date,
        sum=signed.kontrollsum,
    )


def sign_off_lines(state: Assessment, since: SinceSignOff | None, _: Translator) -> Iterator[str]:
    """Every sign-off, and what was changed after the last."""
    if since is None:
        yield _("Ingen har godkjent egenvurderingen.")
        return
    for signed in state.sign_offs:
        yield f"{_.say(signed_words(signed.value))}."
    yield since_words(since, _)


def sign_off_mark(since: SinceSignOff, _: Translator) -> str:
    """That it is signed, and how much was changed since, where there is little room."""
    day = _.short_date(since.signed.value.date)
    changed = len(changed_things(since))
    if not changed:
        return _("Godkjent {day}", day=day)
    return _.plural(
        "Godkjent {day}, {n} endring etter", "Godkjent {day}, {n} endringer etter", changed, day=day
    )


def about_lines(state: Assessment, _: Translator) -> Iterator[str]:
    """What an assessment is about, a line each; what nobody has said is left out."""
    held = {
        "municipality": f"{state.municipality.number} {state.municipality.name}",
        "title": state.title,
        "date": _.date(state.date),
        "begins": _.date(state.period.begins) if state.period.begins else "",
        "ends": _.date(state.period.ends) if state.period.ends else "",
    }
    for name, value in held.items():
        if value:
            yield f"{_.say(FIELD_WORDS[name])}: {value}"
