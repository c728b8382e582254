"""Every word on screen comes from the catalogue, or is what somebody wrote, or a key.

Each message of the catalogues is turned into Greek letters, one for one, so that lines break and
are cut as they would be. What is then left in Latin letters was written past the catalogue.
"""

from __future__ import annotations

import gettext
import re
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from checklist import i18n
from checklist.assessment.events import Action, Author, Municipality, Recommendation
from checklist.assessment.evidence import Document
from checklist.assessment.journal import Journal
from checklist.assessments import begin, examples
from checklist.catalogue import model
from checklist.catalogue.library import Library
from checklist.catalogue.model import AnswerValue
from checklist.environment import Environment
from checklist.reporting import words
from checklist.reporting.forms import TITLES
from checklist.session import Session
from checklist.tui import keys
from checklist.tui.app import SamsjekkApp
from tests.conftest import Run, shipped_set
from tests.terminal import on_screen, told

_LATIN = string.ascii_letters + "æøåÆØÅ"
_GREEK = str.maketrans(_LATIN, ("αβγδεζηθικλμνξοπρστυφχψωϊϋ" * 3)[: len(_LATIN)])
_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_ADDRESS = re.compile(r"https://\S+")
_WORD = re.compile(r"[^\W\d_]*[A-Za-zæøåÆØÅ][^\W\d_]*")

NAMES = {"samsjekk", "SAMSJEKK", "HOME", "NAME", "ROLE", "LANG", "English", "Bokmål", "Nynorsk"}
"""Names of the program, its variables and the languages: the same in every language."""

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
def assessment(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> str:
    """An assessment of everything, where all that people wrote is digits."""
    monkeypatch.setenv("SAMSJEKK_NAME", "1")
    anna = Author(name="1", role="11")
    begun = shipped_set("psykisk-helse-rus-voksne")
    name = begin(
        journal, anna, Municipality(number="3228", name="2"), begun, date(2026, 11, 1), name="0"
    )
    session = Session(journal, name, anna, Environment.of_process().evidence_files)
    values = [AnswerValue.YES, AnswerValue.NO, AnswerValue.UNKNOWN, AnswerValue.PARTLY]
    asked = [p for c in session.appraisal.criteria.values() for p in c.asked]
    for number, point in enumerate(asked[:24]):
        session.answer(point.checkpoint.id, values[number % 4])
    session.record_evidence(
        Document(id="d", title="3", archive="2024/1-2"), [asked[0].checkpoint.id]
    )
    session.set_action(Action(id="t1", criterion="ke-etablert", what="4", role="5"))
    session.set_recommendation(Recommendation(id="r", text="6", checkpoints=("ke-mandat-kjent",)))
    session.comment(asked[0].checkpoint.id, "7")
    return name


def outside(pilot: Pilot[None]) -> set[str]:
    """Words in front that come from no catalogue."""
    named = {
        word
        for made in keys.SCREENS.values()
        for key in (*made(i18n.Translator()), *keys.everywhere(i18n.Translator()))
        for word in _WORD.findall(key.shown)
    }
    shown = _ADDRESS.sub("", "\n".join((on_screen(pilot), told(pilot))))
    folders = f"{Environment.of_process().home} {Path.cwd()}"
    found = {word for word in _WORD.findall(shown) if word not in folders}
    return found - named - NAMES - FORMS - _ids()


def _ids() -> set[str]:
    """What laws, sets, examples and documents are called in references, files and commands."""
    library = Library.shipped()
    sets = [library.open(name) for name in library.names()]
    names = [source.abbreviation for known in sets for source in known.sources]
    names += [*(known.id for known in sets), *examples(), *TITLES]
    return {word for name in names for word in _WORD.findall(name)}


WALKS: dict[str, tuple[str, ...]] = {
    "walk": (),
    "law": ("l",),
    "precedents": ("g",),
    "comment": ("k",),
    "figures": ("m",),
    "verdict": ("a",),
    "action": ("t",),
    "action-known": ("pageup", "pageup", "t"),
    "recommendations": ("b",),
    "recommendation": ("b", "enter"),
    "follow-up": ("b", "enter", "enter"),
    "recommendation-new": ("b", "end", "enter"),
    "select": ("f",),
    "search": ("slash",),
    "palette": ("ctrl+p",),
    "help": ("question_mark",),
    "undo": ("z",),
    "leave": ("k", "1", "escape"),
    "evidence": ("e",),
    "evidence-kind": ("e", "n"),
    "evidence-form": ("e", "n", "1"),
    "evidence-form-2": ("e", "n", "2"),
    "evidence-form-3": ("e", "n", "3"),
    "evidence-form-4": ("e", "n", "4"),
    "evidence-form-5": ("e", "n", "5"),
    "evidence-edit": ("e", "e"),
    "evidence-where": ("e", "v"),
    "evidence-remove": ("e", "x"),
    "overview": ("o",),
    "overview-map": ("o", "2"),
    "overview-findings": ("o", "3"),
    "overview-lacking": ("o", "4"),
    "overview-unknown": ("o", "5"),
    "overview-actions": ("o", "6"),
    "overview-help": ("o", "question_mark"),
    "statement": ("r", "u"),
    "history": ("h",),
    "history-closer": ("h", "enter"),
    "moment": ("h", "down", "down", "down", "down", "down", "enter", "down", "enter"),
    "together": ("s",),
    "together-begin": ("s", "b"),
    "together-running": ("s", "b", "8", "ctrl+s"),
}


AT_HOME: dict[str, tuple[str, ...]] = {
    "home": (),
    "new": ("n",),
    "new-unknown": ("n", "0", "0"),
    "example": ("x",),
    "settings": ("s",),
    "home-help": ("question_mark",),
    "home-palette": ("ctrl+p",),
}


async def words_outside(
    environment: Environment, assessment: str | None, walks: dict[str, tuple[str, ...]]
) -> str:
    """The words that come from no catalogue, by where they stand."""
    found = []
    for name, steps in walks.items():
        app = SamsjekkApp(environment, assessment)
        async with app.run_test(size=(100, 44), notifications=True) as pilot:
            await pilot.pause()
            for step in steps:
                await pilot.press(step)
                await pilot.pause()
                await pilot.pause()
            if written := outside(pilot):
                found.append(f"{name}: {sorted(written)}")
        app.journal.close()
    return "\n".join(found)


@pytest.mark.usefixtures("catalogues")
async def test_every_screen_speaks_through_the_catalogue(assessment: str) -> None:
    environment = Environment.of_process()._replace(language="nn")
    assert not await words_outside(environment, assessment, WALKS)
    assert not await words_outside(environment, None, AT_HOME)


@pytest.mark.usefixtures("catalogues", "home")
async def test_an_empty_home_speaks_through_the_catalogue() -> None:
    environment = Environment.of_process()._replace(language="nn", name="1")
    assert not await words_outside(environment, None, AT_HOME)


@pytest.mark.usefixtures("catalogues")
def test_line_by_line_speaks_through_the_catalogue(run: Run, assessment: str) -> None:
    lines = ["?", *"lfepabumohrs", "o 2", "o 3", "o 4", "o 5", "o 6", "h 3", "/", "hva", "e 99"]
    said = run("--lang", "nn", "walk", assessment, "--plain", answers="\n".join(lines))[1]
    letters = {word for word in _WORD.findall(said) if len(word) == 1}
    assert set(_WORD.findall(said)) - letters <= {*_ids(), *NAMES, "hva", "Enter"}
