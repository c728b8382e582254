"""The list at the left of Walk: themes, and the criteria of the theme one is in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import ClassVar

import msgspec
from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region

from checklist.appraisal import CheckpointAppraisal, CriterionAppraisal, Progress, map_row
from checklist.tui.signs import KEY, QUIET
from checklist.tui.widgets import LineList, StyledText, content, fitted, progress_bar, styled
from checklist.words import signature_pieces

_LEAD = 7
"""Columns before the title of a criterion: the mark, the five signs and a space."""


class _Row(msgspec.Struct):
    """A criterion of the list. Its words and its sign are worked out when it is drawn."""

    appraised: CriterionAppraisal
    theme: int
    answered: int
    of: int

    @property
    def id(self) -> str:
        return self.appraised.criterion.id


class _Group(msgspec.Struct):
    """A theme with the rows of its criteria."""

    title: str
    rows: list[int] = msgspec.field(default_factory=list)
    answered: int = 0
    of: int = 0


class CriteriaList(LineList, inherit_bindings=False, can_focus=True):
    """Themes with progress; under the current theme its criteria, the current one marked."""

    DEFAULT_CSS = """
    CriteriaList {
        background: $surface;
        & .line-list--current { background: $block-cursor-blurred-background; }
        &:focus .line-list--current {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("left", "step_theme(-1)", show=False),
        Binding("right", "step_theme(1)", show=False),
        Binding("home", "end(0)", show=False),
        Binding("end", "end(-1)", show=False),
        Binding("enter", "open", show=False),
    ]

    def __init__(
        self,
        title_of: Callable[[CriterionAppraisal], str],
        points_of: Callable[[CriterionAppraisal], Sequence[CheckpointAppraisal]],
        left_words: Callable[[int], str],
        letters: str,
        *,
        chosen: Callable[[str], object],
        opened: Callable[[], object],
    ) -> None:
        """Make an empty list.

        Args:
            title_of: gives the title of a criterion.
            points_of: gives the checkpoints that count here.
            left_words: says how many are left.
            letters: one for each aspect, over the signs of the criteria.
            chosen: is told at once that another criterion is the current one. A message would come
                after the next key, where keys are pressed fast.
            opened: is told that the user wants to answer it.
        """
        super().__init__()
        self._title_of = title_of
        self._points_of = points_of
        self._left_words = left_words
        self._letters = letters
        self._chosen = chosen
        self._opened = opened
        self._rows: list[_Row] = []
        self._groups: list[_Group] = []
        self._index: dict[str, int] = {}
        self._current = 0
        self._lines: list[tuple[int, int | None]] = []

    # -- what it shows ------------------------------------------------------------------

    def fill(self, themes: Iterable[tuple[str, Iterable[CriterionAppraisal]]]) -> None:
        """Show these themes, each a title and its criteria; stay on the current criterion."""
        current = self._rows[self._current].id if self._rows else None
        self._rows, self._groups, self._index = [], [], {}
        for number, (title, criteria) in enumerate(themes):
            group = _Group(title)
            self._groups.append(group)
            for appraised in criteria:
                group.rows.append(len(self._rows))
                self._index[appraised.criterion.id] = len(self._rows)
                self._rows.append(self._row(appraised, number))
                group.answered += self._rows[-1].answered
                group.of += self._rows[-1].of
        self._current = self._index.get(current or "", 0)
        self._lay_out()

    def _row(self, appraised: CriterionAppraisal, theme: int) -> _Row:
        points = self._points_of(appraised)
        left = [point.value for point in points].count(None)
        return _Row(appraised, theme, len(points) - left, len(points))

    def update(self, appraised: CriterionAppraisal) -> None:
        """Show one criterion anew, and the numbers of its theme."""
        index = self._index[appraised.criterion.id]
        old = self._rows[index]
        new = self._rows[index] = self._row(appraised, old.theme)
        group = self._groups[old.theme]
        group.answered += new.answered - old.answered
        group.of += new.of - old.of
        if old.theme == self._rows[self._current].theme:
            self.refresh_lines(old.theme)
            self.refresh_lines(self._line_of(index))
        else:
            self.refresh()

    @property
    def progress(self) -> Progress:
        """How many checkpoints have an answer, and of how many."""
        return Progress(sum(g.answered for g in self._groups), sum(g.of for g in self._groups))

    @property
    def current(self) -> str:
        """The id of the current criterion."""
        return self._rows[self._current].id

    @property
    def words(self) -> str:
        """What a person reads in the list, seen or not."""
        return "\n".join(self.line(number, 200).plain for number in range(len(self._lines)))

    def holds(self, criterion: str) -> bool:
        """Whether a criterion is in the list."""
        return criterion in self._index

    def select(self, criterion: str) -> None:
        """Make a criterion the current one."""
        self._move(self._index[criterion])

    def neighbour(self, step: int) -> str | None:
        """The criterion so many rows away, or None beyond the ends."""
        wanted = self._current + step
        if not 0 <= wanted < len(self._rows):
            return None
        return self._rows[wanted].id

    def next_unanswered(self) -> str | None:
        """The first criterion after the current one, around the end, with something to answer."""
        here = self._current + 1
        for row in chain(self._rows[here:], self._rows[:here]):
            if row.answered < row.of:
                return row.id
        return None

    # -- keys and mouse -----------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """Go to the criterion above or below."""
        self._choose(self._current + step)

    def action_step_theme(self, step: int) -> None:
        """Go to the first criterion of the theme before or after."""
        theme = self._rows[self._current].theme
        if step < 0 and self._current != self._groups[theme].rows[0]:
            step = 0
        for group in self._groups[theme + step :: step or 1]:
            if group.rows:
                self._choose(group.rows[0])
                return

    def action_end(self, row: int) -> None:
        """Go to the first or the last criterion."""
        self._choose(row % len(self._rows))

    def action_open(self) -> None:
        """Go to the form of the current criterion."""
        self._opened()

    def on_click(self, event: events.Click) -> None:
        """Go to the clicked criterion, or to the first one of the clicked theme."""
        if (line := self.clicked_line(event)) is None:
            return
        theme, row = self._lines[line]
        if row is None:
            self._choose(self._groups[theme].rows[0] if self._groups[theme].rows else -1)
        else:
            self._choose(row)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self._move(row)
            self._chosen(self.current)

    # -- drawing ------------------------------------------------------------------------

    def _move(self, row: int) -> None:
        before, self._current = self._current, row
        if self._rows[before].theme == self._rows[row].theme:
            self.refresh_lines(self._line_of(before))
            self.refresh_lines(self._line_of(row))
            self.show_current()
        else:
            self._lay_out()

    def _lay_out(self) -> None:
        """Work out which lines there are: every theme, and the criteria of the current one."""
        open_theme = self._rows[self._current].theme if self._rows else -1
        self._lines = []
        for number, group in enumerate(self._groups):
            self._lines.append((number, None))
            if number == open_theme:
                self._lines += [(number, row) for row in group.rows]
        self.show_lines()

    def length(self) -> int:
        """Every theme, and the criteria of the current one."""
        return len(self._lines)

    def is_current(self, number: int) -> bool:
        """Whether it is the line of the current criterion."""
        return self._lines[number][1] == self._current

    def show_current(self) -> None:
        """Scroll to the current criterion."""
        if not self._rows:
            return
        y = self._line_of(self._current)
        # With the line above, so that the theme of its first criterion is seen as well.
        self.scroll_to_region(Region(0, y - 1, 1, 2), animate=False, force=True, immediate=True)

    def _line_of(self, row: int) -> int:
        """The line of a criterion of the open theme."""
        theme = self._rows[row].theme
        return theme + 1 + row - self._groups[theme].rows[0]

    def line(self, number: int, width: int) -> Content:
        """A theme, or a criterion."""
        theme, row = self._lines[number]
        if row is None:
            group = self._groups[theme]
            is_open = bool(self._rows) and self._rows[self._current].theme == theme
            lead, count = self._beside(group, width, is_open=is_open)
            title = fitted(group.title, width - cell_len(lead) - cell_len(count))
            return content(
                [
                    StyledText(lead, QUIET),
                    StyledText(title, "bold"),
                    StyledText(count, QUIET),
                ]
            )
        shown, is_current = self._rows[row], row == self._current
        pieces = map(styled, signature_pieces(map_row([shown.appraised])))
        # The cursor has colours of its own: the sign's colour on them would be hard to read.
        plainly = is_current and self.has_focus
        return content(
            [
                StyledText("▌" if is_current else " ", "" if plainly else KEY),
                *(piece._replace(style="") if plainly else piece for piece in pieces),
                StyledText(f" {fitted(self._title_of(shown.appraised), width - _LEAD)}"),
            ]
        )

    def _beside(self, group: _Group, width: int, *, is_open: bool) -> tuple[str, str]:
        """What stands before and behind the title of a theme; it gives way where the title is long.

        The letters stand over the signs of the criteria below.
        """
        left = group.of - group.answered
        words = self._left_words(left) if left else "✓"
        counts = (
            f" {progress_bar(group.answered, group.of, 5)} {words}",
            f" {group.answered}/{group.of}",
            "",
        )
        leads = (f"▾{self._letters} ", "▾ ") if is_open else ("▸ ",)
        room = width - cell_len(group.title)
        pairs = ((lead, count) for lead in leads for count in counts)
        fitting = (pair for pair in pairs if sum(map(cell_len, pair)) <= room)
        return next(fitting, (leads[-1], ""))
