"""The audits of one user: beginning one, and taking one away."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from checklist.assessment import Author, Municipality, deciding, lasting_number, named
from checklist.audit import (
    Commission,
    ReceivedAssessment,
    fold,
    refuse_about_nothing,
    set_of_audit_file,
)
from checklist.auditing.audit_session import AuditSession, begin_audit
from checklist.auditing.received import set_of, taken
from checklist.criteria import CriteriaSet
from checklist.criteria.files import Library
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.resources import folder
from checklist.session.assessments import free_id, id_part
from checklist.store import Journal, Receipt, Why


def new_audit(
    journal: Journal,
    author: Author,
    *,
    title: str,
    municipality: Municipality | None,
    criteria_set: CriteriaSet | None,
    receipts: Sequence[Receipt],
    name: str | None = None,
) -> AuditSession:
    """Begin an audit over what was received, or over nothing; without `name` the id is made.

    Without a criteria set, criteria are chosen from that of the first receipt. Without a
    municipality, it is of the one whose all the receipts are.

    Raises:
        TakenId: `name` is in use.
        Refused: `name` can't be an id, or it says nothing of what the audit is about.
        DamagedFile: a receipt is not as it was received.
    """
    received = [taken(receipt) for receipt in receipts]
    if criteria_set is None and receipts:
        criteria_set = set_of(receipts[0])
    if municipality is None:
        municipality = _whose(received)
    commission = Commission(title=title, municipality=municipality)
    refuse_about_nothing(commission)
    about = title if municipality is None else municipality.name
    wanted = name or f"revisjon-{id_part(about)}"
    deciding.refuse_assessment_id(wanted)
    # Nobody else takes the id between the look and the writing.
    with journal.database.writing():
        session = begin_audit(journal, name or free_id(journal, wanted), author, criteria_set)
        session.record_all((commission, *received))
    return session


def _whose(received: Sequence[ReceivedAssessment]) -> Municipality | None:
    """The municipality that all of it is from; None where it is from none, or from several."""
    held = [one.municipality for one in received if one.municipality is not None]
    return held[0] if len({lasting_number(one.number) for one in held}) == 1 else None


def audits_over(journal: Journal, receipt: str) -> tuple[str, ...]:
    """The audits that rest on what was received; one that can't be read is passed over."""
    found: list[str] = []
    for name in journal.names():
        with suppress(SamsjekkError):
            if fold(name, journal.events(name)).find(ReceivedAssessment, receipt) is not None:
                found.append(name)
    return tuple(found)


def take_audit_away(journal: Journal, name: str) -> None:
    """Take an audit away with its history, after a backup.

    Raises:
        UnknownAssessment: there is no such audit.
    """
    journal.database.back_up(Why.REMOVAL)
    journal.remove(name)


def audit_examples() -> tuple[str, ...]:
    """Names of the shipped examples of audits."""
    return tuple(sorted(_files_of_examples()))


def copy_audit_example(journal: Journal, example: str, name: str | None = None) -> str:
    """Make a copy of a shipped example of an audit and return its id.

    Raises:
        UnknownName: there is no such example.
        TakenId: `name` is in use.
    """
    files = _files_of_examples()
    path = named(files, example, phrase("Eksemplet «{name}» finnes ikke.", name=example))
    used = set_of_audit_file(path)
    criteria_set = Library.shipped().open(used) if used else None
    with journal.database.writing():
        chosen = name or free_id(journal, f"revisjon-{example}")
        author = Author(name=f"eksempel {example}")
        session = begin_audit(journal, chosen, author, criteria_set)
        session.apply(path, sure=True)
    return chosen


def _files_of_examples() -> dict[str, Path]:
    return {path.stem: path for path in (folder("examples") / "audits").glob("*.yaml")}
