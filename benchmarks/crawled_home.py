"""What lies in the home that the crawl goes through, with a text in the fields that it asks for."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

from checklist.assessment import (
    Action,
    Document,
    Recommendation,
    SetVerdict,
    VerdictCode,
)
from checklist.audit import WantedDraw
from checklist.auditing import AuditSession, draw_sample, open_audit
from checklist.cli import main as samsjekk
from checklist.criteria import AnswerValue
from checklist.machine import Environment
from checklist.session import Session
from checklist.session.assessments import begin_from, open_session
from checklist.store import Drafts
from tests.crawl import lacking, with_text_everywhere

EXAMPLE, AUDIT = "nes-2018", "revisjon"
CARRIED, DIFFERING, DAMAGED = "nes-igjen", "nes-ulikt", "empty-oppfolging"
_DAMAGE = """
UPDATE entry SET body = x'ff00' WHERE digest = (SELECT genesis FROM journal WHERE name = ?)
"""

Fill = Callable[[Session, str], None]
FillAudit = Callable[[AuditSession, str], None]


def fill_home(text: str, fill: Fill | None = None, fill_audit: FillAudit | None = None) -> None:
    """Write in the example, receive it twice, begin an audit; begin anew from it, and differ."""
    environment = Environment.of_process()
    with open_session(environment, EXAMPLE) as session:
        (fill or plan)(session, text)
        path = Path("rutine.txt")
        path.write_text(text, encoding="utf-8")
        file = session.record_file(path, copy=True)
        session.record_evidence(Document(id="kopi", title=text[:200], file=file), [])
    hand_over(text)
    with open_audit(environment, AUDIT) as audit:
        (fill_audit or complete)(audit, text)


def go_on_from_it(text: str) -> None:
    """Begin two from the example, where all waits and where people differ.

    Leave a text unsaved, damage the beginning of another, and make a folder to share through: 9.
    """
    environment = Environment.of_process()
    for name in (CARRIED, DIFFERING):
        with open_session(environment, EXAMPLE) as session:
            created = session.assessment
            begin_from(
                session, created.municipality, session.criteria_set, environment.today(), name=name
            )
    for who, value in (("Anna", AnswerValue.YES), ("Bo", AnswerValue.NO)):
        with open_session(environment._replace(name=who), DIFFERING, alone=True) as one:
            if one.running is None:
                one.start_round(["Bo", "Kari"])
            names = list(one.appraisal.criteria)[:2]
            unlike, alike = (one.appraised(name).asked[0].checkpoint.id for name in names)
            one.answer(unlike, value)
            one.comment(unlike, text)
            one.answer(alike, AnswerValue.YES)
    with open_session(environment, DIFFERING) as one:
        one.open_round()
    with open_session(environment, EXAMPLE) as session:
        first = next(iter(session.appraisal.criteria.values())).asked[0].checkpoint.id
    Path("9").mkdir()
    with closing(sqlite3.connect(environment.home / "samsjekk.sqlite3")) as database, database:
        database.execute(_DAMAGE, (DAMAGED,))
    Drafts(environment.home / "drafts.json").keep(f"comment {EXAMPLE} {first}", (text, "", ""))


def hand_over(statement: str) -> None:
    """Receive two files with the example, one under a short name here; begin an audit."""
    earlier, given = Path("tidligere.samsjekk"), Path("fil.samsjekk")
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        for command in (
            ("export", EXAMPLE, "--output", str(earlier)),
            ("receive", str(earlier)),
            ("statement", EXAMPLE, "--text", statement, "--date", "2026-11-02"),
            ("export", EXAMPLE, "--output", str(given)),
            ("receive", str(given)),
            ("audit", "example", EXAMPLE, "--as", AUDIT),
        ):
            if code := samsjekk(command):
                raise SystemExit(code)
    given.rename("0")


def complete(audit: AuditSession, text: str) -> None:
    """Draw a file sample, which no example has, and record one of each other kind it lacks."""
    draw_sample(audit, WantedDraw("s-1", of=42, number=5, seed="abc", title=text))
    audit.record_all(tuple(lacking(audit, text)), sure=True)


def write_in_audit(audit: AuditSession, text: str) -> None:
    """Put a text in every field of an audit that people write in, and one thing of each kind."""
    complete(audit, text)
    audit.record_all(tuple(with_text_everywhere(audit, text)), sure=True)


def write_everywhere(session: Session, text: str) -> None:
    """Put a text in every field that people write in, and let it be the name of who writes."""
    os.environ["SAMSJEKK_NAME"] = text[:120]
    appraisal = session.appraisal
    begun = [criterion for criterion in appraisal.criteria.values() if criterion.begun]
    point = begun[0].asked[0].checkpoint
    for criterion in begun[:3]:
        for asked in criterion.asked:
            session.set_fields(asked.checkpoint.id, comment=text, place=text, note=text)
    session.answer(point.id, AnswerValue.PARTLY)
    session.record_evidence(
        Document(id="hostile", title=text[:200], archive=f"1 {text}", held_by=text), [point.id]
    )
    plan(session, text)
    session.give_statement(text, date(2026, 11, 1))


def plan(session: Session, text: str) -> None:
    """Record an earlier recommendation, an action over its deadline, and another verdict."""
    begun = [one for one in session.appraisal.criteria.values() if one.begun]
    session.set_recommendation(
        Recommendation(
            id="r", text=text, given_by=text, case=text, checkpoints=("ke-mandat-kjent",)
        )
    )
    session.set_action(
        Action(
            id="hostile",
            criterion=begun[0].criterion.id,
            what=text,
            role=text,
            deadline=date(2020, 1, 1),
            effect=text,
            cause=text,
            note=text,
        )
    )
    session.set_verdict(begun[1].criterion.id, SetVerdict(verdict=VerdictCode.PARTLY, reason=text))
