"""Numbers and places of everything a reader can look up: K3, F1, D2."""

from __future__ import annotations

from collections import Counter

import msgspec

from checklist.appraisal import Appraisal
from checklist.assessment import kind_of
from checklist.criteria import EvidenceKind
from checklist.i18n import Translator
from checklist.reporting.model import Reference
from checklist.words import Wording, wording

_LETTERS = {
    EvidenceKind.DOCUMENT: "D",
    EvidenceKind.INTERVIEW: "I",
    EvidenceKind.FIGURE: "T",
    EvidenceKind.FILE_SAMPLE: "S",
    EvidenceKind.OBSERVATION: "O",
}


class References(msgspec.Struct, frozen=True):
    """What can be referred to, by id. Anchors are numbers: no text from people becomes one."""

    questions: dict[str, Reference]
    themes: dict[str, Reference]
    criteria: dict[str, Reference]
    findings: dict[str, Reference]
    actions: dict[str, Reference]
    evidence: dict[str, Reference]
    sources: dict[str, Reference]


def references(appraisal: Appraisal, _: Translator) -> References:
    """Number everything in the order of the report."""
    criteria_set, assessment = appraisal.criteria_set, appraisal.assessment
    in_order = [c.criterion for of_one in appraisal.by_theme.values() for c in of_one]
    return References(
        questions=_numbered(
            None,
            "problemstilling",
            [(q.id, wording(q.text, _.language)) for q in criteria_set.questions],
        ),
        themes=_numbered(
            None, "tema", [(t.id, wording(t.title, _.language)) for t in criteria_set.themes]
        ),
        criteria=_numbered("K", "krav", [(c.id, wording(c.title, _.language)) for c in in_order]),
        findings=_numbered(
            "F",
            "funn",
            [(f.criterion.id, wording(f.criterion.title, _.language)) for f in appraisal.findings],
        ),
        actions=_numbered(
            "", "tiltak", [(name, Wording(text=a.what)) for name, a in assessment.actions.items()]
        ),
        evidence=_evidence(appraisal),
        sources=_numbered(
            None,
            "kilde",
            [(s.id, wording(s.title, _.language)) for s in criteria_set.sources],
        ),
    )


def _numbered(
    letter: str | None, kind: str, titles: list[tuple[str, Wording]]
) -> dict[str, Reference]:
    """References in order. Without a letter they go by their titles, with "" by number alone."""
    return {
        name: Reference(
            number="" if letter is None else f"{letter}{place}",
            anchor=f"{kind}-{place}",
            title=title,
            id="" if letter == "" else name,
        )
        for place, (name, title) in enumerate(titles, start=1)
    }


def _evidence(appraisal: Appraisal) -> dict[str, Reference]:
    seen: Counter[EvidenceKind] = Counter()
    found = {}
    for name, recorded in appraisal.assessment.evidence.items():
        kind = kind_of(recorded.value)
        seen[kind] += 1
        number = f"{_LETTERS[kind]}{seen[kind]}"
        found[name] = Reference(
            number=number,
            anchor=f"bevis-{number.lower()}",
            title=Wording(text=recorded.value.title),
        )
    return found
