"""What an auditor records in an audit (forvaltningsrevisjon): every kind of thing and its fields.

The order of a forvaltningsrevisjon is that of RSK 001: commission, audit questions, criteria, the
collecting of data, facts, verdicts, conclusions, recommendations, fact check, hearing. A field
without value has its default; which ones can't be empty stands in `deciding`. What a person typed
is `Text`. A source names what a fact rests on, and holds nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from checklist.appraisal import ConclusionCode
from checklist.assessment import FollowUpCode, KnownDate, Municipality, Text, VerdictCode, WholeDate
from checklist.criteria import CriteriaSet, Criterion, Id, Role, SampleFrame
from checklist.i18n import WordedEnum, phrase

Count = Annotated[int, Meta(ge=0)]
Sha256 = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]


class Record(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A thing that an audit has, under an id that no other of its kind has.

    `KIND` is what the journal calls it. There is one only of a kind that is `SINGLE`: its id is
    the name of the kind.
    """

    KIND: ClassVar[str] = ""
    SINGLE: ClassVar[bool] = False

    id: Id


class Commission(Record, frozen=True, kw_only=True):
    """What the audit committee ordered (bestilling): from whom, in which case, and why."""

    KIND: ClassVar[str] = "commission"
    SINGLE: ClassVar[bool] = True

    id: Id = "commission"
    title: Text = ""
    municipality: Municipality | None = None
    ordered_by: Text = ""
    case: Text = ""
    ordered: KnownDate | None = None
    purpose: Text = ""
    by: Text = ""
    reported: KnownDate | None = None


class Basis(WordedEnum):
    """What a verdict rests on."""

    DOCUMENT = "document", phrase("dokument")
    INTERVIEW = "interview", phrase("intervju")
    SAMPLE = "sample", phrase("stikkprøve")


class TeamFunction(WordedEnum):
    """What somebody does in the audit."""

    RESPONSIBLE = "responsible", phrase("oppdragsansvarlig")
    LEADER = "leader", phrase("prosjektleder")
    MEMBER = "member", phrase("medarbeider")
    REVIEWER = "reviewer", phrase("kvalitetssikrer")


class TeamMember(Record, frozen=True, kw_only=True):
    """Who does the audit, by role."""

    KIND: ClassVar[str] = "team"

    function: TeamFunction = TeamFunction.MEMBER
    role: Text = ""


class ReceivedAssessment(Record, frozen=True, kw_only=True):
    """A receipt (mottak) that the audit is over: its id is what commands call the receipt."""

    KIND: ClassVar[str] = "received"

    sha256: Sha256 = ""
    kontrollsum: str = ""
    municipality: Municipality | None = None


class AuditQuestion(Record, frozen=True, kw_only=True):
    """What the audit is to answer (problemstilling)."""

    KIND: ClassVar[str] = "question"

    text: Text = ""


class ChosenCriterion(Record, frozen=True, kw_only=True):
    """A criterion of the audit (revisjonskriterium).

    It `gathers` criteria of the criteria set, or has `sources` of its own, one on a line.
    """

    KIND: ClassVar[str] = "criterion"

    text: Text = ""
    question: Id | None = None
    gathers: tuple[Id, ...] = ()
    sources: Text = ""


class Delimitation(Record, frozen=True, kw_only=True):
    """What the audit does not look at (avgrensning), and why."""

    KIND: ClassVar[str] = "delimitation"

    text: Text = ""
    reason: Text = ""


class DocumentAsked(Record, frozen=True, kw_only=True):
    """A document that was asked for: when it came, or that it never did.

    One that `has_come` is here, though nobody has written when. `answers` are the criteria of the
    audit that it says something about, `checkpoints` those of the set that the request asked for
    it for.
    """

    KIND: ClassVar[str] = "document"

    title: Text = ""
    role: Text = ""
    asked: KnownDate | None = None
    due: WholeDate | None = None
    arrived: KnownDate | None = None
    has_come: bool = False
    never_came: bool = False
    dated: KnownDate | None = None
    reference: Text = ""
    answers: tuple[Id, ...] = ()
    checkpoints: tuple[Id, ...] = ()

    @property
    def is_here(self) -> bool:
        """Whether it has arrived, on a day that is known or not."""
        return self.has_come or self.arrived is not None


