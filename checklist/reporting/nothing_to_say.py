"""What stops a paper that would say nothing, in words that say what to do instead.

Each function is named by the rows of the registry that it holds for. The words are the same
wherever the paper is asked for: on screen, line by line and by command.
"""

from __future__ import annotations

from checklist.criteria import AnswerValue
from checklist.i18n import Phrase, phrase
from checklist.reporting.report import Report


def nothing_assessed(report: Report) -> Phrase | None:
    """Why there is no assessment to report; None where there is one."""
    if not report.appraisal.progress.answered:
        return phrase(
            "Ingen kontrollpunkter er besvart ennå, så rapporten har ingenting å si. Svar på noen "
            "av dem først. Forberedelsesarket har spørsmålene."
        )
    if not any(appraised.applicable for appraised in report.appraisal.criteria.values()):
        return phrase(
            "Etter svarene gjelder ingen av kravene her, så rapporten har ingenting å si. Stemmer "
            "det ikke, rett svarene eller velg et annet kriteriesett."
        )
    return None


def nothing_to_confirm(report: Report) -> Phrase | None:
    """Why there are no facts to confirm; None where there are."""
    answers = {point.value for point in report.appraisal.asked.values()} - {None}
    if not answers:
        return phrase(
            "Ingen kontrollpunkter er besvart ennå, så det er ingen fakta å bekrefte. Svar på noen "
            "av dem først."
        )
    if answers == {AnswerValue.UNKNOWN}:
        return phrase(
            "Alle svarene er «vet ikke», så det er ingen fakta å bekrefte. Intervjuguiden viser "
            "hvem som kan vite det."
        )
    return None


def nothing_to_request(report: Report) -> Phrase | None:
    """Why there is no evidence to ask for; None where there is."""
    if not report.appraisal.progress.answered:
        return phrase(
            "Ingen kontrollpunkter er besvart ennå, så det er ingen svar å be om dokumentasjon "
            "for. Forberedelsesarket viser hva hver rolle bør finne fram."
        )
    if not any(role.requested for role in report.requests.roles) and report.role is None:
        return phrase(
            "Ingen av svarene som er gitt, har svak eller manglende dokumentasjon, så det er "
            "ingenting å bestille."
        )
    return None


def nothing_to_ask(report: Report) -> Phrase | None:
    """Why there is nothing to talk about; None where there is."""
    if report.role is None and not report.interview_guide.roles:
        return phrase(
            "Ingen av svarene gir noe å spørre om: alt er godt vist, eller gjelder ikke her."
        )
    return None


def nothing_to_follow_up(report: Report) -> Phrase | None:
    """Why there is nothing to follow up; None where there is."""
    if report.follow_up.points:
        if report.appraisal.progress.answered or report.appraisal.assessment.actions:
            return None
        return phrase(
            "Ingen kontrollpunkter er besvart ennå, så det kan ikke sies hva som er fulgt opp. "
            "Svar på dem som hører til anbefalingene og funnene først."
        )
    if report.baseline is not None:
        return phrase(
            "Vurderingen fra {day} har ingen funn, og det er ikke registrert noe kommunen er bedt "
            "om. Det er ingenting å følge opp.",
            day=report.baseline.assessment.date,
        )
    return phrase(
        "Det er ikke registrert noe å følge opp. Registrer det kommunen er bedt om, eller velg en "
        "tidligere egenvurdering: da følges funnene i den opp. På kommandolinjen: «samsjekk "
        "recommendation add», eller --against og id-en fra «samsjekk list»."
    )


def nothing_to_compare(report: Report) -> Phrase | None:
    """Why two assessments have nothing to compare; None where they have."""
    for appraisal in filter(None, (report.baseline, report.appraisal)):
        if not appraisal.progress.answered:
            return phrase(
                "Ingen kontrollpunkter er besvart i vurderingen fra {day}, så det er ingenting å "
                "sammenligne.",
                day=appraisal.assessment.date,
            )
    return None
