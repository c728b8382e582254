"""What the command palette offers: the keys of the screen in front, and the places one can go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.app import App
from textual.screen import Screen

from checklist.criteria import text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.store import Journal
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.explaining import commands_here
from checklist.tui.home import HomeScreen
from checklist.tui.palette import Command, PaletteDialog, offer
from checklist.tui.walk import WalkScreen
from checklist.words import origin_mark


def offer_all(
    app: App[Any], journal: Journal, open_assessment: Callable[[str], object], _: Translator
) -> None:
    """Offer everything one can do, on the screen in front and elsewhere."""
    commands = commands_for(app.screen, journal, open_assessment, _)
    offer(app, PaletteDialog(commands, _, _("Hva vil du gjøre?")), commands)


def commands_for(
    screen: Screen[object],
    journal: Journal,
    open_assessment: Callable[[str], object],
    _: Translator,
) -> tuple[Command, ...]:
    """Everything that can be done on a screen: first what is done here, then elsewhere."""
    uses = screen.uses if isinstance(screen, ExplainedScreen) else ()
    home = Command(_("Gå til listen over egenvurderinger"), partial(screen.run_action, "app.home"))
    return (
        *commands_here(screen, uses, _),
        *(() if isinstance(screen, HomeScreen) else (home,)),
        *_criteria(screen, _),
        *_assessments(journal, open_assessment, _),
    )


def _criteria(screen: Screen[object], _: Translator) -> Iterator[Command]:
    if not isinstance(screen, WalkScreen):
        return
    for criterion in screen.criteria:
        title = text_in(criterion.title, _.language)
        go = partial(screen.open_criterion, criterion.id)
        yield Command(title, go, kind=_("Krav").lower(), rare=True)


def _assessments(
    journal: Journal, open_assessment: Callable[[str], object], _: Translator
) -> Iterator[Command]:
    try:
        entries = journal.entries()
    except SamsjekkError:
        return
    for entry in entries:
        words = f"{entry.created.municipality.name} · {_.short_date(entry.created.date)}"
        if entry.created.title:
            words = f"{words} · {entry.created.title}"
        go = partial(open_assessment, entry.id)
        kind = origin_mark(entry.created.origin, _) or _("egenvurdering")
        yield Command(words, go, kind=kind, rare=True)
