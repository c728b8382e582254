"""Different answers by different people to one checkpoint, as they are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checklist.appraisal import Opinion, labels
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.signs import DIFFERENT, answer_sign
from checklist.tui.widgets.drawing import StyledText


def differing_answers(session: Session, checkpoint: str) -> tuple[Opinion, ...]:
    """What people answered without seeing each other, and have not decided between."""
    given = session.assessment.disagreement(checkpoint)
    if given:
        return tuple(Opinion(answer.author, answer.value) for answer in given)
    return session.differing(checkpoint)


def opinion_parts(opinions: Sequence[Opinion], _: Translator) -> Iterator[StyledText]:
    """Anna: ✓ ja · Bo: ✗ nei."""
    names = labels(opinion.author for opinion in opinions)
    for number, opinion in enumerate(opinions):
        sign = answer_sign(opinion.value)
        yield StyledText((" · " if number else "") + f"{names[opinion.author.name]}: ")
        yield StyledText(f"{sign.sign} {_.say(sign.words)}", sign.style)


def difference_parts(session: Session, checkpoint: str, _: Translator) -> tuple[StyledText, ...]:
    """That people differ here and how to decide; nothing where they don't."""
    opinions = differing_answers(session, checkpoint)
    if not opinions:
        return ()
    return (
        StyledText(f"{DIFFERENT.sign} ", DIFFERENT.style),
        *opinion_parts(opinions, _),
        StyledText(_(" – avgjør med j/d/n"), DIFFERENT.style),
    )
