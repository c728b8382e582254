"""The parts of a report, as plain values.

Every text is already in the reader's language, every number has its place in a sentence, and
every order is decided, so that a template only lays it out. `report` in a template is a
`Report` (`report.py`); its parts are made of the values below.

Texts are as people wrote them. The renderer makes them harmless (`escape.py`); a template
never has to. Each `address` is safe to link to, or None.
"""

import datetime

from checklist.assessment import VerdictCode
from checklist.criteria import AnswerValue
from checklist.words import UNANSWERED, ComparedFigure, Part, Status, Wording, asked_words


class Reference(Part, frozen=True, kw_only=True):
    """Something the reader can look up: K3, where it stands in the report, and its title.

    Themes, audit questions and sources have no number and go by their titles.

    Attributes:
        anchor: the id of its place in an HTML document; empty for what stands in none.
        id: the code word in the criteria set; empty for what people have recorded.
    """

    number: str
    anchor: str
    title: Wording
    id: str = ""

    def __str__(self) -> str:
        """The number, or the title of what has none, for use inside a sentence."""
        return self.number or self.title.text


class MapCell(Part, frozen=True, kw_only=True):
    """One place in the map: what the answers say together, and how they were distributed.

    Attributes:
        detail: 1 ja, 2 delvis; empty where all the answers are the same.
    """

    status: Status
    detail: str


class MapRow(Part, frozen=True, kw_only=True):
    """A theme or a criterion across the five aspects.

    Attributes:
        cells: one for each of the five aspects, in order.
    """

    reference: Reference
    cells: tuple[MapCell, ...]


class ConclusionPart(Part, frozen=True, kw_only=True):
    """The conclusion of a theme or an audit question, and what it rests on.

    Attributes:
        reason: why the rule came to it, and how much of it is only claimed, as sentences.
        examined: how many checkpoints were answered yes, partly or no.
        applying: how many there are that apply.
        claimed: how many of the yes that nothing is recorded under.
        pulled_up_by: criteria that are met; for a question with several themes, themes.
        pulled_down_by: criteria that are not good enough; for a question the findings about them,
            the most serious first.
        not_assessed: criteria or themes that too little is known of.
        settled_by: what would settle a theme that is undetermined, as a sentence.
    """

    reference: Reference
    status: Status
    reason: str
    examined: int
    applying: int
    claimed: int
    pulled_up_by: tuple[Reference, ...]
    pulled_down_by: tuple[Reference, ...]
    not_assessed: tuple[Reference, ...]
    settled_by: str = ""


class CitedPlace(Part, frozen=True, kw_only=True):
    """The place in a source that a criterion rests on.

    Attributes:
        label: the place as lawyers write it.
        address: where it can be read.
        says: what it says, in short.
    """

    label: str
    address: str | None
    says: Wording
    source: Reference


class EvidenceUse(Part, frozen=True, kw_only=True):
    """A piece of evidence under an answer, how strong it is there, and why it is weak.

    Attributes:
        reasons: why it is weak; none when it is strong.
    """

    reference: Reference
    strength: Status
    reasons: tuple[str, ...]


class Fact(Part, frozen=True, kw_only=True):
    """What was answered to one checkpoint, and on what the answer rests.

    Attributes:
        id: the code word of the checkpoint in the criteria set.
        aspect: which of the five aspects the checkpoint is about.
        yes_means: what must hold before one can answer yes.
        decisive: whether the criterion can't be met without it.
        comment: the reason for the answer, as written.
        place: where in the evidence it stands.
        figures: the count or number as a sentence, or empty.
        compared: numbers of others beside it; no verdict rests on them.
        strength: of all its evidence together; none where none is asked for.
        remarks: that it lacks a reason, or was given for an earlier wording.
        yardstick: who set what yes means, with the section, as a sentence.
    """

    id: str
    aspect: str
    question: Wording
    yes_means: Wording
    decisive: bool
    answer: Status
    comment: str
    place: str
    figures: str
    compared: tuple[ComparedFigure, ...]
    evidence: tuple[EvidenceUse, ...]
    strength: Status | None
    remarks: tuple[str, ...]
    yardstick: str

    @property
    def told_whole(self) -> bool:
        """Whether the comment is told whole or not at all.

        A part of it may be all of the praise and nothing of the fault.
        """
        return self.answer.code in (AnswerValue.NO, AnswerValue.PARTLY)

    @property
    def asked(self) -> str:
        """The question and the answer as they are read together: Er rutinen skriftlig? Nei."""
        return asked_words(self.question.text, self.answer.word)


