"""The form of a thing in an audit, made from what its fields hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Select, Static, TextArea

from checklist.audit import (
    ENTRIES,
    NEEDED,
    Holds,
    QualityReview,
    Record,
    Source,
    fields_to_write,
    read_field,
    shape_of,
)
from checklist.auditing import AuditSession, source_named, typed_field
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.store import open_receipts
from checklist.tui.audit.choices import Choice, about_words, names_to_choose, things_to_choose
from checklist.tui.audit.sources import SourceDialog
from checklist.tui.boxes import (
    ConfirmScreen,
    Dialog,
    FieldError,
    HintedInput,
    Tick,
    if_yes,
    needed,
)
from checklist.tui.widgets import plain
from checklist.words.audits import AUDIT_WORDS, value_words

_LONG = frozenset({"text", "purpose", "reason", "said", "wanted", "remark", "comment", "about"})
"""Texts that may have several lines, as has that of a criterion's own sources."""

_BETWEEN = ", "


class RecordDialog(Dialog):
    """A thing of an audit, new or known: each field under its label, and its help in it."""

    DEFAULT_CSS = """
    RecordDialog {
        TextArea { height: 4; margin-bottom: 0; }
        Input, Select { margin-bottom: 0; }
        .group { height: auto; }
        .buttons { margin-top: 1; }
        .differing { margin-bottom: 1; text-style: bold; }
    }
    """

    def __init__(
        self,
        session: AuditSession,
        environment: Environment,
        kind: type[Record],
        name: str | None,
        translator: Translator,
    ) -> None:
        """`name` is the id of a known thing, or of a new one where that says what it is of."""
        self._kind, self._thing = kind, name
        words = translator.say(AUDIT_WORDS[kind].one)
        title = words if name is None or kind.SINGLE else f"{words} {name}"
        about = "" if name is None else about_words(session, kind, name, translator)
        super().__init__(title[:1].upper() + title[1:], about, translator)
        self._session = session
        self._environment = environment
        self._seen = session.audit
        self._before = session.audit.find(kind, name)
        self._shown = self._before or self._empty(name or kind.KIND)

    def _empty(self, name: str) -> Record:
        """A new thing; a review is signed today where nothing else is said."""
        if self._kind is QualityReview:
            return QualityReview(id=name, signed=self._environment.today())
        return self._kind(id=name)

    @property
    def draft_name(self) -> str:
        """One for each thing, and one for a new one of each kind."""
        return f"audit {self._seen.id} {self._kind.KIND} {self._thing or 'new'}"

    def begin(self) -> None:
        """Begin at the top, label and all."""
        box = self.query_one(VerticalScroll)
        self.call_after_refresh(box.scroll_home, animate=False)

    # -- the fields ---------------------------------------------------------------------

    def compose_before(self) -> ComposeResult:
        """What people have written differently, above the fields."""
        _, name = self._, self._shown.id
        differing = self._seen.differing(self._kind, name)
        lines = [
            f"{_.say(AUDIT_WORDS[self._kind].fields[field].label)}: "
            + " · ".join(
                f"{one.author.name}: {value_words(self._kind, field, one.value, self._seen, _)}"
                for one in standing
            )
            for field, standing in differing.items()
            if field in AUDIT_WORDS[self._kind].fields
        ]
        if lines:
            words = _("Flere har skrevet ulikt her. Det du lagrer, gjelder.")
            yield Static(plain("\n".join((words, *lines))), classes="differing")

    def fields(self) -> ComposeResult:
        """Each field under its label, or beside it where it is ticked."""
        for field in fields_to_write(self._kind):
            words = AUDIT_WORDS[self._kind].fields[field]
            label = self._.say(words.label)
            if shape_of(self._kind, field).holds is Holds.FLAG:
                told = plain(f"{label}: {self._.say(words.help)}")
                yield Tick(told, getattr(self._shown, field), id=field, compact=True)
                continue
            with Vertical(classes="group"):
                if field in NEEDED.get(self._kind, {}):
                    label = needed(label, self._)
                yield Label(plain(label))
                yield from self._held(field, self._.say(words.help))

    def _held(self, field: str, told: str) -> Iterator[Widget]:
        shape, value = shape_of(self._kind, field), getattr(self._shown, field)
        match shape.holds:
            case Holds.TEXT if self._is_long(field):
                area = TextArea(value, compact=True, id=field)
                area.placeholder = told
                yield area
            case Holds.CHOICE if shape.several:
                choices = [(self._.say(one.words), one.value) for one in shape.choices]
                yield from self._ticks(field, choices, value)
            case Holds.CHOICE:
                choices = [(self._.say(one.words), one.value) for one in shape.choices]
                yield _select(field, choices, value)
            case Holds.NAME if (named := self._to_choose(field)) is not None:
                if shape.several:
                    yield from self._ticks(field, named, value)
                else:
                    yield _select(field, named, value)
            case Holds.SOURCE:
                yield from self._sources(field, value)
            case _:
                yield HintedInput(
                    self._as_typed(field, value),
                    placeholder=told,
                    select_on_focus=False,
                    compact=True,
                    id=field,
                )

    def _to_choose(self, field: str) -> tuple[Choice, ...] | None:
        return names_to_choose(self._session, self._kind, field, self._)

    def _is_long(self, field: str) -> bool:
        return field in _LONG or field == "sources"

    def _as_typed(self, field: str, value: Any) -> str:
        if shape_of(self._kind, field).holds is Holds.NAME:
            return _BETWEEN.join(value) if isinstance(value, tuple) else value or ""
        if isinstance(value, tuple):
            return _BETWEEN.join(map(str, value))
        return value_words(self._kind, field, value, self._seen, self._)

    def _ticks(
        self, field: str, choices: Sequence[Choice], chosen: Sequence[str]
    ) -> Iterator[Widget]:
        """One for each choice; what is chosen and is there no more can be taken away."""
        known = [name for _words, name in choices]
        gone = [(name, name) for name in chosen if name not in known]
        if not (choices or gone):
            yield Static(plain(self._("(ingenting å velge ennå)")))
        for words, name in (*choices, *gone):
            yield Tick(plain(words), name in chosen, id=_tick(field, name), compact=True)

    def _sources(self, field: str, value: Sequence[Source]) -> Iterator[Widget]:
        entries = [
            choice for kind in ENTRIES for choice in things_to_choose(self._session, kind, self._)
        ]
        of_log = [source.entry for source in value if source.entry is not None]
        entries.sort(key=lambda choice: choice[1] not in of_log)
        yield from self._ticks(field, entries, of_log)
        received = (_written(source) for source in value if source.receipt is not None)
        yield HintedInput(
            _BETWEEN.join(received),
            placeholder=self._("i det mottatte: MOTTAK:DOKUMENTASJON"),
            select_on_focus=False,
            compact=True,
            id=field,
        )
        yield Button(plain(self._("Velg fra det mottatte …")), id=f"from-{field}", compact=True)

    @on(Button.Pressed)
    def _choose_source(self, event: Button.Pressed) -> None:
        """Let a source be found by its words in what was received."""
        name = event.button.id or ""
        if not name.startswith("from-"):
            return
        event.prevent_default()
        event.stop()
        field = self.query_one(f"#{name.removeprefix('from-')}", Input)

        def chosen(source: str | None) -> None:
            if source is not None:
                field.value = _BETWEEN.join(filter(None, (field.value.strip(), source)))
            field.focus()

        try:
            box = SourceDialog(self._session.audit, open_receipts(self._environment), self._)
        except SamsjekkError as error:
            self.say(error)
        else:
            self.app.push_screen(box, chosen)

    def extra_buttons(self) -> ComposeResult:
        """A way to take out what is known."""
        if self._before is not None:
            yield Button(plain(self._("Ta ut …")), id="withdraw", compact=True)

    @on(Button.Pressed, "#withdraw")
    def _ask_to_withdraw(self) -> None:
        _, name = self._, self._shown.id
        called = _.say(AUDIT_WORDS[self._kind].one) if self._kind.SINGLE else name
        question = _("Ta ut «{name}» av revisjonen? Historikken beholder det.", name=called)

        def withdraw() -> None:
            self.close_after(lambda: self._session.remove(self._kind, name))

        self.app.push_screen(ConfirmScreen(question, _("Ta ut"), _("Behold")), if_yes(withdraw))

    # -- saving -------------------------------------------------------------------------

    def store(self) -> None:
        """Record what is in the fields, beside what others have written there since."""
        given = {field: self._read(field) for field in fields_to_write(self._kind)}
        name = self._thing or self._session.new_id(self._kind)
        before = self._before or self._kind(id=name)
        wanted = msgspec.structs.replace(before, **given)
        with self._session.having_seen(self._seen):
            if isinstance(wanted, QualityReview):
                self._session.sign_review(wanted, sure=self.sure)
            else:
                self._session.record(
                    wanted, touched=given, sure=self.sure, is_new=self._thing is None
                )

    def _read(self, field: str) -> Any:
        shape = shape_of(self._kind, field)
        if shape.holds is Holds.FLAG:
            return self.query_one(f"#{field}", Tick).value
        if shape.holds is Holds.SOURCE:
            return self._at(field, lambda: self._read_sources(field))
        if self.query(f"#{field}"):
            return self._read_widget(field)
        return read_field(self._kind, field, self._ticked(field))

    def _read_widget(self, field: str) -> Any:
        match self.query_one(f"#{field}"):
            case TextArea() as area:
                return area.text
            case Select() as chosen:
                written = [] if chosen.is_blank() else [str(chosen.value)]
                return read_field(self._kind, field, written)
            case _:
                pieces = self._pieces(field)
        receipts = open_receipts(self._environment)
        return self._at(
            field, lambda: typed_field(self._session, receipts, self._kind, field, pieces)
        )

    def _read_sources(self, field: str) -> tuple[Source, ...]:
        """What is ticked and written; what stood there before is left as it is."""
        known = {source.entry or _written(source): source for source in getattr(self._shown, field)}
        receipts, audit = open_receipts(self._environment), self._session.audit
        return tuple(
            known.get(name) or source_named(audit, receipts, name)
            for name in dict.fromkeys((*self._ticked(field), *self._pieces(field)))
        )

    def _pieces(self, field: str) -> list[str]:
        """What is written on a line: one piece, or several where the field holds several."""
        written = self.query_one(f"#{field}", Input).value.strip()
        if not shape_of(self._kind, field).several:
            return [written] if written else []
        return [piece.strip() for piece in written.split(",") if piece.strip()]

    def _ticked(self, field: str) -> list[str]:
        start = _tick(field, "")
        return [
            (tick.id or "").removeprefix(start)
            for tick in self.query(Tick)
            if tick.value and (tick.id or "").startswith(start)
        ]

    def _at(self, field: str, read: Callable[[], Any]) -> Any:
        """What is read from a field; what is wrong with it is said under it."""
        try:
            return read()
        except SamsjekkError as error:
            raise FieldError(error.words, f"#{field}") from error


def _select(field: str, choices: Sequence[Choice], value: str | None) -> Select[str]:
    known = [name for _words, name in choices]
    gone = [(value, value)] if value is not None and value not in known else []
    options = [(plain(words), name) for words, name in (*choices, *gone)]
    shown = Select.NULL if value is None else str(value)
    return Select(options, prompt="–", value=shown, compact=True, id=field)


def _tick(field: str, name: str) -> str:
    return f"tick-{field}-{name}"


def _written(source: Source) -> str:
    return f"{source.receipt}:{source.evidence or source.checkpoint}"
