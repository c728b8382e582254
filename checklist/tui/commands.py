"""What the command palette offers: the keys of the screen in front, and the places one can go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.screen import Screen

from checklist.criteria import text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.store import Journal
from checklist.tui import keys
from checklist.tui.palette import Command
from checklist.tui.walk import WalkScreen
from checklist.words import origin_mark


def commands_for(
    screen: Screen[object],
    journal: Journal,
    open_assessment: Callable[[str], object],
    _: Translator,
) -> tuple[Command, ...]:
    """Everything that can be done on a screen: first what is done here, then elsewhere."""
    return (
        *_here(screen, _),
        *_everywhere(screen, _),
        *_criteria(screen, _),
        *_assessments(journal, open_assessment, _),
    )


def _here(screen: Screen[object], _: Translator) -> Iterator[Command]:
    listed = keys.SCREENS.get(getattr(screen, "KEYS", ""))
    for key in () if listed is None else listed(_):
        if key.action and not key.action.startswith("app."):
            yield Command(
                key.words[:1].upper() + key.words[1:],
                key.shown,
                partial(screen.run_action, key.action),
            )


def _everywhere(screen: Screen[object], _: Translator) -> Iterator[Command]:
    act, name = screen.run_action, getattr(screen, "KEYS", "")
    if name in keys.SCREENS:
        yield Command(_("Hjelp til dette skjermbildet"), "?", partial(act, "help"))
    settings = _("Innstillinger: navn, rolle, språk og farger")
    yield Command(settings, "", partial(act, "app.settings"))
    if name != "home":
        yield Command(_("Gå til listen over egenvurderinger"), "", partial(act, "app.home"))
    yield Command(_("Avslutt samsjekk"), "ctrl+q", partial(act, "app.quit"))


def _criteria(screen: Screen[object], _: Translator) -> Iterator[Command]:
    if not isinstance(screen, WalkScreen):
        return
    for criterion in screen.criteria:
        title = text_in(criterion.title, _.language)
        go = partial(screen.open_criterion, criterion.id)
        yield Command(title, _("Krav").lower(), go, rare=True)


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
        yield Command(words, kind, go, rare=True)
