"""The box for an action (tiltak): planning it, changing it, withdrawing it."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, Select

from checklist.assessment import Action, ActionStatus, Thing, whole_day
from checklist.criteria import text_in
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.boxes.assessment_dialog import AssessmentDialog, Opened
from checklist.tui.boxes.confirm import ConfirmScreen, if_yes
from checklist.tui.boxes.dialog import labelled, needed, read_field, written
from checklist.tui.boxes.proposing import ProposingInput, ProposingText
from checklist.tui.signs import state_sign
from checklist.tui.widgets import plain
from checklist.words import advice_words


class ActionDialog(AssessmentDialog):
    """Something to be done about a criterion: what, by whom, by when, how far it has come.

    The recommendation of the criterion and the roles of the set are offered, never filled in.
    """

    AUTO_FOCUS = "TextArea"
    DEFAULT_CSS = """
    ActionDialog TextArea { height: 3; margin-bottom: 0; }
    ActionDialog #take { margin-bottom: 1; }
    ActionDialog Input, ActionDialog Select { margin-bottom: 0; }
    ActionDialog .buttons { margin-top: 1; }
    """

    def __init__(self, session: Session, _: Translator, criterion: str, name: str | None) -> None:
        self._about_criterion = session.criterion(criterion)
        title = text_in(self._about_criterion.title, _.language)
        super().__init__(_("Tiltak"), title, Opened(session, Thing("action", name or ""), _))
        self._action = None if name is None else session.assessment.actions.get(name)
        self._name_of_draft = name or "new"

    @property
    def draft_name(self) -> str:
        """One for each action, and one for a new action to each criterion."""
        criterion = self._about_criterion.id
        return f"action {self._session.assessment.id} {criterion} {self._name_of_draft}"

    def fields(self) -> ComposeResult:
        """What, who, when, how far, and how one will see that it helped."""
        _, language = self._, self._.language
        action = self._action or Action(id="nytt", criterion=self._about_criterion.id, what="…")
        deadline = "" if action.deadline is None else _.short_date(action.deadline)
        what = ProposingText("" if self._action is None else action.what, compact=True, id="what")
        recommended = advice_words(self._session.appraisal.criteria[self._about_criterion.id], _)
        what.propose(recommended, _("Forslag (pil høyre): {text}", text=recommended))
        yield from labelled(needed(_("Hva skal gjøres?"), _), what)
        yield Button(plain(_("Bruk forslaget")), id="take", compact=True)
        roles = [text_in(role.title, language) for role in self._session.criteria_set.roles]
        role = ProposingInput(
            action.role,
            compact=True,
            id="role",
            suggester=SuggestFromList(roles, case_sensitive=False),
            select_on_focus=False,
        )
        if (leader := self._who_leads()) is not None:
            role.propose(leader, _("Forslag (pil høyre): {text}", text=leader))
        yield from labelled(_("Hvem har ansvaret? Skriv rollen."), role)
        yield from labelled(
            _("Frist, for eksempel 01.06.2027"), Input(deadline, compact=True, id="deadline")
        )
        yield from labelled(
            _("Hvor langt er vi?"),
            Select(
                [
                    (plain(f"{state_sign(status).sign} {_.say(status.words)}"), status.value)
                    for status in ActionStatus
                ],
                value=action.status.value,
                allow_blank=False,
                compact=True,
            ),
        )
        yield from labelled(_("Hvordan ser vi at det virker?"), written(action.effect, "effect"))
        yield from labelled(
            _("Hva er årsaken til at det ble slik?"), written(action.cause, "cause")
        )
        yield from labelled(
            _("Internt notat, som ikke står i noen rapport"),
            written(action.note, "note"),
        )

    def on_mount(self) -> None:
        """Offer the proposal only where nothing is written yet."""
        self._offer()

    def on_text_area_changed(self) -> None:
        """What is written is not replaced: then there is nothing to offer."""
        self._offer()

    def _offer(self) -> None:
        self.query_one("#take").display = not self.query_one(ProposingText).text

    def _who_leads(self) -> str | None:
        """The first of the set's roles, which has leaders first, that the criterion asks.

        Who knows most about it may well be one it is done for.
        """
        asked = {role for point in self._about_criterion.checkpoints for role in point.ask}
        roles = (role for role in self._session.criteria_set.roles if role.id in asked)
        return next((text_in(role.title, self._.language) for role in roles), None)

    def extra_buttons(self) -> ComposeResult:
        """A way to withdraw an action that is planned."""
        if self._action is not None:
            yield Button(plain(self._("Trekk tiltaket …")), id="withdraw", compact=True)

    @on(Button.Pressed, "#take")
    def _take(self) -> None:
        what = self.query_one(ProposingText)
        what.take()
        what.focus()

    @on(Button.Pressed, "#withdraw")
    def _ask_to_withdraw(self) -> None:
        _, action = self._, self._action
        if action is None:
            return
        question = _("Trekke tiltaket «{what}»? Historikken beholder det.", what=action.what)
        withdraw = partial(self.close_after, lambda: self._session.withdraw_action(action.id))
        box = ConfirmScreen(question, _("Trekk tiltaket"), _("Behold"))
        self.app.push_screen(box, if_yes(withdraw))

    def store(self) -> None:
        """Add the action, or change the one that was opened."""
        before = self._action or Action(
            id=self._session.new_action_id(), criterion=self._about_criterion.id
        )
        self._session.set_action(
            replace(
                before,
                what=self.query_one(ProposingText).text,
                role=self.query_one("#role", Input).value.strip(),
                deadline=read_field(self.query_one("#deadline", Input), whole_day),
                status=ActionStatus(str(self.query_one(Select).value)),
                effect=self.query_one("#effect", Input).value.strip(),
                cause=self.query_one("#cause", Input).value.strip(),
                note=self.query_one("#note", Input).value.strip(),
            )
        )
