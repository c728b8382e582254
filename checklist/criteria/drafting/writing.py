"""From what was read of a checklist to a draft: a criteria set that a person fills in the rest of.

What the checklist does not say is either missing, and left empty so that the check finds it, or
put together from what the row does say, and marked as proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase
from typing import NamedTuple, TypeVar

from checklist.criteria.drafting.citing import Cited, cited
from checklist.criteria.drafting.columns import Field
from checklist.criteria.drafting.described import Ids, Named, Origin, Sources, as_id
from checklist.criteria.drafting.entries import ChecklistRead, Entry
from checklist.criteria.drafting.grouping import Block, blocks
from checklist.criteria.drafting.texts import one_line
from checklist.criteria.drafting.yaml_lines import MISSING, PROPOSED, YamlLines, scalar
from checklist.criteria.model import Aspect, EvidenceKind, Force, Source
from checklist.i18n import WordedEnum
from checklist.text import searchable

_LONGEST_TITLE = 28

_HAS = re.compile(r"Kommunen (?:skal |må |bør )?(?:har|ha) ")
_SHALL = re.compile(r"Kommunen (?:skal|må|bør) ")
_OPENING = re.compile(rf"(?:{_HAS.pattern}(?:(?:en|et|ei) )?|{_SHALL.pattern}|Kommunen )(?=\S)")

Kind = TypeVar("Kind", bound=WordedEnum)

_FORCES = {
    Force.MUST: "skal må must shall mandatory obligatorisk required lovkrav lovpålagt påkrevd",
    Force.SHOULD: "bør should recommended anbefalt anbefaling tilrådd",
    Force.LOCAL: "lokalt lokal local vedtatt egen",
}
_ASPECTS = {
    Aspect.ESTABLISHED: "på_plass etablert established",
    Aspect.WRITTEN: "skriftlig skriftleg dokumentert written documented",
    Aspect.KNOWN: "kjent kjend known",
    Aspect.PRACTISED: "brukes i_bruk praksis practised implemented",
    Aspect.EVALUATED: "følges_opp evaluert evaluated reviewed",
}
_EVIDENCE = {
    EvidenceKind.INTERVIEW: ("intervju", "samtale", "interview"),
    EvidenceKind.OBSERVATION: ("observasjon", "befaring", "observation"),
    EvidenceKind.FILE_SAMPLE: ("stikkprøve", "sample"),
}


class Draft(NamedTuple):
    """A criteria file to go on with, and what is in it."""

    text: str
    criteria: int
    checkpoints: int
    themes: int
    missing: int
    proposed: int


def drafted(read: ChecklistRead, origin: Origin, known: Iterable[Source]) -> Draft:
    """The draft of a checklist; sources that are `known` need no description of their own."""
    return _Drafting(read, origin, known).draft()


class _Drafting:
    def __init__(self, read: ChecklistRead, origin: Origin, known: Iterable[Source]) -> None:
        self._read, self._origin = read, origin
        self._title = read.about.title or one_line(origin.file.rpartition(".")[0] or origin.file)
        self._ids = Ids()
        self._themes, self._roles = Named("tema"), Named("rolle")
        self._sources = Sources(read.about, self._title, origin, known)
        self._body = YamlLines()
        self._criteria = self._checkpoints = 0

    def draft(self) -> Draft:
        """The whole file: the criteria are written first, since they say what stands above them."""
        for block in blocks(self._read.parts, self._title):
            self._criterion(block)
        head = self._head()
        lines = [*head.lines, *self._body.lines, *self._not_placed()]
        return Draft(
            "\n".join(lines) + "\n",
            self._criteria,
            self._checkpoints,
            len(self._themes.titles),
            head.missing + self._body.missing,
            head.proposed + self._body.proposed,
        )

    def _head(self) -> YamlLines:
        """All that stands above the criteria."""
        head = YamlLines()
        self._opening(head)
        self._what_it_is(head)
        self._question(head)
        self._list(head, "roles", self._roles)
        self._sources.write(head)
        head.bare(0, "")
        self._list(head, "themes", self._themes)
        head.bare(0, "criteria:")
        return head

    def _opening(self, head: YamlLines) -> None:
        licence = self._read.about.licence
        head.comment(0, f"Utkast til kriteriesett, laget av {self._origin.file}.")
        head.bare(0, "#")
        head.bare(0, f"#   {MISSING}     må fylles ut før settet kan brukes")
        head.bare(
            0, f"#   {PROPOSED}   er satt sammen av det som står i skjemaet: les det, og rett det"
        )
        head.bare(0, "#")
        head.bare(0, f"# Sjekk filen med: samsjekk criteria check {self._origin.kept_as}")
        if licence:
            head.bare(0, "#")
            head.comment(0, "Lisens og opphavsrett, som skal følge teksten:")
            head.comments(0, licence.split("\n"))

    def _what_it_is(self, head: YamlLines) -> None:
        head.bare(0, "format: 1")
        head.bare(0, f"id: {self._origin.id}")
        head.bare(0, 'version: "1"')
        head.put(0, "title", self._title)
        if self._read.about.purpose:
            head.put(0, "purpose", self._read.about.purpose)
        else:
            purpose = f"Kommunen undersøker om tjenestene er slik «{self._title}» krever."
            head.propose(0, "purpose", purpose, "skriv hva egenvurderingen skal vise")
        head.bare(0, "")

    def _question(self, head: YamlLines) -> None:
        """One question about everything, since a set must have one."""
        head.bare(0, "questions:")
        head.bare(2, "- id: oppfylt")
        asked = f"I hvilken grad er kravene i «{self._title}» oppfylt?"
        head.propose(4, "text", asked, "én problemstilling for alt; del den gjerne i flere")
        head.bare(4, "themes:")
        for theme in self._themes.titles:
            head.bare(6, f"- {theme}")
        head.bare(0, "")

    def _list(self, head: YamlLines, key: str, named: Named) -> None:
        if named.titles:
            head.bare(0, f"{key}:")
            for name, title in named.titles.items():
                head.bare(2, f"- id: {name}")
                head.put(4, "title", title)
            head.bare(0, "")

    def _not_placed(self) -> Iterator[str]:
        asked = [one for part in self._read.parts for one in part.asked]
        lines = YamlLines()
        if asked:
            lines.bare(0, "")
            lines.comment(0, "Dette stod også i filen, og har ikke fått noen plass:")
            lines.comments(0, (f"{one.place}: {one.text}" for one in asked))
        return iter(lines.lines)

    # One criterion

    def _criterion(self, block: Block) -> None:
        body, first = self._body, block.entries[0]
        fields = first.fields
        self._criteria += 1
        theme = self._themes.id_of(block.theme)
        wanted = f"{theme[:40].strip('-')}-{self._criteria}"
        name = self._ids.new(as_id(fields.get(Field.ID, wanted), "krav"))
        asked = fields.get(Field.REQUIREMENT) or fields.get(Field.QUESTION, "")
        if self._criteria > 1:
            body.bare(0, "")
        body.bare(2, f"- id: {name}")
        body.comment(4, " ".join(dict.fromkeys(("fra", first.place, fields.get(Field.ID, "")))))
        body.comments(4, first.beside)
        body.bare(4, f"theme: {theme}")
        self._put(4, "title", one_line(fields.get(Field.TITLE, "")), _short(asked), "noen få ord")
        self._put(
            4,
            "requirement",
            fields.get(Field.REQUIREMENT, ""),
            asked,
            "skriv spørsmålet som et krav",
        )
        self._force_and_sources(block, asked)
        if Field.WHY in fields:
            body.put(4, "why", fields[Field.WHY])
        else:
            body.miss(4, "why", "hva det betyr for folk når dette svikter")
        if Field.GUIDANCE in fields:
            body.put(4, "guidance", fields[Field.GUIDANCE])
        body.bare(4, "checkpoints:")
        for letter, entry in zip(ascii_lowercase, block.entries, strict=False):
            self._checkpoint(entry, first, f"{name}-{letter}", asked)
        if len(block.entries) == 1:
            why = "et nei betyr alene at kravet ikke er oppfylt"
            body.propose_line(8, "decisive: true", why)
        self._put(
            4,
            "recommendation",
            fields.get(Field.RECOMMENDATION, ""),
            _recommended(asked),
            "skriv hva kommunen bør gjøre",
        )

    def _put(self, indent: int, key: str, text: str, otherwise: str, why: str) -> None:
        """A field as the row has it, or what is proposed where it has none."""
        if text:
            self._body.put(indent, key, text)
        else:
            self._body.propose(indent, key, otherwise, why)

    def _force_and_sources(self, block: Block, asked: str) -> None:
        body, fields = self._body, block.entries[0].fields
        places = [place for entry in block.entries for place in _places_in(entry)]
        binds = any(self._sources.binds(place.name) for place in places)
        written = fields.get(Field.FORCE, "")
        force = _choice(written, _FORCES)
        if force is Force.MUST and not binds:
            lacks = (
                "et skal-krav må ha en lov eller forskrift som kilde; er det ingen, er det should"
            )
            body.flag(4, f"force: {force}", lacks)
        elif force is not None:
            body.bare(4, f"force: {force}")
        elif written:
            body.miss(4, "force", f"must, should eller local; i skjemaet står «{written}»")
        else:
            which = Force.MUST if binds else Force.SHOULD
            body.propose(4, "force", which, "must (lov), should (veileder) eller local (egen plan)")
        body.bare(4, "sources:")
        body.comments(6, dict.fromkeys(filter(None, map(_source_written, block.entries))))
        for place in dict.fromkeys(places):
            self._citation(place, asked)
        if not places:
            body.bare(6, f"- source: {self._sources.own()}")
            body.put(8, "place", one_line(fields.get(Field.ID, "")) or block.entries[0].place)
            body.put(8, "says", asked)

    def _citation(self, place: Cited, asked: str) -> None:
        body = self._body
        source = self._sources.id_of(place.name) if place.name else self._sources.own()
        if place.section or not self._sources.binds(place.name):
            body.bare(6, f"- source: {source}")
        else:
            body.flag(6, f"- source: {source}", 'paragrafen; skriv section: "7-3" under')
        if place.section:
            body.bare(8, f"section: {scalar(place.section)}")
        if place.paragraph:
            body.bare(8, f"paragraph: {place.paragraph}")
        if place.item:
            body.bare(8, f"item: {scalar(place.item)}")
        if place.place:
            body.put(8, "place", place.place)
        body.propose(8, "says", asked, "kravet selv; skriv hva dette stedet sier")

    def _checkpoint(self, entry: Entry, first: Entry, wanted: str, asked: str) -> None:
        body, fields = self._body, entry.fields
        self._checkpoints += 1
        body.bare(6, f"- id: {self._ids.new(wanted)}")
        if entry is not first:
            body.comment(8, f"fra {entry.place}")
            body.comments(8, entry.beside)
        self._aspect(fields.get(Field.ASPECT, ""))
        question = fields.get(Field.QUESTION, "")
        proposed = f"Er dette på plass: {one_line(asked).rstrip('.')}?"
        self._put(8, "question", question, proposed, "skriv det man kan se etter")
        self._put(
            8,
            "yes_means",
            fields.get(Field.YES_MEANS, ""),
            asked,
            "kravet selv; skriv det så to personer ville svart likt",
        )
        for field in (Field.PARTLY_MEANS, Field.EXAMPLE, Field.TEST):
            if field in fields:
                body.put(8, field, fields[field])
        if entry is not first and Field.RECOMMENDATION in fields:
            body.put(8, "recommendation", fields[Field.RECOMMENDATION])
        if Field.EVIDENCE in fields:
            self._evidence(fields[Field.EVIDENCE])
        if Field.ROLE in fields:
            role = self._roles.id_of(one_line(fields[Field.ROLE]))
            body.bare(8, "ask:")
            body.put(10, role, question or proposed)

    def _aspect(self, written: str) -> None:
        which = ", ".join(Aspect)
        aspect = _choice(written, _ASPECTS)
        if aspect is not None:
            self._body.bare(8, f"aspect: {aspect}")
        elif written:
            self._body.miss(8, "aspect", f"{which}; i skjemaet står «{written}»")
        else:
            self._body.propose(8, "aspect", Aspect.ESTABLISHED, which)

    def _evidence(self, text: str) -> None:
        self._body.bare(8, "evidence:")
        for line in filter(None, text.split("\n")):
            words = searchable(line)
            kinds = (kind for kind, known in _EVIDENCE.items() if any(w in words for w in known))
            self._body.bare(10, f"- kind: {next(kinds, EvidenceKind.DOCUMENT)}")
            self._body.put(12, "what", line)


def _source_written(entry: Entry) -> str:
    """What a row says of its source, where more is made of it than its name."""
    written = " ".join(filter(None, (entry.fields.get(f) for f in (Field.SOURCE, Field.SECTION))))
    is_name = [place.name for place in _places_in(entry)] == [written]
    return "" if is_name or not written else f"i skjemaet: {written}"


def _places_in(entry: Entry) -> Iterator[Cited]:
    if Field.SOURCE in entry.fields:
        yield from cited(entry.fields[Field.SOURCE], one_line(entry.fields.get(Field.SECTION, "")))


def _choice(written: str, known: Mapping[Kind, str]) -> Kind | None:
    """Which of them a word says: its own name, or a word for it."""
    word = "_".join(searchable(written).split()).strip("-_.:")
    return next((one for one in known if word in (one.value, *known[one].split())), None)


def _recommended(asked: str) -> str:
    """What the municipality should do when a requirement is not met."""
    text = one_line(asked)
    has, shall = _HAS.match(text), _SHALL.match(text)
    if has is not None:
        return f"Kommunen bør ha {text[has.end() :]}"
    if shall is not None:
        return f"Kommunen bør {text[shall.end() :]}"
    return f"Kommunen bør sørge for dette: {text}"


def _short(text: str) -> str:
    """The first words of a text that say what it is about, as many as a list has room for."""
    words = _OPENING.sub("", one_line(text.partition("\n")[0])).rstrip(".:").split()
    if words:
        words[0] = words[0][:1].upper() + words[0][1:]
    taken = words[0][:_LONGEST_TITLE] if words else "…"
    for word in words[1:]:
        if len(taken) + len(word) + 1 >= _LONGEST_TITLE:
            return f"{taken} …"
        taken += f" {word}"
    return taken
