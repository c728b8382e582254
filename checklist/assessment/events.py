"""What can happen to an assessment. Nothing else changes one.

An event is who, when and what. What a person typed is marked `Text`: the journal keeps it beside
the write, so that it can be left out or erased while the rest is proved. An event that changes a
thing says which fields it touches and which standing events its author had `seen`; without, as
in events from before this was kept, it touches all of them and has seen everything.

What is taken over from an earlier assessment says which (`taken_from`, the id of its journal).
Where it `waits`, nobody has confirmed it yet: it stands apart from what counts.
"""

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from checklist.assessment.evidence import Evidence
from checklist.assessment.texts import TYPED, Text
from checklist.assessment.typed_dates import KnownDate, WholeDate
from checklist.criteria import AnswerValue, Depth, Id
from checklist.i18n import Phrase, phrase

Day = date
"""The type, where a field has its name: newer Pythons would take the field for it."""


class _Value(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
):
    """An immutable value inside an event.

    It can't lead back to itself, so the collector need not look for that: among a hundred thousand
    events that took half of the time.
    """


Seen = tuple[str, ...] | None
"""The ids of the standing events that an author had in front of them; None is all."""

Touched = tuple[str, ...] | None
"""The fields an event gives a value; the others are left as they were. None is all."""


JournalId = Annotated[str, Meta(pattern="^[0-9a-f]*$")]
"""The first digits of the digest of a journal's first write; empty where there is none."""


class Municipality(_Value, frozen=True, kw_only=True):
    """The municipality by number and name, as they were at the date of the assessment."""

    number: Annotated[str, Meta(pattern=r"^\d{4}$")]
    name: Annotated[str, Meta(min_length=1, max_length=80)]

    def on(self, day: date) -> Phrase:
        """What people call an assessment of it: Nes 23. november 2018."""
        return phrase("{name} {day}", name=self.name, day=day)


class Period(_Value, frozen=True, kw_only=True):
    """The first and the last day the assessment was worked on, as far as somebody has said it."""

    begins: date | None = None
    ends: date | None = None


NO_PERIOD = Period()
"""Nobody has said when it was made."""


class PublishedAudit(_Value, frozen=True, kw_only=True, tag_field="kind", tag="audit"):
    """The published audit that answers were typed in from, and who made it."""

    title: Text = ""
    by: Text = ""
    date: KnownDate | None = None


Origin = PublishedAudit | None
"""Where the answers come from; None is the municipality's own assessment."""


class Author(_Value, frozen=True, kw_only=True):
    """Who did it. The name tells authors apart; the role is what reports show."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    role: str = ""


class Answer(_Value, frozen=True, kw_only=True):
    """What was answered to a checkpoint, and which wording it was given for (`fingerprint`).

    `note` is for those who answer, and stands in no report.
    """

    value: AnswerValue | None = None
    comment: Text = ""
    place: Text = ""
    count: int | None = None
    of: int | None = None
    number: float | None = None
    ask: Id | None = None
    fingerprint: str = ""
    note: Text = ""


class ActionStatus(StrEnum):
    """How far an action has come (tiltak)."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"

    @property
    @cache
    def words(self) -> Phrase:
        """The word a user sees."""
        return {
            ActionStatus.PLANNED: phrase("planlagt"),
            ActionStatus.STARTED: phrase("i gang"),
            ActionStatus.DONE: phrase("gjennomført"),
        }[self]


class Action(_Value, frozen=True, kw_only=True):
    """What will be done about a criterion, by which role, by when, and how effect is checked.

    `cause` is why it came to this, as the municipality sees it: what the action is to change.
    `note` is for those who answer, and stands in no report.
    """

    id: Id
    criterion: Id
    what: Text = ""
    role: Text = ""
    deadline: WholeDate | None = None
    status: ActionStatus = ActionStatus.PLANNED
    effect: Text = ""
    cause: Text = ""
    note: Text = ""
    recommendation: Id | None = None

    def is_overdue(self, on: date) -> bool:
        """Whether its deadline has passed on a day without its being done."""
        return (
            self.deadline is not None
            and self.deadline < on
            and self.status is not ActionStatus.DONE
        )


