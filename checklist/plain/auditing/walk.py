"""Going through the criteria of an audit line by line: facts with sources, then the verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO, TypeVar

from checklist.assessment import VerdictCode
from checklist.audit import (
    Basis,
    ChosenCriterion,
    CriterionVerdict,
    Fact,
    Source,
    facts_of,
    read_field,
)
from checklist.auditing import AuditSession, source_named
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.printing import print_wrapped
from checklist.store import Receipts
from checklist.text import visible
from checklist.words.audits import record_lines, thing_line

_Read = TypeVar("_Read")
_LEAVE = "q"


class _Left(Exception):
    """The user leaves, or there are no more lines."""


class AuditWalk:
    """Asks about each criterion in turn, from lines that are typed or come from a pipe."""

    def __init__(
        self, session: AuditSession, receipts: Receipts, lines: TextIO, translator: Translator
    ) -> None:
        self._session = session
        self._receipts = receipts
        self._lines = lines
        self._ = translator

    def go(self) -> None:
        """Go through every criterion, until the last or until the user leaves."""
        _ = self._
        criteria = self._session.audit.all(ChosenCriterion)
        print_wrapped(_("Enter går videre uten å endre noe, q avslutter."))
        try:
            for number, criterion in enumerate(criteria.values(), start=1):
                print_wrapped(_("Kriterium {n} av {of}:", n=number, of=len(criteria)))
                self._ask_about(criterion)
        except _Left:
            pass
        judged = self._session.audit.all(CriterionVerdict)
        print_wrapped(_("{n} av {of} kriterier er vurdert.", n=len(judged), of=len(criteria)))

    def _ask_about(self, criterion: ChosenCriterion) -> None:
        audit = self._session.audit
        print_wrapped(thing_line(criterion, audit, self._).words, "  ")
        for fact in facts_of(audit, criterion.id):
            print_wrapped(thing_line(fact, audit, self._).words, "  ")
        while text := self._asked(self._("Nytt faktum:")):
            self._tell_of(self._record_fact, criterion.id, text)
        self._tell_of(self._record_verdict, criterion.id)

    def _record_fact(self, criterion: str, text: str) -> None:
        sources = self._read(self._("Kilder, med komma mellom:"), self._sources)
        name = self._session.new_id(Fact)
        self._session.record(Fact(id=name, criterion=criterion, text=text, sources=sources))
        print_wrapped(self._("Registrert: {id}", id=name), "  ")

    def _sources(self, written: str) -> tuple[Source, ...]:
        names = filter(None, map(str.strip, written.split(",")))
        return tuple(source_named(self._session.audit, self._receipts, name) for name in names)

    def _record_verdict(self, criterion: str) -> None:
        _, audit = self._, self._session.audit
        before = audit.find(CriterionVerdict, criterion)
        if before is not None:
            for label, words in record_lines(before, audit, _):
                print_wrapped(f"{label}: {words}", "  ")
        choices = ", ".join(_.say(code.words) for code in VerdictCode)
        verdict = self._read(_("Vurdering ({choices}):", choices=choices), self._verdict)
        if verdict is None:
            return
        bases = ", ".join(_.say(basis.words) for basis in Basis)
        basis = self._read(_("Bygger på, med komma mellom ({bases}):", bases=bases), self._basis)
        text = self._asked(_("Begrunnelse:"))
        wanted = CriterionVerdict(id=criterion, verdict=verdict, basis=basis, text=text)
        self._session.record(wanted)

    @staticmethod
    def _verdict(written: str) -> VerdictCode | None:
        read: VerdictCode | None = read_field(CriterionVerdict, "verdict", [written])
        return read

    @staticmethod
    def _basis(written: str) -> tuple[Basis, ...]:
        read: tuple[Basis, ...] = read_field(CriterionVerdict, "basis", written.split(","))
        return read

    # -- lines --------------------------------------------------------------------------

    def _asked(self, question: str) -> str:
        """The line that is typed after a question; empty where nothing is.

        Raises:
            _Left: there is no line, or the one that leaves.
        """
        print(question, flush=True)
        line = self._lines.readline()
        if not line or line.strip().casefold() == _LEAVE:
            raise _Left
        return line.strip()

    def _read(self, question: str, reader: Callable[[str], _Read]) -> _Read:
        """What a line is read as; asked again until it can be read."""
        while True:
            try:
                return reader(self._asked(question))
            except SamsjekkError as error:
                print_wrapped(visible(error.text(self._)), "  ")

    def _tell_of(self, record: Callable[..., None], *about: str) -> None:
        """Record something, or say why it can't be."""
        try:
            record(*about)
        except SamsjekkError as error:
            print_wrapped(visible(error.text(self._)), "  ")
