"""The assessment as a whole, line by line: what it is about (`rett`), approving it (`godkjenn`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checklist.assessment import Doubtful, find_written, whole_day
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment, print_wrapped
from checklist.plain.lines import OfAssessment, UnreadableLine
from checklist.session import Session
from checklist.words import CORRECTED, TYPED, about_lines, approving_lines, typed_of

_FIELDS: Mapping[str, Phrase] = {
    "municipality": phrase("kommune"),
    "title": phrase("tittel"),
    "date": phrase("dato"),
    "begins": phrase("begynt"),
    "ends": phrase("avsluttet"),
}
"""What is written for each field."""


class PlainAnsweringFor(OfAssessment):
    """What is asked about is done when the same line is written once more."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._asked = ""

    def take_correction(self, rest: str) -> None:
        """`rett` reads out what it is about, `rett tittel Ny tittel` corrects a field.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        _ = self._
        if rest:
            self._correct(rest)
            return
        for line in about_lines(self._session.shared, _):
            print_wrapped(line, "  ")
        names = ", ".join(_.say(words) for words in _FIELDS.values())
        self.print_lines(
            _("Skriv {correct}, feltet og det som er riktig.", **TYPED),
            _("Feltene er {names}.", names=names),
        )

    def _correct(self, rest: str) -> None:
        _ = self._
        word, _space, said = rest.partition(" ")
        name = next((n for n, words in _FIELDS.items() if _.say(words) == word.casefold()), None)
        if name is None or not said.strip():
            raise UnreadableLine(
                phrase(
                    "Skriv det slik: {correct} {title} Ny tittel", title=_FIELDS["title"], **TYPED
                )
            )
        wanted = {name: self._read(name, said.strip())}
        try:
            self._session.correct(wanted, sure=self._asked == rest)
        except Doubtful as doubt:
            self._asked = rest
            print_wrapped(doubt.text(_))
            print_wrapped(_("Skriv linjen en gang til hvis det er det."))
            return
        self._asked = ""
        print_wrapped(_.say(CORRECTED))

    def _read(self, name: str, said: str) -> Any:
        if name == "municipality":
            return find_written(said, self._session.shared.date)
        if name == "title":
            return said
        is_taken_away = name != "date" and said == typed_of("take_away", self._)
        return None if is_taken_away else whole_day(said)

    def take_sign_off(self, rest: str) -> None:
        """`godkjenn` reads out who has approved, `godkjenn role` approves on behalf of a role.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        _ = self._
        if rest:
            self._session.sign_off(rest, Environment.today())
        for line in approving_lines(self._session.appraisal, self._session.since_sign_off(), _):
            print_wrapped(line, "  ")
        if not rest:
            self.print_lines(
                _("{sign_off} og en rolle godkjenner egenvurderingen slik den er.", **TYPED)
            )
