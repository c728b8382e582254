"""A request for documents that is sent: each document stands in the log as asked for."""

from __future__ import annotations

from datetime import date

from checklist.audit import DocumentAsked, asked_documents, request_of
from checklist.auditing.audit_session import AuditSession
from checklist.auditing.papers import received_in
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.machine import Environment
from checklist.store import open_receipts


class NothingToRequest(SamsjekkError):
    """The audit has no criteria set to ask for documents by."""


def record_request(
    session: AuditSession, environment: Environment, sent: str | None, due: date | None
) -> tuple[DocumentAsked, ...]:
    """Record the documents of the request as asked for; those that are recorded.

    Args:
        session: the audit.
        environment: has what is received, which need not be asked for, and the day.
        sent: the day it was sent, as far as it is known (2018, 2018-02, 2018-02-27); None: today.
        due: the deadline.

    Raises:
        NothingToRequest: the audit has no criteria set.
    """
    if session.criteria_set is None:
        raise NothingToRequest(
            phrase("Revisjonen har ikke noe kriteriesett å be om dokumenter etter.")
        )
    received = received_in(session.audit, open_receipts(environment))
    request = request_of(session.audit, session.criteria_set, received)
    day = sent or environment.today().isoformat()
    asked = asked_documents(session.audit, request, day, due)
    session.record_all(asked, sure=True)
    return asked
