"""What several screens open, imported when it is first opened.

The user waits for the first screen; these would be half as much again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session import Session

if TYPE_CHECKING:
    from checklist.tui.beside_walk import BesideWalk
    from checklist.tui.handing_over import HandingOver
    from checklist.tui.report import ReportScreen


def beside_walk(session: Session, translator: Translator) -> BesideWalk:
    """The screens beside the walk: evidence, overview, history, and answering alone."""
    from checklist.tui.beside_walk import BesideWalk  # noqa: PLC0415 - 11 % of the start

    return BesideWalk(session, translator)


def report_of(session: Session, translator: Translator) -> ReportScreen:
    """The papers of an assessment."""
    from checklist.tui.report import ReportScreen  # noqa: PLC0415 - 13 % of the start

    return ReportScreen(session, translator, Environment.today())


def handing_over(app: App[Any], environment: Environment, translator: Translator) -> HandingOver:
    """What sends, takes in and shares."""
    from checklist.tui.handing_over import HandingOver  # noqa: PLC0415 - a third of the start

    return HandingOver(app, environment, translator)
