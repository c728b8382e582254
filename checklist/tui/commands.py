"""What the command palette offers: the keys of the screen in front, and the places one can go."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from checklist.criteria import text_in
from checklist.errors import SamsjekkError
from checklist.tui import keys
from checklist.tui.palette import Command
from checklist.tui.walk import WaysOut

if TYPE_CHECKING:
    from checklist.tui.app import SamsjekkApp


def commands_for(app: SamsjekkApp) -> tuple[Command, ...]:
    """Everything that can be done where the user is: first what is done here, then elsewhere."""
    return (*_here(app), *_everywhere(app), *_criteria(app), *_assessments(app))


def _here(app: SamsjekkApp) -> Iterator[Command]:
    screen = getattr(app.screen, "KEYS", "")
    if screen not in keys.SCREENS:
        return
    for key in keys.SCREENS[screen](app.translator):
        if key.action and not key.action.startswith("app."):
            yield Command(_sentence(key.words), key.shown, partial(_run, app, key.action))


def _everywhere(app: SamsjekkApp) -> Iterator[Command]:
    _ = app.translator
    if getattr(app.screen, "KEYS", "") in keys.SCREENS:
        yield Command(_("Hjelp til dette skjermbildet"), "?", partial(_run, app, "help"))
    yield Command(_("Innstillinger: navn, rolle, språk og farger"), "", app.action_settings)
    if getattr(app.screen, "KEYS", "") != "home":
        yield Command(_("Gå til listen over egenvurderinger"), "", app.action_home)
    yield Command(_("Avslutt samsjekk"), "ctrl+q", app.action_quit)


def _criteria(app: SamsjekkApp) -> Iterator[Command]:
    _, screen = app.translator, app.screen
    if not isinstance(screen, WaysOut):
        return
    for criterion in screen.criteria:
        title = text_in(criterion.title, _.language)
        go = partial(screen.open_criterion, criterion.id)
        yield Command(title, _("kriterium"), go, rare=True)


def _assessments(app: SamsjekkApp) -> Iterator[Command]:
    _ = app.translator
    try:
        entries = app.journal.entries()
    except SamsjekkError:
        return
    for entry in entries:
        words = f"{entry.created.municipality.name} · {_.short_date(entry.created.date)}"
        if entry.created.title:
            words = f"{words} · {entry.created.title}"
        go = partial(app.open_assessment, entry.id)
        yield Command(words, _("egenvurdering"), go, rare=True)


async def _run(app: SamsjekkApp, action: str) -> None:
    await app.screen.run_action(action)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
