"""One open assessment: journal, state and appraisal kept in step.

The terminal UI, the line-by-line walk and the commands all change assessments through this one
class. What a wish becomes is decided in `assessment.deciding`; here it is written and followed.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from checklist.appraisal import (
    RULES,
    Agenda,
    Appraisal,
    CriterionAppraisal,
    Opinion,
    agenda,
    appraise,
    appraise_criterion,
    common_answer,
    differing,
    progress,
)
from checklist.assessment import (
    Action,
    Answer,
    Answered,
    AnsweredAlone,
    Assessment,
    Author,
    BeforeUpgrade,
    Carrying,
    CriteriaUpgraded,
    Document,
    DrawnSample,
    Erased,
    Event,
    Evidence,
    EvidenceRecorded,
    FileReference,
    FileState,
    Kontrollsum,
    Names,
    PredecessorNamed,
    Recommendation,
    Round,
    RoundOpened,
    SetFollowUp,
    SetVerdict,
    SinceSignOff,
    Situation,
    Thing,
    Undone,
    VerdictSet,
    WayBack,
    WentBack,
    What,
    action_named,
    after,
    as_seen_alone,
    carried,
    carrying,
    counting,
    deciding,
    evidence_named,
    fold,
    in_order,
    kontrollsum,
    named,
    recommendation_named,
    refuse_personal_numbers,
    rounds_of,
    seen_by_undone,
    since_sign_off,
    until,
    visible_to,
)
from checklist.assessment.answer_file import changes, load_answers
from checklist.assessment.deciding import FormAnswer
from checklist.criteria import (
    AnswerValue,
    Checkpoint,
    Comparison,
    CriteriaSet,
    Criterion,
    Role,
    SampleFrame,
    Theme,
    checkpoint_fingerprint,
    with_references,
)
from checklist.errors import SamsjekkError
from checklist.i18n import phrase, phrases
from checklist.machine import Environment
from checklist.session.correcting import ask_about
from checklist.session.history import HistoryLine, history_lines, kept_set, sets_before
from checklist.session.staged_copies import StagedCopies, copies_in, files_of
from checklist.store import (
    EvidenceFiles,
    Journal,
    ReferenceFiles,
    SeenFiles,
    StoreError,
    TakenBack,
    Watch,
    Why,
    beside,
    saving,
    see_files,
    unwatched,
)
from checklist.words import Earlier

_JOURNAL_DIGITS = 16


class KnownFile(NamedTuple):
    """A recorded file: where it is, and what people know it as."""

    path: Path
    name: str
    copied: bool = False


class NoFile(SamsjekkError):
    """The evidence has no file."""


class Session:
    """An assessment that is open for reading and answering.

    What changes it raises a `SamsjekkError` where it is refused; nothing was changed then.

    Attributes:
        criteria_set: the set as it was when the assessment began.
        shared: the state after every event known so far.
        assessment: what this session shows: `shared`, or in a round only one's own answers.
        round: the round this session answers alone in, or None.
        saved_at: when this session last wrote, or None.
        faults: what can't be read of the history, in words; the rest can be used.
        received: the day it was received, of an assessment that is read from the file somebody
            handed over; None for one that is kept here.
    """

    def __init__(
        self,
        journal: Journal,
        assessment: str,
        author: Author,
        files: EvidenceFiles,
        *,
        alone: bool = False,
    ) -> None:
        """With `alone`, the session takes part in rounds; without, it shows what all share."""
        self.journal = journal
        self.author = author
        self.files = files
        self.saved_at: datetime | None = None
        self.file_states: dict[str, FileState] = {}
        self.round: Round | None = None
        self.received: date | None = None
        self.assessment: Assessment
        self.appraisal: Appraisal
        self._seen: Assessment
        self._takes_part = alone
        self._before: Assessment | None = None
        self._settles: Container[str] = ()
        self._version = journal.version()
        news = journal.news(assessment)
        self._events = list(news.events)
        self._arrived = news.arrived
        self.faults = news.faults
        self._undone = seen_by_undone(self._events)
        self.shared: Assessment = fold(assessment, self._events)
        self._rounds: tuple[Round, ...] | None = None
        self._since: SinceSignOff | None = None
        self._copies = StagedCopies(files, assessment)
        if not self.faults:
            # What can't be read may be the record of a copy, or whose folder this is.
            files.tidy(assessment, lambda: copies_in(event.what for event in self._events))
        self._take_set()
        self._note_shown()
        self._show()

    def answers_as(self, author: Author) -> None:
        """Who answers from now on."""
        self.author = author
        self._show()

    @property
    def home(self) -> Path:
        """The folder that the assessments lie in. Nothing else is written there."""
        return self.journal.path.parent

    # -- looking things up --------------------------------------------------------------

    def criterion(self, name: str) -> Criterion:
        """The criterion with this id, or `UnknownName` with the nearest."""
        return self._names.criterion(name)

    def criterion_of(self, checkpoint: str) -> Criterion:
        """The criterion that a checkpoint belongs to, or `UnknownName` with the nearest."""
        return self._names.criterion_of(checkpoint)

    def checkpoint(self, name: str) -> Checkpoint:
        """The checkpoint with this id, or `UnknownName` with the nearest."""
        return self._names.checkpoint(name)

    def role(self, name: str) -> Role:
        """The role with this id, or `UnknownName` with the nearest."""
        return self._names.role(name)

    def theme(self, name: str) -> Theme:
        """The theme with this id, or `UnknownName` with the nearest."""
        themes = {theme.id: theme for theme in self.criteria_set.themes}
        return named(themes, name, phrase("Temaet «{name}» finnes ikke.", name=name))

    def evidence(self, name: str) -> Evidence:
        """The evidence with this id, or `UnknownName` with the nearest."""
        return evidence_named(self.assessment, name)

    def recommendation(self, name: str) -> Recommendation:
        """The recommendation with this id, or `UnknownName` with the nearest."""
        return recommendation_named(self.assessment, name)

    def action(self, name: str) -> Action:
        """The action with this id, or `UnknownName` with the nearest."""
        return action_named(self.assessment, name)

    def appraised(self, criterion: str) -> CriterionAppraisal:
        """The appraisal of one criterion."""
        return self.appraisal.criteria[self.criterion(criterion).id]

    @property
    def rounds(self) -> tuple[Round, ...]:
        """Every round there has been, the last one last."""
        if self._rounds is None:
            self._rounds = rounds_of(self._events)
        return self._rounds

    @property
    def running(self) -> Round | None:
        """The round that people answer alone in now, whether this session takes part or not."""
        return self.rounds[-1] if self.rounds and self.rounds[-1].running else None

    def history(self) -> tuple[HistoryLine, ...]:
        """Every event this author may see, the newest first."""
        return history_lines(self._events_seen(), self._events, self.since_sign_off())

    def _events_seen(self) -> Sequence[Event]:
        """Every event this author may see, in order."""
        return visible_to(self.author.name, self._events) if self.running else self._events

    def document_with(self, sha256: str) -> Document | None:
        """The first document that rests on a file with this content, or None."""
        for recorded in self.assessment.evidence.values():
            match recorded.value:
                case Document(file=FileReference(sha256=known)) as document if known == sha256:
                    return document
        return None

    def rest_on(self, evidence: str) -> tuple[str, ...]:
        """The checkpoints whose answers rest on evidence, in the order of the set."""
        links = self.assessment.links
        return tuple(name for name in self._names.checkpoints if evidence in links.get(name, ()))

    def wording_answered(self, checkpoint: str) -> Checkpoint | None:
        """The checkpoint as it was worded when it was answered; None when it is not known.

        An answer of an earlier assessment that waits was given there.
        """
        waiting = self.assessment.waiting_answer(checkpoint)
        answer = waiting or self.assessment.answer(checkpoint)
        if answer is None:
            return None
        for earlier in (*self._earlier_sets(), *self._sets_of_predecessors(), self.criteria_set):
            for criterion in earlier.criteria:
                for point in criterion.checkpoints:
                    if checkpoint_fingerprint(criterion, point) == answer.fingerprint:
                        return point
        return None

    def earlier(self) -> Earlier:
        """What the events of the history do not say alone, for putting them into words."""
        return Earlier.of(self._events_seen(), tuple(self._earlier_sets()))

    def before_upgrades(self) -> tuple[BeforeUpgrade, ...]:
        """What was so before each upgrade that counts, the first one first."""
        upgrades = [e for e in counting(self._events) if isinstance(e.what, CriteriaUpgraded)]
        found = []
        for upgrade in upgrades:
            state = fold(self.shared.id, (e for e in self._events if e.place < upgrade.place))
            found.append(BeforeUpgrade(state, self._set(state.criteria_set)))
        return tuple(found)

    def _earlier_sets(self) -> Iterator[CriteriaSet]:
        """The versions of the set that have been in force and are not, the last one first."""
        return map(self._set, sets_before(self._events, self.shared.criteria_set))

    def _sets_of_predecessors(self) -> Iterator[CriteriaSet]:
        """The sets of earlier assessments that something waits from, where they are here."""
        for predecessor in self.shared.predecessors.values():
            with suppress(StoreError):
                yield self._set(predecessor.criteria_set)

    def kontrollsum(self, rules: str = RULES) -> Kontrollsum:
        """What proves later that the history up to now is as it was (`graph`).

        `rules` is the version of the rules that whoever made it judged by.
        """
        of, heads, writes = self.journal.heads(self.shared.id)
        return kontrollsum(of, heads, rules, self.shared.criteria_set, writes)

    def sharing(self) -> Session:
        """The same assessment as all share it, also while this session answers alone."""
        return Session(self.journal, self.shared.id, self.author, self.files)

    # -- answers ------------------------------------------------------------------------

    def answer(self, checkpoint: str, value: AnswerValue | None) -> None:
        """Answer a checkpoint, keeping its comment and numbers; None takes the answer away."""
        at, disputed = self._now(), bool(self.differing(checkpoint))
        self._write(*deciding.value(at, checkpoint, value, disputed=disputed))

    def set_answer(
        self,
        checkpoint: str,
        answer: Answer,
        *,
        rests_on: Iterable[str] = (),
        decides: bool = False,
    ) -> None:
        """Store a whole answer, and link evidence to it; `decides` as in `deciding.answer`."""
        at, disputed = self._now(), bool(self.differing(checkpoint))
        happened = deciding.answer(
            at, checkpoint, answer, rests_on=rests_on, decides=decides, disputed=disputed
        )
        self._write(*happened)

    def comment(self, checkpoint: str, text: str) -> None:
        """Set the comment to a checkpoint, keeping the answer."""
        self._write(*deciding.comment(self._now(), checkpoint, text))

    def set_fields(self, checkpoint: str, **typed: Any) -> None:
        """Give some fields of an answer a value, and leave the others as they are."""
        self._write(*deciding.about(self._now(), checkpoint, typed))

    # -- evidence -----------------------------------------------------------------------

    def record_evidence(self, evidence: Evidence, checkpoints: Iterable[str] = ()) -> None:
        """Add evidence, or change it when its id is known, and link it to checkpoints."""
        self.record_several((evidence,), checkpoints)

    def record_several(self, several: Iterable[Evidence], checkpoints: Iterable[str]) -> None:
        """Add several pieces of evidence in one step, each linked to the same checkpoints."""
        several = tuple(several)
        with self._staging(files_of(several)):
            self._write(*self._recording(several, checkpoints))

    def refuse_evidence(self, several: Iterable[Evidence], checkpoints: Iterable[str]) -> None:
        """Stop evidence that would be refused, before its files are copied."""
        refuse_personal_numbers(*several)
        self._recording(several, checkpoints)

    def _recording(self, several: Iterable[Evidence], checkpoints: Iterable[str]) -> Sequence[What]:
        return deciding.record(self._now(), several, checkpoints, Environment.today())

    def record_again(self, evidence: str) -> None:
        """Let a document rest on its file as the file is now. The history keeps what it was.

        Raises:
            EvidenceFileError: the file can't be read.
        """
        self.record_evidence(self.read_again(evidence))

    def read_again(self, evidence: str, watch: Watch = unwatched) -> Evidence:
        """A document with its file as the file is now, to be recorded; `record_file` says more.

        Raises:
            EvidenceFileError: the file can't be read.
        """
        before = self.evidence(evidence)
        if not isinstance(before, Document) or before.file is None:
            return before
        path, name = self.files.fetch(self.assessment.id, before.file), before.file.known_as
        copy = before.file.copied
        file = self.record_file(path, copy=copy, name=name, sure=True, watch=watch)
        return msgspec.structs.replace(before, file=file)

    def record_file(
        self,
        path: Path,
        *,
        copy: bool,
        name: str | None = None,
        sure: bool = False,
        watch: Watch = unwatched,
    ) -> FileReference:
        """Take the digest of a file and, with `copy`, a copy of it, as `StagedCopies.record`."""
        return self._copies.record(path, copy=copy, name=name, sure=sure, watch=watch)

    def file_is_at_hand(self, evidence: str) -> bool:
        """Whether `file_of` has nothing to fetch, which may take long."""
        found = self.evidence(evidence)
        file = found.file if isinstance(found, Document) else None
        return file is None or self.files.is_at_hand(self.assessment.id, file)

    def file_of(self, evidence: str, watch: Watch = unwatched) -> KnownFile:
        """Where the file of a document is, and what it is known as.

        Raises:
            UnknownName: there is no such evidence.
            NoFile: it has no file, or the file did not come along with what was received.
            StoreError, EvidenceFileError: it can't be fetched from where it is kept.
        """
        found = self.evidence(evidence)
        file = found.file if isinstance(found, Document) else None
        if file is None:
            raise NoFile(phrase("«{title}» har ingen fil.", title=found.title))
        path = self.files.fetch(self.assessment.id, file, watch)
        if self.received is not None and not (file.copied and path.is_file()):
            raise NoFile(
                phrase("Filen til «{title}» fulgte ikke med. Be om å få den.", title=found.title)
            )
        return KnownFile(path, file.known_as, file.copied)

    def discard_copies(self, files: Iterable[FileReference]) -> None:
        """Remove the copies of these files that no evidence was recorded with."""
        self._copies.discard(files)

    def _staging(self, files: Collection[FileReference]) -> AbstractContextManager[None]:
        # A copy that was lost is put back, also where nothing else changed.
        return self._copies.until_recorded(files, lambda: (e.what for e in self._events))

    def has_copy(self, evidence: str) -> bool:
        """Whether a copy of a file is kept for evidence, now or for the history."""
        return bool(deciding.copies_of(self._events, evidence))

    def erase_evidence(self, evidence: str, reason: str) -> tuple[str, ...]:
        """Remove the copies of a piece of evidence for good, and let the history say so.

        What other evidence has the same content of, is kept; the titles of that are returned.

        Raises:
            UnknownName, Refused, NothingToErase: as `deciding.erase_evidence`.
            EvidenceFileError: a copy could not be removed; nothing was written.
        """
        at = self._now()
        happened = deciding.erase_evidence(at, evidence, reason)
        others = {
            recorded.value.file.sha256: recorded.value.title
            for name, recorded in self.shared.all_evidence.items()
            if name != evidence
            and isinstance(recorded.value, Document)
            and recorded.value.file is not None
            and recorded.value.file.copied
        }
        copies = deciding.copies_of(at.events, evidence)
        for file in copies:
            if file.sha256 not in others:
                self.files.erase(self.shared.id, file)
        # The files go first, so that the history never says of one that is here that it is erased.
        self.journal.erase(self.shared.id, self.author, *happened)
        self.file_states.pop(evidence, None)
        self._catch_up(shown=True)
        return tuple(others[file.sha256] for file in copies if file.sha256 in others)

    def new_evidence_id(self, further: int = 0) -> str:
        """A free id for evidence; `further` counts those given, but not recorded yet."""
        return deciding.evidence_id(self._events, os.urandom(2).hex(), further)

    def remove_evidence(self, evidence: str) -> None:
        """Stop counting evidence. It stays in the history."""
        self._write(*deciding.remove_evidence(self._now(), evidence))

    def link(self, evidence: str, checkpoint: str) -> None:
        """Let an answer rest on evidence already recorded."""
        self._write(*deciding.link(self._now(), evidence, checkpoint))

    def unlink(self, evidence: str, checkpoint: str) -> None:
        """Stop letting an answer rest on evidence."""
        self._write(*deciding.unlink(self._now(), evidence, checkpoint))

    # -- samples ------------------------------------------------------------------------

    def draw_sample(
        self,
        frame: str,
        of: int | None,
        *,
        number: int | None = None,
        seed: str | None = None,
        why: str = "",
    ) -> DrawnSample:
        """Draw a file sample, from a new seed where none is given; the draw that stands then."""
        at = self._now()
        if seed is None:
            seed = Environment.new_seed()
        self._write(*deciding.sample(at, frame, of, seed, number=number, why=why))
        return self.shared.samples[frame].value

    def frame(self, name: str) -> SampleFrame:
        """The sample frame with this id, or `UnknownName` with the nearest."""
        return self._names.sample(name)

    # -- actions, verdicts, recommendations ---------------------------------------------

    def set_action(self, action: Action) -> None:
        """Add an action, or change it when its id is known."""
        self._write(*deciding.action(self._now(), action))

    def withdraw_action(self, name: str) -> None:
        """Stop planning an action. It stays in the history."""
        self._write(*deciding.withdraw_action(self._now(), name))

    def new_action_id(self, wanted: str | None = None) -> str:
        """The id that is wanted for a new action, or a free one."""
        return deciding.action_id(self._now(), wanted, os.urandom(2).hex())

    def set_verdict(self, criterion: str, verdict: SetVerdict | None) -> None:
        """Set a verdict instead of the derived one, with a reason; None takes it back."""
        self._write(*deciding.verdict(self._now(), criterion, verdict))

    def set_recommendation(self, recommendation: Recommendation) -> None:
        """Record what the municipality was asked to do, or change it when its id is known."""
        self._write(*deciding.recommendation(self._now(), recommendation))

    def new_recommendation_id(self) -> str:
        """A free id for a recommendation."""
        return deciding.recommendation_id(self.assessment, os.urandom(2).hex())

    def set_follow_up(self, recommendation: str, verdict: SetFollowUp | None) -> None:
        """Judge how it was followed up instead of the rule, with a reason; None takes it back."""
        self._write(*deciding.follow_up(self._now(), recommendation, verdict))

    def give_statement(self, text: str, day: date | None) -> None:
        """Record the chief municipal executive's statement."""
        self._write(*deciding.statement(self._now(), text, day))

    # -- what it is about, and who answers for it ----------------------------------------

    def correct(self, wanted: Mapping[str, Any], *, sure: bool = False) -> bool:
        """Correct municipality, date, title and period; `wanted` as in `deciding.correct`.

        Returns whether anything is another than before.

        Raises:
            Doubtful: the date is unusual, or other criteria or laws would apply, and nobody has
                said that they are `sure`.
        """
        at, today = self._now(), Environment.today()
        happened = deciding.correct(at, wanted, today, sure=True)
        if happened and not sure:
            ask_about(at, wanted, self.criteria_set, self.shared, today)
        self._write(*happened)
        return bool(happened)

    def sign_off(self, role: str, day: date | None) -> None:
        """Approve the assessment as it is now, on behalf of a role."""
        at = self._now()
        _of, heads, _writes = self.journal.heads(self.shared.id)
        proof = str(self.kontrollsum())
        self._write(
            *deciding.sign_off(at, role, day, Environment.today(), heads=heads, kontrollsum=proof)
        )

    def since_sign_off(self) -> SinceSignOff | None:
        """What came after the last sign-off; None where nobody has signed."""
        if not self.shared.sign_offs:
            return None
        if self._since is None:
            self._since = since_sign_off(self.shared, self._events)
        return self._since

    def is_after_sign_off(self, thing: Thing) -> bool:
        """Whether a thing was changed after the last sign-off."""
        since = self.since_sign_off()
        return since is not None and thing in since.things

    def claimable(self) -> tuple[str, ...]:
        """The other names that somebody has written under in this store."""
        return deciding.claimable(self._now(), self.journal.replicas())

    def claim(self, name: str) -> None:
        """Say that what was written under another name is one's own."""
        self._write(*deciding.claim(self._now(), name, self.journal.replicas()))

    # -- from a file, and to another version --------------------------------------------

    def apply(self, path: Path, *, sure: bool = False) -> int:
        """Apply an answer file, all of it or nothing; how many changes it made.

        Raises:
            FaultyFile: the file has faults; nothing was changed.
            EvidenceFileError: a file that it names can't be read, or is not in its folder.
            Doubtful: such a file is large, and nobody has said that they are `sure`.
        """
        at = self._now()
        deciding.refuse_alone(at)
        taken: list[FileReference] = []

        def take(name: str, copy: bool) -> FileReference:
            taken.append(self.record_file(beside(path, name), copy=copy, sure=sure))
            return taken[-1]

        with self._staging(taken):
            found = changes(
                load_answers(path, self.criteria_set, self.assessment, Environment.today()),
                self.criteria_set,
                self.assessment,
                take,
            )
            happened = [what for wish in found for what in deciding.applied(at, wish)]
            self._write(*happened)
        return len(happened)

    def apply_form(self, several: Sequence[FormAnswer]) -> tuple[int, tuple[FormAnswer, ...]]:
        """Store what forms came back with, in one step; how many changes that made.

        Also those that were left alone: this author has answered otherwise since they were sent.

        Raises:
            Refused: a number can't be right; the words say of which checkpoint.
        """
        at, happened = self._now(), list[What]()
        late = tuple(filled for filled in several if deciding.changed_since(at, filled))
        for filled in several:
            if filled in late:
                continue
            try:
                happened += deciding.form_answer(at, filled)
            except deciding.Refused as error:
                words = phrase("{cell}: {problem}", cell=filled.checkpoint, problem=error.words)
                raise deciding.Refused({"form": words}) from None
        self._write(*happened)
        return len(happened), late

    def compare(self, newer: CriteriaSet) -> Comparison:
        """What going over to another version of the set would mean for the answers."""
        return deciding.comparison(self.criteria_set, newer)

    def upgrade(self, newer: CriteriaSet) -> Comparison:
        """Go over to another version of the set. No answer is lost; changed ones are marked."""
        compared = self.compare(newer)
        upgraded = deciding.upgraded(self._now(), compared)
        self.journal.database.back_up(Why.UPGRADE)
        event = self.journal.upgrade(self.assessment.id, self.author, newer, upgraded)
        self.saved_at = event.at
        self._catch_up()
        return compared

    # -- from an earlier assessment -----------------------------------------------------

    def carry(self, earlier: Session, watch: Watch = unwatched) -> Carrying:
        """Take over what an earlier assessment has, to be confirmed, with copies of its files.

        Raises:
            Refused: this one can't begin from it.
        """
        asked = self.appraisal.asked
        found = carrying(earlier.shared, earlier.criteria_set, self.criteria_set, asked)
        sets = earlier.criteria_set, self.criteria_set
        deciding.carry(self._now(), earlier.shared, found, *sets)
        here: dict[str, Evidence] = {}
        taken: list[FileReference] = []
        with self._staging(taken):
            for piece in found.evidence:
                here[piece.id] = self._copied(piece, earlier, watch)
                taken += files_of((here[piece.id],))
            self._write(*carried(found, predecessor_of(earlier.journal, earlier.shared), here))
        lost = tuple(
            piece.title
            for piece in found.evidence
            if here[piece.id] is piece and any(file.copied for file in files_of((piece,)))
        )
        return msgspec.structs.replace(found, without_file=lost)

    def _copied(self, evidence: Evidence, earlier: Session, watch: Watch) -> Evidence:
        return self._copies.copied(evidence, earlier.files, earlier.shared.id, watch)

    def reuse(
        self,
        earlier: Session,
        evidence: str,
        checkpoints: Iterable[str] = (),
        watch: Watch = unwatched,
    ) -> str:
        """Use evidence of another assessment here too, with a copy of its file; its id here.

        Raises:
            UnknownName: it or a checkpoint does not exist.
            Refused: the other assessment is not of this municipality.
        """
        deciding.refuse_other_municipality(self.shared, earlier.shared)
        piece = self._copied(earlier.evidence(evidence), earlier, watch)
        predecessor = predecessor_of(earlier.journal, earlier.shared)
        with self._staging(files_of((piece,))):
            today = Environment.today()
            self._write(*deciding.record(self._now(), (piece,), checkpoints, today, predecessor))
        return piece.id

    def confirm(self, *checkpoints: str) -> None:
        """Let earlier answers that wait count here, with what they rest on, in one step."""
        self._write(*deciding.confirm(self._now(), checkpoints))

    def confirm_action(self, name: str) -> None:
        """Let an action of an earlier assessment be planned here too."""
        self._write(*deciding.confirm_action(self._now(), name))

    def take_from(self, predecessor: PredecessorNamed, checkpoint: str, answer: Answer) -> None:
        """Answer what an earlier assessment answered."""
        self._write(*deciding.take_from(self._now(), predecessor, checkpoint, answer))

    # -- taking back --------------------------------------------------------------------

    def undo(self) -> tuple[Event, ...]:
        """Take back this author's last step that still counts, and return what it did."""
        step, undone = deciding.undo(self._now(), self.journal.replicas())
        self._write(undone, shown=True)
        return step

    def redo(self) -> tuple[Event, ...]:
        """Bring back what this author undid last, and return it."""
        step, undone = deciding.redo(self._now(), self.journal.replicas())
        self._write(undone, shown=True)
        return step

    def moment(self, event: str) -> Event:
        """The event with this id, or with the only id that ends so."""
        return deciding.moment(self._now(), event)

    def at(self, event: str) -> Appraisal:
        """What all shared, and what it came to, just after an event."""
        state = fold(self.shared.id, until(self._events, self.moment(event)))
        return appraise(self.journal.criteria_set(state.criteria_set), state)

    def way_back(self, event: str) -> WayBack:
        """What going back to the moment after an event takes away."""
        return deciding.back_to(self._now(), event)

    def go_back(self, way: WayBack) -> None:
        """Take away what lies on the way back, and nothing that has come since it was found."""
        self._write(*deciding.go_back(self._now(), way), shown=True)

    def erase(self, thing: Thing, field: str, reason: str = "") -> int:
        """Erase for good all that anybody has written in a field; how many texts that was.

        The history says that it was done, and keeps everything else.

        Raises:
            NothingToErase: there is no text there.
            StoreError: it is erased, but the log beside the database may hold it yet.
        """
        erased = deciding.erasing(self._now(), thing, field, reason)
        self.journal.erase(self.shared.id, self.author, *erased)
        self._catch_up(shown=True)
        return len(erased)

    # -- first alone, then together -----------------------------------------------------

    def start_round(self, people: Iterable[str] = ()) -> None:
        """Let everybody answer alone from now on. `people` are the names of those expected."""
        self._write(*deciding.start_round(people), shown=True)

    def open_round(self) -> None:
        """Show everybody what each answered alone."""
        self._hear_others()
        self._write(*deciding.open_round(self.rounds), shown=True)

    def alone_progress(self) -> tuple[tuple[Author, int], ...]:
        """Who has answered in the last round, and how many checkpoints. Says nothing of what."""
        return progress(self.rounds[-1], self.appraisal.asked) if self.rounds else ()

    def differing(self, checkpoint: str) -> tuple[Opinion, ...]:
        """What people answered alone in the last round, where they have not decided together."""
        if self.round is not None or not self.rounds or self.running is not None:
            return ()
        return differing(self.rounds[-1], self.shared, checkpoint)

    def agenda(self) -> Agenda:
        """Where people differed in the last round."""
        return agenda(self.appraisal, deciding.opened_round(self.rounds))

    def take_over(self) -> int:
        """Answer together what all answered alike, in one step; how many that was."""
        at, alike = self._now(), self.agenda().alike
        common = {found.point.checkpoint.id: common_answer(found.opinions) for found in alike}
        self._write(*deciding.take_over(at, common), shown=True)
        return len(alike)

    # -- keeping in step ----------------------------------------------------------------

    def refresh(self) -> bool:
        """Take in what other programs have written. True when one has written since last asked.

        Also when a change of our own has taken it in already: a screen may not show it yet. From
        now on this author has seen what they answered.
        """
        version = self.journal.version()
        if version == self._version:
            return False
        self._version = version
        self._catch_up(shown=True)
        return True

    def check_files(self, *, content: bool) -> None:
        """See what became of recorded files; with `content`, read them to see if they changed.

        Those of an assessment that was received lie with whoever handed it over.
        """
        if self.received is not None:
            return
        self.take_in_look(see_files(self.assessment, self.files, self.file_states, content=content))

    def take_in_look(self, seen: SeenFiles) -> None:
        """Count what was seen of the files, but not of one that was recorded anew since."""
        found = {
            name: state
            for name, state in seen.states.items()
            if (recorded := self.assessment.evidence.get(name)) is not None
            and isinstance(recorded.value, Document)
            and recorded.value.file == seen.files[name]
        }
        if found != self.file_states:
            self.file_states = found
            self.appraisal = appraise(self.criteria_set, self.assessment, found)

    @property
    def seen(self) -> Assessment:
        """The assessment as this author has it in front of them now."""
        return self._seen

    @contextmanager
    def having_seen(self, before: Assessment, *, settles: Container[str] = ()) -> Iterator[None]:
        """Decide what is wished in here on what its author saw then, as in a box opened earlier.

        What others wrote to the same field since stands beside it, until somebody decides: by
        saving a field that `settles`, with its different values in front of them.
        """
        self._before, self._settles = before, settles
        try:
            yield
        finally:
            self._before, self._settles = None, ()

    def _now(self) -> Situation:
        """What a wish is decided on."""
        self._hear_others()
        return Situation(
            names=self._names,
            state=self.assessment,
            seen=self._before or self._seen,
            author=self.author,
            events=self._events,
            round=self.round,
            running=self.round is not None or self.running is not None,
            settles=self._settles,
            today=Environment.today(),
        )

    def _hear_others(self) -> None:
        """Take in what others have written, before what is wished; `refresh` tells of it."""
        with saving():
            if self.journal.version() != self._version:
                self._catch_up()

    def _write(self, *happened: What, shown: bool = False) -> None:
        if not happened:
            return
        for what in happened:
            if isinstance(what, EvidenceRecorded):
                # The file is read anew when it is recorded; what became of the one before is past.
                self.file_states.pop(what.evidence.id, None)
        written = self.journal.append(self.shared.id, self.author, *happened)
        self._copies.keep(happened)
        self.saved_at = written[-1].at
        one = len(written) == 1 and isinstance(
            written[0].what, Answered | AnsweredAlone | VerdictSet
        )
        if one and not shown:
            self._follow(written[0])
        else:
            self._catch_up(shown=shown)

    def _follow(self, event: Event) -> None:
        """Take in one event of one criterion without looking at the others.

        What others have written since `_now` is taken in the next time somebody asks.
        """
        what = event.what
        self._events.append(event)
        if isinstance(what, AnsweredAlone):
            self._rounds = None
            # The answer alone is shown as an answer is, to its author only.
            given = Answered(checkpoint=what.checkpoint, answer=what.answer)
            shown = msgspec.structs.replace(event, what=given)
            self.assessment = msgspec.structs.replace(after(self.assessment, shown), standing={})
        else:
            if self._since is not None:
                self._since = self._since.with_change(event)
            before = self.shared
            self.assessment = self.shared = after(before, event, self._undone)
            self._seen = (
                self.shared if self._seen is before else after(self._seen, event, self._undone)
            )
        if isinstance(what, VerdictSet):
            criterion = self.criterion(what.criterion)
        elif isinstance(what, Answered | AnsweredAlone):
            criterion = self.criterion_of(what.checkpoint)
        else:
            return
        appraised = appraise_criterion(criterion, self.assessment, self.file_states)
        self.appraisal = self.appraisal.with_criterion(appraised, self.assessment)

    def _catch_up(self, *, shown: bool = False) -> None:
        news = self.journal.news(self.shared.id, self._arrived)
        self._arrived = news.arrived
        self.faults += tuple(fault for fault in news.faults if fault not in self.faults)
        if news.is_anew:
            self._take_anew(news.events)
            return
        known = {event.id for event in self._events}
        newer = [event for event in news.events if event.id not in known]
        # Texts that were there are gone, or those that were answered alone have come.
        if any(isinstance(event.what, Erased | RoundOpened) for event in newer):
            self._events = list(self.journal.events(self.shared.id))
        else:
            self._events = in_order((*self._events, *newer))
        if newer:
            self._undone = seen_by_undone(self._events)
            self.shared = fold(self.shared.id, self._events)
            self._rounds = self._since = None
            if any(isinstance(e.what, CriteriaUpgraded | Undone | WentBack) for e in newer):
                self._take_set()
        was_alone = self.round
        if shown:
            self._note_shown()
        if newer or was_alone is not self.round:
            self._show()

    def _take_anew(self, events: tuple[Event, ...]) -> None:
        """Take what another copy of the database has, which is all there is now.

        Raises:
            TakenBack: what was here is not in that; it was meant for what is not there any more.
        """
        gone = {event.id for event in self._events} - {event.id for event in events}
        self._events = list(events)
        self._undone = seen_by_undone(self._events)
        self.shared = fold(self.shared.id, self._events)
        self._rounds = self._since = None
        self._take_set()
        self._note_shown()
        self._show()
        if gone:
            self.saved_at = None
            raise TakenBack(
                phrases(
                    "Databasen er hentet inn fra en sikkerhetskopi, og {n} endring som sto her, er "
                    "ikke i den. Nå vises det som er der. Svar på nytt der det mangler, og spør "
                    "den som driver databasen.",
                    "Databasen er hentet inn fra en sikkerhetskopi, og {n} endringer som sto her, "
                    "er ikke i den. Nå vises det som er der. Svar på nytt der det mangler, og spør "
                    "den som driver databasen.",
                    len(gone),
                )
            )

    def _note_shown(self) -> None:
        """From now on, the author has everything known so far in front of them."""
        self._seen = self.shared
        self.round = self.running if self._takes_part else None

    def _show(self) -> None:
        """Show what all share; in a round, only what its author answered.

        Somebody may have opened the round since: who has not been told, answers alone until then.
        """
        if self.round is None:
            self.assessment = self.shared
        else:
            here = self.round.id
            self.round = next(known for known in self.rounds if here in known.ids)
            own = self.round.answers.get(self.author.name, {})
            self.assessment = as_seen_alone(self.shared, own)
        self.appraisal = appraise(self.criteria_set, self.assessment, self.file_states)

    def _set(self, fingerprint: str) -> CriteriaSet:
        """A set as it was kept; where that can't be read, the same set as samsjekk brings it."""
        found, fault = kept_set(self.journal, fingerprint)
        if fault is not None and fault not in self.faults:
            self.faults += (fault,)
        return found

    def _take_set(self) -> None:
        kept = self._set(self.shared.criteria_set)
        imported = ReferenceFiles.beside(self.journal.path).all()
        self.criteria_set: CriteriaSet = with_references(kept, imported)
        self._names = Names(self.criteria_set)


def predecessor_of(journal: Journal, earlier: Assessment) -> PredecessorNamed:
    """What a later assessment says of one that it takes something over from."""
    genesis, _heads, _writes = journal.heads(earlier.id)
    return PredecessorNamed(
        journal=genesis[:_JOURNAL_DIGITS],
        municipality=earlier.municipality,
        date=earlier.date,
        criteria_set=earlier.criteria_set,
    )
