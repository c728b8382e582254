"""How what is asked for is said: why, what was left out, and what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checklist.assessment import Author, Document, Evidence
from checklist.audit import (
    MOST_QUESTIONS,
    Audit,
    Correction,
    Fact,
    Guide,
    GuideOfRole,
    GuideQuestion,
    Prompt,
    RequestLine,
    Said,
)
from checklist.criteria import text_in
from checklist.i18n import Phrase, Translator, phrase, phrases
from checklist.words.dates import short_known_date
from checklist.words.sentences import listed


def prompt_words(question: GuideQuestion, _: Translator) -> str:
    """Why a question is asked, and what to ask about; empty where the question says it all."""
    match question.prompt:
        case Prompt.SHOW:
            return _("Kommunen har svart ja, men ikke vist det godt nok. Be om å få se det.")
        case Prompt.MISSING:
            return _("Kommunen har svart delvis. Hva mangler?")
        case Prompt.WHY:
            return _("Kommunen har svart nei. Hvorfor, og hva er planlagt?")
        case Prompt.NOT_APPLICABLE:
            return _("Kommunen har svart at dette ikke gjelder. Hvorfor ikke?")
        case Prompt.WHO:
            return _("Kommunen har svart «vet ikke». Hvem vet det?")
        case Prompt.DIFFER:
            said = " · ".join(_said_words(one, _) for one in question.said)
            return _("Svarene er ulike: {said}. Hva stemmer?", said=said)
        case _:
            return ""


def _said_words(said: Said, _: Translator) -> str:
    answer = _("ikke besvart") if said.value is None else _.say(said.value.words).lower()
    if isinstance(said.who, Author):
        return f"{said.who.role or _('rollen er ikke oppgitt')}: {answer}"
    return _("mottak {id}: {answer}", id=said.who, answer=answer)


def time_words(role: GuideOfRole, _: Translator) -> str:
    """How many questions a role is asked, and how long it takes."""
    number = len(role.questions)
    if role.by_mail:
        return _.one_or_many("{n} spørsmål.", number)
    return _.one_or_many("{n} spørsmål, omtrent {minutes} minutter.", number, minutes=role.minutes)


def left_out_words(role: GuideOfRole, _: Translator) -> Iterator[str]:
    """How many questions there was no room for, and which themes of the set they are in."""
    if not role.left_out:
        return
    counted = Counter(
        _("Egne spørsmål") if question.theme is None else text_in(question.theme.title, _.language)
        for question in role.left_out
    )
    where = listed([f"{theme} ({number})" for theme, number in counted.items()], _)
    yield _.one_or_many(
        "{n} spørsmål er ikke med, siden ingen rolle får flere enn {most}: {where}.",
        len(role.left_out),
        most=MOST_QUESTIONS,
        where=where,
    )


def nobody_words(guide: Guide, _: Translator) -> Iterator[str]:
    """How many questions are to roles that are not chosen."""
    if not guide.nobody:
        return
    told = [f"{text_in(role.title, _.language)} ({number})" for role, number in guide.nobody]
    roles = listed(told, _)
    yield _.one_or_many(
        "{n} spørsmål er til roller som ikke er valgt: {roles}.",
        sum(number for _role, number in guide.nobody),
        roles=roles,
    )


def requested_before(line: RequestLine, _: Translator) -> str:
    """That something is asked for already, and by when it is to come; empty where it is not."""
    if line.asked is None:
        return ""
    if line.asked.never_came:
        return _("bedt om før, kom aldri")
    asked, due = line.asked.asked, line.asked.due
    said = _("bedt om {day}", day=short_known_date(asked, _)) if asked else _("bedt om før")
    return said if due is None else f"{said}, {_('frist {day}', day=_.short_date(due))}"


def there_words(there: Sequence[tuple[str, Evidence]], _: Translator) -> Iterator[str]:
    """What the municipality has told of already, each piece with where it is."""
    for _receipt, evidence in there:
        place = ""
        if isinstance(evidence, Document):
            copied = evidence.file.name if evidence.file is not None else ""
            place = copied or evidence.archive or evidence.address or ""
        day = "" if evidence.date is None else short_known_date(evidence.date, _)
        yield ", ".join(filter(None, (evidence.title, day, place)))


def requested_words(number: int) -> Phrase:
    """How many documents of the request are recorded as asked for."""
    if not number:
        return phrase("Alt det bes om, står i loggen fra før.")
    return phrases(
        "{n} dokument står i loggen som bestilt.",
        "{n} dokumenter står i loggen som bestilt.",
        number,
    )


def returned_lines(recorded: int, known: int, confirmed: int, _: Translator) -> list[str]:
    """What came of reading a fact check in: what is new, what was known, what is confirmed."""
    if not (recorded or known or confirmed):
        nothing = _("Ingen fakta er bekreftet eller rettet i skjemaet.")
        return [nothing, _("Det er ikke ført at kommunen har svart.")]
    told = [_.plural("{n} ny rettelse.", "{n} nye rettelser.", recorded)]
    if known:
        told.append(_.one_or_many("{n} var lest inn før.", known))
    if confirmed:
        told.append(_.plural("{n} faktum er bekreftet.", "{n} fakta er bekreftet.", confirmed))
    return told


def decision_lines(correction: Correction, audit: Audit, _: Translator) -> Iterator[str]:
    """What a fact says, what the municipality would have it say, and what shows it."""
    fact = audit.find(Fact, correction.fact)
    said = "" if fact is None or fact.text == correction.said else correction.said
    told = (
        (_("Faktumet sier"), "" if fact is None else fact.text),
        (_("Da det ble sendt"), said),
        (_("Kommunen mener"), correction.wanted),
        (_("Vist ved"), correction.shown_by),
    )
    return (f"{label}: {text}" for label, text in told if text)
