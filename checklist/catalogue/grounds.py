"""What the criteria of a file rest on, counted: the bar a set must clear to be trusted."""

from __future__ import annotations

from typing import Any

import msgspec

from checklist.catalogue.checking import must_without_law
from checklist.catalogue.law_sections import LookUp, look_up
from checklist.catalogue.model import CriteriaSet, Source
from checklist.strict_yaml import FAULTY, Document


class Grounds(msgspec.Struct, frozen=True):
    """Counts from one file; what came of looking up its citations of law."""

    without_source: int
    must_without_law: int
    look_up: LookUp


def grounds(document: Document[Any], base: CriteriaSet | None = None) -> Grounds:
    """Count what a file rests on; it may be faulty, and cite the sources of its `base`."""
    sources: dict[str, Source] = {
        source.id: source
        for part in (document.value, base)
        if part is not None
        for source in part.sources
    }
    criteria = [c for c in document.value.criteria if c is not FAULTY]
    return Grounds(
        sum(not criterion.sources for criterion in criteria),
        sum(must_without_law(criterion, sources) for criterion in criteria),
        look_up(document, sources),
    )
