"""Going to every screen and box, and what can be seen to be wrong there."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from msgspec.structs import replace
from rich.cells import cell_len
from textual.containers import Vertical
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Label, Select, Static, Tabs

from checklist.audit import (
    KINDS,
    NAMES,
    REVIEWS,
    Chapter,
    ChapterName,
    GuideRole,
    Holds,
    QualityReview,
    Record,
    shape_of,
    types_of,
)
from checklist.auditing import AuditSession
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.tui import keys
from checklist.tui.app import SamsjekkApp
from checklist.tui.boxes import ListBox
from checklist.tui.home import HomeScreen
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.criteria_list import CriteriaList
from checklist.tui.widgets import KeyBar
from checklist.words import VERBS, key_of
from tests.places import BEFORE_ESCAPE, GONE_ON_FROM, IN_THE_WALK, WAIT, Way
from tests.terminal import focused, forget_told, in_front, on_screen, press

_AS_PRESSED = {
    "mellomrom": "space",
    "+": "plus",
    "-": "minus",
    "Enter": "enter",
    "/": "slash",
    "=": "equals_sign",
    "←→": "right",
    "↑↓": "down",
    "F2": "f2",
}
_SHARED_ACTIONS = {"open", "link", "read", "scroll", "step(1)"}
_MOST_FIELDS = 20
_MOST_LOOKS = 1000
_DEEPEST = 5


@asynccontextmanager
async def opened(
    assessment: str | None, size: tuple[int, int] = (80, 24), **environment: Any
) -> AsyncIterator[Pilot[None]]:
    """The program, with notifications as when a person runs it."""
    app = SamsjekkApp(Environment.of_process()._replace(**environment), assessment)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot
    app.close()


async def back(pilot: Pilot[None], place: str, to: Screen[Any] | None = None) -> None:
    """Escape until that screen, or the walk or the list, is in front; never more than a few."""
    if place in BEFORE_ESCAPE:
        await press(pilot, *BEFORE_ESCAPE[place])
    for _ in range(_DEEPEST):
        before = (in_front(pilot), focused(pilot))
        if before[0] is to or len(pilot.app.screen_stack) == len(("blank", "first")):
            break
        await press(pilot, "escape")
        # From what stands in a part of an audit it leads to the parts.
        after = (in_front(pilot), focused(pilot))
        assert after != before, f"Escape does not lead out of {before!r}"
    else:
        raise AssertionError(f"{place}: five times Escape did not lead back")
    assert to in (None, in_front(pilot)), f"{place}: Escape led past {to!r}"


async def visited(pilot: Pilot[None], ways: dict[str, Way]) -> AsyncIterator[str]:
    """Go to each place, and back with Escape: to where the next begins, at last to the walk."""
    assert isinstance(pilot.app, SamsjekkApp)
    spoken = {
        verb.key.norwegian: key_of(name, pilot.app.translator) for name, verb in VERBS.items()
    }
    ways = {place: tuple(spoken.get(key, key) for key in way) for place, way in ways.items()}
    begin: Way = ()
    if "the walk" not in ways:
        await _to_first(pilot)
    following = [*list(ways.values())[1:], ()]
    for (place, way), next_way in zip(ways.items(), following, strict=True):
        first = in_front(pilot)
        if begin != way[:1]:
            assert isinstance(first, WalkScreen), place
            begin = _group(way)
            if begin:
                await press(pilot, *begin)
                first = in_front(pilot)
        await _go(pilot, way[len(begin) :])
        assert isinstance(in_front(pilot), WalkScreen) is (place in IN_THE_WALK), place
        yield place
        stays = begin == next_way[:1] != ()
        await back(pilot, place, first if stays else None)
        assert isinstance(in_front(pilot), HomeScreen) is (way[:1] == ("escape",)), place
        forget_told(pilot)
        if stays:
            continue
        begin = ()
        if isinstance(in_front(pilot), HomeScreen):
            await press(pilot, "home", "enter")
        await _to_first(pilot)


async def visited_from_home(pilot: Pilot[None], ways: dict[str, Way]) -> AsyncIterator[str]:
    """Go to each place from home, and back with Escape."""
    for place, way in ways.items():
        await _go(pilot, way)
        yield place
        await back(pilot, place)
        forget_told(pilot)


async def _go(pilot: Pilot[None], way: Way) -> None:
    for key in way:
        await (_done(pilot) if key == WAIT else press(pilot, key))


async def _done(pilot: Pilot[None]) -> None:
    before = in_front(pilot)
    for _ in range(_MOST_LOOKS):
        is_done = all(worker.is_finished for worker in pilot.app.workers)
        if is_done or in_front(pilot) is not before:
            await pilot.pause()
            return
        await pilot.pause(0.01)
    raise AssertionError("what is waited for was never done")


async def _to_first(pilot: Pilot[None]) -> None:
    in_front(pilot).query_one(CriteriaList).action_end(0)
    await pilot.pause()


def groups(ways: dict[str, Way]) -> dict[str, dict[str, Way]]:
    """The same ways in parts that take about as long: of the walk, and of the screens beside it."""
    parts: dict[str, dict[str, Way]] = {"elsewhere": {}, "in the walk": {}}
    order = (
        *(("the walk",) if ways else ()),
        *sorted(ways, key=lambda place: (*GONE_ON_FROM, ()).index(_group(ways[place]))),
    )
    for place, way in ((place, ways[place]) for place in order):
        beside = _group(way) and _group(way) != ("e",)
        parts["elsewhere" if beside else "in the walk"][place] = way
    return {name: part for name, part in parts.items() if part}


def _group(way: Way) -> Way:
    return way[:1] if way[:1] in GONE_ON_FROM else ()


def cut(pilot: Pilot[None]) -> list[str]:
    """What can't be read whole: a label with too little room, a key or a tab that is cut."""
    lines = on_screen(pilot).split("\n")
    widgets = in_front(pilot).walk_children(Widget)
    return [fault for widget in widgets if widget.region for fault in _cut_in(widget, lines)]


