"""The preparation sheet: every question before anyone answers, by whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from checklist.criteria import AnswerValue, Measure, effort_of
from checklist.i18n import Translator, one_or_many
from checklist.reporting.model import Fact, Reference, SampleLine
from checklist.reporting.points import ForRole, Numbered, Points, ToFind
from checklist.reporting.report import Report
from checklist.reporting.samples import samples_for
from checklist.words import (
    Part,
    Wording,
    effort_words,
    if_any,
    partly_wording,
    rule_of_answers,
    sentence,
    unit_word,
    wording,
)


class ToCount(Part, frozen=True, kw_only=True):
    """A number to note. `among` is what it is counted in; `unit` is empty where it has none."""

    what: Wording
    among: Wording | None
    unit: str


class PreparedQuestion(Part, frozen=True, kw_only=True):
    """A checkpoint as it is taken to somebody who may know the answer.

    `answered_by` is who should answer where that is another role than the one it is listed under.
    """

    number: str
    fact: Fact
    partly_means: Wording | None
    example: Wording | None
    ask: Wording | None
    count: ToCount | None
    answered_by: Wording | None


class PreparedCriterion(Part, frozen=True, kw_only=True):
    """A criterion with its questions to one role."""

    reference: Reference
    requirement: Wording
    questions: tuple[PreparedQuestion, ...]


class RolePreparation(ForRole, frozen=True, kw_only=True):
    """What one role is asked, what to find first, and how much it is.

    `also` are questions that another role answers, and this one is asked about too.
    """

    asked: int
    decisive: int
    answered: int
    to_find: tuple[ToFind, ...]
    criteria: tuple[PreparedCriterion, ...]
    also: tuple[PreparedQuestion, ...]


class Preparation(Part, frozen=True, kw_only=True):
    """Every question, by whom to ask. `answers` are the words of the boxes to tick.

    `samples` are the file samples that its questions rest on.
    """

    says: tuple[str, ...]
    answers: tuple[str, ...]
    samples: tuple[SampleLine, ...]
    roles: tuple[RolePreparation, ...]


def preparation(report: Report, _: Translator) -> Preparation:
    """Every question by whom to ask, and what to find first."""
    # A question stands in full under the first role the set would ask, and by name under the
    # others, so that it is answered once.
    points = Points(report, report.depth)
    roles = (_role(role, points, _) for role in points.roles)
    return Preparation(
        says=_says(points, report.role, _),
        answers=tuple(_.say(value.words) for value in AnswerValue),
        samples=samples_for(report.appraisal, _own(points, report.role), _),
        roles=tuple(role for role in roles if role.asked or role.also or report.role is not None),
    )


def _own(points: Points, chosen: str | None) -> frozenset[str]:
    """The checkpoints of the one role that is chosen, or all of them."""
    asked = points.all if chosen is None else points.asked_of(chosen or None)
    return frozenset(n.checkpoint.id for n in asked)


def _says(points: Points, chosen: str | None, _: Translator) -> tuple[str, ...]:
    answering = [n for n in points.all if chosen is None or points.first(n) == (chosen or None)]
    total = _.one_or_many("Arket har {n} spørsmål.", len(points.all))
    return (
        *((f"{total} {_how_many(points.all, _)}",) if chosen is None else ()),
        *filter(None, (points.says_left_out(chosen),)),
        sentence(
            _(
                "anslag for {effort}",
                effort=effort_words(effort_of(n.checkpoint for n in answering), _),
            )
        ),
        _("Avgjørende betyr at et nei alene er nok til at kravet ikke er oppfylt."),
        _(
            "Hvert spørsmål står hos den rollen som først bør spørres. Finn fram det som står "
            "øverst i delen, før dere møtes."
        ),
        _(
            "Svar ja bare når noe viser det. Er dere usikre, er svaret vet ikke. Skriv en grunn "
            "når svaret er delvis, nei eller gjelder ikke."
        ),
        rule_of_answers(_),
        _("Skriv ikke navn på brukere eller annet som kan knyttes til en person."),
    )


def _how_many(asked: Sequence[Numbered], _: Translator) -> str:
    """How many of the questions are decisive, and how many have an answer."""
    decisive = sum(n.checkpoint.decisive for n in asked)
    said = (
        _.one_or_many("{n} er avgjørende.", decisive) if decisive else _("Ingen er avgjørende."),
        if_any(
            one_or_many("{n} er allerede besvart.", _answered(asked)),
            _,
        ),
    )
    return " ".join(filter(None, said))


def _answered(asked: Sequence[Numbered]) -> int:
    return sum(n.point.value is not None for n in asked)


def _role(role: str | None, points: Points, _: Translator) -> RolePreparation:
    asked = points.asked_of(role)
    own = [n for n in asked if points.first(n) == role]
    others = [n for n in asked if points.first(n) != role]
    return RolePreparation(
        id=role or "",
        role=points.role(role),
        anchor=points.anchor(role),
        says=_says_to(role, own, others, points, _),
        asked=len(own),
        decisive=sum(n.checkpoint.decisive for n in own),
        answered=_answered(own),
        to_find=points.to_find(own),
        criteria=tuple(
            _criterion(role, list(of_one), points, _)
            for _name, of_one in groupby(own, key=lambda n: n.criterion.criterion.id)
        ),
        also=tuple(_question(role, n, points, _) for n in others),
    )


def _says_to(
    role: str | None, own: list[Numbered], others: list[Numbered], points: Points, _: Translator
) -> str:
    if not own and not others:
        if points.says_left_out(role or ""):
            return _("Den raske gjennomgangen har ingen spørsmål til denne rollen.")
        return _("Kriteriesettet har ingen spørsmål til denne rollen.")
    said = (
        if_any(one_or_many("{n} spørsmål.", len(own)), _),
        _how_many(own, _) if own else "",
        if_any(
            one_or_many(
                "{n} spørsmål som andre svarer på, bør også tas opp her.",
                len(others),
            ),
            _,
        ),
    )
    return " ".join(filter(None, said))


def _criterion(
    role: str | None, of_one: list[Numbered], points: Points, _: Translator
) -> PreparedCriterion:
    criterion = of_one[0].criterion.criterion
    return PreparedCriterion(
        reference=points.found.criteria[criterion.id],
        requirement=wording(criterion.requirement, _.language),
        questions=tuple(_question(role, numbered, points, _) for numbered in of_one),
    )


def _question(
    role: str | None, numbered: Numbered, points: Points, _: Translator
) -> PreparedQuestion:
    checkpoint, first = numbered.checkpoint, points.first(numbered)
    return PreparedQuestion(
        number=numbered.number,
        fact=points.sections.fact(numbered.point),
        partly_means=partly_wording(checkpoint, _),
        example=None if checkpoint.example is None else wording(checkpoint.example, _.language),
        ask=points.ask(numbered.point, role),
        count=None if checkpoint.measure is None else _count(checkpoint.measure, _),
        answered_by=None if first == role else points.role(first),
    )


def _count(measure: Measure, _: Translator) -> ToCount:
    return ToCount(
        what=wording(measure.what, _.language),
        among=None if measure.of is None else wording(measure.of, _.language),
        unit=unit_word(measure.kind, _),
    )
