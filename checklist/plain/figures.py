"""Numbers and whom to ask, line by line: as on screen."""

from __future__ import annotations

import re

import msgspec

from checklist.assessment import Answer, draw_for, typed_number, typed_whole_number
from checklist.criteria import MeasureKind, text_in
from checklist.i18n import phrase
from checklist.machine import print_wrapped
from checklist.plain.lines import OfAssessment, about_number, numbered
from checklist.words import TYPED

_AMONG = re.compile(r"\s*(?:av|of|/)\s*", re.IGNORECASE)
"""What stands between a count and what it is a count among."""

_ROLE = phrase("rolle")
"""What stands before the number of the role to ask."""


class PlainFigures(OfAssessment):
    """The number that belongs to an answer, and the role that can give it."""

    def take(self, rest: str, checkpoint: str) -> None:
        """`m` tells, `m 12` and `m 12 av 40` store a number, `m rolle 3` the role to ask.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        if not rest:
            self._tell(checkpoint)
        elif found := about_number(rest, {self._.say(_ROLE): ""}):
            self._ask(found[1], checkpoint)
        else:
            self._number(rest, checkpoint)

    def _number(self, rest: str, checkpoint: str) -> None:
        _ = self._
        if _AMONG.search(rest):
            count, of = (typed_whole_number(part, _.language) for part in _AMONG.split(rest, 1))
            self._session.set_fields(checkpoint, count=count, of=of)
        elif draw_for(self._session.assessment, self._session.checkpoint(checkpoint)) is not None:
            # What it is a count among, the draw says.
            count = typed_whole_number(rest, _.language)
            self._session.set_fields(checkpoint, count=count)
        else:
            self._session.set_fields(checkpoint, number=typed_number(rest, _.language))
        print_wrapped(self._("Tallet er lagret."))

    def _ask(self, number: str, checkpoint: str) -> None:
        role = numbered(self._session.criteria_set.roles, number, TYPED["figures"])
        before = self._session.assessment.answer(checkpoint) or Answer()
        self._session.set_answer(checkpoint, msgspec.structs.replace(before, ask=role.id))
        title = text_in(role.title, self._.language)
        print_wrapped(self._("Dere spør: {role}", role=title))

    def _tell(self, checkpoint: str) -> None:
        _, session = self._, self._session
        measure = session.checkpoint(checkpoint).measure
        if measure is not None:
            what = text_in(measure.what, _.language)
            if measure.kind is MeasureKind.COUNT:
                among = _("alle") if measure.of is None else text_in(measure.of, _.language)
                print_wrapped(_("Antall: {what}", what=what), "  ")
                print_wrapped(_("Av: {what}", what=among), "  ")
            else:
                print_wrapped(_("Tall: {number}", number=what), "  ")
        print_wrapped(_("Hvem kan svare på dette?"), "  ")
        self.print_number(len(session.criteria_set.roles))
        for number, role in enumerate(session.criteria_set.roles, start=1):
            print_wrapped(f"{number} {text_in(role.title, _.language)}", "    ")
        self.print_lines(
            _("{figures} 12 eller {figures} 12 av 40 lagrer tall.", **TYPED),
            _("{figures} {role} og et nummer sier hvem dere spør.", role=_ROLE, **TYPED),
        )
