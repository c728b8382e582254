"""What one can do with the file samples of an audit: each leads to a box of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from checklist.audit import FileSampleTaken, frames_to_draw, known_record
from checklist.auditing import sample_form
from checklist.criteria import text_in
from checklist.tui.audit.opened import OpenAudit
from checklist.tui.audit.returned import ReturnedSampleDialog
from checklist.tui.audit.samples import CountDialog, DrawDialog, SampleFormDialog
from checklist.tui.boxes import (
    ChooseDialog,
    LinesBox,
    WantedFile,
    in_thread,
)
from checklist.tui.user_files import user_files_of

Then = Callable[[], object]

_OWN, _ELSEWHERE = "*", "?"
"""Cases that are no frame of the set, and a sample that was drawn elsewhere. No frame has these."""


class _Doing(NamedTuple):
    words: str
    do: Callable[[FileSampleTaken, Then], object]


class Sampling:
    """File samples on the screen of an audit.

    Args:
        opened: the audit.
        fields: opens all fields of a sample, or of a new one, and goes on when they are closed.
    """

    def __init__(self, opened: OpenAudit, fields: Callable[[str | None, Then], object]) -> None:
        self._opened = opened
        self._screen = opened.screen
        self._session = opened.session
        self._fields = fields
        self._ = opened.translator

    def add(self, then: Then) -> None:
        """Ask what the new sample is drawn from, and draw it."""
        _, frames = self._, frames_to_draw(self._session.audit, self._session.criteria_set)
        by_id = {frame.id: frame for frame in frames}
        choices = [(text_in(frame.title, _.language), frame.id) for frame in frames]
        choices.append((_("Andre saker"), _OWN))
        choices.append((_("En stikkprøve som er trukket på annen måte"), _ELSEWHERE))

        def chosen(name: str) -> None:
            if name == _ELSEWHERE:
                self._fields(None, then)
            else:
                box = DrawDialog(self._session, None, by_id.get(name), _)
                self._screen.ask_in(box, lambda: self._show(box.told, then))

        self._screen.choose(_("Hva trekkes det av?"), choices, chosen)

    def open(self, name: str, then: Then) -> None:
        """Ask what to do with a sample; go on afterwards, also where nothing is done."""
        sample = known_record(self._session.audit, FileSampleTaken, name)
        doings = self._doings(sample)

        def chosen(what: str | None) -> None:
            if what is None:
                then()
            else:
                doings[what].do(sample, then)

        choices = [(doing.words, what) for what, doing in doings.items()]
        self._screen.app.push_screen(ChooseDialog(sample.title, choices, self._), chosen)

    def _doings(self, sample: FileSampleTaken) -> dict[str, _Doing]:
        _ = self._
        fields = {"fields": _Doing(_("Se og rett alle feltene"), self._open_fields)}
        if not sample.numbers:
            return {"draw": _Doing(_("Trekk den"), self._draw), **fields}
        return {
            "form": _Doing(_("Lag skjemaet …"), self._ask_for_form),
            "returned": _Doing(_("Les inn skjemaet som kom tilbake …"), self._read_in),
            "count": _Doing(_("Skriv hva som ble funnet"), self._count),
            "draw": _Doing(_("Trekk på nytt"), self._draw),
            **fields,
        }

    def _ask_for_form(self, sample: FileSampleTaken, _then: Then) -> None:
        folder, audit = user_files_of(self._screen.app).folder, self._session.audit.id
        form = SampleFormDialog(sample, folder, audit, self._)
        self._screen.ask_in(form, lambda: self._make(sample, form.path))

    def _read_in(self, _sample: FileSampleTaken, then: Then) -> None:
        box = ReturnedSampleDialog(self._session, self._)
        self._screen.ask_in(box, lambda: self._show(box.told, then))

    def _count(self, sample: FileSampleTaken, then: Then) -> None:
        self._opened.show(CountDialog(self._session, sample, self._), then)

    def _draw(self, sample: FileSampleTaken, then: Then) -> None:
        frames = frames_to_draw(self._session.audit, self._session.criteria_set)
        frame = next((one for one in frames if one.id == sample.frame), None)
        box = DrawDialog(self._session, sample, frame, self._)
        self._screen.ask_in(box, lambda: self._show(box.told, then))

    def _open_fields(self, sample: FileSampleTaken, then: Then) -> None:
        self._fields(sample.id, then)

    def _show(self, told: tuple[str, ...], then: Then) -> None:
        self._opened.show(LinesBox(self._("Stikkprøve"), told, self._), then)

    def _make(self, sample: FileSampleTaken, path: Path) -> None:
        environment = self._opened.environment
        day, ending = environment.today(), path.suffix.lower()

        async def content() -> bytes:
            # What the journal says is read here: a thread of its own may not use it.
            return await in_thread(sample_form(self._session, sample.id, day, self._, ending))

        self._opened.make(WantedFile(path, content, environment.home))
