"""Answers to checkpoints, and the evidence that a count is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from checklist.assessment.deciding.evidence import link
from checklist.assessment.deciding.refusals import Fault, Undecided, refuse
from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.deciding.touched import touching
from checklist.assessment.events import (
    Answer,
    Answered,
    AnsweredAlone,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    What,
)
from checklist.assessment.evidence import FileSample
from checklist.assessment.registers import Thing
from checklist.assessment.sampling import draw_for, is_counted, sample_evidence, sample_title
from checklist.assessment.typed_dates import written_date
from checklist.criteria import AnswerValue, Checkpoint, Measure, MeasureKind, checkpoint_fingerprint
from checklist.i18n import phrase


def value(
    at: Situation, checkpoint: str, given: AnswerValue | None, *, disputed: bool = False
) -> tuple[What, ...]:
    """Answer a checkpoint, keeping its comment and numbers; None takes the answer away.

    Raises:
        SamsjekkError: as `answer`.
    """
    before = at.state.answer(checkpoint) or Answer()
    if before.value is not given and _unseen(at, checkpoint):
        # What another wrote to a different answer says nothing about this one.
        before = at.seen.answer(checkpoint) or Answer()
    return answer(at, checkpoint, replace(before, value=given), decides=True, disputed=disputed)


def comment(at: Situation, checkpoint: str, text: str) -> tuple[What, ...]:
    """Set the comment to a checkpoint, keeping the answer.

    Raises:
        SamsjekkError: as `answer`.
    """
    return about(at, checkpoint, {"comment": text.strip()})


def about(at: Situation, checkpoint: str, typed: Mapping[str, Any]) -> tuple[What, ...]:
    """Give some fields of an answer a value, as in a box; the others stay as their author saw them.

    Raises:
        SamsjekkError: as `answer`.
    """
    before = (at.seen if at.round is None else at.state).answer(checkpoint) or Answer()
    return answer(at._replace(settles=typed), checkpoint, replace(before, **typed))


def answer(
    at: Situation,
    checkpoint: str,
    given: Answer,
    *,
    rests_on: Iterable[str] = (),
    decides: bool = False,
    disputed: bool = False,
    taken_from: str = "",
) -> tuple[What, ...]:
    """Store a whole answer; nothing happens where it is as before.

    Args:
        at: what is so now.
        checkpoint: what is answered.
        given: the answer.
        rests_on: ids of evidence to link to it in the same step.
        decides: the user chose the value: it settles a disagreement they have seen.
        disputed: people who answered alone differ here, and have not decided together.
        taken_from: the journal of the earlier assessment that has the answer.

    Raises:
        UnknownName: a name does not exist.
        Refused: a number can't be right.
        Undecided: something else than the value was changed while people disagree.
        AnsweringAlone: a round is running, and the author does not take part.
    """
    criterion, point = at.names.criterion_of(checkpoint), at.names.checkpoint(checkpoint)
    fingerprint = checkpoint_fingerprint(criterion, point)
    given = replace(given, fingerprint=fingerprint)
    before = at.state.answer(checkpoint) or Answer(fingerprint=fingerprint)
    given, recounted = _counted_among(at, point, given)
    refuse(count_faults(at, point, given, Answer() if recounted else before))
    if given.ask is not None and given.ask != before.ask:
        at.names.role(given.ask)
    links = [what for name in rests_on for what in link(at, name, checkpoint)]
    differ = bool(at.state.disagreement(checkpoint))
    if not decides and at.seen.disagreement(checkpoint) and given.value is before.value:
        raise Undecided(
            phrase(
                "To har svart ulikt her uten å se hverandres svar. Velg svaret som skal "
                "gjelde først."
            )
        )
    settles = decides and ((differ and not _unseen(at, checkpoint)) or disputed)
    # To take away what waits is to decide that it does not hold.
    settles |= decides and given.value is None and at.state.waiting_answer(checkpoint) is not None
    if given == before and not settles and not at.settles:
        return tuple(links)
    chosen = decides and (settles or given.value is not before.value)
    decided = {*(("value",) if chosen else ()), *(("count", "of") if recounted else ())}
    answered = given_answer(at, checkpoint, given, decided=decided, taken_from=taken_from)
    return (*answered, *links)


def _counted_among(at: Situation, point: Checkpoint, given: Answer) -> tuple[Answer, bool]:
    """A count with what it is a count among, where a draw says it; and whether it is a new count.

    One that was entered for another draw is counted anew when it is entered again, also where it
    is the same number.
    """
    drawn = draw_for(at.state, point)
    if drawn is None or given.count is None or at.round is not None:
        return given, False
    typed = "count" in at.settles
    if given.of is None or (typed and "of" not in at.settles):
        given = replace(given, of=drawn.number)
    return given, typed and not is_counted(at.state, point)


def count_faults(
    at: Situation, point: Checkpoint, given: Answer, before: Answer
) -> Iterator[Fault]:
    """What is wrong with the numbers of an answer, also beside what was drawn."""
    yield from figure_faults(given, before, point.measure)
    drawn = draw_for(at.state, point)
    if drawn is not None and given.of not in (None, before.of) and given.of > drawn.number:
        yield (
            "of",
            phrase(
                "Det er trukket {n}, så tallet kan ikke være av {of}. Har dere sett på flere, må "
                "dere trekke flere.",
                n=drawn.number,
                of=given.of,
            ),
        )


def with_evidence(at: Situation, happened: tuple[What, ...]) -> tuple[What, ...]:
    """What happened to an answer, and to the evidence that its count is.

    The count of a checkpoint with a sample is evidence: one piece for each checkpoint, which
    follows the count. Where the count is taken away, so is the evidence.
    """
    return happened + tuple(
        what
        for given in happened
        if isinstance(given, Answered) and (given.touched is None or "count" in given.touched)
        for what in _evidence_of(at, given.checkpoint, given.answer)
    )


def _evidence_of(at: Situation, checkpoint: str, given: Answer) -> tuple[What, ...]:
    point = at.names.checkpoint(checkpoint)
    if point.sample is None:
        return ()
    name, drawn = sample_evidence(checkpoint), draw_for(at.state, point)
    recorded = at.state.evidence.get(name)
    if drawn is None or given.count is None or given.of is None or given.of < 1:
        return () if recorded is None else touching(at, EvidenceRemoved(evidence=name))
    day = None if at.today is None else at.today.isoformat()
    evidence = FileSample(
        id=name,
        title=sample_title(at.names.sample(point.sample), drawn),
        date=day,
        shows="" if recorded is None else recorded.value.shows,
        count=given.count,
        of=given.of,
        period="" if day is None else written_date(day),
    )
    happened = touching(at, EvidenceRecorded(evidence=evidence))
    if name not in at.state.links.get(checkpoint, ()):
        happened += touching(at, EvidenceLinked(evidence=name, checkpoint=checkpoint))
    return happened


def figure_faults(given: Answer, before: Answer, measure: Measure | None) -> Iterator[Fault]:
    """What is wrong with the numbers of an answer; those that stood there before are left alone."""
    if (given.count, given.of) not in ((None, None), (before.count, before.of)):
        if given.count is None or given.of is None:
            yield (
                "of" if given.count is None else "count",
                phrase("Oppgi både antallet og hvor mange det er av, for eksempel 12 av 40."),
            )
        elif not 0 <= given.count <= given.of:
            yield (
                "count",
                phrase(
                    "{count} av {of} kan ikke være riktig. Antallet må være fra 0 til {of}.",
                    count=given.count,
                    of=given.of,
                ),
            )
    if given.number is None or given.number == before.number:
        return
    if given.number < 0:
        yield "number", phrase("Tallet kan ikke være mindre enn 0.")
    elif measure is not None and measure.kind is MeasureKind.PERCENT and given.number > 100:  # noqa: PLR2004 - per cent
        yield "number", phrase("Prosent kan ikke være mer enn 100.")


def given_answer(
    at: Situation,
    checkpoint: str,
    given: Answer,
    *,
    decided: Iterable[str],
    taken_from: str = "",
) -> tuple[What, ...]:
    """The event of an answer, which in a round is seen by its author only.

    Raises:
        AnsweringAlone: a round is running, and the author does not take part.
    """
    if at.round is not None:
        return (AnsweredAlone(round=at.round.id, checkpoint=checkpoint, answer=given),)
    refuse_alone(at)
    given_now = Answered(checkpoint=checkpoint, answer=given, taken_from=taken_from)
    return with_evidence(at, touching(at, given_now, decided=decided))


def _unseen(at: Situation, checkpoint: str) -> bool:
    """Whether another has answered a checkpoint since its author last saw it."""
    thing = Thing("answer", checkpoint)
    seen = {
        given.event for standing in at.seen.fields.get(thing, {}).values() for given in standing
    }
    return any(
        given.event not in seen and given.author.name != at.author.name
        for standing in at.state.fields.get(thing, {}).values()
        for given in standing
    )


def applied(at: Situation, what: What) -> tuple[What, ...]:
    """What an event of an answer file becomes: what it touches, and the evidence of its count."""
    return with_evidence(at, touching(at, what))
