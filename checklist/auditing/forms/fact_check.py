"""Sending the fact check of an audit out, and taking in what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from checklist.appraisal import Appraisal
from checklist.audit import Correction, FactCheckRound, is_recorded, returned_corrections
from checklist.auditing import AuditSession, audit_paper
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting.forms import fact_check, filling
from checklist.session.forms import DOCUMENT, sheets_in


class TakenInCorrections(NamedTuple):
    """What a form led to.

    Attributes:
        recorded: the corrections that were new.
        known: how many were recorded before, from the same file.
        confirmed: how many facts were said to be right.
        apart: what must be looked at, and why.
    """

    recorded: tuple[Correction, ...]
    known: int
    confirmed: int
    apart: tuple[str, ...]


def fact_form_of(
    session: AuditSession,
    received: Mapping[str, Appraisal],
    day: date,
    _: Translator,
    ending: str,
) -> Callable[[], bytes]:
    """What writes the facts to confirm or correct, as a workbook or a Word document.

    `received` is what `received_in` has read.

    Raises:
        NothingToSay: no facts are recorded.
    """
    paper = audit_paper(session, received, day, _)
    journal, _heads, _writes = session.journal.heads(session.audit.id)
    write = filling.word_form if ending == DOCUMENT else filling.excel_form
    return partial(write, fact_check.fact_form(paper, journal), _)


def take_in_corrections(
    session: AuditSession,
    path: Path,
    _: Translator,
    *,
    role: str = "",
    came: str | None = None,
    sure: bool = False,
) -> TakenInCorrections:
    """Read a fact check back and record its corrections, all of them or nothing.

    One that confirms and corrects nothing is no answer, and isn't recorded as one.

    Args:
        session: the audit.
        path: the file that came back.
        _: the language of who reads it in.
        role: who sent it back; without, whom the fact check was sent to.
        came: when; without, today.
        sure: the role is meant as it is written.

    Raises:
        UnreadableFile, NoFormFile, UnreadableTable: it can't be read.
        NoForm, FaultyForm: it is of something else, or cells can't be read in.
        Doubtful: the role looks like the name of a person.
    """
    journal, _heads, _writes = session.journal.heads(session.audit.id)
    found = fact_check.returned_facts(sheets_in(path), journal, session.audit)
    role = role or session.audit.single(FactCheckRound).role
    wanted = [replace(one, role=role) for one in found.corrections]
    known = sum(is_recorded(session.audit, one) for one in wanted)
    before = session.audit.all(Correction).keys()
    day = came or Environment.today().isoformat()
    if found.corrections or found.confirmed:
        session.record_all(returned_corrections(session.audit, wanted, day), sure=sure)
    recorded = tuple(
        one for name, one in session.audit.all(Correction).items() if name not in before
    )
    return TakenInCorrections(
        recorded, known, found.confirmed, tuple(_.say(words) for words in found.apart)
    )
