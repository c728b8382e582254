"""Numbers and places of what a reader of an audit paper can look up: K2, F7, D3, I1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from checklist.audit import (
    LOG,
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
}


class AuditNumbers(msgspec.Struct, frozen=True):
    """What can be referred to, by id. Anchors are numbers: no text from people becomes one.

    Attributes:
        facts: in the order of the criteria, and last those that belong to none.
        log: by kind and id, since two kinds can have the same id.
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
        """The entry of the log with an id, of whatever kind; None where there is none."""
        found = (self.log.get((kind.KIND, name or "")) for kind in LOG)
        return next(filter(None, found), None)


def audit_numbers(audit: Audit) -> AuditNumbers:
    """Number everything in the order of the report."""
    return AuditNumbers(
        questions=_numbered("", "problemstilling", _texts(audit.all(AuditQuestion).values())),
        criteria=_numbered("K", "kriterium", _texts(audit.all(ChosenCriterion).values())),
        facts=_numbered("F", "fakta", _texts(facts_in_order(audit))),
        conclusions=_numbered("", "konklusjon", _texts(audit.all(AuditConclusion).values())),
        recommendations=_numbered(
            "", "anbefaling", _texts(audit.all(AuditRecommendation).values())
        ),
        points=_numbered("", "punkt", _texts(audit.all(EarlierPoint).values())),
        log={
            (kind.KIND, name): reference
            for kind in LOG
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
    """Every fact as the report has them: criterion by criterion, and last those of none."""
    place = {name: number for number, name in enumerate(audit.all(ChosenCriterion))}
    return tuple(
        sorted(
            audit.all(Fact).values(), key=lambda fact: place.get(fact.criterion or "", len(place))
        )
    )


def _texts(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    return ((record.id, getattr(record, "text", "")) for record in records)


def _titles(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """What entries of the log are called: by their title, or by whom was asked."""
    for record in records:
        yield record.id, getattr(record, "title", "") or getattr(record, "role", "")


def _numbered(letter: str, kind: str, titles: Iterable[tuple[str, str]]) -> dict[str, Reference]:
    return {
        name: Reference(
            number=f"{letter}{place}",
            anchor=f"{kind}-{letter.lower()}{place}",
            title=Wording(text=" ".join(title.split())),
        )
        for place, (name, title) in enumerate(titles, start=1)
    }
