"""What there is to choose among in an audit: ids that say what a thing is of, and references."""

from __future__ import annotations

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
from checklist.i18n import Translator
from checklist.store import Receipts
from checklist.words.audits import name_of, thing_line, title_in_set

Choice = tuple[str, str]
"""The words and the id."""


def ids_to_choose(
    session: AuditSession, receipts: Receipts, kind: type[Record], _: Translator
) -> tuple[Choice, ...]:
    """What a new thing of a kind can be of, where its id says that; without those there are."""
    taken = session.audit.all(kind)
    return tuple(
        (words, name) for words, name in _every_id(session, receipts, kind, _) if name not in taken
    )


def _every_id(
    session: AuditSession, receipts: Receipts, kind: type[Record], _: Translator
) -> tuple[Choice, ...]:
    if kind is Chapter:
        return tuple((_.say(name.words), name.value) for name in ChapterName)
    if kind is QualityReview:
        return tuple(zip((_("første trinn"), _("andre trinn")), REVIEWS, strict=True))
    if kind is ReceivedAssessment:
        return tuple((receipt.id, receipt.id) for receipt in receipts.all())
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
