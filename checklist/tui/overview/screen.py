"""Overview: what the answers lead to, seen from six sides. Each row leads to its criterion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static, Tab, Tabs

from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session import Session
from checklist.tui.assessment_screen import LeadingScreen
from checklist.tui.overview import rows
from checklist.tui.widgets import LeadingRows, TopBar, content, plain
from checklist.words import (
    action_entries,
    conclusion_entries,
    disagreement_entries,
    field_difference_entries,
    file_entries,
    finding_entries,
    finding_entries_by_theme,
    lacking_entries,
    progress_words,
    unknown_entries,
)

_SECTIONS = ("conclusion", "map", "findings", "lacking", "unknown", "actions")


class OverviewScreen(LeadingScreen):
    """Conclusions, map, findings, lacking evidence, unknowns and actions.

    Dismisses with the id of the criterion that was chosen, or None.
    """

    KEYS = "overview"
    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"show('{section}')", show=False)
            for number, section in enumerate(_SECTIONS, 1)
        ),
        Binding("s", "sort", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
    ]

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._sorted: dict[str, bool] = {"map": True, "findings": False}

    @property
    def _by_theme(self) -> bool:
        """Whether the section in front goes by theme; else by severity."""
        return self._sorted.get(self.query_one(Tabs).active, True)

    def compose(self) -> ComposeResult:
        """Tabs above one list that is refilled."""
        yield TopBar()
        tabs = Tabs(*(Tab("", id=section) for section in _SECTIONS))
        # The arrow keys move in the list and between the tabs without changing the focus.
        tabs.can_focus = False
        yield tabs
        yield Static(id="columns")
        yield LeadingRows("rows")
        yield from self.foot()

    # -- filling ------------------------------------------------------------------------

    @on(Tabs.TabActivated)
    def fill(self) -> None:
        """Fill the list with the section that is chosen, and begin at its first row."""
        self._fill(at=None)

    def show_state(self) -> None:
        """Show what the answers lead to now, staying on the same row."""
        self._fill(at=self.query_one(LeadingRows).highlighted)

    def _show_numbers(self) -> None:
        """Put the numbers of now on the tabs."""
        _, appraisal = self._, self._session.appraisal
        names = (
            _("Konklusjon"),
            _("Kart"),
            _("Funn {n}", n=len(appraisal.findings)),
            _("Dokumentasjon {n}", n=len(appraisal.lacking_evidence)),
            _("Vet ikke {n}", n=sum(len(points) for _role, points in appraisal.unknown_by_role)),
            _("Tiltak {n}", n=len(self._session.assessment.actions)),
        )
        for section, name in zip(_SECTIONS, names, strict=True):
            self.query_one(f"#{section}", Tab).label = plain(name)
        self.query_one(TopBar).show(
            _("Oversikt · {name}", name=self._session.assessment.municipality.name),
            (progress_words(appraisal, _),),
        )

    def _fill(self, at: int | None) -> None:
        self._seen = self._session.appraisal
        self._show_numbers()
        section = self.query_one(Tabs).active
        shown = self.query_one(LeadingRows)
        width = shown.room
        head = self.query_one("#columns", Static)
        head.display = section == "map"
        head.update(content(rows.map_head(self._, width)))
        found = self._rows(section, width)
        shown.fill([(row.drawn(width), row.criterion) for row in found], at)
        if at is None:
            shown.scroll_home(animate=False)

    def _rows(self, section: str, width: int) -> Iterable[rows.Row]:
        appraisal = self._session.appraisal
        match section:
            case "map":
                drawn = rows.map_rows if self._by_theme else rows.map_rows_by_severity
                return drawn(appraisal, self._, width)
            case "findings":
                found = finding_entries_by_theme if self._by_theme else finding_entries
                return rows.drawn(found(appraisal, self._))
            case "lacking":
                files = file_entries(appraisal, self._session.file_states, self._)
                return rows.drawn((*files, *lacking_entries(appraisal, self._)))
            case "unknown":
                return rows.drawn(unknown_entries(appraisal, self._))
            case "actions":
                return rows.drawn(action_entries(appraisal, Environment.today(), self._))
            case _:
                conclusions = conclusion_entries(appraisal, self._)
                return rows.drawn(
                    (
                        *disagreement_entries(appraisal, self._),
                        *field_difference_entries(appraisal, self._),
                        *conclusions,
                    )
                )

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
            self._fill(at=None)
