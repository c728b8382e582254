"""What there is to choose among in an audit: ids that say what a thing is of, and references."""

from __future__ import annotations

from functools import partial

from checklist.audit import (
    NAMES,
    REVIEWS,
    Chapter,
    ChapterName,
    GuideRole,
    OwnQuestion,
    QualityReview,
    ReceivedAssessment,
    Record,
)
from checklist.auditing import AuditSession
from checklist.criteria import text_in
from checklist.handover import ListedReceipt, listed_receipt
from checklist.i18n import Translator
from checklist.store import Receipt, Receipts
from checklist.tui.boxes import in_thread
from checklist.words import name_words
from checklist.words.audits import name_of, thing_line, title_in_set

Choice = tuple[str, str]
"""The words and the id."""


def ids_to_choose(session: AuditSession, kind: type[Record], _: Translator) -> tuple[Choice, ...]:
    """What a new thing of a kind can be of, where its id says that; without those there are."""
    taken = session.audit.all(kind)
    return tuple((words, name) for words, name in _every_id(session, kind, _) if name not in taken)


async def receipts_to_choose(
    session: AuditSession, receipts: Receipts, _: Translator
) -> tuple[Choice, ...]:
    """What was received and is not in the audit: whose it is, of when, and the id.

    Every byte of a receipt is read to see whose it is, so that is done in a thread.
    """
    taken = session.audit.all(ReceivedAssessment)
    left = [receipt for receipt in receipts.all() if receipt.id not in taken]
    return tuple([(await in_thread(partial(_receipt_words, one, _)), one.id) for one in left])


def _receipt_words(receipt: Receipt, _: Translator) -> str:
    listed = listed_receipt(receipt)
    if isinstance(listed, ListedReceipt):
        return f"{name_words(listed.municipality, listed.date, _)} ({receipt.id})"
    return receipt.id


def _every_id(session: AuditSession, kind: type[Record], _: Translator) -> tuple[Choice, ...]:
    if kind is Chapter:
        return tuple((_.say(name.words), name.value) for name in ChapterName)
    if kind is QualityReview:
        return tuple(zip((_("første trinn"), _("andre trinn")), REVIEWS, strict=True))
    if kind is GuideRole:
        return roles_to_choose(session, _)
    return things_to_choose(session, NAMES[kind]["id"], _)


def roles_to_choose(session: AuditSession, _: Translator) -> tuple[Choice, ...]:
    """The roles of the criteria set; none without a set."""
    roles = () if session.criteria_set is None else session.criteria_set.roles
    return tuple((text_in(role.title, _.language), role.id) for role in roles)


def things_to_choose(
    session: AuditSession, kind: type[Record], _: Translator
) -> tuple[Choice, ...]:
    """The things of a kind that can be referred to."""
    audit = session.audit
    return tuple((thing_line(one, audit, _).words, one.id) for one in audit.all(kind).values())


def names_to_choose(
    session: AuditSession, kind: type[Record], field: str, _: Translator
) -> tuple[Choice, ...] | None:
    """What a field can name; None where it is typed."""
    if (kind, field) == (OwnQuestion, "role"):
        return roles_to_choose(session, _)
    of = NAMES.get(kind, {}).get(field)
    return None if of is None else things_to_choose(session, of, _)


def about_words(session: AuditSession, kind: type[Record], name: str, _: Translator) -> str:
    """What a thing is of, where its id says that; empty where it does not."""
    if kind is GuideRole:
        return title_in_set(kind, "id", name, session.audit, _)
    of = NAMES.get(kind, {}).get("id")
    return "" if of is None else name_of(of, name, session.audit)
