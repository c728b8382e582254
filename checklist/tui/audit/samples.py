"""File samples of an audit: drawn, sent out as a form, and what was counted in them."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label, Static, TextArea

from checklist.audit import ChosenCriterion, FileSampleTaken, WantedDraw
from checklist.auditing import AuditSession, count_sample, draw_sample
from checklist.criteria import SampleFrame, text_in
from checklist.i18n import Translator, phrase
from checklist.machine import expand_home
from checklist.session.forms import ENDINGS, WORKBOOK, WrongFormEnding, form_ending
from checklist.tui.audit.choices import things_to_choose
from checklist.tui.boxes import (
    Dialog,
    FieldError,
    Tick,
    labelled,
    needed,
    written,
)
from checklist.tui.widgets import plain
from checklist.words.audits import (
    COUNTED,
    DRAWN_FROM,
    HOW_MANY_DRAWN,
    LOOKED_AT,
    WHICH_CASES,
    audit_sample_lines,
)


class DrawDialog(Dialog):
    """How many there are to draw from, how many to draw, and the seed; why, where it is again.

    What was drawn is told when the box is closed: `told`.
    """

    SAVE = phrase("Trekk (ctrl+s)")
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    DrawDialog {
        .drawn { margin-bottom: 1; }
        .criteria { height: auto; margin-bottom: 1; }
        TextArea { height: 3; }
    }
    """

    def __init__(
        self,
        session: AuditSession,
        sample: FileSampleTaken | None,
        frame: SampleFrame | None,
        _: Translator,
    ) -> None:
        """`sample` is what stands already; `frame` that of the criteria set it is drawn for."""
        super().__init__(_("Trekk en stikkprøve"), self._about_frame(frame, _), _)
        self._session = session
        self._sample = sample
        self._frame = frame
        self.told: tuple[str, ...] = ()

    @staticmethod
    def _about_frame(frame: SampleFrame | None, _: Translator) -> str:
        if frame is None:
            return ""
        title, among = text_in(frame.title, _.language), text_in(frame.drawn_from, _.language)
        return _("{title}. Trekkes av {among}.", title=title, among=among)

    def compose_before(self) -> ComposeResult:
        """What is drawn already."""
        if self._sample is not None:
            lines = "\n".join(audit_sample_lines(self._sample, self._))
            yield Static(plain(lines), classes="drawn")

    def fields(self) -> ComposeResult:
        """Numbers as text, so that what can't be one is answered in words."""
        _, before = self._, self._sample
        if before is None and self._frame is None:
            yield from labelled(needed(_.say(WHICH_CASES), _), written("", "title"))
        of = None if before is None else before.of
        yield from labelled(needed(_.say(DRAWN_FROM), _), _number(of, "of"))
        number = None if before is None else before.number
        yield from labelled(self._number_label(), _number(number, "number"))
        yield from labelled(_("Frø, hvis det er avtalt. Tomt lager et nytt"), written("", "seed"))
        if before is None and self._frame is None:
            yield from self._criteria()
        if before is not None and before.numbers:
            why = TextArea("", compact=True, id="reason")
            yield from labelled(needed(_("Hvorfor trekkes den på nytt?"), _), why)

    def _number_label(self) -> str:
        _ = self._
        if self._frame is None:
            return needed(_.say(HOW_MANY_DRAWN), _)
        return _("Hvor mange skal trekkes? Tomt er {n}", n=self._frame.number)

    def _criteria(self) -> ComposeResult:
        choices = things_to_choose(self._session, ChosenCriterion, self._)
        if choices:
            with Vertical(classes="criteria"):
                yield Label(plain(self._("Hvilke kriterier gjelder den? (mellomrom velger)")))
                for words, name in choices:
                    yield Tick(plain(words), id=f"criterion-{name}", compact=True)

    def store(self) -> None:
        """Draw."""
        ticked = tuple(
            (tick.id or "").removeprefix("criterion-") for tick in self.query(Tick) if tick.value
        )
        drawn = draw_sample(
            self._session,
            WantedDraw(
                self._session.new_id(FileSampleTaken) if self._sample is None else self._sample.id,
                of=self.typed_whole_number("of"),
                number=self.typed_whole_number("number"),
                seed=self.query_one("#seed", Input).value.strip(),
                title="".join(field.value for field in self.query("#title").results(Input)),
                frame=None if self._frame is None else self._frame.id,
                answers=ticked or None,
                why="".join(area.text for area in self.query("#reason").results(TextArea)),
            ),
        )
        self.told = tuple(audit_sample_lines(drawn, self._))


class CountDialog(Dialog):
    """How many cases were looked at, how many of them were as they should, and what was found."""

    AUTO_FOCUS = "#looked_at"

    def __init__(self, session: AuditSession, sample: FileSampleTaken, _: Translator) -> None:
        super().__init__(_("Hva ble funnet?"), "\n".join(audit_sample_lines(sample, _)), _)
        self._session = session
        self._sample = sample

    def fields(self) -> ComposeResult:
        """The two numbers, and words."""
        _, sample = self._, self._sample
        looked_at = sample.number if sample.looked_at is None else sample.looked_at
        for label, name, number in (
            (_.say(LOOKED_AT), "looked_at", looked_at),
            (_.say(COUNTED), "counted", sample.counted),
        ):
            yield from labelled(needed(label, _), _number(number, name))
        yield from labelled(
            _("Hva som ble funnet, med egne ord"), TextArea(sample.found, compact=True, id="found")
        )

    def store(self) -> None:
        """Record it."""
        counted, looked_at = self._needed_number("counted"), self._needed_number("looked_at")
        found = self.query_one("#found", TextArea).text
        count_sample(self._session, self._sample.id, counted, looked_at, found)

    def _needed_number(self, field: str) -> int:
        number = self.typed_whole_number(field)
        if number is None:
            raise FieldError(phrase("Skriv et tall."), f"#{field}")
        return number


def _number(number: int | None, name: str) -> Input:
    """What is typed takes the place of the number that stands there."""
    return Input("" if number is None else str(number), compact=True, id=name)


class SampleFormDialog(Dialog):
    """Where the form of a sample is to lie; `path` is what was chosen once it is saved."""

    SAVE = phrase("Lag (ctrl+s)")
    AUTO_FOCUS = "#file"

    def __init__(self, sample: FileSampleTaken, folder: Path, audit: str, _: Translator) -> None:
        about = _("En rad for hver sak. Fyll det ut, og les det inn igjen her.")
        super().__init__(_("Lag stikkprøveskjemaet"), about, _)
        self._folder = folder
        self.path = folder / f"{audit}-{sample.id}{WORKBOOK}"

    def fields(self) -> ComposeResult:
        """The file; its ending is its form."""
        endings = ", ".join(ENDINGS)
        label = self._("Fil; endelsen velger format: {forms}", forms=endings)
        yield from labelled(label, written(str(self.path), "file"))

    def store(self) -> None:
        """Take what is chosen."""
        typed = self.query_one("#file", Input).value.strip()
        path = self._folder / expand_home(Path(typed))
        try:
            form_ending(path)
        except WrongFormEnding as error:
            raise FieldError(error.words, "#file") from error
        self.path = path
