"""The form for one piece of evidence: new, or one to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from checklist.assessment import (
    Document,
    Doubtful,
    Evidence,
    FilePlace,
    FileReference,
    Place,
    Refused,
    Thing,
    place,
)
from checklist.criteria import EvidenceKind, text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator
from checklist.machine import Environment
from checklist.session import Session, text_of, title_of
from checklist.store import Watch
from checklist.tui.boxes import (
    ConfirmScreen,
    Copying,
    Opened,
    ProposingInput,
    Tick,
    TypedScreen,
    needed,
)
from checklist.tui.evidence.fields import Choice, Field, Reader, fields_for, place_text, taken_as
from checklist.tui.evidence.file_picker import FilePicker
from checklist.tui.evidence.last_folder import evidence_folder, found_evidence_in
from checklist.tui.keys import Key, Use, bindings
from checklist.tui.signs import QUIET
from checklist.tui.user_files import user_files_of
from checklist.tui.widgets import KeyBar, MessageLine, StyledText, TopBar, content, plain
from checklist.words import day_of_timestamp


class EvidenceForm(TypedScreen[str | None]):
    """Fields of one kind. Dismisses with the id of what was saved, or None.

    What is typed stays until it is saved or the user says that it may go.

    Args:
        session: the open assessment, which the form saves to.
        translator: the user's language.
        kind: whose fields to show.
        before: the evidence to change, or None for new evidence.
        link_to: the checkpoint that new evidence is linked to.
        pasted: where the document is, when that was pasted into the list.
    """

    CSS_PATH = "form.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Use("save", "save"), Use("open_file", "browse")),
        Binding("escape", "leave", show=False),
        # Before the field sees the key: what is typed at once after it belongs to the next field.
        Binding("enter", "next_field", show=False, priority=True),
        Binding("tab", "app.focus_next", show=False, priority=True),
    ]

    def __init__(
        self,
        session: Session,
        translator: Translator,
        kind: EvidenceKind,
        *,
        before: Evidence | None = None,
        link_to: str | None = None,
        pasted: Place | None = None,
    ) -> None:
        super().__init__()
        self._ = translator
        self._session = session
        self._kind = kind
        self._before = before
        thing = Thing("evidence", "" if before is None else before.id)
        self._opened = Opened(session, thing, translator)
        self._copying = Copying(self, self.say_put_back, translator)
        self.messages = MessageLine()
        self._saving = False
        self._link_to = link_to
        self._pasted = "" if pasted is None else text_of(pasted)
        self._fields = fields_for(
            kind,
            before,
            translator,
            roles=tuple(
                text_in(role.title, translator.language) for role in session.criteria_set.roles
            ),
            locate=self._locate,
        )
        if pasted is not None:
            filled = {"place": text_of(pasted), "title": title_of(pasted)}
            self._fields = tuple(
                replace(field, value=filled[field.name])
                if isinstance(field, Field) and field.name in filled
                else field
                for field in self._fields
            )

    # -- what it shows ------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """A row for each field, two buttons, the keys."""
        _ = self._
        kind = _.say(self._kind.words)
        new = self._before is None
        yield TopBar(_("Nytt: {kind}", kind=kind) if new else _("Endre: {kind}", kind=kind))
        with VerticalScroll(can_focus=False):
            yield from self._opened.compose()
            for field in self._fields:
                yield from self._row(field)
        yield Static(id="problem")
        with Horizontal(id="buttons"):
            yield Button(_("Lagre"), id="save", variant="primary", compact=True)
            yield Button(_("Avbryt"), id="cancel", compact=True)
        yield self.messages
        yield KeyBar(
            (
                Key("ctrl+s", _("Lagre"), "save"),
                Key("tab", _("Neste felt"), "next_field"),
                *((Key("ctrl+o", _("Bla …"), "browse"),) if self._has_place else ()),
            ),
            last=(Key("esc", _("Avbryt"), "leave"),),
        )

    def _row(self, field: Field | Choice) -> ComposeResult:
        with Vertical(classes="field"):
            if isinstance(field, Choice):
                yield Tick(plain(field.label), field.value, id=field.name, compact=True)
                return
            hint = f"  {field.hint}" if field.hint else ""
            label = needed(field.label, self._) if field.needed(self._kind) else field.label
            yield Static(
                content((StyledText(label, "bold"), StyledText(hint, QUIET))), classes="label"
            )
            if field.lines > 1:
                area = TextArea(
                    field.value, id=field.name, compact=True, highlight_cursor_line=False
                )
                area.styles.height = field.lines
                yield area
            else:
                suggester = (
                    SuggestFromList(field.suggestions, case_sensitive=False)
                    if field.suggestions
                    else None
                )
                written = ProposingInput(
                    field.value,
                    id=field.name,
                    compact=True,
                    suggester=suggester,
                    select_on_focus=False,
                )
                if field.name == "place":
                    with Horizontal(classes="place"):
                        yield written
                        browse = Button(self._("Bla …"), id="browse", compact=True)
                        # Tab goes on to the next field; ctrl+o is the key for this one.
                        browse.can_focus = False
                        yield browse
                else:
                    yield written
            yield Static(id=f"note-{field.name}", classes="note")

    def begin(self) -> None:
        """Say at once what the place was taken for; where it was pasted, begin at the date."""
        self._say_place()
        if self._before is None and self._has_place and self.query_one("#place", Input).value:
            first = "#date" if self.query_one("#title", Input).value else "#title"
            self.query_one(first).focus()

    @property
    def draft_name(self) -> str:
        """A draft belongs to what it is about; what was pasted is not mixed with another."""
        about = "new" if self._before is None else self._before.id
        parts = (self._session.assessment.id, self._kind, about, self._link_to, self._pasted)
        return " ".join(("evidence", *(str(part) for part in parts if part)))

    @property
    def _has_place(self) -> bool:
        return any(field.name == "place" for field in self._fields)

    @on(Input.Blurred, "#place")
    def _say_place(self) -> None:
        """Say what the place was taken for once it is written."""
        for field in self.query("#place").results(Input):
            try:
                found = self._understood(field.value)
            except SamsjekkError as error:
                self._note("place", error.words, fault=True)
                self._propose(None)
            else:
                self._note("place", taken_as(found))
                self._propose(found)

    def _propose(self, found: Place | None) -> None:
        """Offer what a file says of itself. When it was last changed need not be its date."""
        _ = self._
        title = "" if found is None else title_of(found)
        day = _last_changed(found, self._)
        for name, proposal, note in (
            ("title", title, _("Forslag (pil høyre): {text}", text=title)),
            ("date", day, _("Filen ble sist endret {day}. Er det datoen? Pil høyre.", day=day)),
        ):
            self.query_one(f"#{name}", ProposingInput).propose(proposal, note)

    def on_click(self, event: events.Click) -> None:
        """A click on what is proposed in an empty field takes it, once the field has focus."""
        if isinstance(event.widget, ProposingInput) and event.chain > 1:
            event.widget.take()

    @on(Button.Pressed, "#browse")
    def action_browse(self) -> None:
        """Find the file in its folder."""
        if not self._has_place or self._copying.is_running:
            return

        def chosen(path: Path | None) -> None:
            if path is None:
                return
            found_evidence_in(self.app, path.absolute().parent)
            self.query_one("#place", Input).value = user_files_of(self.app).written(path)
            title = self.query_one("#title", Input)
            title.value = title.value or title_of(FilePlace(path))
            self._say_place()
            empty = next((n for n in ("title", "date") if not self._texts()[n]), "page")
            self.query_one(f"#{empty}").focus()

        self.app.push_screen(FilePicker(self._where_to_begin(), self._), chosen)

    def _where_to_begin(self) -> Path:
        """The folder of the file that is written, else where evidence was last found."""
        found = self._place_of(self.query_one("#place", Input).value)
        file = self._before.file if isinstance(self._before, Document) else None
        if isinstance(found, FilePlace) and (file is None or not file.copied):
            return found.path.absolute().parent
        return evidence_folder(self.app)

    def _note(self, name: str, words: Phrase | None, *, fault: bool = False) -> None:
        note = self.query_one(f"#note-{name}", Static)
        sign = "✗" if fault else "→"
        note.update(plain("" if words is None else f"{sign} {self._.say(words)}"))
        note.set_class(fault, "fault")
        note.display = words is not None

    # -- what one can do ----------------------------------------------------------------

    def action_next_field(self) -> None:
        """Enter and Tab in a field go to the next."""
        self.focus_next()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter and Tab alone where they mean something else."""
        if action == "next_field":
            return isinstance(self.focused, Input | Tick)
        return super().check_action(action, parameters)

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save and go back, or say by each field what can't be right."""
        self._save(sure=False)

    def _save(self, *, sure: bool) -> None:
        if not self._saving:
            self._saving = True
            self._record(sure=sure)

    @work
    async def _record(self, *, sure: bool) -> None:
        self.query_one("#problem").display = False
        typed, chosen = self._texts(), self._chosen()
        for name in typed:
            self._note(name, None)
        try:
            evidence = await self._read(typed, chosen, sure=sure)
            links = () if self._link_to is None else (self._link_to,)
            with self._opened.deciding():
                self._session.record_evidence(evidence, links)
        except SamsjekkError as error:
            self._saving = False
            self._say_why_not(error)
        else:
            if self._has_place and isinstance(found := self._place_of(typed["place"]), FilePlace):
                self._remember(found.path)
            self.dismiss(evidence.id)

    async def _read(
        self, typed: Mapping[str, str], chosen: Mapping[str, bool], *, sure: bool
    ) -> Evidence:
        """The evidence that the form describes; a file is read and copied in a thread.

        Raises:
            Refused, Doubtful: as `Reader.read`.
        """
        reader = self._reader(sure=sure)
        if not (self._has_place and isinstance(self._place_of(typed["place"]), FilePlace)):
            return reader.read(self._kind, self._before, typed, chosen)

        def read(watch: Watch) -> Evidence:
            watched = replace(reader, watch=watch)
            return watched.read(self._kind, self._before, typed, chosen)

        try:
            with self.untouched():
                return await self._copying.run(read)
        finally:
            if self.is_attached:
                self.query_one("#problem").display = False

    def _say_why_not(self, error: SamsjekkError) -> None:
        """Say by each field what can't be right; ask about a large file."""
        if isinstance(error, Doubtful):
            self._ask(error)
            return
        faults = error.faults if isinstance(error, Refused) else {}
        shown = [field.name for field in self._fields if field.name in faults]
        for name in shown:
            self._note(name, faults[name], fault=True)
        if shown:
            self.query_one(f"#{shown[0]}", Widget).focus()
        else:
            self.say_put_back(f"✗ {error.text(self._)}")

    def _ask(self, doubt: Doubtful) -> None:
        """Ask about a large file, and save when the user says yes."""
        _ = self._

        def answered(yes: bool | None) -> None:
            if yes:
                self._save(sure=True)

        self.app.push_screen(ConfirmScreen(doubt.text(_), _("Kopier"), _("Nei")), answered)

    def _remember(self, path: Path) -> None:
        """Remember where the file was found, but not the folder that copies are kept in."""
        if not self._session.files.holds(path):
            found_evidence_in(self.app, path.absolute().parent)

    def say_put_back(self, words: str) -> None:
        """Say something below the fields."""
        problem = self.query_one("#problem", Static)
        problem.update(plain(words))
        problem.display = True

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Stop a copy that is being made, else go back; ask first when something has been typed."""
        if not self._copying.stop():
            super().action_leave()

    def has_unsaved_text(self) -> bool:
        """Whether a field holds something else than when it was opened, or a file is copied."""
        if self._copying.is_running:
            return True
        now: dict[str, str | bool] = {**self._texts(), **self._chosen()}
        return any(now[field.name] != field.value for field in self._fields)

    def _reader(self, *, sure: bool) -> Reader:
        return Reader(
            new_id=self._session.new_evidence_id(),
            record_file=partial(self._session.record_file, sure=sure),
            locate=self._locate,
            translator=self._,
            today=Environment.today(),
            place=user_files_of(self.app).place,
        )

    def _texts(self) -> dict[str, str]:
        return {
            **{str(field.id): field.value for field in self.query(Input)},
            **{str(field.id): field.text for field in self.query(TextArea)},
        }

    def _chosen(self) -> dict[str, bool]:
        return {str(field.id): field.value for field in self.query(Tick)}

    def _place_of(self, text: str) -> Place | None:
        try:
            return self._understood(text)
        except SamsjekkError:
            return None

    def _understood(self, text: str) -> Place | None:
        """What a text about a place stands for; what stood there before, may stand.

        Raises:
            SamsjekkError: it is no place, or no file of the user's.
        """
        if text == place_text(self._before, self._locate):
            return place(text)
        return user_files_of(self.app).place(text)

    def _locate(self, file: FileReference) -> Path:
        return self._session.files.locate(self._session.assessment.id, file)


def _last_changed(found: Place | None, _: Translator) -> str:
    """The day a file was last changed; "" where it is not known."""
    if not isinstance(found, FilePlace):
        return ""
    try:
        return day_of_timestamp(found.path.stat().st_mtime, _)
    except (OSError, ValueError):
        return ""
