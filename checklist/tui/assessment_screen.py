"""What screens have in common: they explain their keys, say what happened, and ask before they do.

Those of an open assessment also follow what other programs write to it, and take steps back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import ClassVar, TypeVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from checklist.assessment import Event
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.session import Session
from checklist.store import TakenBack
from checklist.tui import keys
from checklist.tui.on_demand import boxes, explaining
from checklist.tui.widgets import ClosingScreen, KeyBar, MessageLine, shortened
from checklist.words import KEYS, Earlier, brought_back, taken_back

_LOOK_FOR_OTHERS_SECONDS = 1.0
_AT_A_GLANCE = 150
"""Columns of what was undone that the line of messages has room for on the smallest screen."""

_Result = TypeVar("_Result")
_Chosen = TypeVar("_Chosen")


class ExplainedScreen(ClosingScreen[_Result]):
    """A screen with keys of its own; `KEYS` is its name in `checklist.tui.keys`."""

    KEYS: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(
        keys.Use("help", "help"), keys.Use("settings", "app.settings")
    )

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._ = translator
        self.messages = MessageLine()

    def foot(self) -> ComposeResult:
        """What happened, and the line of keys at the bottom."""
        yield self.messages
        yield KeyBar([keys.drawn(use, self._) for use in self.uses], keys.last(self._))

    @property
    def uses(self) -> tuple[keys.Use, ...]:
        """What can be done here now."""
        return keys.SCREENS[self.KEYS].uses

    def show_keys(self, left_out: Collection[str] = ()) -> None:
        """Name what can be done here now at the bottom, without the actions of `left_out`."""
        uses = (use for use in self.uses if use.action not in left_out)
        self.query_one(KeyBar).show([keys.drawn(use, self._) for use in uses])

    @property
    def in_hand(self) -> str | None:
        """The id of the assessment that is open or marked here; None where there is none."""
        return None

    def say(self, words: Phrase, *, problem: bool = False) -> None:
        """Tell the user something, for a while."""
        self.notify(self._.say(words), severity="error" if problem else "information")

    def done(self, change: Callable[[], object]) -> bool:
        """Whether the change was made; if not, the user has been told why."""
        try:
            change()
        except SamsjekkError as error:
            self.say(error.words, problem=True)
            return False
        return True

    def ask(self, question: str, yes: str, no: str, do: Callable[[], object]) -> None:
        """Do it if the user says yes."""
        self.ask_in(boxes.ConfirmScreen(question, yes, no), do)

    def ask_in(self, box: Screen[bool], do: Callable[[], object]) -> None:
        """Show a box, and do something where it ends with a yes, or with something saved."""
        self.app.push_screen(box, boxes.if_yes(do))

    def choose_on(self, screen: Screen[_Chosen | None], then: Callable[[_Chosen], object]) -> None:
        """Show another screen in front, and go on with what is chosen there, if anything is."""

        def chosen(what: _Chosen | None) -> None:
            if what is not None:
                # Somebody else may have taken it away meanwhile.
                self.done(lambda: then(what))

        self.app.push_screen(screen, chosen)

    def choose(
        self, title: str, choices: Sequence[tuple[str, str]], then: Callable[[str], object]
    ) -> None:
        """Let the user choose one of a few things, each with its words and its id."""
        self.choose_on(boxes.ChooseDialog(title, choices, self._), then)

    def action_copy_text(self) -> None:
        """Copy what is marked, or what the screen offers where nothing is, and say so.

        No terminal tells whether it took it.
        """
        marked = self.get_selected_text()
        if not (text := marked or self.whole_text()):
            raise SkipAction  # the program says how it is left
        self.app.copy_to_clipboard(text)
        otherwise = phrase("Kan det ikke limes inn, så hold nede skift mens du merker med musen.")
        done = (
            phrase("Det du merket, er kopiert.")
            if marked
            else phrase("Hele kravet er kopiert. Vil du avslutte, så trykk ctrl+q.")
        )
        self.say(phrase("{one} {other}", one=done, other=otherwise))

    def whole_text(self) -> str:
        """What is copied where nothing is marked; empty where there is no one thing to copy."""
        return ""

    def action_help(self) -> None:
        """Offer what one can do here."""
        explaining.show_help(self, keys.SCREENS[self.KEYS], self.uses, self._)

    def action_back(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)


class AssessmentScreen(ExplainedScreen[_Result]):
    """A screen of an open assessment, which shows the changes that other programs make to it.

    One that puts the appraisal it has drawn in `_seen` is drawn anew when there is another.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    ALL_ACTIONS: ClassVar[Phrase] = phrase(
        "Lagret. Alle tiltak står i oversikten: {overview}, og så 6.", **KEYS
    )
    """What is said when an action is saved."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(translator)
        self._session = session
        self._seen: object = None

    @property
    def in_hand(self) -> str | None:
        """The open assessment."""
        return self._session.shared.id

    def on_mount(self) -> None:
        """Follow what other programs write."""
        self.set_interval(_LOOK_FOR_OTHERS_SECONDS, self.look_for_others)

    def on_resize(self) -> None:
        """Draw for the width there is, once it is known."""
        self.call_after_refresh(self.wrap)

    def look_for_others(self) -> None:
        """Show what other programs have written since the screen was drawn."""
        # The walk behind this screen tells when the journal can't be read.
        with suppress(SamsjekkError):
            try:
                self._session.refresh()
            except TakenBack as error:
                self.say(error.words, problem=True)
        if self._session.appraisal is not self._seen:
            self.show_state()

    def wrap(self) -> None:
        """Draw for another width."""
        self.show_state()

    def show_state(self) -> None:
        """Show the assessment as it is now, staying on the same row."""
        raise NotImplementedError  # a screen has a metaclass of its own, so it cannot be an ABC

    def saved_words(self) -> str:
        """When something was saved since the assessment was opened; empty where nothing was."""
        if self._session.journal.database.is_lost:
            return self._("Lagres ikke lenger")
        at = self._session.saved_at
        return "" if at is None else self._("Lagret {time}", time=f"{at.astimezone():%H:%M:%S}")

    def action_undo(self) -> None:
        """Take back this user's last step, and say what it was."""
        self._take_back(self._session.undo, taken_back)

    def action_redo(self) -> None:
        """Bring back what this user undid last, and say what it was."""
        self._take_back(self._session.redo, brought_back)

    def _take_back(
        self, change: Callable[[], tuple[Event, ...]], words: Callable[..., Phrase]
    ) -> None:
        try:
            step = change()
        except SamsjekkError as error:
            self.say(error.words, problem=True)
            return
        earlier = self._session.earlier()
        self.show_step(step, earlier)
        said = words(step, self._session.criteria_set, self._.language, earlier)
        # A long text is read whole in the history.
        self.say(Phrase("{said}", values={"said": shortened(self._.say(said), _AT_A_GLANCE)}))

    def ask_if_written(self, box: Screen[bool], do: Callable[[], object]) -> None:
        """Show a box, and do something where it wrote something: untouched, it writes nothing."""
        before = self._session.saved_at
        self.ask_in(box, lambda: do() if self._session.saved_at != before else None)

    def plan_action(self, criterion: str) -> None:
        """Plan something to be done about a criterion, or change what is planned."""
        planned = self._session.assessment.actions.values()
        choices = [(action.what, action.id) for action in planned if action.criterion == criterion]
        waiting = {
            f"= {name}": name
            for name, action in self._session.assessment.actions_that_wait.items()
            if action.criterion == criterion
        }
        for choice, name in waiting.items():
            what = self._session.assessment.actions_that_wait[name].what
            choices.append((self._("Bekreft tiltaket fra sist: {what}", what=what), choice))

        def chosen(name: str) -> None:
            if name in waiting:
                self._confirm_action(waiting[name])
            else:
                self.edit_action(criterion, name)

        if choices:
            choices.append((self._("Nytt tiltak"), ""))
            self.choose(self._("Hvilket tiltak?"), choices, chosen)
        else:
            self.edit_action(criterion, "")

    def _confirm_action(self, name: str) -> None:
        if self.done(lambda: self._session.confirm_action(name)):
            self.show_state()
            self.say(self.ALL_ACTIONS)

    def edit_action(self, criterion: str, name: str) -> None:
        """Change an action; one without a name is new."""
        box = boxes.ActionDialog(self._session, self._, criterion, name or None)
        # It stands below the verdict, which may be out of sight.
        stored = self.ALL_ACTIONS
        withdrawn = phrase("Tiltaket er trukket. Historikken beholder det.")

        def closed() -> None:
            gone = name and name not in self._session.assessment.actions
            self.say(withdrawn if gone else stored)

        self.ask_if_written(box, closed)

    def show_step(self, step: tuple[Event, ...], earlier: Earlier) -> None:  # noqa: ARG002 - for those that go there
        """Show what was taken back or brought back."""
        self.show_state()
