"""Every screen and box, seen as a person sees it: `python -m benchmarks.crawl [NAME …]`.

Each bar goes to every place of `tests/crawl.py` by keys, and reads what is drawn there:

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
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from benchmarks.terminal import Figure, home
from checklist.assessment import (
    Action,
    Document,
    Recommendation,
    SetVerdict,
    VerdictCode,
)
from checklist.audit import WantedDraw
from checklist.auditing import AuditSession, draw_sample, open_audit
from checklist.cli import main as samsjekk
from checklist.criteria import AnswerValue
from checklist.i18n import LANGUAGES
from checklist.machine import Environment
from checklist.session import Session, open_session
from checklist.tui import themes
from checklist.tui.widgets import KeyBar
from tests.crawl import (
    AUDITED,
    DEEPER,
    GIVEN,
    WAYS,
    Way,
    control_characters,
    cut,
    focus_is_seen,
    groups,
    hidden_keys,
    lacking,
    opened,
    visited,
    with_text_everywhere,
)
from tests.rendered import ENOUGH, lost, runs, strays, without_meaning
from tests.terminal import focused, in_front, on_screen

SIZES = ((60, 20), (80, 24), (120, 40), (200, 50))
EXAMPLE, AUDIT = "nes-2018", "revisjon"
ORDINARY = "Kommunen må utpeke en koordinator."
_A_WORD = "ordutenmellomrom"
HOSTILE = (
    "[/] [@click=app.quit]trykk[/] $primary {0} %s <b>&\x1b[2J\x07 \u202etxt.exe "
    "a\u200bb 👩\u200d👧 漢字 " + _A_WORD * 6
)
_MOST_FIELDS = 20
_MOST_PRINTED = 60

Faults = Counter[str]
Fill = Callable[[Session, str], None]
FillAudit = Callable[[AuditSession, str], None]


async def colours() -> list[Figure]:
    """The contrast of every cell, and what colours mean, in each theme."""
    least: dict[str, float] = {theme.name: float("inf") for theme in themes.OWN}
    faint, faults, read = Faults(), Faults(), 0
    for size in SIZES[1:3]:
        async for place, pilot in places(size, "nb", ORDINARY):
            async for _ in fields(pilot):
                for theme in themes.OWN:
                    pilot.app.theme = theme.name
                    await pilot.pause()
                    for run in [] if theme.ansi else runs(pilot):
                        read += 1
                        least[theme.name] = min(least[theme.name], run.contrast)
                        if run.contrast < ENOUGH:
                            faint[f"{theme.name} {place}: {run} {run.contrast:.2f}"] += 1
                    wrong = strays(pilot) + without_meaning(pilot)
                    faults.update(f"{theme.name} {place}: {fault}" for fault in wrong)
    tell(faint)
    tell(faults)
    for name, ratio in least.items():
        if ratio < float("inf"):
            print(f"  least contrast, {name}: {ratio:.2f}")
    return [
        Figure(f"cells: texts with a contrast below {ENOUGH}, of {read} read", len(faint), 0),
        Figure("cells: texts in a colour that means something else", len(faults), 0),
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
    for size, language in product(SIZES, LANGUAGES):
        os.environ["NO_COLOR"] = "1"
        async for place, pilot in places(size, language, text, fill, fill_audit):
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
    faults = [] if focus_is_seen(pilot) else [f"{focused(pilot)!r} is not seen"]
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
    """Each place in turn, with the program that shows it, in a home that is filled anew."""
    with home(), TemporaryDirectory() as folder, chdir(folder):
        with open_session(Environment.of_process(), EXAMPLE) as session:
            (fill or recommend)(session, text)
        hand_over(text)
        with open_audit(Environment.of_process(), AUDIT) as audit:
            (fill_audit or complete)(audit, text)
        every = beside_audits(WAYS | DEEPER) | GIVEN | AUDITED
        part = os.environ.get("CRAWLED", "")
        wanted = {name: way for name, way in every.items() if not way or part in name}
        for ways in groups(wanted).values():
            async with opened(EXAMPLE, size, language=language) as pilot:
                async for place in visited(pilot, ways):
                    yield place, pilot


def beside_audits(ways: dict[str, Way]) -> dict[str, Way]:
    """The ways where something can be audited: `+` at home asks first what to begin."""
    return {
        place: (*way[:2], "enter", *way[2:]) if way[:2] == ("escape", "+") else way
        for place, way in ways.items()
    }


async def fields(pilot: Pilot[None]) -> AsyncIterator[None]:
    """Let each field of the screen in front have the keyboard, and the first one again."""
    first = focused(pilot)
    for _ in range(_MOST_FIELDS):
        yield
        if first is None or len(in_front(pilot).focus_chain) < len("ab"):
            return
        in_front(pilot).focus_next()
        await pilot.pause()
        if focused(pilot) is first:
            return


def hand_over(statement: str) -> None:
    """Receive two files with the example, one under a short name here; begin an audit."""
    earlier, given = Path("tidligere.samsjekk"), Path("fil.samsjekk")
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        for command in (
            ("export", EXAMPLE, "--output", str(earlier)),
            ("receive", str(earlier)),
            ("statement", EXAMPLE, "--text", statement, "--date", "2026-11-02"),
            ("export", EXAMPLE, "--output", str(given)),
            ("receive", str(given)),
            ("audit", "example", EXAMPLE, "--as", AUDIT),
        ):
            if code := samsjekk(command):
                raise SystemExit(code)
    given.rename("0")


def complete(audit: AuditSession, text: str) -> None:
    """Draw a file sample, which no example has, and record one of each other kind it lacks."""
    draw_sample(audit, WantedDraw("s-1", of=42, number=5, seed="abc", title=text))
    audit.record_all(tuple(lacking(audit, text)), sure=True)


def write_in_audit(audit: AuditSession, text: str) -> None:
    """Put a text in every field of an audit that people write in, and one thing of each kind."""
    complete(audit, text)
    audit.record_all(tuple(with_text_everywhere(audit, text)), sure=True)


def write_everywhere(session: Session, text: str) -> None:
    """Put a text in every field that people write in, and let it be the name of who writes."""
    os.environ["SAMSJEKK_NAME"] = text[:120]
    appraisal = session.appraisal
    begun = [criterion for criterion in appraisal.criteria.values() if criterion.begun]
    point = begun[0].asked[0].checkpoint
    for criterion in begun[:3]:
        for asked in criterion.asked:
            session.set_fields(asked.checkpoint.id, comment=text, place=text, note=text)
    session.answer(point.id, AnswerValue.PARTLY)
    session.record_evidence(
        Document(id="hostile", title=text[:200], archive=f"1 {text}", held_by=text), [point.id]
    )
    session.set_action(
        Action(
            id="hostile",
            criterion=begun[0].criterion.id,
            what=text,
            role=text,
            deadline=date(2020, 1, 1),
            effect=text,
            cause=text,
            note=text,
        )
    )
    recommend(session, text)
    session.set_verdict(begun[1].criterion.id, SetVerdict(verdict=VerdictCode.PARTLY, reason=text))
    session.give_statement(text, date(2026, 11, 1))


def recommend(session: Session, text: str) -> None:
    """Record what the municipality was asked to do earlier."""
    asked = ("ke-mandat-kjent",)
    session.set_recommendation(
        Recommendation(id="r", text=text, given_by=text, case=text, checkpoints=asked)
    )


BARS: dict[str, Callable[[], Coroutine[None, None, list[Figure]]]] = {
    bar.__name__: bar for bar in (colours, fits, hostile)
}


def main(names: Iterable[str]) -> int:
    """Print the named figures, or all of them."""
    figures = []
    for name in names or BARS:
        for figure in asyncio.run(BARS[name]()):
            print(figure.line(), flush=True)
            figures.append(figure)
    return int(not all(figure.holds for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