class Recommendation(_Value, frozen=True, kw_only=True):
    """What the municipality was asked to do earlier: advice, or a point of a decision (anbefaling).

    `place` is where it stands. `checkpoints` are those whose answers show if it was followed up.
    """

    id: Id
    text: Text = ""
    given_by: Text = ""
    date: KnownDate | None = None
    case: Text = ""
    place: Text = ""
    checkpoints: tuple[Id, ...] = ()


class FollowUpCode(StrEnum):
    """How a recommendation was followed up (oppfølging)."""

    FOLLOWED_UP = "followed_up"
    PARTLY = "partly"
    NOT_FOLLOWED_UP = "not_followed_up"
    UNDETERMINED = "undetermined"

    @property
    @cache
    def words(self) -> Phrase:
        """The words a user sees."""
        return {
            FollowUpCode.FOLLOWED_UP: phrase("fulgt opp"),
            FollowUpCode.PARTLY: phrase("delvis fulgt opp"),
            FollowUpCode.NOT_FOLLOWED_UP: phrase("ikke fulgt opp"),
            FollowUpCode.UNDETERMINED: phrase("kan ikke vurderes"),
        }[self]


class SetFollowUp(_Value, frozen=True, kw_only=True):
    """A follow-up verdict a person has set instead of the derived one, with the reason."""

    verdict: FollowUpCode
    reason: Text = ""


class VerdictCode(StrEnum):
    """The verdict of a criterion (vurdering)."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"

    @property
    @cache
    def words(self) -> Phrase:
        """The word a user sees."""
        return {
            VerdictCode.MET: phrase("oppfylt"),
            VerdictCode.PARTLY: phrase("delvis oppfylt"),
            VerdictCode.NOT_MET: phrase("ikke oppfylt"),
            VerdictCode.NOT_APPLICABLE: phrase("ikke relevant"),
            VerdictCode.UNDETERMINED: phrase("ikke avklart"),
        }[self]


class SetVerdict(_Value, frozen=True, kw_only=True):
    """A verdict a person has set instead of the derived one, with the reason."""

    verdict: VerdictCode
    reason: Text = ""


class DrawnSample(_Value, frozen=True, kw_only=True):
    """Which cases of a sample frame were drawn (utvalg), as running numbers from 1 to `of`.

    The seed and `of` give the same numbers again (`sampling`). `reason` is why it was drawn again
    where a draw stood before.
    """

    frame: Id
    of: Annotated[int, Meta(ge=1)]
    numbers: Annotated[tuple[Annotated[int, Meta(ge=1)], ...], Meta(min_length=1)]
    seed: Text = ""
    reason: Text = ""

    @property
    def number(self) -> int:
        """How many were drawn."""
        return len(self.numbers)


class _What(_Value, frozen=True, kw_only=True, tag_field="type"):
    """What happened."""


class PersonNamed(_What, frozen=True, kw_only=True, tag="person_named"):
    """The name and role of the author of this write, and of those after it by the same author.

    It comes last in a write, so that the ids of what happened are as they would be without it.
    """

    name: Text = ""
    role: Text = ""


class Created(_What, frozen=True, kw_only=True, tag="created"):
    """The assessment began. `criteria_set` is the fingerprint of the set as it was.

    `date` is the day whose law and practice it is about, `period` when it was made. `depth` is how
    deep those who answer are to go, until each chooses otherwise.
    """

    municipality: Municipality
    criteria_set: str
    date: Day
    title: Text = ""
    origin: Origin = None
    period: Period = NO_PERIOD
    depth: Depth = Depth.FULL


class PredecessorNamed(_What, frozen=True, kw_only=True, tag="predecessor_named"):
    """An earlier assessment that this one takes over from; `journal` is the id of its journal."""

    journal: JournalId
    municipality: Municipality
    date: Day
    criteria_set: Annotated[str, Meta(pattern="^[0-9a-f]*$")]


class Answered(_What, frozen=True, kw_only=True, tag="answered"):
    """A checkpoint was answered; an answer without value takes the earlier one away."""

    checkpoint: Id
    answer: Answer
    seen: Seen = None
    touched: Touched = None
    taken_from: JournalId = ""
    waits: bool = False


class EvidenceRecorded(_What, frozen=True, kw_only=True, tag="evidence_recorded"):
    """Evidence was added, or changed when its id is known."""

    evidence: Evidence
    seen: Seen = None
    touched: Touched = None
    taken_from: JournalId = ""
    waits: bool = False


class EvidenceRemoved(_What, frozen=True, kw_only=True, tag="evidence_removed"):
    """Evidence no longer counts. It stays in the history."""

    evidence: Id
    seen: Seen = None


class EvidenceLinked(_What, frozen=True, kw_only=True, tag="evidence_linked"):
    """A checkpoint rests on this evidence."""

    evidence: Id
    checkpoint: Id
    seen: Seen = None
    waits: bool = False


class EvidenceUnlinked(_What, frozen=True, kw_only=True, tag="evidence_unlinked"):
    """A checkpoint no longer rests on this evidence."""

    evidence: Id
    checkpoint: Id
    seen: Seen = None


class ActionSet(_What, frozen=True, kw_only=True, tag="action_set"):
    """An action was added, or changed when its id is known."""

    action: Action
    seen: Seen = None
    touched: Touched = None
    taken_from: JournalId = ""
    waits: bool = False


class ActionWithdrawn(_What, frozen=True, kw_only=True, tag="action_withdrawn"):
    """An action is no longer planned. It stays in the history."""

    action: Id
    seen: Seen = None


class VerdictSet(_What, frozen=True, kw_only=True, tag="verdict_set"):
    """A person set a verdict, or took it back (None)."""

    criterion: Id
    verdict: SetVerdict | None
    seen: Seen = None


class RecommendationSet(_What, frozen=True, kw_only=True, tag="recommendation_set"):
    """A recommendation was recorded, or changed when its id is known."""

    recommendation: Recommendation
    seen: Seen = None
    touched: Touched = None


class FollowUpSet(_What, frozen=True, kw_only=True, tag="follow_up_set"):
    """A person judged how a recommendation was followed up, or took it back (None)."""

    recommendation: Id
    verdict: SetFollowUp | None
    seen: Seen = None


class SampleDrawn(_What, frozen=True, kw_only=True, tag="sample_drawn"):
    """A file sample was drawn. The earlier draws of the same frame stay in the history."""

    sample: DrawnSample
    seen: Seen = None


class StatementGiven(_What, frozen=True, kw_only=True, tag="statement_given"):
    """The chief municipal executive's statement on the assessment (uttalelse)."""

    text: Text = ""
    date: Day
    seen: Seen = None


