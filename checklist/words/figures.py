"""Numbers as they are written, with their units and limits."""

from __future__ import annotations

from checklist.assessment import Answer
from checklist.criteria import Limit, Measure, MeasureKind, text_in
from checklist.i18n import Translator
from checklist.words.sentences import listed, sentence


def number(value: float, _: Translator) -> str:
    """A number with the decimal sign of the language."""
    text = f"{value:.10g}"
    return text if _.language == "en" else text.replace(".", ",")


def figure_sentence(answer: Answer, measure: Measure | None, _: Translator) -> str:
    """The count or number that belongs to an answer, as a sentence; empty where there is none."""
    amount = _amount(answer, measure, _)
    if not amount:
        return ""
    if measure is None:
        return sentence(amount)
    what = text_in(measure.what, _.language)
    among = "" if measure.of is None else text_in(measure.of, _.language)
    counted = (
        _("{what}: {amount} (blant {among})", what=what, amount=amount, among=among)
        if among
        else _("{what}: {amount}", what=what, amount=amount)
    )
    return " ".join(part for part in (sentence(counted), _limit(measure.limit, _)) if part)


def _amount(answer: Answer, measure: Measure | None, _: Translator) -> str:
    if answer.count is not None:
        if answer.of is not None:
            return _("{n} av {of}", n=answer.count, of=answer.of)
        return str(answer.count)
    if answer.number is None:
        return ""
    amount = number(answer.number, _)
    match None if measure is None else measure.kind:
        case MeasureKind.PERCENT:
            return _("{n} prosent", n=amount)
        case MeasureKind.DAYS:
            return _("1 dag") if answer.number == 1 else _("{n} dager", n=amount)
        case _:
            return amount


def _limit(limit: Limit | None, _: Translator) -> str:
    if limit is None:
        return ""
    bounds = []
    if limit.at_least is not None:
        bounds.append(_("minst {n}", n=number(limit.at_least, _)))
    if limit.at_most is not None:
        bounds.append(_("høyst {n}", n=number(limit.at_most, _)))
    set_by = sentence(text_in(limit.set_by, _.language))
    if not bounds:
        return set_by
    return _("Grense: {bounds}. {set_by}", bounds=listed(bounds, _), set_by=set_by)