class Meeting(Record, frozen=True, kw_only=True):
    """An interview, of one person or of several at once (gruppemøte).

    It counts as shown when those who were interviewed have `confirmed` the minutes (verifisert).
    """

    KIND: ClassVar[str] = "interview"

    role: Text = ""
    group: bool = False
    people: Count | None = None
    planned: KnownDate | None = None
    held: KnownDate | None = None
    minutes_sent: KnownDate | None = None
    due: WholeDate | None = None
    confirmed: KnownDate | None = None
    is_confirmed: bool = False
    reference: Text = ""


class EmailQuestions(Record, frozen=True, kw_only=True):
    """A set of questions by e-mail: answered, or never."""

    KIND: ClassVar[str] = "email"

    role: Text = ""
    about: Text = ""
    sent: KnownDate | None = None
    due: WholeDate | None = None
    answered: KnownDate | None = None
    is_answered: bool = False
    never_answered: bool = False
    reference: Text = ""

    @property
    def has_answer(self) -> bool:
        """Whether somebody has answered."""
        return self.is_answered or self.answered is not None


class Survey(Record, frozen=True, kw_only=True):
    """A survey (spørreundersøkelse): to how many, and how many answered."""

    KIND: ClassVar[str] = "survey"

    title: Text = ""
    to: Text = ""
    sent: KnownDate | None = None
    due: WholeDate | None = None
    closed: KnownDate | None = None
    sent_to: Count | None = None
    answered: Count | None = None
    reference: Text = ""


class ObservationMade(Record, frozen=True, kw_only=True):
    """Something that was observed, where and when."""

    KIND: ClassVar[str] = "observation"

    title: Text = ""
    where: Text = ""
    made: KnownDate | None = None


class FileSampleTaken(Record, frozen=True, kw_only=True):
    """A file sample (stikkprøve): `number` cases drawn from `of`, and what was found in them.

    The seed, `of` and `number` give the running `numbers` again. `frame` is the sample frame of
    the criteria set, where it is one of those. `reason` is why it was drawn again. `counted` of the
    cases `looked_at` were as asked, and `found` is what was counted question by question.
    """

    KIND: ClassVar[str] = "sample"

    title: Text = ""
    frame: Id | None = None
    of: Count | None = None
    number: Count | None = None
    seed: Text = ""
    numbers: tuple[Annotated[int, Meta(ge=1)], ...] = ()
    drawn: KnownDate | None = None
    reason: Text = ""
    looked_at: Count | None = None
    counted: Count | None = None
    found: Text = ""
    answers: tuple[Id, ...] = ()

    @property
    def is_looked_at(self) -> bool:
        """Whether somebody has gone through the files that were drawn."""
        return self.looked_at is not None or bool(self.found.strip())


LOG = (DocumentAsked, Meeting, EmailQuestions, Survey, ObservationMade, FileSampleTaken)
"""What the log of data collection has, in the order that the method chapter says it."""


