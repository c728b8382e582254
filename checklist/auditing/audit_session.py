"""One open audit: decide, write, follow. It holds no rule: `audit` decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from checklist.appraisal import RULES
from checklist.assessment import (
    Author,
    Begun,
    Erased,
    Event,
    Kontrollsum,
    Refused,
    What,
    deciding,
    in_order,
    kontrollsum,
)
from checklist.audit import (
    KIND,
    Audit,
    AuditSituation,
    FileSampleTaken,
    QualityReview,
    Record,
    WantedDraw,
    accepted_correction,
    chosen_criteria,
    drawn,
    fold,
    found_criteria,
    given_set,
    load_audit,
    new_id,
    points_to_follow_up,
    record,
    recorded,
    refuse_taking_set_back,
    refused_correction,
    remove,
    thing_of,
)
from checklist.criteria import CriteriaSet
from checklist.i18n import phrase
from checklist.machine import Environment
from checklist.store import (
    Journal,
    UnknownAssessment,
    author_of,
    open_journal,
    open_receipts,
    saved_at_once,
    saving,
)


class AuditSession:
    """An open audit.

    Attributes:
        audit: what all have recorded.
        seen: the audit as this author has it in front of them.
        saved_at: when something was last saved here.
    """

    def __init__(self, journal: Journal, name: str, author: Author) -> None:
        self.journal = journal
        self.author = author
        self.saved_at: datetime | None = None
        self._events: Sequence[Event] = journal.events(name)
        self._version = journal.version()
        self.audit = self.seen = self._folded(name)

    @property
    def criteria_set(self) -> CriteriaSet | None:
        """The set that criteria are chosen from; None where there is none."""
        return self.audit.chosen_from

    @property
    def events(self) -> Sequence[Event]:
        """All that are known, in order."""
        return self._events

    @property
    def kontrollsum(self) -> Kontrollsum:
        """The head hash over every event known, as it stands on every paper."""
        genesis, heads, writes = self.journal.heads(self.audit.id)
        return kontrollsum(genesis, heads, RULES, self.audit.criteria_set, writes)

    # -- writing ------------------------------------------------------------------------

    def record(
        self,
        wanted: Record,
        *,
        touched: Iterable[str] | None = None,
        sure: bool = False,
        is_new: bool = False,
    ) -> str:
        """Record a thing, or change it when its id is known; its id.

        One that `is_new` gets the next free id, where another has taken its own meanwhile.

        Raises:
            Refused: with every field that can't be as it is.
            Doubtful: it can be right and seldom is, and nobody has said that it is.
            UnknownName: it names what is not there.
        """
        if not is_new:
            self._write(record(self._now(), wanted, touched=touched, sure=sure))
            return wanted.id
        with self.free_id(type(wanted), wanted.id) as name:
            wanted = replace(wanted, id=name)
            self._write(record(self._now(), wanted, touched=touched, sure=sure))
        return name

    @contextmanager
    def free_id(self, kind: type[Record], wanted: str) -> Iterator[str]:
        """The id that something new is recorded under, which nobody takes meanwhile."""
        with self.journal.alone(self.audit.id):
            self._read()
            is_taken = not kind.SINGLE and wanted in self.audit.ever(kind)
            yield new_id(self.audit, kind) if is_taken else wanted

    def check(self, wanted: Record) -> None:
        """See whether a thing could be recorded so; nothing is.

        Raises:
            Refused, Doubtful, UnknownName: as for `record`.
        """
        record(self._now(), wanted)

    def record_all(self, several: Sequence[Record], *, sure: bool = False) -> int:
        """Record several things in one step; how many fields were new or other.

        Raises:
            Refused, Doubtful, UnknownName: as for `record`; nothing was recorded.
            StoreError: another has just recorded something under one of the ids; nothing was.
        """
        known, happened = self.audit, list[What]()
        with self.journal.alone(self.audit.id):
            self._read()
            for one in several:
                if self.audit.find(type(one), one.id) and not known.find(type(one), one.id):
                    raise saved_at_once()
            now = self._now()
            for wanted in several:
                happened += record(now, wanted, sure=sure)
                now = now._replace(state=now.state.with_record(wanted))
            self._write(happened)
        return len(happened)

    def give_set(self, criteria_set: CriteriaSet) -> None:
        """Let criteria be chosen from a set, where the audit was begun without one.

        Raises:
            Refused: it has one.
        """
        given = given_set(self._now().state)
        event = self.journal.upgrade(self.audit.id, self.author, criteria_set, given)
        self._follow((event,))

    def choose(
        self,
        question: str | None,
        language: str,
        *,
        themes: Sequence[str] = (),
        criteria: Sequence[str] = (),
    ) -> tuple[str, ...]:
        """Choose criteria of the set for the audit, and return their ids.

        Raises:
            UnknownName: the set or the audit has not what is named.
            Refused: the audit has no criteria set.
        """
        self._hear_others()
        found = found_criteria(self.criteria_set, themes, criteria)
        chosen = chosen_criteria(found, self.audit, question, language)
        self.record_all(chosen)
        return tuple(one.id for one in chosen)

    def follow_up(self, earlier: str) -> tuple[str, ...]:
        """Take over the recommendations of an earlier audit, and return the ids of the new points.

        Raises:
            UnknownAssessment: there is no such audit.
            Refused: it has none, or it is this audit.
        """
        self._hear_others()
        points = points_to_follow_up(self.audit, fold(earlier, self.journal.events(earlier)))
        self.record_all(points, sure=True)
        return tuple(point.id for point in points)

    def remove(self, kind: type[Record], name: str) -> None:
        """Let a thing no longer count."""
        self._write(remove(self._now(), kind, name))

    def drawn(self, wanted: WantedDraw) -> FileSampleTaken:
        """A file sample as it would be with a draw; nothing is recorded.

        Raises:
            Refused: it can't be drawn so.
            UnknownName: there is no such frame or criterion.
        """
        return drawn(self._now(), wanted)

    def new_id(self, kind: type[Record]) -> str:
        """A free id for a new thing."""
        self._hear_others()
        return new_id(self.audit, kind)

    def apply(self, path: Path, *, sure: bool = False) -> int:
        """Record all that is in an audit file, in one step; how many fields were new or other.

        Raises:
            FaultyFile: with every fault, each with its place; nothing was recorded.
            Doubtful: something in it can be right and seldom is.
        """
        document = load_audit(path, self._now())
        happened = tuple(recorded(self._now(), document.value, sure=sure))
        self._write(happened)
        return len(happened)

    def accept_correction(
        self, name: str, reason: str = "", *, take_over: bool = True, sure: bool = False
    ) -> None:
        """Accept a correction; with `take_over`, let the fact say what it wants, in one step.

        Raises:
            UnknownName: there is no such correction.
            Doubtful: the fact says something else now than when it was sent.
        """
        state = self._now().state
        accepted = accepted_correction(state, name, reason, take_over=take_over, sure=sure)
        self.record_all(accepted, sure=True)

    def refuse_correction(self, name: str, reason: str) -> None:
        """Refuse a correction, with the reason.

        Raises:
            UnknownName: there is no such correction.
            Refused: no reason is given.
        """
        self.record(refused_correction(self._now().state, name, reason), sure=True)

    def sign_review(self, wanted: QualityReview, *, sure: bool = False) -> None:
        """Sign a step of quality review of the audit as it is now.

        Raises:
            Refused, Doubtful: as for `record`, or the first step is not signed.
        """
        if wanted.id == "second" and not self.audit.find(QualityReview, "first"):
            raise Refused({"id": phrase("Det første trinnet må signeres før det andre.")})
        now = self.kontrollsum
        _genesis, heads, _writes = self.journal.heads(self.audit.id)
        self.record(
            QualityReview(
                id=wanted.id,
                role=wanted.role,
                signed=wanted.signed,
                remark=wanted.remark,
                kontrollsum=str(now.sum),
                heads=tuple(heads),
            ),
            sure=sure,
        )

    def undo(self) -> tuple[Event, ...]:
        """Take back this author's last step that still counts, and return what it did.

        Raises:
            NothingToUndo: there is none.
            Refused: it gave the criteria set that something is chosen from.
        """
        step, undone = deciding.undo(self._now(), self.journal.replicas())
        refuse_taking_set_back(self.audit, step)
        self._write((undone,))
        return step

    def redo(self) -> tuple[Event, ...]:
        """Bring back what this author undid last, and return it."""
        step, undone = deciding.redo(self._now(), self.journal.replicas())
        self._write((undone,))
        return step

    def erase(self, kind: type[Record], name: str, field: str, reason: str = "") -> int:
        """Erase for good every text that anybody has written in a field; how many that was.

        Raises:
            NothingToErase: there is no text there.
        """
        erased: tuple[Erased, ...] = deciding.erasing_text(
            self._events, thing_of(kind, name), field, reason
        )
        if not erased:
            raise deciding.NothingToErase(phrase("Det står ingen tekst der."))
        self.journal.erase(self.audit.id, self.author, *erased)
        self._read()
        return len(erased)

    # -- keeping in step ----------------------------------------------------------------

    @contextmanager
    def having_seen(self, audit: Audit) -> Iterator[None]:
        """Within, what is wished is decided on what its author had in front of them then."""
        before, self.seen = self.seen, audit
        try:
            yield
        finally:
            if self.seen is audit:
                self.seen = before

    def refresh(self) -> bool:
        """Take in what other programs have written; True when one has written since last asked."""
        changed = self._take_in()
        self.seen = self.audit
        return changed

    def _take_in(self) -> bool:
        version = self.journal.version()
        if version == self._version:
            return False
        self._version = version
        self._read()
        return True

    def _hear_others(self) -> None:
        with saving():
            self._take_in()

    def _now(self) -> AuditSituation:
        self._hear_others()
        return AuditSituation(
            state=self.audit,
            seen=self.seen,
            author=self.author,
            today=Environment.today(),
            events=self._events,
            criteria_set=self.criteria_set,
        )

    def _write(self, happened: Sequence[What]) -> None:
        if not happened:
            return
        self._follow(self.journal.append(self.audit.id, self.author, *happened))

    def _follow(self, written: Sequence[Event]) -> None:
        self.saved_at = written[-1].at
        self._events = in_order((*self._events, *written))
        self.audit = self.seen = self._folded(self.audit.id)

    def _read(self) -> None:
        self._events = self.journal.events(self.audit.id)
        self.audit = self._folded(self.audit.id)

    def _folded(self, name: str) -> Audit:
        audit = fold(name, self._events)
        found = self.journal.criteria_set(audit.criteria_set) if audit.criteria_set else None
        return replace(audit, chosen_from=found)


def begin_audit(
    journal: Journal, name: str, author: Author, criteria_set: CriteriaSet | None = None
) -> AuditSession:
    """Begin an audit; criteria are chosen from this set.

    Raises:
        TakenId: an assessment or an audit has this id.
        UnusableId: the id can't be one.
    """
    journal.create(name, Begun(kind=KIND), criteria_set, author)
    return AuditSession(journal, name, author)


@contextmanager
def open_audit(environment: Environment, name: str) -> Iterator[AuditSession]:
    """The audit with this id, its journal closed afterwards.

    Raises:
        UnknownAssessment: there is no such audit.
        StoreError: the journal can't be opened; the words say why.
    """
    with open_audits(environment) as journal:
        try:
            session = AuditSession(journal, name, author_of(environment))
        except UnknownAssessment:
            if open_receipts(environment).named(name) is None:
                raise
            words = phrase(
                "«{id}» er et mottak, ikke en revisjon. Begynn en revisjon over det med «samsjekk "
                "audit new --receipt {id}».",
                id=name,
            )
            raise UnknownAssessment(words) from None
        yield session


def open_audits(environment: Environment) -> Journal:
    """The journal of audits.

    Raises:
        StoreError: it can't be opened.
    """
    return open_journal(environment, KIND)
