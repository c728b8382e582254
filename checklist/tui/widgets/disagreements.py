"""Different answers by different people to one checkpoint, as they are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checklist.appraisal import CriterionAppraisal, Opinion
from checklist.assessment import Thing
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.signs import DIFFERENT
from checklist.tui.widgets.drawing import StyledText, styled
from checklist.words import KEYS, field_differences, opinion_pieces, opinions_of


def differing_answers(session: Session, checkpoint: str) -> tuple[Opinion, ...]:
    """What people answered without seeing each other, and have not decided between."""
    given = session.assessment.disagreement(checkpoint)
    if given:
        return opinions_of(given)
    return session.differing(checkpoint)


def opinion_parts(opinions: Sequence[Opinion], _: Translator) -> Iterator[StyledText]:
    """Anna: ✓ ja · Bo: ✗ nei."""
    return map(styled, opinion_pieces(opinions, _))


def is_differing(session: Session, appraised: CriterionAppraisal) -> bool:
    """Whether people have answered or written differently anywhere in a criterion."""
    state = session.assessment
    return bool(state.unsettled(Thing("verdict", appraised.criterion.id))) or any(
        differing_answers(session, point.checkpoint.id)
        or state.unsettled(Thing("answer", point.checkpoint.id))
        for point in appraised.asked
    )


def written_parts(
    session: Session, thing: Thing, _: Translator
) -> Iterator[tuple[StyledText, ...]]:
    """What people have written differently about a thing, a line for each field."""
    for differs in field_differences(session.appraisal, thing, _):
        yield (StyledText(f"{DIFFERENT.sign} ", DIFFERENT.style), StyledText(str(differs)))


def difference_parts(session: Session, checkpoint: str, _: Translator) -> tuple[StyledText, ...]:
    """That people differ here and how to decide; nothing where they don't."""
    opinions = differing_answers(session, checkpoint)
    if not opinions:
        return ()
    return (
        StyledText(f"{DIFFERENT.sign} ", DIFFERENT.style),
        *opinion_parts(opinions, _),
        StyledText(_(" – avgjør med {yes}/{partly}/{no}", **KEYS), DIFFERENT.style),
    )
