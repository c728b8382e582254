"""What the municipality refers to, as a line each: documents, interviews and the rest."""

from __future__ import annotations

from checklist.appraisal import Appraisal
from checklist.assessment import (
    Document,
    Evidence,
    Figure,
    FileSample,
    Interview,
    Observation,
    day_if_whole,
    kind_of,
)
from checklist.i18n import Translator
from checklist.reporting.model import EvidenceLine, Reference
from checklist.reporting.references import References
from checklist.text import address
from checklist.words import known_date


def evidence_lines(
    appraisal: Appraisal, found: References, _: Translator, *kinds: type[Evidence]
) -> tuple[EvidenceLine, ...]:
    """The evidence of these kinds, in the order it was recorded."""
    rests_on: dict[str, dict[str, Reference]] = {}
    for appraised in appraisal.criteria.values():
        reference = found.criteria[appraised.criterion.id]
        for point in appraised.asked:
            for piece, _weight in point.evidence:
                rests_on.setdefault(piece.id, {})[reference.number] = reference
    return tuple(
        _line(recorded.value, found.evidence[name], tuple(rests_on.get(name, {}).values()), _)
        for name, recorded in appraisal.assessment.evidence.items()
        if isinstance(recorded.value, kinds)
    )


def _line(
    evidence: Evidence, reference: Reference, used_in: tuple[Reference, ...], _: Translator
) -> EvidenceLine:
    link = address(evidence.address) if isinstance(evidence, Document) else None
    return EvidenceLine(
        reference=reference,
        kind=_.say(kind_of(evidence).words),
        date=known_date(evidence.date, _),
        day=day_if_whole(evidence.date),
        shows=evidence.shows.strip(),
        details=tuple(_details(evidence, _, linked=link is not None)),
        address=link,
        used_in=used_in,
    )


def _details(evidence: Evidence, _: Translator, *, linked: bool) -> list[str]:
    match evidence:
        case Document():
            return _document_details(evidence, _, linked=linked)
        case Interview(role=role, verified=verified):
            confirmed = _("bekreftet") if verified else _("ikke bekreftet")
            return [_("rolle: {role}", role=role), confirmed]
        case Figure(value=value, unit=unit, period=period, source=source):
            return [
                f"{value} {unit}".strip(),
                _("periode: {period}", period=period),
                _("kilde: {source}", source=source),
            ]
        case FileSample(count=count, of=of, period=period):
            return [_("{n} av {of} saker", n=count, of=of), _("periode: {period}", period=period)]
        case Observation(where=where):
            return [_("sted: {where}", where=where)] if where else []


def _document_details(document: Document, _: Translator, *, linked: bool) -> list[str]:
    file = document.file
    name = "" if file is None else file.known_as
    details = (
        document.archive and _("arkiv: {reference}", reference=document.archive),
        document.held_by and _("hos: {role}", role=document.held_by),
        document.page and _("side: {page}", page=document.page),
        document.address and not linked and _("adresse: {address}", address=document.address),
        file is not None and not file.path and _("fil uten arkivreferanse"),
        file is not None
        and file.path
        and _("fil: {name} (SHA-256 {digest})", name=name, digest=file.sha256),
    )
    return [words for words in details if words]
