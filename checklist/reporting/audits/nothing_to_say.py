"""Papers of an audit that would say nothing, and what to do about it."""

from __future__ import annotations

from checklist.audit import EarlierPoint, Measure
from checklist.i18n import Phrase, phrase
from checklist.reporting.audits.paper import AuditPaper


def nothing_audited(paper: AuditPaper) -> Phrase | None:
    """Why there is no report; None where there is something to say."""
    if paper.chapters:
        return None
    return phrase(
        "Ingenting er skrevet i revisjonen ennå. Begynn med bestillingen, problemstillingene og "
        "revisjonskriteriene."
    )


def nothing_on_poster(paper: AuditPaper) -> Phrase | None:
    """Why there is no poster; None where there is something to say."""
    if paper.questions or paper.recommendations:
        return None
    return phrase(
        "Plakaten viser problemstillingene med kriterier og funn, og anbefalingene. Skriv minst én "
        "problemstilling eller anbefaling først."
    )


def nothing_followed_up(paper: AuditPaper) -> Phrase | None:
    """Why there is no follow-up; None where there is something to say."""
    points, measures = paper.audit.all(EarlierPoint), paper.audit.all(Measure)
    if points or measures:
        return None
    return phrase(
        "Det er ikke registrert noe å følge opp. Registrer tidligere anbefalinger, vedtakspunkter "
        "eller tiltak i revisjonen."
    )
