"""Overview: what the answers lead to, seen from six sides. Each row leads to its criterion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static, Tab, Tabs

from checklist.appraisal import how_far
from checklist.criteria import Depth
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.session import Session
from checklist.tui import keys
from checklist.tui.lists import (
    LeadingRow,
    LeadingRows,
    LeadingScreen,
    entry_rows,
    ladder_rows,
    tables_of,
)
from checklist.tui.signs import KEY
from checklist.tui.widgets import StyledText, TopBar, content
from checklist.words import (
    GAP,
    PARTS,
    WORST,
    Entry,
    clash_entries,
    conclusion_entries,
    differing_entries,
    file_entries,
    finding_entries,
    finding_entries_by_theme,
    key_of,
    lacking_entries,
    map_entries,
    map_entries_by_severity,
    map_head,
    part_counts,
    progress_words,
    sign_off_mark,
    summary_entries,
    worst_entries,
)

_SECTIONS = ("conclusion", "map", "findings", "lacking", "unknown", "actions")

_TWO_COLUMNS = 120
"""The width from which the shortest section has two lists beside each other."""

_BESIDE = 62
"""The width of the one at the left."""

_WORST = 3
"""Findings named in short where there is one list."""


class OverviewScreen(LeadingScreen):
    """In short, map, findings, lacking evidence, unknowns and actions.

    Dismisses with the id of the criterion that was chosen, or None.
    """

    KEYS = "overview"
    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"show('{section}')", show=False)
            for number, section in enumerate(_SECTIONS, 1)
        ),
        *keys.bindings(*keys.OVERVIEW),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
    ]

    ALL_ACTIONS = phrase("Lagret. 6 viser alle tiltak.")

    def __init__(
        self, session: Session, translator: Translator, meant: Depth | None = None
    ) -> None:
        """`meant` is how deep the user means to go, before anything is answered."""
        super().__init__(session, translator)
        self._meant = meant
        self._sorted: dict[str, bool] = {"map": True, "findings": False}

    @property
    def _by_theme(self) -> bool:
        """Whether the section in front goes by theme; else by severity."""
        return self._sorted.get(self.query_one(Tabs).active, True)

    def compose(self) -> ComposeResult:
        """Tabs above a list that is refilled, and one beside it where there is room."""
        yield TopBar()
        tabs = Tabs(*(Tab("", id=section) for section in _SECTIONS))
        # The arrow keys move in the list and between the tabs without changing the focus.
        tabs.can_focus = False
        yield tabs
        yield Static(id="columns")
        with Horizontal():
            yield LeadingRows("beside")
            yield LeadingRows("rows")
        yield from self.foot()

    # -- filling ------------------------------------------------------------------------

    @on(Tabs.TabActivated)
    def fill(self) -> None:
        """Fill the list with the section that is chosen, and begin at its first row."""
        self._fill(anew=True)

    def show_state(self) -> None:
        """Show what the answers lead to now, staying on the same row."""
        self._fill(anew=False)

    def on_screen_resume(self) -> None:
        """Show what was changed in a box."""
        if self._seen is not None and self._seen is not self._session.appraisal:
            self.show_state()

    def _show_numbers(self) -> None:
        """Put words, keys and the numbers of now on the tabs, as much as there is room for."""
        _, appraisal = self._, self._session.appraisal
        counts = part_counts(appraisal)
        counted = (
            _("Funn {n}", n=counts["findings"]),
            _("Dokumentasjon {n}", n=counts["lacking"]),
            _("Vet ikke {n}", n=counts["unknown"]),
            _("Tiltak {n}", n=counts["actions"]),
        )
        names = (_("Kort sagt"), _("Kart"), _("Funn"), _("Dokumentasjon"), _("Vet ikke"))
        whole = (*names[:2], *counted)
        words = (*names, _("tiltak").capitalize())
        between = 2 * len(_SECTIONS) - 1
        room = self.size.width - between - len("1 ") * len(_SECTIONS)
        shown = whole if sum(map(cell_len, whole)) <= room else words
        with_keys = sum(map(cell_len, shown)) <= room
        for number, (section, name) in enumerate(zip(_SECTIONS, shown, strict=True), start=1):
            key = StyledText(f"{number} " if with_keys else "", KEY)
            self.query_one(f"#{section}", Tab).label = content((key, StyledText(name)))
        assessment = self._session.assessment
        name = f"{assessment.municipality.name} · {_.short_date(assessment.date)}"
        title = _("Oversikt · {name}", name=name)
        mark = sign_off_mark(self._session.since_sign_off(), _)
        state = (progress_words(how_far(appraisal, self._meant), _), mark)
        self.query_one(TopBar).show(title, tuple(filter(None, state)))

    def _fill(self, *, anew: bool) -> None:
        self._seen = self._session.appraisal
        self._show_numbers()
        section = self.query_one(Tabs).active
        shown, beside = self._list, self._beside
        two = section == "conclusion" and self._has_two_columns
        beside.display = two
        if two:
            beside.styles.width = _BESIDE
            left = self._conclusions(_BESIDE - len("▌ ▕"))
            beside.fill(left)
            if not beside.has_focus:
                beside.highlighted = None
        shown.fill(self._rows(section, shown.room - _BESIDE * two, two=two), anew=anew)
        if anew:
            shown.scroll_home(animate=False)
        left_out = set() if self.in_use.marked else {"open", "action"}
        if section not in self._sorted:
            left_out.add("sort")
        self.show_keys(left_out)

    @property
    def _list(self) -> LeadingRows:
        return self.query_one("#rows", LeadingRows)

    @property
    def _beside(self) -> LeadingRows:
        return self.query_one("#beside", LeadingRows)

    @property
    def _has_two_columns(self) -> bool:
        return self.size.width >= _TWO_COLUMNS and self._session.appraisal.has_begun

    @on(events.DescendantFocus, "#beside")
    def mark_beside(self) -> None:
        """The list at the left has a marked row while it has the keyboard, and else none."""
        if self._beside.highlighted is None:
            self._beside.action_first()

    @on(events.DescendantBlur, "#beside")
    def unmark_beside(self) -> None:
        """Only one list has a marked row."""
        if self.focused is not None:
            self._beside.highlighted = None

    def _rows(self, section: str, width: int, *, two: bool) -> Iterator[LeadingRow]:
        head: tuple[Entry, ...] = ()
        if section == "map":
            head = map_head(self._session.appraisal, self._)
        entries = () if section == "conclusion" else tuple(self._entries(section))
        tables = tables_of((*head, *entries), width)
        if head and max(tables[len(head[0].cells)].widths[1:]) <= 1:
            # The figures have no room, and a part of one would be another.
            head = head[:1]
        over = self.query_one("#columns", Static)
        over.display = bool(head)
        over.update(Content("\n").join(row.drawn for row in entry_rows(head, width, tables)))
        if section == "conclusion":
            return self._in_short(width, two=two)
        return entry_rows(entries, width, tables, self._hint if section == "findings" else ())

    def _entries(self, section: str) -> Iterable[Entry]:
        _, appraisal, today = self._, self._session.appraisal, Environment.today()
        match section:
            case "map":
                mapped = map_entries if self._by_theme else map_entries_by_severity
                return mapped(appraisal, _)
            case "findings":
                found = finding_entries_by_theme if self._by_theme else finding_entries
                return found(appraisal, today, _)
            case "lacking":
                files = file_entries(appraisal, self._session.file_states, _)
                return (*files, *lacking_entries(appraisal, _))
            case _:
                return PARTS[section][1](appraisal, today, _)

    def _in_short(self, width: int, *, two: bool) -> Iterator[LeadingRow]:
        """Where duties stop, what is worst, and what the themes conclude."""
        _, appraisal, today = self._, self._session.appraisal, Environment.today()
        if not appraisal.has_begun:
            yield from self._drawn(summary_entries(appraisal, today, _), width)
            begin = (StyledText("\nesc ", KEY), StyledText(_("Til spørsmålene")))
            yield LeadingRow(content(begin))
            return
        yield from self._drawn(differing_entries(appraisal, _), width)
        if not two:
            yield from ladder_rows(appraisal, _, width)
            yield from entry_rows((GAP,), width, {})
        found = worst_entries(appraisal, today, _, WORST if two else _WORST)
        yield from self._drawn(found, width, self._hint)
        yield from self._drawn(clash_entries(appraisal, _), width)
        if not two:
            yield from entry_rows((GAP,), width, {})
            yield from self._drawn(conclusion_entries(appraisal, _), width)

    def _conclusions(self, width: int) -> Iterator[LeadingRow]:
        """The list at the left where there are two."""
        _, appraisal = self._, self._session.appraisal
        yield from ladder_rows(appraisal, _, width)
        yield from self._drawn((GAP, *conclusion_entries(appraisal, _)), width)

    def _drawn(
        self, entries: Iterable[Entry], width: int, hint: tuple[StyledText, ...] = ()
    ) -> Iterator[LeadingRow]:
        entries = tuple(entries)
        return entry_rows(entries, width, tables_of(entries, width), hint)

    @property
    def _hint(self) -> tuple[StyledText, ...]:
        return (StyledText(f"  {key_of('action', self._)} ", KEY), StyledText(self._("Tiltak")))

    # -- what one can do ----------------------------------------------------------------

    def action_show(self, section: str) -> None:
        """Go to a section."""
        self.query_one(Tabs).active = section

    def action_step(self, by: int) -> None:
        """Go to the section beside this one; after the last comes the first."""
        now = _SECTIONS.index(self.query_one(Tabs).active)
        self.action_show(_SECTIONS[(now + by) % len(_SECTIONS)])

    def action_sort(self) -> None:
        """Let the map or the findings go by severity, or by theme again."""
        section = self.query_one(Tabs).active
        if section in self._sorted:
            self._sorted[section] = not self._sorted[section]
            self._fill(anew=True)

    def action_action(self) -> None:
        """Plan an action for what the marked row is about, or change what is planned."""
        if (criterion := self.in_use.marked) is not None:
            self.plan_action(criterion)
