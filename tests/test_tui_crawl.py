"""Every screen and box is gone through once, and everything that can be seen there is looked at.

With the keyboard alone: reached, read whole, focus seen, left with Escape, in several sizes. Every
word comes from the catalogue, or is what somebody wrote, or a key: each message of the catalogues
is turned into Greek letters, one for one, so that lines break and are cut as they would be. What is
then left in Latin letters was written past the catalogue.
"""

from __future__ import annotations

import gettext
import re
import string
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from textual.pilot import Pilot

from checklist import i18n
from checklist.assessment import Action, Author, Document, Municipality, Recommendation
from checklist.criteria import AnswerValue, model
from checklist.criteria.files import Library
from checklist.machine import Environment
from checklist.reporting import DOCUMENTS
from checklist.session import Session
from checklist.session.assessments import begin, examples
from checklist.store import Journal, open_evidence_files
from checklist.words import VERBS
from checklist.words import sentences as words
from tests.conftest import Run, shipped_set
from tests.crawl import (
    back,
    broken_promises,
    control_characters,
    cut,
    focus_is_seen,
    groups,
    hidden_keys,
    opened,
    unseen_on_the_round,
    visited,
)
from tests.places import ALIKE, AT_HOME, DEEPER, PROMISES, WAYS, WITH_ALL_KEYS
from tests.rendered import lost
from tests.terminal import on_screen, press, resize, told

_LATIN = string.ascii_letters + "æøåÆØÅ"
_GREEK = str.maketrans(_LATIN, ("αβγδεζηθικλμνξοπρστυφχψωϊϋ" * 3)[: len(_LATIN)])
_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_ADDRESS = re.compile(r"https://\S+")
_WORD = re.compile(r"[^\W\d_]*[A-Za-zæøåÆØÅ][^\W\d_]*")

NAMES = {"samsjekk", "SAMSJEKK", "HOME", "NAME", "ROLE", "LANG", "English", "Bokmål", "Nynorsk"}
"""Names of the program, its variables and the languages: the same in every language."""

USUAL = (80, 24)
LARGE = (120, 44)

EVERY_PLACE = groups(WAYS | DEEPER)

HOSTILE = "[/] [@1=2(3)]7[/] \x1b[2~\u202e5"
"""Markup, an action and a control sequence, without a letter."""

FORMS = {"HTML", "Markdown", "PDF", "Word", "Excel", "html", "K"}
"""Forms of files, and the letter of the numbers that reports give criteria."""


def greek(message: str) -> str:
    """A message with its letters changed; what is put into it keeps its own."""
    parts = _PLACEHOLDER.split(message)
    return "".join(p if _PLACEHOLDER.fullmatch(p) else p.translate(_GREEK) for p in parts)


