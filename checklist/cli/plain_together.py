"""Several people, line by line: what the walk without a screen does for `s`."""

from __future__ import annotations

from checklist.cli.output import print_wrapped
from checklist.cli.plain_lines import UnreadableLine
from checklist.cli.together import print_agenda, print_progress
from checklist.i18n import Translator, phrase
from checklist.session import Session


class PlainTogether:
    """First alone, then together, with the letters of the screen."""

    def __init__(self, session: Session, translator: Translator) -> None:
        self._session = session
        self._ = translator

    def take(self, rest: str) -> None:
        """`s` tells, `s b` begins a round, `s p` opens it, `s t` takes over what is alike.

        Names after `s b`, with commas between, are those expected.

        Raises:
            SamsjekkError: it can't be done now; the words say why.
        """
        _, session = self._, self._session
        letter, _space, names = rest.partition(" ")
        match letter.casefold():
            case "":
                self._tell()
            case "b":
                people = [name for part in names.split(",") if (name := part.strip())]
                session.start_round(people)
                print_wrapped(_("Nå svarer dere hver for seg. Bare du ser det du svarer."))
            case "p":
                session.open_round()
                self._tell()
            case "t":
                made = session.take_over()
                print_wrapped(
                    _.plural("{n} likt svar er tatt over.", "{n} like svar er tatt over.", made)
                )
            case _other:
                raise UnreadableLine(
                    phrase("Skriv s b for å svare hver for seg, s p for å åpne svarene.")
                )

    def _tell(self) -> None:
        _, session = self._, self._session
        if session.running is not None:
            print_progress(session, _)
            print_wrapped(_("s p åpner svarene, så alle ser dem."))
        elif session.rounds:
            agenda = session.agenda()
            print_agenda(agenda, _)
            if agenda.alike:
                print_wrapped(_("s t tar over der alle har svart likt."))
        else:
            print_progress(session, _)
            print_wrapped(
                _("s b begynner: da svarer dere hver for seg. Navn kan stå bak: s b Bo, Kari")
            )
