"""A paper as it is read in the terminal, from any of its chapters."""

from __future__ import annotations

import re
from html import unescape
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from checklist.i18n import Translator
from checklist.tui import keys
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.lists import LeadingRow, LeadingRows
from checklist.tui.widgets import StyledText, TopBar, content, shortened

_PIECE_LINES = 60
"""A widget is made for each paragraph, 5 ms a line, so a text is shown as it is read."""

_CONTENTS = 36
_TWO_COLUMNS = 120
"""The width from which the chapters stand beside the text."""

_CHAPTER = "## "


class ReaderScreen(ExplainedScreen[None]):
    """A text in Markdown, with its chapters.

    Args:
        title: what it is called.
        text: the whole of it.
    """

    KEYS = "reader"
    AUTO_FOCUS = "#text"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(*keys.READER),
        Binding("escape", "back", show=False),
    ]
    DEFAULT_CSS = """
    ReaderScreen {
        Horizontal { height: 1fr; }
        #text { width: 1fr; scrollbar-size-vertical: 1; }
        #text Markdown { padding: 0 1; max-width: 110; }
        #text MarkdownTableCellContents { text-overflow: fold; }
        #chapters { width: 36; border-right: vkey $panel-lighten-2; display: none; }
        &.-two #chapters { display: block; }
    }
    """

    def __init__(self, title: str, text: str, translator: Translator) -> None:
        super().__init__(translator)
        self._title = title
        self._pieces = pieces(text)
        self._first = 0
        self._after = 0
        self._is_adding = False

    def compose(self) -> ComposeResult:
        """The chapters beside the text where there is room, and the keys."""
        yield TopBar(self._title)
        with Horizontal():
            yield LeadingRows("chapters")
            yield VerticalScroll(id="text")
        yield from self.foot()

    async def on_mount(self) -> None:
        """Begin at the top."""
        chapters = self.query_one(LeadingRows)
        chapters.fill(_row(words, place) for words, place in self._chapters())
        chapters.highlighted = None
        self.watch(self.query_one("#text"), "scroll_y", self._scrolled)
        if self._pieces:
            await self._begin_at(0)

    def on_resize(self) -> None:
        """The chapters stand beside the text where there is room."""
        self.set_class(self.size.width >= _TWO_COLUMNS, "-two")

    def _chapters(self) -> list[tuple[str, int]]:
        """The chapters, each with the piece that it begins."""
        return [
            (chapter_title(piece), place)
            for place, piece in enumerate(self._pieces)
            if piece.startswith(_CHAPTER)
        ]

    # -- what is shown ------------------------------------------------------------------

    async def _begin_at(self, piece: int) -> None:
        """Show the text from a piece on; those around it come as one scrolls."""
        shown = self.query_one("#text", VerticalScroll)
        self._is_adding = True
        await shown.remove_children()
        self._first, self._after = piece, piece + 1
        await self._mount_piece(piece)
        shown.scroll_home(animate=False, immediate=True)
        self._is_adding = False
        self.call_after_refresh(self._scrolled)

    async def _scrolled(self) -> None:
        """Add the next piece, or the one before, until there is something to scroll to."""
        shown = self.query_one("#text", VerticalScroll)
        near_end = shown.scroll_y + 2 * shown.size.height >= shown.max_scroll_y
        if self._is_adding:
            return
        self._is_adding = True
        if near_end and self._after < len(self._pieces):
            self._after += 1
            await self._mount_piece(self._after - 1)
            self.call_after_refresh(self._scrolled)
        elif self._first and shown.scroll_y < shown.size.height:
            self._first -= 1
            below = shown.virtual_size.height - shown.scroll_y
            await self._mount_piece(self._first, before=True)
            self.call_after_refresh(self._stay, below)
        self._is_adding = False

    async def _stay(self, below: float) -> None:
        """Let what was at the top stay there, now that there is more above it."""
        shown = self.query_one("#text", VerticalScroll)
        shown.scroll_to(y=shown.virtual_size.height - below, animate=False, immediate=True)
        self.call_after_refresh(self._scrolled)

    async def _mount_piece(self, piece: int, *, before: bool = False) -> None:
        from textual.widgets import Markdown  # noqa: PLC0415 - 50 ms that only this screen needs

        made = Markdown(self._pieces[piece], open_links=False)
        await self.query_one("#text").mount(made, before=0 if before else None)

    # -- what one can do ----------------------------------------------------------------

    def action_scroll(self) -> None:
        """A click on the line at the bottom turns the page."""
        self.query_one("#text").scroll_page_down(animate=False)

    def action_chapter(self) -> None:
        """Choose a chapter to read from."""
        choices = [(words, str(place)) for words, place in self._chapters()]
        self.choose(
            self._("Hvilket kapittel?"),
            choices,
            lambda place: self.run_worker(self._begin_at(int(place))),
        )

    @on(LeadingRows.Chosen)
    async def _chapter_chosen(self, event: LeadingRows.Chosen) -> None:
        await self._begin_at(int(event.leads_to))
        self.query_one("#text").focus()


def _row(words: str, place: int) -> LeadingRow:
    width = _CONTENTS - len("▌▕▕")
    return LeadingRow(content((StyledText(shortened(words, width)),)), str(place))


def chapter_title(piece: str) -> str:
    """What a chapter is called, without marks."""
    return readable(piece.partition("\n")[0])


def pieces(text: str) -> list[str]:
    """A Markdown text in pieces: one begins with each chapter, and none is much too long."""
    found = [""]
    for section in re.split(r"(?m)^(?=#{1,4} )", text):
        if section.startswith(_CHAPTER) or found[-1].count("\n") >= _PIECE_LINES:
            found.append("")
        found[-1] += section
    return [piece for piece in found if piece.strip()]


def readable(line: str) -> str:
    """A line of Markdown without its marks."""
    line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"^#+ ", "", line))
    line = re.sub(r"(?<!\\)\*\*", "", re.sub(r"^( *)- ", r"\1• ", line))
    return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line))
