"""The terminal UI as a program: it opens the journal and shows the first screen."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual import events, widgets, work
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.theme import Theme

from checklist.appraisal import Selection
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import (
    SHOWN_OTHERWISE,
    Environment,
    Settings,
    ending_signals,
    hang_up,
    load_settings,
    names_keys,
    read_settings,
    terminal_is_gone,
    wait_in_shell,
)
from checklist.session import Session, follow_beginning, last_walk, remember_walk
from checklist.store import (
    Drafts,
    author_of,
    copies_beside,
    open_evidence_files,
    open_journal,
    shared_folders,
)
from checklist.text import has_harmful, plain_text, visible
from checklist.tui import keys, themes
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.browser_driver import ends_with_the_browser
from checklist.tui.in_order import InOrder
from checklist.tui.on_demand import boxes, commands, handing_over, home
from checklist.tui.user_files import being_made, user_files_of
from checklist.tui.walk import WalkScreen
from checklist.tui.widgets import HasMessages, OnlyVisible
from checklist.words import AS_BEGUN

if TYPE_CHECKING:
    from checklist.handover import Exchanging

_LOOK_FOR_THE_TERMINAL_SECONDS = 2.0
_READS_KEYS = "textual-input"
"""What the drivers of Textual call the thread that reads keys."""
_WAIT_FOR_OTHERS_SECONDS = 0.4
_LAST_EXCHANGE_SECONDS = 3.0
_STACK_OF_ONE_SCREEN = 2
"""Textual has a screen of its own behind the first."""


class KeysNotRead(SamsjekkError):
    """What reads keys has stopped, so that nothing can be pressed any more."""


@runtime_checkable
class _TypedIn(Protocol):
    """A screen that people type in, known by what is asked of it: it is imported when it opens."""

    def keep_draft(self) -> None:
        """Keep what is typed for when the program ends in the middle."""

    def has_unsaved_text(self) -> bool:
        """Whether something would be lost."""

    def ask_to_leave(self) -> None:
        """Ask before what was typed is thrown away."""


class SamsjekkApp(InOrder[None]):
    """Samsjekk in a terminal.

    Everything that can go wrong before there is anything to show is raised by the constructor,
    while the terminal is still the user's own.

    Raises:
        StoreError: the journal can't be opened.
        UnknownAssessment: there is no assessment with the id asked for.
        UnknownName: the set has no such role as `selection` names.
    """

    TITLE = "samsjekk"
    # Lines hold words in the colours of their signs, which must be readable under the cursor too.
    # Textual fades what can't be chosen and what may be typed, until they can't be read.
    CSS = """
    OptionList:focus > .option-list--option-highlighted {
        background: $block-cursor-blurred-background; color: $foreground;
    }
    OptionList > .option-list--option-disabled { color: $foreground; }
    Button:focus { background-tint: transparent; }
    Button:disabled { opacity: 1; text-opacity: 1; color: $text-disabled; background: $surface; }
    Input > .input--placeholder, Input > .input--suggestion, TextArea .text-area--placeholder {
        color: $text-disabled; text-style: italic;
    }
    Input:disabled, Select:disabled { opacity: 1; color: $text-disabled; }
    Select:disabled Static { color: $text-disabled; }
    SelectCurrent .arrow, MarkdownBullet { color: $foreground; }
    SelectCurrent Static#label { color: $text-disabled; }
    SelectCurrent.-has-value Static#label { color: $foreground; }
    TextArea:light .text-area--cursor {
        color: $input-cursor-foreground; background: $input-cursor-background;
    }
    Vertical, VerticalScroll { border-title-color: $foreground; }
    """
    ENABLE_COMMAND_PALETTE = False
    # Below 100 columns the list of criteria gives way to the form.
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it
    # To change colours once the program is made, is to read all styles again.
    theme = Reactive(themes.USUAL)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True, id="quit"),
        Binding("ctrl+p", "palette", show=False, priority=True, id="palette"),
        *keys.bindings(keys.Use("set_aside", "suspend_process")),
    ]

    def __init__(
        self,
        environment: Environment,
        assessment: str | None = None,
        selection: Selection | None = None,
    ) -> None:
        self.environment = environment
        self.drafts = Drafts(environment.home / "drafts.json")
        self._wanted = selection
        self.translator = Translator(environment.language)
        self._ = self.translator
        self.journal = open_journal(environment)
        # No key is read while a write waits.
        self.journal.database.wait_for_others(_WAIT_FOR_OTHERS_SECONDS)
        try:
            self._session = None if assessment is None else self.session(assessment)
            if self._session is not None and selection is not None and selection.role is not None:
                self._session.role(selection.role)
        except BaseException:
            self.journal.close()
            raise
        super().__init__()
        self._exchanging: Exchanging | None = None
        self._only_visible = OnlyVisible()
        self._wear(load_settings(environment.home))

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The colours by their names: Textual's own, and those that can be chosen."""
        return {**super().available_themes, **{theme.name: theme for theme in themes.OWN}}

    def _wear(self, chosen: Settings) -> None:
        """Take on the colours, the movement and the keys that the user has chosen."""
        self.set_keymap(keys.keymap(self.translator))
        self.theme = chosen.theme if chosen.theme in themes.WORDS else themes.USUAL
        self.animation_level = "full" if chosen.animations else "none"

    def session(self, assessment: str) -> Session:
        """Open an assessment for this user."""
        environment = self.environment
        return Session(
            self.journal,
            assessment,
            author_of(environment),
            open_evidence_files(environment),
            alone=True,
        )

    def on_mount(self) -> None:
        """Show the assessment that was asked for, else the list of them."""
        loop = asyncio.get_running_loop()
        for number in ending_signals():
            with suppress(ValueError, RuntimeError):
                loop.add_signal_handler(number, self._told_to_end, number.name)
        self._notice_a_lost_terminal()
        self.push_screen(self._home() if self._session is None else self._walk(self._session))
        if self._session is not None:
            self._say_at_opening(self._session)
        self.exchange_if_shared()
        self._look_at_copies()
        if (said := self.environment.unread_words) is not None:
            self.notify(self._.say(said), severity="warning")
        self.call_after_refresh(_collect_garbage_again)

    def exchange_if_shared(self) -> None:
        """Let others have what is written here, and take in what they write, in a thread."""
        shared: Mapping[str, Path] = {}
        # What can't be read is said where something is done.
        with suppress(SamsjekkError):
            shared = shared_folders(self.journal)
        if shared and self._exchanging is None:
            self._exchanging = self._handing_over.exchanging(self._told_of_sharing)

    def _told_of_sharing(self, words: Phrase) -> None:
        """Say it on the screen; called in another thread."""
        self.call_later(self._told_of_others, words)

    def _told_of_others(self, words: Phrase) -> None:
        self.notify(self._.say(words), severity="warning")

    def close(self) -> None:
        """Share the last that was written, and let go of the journal."""
        if self._exchanging is not None:
            self._exchanging.end(_LAST_EXCHANGE_SECONDS)
        self.journal.close()

    def _home(self) -> Screen[None]:
        return home.HomeScreen(
            self.environment, self.journal, self.translator, self.open_assessment
        )

    def _walk(self, session: Session, criterion: str | None = None) -> Screen[None]:
        home, name = self.environment.home, session.assessment.id
        return WalkScreen(
            session,
            self.translator,
            self._wanted or last_walk(home, session),
            lambda chosen: remember_walk(home, name, chosen),
            criterion,
            introduce=lambda then: self._introduce(session, then),
        )

    def _introduce(self, session: Session, then: Callable[[], object]) -> None:
        """Ask who answers, where nobody has said it, and go on."""
        if not self.environment.name_is_guessed:
            then()
            return
        box = home.WhoDialog(self.environment, self.translator)

        def told(_saved: bool | None) -> None:
            self.environment = self.environment._replace(name_is_guessed=False)
            if box.chosen is not None:
                self.environment = self.environment.with_settings(box.chosen)
                session.answers_as(author_of(self.environment))
            then()

        self.push_screen(box, told)

    def open_assessment(self, assessment: str, criterion: str | None = None) -> None:
        """Show an assessment instead of the list, or say why it can't be opened.

        It begins at the criterion where one is given, else where the user goes on.
        """
        try:
            session = self.session(assessment)
        except SamsjekkError as error:
            self.notify(error.text(self.translator), severity="error")
        else:
            self.switch_screen(self._walk(session, criterion))
            self._say_at_opening(session)

    def _say_at_opening(self, session: Session) -> None:
        """Say what can't be read of an assessment that is opened, and what others meant it as."""
        if self._wanted is None and follow_beginning(self.environment.home, session):
            self.notify(self._.say(AS_BEGUN))
        if not session.faults:
            return
        words = self._.plural(
            "Én ting i historikken kan ikke leses: {first} Resten kan brukes.",
            "{n} ting i historikken kan ikke leses. Den første: {first} Resten kan brukes.",
            len(session.faults),
            first=self._.say(session.faults[0]),
        )
        self.notify(words, severity="warning")

    def action_home(self) -> None:
        """Show the list of assessments."""
        self.switch_screen(self._home())
        self._look_at_copies()

    @work(exclusive=True, group="copies")
    async def _look_at_copies(self) -> None:
        """Say that a syncing program has laid copies of the database beside it, with more in."""
        if not copies_beside(self.environment):
            return
        # What can't be read is said where something is done.
        with suppress(SamsjekkError, OSError):
            for words in await self._handing_over.copies_beside():
                self._told_of_others(words)

    def action_settings(self) -> None:
        """Change who one is, the language and the colours."""
        try:
            known = read_settings(self.environment.home)
        except OSError:
            # What the box would show, would take the place of what stands there.
            words = self._("Innstillingene kan ikke leses nå. Prøv igjen om litt.")
            self.notify(words, severity="error")
            return
        dialog = home.SettingsDialog(self.environment, known, self.translator)
        self.push_screen(dialog, lambda saved: self._take_on(dialog.chosen) if saved else None)

    def _take_on(self, chosen: Settings) -> None:
        """Go on as the user has chosen, on the screen one was on."""
        self.environment = self.environment.with_settings(chosen)
        self.translator = self._ = Translator(self.environment.language)
        self._wear(chosen)
        while len(self.screen_stack) > _STACK_OF_ONE_SCREEN:
            self.pop_screen()
        if isinstance(self.screen, WalkScreen):
            self.open_assessment(self.screen.assessment)
        else:
            self.action_home()

    def _in_hand(self) -> str | None:
        """The assessment that is open or marked; None after having said that there is none."""
        screen = self.screen
        name = screen.in_hand if isinstance(screen, ExplainedScreen) else None
        if name is None:
            words = self._("Her er ingen egenvurdering ennå. Begynn en, eller bli med i en.")
            self.notify(words)
        return name

    @property
    def _handing_over(self) -> handing_over.HandingOver:
        return handing_over.HandingOver(self, self.environment, self.translator)

    def action_send(self) -> None:
        """Make a file of the assessment that is open, or marked at home, to hand over."""
        if (name := self._in_hand()) is not None:
            self._handing_over.send(name)

    def action_take_in(self) -> None:
        """See what is in a file from a colleague, and take it in."""
        self._handing_over.take_in(self.open_assessment)

    def action_share(self) -> None:
        """Share the assessment that is open, or marked at home, through a folder."""
        if (name := self._in_hand()) is not None:
            self._handing_over.share(self.journal, name, self.exchange_if_shared)

    def action_join(self) -> None:
        """Take part in what others share through a folder."""

        def joined(assessment: str) -> None:
            self.exchange_if_shared()
            self.open_assessment(assessment)

        self._handing_over.join(joined)

    def action_palette(self) -> None:
        """Offer everything one can do on the screen in front; a box is finished first."""
        if isinstance(self.screen, ModalScreen):
            return
        commands.offer_all(self, self.journal, self.open_assessment, self.translator)

    def _told_to_end(self, name: str) -> None:
        """Keep what is being typed when the terminal is closed or the program is told to end."""
        self.keep_drafts()
        if name == "SIGTERM":
            self.exit()
        else:
            hang_up()

    def _notice_a_lost_terminal(self) -> None:
        """End when the terminal goes and nobody says so, as under nohup or a lost connection.

        Textual would read nothing from it for ever, and hold the assessment open. So it would when
        the thread that reads keys has ended: on Windows it does at half of a sign that takes two
        places, as where a long text with such signs is pasted.
        """
        if self.is_headless or self.environment.in_browser:
            return

        were_read = False

        def look() -> None:
            nonlocal were_read
            if terminal_is_gone():
                self.keep_drafts()
                hang_up()
            are_read = any(thread.name == _READS_KEYS for thread in threading.enumerate())
            if were_read and not are_read:
                self.keep_drafts()
                raise KeysNotRead(
                    phrase(
                        "Terminalen sendte noe som ikke kan leses, og tastene virker ikke lenger. "
                        "Det du har svart, er lagret, og det du skrev på, er tatt vare på. Start "
                        "samsjekk på nytt."
                    )
                )
            were_read = are_read

        look()  # it may have gone while the program was starting
        self.set_interval(_LOOK_FOR_THE_TERMINAL_SECONDS, look)

    def on_exit_app(self) -> None:
        """Keep what is typed when the tab that shows the program is closed."""
        self.keep_drafts()

    def keep_drafts(self) -> None:
        """Keep what is typed in every open box."""
        for screen in self.screen_stack:
            if isinstance(screen, _TypedIn):
                screen.keep_draft()

    async def act(self, event: events.Event) -> None:
        """Let what is pasted be as it is shown, and say where it can't be.

        A field of one line is given all of it: alone it would take the first line. It may be the
        path of a file, so nothing is left out of it.
        """
        if isinstance(event, events.Key):
            for screen in self.screen_stack:
                if isinstance(screen, HasMessages):
                    screen.messages.pass_over()
            field = self.focused
            types = field is not None and field.check_consume_key(event.key, event.character)
            if event.key.isupper() and not types:
                # With caps lock on, a letter is still the key it is; where one types, it is typed.
                event = events.Key(event.key.lower(), event.key.lower())
        if isinstance(event, events.Paste):
            if isinstance(self.focused, widgets.Input):
                event.text = " ".join(event.text.splitlines())
            elif isinstance(self.focused, widgets.TextArea):
                event.text = plain_text(event.text)
            if has_harmful(event.text):
                self.notify(self._.say(SHOWN_OTHERWISE), severity="warning")
        await super().act(event)

    def notify(self, message: str, *, severity: SeverityLevel = "information", **_: object) -> None:
        """Say something on the line above the keys of the screen that is seen, also behind a box.

        It covers nothing, as Textual's own notices do. How long those stay goes by the severity,
        and nothing in a message is markup.
        """
        said = visible(message)
        for screen in reversed(self.screen_stack):
            if isinstance(screen, HasMessages):
                screen.messages.tell(said, severity)
                return
            if not isinstance(screen, ModalScreen):
                break  # nothing behind it is seen
        seconds = 5 if severity == "information" else 12
        super().notify(said, severity=severity, timeout=seconds, markup=False)

    def get_driver_class(self) -> type[Driver]:
        """What reads keys and writes to the terminal."""
        driver = super().get_driver_class()
        if self.environment.in_browser:
            return ends_with_the_browser(driver)
        return driver if names_keys() else without_names_of_keys(driver)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is written to the terminal."""
        return [*super().get_line_filters(), self._only_visible]

    def action_suspend_process(self) -> None:
        """Leave the terminal to the shell, and say how to come back."""
        if not user_files_of(self).can_wait:
            return
        # Not where there is no shell to go to, as in a test.
        with suppress(SuspendNotSupported), self.suspend():
            words = self._("samsjekk venter. Skriv fg for å fortsette.")
            sys.stdout.write(f"{words} {self._what_is_saved()}\n")
            sys.stdout.flush()
            wait_in_shell()

    def action_help_quit(self) -> None:
        """Ctrl+C stops most programs: say what does so here."""
        words = self._("Trykk ctrl+q for å avslutte.")
        self.notify(f"{words} {self._what_is_saved()}")

    def _what_is_saved(self) -> str:
        typed = (s for s in self.screen_stack if isinstance(s, _TypedIn))
        if any(screen.has_unsaved_text() for screen in typed):
            return self._("Det du skriver nå, er ikke lagret ennå.")
        if self.journal.database.is_lost:
            return self._("Svarene lagres ikke lenger.")
        return self._("Alt du har svart, er lagret.")

    def _fatal_error(self) -> None:
        # Textual would print a traceback over what the user sees; `run` raises the error to the
        # command line, which says it in words.
        self.panic()

    @property
    def fault(self) -> Exception | None:
        """What went wrong inside the program, when it had to stop."""
        return self._exception

    async def action_quit(self) -> None:
        """Leave, unless something would be lost: typed text, or a file that is being made."""
        screen = self.screen
        if isinstance(screen, _TypedIn) and screen.has_unsaved_text():
            screen.ask_to_leave()
        elif making := being_made(self):
            if not isinstance(screen, boxes.LeaveScreen):
                leave = boxes.LeaveScreen(making, self.translator)
                self.push_screen(leave, boxes.if_yes(self.exit))
        else:
            self.exit()


def without_names_of_keys(driver: type[Driver]) -> type[Driver]:
    """A driver that does not ask the terminal for the names of keys."""

    class WithoutNames(driver):  # type: ignore[misc, valid-type]  # the driver of the system
        def write(self, data: str) -> None:
            super().write(data.replace("\x1b[>1u", ""))

    return WithoutNames


def _collect_garbage_again() -> None:
    """Look for objects that can go, among those made from now on."""
    gc.freeze()
    gc.enable()


def run(
    environment: Environment,
    assessment: str | None = None,
    selection: Selection | None = None,
) -> None:
    """Show the terminal UI until the user leaves it; with `assessment`, that one at once.

    `selection` is what to show of it, instead of what was shown the last time.

    Raises:
        SamsjekkError: it can't be opened; the terminal has not been touched.
    """
    app = SamsjekkApp(environment, assessment, selection)
    try:
        app.run()
    finally:
        app.close()
    if app.fault is not None:
        raise app.fault
