"""Who speaks in a paper of an audit: the auditors, of which audit, resting on what."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.audit import (
    KINDS,
    Audit,
    AuditConclusion,
    CriterionVerdict,
    PointVerdict,
    ReceivedAssessment,
)
from checklist.i18n import Phrase, Translator, one_or_many
from checklist.words.places import whole_municipality

_JUDGING = (CriterionVerdict, AuditConclusion, PointVerdict)
"""What the auditors judge in."""


def made_by_auditors(audit: Audit, kontrollsum: str, _: Translator) -> str:
    """That the auditors speak, whose the verdicts are where there are any, and the kontrollsum."""
    by = audit.commission.by.strip()
    if any(audit.records.get(kind.KIND) for kind in _JUDGING):
        said = (
            _("Vurderingene er gjort av {auditor}. Laget med samsjekk.", auditor=by)
            if by
            else _("Vurderingene er gjort av revisjonen. Laget med samsjekk.")
        )
    else:
        said = (
            _("Laget av {auditor} med samsjekk.", auditor=by)
            if by
            else _("Laget av revisjonen med samsjekk.")
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


def unsettled_words(audit: Audit) -> Iterator[Phrase]:
    """What a reader must know of what stands in a paper: written differently, or not read."""
    differing = sum(
        bool(audit.differing(kind, name))
        for kind in KINDS.values()
        for name in audit.records.get(kind.KIND, {})
    ) + bool(audit.sets_differing())
    if differing:
        yield one_or_many(
            "Merk: {n} ting er skrevet ulikt av flere, og det siste står her.", differing
        )
    if audit.unknown:
        yield one_or_many(
            "Merk: {n} ting i revisjonen er fra en nyere versjon av samsjekk og er ikke med.",
            audit.unknown,
        )


def auditors_foot(auditor: str, municipality: str, title: str) -> str:
    """Which auditor and which audit a page is from."""
    return " · ".join(filter(None, (auditor, municipality, title)))
