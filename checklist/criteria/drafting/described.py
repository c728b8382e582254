"""What a draft describes once and refers to by id: themes, sources and roles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from textwrap import shorten
from typing import NamedTuple

from checklist.criteria.drafting.citing import by_every_name, kind_of_source
from checklist.criteria.drafting.entries import About
from checklist.criteria.drafting.texts import one_line
from checklist.criteria.drafting.yaml_lines import YamlLines
from checklist.criteria.model import Source, SourceKind, text_in
from checklist.text import searchable

_BINDING = (SourceKind.ACT, SourceKind.REGULATION)
_LONGEST_ID = 50
_LONGEST_ABBREVIATION = 20
_LONGEST_LICENCE = 300
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ä": "a", "ü": "u", "é": "e"})


class Origin(NamedTuple):
    """What a draft is made from: the name of the file, the day, the id and the file it gets."""

    file: str
    day: date
    id: str
    kept_as: str


def as_id(text: str, otherwise: str) -> str:
    """A text as an id: small letters, digits and hyphens, beginning with a letter."""
    words = re.findall("[a-z0-9]+", searchable(text).translate(_LETTERS))
    made = "-".join(words)[:_LONGEST_ID].strip("-")
    if made[:1].isalpha():
        return made
    return f"{otherwise}-{made}" if made else otherwise


class Ids:
    """Ids, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._last: dict[str, int] = {}

    def new(self, wanted: str) -> str:
        """The id that is wanted, or with a number after it where it is taken."""
        made = wanted
        while made in self._given:
            self._last[wanted] = self._last.get(wanted, 1) + 1
            made = f"{wanted}-{self._last[wanted]}"
        self._given.add(made)
        return made


class Named:
    """Things that the rows name, each with an id, in the order they were first named."""

    def __init__(self, otherwise: str) -> None:
        self._otherwise = otherwise
        self._ids = Ids()
        self._found: dict[str, str] = {}
        self.titles: dict[str, str] = {}

    def id_of(self, name: str) -> str:
        """The id of what has this name."""
        key = searchable(name)
        if key not in self._found:
            made = self._ids.new(as_id(name, self._otherwise))
            self._found[key], self.titles[made] = made, one_line(name)
        return self._found[key]


class Sources:
    """The sources that the rows cite; those that are `known` bring their own description."""

    def __init__(self, about: About, title: str, origin: Origin, known: Iterable[Source]) -> None:
        self._about, self._title, self._origin = about, title, origin
        self._known = by_every_name(known)
        self._named = Named("kilde")
        self._described: dict[str, Source] = {}
        self._own: str | None = None

    def own(self) -> str:
        """The id of the checklist itself, as the source of what cites no other."""
        if self._own is None:
            self._own = self._named.id_of(self._title)
        return self._own

    def id_of(self, name: str) -> str:
        """The id of the source with this name."""
        source = self._known.get(searchable(name))
        found = self._named.id_of(name if source is None else source.id)
        if source is not None:
            self._described[found] = source
        return found

    def binds(self, name: str) -> bool:
        """Whether the source with this name is an act or a regulation."""
        source = self._known.get(searchable(name))
        return (kind_of_source(name) if source is None else source.kind) in _BINDING

    def write(self, lines: YamlLines) -> None:
        """Each source, described as far as anyone has."""
        lines.bare(0, "sources:")
        for name, title in self._named.titles.items():
            if name in self._described:
                _write_known(lines, name, self._described[name])
            elif name == self._own:
                self._write_own(lines, name)
            else:
                _write_named(lines, name, title)

    def _write_own(self, lines: YamlLines, name: str) -> None:
        about = self._about
        lines.bare(2, f"- id: {name}")
        kind = kind_of_source(self._title) or SourceKind.GUIDE
        lines.propose(4, "kind", kind, "act, regulation, guide, preparatory_work eller local")
        lines.put(4, "title", self._title)
        lines.put(4, "short", self._title)
        _write_abbreviation(lines, self._title)
        if re.fullmatch(r"https://\S+", about.address):
            lines.put(4, "address", about.address)
        lines.bare(4, f"checked: {self._origin.day.isoformat()}")
        said = [f"{one_line(self._origin.file)} slik filen var da utkastet ble laget"]
        if about.version:
            said.append(f"versjon {about.version}")
        if about.licence:
            said.append(shorten(one_line(about.licence), _LONGEST_LICENCE, placeholder=" …"))
        lines.put(4, "checked_against", ". ".join(said))


def _write_named(lines: YamlLines, name: str, title: str) -> None:
    lines.bare(2, f"- id: {name}")
    kind = kind_of_source(title)
    which = "act, regulation, guide, preparatory_work eller local"
    if kind is None:
        lines.miss(4, "kind", which)
    else:
        lines.propose(4, "kind", kind, f"etter navnet; {which}")
    for key in ("title", "short"):
        lines.put(4, key, title)
    _write_abbreviation(lines, title)
    lines.miss(4, "checked", "dagen noen sist leste kilden, for eksempel 2026-11-23")
    lines.miss(4, "checked_against", "hvilken tekst som ble lest")


def _write_abbreviation(lines: YamlLines, title: str) -> None:
    if len(title) <= _LONGEST_ABBREVIATION:
        lines.put(4, "abbreviation", title)
    else:
        cut = title[:_LONGEST_ABBREVIATION].strip()
        lines.propose(4, "abbreviation", cut, f"et kort navn, høyst {_LONGEST_ABBREVIATION} tegn")


def _write_known(lines: YamlLines, name: str, source: Source) -> None:
    lines.bare(2, f"- id: {name}")
    lines.bare(4, f"kind: {source.kind}")
    texts = {
        "title": text_in(source.title, "nb"),
        "short": text_in(source.short, "nb"),
        "abbreviation": source.abbreviation,
        "reference": source.reference,
        "address": source.address,
    }
    for key, text in texts.items():
        if text:
            lines.put(4, key, text)
    days = {
        "from": source.in_force_from,
        "to": source.in_force_to,
        "checked": source.checked,
    }
    for key, day in days.items():
        if day is not None:
            lines.bare(4, f"{key}: {day.isoformat()}")
    if source.coming:
        lines.bare(4, "coming: true")
    lines.put(4, "checked_against", text_in(source.checked_against, "nb"))
