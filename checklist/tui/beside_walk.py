"""The screens that are opened beside the walk."""

from __future__ import annotations

from checklist.criteria import Depth
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.evidence import EvidenceScreen
from checklist.tui.history import HistoryScreen
from checklist.tui.overview import OverviewScreen
from checklist.tui.together import TogetherScreen


class BesideWalk:
    """The screens on an assessment that none waits for before the first question."""

    def __init__(self, session: Session, translator: Translator) -> None:
        self._session = session
        self._ = translator

    def evidence(self, checkpoint: str) -> EvidenceScreen:
        """What an answer rests on."""
        return EvidenceScreen(self._session, self._, checkpoint)

    def overview(self, meant: Depth) -> OverviewScreen:
        """Where the assessment stops; `meant` is how deep the user means to go."""
        return OverviewScreen(self._session, self._, meant)

    def history(self) -> HistoryScreen:
        """What has happened."""
        return HistoryScreen(self._session, self._)

    def together(self) -> TogetherScreen:
        """Answering each alone, and where people differ."""
        return TogetherScreen(self._session, self._)
