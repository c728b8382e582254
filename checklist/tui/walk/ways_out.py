"""The keys of Walk that open a box or another screen.

Each is imported when it is opened for the first time: Walk is what the user waits for at start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from checklist.appraisal import CheckpointAppraisal, CriterionAppraisal, Selection, follow_ups
from checklist.assessment import Recommendation
from checklist.criteria import Criterion
from checklist.criteria.files import Library
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session import Session
from checklist.text import visible

if TYPE_CHECKING:
    from checklist.appraisal import FollowUp
    from checklist.tui.history import EventPlace


class WaysOut(Screen[None]):
    """What Walk is without its own drawing: an open assessment, and where one can go from it."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__()
        self._session = session
        self._ = translator

    @property
    def assessment(self) -> str:
        """The id of the open assessment."""
        return self._session.assessment.id

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion of the set."""
        return self._session.criteria_set.criteria

    # -- what Walk knows ----------------------------------------------------------------

    @property
    def criterion(self) -> CriterionAppraisal:
        """The criterion that is shown."""
        raise NotImplementedError

    def answerable(self) -> CheckpointAppraisal | None:
        """The marked checkpoint, or None after having said why it can't be answered."""
        raise NotImplementedError

    def open_criterion(self, criterion: str) -> None:
        """Show a criterion."""
        raise NotImplementedError

    def open_checkpoint(self, checkpoint: str) -> None:
        """Show a checkpoint, and mark it."""
        raise NotImplementedError

    @property
    def selection(self) -> Selection:
        """What is shown of the set."""
        raise NotImplementedError

    def select(self, selection: Selection) -> bool:
        """Show something else of the set; False where there would be nothing."""
        raise NotImplementedError

    # -- boxes: they save by themselves, and Walk shows what came of it when it is in front again

    def action_comment(self) -> None:
        """Write a comment to the marked checkpoint."""
        from checklist.tui.walk.dialogs import CommentDialog  # noqa: PLC0415 - when opened

        if (point := self.answerable()) is not None:
            self.app.push_screen(CommentDialog(self._session, self._, point))

    def action_figures(self) -> None:
        """Write the number that belongs to the answer, and whom to ask."""
        from checklist.tui.walk.dialogs import FiguresDialog  # noqa: PLC0415 - when opened

        if (point := self.answerable()) is not None:
            self.app.push_screen(FiguresDialog(self._session, self._, point))

    def action_verdict(self) -> None:
        """Set another verdict than the answers give, with a reason."""
        from checklist.tui.walk.dialogs import VerdictDialog  # noqa: PLC0415 - when opened

        if self.answerable() is not None:
            self.app.push_screen(VerdictDialog(self._session, self._, self.criterion))

    def action_action(self) -> None:
        """Plan something to be done about the criterion, or change what is planned."""
        planned = [
            action
            for action in self._session.assessment.actions.values()
            if action.criterion == self.criterion.criterion.id
        ]
        if not planned:
            self.edit_action(None)
            return
        from checklist.tui.widgets import ChooseDialog  # noqa: PLC0415 - when opened

        _ = self._
        choices = [*((action.what, action.id) for action in planned), (_("Nytt tiltak"), "")]

        def chosen(name: str | None) -> None:
            if name is not None:
                self.edit_action(name or None)

        self.app.push_screen(ChooseDialog(_("Hvilket tiltak?"), choices, _), chosen)

    def edit_action(self, name: str | None) -> None:
        """Change an action; None plans a new one."""
        from checklist.tui.walk.action_dialog import ActionDialog  # noqa: PLC0415 - when opened

        box = ActionDialog(self._session, self._, self.criterion.criterion.id, name)
        # It stands below the verdict, which may be out of sight.
        stored = self._("Lagret. Alle tiltak står i oversikten: o, og så 6.")
        self.app.push_screen(box, lambda saved: self._tell(stored) if saved else None)

    def action_recommendations(self) -> None:
        """Record what the municipality was asked to do, or judge how it was followed up."""
        from checklist.tui.widgets import ChooseDialog  # noqa: PLC0415 - when opened

        if self.answerable() is None:
            return
        _ = self._
        judged = {
            point.about.id: point
            for point in follow_ups(self._session.appraisal).points
            if isinstance(point.about, Recommendation)
        }
        if not judged:
            self._edit_recommendation(None)
            return
        choices = [
            (f"{' '.join(point.about.text.split())}: {_.say(point.verdict.code.words)}", name)
            for name, point in judged.items()
            if isinstance(point.about, Recommendation)
        ]

        def chosen(name: str | None) -> None:
            if name:
                self._about_recommendation(judged[name])
            elif name is not None:
                self._edit_recommendation(None)

        choices.append((_("Ny anbefaling eller nytt vedtak"), ""))
        self.app.push_screen(ChooseDialog(_("Anbefalinger dere har fått"), choices, _), chosen)

    def _about_recommendation(self, judged: FollowUp) -> None:
        from checklist.tui.walk.judging import FollowUpDialog  # noqa: PLC0415 - when opened
        from checklist.tui.widgets import ChooseDialog  # noqa: PLC0415 - when opened

        _, name = self._, judged.about.id if isinstance(judged.about, Recommendation) else ""

        def chosen(what: str | None) -> None:
            if what == "judge":
                self.app.push_screen(FollowUpDialog(self._session, _, name, judged))
            elif what == "edit":
                self._edit_recommendation(name)

        choices = [
            (_("Vurder hvordan den er fulgt opp"), "judge"),
            (_("Rett den, og knytt den til dette kontrollpunktet"), "edit"),
        ]
        self.app.push_screen(ChooseDialog(_("Hva vil du gjøre?"), choices, _), chosen)

    def _edit_recommendation(self, name: str | None) -> None:
        from checklist.tui.walk.judging import RecommendationDialog  # noqa: PLC0415 - see above

        if (point := self.answerable()) is not None:
            box = RecommendationDialog(self._session, self._, point.checkpoint.id, name)
            stored = self._(
                "Lagret. b viser alle anbefalinger, r og Oppfølgingsrapport hva de gir."
            )
            self.app.push_screen(box, lambda saved: self._tell(stored) if saved else None)

    def action_search(self) -> None:
        """Find a criterion by words in its text."""
        from checklist.tui.widgets import SearchDialog  # noqa: PLC0415 - when opened

        def found(name: str | None) -> None:
            if name is not None:
                self.open_criterion(name)

        self.app.push_screen(SearchDialog(self._session, self._), found)

    def action_select(self) -> None:
        """Choose what is shown: how deep, for whom, in which state."""
        from checklist.tui.walk.selecting import SelectionDialog  # noqa: PLC0415 - when opened

        def chosen(selection: Selection | None) -> None:
            if selection is not None:
                self.select(selection)

        self.app.push_screen(SelectionDialog(self._session, self._, self.selection), chosen)

    def action_evidence(self) -> None:
        """Record and link what the answer rests on."""
        from checklist.tui.evidence import EvidenceScreen  # noqa: PLC0415 - when opened

        def chosen(name: str | None) -> None:
            if name is not None:
                self.open_checkpoint(name)

        if (point := self.answerable()) is not None:
            screen = EvidenceScreen(self._session, self._, point.checkpoint.id)
            self.app.push_screen(screen, chosen)

    def action_overview(self) -> None:
        """See the map, the findings and what is missing; go to what is chosen there."""
        from checklist.tui.overview import OverviewScreen  # noqa: PLC0415 - when opened

        def chosen(name: str | None) -> None:
            if name is not None:
                self.open_criterion(name)

        self.app.push_screen(OverviewScreen(self._session, self._), chosen)

    def action_report(self) -> None:
        """Preview the report."""
        from checklist.tui.report import ReportScreen  # noqa: PLC0415 - when opened

        # A report is about what all share, also while its reader answers alone.
        session = self._session if self._session.round is None else self._session.sharing()
        self.app.push_screen(ReportScreen(session, self._, Environment.today()))

    def action_upgrade(self) -> None:
        """See what a new version of the criteria set would mean, and go over if told to."""
        from checklist.tui.walk.upgrade import UpgradeScreen  # noqa: PLC0415 - when opened

        session = self._session
        try:
            newer = Library.shipped().open(session.criteria_set.id)
            compared = session.compare(newer)
        except SamsjekkError as error:
            self.say(error)
            return

        def decided(go: bool | None) -> None:
            if not go:
                return
            try:
                session.upgrade(newer)
            except SamsjekkError as error:
                self.say(error)
            else:
                self.app.switch_screen(type(self)(session, self._))

        self.app.push_screen(UpgradeScreen(session, self._, compared, newer.version), decided)

    def say(self, error: SamsjekkError) -> None:
        """Tell the user why something can't be done."""
        words = visible(error.text(self._))
        self.notify(words, severity="error", timeout=12, markup=False)

    def _tell(self, words: str) -> None:
        self.notify(words, markup=False)

    def action_history(self) -> None:
        """See what has happened; go to what is chosen there."""
        from checklist.tui.history import HistoryScreen  # noqa: PLC0415 - when opened

        def chosen(place: EventPlace | None) -> None:
            if place is None:
                return
            if place.checkpoint is None:
                self.open_criterion(place.criterion)
            else:
                self.open_checkpoint(place.checkpoint)

        self.app.push_screen(HistoryScreen(self._session, self._), chosen)

    def action_together(self) -> None:
        """Answer each alone, and see where people differ; go to what is chosen there."""
        from checklist.tui.together import TogetherScreen  # noqa: PLC0415 - when opened

        self.app.push_screen(TogetherScreen(self._session, self._), self._go_to)

    def _go_to(self, checkpoint: str | None) -> None:
        if checkpoint is not None:
            self.open_checkpoint(checkpoint)

    def action_help(self) -> None:
        """Explain keys and signs."""
        from checklist.tui.help import HelpScreen  # noqa: PLC0415 - when opened

        self.app.push_screen(HelpScreen(self._, "walk"))