class Source(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What a fact rests on: an entry of the log, literature, or what a municipality handed over.

    Attributes:
        entry: the id of the entry of the log, of whatever kind, or of the literature.
        receipt: the id of the receipt.
        evidence: the id of the evidence in it.
        checkpoint: the checkpoint whose answer it is.
        kontrollsum: that of the receipt, as it is printed.
        event: the event there that recorded it.
    """

    entry: Id | None = None
    receipt: Id | None = None
    evidence: Id | None = None
    checkpoint: Id | None = None
    kontrollsum: str = ""
    event: str = ""


class Fact(Record, frozen=True, kw_only=True):
    """What was found, without what it amounts to; `place` is where in the sources it stands."""

    KIND: ClassVar[str] = "fact"

    criterion: Id | None = None
    text: Text = ""
    place: Text = ""
    sources: tuple[Source, ...] = ()


class CriterionVerdict(Record, frozen=True, kw_only=True):
    """The auditor's verdict (vurdering) of a criterion of the audit, whose id it has."""

    KIND: ClassVar[str] = "verdict"

    verdict: VerdictCode = VerdictCode.UNDETERMINED
    basis: tuple[Basis, ...] = ()
    text: Text = ""


class AuditConclusion(Record, frozen=True, kw_only=True):
    """The answer to an audit question (konklusjon), from the verdicts of these criteria."""

    KIND: ClassVar[str] = "conclusion"

    question: Id | None = None
    criteria: tuple[Id, ...] = ()
    code: ConclusionCode | None = None
    text: Text = ""


class AuditRecommendation(Record, frozen=True, kw_only=True):
    """What the municipality should do (anbefaling), and the conclusions that it follows from."""

    KIND: ClassVar[str] = "recommendation"

    text: Text = ""
    conclusions: tuple[Id, ...] = ()


class ChapterName(WordedEnum):
    """A chapter of the report that the auditor writes, and that nothing else is said from."""

    SUMMARY = "summary", phrase("Sammendrag")
    BACKGROUND = "background", phrase("Bakgrunn")
    ORGANISATION = "organisation", phrase("Om tjenestene")
    METHOD = "method", phrase("Dataenes pålitelighet og gyldighet")
    CLOSING = "closing", phrase("Samlet vurdering")


class Chapter(Record, frozen=True, kw_only=True):
    """The text of a chapter; paragraphs have an empty line between them."""

    KIND: ClassVar[str] = "chapter"

    text: Text = ""


class Literature(Record, frozen=True, kw_only=True):
    """What the report refers to and nobody was asked for: an act, a guide, a report."""

    KIND: ClassVar[str] = "literature"

    text: Text = ""
    address: Text = ""


class FactCheckRound(Record, frozen=True, kw_only=True):
    """The fact check (faktaverifisering): when the facts were sent, and when they came back."""

    KIND: ClassVar[str] = "fact-check"
    SINGLE: ClassVar[bool] = True

    id: Id = "fact-check"
    role: Text = ""
    sent: KnownDate | None = None
    due: WholeDate | None = None
    came: KnownDate | None = None


class Decided(WordedEnum):
    """What became of a correction."""

    OPEN = "open", phrase("ikke tatt stilling til")
    ACCEPTED = "accepted", phrase("tatt til følge")
    REFUSED = "refused", phrase("ikke tatt til følge")


class Correction(Record, frozen=True, kw_only=True):
    """What the municipality would have a fact say, and what the auditor decided of it.

    `said` is what the fact said when it was sent.
    """

    KIND: ClassVar[str] = "correction"

    fact: Id | None = None
    said: Text = ""
    wanted: Text = ""
    shown_by: Text = ""
    role: Text = ""
    came: KnownDate | None = None
    decided: Decided = Decided.OPEN
    reason: Text = ""


class Hearing(Record, frozen=True, kw_only=True):
    """The chief municipal executive's statement on the draft (uttalelse, høring), whole."""

    KIND: ClassVar[str] = "hearing"
    SINGLE: ClassVar[bool] = True

    id: Id = "hearing"
    role: Text = ""
    sent: KnownDate | None = None
    due: WholeDate | None = None
    came: KnownDate | None = None
    text: Text = ""


class QualityReview(Record, frozen=True, kw_only=True):
    """A step of quality review (kvalitetssikring), signed by role.

    `kontrollsum` is that of the audit as it was reviewed.
    """

    KIND: ClassVar[str] = "review"

    role: Text = ""
    signed: WholeDate | None = None
    remark: Text = ""
    kontrollsum: str = ""
    heads: tuple[str, ...] = ()


REVIEWS = ("first", "second")
"""The ids of the two steps."""


class PointKind(WordedEnum):
    """What kind of thing the municipality was asked for earlier."""

    RECOMMENDATION = "recommendation", phrase("anbefaling")
    DECISION = "decision", phrase("vedtakspunkt")
    FORWARDED = "forwarded", phrase("oversendelsesforslag")


class EarlierPoint(Record, frozen=True, kw_only=True):
    """An earlier recommendation or point of a decision to follow up.

    `question` is the audit question that was made of it: its verdict answers the question.
    `checkpoints` are a hint only: the auditor's verdict leads.
    """

    KIND: ClassVar[str] = "point"

    question: Id | None = None
    point: PointKind = PointKind.RECOMMENDATION
    text: Text = ""
    given_by: Text = ""
    given: KnownDate | None = None
    case: Text = ""
    place: Text = ""
    audit: str = ""
    checkpoints: tuple[Id, ...] = ()


class PointVerdict(Record, frozen=True, kw_only=True):
    """How an earlier point was followed up (oppfølging); its id is that of the point."""

    KIND: ClassVar[str] = "follow-up"

    verdict: FollowUpCode = FollowUpCode.UNDETERMINED
    text: Text = ""


class MeasureType(WordedEnum):
    """What kind of measure the municipality has taken."""

    PLAN = "plan", phrase("plan")
    PROCEDURE = "procedure", phrase("prosedyre")
    MEETING = "meeting", phrase("møte")
    CASE = "case", phrase("sak")
    POSITION = "position", phrase("stilling")
    TOOL = "tool", phrase("verktøy")
    PROJECT = "project", phrase("prosjekt")
    SERVICE = "service", phrase("tilbud")


class MeasureStatus(WordedEnum):
    """How far a measure has come, as somebody says."""

    PLANNED = "planned", phrase("planlagt")
    STARTED = "started", phrase("påbegynt")
    DONE = "done", phrase("gjennomført")
    NOT_DONE = "not_done", phrase("ikke gjennomført")
    UNSAID = "unsaid", phrase("ikke sagt")


class Kept(WordedEnum):
    """What became of a procedure or a tool since the earlier audit."""

    NEW = "new", phrase("ny")
    REVISED = "revised", phrase("revidert")
    CONTINUED = "continued", phrase("videreført")
    UNDATED = "undated", phrase("udatert")
    ENDED = "ended", phrase("ikke lenger i bruk")
    UNSAID = "unsaid", phrase("ikke sagt")


class Measure(Record, frozen=True, kw_only=True):
    """A measure since the earlier audit: a row of the tables of a follow-up.

    `group` is the heading of the rows it stands among; `planned_in` the plan that has it.
    `said_by` is the role that says how far it has come. `kept` is what became of a procedure,
    with its `sources`.
    """

    KIND: ClassVar[str] = "measure"

    points: tuple[Id, ...] = ()
    group: Text = ""
    number: Text = ""
    type: MeasureType = MeasureType.PLAN
    title: Text = ""
    purpose: Text = ""
    participants: Text = ""
    case: Text = ""
    planned_in: Text = ""
    status: MeasureStatus = MeasureStatus.UNSAID
    said_by: Text = ""
    said: KnownDate | None = None
    comment: Text = ""
    dated: KnownDate | None = None
    kept: Kept = Kept.UNSAID
    sources: tuple[Source, ...] = ()


class GuideRole(Record, frozen=True, kw_only=True):
    """A role of the criteria set that is interviewed, or asked by e-mail: its id is the role's."""

    KIND: ClassVar[str] = "guide-role"

    by_mail: bool = False
    note: Text = ""


class OwnQuestion(Record, frozen=True, kw_only=True):
    """A question of the auditor's own; `role` is whom it is for, and None all of them."""

    KIND: ClassVar[str] = "own-question"

    role: Id | None = None
    text: Text = ""
    criterion: Id | None = None


class OwnRequest(Record, frozen=True, kw_only=True):
    """Something the auditor asks for beside what the criteria ask for."""

    KIND: ClassVar[str] = "own-request"

    role: Text = ""
    text: Text = ""
    criterion: Id | None = None


ENTRIES = (*LOG, Literature)
"""What a source can name in the audit itself."""


KINDS: Mapping[str, type[Record]] = {
    kind.KIND: kind
    for kind in (
        Commission,
        TeamMember,
        ReceivedAssessment,
        AuditQuestion,
        ChosenCriterion,
        Delimitation,
        *LOG,
        Fact,
        CriterionVerdict,
        AuditConclusion,
        AuditRecommendation,
        Chapter,
        Literature,
        FactCheckRound,
        Correction,
        Hearing,
        QualityReview,
        EarlierPoint,
        PointVerdict,
        Measure,
        GuideRole,
        OwnQuestion,
        OwnRequest,
    )
}
"""Every kind, in the order that an audit comes to them."""

NAMES: Mapping[type[Record], Mapping[str, type[Record]]] = {
    ChosenCriterion: {"question": AuditQuestion},
    DocumentAsked: {"answers": ChosenCriterion},
    FileSampleTaken: {"answers": ChosenCriterion},
    Fact: {"criterion": ChosenCriterion},
    CriterionVerdict: {"id": ChosenCriterion},
    AuditConclusion: {"question": AuditQuestion, "criteria": ChosenCriterion},
    AuditRecommendation: {"conclusions": AuditConclusion},
    Correction: {"fact": Fact},
    EarlierPoint: {"question": AuditQuestion},
    PointVerdict: {"id": EarlierPoint},
    Measure: {"points": EarlierPoint},
    OwnQuestion: {"criterion": ChosenCriterion},
    OwnRequest: {"criterion": ChosenCriterion},
}
"""Fields that name other things of the audit, and of which kind those are."""

NAMES_IN_SET: Mapping[
    type[Record], Mapping[str, Callable[[CriteriaSet], Iterable[Role | Criterion | SampleFrame]]]
] = {
    ChosenCriterion: {"gathers": lambda criteria_set: criteria_set.criteria},
    FileSampleTaken: {"frame": lambda criteria_set: criteria_set.samples},
    GuideRole: {"id": lambda criteria_set: criteria_set.roles},
    OwnQuestion: {"role": lambda criteria_set: criteria_set.roles},
}
"""Fields that name what has a title in the criteria set, and where it stands there."""
