"""Several people, line by line: what the walk without a screen does for `s`."""

from __future__ import annotations

from checklist.appraisal import Agenda
from checklist.criteria import text_in
from checklist.i18n import Translator, phrase
from checklist.plain.lines import OfAssessment, UnreadableLine
from checklist.plain.printing import print_wrapped
from checklist.session import Session
from checklist.words import progress_of, said_by


class PlainTogether(OfAssessment):
    """First alone, then together, with the letters of the screen."""

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
                session.start_round(names.split(","))
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


def print_progress(session: Session, _: Translator) -> None:
    """How far each has come in the last round. Says nothing of what they answered."""
    if not session.rounds:
        print(_("Ingen har svart hver for seg."))
        return
    held = session.rounds[-1]
    print(_("Dere svarer hver for seg.") if held.running else _("Svarene er åpnet."))
    of = session.appraisal.progress.of
    for who, words in progress_of(session.alone_progress(), of, held.not_begun, _):
        print_wrapped(f"{who}: {words}")


def print_agenda(agenda: Agenda, _: Translator) -> None:
    """Where people differ, the largest difference first."""
    for who, words in progress_of(agenda.people, agenda.of, agenda.not_begun, _):
        print_wrapped(f"{who}: {words}")
    for number, compared in enumerate(agenda.differences, start=1):
        print()
        checkpoint = compared.point.checkpoint
        print_wrapped(f"{number}. {text_in(checkpoint.question, _.language)} [{checkpoint.id}]")
        if compared.distance is not None:
            print_wrapped(f"{_.say(compared.distance.words)}:", "  ")
        for said in said_by(compared.opinions, _):
            print_wrapped(said.in_full, "  ")
    print()
    count = len(agenda.differences)
    print(
        _.plural("{n} ulikhet å avgjøre", "{n} ulikheter å avgjøre", count) + "."
        if count
        else _("Ingen ulikheter å avgjøre.")
    )
