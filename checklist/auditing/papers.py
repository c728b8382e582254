"""The papers of an open audit, as every front end makes them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from checklist.appraisal import Appraisal, appraise
from checklist.audit import Audit, ReceivedAssessment
from checklist.auditing.audit_session import AuditSession
from checklist.errors import SamsjekkError
from checklist.handover import exchange_receipts, read_receipt
from checklist.i18n import Phrase, Translator, phrases
from checklist.reporting.audits import AuditPaper
from checklist.store import Receipts


def audit_paper(
    session: AuditSession,
    received: Mapping[str, Appraisal],
    day: date,
    _: Translator,
    *,
    role: str | None = None,
) -> AuditPaper:
    """The papers as they are on a day; `role` is whom a working paper is for.

    `received` is what `received_in` has read: that takes long, and needs no journal.
    """
    return AuditPaper(
        session.audit,
        day,
        _,
        criteria_set=session.criteria_set,
        received=received,
        kontrollsum=str(session.kontrollsum),
        role=role,
    )


def bring_receipts(audit: Audit, receipts: Receipts) -> Phrase | None:
    """Receive what the audit rests on and others who share a database have received.

    What is to be said of receipts that are not to be had; None where all are here.
    """
    missing = [name for name in audit.all(ReceivedAssessment) if receipts.named(name) is None]
    if missing:
        # What can't be received now is said to be away, as what nobody has.
        with suppress(SamsjekkError):
            for _ in exchange_receipts(receipts, missing):
                pass
    away = [name for name in missing if receipts.named(name) is None]
    if not away:
        return None
    if receipts.are_shared:
        return phrases(
            "{n} mottatt fil som revisjonen bygger på, er verken på denne maskinen eller i "
            "databasen: {names}. Be den som har tatt imot den, kjøre: samsjekk team collect",
            "{n} mottatte filer som revisjonen bygger på, er verken på denne maskinen eller i "
            "databasen: {names}. Be den som har tatt imot dem, kjøre: samsjekk team collect",
            len(away),
            names=", ".join(away),
        )
    return phrases(
        "{n} mottatt fil som revisjonen bygger på, er ikke på denne maskinen: {names}. Få den av "
        "den som har den, og ta imot den: samsjekk receive FIL",
        "{n} mottatte filer som revisjonen bygger på, er ikke på denne maskinen: {names}. Få dem "
        "av den som har dem, og ta imot dem: samsjekk receive FIL",
        len(away),
        names=", ".join(away),
    )


def received_in(audit: Audit, receipts: Receipts) -> dict[str, Appraisal]:
    """What each receipt of the audit has in it; those that are not here any more are left out.

    Raises:
        DamagedFile: a receipt is not as it was received.
        UnreadableFile: a receipt can't be read.
    """
    found = {}
    for name in audit.all(ReceivedAssessment):
        if (receipt := receipts.named(name)) is not None:
            read = read_receipt(receipt)
            found[name] = appraise(read.criteria_set, read.assessment)
    return found
