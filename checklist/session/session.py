"""One open assessment: journal, state and appraisal kept in step.

The terminal UI, the line-by-line walk and the commands all change assessments through this one
class, so that none of them can grow rules of its own.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

import msgspec

from checklist.assessment import (
    Action,
    ActionSet,
    ActionWithdrawn,
    Answer,
    Created,
    CriteriaUpgraded,
    Document,
    Evidence,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    FileReference,
    FollowUpSet,
    Recommendation,
    RecommendationSet,
    SetFollowUp,
    SetVerdict,
    StatementGiven,
    VerdictSet,
    What,
    refuse_implausible_count,
)
from checklist.assessment.answer_file import changes, load_answers
from checklist.criteria import (
    AnswerValue,
    Checkpoint,
    Comparison,
    CriteriaSet,
    checkpoint_fingerprint,
    compare_sets,
)
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.session.following import HistoryLine, UnknownName, not_found
from checklist.session.several_people import AnsweringAlone, NoRound, SeveralPeople

__all__ = [
    "AnsweringAlone",
    "HistoryLine",
    "NoRound",
    "Session",
    "UnknownName",
]


class NothingToUpgrade(SamsjekkError):
    """The assessment can't go over to this set, or has it already."""


class Undecided(SamsjekkError):
    """People have answered differently, and nobody has decided which answer counts."""


