"""A box that draws the sample which the count of a checkpoint is taken from."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from checklist.assessment import Thing
from checklist.criteria import SampleFrame, text_in
from checklist.i18n import Translator, phrase
from checklist.session import Session
from checklist.tui.boxes import (
    AssessmentDialog,
    Opened,
    labelled,
    needed,
)
from checklist.words import sample_line


class SampleDialog(AssessmentDialog):
    """How many there are to draw from, how many to draw, and the seed; why, where it is again."""

    SAVE = phrase("Trekk (ctrl+s)")
    AUTO_FOCUS = "Input"

    def __init__(self, session: Session, _: Translator, frame: SampleFrame) -> None:
        recorded = session.assessment.samples.get(frame.id)
        self._drawn = None if recorded is None else recorded.value
        lead = sample_line(frame, self._drawn, _)
        if self._drawn is not None:
            lead = f"{lead} ({text_in(frame.drawn_from, _.language)})"
        super().__init__(
            _("Trekk et utvalg"),
            lead,
            Opened(session, Thing("sample", frame.id), _),
        )
        self._frame = frame

    def fields(self) -> ComposeResult:
        """Numbers as text, so that what can't be one is answered in words."""
        _, drawn = self._, self._drawn
        yield from labelled(
            needed(_("Hvor mange er det å trekke fra?"), _),
            Input("" if drawn is None else str(drawn.of), compact=True, id="of"),
        )
        yield from labelled(
            _("Hvor mange skal trekkes? Tomt er {n}", n=self._frame.number),
            Input("", compact=True, id="number"),
        )
        yield from labelled(
            _("Frø, hvis det er avtalt. Tomt lager et nytt"), Input("", compact=True, id="seed")
        )
        if drawn is not None:
            yield from labelled(
                needed(_("Hvorfor trekker dere på nytt?"), _),
                TextArea("", compact=True, id="reason"),
            )

    def store(self) -> None:
        """Draw; what was drawn is told when the box is closed."""
        self._session.draw_sample(
            self._frame.id,
            self.typed_whole_number("of"),
            number=self.typed_whole_number("number"),
            seed=self.query_one("#seed", Input).value.strip() or None,
            why="".join(area.text for area in self.query("#reason").results(TextArea)),
        )
