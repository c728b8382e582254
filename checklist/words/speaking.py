"""Who speaks in a paper of an audit: the auditors, of which audit, resting on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checklist.assessment import Municipality
from checklist.i18n import Translator

if TYPE_CHECKING:
    from checklist.audit import ReceivedAssessment


def made_by_auditors(by: str, kontrollsum: str, _: Translator) -> str:
    """That the auditors speak, and the kontrollsum of their audit."""
    said = (
        _("Vurderingene er gjort av {auditor}. Laget med samsjekk.", auditor=by)
        if by
        else _("Vurderingene er gjort av revisjonen. Laget med samsjekk.")
    )
    if not kontrollsum:
        return said
    proof = _("Revisjonens kontrollsum: {sum}.", sum=kontrollsum)
    return f"{said} {proof}"


def rests_on_received(received: ReceivedAssessment, _: Translator) -> str:
    """That the audit rests on what a municipality handed over, and the kontrollsum of that."""
    whose = whole_municipality(received.municipality, _)
    if not received.kontrollsum:
        return _("Bygger også på det {municipality} overleverte.", municipality=whose)
    return _(
        "Bygger også på det {municipality} overleverte (mottak {id}), kontrollsum: {sum}.",
        municipality=whose,
        id=received.id,
        sum=received.kontrollsum,
    )


def auditors_foot(auditor: str, municipality: str, title: str) -> str:
    """Which auditor and which audit a page is from."""
    return " · ".join(filter(None, (auditor, municipality, title)))


def whole_municipality(municipality: Municipality | None, _: Translator) -> str:
    """A municipality as it is named in text: Nes kommune."""
    if municipality is None:
        return _("kommunen")
    name = municipality.name.strip()
    return name if name.casefold().endswith("kommune") else _("{name} kommune", name=name)
