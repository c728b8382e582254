"""Finding a file: one goes from folder to folder, and types to see fewer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from checklist.assessment import rooted
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.store import DRIVES, FolderEntry, folder_above, matching, nearest_folder, read_folder
from checklist.tui import keys
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.evidence.folder_list import UP, FolderList
from checklist.tui.in_order import keys_wait
from checklist.tui.user_files import user_files_of
from checklist.tui.widgets import KeyBar, TopBar, plain


class _Filter(Input):
    """The field one types in. While it is empty, its keys for moving move between folders."""

    def action_cursor_left(self, select: bool = False) -> None:
        """Go up, or move in what is typed."""
        if self.value:
            super().action_cursor_left(select)
        else:
            self.app.call_later(self.screen.run_action, "up")

    def action_delete_left(self) -> None:
        """Go up, or delete what is typed."""
        if self.value:
            super().action_delete_left()
        else:
            self.app.call_later(self.screen.run_action, "up")

    def action_cursor_right(self, select: bool = False) -> None:
        """Go into the marked folder, or move in what is typed."""
        if self.value:
            super().action_cursor_right(select)
        else:
            self.app.call_later(self.screen.run_action, "enter_folder")


_LOOK_AGAIN_SECONDS = 1.0
"""How often the folder that files come in by is looked into."""


class FilePicker(ExplainedScreen[Path | None]):
    """Dismisses with the file that was chosen, or None.

    Where files come in from one folder only, nothing above or beside it is shown.

    Args:
        folder: where to begin.
        translator: the user's language.
    """

    KEYS = "files"
    CSS_PATH = "file_picker.tcss"
    AUTO_FOCUS = "#typed"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move_page(-1)", show=False),
        Binding("pagedown", "move_page(1)", show=False),
        *keys.bindings(*keys.FILES),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, folder: Path, translator: Translator) -> None:
        super().__init__(translator)
        self._folder = folder
        self._entries: tuple[FolderEntry, ...] = ()
        self._newest_first = False
        self._came_from = ""
        self._top: Path | None = None

    def compose(self) -> ComposeResult:
        """Where one is, what one types, what is there."""
        _ = self._
        yield TopBar(_("Velg fil"))
        yield Static(id="folder")
        hint = _("Skriv for å finne, eller lim inn en sti")
        if user_files_of(self.app).top is not None:
            hint = _("Skriv for å finne")
        yield _Filter(placeholder=hint, id="typed", compact=True)
        yield FolderList(self._)
        yield Static(id="said")
        yield self.messages
        yield KeyBar(keys.on_screen("files", _), keys.last_where_one_types(_))

    def on_mount(self) -> None:
        """Look into the first folder."""
        self._top = user_files_of(self.app).top
        if self._top is not None:
            self.set_interval(_LOOK_AGAIN_SECONDS, self._look_again)
        self._go(self._folder)

    # -- looking ------------------------------------------------------------------------

    @work(exclusive=True)
    async def _go(self, folder: Path) -> None:
        """Look into a folder, in a thread: it may be on a slow disk."""
        if self._top is not None and not self._is_within(folder):
            folder = self._top
        above = folder_above(self._folder)
        self._came_from = (self._folder.name or str(self._folder)) if folder == above else ""
        self._folder = folder
        self.query_one("#folder", Static).update(plain(self._called(folder)))
        try:
            with keys_wait(self):
                self._entries = await asyncio.to_thread(self._entries_of, folder)
        except SamsjekkError as error:
            self._entries = ()
            self._show()
            self._say(f"✗ {error.text(self._)}")
            return
        typed = self.query_one("#typed", Input)
        if typed.value:
            typed.value = ""
        self._show()

    @work(exclusive=True, group="look again")
    async def _look_again(self) -> None:
        """Show what has been sent in since, once it is whole."""
        folder = self._folder
        with suppress(SamsjekkError):
            found = await asyncio.to_thread(self._entries_of, folder)
            if folder == self._folder and found != self._entries:
                self._entries = found
                self._show()

    def _entries_of(self, folder: Path) -> tuple[FolderEntry, ...]:
        # The folder that files come in by is made with the first of them.
        return () if folder == self._top and not folder.exists() else read_folder(folder)

    def _is_within(self, folder: Path) -> bool:
        return self._top is None or folder.resolve().is_relative_to(self._top.resolve())

    def _called(self, folder: Path) -> str:
        if self._top is not None:
            within = folder.relative_to(self._top).parts
            return " / ".join((self._("Filer du har lastet opp"), *within))
        return "" if folder == DRIVES else str(folder)

    @on(Input.Changed, "#typed")
    def _show(self) -> None:
        """Show what holds the words that are typed."""
        _ = self._
        typed = self.query_one("#typed", Input).value
        found = self._entries if rooted(typed) else matching(self._entries, typed)
        if self._newest_first:
            found = tuple(sorted(found, key=lambda e: (not e.is_folder, -e.modified)))
        up = (
            ()
            if typed or self._folder in (DRIVES, self._top)
            else (FolderEntry(UP, is_folder=True),)
        )
        shown = (*up, *found)
        names = [entry.name for entry in shown]
        at = names.index(self._came_from) if self._came_from in names else len(up)
        self.query_one(FolderList).show(shown, at)
        if rooted(typed):
            self._say(_("Enter går til stien."))
        elif typed and not found:
            self._say(_("Ingenting her har disse ordene i navnet."))
        elif not found and self._folder == self._top:
            self._say(_("Ingen filer her ennå. Velg «Last opp filer» øverst på siden."))
        elif not found:
            self._say(_("Mappen er tom. Skjulte filer vises ikke."))
        else:
            files = sum(not entry.is_folder for entry in found)
            self._say(_.plural("{n} fil", "{n} filer", files))

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(plain(words))

    # -- what one can do ----------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Mark a line above or below; its whole name is said, where it was cut."""
        listed = self.query_one(FolderList)
        listed.move(by)
        if listed.current is not None:
            self._say(listed.current.name)

    def action_move_page(self, by: int) -> None:
        """Mark a line a page above or below."""
        self.action_move(by * self.query_one(FolderList).page)

    def action_sort(self) -> None:
        """Let the files go by date instead of name, or by name again."""
        self._newest_first = not self._newest_first
        self._show()

    def action_up(self) -> None:
        """Go to the folder above."""
        if self._folder != self._top:
            self._go(folder_above(self._folder))

    def action_enter_folder(self) -> None:
        """Go into the marked folder."""
        entry = self.query_one(FolderList).current
        if entry is not None and entry.is_folder and entry.name != UP:
            self._go(self._folder / entry.name)

    @on(Input.Submitted, "#typed")
    @on(FolderList.Clicked)
    def action_choose(self) -> None:
        """Go into the marked folder, or choose the marked file; a path that was typed is both."""
        typed = self.query_one("#typed", Input).value
        if (path := rooted(typed)) is not None:
            self._take(path)
            return
        entry = self.query_one(FolderList).current
        if entry is None:
            return
        if entry.name == UP:
            self.action_up()
        elif entry.is_folder:
            self._go(self._folder / entry.name)
        else:
            self.dismiss(self._folder / entry.name)

    def _take(self, path: Path) -> None:
        try:
            is_file, is_folder = path.is_file(), path.is_dir()
        except (OSError, ValueError):
            is_file = is_folder = False
        if not self._is_within(path):
            words = self._("Her vises det du har lastet opp, og ikke noe annet.")
            self._say(f"✗ {words}")
        elif is_file:
            self.dismiss(path)
        elif is_folder:
            self._go(path)
        else:
            self._say("✗ " + self._("Fant ingenting her: {path}", path=path))


def browse_for(
    field: Input, translator: Translator, then: Callable[[], object] = lambda: None
) -> None:
    """Find a file in its folder and write it in a field."""
    app = field.app

    def chosen(path: Path | None) -> None:
        if path is not None:
            field.value = user_files_of(app).written(path)
            then()

    app.push_screen(FilePicker(nearest_folder(str(Environment.documents())), translator), chosen)