class Greek(gettext.NullTranslations):
    """A catalogue where every message is translated."""

    def gettext(self, message: str) -> str:
        return greek(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return greek(msgid1 if n == 1 else msgid2)


def _written(text: model.Text) -> str:
    return text if isinstance(text, str) else text.nb


@pytest.fixture
def catalogues(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept = i18n._criteria_catalogue
    kept.cache_clear()
    monkeypatch.setattr(gettext, "translation", lambda *_, **__: Greek())
    # Also what the author of a set wrote in the file in this language.
    for module in (model, words):
        monkeypatch.setattr(module, "translation", lambda text, _language: greek(_written(text)))
    yield
    kept.cache_clear()


@pytest.fixture
def assessment(journal: Journal, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An assessment of everything, where all that people wrote is digits and signs."""
    monkeypatch.setenv("SAMSJEKK_NAME", "1")
    anna = Author(name="1", role="11")
    begun = shipped_set("psykisk-helse-rus-voksne")
    name = begin(
        journal, anna, Municipality(number="3228", name="2"), begun, date(2026, 11, 1), name="0"
    )
    session = Session(journal, name, anna, open_evidence_files(Environment.of_process()))
    values = [AnswerValue.YES, AnswerValue.NO, AnswerValue.UNKNOWN, AnswerValue.PARTLY]
    asked = [p for c in session.appraisal.criteria.values() for p in c.asked]
    for number, point in enumerate(asked[:24]):
        session.answer(point.checkpoint.id, values[number % 4])
    copied = home / "7"
    copied.write_bytes(b"8")
    file = session.record_file(copied, copy=True)
    session.record_evidence(
        Document(id="d", title="3", archive="2024/1-2"), [asked[0].checkpoint.id]
    )
    session.record_evidence(Document(id="c", title="9", file=file), [asked[0].checkpoint.id])
    session.set_action(Action(id="t1", criterion="ke-etablert", what="4", role="5"))
    session.set_recommendation(Recommendation(id="r", text="6", checkpoints=("ke-mandat-kjent",)))
    session.comment(asked[0].checkpoint.id, HOSTILE)
    return name


OTHERS_WORDS = {
    "what was found before",
    "help with evidence",
    "help with the report",
    "help at home",
    "palette at home",
    "statement",
    "chapters of a paper",
}
"""Places where auditors' texts are read, or where names behind the box are cut in the middle."""


def outside(pilot: Pilot[None]) -> set[str]:
    """Words in front that come from no catalogue."""
    named = {word for verb in VERBS.values() for word in _WORD.findall(verb.key.norwegian)}
    shown = _ADDRESS.sub("", "\n".join((on_screen(pilot), told(pilot))))
    folders = f"{Environment.of_process().home / 'backups'} {Path.cwd()}"
    found = {word for word in _WORD.findall(shown) if word not in folders}
    return found - named - NAMES - FORMS - _ids()


@cache
def _ids() -> set[str]:
    """What laws, sets, examples and documents are called in references, files and commands."""
    library = Library.shipped()
    sets = [library.open(name) for name in library.names()]
    names = [source.abbreviation for known in sets for source in known.sources]
    names += [*(known.id for known in sets), *examples(), *DOCUMENTS]
    return {word for name in names for word in _WORD.findall(name)}


async def faults_at(pilot: Pilot[None], place: str) -> list[str]:
    """Everything that is wrong with a place."""
    faults = cut(pilot) + lost(pilot) + control_characters(pilot)
    if place not in OTHERS_WORDS:
        faults += sorted(outside(pilot))
    if place in WITH_ALL_KEYS:
        faults += hidden_keys(pilot)
    if pilot.app.size == USUAL:
        if place in PROMISES:
            faults += broken_promises(pilot, PROMISES[place])
        faults += await unseen_on_the_round(pilot)
    elif place == "history":
        assert "[/][@1=2(3)]7[/]�[2~�5" in "".join(on_screen(pilot).split())
    return faults


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize("size", [USUAL, LARGE], ids=str)
@pytest.mark.parametrize("part", EVERY_PLACE)
async def test_every_screen_is_reached_read_whole_and_left_and_speaks_through_the_catalogue(
    assessment: str, size: tuple[int, int], part: str
) -> None:
    faults = []
    async with opened(assessment, size, language="nn") as pilot:
        async for place in visited(pilot, EVERY_PLACE[part]):
            faults += [f"{place}: {fault}" for fault in await faults_at(pilot, place)]
    assert "\n".join(faults) == ""


@pytest.mark.usefixtures("catalogues", "home")
async def test_an_empty_home_speaks_through_the_catalogue() -> None:
    async with opened(None, (100, 44), language="nn", name="1") as pilot:
        for place, way in AT_HOME.items():
            await press(pilot, *way)
            assert not outside(pilot), place
            await back(pilot, place)


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize("language", ["nn", "en"])
async def test_every_screen_is_read_whole_in_each_language(language: str) -> None:
    """Words in nynorsk and English are longer or fall elsewhere."""
    faults = []
    async with opened("nes-2018", language=language) as pilot:
        async for place in visited(pilot, WAYS):
            faults += [f"{place}: {fault}" for fault in cut(pilot) + lost(pilot)]
    assert faults == []


@pytest.mark.usefixtures("nes")
async def test_a_terminal_too_small_is_no_harm() -> None:
    ways = {place: way for place, way in WAYS.items() if place not in ALIKE}
    async with opened("nes-2018", (60, 20)) as pilot:
        async for place in visited(pilot, ways):
            assert focus_is_seen(pilot), place


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize("place", ["comment", "action", "settings", "report", "overview 2"])
async def test_what_is_open_follows_the_size_of_the_terminal(place: str) -> None:
    async with opened("nes-2018") as pilot:
        await press(pilot, *WAYS[place])
        for size in ((120, 40), (60, 18), USUAL):
            await resize(pilot, size)
            assert focus_is_seen(pilot), size
            if size >= USUAL:
                assert cut(pilot) == []
        await back(pilot, place)


@pytest.mark.usefixtures("catalogues")
def test_line_by_line_speaks_through_the_catalogue(run: Run, assessment: str) -> None:
    lines = ["?", *"lfetabupmohrw", "o 2", "o 3", "o 4", "o 5", "o 6", "h 3", "/", "hva", "e 99"]
    said = run("--lang", "nn", "walk", assessment, "--plain", answers="\n".join(lines))[1]
    letters = {word for word in _WORD.findall(said) if len(word) == 1}
    assert set(_WORD.findall(said)) - letters <= {*_ids(), *NAMES, "hva", "Enter"}
