"""Which kind of evidence to add."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from checklist.criteria import EvidenceKind
from checklist.i18n import Translator
from checklist.tui.lists import MarkedList
from checklist.tui.signs import KEY, QUIET
from checklist.tui.widgets import ClosingScreen, StyledText, content

REUSED = "reused"
"""Chosen instead of a kind: evidence that another assessment has."""


class EvidenceKindScreen(
    ModalScreen[EvidenceKind | str | None], ClosingScreen[EvidenceKind | str | None]
):
    """The five kinds, each with its number; dismisses with the chosen one, or `REUSED`.

    The cursor begins at the first of those that the criteria ask for. What other assessments have
    is a sixth choice where there is any.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        *(Binding(str(number + 1), f"choose({number})", show=False) for number in range(6)),
    ]
    DEFAULT_CSS = """
    EvidenceKindScreen { align: center middle; }
    EvidenceKindScreen > Vertical {
        width: 74; max-width: 96%; height: auto; max-height: 90%;
        padding: 1 2; border: round $primary; background: $surface;
    }
    EvidenceKindScreen OptionList { height: auto; margin: 1 0; background: $surface; }
    """

    def __init__(
        self, translator: Translator, asked: Collection[EvidenceKind], *, reusable: bool = False
    ) -> None:
        super().__init__()
        self._ = translator
        self._asked = asked
        self._reusable = reusable

    def compose(self) -> ComposeResult:
        """A numbered list."""
        _ = self._
        about = {
            EvidenceKind.DOCUMENT: _("en fil, en nettside eller en sak i arkivet"),
            EvidenceKind.INTERVIEW: _("noen har fortalt det"),
            EvidenceKind.FIGURE: _("et tall dere har talt eller hentet ut"),
            EvidenceKind.FILE_SAMPLE: _("dere har sett på noen saker"),
            EvidenceKind.OBSERVATION: _("dere har sett det selv"),
        }
        with Vertical():
            yield Static(_("Hva slags dokumentasjon vil du legge til?"), markup=False)
            yield MarkedList(
                *(
                    Option(
                        content(
                            (
                                StyledText(f"{number} ", KEY),
                                StyledText(f"{_.say(kind.words)}: {about[kind]}"),
                                StyledText(
                                    " · " + _("etterspurt") if kind in self._asked else "", QUIET
                                ),
                            )
                        )
                    )
                    for number, kind in enumerate(EvidenceKind, 1)
                ),
                *self._reused(),
                compact=True,
            )
            last = len(EvidenceKind) + self._reusable
            words = _("1–{last} eller Enter velger, Esc avbryter", last=last)
            yield Static(words, markup=False)

    def _reused(self) -> Iterator[Option]:
        if self._reusable:
            words = self._("brukt i en annen egenvurdering av kommunen")
            number = len(EvidenceKind) + 1
            yield Option(content((StyledText(f"{number} ", KEY), StyledText(words))))

    def on_mount(self) -> None:
        """Begin at what is asked for."""
        asked = (n for n, kind in enumerate(EvidenceKind) if kind in self._asked)
        self.query_one(OptionList).highlighted = next(asked, 0)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a kind."""
        self.action_choose(event.option_index)

    def action_choose(self, number: int) -> None:
        """Dismiss with the kind at this place in the list."""
        choices = (*EvidenceKind, *((REUSED,) if self._reusable else ()))
        if number < len(choices):
            self.dismiss(choices[number])
