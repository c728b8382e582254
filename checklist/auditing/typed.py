"""What people type in a field of an audit, read as the field holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checklist.assessment import find_written, first_day
from checklist.audit import Holds, Record, read_field, shape_of
from checklist.auditing.audit_session import AuditSession
from checklist.auditing.received import source_named
from checklist.machine import Environment
from checklist.store import Receipts


def typed_field(
    session: AuditSession, receipts: Receipts, kind: type[Record], field: str, pieces: Sequence[str]
) -> Any:
    """The value of a field from what is typed, in one or several pieces; empty is no value.

    Raises:
        SamsjekkError: it can't be its value; the words say what to write.
    """
    match shape_of(kind, field).holds:
        case Holds.SOURCE:
            return tuple(source_named(session.audit, receipts, one) for one in pieces)
        case Holds.MUNICIPALITY:
            ordered = session.audit.commission.ordered
            day = first_day(ordered) if ordered else Environment.today()
            return find_written(pieces[0], day) if pieces else None
        case _:
            return read_field(kind, field, pieces)
