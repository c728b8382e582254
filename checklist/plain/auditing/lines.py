"""Questions of an audit line by line: what is typed after each, and the fields of a thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TextIO, TypeVar

from msgspec.structs import replace

from checklist.assessment import Doubtful, Refused
from checklist.audit import (
    NAMES,
    NEEDED,
    FieldShape,
    Holds,
    Record,
    fields_to_write,
    read_flag,
    shape_of,
)
from checklist.auditing import AuditSession, typed_field
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import print_wrapped
from checklist.plain.lines import line_after
from checklist.store import Receipts
from checklist.text import visible
from checklist.words.audits import AUDIT_WORDS, value_words

_Read = TypeVar("_Read")
_LEAVE = "q"
_EMPTY = "-"
_HELP = "?"


class Left(Exception):
    """The user leaves, or there are no more lines."""


class AuditLines:
    """An open audit, and the lines that are typed or come from a pipe."""

    def __init__(
        self, session: AuditSession, receipts: Receipts, lines: TextIO, translator: Translator
    ) -> None:
        self.session = session
        self.receipts = receipts
        self.progress: Callable[[], str] = str
        """How far one has come, said at the start, at the end and when asked."""
        self.has_asked = False
        self._here = ""
        self._heard = set[str]()
        self._lines = lines
        self._ = translator

    def print_all(self, lines: Iterator[str]) -> None:
        """Say some lines that are about the one before."""
        for line in lines:
            print_wrapped(visible(line), "  ")

    def begin(self, here: str) -> None:
        """Say where one is now, which is said again when asked."""
        self._here = here
        print()
        print_wrapped(here)

    def asked(self, question: str, told: str = "") -> str:
        """The line that is typed after a question; empty where nothing is.

        `told` is what to type, said the first time it is asked for and when asked how.

        Raises:
            Left: there is no line, or the one that leaves.
        """
        self.has_asked = True
        while True:
            line = line_after(f"{visible(self._with_told(question, told))} ", self._lines)
            if not line or line.strip().casefold() == _LEAVE:
                raise Left
            if line.strip() != _HELP:
                return line.strip()
            self._heard.discard(told)
            self.say_how()

    def _with_told(self, question: str, told: str) -> str:
        if not told or told in self._heard:
            return question
        self._heard.add(told)
        return f"{question.removesuffix(':')} ({told}):"

    def say_how(self) -> None:
        """Say what can be typed after any question, and how far one has come."""
        _ = self._
        for said in (
            _("Enter går videre uten å endre noe."),
            _("- (bindestrek) tømmer et felt."),
            _("q avslutter. Det du har skrevet, er lagret."),
            _("? (spørsmålstegn) sier dette, hva du kan skrive og hvor langt du er kommet."),
            self._here,
            self.progress(),
        ):
            if said:
                print_wrapped(said)

    def read(self, question: str, reader: Callable[[str], _Read]) -> _Read:
        """What a line is read as; asked again until it can be read."""
        while True:
            try:
                return reader(self.asked(question))
            except SamsjekkError as error:
                self.tell(error)

    def is_yes(self, question: str) -> bool | None:
        """Yes or no; None where nothing is typed."""

        def read(written: str) -> bool | None:
            return read_flag(written) if written else None

        return self.read(question, read)

    def tell(self, error: SamsjekkError) -> None:
        """Say what can't be, and what to do."""
        print_wrapped(visible(error.text(self._)), "  ")

    def tell_of(self, record: Callable[..., object], *about: Any) -> None:
        """Record something, or say why it can't be; ask where it can be right and seldom is."""
        try:
            record(*about)
        except SamsjekkError as error:
            self.tell(error)

    def is_meant(self, doubt: Doubtful) -> bool:
        """Ask about what can be right and seldom is."""
        self.tell(doubt)
        return bool(self.is_yes(self._("Er det slik det er ment? Svar ja eller nei:")))

    # -- the fields of a thing ----------------------------------------------------------

    def ask_fields(self, before: Record, *, is_new: bool) -> bool:
        """Ask about each field of a thing and record it; whether there was anything to record.

        Of a new thing, nothing is asked after what it must have is left empty. Who leaves midway
        keeps what was typed.
        """
        given: dict[str, Any] = {}
        try:
            for field in fields_to_write(type(before)):
                self._ask_field(before, field, given)
                if is_new and field in NEEDED.get(type(before), {}) and not given.get(field):
                    return False
        except Left:
            self._record(before, given, is_new=is_new)
            raise
        return self._record(before, given, is_new=is_new)

    def _record(self, before: Record, given: dict[str, Any], *, is_new: bool) -> bool:
        if not given:
            return False
        try:
            # What is seldom right was asked about, each in its field.
            name = self.session.record(
                replace(before, **given), touched=given, sure=True, is_new=is_new
            )
        except SamsjekkError as error:
            self.tell(error)
            return False
        print_wrapped(self._("Registrert: {id}", id=name), "  ")
        return True

    def _ask_field(self, before: Record, field: str, given: dict[str, Any]) -> None:
        question, told = self._question(before, field)
        while written := self.asked(question, told):
            try:
                value = self._value(type(before), field, written)
                self.session.check(replace(before, **given, **{field: value}))
            except Doubtful as doubt:
                if not self.is_meant(doubt):
                    continue
            except Refused as refused:
                if field in refused.faults:
                    print_wrapped(visible(self._.say(refused.faults[field])), "  ")
                    continue
            except SamsjekkError as error:
                self.tell(error)
                continue
            given[field] = value
            return

    def _value(self, kind: type[Record], field: str, written: str) -> Any:
        pieces = [written]
        if written == _EMPTY:
            pieces = []
        elif shape_of(kind, field).several:
            pieces = list(filter(None, map(str.strip, written.split(","))))
        return typed_field(self.session, self.receipts, kind, field, pieces)

    def _question(self, before: Record, field: str) -> tuple[str, str]:
        """What a field is called, with what stands there and any choices; and what to type."""
        _, kind = self._, type(before)
        words, value = AUDIT_WORDS[kind].fields[field], getattr(before, field)
        question = f"{_.say(words.label)}:"
        if stands := value_words(kind, field, value, self.session.audit, _) if value else "":
            question = _("{label}, nå: {value}:", label=_.say(words.label), value=stands)
        if choices := self._to_type(kind, field):
            return f"{question.removesuffix(':')} ({choices}):", ""
        return question, _.say(words.help)

    def _to_type(self, kind: type[Record], field: str) -> str:
        """What there is to choose among; empty where anything can be typed."""
        _, shape = self._, shape_of(kind, field)
        if shape.holds is Holds.FLAG:
            return _("ja eller nei")
        choices = self._choices(kind, field, shape)
        if not choices:
            return ""
        named = ", ".join(choices)
        return _("{choices}; komma mellom flere", choices=named) if shape.several else named

    def _choices(self, kind: type[Record], field: str, shape: FieldShape) -> Sequence[str]:
        of = NAMES.get(kind, {}).get(field)
        if of is not None:
            return tuple(self.session.audit.all(of))
        return [self._.say(choice.words) for choice in shape.choices]
