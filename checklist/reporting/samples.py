"""The file samples of a report: what is drawn from, and what was drawn."""

from __future__ import annotations

from collections.abc import Collection

from checklist.appraisal import Appraisal, SampleState, sample_states
from checklist.i18n import Translator
from checklist.reporting.model import SampleLine
from checklist.words import as_heading, draw_sentence, wording


def drawn_samples(appraisal: Appraisal, _: Translator) -> tuple[SampleLine, ...]:
    """Every sample that is drawn."""
    return tuple(line for line in every_sample(appraisal, _) if line.numbers)


def every_sample(appraisal: Appraisal, _: Translator) -> tuple[SampleLine, ...]:
    """Every sample frame that a checkpoint that is asked rests on, drawn or not."""
    return tuple(_line(state, _) for state in sample_states(appraisal) if state.points)


def samples_for(
    appraisal: Appraisal, checkpoints: Collection[str], _: Translator
) -> tuple[SampleLine, ...]:
    """The sample frames that some of these checkpoints rest on, drawn or not."""
    return tuple(
        _line(state, _)
        for state in sample_states(appraisal)
        if any(point.checkpoint.id in checkpoints for point in state.points)
    )


def _line(state: SampleState, _: Translator) -> SampleLine:
    drawn = None if state.drawn is None else state.drawn.value
    return SampleLine(
        title=as_heading(wording(state.frame.title, _.language)),
        drawn_from=wording(state.frame.drawn_from, _.language),
        wanted=state.frame.number,
        of=None if drawn is None else drawn.of,
        seed="" if drawn is None else drawn.seed,
        numbers=() if drawn is None else drawn.numbers,
        reason="" if drawn is None else drawn.reason,
        says=draw_sentence(state, _),
    )
