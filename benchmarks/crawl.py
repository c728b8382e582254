"""Every screen and box, seen as a person sees it: `python -m benchmarks.crawl [NAME …]`.

Each bar goes to every place of `tests/places.py` by keys, and reads what is drawn there:

- `colours`: at 80x24 and 120x40, in each theme and with the keyboard in each field in turn, the
  contrast of every cell that has text, and whether its colour means what it says;
- `fits`: at four sizes, in three languages and without colour, what is cut, hidden or lost;
- `hostile`: the same where every field holds hostile text.

`CRAWLED` in the environment is what the names of the places have, where not all are wanted.
It prints the figures with what they are held to, and each fault; 1 when one falls short.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

from textual.pilot import Pilot
from textual.widgets._select import SelectOverlay

from benchmarks.crawled_home import (
    CARRIED,
    DIFFERING,
    EXAMPLE,
    Fill,
    FillAudit,
    fill_home,
    go_on_from_it,
    write_everywhere,
    write_in_audit,
)
from benchmarks.names import asked_for
from benchmarks.terminal import Figure, home
from checklist.i18n import LANGUAGES
from checklist.machine import Environment
from checklist.tui import themes
from checklist.tui.widgets import KeyBar
from tests.crawl import (
    control_characters,
    cut,
    focus_is_seen,
    groups,
    hidden_keys,
    opened,
    visited,
    visited_from_home,
)
from tests.places import (
    ALONE,
    AT_HOME,
    AUDIT_FORMS,
    AUDITED,
    CONTINUED,
    DEEPER,
    DIFFERED,
    GIVEN,
    IN_A_BROWSER,
    IN_PASSING,
    OF_WHAT_WAS_RECEIVED,
    SHARED,
    UNNAMED,
    WAYS,
    Way,
)
from tests.rendered import ENOUGH, lost, runs, too_faint, without_meaning
from tests.terminal import focused, in_front, on_screen, resize

USUAL = (80, 24)
SIZES = (USUAL, (60, 20), (120, 40), (200, 50))
TWO_COLUMNS = (USUAL, (120, 40))
"""Without and with what stands beside."""
ORDINARY = "Kommunen må utpeke en koordinator."
_A_WORD = "ordutenmellomrom"
HOSTILE = (
    "[/] [@click=app.quit]trykk[/] $primary {0} %s <b>&\x1b[2J\x07 \u202etxt.exe "
    "a\u200bb 👩\u200d👧 漢字 " + _A_WORD * 6
)
_MOST_FIELDS = 20
_MOST_PRINTED = 60

Faults = Counter[str]


class Stage(NamedTuple):
    """What is seen in another assessment, or in other surroundings."""

    name: str
    assessment: str
    ways: dict[str, Way]
    environment: Mapping[str, Any] = {}
    unset: tuple[str, ...] = ()


STAGES = (
    Stage("begun from an earlier one", CARRIED, CONTINUED),
    Stage("people differ", DIFFERING, DIFFERED),
    Stage("others take part", CARRIED, SHARED),
    Stage("in a browser", EXAMPLE, IN_A_BROWSER, {"in_browser": True}),
    Stage(
        "nobody has said who answers", EXAMPLE, UNNAMED, unset=("SAMSJEKK_NAME", "SAMSJEKK_LANG")
    ),
)
_EMPTY = "an empty home"


async def colours() -> list[Figure]:
    """The contrast of every cell, and what colours mean, in each theme."""
    least: dict[str, float] = {theme.name: float("inf") for theme in themes.OWN}
    faint, wrong, number = Faults(), Faults(), 0
    async for place, pilot in places(USUAL, "nb", ORDINARY):
        for size in TWO_COLUMNS:
            await resize(pilot, size)
            for theme in themes.OWN:
                pilot.app.theme = theme.name
                async for _ in fields(pilot):
                    await pilot.pause()
                    read = tuple(runs(pilot))
                    number += len(read)
                    if not theme.ansi:
                        found = (run.contrast for run in read)
                        least[theme.name] = min(least[theme.name], *found)
                    where = f"{theme.name} {place}"
                    faint.update(f"{where}: {fault}" for fault in too_faint(read, theme))
                    wrong.update(f"{where}: {fault}" for fault in without_meaning(read, theme))
        await resize(pilot, USUAL)
    tell(faint)
    tell(wrong)
    for name, ratio in least.items():
        if ratio < float("inf"):
            print(f"  least contrast, {name}: {ratio:.2f}")
    return [
        Figure(f"cells: texts with a contrast below {ENOUGH}, of {number} read", len(faint), 0),
        Figure("cells: texts in a colour that means something else", len(wrong), 0),
    ]


async def fits() -> list[Figure]:
    """What is cut, hidden or lost, at each size, in each language, without colour."""
    return await _crawled("screens", ORDINARY)


async def hostile() -> list[Figure]:
    """The same where every field holds hostile text."""
    return await _crawled("hostile text", HOSTILE, write_everywhere, write_in_audit)


async def _crawled(
    name: str, text: str, fill: Fill | None = None, fill_audit: FillAudit | None = None
) -> list[Figure]:
    faults: dict[str, Faults] = {"cut": Faults(), "hidden": Faults(), "lost": Faults()}
    seen = written = 0
    os.environ["NO_COLOR"] = "1"
    for language in LANGUAGES:
        async for place, pilot in places(USUAL, language, text, fill, fill_audit):
            for size in SIZES:
                await resize(pilot, size)
                seen += 1
                written += _A_WORD in "".join(on_screen(pilot).split())
                where = f"{size[0]}x{size[1]} {language} {place}"
                found = {
                    "cut": cut(pilot),
                    "hidden": hidden(pilot),
                    "lost": lost(pilot) + control_characters(pilot),
                }
                for kind, said in found.items():
                    faults[kind].update(f"{where}: {fault}" for fault in said)
            await resize(pilot, USUAL)
    os.environ.pop("NO_COLOR", None)
    for counted in faults.values():
        tell(counted)
    if written:
        print(f"  the hostile text is seen in {written} places")
    return [
        Figure(f"{name}: {kind}, of {seen} places seen", len(counted), 0)
        for kind, counted in faults.items()
    ]


def hidden(pilot: Pilot[None]) -> list[str]:
    """Keys that have no room and can't be found with `?`, and a field with the keyboard unseen."""
    faults = []
    if in_front(pilot).focus_chain and not focus_is_seen(pilot):
        faults.append(f"{focused(pilot)!r} is not seen")
    for bar in in_front(pilot).query(KeyBar):
        fitting = bar.fitting(bar.content_size.width)
        if all(key.action != "help" for key in fitting):
            faults += hidden_keys(pilot)
    return faults


