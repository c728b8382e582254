"""How an assessment was at an earlier moment, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checklist.appraisal import Appraisal, ChangesSince, changes_since
from checklist.assessment import Answer, VerdictCode
from checklist.criteria import text_in
from checklist.i18n import Translator
from checklist.words.pictures import ChangeLine, change_signs


def moment_lines(then: Appraisal, now: Appraisal, _: Translator) -> Iterator[ChangeLine]:
    """Each line with how deep it lies: what was answered then, and what is different now."""
    changes = changes_since(then, now)
    yield ChangeLine(
        0,
        _(
            "{answered} av {of} kontrollpunkter var besvart.",
            answered=then.progress.answered,
            of=then.progress.of,
        ),
    )
    if changes.nothing:
        yield ChangeLine(0, _("Ingenting er endret siden da."))
        return
    yield from _verdicts(changes, then, now, _)
    yield from _answers(changes, then, now, _)
    if number := len(changes.evidence):
        yield ChangeLine(
            0, _("Dokumentasjon lagt til, endret eller tatt bort siden da: {n}", n=number)
        )
    if number := len(changes.actions):
        yield ChangeLine(0, _("Tiltak lagt til eller endret siden da: {n}", n=number))
    for name, by in changes.claimed:
        yield ChangeLine(
            0, _("{by} har siden tatt over det «{name}» har skrevet.", by=by, name=name)
        )
    if changes.statement:
        yield ChangeLine(0, _("Kommunedirektørens uttalelse er endret siden da."))


def _verdicts(
    changes: ChangesSince, then: Appraisal, now: Appraisal, _: Translator
) -> Iterator[ChangeLine]:
    if changes.verdicts:
        yield ChangeLine(0, _("Vurderinger som er annerledes nå:"))
    for changed in changes.verdicts:
        appraised = now.criteria.get(changed.criterion) or then.criteria[changed.criterion]
        yield ChangeLine(1, text_in(appraised.criterion.title, _.language))
        words = _("da: {then}; nå: {now}", then=_said(changed.then, _), now=_said(changed.now, _))
        known = changed.then is not None and changed.now is not None
        yield ChangeLine(2, words, change_signs(changed.then, changed.now) if known else "")


def _answers(
    changes: ChangesSince, then: Appraisal, now: Appraisal, _: Translator
) -> Iterator[ChangeLine]:
    if changes.answers:
        yield ChangeLine(0, _("Svar som er annerledes nå:"))
    questions = [_questions(appraisal, _) for appraisal in (then, now)] if changes.answers else []
    for changed in changes.answers:
        asked, asks = (known.get(changed.checkpoint, "") for known in questions)
        yield ChangeLine(1, asked or asks)
        yield _answer_line(changed.then, changed.now, _, gone=not asks)
        if asked and asked != asks:
            titles = [held.title for held in then.assessment.evidence_for(changed.checkpoint)]
            if titles:
                yield ChangeLine(2, _("dokumentasjon da: {titles}", titles="; ".join(titles)))
            if asks:
                yield ChangeLine(2, _("nå spørres det: {question}", question=asks))


def _questions(appraisal: Appraisal, _: Translator) -> Mapping[str, str]:
    """Every question of the set, by its checkpoint."""
    return {
        name: text_in(point.checkpoint.question, _.language)
        for name, (_appraised, point) in appraisal.places.items()
    }


def _answer_line(
    then: Answer | None, now: Answer | None, _: Translator, *, gone: bool
) -> ChangeLine:
    before, after = _answer(then, _), _answer(now, _)
    if gone:
        return ChangeLine(2, _("da: {then}; spørres ikke lenger", then=before))
    if before == after:
        return ChangeLine(2, _("samme svar ({answer}), andre opplysninger", answer=after))
    values = tuple(None if answer is None else answer.value for answer in (then, now))
    change = "" if values[0] is values[1] else change_signs(*values)
    return ChangeLine(2, _("da: {then}; nå: {now}", then=before, now=after), change)


def _said(verdict: VerdictCode | None, _: Translator) -> str:
    return _("ikke i settet") if verdict is None else _.say(verdict.words)


def _answer(answer: Answer | None, _: Translator) -> str:
    if answer is None or answer.value is None:
        return _("ikke besvart")
    value = _.say(answer.value.words)
    return f"{value} – {answer.comment}" if answer.comment else value
