"""One open assessment: journal, state and appraisal kept in step.

The terminal UI, the line-by-line walk and the commands all change assessments through this one
class, so that none of them can grow rules of its own.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from datetime import date, datetime
from pathlib import Path

import msgspec

from checklist.appraisal.appraise import (
    Appraisal,
    CriterionAppraisal,
    appraise,
    appraise_criterion,
)
from checklist.appraisal.strength import FileState
from checklist.assessment.events import (
    Action,
    ActionSet,
    ActionWithdrawn,
    Answer,
    Answered,
    Author,
    Created,
    CriteriaUpgraded,
    Event,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    Municipality,
    SetVerdict,
    StatementGiven,
    Undone,
    VerdictSet,
    What,
    refuse_implausible_count,
)
from checklist.assessment.evidence import Document, Evidence, FileReference
from checklist.assessment.files import EvidenceFiles
from checklist.assessment.journal import Journal
from checklist.assessment.state import Assessment, after, effective, fold
from checklist.catalogue.fingerprints import checkpoint_fingerprint
from checklist.catalogue.model import AnswerValue, Checkpoint, CriteriaSet, Criterion, Role
from checklist.catalogue.upgrade import Comparison, compare
from checklist.errors import SamsjekkError
from checklist.file_look import Look, look
from checklist.i18n import Phrase, phrase
from checklist.nearest import nearest
from checklist.resources import folder


class UnknownName(SamsjekkError):
    """A checkpoint, criterion, evidence or example that does not exist."""


class NothingToUpgrade(SamsjekkError):
    """The assessment can't go over to this set, or has it already."""


class HistoryLine(msgspec.Struct, frozen=True):
    """One event and whether it still counts."""

    event: Event
    counts: bool

    @property
    def undone(self) -> bool:
        """Whether it was taken back. An undoing counts for nothing, and is not undone itself."""
        return not self.counts and not isinstance(self.event.what, Undone)


