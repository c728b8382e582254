"""What going over to a new version of a criteria set means, in words."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.assessment import Assessment
from checklist.criteria import Checkpoint, Comparison, Reworded, text_in
from checklist.i18n import Translator
from checklist.words.pictures import ChangeLine, change_signs


def comparison_lines(
    compared: Comparison, assessment: Assessment, _: Translator
) -> Iterator[ChangeLine]:
    """Kept, to be confirmed, new and retired: each line with how far in it stands (0, 1 or 2).

    First that the set calls itself the same version, where it does.
    """
    if compared.same_version:
        words = _(
            "Settet er endret, men har fortsatt versjon {version}. Gi det en ny «version» i filen, "
            "så ser alle hvilken utgave som er brukt.",
            version=compared.same_version,
        )
        yield ChangeLine(0, words)
    kept = sum(
        any(map(assessment.answer, (point.id, *compared.joined.get(point.id, ()))))
        for point in compared.kept
    )
    yield ChangeLine(0, _.one_or_many("{n} svar står som før.", kept))
    answered = [
        changed
        for changed in compared.confirm
        if any(assessment.answer(before.id) for before in changed.before)
    ]
    if answered:
        yield ChangeLine(
            0, _("Bekreft disse svarene på nytt, for spørsmålet eller kravet er endret:")
        )
    for changed in answered:
        yield from _changed(changed, assessment, _)
    if compared.new:
        yield ChangeLine(0, _("Nye spørsmål:"))
    for point in compared.new:
        yield _point(point, _)
    if compared.retired:
        yield ChangeLine(0, _("Spørres ikke lenger. Svarene kan fortsatt leses i historikken:"))
    for gone in compared.retired:
        yield _point(gone.checkpoint, _)
        if gone.reason is not None:
            yield ChangeLine(2, text_in(gone.reason, _.language))


def _changed(changed: Reworded, assessment: Assessment, _: Translator) -> Iterator[ChangeLine]:
    yield ChangeLine(1, changed.now.id)
    for before in changed.before:
        answer = assessment.answer(before.id)
        if answer is not None and answer.value is not None:
            words = _("Svart: {answer}", answer=_.say(answer.value.words))
            yield ChangeLine(2, words, change_signs(answer.value, None))
        yield ChangeLine(2, _("Før: {text}", text=_asked(before, _)))
    now = _asked(changed.now, _)
    if all(_asked(before, _) == now for before in changed.before):
        yield ChangeLine(2, _("Spørsmålet er som før. Kravet eller tallet er endret."))
    else:
        yield ChangeLine(2, _("Nå: {text}", text=now))


def _point(point: Checkpoint, _: Translator) -> ChangeLine:
    return ChangeLine(1, f"{point.id}: {text_in(point.question, _.language)}")


def _asked(point: Checkpoint, _: Translator) -> str:
    return f"{text_in(point.question, _.language)} {text_in(point.yes_means, _.language)}"
