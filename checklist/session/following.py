"""An open assessment that follows its journal: what there is, who wrote what, and what is shown.

`session.Session` adds what can be done to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from checklist.appraisal import Appraisal, CriterionAppraisal, appraise, appraise_criterion
from checklist.assessment import (
    Answered,
    AnsweredAlone,
    Assessment,
    Author,
    CriteriaUpgraded,
    Document,
    Event,
    Evidence,
    FileState,
    Recommendation,
    Round,
    Undone,
    VerdictSet,
    WentBack,
    What,
    after,
    as_seen_alone,
    counting,
    fold,
    rounds_of,
    visible_to,
)
from checklist.criteria import Checkpoint, CriteriaSet, Criterion, Role
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.store import EvidenceFiles, Journal, SeenFiles, see_files
from checklist.text import nearest


class UnknownName(SamsjekkError):
    """A checkpoint, criterion, evidence or example that does not exist."""


class HistoryLine(msgspec.Struct, frozen=True):
    """One event and whether it still counts."""

    event: Event
    counts: bool

    @property
    def undone(self) -> bool:
        """Whether it was taken back. An undoing is not undone itself: what it undid came back."""
        return not self.counts and not isinstance(self.event.what, Undone)


class InStep:
    """Journal, state and appraisal of one assessment, kept in step.

    Attributes:
        criteria_set: the set as it was when the assessment began.
        shared: the state after every event known so far.
        assessment: what this session shows: `shared`, or in a round only one's own answers.
        round: the round this session answers alone in, or None.
        saved_at: when this session last wrote, or None.
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
        self.assessment: Assessment
        self.appraisal: Appraisal
        self._seen: Assessment
        self._takes_part = alone
        self._events = list(journal.events(assessment))
        self._version = journal.version()
        self.shared: Assessment = fold(assessment, self._events)
        self._rounds: tuple[Round, ...] | None = None
        self._take_set()
        self._note_shown()
        self._show()

    # -- looking things up --------------------------------------------------------------

    def criterion(self, name: str) -> Criterion:
        """The criterion with this id.

        Raises:
            UnknownName: there is none; the words name the nearest.
        """
        found = self._criteria.get(name)
        if found is None:
            raise UnknownName(
                not_found(
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
                not_found(
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
            raise UnknownName(not_found(problem, name, self.assessment.evidence))
        return found.value

    def recommendation(self, name: str) -> Recommendation:
        """The recommendation with this id.

        Raises:
            UnknownName: none is recorded; the words name the nearest.
        """
        found = self.assessment.recommendations.get(name)
        if found is None:
            problem = phrase("Anbefalingen «{name}» er ikke registrert.", name=name)
            raise UnknownName(not_found(problem, name, self.assessment.recommendations))
        return found

    def role(self, name: str) -> Role:
        """The role with this id.

        Raises:
            UnknownName: the set has no such role; the words name the nearest.
        """
        roles = {role.id: role for role in self.criteria_set.roles}
        if name not in roles:
            problem = phrase("Rollen «{name}» finnes ikke i kriteriesettet.", name=name)
            raise UnknownName(not_found(problem, name, roles))
        return roles[name]

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
        count = {event.id for event in counting(self._events)}
        seen = visible_to(self.author.name, self._events) if self.running else self._events
        return tuple(HistoryLine(event, event.id in count) for event in reversed(seen))

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
        """See what became of recorded files; with `content`, read them to see if they changed."""
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

    def _write(self, *happened: What, shown: bool = False) -> tuple[Event, ...]:
        written = self.journal.append(self.shared.id, self.author, *happened)
        self.saved_at = written[-1].at
        alone = len(written) == 1 and isinstance(
            written[0].what, Answered | AnsweredAlone | VerdictSet
        )
        if alone and not shown:
            self._follow(written[0])
        else:
            self._catch_up(shown=shown)
        return written

    def _follow(self, event: Event) -> None:
        """Take in one event of one criterion without looking at the others."""
        what = event.what
        if self._saw_others():
            self._seen = after(self._seen, event) if isinstance(what, Answered) else self._seen
            return
        self._events.append(event)
        if isinstance(what, AnsweredAlone):
            self._rounds = None
            # The answer alone is shown as an answer is, to its author only.
            given = Answered(checkpoint=what.checkpoint, answer=what.answer)
            shown = msgspec.structs.replace(event, what=given)
            self.assessment = msgspec.structs.replace(after(self.assessment, shown), standing={})
        else:
            before = self.shared
            self.assessment = self.shared = after(before, event)
            self._seen = self.shared if self._seen is before else after(self._seen, event)
        if isinstance(what, VerdictSet):
            criterion = self.criterion(what.criterion)
        elif isinstance(what, Answered | AnsweredAlone):
            criterion = self.criterion_of(what.checkpoint)
        else:
            return
        appraised = appraise_criterion(criterion, self.assessment, self.file_states)
        self.appraisal = self.appraisal.with_criterion(appraised, self.assessment)

    def _saw_others(self) -> bool:
        """Take in what other programs wrote, and leave it to `refresh` to tell of it."""
        if self.journal.version() == self._version:
            return False
        self._catch_up()
        return True

    def _catch_up(self, *, shown: bool = False) -> None:
        newer = self.journal.events(self.shared.id, after=self._events[-1].id)
        if newer:
            self._events.extend(newer)
            self.shared = fold(self.shared.id, self._events)
            self._rounds = None
            if any(isinstance(e.what, CriteriaUpgraded | Undone | WentBack) for e in newer):
                self._take_set()
        was_alone = self.round
        if shown:
            self._note_shown()
        if newer or was_alone is not self.round:
            self._show()

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

    def _take_set(self) -> None:
        self.criteria_set: CriteriaSet = self.journal.criteria_set(self.shared.criteria_set)
        self._criterion_of: dict[str, Criterion] = {
            checkpoint.id: criterion
            for criterion in self.criteria_set.criteria
            for checkpoint in criterion.checkpoints
        }
        self._criteria = {criterion.id: criterion for criterion in self.criteria_set.criteria}


def not_found(problem: Phrase, name: str, known: Iterable[str]) -> Phrase:
    """What is wrong with a name, and the nearest name that exists."""
    close = nearest(name, known)
    if close is None:
        return problem
    return phrase("{problem} Mente du «{close}»?", problem=problem, close=close)
