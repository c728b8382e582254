"""Fields that people gave different values without seeing each other's, in words.

What people answer differently to a checkpoint is in `people`; here are the words and numbers
beside an answer, and every field of what else there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from checklist.appraisal import Appraisal, labels
from checklist.assessment import (
    THERE,
    ActionStatus,
    Assessment,
    DrawnSample,
    FileReference,
    Municipality,
    Recorded,
    SetFollowUp,
    SetVerdict,
    StatementGiven,
    Thing,
)
from checklist.criteria import text_in
from checklist.i18n import Phrase, Translator, phrase
from checklist.words.dates import short_known_date
from checklist.words.figures import written_number
from checklist.words.samples import draw_words, frame_title

FIELD_WORDS: Mapping[str, Phrase] = {
    "comment": phrase("Kommentar"),
    "place": phrase("Sted"),
    "count": phrase("Antall"),
    "of": phrase("Av hvor mange"),
    "number": phrase("Tall"),
    "ask": phrase("Hvem dere spør"),
    "note": phrase("Internt notat"),
    "verdict": phrase("Annen vurdering"),
    "sample": phrase("Trukket utvalg"),
    "statement": phrase("Uttalelse"),
    "what": phrase("Hva som skal gjøres"),
    "role": phrase("Rolle"),
    "deadline": phrase("Frist"),
    "status": phrase("Hvor langt"),
    "effect": phrase("Hvordan det virker"),
    "cause": phrase("Årsak"),
    "recommendation": phrase("Anbefaling"),
    "criterion": phrase("Krav"),
    "text": phrase("Tekst"),
    "given_by": phrase("Hvem som ba om det"),
    "case": phrase("Saksnummer"),
    "checkpoints": phrase("Kontrollpunkter"),
    "title": phrase("Tittel"),
    "municipality": phrase("Kommune"),
    "date": phrase("Dato"),
    "begins": phrase("Begynt"),
    "ends": phrase("Avsluttet"),
    "shows": phrase("Hva det viser"),
    "file": phrase("Fil"),
    "address": phrase("Adresse"),
    "archive": phrase("Arkivreferanse"),
    "page": phrase("Side"),
    "procedure": phrase("Prosedyre"),
    "held_by": phrase("Hvem som har det"),
    "verified": phrase("Bekreftet"),
    "value": phrase("Tall"),
    "unit": phrase("Enhet"),
    "period": phrase("Periode"),
    "source": phrase("Kilde"),
    "where": phrase("Hvor"),
    THERE: phrase("Gjelder fortsatt"),
}
"""What each field is called, in the order they are told of."""

NAMED_FIELDS = frozenset({"ask", "criterion", "checkpoints", "recommendation"})
"""Fields that hold the ids of other things."""


class FieldDifference(NamedTuple):
    """A field with several values that stand, and who gave each; the last is shown elsewhere."""

    thing: Thing
    name: str
    field: str
    said: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Kommentar: Anna: «Fra 2014»; Bo: «Fra 2019»."""
        return f"{self.field}: " + "; ".join(f"{who}: «{value}»" for who, value in self.said)


def field_differences(
    appraisal: Appraisal, thing: Thing, _: Translator
) -> tuple[FieldDifference, ...]:
    """Each field of a thing that people gave different values, in the order of the table."""
    differing = appraisal.assessment.unsettled(thing)
    return tuple(
        FieldDifference(thing, name, _.say(words), _said(name, differing[name], appraisal, _))
        for name, words in FIELD_WORDS.items()
        if name in differing
    )


def all_field_differences(appraisal: Appraisal, _: Translator) -> Iterator[FieldDifference]:
    """Those of the whole assessment."""
    for thing in appraisal.assessment.fields:
        yield from field_differences(appraisal, thing, _)


def thing_words(thing: Thing, appraisal: Appraisal, _: Translator) -> str:
    """What a thing is called: the question, the title of the criterion, what is to be done."""
    state = appraisal.assessment
    match thing.kind:
        case "answer":
            return _question(thing.id, appraisal, _)
        case "verdict" if thing.id in appraisal.criteria:
            return _one_line(text_in(appraisal.criteria[thing.id].criterion.title, _.language))
        case "action" if thing.id in state.actions:
            return _("Tiltak: {what}", what=_one_line(state.actions[thing.id].what))
        case "evidence" if thing.id in state.evidence:
            title = _one_line(state.evidence[thing.id].value.title)
            return _("Dokumentasjon: {title}", title=title)
        case "recommendation" | "follow_up" if thing.id in state.recommendations:
            text = _one_line(state.recommendations[thing.id].text)
            return _("Anbefaling: {text}", text=text)
        case "sample":
            return frame_title(thing.id, appraisal.criteria_set, _.language)
        case "statement":
            return _("Kommunedirektørens uttalelse")
        case "about":
            return _("Om egenvurderingen")
    return thing.id


