"""Several people, line by line: as on screen."""

from __future__ import annotations

from checklist.appraisal import Agenda
from checklist.criteria import text_in
from checklist.i18n import Translator, phrase
from checklist.machine import print_wrapped
from checklist.plain.lines import OfAssessment, UnreadableLine
from checklist.session import Session
from checklist.words import ANSWERING_ALONE, TYPED, alike_words, progress_of, said_by, typed_of


class PlainTogether(OfAssessment):
    """First alone, then together, with the letters of the screen."""

    def take(self, rest: str) -> None:
        """`w` tells, `w +` begins a round, `w åpne` opens it, `w =` takes over what is alike.

        Names after `w +`, with commas between, are those expected.

        Raises:
            SamsjekkError: it can't be done now; the words say why.
        """
        _, session = self._, self._session
        several = ("new", "open_answers", "take_over")
        verbs = {typed_of(verb, _): verb for verb in several} | {"": "tell"}
        word, _space, names = rest.partition(" ")
        match verbs.get(word.casefold()):
            case "tell":
                self._tell()
            case "new":
                session.start_round(names.split(","))
                print_wrapped(_.say(ANSWERING_ALONE))
            case "open_answers":
                session.open_round()
                self._tell()
            case "take_over":
                made = session.take_over()
                print_wrapped(_.say(alike_words(made)))
            case _other:
                raise UnreadableLine(
                    phrase(
                        "Skriv {together} {new} for å svare hver for seg, {together} "
                        "{open_answers} for å åpne svarene.",
                        **TYPED,
                    )
                )

    def _tell(self) -> None:
        _, session = self._, self._session
        if session.running is not None:
            print_progress(session, _)
            print_wrapped(_("{together} {open_answers} åpner svarene, så alle ser dem.", **TYPED))
        elif session.rounds:
            agenda = session.agenda()
            print_agenda(agenda, _)
            if agenda.alike:
                print_wrapped(
                    _("{together} {take_over} (er lik) tar over der alle har svart likt.", **TYPED)
                )
        else:
            print_progress(session, _)
            self.print_lines(
                _("{together} {new} (pluss) begynner: da svarer dere hver for seg.", **TYPED),
                _("Navn kan stå bak: {together} {new} Bo, Kari", **TYPED),
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