class Session(SeveralPeople):
    """An assessment that is open for reading and answering."""

    # -- changing -----------------------------------------------------------------------

    def answer(self, checkpoint: str, value: AnswerValue | None) -> None:
        """Answer a checkpoint, keeping its comment and numbers; None takes the answer away."""
        self._saw_others()
        before = self.assessment.answer(checkpoint) or Answer()
        if before.value is not value and self._unseen(checkpoint):
            # What another wrote to a different answer says nothing about this one.
            before = self._seen.answer(checkpoint) or Answer()
        self._store(checkpoint, msgspec.structs.replace(before, value=value), decides=True)

    def set_answer(
        self,
        checkpoint: str,
        answer: Answer,
        *,
        rests_on: Iterable[str] = (),
        decides: bool = False,
    ) -> None:
        """Store a whole answer: value, comment, place, numbers, whom to ask.

        Args:
            checkpoint: what is answered.
            answer: the answer.
            rests_on: ids of evidence to link to it in the same step.
            decides: the user chose the value: it settles a disagreement they have seen.

        Raises:
            ImplausibleCount: `count` and `of` do not make "n of N".
            Undecided: something else than the value was changed while people disagree.
            AnsweringAlone: a round is running, and this session does not take part.
        """
        self._saw_others()
        self._store(checkpoint, answer, rests_on, decides=decides)

    def _store(
        self, checkpoint: str, answer: Answer, rests_on: Iterable[str] = (), *, decides: bool
    ) -> None:
        """Store an answer by somebody who knows what others have written."""
        criterion = self.criterion_of(checkpoint)
        refuse_implausible_count(answer)
        links = [EvidenceLinked(evidence=name, checkpoint=checkpoint) for name in rests_on]
        for link in links:
            self.evidence(link.evidence)
        fingerprint = checkpoint_fingerprint(criterion, self.checkpoint(checkpoint))
        answer = msgspec.structs.replace(answer, fingerprint=fingerprint)
        before = self.assessment.answer(checkpoint) or Answer(fingerprint=fingerprint)
        differ = bool(self.assessment.disagreement(checkpoint))
        if differ and not decides and answer.value is before.value:
            raise Undecided(
                phrase(
                    "To har svart ulikt her uten å se hverandres svar. Velg svaret som skal "
                    "gjelde først."
                )
            )
        settles = decides and (
            (differ and not self._unseen(checkpoint)) or bool(self.differing(checkpoint))
        )
        given = [self._given(checkpoint, answer)] if answer != before or settles else []
        if given or links:
            self._write(*given, *links)

    def comment(self, checkpoint: str, text: str) -> None:
        """Set the comment to a checkpoint, keeping the answer."""
        # A comment must not bring back the answer that was there before another's change.
        self._saw_others()
        before = self.assessment.answer(checkpoint) or Answer()
        answer = msgspec.structs.replace(before, comment=text.strip())
        self._store(checkpoint, answer, decides=False)

    def record_evidence(self, evidence: Evidence, checkpoints: Iterable[str] = ()) -> None:
        """Add evidence, or change it when its id is known, and link it to checkpoints."""
        links = [EvidenceLinked(evidence=evidence.id, checkpoint=name) for name in checkpoints]
        for link in links:
            self.criterion_of(link.checkpoint)
        # The file is read anew when it is recorded; what became of the one before is past.
        self.file_states.pop(evidence.id, None)
        self._write(EvidenceRecorded(evidence=evidence), *links)

    def record_several(self, several: Iterable[Evidence], checkpoints: Collection[str]) -> None:
        """Add several pieces of evidence in one step, each linked to the same checkpoints.

        Those recorded before are only linked.
        """
        for name in checkpoints:
            self.criterion_of(name)
        happened: list[What] = []
        for evidence in several:
            recorded = self.assessment.evidence.get(evidence.id)
            if recorded is None or recorded.value != evidence:
                self.file_states.pop(evidence.id, None)
                happened.append(EvidenceRecorded(evidence=evidence))
            happened += [
                EvidenceLinked(evidence=evidence.id, checkpoint=name)
                for name in checkpoints
                if evidence.id not in self.assessment.links.get(name, ())
            ]
        if happened:
            self._write(*happened)

    def record_again(self, evidence: str) -> None:
        """Let a document rest on its file as the file is now. The history keeps what it was.

        Raises:
            EvidenceFileError: the file can't be read.
        """
        before = self.evidence(evidence)
        if not isinstance(before, Document) or before.file is None:
            return
        path = self.files.locate(self.assessment.id, before.file)
        file = self.record_file(path, copy=before.file.copied)
        self.record_evidence(msgspec.structs.replace(before, file=file))

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
        return tuple(name for name in self._criterion_of if evidence in links.get(name, ()))

    def record_file(self, path: Path, *, copy: bool) -> FileReference:
        """Take the digest of a file and, with `copy`, keep a copy with the assessment.

        Raises:
            EvidenceFileError: the file can't be read or copied.
        """
        return self.files.record(self.assessment.id, path, copy=copy)

    def new_evidence_id(self, further: int = 0) -> str:
        """A free id for evidence: d1-3fa2, d2-90bc and so on.

        An id is never used twice: what was removed is still linked in the history. The last
        part keeps two programs that add evidence at the same moment from choosing the same.
        `further` counts those that have got an id, but are not recorded yet.
        """
        used = sum(isinstance(event.what, EvidenceRecorded) for event in self._events) + further
        return f"d{used + 1}-{os.urandom(2).hex()}"

    def remove_evidence(self, evidence: str) -> None:
        """Stop counting evidence. It stays in the history."""
        self.evidence(evidence)
        self._write(EvidenceRemoved(evidence=evidence))

    def link(self, evidence: str, checkpoint: str) -> None:
        """Let an answer rest on evidence already recorded."""
        self.evidence(evidence)
        self.criterion_of(checkpoint)
        self._write(EvidenceLinked(evidence=evidence, checkpoint=checkpoint))

    def unlink(self, evidence: str, checkpoint: str) -> None:
        """Stop letting an answer rest on evidence."""
        self.evidence(evidence)
        self._write(EvidenceUnlinked(evidence=evidence, checkpoint=checkpoint))

    def set_action(self, action: Action) -> None:
        """Add an action, or change it when its id is known."""
        self.criterion(action.criterion)
        if action.recommendation is not None:
            self.recommendation(action.recommendation)
        self._refuse_alone()
        self._write(ActionSet(action=action))

    def action(self, name: str) -> Action:
        """The action with this id.

        Raises:
            UnknownName: none is planned; the words name the nearest.
        """
        found = self.assessment.actions.get(name)
        if found is None:
            problem = phrase("Tiltaket «{name}» finnes ikke.", name=name)
            raise UnknownName(not_found(problem, name, self.assessment.actions))
        return found

    def withdraw_action(self, name: str) -> None:
        """Stop planning an action. It stays in the history."""
        self.action(name)
        self._refuse_alone()
        self._write(ActionWithdrawn(action=name))

    def new_action_id(self) -> str:
        """A free id for an action: t1, t2 and so on, never that of one that was withdrawn."""
        taken = {
            event.what.action.id for event in self._events if isinstance(event.what, ActionSet)
        }
        number = 1
        while f"t{number}" in taken:
            number += 1
        return f"t{number}"

    def set_verdict(self, criterion: str, verdict: SetVerdict | None) -> None:
        """Set a verdict instead of the derived one, with a reason; None takes it back."""
        self.criterion(criterion)
        self._refuse_alone()
        self._write(VerdictSet(criterion=criterion, verdict=verdict))

    def set_recommendation(self, recommendation: Recommendation) -> None:
        """Record what the municipality was asked to do, or change it when its id is known."""
        for name in recommendation.checkpoints:
            self.criterion_of(name)
        self._refuse_alone()
        self._write(RecommendationSet(recommendation=recommendation))

    def new_recommendation_id(self) -> str:
        """A free id for a recommendation."""
        number = len(self.assessment.recommendations) + 1
        while f"anbefaling-{number}" in self.assessment.recommendations:
            number += 1
        return f"anbefaling-{number}"

    def set_follow_up(self, recommendation: str, verdict: SetFollowUp | None) -> None:
        """Judge how it was followed up instead of the rule, with a reason; None takes it back."""
        self.recommendation(recommendation)
        self._refuse_alone()
        self._write(FollowUpSet(recommendation=recommendation, verdict=verdict))

    def give_statement(self, text: str, day: date) -> None:
        """Record the chief municipal executive's statement."""
        self._refuse_alone()
        self._write(StatementGiven(text=text, date=day))

    def sharing(self) -> Session:
        """The same assessment as all share it, also while this session answers alone."""
        return Session(self.journal, self.shared.id, self.author, self.files)

    # -- from a file, and to another version --------------------------------------------

    def apply(self, path: Path) -> int:
        """Apply an answer file, all of it or nothing; how many changes it made.

        Raises:
            FaultyFile: the file has faults; nothing was changed.
        """
        self._refuse_alone()
        answers = load_answers(path, self.criteria_set, self.assessment)
        found = changes(
            answers,
            self.criteria_set,
            self.assessment,
            lambda name, copy: self.record_file(path.parent / name, copy=copy),
        )
        if found:
            self._write(*(self._with_seen(what) for what in found))
        return len(found)

    def compare(self, newer: CriteriaSet) -> Comparison:
        """What going over to another version of the set would mean for the answers.

        Raises:
            NothingToUpgrade: it is another set, or the same version.
        """
        if newer.id != self.criteria_set.id:
            raise NothingToUpgrade(
                phrase(
                    "«{id}» bruker settet {own}, ikke {other}.",
                    id=self.assessment.id,
                    own=self.criteria_set.id,
                    other=newer.id,
                )
            )
        if newer == self.criteria_set:
            raise NothingToUpgrade(
                phrase(
                    "«{id}» bruker allerede denne utgaven av {set} ({version}).",
                    id=self.assessment.id,
                    set=newer.id,
                    version=newer.version,
                )
            )
        return compare_sets(self.criteria_set, newer)

    def upgrade(self, newer: CriteriaSet) -> Comparison:
        """Go over to another version of the set. No answer is lost; changed ones are marked.

        An answer to a checkpoint that was split stands under each part until it is confirmed.
        Where several were merged and answered differently, the new one stays unanswered.

        Raises:
            NothingToUpgrade: it is another set, or the same version.
            AnsweringAlone: a round is running.
        """
        self._refuse_alone()
        compared = self.compare(newer)
        carried = {}
        for changed in compared.confirm:
            answers = {
                before.id: answer
                for before in changed.before
                if (answer := self.assessment.answer(before.id)) is not None
            }
            alike = len({answer.value for answer in answers.values()}) == 1
            if changed.now.id not in answers and alike:
                carried[changed.now.id] = next(iter(answers))
        event = self.journal.upgrade(self.assessment.id, self.author, newer, carried)
        self.saved_at = event.at
        self._catch_up()
        return compared

    def wording_answered(self, checkpoint: str) -> Checkpoint | None:
        """The checkpoint as it was worded when it was answered; None when it is not known."""
        answer = self.assessment.answer(checkpoint)
        if answer is None:
            return None
        for event in self._events:
            if isinstance(event.what, Created | CriteriaUpgraded):
                earlier = self.journal.criteria_set(event.what.criteria_set)
                for criterion in earlier.criteria:
                    for point in criterion.checkpoints:
                        if checkpoint_fingerprint(criterion, point) == answer.fingerprint:
                            return point
        return None
