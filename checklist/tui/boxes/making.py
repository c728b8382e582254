"""Files that are being made for the user: the work goes on when the screen is left.

It belongs to the program and not to a screen. What came of it is said on the screen it was asked
for on, and wherever the user is when that is another.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from textual.app import App
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen, Screen

from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.store import FileInTheWay
from checklist.tui.boxes.confirm import ConfirmScreen
from checklist.tui.boxes.typed_screen import TypedScreen
from checklist.tui.user_files import BEING_MADE, Made, being_made, user_files_of

_LOOK_SECONDS = 0.2

Tell = Callable[[str, str], object]
_Made = TypeVar("_Made")


class WantedFile(NamedTuple):
    """A file the user has asked for.

    Attributes:
        path: where to.
        content: makes the whole of it, or finds the file to copy it from; several files by their
            names where `path` is a folder for them.
        home: the folder that holds the assessments; nothing is written there.
    """

    path: Path
    content: Callable[[], Awaitable[Made]]
    home: Path


def make_file(
    wanted: WantedFile,
    screen: Screen[Any],
    tell: Tell,
    translator: Translator,
    saved: Callable[[Path], object] = lambda _path: None,
) -> None:
    """Write a file where the user asked, and say so; ask before another file is replaced.

    One that is being made already is not begun anew.

    Args:
        wanted: the file.
        screen: where it was asked for.
        tell: says words on that screen, in a state: "", "done" or "fault".
        translator: the user's language.
        saved: is told where it was written.
    """
    if str(wanted.path) not in being_made(screen.app):
        work = _make(wanted, partial(_say, screen, tell), screen.app, translator, saved)
        screen.app.run_worker(work, name=str(wanted.path), group=BEING_MADE)


async def _make(
    wanted: WantedFile,
    say: Tell,
    app: App[Any],
    _: Translator,
    saved: Callable[[Path], object],
) -> None:
    files = user_files_of(app)
    try:
        content = await wanted.content()
        write = files.keep(wanted.path, content, wanted.home)
        try:
            written = await asyncio.to_thread(write, replace=False)
        except FileInTheWay as error:
            say("", "")
            question = (
                _("{problem}. Vil du erstatte dem?", problem=error.text(_))
                if isinstance(content, dict)
                else _("{problem}. Vil du erstatte den?", problem=error.text(_))
            )
            await _nothing_typed(app)
            if not await app.push_screen_wait(ConfirmScreen(question, _("Erstatt"), _("Behold"))):
                return
            written = await asyncio.to_thread(write, replace=True)
    except SamsjekkError as error:
        say(f"✗ {error.text(_)}", "fault")
    else:
        saved(written)
        say(f"✓ {_.say(files.kept(written))}", "done")


def _say(screen: Screen[Any], tell: Tell, words: str, state: str) -> None:
    app = screen.app
    if screen in app.screen_stack:
        tell(words, state)
    if words and screen is not app.screen:
        severity: SeverityLevel = "error" if state == "fault" else "information"
        app.notify(words, severity=severity)


async def _nothing_typed(app: App[Any]) -> None:
    """Wait while a box is open: a question in front of it would take the keys meant for it."""
    while isinstance(app.screen, ModalScreen | TypedScreen):
        await asyncio.sleep(_LOOK_SECONDS)


async def in_thread(make: Callable[[], _Made]) -> _Made:
    """What `make` returns, made in a thread that the program does not wait for when it ends.

    For what takes long and leaves nothing behind; `asyncio.to_thread` is waited for.
    """
    loop = asyncio.get_running_loop()
    made: asyncio.Future[_Made] = loop.create_future()

    def settle(give: Callable[[], None]) -> None:
        # The loop is closed when the program has ended meanwhile.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(lambda: None if made.done() else give())

    def run() -> None:
        try:
            result = make()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it is awaited
            settle(partial(made.set_exception, error))
        else:
            settle(partial(made.set_result, result))

    threading.Thread(target=run, daemon=True).start()
    return await made
