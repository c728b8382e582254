"""The document request: what evidence is missing or too weak, by the role that can get it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checklist.appraisal import Strength
from checklist.criteria import EvidenceKind, ExpectedEvidence
from checklist.i18n import Translator
from checklist.reporting.documents.gap import Sections
from checklist.reporting.documents.working.parts import (
    Requested,
    RequestedFor,
    Requests,
    RoleRequest,
)
from checklist.reporting.documents.working.points import Numbered, Points
from checklist.reporting.model import EvidenceUse
from checklist.words import wording


def requests(points: Points, sections: Sections, chosen: str | None, _: Translator) -> Requests:
    """What to ask each role for, or the chosen one. Each thing is asked for once, numbered B1."""
    return _Requests(points, sections, _).made(chosen)


class _Requests:
    def __init__(self, points: Points, sections: Sections, _: Translator) -> None:
        self._points = points
        self._sections = sections
        self._ = _

    def made(self, chosen: str | None) -> Requests:
        points = self._points
        by_role: dict[str | None, list[Numbered]] = {}
        for numbered in _lacking(points.all):
            by_role.setdefault(points.appraisal.whom_to_ask(numbered.point), []).append(numbered)
        # Numbered over all roles first, so that B7 is the same line in one role's request.
        numbers = (f"B{place}" for place in range(1, len(points.all) + 1))
        everyone = {
            role: self._role(role, by_role.get(role, []), numbers) for role in points.roles(None)
        }
        roles = tuple(everyone[role] for role in points.roles(chosen))
        return Requests(
            says=self._says(chosen) if any(role.requested for role in roles) or not by_role else (),
            roles=tuple(role for role in roles if role.requested or chosen is not None),
        )

    def _says(self, chosen: str | None) -> tuple[str, ...]:
        _ = self._
        answers = [n for n in self._points.all if n.point.value is not None]
        lacking = len(list(_lacking(answers)))
        missing = sum(n.point.strength is Strength.MISSING for n in _lacking(answers))
        if not answers:
            return (
                _(
                    "Ingen kontrollpunkter er besvart ennå, så det er ingen svar å be om "
                    "dokumentasjon for. Bruk forberedelsesarket: der står det hva hver rolle bør "
                    "finne fram."
                ),
            )
        if not lacking:
            return (_("Ingen av svarene som er gitt, har svak eller manglende dokumentasjon."),)
        return (
            _(
                "Kommunen har selv svart på om tjenestene følger kravene i lover, forskrifter og "
                "veiledere. Noen av svarene må dokumenteres bedre. Vi ber om det som står på "
                "listen."
            ),
            *((self._how_many(lacking, missing),) if chosen is None else ()),
            _(
                "Oppgi nummeret (B1, B2 og så videre) når du sender noe. Dokumentet må ha dato. "
                "Finnes det ikke, skriv det: det er også et svar."
            ),
            _(
                "Stikkprøver og uttrekk sendes som tall. Ta bort navn, fødselsnummer og annet som "
                "kan knyttes til en person, før du sender."
            ),
        )

    def _how_many(self, lacking: int, missing: int) -> str:
        _ = self._
        said = [
            _.plural("Bestillingen gjelder {n} svar.", "Bestillingen gjelder {n} svar.", lacking)
        ]
        if missing:
            said.append(
                _.plural(
                    "Til {n} av dem er ingenting registrert.",
                    "Til {n} av dem er ingenting registrert.",
                    missing,
                )
            )
        return " ".join(said)

    def _role(
        self, role: str | None, lacking: list[Numbered], numbers: Iterator[str]
    ) -> RoleRequest:
        _ = self._
        alike: dict[object, list[Numbered]] = {}
        for numbered in lacking:
            # What the set does not say how to show, is a thing of its own.
            key: object = _wanted(numbered) or numbered.number
            alike.setdefault(key, []).append(numbered)
        requested = tuple(self._requested(group, next(numbers)) for group in alike.values())
        return RoleRequest(
            role=self._points.role(role),
            anchor=self._points.anchor(role),
            says=(
                _("Vi ber om dette:") if requested else _("Vi ber ikke om noe fra denne rollen.")
            ),
            requested=requested,
        )

    def _requested(self, group: list[Numbered], number: str) -> Requested:
        only_talk = not any(_written(numbered) for numbered in group)
        return Requested(
            number=number,
            wanted=self._points.to_find(
                group, without=() if only_talk else (EvidenceKind.INTERVIEW,)
            ),
            note=self._note(group) if only_talk else "",
            points=tuple(
                RequestedFor(
                    number=numbered.number,
                    criterion=wording(numbered.criterion.criterion.title, self._.language),
                    question=wording(numbered.checkpoint.question, self._.language),
                )
                for numbered in group
            ),
            present=_once(
                use for numbered in group for use in self._sections.fact(numbered.point).evidence
            ),
        )

    def _note(self, group: list[Numbered]) -> str:
        _ = self._
        if any(numbered.checkpoint.evidence for numbered in group):
            return _(
                "Send referat med dato, bekreftet av den som ble intervjuet. Det som bare er "
                "sagt, er svak dokumentasjon: send også noe skriftlig som viser det samme."
            )
        return _(
            "Kriteriesettet sier ikke hva som viser dette. Send det dere bygger svaret på, med "
            "dato."
        )


def _lacking(points: Iterable[Numbered]) -> Iterator[Numbered]:
    return (
        numbered
        for numbered in points
        if numbered.point.weight is not None
        and numbered.point.weight.strength is not Strength.STRONG
    )


def _written(numbered: Numbered) -> tuple[ExpectedEvidence, ...]:
    """What can be sent: not what people say, which alone is weak, nor what one goes to see."""
    seen = (EvidenceKind.INTERVIEW, EvidenceKind.OBSERVATION)
    return tuple(e for e in numbered.checkpoint.evidence if e.kind not in seen)


def _wanted(numbered: Numbered) -> tuple[ExpectedEvidence, ...]:
    return _written(numbered) or numbered.checkpoint.evidence


def _once(uses: Iterable[EvidenceUse]) -> tuple[EvidenceUse, ...]:
    """Each piece of evidence once, with everything that makes it weak."""
    found: dict[str, EvidenceUse] = {}
    for use in uses:
        before = found.setdefault(use.reference.number, use)
        found[use.reference.number] = EvidenceUse(
            reference=use.reference,
            strength=before.strength,
            reasons=tuple(dict.fromkeys(before.reasons + use.reasons)),
        )
    return tuple(found.values())