class Judgement(Part, frozen=True, kw_only=True):
    """The verdict of a criterion. Where a person set another than the rule gives, both.

    Attributes:
        status: the verdict that counts.
        reason: why the rule came to it, or that a person set it.
        derived: what the rule gives.
        own_reason: the person's reason; none where the rule decided.
        own_role: the role of the person, or empty.
        own_date: the day the person set it, or empty.
    """

    status: Status
    reason: str
    derived: Status
    derived_reason: str
    own_reason: str | None
    own_role: str
    own_date: str


class CriterionSection(Part, frozen=True, kw_only=True):
    """One criterion: what is required, what was found, how it is judged.

    Attributes:
        requirement: what practice is measured against.
        force: how it binds: duty, recommendation and so on.
        key: whether it is one of the main criteria of its theme.
        why: what it means for people when it is not met.
        strength: how well the answers are shown, all together; none where none is to be shown.
        claimed: met by word only: nothing shows it.
        row: its row in the map.
        shown: how well the answers are shown, in a sentence.
    """

    reference: Reference
    requirement: Wording
    force: Status
    key: bool
    citations: tuple[CitedPlace, ...]
    why: Wording
    facts: tuple[Fact, ...]
    judgement: Judgement
    strength: Status | None
    shown: str
    claimed: bool
    finding: Reference | None
    row: MapRow

    @property
    def told(self) -> tuple[Fact, ...]:
        """Those of its facts that somebody has answered, or recorded something under."""
        return tuple(
            fact
            for fact in self.facts
            if fact.answer.code != UNANSWERED or fact.comment or fact.figures or fact.evidence
        )

    @property
    def against(self) -> tuple[Fact, ...]:
        """Answers no or partly that are no finding, because too little else is answered."""
        if self.judgement.status.code != VerdictCode.UNDETERMINED:
            return ()
        gaps = (AnswerValue.NO, AnswerValue.PARTLY)
        return tuple(fact for fact in self.facts if fact.answer.code in gaps)

    @property
    def unanswered(self) -> int:
        """How many of its checkpoints nobody has answered."""
        return sum(fact.answer.code == UNANSWERED for fact in self.facts)

    @property
    def examined(self) -> bool:
        """Whether something is said about it, or a person has judged it."""
        return bool(self.told) or self.judgement.own_reason is not None


class ThemeSection(Part, frozen=True, kw_only=True):
    """A theme with the criteria that counted at the date of the assessment.

    Attributes:
        row: its row in the map.
    """

    about: Wording | None
    conclusion: ConclusionPart
    row: MapRow
    criteria: tuple[CriterionSection, ...]

    @property
    def examined(self) -> tuple[CriterionSection, ...]:
        """Those of its criteria that something is answered about, or that a person has judged."""
        return tuple(criterion for criterion in self.criteria if criterion.examined)

    @property
    def not_examined(self) -> tuple[CriterionSection, ...]:
        """The others: nobody has said anything about them."""
        return tuple(criterion for criterion in self.criteria if not criterion.examined)


class YardstickLine(Part, frozen=True, kw_only=True):
    """What yes to a checkpoint means, and who set it."""

    means: Wording
    yardstick: str


