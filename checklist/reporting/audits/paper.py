"""A paper of an audit: who speaks, of which audit, and what can be looked up in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from checklist.appraisal import Appraisal
from checklist.audit import Audit, ReceivedAssessment
from checklist.criteria import CriteriaSet
from checklist.i18n import Translator
from checklist.reporting.audits.numbers import AuditNumbers, audit_numbers
from checklist.reporting.paper import Paper
from checklist.reporting.registry import AUDIT_DOCUMENTS
from checklist.reporting.templates import AUDITS
from checklist.words import Part, audit_language_words, known_date, whole_municipality
from checklist.words.audits import (
    auditors_foot,
    made_by_auditors,
    rests_on_received,
    unsettled_words,
)


class AuditHead(Part, frozen=True, kw_only=True):
    """Which audit it is, and whose.

    Attributes:
        municipality: of the municipality as it is named in text: Nes kommune.
        number: its number, or empty.
        title: of the audit.
        by: the auditor that speaks, or empty.
        about: who speaks, in few words.
        ordered_by: who ordered it.
        case: the case it was ordered in.
        ordered: when.
        date: when it was reported, or the date of the paper.
        printed: the date of the paper.
        colophon: what two wrote differently or can't be read, who speaks, what it rests on, and
            the kontrollsum of each.
    """

    municipality: str
    number: str
    title: str
    by: str
    about: str
    ordered_by: str
    case: str
    ordered: str
    date: str
    printed: str
    colophon: str


class AuditPaper(Paper):
    """Everything the documents say about one audit.

    Args:
        audit: what the auditors have recorded.
        criteria_set: the set that criteria are chosen from; None where there is none.
        received: what municipalities handed over, by the id of the receipt; those that can't be
            opened are not there.
        kontrollsum: that of the audit, as it is printed; empty where there is none.

    Attributes:
        numbers: numbers and places of what a reader can look up.
    """

    DOCUMENTS = AUDIT_DOCUMENTS
    TEMPLATES = AUDITS

    def __init__(
        self,
        audit: Audit,
        day: date,
        translator: Translator,
        *,
        criteria_set: CriteriaSet | None = None,
        received: Mapping[str, Appraisal] | None = None,
        kontrollsum: str = "",
        role: str | None = None,
    ) -> None:
        super().__init__(day, translator, role=role)
        self.audit = audit
        self.criteria_set = criteria_set
        self.received = received or {}
        self.numbers: AuditNumbers = audit_numbers(audit)
        self._kontrollsum = kontrollsum

    @property
    def author(self) -> str:
        """The auditor that speaks, or that it is the audit."""
        return self.head.by or self._("Revisjonen")

    @property
    def subject(self) -> str:
        """The title of the audit."""
        return self.head.title

    @property
    def foot(self) -> str:
        """Which auditor and which audit each page is from."""
        return auditors_foot(self.author, self.head.municipality, self.head.title)

    def note_on_languages(self, not_translated: int) -> str:
        """What it says of the languages in it; empty where all of it is in the reader's."""
        return audit_language_words(not_translated, self._)

    def due_words(self, due: date | None) -> str:
        """A deadline that has not passed on the day of the paper; empty without one."""
        _ = self._
        return "" if due is None or due < self.day else _("Frist: {day}.", day=_.date(due))

    @cached_property
    def head(self) -> AuditHead:
        """Which audit it is, of which municipality, and who speaks."""
        _, ordered = self._, self.audit.commission
        reported, printed = ordered.reported, _.date(self.day)
        return AuditHead(
            municipality=whole_municipality(ordered.municipality, _),
            number=ordered.municipality.number if ordered.municipality else "",
            title=ordered.title.strip(),
            by=ordered.by.strip(),
            about=ordered.by.strip() or _("revisjonens eget dokument"),
            ordered_by=ordered.ordered_by.strip(),
            case=ordered.case.strip(),
            ordered=known_date(ordered.ordered, _) if ordered.ordered else "",
            date=known_date(reported, _) if reported else printed,
            printed=printed,
            colophon=self._colophon(),
        )

    def _colophon(self) -> str:
        _ = self._
        return " ".join(
            (
                *(_.say(words) for words in unsettled_words(self.audit)),
                made_by_auditors(self.audit, self._kontrollsum, _),
                *(
                    rests_on_received(received, _)
                    for received in self.audit.all(ReceivedAssessment).values()
                ),
            )
        )
