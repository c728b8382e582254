"""What the municipality would have the facts say: read in, and decided on."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input, Select, Static, TextArea

from checklist.audit import Correction, Fact, FactCheckRound
from checklist.auditing import AuditSession
from checklist.auditing.forms import take_in_corrections
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.store import nearest_folder
from checklist.tui.desk import desk_of
from checklist.tui.evidence import FilePicker
from checklist.tui.widgets import Dialog, FieldError, labelled, plain, written
from checklist.words.audits import returned_lines

_TAKE_OVER, _KEEP, _REFUSE = "take-over", "keep", "refuse"


class DecisionDialog(Dialog):
    """What the fact says, what the municipality wants, and what the auditor decides, with why."""

    AUTO_FOCUS = "#decision"
    DEFAULT_CSS = """
    DecisionDialog {
        TextArea { height: 4; }
        .told { margin-bottom: 1; }
    }
    """

    def __init__(self, session: AuditSession, correction: Correction, _: Translator) -> None:
        super().__init__(_("Rettelse {id}", id=correction.id), "", _)
        self._session = session
        self._correction = correction
        self._seen = session.audit

    def compose_before(self) -> ComposeResult:
        """What stands, what is wanted, and what shows it."""
        _, wanted = self._, self._correction
        fact = self._seen.find(Fact, wanted.fact)
        told = (
            (_("Faktumet sier"), "" if fact is None else fact.text),
            (
                _("Da det ble sendt"),
                "" if fact is None or fact.text == wanted.said else wanted.said,
            ),
            (_("Kommunen mener"), wanted.wanted),
            (_("Vist ved"), wanted.shown_by),
        )
        lines = (f"{label}: {text}" for label, text in told if text)
        yield Static(plain("\n".join(lines)), classes="told")

    def fields(self) -> ComposeResult:
        """The decision and the reason."""
        _ = self._
        choices = (
            (_("Ta til følge, og rett faktumet"), _TAKE_OVER),
            (_("Ta til følge, men la faktumet stå"), _KEEP),
            (_("Ikke ta til følge"), _REFUSE),
        )
        options = [(plain(words), name) for words, name in choices]
        yield from labelled(
            _("Hva gjør revisjonen?"),
            Select(options, value=_TAKE_OVER, allow_blank=False, compact=True, id="decision"),
        )
        area = TextArea(self._correction.reason, compact=True, id="reason")
        yield from labelled(_("Begrunnelse (må skrives når den ikke tas til følge)"), area)

    def store(self) -> None:
        """Accept or refuse it."""
        name, reason = self._correction.id, self.query_one("#reason", TextArea).text
        decision = self.query_one("#decision", Select).value
        with self._session.having_seen(self._seen):
            if decision == _REFUSE:
                self._session.refuse_correction(name, reason)
            else:
                take_over = decision == _TAKE_OVER
                self._session.accept_correction(name, reason, take_over=take_over, sure=self.sure)


class ReturnedDialog(Dialog):
    """The form of the fact check that came back; `told` is what came of reading it in."""

    AUTO_FOCUS = "#path"

    def __init__(self, session: AuditSession, _: Translator) -> None:
        super().__init__(_("Les inn skjemaet som kom tilbake"), "", _)
        self._session = session
        self.told: tuple[str, ...] = ()

    def fields(self) -> ComposeResult:
        """The file, and who sent it."""
        _ = self._
        yield from labelled(_("Hvor ligger filen?"), written("", "path"))
        role = self._session.audit.single(FactCheckRound).role
        yield from labelled(_("Rollen som sendte det tilbake"), written(role, "role"))

    def save_words(self) -> str:
        """It reads it in."""
        return self._("Les inn (ctrl+s)")

    def extra_buttons(self) -> ComposeResult:
        """A way to look for it."""
        yield Button(plain(self._("Bla etter den …")), id="browse", compact=True)

    @on(Button.Pressed, "#browse")
    def _browse(self) -> None:
        def chosen(path: Path | None) -> None:
            if path is not None:
                self.query_one("#path", Input).value = desk_of(self.app).written(path)

        begin = nearest_folder(str(Environment.documents()))
        self.app.push_screen(FilePicker(begin, self._), chosen)

    def store(self) -> None:
        """Record the corrections, all of them or none."""
        typed = self.query_one("#path", Input).value.strip().strip("\"'")
        if not typed:
            raise FieldError(phrase("Skriv hvor."), "#path")
        path = desk_of(self.app).source(Path(typed).expanduser(), Environment.documents())
        role = self.query_one("#role", Input).value.strip()
        found = take_in_corrections(self._session, path, self._, role=role, sure=self.sure)
        counted = returned_lines(len(found.recorded), found.known, found.confirmed, self._)
        self.told = (*counted, *found.apart)
