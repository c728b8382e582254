"""How an audit came about and what it rests on, in sentences: the order, and each kind of data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checklist.audit import (
    Basis,
    Commission,
    DocumentAsked,
    EmailQuestions,
    FactCheckRound,
    FileSampleTaken,
    Hearing,
    Meeting,
    QualityReview,
    Survey,
    is_confirmed,
)
from checklist.i18n import Phrase, Translator, one_or_many, phrase, phrases
from checklist.words.dates import known_date
from checklist.words.sentences import if_any, listed, sentence, what_there_is


def ordered_words(commission: Commission, _: Translator) -> str:
    """Who ordered an audit, when and in which case; empty where none of it is recorded."""
    if not (commission.ordered_by or commission.ordered or commission.case):
        return ""
    said = _("Forvaltningsrevisjonen er bestilt")
    if commission.ordered_by:
        said = _("{said} av {who}", said=said, who=commission.ordered_by.strip())
    if commission.ordered:
        said = f"{said} {known_date(commission.ordered, _)}"
    if commission.case:
        said = _("{said} (sak {number})", said=said, number=commission.case.strip())
    return f"{said}."


def rests_on_basis(basis: Sequence[Basis], _: Translator) -> str:
    """What kinds of sources a verdict rests on, as a sentence; empty where that isn't said."""
    kinds = [_.say(kind.words) for kind in Basis if kind in basis]
    return _("Bygger på {kinds}.", kinds=listed(kinds, _)) if kinds else ""


def documents_words(documents: Sequence[DocumentAsked], _: Translator) -> str:
    """How many documents were asked for, how many came, and how many never did."""
    came = sum(document.is_here for document in documents)
    never = sum(document.never_came for document in documents)
    said: list[Phrase] = [
        phrases(
            "Revisjonen har fått {came} av {n} dokument.",
            "Revisjonen har fått {came} av {n} dokumenter.",
            len(documents),
            came=came,
        )
        if came < len(documents)
        else phrases(
            "Revisjonen har fått {n} dokument.", "Revisjonen har fått {n} dokumenter.", came
        )
    ]
    if never:
        said.append(phrases("{n} dokument kom aldri.", "{n} dokumenter kom aldri.", never))
    return " ".join(map(_.say, said))


def meetings_words(meetings: Sequence[Meeting], _: Translator) -> str:
    """How many interviews were held, how many of them in groups, and how many are verified."""
    held = [meeting for meeting in meetings if was_held(meeting)]
    groups = sum(meeting.group for meeting in held)
    confirmed = sum(map(is_confirmed, held))
    said = [phrases("Det er holdt {n} intervju.", "Det er holdt {n} intervjuer.", len(held))]
    if groups:
        said.append(phrases("{n} av dem er gruppemøte.", "{n} av dem er gruppemøter.", groups))
    if held and confirmed == len(held):
        said.append(
            phrases(
                "Det er verifisert av den som ble intervjuet.",
                "Alle er verifisert av dem som ble intervjuet.",
                confirmed,
            )
        )
    elif confirmed:
        said.append(
            phrases(
                "{n} av {of} er verifisert av den som ble intervjuet.",
                "{n} av {of} er verifisert av dem som ble intervjuet.",
                confirmed,
                of=len(held),
            )
        )
    elif held:
        said.append(phrase("Ingen er registrert som verifisert."))
    return " ".join(map(_.say, said))


def was_held(meeting: Meeting) -> bool:
    """Whether an interview was held: one that is only planned was not."""
    return meeting.held is not None or is_confirmed(meeting) or meeting.planned is None


def meeting_details(meeting: Meeting, _: Translator) -> str:
    """How many were interviewed at once, and whether it was as a group; or empty."""
    group = _("gruppemøte") if meeting.group else ""
    people = (
        _.plural("{n} person", "{n} personer", meeting.people) if meeting.people is not None else ""
    )
    return ", ".join(filter(None, (group, people)))


def emails_words(emails: Sequence[EmailQuestions], _: Translator) -> str:
    """How many sets of questions were sent by e-mail, and how many were answered."""
    answered = sum(email.has_answer for email in emails)
    return _.plural(
        "Det er sendt {n} sett med spørsmål på e-post, og {answered} er besvart.",
        "Det er sendt {n} sett med spørsmål på e-post, og {answered} av dem er besvart.",
        len(emails),
        answered=answered,
    )


