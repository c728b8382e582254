"""Help: what one can do on a screen, what the signs mean, and where things are saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from checklist.appraisal import ConclusionCode, Severity, Strength
from checklist.assessment import ActionStatus, VerdictCode
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.machine import Environment, only_owner_reads
from checklist.tui import keys
from checklist.tui.keys import Key
from checklist.tui.palette import Command, PaletteDialog, offer
from checklist.tui.signs import DIFFERENT, Sign, answer_sign, state_sign
from checklist.tui.user_files import user_files_of
from checklist.tui.widgets import ClosingScreen, KeyBar, StyledText, hung
from checklist.words import rule_of_answers

_TITLE_WIDTH = 17


def show_help(
    screen: Screen[Any], place: keys.Place, uses: Iterable[keys.Use], _: Translator
) -> None:
    """What the screen is for, and everything one can do there, to read and to run."""
    commands = tuple(commands_here(screen, uses, _))
    offer(screen.app, PaletteDialog(commands, _, _.say(place.title), _.say(place.about)), commands)


def commands_here(
    screen: Screen[Any], uses: Iterable[keys.Use], _: Translator
) -> Iterator[Command]:
    """What one can do on a screen: first what only it has, then what all have."""
    here = tuple(uses)
    always = keys.everywhere(can_wait=user_files_of(screen.app).can_wait)
    if any(use.verb == "leave" for use in here):
        # The first screen: there is nothing to go back to.
        always = tuple(use for use in always if use.verb != "back")
    for key in (keys.drawn(use, _) for use in (*here, *always)):
        words = key.words[:1].upper() + key.words[1:]
        do = partial(screen.run_action, key.action) if key.action else None
        yield Command(words, do, key.shown)
    words = _("Hva tegnene betyr, og hvor alt lagres")
    yield Command(words, lambda: screen.app.push_screen(ExplanationScreen(_)))


class ExplanationScreen(ModalScreen[None], ClosingScreen[None]):
    """What the signs mean and where things are saved, on one page that scrolls.

    It is read, not run, so it is no part of the list of what one can do.
    """

    CSS_PATH = "explaining.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter", "dismiss(None)", show=False)
    ]

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._ = translator

    def compose(self) -> ComposeResult:
        """One text that scrolls, and how to close it."""
        _ = self._
        with Vertical():
            with VerticalScroll():
                yield Static(id="help")
            yield KeyBar(
                (Key("↑↓", _("Bla"), "scroll"),), last=(Key("esc", _("Lukk"), "dismiss(None)"),)
            )

    def on_resize(self) -> None:
        """Wrap the text to the width there is."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        text = self.query_one("#help", Static)
        text.update(self._text(text.content_size.width))

    def _text(self, width: int) -> Content:
        _ = self._
        blocks = [hung((StyledText(_("Tegnene"), "bold"),), width)]
        blocks += [_sign_line(title, signs, _, width) for title, signs in _signs(_)]
        blocks.append(hung((StyledText(rule_of_answers(_)),), width))
        blocks.append(Content(""))
        blocks.append(hung((StyledText(_("Lagring"), "bold"),), width))
        blocks += [hung((StyledText(words),), width) for words in self._saving()]
        return Content("\n").join(blocks)

    def _saving(self) -> Iterator[str]:
        _ = self._
        yield _("Alt lagres med en gang. Du kan lukke når som helst og fortsette senere.")
        environment = getattr(self.app, "environment", None)
        if isinstance(environment, Environment):
            where = environment.home.resolve()
            yield _("Egenvurderinger og kopier av filer ligger i {path}.", path=where)
            yield _(
                "Sikkerhetskopier tas av seg selv, og ligger i {path}. Ta en til en annen disk med "
                "samsjekk backup --to MAPPE.",
                path=where / "backups",
            )
            if only_owner_reads(where):
                yield _("Bare du kan lese filene.")
        yield _("Ingenting sendes ut av maskinen før du sender en fil eller deler en mappe.")
        yield _("Skriv aldri navn eller fødselsnummer på pasienter. Vis til roller, ikke personer.")

    def action_scroll(self) -> None:
        """A click on the line at the bottom turns the page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)


def _sign_line(title: str, signs: Iterable[Sign], _: Translator, width: int) -> Content:
    """Signs with their words after a title; a word never stands on another line than its sign."""
    indent = " " * (_TITLE_WIDTH + 2)
    parts = [StyledText(f"  {set_cell_size(title, _TITLE_WIDTH)}", "bold")]
    used = len(indent)
    for sign in signs:
        text = f"{sign.sign} {_.say(sign.words)}"
        if used > len(indent) and used + cell_len(text) > width:
            parts.append(StyledText(f"\n{indent}"))
            used = len(indent)
        parts += [StyledText(text, sign.style), StyledText("  ")]
        used += cell_len(text) + 2
    return hung(parts, width, len(indent))


def _signs(_: Translator) -> tuple[tuple[str, list[Sign]], ...]:
    return (
        (_("Svar"), [*(answer_sign(value) for value in (*AnswerValue, None)), DIFFERENT]),
        (_("Vurdering"), [state_sign(code) for code in VerdictCode]),
        (_("Funn"), [state_sign(severity) for severity in Severity]),
        (_("Dokumentasjon"), [state_sign(strength) for strength in Strength]),
        (_("Konklusjon"), [state_sign(code) for code in ConclusionCode]),
        (_("Tiltak"), [state_sign(status) for status in ActionStatus]),
    )