def _cut_in(widget: Widget, lines: list[str]) -> Iterator[str]:
    line = lines[widget.region.y].rstrip() if 0 <= widget.region.y < len(lines) else ""
    title = "" if widget._border_title is None else widget._border_title.plain
    if line and title not in line:
        yield f"title {title} in {line}"
    match widget:
        case Button() if cell_len(str(widget.label)) > widget.content_region.width:
            yield f"button {widget.label}"
        case Label() | Select() if widget.region.right > len(lines[0]):
            yield f"{widget!r} is wider than the screen"
        case Label(parent=Widget() as box) if widget.region.right > box.content_region.right:
            yield f"label {widget.content}"
        case Static(parent=Vertical(parent=ListBox()) as box) if (
            widget.region.bottom > box.content_region.bottom
        ):
            yield f"{widget.content} is below the box"
        case Tabs() if "…" in line:
            yield f"tabs {line}"
        case KeyBar():
            for key in widget.fitting(widget.content_size.width):
                if f"{key.shown} {key.does}" not in line:
                    yield f"key {key.shown} {key.does} in {line}"
        case _:
            return


def hidden_keys(pilot: Pilot[None]) -> list[str]:
    """Keys that the line at the bottom has no room for."""
    bar = in_front(pilot).query_one(KeyBar)
    fitting = bar.fitting(bar.content_size.width)
    return [f"no room for {key.shown}" for key in (*bar._keys, *bar._last) if key not in fitting]


def with_text_everywhere(session: AuditSession, text: str) -> Iterator[Record]:
    """Every thing of an audit with a text where people write, and one of each kind it lacks."""
    for kind in KINDS.values():
        texts = _texts_of(kind, text)
        yield from (replace(one, **texts) for one in session.audit.all(kind).values() if texts)
    yield from lacking(session, text)


def lacking(session: AuditSession, text: str) -> Iterator[Record]:
    """One of each kind that an audit has nothing of, with a text where people write."""
    for kind in KINDS.values():
        texts = _texts_of(kind, text)
        if texts and not session.audit.all(kind):
            yield kind(id=_id_for(session, kind), **texts)


def _texts_of(kind: type[Record], text: str) -> dict[str, Any]:
    """A text in every field that people write freely in; from a seed, numbers follow."""
    written = (field for field in types_of(kind) if shape_of(kind, field).holds is Holds.TEXT)
    return {field: text for field in written if field != "seed"}


def _id_for(session: AuditSession, kind: type[Record]) -> str:
    if kind is QualityReview:
        return REVIEWS[0]
    if kind is Chapter:
        return ChapterName.SUMMARY.value
    if kind is GuideRole and session.criteria_set is not None:
        return session.criteria_set.roles[0].id
    of = NAMES.get(kind, {}).get("id")
    if of is not None:
        return next(iter(session.audit.all(of)), session.new_id(of))
    return session.new_id(kind)


def control_characters(pilot: Pilot[None]) -> list[str]:
    """Characters that could move a cursor, hide text or turn it around."""
    shown = on_screen(pilot).replace("\n", "")
    unsafe = {c for c in shown if unicodedata.category(c) in ("Cc", "Zl", "Zp") or c == "\u202e"}
    return sorted(map(repr, unsafe))


def broken_promises(pilot: Pilot[None], screen: str) -> list[str]:
    """Keys of the help and the line at the bottom that do something else, or nothing."""
    active = pilot.app.screen.active_bindings
    _ = Translator()
    pressed = _AS_PRESSED | {_(shown): name for shown, name in _AS_PRESSED.items()}
    faults = []
    for key in keys.on_screen(screen, _):
        if not (key.action and key.shown):
            continue
        bound = active.get(pressed.get(key.shown, key.shown))
        does = bound and bound.binding.action
        if does is None or (does != key.action and key.action not in _SHARED_ACTIONS):
            faults.append(f"{key.shown} does {does}, not {key.action}")
    return faults


def focus_is_seen(pilot: Pilot[None]) -> bool:
    """Whether the widget with the keyboard stands on the screen, at least with its first line."""
    widget = focused(pilot)
    if widget is None:
        return False
    shown = in_front(pilot).find_widget(widget).visible_region
    return shown.height >= min(widget.region.height, 1) and shown.width > 0


async def unseen_on_the_round(pilot: Pilot[None]) -> list[str]:
    """What has the keyboard and is not seen, or is not reached, all the way round with Tab."""
    faults: list[str] = []
    met: list[Widget | None] = []
    while focused(pilot) not in met and len(met) < _MOST_FIELDS:
        met.append(focused(pilot))
        if not focus_is_seen(pilot):
            faults.append(f"{focused(pilot)!r} has focus and is not seen")
        await press(pilot, "tab")
    if len(met) < min(len(in_front(pilot).focus_chain), _MOST_FIELDS):
        faults.append(f"Tab reaches only {met} of {in_front(pilot).focus_chain}")
    return faults
