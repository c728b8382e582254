"""Boxes for what people outside have asked the municipality to do, and how it was followed up."""

from __future__ import annotations

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input, Select, TextArea

from checklist.appraisal import FollowUp
from checklist.assessment import (
    FollowUpCode,
    Recommendation,
    SetFollowUp,
    Thing,
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
from checklist.tui.widgets import plain
from checklist.words import short_known_date


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


class FollowUpDialog(AssessmentDialog):
    """How a recommendation was followed up, beside what the answers give."""

    AUTO_FOCUS = "Select"

    def __init__(self, session: Session, _: Translator, name: str, judged: FollowUp) -> None:
        derived = _.say(judged.verdict.derived.words)
        about = _("Svarene gir: {verdict}. Rapporten viser begge.", verdict=derived)
        about = f"{session.recommendation(name).text}\n{about}"
        super().__init__(_("Oppfølging"), about, Opened(session, Thing("follow_up", name), _))
        self._recommendation = name
        self._verdict = judged.verdict

    @property
    def draft_name(self) -> str:
        """One for each recommendation."""
        return f"follow-up {self._session.assessment.id} {self._recommendation}"

    def fields(self) -> ComposeResult:
        """The verdict and the reason."""
        _ = self._
        yield from labelled(
            _("Hvordan er den fulgt opp?"),
            Select(
                [(plain(_.say(code.words)), code.value) for code in FollowUpCode],
                value=self._verdict.code.value,
                allow_blank=False,
                compact=True,
            ),
        )
        yield from labelled(
            needed(_("Hvorfor vurderer du det annerledes?"), _),
            TextArea(self._verdict.set_reason or "", compact=True, id="reason"),
        )

    def extra_buttons(self) -> ComposeResult:
        """A way back to what the answers give."""
        if self._verdict.set_reason is not None:
            yield Button(plain(self._("Følg svarene igjen")), id="follow", compact=True)

    def store(self) -> None:
        """Set the verdict; without a reason it is refused."""
        reason = self.query_one(TextArea).text
        code = FollowUpCode(str(self.query_one(Select).value))
        self._session.set_follow_up(self._recommendation, SetFollowUp(verdict=code, reason=reason))

    @on(Button.Pressed, "#follow")
    def _follow(self) -> None:
        """Take the verdict back."""
        self.close_after(lambda: self._session.set_follow_up(self._recommendation, None))
