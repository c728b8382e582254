"""An assessment that says as much as anyone could: every text long, every answer a gap."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checklist.assessment import Action, ActionSet, Answer, Answered, Author, Municipality
from checklist.criteria import AnswerValue
from checklist.criteria.files import Library
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.store import EvidenceFiles, Journal

_GAPS = (AnswerValue.NO, AnswerValue.PARTLY, AnswerValue.YES)
_ACTIONS = 200


def long_assessment(journal: Journal, home: Path, text: str) -> Session:
    """`text` wherever people write, an answer to every checkpoint, and 200 actions."""
    files = EvidenceFiles(home / "evidence")
    author = Author(name="Anna", role=text[:500])
    criteria_set = Library.shipped().open("psykisk-helse-rus-voksne")
    made = begin(
        journal,
        author,
        Municipality(number="3228", name=text[:80]),
        criteria_set,
        date(2026, 11, 1),
        title=text[:500],
    )
    points = [point for criterion in criteria_set.criteria for point in criterion.checkpoints]
    criteria = [criterion.id for criterion in criteria_set.criteria]
    # One write: 500 would each be waited for until it is on disk.
    journal.append(
        made,
        author,
        *(
            Answered(
                checkpoint=point.id,
                answer=Answer(value=_GAPS[place % len(_GAPS)], comment=text, place=text[:200]),
            )
            for place, point in enumerate(points)
        ),
        *(
            ActionSet(
                action=Action(
                    id=f"t{number}",
                    criterion=criteria[number % len(criteria)],
                    what=text,
                    role=text,
                    effect=text,
                    cause=text,
                )
            )
            for number in range(_ACTIONS)
        ),
    )
    return Session(journal, made, author, files)
