"""What an audit sends out, as the bytes of a file: what takes long is done in threads."""

from __future__ import annotations

from collections.abc import Sequence

from checklist.audit import set_side_by_side
from checklist.auditing import AuditSession, audit_paper, handed_over, received_in
from checklist.auditing.forms import fact_form_of
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting import report_file
from checklist.reporting.audits import beside_file
from checklist.store import Receipt, open_receipts
from checklist.tui.audit.paper import BESIDE, FACT_FORM, NAMELESS, ChosenPaper
from checklist.tui.boxes import in_thread


async def made(
    session: AuditSession,
    environment: Environment,
    chosen: ChosenPaper,
    _: Translator,
    beside: Sequence[Receipt] = (),
) -> bytes:
    """The paper or the form that is chosen; `beside` is what is set side by side.

    Raises:
        SamsjekkError: it can't be made; the words say why.
    """
    audit, receipts, today = session.audit, open_receipts(environment), environment.today()
    if chosen.paper in (BESIDE, NAMELESS):
        return await in_thread(lambda: _side_by_side(beside, chosen, _))
    received = await in_thread(lambda: received_in(audit, receipts))
    # What the journal says is read here: a thread of its own may not use it.
    if chosen.paper == FACT_FORM:
        return await in_thread(fact_form_of(session, received, today, _, f".{chosen.form}"))
    paper = audit_paper(session, received, today, _, role=chosen.role)
    return await in_thread(
        lambda: report_file(paper, template=chosen.paper, form=chosen.form, cache=environment.cache)
    )


def _side_by_side(receipts: Sequence[Receipt], chosen: ChosenPaper, _: Translator) -> bytes:
    side = set_side_by_side(handed_over(receipts), anonymous=chosen.paper == NAMELESS)
    return beside_file(side, chosen.form, _)
