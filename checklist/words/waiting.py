"""What was taken over from an earlier assessment and waits to be confirmed, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checklist.appraisal import Appraisal, CheckpointAppraisal, WaitingAnswer
from checklist.assessment import Carrying, PredecessorNamed
from checklist.criteria import Measure, text_in
from checklist.i18n import Translator, one_or_many, phrase, phrases
from checklist.words.figures import figure_words
from checklist.words.origin import predecessor_phrase
from checklist.words.overview import reasons_words
from checklist.words.sentences import what_there_is


def waiting_words(
    waiting: WaitingAnswer,
    measure: Measure | None,
    predecessor: PredecessorNamed | None,
    _: Translator,
) -> str:
    """What was answered and where: Fra Nes 1. januar 2025: Ja, 12 av 40. Rutinen … (kap. 2)."""
    answer = waiting.answer
    value = "" if answer.value is None else _.say(answer.value.words)
    said = ", ".join(filter(None, (value, figure_words(answer, measure, _))))
    written = " ".join(
        filter(None, (answer.comment.strip(), f"({answer.place})" if answer.place else ""))
    )
    return " ".join(
        filter(
            None,
            (_("Fra {where}: {said}.", where=predecessor_phrase(predecessor), said=said), written),
        )
    )


def waiting_evidence_lines(waiting: WaitingAnswer, _: Translator) -> Iterator[str]:
    """What it rests on, each piece as it is judged at the date of this assessment."""
    for evidence, weight in waiting.evidence:
        reasons = reasons_words(weight, _)
        strength = _.say(weight.strength.words) + (f": {reasons}" if reasons else "")
        yield _("Dokumentasjon: {title} ({strength})", title=evidence.title, strength=strength)


REWORDED = phrase("! Spørsmålet er endret siden da. Les det på nytt før du bekrefter.")
"""Before an answer to another wording is confirmed."""


class WaitingTheme(NamedTuple):
    """What waits in a theme: what can be confirmed together, and what is read one by one."""

    together: tuple[CheckpointAppraisal, ...]
    one_by_one: tuple[CheckpointAppraisal, ...]


def waiting_in(appraisal: Appraisal, theme: str) -> WaitingTheme:
    """What waits in a theme. An answer to another wording is never confirmed with others."""
    found = [
        point
        for appraised in appraisal.criteria.values()
        if appraised.criterion.theme == theme
        for point in appraised.asked
        if point.waiting is not None
    ]
    return WaitingTheme(
        tuple(p for p in found if p.waiting is not None and not p.waiting.reworded),
        tuple(p for p in found if p.waiting is not None and p.waiting.reworded),
    )


class WaitingLine(NamedTuple):
    """A line of what waits, and how far in it stands."""

    depth: int
    text: str


def waiting_theme_lines(
    appraisal: Appraisal, waiting: WaitingTheme, _: Translator
) -> Iterator[WaitingLine]:
    """Each question of a theme with its earlier answer; last those that are read one by one."""
    for point in waiting.together:
        yield from waiting_point_lines(appraisal, point, _)
    if waiting.one_by_one:
        yield WaitingLine(0, _("Disse er spurt om på en annen måte nå. Bekreft dem én for én:"))
    for point in waiting.one_by_one:
        yield from waiting_point_lines(appraisal, point, _)


def waiting_point_lines(
    appraisal: Appraisal, point: CheckpointAppraisal, _: Translator
) -> Iterator[WaitingLine]:
    """A question, what was answered to it, and what that rests on."""
    if point.waiting is None:
        return
    checkpoint = point.checkpoint
    predecessor = appraisal.assessment.taken_from("answer", checkpoint.id)
    yield WaitingLine(0, text_in(checkpoint.question, _.language))
    yield WaitingLine(1, waiting_words(point.waiting, checkpoint.measure, predecessor, _))
    for line in waiting_evidence_lines(point.waiting, _):
        yield WaitingLine(2, line)


def carried_words(found: Carrying, _: Translator) -> tuple[str, ...]:
    """What came of beginning from an earlier assessment, each sentence for itself."""
    counted = (
        phrases(
            "{n} svar er hentet. Det teller ikke før noen har bekreftet det.",
            "{n} svar er hentet. De teller ikke før noen har bekreftet dem.",
            len(found.answers),
        ),
        phrases(
            "{n} svar gjelder et spørsmål som er endret: les det på nytt.",
            "{n} svar gjelder spørsmål som er endret: les dem på nytt.",
            len(found.again),
        ),
        one_or_many("{n} svar er ikke hentet, fordi svarene var ulike.", len(found.differing)),
        one_or_many("{n} svar gjelder det som ikke spørres om nå.", len(found.retired)),
    )
    lost = [
        _(
            "Filen til «{title}» er ikke med: den kunne ikke kopieres, eller er endret siden.",
            title=title,
        )
        for title in found.without_file
    ]
    return what_there_is((*counted, *lost), _)
