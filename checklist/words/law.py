"""Law as it is cited: in full, in short, and when it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checklist.appraisal import Appraisal
from checklist.criteria import Citation, CriteriaSet, Criterion, Source, SourceKind, text_in
from checklist.i18n import Translator, phrase
from checklist.text import address
from checklist.words.sentences import listed, wording
from checklist.words.values import Part, Wording


def cited_places(
    appraisal: Appraisal, criterion: Criterion, _: Translator
) -> Iterator[tuple[str, Citation, Source]]:
    """Each place a criterion rests on, with its label: in force first, then those that come."""
    sources = {source.id: source for source in appraisal.criteria_set.sources}
    for citation in (*appraisal.citations(criterion), *appraisal.coming_citations(criterion)):
        source = sources[citation.source]
        label = citation_label(citation, source, _)
        if source.coming:
            label = _("kommer, uten dato: {place}", place=label)
        yield label, citation, source


def citation_label(citation: Citation, source: Source, _: Translator) -> str:
    """The place as lawyers write it: helse- og omsorgstjenesteloven § 7-3 første ledd."""
    named = text_in(source.short, _.language)
    if citation.place is not None:
        named = f"{named}, {text_in(citation.place, _.language)}"
    where = []
    if citation.section is not None:
        where.append(_sections((citation.section,), _))
    if citation.paragraph is not None:
        where.append(_paragraph(citation.paragraph, _))
    if citation.item is not None:
        where.append(
            _("nr. {item}", item=citation.item)
            if re.fullmatch(r"\d+", citation.item)
            else _("bokstav {item}", item=citation.item)
        )
    return _in_source(" ".join(where), named, _)


def _in_source(where: str, source: str, _: Translator) -> str:
    """The act first in Norwegian, and last in English: Section 7-3 of the Health … Act."""
    return _("{source} {where}", source=source, where=where) if where else source


def _sections(sections: Sequence[str], _: Translator) -> str:
    named = listed(sections, _)
    return _.plural("§ {sections}", "§§ {sections}", len(sections), sections=named)


def citation_address(citation: Citation, source: Source) -> str | None:
    """Where the place can be read: Lovdata takes the section at the end of the address."""
    if source.address is None:
        return None
    if citation.section is None or source.kind not in (SourceKind.ACT, SourceKind.REGULATION):
        return address(source.address)
    return address(f"{source.address}/§{citation.section}")


_SECTION = re.compile(r"(§|\bSections?) (?=\d)")


def unbroken(text: str) -> str:
    """The text where a section never parts from its sign at the end of a line: § 4-1."""
    return _SECTION.sub("\\1\u00a0", text) if "§" in text or "Section" in text else text


def in_force(part: Source | Citation, _: Translator) -> str:
    """From when to when a source holds, or a place in it."""
    since, until = part.in_force_from, part.in_force_to
    if isinstance(part, Source) and part.coming:
        return _("vedtatt, uten dato")
    if since is not None and until is not None:
        return _("fra {since} til {until}", since=_.date(since), until=_.date(until))
    if since is not None:
        return _("fra {day}", day=_.date(since))
    if until is not None:
        return _("til {day}", day=_.date(until))
    return _("ikke oppgitt")


_ORDINALS = (
    phrase("første"),
    phrase("andre"),
    phrase("tredje"),
    phrase("fjerde"),
    phrase("femte"),
    phrase("sjette"),
    phrase("sjuende"),
    phrase("åttende"),
    phrase("niende"),
    phrase("tiende"),
)


def _paragraph(number: int, _: Translator) -> str:
    if number > len(_ORDINALS):
        return _("{n}. ledd", n=number)
    return _("{ordinal} ledd", ordinal=_.say(_ORDINALS[number - 1]))


class SourcePlace(Part, frozen=True, kw_only=True):
    """A source with the places in it that something rests on.

    Attributes:
        label: helse- og omsorgstjenesteloven §§ 3-4 og 4-1.
        address: where the source can be read, or None.
    """

    label: Wording
    address: str | None


def places_by_source(
    citations: Iterable[Citation], criteria_set: CriteriaSet, _: Translator
) -> tuple[SourcePlace, ...]:
    """Places in law, each source once with its sections."""
    by_source: dict[str, dict[str, None]] = {}
    for citation in citations:
        places = by_source.setdefault(citation.source, {})
        if citation.section:
            places[citation.section] = None
    known = {source.id: source for source in criteria_set.sources}
    told = []
    for name, sections in by_source.items():
        short = wording(known[name].short, _.language)
        where = _sections(tuple(sections), _) if sections else ""
        told.append(
            SourcePlace(
                label=Wording(text=_in_source(where, str(short), _), language=short.language),
                address=address(known[name].address),
            )
        )
    return tuple(told)


def full_citations(citations: Iterable[Citation], criteria_set: CriteriaSet, _: Translator) -> str:
    """Places in law on one line, with the names of the laws written out."""
    places = places_by_source(citations, criteria_set, _)
    return "; ".join(place.label.text for place in places)


def short_citations(citations: Iterable[Citation], criteria_set: CriteriaSet) -> str:
    """Places in law on one line, each source once: hol §§ 3-4, 4-1; F-LK § 6."""
    by_source: dict[str, list[str]] = {}
    for citation in citations:
        sections = by_source.setdefault(citation.source, [])
        if citation.section and citation.section not in sections:
            sections.append(citation.section)
    short = {source.id: source.abbreviation for source in criteria_set.sources}
    return "; ".join(
        f"{short[source]} {'§§' if len(sections) > 1 else '§'} {', '.join(sections)}"
        if sections
        else short[source]
        for source, sections in by_source.items()
    )
