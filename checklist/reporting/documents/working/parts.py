"""What the four papers used on the way are made of: preparation, request, interview, fact check.

As in `model.py`, every text is in the reader's language and every order is decided. A checkpoint
goes by the number of its criterion and its place there (K3.2), the same in all four.
"""

from checklist.reporting.model import EvidenceUse, Fact, Reference
from checklist.words import Part, Wording


class ToFind(Part, frozen=True, kw_only=True):
    """Something that would show an answer, how old it may be, and the checkpoints it is for."""

    kind: str
    what: Wording
    age: str
    points: tuple[str, ...]


class ToCount(Part, frozen=True, kw_only=True):
    """A number to note. `among` is what it is counted in; `unit` is empty where it has none."""

    what: Wording
    among: Wording | None
    unit: str


class PreparedQuestion(Part, frozen=True, kw_only=True):
    """A checkpoint as it is taken to somebody who may know the answer.

    `answer` is what has been answered already, or empty. `answered_by` is who should answer
    where that is another role than the one it is listed under.
    """

    number: str
    question: Wording
    yes_means: Wording
    decisive: bool
    ask: Wording | None
    count: ToCount | None
    answer: str
    answered_by: Wording | None


class PreparedCriterion(Part, frozen=True, kw_only=True):
    """A criterion with its questions to one role."""

    reference: Reference
    requirement: Wording
    questions: tuple[PreparedQuestion, ...]


class RolePreparation(Part, frozen=True, kw_only=True):
    """What one role is asked, what to find first, and how much it is.

    `also` are questions that another role answers, and this one is asked about too.
    """

    role: Wording
    anchor: str
    says: str
    asked: int
    decisive: int
    answered: int
    to_find: tuple[ToFind, ...]
    criteria: tuple[PreparedCriterion, ...]
    also: tuple[PreparedQuestion, ...]


class Preparation(Part, frozen=True, kw_only=True):
    """Every question, by whom to ask. `answers` are the words of the boxes to tick."""

    says: tuple[str, ...]
    answers: tuple[str, ...]
    roles: tuple[RolePreparation, ...]


class RequestedFor(Part, frozen=True, kw_only=True):
    """A checkpoint that something is asked for."""

    number: str
    criterion: Wording
    question: Wording


class Requested(Part, frozen=True, kw_only=True):
    """One line of a request: any of `wanted` is enough. `present` is what there is, and why not.

    `note` says what else the sender must know, or is empty.
    """

    number: str
    wanted: tuple[ToFind, ...]
    note: str
    points: tuple[RequestedFor, ...]
    present: tuple[EvidenceUse, ...]


class RoleRequest(Part, frozen=True, kw_only=True):
    """What one role is asked to send."""

    role: Wording
    anchor: str
    says: str
    requested: tuple[Requested, ...]


class Requests(Part, frozen=True, kw_only=True):
    """What is missing or too weak, by the role that can get it."""

    says: tuple[str, ...]
    roles: tuple[RoleRequest, ...]


class TalkPoint(Part, frozen=True, kw_only=True):
    """A checkpoint to talk about, and what was answered."""

    number: str
    fact: Fact


class ToSay(Part, frozen=True, kw_only=True):
    """A question to say aloud, and the checkpoints it is about."""

    says: Wording
    points: tuple[str, ...]


class YesMeans(Part, frozen=True, kw_only=True):
    """What must hold for one checkpoint before its answer is yes."""

    number: str
    means: Wording


class FollowUpQuestion(Part, frozen=True, kw_only=True):
    """What to go on with, from the answers given: a question, and what to hold against it."""

    label: str
    says: str
    show: tuple[ToFind, ...] = ()
    yes_means: tuple[YesMeans, ...] = ()
    actions: tuple[str, ...] = ()


class CriterionTalk(Part, frozen=True, kw_only=True):
    """A criterion in an interview: what was answered, what to ask, what to go on with."""

    reference: Reference
    points: tuple[TalkPoint, ...]
    asks: tuple[ToSay, ...]
    follow_ups: tuple[FollowUpQuestion, ...]


class ClashTalk(Part, frozen=True, kw_only=True):
    """Answers that don't go together, asked about at once."""

    says: Wording
    points: tuple[TalkPoint, ...]
    asks: tuple[ToSay, ...]
    settle: str


class ThemeTalk(Part, frozen=True, kw_only=True):
    """A theme in an interview, the most serious criteria first."""

    reference: Reference
    clashes: tuple[ClashTalk, ...]
    criteria: tuple[CriterionTalk, ...]


class RoleTalk(Part, frozen=True, kw_only=True):
    """An interview with one role, the most serious themes first."""

    role: Wording
    anchor: str
    says: str
    themes: tuple[ThemeTalk, ...]


class InterviewGuide(Part, frozen=True, kw_only=True):
    """How to open, what to ask whom, how to close, and what to do with the minutes."""

    says: tuple[str, ...]
    opening: tuple[str, ...]
    first: tuple[str, ...]
    roles: tuple[RoleTalk, ...]
    last: tuple[str, ...]
    afterwards: tuple[str, ...]


class CheckedFact(Part, frozen=True, kw_only=True):
    """A fact to confirm or correct. Nothing here says what it amounts to."""

    number: str
    question: Wording
    answer: str
    comment: str
    figures: str
    place: str
    evidence: tuple[Reference, ...]
    remark: str


class CriterionToCheck(Part, frozen=True, kw_only=True):
    """The facts of one criterion, and which of its checkpoints have none."""

    reference: Reference
    facts: tuple[CheckedFact, ...]
    unanswered: tuple[str, ...]


class ThemeFacts(Part, frozen=True, kw_only=True):
    """The criteria of a theme that have facts."""

    reference: Reference
    criteria: tuple[CriterionToCheck, ...]


class FactCheck(Part, frozen=True, kw_only=True):
    """Facts to confirm. `silent` are the criteria that nothing is answered to."""

    says: tuple[str, ...]
    themes: tuple[ThemeFacts, ...]
    silent: tuple[Reference, ...]
