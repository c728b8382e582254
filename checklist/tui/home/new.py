"""New: which municipality, measured against what, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Select, Static
from textual.widgets.option_list import Option

from checklist.appraisal import Selection
from checklist.assessment import (
    TODAYS_NUMBERS_FROM,
    KnownMunicipality,
    Municipality,
    UnknownMunicipality,
    deciding,
    find,
    place_called,
    search_municipalities,
    whole_day,
)
from checklist.criteria import CriteriaSet, Depth, effort_of, quick_points, text_in
from checklist.criteria.files import Library
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.session import Session, remember_walk
from checklist.session.assessments import (
    begin,
    begin_from,
    open_session,
    predecessors_for,
    set_after,
    sets_to_choose,
    usual_set,
)
from checklist.store import Journal, Watch, author_of, open_evidence_files
from checklist.tui.boxes import (
    FieldError,
    WorkingDialog,
    labelled,
    needed,
    read_field,
)
from checklist.tui.lists import MarkedList
from checklist.tui.widgets import plain
from checklist.words import carried_words, effort_words, faulty_sets_words, name_words


class Begun(NamedTuple):
    """An assessment that was begun: its id, and what came along from an earlier one, in words."""

    assessment: str
    told: tuple[str, ...] = ()


class NewScreen(WorkingDialog[Begun]):
    """A new assessment; `made` is what was begun, once it is.

    The municipality is completed while one types. Before 2024 the numbers were others: those of
    Romerike are known, and for the rest the form asks for the number of the time.
    """

    SAVE = phrase("Begynn (ctrl+s)")
    AUTO_FOCUS = "#municipality"
    DEFAULT_CSS = """
    NewScreen {
        #places {
            height: auto; max-height: 6; border: none; padding: 0; background: $boost;
            scrollbar-size-vertical: 1; display: none;
        }
        #municipality { margin-bottom: 0; }
        #faulty { color: $text-muted; margin-bottom: 1; }
        #hint { color: $text-muted; margin-bottom: 1; }
        #then, #earlier { height: auto; display: none; }
    }
    """

    def __init__(self, environment: Environment, journal: Journal, _: Translator) -> None:
        stopped = phrase("Avbrutt. Ingen egenvurdering er begynt.")
        super().__init__(_("Ny egenvurdering"), "", _, stopped)
        self._environment = environment
        self._journal = journal
        self._chosen: KnownMunicipality | None = None
        self._offered: tuple[str, ...] = ()
        self._library = Library.shipped(environment.own_criteria)
        self._sets, self._faulty = sets_to_choose(self._library, environment.today())

    def fields(self) -> ComposeResult:
        """Municipality with completion, date, number of the time, criteria set, title."""
        _ = self._
        yield from labelled(
            needed(_("Kommune: navn eller nummer"), _), Input(id="municipality", compact=True)
        )
        yield MarkedList(id="places", compact=True)
        yield Static(markup=False, id="hint")
        today = _.short_date(self._environment.today())
        yield from labelled(
            needed(_("Dato for vurderingen"), _), Input(today, id="date", compact=True)
        )
        with Vertical(id="then"):
            yield Label(plain(_("Kommunenummeret den gangen (fire sifre)")))
            yield Input(id="number", compact=True)
        with Vertical(id="earlier"):
            yield Label(plain(_("Begynn fra (svarene må bekreftes før de teller)")))
            yield Select([], prompt=_("Ingen: begynn uten svar"), compact=True, id="from")
        first = usual_set(self._journal, self._sets)
        yield from labelled(
            _("Kriteriesett"),
            Select(self._set_choices(), value=first, allow_blank=False, compact=True, id="set"),
        )
        if self._faulty:
            yield Static(faulty_sets_words(self._faulty, _), markup=False, id="faulty")
        yield from labelled(
            _("Hvor grundig (kan endres med f underveis)"),
            Select(self._depths(first), allow_blank=False, compact=True, id="depth"),
        )
        yield from labelled(_("Tittel (kan stå tom)"), Input(id="title", compact=True))

    def _set_choices(self) -> list[tuple[Content, str]]:
        return [(plain(text_in(s.title, self._.language)), s.id) for s in self._sets.values()]

    def _depths(self, name: str) -> list[tuple[Content, str]]:
        """How thorough one can be, with how many questions that is and how long they take.

        The first is what is usual: quick, where the set has anything to ask in a quick walk.
        """
        _ = self._
        criteria = [c for c in self._sets[name].criteria if c.applies_to_date is None]
        quick = effort_of(point for c in criteria for point in quick_points(c))
        full = effort_of(point for c in criteria for point in c.checkpoints)
        whole = (plain(_("full, {effort}", effort=effort_words(full, _))), Depth.FULL)
        if not quick.questions:
            return [whole]
        return [(plain(_("rask, {effort}", effort=effort_words(quick, _))), Depth.QUICK), whole]

    @on(Select.Changed, "#set")
    def _another_set(self, event: Select.Changed) -> None:
        self.query_one("#depth", Select).set_options(self._depths(str(event.value)))

    # -- completion ---------------------------------------------------------------------

    @on(Input.Changed, "#municipality")
    @on(Input.Changed, "#date")
    def _look_up(self) -> None:
        """List the municipalities that begin with what is typed, at the date in the form."""
        _ = self._
        typed, on_day = self._typed_name(), self._day_or_today()
        if self._chosen is not None:
            # Numbers and counties have changed: what counts is what they were at the date.
            then = [
                p for p in search_municipalities(typed, 400, on_day) if p.name == self._chosen.name
            ]
            if self._chosen.name != typed:
                self._chosen = None
            elif len(then) == 1:
                self._chosen = then[0]
        found = search_municipalities(typed, 100, on_day) if typed and self._chosen is None else ()
        exact = len(found) == 1 and typed.casefold() in (found[0].name.casefold(), found[0].number)
        places = self.query_one("#places", OptionList)
        if [place.number for place in found] != [option.id for option in places.options]:
            places.set_options(Option(plain(place.label), id=place.number) for place in found)
            places.highlighted = 0 if found else None
        places.display = bool(found) and not exact
        unknown = bool(typed) and self._chosen is None and not found
        before = on_day < TODAYS_NUMBERS_FROM
        self.query_one("#then").display = unknown and before
        hint = ""
        if self._chosen is not None:
            hint = self._chosen.label
        elif exact:
            hint = found[0].label
        elif unknown and before:
            hint = _(
                "Vi kjenner ikke nummeret den gangen. Skriv hele navnet her, og nummeret under."
            )
        elif unknown:
            hint = _("Ingen kommune begynner slik.")
        self.query_one("#hint", Static).update(plain(hint))
        self._offer_earlier(self._chosen or (found[0] if exact else None), on_day)

    def _offer_earlier(self, place: KnownMunicipality | None, day: date) -> None:
        """Offer the assessments that the new one can begin from, the latest first."""
        found = () if place is None else predecessors_for(self._journal, place.municipality, day)
        offered = tuple(entry.id for entry in found)
        if offered == self._offered:
            return
        self._offered = offered
        begun = [entry.created for entry in found]
        names = [name_words(one.municipality, one.date, self._) for one in begun]
        choices = [
            (plain(name if names.count(name) == 1 else f"{name} · {made.title or known}"), known)
            for name, made, known in zip(names, begun, offered, strict=True)
        ]
        self.query_one("#from", Select).set_options(choices)
        self.query_one("#earlier").display = bool(choices)

    @on(Select.Changed, "#from")
    def _another_earlier(self, event: Select.Changed) -> None:
        """Go on with the set of the earlier one."""
        if event.value is Select.NULL:
            return
        try:
            found = set_after(self._earlier(str(event.value)).criteria_set, self._library)
        except SamsjekkError as error:
            self.say(error)
            return
        select = self.query_one("#set", Select)
        if found.id not in self._sets:
            self._sets = {**self._sets, found.id: found}
            select.set_options(self._set_choices())
        select.value = found.id

    def _earlier(self, name: str) -> Session:
        files = open_evidence_files(self._environment)
        return Session(self._journal, name, author_of(self._environment), files)

    def on_key(self, event: events.Key) -> None:
        """The arrows and Enter choose in the list while one types the municipality."""
        places = self.query_one("#places", OptionList)
        if self.focused is None or self.focused.id != "municipality" or not places.display:
            return
        actions = {
            "down": places.action_cursor_down,
            "up": places.action_cursor_up,
            "enter": places.action_select,
        }
        if event.key in actions:
            event.stop()
            event.prevent_default()
            actions[event.key]()

    @on(Input.Submitted, "#municipality")
    def _entered(self, event: Input.Submitted) -> None:
        places = self.query_one("#places", OptionList)
        if places.display:
            event.stop()
            event.prevent_default()
            places.action_select()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        found = search_municipalities(str(event.option_id), 100, self._day_or_today())
        self._chosen = next(place for place in found if place.number == event.option_id)
        self.query_one("#municipality", Input).value = self._chosen.name
        self._problem.display = False
        self._look_up()
        self.query_one("#date").focus()

    def _typed_name(self) -> str:
        return self.query_one("#municipality", Input).value.strip()

    def _day_or_today(self) -> date:
        try:
            written = read_field(self.query_one("#date", Input), whole_day)
        except FieldError:
            written = None
        return written or self._environment.today()

    # -- saving -------------------------------------------------------------------------

    def action_save(self) -> None:
        """Begin it; from an earlier one in a thread, as copies of its files come along."""
        earlier = self.query_one("#from", Select).value
        if earlier is Select.NULL:
            super().action_save()
        else:
            self.begin_work(lambda: self._from_earlier(str(earlier)))

    def store(self) -> None:
        """Begin an empty one."""
        author = author_of(self._environment)
        made = begin(
            self._journal,
            author,
            *self._wanted(),
            title=self._typed_title,
            depth=self._depth,
            sure=self.sure,
        )
        remember_walk(self._environment.home, made, Selection(depth=self._depth))
        self.made = Begun(made)

    def _from_earlier(self, earlier: str) -> Callable[[Watch], Begun]:
        """What begins from an earlier one, with a journal of its own."""
        environment, wanted, depth = self._environment, self._wanted(), self._depth
        title, sure = self._typed_title, self.sure

        def work(watch: Watch) -> Begun:
            with open_session(environment, earlier) as source:
                made, found = begin_from(
                    source, *wanted, title=title, depth=depth, sure=sure, watch=watch
                )
            remember_walk(environment.home, made, Selection(depth=depth))
            return Begun(made, carried_words(found, self._))

        return work

    @property
    def _typed_title(self) -> str:
        return self.query_one("#title", Input).value.strip()

    @property
    def _depth(self) -> Depth:
        return Depth(str(self.query_one("#depth", Select).value))

    def _wanted(self) -> tuple[Municipality, CriteriaSet, date]:
        """Of which municipality, measured against what, and when."""
        day = read_field(self.query_one("#date", Input), whole_day)
        if day is None:
            raise FieldError(deciding.MISSING_WORDS["date"], "#date")
        criteria_set = self._sets[str(self.query_one("#set", Select).value)]
        return self._municipality(day), criteria_set, day

    def _municipality(self, day: date) -> Municipality:
        typed = self._typed_name()
        if not typed:
            raise FieldError(phrase("Skriv navnet eller nummeret på kommunen."), "#municipality")
        if self._chosen is not None and self._chosen in search_municipalities(
            self._chosen.number, 100, day
        ):
            return self._chosen.municipality
        try:
            known = place_called(typed, day)
            if known is None and day >= TODAYS_NUMBERS_FROM:
                return find(typed, day)
        except UnknownMunicipality as error:
            raise FieldError(error.words, "#municipality") from error
        if known is not None:
            return known.municipality
        number = self.query_one("#number", Input).value.strip()
        try:
            return find(number, day, typed)
        except UnknownMunicipality as error:
            words = phrase("Skriv de fire sifrene kommunen hadde den gangen, for eksempel 0236.")
            raise FieldError(words, "#number") from error
