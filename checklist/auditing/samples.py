"""File samples of an open audit: drawn, sent out as a form, and counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from checklist.audit import FileSampleTaken, WantedDraw, counted
from checklist.auditing.audit_session import AuditSession
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting.forms import filling
from checklist.reporting.forms.cases import (
    ReturnedSample,
    audit_sample_form,
    returned_sample,
)
from checklist.session.forms import DOCUMENT, sheets_in


def draw_sample(session: AuditSession, wanted: WantedDraw) -> FileSampleTaken:
    """Draw a sample, from a new seed where none is given; what stands then.

    Raises:
        Refused: it can't be drawn so; the words say why, and what to do.
        UnknownName: there is no such frame or criterion.
    """
    wanted = wanted._replace(seed=wanted.seed or Environment.new_seed())
    if session.audit.find(FileSampleTaken, wanted.id) is not None:
        session.record(session.drawn(wanted))
        return session.audit.all(FileSampleTaken)[wanted.id]
    with session.free_id(FileSampleTaken, wanted.id) as name:
        session.record(session.drawn(wanted._replace(id=name)))
    return session.audit.all(FileSampleTaken)[name]


def count_sample(
    session: AuditSession, name: str, count: int, looked_at: int, found: str | None = None
) -> FileSampleTaken:
    """Record what was counted in a sample; what stands then.

    Raises:
        UnknownName: there is no such sample.
        Refused: it can't be so many, or nothing is drawn yet.
    """
    session.record(counted(session.audit, name, count, looked_at, found))
    return session.audit.all(FileSampleTaken)[name]


def sample_form(
    session: AuditSession, name: str, day: date, _: Translator, ending: str
) -> Callable[[], bytes]:
    """What writes the form of a sample, as a workbook or a Word document.

    Raises:
        UnknownName: there is no such sample.
        NothingDrawnYet: it is not drawn.
    """
    form = audit_sample_form(
        session.audit, name, _journal_of(session), session.criteria_set, day, _
    )
    write = filling.word_form if ending == DOCUMENT else filling.excel_form
    return partial(write, form, _)


def take_in_sample(session: AuditSession, path: Path, _: Translator) -> ReturnedSample:
    """Record what was counted in a form that came back.

    Raises:
        UnreadableFile, NoFormFile, UnreadableTable: it can't be read.
        NoForm, FaultyForm: it is of something else, or cells can't be read.
    """
    returned = returned_sample(
        sheets_in(path), session.audit, _journal_of(session), session.criteria_set, _
    )
    counts = returned.counts
    count_sample(session, returned.sample, counts.counted, counts.looked_at, returned.found)
    return returned


def _journal_of(session: AuditSession) -> str:
    genesis, _heads, _writes = session.journal.heads(session.audit.id)
    return genesis
