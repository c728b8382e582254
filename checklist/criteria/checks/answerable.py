"""What makes a checkpoint hard to answer alike for two persons, or hard to test afterwards.

Each rule is narrow on purpose: advice that is mostly wrong is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from checklist.criteria.checks.readability import sentences_in
from checklist.criteria.model import Checkpoint, EvidenceKind, text_in
from checklist.criteria.yaml import Fault, YamlDocument
from checklist.i18n import phrase

_Path = tuple[str | int, ...]

_MOST_FACTS = 2
_FEWEST_ASKED = 2

_JUDGED = re.compile(
    r"\b(?:godt nok|bra nok|tilstrekkelige?|virker|trygge? (?:nok )?på)\b", re.IGNORECASE
)
"""What two persons judge differently: it says neither what is there nor how much is enough."""

_NO_FACT = re.compile(
    r"^(?:Svar|Ta (?:alle|de|en|fem|minst|ti)\b|Trekk|Da |Kjøper|Var det|Har |For barn |Finnes"
    r"|Gjelder|Er (?:det )?(?:ingen|alt|noe)|Fyller ingen|Hvis|Loven|Bare |Med )"
    r"|\bteller (?:ikke|også|med)\b|eget mål\b|gjelder ikke|er svaret\b|\bvil si\b|\bbetyr\b"
    r"|\ber ikke nok\b"
)
"""Sentences that say how to answer, or what a word covers, and not what must hold."""

_DEFINITE = re.compile(r"\bstikkprøven\b", re.IGNORECASE)
_INDEFINITE = re.compile(r"\b(?:stikkprøve|utvalg|trekk)\b", re.IGNORECASE)


def hard_to_answer_alike(document: YamlDocument[Any]) -> Iterator[Fault]:
    """Advice on the words of each checkpoint, and on what it lacks for whoever tests it."""
    seen: dict[str, str] = {}
    for index, criterion in enumerate(document.value.criteria):
        named = False
        for position, checkpoint in enumerate(criterion.checkpoints):
            path: _Path = ("criteria", index, "checkpoints", position)
            yield from _judged(document, path, checkpoint)
            yield from _several_facts(document, path, checkpoint)
            yield from _unknown_sample(document, path, checkpoint, named=named)
            named = named or _names_a_sample(checkpoint)
            yield from _said_before(document, path, checkpoint, seen)
            yield from _untested(document, path, checkpoint)


def _judged(document: YamlDocument[Any], path: _Path, point: Checkpoint) -> Iterator[Fault]:
    for field in ("question", "yes_means"):
        for found in _JUDGED.findall(text_in(getattr(point, field), "nb")):
            yield document.fault(
                (*path, field),
                phrase("to personer kan dømme ulikt om «{words}»", words=found),
                phrase("skriv det man kan se, telle eller lese"),
            )


def _several_facts(document: YamlDocument[Any], path: _Path, point: Checkpoint) -> Iterator[Fault]:
    said = sentences_in(text_in(point.yes_means, "nb"))
    facts = sum(_NO_FACT.search(sentence) is None for sentence in said)
    if facts > _MOST_FACTS:
        yield document.fault(
            (*path, "yes_means"),
            phrase("ett ja må stemme med {n} ting", n=facts),
            phrase("høyst {most}: del det i flere kontrollpunkter", most=_MOST_FACTS),
        )


def _names_a_sample(point: Checkpoint) -> bool:
    said = f"{text_in(point.question, 'nb')} {text_in(point.yes_means, 'nb')}"
    return point.sample is not None or _INDEFINITE.search(said) is not None


def _unknown_sample(
    document: YamlDocument[Any], path: _Path, point: Checkpoint, *, named: bool
) -> Iterator[Fault]:
    """A checkpoint may lean on the sample of one before it in its criterion; a quick one may not.

    The quick walk asks it alone.
    """
    said = f"{text_in(point.question, 'nb')} {text_in(point.yes_means, 'nb')}"
    known = _names_a_sample(point) or (named and not point.quick)
    if _DEFINITE.search(said) and not known:
        yield document.fault(
            (*path, "yes_means"),
            phrase("«stikkprøven» er ikke nevnt før"),
            phrase("skriv hvor mange saker man ser på, og hvilke, eller legg til sample:"),
        )


def _said_before(
    document: YamlDocument[Any], path: _Path, point: Checkpoint, seen: dict[str, str]
) -> Iterator[Fault]:
    for field in ("question", "yes_means"):
        text = text_in(getattr(point, field), "nb")
        if (first := seen.setdefault(text, point.id)) != point.id:
            yield document.fault(
                (*path, field),
                phrase("samme tekst som i «{id}»", id=first),
                phrase("slå dem sammen, eller skriv hva som skiller dem"),
            )


def _untested(document: YamlDocument[Any], path: _Path, point: Checkpoint) -> Iterator[Fault]:
    if point.example is None:
        yield document.fault(
            path,
            phrase("kontrollpunktet har ikke noe eksempel på god dokumentasjon"),
            phrase("skriv example: i én linje"),
        )
    if point.test is None:
        yield document.fault(
            path,
            phrase("kontrollpunktet sier ikke hvordan svaret kan prøves"),
            phrase("skriv test: med dokument, intervju eller stikkprøve, og hva man ser etter"),
        )
    interview = any(wanted.kind is EvidenceKind.INTERVIEW for wanted in point.evidence)
    if interview and len(point.ask) < _FEWEST_ASKED:
        yield document.fault(
            (*path, "ask") if point.ask else path,
            phrase("det er bedt om intervju, men færre enn to roller er spurt"),
            phrase("skriv under ask hva du vil spørre en rolle til om"),
        )