class Finding(Part, frozen=True, kw_only=True):
    """A verdict that matters.

    Attributes:
        telling: the checkpoints that led to it, the gravest answers first.
        others: what the other checkpoints show, in a sentence each.
        recommendation: what the municipality should do, as one text.
        advice: the same in parts, one for each thing that is lacking.
        to_show: the evidence that would close a gap in documentation.
        actions: what is planned for it.
        causes: why, as the municipality sees it, where an action says so.
        yardstick: who set what yes means, as a sentence; of several, the firmest.
        yardsticks: of each checkpoint it rests on.
    """

    reference: Reference
    severity: Status
    criterion: CriterionSection
    telling: tuple[Fact, ...]
    others: str
    evidence: tuple[EvidenceUse, ...]
    recommendation: Wording
    advice: tuple[Wording, ...]
    to_show: tuple[Wording, ...]
    causes: tuple[str, ...]
    actions: tuple[Reference, ...]
    yardstick: str
    yardsticks: tuple[YardstickLine, ...]


class ActionLine(Part, frozen=True, kw_only=True):
    """What will be done, by which role, by when.

    Attributes:
        deadline: 27.02.2018, or empty.
        overdue: whether the deadline has passed on the day of the report.
        late: that it has, with the day, in words; else empty.
        effect: how one will see that it worked.
        due: the deadline as a date, for forms that can calculate with it.
    """

    reference: Reference
    criterion: Reference
    finding: Reference | None
    what: str
    role: str
    deadline: str
    due: datetime.date | None
    overdue: bool
    late: str
    status: Status
    effect: str


class EvidenceLine(Part, frozen=True, kw_only=True):
    """A piece of evidence in the appendix.

    Attributes:
        kind: document, interview, figure, file sample or observation, in words.
        date: as far as it is known.
        details: what its kind has of its own.
        day: the date where the whole of it is known, for forms that can calculate with it.
    """

    reference: Reference
    kind: str
    date: str
    day: datetime.date | None
    shows: str
    details: tuple[str, ...]
    address: str | None
    used_in: tuple[Reference, ...]


class SourceLine(Part, frozen=True, kw_only=True):
    """A source with its dates and when it was last read against the criteria.

    Attributes:
        kind: act, regulation, guide and so on, in words.
        short: what it is called in a sentence.
        in_force: from when to when.
        checked: when it was last read against the criteria.
        checked_against: which version was read.
    """

    reference: Reference
    kind: str
    short: Wording
    abbreviation: str
    address: str | None
    in_force: str
    checked: str
    checked_against: Wording
    used_in: tuple[Reference, ...]


class LackingLine(Part, frozen=True, kw_only=True):
    """An answer that should be shown and is not shown strongly.

    Attributes:
        claimed: whether the criterion is met by word only.
        reasons: what is weak or missing.
        to_show: the evidence that would show it.
    """

    criterion: Reference
    fact: Fact
    claimed: bool
    reasons: tuple[str, ...]
    to_show: tuple[Wording, ...]


class ToAsk(Part, frozen=True, kw_only=True):
    """A checkpoint answered "unknown", and what to ask to find out.

    Attributes:
        interview_question: as it is asked of the role; none where the set has none.
    """

    criterion: Reference
    fact: Fact
    interview_question: Wording | None


class RoleQuestions(Part, frozen=True, kw_only=True):
    """What a role is to be asked."""

    role: Wording
    questions: tuple[ToAsk, ...]


class OpenCriterion(Part, frozen=True, kw_only=True):
    """A criterion with checkpoints that something is missing from.

    Attributes:
        facts: the checkpoints something is missing from.
    """

    criterion: Reference
    facts: tuple[Fact, ...]


class NotCounted(Part, frozen=True, kw_only=True):
    """A criterion that did not count at the date, or a checkpoint of one that did, and why.

    Attributes:
        whole_criterion: false where only a checkpoint did not count.
        requirement: the requirement, or the question of the checkpoint.
    """

    reference: Reference
    whole_criterion: bool
    requirement: Wording
    reason: str