def _question(checkpoint: str, appraisal: Appraisal, _: Translator) -> str:
    if checkpoint not in appraisal.places:
        return checkpoint
    _appraised, point = appraisal.places[checkpoint]
    return _one_line(text_in(point.checkpoint.question, _.language))


def criterion_of_thing(thing: Thing, appraisal: Appraisal) -> str | None:
    """The criterion that a thing belongs to; None for what belongs to none, or to several."""
    state = appraisal.assessment
    match thing.kind:
        case "verdict":
            return thing.id if thing.id in appraisal.criteria else None
        case "action":
            action = state.actions.get(thing.id)
            return None if action is None else action.criterion
        case "answer":
            points: tuple[str, ...] = (thing.id,)
        case "recommendation" | "follow_up" if thing.id in state.recommendations:
            points = state.recommendations[thing.id].checkpoints
        case "evidence":
            points = tuple(name for name, linked in state.links.items() if thing.id in linked)
        case _:
            points = ()
    return next(
        (
            name
            for name, appraised in appraisal.criteria.items()
            if any(point.checkpoint.id in points for point in appraised.checkpoints)
        ),
        None,
    )


def field_difference_lines(appraisal: Appraisal, _: Translator) -> Iterator[str]:
    """One sentence each: Ulikt skrevet: spørsmålet. Kommentar: Anna: «…» · Bo: «…»."""
    for found in all_field_differences(appraisal, _):
        yield _(
            "Ulikt skrevet: {thing} {said}",
            thing=_sentence(thing_words(found.thing, appraisal, _)),
            said=str(found),
        )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def emptied_lines(before: Assessment, appraisal: Appraisal, _: Translator) -> Iterator[str]:
    """What held something before and holds nothing now, as one sentence each."""
    for thing, fields in appraisal.assessment.fields.items():
        had = before.fields.get(thing, {})
        for name, words in FIELD_WORDS.items():
            if name in fields and name in had and name != THERE:
                now, then = fields[name][-1].value, had[name][-1].value
                if now in (None, "", ()) and then not in (None, "", ()):
                    yield _(
                        "Tømt: {field} for {thing} Før: {value}",
                        field=_.say(words),
                        thing=_sentence(thing_words(thing, appraisal, _)),
                        value=_value(name, then, appraisal, _),
                    )


def _said(
    name: str, standing: tuple[Recorded[Any], ...], appraisal: Appraisal, _: Translator
) -> tuple[tuple[str, str], ...]:
    names = labels(given.author for given in standing)
    return tuple(
        (names[given.author.name], _value(name, given.value, appraisal, _)) for given in standing
    )


def _value(name: str, value: object, appraisal: Appraisal, _: Translator) -> str:
    if value in (None, "", ()):
        return _("tomt")
    if name in NAMED_FIELDS:
        several = value if isinstance(value, tuple) else (value,)
        return "; ".join(_called(name, str(one), appraisal, _) for one in several)
    match value:
        case bool():
            return _("ja") if value else _("nei")
        case str() if name == "date":
            return short_known_date(value, _)
        case date():
            return _.short_date(value)
        case float():
            return written_number(value, _)
        case _:
            return _one_line(_of_its_kind(value, _))


def _called(field: str, name: str, appraisal: Appraisal, _: Translator) -> str:
    """What people know a thing as that a field holds the id of; the id where it is gone."""
    match field:
        case "ask":
            titles = {role.id: role.title for role in appraisal.criteria_set.roles}
            return text_in(titles[name], _.language) if name in titles else name
        case "recommendation":
            known = appraisal.assessment.recommendations.get(name)
            return name if known is None else _one_line(known.text)
        case "criterion":
            return thing_words(Thing("verdict", name), appraisal, _)
        case _:
            return thing_words(Thing("answer", name), appraisal, _)


def _of_its_kind(value: object, _: Translator) -> str:
    match value:
        case SetVerdict() | SetFollowUp():
            return f"{_.say(value.verdict.words)}: {value.reason}"
        case StatementGiven():
            return f"{_.short_date(value.date)}: {value.text}"
        case DrawnSample():
            return _.say(draw_words(value))
        case ActionStatus():
            return _.say(value.words)
        case FileReference():
            return value.known_as
        case Municipality():
            return f"{value.number} {value.name}"
        case _:
            return str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())
