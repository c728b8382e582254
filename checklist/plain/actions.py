"""Actions line by line: what the walk without a screen does for `p`."""

from __future__ import annotations

import re

from msgspec.structs import replace

from checklist.assessment import Action, ActionStatus, Thing, whole_day
from checklist.i18n import Translator, phrase
from checklist.plain.lines import HeardList, OfAssessment, UnreadableLine, parted
from checklist.plain.printing import print_wrapped
from checklist.session import Session
from checklist.words import action_details, advice_words

_PARTS = 3
_EXAMPLE = phrase("p Lage mandat; virksomhetsleder; 01.06.2027")
_ABOUT = re.compile(r"([xif])\s+(\d{1,9})", re.ASCII | re.IGNORECASE)
_CHANGED = re.compile(r"(\d{1,9})(?:\s+(.*))?", re.ASCII)


class PlainActions(OfAssessment):
    """Lists the actions of a criterion, plans new ones, changes and withdraws them."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._heard = HeardList[Action]("p")

    def take(self, rest: str, criterion: str) -> None:
        """`p` lists; `p what; role; deadline` plans; with a number first it changes.

        `=` instead of what stands for the recommendation. `p i 2` says it has started, `p f 2`
        that it is done, `p x 2` withdraws it.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        if not rest:
            self._list(criterion)
        elif about := _ABOUT.fullmatch(rest):
            self._about(about[1].casefold(), self._numbered(about[2], criterion))
        elif changed := _CHANGED.fullmatch(rest):
            self._change(self._numbered(changed[1], criterion), changed[2] or "")
        else:
            self._plan(rest, criterion)

    def _of(self, criterion: str) -> dict[str, Action]:
        actions = self._session.assessment.actions
        return {name: action for name, action in actions.items() if action.criterion == criterion}

    def _numbered(self, number: str, criterion: str) -> Action:
        return self._heard.numbered(self._of(criterion), number, criterion)

    def _recommended(self, criterion: str) -> str:
        return advice_words(
            self._session.appraisal.criteria[self._session.criterion(criterion).id], self._
        )

    def _plan(self, rest: str, criterion: str) -> None:
        what, role, deadline = parted(rest, _PARTS, _EXAMPLE)
        what = self._recommended(criterion) if what == "=" else what
        action = Action(
            id=self._session.new_action_id(),
            criterion=criterion,
            what=what,
            role=role,
            deadline=whole_day(deadline),
        )
        self._session.set_action(action)
        self._heard.add(action.id, criterion)
        print_wrapped(self._("Planlagt: {what}", what=what))

    def _change(self, action: Action, rest: str) -> None:
        """A part left empty stays as it is."""
        what, role, deadline = parted(rest, _PARTS, _EXAMPLE)
        changed = replace(
            action,
            what=what or action.what,
            role=role or action.role,
            deadline=whole_day(deadline) or action.deadline,
        )
        if changed == action:
            raise UnreadableLine(phrase("Skriv det nye bak nummeret, slik: p 1 Lage mandat"))
        self._session.set_action(changed)
        print_wrapped(self._("Endret: {what}", what=changed.what))

    def _about(self, letter: str, action: Action) -> None:
        _ = self._
        if letter == "x":
            self._session.withdraw_action(action.id)
            print_wrapped(_("Trukket: {what}", what=action.what))
            return
        status = ActionStatus.STARTED if letter == "i" else ActionStatus.DONE
        self._session.set_action(replace(action, status=status))
        print_wrapped(f"{action.what}: {_.say(status.words)}")

    def _list(self, criterion: str) -> None:
        _, actions = self._, self._of(criterion)
        self.print_number(len(actions))
        for number, action in self._heard.read_out(actions, criterion):
            print_wrapped(f"{number} {action.what} ({action_details(action, _)})", "  ")
            if action.note:
                print_wrapped(_("Internt notat: {text}", text=action.note), "    ")
            self.print_differing(Thing("action", action.id))
        print_wrapped(_("Forslag: {text}", text=self._recommended(criterion)), "  ")
        print_wrapped(_("p = planlegger forslaget. Eget tiltak: {example}", example=_EXAMPLE), "  ")
        print_wrapped(
            _(
                "p 1 og ny tekst endrer nummer 1. Med nummer bak: p i er i gang, p f er "
                "gjennomført, p x trekker tiltaket."
            ),
            "  ",
        )
