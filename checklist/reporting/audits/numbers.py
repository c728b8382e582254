"""Numbers and places of what a reader of an audit paper can look up: K2, F7, D3, I1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import msgspec

from checklist.audit import (
    Audit,
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    ChosenCriterion,
    DocumentAsked,
    EarlierPoint,
    EmailQuestions,
    Fact,
    FileSampleTaken,
    Literature,
    Meeting,
    ObservationMade,
    ReceivedAssessment,
    Record,
    Survey,
)
from checklist.reporting.model import Reference
from checklist.words import Wording

_LETTERS: Mapping[type[Record], str] = {
    DocumentAsked: "D",
    Meeting: "I",
    EmailQuestions: "E",
    Survey: "U",
    ObservationMade: "O",
    FileSampleTaken: "S",
    Literature: "L",
}
"""What the numbers of the things begin with that a fact may rest on."""


class AuditNumbers(msgspec.Struct, frozen=True):
    """What can be referred to, by id. Anchors are numbers: no text from people becomes one.

    Attributes:
        facts: in the order they were recorded, whatever has come or gone since. Those who got a
            form or a paper find the same fact under the same number in the next.
        log: entries of the log and literature by kind and id: two kinds can have the same id.
        received: what municipalities handed over.
    """

    questions: Mapping[str, Reference]
    criteria: Mapping[str, Reference]
    facts: Mapping[str, Reference]
    conclusions: Mapping[str, Reference]
    recommendations: Mapping[str, Reference]
    points: Mapping[str, Reference]
    log: Mapping[tuple[str, str], Reference]
    received: Mapping[str, Reference]

    def entry(self, name: str | None) -> Reference | None:
        """The entry of the log with an id, of whatever kind, or the literature; None without."""
        found = (self.log.get((kind.KIND, name or "")) for kind in _LETTERS)
        return next(filter(None, found), None)

    def facts_in_short(self, names: Iterable[str]) -> str:
        """The numbers of facts, those that follow each other as from and to: F1, F3–F5."""
        every = {name: place for place, name in enumerate(self.facts)}
        places = enumerate(sorted(every[name] for name in names))
        runs = (list(run) for _apart, run in groupby(places, lambda pair: pair[1] - pair[0]))
        numbers = [reference.number for reference in self.facts.values()]
        ends = (dict.fromkeys((numbers[run[0][1]], numbers[run[-1][1]])) for run in runs)
        return ", ".join(map("–".join, ends))


def audit_numbers(audit: Audit) -> AuditNumbers:
    """Number everything; all but facts in the order of the report."""
    return AuditNumbers(
        questions=_numbered("", "problemstilling", _texts(audit.all(AuditQuestion).values())),
        criteria=_numbered("K", "kriterium", _texts(audit.all(ChosenCriterion).values())),
        facts=_fact_numbers(audit),
        conclusions=_numbered("", "konklusjon", _texts(audit.all(AuditConclusion).values())),
        recommendations=_numbered(
            "", "anbefaling", _texts(audit.all(AuditRecommendation).values())
        ),
        points=_numbered("", "punkt", _texts(audit.all(EarlierPoint).values())),
        log={
            (kind.KIND, name): reference
            for kind in _LETTERS
            for name, reference in _numbered(
                _LETTERS[kind], "kilde", _titles(audit.all(kind).values())
            ).items()
        },
        received=_numbered(
            "M",
            "mottak",
            [
                (name, received.municipality.name if received.municipality else name)
                for name, received in audit.all(ReceivedAssessment).items()
            ],
        ),
    )


def facts_in_order(audit: Audit) -> tuple[Fact, ...]:
    """Every fact in the order of the report: first those of no criterion, then by criterion."""
    place = {name: number for number, name in enumerate(audit.all(ChosenCriterion))}
    return tuple(
        sorted(audit.all(Fact).values(), key=lambda fact: place.get(fact.criterion or "", -1))
    )


def _fact_numbers(audit: Audit) -> dict[str, Reference]:
    """The numbers of the facts; one that was taken out keeps its own, and no other gets it."""
    facts = audit.all(Fact)
    every = ((name, facts[name].text if name in facts else "") for name in audit.ever(Fact))
    return {
        name: number for name, number in _numbered("F", "fakta", every).items() if name in facts
    }


def _texts(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    return ((record.id, getattr(record, "text", "")) for record in records)


def _titles(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """What things are called: by their title, by whom was asked, or by their text."""
    for record in records:
        told = (getattr(record, field, "") for field in ("title", "role", "text"))
        yield record.id, next(filter(None, told), record.id)


def _numbered(letter: str, kind: str, titles: Iterable[tuple[str, str]]) -> dict[str, Reference]:
    return {
        name: Reference(
            number=f"{letter}{place}",
            anchor=f"{kind}-{letter.lower()}{place}",
            title=Wording(text=" ".join(title.split())),
        )
        for place, (name, title) in enumerate(titles, start=1)
    }
