"""The report: an assessment as a template reads it, in the reader's words.

`report` in every template is one `Report`. Its parts are plain values (`model.py`), each made
when a template first asks for it, so that a one-page document costs one page. What makes the
parts of single documents is imported then too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from checklist.appraisal import Appraisal, CellState
from checklist.criteria import Aspect
from checklist.i18n import Phrase, Translator
from checklist.reporting.documents.gap import (
    Appendices,
    Sections,
    clash_notes,
    method_part,
    summary_part,
)
from checklist.reporting.documents.one_page import (
    BarPicture,
    CasePaper,
    Poster,
    case_paper_part,
    findings_picture,
    poster_part,
)
from checklist.reporting.documents.over_time import (
    ChangePart,
    FollowUpPart,
    change_part,
    follow_up_part,
)
from checklist.reporting.documents.working import (
    FactCheck,
    InterviewGuide,
    Points,
    Preparation,
    Requests,
    fact_check,
    interview_guide,
    preparation,
    requests,
)
from checklist.reporting.model import (
    ActionLine,
    ConclusionPart,
    EvidenceLine,
    Finding,
    LackingLine,
    Method,
    NotCounted,
    OpenCriterion,
    Reference,
    ReportHead,
    RoleQuestions,
    SourceLine,
    Summary,
    TermLine,
    ThemeSection,
)
from checklist.reporting.references import references
from checklist.words import Status, Wording, status, wording


class Report:
    """Everything the documents say about one assessment.

    Args:
        appraisal: what the answers lead to.
        day: the date the documents carry.
        translator: the reader's language.
        baseline: an earlier assessment of the same municipality, which some documents look back to.
        role: id of the one role that the working papers are for; None for all.
        left_out: what a version for publishing does not say (`publishing.py`).

    Attributes:
        appraisal: for forms that are made from it; no template can read it.
    """

    def __init__(
        self,
        appraisal: Appraisal,
        day: date,
        translator: Translator,
        *,
        baseline: Appraisal | None = None,
        role: str | None = None,
        left_out: Iterable[Phrase] = (),
    ) -> None:
        self.translator = translator
        self.appraisal = self._appraisal = appraisal
        self._baseline = baseline
        self._role = role
        self._left_out = tuple(left_out)
        self._day = day
        self._ = translator
        self._found = references(appraisal, translator)
        self._sections = Sections(appraisal, self._found, translator)
        self._appendices = Appendices(appraisal, self._found, self._sections, translator)

    @property
    def day(self) -> date:
        """The date the documents carry."""
        return self._day

    @cached_property
    def language(self) -> str:
        """The language of the report: nb, nn or en."""
        return self._.language

    @cached_property
    def head(self) -> ReportHead:
        """Whose assessment it is, of what, and when."""
        _ = self._
        assessment, criteria_set = self._appraisal.assessment, self._appraisal.criteria_set
        name = assessment.municipality.name.strip()
        whole_name = name.casefold().endswith("kommune")
        return ReportHead(
            municipality=name if whole_name else _("{name} kommune", name=name),
            number=assessment.municipality.number,
            title=assessment.title.strip(),
            set_title=wording(criteria_set.title, _.language),
            set_id=criteria_set.id,
            set_version=criteria_set.version,
            date=_.date(assessment.date),
            printed=_.date(self._day),
        )

    @cached_property
    def summary(self) -> Summary:
        """The first page of the gap report."""
        return summary_part(
            self._appraisal,
            self.questions,
            self.findings,
            clash_notes(self._appraisal, self._found, self._),
            self._,
        )

    @cached_property
    def purpose(self) -> Wording:
        """What the criteria set is for."""
        return wording(self._appraisal.criteria_set.purpose, self._.language)

    @cached_property
    def applies_to(self) -> Wording | None:
        """Whose services the criteria set is about."""
        applies_to = self._appraisal.criteria_set.applies_to
        return None if applies_to is None else wording(applies_to, self._.language)

    @cached_property
    def questions(self) -> tuple[ConclusionPart, ...]:
        """Every audit question with its conclusion."""
        return tuple(self._sections.question(question) for question in self._appraisal.questions)

    @cached_property
    def themes(self) -> tuple[ThemeSection, ...]:
        """Every theme with its criteria, facts, verdicts and conclusion."""
        return tuple(self._sections.theme(theme) for theme in self._appraisal.themes)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, the most serious first."""
        return tuple(
            self._sections.finding(appraised, appraised.severity)
            for appraised in self._appraisal.findings
            if appraised.severity is not None
        )

    @cached_property
    def findings_picture(self) -> BarPicture | None:
        """The findings by theme and severity, drawn; None where there are none."""
        return findings_picture(self.themes, self.findings, self._)

    @cached_property
    def poster(self) -> Poster:
        """The poster: what has room on one page, and what is left."""
        return poster_part(
            head=self.head,
            purpose=self.purpose,
            questions=self.questions,
            themes=self.themes,
            findings=self.findings,
            findings_lead=self.summary.findings_counted,
            actions=self.actions,
            looked=self.summary.progress[0],
            _=self._,
        )

    @cached_property
    def case_paper(self) -> CasePaper:
        """The case paper to the council: what has room on one page, and what is left."""
        return case_paper_part(
            head=self.head,
            day=self._day,
            purpose=self.purpose,
            questions=self.questions,
            themes=self.themes,
            findings=self.findings,
            findings_lead=self.summary.findings_lead,
            actions=self.actions,
            looked=(self.summary.progress[0], self.method.data[0]),
            _=self._,
        )

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
        return method_part(self._appraisal, self._)

    @cached_property
    def actions(self) -> tuple[ActionLine, ...]:
        """What will be done. Whether a deadline has passed is about the day of the report."""
        return tuple(
            ActionLine(
                reference=self._found.actions[action.id],
                criterion=self._found.criteria[action.criterion],
                finding=self._found.findings.get(action.criterion),
                what=action.what.strip(),
                role=action.role.strip(),
                deadline="" if action.deadline is None else self._.short_date(action.deadline),
                due=action.deadline,
                overdue=action.is_overdue(self._day),
                status=status(action.status, self._),
                effect=action.effect.strip(),
            )
            for action in self._appraisal.assessment.actions.values()
        )

    @cached_property
    def without_action(self) -> tuple[Reference, ...]:
        """Findings that nothing is planned for."""
        return tuple(finding.reference for finding in self.findings if not finding.actions)

    @cached_property
    def statement(self) -> str | None:
        """The chief municipal executive's statement, or None."""
        given = self._appraisal.assessment.statement
        return None if given is None else given.value.text.strip()

    @cached_property
    def statement_date(self) -> str:
        """When the statement was given, or empty."""
        given = self._appraisal.assessment.statement
        return "" if given is None else self._.date(given.value.date)

    @cached_property
    def lacking(self) -> tuple[LackingLine, ...]:
        """Answers that should be shown and are not shown strongly."""
        return self._appendices.lacking()

    @cached_property
    def unknown(self) -> tuple[RoleQuestions, ...]:
        """What is answered "unknown", by whom to ask."""
        return self._appendices.unknown()

    @cached_property
    def unanswered(self) -> tuple[OpenCriterion, ...]:
        """Checkpoints without an answer, by criterion."""
        return self._appendices.unanswered()

    @cached_property
    def without_reason(self) -> tuple[OpenCriterion, ...]:
        """Answers that should have been explained and are not, by criterion."""
        return self._appendices.without_reason()

    @cached_property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """Criteria and checkpoints that were not in force at the date, and why."""
        return self._appendices.not_counted()

    @cached_property
    def documents(self) -> tuple[EvidenceLine, ...]:
        """Documents the municipality refers to."""
        return self._appendices.documents()

    @cached_property
    def interviews(self) -> tuple[EvidenceLine, ...]:
        """Interviews the municipality refers to."""
        return self._appendices.interviews()

    @cached_property
    def other_evidence(self) -> tuple[EvidenceLine, ...]:
        """Figures, file samples and observations."""
        return self._appendices.other_evidence()

    @cached_property
    def sources(self) -> tuple[SourceLine, ...]:
        """Sources of the criteria that were in force."""
        return self._appendices.sources()

    @cached_property
    def glossary(self) -> tuple[TermLine, ...]:
        """Words of the criteria set, explained."""
        return self._appendices.glossary()

    @cached_property
    def follow_up(self) -> FollowUpPart:
        """How earlier recommendations, or the findings of the baseline, were followed up."""
        return follow_up_part(
            self._appraisal,
            self._baseline,
            day=self._day,
            found=self._found,
            sections=self._sections,
            evidence=(*self.documents, *self.interviews, *self.other_evidence),
            _=self._,
        )

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """What was left out for publishing, as sentences; empty in the municipality's own copy."""
        return tuple(self._.say(words) for words in self._left_out)

    @cached_property
    def changes(self) -> ChangePart | None:
        """What differs from the baseline; None where there is none."""
        if self._baseline is None:
            return None
        return change_part(self._baseline, self._appraisal, self._)

    @cached_property
    def preparation(self) -> Preparation:
        """Every question by whom to ask, and what to find first."""
        return preparation(self._points, self._role, self._)

    @cached_property
    def requests(self) -> Requests:
        """What evidence is missing or too weak, by the role that can get it."""
        return requests(self._points, self._sections, self._role, self._)

    @cached_property
    def interview_guide(self) -> InterviewGuide:
        """What to ask each role, made from the answers."""
        return interview_guide(self._points, self._sections, self._role, self._)

    @cached_property
    def fact_check(self) -> FactCheck:
        """What was answered, to be confirmed or corrected, without what it amounts to."""
        return fact_check(self._points, self._)

    @cached_property
    def _points(self) -> Points:
        return Points(self._appraisal, self._found, self._)


PARTS = tuple(
    name
    for name, value in vars(Report).items()
    if isinstance(value, cached_property) and not name.startswith("_")
)
"""The names of the parts, in the order they are documented and exported."""
