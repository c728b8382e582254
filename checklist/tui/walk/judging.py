"""Boxes for what people judge themselves: verdicts, and what others asked for and its follow-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input, Select, TextArea

from checklist.appraisal import CriterionAppraisal, FollowUp
from checklist.assessment import (
    FollowUpCode,
    Recommendation,
    SetFollowUp,
    SetVerdict,
    Thing,
    VerdictCode,
    partial_date,
)
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.boxes import (
    AssessmentDialog,
    Opened,
    labelled,
    needed,
    read_field,
    written,
)
from checklist.tui.signs import state_sign
from checklist.tui.widgets import plain
from checklist.words import short_known_date

_Code = TypeVar("_Code", bound=StrEnum)


class RecommendationDialog(AssessmentDialog):
    """What the municipality was asked to do: recorded, or changed where one is given.

    A new one is followed up by the checkpoint it was recorded at; one that is changed, also by it.
    """

    AUTO_FOCUS = "TextArea"
    DEFAULT_CSS = """
    RecommendationDialog TextArea { height: 4; margin-bottom: 0; }
    RecommendationDialog Input { margin-bottom: 0; }
    RecommendationDialog .buttons { margin-top: 1; }
    """

    def __init__(self, session: Session, _: Translator, checkpoint: str, name: str | None) -> None:
        about = _("Svaret på kontrollpunktet du står på, viser om den er fulgt opp.")
        thing = Thing("recommendation", name or "")
        super().__init__(_("Anbefaling eller vedtak"), about, Opened(session, thing, _))
        self._checkpoint = checkpoint
        self._before = None if name is None else session.recommendation(name)
        self._name_of_draft = name or "new"

    @property
    def draft_name(self) -> str:
        """One for each recommendation, and one for a new one at each checkpoint."""
        about = f"{self._checkpoint} {self._name_of_draft}"
        return f"recommendation {self._session.assessment.id} {about}"

    def fields(self) -> ComposeResult:
        """What, by whom, when, and where it stands."""
        _ = self._
        now = self._before or Recommendation(id="ny", text="…")
        text = "" if self._before is None else now.text
        yield from labelled(
            needed(_("Hva er dere bedt om?"), _), TextArea(text, compact=True, id="text")
        )
        yield from labelled(
            _("Hvem ba om det, for eksempel kommunestyret"),
            written(now.given_by, "given_by"),
        )
        day = "" if now.date is None else short_known_date(now.date, _)
        yield from labelled(
            _("Når, så langt det er kjent: 2017 eller 07.11.2017"),
            Input(day, compact=True, id="date"),
        )
        yield from labelled(_("Saksnummer, for eksempel 24/15"), written(now.case, "case"))
        yield from labelled(_("Hvor det står, for eksempel kap. 1.3"), written(now.place, "place"))

    def store(self) -> None:
        """Record it, or change the one that was opened."""
        text = self.query_one(TextArea).text
        before = self._before or Recommendation(id=self._session.new_recommendation_id(), text=text)
        linked = dict.fromkeys((*before.checkpoints, self._checkpoint))
        self._session.set_recommendation(
            replace(
                before,
                text=text,
                given_by=self.query_one("#given_by", Input).value.strip(),
                date=read_field(self.query_one("#date", Input), partial_date),
                case=self.query_one("#case", Input).value.strip(),
                place=self.query_one("#place", Input).value.strip(),
                checkpoints=tuple(linked),
            )
        )


class JudgingDialog(AssessmentDialog):
    """Another verdict than the answers give. The reason is shown beside both in the report."""

    AUTO_FOCUS = "Select"

    def __init__(
        self,
        title: str,
        about: str,
        opened: Opened,
        *,
        draft_name: str,
        select: tuple[str, Select[str]],
        reason: str | None,
        judge: Callable[[str | None, str], None],
    ) -> None:
        """`select` chooses the verdict, under its label; `reason` is None where the answers decide.

        `judge` sets a verdict with its reason, or follows the answers again where it is None.
        """
        super().__init__(title, about, opened)
        self._draft_name = draft_name
        self._label, self._select = select
        self._reason = reason
        self._judge = judge

    @property
    def draft_name(self) -> str:
        """One for each thing that is judged."""
        return self._draft_name

    def fields(self) -> ComposeResult:
        """The verdict and the reason."""
        yield from labelled(self._label, self._select)
        yield from labelled(
            needed(self._("Hvorfor vurderer du det annerledes?"), self._),
            TextArea(self._reason or "", compact=True, id="reason"),
        )

    def extra_buttons(self) -> ComposeResult:
        """A way back to what the answers give."""
        if self._reason is not None:
            yield Button(plain(self._("Følg svarene igjen")), id="follow", compact=True)

    def store(self) -> None:
        """Set the verdict; without a reason it is refused."""
        self._judge(str(self._select.value), self.query_one(TextArea).text)

    @on(Button.Pressed, "#follow")
    def _follow(self) -> None:
        """Take the verdict back."""
        self.close_after(lambda: self._judge(None, ""))


def verdict_dialog(session: Session, _: Translator, appraised: CriterionAppraisal) -> JudgingDialog:
    """The box that sets the verdict of a criterion."""
    criterion, verdict = appraised.criterion.id, appraised.verdict

    def judge(code: str | None, reason: str) -> None:
        chosen = None if code is None else SetVerdict(verdict=VerdictCode(code), reason=reason)
        session.set_verdict(criterion, chosen)

    signs = {code: state_sign(code) for code in VerdictCode}
    choices = {code: f"{sign.sign} {_.say(sign.words)}" for code, sign in signs.items()}
    return JudgingDialog(
        _("Annen vurdering"),
        _beside(_.say(state_sign(verdict.derived).words), _),
        Opened(session, Thing("verdict", criterion), _),
        draft_name=f"verdict {session.assessment.id} {criterion}",
        select=(_("Vurdering"), _select(choices, verdict.code)),
        reason=verdict.set_reason,
        judge=judge,
    )


def follow_up_dialog(
    session: Session, _: Translator, recommendation: str, judged: FollowUp
) -> JudgingDialog:
    """The box that says how a recommendation was followed up."""
    verdict = judged.verdict

    def judge(code: str | None, reason: str) -> None:
        chosen = None if code is None else SetFollowUp(verdict=FollowUpCode(code), reason=reason)
        session.set_follow_up(recommendation, chosen)

    beside = _beside(_.say(verdict.derived.words), _)
    return JudgingDialog(
        _("Oppfølging"),
        f"{session.recommendation(recommendation).text}\n{beside}",
        Opened(session, Thing("follow_up", recommendation), _),
        draft_name=f"follow-up {session.assessment.id} {recommendation}",
        select=(
            _("Hvordan er den fulgt opp?"),
            _select({code: _.say(code.words) for code in FollowUpCode}, verdict.code),
        ),
        reason=verdict.set_reason,
        judge=judge,
    )


def _beside(derived: str, _: Translator) -> str:
    return _("Svarene gir: {verdict}. Rapporten viser begge.", verdict=derived)


def _select(choices: Mapping[_Code, str], now: _Code) -> Select[str]:
    options = [(plain(words), code.value) for code, words in choices.items()]
    return Select(options, value=now.value, allow_blank=False, compact=True)
