"""What Walk asks for in a box: comment and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec
from textual.app import ComposeResult
from textual.widgets import Input, Label, Select, TextArea

from checklist.appraisal import CheckpointAppraisal
from checklist.assessment import (
    Answer,
    Thing,
    draw_for,
    is_of_earlier_draw,
    typed_number,
)
from checklist.criteria import Measure, MeasureKind, Text, text_in
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.boxes import (
    AssessmentDialog,
    Opened,
    labelled,
    read_field,
    written,
)
from checklist.tui.widgets import plain
from checklist.words import reason_asked, unit_word, written_number

_FIGURES = ("count", "of", "number", "ask")


class CommentDialog(AssessmentDialog):
    """What lies behind an answer, in words, and where it says so."""

    AUTO_FOCUS = "TextArea"

    def __init__(self, session: Session, _: Translator, point: CheckpointAppraisal) -> None:
        super().__init__(
            _("Kommentar"),
            text_in(point.checkpoint.question, _.language),
            Opened(session, Thing("answer", point.checkpoint.id), _, ("comment", "place", "note")),
        )
        self._checkpoint = point.checkpoint.id
        self._answer = point.answer or Answer()

    @property
    def draft_name(self) -> str:
        """One for each checkpoint of each assessment."""
        return f"comment {self._session.assessment.id} {self._checkpoint}"

    def fields(self) -> ComposeResult:
        """The comment, and the chapter or page it is from."""
        if asked := reason_asked(self._answer.value, self._):
            yield Label(plain(asked))
        yield TextArea(self._answer.comment, compact=True, id="comment")
        yield from labelled(
            self._("Sted i dokumentasjonen, for eksempel kap. 5.2"),
            written(self._answer.place, "place"),
        )
        yield from labelled(
            self._("Internt notat, som ikke står i noen rapport"),
            written(self._answer.note, "note"),
        )

    def store(self) -> None:
        """Keep the answer as it is now; only the words are changed."""
        typed = {
            "comment": self.query_one("#comment", TextArea).text.strip(),
            "place": self.query_one("#place", Input).value.strip(),
            "note": self.query_one("#note", Input).value.strip(),
        }
        self._session.set_fields(self._checkpoint, **touched(typed, self._answer, self._opened))


def touched(typed: Mapping[str, Any], before: Answer, opened: Opened) -> dict[str, Any]:
    """What is no longer as it was when the box was opened, and what saving settles."""
    return {
        name: value
        for name, value in typed.items()
        if value != getattr(before, name) or name in opened.settles
    }


class FiguresDialog(AssessmentDialog):
    """The number that belongs to an answer, and whom to ask where nobody knows."""

    AUTO_FOCUS = "Input, Select"

    def __init__(self, session: Session, _: Translator, point: CheckpointAppraisal) -> None:
        super().__init__(
            _("Tall og hvem vi spør"),
            text_in(point.checkpoint.question, _.language),
            Opened(session, Thing("answer", point.checkpoint.id), _, _FIGURES),
        )
        self._point = point
        self._answer = point.answer or Answer()
        self._asked = session.appraisal.whom_to_ask(point)
        self._drawn = draw_for(session.assessment, point.checkpoint)
        # A count of an earlier draw is counted anew, also where it is the same number.
        self._counts_anew = is_of_earlier_draw(session.assessment, point.checkpoint)

    def fields(self) -> ComposeResult:
        """The fields that the checkpoint asks for; whom to ask, always."""
        _ = self._
        measure = self._point.checkpoint.measure
        if measure is not None:
            yield from self._number_fields(measure)
        roles = [
            (plain(self._text(role.title)), role.id) for role in self._session.criteria_set.roles
        ]
        if roles:
            yield from labelled(
                _("Hvem kan svare på dette?"),
                Select(
                    roles,
                    prompt=_("Ingen valgt"),
                    value=Select.NULL if self._asked is None else self._asked,
                    compact=True,
                    id="ask",
                ),
            )

    def _number_fields(self, measure: Measure) -> ComposeResult:
        _, answer = self._, self._answer
        what = self._text(measure.what)
        if measure.kind is not MeasureKind.COUNT:
            unit = unit_word(measure.kind, _).capitalize()
            label = f"{unit}: {what}" if unit else _("Antall: {what}", what=what)
            given = "" if answer.number is None else written_number(answer.number, _)
            yield from labelled(label, Input(given, compact=True, id="number"))
            return
        count = "" if answer.count is None else str(answer.count)
        of = "" if answer.of is None else str(answer.of)
        if self._drawn is not None and (self._counts_anew or answer.of is None):
            count, of = "", str(self._drawn.number)
        yield from labelled(_("Antall: {what}", what=what), Input(count, compact=True, id="count"))
        among = self._text(measure.of) if measure.of is not None else _("alle")
        yield from labelled(_("Av: {what}", what=among), Input(of, compact=True, id="of"))

    def _text(self, text: Text) -> str:
        return text_in(text, self._.language)

    def store(self) -> None:
        """Keep the answer; only numbers and role are changed."""
        measure = self._point.checkpoint.measure
        typed: dict[str, Any] = {}
        if measure is not None and measure.kind is MeasureKind.COUNT:
            for name in ("count", "of"):
                typed[name] = self.typed_whole_number(name)
        elif measure is not None:
            any_number = partial(typed_number, language=self._.language)
            typed["number"] = read_field(self.query_one("#number", Input), any_number)
        for select in self.query("#ask").results(Select):
            role = None if select.value is Select.NULL else str(select.value)
            if role != self._asked or "ask" in self._opened.settles:
                typed["ask"] = role
        before = self._answer
        if self._drawn is not None and typed.get("count") is None:
            typed["of"] = None  # it stood there from the draw
        if self._counts_anew:
            before = msgspec.structs.replace(before, count=None, of=None)
        fields = touched(typed, before, self._opened)
        self._session.set_fields(self._point.checkpoint.id, **fields)
