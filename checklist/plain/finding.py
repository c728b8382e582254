"""Finding the way line by line: what the walk without a screen does for `f` and `/`."""

from __future__ import annotations

from checklist.appraisal import EVERYTHING, LATELY, Selection, choices
from checklist.criteria import CriteriaSearch, text_in
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment, print_wrapped
from checklist.plain.lines import OfAssessment, UnreadableLine, is_number, numbered
from checklist.session import Session
from checklist.words import NOTHING_FOUND, TYPED

_MOST_FOUND = 12


class PlainFinding(OfAssessment):
    """What is asked about, and where a word is found.

    `selection` is what is asked about now.
    """

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self.selection = EVERYTHING
        self._found: list[str] = []

    def take_selection(self, rest: str) -> Selection | None:
        """`f` lists what can be chosen, `f 3` chooses; None where nothing was chosen.

        Raises:
            SamsjekkError: there is no such choice, or nothing would be asked about.
        """
        _, session = self._, self._session
        groups = [
            (heading, [(words, one, len(one.among(session.appraisal))) for words, one in group])
            for heading, group in choices(
                self.selection, session.criteria_set.roles, Environment.now() - LATELY
            )
        ]
        if rest:
            flat = [choice for _heading, group in groups for choice in group]
            _words, chosen, count = numbered(flat, rest, TYPED["select"])
            if not count:
                raise UnreadableLine(phrase("Ingen kontrollpunkter er slik. Alt er som før."))
            return chosen
        self.print_number(sum(len(group) for _heading, group in groups))
        number = 0
        for heading, group in groups:
            print_wrapped(f"{_.say(heading)}:", "  ")
            for words, one, count in group:
                number += 1
                said = _.say(words) if isinstance(words, Phrase) else text_in(words, _.language)
                asked = _.one_or_many("{n} spørsmål", count)
                now = _(", valgt nå") if one.chooses_as(self.selection) else ""
                print_wrapped(f"{number} {said}: {asked}{now}", "    ")
        self.print_lines(
            _("{select} og et nummer velger.", **TYPED),
            _("Svar du ikke får spørsmål om, er fortsatt med."),
        )
        return None

    def take_search(self, rest: str) -> str | None:
        """`/ord` finds criteria, `/3` goes to one of those found; None where nowhere to go.

        The whole title goes straight to its criterion.

        Raises:
            SamsjekkError: there is no such number.
        """
        _ = self._
        if is_number(rest) and self._found:
            return numbered(self._found, rest, TYPED["search"])
        found = CriteriaSearch(self._session.criteria_set, _.language).find(rest) if rest else []
        self._found = [criterion.id for criterion in found[:_MOST_FOUND]]
        called = [c for c in found if text_in(c.title, _.language).casefold() == rest.casefold()]
        if len(only := called or found) == 1:
            return only[0].id
        if not found:
            print_wrapped(_.say(NOTHING_FOUND))
            return None
        self.print_number(len(self._found))
        for number, criterion in enumerate(found[:_MOST_FOUND], start=1):
            print_wrapped(f"{number} {text_in(criterion.title, _.language)}", "  ")
        more = len(found) - len(self._found)
        if more:
            print_wrapped(_.one_or_many("{n} til. Skriv flere ord.", more))
        self.print_lines(_("{search} og et nummer går dit.", **TYPED))
        return None
