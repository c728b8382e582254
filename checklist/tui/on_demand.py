"""What several screens open, imported when it is first opened.

The user waits for the first screen; these would be half as much again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from checklist.criteria import Depth
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session import Session

if TYPE_CHECKING:
    from checklist.tui.handing_over import HandingOver
    from checklist.tui.overview import OverviewScreen
    from checklist.tui.report import ReportScreen


def overview_of(session: Session, translator: Translator, meant: Depth) -> OverviewScreen:
    """Where an assessment stops; `meant` is how deep the user means to go."""
    from checklist.tui.overview import OverviewScreen  # noqa: PLC0415 - 3 % of the start

    return OverviewScreen(session, translator, meant)


def report_of(session: Session, translator: Translator) -> ReportScreen:
    """The papers of an assessment."""
    from checklist.tui.report import ReportScreen  # noqa: PLC0415 - 13 % of the start

    return ReportScreen(session, translator, Environment.today())


def handing_over(app: App[Any], environment: Environment, translator: Translator) -> HandingOver:
    """What sends, takes in and shares."""
    from checklist.tui.handing_over import HandingOver  # noqa: PLC0415 - a third of the start

    return HandingOver(app, environment, translator)
