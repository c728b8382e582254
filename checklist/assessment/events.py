"""What can happen to an assessment. Nothing else changes one.

An event is who, when and what. Its id sorts by time. `previous` is the digest of the event
before it by the same author, so that a changed or missing event can be found.
"""

import hashlib
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

from checklist.assessment.evidence import Evidence
from checklist.assessment.typed_dates import KnownDate, WholeDate
from checklist.criteria import AnswerValue, Id
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase


class _Value(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """An immutable value inside an event."""


class Municipality(_Value, frozen=True, kw_only=True):
    """The municipality by number and name, as they were at the date of the assessment."""

    number: Annotated[str, Meta(pattern=r"^\d{4}$")]
    name: Annotated[str, Meta(min_length=1, max_length=80)]


class Author(_Value, frozen=True, kw_only=True):
    """Who did it. The name tells authors apart; the role is what reports show."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    role: str = ""


class Answer(_Value, frozen=True, kw_only=True):
    """What was answered to a checkpoint, and which wording it was given for (`fingerprint`)."""

    value: AnswerValue | None = None
    comment: str = ""
    place: str = ""
    count: int | None = None
    of: int | None = None
    number: float | None = None
    ask: Id | None = None
    fingerprint: str = ""


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
    """

    id: Id
    criterion: Id
    what: Annotated[str, Meta(min_length=1)]
    role: str = ""
    deadline: WholeDate | None = None
    status: ActionStatus = ActionStatus.PLANNED
    effect: str = ""
    cause: str = ""
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
    text: Annotated[str, Meta(min_length=1)]
    given_by: str = ""
    date: KnownDate | None = None
    case: str = ""
    place: str = ""
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
    reason: Annotated[str, Meta(min_length=1)]


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
    reason: Annotated[str, Meta(min_length=1)]


class _What(_Value, frozen=True, kw_only=True, tag_field="type"):
    """What happened."""


class Created(_What, frozen=True, kw_only=True, tag="created"):
    """The assessment began. `criteria_set` is the fingerprint of the set as it was."""

    municipality: Municipality
    criteria_set: str
    date: date
    title: str = ""


class Answered(_What, frozen=True, kw_only=True, tag="answered"):
    """A checkpoint was answered; an answer without value takes the earlier one away.

    `seen` are the answers by others, by the ids of their events, that its author had in front of
    them. None, as in events from before this was kept, counts as having seen all of them.
    """

    checkpoint: Id
    answer: Answer
    seen: tuple[str, ...] | None = None


class EvidenceRecorded(_What, frozen=True, kw_only=True, tag="evidence_recorded"):
    """Evidence was added, or changed when its id is known."""

    evidence: Evidence


class EvidenceRemoved(_What, frozen=True, kw_only=True, tag="evidence_removed"):
    """Evidence no longer counts. It stays in the history."""

    evidence: Id


class EvidenceLinked(_What, frozen=True, kw_only=True, tag="evidence_linked"):
    """A checkpoint rests on this evidence."""

    evidence: Id
    checkpoint: Id


class EvidenceUnlinked(_What, frozen=True, kw_only=True, tag="evidence_unlinked"):
    """A checkpoint no longer rests on this evidence."""

    evidence: Id
    checkpoint: Id


class ActionSet(_What, frozen=True, kw_only=True, tag="action_set"):
    """An action was added, or changed when its id is known."""

    action: Action


class ActionWithdrawn(_What, frozen=True, kw_only=True, tag="action_withdrawn"):
    """An action is no longer planned. It stays in the history."""

    action: Id


class VerdictSet(_What, frozen=True, kw_only=True, tag="verdict_set"):
    """A person set a verdict, or took it back (None)."""

    criterion: Id
    verdict: SetVerdict | None


class RecommendationSet(_What, frozen=True, kw_only=True, tag="recommendation_set"):
    """A recommendation was recorded, or changed when its id is known."""

    recommendation: Recommendation


class FollowUpSet(_What, frozen=True, kw_only=True, tag="follow_up_set"):
    """A person judged how a recommendation was followed up, or took it back (None)."""

    recommendation: Id
    verdict: SetFollowUp | None


class StatementGiven(_What, frozen=True, kw_only=True, tag="statement_given"):
    """The chief municipal executive's statement on the assessment (uttalelse)."""

    text: str
    date: date


class CriteriaUpgraded(_What, frozen=True, kw_only=True, tag="criteria_upgraded"):
    """The assessment went over to another version of its set.

    `carried` goes from a checkpoint of the new version to the one its answer came from. The old
    answer stays where it was.
    """

    criteria_set: str
    carried: dict[Id, Id] = msgspec.field(default_factory=dict)


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

    people: tuple[Annotated[str, Meta(min_length=1, max_length=120)], ...] = ()


class AnsweredAlone(_What, frozen=True, kw_only=True, tag="answered_alone"):
    """A person's own answer in a round. It is never the answer of the assessment."""

    round: str
    checkpoint: Id
    answer: Answer


class RoundOpened(_What, frozen=True, kw_only=True, tag="round_opened"):
    """The round is over, and everybody sees what each answered."""

    round: str


What = (
    Created
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
    | StatementGiven
    | CriteriaUpgraded
    | Undone
    | WentBack
    | RoundStarted
    | AnsweredAlone
    | RoundOpened
)


class Event(_Value, frozen=True, kw_only=True):
    """One entry in the journal.

    `step` is the id of the first event of the same write, or empty for that event itself: what a
    person did at once is undone at once.
    """

    id: str
    at: datetime
    author: Author
    previous: str
    what: What
    step: str = ""

    @property
    def of_step(self) -> str:
        """What events of one write have in common."""
        return self.step or self.id


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Event)


class UnstorableEvent(SamsjekkError):
    """An event that could not be read back as it is."""


def encode(event: Event) -> bytes:
    """The event as the bytes that are stored and digested.

    Raises:
        UnstorableEvent: `decode` would refuse the bytes, or make another event of them.
    """
    try:
        body = _encoder.encode(event)
        if decode(body) == event:
            return body
        reason: object = "NaN"
    except (msgspec.ValidationError, UnicodeError, OverflowError) as error:
        reason = error
    raise UnstorableEvent(
        phrase(
            "Dette kan ikke lagres: et felt er tomt, for langt eller har tegn og tall som ikke "
            "kan skrives ({reason}). Rett det og prøv igjen.",
            reason=reason,
        )
    )


def decode(body: bytes) -> Event:
    """The event that `encode` made these bytes of.

    Raises:
        msgspec.ValidationError: the bytes are not an event this version knows.
    """
    return _decoder.decode(body)


def digest(body: bytes) -> str:
    """The digest the author's next event carries as `previous`."""
    return hashlib.sha256(body).hexdigest()


def event_id(at: datetime, after: str, noise: int) -> str:
    """A 26-digit hex id that sorts by time and comes after the id `after`.

    48 bits of milliseconds, then 56 bits of noise that tell two machines' events apart. When
    the clock stands still or goes back, the id before is counted up instead.
    """
    candidate = (int(at.timestamp() * 1000) << 56) | (noise & (1 << 56) - 1)
    if after:
        candidate = max(candidate, int(after, 16) + 1)
    return f"{candidate:026x}"
