"""Report: a look at it in the terminal, and a file to hand over."""

from __future__ import annotations

import contextlib
import re
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Input, RadioSet, Static

from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.report_file import FileInTheWay, write_report
from checklist.reporting.render import report_text
from checklist.reporting.report import Report
from checklist.session import Session
from checklist.tui import keys
from checklist.tui.screens.confirm import ConfirmScreen
from checklist.tui.screens.help import HelpScreen
from checklist.tui.widgets.bars import KeyBar, TopBar
from checklist.tui.widgets.drawing import plain
from checklist.tui.widgets.toggles import Dot

_FORMS = ("html", "md")
_BATCH_LINES = 60
"""The preview makes a widget for each paragraph, 5 ms a line, so it is made as one reads."""


class ReportScreen(Screen[None]):
    """The gap report as it is now, and where to save it.

    Args:
        session: the open assessment.
        translator: the user's language.
        day: the date that the report carries.
    """

    KEYS = "report"
    CSS_PATH = "report.tcss"
    AUTO_FOCUS = "#preview"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "file", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("question_mark,f1", "help", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, session: Session, translator: Translator, day: date) -> None:
        super().__init__()
        self._session = session
        self._ = translator
        self._day = day
        self._left: list[str] = []

    def compose(self) -> ComposeResult:
        """The preview, one line that says what to save, and the keys."""
        _ = self._
        name = re.sub(r"[^\w.-]+", "-", self._session.assessment.id).strip("-.") or "rapport"
        yield TopBar(_("Rapport · {name}", name=self._session.assessment.municipality.name))
        with VerticalScroll(id="preview"):
            yield Static(_("Lager rapporten …"), markup=False)
        with Horizontal(id="file"):
            with RadioSet(compact=True, id="form"):
                yield Dot("HTML", value=True, compact=True)
                yield Dot("Markdown", compact=True)
            yield Static(_("Fil:"), markup=False)
            yield Input(f"{name}-gap.html", compact=True, id="name", select_on_focus=False)
            yield Button(_("Lagre"), compact=True, variant="primary", id="save")
        yield Static(id="told")
        yield KeyBar(keys.report(_), keys.last(_))

    def on_mount(self) -> None:
        """Paint first; the report takes longer than a key press may."""
        with contextlib.suppress(OSError):  # the folder may be gone; saving says so
            self._tell(self._("Lagres i {folder}", folder=Path.cwd()))
        self.call_after_refresh(self._preview)

    async def _preview(self) -> None:
        preview = self.query_one("#preview", VerticalScroll)
        try:
            self._left = _batches(self._text("md"))
        except SamsjekkError as error:
            await preview.remove_children()
            await preview.mount(Static(plain(f"✗ {error.text(self._)}"), classes="fault"))
            return
        await preview.remove_children()
        self.watch(preview, "scroll_y", self._scrolled)
        await self._show_more()

    async def _show_more(self) -> None:
        """Add the next part of the report, until there is something to scroll to."""
        from textual.widgets import Markdown  # noqa: PLC0415 - 50 ms that only this screen needs

        preview = self.query_one("#preview", VerticalScroll)
        if self._left:
            await preview.mount(Markdown(self._left.pop(0), open_links=False))
            self.call_after_refresh(self._scrolled)

    async def _scrolled(self) -> None:
        preview = self.query_one("#preview", VerticalScroll)
        if preview.scroll_y + 2 * preview.size.height > preview.max_scroll_y:
            await self._show_more()

    def _text(self, form: str) -> str:
        self._session.check_files(content=True)
        return report_text(Report(self._session.appraisal, self._day, self._), form=form)

    def _tell(self, words: str, state: str = "") -> None:
        told = self.query_one("#told", Static)
        told.update(plain(words))
        told.set_classes(state)

    # -- what one can do ----------------------------------------------------------------

    @on(RadioSet.Changed, "#form")
    def change_form(self) -> None:
        """Let the file name follow the format."""
        name = self.query_one("#name", Input)
        path = Path(name.value)
        if path.suffix.lower() in (".html", ".htm", ".md"):
            name.value = str(path.with_suffix(f".{self._form()}"))

    @on(Input.Submitted, "#name")
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write the file, and say where it is; ask before another file is replaced."""
        self._save(replace=False)

    def _save(self, *, replace: bool) -> None:
        _ = self._
        path = self._path()
        try:
            written = write_report(path, self._text(self._form()).encode(), replace=replace)
        except FileInTheWay as error:
            question = _("{problem}. Vil du erstatte den?", problem=error.text(_))
            self.app.push_screen(ConfirmScreen(question, _("Erstatt"), _("Behold")), self._replace)
        except SamsjekkError as error:
            self._tell(f"✗ {error.text(_)}", "fault")
        else:
            self._tell("✓ " + _("Lagret: {path}", path=written), "done")

    def _replace(self, replace: bool | None) -> None:
        if replace:
            self._save(replace=True)

    def _form(self) -> str:
        return _FORMS[max(0, self.query_one("#form", RadioSet).pressed_index)]

    def _path(self) -> Path:
        name = self.query_one("#name", Input).value.strip()
        path = Path(name)
        return path if path.suffix or not name else Path(f"{name}.{self._form()}")

    def action_scroll(self) -> None:
        """A click on the line at the bottom turns the page."""
        self.query_one("#preview").scroll_page_down(animate=False)

    def action_file(self) -> None:
        """Go to the format, and from there with Tab to the file name."""
        self.query_one("#form").focus()

    def action_help(self) -> None:
        """Show the keys and the signs."""
        self.app.push_screen(HelpScreen(self._, self.KEYS))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)


def _batches(text: str) -> list[str]:
    """A Markdown text in pieces that begin at a heading and are not too short."""
    batches = [""]
    for section in re.split(r"(?m)^(?=#{1,4} )", text):
        if batches[-1].count("\n") >= _BATCH_LINES:
            batches.append("")
        batches[-1] += section
    return batches