class CriteriaUpgraded(_What, frozen=True, kw_only=True, tag="criteria_upgraded"):
    """The assessment went over to another version of its set, or an audit got one to choose from.

    `comes_from` goes from a checkpoint of the new version to those it came from, whether they
    were answered or not: an answer that arrives late is carried too. It goes from a criterion to
    those it took over from as well: actions are carried. `carried`, in events from
    before, goes to the one its answer came from. The old answer stays where it was.
    """

    criteria_set: str
    carried: dict[Id, Id] = msgspec.field(default_factory=dict)
    comes_from: dict[Id, tuple[Id, ...]] = msgspec.field(default_factory=dict)
    seen: Seen = None


class Undone(_What, frozen=True, kw_only=True, tag="undone"):
    """An earlier event no longer counts, nor do those written in the same step (`also`).

    Undoing an `Undone` brings them back.
    """

    event: str
    also: tuple[str, ...] = ()


class WentBack(_What, frozen=True, kw_only=True, tag="went_back"):
    """The assessment went back to what it was after the event `to`.

    `events` are all that were known to come after it, undoings too: none of them counts. What
    somebody wrote elsewhere meanwhile is not among them, and stays.
    """

    to: str
    events: tuple[str, ...]


class RoundStarted(_What, frozen=True, kw_only=True, tag="round_started"):
    """From now on each answers alone, without seeing the others; `people` are those expected."""

    people: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=120)], ...], TYPED] = ()


class AnsweredAlone(_What, frozen=True, kw_only=True, tag="answered_alone"):
    """A person's own answer in a round. It is never the answer of the assessment."""

    round: str
    checkpoint: Text = ""
    answer: Annotated[Answer, TYPED] = Answer()


class RoundOpened(_What, frozen=True, kw_only=True, tag="round_opened"):
    """The round is over, and everybody sees what each answered."""

    round: str


