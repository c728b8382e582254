"""File samples in words: what was drawn of what, from which seed, and how far one has come."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.appraisal import Appraisal, CheckpointAppraisal, SampleState
from checklist.assessment import DrawnSample, draw_for, is_of_earlier_draw
from checklist.criteria import CriteriaSet, SampleFrame, text_in
from checklist.i18n import Phrase, Translator, phrase
from checklist.words.sentences import sentence

_SHOWN_AT_A_GLANCE = 10


def frame_title(name: str, criteria_set: CriteriaSet, language: str) -> str:
    """What a sample frame is called; its id where the set has it no longer."""
    for frame in criteria_set.samples:
        if frame.id == name:
            return text_in(frame.title, language)
    return name


def numbers_words(drawn: DrawnSample, most: int | None = None) -> str:
    """The running numbers: 2, 7, 9; no more than `most`, and then an ellipsis."""
    numbers = ", ".join(map(str, drawn.numbers[:most]))
    return numbers if len(drawn.numbers) == len(drawn.numbers[:most]) else f"{numbers} …"


def draw_words(drawn: DrawnSample) -> Phrase:
    """3 av 10 (frø kfwt-bqzm-hdlp): nr. 2, 7, 9."""
    return phrase(
        "{n} av {of} (frø {seed}): nr. {numbers}",
        n=drawn.number,
        of=drawn.of,
        seed=drawn.seed,
        numbers=numbers_words(drawn),
    )


def sample_line(frame: SampleFrame, drawn: DrawnSample | None, _: Translator) -> str:
    """What a checkpoint rests on, on one line; where nothing is drawn, how many to draw."""
    title = text_in(frame.title, _.language)
    if drawn is None:
        return _(
            "Utvalg: {title}, ikke trukket ennå, trekk {n} av {among}",
            title=title,
            n=frame.number,
            among=text_in(frame.drawn_from, _.language),
        )
    return _(
        "Utvalg: {title}, trukket {n} av {of}: nr. {numbers}",
        title=title,
        n=drawn.number,
        of=drawn.of,
        numbers=numbers_words(drawn, _SHOWN_AT_A_GLANCE),
    )


def sample_lines(point: CheckpointAppraisal, appraisal: Appraisal, _: Translator) -> Iterator[str]:
    """The sample of a checkpoint, and that its count is of an earlier one; none without a frame."""
    state, checkpoint = appraisal.assessment, point.checkpoint
    for frame in appraisal.criteria_set.samples:
        if frame.id == checkpoint.sample:
            yield sample_line(frame, draw_for(state, checkpoint), _)
    if is_of_earlier_draw(state, checkpoint):
        yield _("! Tallet er fra før utvalget ble trukket. Skriv det på nytt.")


def all_drawn_words(frame: SampleFrame, drawn: DrawnSample) -> Phrase | None:
    """That there were fewer than the frame asks for, so that all were drawn; None where not so."""
    if drawn.number < drawn.of or drawn.of >= frame.number:
        return None
    return phrase(
        "Utvalget skal ha {number}, og det er bare {of} å trekke fra. Derfor ser dere på alle.",
        number=frame.number,
        of=drawn.of,
    )


def draw_sentence(state: SampleState, _: Translator) -> str:
    """What was drawn when and why again, or what to draw, in sentences for a paper."""
    if state.drawn is None:
        return _("Ikke trukket ennå: {n} skal trekkes.", n=state.frame.number)
    drawn = state.drawn.value
    said = [
        _(
            "Trukket {moment}: {draw}.",
            moment=_.moment(state.drawn.at),
            draw=_.say(draw_words(drawn)),
        )
    ]
    if (fewer := all_drawn_words(state.frame, drawn)) is not None:
        said.append(_.say(fewer))
    if drawn.reason:
        said.append(sentence(_("Trukket på nytt fordi: {reason}", reason=drawn.reason)))
    return " ".join(said)


def sample_state_lines(state: SampleState, _: Translator) -> Iterator[str]:
    """A frame of the set, with its draw in full and how many counts are entered."""
    yield f"{state.frame.id}: {text_in(state.frame.title, _.language)}"
    if state.drawn is None:
        among = text_in(state.frame.drawn_from, _.language)
        yield _("Ikke trukket. Trekk {n} av {among}.", n=state.frame.number, among=among)
    else:
        yield draw_sentence(state, _)
    yield _.plural(
        "Fylt ut i {done} av {n} kontrollpunkt.",
        "Fylt ut i {done} av {n} kontrollpunkter.",
        len(state.points),
        done=len(state.counted),
    )
