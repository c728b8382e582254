"""From a cell as «kommuneloven § 25-1 første ledd» to a source and the place in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from checklist.criteria.model import Source, SourceKind, text_in
from checklist.text import searchable

_PARTS = re.compile(r"[;\n]")
_SECTIONS = re.compile(r"§{1,2}\s*((?:\d{1,4}(?:[-–]\d{1,4})?(?: ?[a-z]\b)?(?:,\s*|\s+og\s+)?)+)")
_SECTION = re.compile(r"\d{1,4}(?:[-–]\d{1,4})?(?: ?[a-z]\b)?")
_ORDINALS = [
    *("første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende"),
    "tiende",
]
_PARAGRAPH = re.compile(
    rf"\b({'|'.join(_ORDINALS)}|annet|syvende|\d{{1,2}}\.)\s+ledd\b", re.IGNORECASE
)
_ITEM = re.compile(r"\b(?:bokstav|nr\.?|nummer)\s*([a-zæøå]|\d{1,2})\b", re.IGNORECASE)
_POINTED = re.compile(
    r"(?P<name>.{3,}?),? "
    r"(?P<place>(?:kapittel|kap\.?|punkt|pkt\.?|side|avsnitt|del) \d[\d.]*[a-z]?)",
    re.IGNORECASE,
)
"""A chapter or a point of a plan or a guide, which has no sections."""
_AS_ONE = {"annet": "andre", "syvende": "sjuende"}

_KINDS = (
    (re.compile(r"(?:loven|lova|\bact)$|^lov\b", re.IGNORECASE), SourceKind.ACT),
    (re.compile(r"forskrift|regulation", re.IGNORECASE), SourceKind.REGULATION),
    (re.compile(r"^(?:prop|innst|ot\.prp|nou)\b", re.IGNORECASE), SourceKind.PREPARATORY_WORK),
    (
        re.compile(r"veile|rettlei|retningslinje|rundskriv|guid|standard|iso\b", re.IGNORECASE),
        SourceKind.GUIDE,
    ),
    (
        re.compile(r"plan\b|planen|vedtak|reglement|instruks|strategi|rutine", re.IGNORECASE),
        SourceKind.LOCAL,
    ),
)


class Cited(NamedTuple):
    """A source by the name it is given, and the place in it; no name where only a place stands."""

    name: str
    section: str | None = None
    paragraph: int | None = None
    item: str | None = None
    place: str | None = None


def cited(text: str, section: str) -> Iterator[Cited]:
    """The places that a cell names; `section` is what another column says of where."""
    name = ""
    for part in filter(str.strip, _PARTS.split(text)):
        written = part.strip()
        if section and "§" not in written:
            written += f" {section}" if "§" in section else f" § {section}"
        found = _SECTIONS.search(written)
        if found is None:
            name = written.strip(" ,.")
            if pointed := _POINTED.fullmatch(name):
                yield Cited(pointed["name"], place=pointed["place"])
            elif name:
                yield Cited(name)
            continue
        name = written[: found.start()].strip(" ,.(") or name
        yield from _places(name, found, written[found.end() :])


def _places(name: str, found: re.Match[str], after: str) -> Iterator[Cited]:
    sections = [one.replace("–", "-") for one in _SECTION.findall(found[1])]
    paragraph, item = _PARAGRAPH.search(after), _ITEM.search(after)
    for section in sections[:-1]:
        yield Cited(name, section)
    yield Cited(
        name,
        sections[-1],
        None if paragraph is None else _number(paragraph[1].lower()),
        None if item is None else item[1].lower(),
    )


def _number(word: str) -> int:
    word = _AS_ONE.get(word, word)
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else max(1, int(word.rstrip(".")))


def kind_of_source(name: str) -> SourceKind | None:
    """What kind of source a name says it is; None where it does not say."""
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), None)


def by_every_name(sources: Iterable[Source]) -> Mapping[str, Source]:
    """Sources that are described already, by each name that people write."""
    return {
        searchable(name): source
        for source in sources
        for name in (
            source.abbreviation,
            text_in(source.short, "nb"),
            text_in(source.title, "nb"),
            source.reference or "",
        )
        if name
    }
