"""Numbers as they are written, with their units and limits, and the sizes of files."""

from __future__ import annotations

from checklist.appraisal import CheckpointAppraisal, Progress, implied
from checklist.assessment import Answer
from checklist.criteria import AnswerValue, Effort, Measure, MeasureKind, text_in
from checklist.i18n import Phrase, Translator, one_or_many
from checklist.words.dates import short_known_date
from checklist.words.sentences import if_any, listed, sentence
from checklist.words.values import Part


class ComparedFigure(Part, frozen=True, kw_only=True):
    """A number of others, as a sentence, and the address where it stands, or empty."""

    text: str
    address: str


def written_number(value: float, _: Translator) -> str:
    """A number with the decimal sign of the language, and no more digits than it has."""
    return _with_sign(f"{value:.6f}".rstrip("0").rstrip("."), _)


def _with_sign(digits: str, _: Translator) -> str:
    return digits if _.language == "en" else digits.replace(".", ",")


def unit_word(kind: MeasureKind, _: Translator) -> str:
    """What a number of this kind counts; empty where what is measured says it."""
    match kind:
        case MeasureKind.PERCENT:
            return _("prosent")
        case MeasureKind.DAYS:
            return _("dager")
        case _other:
            return ""


def counted_words(progress: Progress, _: Translator) -> str:
    """How many checkpoints have an answer, where there is little room."""
    return _("{n} av {of} besvart", n=progress.answered, of=progress.of)


def to_confirm_short(number: int, _: Translator) -> str:
    """How many answers of an earlier assessment wait, where there is little room."""
    return if_any(one_or_many("{n} å bekrefte", number), _)


def to_confirm_sentence(number: int, _: Translator) -> str:
    """How many answers of an earlier assessment wait, and that they count as nothing."""
    words = one_or_many(
        "{n} svar fra en tidligere vurdering er ikke bekreftet og er ikke regnet med.", number
    )
    return if_any(words, _)


_FEW_WORDS = 1000


def length_words(words: int, _: Translator) -> str:
    """How long a text is, no finer than one needs: 840 ord, 25 000 ord."""
    step = 10 if words < _FEW_WORDS else 100
    number = f"{max(step, round(words, -len(str(step)) + 1)):,}"
    return _("{n} ord", n=number if _.language == "en" else number.replace(",", "\u00a0"))


_HOUR = 60
_DAY_OF_WORK = 8


def effort_words(spent: Effort, _: Translator) -> str:
    """How long questions take to answer, and to show: 58 spørsmål, om lag 1 time å svare."""
    return _(
        "{questions}: om lag {answer} å svare, {show} å vise det",
        questions=_.one_or_many("{n} spørsmål", spent.questions),
        answer=rough_time(spent.minutes, _),
        show=rough_time(spent.minutes_to_show, _),
    )


def rough_time(minutes: int, _: Translator) -> str:
    """No finer than one can know: by ten minutes up to an hour, then by half hours up to a day."""
    if minutes < _HOUR - 5:
        return _.one_or_many("{n} minutter", max(10, round(minutes, -1)))
    hours = round(2 * minutes / _HOUR) / 2
    if hours > _DAY_OF_WORK or hours.is_integer():
        return _.plural("{n} time", "{n} timer", round(hours))
    return _("{n} timer", n=written_number(hours, _))


def figure_words(answer: Answer | None, measure: Measure | None, _: Translator) -> str:
    """The count or number given with an answer: 3 av 10, 1,5 dager. Empty where there is none."""
    if answer is None:
        return ""
    kind = None if measure is None else measure.kind
    if answer.number is None or (answer.count is not None and kind in (None, MeasureKind.COUNT)):
        if answer.count is None or answer.of is None:
            return "" if answer.count is None else str(answer.count)
        return _("{n} av {of}", n=answer.count, of=answer.of)
    amount = written_number(answer.number, _)
    match kind:
        case MeasureKind.PERCENT:
            return _("{n} prosent", n=amount)
        case MeasureKind.DAYS:
            plural = 1 if answer.number == 1 else 2
            return _.say(Phrase("{n} dag", "{n} dager", plural, {"n": amount}))
        case _other:
            return amount


def suggestion_words(point: CheckpointAppraisal, _: Translator) -> str:
    """The answer that the number gives, where nobody has answered; people may answer otherwise."""
    if point.answer is None or point.value not in (None, AnswerValue.UNKNOWN):
        return ""
    given = implied(point.checkpoint.measure, point.answer)
    if given is None:
        return ""
    return _("Tallet gir svaret {answer}. Dere kan svare noe annet.", answer=_.say(given.words))


def figure_sentence(answer: Answer, measure: Measure | None, _: Translator) -> str:
    """The count or number that belongs to an answer, as a sentence; empty where there is none."""
    amount = figure_words(answer, measure, _)
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
    return " ".join(part for part in (sentence(counted), _limit(measure, _)) if part)


def _limit(measure: Measure, _: Translator) -> str:
    limit = measure.limit
    if limit is None:
        return ""
    # A limit on a count is on its share.
    in_per_cent = measure.kind in (MeasureKind.COUNT, MeasureKind.PERCENT)
    bounds = []
    if limit.at_least is not None:
        least = written_number(limit.at_least, _)
        bounds.append(_("minst {n} prosent", n=least) if in_per_cent else _("minst {n}", n=least))
    if limit.at_most is not None:
        most = written_number(limit.at_most, _)
        bounds.append(_("høyst {n} prosent", n=most) if in_per_cent else _("høyst {n}", n=most))
    set_by = sentence(text_in(limit.set_by, _.language))
    if not bounds:
        return set_by
    return _("Grense: {bounds}. {set_by}", bounds=listed(bounds, _), set_by=set_by)


def reference_lines(
    measure: Measure | None, municipality: str, _: Translator
) -> tuple[ComparedFigure, ...]:
    """The numbers of others that stand beside a municipality's own, the newest first."""
    if measure is None:
        return ()
    shown = [one for one in measure.references if one.municipality in ("", municipality)]
    return tuple(
        ComparedFigure(
            text=_(
                "Til sammenligning, {whose}: {amount} ({date}). Kilde: {source}",
                whose=text_in(one.whose, _.language),
                amount=_amount_of_others(one.value, measure.kind, _),
                date=short_known_date(one.date, _),
                source=sentence(text_in(one.where, _.language)),
            ),
            address=one.address or "",
        )
        for one in sorted(shown, key=lambda one: one.date, reverse=True)
    )


def _amount_of_others(value: float, kind: MeasureKind, _: Translator) -> str:
    # Of a count, what can be compared between municipalities is the share.
    as_share = MeasureKind.PERCENT if kind is MeasureKind.COUNT else kind
    amount, unit = written_number(value, _), unit_word(as_share, _)
    return f"{amount} {unit}" if unit else amount


_THOUSAND = 1000
_ONE_DECIMAL_BELOW = 10


def size_words(size: int, _: Translator) -> str:
    """The size of a file, so that people can compare: 812 B, 14 kB, 2,3 MB."""
    amount = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < _THOUSAND or unit == "GB":
            break
        amount /= _THOUSAND
    decimals = 1 if unit in ("MB", "GB") and amount < _ONE_DECIMAL_BELOW else 0
    return f"{_with_sign(f'{amount:.{decimals}f}', _)} {unit}"
