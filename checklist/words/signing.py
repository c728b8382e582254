"""Who has signed an assessment off (godkjent), and what was changed afterwards, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from checklist.appraisal import Appraisal
from checklist.assessment import Assessment, SignedOff, SinceSignOff, Thing
from checklist.i18n import Phrase, Translator, one_or_many, phrase, phrases
from checklist.words.differing import FIELD_WORDS, thing_words
from checklist.words.overview import progress_sentences
from checklist.words.sentences import listed

AFTER_SIGN_OFF = phrase("etter godkjenning")
"""The mark of what was changed after it was signed."""

COUNTED: Mapping[str, Phrase] = {
    "answer": one_or_many("{n} svar", 0),
    "verdict": phrases("{n} vurdering", "{n} vurderinger", 0),
    "evidence": phrases("{n} stykke dokumentasjon", "{n} stykker dokumentasjon", 0),
    "action": one_or_many("{n} tiltak", 0),
    "recommendation": phrases("{n} anbefaling", "{n} anbefalinger", 0),
    "follow_up": phrases("oppfølgingen av {n} anbefaling", "oppfølgingen av {n} anbefalinger", 0),
    "sample": one_or_many("{n} utvalg", 0),
    "statement": phrase("kommunedirektørens uttalelse"),
    "about": phrase("hva vurderingen gjelder"),
    "set": phrase("kriteriesettet"),
    "claimed": phrase("hvem som har skrevet"),
    "erased": phrases("{n} slettet tekst", "{n} slettede tekster", 0),
}
"""What was changed, by the kind of the thing, in the order it is counted up."""


def changed_words(since: SinceSignOff, _: Translator) -> str:
    """What was changed after a sign-off, counted: 3 svar, 1 tiltak og kriteriesettet."""
    counted = Counter(thing.kind for thing in since.things)
    return listed(
        [_.say(_counted(kind, counted[kind])) for kind in COUNTED if counted[kind]],
        _,
    )


def _counted(kind: str, number: int) -> Phrase:
    return COUNTED[kind]._replace(number=number, values={"n": number})


def changed_thing_words(thing: Thing, appraisal: Appraisal, _: Translator) -> str:
    """What one thing is that was changed after a sign-off: the question, the title, the kind."""
    state = appraisal.assessment
    match thing.kind:
        case "evidence" if thing.id not in state.evidence:
            return _("Dokumentasjon som er tatt bort")
        case "action" if thing.id not in state.actions:
            return _("Tiltak som er trukket")
        case "set" | "claimed" | "erased":
            words = _.say(_counted(thing.kind, 1))
            return words[:1].upper() + words[1:]
        case _:
            return thing_words(thing, appraisal, _)


def since_words(since: SinceSignOff, _: Translator) -> str:
    """Whether anything was changed after the sign-off, and what, as a sentence."""
    if not since.things:
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


def approving_lines(
    appraisal: Appraisal, since: SinceSignOff | None, _: Translator
) -> Iterator[str]:
    """What somebody who approves must know: how far it has come, and who approved before."""
    yield progress_sentences(appraisal, _)
    yield from sign_off_lines(appraisal.assessment, since, _)


def approval_note(state: Assessment, since: SinceSignOff, _: Translator) -> str:
    """Who has approved it and how much was changed since, for the foot of every paper."""
    signed = state.sign_offs[-1].value
    note = _("Godkjent av {role} {day}.", role=signed.role, day=signed.date)
    if not since.things:
        return note
    changed = _.plural(
        "{n} endring er gjort etter godkjenningen.",
        "{n} endringer er gjort etter godkjenningen.",
        len(since.things),
    )
    return f"{note} {changed}"


def sign_off_mark(since: SinceSignOff | None, _: Translator) -> str:
    """That it is approved, and how much was changed since, where there is little room.

    Empty where nobody has approved.
    """
    if since is None:
        return ""
    if not since.things:
        return _("Godkjent")
    return _.one_or_many("Godkjent, {n} endret etter", len(since.things))


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