class Corrected(_What, frozen=True, kw_only=True, tag="corrected"):
    """What the assessment is about was corrected, in the fields that are `touched`."""

    municipality: Municipality | None = None
    date: WholeDate | None = None
    title: Text = ""
    begins: WholeDate | None = None
    ends: WholeDate | None = None
    seen: Seen = None
    touched: tuple[str, ...] = ()


class SignedOff(_What, frozen=True, kw_only=True, tag="signed_off"):
    """Who answers for the assessment approved it as it was (godkjenning). It is never undone.

    Attributes:
        heads: the digests of the heads of the journal then: what is not below them came later.
        kontrollsum: the kontrollsum of the journal then, as it is printed.
        ends: the last day of the assessment, where nobody had said it.
    """

    role: Text = ""
    date: WholeDate
    heads: tuple[str, ...]
    kontrollsum: str
    ends: WholeDate | None = None
    seen: Seen = None


class Claimed(_What, frozen=True, kw_only=True, tag="claimed"):
    """The author says that what was written under another name is their own."""

    name: Text = ""


class Joined(_What, frozen=True, kw_only=True, tag="joined"):
    """The author began to share the assessment with others through a folder."""


class Left(_What, frozen=True, kw_only=True, tag="left"):
    """The author shares it through a folder no longer; what was shared stays with all."""


COPIED_FILE = "evidence.file"
"""The path of what was erased, where it is the bytes of a file."""


class Erased(_What, frozen=True, kw_only=True, tag="erased"):
    """A text of an earlier event was erased for good, or the bytes of a file that it holds.

    `path` is the way to the field: `answer.comment`, `COPIED_FILE`. It is never undone.
    """

    event: str
    path: str
    reason: Text = ""


class Begun(_What, frozen=True, kw_only=True, tag="begun"):
    """A journal of another kind than an assessment began; `kind` is what the store calls it.

    `criteria_set` is the fingerprint of the set it chooses from; empty where there is none.
    """

    kind: Annotated[str, Meta(pattern="^[a-z]+$")]
    criteria_set: Annotated[str, Meta(pattern="^[0-9a-f]*$")] = ""


class FieldRecorded(_What, frozen=True, kw_only=True, tag="field_recorded"):
    """A field of a thing was given a value, in a journal of another kind than an assessment.

    `kind` and `id` are the thing's. What a person typed is in `text`, and everything else, as
    JSON has it, in `value`. What the kinds and their fields are is said where the journal is read.
    """

    kind: Annotated[str, Meta(pattern="^[a-z][a-z-]*$")]
    id: Id
    field: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
    value: Any = None
    text: Text = ""
    seen: Seen = None


What = (
    PersonNamed
    | Created
    | PredecessorNamed
    | Answered
    | EvidenceRecorded
    | EvidenceRemoved
    | EvidenceLinked
    | EvidenceUnlinked
    | ActionSet
    | ActionWithdrawn
    | VerdictSet
    | RecommendationSet
    | FollowUpSet
    | SampleDrawn
    | StatementGiven
    | CriteriaUpgraded
    | Undone
    | WentBack
    | RoundStarted
    | AnsweredAlone
    | RoundOpened
    | Erased
    | Joined
    | Left
    | Corrected
    | SignedOff
    | Claimed
    | Begun
    | FieldRecorded
)


class Event(_Value, frozen=True, kw_only=True):
    """What happened, by whom and when, as it stands in the order of the journal.

    Attributes:
        id: 26 hex digits that sort by time; further events of a write add `-0001` and on.
        step: what events of one write have in common, or empty for the first of them.
        previous: in events from before writes, the digest of the author's event before.
        replica: the store it was written in; empty in events from before writes.
        write: the digest of the write it is part of.
        parents: the digests of the writes that one builds on; not kept in events from before
            writes, where `previous` is.
    """

    id: str
    at: datetime
    author: Author
    what: What
    step: str = ""
    previous: str = ""
    replica: str = ""
    write: str = ""
    parents: tuple[str, ...] = ()

    @property
    def of_step(self) -> str:
        """What events of one write have in common."""
        return self.step or self.id

    @property
    def place(self) -> tuple[str, str, str]:
        """Its place in the one order that every store agrees on."""
        return self.step or self.id, self.write, self.id
