"""The document request: what evidence is missing or too weak, by the role that can get it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from checklist.appraisal import Strength
from checklist.criteria import EvidenceKind, ExpectedEvidence
from checklist.i18n import Translator, one_or_many, phrase
from checklist.reporting.model import EvidenceUse
from checklist.reporting.points import ForRole, Numbered, Points, ToFind
from checklist.reporting.report import Report
from checklist.words import Part, Wording, by_origin, what_there_is, wording


class RequestedFor(Part, frozen=True, kw_only=True):
    """A checkpoint that something is asked for."""

    number: str
    criterion: Wording
    question: Wording


class Requested(Part, frozen=True, kw_only=True):
    """One line of a request: any of `wanted` is enough. `present` is what there is, and why not.

    `note` says what else the sender must know, or is empty.
    """

    number: str
    wanted: tuple[ToFind, ...]
    note: str
    points: tuple[RequestedFor, ...]
    present: tuple[EvidenceUse, ...]


class RoleRequest(ForRole, frozen=True, kw_only=True):
    """What one role is asked to send."""

    requested: tuple[Requested, ...]


class Requests(Part, frozen=True, kw_only=True):
    """What is missing or too weak, by the role that can get it."""

    says: tuple[str, ...]
    roles: tuple[RoleRequest, ...]


def requests(report: Report, _: Translator) -> Requests:
    """What evidence is missing or too weak, by the role that can get it."""
    points = Points(report)
    by_role: dict[str | None, list[Numbered]] = {role: [] for role in points.every_role}
    for numbered in _lacking(points.all):
        by_role[points.first(numbered)].append(numbered)
    # Numbered over all roles first, so that B7 is the same line in one role's request.
    numbers = (f"B{place}" for place in count(1))
    everyone = {role: _role(role, own, numbers, points, _) for role, own in by_role.items()}
    roles = tuple(everyone[role] for role in points.roles)
    asked = any(role.requested for role in roles) or not any(by_role.values())
    return Requests(
        says=_says(points, report.role, _) if asked else (),
        roles=tuple(role for role in roles if role.requested or report.role is not None),
    )


def _says(points: Points, chosen: str | None, _: Translator) -> tuple[str, ...]:
    answers = [n for n in points.all if n.point.value is not None]
    lacking = [n.point.strength for n in _lacking(answers)]
    if not lacking:
        return (_("Ingen av svarene som er gitt, har svak eller manglende dokumentasjon."),)
    return (
        _.say(
            by_origin(
                points.appraisal.assessment.origin,
                phrase(
                    "Kommunen har selv svart på om tjenestene følger kravene i lover, forskrifter "
                    "og veiledere. Noen av svarene må dokumenteres bedre. Vi ber om det som står "
                    "på listen."
                ),
                phrase(
                    "Svarene er lest inn fra en publisert revisjon. Noen av dem er ikke godt nok "
                    "dokumentert her. Listen viser hva en bestilling ville inneholdt."
                ),
            )
        ),
        *((_how_many(lacking, _),) if chosen is None else ()),
        _(
            "Oppgi nummeret (B1, B2 og så videre) når du sender noe. Dokumentet må ha dato. "
            "Finnes det ikke, skriv det: det er også et svar."
        ),
        _(
            "Stikkprøver og uttrekk sendes som tall. Ta bort navn, fødselsnummer og annet som "
            "kan knyttes til en person, før du sender."
        ),
    )


def _how_many(lacking: list[Strength], _: Translator) -> str:
    about = _.one_or_many("Bestillingen gjelder {n} svar.", len(lacking))
    missing = lacking.count(Strength.MISSING)
    nothing = (
        phrase("Ingenting er registrert ennå.")
        if 0 < missing == len(lacking)
        else one_or_many("Til {n} av dem er ingenting registrert.", missing)
    )
    return " ".join(what_there_is((about, nothing), _))


def _role(
    role: str | None,
    lacking: list[Numbered],
    numbers: Iterator[str],
    points: Points,
    _: Translator,
) -> RoleRequest:
    alike: dict[object, list[Numbered]] = {}
    for numbered in lacking:
        # What the set does not say how to show, is a thing of its own.
        wanted = _written(numbered) or numbered.checkpoint.evidence or numbered.number
        alike.setdefault(wanted, []).append(numbered)
    requested = tuple(_requested(group, next(numbers), points, _) for group in alike.values())
    return RoleRequest(
        id=role or "",
        role=points.role(role),
        anchor=points.anchor(role),
        says=_("Vi ber om dette:") if requested else _("Vi ber ikke om noe fra denne rollen."),
        requested=requested,
    )


def _requested(group: list[Numbered], number: str, points: Points, _: Translator) -> Requested:
    only_talk = not any(_written(numbered) for numbered in group)
    return Requested(
        number=number,
        wanted=points.to_find(group, without=() if only_talk else (EvidenceKind.INTERVIEW,)),
        note=_note(group, _) if only_talk else "",
        points=tuple(
            RequestedFor(
                number=numbered.number,
                criterion=wording(numbered.criterion.criterion.title, _.language),
                question=wording(numbered.checkpoint.question, _.language),
            )
            for numbered in group
        ),
        present=_once(
            use for numbered in group for use in points.sections.fact(numbered.point).evidence
        ),
    )


def _note(group: list[Numbered], _: Translator) -> str:
    if any(numbered.checkpoint.evidence for numbered in group):
        return _(
            "Send referat med dato, bekreftet av den som ble intervjuet. Det som bare er "
            "sagt, er svak dokumentasjon: send også noe skriftlig som viser det samme."
        )
    return _(
        "Kriteriesettet sier ikke hva som viser dette. Send det dere bygger svaret på, med dato."
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