class TermLine(Part, frozen=True, kw_only=True):
    """A word explained."""

    term: Wording
    means: Wording


class Rule(Part, frozen=True, kw_only=True):
    """A rule the reader can check: its name, how to read it, and its steps."""

    name: str
    lead: str
    steps: tuple[str, ...]


class SampleLine(Part, frozen=True, kw_only=True):
    """What a file sample is drawn from, and what was drawn: running numbers, never names.

    Attributes:
        drawn_from: all that can be drawn, numbered from 1.
        wanted: how many the set asks for.
        of: how many there were to draw from; none where nothing is drawn.
        seed: what the numbers were drawn from, so that others can draw the same.
        numbers: those that were drawn; how many there are is how many were drawn.
        reason: why it was drawn again, where another draw stood before.
        says: the draw as a sentence, or what to draw.
    """

    title: Wording
    drawn_from: Wording
    wanted: int
    of: int | None
    seed: str
    numbers: tuple[int, ...]
    reason: str
    says: str


class Method(Part, frozen=True, kw_only=True):
    """How the assessment was made: sentences for each part of the chapter.

    Attributes:
        about: what a self-assessment is.
        data: what it was made from.
        approved: who has approved it, and what was changed since; empty where nobody has.
        sources: how the sources were checked.
        samples: the file samples that were drawn.
    """

    about: tuple[str, ...]
    data: tuple[str, ...]
    approved: tuple[str, ...]
    rules: tuple[Rule, ...]
    sources: tuple[str, ...]
    samples: tuple[SampleLine, ...]


class SignOffLine(Part, frozen=True, kw_only=True):
    """An approval of the assessment (godkjenning): by which role, when, and its kontrollsum."""

    role: str
    date: str
    kontrollsum: str


class ChangedLine(Part, frozen=True, kw_only=True):
    """Something that was changed after the last approval.

    Attributes:
        about: the question, the title of the evidence, what is to be done, and so on.
        criterion: the criterion it belongs to; none for what belongs to none.
        date: the day it was changed last.
    """

    about: str
    criterion: Reference | None
    date: str


class RetiredLine(Part, frozen=True, kw_only=True):
    """An answer to a question that is not asked any more, or is asked otherwise, as it was.

    Attributes:
        version: of the criteria set that asked.
        criterion: the title of the criterion it belonged to.
        evidence: the titles of what it rested on.
        date: the day it was answered.
    """

    question: Wording
    criterion: Wording
    version: str
    answer: Status
    comment: str
    evidence: tuple[str, ...]
    date: str


class ReportHead(Part, frozen=True, kw_only=True):
    """What stands on the title page.

    Attributes:
        number: of the municipality.
        title: what the assessment is called, or empty.
        date: the date that is assessed.
        printed: the day of the report.
        colophon: what made the report, that it is no audit, and the kontrollsum of the history.
        about: whose assessment it is, in few words.
        origin: that it was typed in from a published audit, and which; empty for one's own.
    """

    municipality: str
    number: str
    title: str
    set_title: Wording
    set_id: str
    set_version: str
    date: str
    printed: str
    colophon: str
    about: str
    origin: str


class ClashLine(Part, frozen=True, kw_only=True):
    """Answers that don't go together: what is said about them, and the criteria they are in."""

    says: Wording
    criteria: tuple[Reference, ...]


class Summary(Part, frozen=True, kw_only=True):
    """The first page.

    Attributes:
        verdicts: how many criteria are met, in sentences.
        findings_lead: how many findings there are, in a sentence.
        findings: the most serious.
        progress: how much was looked at, never how good it is.
        findings_counted: how many findings there are; the lead says also what a breach is.
        lead: who has assessed, and what the conclusions rest on.
    """

    verdicts: tuple[str, ...]
    questions: tuple[ConclusionPart, ...]
    findings_counted: str
    findings_lead: str
    findings: tuple[Finding, ...]
    clashes: tuple[ClashLine, ...]
    progress: tuple[str, ...]
    lead: str