class Session:
    """An assessment that is open for reading and answering.

    Attributes:
        criteria_set: the set as it was when the assessment began.
        assessment: the state after every event seen so far.
        saved_at: when this session last wrote, or None.
    """

    def __init__(
        self, journal: Journal, assessment: str, author: Author, files: EvidenceFiles
    ) -> None:
        self.journal = journal
        self.author = author
        self.files = files
        self.saved_at: datetime | None = None
        self._events = list(journal.events(assessment))
        self._version = journal.version()
        self.assessment: Assessment = fold(assessment, self._events)
        self._take_set()
        self.file_states: dict[str, FileState] = {}
        self.appraisal: Appraisal = appraise(self.criteria_set, self.assessment)

    # -- looking things up --------------------------------------------------------------

    def criterion(self, name: str) -> Criterion:
        """The criterion with this id.

        Raises:
            UnknownName: there is none; the words name the nearest.
        """
        found = self._criteria.get(name)
        if found is None:
            raise UnknownName(
                _not_found(
                    phrase("Kriteriet «{name}» finnes ikke.", name=name), name, self._criteria
                )
            )
        return found

    def criterion_of(self, checkpoint: str) -> Criterion:
        """The criterion that a checkpoint belongs to.

        Raises:
            UnknownName: there is no such checkpoint; the words name the nearest.
        """
        found = self._criterion_of.get(checkpoint)
        if found is None:
            raise UnknownName(
                _not_found(
                    phrase("Kontrollpunktet «{name}» finnes ikke.", name=checkpoint),
                    checkpoint,
                    self._criterion_of,
                )
            )
        return found

    def checkpoint(self, name: str) -> Checkpoint:
        """The checkpoint with this id.

        Raises:
            UnknownName: there is none.
        """
        return next(c for c in self.criterion_of(name).checkpoints if c.id == name)

    def evidence(self, name: str) -> Evidence:
        """The evidence with this id.

        Raises:
            UnknownName: none is recorded; the words name the nearest.
        """
        found = self.assessment.evidence.get(name)
        if found is None:
            problem = phrase("Dokumentasjonen «{name}» er ikke registrert.", name=name)
            raise UnknownName(_not_found(problem, name, self.assessment.evidence))
        return found.value

    def role(self, name: str) -> Role:
        """The role with this id.

        Raises:
            UnknownName: the set has no such role; the words name the nearest.
        """
        roles = {role.id: role for role in self.criteria_set.roles}
        if name not in roles:
            problem = phrase("Rollen «{name}» finnes ikke i kriteriesettet.", name=name)
            raise UnknownName(_not_found(problem, name, roles))
        return roles[name]

    def appraised(self, criterion: str) -> CriterionAppraisal:
        """The appraisal of one criterion."""
        return self.appraisal.criteria[self.criterion(criterion).id]

    def history(self) -> tuple[HistoryLine, ...]:
        """Every event, the newest first."""
        counting = {event.id for event in effective(self._events)}
        return tuple(HistoryLine(event, event.id in counting) for event in reversed(self._events))

    # -- changing -----------------------------------------------------------------------

    def answer(self, checkpoint: str, value: AnswerValue | None) -> None:
        """Answer a checkpoint, keeping its comment and numbers; None takes the answer away."""
        self.set_answer(checkpoint, msgspec.structs.replace(self._answer(checkpoint), value=value))

    def set_answer(self, checkpoint: str, answer: Answer) -> None:
        """Store a whole answer: value, comment, place, numbers, whom to ask.

        Raises:
            ImplausibleCount: `count` and `of` do not make "n of N".
        """
        criterion = self.criterion_of(checkpoint)
        refuse_implausible_count(answer)
        self._saw_others()
        fingerprint = checkpoint_fingerprint(criterion, self.checkpoint(checkpoint))
        answer = msgspec.structs.replace(answer, fingerprint=fingerprint)
        if answer != (self.assessment.answer(checkpoint) or Answer(fingerprint=fingerprint)):
            self._write(Answered(checkpoint=checkpoint, answer=answer))

    def comment(self, checkpoint: str, text: str) -> None:
        """Set the comment to a checkpoint, keeping the answer."""
        self.set_answer(
            checkpoint, msgspec.structs.replace(self._answer(checkpoint), comment=text.strip())
        )

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
        self._write(ActionSet(action=action))

    def action(self, name: str) -> Action:
        """The action with this id.

        Raises:
            UnknownName: none is planned; the words name the nearest.
        """
        found = self.assessment.actions.get(name)
        if found is None:
            problem = phrase("Tiltaket «{name}» finnes ikke.", name=name)
            raise UnknownName(_not_found(problem, name, self.assessment.actions))
        return found

    def withdraw_action(self, name: str) -> None:
        """Stop planning an action. It stays in the history."""
        self.action(name)
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
        self._write(VerdictSet(criterion=criterion, verdict=verdict))

    def give_statement(self, text: str, day: date) -> None:
        """Record the chief municipal executive's statement."""
        self._write(StatementGiven(text=text, date=day))

    def undo(self) -> Event:
        """Take back this author's last change that still counts, and return it.

        Raises:
            NothingToUndo: there is none.
        """
        undone, undoing = self.journal.undo(self.assessment.id, self.author)
        self.saved_at = undoing.at
        self._catch_up()
        return undone

    def apply(self, path: Path) -> int:
        """Apply an answer file, all of it or nothing; how many changes it made.

        Raises:
            FaultyFile: the file has faults; nothing was changed.
        """
        from checklist.assessment.answer_file import (  # noqa: PLC0415 - the only need for YAML
            changes,
            load_answers,
        )

        answers = load_answers(path, self.criteria_set, self.assessment)
        found = changes(
            answers,
            self.criteria_set,
            self.assessment,
            lambda name, copy: self.record_file(path.parent / name, copy=copy),
        )
        if found:
            self._write(*found)
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
        return compare(self.criteria_set, newer)

    def upgrade(self, newer: CriteriaSet) -> Comparison:
        """Go over to another version of the set. No answer is lost; changed ones are marked.

        An answer to a checkpoint that was split stands under each part until it is confirmed.
        Where several were merged and answered differently, the new one stays unanswered.

        Raises:
            NothingToUpgrade: it is another set, or the same version.
        """
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

    # -- keeping in step ----------------------------------------------------------------

    def refresh(self) -> bool:
        """Take in what other programs have written. True when one has written since last asked.

        Also when a change of our own has taken it in already: a screen may not show it yet.
        """
        version = self.journal.version()
        if version == self._version:
            return False
        self._version = version
        self._catch_up()
        return True

    def check_files(self, *, content: bool) -> None:
        """See what became of recorded files; with `content`, read them to see if they changed."""
        self.take_in_look(look(self.assessment, self.files, self.file_states, content=content))

    def take_in_look(self, seen: Look) -> None:
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

    def _write(self, *happened: What) -> None:
        written = self.journal.append(self.assessment.id, self.author, *happened)
        self.saved_at = written[-1].at
        if len(written) == 1 and isinstance(written[0].what, Answered | VerdictSet):
            self._follow(written[0])
        else:
            self._catch_up()

    def _follow(self, event: Event) -> None:
        """Take in one event of one criterion without looking at the others."""
        if self._saw_others():
            return
        self._events.append(event)
        self.assessment = after(self.assessment, event)
        what = event.what
        criterion = (
            self.criterion_of(what.checkpoint)
            if isinstance(what, Answered)
            else self.criterion(what.criterion)
            if isinstance(what, VerdictSet)
            else None
        )
        if criterion is not None:
            appraised = appraise_criterion(criterion, self.assessment, self.file_states)
            self.appraisal = self.appraisal.with_criterion(appraised, self.assessment)

    def _saw_others(self) -> bool:
        """Take in what other programs wrote, and leave it to `refresh` to tell of it."""
        if self.journal.version() == self._version:
            return False
        self._catch_up()
        return True

    def _catch_up(self) -> bool:
        newer = self.journal.events(self.assessment.id, after=self._events[-1].id)
        return self._take_in(newer)

    def _take_set(self) -> None:
        self.criteria_set: CriteriaSet = self.journal.criteria_set(self.assessment.criteria_set)
        self._criterion_of: dict[str, Criterion] = {
            checkpoint.id: criterion
            for criterion in self.criteria_set.criteria
            for checkpoint in criterion.checkpoints
        }
        self._criteria = {criterion.id: criterion for criterion in self.criteria_set.criteria}

    def _take_in(self, newer: tuple[Event, ...]) -> bool:
        if not newer:
            return False
        self._events.extend(newer)
        self.assessment = fold(self.assessment.id, self._events)
        if any(isinstance(event.what, CriteriaUpgraded | Undone) for event in newer):
            self._take_set()
        self.appraisal = appraise(self.criteria_set, self.assessment, self.file_states)
        return True

    def _answer(self, checkpoint: str) -> Answer:
        # A comment must not bring back the answer that was there before another's change.
        self._saw_others()
        return self.assessment.answer(checkpoint) or Answer()


