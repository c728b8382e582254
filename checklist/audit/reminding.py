"""What an audit waits for, by date: from its log, its fact check and its hearing.

Something is overdue when a deadline is recorded and it has passed. What has no deadline is listed
by the day that it has waited since.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from checklist.assessment import last_day
from checklist.audit.chains import is_confirmed
from checklist.audit.records import (
    Correction,
    Decided,
    DocumentAsked,
    EmailQuestions,
    Fact,
    FactCheckRound,
    Hearing,
    Meeting,
    Record,
    Survey,
)
from checklist.audit.state import Audit
from checklist.i18n import Phrase, phrase, phrases


class Reminder(NamedTuple):
    """Something that waits.

    Attributes:
        kind, id: the thing it is about.
        code: what waits: `document_not_come`, and so on.
        day: the deadline, or since when it has waited; None where no date is recorded.
        overdue: a deadline has passed.
        words: what waits, in words.
    """

    kind: str
    id: str
    code: str
    day: date | None
    overdue: bool
    words: Phrase


def reminders(audit: Audit, today: date) -> tuple[Reminder, ...]:
    """All that waits, the earliest first, and last what has no date."""
    found = [
        *_documents(audit, today),
        *_meetings(audit, today),
        *_emails(audit, today),
        *_surveys(audit, today),
        *_fact_check(audit, today),
        *_hearing(audit, today),
    ]
    return tuple(sorted(found, key=lambda one: (one.day is None, one.day or date.max)))


def _waits(
    thing: Record, code: str, today: date, words: Phrase, *, due: date | None, since: str | None
) -> Reminder:
    day = due or (None if since is None else last_day(since))
    return Reminder(thing.KIND, thing.id, code, day, due is not None and due < today, words)


def _documents(audit: Audit, today: date) -> Iterator[Reminder]:
    for asked in audit.all(DocumentAsked).values():
        if not asked.is_here and not asked.never_came:
            words = phrase("Dokumentet «{title}» er ikke kommet.", title=asked.title)
            if asked.role:
                words = phrase(
                    "Dokumentet «{title}» er ikke kommet fra {role}.",
                    title=asked.title,
                    role=asked.role,
                )
            yield _waits(asked, "document_not_come", today, words, due=asked.due, since=asked.asked)


def _meetings(audit: Audit, today: date) -> Iterator[Reminder]:
    for meeting in audit.all(Meeting).values():
        role = meeting.role
        if is_confirmed(meeting):
            continue
        if meeting.minutes_sent is not None:
            words = phrase("Referatet fra intervjuet med {role} er ikke bekreftet.", role=role)
            code, since = "minutes_not_confirmed", meeting.minutes_sent
            yield _waits(meeting, code, today, words, due=meeting.due, since=since)
        elif meeting.held is not None:
            words = phrase("Referatet fra intervjuet med {role} er ikke sendt.", role=role)
            yield _waits(meeting, "minutes_not_sent", today, words, due=None, since=meeting.held)
        elif meeting.planned is not None:
            passed = last_day(meeting.planned) < today
            words = (
                phrase("Intervjuet med {role} er planlagt, og ikke ført som holdt.", role=role)
                if passed
                else phrase("Intervju med {role}.", role=role)
            )
            due = last_day(meeting.planned)
            yield _waits(meeting, "interview_not_held", today, words, due=due, since=None)


def _emails(audit: Audit, today: date) -> Iterator[Reminder]:
    for asked in audit.all(EmailQuestions).values():
        is_over = asked.has_answer or asked.never_answered
        if asked.sent is not None and not is_over:
            words = phrase("{role} har ikke svart på spørsmålene på e-post.", role=asked.role)
            yield _waits(asked, "email_not_answered", today, words, due=asked.due, since=asked.sent)


def _surveys(audit: Audit, today: date) -> Iterator[Reminder]:
    for survey in audit.all(Survey).values():
        if survey.sent is not None and survey.closed is None:
            words = phrase("Spørreundersøkelsen «{title}» er åpen.", title=survey.title)
            yield _waits(survey, "survey_open", today, words, due=survey.due, since=survey.sent)


def _fact_check(audit: Audit, today: date) -> Iterator[Reminder]:
    sent = audit.single(FactCheckRound)
    if sent.sent is not None and sent.came is None:
        number = len(audit.all(Fact))
        words = phrases(
            "Faktaverifiseringen av {n} faktum er ikke kommet tilbake.",
            "Faktaverifiseringen av {n} fakta er ikke kommet tilbake.",
            number,
        )
        yield _waits(sent, "fact_check_not_come", today, words, due=sent.due, since=sent.sent)
    for correction in audit.all(Correction).values():
        if correction.decided is Decided.OPEN:
            words = phrase("Rettelsen {id} er det ikke tatt stilling til.", id=correction.id)
            yield _waits(
                correction, "correction_undecided", today, words, due=None, since=correction.came
            )


def _hearing(audit: Audit, today: date) -> Iterator[Reminder]:
    sent = audit.single(Hearing)
    if sent.sent is not None and sent.came is None and not sent.text.strip():
        words = phrase("Uttalelsen til høringen er ikke kommet.")
        yield _waits(sent, "hearing_not_come", today, words, due=sent.due, since=sent.sent)
