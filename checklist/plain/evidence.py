"""Evidence line by line: recorded and linked, as on screen."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from checklist.assessment import Doubtful, Evidence, FilePlace, Thing
from checklist.criteria import text_in
from checklist.i18n import Translator, phrase
from checklist.machine import print_wrapped
from checklist.plain.lines import (
    HeardList,
    OfAssessment,
    UnreadableLine,
    about_number,
    is_number,
    numbered,
)
from checklist.session import Session, documents, found_in, record_anew, warnings_of_contents
from checklist.session.assessments import ReusableEvidence, other_session, reusable_evidence
from checklist.store import usable_name, write_output
from checklist.words import (
    NOTHING_TO_REUSE,
    TYPED,
    erased_words,
    name_words,
    recorded_again_words,
    typed_of,
    written_words,
)

_USED = phrase("brukt")
_REASON = r"\s+(\S.*)"


class PlainEvidence(OfAssessment):
    """Lists evidence with numbers, links it by number, and records what is written or pasted."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._heard = HeardList[Evidence](TYPED["evidence"])
        several = ("take_away", "where", "record_again", "fetch")
        self._verbs = {typed_of(verb, translator): verb for verb in several}
        self._linked: dict[str, set[str]] = {}
        """What each checkpoint rests on, as it was read out."""
        self._used: tuple[ReusableEvidence, ...] = ()

    def take(self, rest: str, checkpoint: str) -> None:
        """`e` lists, `e 3` links or unlinks, `e` and a place records it for the checkpoint.

        `e - 3` removes it, `e hvor 3` tells what rests on it, `e på nytt 3` records its file anew,
        `e hent 3` puts its file in the current folder, and `e slett 3 why` erases the copy.
        `e brukt` lists what other assessments of the municipality have, and `e brukt 3` links it.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        if not rest:
            self._list(checkpoint)
        elif is_number(rest):
            self._turn(rest, checkpoint)
        elif about := about_number(rest, self._verbs):
            self._about(about[0], self._numbered(about[1]))
        elif rest.casefold() == self._.say(_USED):
            self._list_used()
        elif used := about_number(rest, {self._.say(_USED): ""}):
            self._reuse(used[1], checkpoint)
        elif erase := about_number(rest, {typed_of("erase", self._): ""}, _REASON):
            self._erase(self._numbered(erase[1]), erase[2])
        else:
            self._record(rest, checkpoint)

    def _list(self, checkpoint: str) -> None:
        _, session = self._, self._session
        linked = self._linked[checkpoint] = set(session.assessment.links.get(checkpoint, ()))
        if not session.assessment.evidence:
            print_wrapped(_("Ingen dokumentasjon er registrert ennå."), "  ")
        self.print_number(len(session.assessment.evidence))
        for number, evidence in self._heard.read_out(self._recorded()):
            state = _("koblet") if evidence.id in linked else _("ikke koblet")
            print_wrapped(f"{number} {evidence.title} ({state})", "  ")
            self.print_differing(Thing("evidence", evidence.id))
        self.print_lines(
            _("{evidence} og en sti, adresse eller sak registrerer.", **TYPED),
            _("{evidence} 1 kobler nummer 1 til eller fra.", **TYPED),
            _("{evidence} {take_away} 1 (minus) tar bort nummer 1.", **TYPED),
            _("{evidence} {where} 1 viser hvilke svar som bygger på det.", **TYPED),
            _("{evidence} {record_again} 1 registrerer en endret fil på nytt.", **TYPED),
            _("{evidence} {fetch} 1 henter ut filen.", **TYPED),
            _("{evidence} {erase} 1 og en grunn sletter kopien for godt.", **TYPED),
            _("{evidence} {used} viser det andre egenvurderinger har.", used=_USED, **TYPED),
        )

    def _list_used(self) -> None:
        """What other assessments have, with numbers of its own."""
        _, self._used = self._, reusable_evidence(self._session)
        if not self._used:
            print_wrapped(_.say(NOTHING_TO_REUSE), "  ")
            return
        self.print_number(len(self._used))
        for number, one in enumerate(self._used, start=1):
            created = one.entry.created
            where = name_words(created.municipality, created.date, _)
            print_wrapped(f"{number} {one.evidence.title} ({where})", "  ")
        self.print_lines(_("{evidence} {used} 1 kobler nummer 1 til.", used=_USED, **TYPED))

    def _reuse(self, number: str, checkpoint: str) -> None:
        one = numbered(self._used, number, TYPED["evidence"])
        earlier = other_session(self._session, one.entry.id)
        made = self._session.reuse(earlier, one.evidence.id, [checkpoint])
        self._heard.add(made)
        if checkpoint in self._linked:
            self._linked[checkpoint].add(made)
        print_wrapped(self._("Registrert og koblet til: {title}", title=one.evidence.title))

    def _recorded(self) -> dict[str, Evidence]:
        evidence = self._session.assessment.evidence
        return {name: recorded.value for name, recorded in evidence.items()}

    def _numbered(self, number: str) -> Evidence:
        return self._heard.numbered(self._recorded(), number)

    def _turn(self, number: str, checkpoint: str) -> None:
        _, session = self._, self._session
        chosen = self._numbered(number)
        links = session.assessment.links.get(checkpoint, ())
        linked = self._linked.setdefault(checkpoint, set(links))
        if chosen.id in linked:
            session.unlink(chosen.id, checkpoint)
            linked.remove(chosen.id)
            print_wrapped(_("Koblet fra: {title}", title=chosen.title))
        else:
            session.link(chosen.id, checkpoint)
            linked.add(chosen.id)
            print_wrapped(_("Koblet til: {title}", title=chosen.title))

    def _about(self, verb: str, chosen: Evidence) -> None:
        _, session = self._, self._session
        match verb:
            case "take_away":
                session.remove_evidence(chosen.id)
                print_wrapped(_("Tatt bort: {title}", title=chosen.title))
            case "record_again":
                record_anew(chosen, session)
                print_wrapped(_.say(recorded_again_words(chosen.title)))
                self._warn([session.evidence(chosen.id)])
            case "fetch":
                found = session.file_of(chosen.id)
                path = Path(usable_name(found.name))
                written = write_output(path, found.path, replace=False, home=session.home)
                print_wrapped(_.say(written_words(written)))
            case _where:
                names = session.rest_on(chosen.id)
                if not names:
                    print_wrapped(_("Ingen svar bygger på den ennå."), "  ")
                for name in names:
                    title = text_in(session.criterion_of(name).title, _.language)
                    question = text_in(session.checkpoint(name).question, _.language)
                    print_wrapped(f"{title}: {question}", "  ")

    def _erase(self, chosen: Evidence, reason: str) -> None:
        print_wrapped(erased_words(self._session.erase_evidence(chosen.id, reason), self._))

    def _record(self, text: str, checkpoint: str) -> None:
        _ = self._
        found = found_in(text)
        for words in found.problems:
            print_wrapped(_.say(words))
        try:
            made = documents(self._session, found.places)
        except Doubtful as error:
            # A line can't be asked about; the command can.
            raise UnreadableLine(
                phrase(
                    "{question} Bruk samsjekk evidence files --copy --yes.", question=error.words
                )
            ) from None
        self._session.record_several(made, [checkpoint])
        for evidence in made:
            self._heard.add(evidence.id)
            if checkpoint in self._linked:
                self._linked[checkpoint].add(evidence.id)
            print_wrapped(_("Registrert og koblet til: {title}", title=evidence.title))
        if any(isinstance(place, FilePlace) for place in found.places):
            print_wrapped(_("En kopi er tatt inn i egenvurderingen."))
        self._warn(made)

    def _warn(self, several: Iterable[Evidence]) -> None:
        for words in warnings_of_contents(self._session, several):
            print_wrapped(self._.say(words))
