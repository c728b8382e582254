"""The small words of a report: states with their signs, dates, numbers, places in law."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checklist.appraisal.conclusions import ConclusionCode
from checklist.appraisal.findings import Severity
from checklist.appraisal.overview import CellState
from checklist.appraisal.signs import sign_of
from checklist.appraisal.strength import Strength
from checklist.assessment.events import ActionStatus, Answer, FollowUpCode, VerdictCode
from checklist.assessment.evidence import first_day
from checklist.catalogue.model import (
    AnswerValue,
    Citation,
    Limit,
    Measure,
    MeasureKind,
    Source,
    SourceKind,
    Text,
    text_in,
    translation,
)
from checklist.i18n import LANGUAGES, Phrase, Translator, phrase
from checklist.reporting.escape import address
from checklist.reporting.fitting import shortened
from checklist.reporting.model import Status, Wording

UNANSWERED = "unanswered"

Code = (
    AnswerValue | VerdictCode | Severity | Strength | ConclusionCode | ActionStatus | FollowUpCode
)


def status(code: Code, _: Translator) -> Status:
    """A state as the reader sees it."""
    return Status(code=code.value, sign=sign_of(code), word=_.say(code.words))


def answer_status(value: AnswerValue | None, _: Translator) -> Status:
    """An answer, or that nobody has answered."""
    if value is None:
        return Status(code=UNANSWERED, sign=sign_of(CellState.OPEN), word=_("Ikke besvart"))
    return status(value, _)


def cell_status(state: CellState, _: Translator) -> Status:
    """A place in the map."""
    return Status(code=state.value, sign=sign_of(state), word=_.say(state.words))


def wording(text: Text, language: str) -> Wording:
    """A text of the criteria set in `language`, or in bokmål with a note that it is."""
    if language == LANGUAGES[0] and isinstance(text, str):
        return Wording(text=text)
    found = translation(text, language)
    if found is not None:
        return Wording(text=found, language="")
    return Wording(text=text_in(text, language), language=LANGUAGES[0])


def as_heading(wording: Wording) -> Wording:
    """The wording with a capital first."""
    text = wording.text
    return Wording(text=text[:1].upper() + text[1:], language=wording.language)


def sentence(text: str) -> str:
    """The text with a capital first and a full stop last."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?:" else ".")


def short(wording: Wording, most: float) -> Wording:
    """The wording, no wider than `most` average letters, in the language it has."""
    return Wording(text=shortened(wording.text, most), language=wording.language)


def quoted(text: str, _: Translator) -> str:
    """The text between the quotation marks of the language."""
    return _("«{text}»", text=text)


def if_any(counted: Phrase, _: Translator) -> str:
    """What is counted as a sentence, or empty where there is none."""
    return _.say(counted) if counted.number > 0 else ""


def listed(items: Sequence[str], _: Translator) -> str:
    """Several things in a row: a, b og c."""
    if len(items) < len("ab"):
        return "".join(items)
    return _("{most} og {last}", most=", ".join(items[:-1]), last=items[-1])


def known_date(written: str | None, _: Translator) -> str:
    """A date as far as it is known: 2017, mars 2017 or 7. mars 2017."""
    if written is None:
        return _("uten dato")
    day = first_day(written)
    match written.count("-"):
        case 0:
            return written
        case 1:
            return _.month(day)
        case _:
            return _.date(day)


def number(value: float, _: Translator) -> str:
    """A number with the decimal sign of the language."""
    text = f"{value:.10g}"
    return text if _.language == "en" else text.replace(".", ",")


def citation_label(citation: Citation, source: Source, _: Translator) -> str:
    """The place as lawyers write it: helse- og omsorgstjenesteloven § 7-3 første ledd."""
    label = [text_in(source.short, _.language)]
    if citation.place is not None:
        label = [f"{label[0]},", text_in(citation.place, _.language)]
    if citation.section is not None:
        label.append(f"§ {citation.section}")
    if citation.paragraph is not None:
        label.append(_("{ordinal} ledd", ordinal=_ordinal(citation.paragraph, _)))
    if citation.item is not None:
        label.append(
            _("nr. {item}", item=citation.item)
            if re.fullmatch(r"\d+", citation.item)
            else _("bokstav {item}", item=citation.item)
        )
    return " ".join(label)


def citation_address(citation: Citation, source: Source) -> str | None:
    """Where the place can be read: Lovdata takes the section at the end of the address."""
    if source.address is None:
        return None
    if citation.section is None or source.kind not in (SourceKind.ACT, SourceKind.REGULATION):
        return address(source.address)
    return address(f"{source.address}/§{citation.section}")


def in_force(source: Source, _: Translator) -> str:
    """From when to when a source holds."""
    since, until = source.in_force_from, source.in_force_to
    if source.coming:
        return _("vedtatt, uten dato")
    if since is not None and until is not None:
        return f"{_.short_date(since)}–{_.short_date(until)}"
    if since is not None:
        return _("fra {day}", day=_.short_date(since))
    if until is not None:
        return _("til {day}", day=_.short_date(until))
    return _("ikke oppgitt")


def figures(answer: Answer, measure: Measure | None, _: Translator) -> str:
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


_ORDINALS = (
    phrase("første"),
    phrase("andre"),
    phrase("tredje"),
    phrase("fjerde"),
    phrase("femte"),
    phrase("sjette"),
    phrase("sjuende"),
    phrase("åttende"),
    phrase("niende"),
    phrase("tiende"),
)


def _ordinal(place: int, _: Translator) -> str:
    return _.say(_ORDINALS[place - 1]) if place <= len(_ORDINALS) else f"{place}."
