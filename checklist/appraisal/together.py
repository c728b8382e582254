"""Where people who answered alone differ: the agenda of the meeting where they decide together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from checklist.appraisal.appraising import Appraisal, CheckpointAppraisal
from checklist.appraisal.findings import Severity, severity
from checklist.appraisal.strength import Strength
from checklist.appraisal.yardsticks import yardsticks_of
from checklist.assessment import Answer, Assessment, Author, Round, VerdictCode
from checklist.criteria import AnswerValue, Criterion
from checklist.i18n import WordedEnum, phrase

_STEPS = {AnswerValue.YES: 2, AnswerValue.PARTLY: 1, AnswerValue.NO: 0}


class Distance(WordedEnum):
    """How far apart answers to a checkpoint are, the largest first.

    Yes, partly and no lie one step from each other. What has no place on that scale beside an
    answer is a difference of its own kind: it calls for another talk than two views of the same.
    """

    OPPOSITE = "opposite", phrase("ja mot nei")
    APPLIES = "applies", phrase("uenige om det gjelder her")
    NEAR = "near", phrase("ett trinn fra hverandre")
    UNKNOWN = "unknown", phrase("noen vet ikke")
    UNANSWERED = "unanswered", phrase("noen har ikke svart")

    @property
    def rank(self) -> int:
        """0 for the largest."""
        return list(Distance).index(self)


def distance(values: Iterable[AnswerValue | None]) -> Distance | None:
    """How far apart the answers are, None standing for no answer; None where all are alike."""
    found = set(values)
    if len(found) < len("ab"):
        return None
    steps = [_STEPS[value] for value in found if value in _STEPS]
    if steps and max(steps) - min(steps) == _STEPS[AnswerValue.YES]:
        return Distance.OPPOSITE
    if steps and AnswerValue.NOT_APPLICABLE in found:
        return Distance.APPLIES
    if len(steps) > 1:
        return Distance.NEAR
    return Distance.UNKNOWN if AnswerValue.UNKNOWN in found else Distance.UNANSWERED


class Opinion(msgspec.Struct, frozen=True):
    """What one person answered to a checkpoint, or that they have not."""

    author: Author
    answer: Answer | None

    @property
    def value(self) -> AnswerValue | None:
        """The answer without its comment."""
        return None if self.answer is None else self.answer.value


class Compared(msgspec.Struct, frozen=True):
    """One checkpoint with what each answered alone.

    `severity` is the finding it would be if the criterion is not met. `decided` says whether it
    has been answered together since the round was opened.
    """

    criterion: Criterion
    point: CheckpointAppraisal
    opinions: tuple[Opinion, ...]
    distance: Distance | None
    severity: Severity | None
    decided: bool

    @property
    def order(self) -> tuple[int, bool, int]:
        """Largest first, then decisive, then the most serious."""
        rank = len(Severity) if self.severity is None else self.severity.rank
        apart = len(Distance) if self.distance is None else self.distance.rank
        return (apart, not self.point.checkpoint.decisive, rank)


class Agenda(msgspec.Struct, frozen=True):
    """What came out of a round.

    Attributes:
        people: who answered, and how many of the checkpoints.
        not_begun: those who were expected and answered nothing.
        differences: where they differ and have not decided, in the order to talk about them.
        decided: where they differed and have decided.
        alike: where all who took part answered alike, and the assessment does not say so yet.
    """

    people: tuple[tuple[Author, int], ...]
    of: int
    not_begun: tuple[Author, ...]
    differences: tuple[Compared, ...]
    decided: tuple[Compared, ...]
    alike: tuple[Compared, ...]


def agenda(appraisal: Appraisal, opened: Round) -> Agenda:
    """Compare what people answered in a round. `appraisal` is that of the assessment they share.

    Where only one took part, that is held against what somebody else had answered before. With
    nobody who answered there is nothing to compare.
    """
    asked = [
        (appraised.criterion, point)
        for appraised in appraisal.criteria.values()
        for point in appraised.asked
    ]
    people = progress(opened, [point.checkpoint.id for _criterion, point in asked])
    authors = [author for author, answered in people if answered]
    compared = (
        [_compare(criterion, point, authors, opened, appraisal) for criterion, point in asked]
        if authors
        else []
    )
    apart = sorted((c for c in compared if c.distance is not None), key=lambda c: c.order)
    return Agenda(
        people=people,
        of=len(asked),
        not_begun=opened.not_begun,
        differences=tuple(c for c in apart if not c.decided),
        decided=tuple(c for c in apart if c.decided),
        alike=tuple(c for c in compared if _can_be_taken_over(c)),
    )


def differing(held: Round, assessment: Assessment, checkpoint: str) -> tuple[Opinion, ...]:
    """What people answered alone to a checkpoint where they differ and have not decided."""
    opinions = _opinions(held, held.authors.values(), checkpoint)
    begun = tuple(o for o in opinions if held.answers[o.author.name])
    begun += _stood_before(held, assessment, begun, checkpoint)
    apart = distance(opinion.value for opinion in begun) is not None
    return begun if apart and not _is_decided(held, assessment, checkpoint) else ()


def progress(held: Round, checkpoints: Iterable[str]) -> tuple[tuple[Author, int], ...]:
    """Who has answered in a round, and how many of these checkpoints. Says nothing of what."""
    asked = frozenset(checkpoints)
    return tuple(
        (
            author,
            sum(
                given.value.value is not None
                for name, given in held.answers[who].items()
                if name in asked
            ),
        )
        for who, author in held.authors.items()
        if held.answers[who]
    )


def common_answer(opinions: Sequence[Opinion]) -> Answer:
    """The answer that people who answered alike share.

    Every comment is kept, with whose it is where there are several. A number that they don't
    agree on is left out.
    """
    answers = [opinion.answer for opinion in opinions if opinion.answer is not None]
    names = labels(opinion.author for opinion in opinions)
    comments = {
        names[opinion.author.name]: opinion.answer.comment
        for opinion in opinions
        if opinion.answer is not None and opinion.answer.comment
    }
    texts = list(dict.fromkeys(comments.values()))
    comment = (
        "".join(texts)
        if len(texts) < len("ab")
        else "\n".join(f"{who}: {text}" for who, text in comments.items())
    )
    numbers = {(a.count, a.of, a.number) for a in answers} - {(None, None, None)}
    count, of, number = numbers.pop() if len(numbers) == 1 else (None, None, None)
    return Answer(
        value=answers[0].value,
        comment=comment,
        place="; ".join(dict.fromkeys(a.place for a in answers if a.place)),
        count=count,
        of=of,
        number=number,
        ask=next((a.ask for a in answers if a.ask), None),
    )


def labels(authors: Iterable[Author]) -> Mapping[str, str]:
    """What to call each author, by name: the role, with the name where two have the same."""
    known = {author.name: author.role or author.name for author in authors}
    shared = Counter(known.values())
    return {
        name: label if shared[label] == 1 else f"{label} ({name})" for name, label in known.items()
    }


def _compare(
    criterion: Criterion,
    point: CheckpointAppraisal,
    authors: Iterable[Author],
    opened: Round,
    appraisal: Appraisal,
) -> Compared:
    opinions = _opinions(opened, authors, point.checkpoint.id)
    opinions += _stood_before(opened, appraisal.assessment, opinions, point.checkpoint.id)
    return Compared(
        criterion=criterion,
        point=point,
        opinions=opinions,
        distance=distance(opinion.value for opinion in opinions),
        severity=severity(
            criterion.force,
            VerdictCode.NOT_MET,
            Strength.MISSING,
            by_law=bool(
                yardsticks_of(
                    criterion,
                    [(point.checkpoint, AnswerValue.NO)],
                    VerdictCode.NOT_MET,
                    appraisal.assessment.date,
                ).places
            ),
        ),
        decided=_is_decided(opened, appraisal.assessment, point.checkpoint.id),
    )


def _opinions(held: Round, authors: Iterable[Author], checkpoint: str) -> tuple[Opinion, ...]:
    given = ((author, held.answers[author.name].get(checkpoint)) for author in authors)
    return tuple(
        Opinion(author, None if answer is None else answer.value) for author, answer in given
    )


def _stood_before(
    held: Round, assessment: Assessment, opinions: Sequence[Opinion], checkpoint: str
) -> tuple[Opinion, ...]:
    """What somebody else had answered together before, in a round that only one took part in.

    One voice against what stands would else be seen by nobody. Where several took part, they are
    compared with each other, and asked whether what they answered alike is to be the answer.
    """
    told = assessment.answers.get(checkpoint)
    given = [opinion for opinion in opinions if opinion.value is not None]
    if len(list(filter(None, held.answers.values()))) != 1 or not given:
        return ()
    if told is None or told.value.value is None:
        return ()
    if told.event > held.opened or told.author.name == given[0].author.name:
        return ()
    return (Opinion(told.author, told.value),)


def _is_decided(held: Round, assessment: Assessment, checkpoint: str) -> bool:
    """Whether it has been answered together since the round was opened, and with one answer."""
    answer = assessment.answers.get(checkpoint)
    if answer is None or answer.value.value is None or assessment.disagreement(checkpoint):
        return False
    return answer.event > held.opened


def _can_be_taken_over(compared: Compared) -> bool:
    value = compared.opinions[0].value
    return (
        compared.distance is None
        and not compared.decided
        and value is not None
        and compared.point.value is not value
    )
