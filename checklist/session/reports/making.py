"""The report of an open assessment, as both front ends make it."""

from __future__ import annotations

from datetime import date

import msgspec

from checklist.appraisal import Appraisal, appraise, refuse_incomparable
from checklist.assessment import Recorded, RetiredAnswer, retired_answers
from checklist.criteria import Depth
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator
from checklist.reporting import Appendix, Report, left_out, published
from checklist.session.session import Session
from checklist.session.walks import last_walk
from checklist.store import JournalEntry


def report_of(
    session: Session,
    day: date,
    _: Translator,
    *,
    against: str | None = None,
    role: str | None = None,
    depth: Depth | None = None,
    publish: bool = False,
    appendix: Appendix = Appendix.WITH,
) -> Report:
    """The report as it is on a day.

    `against` is the id of an earlier assessment to look back to, `role` a role of the set that
    working papers are for, and `depth` how deep they ask: without it, as deep as was chosen when it
    was last walked here, else as it was begun. With `publish`, people become roles and files
    archive references. `appendix` is where that of the gap report stands.

    Raises:
        UnknownAssessment: there is no assessment with the id.
        Incomparable: it is of another municipality or set, or not earlier.
        UnknownName: the set has no such role.
    """
    if role is not None:
        session.role(role)
    earlier = None if against is None else _earlier(against, session)
    appraisal, baseline = session.appraisal, None if earlier is None else earlier.appraisal
    left_out: tuple[Phrase, ...] = ()
    retired = retired_answers(session.shared, session.before_upgrades(), session.criteria_set)
    if publish:
        appraisal, baseline, left_out = _published(session, earlier, _)
        retired = _published_answers(session, retired, _)
    return Report(
        appraisal,
        day,
        _,
        baseline=baseline,
        role=role,
        depth=last_walk(session.home, session).depth if depth is None else depth,
        left_out=left_out,
        kontrollsum=str(session.kontrollsum()),
        received=session.received,
        journal="" if publish else session.journal.heads(session.shared.id)[0],
        unreadable=len(session.faults) + (0 if earlier is None else len(earlier.faults)),
        appendix=appendix,
        since=session.since_sign_off(),
        retired=retired,
    )


def baselines(session: Session) -> tuple[JournalEntry, ...]:
    """The assessments that this one can be compared with, the latest first."""
    found = []
    for entry in session.journal.entries():
        if entry.id == session.assessment.id or not _comes_before(entry, session):
            continue
        try:
            _earlier(entry.id, session)
        except SamsjekkError:
            # Of another municipality or set, or it can't be read.
            continue
        found.append(entry)
    return tuple(sorted(found, key=lambda entry: entry.created.date, reverse=True))


def _comes_before(entry: JournalEntry, session: Session) -> bool:
    """Whether an assessment is of an earlier day, or is what the open one was begun from."""
    own = session.assessment
    if entry.created.date != own.date:
        return entry.created.date < own.date
    genesis, _heads, _writes = session.journal.heads(entry.id)
    return any(genesis.startswith(journal) for journal in own.predecessors)


def _earlier(name: str, session: Session) -> Session:
    # Its files are not looked for: they may have been moved since, and it was judged with them.
    earlier = Session(session.journal, name, session.author, session.files)
    refuse_incomparable(earlier.appraisal, session.appraisal)
    return earlier


def _published(
    session: Session, earlier: Session | None, _: Translator
) -> tuple[Appraisal, Appraisal | None, tuple[Phrase, ...]]:
    """The appraisals without people and files, and what was left out of them."""
    sessions = (session,) if earlier is None else (session, earlier)
    # Those who answered the one may be named in the other. The latest is last.
    people = [line.event.author for each in sessions for line in each.history()][::-1]
    made = [published(each.assessment, people, _) for each in sessions]
    appraisals = [
        appraise(each.criteria_set, one.assessment, each.file_states)
        for each, one in zip(sessions, made, strict=True)
    ]
    return appraisals[0], None if earlier is None else appraisals[1], left_out(*made)


def _published_answers(
    session: Session, retired: tuple[RetiredAnswer, ...], _: Translator
) -> tuple[RetiredAnswer, ...]:
    """Answers to questions of earlier, without people and files."""
    people = [line.event.author for line in session.history()][::-1]
    evidence = {
        f"{number} {piece.id}": Recorded(piece, answer.given.author, answer.given.at)
        for number, answer in enumerate(retired)
        for piece in answer.evidence
    }
    held = msgspec.structs.replace(
        session.shared,
        answers={str(number): answer.given for number, answer in enumerate(retired)},
        evidence={**session.shared.evidence, **evidence},
    )
    public = published(held, people, _).assessment
    return tuple(
        answer._replace(
            given=public.answers[str(number)],
            evidence=tuple(
                public.evidence[f"{number} {piece.id}"].value for piece in answer.evidence
            ),
        )
        for number, answer in enumerate(retired)
    )
