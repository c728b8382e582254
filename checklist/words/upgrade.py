"""What going over to a new version of a criteria set means, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checklist.assessment import Assessment
from checklist.criteria import Checkpoint, Comparison, text_in
from checklist.i18n import Translator
from checklist.words.pictures import ChangeLine, change_signs


def comparison_lines(
    compared: Comparison, assessment: Assessment, _: Translator
) -> Iterator[ChangeLine]:
    """Kept, to be confirmed, new and retired: each line with how far in it stands (0, 1 or 2)."""
    kept = sum(assessment.answer(point.id) is not None for point in compared.kept)
    yield ChangeLine(0, _.plural("{n} svar står som før.", "{n} svar står som før.", kept))
    answered = [
        changed
        for changed in compared.confirm
        if any(assessment.answer(before.id) for before in changed.before)
    ]
    if answered:
        yield ChangeLine(0, _("Bekreft disse svarene på nytt, for teksten er endret:"))
    for changed in answered:
        yield ChangeLine(1, changed.now.id)
        for before in changed.before:
            answer = assessment.answer(before.id)
            if answer is not None and answer.value is not None:
                words = _("Svart: {answer}", answer=_.say(answer.value.words))
                yield ChangeLine(2, words, change_signs(answer.value, None))
            yield ChangeLine(2, _("Før: {text}", text=_asked(before, _)))
        yield ChangeLine(2, _("Nå: {text}", text=_asked(changed.now, _)))
    yield from _points(_("Nye spørsmål:"), compared.new, _)
    yield from _points(
        _("Spørres ikke lenger. Svarene kan fortsatt leses i historikken:"),
        [gone.checkpoint for gone in compared.retired],
        _,
    )


def _points(title: str, points: Sequence[Checkpoint], _: Translator) -> Iterator[ChangeLine]:
    if points:
        yield ChangeLine(0, title)
    for point in points:
        yield ChangeLine(1, f"{point.id}: {text_in(point.question, _.language)}")


def _asked(point: Checkpoint, _: Translator) -> str:
    return f"{text_in(point.question, _.language)} {text_in(point.yes_means, _.language)}"
