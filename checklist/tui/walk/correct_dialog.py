"""Correcting what an assessment is about: municipality, title, date and period."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.widgets import Input

from checklist.assessment import ABOUT, UnknownMunicipality, deciding, find_written, whole_day
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.boxes import (
    AssessmentDialog,
    FieldError,
    Opened,
    labelled,
    needed,
    read_field,
    written,
)

_DAYS = ("date", "begins", "ends")


class CorrectDialog(AssessmentDialog):
    """The fields as they are; what is changed in them is corrected."""

    AUTO_FOCUS = "#title"

    def __init__(self, session: Session, _: Translator) -> None:
        about = _("Historikken beholder det som sto, og rettelsen kan angres.")
        super().__init__(_("Rett opplysningene"), about, Opened(session, ABOUT, _))

    def fields(self) -> ComposeResult:
        """Municipality, title, and the days as they are typed."""
        _, state = self._, self._session.shared
        place = f"{state.municipality.number} {state.municipality.name}"
        yield from labelled(
            needed(_("Kommune: navn eller nummer"), _), written(place, "municipality")
        )
        yield from labelled(_("Tittel (kan stå tom)"), written(state.title, "title"))
        labels = (needed(_("Dato for vurderingen"), _), _("Begynt"), _("Avsluttet"))
        days = (state.date, state.period.begins, state.period.ends)
        for name, label, day in zip(_DAYS, labels, days, strict=True):
            typed = "" if day is None else _.short_date(day)
            yield from labelled(label, Input(typed, compact=True, id=name))

    def store(self) -> None:
        """Correct what is another than it was."""
        wanted: dict[str, Any] = {"title": self.query_one("#title", Input).value}
        for name in _DAYS:
            wanted[name] = read_field(self.query_one(f"#{name}", Input), whole_day)
        day = wanted["date"]
        if day is None:
            raise FieldError(deciding.MISSING_WORDS["date"], "#date")
        held = self._session.shared.municipality
        typed = self.query_one("#municipality", Input).value.strip()
        if typed != f"{held.number} {held.name}":
            try:
                wanted["municipality"] = find_written(typed, day)
            except UnknownMunicipality as error:
                raise FieldError(error.words, "#municipality") from error
        self._session.correct(wanted, sure=self.sure)
