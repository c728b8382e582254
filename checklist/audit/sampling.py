"""File samples of an audit: what is drawn, from what, and what was counted.

The running numbers are drawn as those of an assessment: the same seed gives the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from checklist.assessment import Refused, deciding, drawn_numbers, named
from checklist.audit.deciding import AuditSituation, known_record
from checklist.audit.records import ChosenCriterion, FileSampleTaken
from checklist.audit.state import Audit
from checklist.criteria import Checkpoint, CriteriaSet, SampleFrame, text_in
from checklist.i18n import phrase


class WantedDraw(NamedTuple):
    """What is to be drawn.

    Attributes:
        id: of the sample, new or known.
        of: how many there are to draw from.
        number: how many to draw; None is as many as the frame says.
        seed: what makes it this draw and no other.
        title: what the cases are; a frame has its own.
        frame: a sample frame of the criteria set.
        answers: the criteria that the sample says something about; None is those that gather a
            criterion with a checkpoint that rests on the frame.
        why: why another draw is made than the one that stands.
    """

    id: str
    of: int | None
    number: int | None
    seed: str
    title: str = ""
    frame: str | None = None
    answers: tuple[str, ...] | None = None
    why: str = ""


def drawn(at: AuditSituation, wanted: WantedDraw) -> FileSampleTaken:
    """The sample as it is with the draw; what stands where it is the same draw.

    A new draw has no counts: what was counted before, was counted in other cases.

    Raises:
        Refused: a number or the seed can't be, it has no title, or another draw stands and nobody
            has said why.
        UnknownName: there is no such frame or criterion.
    """
    before = at.state.find(FileSampleTaken, wanted.id) or FileSampleTaken(id=wanted.id)
    frame = _frame(at.criteria_set, wanted.frame or before.frame)
    title = wanted.title or before.title
    if frame is not None and not title:
        title = text_in(frame.title, "nb")
    number = wanted.number
    if number is None and frame is not None:
        number = min(frame.number, max(wanted.of or 1, 1))
    if number is None:
        raise Refused({"number": phrase("Skriv hvor mange som trekkes, for eksempel 10.")})
    if faults := dict(deciding.draw_faults(wanted.of, wanted.seed, number)):
        raise Refused(faults)
    answers = wanted.answers
    if answers is None:
        answers = before.answers or tuple(_resting_on(at, frame))
    for name in answers:
        known_record(at.state, ChosenCriterion, name)
    made = replace(
        before,
        title=title,
        frame=None if frame is None else frame.id,
        answers=answers,
        of=wanted.of,
        number=number,
        seed=wanted.seed,
        numbers=drawn_numbers(number, wanted.of or 0, wanted.seed),
    )
    if before.numbers and made.numbers == before.numbers and made.of == before.of:
        return replace(made, seed=before.seed)
    return replace(
        made,
        drawn=at.today.isoformat(),
        reason=wanted.why.strip(),
        looked_at=None,
        counted=None,
        found="",
    )


def frames_to_draw(audit: Audit, criteria_set: CriteriaSet | None) -> tuple[SampleFrame, ...]:
    """The sample frames of the criteria set, first those that a chosen criterion rests on."""
    if criteria_set is None:
        return ()
    gathered = {name for one in audit.all(ChosenCriterion).values() for name in one.gathers}
    resting = {
        point.sample
        for criterion in criteria_set.criteria
        if criterion.id in gathered
        for point in criterion.checkpoints
    }
    return tuple(sorted(criteria_set.samples, key=lambda frame: frame.id not in resting))


def _frame(criteria_set: CriteriaSet | None, name: str | None) -> SampleFrame | None:
    if name is None:
        return None
    frames = {} if criteria_set is None else {frame.id: frame for frame in criteria_set.samples}
    return named(frames, name, phrase("Kriteriesettet har ikke utvalget «{name}».", name=name))


def _resting_on(at: AuditSituation, frame: SampleFrame | None) -> Iterator[str]:
    """The criteria of the audit that gather one with a checkpoint that rests on a frame."""
    if frame is None or at.criteria_set is None:
        return
    resting = {
        criterion.id
        for criterion in at.criteria_set.criteria
        if any(point.sample == frame.id for point in criterion.checkpoints)
    }
    for criterion in at.state.all(ChosenCriterion).values():
        if resting & set(criterion.gathers):
            yield criterion.id


class SampleQuestion(NamedTuple):
    """What is asked of each case: a checkpoint that rests on the sample, or a criterion."""

    id: str
    text: str


def sample_questions(
    audit: Audit, sample: FileSampleTaken, criteria_set: CriteriaSet | None, language: str
) -> tuple[SampleQuestion, ...]:
    """What is asked of each case.

    Of a frame it is its checkpoints, in the criteria that the audit has chosen; else the criteria
    that the sample says something about; and of one about nothing, whether it is as it should be.
    """
    chosen = [audit.find(ChosenCriterion, name) for name in sample.answers]
    gathered = {name for criterion in chosen if criterion for name in criterion.gathers}
    points: list[Checkpoint] = [
        point
        for criterion in (() if criteria_set is None else criteria_set.criteria)
        if not gathered or criterion.id in gathered
        for point in criterion.checkpoints
        if sample.frame is not None and point.sample == sample.frame
    ]
    if points:
        return tuple(SampleQuestion(p.id, text_in(p.question, language)) for p in points)
    return tuple(SampleQuestion(one.id, one.text) for one in chosen if one)


class CaseCounts(NamedTuple):
    """What was found in the cases that were looked at.

    `questions` has, by question, how many were as asked and how many that was of.
    """

    looked_at: int
    counted: int
    questions: Mapping[str, tuple[int, int]]


def counts_of(cases: Mapping[str, Mapping[str, bool | None]]) -> CaseCounts:
    """Counts from what was found of each case, by question: as asked, or not.

    None is what does not apply. A case is looked at where anything was found of it, and as asked
    where nothing was found that is not.
    """
    looked_at = {
        case: [value for value in found.values() if value is not None]
        for case, found in cases.items()
    }
    questions: dict[str, tuple[int, int]] = {}
    for found in cases.values():
        for question, value in found.items():
            if value is not None:
                count, of = questions.get(question, (0, 0))
                questions[question] = (count + value, of + 1)
    return CaseCounts(
        sum(bool(values) for values in looked_at.values()),
        sum(bool(values) and all(values) for values in looked_at.values()),
        questions,
    )


def counted(
    state: Audit, name: str, count: int, looked_at: int, found: str | None = None
) -> FileSampleTaken:
    """The sample with what was counted in it; `found` None leaves what was written.

    Raises:
        UnknownName: there is no such sample.
        Refused: nothing is drawn yet.
    """
    known_record(state, FileSampleTaken, name)
    sample = state.all(FileSampleTaken)[name]
    if sample.number is None:
        raise Refused(
            {"counted": phrase("Stikkprøven «{name}» er ikke trukket ennå. Bruk --of.", name=name)}
        )
    return replace(
        sample,
        counted=count,
        looked_at=looked_at,
        found=sample.found if found is None else found,
    )
