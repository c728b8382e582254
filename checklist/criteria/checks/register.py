"""The register of sources: what each set draws on, where it is cited, and what is old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from checklist.criteria.model import CriteriaSet, Source

OLD_AFTER_DAYS = 365


class RegisteredSource(msgspec.Struct, frozen=True):
    """A source with the criteria that cite it, and the sections they cite."""

    source: Source
    cited_by: tuple[str, ...]
    sections: tuple[str, ...]
    old: bool


def source_register(sets: Iterable[CriteriaSet], today: date) -> tuple[RegisteredSource, ...]:
    """Every source of the sets once, in the order of their abbreviations.

    Old is a source that nobody has read against the criteria for a year.
    """
    sources: dict[str, Source] = {}
    cited_by: dict[str, dict[str, None]] = {}
    sections: dict[str, set[str]] = {}
    for criteria_set in sets:
        for source in criteria_set.sources:
            sources.setdefault(source.id, source)
        for criterion in criteria_set.criteria:
            for citation in criterion.sources:
                cited_by.setdefault(citation.source, {})[criterion.id] = None
                if citation.section:
                    sections.setdefault(citation.source, set()).add(citation.section)
    return tuple(
        RegisteredSource(
            source,
            tuple(cited_by.get(name, ())),
            tuple(sorted(sections.get(name, ()))),
            (today - source.checked).days > OLD_AFTER_DAYS,
        )
        for name, source in sorted(
            sources.items(), key=lambda item: item[1].abbreviation.casefold()
        )
    )
