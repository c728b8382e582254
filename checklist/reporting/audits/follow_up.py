"""The follow-up of an earlier audit: each point, the measures, and the procedures since then.

The auditors' verdict of a point leads. What a municipality has answered to the checkpoints of a
point is a hint beside it, and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from checklist.audit import (
    EarlierPoint,
    Kept,
    Measure,
    MeasureStatus,
    MeasureType,
    PointVerdict,
)
from checklist.criteria import AnswerValue
from checklist.i18n import Phrase, Translator, one_or_many, phrases
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.audits.report import (
    AuditChapter,
    numbered_chapters,
    numbers_of,
    shared_chapters,
)
from checklist.reporting.audits.sources import FactSource, source_of
from checklist.reporting.audits.texts import one_paragraph, paragraphs
from checklist.reporting.model import Reference
from checklist.words import (
    Part,
    Status,
    known_date,
    listed,
    sentence,
    shortened,
    status,
)
from checklist.words.audits import according_to, measure_status, not_judged

_TITLE, _BRIEF = 14, 30
"""How many words of a point a heading and a table have room for."""


class PointFollowed(Part, frozen=True, kw_only=True):
    """An earlier point: what was asked for, and how the auditors judge what came of it.

    Attributes:
        question: the audit question that was made of it, if any.
        kind: recommendation, point of a decision, or forwarded proposal.
        title, brief: its text, no longer than a heading or a table has room for.
        is_judged: whether the auditors have said how it was followed up.
        measures: how many measures belong to it, by group, as a sentence; or empty.
        hint: what was answered to its checkpoints, as sentences; or empty.
    """

    reference: Reference
    question: Reference | None
    kind: str
    title: str
    brief: str
    text: str
    given_by: str
    given: str
    case: str
    place: str
    status: Status
    is_judged: bool
    paragraphs: tuple[str, ...]
    measures: str
    hint: str


class MeasureLine(Part, frozen=True, kw_only=True):
    """A measure since the earlier audit.

    Attributes:
        details: label and value of what else is recorded: participants, case, plan, date.
        status: None where nobody has said how far it has come.
        said_by: who says so, and when; or empty.
    """

    number: str
    title: str
    type: str
    purpose: str
    details: tuple[tuple[str, str], ...]
    points: tuple[Reference, ...]
    status: Status | None
    said_by: str
    comment: str


class MeasureGroup(Part, frozen=True, kw_only=True):
    """Measures under one heading, which is empty for those that have none."""

    title: str
    has_purpose: bool
    measures: tuple[MeasureLine, ...]


class ProcedureKept(Part, frozen=True, kw_only=True):
    """A procedure or a tool: when it is from, what became of it, and where that is from."""

    title: str
    dated: str
    kept: str
    sources: tuple[FactSource, ...]


class AuditFollowUp(Part, frozen=True, kw_only=True):
    """The whole follow-up.

    Attributes:
        not_here: what a committee would look for and does not find.
        lead: how many points there are, and how they are judged.
        measures_lead: how many measures there are, and how far they have come.
        procedures_lead: how many procedures are new, revised, continued and undated.
    """

    chapters: tuple[AuditChapter, ...]
    not_here: tuple[str, ...]
    lead: str
    points: tuple[PointFollowed, ...]
    measures_lead: str
    groups: tuple[MeasureGroup, ...]
    procedures_lead: str
    procedures: tuple[ProcedureKept, ...]


def follow_up(paper: AuditPaper, _: Translator) -> AuditFollowUp:
    """What came of the points of an earlier audit."""
    measures = tuple(paper.audit.all(Measure).values())
    points = points_followed(paper, _)
    procedures = [
        one for one in measures if one.kept is not Kept.UNSAID or one.type is MeasureType.PROCEDURE
    ]
    chapters = numbered_chapters(_chapters(paper, bool(points), measures, bool(procedures), _))
    return AuditFollowUp(
        chapters=chapters,
        not_here=tuple(_not_here(paper, {one.name for one in chapters}, points, _)),
        lead=_lead(points, _),
        points=points,
        measures_lead=_measures_lead(measures, _),
        groups=tuple(_groups(paper, measures, _)),
        procedures_lead=_procedures_lead(procedures, _),
        procedures=tuple(
            ProcedureKept(
                title=one_paragraph(one.title),
                dated=known_date(one.dated, _) if one.dated else "",
                kept=_.say(one.kept.words),
                sources=tuple(source_of(paper, source, _) for source in one.sources),
            )
            for one in procedures
        ),
    )


def _not_here(
    paper: AuditPaper, there: Container[str], points: Iterable[PointFollowed], _: Translator
) -> Iterator[str]:
    missed = (
        ("purpose", _("problemstillinger")),
        ("method", _("metode")),
        ("points", _("tidligere punkter")),
        ("hearing", _("kommunedirektørens uttalelse")),
    )
    yield from (words for name, words in missed if name not in there)
    if unjudged := [one.reference for one in points if not one.is_judged]:
        yield _("vurdering av punkt {numbers}", numbers=numbers_of(unjudged))
    if not paper.work.reviews:
        yield _("kvalitetssikring")


def points_followed(paper: AuditPaper, _: Translator) -> tuple[PointFollowed, ...]:
    """The earlier points, each with how it was followed up."""
    measures = paper.audit.all(Measure).values()
    return tuple(
        _point(paper, point, measures, _) for point in paper.audit.all(EarlierPoint).values()
    )


def _chapters(
    paper: AuditPaper,
    has_points: bool,
    measures: tuple[Measure, ...],
    has_procedures: bool,
    _: Translator,
) -> Iterator[tuple[str, str, bool]]:
    """Those of the report with the points and the measures where the criteria stand there."""
    yield "followed", _("Sammendrag"), bool(has_points or paper.texts.summary)
    for name, title, has in shared_chapters(paper, _):
        if name == "facts":
            yield "points", _("Punkt for punkt"), has_points
            yield "measures", _("Tiltak siden forrige revisjon"), bool(measures)
            yield "procedures", _("Prosedyrer og verktøy"), has_procedures
        if name != "summary":
            yield name, title, has


def _point(
    paper: AuditPaper, point: EarlierPoint, measures: Iterable[Measure], _: Translator
) -> PointFollowed:
    judged = paper.audit.find(PointVerdict, point.id)
    text = one_paragraph(point.text)
    return PointFollowed(
        reference=paper.numbers.points[point.id],
        question=paper.numbers.questions.get(point.question or ""),
        kind=_.say(point.point.words),
        title=shortened(text, _TITLE),
        brief=shortened(text, _BRIEF),
        text=text,
        given_by=point.given_by.strip(),
        given=known_date(point.given, _) if point.given else "",
        case=point.case.strip(),
        place=point.place.strip(),
        status=not_judged(_) if judged is None else status(judged.verdict, _),
        is_judged=judged is not None,
        paragraphs=() if judged is None else paragraphs(judged.text),
        measures=_measures_of(point, measures, _),
        hint=_hint(paper, point, _),
    )


def _lead(points: Sequence[PointFollowed], _: Translator) -> str:
    """How the points are judged, counted: 1 fulgt opp, 2 delvis fulgt opp."""
    counted = Counter(point.status.word for point in points)
    judged = listed([f"{number} {word}" for word, number in counted.items()], _)
    return sentence(
        _.plural(
            "Revisjonen har fulgt opp {n} punkt: {judged}",
            "Revisjonen har fulgt opp {n} punkter: {judged}",
            len(points),
            judged=judged,
        )
    )


def _measures_of(point: EarlierPoint, measures: Iterable[Measure], _: Translator) -> str:
    groups = Counter(one.group.strip() for one in measures if point.id in one.points)
    told = [
        _("{n} i {group}", n=number, group=group) if group else _("{n} uten overskrift", n=number)
        for group, number in groups.items()
    ]
    return _("Tiltak: {counted}.", counted=listed(told, _)) if told else ""


def _hint(paper: AuditPaper, point: EarlierPoint, _: Translator) -> str:
    """What municipalities have answered to the checkpoints of a point, counted."""
    given = Counter(
        answer.value.value
        for appraisal in paper.received.values()
        for name, answer in appraisal.assessment.answers.items()
        if name in point.checkpoints
    )
    told = [f"{given[value]} {_.say(value.words).lower()}" for value in AnswerValue if given[value]]
    if not told:
        return ""
    return _(
        "Kommunens egne svar på kontrollpunktene som hører til: {counted}. De er bare et hint. "
        "Vurderingen er revisjonens.",
        counted=listed(told, _),
    )


def _groups(
    paper: AuditPaper, measures: Iterable[Measure], _: Translator
) -> Iterator[MeasureGroup]:
    by_group: dict[str, list[Measure]] = {}
    for one in measures:
        by_group.setdefault(one.group.strip(), []).append(one)
    for title, held in by_group.items():
        lines = (_measure(paper, one, place, _) for place, one in enumerate(held, start=1))
        yield MeasureGroup(
            title=title,
            has_purpose=any(one.purpose.strip() for one in held),
            measures=tuple(lines),
        )


def _measure(paper: AuditPaper, measure: Measure, place: int, _: Translator) -> MeasureLine:
    details = (
        (_("Deltakere:"), measure.participants),
        (_("Sak:"), measure.case),
        (_("Planlagt i:"), measure.planned_in),
        (_("Datert:"), known_date(measure.dated, _) if measure.dated else ""),
    )
    said = (measure.said_by.strip(), known_date(measure.said, _) if measure.said else "")
    unsaid = measure.status is MeasureStatus.UNSAID
    points = paper.numbers.points
    return MeasureLine(
        number=measure.number.strip() or str(place),
        title=one_paragraph(measure.title),
        type=_.say(measure.type.words),
        purpose=one_paragraph(measure.purpose),
        details=tuple((label, one_paragraph(value)) for label, value in details if value.strip()),
        points=tuple(points[name] for name in measure.points if name in points),
        status=None if unsaid else measure_status(measure.status, _),
        said_by=according_to(", ".join(filter(None, said)), _),
        comment=one_paragraph(measure.comment),
    )


def _measures_lead(measures: Sequence[Measure], _: Translator) -> str:
    counted = Counter(one.status for one in measures)
    told = [f"{counted[code]} {_.say(code.words)}" for code in MeasureStatus if counted[code]]
    by_status = listed(told, _)
    return sentence(
        _.one_or_many("Det er registrert {n} tiltak: {counted}", len(measures), counted=by_status)
    )


_PROCEDURES: Mapping[Kept, Callable[[int], Phrase]] = {
    Kept.NEW: lambda n: phrases("{n} er ny", "{n} er nye", n),
    Kept.REVISED: lambda n: phrases("{n} er revidert", "{n} er reviderte", n),
    Kept.CONTINUED: lambda n: phrases("{n} er videreført", "{n} er videreførte", n),
    Kept.UNDATED: lambda n: phrases("{n} er udatert", "{n} er udaterte", n),
    Kept.ENDED: lambda n: one_or_many("{n} er ikke lenger i bruk", n),
    Kept.UNSAID: lambda n: one_or_many("{n} er det ikke sagt noe om", n),
}


def _procedures_lead(procedures: Iterable[Measure], _: Translator) -> str:
    counted = Counter(one.kept for one in procedures)
    told = [_.say(words(counted[kept])) for kept, words in _PROCEDURES.items() if counted[kept]]
    return sentence(listed(told, _))
