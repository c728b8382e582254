"""Evidence and actions line by line: what the walk without a screen does for `e` and `p`."""

from __future__ import annotations

from checklist.assessment.as_typed import FilePlace, whole_day
from checklist.assessment.events import Action
from checklist.assessment.evidence import Evidence
from checklist.catalogue.model import text_in
from checklist.cli.output import print_wrapped
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.pasting import documents, found_in
from checklist.session import Session

_PARTS = ("what", "role", "deadline")


class UnreadableLine(SamsjekkError):
    """The line is not what this key takes."""


class PlainEvidence:
    """Lists evidence with numbers, links it by number, and records what is written or pasted."""

    def __init__(self, session: Session, translator: Translator) -> None:
        self._session = session
        self._ = translator

    def take(self, rest: str, checkpoint: str) -> None:
        """`e` lists, `e 3` links or unlinks, `e` and a place records it for the checkpoint.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        if not rest:
            self._list(checkpoint)
        elif rest.isascii() and rest.isdigit():
            self._turn(int(rest[:9]), checkpoint)
        else:
            self._record(rest, checkpoint)

    def _list(self, checkpoint: str) -> None:
        _, session = self._, self._session
        linked = session.assessment.links.get(checkpoint, ())
        if not session.assessment.evidence:
            print_wrapped(_("Ingen dokumentasjon er registrert ennå."), "  ")
        for number, evidence in enumerate(self._numbered(), start=1):
            state = _("koblet") if evidence.id in linked else _("ikke koblet")
            print_wrapped(f"{number} {evidence.title} ({state})", "  ")
        print_wrapped(
            _("e og et nummer kobler til eller fra. e og en sti, adresse eller sak registrerer."),
            "  ",
        )

    def _numbered(self) -> list[Evidence]:
        return [recorded.value for recorded in self._session.assessment.evidence.values()]

    def _turn(self, number: int, checkpoint: str) -> None:
        _, session, evidence = self._, self._session, self._numbered()
        if not 1 <= number <= len(evidence):
            raise UnreadableLine(
                phrase("Det er ingen dokumentasjon med nummer {n}. Skriv e for listen.", n=number)
            )
        chosen = evidence[number - 1]
        if chosen.id in session.assessment.links.get(checkpoint, ()):
            session.unlink(chosen.id, checkpoint)
            print_wrapped(_("Koblet fra: {title}", title=chosen.title))
        else:
            session.link(chosen.id, checkpoint)
            print_wrapped(_("Koblet til: {title}", title=chosen.title))

    def _record(self, text: str, checkpoint: str) -> None:
        _ = self._
        found = found_in(text)
        for words in found.problems:
            print_wrapped(_.say(words))
        made = documents(self._session, found.places)
        self._session.record_several(made, [checkpoint])
        for evidence in made:
            print_wrapped(_("Registrert og koblet til: {title}", title=evidence.title))
        if any(isinstance(place, FilePlace) for place in found.places):
            print_wrapped(_("En kopi er tatt inn i egenvurderingen."))


class PlainActions:
    """Lists the actions of a criterion and plans new ones."""

    def __init__(self, session: Session, translator: Translator) -> None:
        self._session = session
        self._ = translator

    def take(self, rest: str, criterion: str) -> None:
        """`p` lists and shows the recommendation; `p what; role; deadline` plans.

        `=` instead of what stands for the recommendation.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        _ = self._
        recommended = text_in(self._session.criterion(criterion).recommendation, _.language)
        if not rest:
            self._list(criterion, recommended)
            return
        parts = [part.strip() for part in rest.split(";")]
        if len(parts) > len(_PARTS):
            raise UnreadableLine(
                phrase("Skriv tiltaket slik: p Lage mandat; virksomhetsleder; 01.06.2027")
            )
        what, role, deadline = (*parts, "", "")[: len(_PARTS)]
        what = recommended if what == "=" else what
        if not what:
            raise UnreadableLine(phrase("Skriv hva som skal gjøres."))
        action = Action(
            id=self._session.new_action_id(),
            criterion=criterion,
            what=what,
            role=role,
            deadline=whole_day(deadline),
        )
        self._session.set_action(action)
        print_wrapped(_("Planlagt: {what}", what=what))

    def _list(self, criterion: str, recommended: str) -> None:
        _ = self._
        for action in self._session.assessment.actions.values():
            if action.criterion == criterion:
                details = [_.say(action.status.words), action.role]
                if action.deadline is not None:
                    details.append(_("frist {day}", day=_.date(action.deadline)))
                print_wrapped(f"{action.what} ({', '.join(filter(None, details))})", "  ")
        print_wrapped(_("Forslag: {text}", text=recommended), "  ")
        print_wrapped(
            _("p = planlegger forslaget. Eget tiltak: p Lage mandat; virksomhetsleder; 01.06.2027"),
            "  ",
        )
