"""The fact check: what was answered, to be confirmed or corrected, without what it amounts to."""

from __future__ import annotations

import msgspec

from checklist.appraisal import CriterionAppraisal, ThemeAppraisal
from checklist.i18n import Translator
from checklist.reporting.model import Reference
from checklist.reporting.points import Numbered, Points
from checklist.reporting.report import Report
from checklist.words import Part, Wording, figure_sentence, wording


class CheckedFact(Part, frozen=True, kw_only=True):
    """A fact to confirm or correct. Nothing here says what it amounts to."""

    number: str
    question: Wording
    answer: str
    comment: str
    figures: str
    place: str
    evidence: tuple[Reference, ...]
    remark: str


class CriterionToCheck(Part, frozen=True, kw_only=True):
    """The facts of one criterion."""

    reference: Reference
    facts: tuple[CheckedFact, ...]


class ThemeFacts(Part, frozen=True, kw_only=True):
    """The criteria of a theme that have facts."""

    reference: Reference
    criteria: tuple[CriterionToCheck, ...]


class FactCheck(Part, frozen=True, kw_only=True):
    """Facts to confirm. What is not answered is counted."""

    says: tuple[str, ...]
    themes: tuple[ThemeFacts, ...]


def fact_check(report: Report, _: Translator) -> FactCheck:
    """What was answered, to be confirmed or corrected, without what it amounts to."""
    points = Points(report)
    by_criterion: dict[str, list[Numbered]] = {}
    for numbered in points.all:
        by_criterion.setdefault(numbered.criterion.criterion.id, []).append(numbered)

    def criterion(appraised: CriterionAppraisal) -> CriterionToCheck:
        name = appraised.criterion.id
        return CriterionToCheck(
            reference=points.found.criteria[name],
            facts=tuple(_fact(n, points, _) for n in by_criterion[name] if n.point.value),
        )

    def theme(appraised: ThemeAppraisal) -> ThemeFacts:
        return ThemeFacts(
            reference=points.found.themes[appraised.theme.id],
            criteria=tuple(criterion(c) for c in appraised.criteria if c.answered),
        )

    themes = (theme(appraised) for appraised in points.appraisal.themes)
    return FactCheck(
        says=_says(points, _),
        themes=tuple(made for made in themes if made.criteria),
    )


def _says(points: Points, _: Translator) -> tuple[str, ...]:
    answered = points.appraisal.progress.answered
    left = points.appraisal.progress.of - answered
    return (
        _(
            "Dette er fakta slik de er registrert: svarene, tallene, kommentarene "
            "og dokumentasjonen det vises til. Arket sier ikke hva de betyr."
        ),
        _(
            "Les hvert punkt. Kryss av når det er riktig. Er noe feil eller mangler noe viktig, "
            "skriv hva det skal rettes til, og hva som viser det."
        ),
        _.plural("Arket har {n} faktum.", "Arket har {n} fakta.", answered)
        + (
            " "
            + _.plural(
                "{n} kontrollpunkt er ikke besvart. Arket sier ikke noe om det.",
                "{n} kontrollpunkter er ikke besvart. Arket sier ikke noe om dem.",
                left,
            )
            if left
            else ""
        ),
    )


def _fact(numbered: Numbered, points: Points, _: Translator) -> CheckedFact:
    checkpoint, answer = numbered.checkpoint, numbered.point.answer
    # The limit of a number is what it is held against: no fact of the municipality's.
    measure = checkpoint.measure and msgspec.structs.replace(checkpoint.measure, limit=None)
    return CheckedFact(
        number=numbered.number,
        question=wording(checkpoint.question, _.language),
        answer="" if answer is None or answer.value is None else _.say(answer.value.words),
        comment="" if answer is None else answer.comment.strip(),
        figures="" if answer is None else figure_sentence(answer, measure, _),
        place="" if answer is None else answer.place.strip(),
        evidence=tuple(points.found.evidence[piece.id] for piece, _w in numbered.point.evidence),
        remark=(
            _("Svaret ble gitt da kontrollpunktet hadde en annen ordlyd.")
            if numbered.point.outdated
            else ""
        ),
    )
