"""History: who did what, when, and what it was before."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from checklist.assessment import Event
from checklist.criteria import text_in
from checklist.i18n import Phrase, Translator, phrase
from checklist.session import HistoryLine, Session
from checklist.tui import keys
from checklist.tui.assessment_screen import AssessmentScreen
from checklist.tui.boxes import SearchDialog
from checklist.tui.history.moment import MomentScreen
from checklist.tui.lists import MarkedList
from checklist.tui.signs import NOTE, QUIET
from checklist.tui.widgets import StyledText, TopBar, content, hung, plain
from checklist.words import (
    KEYS,
    Earlier,
    checkpoint_of,
    claimed_sentence,
    criterion_of,
    history_words,
)

_PAGE = 200
"""Events shown at a time: a long history opens as fast as a short one."""

_OLDER = "older"
_PLACE, _AS_IT_WAS = "place", "as_it_was"


class EventPlace(NamedTuple):
    """Where an event leads: a criterion, and the checkpoint of it where there is one."""

    criterion: str
    checkpoint: str | None


class HistoryScreen(AssessmentScreen[EventPlace | None]):
    """Every event, the newest first, with the undone ones marked.

    Dismisses with the place that was chosen, or None.
    """

    KEYS = "history"
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#events"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(*keys.HISTORY)

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._shown = _PAGE
        self._whose: str | None = None
        self._criterion: str | None = None

    def compose(self) -> ComposeResult:
        """One list and the keys."""
        yield TopBar()
        yield MarkedList(id="events", compact=True)
        yield Static(id="told")
        yield from self.foot()

    def show_state(self) -> None:
        """Show the events as they are now, staying on the same one."""
        _ = self._
        self._seen = self._session.appraisal
        lines, earlier = self._session.history(), self._session.earlier()
        lines = self._chosen(lines, earlier)
        number = _.plural("{n} hendelse", "{n} hendelser", len(lines))
        self.query_one(TopBar).show(self._title(), (number,))
        events = self.query_one("#events", OptionList)
        current = events.highlighted_option
        width = self.size.width - events.styles.scrollbar_size_vertical - 2
        options = [
            Option(self._line(line, earlier, width), id=line.event.id)
            for line in lines[: self._shown]
        ]
        older = len(lines) - len(options)
        if older > 0:
            words = _.plural("Vis {n} eldre hendelse", "Vis {n} eldre hendelser", older)
            options.append(Option(content((StyledText(words, "bold"),)), id=_OLDER))
        events.set_options(options)
        ids = [option.id for option in options]
        here = current.id if current is not None else None
        events.highlighted = ids.index(here) if here in ids else 0

    def _title(self) -> str:
        _ = self._
        title = _("Historikk · {name}", name=self._session.assessment.municipality.name)
        if self._whose is not None:
            title = f"{title} · {self._whose}"
        if self._criterion is not None:
            criterion = self._session.criterion(self._criterion)
            title = f"{title} · {text_in(criterion.title, _.language)}"
        return title

    def _chosen(self, lines: tuple[HistoryLine, ...], earlier: Earlier) -> tuple[HistoryLine, ...]:
        """Those of one person and about one criterion, where that is asked for."""
        criteria_set = self._session.criteria_set
        return tuple(
            line
            for line in lines
            if self._whose in (None, line.event.author.name)
            and self._criterion in (None, criterion_of(line.event, criteria_set, earlier))
        )

    def _line(self, line: HistoryLine, earlier: Earlier, width: int) -> Content:
        said = history_words(
            line.event,
            self._session.criteria_set,
            earlier,
            self._,
            undone=line.undone,
            later=line.later,
        )
        before = " ".join(filter(None, (said.change, said.before)))
        parts = (
            StyledText(f"{said.when}  ", QUIET),
            StyledText(said.who, "bold"),
            StyledText(f"  ✗ {said.undone}" if said.undone else "", NOTE),
            StyledText(f"  ! {said.mark}" if said.mark else "", NOTE),
            StyledText(f"\n  {said.what}", QUIET if said.undone else ""),
            StyledText(f"\n  {before}" if before else "", QUIET),
        )
        return hung(parts, width)

    # -- what one can do ----------------------------------------------------------------

    @on(OptionList.OptionSelected, "#events")
    def look_closer(self, event: OptionList.OptionSelected) -> None:
        """Go to what an event is about, or see the assessment as it was after it.

        The last line of a long history shows more of it.
        """
        if event.option_id == _OLDER:
            self._shown += _PAGE
            self.show_state()
        elif event.option_id is not None:
            self._ask(event.option_id)

    def action_open(self) -> None:
        """Look closer at the event under the cursor."""
        self.query_one("#events", OptionList).action_select()

    def _ask(self, event: str) -> None:
        _ = self._
        moment = self._session.moment(event)
        earlier = self._session.earlier()
        point = checkpoint_of(moment, earlier)
        criterion = criterion_of(moment, self._session.criteria_set, earlier)
        place = None if criterion is None else EventPlace(criterion, point)
        choices = [(_("Se egenvurderingen slik den var da"), _AS_IT_WAS)]
        if place is not None:
            words = _("Gå til kravet") if point is None else _("Gå til kontrollpunktet")
            choices.insert(0, (words, _PLACE))

        def chosen(choice: str) -> None:
            if choice == _PLACE:
                self.dismiss(place)
            else:
                self.ask_in(MomentScreen(self._session, self._, event), went_back)

        def went_back() -> None:
            self._show_newest()
            self._tell(_("✓ Egenvurderingen er som den var da. {undo} angrer det.", **KEYS))

        self.choose(_.moment(moment.at), choices, chosen)

    def action_whose(self) -> None:
        """Show what one person has done, or what all have."""
        _ = self._
        names = sorted({line.event.author.name for line in self._session.history()})
        choices = [(_("Alle"), ""), *((name, name) for name in names)]

        def chosen(name: str) -> None:
            self._whose = name or None
            self.show_state()

        self.choose(_("Hvem sine endringer?"), choices, chosen)

    def action_claim(self) -> None:
        """Say that what was written under another name is one's own."""
        _, names = self._, self._session.claimable()
        if not names:
            self.say(phrase("Alt på denne maskinen er skrevet under navnet ditt."))
            return

        def chosen(name: str) -> None:
            if self.done(lambda: self._session.claim(name)):
                self._show_newest()
                self.say(claimed_sentence(name))

        self.choose(_("Hvilket navn er også deg?"), [(name, name) for name in names], chosen)

    def action_criterion(self) -> None:
        """Show what was done about one criterion; once more shows all."""
        if self._criterion is not None:
            self._criterion = None
            self.show_state()
            return

        def chosen(name: str | None) -> None:
            self._criterion = name
            self.show_state()

        self.app.push_screen(SearchDialog(self._session, self._), chosen)

    def show_step(self, step: tuple[Event, ...], earlier: Earlier) -> None:  # noqa: ARG002 - it is the newest event
        """Go to the newest event."""
        self._show_newest()

    def _show_newest(self) -> None:
        self.show_state()
        events = self.query_one("#events", OptionList)
        events.highlighted = 0 if events.option_count else None

    def say(self, words: Phrase, *, problem: bool = False) -> None:
        """Say below the events what was done, or why not."""
        self._tell(f"{'✗' if problem else '✓'} {self._.say(words)}", fault=problem)

    def _tell(self, words: str, *, fault: bool = False) -> None:
        told = self.query_one("#told", Static)
        told.update(plain(words))
        told.set_class(fault, "fault")
        told.display = True
