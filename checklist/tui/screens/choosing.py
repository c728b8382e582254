"""Choosing one of several: a short list, or the criteria that hold some words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from checklist.catalogue.model import Criterion, text_in
from checklist.catalogue.searching import CriteriaSearch
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.signs import QUIET, criterion_sign
from checklist.tui.widgets.drawing import Part, content, plain

_MOST_FOUND = 100


class _ListDialog(ModalScreen[str | None]):
    """A box with a list; dismisses with the id of what was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    _ListDialog {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            padding: 0 1; border: round $primary; background: $surface;
        }
        OptionList {
            height: auto; max-height: 16; border: none; background: $surface;
            scrollbar-size-vertical: 1;
            & > .option-list--option-highlighted, &:focus > .option-list--option-highlighted {
                background: $block-cursor-blurred-background; color: $foreground;
            }
        }
        Static { color: $text-muted; }
    }
    """

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class ChooseDialog(_ListDialog):
    """One of a few things, each with its words and its id."""

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str]], translator: Translator
    ) -> None:
        super().__init__()
        self._ = translator
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The list and how to use it."""
        _ = self._
        with Vertical() as box:
            box.border_title = plain(self._title)
            options = OptionList(
                *(Option(plain(words), id=name) for words, name in self._choices), compact=True
            )
            options.highlighted = 0
            yield options
            yield Static(plain(_("Enter velger, esc lukker")))


class SearchDialog(_ListDialog):
    """Criteria whose text holds every word that was typed."""

    AUTO_FOCUS = "Input"

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__()
        self._ = translator
        self._session = session
        self._search = CriteriaSearch(session.criteria_set, translator.language)

    def compose(self) -> ComposeResult:
        """What to look for, and what was found."""
        _ = self._
        with Vertical() as box:
            box.border_title = plain(_("Finn et kriterium"))
            yield Input(placeholder=_("Skriv ett eller flere ord"), compact=True)
            yield OptionList(compact=True)
            yield Static(markup=False, id="found")

    def on_mount(self) -> None:
        """Show every criterion until something is typed."""
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.query_one(OptionList).action_select()

    def on_key(self, event: events.Key) -> None:
        """The arrows move in the list while one types."""
        found = self.query_one(OptionList)
        if self.focused is not found and event.key in ("down", "up"):
            event.stop()
            if event.key == "down":
                found.action_cursor_down()
            else:
                found.action_cursor_up()

    def _show(self, typed: str) -> None:
        _ = self._
        found = self._search.find(typed)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(self._option(criterion) for criterion in found[:_MOST_FOUND])
        if found:
            options.highlighted = 0
        count = (
            _.plural("{n} kriterium. Enter åpner.", "{n} kriterier. Enter åpner.", len(found))
            if found
            else _("Ingen kriterier har disse ordene. Prøv færre eller kortere ord.")
        )
        self.query_one("#found", Static).update(plain(count))

    def _option(self, criterion: Criterion) -> Option:
        language = self._.language
        sign = criterion_sign(self._session.appraised(criterion.id))
        return Option(
            content(
                [
                    Part(f"{sign.sign} ", sign.style),
                    Part(text_in(criterion.title, language), "bold"),
                    Part(f"  {text_in(criterion.requirement, language)}", QUIET),
                ]
            ),
            id=criterion.id,
        )
