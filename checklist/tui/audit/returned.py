"""Forms that came back: where the file lies, and what came of reading it in."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input

from checklist.audit import FactCheckRound, FileSampleTaken, known_record
from checklist.auditing import AuditSession, take_in_sample
from checklist.auditing.forms import take_in_corrections
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.tui.boxes import (
    Dialog,
    labelled,
    typed_path,
    written,
)
from checklist.tui.evidence import browse_for
from checklist.tui.user_files import user_files_of
from checklist.tui.widgets import plain
from checklist.words.audits import audit_sample_lines, returned_lines


class ReturnedDialog(Dialog):
    """A form that came back; `told` is what came of reading it in."""

    SAVE = phrase("Les inn (ctrl+s)")
    AUTO_FOCUS = "#path"

    def __init__(self, session: AuditSession, _: Translator) -> None:
        super().__init__(_("Les inn skjemaet som kom tilbake"), "", _)
        self._session = session
        self.told: tuple[str, ...] = ()

    def read_in(self, path: Path) -> tuple[str, ...]:
        """Record what is in the file, all of it or nothing; what came of it.

        Raises:
            SamsjekkError: it can't be read in; the words say why.
        """
        raise NotImplementedError

    def fields(self) -> ComposeResult:
        """The file."""
        yield from labelled(self._("Hvor ligger filen?"), written("", "path"))

    def extra_buttons(self) -> ComposeResult:
        """A way to look for it."""
        yield Button(plain(self._("Bla etter den …")), id="browse", compact=True)

    @on(Button.Pressed, "#browse")
    def _browse(self) -> None:
        browse_for(self.query_one("#path", Input), self._)

    def store(self) -> None:
        """Read it in."""
        path = typed_path(self.query_one("#path", Input))
        self.told = self.read_in(user_files_of(self.app).source(path, Environment.documents()))


class ReturnedFactsDialog(ReturnedDialog):
    """The form of the fact check."""

    def fields(self) -> ComposeResult:
        """The file, and who sent it."""
        yield from super().fields()
        role = self._session.audit.single(FactCheckRound).role
        yield from labelled(self._("Rollen som sendte det tilbake"), written(role, "role"))

    def read_in(self, path: Path) -> tuple[str, ...]:
        """Record the corrections."""
        role = self.query_one("#role", Input).value.strip()
        found = take_in_corrections(self._session, path, self._, role=role, sure=self.sure)
        counted = returned_lines(len(found.recorded), found.known, found.confirmed, self._)
        return (*counted, *found.apart)


class ReturnedSampleDialog(ReturnedDialog):
    """The form of a file sample. It says itself of which one it is."""

    def read_in(self, path: Path) -> tuple[str, ...]:
        """Record what was counted."""
        found = take_in_sample(self._session, path, self._)
        sample = known_record(self._session.audit, FileSampleTaken, found.sample)
        return tuple(audit_sample_lines(sample, self._))
