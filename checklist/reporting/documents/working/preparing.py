"""The preparation sheet: every question before anyone answers, by whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from checklist.criteria import AnswerValue, Measure
from checklist.i18n import Translator
from checklist.reporting.documents.working.parts import (
    Preparation,
    PreparedCriterion,
    PreparedQuestion,
    RolePreparation,
    ToCount,
)
from checklist.reporting.documents.working.points import Numbered, Points
from checklist.words import unit_word, wording


def preparation(points: Points, chosen: str | None, _: Translator) -> Preparation:
    """The sheet for all roles, or for the chosen one.

    A question stands in full under the first role the set would ask, and by name under the
    others, so that it is answered once.
    """
    roles = (_Roles(points, _).prepared(role) for role in points.roles(chosen))
    return Preparation(
        says=_says(points, chosen, _),
        answers=tuple(_.say(value.words) for value in AnswerValue),
        roles=tuple(role for role in roles if role.asked or role.also or chosen is not None),
    )


def _says(points: Points, chosen: str | None, _: Translator) -> tuple[str, ...]:
    total = _.plural("Arket har {n} spørsmål.", "Arket har {n} spørsmål.", len(points.all))
    return (
        *((f"{total} {_how_many(points.all, _)}",) if chosen is None else ()),
        _("Avgjørende betyr at et nei alene er nok til at kravet ikke er oppfylt."),
        _(
            "Hvert spørsmål står hos den rollen som først bør spørres. Finn fram det som står "
            "øverst i delen, før dere møtes."
        ),
        _(
            "Svar ja bare når alt under «Ja betyr» stemmer, og noe viser det. Er dere usikre, er "
            "svaret vet ikke. Skriv en grunn når svaret er delvis, nei eller gjelder ikke."
        ),
        _("Skriv ikke navn på brukere eller annet som kan knyttes til en person."),
    )


def _how_many(asked: Sequence[Numbered], _: Translator) -> str:
    """How many of the questions are decisive, and how many have an answer."""
    decisive = sum(n.checkpoint.decisive for n in asked)
    answered = sum(n.point.value is not None for n in asked)
    said = [
        _.plural("{n} er avgjørende.", "{n} er avgjørende.", decisive)
        if decisive
        else _("Ingen er avgjørende.")
    ]
    if answered:
        said.append(_.plural("{n} er alt besvart.", "{n} er alt besvart.", answered))
    return " ".join(said)


class _Roles:
    def __init__(self, points: Points, _: Translator) -> None:
        self._points = points
        self._ = _

    def prepared(self, role: str | None) -> RolePreparation:
        points = self._points
        asked = [n for n in points.all if role in points.asked_of(n.point)]
        own = [n for n in asked if self._first(n) == role]
        others = [n for n in asked if self._first(n) != role]
        return RolePreparation(
            role=points.role(role),
            anchor=points.anchor(role),
            says=self._says(own, others),
            asked=len(own),
            decisive=sum(n.checkpoint.decisive for n in own),
            answered=sum(n.point.value is not None for n in own),
            to_find=points.to_find(own),
            criteria=tuple(
                self._criterion(role, list(of_one))
                for _name, of_one in groupby(own, key=lambda n: n.criterion.criterion.id)
            ),
            also=tuple(self._question(role, n) for n in others),
        )

    def _first(self, numbered: Numbered) -> str | None:
        return self._points.appraisal.whom_to_ask(numbered.point)

    def _says(self, own: list[Numbered], others: list[Numbered]) -> str:
        _ = self._
        if not own and not others:
            return _("Kriteriesettet har ingen spørsmål til denne rollen.")
        said = []
        if own:
            said.append(_.plural("{n} spørsmål.", "{n} spørsmål.", len(own)))
            said.append(_how_many(own, _))
        if others:
            said.append(
                _.plural(
                    "{n} spørsmål som andre svarer på, bør også tas opp her.",
                    "{n} spørsmål som andre svarer på, bør også tas opp her.",
                    len(others),
                )
            )
        return " ".join(said)

    def _criterion(self, role: str | None, of_one: list[Numbered]) -> PreparedCriterion:
        criterion = of_one[0].criterion.criterion
        return PreparedCriterion(
            reference=self._points.found.criteria[criterion.id],
            requirement=wording(criterion.requirement, self._.language),
            questions=tuple(self._question(role, numbered) for numbered in of_one),
        )

    def _question(self, role: str | None, numbered: Numbered) -> PreparedQuestion:
        checkpoint, value = numbered.checkpoint, numbered.point.value
        first = self._first(numbered)
        return PreparedQuestion(
            number=numbered.number,
            question=wording(checkpoint.question, self._.language),
            yes_means=wording(checkpoint.yes_means, self._.language),
            decisive=checkpoint.decisive,
            ask=self._points.ask(numbered.point, role),
            count=self._count(checkpoint.measure),
            answer="" if value is None else self._.say(value.words),
            answered_by=None if first == role else self._points.role(first),
        )

    def _count(self, measure: Measure | None) -> ToCount | None:
        if measure is None:
            return None
        return ToCount(
            what=wording(measure.what, self._.language),
            among=None if measure.of is None else wording(measure.of, self._.language),
            unit=unit_word(measure.kind, self._),
        )
