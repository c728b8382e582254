"""Actions line by line: planned and changed, as on screen."""

from __future__ import annotations

import re

from msgspec.structs import replace

from checklist.assessment import Action, ActionStatus, Thing, whole_day
from checklist.i18n import Translator, phrase
from checklist.machine import print_wrapped
from checklist.plain.lines import (
    HeardList,
    OfAssessment,
    UnreadableLine,
    about_number,
    numbered,
    parted,
)
from checklist.session import Session
from checklist.words import TYPED, action_details, advice_words, typed_of, withdrawn_words

_PARTS = 3
_EXAMPLE = phrase("{action} Lage mandat; virksomhetsleder; 01.06.2027", **TYPED)
_CHANGED = re.compile(r"(\d{1,9})(?:\s+(.*))?", re.ASCII)


class PlainActions(OfAssessment):
    """Lists the actions of a criterion, plans new ones, changes and withdraws them."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._heard = HeardList[Action](TYPED["action"])
        self._states = {translator.say(status.words): status for status in ActionStatus}

    def take(self, rest: str, criterion: str) -> None:
        """`t` lists; `t what; role; deadline` plans; with a number first it changes.

        `=` instead of what stands for the recommendation. `t i gang 2` says that number 2 has
        started, `t - 2` withdraws it. `t = 1` confirms number 1 of an earlier assessment.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        if not rest:
            self._list(criterion)
        elif state := about_number(rest, self._states):
            self._set_state(self._numbered(state[1], criterion), state[0])
        elif withdrawn := about_number(rest, {typed_of("take_away", self._): ""}):
            self._withdraw(self._numbered(withdrawn[1], criterion))
        elif confirmed := about_number(rest, {typed_of("take_over", self._): ""}):
            self._confirm(confirmed[1], criterion)
        elif changed := _CHANGED.fullmatch(rest):
            self._change(self._numbered(changed[1], criterion), changed[2] or "")
        else:
            self._plan(rest, criterion)

    def _of(self, criterion: str) -> dict[str, Action]:
        actions = self._session.assessment.actions
        return {name: action for name, action in actions.items() if action.criterion == criterion}

    def _waiting(self, criterion: str) -> list[Action]:
        waiting = self._session.assessment.actions_that_wait.values()
        return [action for action in waiting if action.criterion == criterion]

    def _confirm(self, number: str, criterion: str) -> None:
        action = numbered(self._waiting(criterion), number, TYPED["action"])
        self._session.confirm_action(action.id)
        self._heard.add(action.id, criterion)
        print_wrapped(self._("Planlagt: {what}", what=action.what))

    def _numbered(self, number: str, criterion: str) -> Action:
        return self._heard.numbered(self._of(criterion), number, criterion)

    def _recommended(self, criterion: str) -> str:
        return advice_words(
            self._session.appraisal.criteria[self._session.criterion(criterion).id], self._
        )

    def _plan(self, rest: str, criterion: str) -> None:
        what, role, deadline = parted(rest, _PARTS, _EXAMPLE)
        what = self._recommended(criterion) if what == typed_of("take_over", self._) else what
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
            raise UnreadableLine(
                phrase("Skriv det nye bak nummeret, slik: {action} 1 Lage mandat", **TYPED)
            )
        self._session.set_action(changed)
        print_wrapped(self._("Endret: {what}", what=changed.what))

    def _withdraw(self, action: Action) -> None:
        self._session.withdraw_action(action.id)
        print_wrapped(self._.say(withdrawn_words(action.what)))

    def _set_state(self, action: Action, status: ActionStatus) -> None:
        self._session.set_action(replace(action, status=status))
        print_wrapped(f"{self._.say(status.words).capitalize()}: {action.what}")

    def _list(self, criterion: str) -> None:
        _, actions = self._, self._of(criterion)
        self.print_number(len(actions))
        for number, action in self._heard.read_out(actions, criterion):
            print_wrapped(f"{number} {action.what} ({action_details(action, _)})", "  ")
            if action.note:
                print_wrapped(_("Internt notat: {text}", text=action.note), "    ")
            self.print_differing(Thing("action", action.id))
        for number, action in enumerate(self._waiting(criterion), start=1):
            details = action_details(action, _)
            words = _("Fra sist, ikke bekreftet, {n}: {what}", n=number, what=action.what)
            print_wrapped(f"{words} ({details})", "  ")
        if self._waiting(criterion):
            self.print_lines(_("{action} {take_over} 1 bekrefter nummer 1 fra sist.", **TYPED))
        started, done = ActionStatus.STARTED.words, ActionStatus.DONE.words
        self.print_lines(
            _("Forslag: {text}", text=self._recommended(criterion)),
            _("{action} {take_over} (er lik) planlegger forslaget.", **TYPED),
            _("Eget tiltak: {example}", example=_EXAMPLE),
            _("{action} 1 og ny tekst endrer nummer 1.", **TYPED),
            _("{action} {started} 1 sier at det er begynt.", started=started, **TYPED),
            _("{action} {done} 1 sier at det er gjort.", done=done, **TYPED),
            _("{action} {take_away} 1 (minus) trekker nummer 1.", **TYPED),
        )
