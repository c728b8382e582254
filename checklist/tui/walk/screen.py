"""Walk: one criterion at a time, answered with single keys and saved as one goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from checklist.appraisal import (
    EVERYTHING,
    CheckpointAppraisal,
    CriterionAppraisal,
    FollowUp,
    Selection,
    follow_ups,
    next_question,
)
from checklist.assessment import Event, Recommendation
from checklist.criteria import AnswerValue, Aspect, Criterion, SampleFrame, text_in
from checklist.criteria.files import Library
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, OnDemand
from checklist.session import Precedents, Session
from checklist.store import HasDrafts, TakenBack
from checklist.tui import keys
from checklist.tui.assessment_screen import AssessmentScreen
from checklist.tui.on_demand import boxes, evidence, history, overview, report, together
from checklist.tui.signs import DIFFERENT
from checklist.tui.walk.criteria_list import CriteriaList
from checklist.tui.walk.criterion_blocks import CriterionBlocks
from checklist.tui.walk.criterion_form import CriterionForm
from checklist.tui.walk.criterion_head import CriterionHead
from checklist.tui.walk.shown import Shown, shown_by
from checklist.tui.walk.top_line import left_words, top_words
from checklist.tui.walk.unsaved import Unsaved, unsaved, unsaved_words
from checklist.tui.widgets import (
    KeyBar,
    TopBar,
    files_words,
    is_differing,
    look_at_files,
)
from checklist.words import (
    ANSWERING_ALONE,
    CORRECTED,
    KEYS,
    NEVER_ANSWERED,
    NO_SAMPLE,
    NOTHING_WAITS,
    Earlier,
    all_drawn_words,
    checkpoint_of,
    drawn_words,
    follow_up_words,
    waiting_in,
    whole_criterion,
)

if TYPE_CHECKING:
    from checklist.tui.walk import boxes as walk_boxes
else:
    walk_boxes = OnDemand("checklist.tui.walk.boxes")


CHOICES = tuple(AnswerValue)
"""The answers in the order they are drawn."""


class WalkScreen(AssessmentScreen[None]):
    """One criterion with its checkpoints; where there is room, the list of criteria at the left.

    Keys answer the marked checkpoint of the criterion that is shown, whichever side has focus. On
    a narrow screen tab shows the list instead of the criterion, and enter goes back to it.
    """

    KEYS = "walk"
    DEFAULT_CSS = """
    WalkScreen {
        Horizontal { height: 1fr; }
        CriteriaList { width: 1fr; display: none; }
        Vertical { width: 1fr; }
        &.-list CriteriaList { display: block; }
        &.-list Vertical { display: none; }
        &.-wide {
            CriteriaList { width: 43; display: block; border-right: vkey $panel-lighten-2; }
            Vertical { display: block; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(*keys.WALK),
        Binding("left", "choose(-1)", show=False),
        Binding("right", "choose(1)", show=False),
        Binding("enter", "take_choice", show=False),
        Binding("pagedown", "step(1)", show=False),
        Binding("pageup", "step(-1)", show=False),
        Binding("tab,shift+tab", "list", show=False),
        Binding("escape", "close", show=False),
    ]

    def __init__(
        self,
        session: Session,
        translator: Translator,
        selection: Selection = EVERYTHING,
        remember: Callable[[Selection], object] = lambda _selection: None,
        first: str | None = None,
        *,
        introduce: Callable[[Callable[[], object]], object] = lambda then: then(),
    ) -> None:
        """Show an open assessment.

        Args:
            session: the open assessment.
            translator: the user's language.
            selection: what to show.
            remember: is told when the user chooses another selection.
            first: the criterion to begin at; None begins where the user goes on.
            introduce: asks who answers where nobody has said it, and then does what it is given.
        """
        super().__init__(session, translator)
        self._first = first
        self._shown = Shown(selection)
        self._introduce = introduce
        self._remember = remember
        self._focus: int | None = None
        self._choice: tuple[str, int] | None = None
        self._law = False
        self._precedents: Precedents | None = None
        self._was_covered = False
        self._told: SamsjekkError | None = None
        self._top = TopBar()
        letters = "".join(translator.say(aspect.words)[0].upper() for aspect in Aspect)
        self._list = CriteriaList(
            self._title_of,
            self._points,
            partial(left_words, _=translator),
            letters,
            chosen=self._open,
            opened=self._show_criterion,
        )
        self._head = CriterionHead(translator)
        self._form = CriterionForm(self._go_to_checkpoint)

    def compose(self) -> ComposeResult:
        """Five widgets, whatever the size of the criteria set."""
        yield self._top
        with Horizontal():
            yield self._list
            with Vertical():
                yield self._head
                yield self._form
        yield self.messages
        yield KeyBar(keys.on_screen("walk", self._), keys.last_of_walk(self._))

    def on_mount(self) -> None:
        """Begin where the user goes on, and look for other programs' answers."""
        session = self._session
        if self.selection != EVERYTHING:
            self._shown = shown_by(self.selection, session) or Shown()
        self._fill_list()
        going_on = next_question(session.appraisal, self.selection, session.author.name)
        if self._first is not None:
            self.open_criterion(self._first)
        elif going_on is not None:
            self.open_checkpoint(going_on.point.checkpoint.id)
        else:
            self._open(self._list.current)
        self._show_criterion()
        self._go_to_unsaved()
        self.call_after_refresh(self._look_at_files)

    def _go_to_unsaved(self) -> None:
        """Begin where a text was being written when the program ended; ask, where several were."""
        if len(found := self._unsaved()) == 1:
            self._go_to_text(found[0])
        elif found:
            self.action_unsaved()

    def _unsaved(self) -> tuple[Unsaved, ...]:
        drafts = self.app.drafts.names() if isinstance(self.app, HasDrafts) else ()
        return unsaved(drafts, self._session)

    def action_unsaved(self) -> None:
        """Choose among the texts that were being written and are not saved."""
        if not (found := self._unsaved()):
            self.say(phrase("Alt du har skrevet, er lagret."))
            return
        choices = [
            (unsaved_words(left, self._session, self._), str(number))
            for number, left in enumerate(found)
        ]
        title = self._("Dette skrev du, men det ble ikke lagret")
        self.choose(title, choices, lambda number: self._go_to_text(found[int(number)]))

    def _go_to_text(self, left: Unsaved) -> None:
        """Show where a text was being written, and say by which key it is there again."""
        if left.checkpoint is not None:
            self.open_checkpoint(left.checkpoint)
        elif left.criterion is not None:
            self.open_criterion(left.criterion)
        what = self._.say(left.what)
        self.say(phrase("Du holdt på å skrive {what} da programmet sluttet.", what=what))

    @work
    async def _look_at_files(self) -> None:
        """Say at once, and not when the report is made, that evidence files are gone or changed."""
        before = self._session.appraisal
        await look_at_files(self._session)
        if words := files_words(self._session, self._):
            self.notify(words, severity="warning")
        if self._session.appraisal is not before:
            self.show_state()

    def on_screen_suspend(self) -> None:
        """Another screen comes in front, and may change things."""
        self._was_covered = True

    def on_screen_resume(self) -> None:
        """Show what was changed on another screen."""
        if self._was_covered:
            self._was_covered = False
            self.show_state()

    # -- what is shown ------------------------------------------------------------------

    @property
    def selection(self) -> Selection:
        """What the user has chosen to be shown."""
        return self._shown.selection

    @property
    def assessment(self) -> str:
        """The id of the open assessment."""
        return self._session.assessment.id

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion of the set."""
        return self._session.criteria_set.criteria

    @property
    def criterion(self) -> CriterionAppraisal:
        """The criterion that is shown."""
        return self._session.appraised(self._list.current)

    @property
    def checkpoint(self) -> CheckpointAppraisal | None:
        """The checkpoint that keys answer; None where the criterion is not in force."""
        return None if self._focus is None else self.criterion.checkpoints[self._focus]

    def open_criterion(self, criterion: str) -> None:
        """Show a criterion, and everything where it was not among what is shown."""
        self._go_to_criterion(criterion)
        self._open(criterion)
        self._show_criterion()

    def whole_text(self) -> str:
        """The criterion that is shown, with its law and answers."""
        return whole_criterion(self.criterion, self._session.appraisal, self._)

    def _title_of(self, appraised: CriterionAppraisal) -> str:
        title = text_in(appraised.criterion.title, self._.language)
        if is_differing(self._session, appraised):
            return f"{DIFFERENT.sign} {title}"
        return title

    def _fill_list(self) -> None:
        themes = [
            (
                text_in(theme.title, self._.language),
                [c for c in criteria if self._shown.is_all or self._points(c)],
            )
            for theme, criteria in self._session.appraisal.by_theme.items()
        ]
        self._list.fill((title, shown) for title, shown in themes if shown)

    # -- what is in front ---------------------------------------------------------------

    def select(self, selection: Selection) -> bool:
        """Show something else. False, and the user is told, where there would be nothing."""
        if (shown := shown_by(selection, self._session)) is None:
            self.say(phrase("Ingen kontrollpunkter er slik. Alt vises som før."))
            return False
        self._remember(selection)
        self._show_selection(shown)
        return True

    def _go_to_criterion(self, criterion: str, checkpoint: str | None = None) -> None:
        """Mark it in the list; where it is not among what was chosen, all is shown this time."""
        shown = {point.checkpoint.id for point in self._points(self._session.appraised(criterion))}
        hidden = checkpoint is not None and checkpoint not in shown and not self._shown.is_all
        if hidden or not self._list.holds(criterion):
            self._show_selection(Shown())
            words = phrase("Dette er ikke blant det du valgte å se. Nå vises alt.")
            again = phrase("Trykk {select} for å velge på nytt.", **KEYS)
            self.say(phrase("{one} {other}", one=words, other=again))
        self._list.select(criterion)

    def _show_selection(self, shown: Shown) -> None:
        self._shown = shown
        here = self._list.current
        self._fill_list()
        if not self._list.holds(here):
            here = self._list.current
        self._open(here)

    def _points(self, appraised: CriterionAppraisal) -> tuple[CheckpointAppraisal, ...]:
        return self._shown.points(appraised)

    def _open(self, criterion: str, checkpoint: int | None = None) -> None:
        """Show a criterion from the top, at its first unanswered checkpoint."""
        appraised = self._session.appraised(criterion)
        askable = self._shown.askable(appraised)
        wanted = next(iter(self._shown.to_answer(appraised) or askable), None)
        self._focus = wanted if checkpoint is None else checkpoint
        self._show_form(anew=True)
        self._show_top()

    def _show_form(self, *, anew: bool = False, top: bool = False) -> None:
        appraised = self.criterion
        self._head.show(self._title_of(appraised), appraised)
        self._form.show(
            CriterionBlocks(
                self._session,
                appraised,
                self._,
                focus=self._focus,
                choice=self._chosen(),
                law=self._law,
                shown=None if self._shown.is_all else self._shown.askable(appraised),
                precedents=(
                    None if self._precedents is None else self._precedents.of(appraised.criterion)
                ),
            ),
            self._shown.askable(appraised),
            self._focus,
            anew=anew,
            top=top,
        )

    def _show_top(self) -> None:
        title, state = top_words(
            self._session,
            self.criterion.criterion,
            self._shown,
            self._list.progress,
            self._,
            saved=self.saved_words(),
            wide=self.has_class("-wide"),
        )
        self._top.show(title, state)

    def _show_change(self) -> None:
        """Show what a change in this criterion led to; the others are as they were."""
        self._list.update(self.criterion)
        self._show_form()
        self._show_top()

    def wrap(self) -> None:
        """The list and the form wrap by themselves; the top line says more where there is room."""
        self._show_top()

    def show_state(self) -> None:
        """Show everything anew, staying where the user is."""
        self._fill_list()
        askable = self._shown.askable(self.criterion)
        if self._focus not in askable:
            self._focus = next(iter(askable), None)
        self._show_form()
        self._show_top()

    def look_for_others(self) -> None:
        """Show what other programs have written. What is typed in a dialog is not disturbed."""
        alone = self._session.round is not None
        try:
            if self._session.refresh():
                self.show_state()
                self._tell_of_round(was_alone=alone)
            self._told = None
        except TakenBack as error:
            self._told = None
            self.show_state()
            self.say(error.words, problem=True)
        except SamsjekkError as error:
            if self._told is None:
                self.say(error.words, problem=True)
                self._show_top()
            self._told = error

    def _tell_of_round(self, *, was_alone: bool) -> None:
        is_alone = self._session.round is not None
        if is_alone and not was_alone:
            self.say(ANSWERING_ALONE)
        elif was_alone and not is_alone:
            self.say(
                phrase("Svarene er åpnet. Trykk {together} for å se hvor dere er uenige.", **KEYS)
            )

    # -- moving -------------------------------------------------------------------------

    @property
    def _list_covers(self) -> bool:
        """Whether the list stands where the criterion otherwise is."""
        return self.has_class("-list") and not self.has_class("-wide")

    def _show_criterion(self) -> None:
        """Give the criterion the keyboard, in front of the list where that covers it."""
        self.remove_class("-list")
        self.set_focus(self._form)  # at once, before the next key

    def action_list(self) -> None:
        """Go between the list of criteria and the criterion; on a narrow screen one is shown."""
        if self._list.has_focus:
            self._show_criterion()
        else:
            self.add_class("-list")
            self.set_focus(self._list)

    async def action_close(self) -> None:
        """Close what is unfolded or in front, and then the assessment."""
        if self._list_covers:
            self._show_criterion()
        elif self._precedents is not None:
            self.action_precedents()
        elif self._law:
            self.action_law()
        else:
            await self.run_action("app.home")

    def _go_to_checkpoint(self, number: int) -> None:
        self._focus = number
        self._show_criterion()
        self._show_form()

    def action_step(self, step: int) -> None:
        """Go to the criterion before or after."""
        if (name := self._list.neighbour(step)) is not None:
            self._list.select(name)
            self._open(name)

    def action_next_unanswered(self) -> None:
        """Go to the next checkpoint without an answer, in this criterion or after it."""
        appraised = self.criterion
        later = [
            n for n in self._shown.to_answer(appraised) if self._focus is None or n > self._focus
        ]
        if later:
            self._go_to_checkpoint(later[0])
        elif (name := self._list.next_unanswered()) is not None:
            self.open_criterion(name)
        else:
            self.say(
                phrase(
                    "Alt er besvart. Trykk {overview} for oversikt eller {report} for rapport.",
                    **KEYS,
                )
            )

    def action_law(self) -> None:
        """Unfold or fold the law in plain words."""
        self._law = not self._law
        self._show_criterion()
        self._show_form(top=self._law)

    def action_precedents(self) -> None:
        """Unfold or fold what the municipality answered before, and what audits found."""
        # Reads the published audits, which only those who ask for them wait for.
        self._precedents = Precedents(self._session) if self._precedents is None else None
        self._show_criterion()
        self._show_form(top=self._precedents is not None)

    # -- answering ----------------------------------------------------------------------

    def answerable(self) -> CheckpointAppraisal | None:
        """The marked checkpoint, or None after having said why it can't be answered.

        Where the list covers it, it is shown first: nothing is answered unseen.
        """
        if self._list_covers:
            self._show_criterion()
            return None
        if self.checkpoint is None:
            reason = self.criterion.not_in_force or phrase("ingen av kontrollpunktene gjelder nå")
            self.say(phrase("Dette kan ikke besvares: {reason}.", reason=reason))
        return self.checkpoint

    def action_answer(self, value: str) -> None:
        """Answer the marked checkpoint."""
        if (point := self.answerable()) is not None:
            name = point.checkpoint.id
            self._introduce(lambda: self._answer(name, AnswerValue(value)))

    def _chosen(self) -> AnswerValue | None:
        """The answer that the arrows have come to, at the marked checkpoint only."""
        if self._choice is None or self.checkpoint is None:
            return None
        checkpoint, number = self._choice
        return CHOICES[number] if checkpoint == self.checkpoint.checkpoint.id else None

    def action_choose(self, step: int) -> None:
        """Go along the choices, beginning at the answer there is; nothing is answered yet."""
        if (point := self.answerable()) is None:
            return
        chosen, value = self._chosen(), point.value
        if chosen is not None:
            number = min(max(0, CHOICES.index(chosen) + step), len(CHOICES) - 1)
        else:
            number = 0 if value is None else CHOICES.index(value)
        self._choice = (point.checkpoint.id, number)
        self._show_form()

    def action_take_choice(self) -> None:
        """Answer what the arrows have come to; where they have not been used, show where one is."""
        if (value := self._chosen()) is None:
            self.action_choose(0)
        else:
            self.action_answer(value)

    def action_take_away(self) -> None:
        """Take the answer to the marked checkpoint away, or the earlier one that waits."""
        point = self.answerable()
        if point is not None and (point.value is not None or point.waiting is not None):
            self._answer(point.checkpoint.id, None)

    def _answer(self, checkpoint: str, value: AnswerValue | None) -> None:
        self._choice = None
        if self.done(lambda: self._session.answer(checkpoint, value)):
            self._show_change()
            point = self.checkpoint
            if value is AnswerValue.NOT_APPLICABLE and point is not None and point.comment_missing:
                self.action_comment()

    def action_take_over(self) -> None:
        """Confirm the earlier answer that waits, or take over the one that has been shown."""
        if (point := self.answerable()) is None:
            return
        session, name = self._session, point.checkpoint.id
        if point.waiting is not None:
            self._introduce(lambda: self._confirm(lambda: session.confirm(name)))
            return
        shown, self._precedents = self._precedents, self._precedents or Precedents(session)
        found = self._precedents.to_take_over(name)
        if found is None or found.predecessor is None:
            self.say(NEVER_ANSWERED)
        elif shown is None:
            self._show_form(top=True)
            self.say(phrase("Trykk {take_over} en gang til for å ta over svaret fra sist.", **KEYS))
        else:
            given, earlier = found.answer, found.predecessor
            self._introduce(lambda: self._confirm(lambda: session.take_from(earlier, name, given)))

    def action_take_over_theme(self) -> None:
        """Read what waits in the theme of this criterion, and confirm it."""
        session, theme = self._session, self.criterion.criterion.theme
        waiting = waiting_in(session.appraisal, theme)
        if not (waiting.together or waiting.one_by_one):
            self.say(NOTHING_WAITS)
            return
        title = next(t.title for t in session.criteria_set.themes if t.id == theme)
        names = [point.checkpoint.id for point in waiting.together]

        def confirm() -> None:
            self._introduce(lambda: self._confirm(lambda: session.confirm(*names)))

        text = text_in(title, self._.language)
        self.ask_in(walk_boxes.ConfirmThemeScreen(session, self._, text, waiting), confirm)

    def _confirm(self, change: Callable[[], object]) -> None:
        self._choice = None
        if self.done(change):
            self.show_state()

    @on(CriterionForm.Clicked)
    async def _clicked(self, message: CriterionForm.Clicked) -> None:
        what, *about = message.target
        self._show_criterion()
        if about and what in ("answer", "comment", "evidence", "figures", "sample"):
            names = [point.checkpoint.id for point in self.criterion.checkpoints]
            self._go_to_checkpoint(names.index(about[0]))
        match what, *about:
            case "answer", _, value:
                self.action_answer(value)
            case "action", name:
                self.edit_action(self.criterion.criterion.id, name)
            case _:
                await self.run_action(what)

    def show_step(self, step: tuple[Event, ...], earlier: Earlier) -> None:
        """Go to the checkpoint it was about."""
        self._fill_list()
        checkpoints = [name for event in step if (name := checkpoint_of(event, earlier))]
        if checkpoints:
            self.open_checkpoint(checkpoints[0])
        else:
            self.show_state()

    def open_checkpoint(self, checkpoint: str) -> None:
        """Show a checkpoint, and mark it."""
        criterion = self._session.criterion_of(checkpoint).id
        self._go_to_criterion(criterion, checkpoint)
        points = self._session.appraised(criterion).checkpoints
        self._open(criterion, [point.checkpoint.id for point in points].index(checkpoint))
        self._show_criterion()

    # -- boxes: they save by themselves, and what came of it is shown when they are closed --------

    def _write_in(self, box: boxes.AssessmentDialog) -> None:
        """Open a box to write in, when it is known who writes."""
        self._introduce(lambda: self.app.push_screen(box))

    def action_comment(self) -> None:
        """Write a comment to the marked checkpoint."""
        if (point := self.answerable()) is not None:
            self._write_in(walk_boxes.CommentDialog(self._session, self._, point))

    def action_figures(self) -> None:
        """Write the number that belongs to the answer, and whom to ask."""
        if (point := self.answerable()) is not None:
            self._write_in(walk_boxes.FiguresDialog(self._session, self._, point))

    def action_sample(self) -> None:
        """Draw the sample that the count of the marked checkpoint is taken from."""
        if (point := self.answerable()) is None:
            return
        if point.checkpoint.sample is None:
            self.say(NO_SAMPLE)
            return
        frame = self._session.frame(point.checkpoint.sample)
        self.ask_in(
            walk_boxes.SampleDialog(self._session, self._, frame), lambda: self._tell_draw(frame)
        )

    def _tell_draw(self, frame: SampleFrame) -> None:
        drawn = self._session.assessment.samples[frame.id].value
        said = drawn_words(drawn)
        fewer = all_drawn_words(frame, drawn)
        self.say(said if fewer is None else phrase("{one} {other}", one=said, other=fewer))

    def action_verdict(self) -> None:
        """Set another verdict than the answers give, with a reason."""
        if self.answerable() is not None:
            self._write_in(walk_boxes.verdict_dialog(self._session, self._, self.criterion))

    def action_action(self) -> None:
        """Plan something to be done about the criterion, or change what is planned."""
        self.plan_action(self.criterion.criterion.id)

    def action_correct(self) -> None:
        """Correct municipality, title, date or period."""
        box = walk_boxes.CorrectDialog(self._session, self._)
        self.ask_if_written(box, lambda: self.say(CORRECTED))

    def action_sign_off(self) -> None:
        """Approve the assessment, or see who has."""
        box = boxes.SignOffDialog(self._session, self._, Environment.today())
        self.ask_if_written(box, lambda: self.say(phrase("Godkjent.")))

    def action_recommendations(self) -> None:
        """Record what the municipality was asked to do, or judge how it was followed up."""
        if self.answerable() is None:
            return
        _, choices, judged = self._, [], {}
        for point in follow_ups(self._session.appraisal).points:
            if isinstance(about := point.about, Recommendation):
                text = " ".join(about.text.split())
                choices.append((f"{text}: {follow_up_words(point.verdict, _)}", about.id))
                judged[about.id] = point

        def chosen(name: str) -> None:
            if name:
                self._about_recommendation(name, judged[name])
            else:
                self._edit_recommendation("")

        if choices:
            choices.append((_("Ny anbefaling eller nytt vedtak"), ""))
            self.choose(_("Anbefalinger dere har fått"), choices, chosen)
        else:
            self._edit_recommendation("")

    def _about_recommendation(self, name: str, judged: FollowUp) -> None:
        _ = self._

        def chosen(what: str) -> None:
            if what == "judge":
                self.app.push_screen(walk_boxes.follow_up_dialog(self._session, _, name, judged))
            else:
                self._edit_recommendation(name)

        choices = [
            (_("Vurder hvordan den er fulgt opp"), "judge"),
            (_("Rett den, og knytt den til dette kontrollpunktet"), "edit"),
        ]
        self.choose(_("Hva vil du gjøre?"), choices, chosen)

    def _edit_recommendation(self, name: str) -> None:
        """Change a recommendation; one without a name is new."""
        if (point := self.answerable()) is not None:
            checkpoint = point.checkpoint.id
            box = walk_boxes.RecommendationDialog(self._session, self._, checkpoint, name or None)
            stored = phrase(
                "Lagret. {recommendations} viser alle anbefalinger, {report} og "
                "Oppfølgingsrapport hva de gir.",
                **KEYS,
            )
            self.ask_if_written(box, lambda: self.say(stored))

    def action_search(self) -> None:
        """Find a criterion by words in its text."""
        self.choose_on(boxes.SearchDialog(self._session, self._), self.open_criterion)

    def action_select(self) -> None:
        """Choose what is shown: how deep, for whom, in which state."""
        self.choose_on(
            walk_boxes.SelectionDialog(self._session, self._, self.selection), self.select
        )

    # -- other screens: imported when one is first opened, as the user waits for the walk ---------

    def action_evidence(self) -> None:
        """Record and link what the answer rests on."""
        if (point := self.answerable()) is not None:
            screen = evidence.EvidenceScreen(self._session, self._, point.checkpoint.id)
            self._introduce(lambda: self.choose_on(screen, self.open_checkpoint))

    def action_overview(self) -> None:
        """See the map, the findings and what is missing; go to what is chosen there."""
        screen = overview.OverviewScreen(self._session, self._, self.selection.depth)
        self.choose_on(screen, self.open_criterion)

    def action_report(self) -> None:
        """Preview the report."""
        self.app.push_screen(report.ReportScreen(self._session, self._, Environment.today()))

    def action_history(self) -> None:
        """See what has happened; go to what is chosen there."""
        self.choose_on(history.HistoryScreen(self._session, self._), self._go_to)

    def _go_to(self, place: history.EventPlace) -> None:
        if place.checkpoint is None:
            self.open_criterion(place.criterion)
        else:
            self.open_checkpoint(place.checkpoint)

    def action_together(self) -> None:
        """Answer each alone, and see where people differ; go to what is chosen there."""
        self.choose_on(together.TogetherScreen(self._session, self._), self.open_checkpoint)

    def action_upgrade(self) -> None:
        """See what a new version of the criteria set would mean, and go over if told to."""
        session = self._session
        try:
            library = Library.shipped(Environment.of_process().own_criteria)
            newer = library.open(session.criteria_set.id)
            compared = session.compare(newer)
        except SamsjekkError as error:
            self.say(error.words, problem=True)
            return

        def go_over() -> None:
            if self.done(lambda: session.upgrade(newer)):
                self.app.switch_screen(self._over_again())

        self.ask_in(walk_boxes.UpgradeScreen(session, self._, compared, newer.version), go_over)

    def _over_again(self) -> WalkScreen:
        """The walk of the new set, which begins with what is to be confirmed, if anything is."""
        to_confirm = (
            name
            for name, appraised in self._session.appraisal.criteria.items()
            if any(point.outdated for point in appraised.asked)
        )
        return WalkScreen(
            self._session,
            self._,
            remember=self._remember,
            first=next(to_confirm, None),
            introduce=self._introduce,
        )
