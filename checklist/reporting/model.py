"""The parts of a report, as plain values.

Every text is already in the reader's language, every number has its place in a sentence, and
every order is decided, so that a template only lays it out. `report` in a template is a
`Report` (`report.py`); its parts are made of the values below.

Texts are as people wrote them. The renderer makes them harmless (`escape.py`); a template
never has to. Each `address` is safe to link to, or None.
"""

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What every part of a report has in common: immutable, named fields."""


class Wording(Part, frozen=True, kw_only=True):
    """A text of the criteria set.

    `language` is empty, or the language the text fell back to for want of a translation.
    """

    text: str
    language: str = ""

    def __str__(self) -> str:
        """The text, for use inside a sentence."""
        return self.text


class Status(Part, frozen=True, kw_only=True):
    """A state by code, by a sign that needs no colour, and in words."""

    code: str
    sign: str
    word: str

    def __str__(self) -> str:
        """The word alone, for use inside a sentence."""
        return self.word


class Reference(Part, frozen=True, kw_only=True):
    """Something the reader can look up: K3, where it stands in the report, and its title.

    Themes, audit questions and sources have no number and go by their titles.

    Attributes:
        anchor: the id of its place in an HTML document.
        id: the code word in the criteria set; empty for what people have recorded.
    """

    number: str
    anchor: str
    title: Wording
    id: str = ""


class MapCell(Part, frozen=True, kw_only=True):
    """One place in the map: what the answers say together, and how they were distributed."""

    status: Status
    detail: str


class MapRow(Part, frozen=True, kw_only=True):
    """A theme or a criterion across the five aspects."""

    reference: Reference
    cells: tuple[MapCell, ...]


class Conclusion(Part, frozen=True, kw_only=True):
    """The conclusion of a theme or an audit question, and what it rests on.

    The three lists are criteria; for a question with several themes they are themes.
    """

    reference: Reference
    status: Status
    reason: str
    pulled_up_by: tuple[Reference, ...]
    pulled_down_by: tuple[Reference, ...]
    not_assessed: tuple[Reference, ...]


class CitedPlace(Part, frozen=True, kw_only=True):
    """The place in a source that a criterion rests on."""

    label: str
    address: str | None
    says: Wording
    source: Reference


class EvidenceUse(Part, frozen=True, kw_only=True):
    """A piece of evidence under an answer, how strong it is there, and why it is weak."""

    reference: Reference
    strength: Status
    reasons: tuple[str, ...]


class Fact(Part, frozen=True, kw_only=True):
    """What was answered to one checkpoint, and on what the answer rests.

    `figures` is the count or number as a sentence, or empty. `remarks` say what a reader should
    know about the answer: that it lacks a reason, or was given for an earlier wording.
    """

    aspect: str
    question: Wording
    yes_means: Wording
    decisive: bool
    answer: Status
    comment: str
    place: str
    figures: str
    evidence: tuple[EvidenceUse, ...]
    strength: Status | None
    remarks: tuple[str, ...]


class Judgement(Part, frozen=True, kw_only=True):
    """The verdict of a criterion. Where a person set another than the rule gives, both."""

    status: Status
    reason: str
    derived: Status
    derived_reason: str
    own_reason: str | None
    own_role: str


class CriterionSection(Part, frozen=True, kw_only=True):
    """One criterion: what is required, what was found, how it is judged."""

    reference: Reference
    requirement: Wording
    force: Status
    key: bool
    citations: tuple[CitedPlace, ...]
    why: Wording
    facts: tuple[Fact, ...]
    judgement: Judgement
    strength: Status
    strength_reasons: tuple[str, ...]
    claimed: bool
    finding: Reference | None
    row: MapRow


class ThemeSection(Part, frozen=True, kw_only=True):
    """A theme with the criteria that counted at the date of the assessment."""

    about: Wording | None
    conclusion: Conclusion
    row: MapRow
    criteria: tuple[CriterionSection, ...]


class Finding(Part, frozen=True, kw_only=True):
    """A verdict that matters.

    `telling` are the checkpoints that led to it; `others` says in a sentence what the rest show.
    `to_show` is the evidence that would close a gap in documentation.
    """

    reference: Reference
    severity: Status
    criterion: CriterionSection
    telling: tuple[Fact, ...]
    others: str
    evidence: tuple[EvidenceUse, ...]
    recommendation: Wording
    to_show: tuple[Wording, ...]
    actions: tuple[Reference, ...]


class ActionLine(Part, frozen=True, kw_only=True):
    """What will be done, by which role, by when. `overdue` is about the day of the report."""

    reference: Reference
    criterion: Reference
    finding: Reference | None
    what: str
    role: str
    deadline: str
    overdue: bool
    status: Status
    effect: str


class EvidenceLine(Part, frozen=True, kw_only=True):
    """A piece of evidence in the appendix. `details` are what its kind has of its own."""

    reference: Reference
    kind: str
    date: str
    shows: str
    details: tuple[str, ...]
    address: str | None
    used_in: tuple[Reference, ...]


class SourceLine(Part, frozen=True, kw_only=True):
    """A source with its dates and when it was last read against the criteria."""

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
    """An answer that should be shown and is not shown strongly."""

    criterion: Reference
    fact: Fact
    claimed: bool
    reasons: tuple[str, ...]
    to_show: tuple[Wording, ...]


class ToAsk(Part, frozen=True, kw_only=True):
    """A checkpoint answered "unknown", and what to ask to find out."""

    criterion: Reference
    fact: Fact
    interview_question: Wording | None


class RoleQuestions(Part, frozen=True, kw_only=True):
    """What a role is to be asked."""

    role: Wording
    questions: tuple[ToAsk, ...]


class OpenCriterion(Part, frozen=True, kw_only=True):
    """A criterion with checkpoints that something is missing from."""

    criterion: Reference
    facts: tuple[Fact, ...]


class NotCounted(Part, frozen=True, kw_only=True):
    """A criterion that did not count at the date, or a checkpoint of one that did, and why."""

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


class Method(Part, frozen=True, kw_only=True):
    """How the assessment was made: sentences for each part of the chapter."""

    about: tuple[str, ...]
    data: tuple[str, ...]
    rules: tuple[Rule, ...]
    sources: tuple[str, ...]


class Head(Part, frozen=True, kw_only=True):
    """What stands on the title page."""

    municipality: str
    number: str
    title: str
    set_title: Wording
    set_id: str
    set_version: str
    date: str
    printed: str


class ClashLine(Part, frozen=True, kw_only=True):
    """Answers that don't go together: what is said about them, and the criteria they are in."""

    says: Wording
    criteria: tuple[Reference, ...]


class Summary(Part, frozen=True, kw_only=True):
    """The first page. `progress` says how much was looked at, never how good it is."""

    verdicts: tuple[str, ...]
    questions: tuple[Conclusion, ...]
    findings_lead: str
    findings: tuple[Finding, ...]
    findings_left: str
    clashes: tuple[ClashLine, ...]
    progress: tuple[str, ...]