def begin(
    journal: Journal,
    author: Author,
    municipality: Municipality,
    criteria_set: CriteriaSet,
    day: date,
    *,
    title: str = "",
    name: str | None = None,
) -> str:
    """Begin an assessment and return its id; without `name` the id is made and is free.

    Raises:
        TakenId: `name` is in use.
    """
    chosen = name or free_id(journal, f"{_slug(municipality.name)}-{day.isoformat()}")
    created = Created(municipality=municipality, criteria_set="", date=day, title=title)
    journal.create(chosen, created, criteria_set, author)
    return chosen


def examples() -> tuple[str, ...]:
    """Names of the shipped examples."""
    return tuple(sorted(path.stem for path in folder("examples").glob("*.yaml")))


def copy_example(
    journal: Journal, files: EvidenceFiles, example: str, name: str | None = None
) -> str:
    """Make a copy of a shipped example and return its id.

    Raises:
        UnknownName: there is no such example.
        TakenId: `name` is in use.
    """
    from checklist.assessment.answer_file import head_of  # noqa: PLC0415 - see Session.apply
    from checklist.catalogue.library import Library  # noqa: PLC0415 - reads YAML

    if example not in examples():
        raise UnknownName(
            _not_found(phrase("Eksemplet «{name}» finnes ikke.", name=example), example, examples())
        )
    path = folder("examples") / f"{example}.yaml"
    head = head_of(path)
    if head is None:
        raise UnknownName(phrase("Eksemplet «{name}» mangler hode (assessment:).", name=example))
    author = Author(name=f"eksempel {example}")
    criteria_set = Library.shipped().open(head.criteria_set)
    made = begin(
        journal,
        author,
        head.municipality,
        criteria_set,
        head.date,
        title=head.title,
        name=name or free_id(journal, example),
    )
    Session(journal, made, author, files).apply(path)
    return made


def free_id(journal: Journal, wanted: str) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … when it is in use."""
    taken = {entry.id for entry in journal.entries()}
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _slug(name: str) -> str:
    plain = name.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:40].strip("-") or "kommune"


def _not_found(problem: Phrase, name: str, known: Iterable[str]) -> Phrase:
    close = nearest(name, known)
    if close is None:
        return problem
    return phrase("{problem} Mente du «{close}»?", problem=problem, close=close)
