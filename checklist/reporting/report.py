"""The report: an assessment as a template reads it, in the reader's words.

`report` in every template is one `Report`. Its parts are plain values (`model.py`), each made
when a template first asks for it, so that a one-page document costs one page. The parts that
several documents or forms have stand here; those of single documents are made by functions that
the registry names, and are imported then too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from checklist.appraisal import RULES, Appraisal, CellState
from checklist.assessment import (
    Document,
    Evidence,
    Figure,
    FileSample,
    Interview,
    Observation,
    RetiredAnswer,
    SinceSignOff,
)
from checklist.criteria import Aspect, Depth
from checklist.i18n import Phrase, Translator
from checklist.reporting.evidence import evidence_lines
from checklist.reporting.method import method_part
from checklist.reporting.model import (
    ActionLine,
    ChangedLine,
    ConclusionPart,
    EvidenceLine,
    Finding,
    Method,
    Reference,
    ReportHead,
    RetiredLine,
    SignOffLine,
    Summary,
    ThemeSection,
)
from checklist.reporting.paper import Paper
from checklist.reporting.pictures import (
    BarPicture,
    MapPicture,
    coverage_picture,
    findings_picture,
    map_picture,
)
from checklist.reporting.references import references
from checklist.reporting.registry import DOCUMENTS, Appendix
from checklist.reporting.sections import Sections
from checklist.reporting.summary import clash_notes, summary_part
from checklist.words import (
    Status,
    Wording,
    answer_status,
    approval_note,
    changed_thing_words,
    criterion_of_thing,
    language_words,
    made_with,
    origin_sentence,
    overdue_words,
    received_words,
    status,
    whole_municipality,
    whose,
    wording,
)

_PUBLISHED = """
language head summary purpose applies_to questions themes findings findings_picture poster
case_paper aspects legend method actions without_action statement statement_date lacking unknown
unanswered without_reason not_counted documents interviews other_evidence sources glossary
follow_up left_out changes preparation requests interview_guide fact_check
""".split()  # noqa: SIM905 - a list of them would be a page long
"""The order in which parts are documented and exported, which stays; new ones come after these."""


class Report(Paper):
    """Everything the documents say about one assessment.

    Args:
        appraisal: what the answers lead to.
        day: the date the documents carry.
        translator: the reader's language.
        baseline: an earlier assessment of the same municipality, which some documents look back to.
        role: id of the one role that the working papers are for; None for all, and empty for what
            the set names no role for.
        depth: how deep the working papers ask: a quick one leaves out what nobody has answered
            and the quick walk does not ask.
        left_out: what a version for publishing does not say (`publishing.py`).
        kontrollsum: that of the history, as it is printed; empty where there is none.
        received: the day that what the report is made of was received from the municipality; None
            where it was written here.
        journal: the digest of the first write of the history, for forms that are read back; empty
            where nothing is to be read back.
        unreadable: how many things in the history can't be read.
        appendix: where the appendix stands, of a document that has one.
        since: what was changed after the last approval; None where nobody has approved.
        retired: answers to questions that the set of now does not ask.

    Attributes:
        references: numbers and places of what a reader can look up.
        sections: criteria, themes and findings as a reader meets them.
    """

    DOCUMENTS = DOCUMENTS
    PUBLISHED = tuple(_PUBLISHED)

    def __init__(
        self,
        appraisal: Appraisal,
        day: date,
        translator: Translator,
        *,
        baseline: Appraisal | None = None,
        role: str | None = None,
        depth: Depth = Depth.FULL,
        left_out: Iterable[Phrase] = (),
        kontrollsum: str = "",
        received: date | None = None,
        journal: str = "",
        unreadable: int = 0,
        appendix: Appendix = Appendix.WITH,
        since: SinceSignOff | None = None,
        retired: Iterable[RetiredAnswer] = (),
    ) -> None:
        super().__init__(day, translator, role=role, left_out=left_out, appendix=appendix)
        self.appraisal = appraisal
        self.baseline = baseline
        self.depth = depth
        self.journal = journal
        self._kontrollsum = kontrollsum
        self._received = received
        self._unreadable = unreadable
        self.since = since
        self._retired = tuple(retired)
        self.references = references(appraisal, translator)
        self.sections = Sections(
            appraisal, self.references, translator, () if since is None else since.things
        )

    @property
    def author(self) -> str:
        """The municipality, whose own assessment it is."""
        return self.head.municipality

    @property
    def subject(self) -> str:
        """The title of the criteria set."""
        return str(self.head.set_title)

    def note_on_languages(self, not_translated: int) -> str:
        """What it says of the languages in it; empty where all of it is in the reader's."""
        return language_words(not_translated, self.appraisal.assessment, self._)

    @cached_property
    def head(self) -> ReportHead:
        """Whose assessment it is, of what, and when."""
        _ = self._
        assessment, criteria_set = self.appraisal.assessment, self.appraisal.criteria_set
        return ReportHead(
            municipality=whole_municipality(assessment.municipality, _),
            number=assessment.municipality.number,
            title=assessment.title.strip(),
            set_title=wording(criteria_set.title, _.language),
            set_id=criteria_set.id,
            set_version=criteria_set.version,
            date=_.date(assessment.date),
            printed=_.date(self.day),
            colophon=self._colophon(),
            about=_.say(whose(assessment.origin)),
            origin=origin_sentence(assessment.origin, _),
        )

    def _colophon(self) -> str:
        made = self._.say(made_with(self.appraisal.assessment.origin))
        if self._received is not None:
            made = f"{made} {self._.say(received_words(self._received))}"
        if self.since is not None:
            made = f"{made} {approval_note(self.appraisal.assessment, self.since, self._)}"
        if self._unreadable:
            damaged = self._.plural(
                "Merk: én ting i historikken kunne ikke leses, så noe kan mangle her eller være "
                "fra tidligere.",
                "Merk: {n} ting i historikken kunne ikke leses, så noe kan mangle her eller være "
                "fra tidligere.",
                self._unreadable,
            )
            made = f"{damaged} {made}"
        if not self._kontrollsum:
            return made
        proof = self._(
            "Vurderingsregler {rules}. Kontrollsum: {sum}.", rules=RULES, sum=self._kontrollsum
        )
        return f"{made} {proof}"

    @cached_property
    def summary(self) -> Summary:
        """The first page of the gap report."""
        return summary_part(
            self.appraisal,
            self.questions,
            self.findings,
            clash_notes(self.appraisal, self.references, self._),
            self._,
        )

    @cached_property
    def purpose(self) -> Wording:
        """What the criteria set is for."""
        return wording(self.appraisal.criteria_set.purpose, self._.language)

    @cached_property
    def applies_to(self) -> Wording | None:
        """Whose services the criteria set is about."""
        applies_to = self.appraisal.criteria_set.applies_to
        return None if applies_to is None else wording(applies_to, self._.language)

    @cached_property
    def questions(self) -> tuple[ConclusionPart, ...]:
        """Every audit question with its conclusion."""
        return tuple(self.sections.question(question) for question in self.appraisal.questions)

    @cached_property
    def themes(self) -> tuple[ThemeSection, ...]:
        """Every theme with its criteria, facts, verdicts and conclusion."""
        return tuple(self.sections.theme(theme) for theme in self.appraisal.themes)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, the most serious first."""
        return tuple(
            self.sections.finding(appraised, appraised.severity)
            for appraised in self.appraisal.findings
            if appraised.severity is not None
        )

    @cached_property
    def findings_picture(self) -> BarPicture | None:
        """The findings by theme and severity, drawn; None where there are none."""
        return findings_picture(self.themes, self.findings, self._)

    @cached_property
    def map_picture(self) -> MapPicture | None:
        """The themes across the five aspects, drawn; None where there are no themes."""
        return map_picture([theme.row for theme in self.themes], self.aspects, self._)

    @cached_property
    def coverage_picture(self) -> BarPicture | None:
        """How much of each theme is examined, drawn; None where nothing applies."""
        return coverage_picture(self.appraisal, self._)

    @cached_property
    def aspects(self) -> tuple[str, ...]:
        """The five aspects, as the columns of a map are headed."""
        return tuple(self._.say(aspect.words) for aspect in Aspect)

    @cached_property
    def legend(self) -> tuple[Status, ...]:
        """What the signs of a map mean."""
        return tuple(
            status(state, self._) for state in CellState if state is not CellState.NOT_APPLICABLE
        )

    @cached_property
    def method(self) -> Method:
        """How the assessment was made."""
        return method_part(self.appraisal, self._, self.since)

    @cached_property
    def actions(self) -> tuple[ActionLine, ...]:
        """What will be done. Whether a deadline has passed is about the day of the report."""
        return tuple(
            ActionLine(
                reference=self.references.actions[action.id],
                criterion=self._criterion(action.criterion),
                finding=self.references.findings.get(action.criterion),
                what=action.what.strip(),
                role=action.role.strip(),
                deadline="" if action.deadline is None else self._.date(action.deadline),
                due=action.deadline,
                overdue=action.is_overdue(self.day),
                late=overdue_words(action, self.day, self._),
                status=status(action.status, self._),
                effect=action.effect.strip(),
            )
            for action in self.appraisal.assessment.actions.values()
        )

    def _criterion(self, name: str) -> Reference:
        """A criterion; of one that a later version of the set does not have, its id is left."""
        gone = self._("{id} (ikke med i settet lenger)", id=name)
        return self.references.criteria.get(name) or Reference(
            number="", anchor="", title=Wording(text=gone), id=name
        )

    @cached_property
    def without_action(self) -> tuple[Reference, ...]:
        """Findings that nothing is planned for."""
        return tuple(finding.reference for finding in self.findings if not finding.actions)

    @cached_property
    def statement(self) -> str | None:
        """The chief municipal executive's statement, or None."""
        given = self.appraisal.assessment.statement
        return None if given is None else given.value.text.strip()

    @cached_property
    def statement_date(self) -> str:
        """When the statement was given, or empty."""
        given = self.appraisal.assessment.statement
        return "" if given is None else self._.date(given.value.date)

    @cached_property
    def documents(self) -> tuple[EvidenceLine, ...]:
        """Documents the municipality refers to."""
        return self._evidence(Document)

    @cached_property
    def interviews(self) -> tuple[EvidenceLine, ...]:
        """Interviews the municipality refers to."""
        return self._evidence(Interview)

    @cached_property
    def other_evidence(self) -> tuple[EvidenceLine, ...]:
        """Figures, file samples and observations."""
        return self._evidence(Figure, FileSample, Observation)

    def _evidence(self, *kinds: type[Evidence]) -> tuple[EvidenceLine, ...]:
        return evidence_lines(self.appraisal, self.references, self._, *kinds)

    @cached_property
    def sign_offs(self) -> tuple[SignOffLine, ...]:
        """Who has approved the assessment, the last one last."""
        return tuple(
            SignOffLine(
                role=signed.value.role.strip(),
                date=self._.date(signed.value.date),
                kontrollsum=signed.value.kontrollsum,
            )
            for signed in self.appraisal.assessment.sign_offs
        )

    @cached_property
    def changed_after(self) -> tuple[ChangedLine, ...]:
        """What was changed after the last approval."""
        criteria = self.references.criteria
        return tuple(
            ChangedLine(
                about=changed_thing_words(thing, self.appraisal, self._),
                criterion=criteria.get(criterion_of_thing(thing, self.appraisal) or ""),
                date=self._.date(events[-1].at.astimezone().date()),
            )
            for thing, events in (() if self.since is None else self.since.things.items())
        )

    @cached_property
    def retired_answers(self) -> tuple[RetiredLine, ...]:
        """Answers to questions that are not asked any more, as they were."""
        _ = self._
        return tuple(
            RetiredLine(
                question=wording(retired.checkpoint.question, _.language),
                criterion=wording(retired.criterion.title, _.language),
                version=retired.version,
                answer=answer_status(retired.given.value.value, _),
                comment=retired.given.value.comment.strip(),
                evidence=tuple(piece.title for piece in retired.evidence),
                date=_.date(retired.given.at.astimezone().date()),
            )
            for retired in self._retired
        )