def tell(faults: Faults) -> None:
    """Print faults, the first of them where there are many."""
    for fault, times in list(faults.items())[:_MOST_PRINTED]:
        print(f"  {fault}" + (f" ({times} times)" if times > 1 else ""))
    if len(faults) > _MOST_PRINTED:
        print(f"  and {len(faults) - _MOST_PRINTED} more")


async def places(
    size: tuple[int, int],
    language: str,
    text: str,
    fill: Fill | None = None,
    fill_audit: FillAudit | None = None,
) -> AsyncIterator[tuple[str, Pilot[None]]]:
    """Each place in turn, with the program that shows it, in homes that are filled anew."""
    documents = patch.object(Environment, "documents", Path.cwd)
    with home(), TemporaryDirectory() as folder, chdir(folder), documents:
        fill_home(text, fill, fill_audit)
        every = beside_audits(WAYS | IN_PASSING | DEEPER | ALONE)
        every |= GIVEN | OF_WHAT_WAS_RECEIVED | AUDITED | AUDIT_FORMS
        for ways in groups(wanted("", every)).values():
            async with opened(EXAMPLE, size, language=language) as pilot:
                async for place in visited(pilot, ways):
                    yield place, pilot
        go_on_from_it(text)
        for stage in STAGES:
            ways = wanted(stage.name, stage.ways)
            with patch.dict(os.environ):
                for name in stage.unset:
                    os.environ.pop(name, None)
                for part in groups(ways).values():
                    environment = {"language": language, **stage.environment}
                    async with opened(stage.assessment, size, **environment) as pilot:
                        async for place in visited(pilot, part):
                            yield f"{stage.name}: {place}", pilot
    with TemporaryDirectory() as empty, patch.dict(os.environ, SAMSJEKK_HOME=empty), documents:
        if ways := wanted(_EMPTY, AT_HOME):
            async with opened(None, size, language=language) as pilot:
                async for place in visited_from_home(pilot, ways):
                    yield f"{_EMPTY}: {place}", pilot


def wanted(stage: str, ways: dict[str, Way]) -> dict[str, Way]:
    """The ways that are asked for, with the walk that they begin in; all where none is."""
    part = os.environ.get("CRAWLED", "")
    found = {place: way for place, way in ways.items() if part in f"{stage}: {place}"}
    begin = {place: way for place, way in ways.items() if not way}
    return begin | found if found else {}


def beside_audits(ways: dict[str, Way]) -> dict[str, Way]:
    """The ways where something can be audited: `+` at home asks first what to begin."""
    return {
        place: (*way[:2], "enter", *way[2:]) if way[:2] == ("escape", "+") else way
        for place, way in ways.items()
    }


async def fields(pilot: Pilot[None]) -> AsyncIterator[None]:
    """Let each field in front have the keyboard, and the first again; what is unfolded stays so."""
    first = focused(pilot)
    for _ in range(_MOST_FIELDS):
        yield
        if (
            first is None
            or isinstance(first, SelectOverlay)
            or len(in_front(pilot).focus_chain) < len("ab")
        ):
            return
        in_front(pilot).focus_next()
        await pilot.pause()
        if focused(pilot) is first:
            return


BARS: dict[str, Callable[[], Coroutine[None, None, list[Figure]]]] = {
    bar.__name__: bar for bar in (colours, fits, hostile)
}


def main(arguments: Sequence[str]) -> int:
    """Print the named figures, or all of them."""
    figures = []
    for name in asked_for("crawl", BARS, arguments):
        for figure in asyncio.run(BARS[name]()):
            print(figure.line(), flush=True)
            figures.append(figure)
    return int(not all(figure.holds for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
