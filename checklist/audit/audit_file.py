"""An audit in a YAML file: what `samsjekk audit apply` reads, and how the shipped ones are written.

Each kind of record has a list under its own heading, in the order of the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from checklist.assessment import FieldRecorded, Refused, UnknownName
from checklist.audit.deciding import AuditSituation, record
from checklist.audit.records import (
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    Chapter,
    ChosenCriterion,
    Commission,
    Correction,
    CriterionVerdict,
    Delimitation,
    DocumentAsked,
    EarlierPoint,
    EmailQuestions,
    Fact,
    FactCheckRound,
    FileSampleTaken,
    GuideRole,
    Hearing,
    Literature,
    Measure,
    Meeting,
    ObservationMade,
    OwnQuestion,
    OwnRequest,
    PointVerdict,
    QualityReview,
    Record,
    Survey,
    TeamMember,
)
from checklist.criteria.yaml import FAULTY, Fault, YamlDocument, has_fault, read, read_bytes


class AuditFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole file. `criteria_set` is only needed where the file makes a new audit."""

    format: Literal[1]
    criteria_set: str = ""
    commission: Commission | None = None
    team: tuple[TeamMember, ...] = ()
    questions: tuple[AuditQuestion, ...] = ()
    criteria: tuple[ChosenCriterion, ...] = ()
    delimitations: tuple[Delimitation, ...] = ()
    documents: tuple[DocumentAsked, ...] = ()
    interviews: tuple[Meeting, ...] = ()
    emails: tuple[EmailQuestions, ...] = ()
    surveys: tuple[Survey, ...] = ()
    observations: tuple[ObservationMade, ...] = ()
    samples: tuple[FileSampleTaken, ...] = ()
    facts: tuple[Fact, ...] = ()
    verdicts: tuple[CriterionVerdict, ...] = ()
    conclusions: tuple[AuditConclusion, ...] = ()
    recommendations: tuple[AuditRecommendation, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    literature: tuple[Literature, ...] = ()
    fact_check: FactCheckRound | None = None
    corrections: tuple[Correction, ...] = ()
    hearing: Hearing | None = None
    reviews: tuple[QualityReview, ...] = ()
    points: tuple[EarlierPoint, ...] = ()
    follow_ups: tuple[PointVerdict, ...] = ()
    measures: tuple[Measure, ...] = ()
    guide_roles: tuple[GuideRole, ...] = ()
    own_questions: tuple[OwnQuestion, ...] = ()
    own_requests: tuple[OwnRequest, ...] = ()

    def records(self) -> Iterator[tuple[tuple[str | int, ...], Record]]:
        """Every record with where it stands in the file, in the order of the file's headings."""
        for heading in self.__struct_fields__[2:]:
            held = getattr(self, heading)
            if isinstance(held, Record):
                yield (heading,), held
            elif held is not None:
                yield from (((heading, number), one) for number, one in enumerate(held))


def load_audit(path: Path, at: AuditSituation) -> YamlDocument[AuditFile]:
    """Read an audit file and check that nothing in it is refused.

    `at` is what it will be applied to; what is recorded there may be referred to.

    Raises:
        FaultyFile: with every fault, each with line, column and field.
        UnreadableFile: the file can't be opened.
    """

    def check(document: YamlDocument[AuditFile]) -> Iterator[Fault]:
        if document.value is FAULTY:
            return
        now = at
        for place, wanted in document.value.records():
            if FAULTY in (wanted, wanted.id):
                continue
            try:
                if not has_fault(wanted):
                    record(now, wanted, sure=True)
            except Refused as refused:
                for field, words in refused.faults.items():
                    yield document.fault((*place, field), words)
            except UnknownName as error:
                yield document.fault(place, error.words)
            now = now._replace(state=now.state.with_record(wanted))

    return read(read_bytes(path), AuditFile, str(path), check)


def set_of_audit_file(path: Path) -> str:
    """The criteria set that a file is written for; empty where it names none.

    Raises:
        FaultyFile: the file has faults.
        UnreadableFile: the file can't be opened.
    """
    return read(read_bytes(path), AuditFile, str(path)).value.criteria_set


def recorded(at: AuditSituation, file: AuditFile, *, sure: bool = False) -> Iterator[FieldRecorded]:
    """The events that all of a file becomes, to be written as one step.

    Raises:
        Refused, Doubtful, UnknownName: as `record` does.
    """
    for _path, wanted in file.records():
        yield from record(at, wanted, sure=sure)
        at = at._replace(state=at.state.with_record(wanted))