def survey_words(survey: Survey, _: Translator) -> str:
    """A survey: to whom, and how many of how many answered."""
    said = survey.title.strip()
    if survey.to:
        said = _("{said}, sendt til {who}", said=said, who=survey.to.strip())
    if survey.answered is None or not survey.sent_to:
        return sentence(said)
    return _(
        "{said}: {n} av {of} svarte ({percent} prosent).",
        said=said,
        n=survey.answered,
        of=survey.sent_to,
        percent=round(100 * survey.answered / survey.sent_to),
    )


def sample_words(sample: FileSampleTaken, _: Translator) -> str:
    """A file sample: how many of how many were drawn, from which seed, and what was found."""
    said = sample.title.strip()
    if sample.number is not None and sample.of is not None:
        said = _("{said}: {n} av {of} saker", said=said, n=sample.number, of=sample.of)
        if sample.seed:
            said = _("{said}, trukket med frø {seed}", said=said, seed=sample.seed)
    told = sentence(said)
    if not sample.is_looked_at:
        return " ".join((told, _("Sakene er ikke gjennomgått.")))
    if sample.counted is not None and sample.looked_at is not None:
        found = _(
            "{n} av {of} som revisjonen har sett på, var som de skal.",
            n=sample.counted,
            of=sample.looked_at,
        )
        told = f"{told} {found}"
    return told


def fact_check_words(sent: FactCheckRound, _: Translator) -> str:
    """When the facts were sent to be checked, and when they came back; or empty."""
    return _sent_and_came(
        sent,
        (
            phrase("Fakta ble sendt til kommunen {sent} og kom tilbake {came}."),
            phrase("Fakta ble sendt til kommunen {sent}. Svaret er ikke kommet."),
            phrase("Kommunens svar på faktaene kom {came}."),
        ),
        _,
    )


def hearing_words(hearing: Hearing, _: Translator) -> str:
    """When the draft was sent for a statement, and when that came; or empty."""
    return _sent_and_came(
        hearing,
        (
            phrase("Utkastet ble sendt på høring {sent}. Uttalelsen kom {came}."),
            phrase("Utkastet ble sendt på høring {sent}. Uttalelsen er ikke kommet."),
            phrase("Uttalelsen kom {came}."),
        ),
        _,
    )


def _sent_and_came(
    what: FactCheckRound | Hearing, words: tuple[Phrase, Phrase, Phrase], _: Translator
) -> str:
    both, only_sent, only_came = words
    dates = {
        name: known_date(day, _)
        for name, day in (("sent", what.sent), ("came", what.came))
        if day is not None
    }
    if not dates:
        return ""
    chosen = both if len(dates) > 1 else only_sent if what.sent else only_came
    return _.say(phrase(chosen.singular, **dates))


def review_words(review: QualityReview, changed: int, _: Translator) -> str:
    """A step of quality review, signed by role, and the kontrollsum of what was reviewed.

    `changed` is how many things were changed after it was signed.
    """
    role, day = review.role.strip(), review.signed
    said = _("{role}, uten dato", role=role)
    if day is not None:
        said = _("{role}, {day}", role=role, day=_.date(day))
    if review.kontrollsum:
        said = _("{said}, kontrollsum {sum}", said=said, sum=review.kontrollsum)
    after = changed_words(changed, _)
    return f"{said}. {after}" if after else said


def changed_words(changed: int, _: Translator) -> str:
    """How many things were changed after a step of quality review was signed; empty for none."""
    words = one_or_many("{n} ting er endret etterpå", changed)
    return if_any(words, _)


def according_to(who: str, _: Translator) -> str:
    """Who says so; empty where nobody is named."""
    return _("ifølge {who}", who=who) if who else ""


def data_words(counted: Iterable[Phrase], _: Translator) -> str:
    """All that an audit rests on, counted in one sentence; empty where it rests on nothing."""
    kinds = what_there_is(counted, _)
    return _("Revisjonen bygger på {kinds}.", kinds=listed(kinds, _)) if kinds else ""
