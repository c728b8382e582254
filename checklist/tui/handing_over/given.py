"""A file from elsewhere: what is in it, what it would change here, and the ways to keep it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from checklist.assessment import Doubtful
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.tui import keys
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.boxes import ConfirmScreen, Copying, if_yes
from checklist.tui.handing_over.dialogs import NOTHING_TAKEN_IN
from checklist.tui.handing_over.jobs import Look, Taken, receive_file, take_in_file
from checklist.tui.report import ReaderScreen
from checklist.tui.widgets import TopBar, plain


class GivenScreen(ExplainedScreen[str | None]):
    """Read only until its user takes it in. Dismisses with the assessment to open, or None.

    What was received is read, and nothing else.

    Args:
        environment: where it would be taken in.
        look: what was found in the file.
        translator: the user's language.
    """

    KEYS = "given"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(*keys.GIVEN),
        Binding("enter", "open", show=False),
        Binding("escape", "back", show=False),
    ]
    DEFAULT_CSS = """
    GivenScreen VerticalScroll { height: 1fr; padding: 1 2; }
    GivenScreen Static { max-width: 110; margin-bottom: 1; }
    """

    def __init__(self, environment: Environment, look: Look, translator: Translator) -> None:
        super().__init__(translator)
        self._environment = environment
        self._look = look
        self._taken: Taken | None = None
        say = self.messages.show_progress
        self._copying = Copying(self, say, translator, NOTHING_TAKEN_IN)

    def compose(self) -> ComposeResult:
        """What it holds, what it would change, the keys."""
        yield TopBar(self._title())
        with VerticalScroll():
            yield Static(plain("\n".join(self._look.content)), id="content")
            yield Static(plain("\n".join(self._look.differs)), id="differs")
        yield from self.foot()

    def _title(self) -> str:
        if self._look.receipt:
            return self._("Mottatt · {name}", name=self._look.receipt)
        return self._("Fil utenfra · {name}", name=self._look.path.name)

    @property
    def uses(self) -> tuple[keys.Use, ...]:
        """Once it is taken in, it is opened where it is."""
        uses = super().uses
        if self._taken is not None:
            return (keys.OPEN_TAKEN, *(use for use in uses if use.verb == "settings"))
        if self._look.receipt:
            return tuple(use for use in uses if use.action not in ("merge", "receive"))
        if not self._look.report:
            # It has several assessments in it.
            return tuple(use for use in uses if use.action not in ("open", "receive"))
        return uses

    def action_open(self) -> None:
        """Read what is in the file; once it is taken in, open the assessment."""
        if self._taken is not None:
            self.dismiss(self._taken.assessment)
        elif self._look.report and not self._copying.is_running:
            title = self._("Gaprapport for det som er i filen")
            self.app.push_screen(ReaderScreen(title, self._look.report, self._))

    def action_merge(self) -> None:
        """Take in what is new in the file."""
        if not self._is_settled and self.done(self._copying.refuse_another):
            self._merge(sure=False)

    @work
    async def _merge(self, *, sure: bool) -> None:
        _ = self._
        do = partial(take_in_file, self._environment, self._look.path, _, sure=sure)
        try:
            self._taken = await self._copying.run(lambda watch: do(watch=watch))
        except Doubtful as error:
            again = if_yes(lambda: self._merge(sure=True))
            box = ConfirmScreen(error.text(_), _("Ja, flett inn"), _("Nei"))
            self.app.push_screen(box, again)
        except SamsjekkError as error:
            self.say(error.words, problem=True)
        else:
            self._show_taken(self._taken)
        finally:
            self.messages.show_progress("")

    @property
    def _is_settled(self) -> bool:
        """Whether it was taken in or received."""
        return self._taken is not None or bool(self._look.receipt)

    def action_receive(self) -> None:
        """Keep the file as it came."""
        if not self._is_settled and self._look.report and self.done(self._copying.refuse_another):
            self._receive()

    @work
    async def _receive(self) -> None:
        do = partial(receive_file, self._environment, self._look.path, self._)
        try:
            self._look = await self._copying.run(lambda watch: do(watch=watch))
        except SamsjekkError as error:
            self.say(error.words, problem=True)
        else:
            self.query_one(TopBar).show(self._title())
            self.query_one("#content", Static).update(plain("\n".join(self._look.content)))
            self.query_one("#differs", Static).update(plain("\n".join(self._look.differs)))
            self.show_keys()
        finally:
            self.messages.show_progress("")

    def _show_taken(self, taken: Taken) -> None:
        self.query_one("#content", Static).update(plain("\n".join(taken.lines)))
        self.query_one("#differs", Static).display = False
        self.show_keys()

    def action_back(self) -> None:
        """Stop what is being taken in, else leave."""
        if not self._copying.stop():
            self.dismiss(None)
