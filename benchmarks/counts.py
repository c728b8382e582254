"""How often an assessment says how far it has come, and whether it always says the same.

`python -m benchmarks.counts`. Ten assessments (the four examples, empty ones, quick ones, half
ones, with answers of "unknown", answers that were taken away, and duties of another time) are
shown on screen, listed, printed by command and made into papers. Every "n av N" of answered
checkpoints is read out of each and held against the appraisal; what is said of a part only ("rask",
"her") is read as such. It prints how many were read, and every one that differs; 1 when any does.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from checklist.cli import main as samsjekk
from checklist.criteria import AnswerValue, quick_points
from checklist.machine import Environment
from checklist.session import Session
from checklist.session.assessments import open_session
from tests.crawl import opened, visited
from tests.places import WAYS
from tests.terminal import on_screen

_SAID = re.compile(
    r"(?P<part>rask: |her: )?(\d+) av (\d+)(?: kontrollpunkt(?:er)?(?: er)?)? besvart"
)
_OPEN = re.compile(r"(\d+) kontrollpunkt(?:er)? er ikke besvart")
_PAPERS = ("gap", "poster", "case-paper", "prepare", "request", "interview", "fact-check")
_PLACES = ("the walk", "home", "report", *(f"overview {n}" for n in range(1, 7)))
_SETS = ("psykisk-helse-rus-voksne", "psykisk-helse-rus-barn-unge")


def run(*arguments: str) -> str:
    """What a command prints, on both streams."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        samsjekk([*arguments])
    return out.getvalue()


def made() -> Iterator[str]:
    """Ten assessments, by id."""
    for name in ("nes-2018", "lorenskog-2021", "ullensaker-2020", "lorenskog-2015"):
        yield run("example", name).split()[-1]
    draw = random.Random(12)  # noqa: S311 - an example, not a secret
    for number, (quick, share, day) in enumerate(
        [
            (False, 0.0, "2026-11-20"),
            (True, 1.0, "2026-11-20"),
            (True, 0.4, "2021-06-01"),
            (False, 0.5, "2018-02-27"),
            (False, 1.0, "2026-06-30"),
            (False, 0.1, "2027-01-01"),
        ]
    ):
        name = f"made-{number}"
        chosen = _SETS[number % 2]
        run("new", "--municipality", "3228" if day > "2020" else "0236", "--name", "Nes",
            "--criteria", chosen, "--date", day, "--yes", "--as", name)  # fmt: skip
        with open_session(Environment.of_process(), name) as session:
            _answer(session, draw, share, quick=quick)
        yield name


def _answer(session: Session, draw: random.Random, share: float, *, quick: bool) -> None:
    for criterion in session.criteria_set.criteria:
        points = quick_points(criterion) if quick else criterion.checkpoints
        for point in points:
            if draw.random() >= share:
                continue
            session.answer(point.id, draw.choice(list(AnswerValue)))
            if not quick and draw.random() < 0.1:
                session.answer(point.id, None)


def read(
    text: str, expected: dict[str, tuple[int, int]], of_criteria: Counter[int]
) -> Iterator[tuple[str, bool]]:
    """Every count in a text, and whether it is the right one.

    `of_criteria` says how many criteria have so many unanswered: a paper may say it of each.
    """
    for found in _SAID.finditer(" ".join(text.split())):
        part = (found["part"] or "").strip(": ")
        said = int(found[2]), int(found[3])
        yield found[0], said == expected.get(part, expected[""])
    answered, of = expected[""]
    left = of_criteria.copy()
    for found in _OPEN.finditer(text):
        number = int(found[1])
        if number == of - answered:
            yield found[0], True
        else:
            left[number] -= 1
            yield found[0], left[number] >= 0


async def on_screens(name: str) -> dict[str, str]:
    """What stands on each screen."""
    seen = {}
    async with opened(name, (120, 40)) as pilot:
        ways = {place: way for place, way in WAYS.items() if place in _PLACES}
        async for place in visited(pilot, ways):
            seen[place] = on_screen(pilot)
    return seen


def main() -> int:
    """Print the figures."""
    looked = 0
    wrong = []
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"SAMSJEKK_HOME": home, "SAMSJEKK_NAME": "Anna", "SAMSJEKK_LANG": "nb"}
        for name in made():
            status = json.loads(run("status", name, "--json"))
            with open_session(Environment.of_process(), name) as session:
                appraisal = session.appraisal
                expected = {"": (appraisal.progress.answered, appraisal.progress.of)}
                quick = [
                    point.value
                    for c in appraisal.criteria.values()
                    for point in c.asked
                    if point.checkpoint in quick_points(c.criterion)
                ]
                of_criteria = Counter(
                    len(c.asked) - c.answered for c in appraisal.criteria.values()
                )
            expected["rask"] = len(quick) - quick.count(None), len(quick)
            expected["her"] = expected["rask"]
            by_status = status["progress"]["answered"], status["progress"]["of"]
            texts = {
                "list": next(line for line in run("list").splitlines() if line.startswith(name)),
                "status": run("status", name),
                **{
                    paper: run("report", name, "--template", paper, "--format", "md")
                    for paper in _PAPERS
                },
                **{k: v for k, v in asyncio.run(on_screens(name)).items() if k != "home"},
            }
            counts = [(f"{by_status}", by_status == expected[""])]
            for where, text in texts.items():
                at = of_criteria if where == "gap" else Counter[int]()
                counts += [(f"{where}: {said}", right) for said, right in read(text, expected, at)]
            looked += len(counts)
            wrong += [f"{name} {said}, not {expected}" for said, right in counts if not right]
    print(f"{looked} counts read in ten assessments, {len(wrong)} differ")
    for line in wrong:
        print(f"  {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
