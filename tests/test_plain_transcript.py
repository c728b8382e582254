"""The main job line by line, as a screen reader says it: `tests/data/transcript.txt`.

A transcript has what is printed and, behind each prompt, what is typed. It is written anew with
`python -m pytest tests/test_plain_transcript.py --write-snapshots`; read what became of it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checklist.cli import main
from checklist.criteria import AnswerValue
from checklist.i18n import LANGUAGES, Translator
from checklist.words import key_of, typed_of
from tests.spoken import Keyboard, Screen, always_the_same, drawn, spoken_to

KEPT = Path(__file__).parent / "data" / "transcript.txt"

COMMANDS = (
    "new --municipality 3228 --criteria oppfolging --date 2026-11-01 --as ny",
    "walk ny --plain",
    "status ny",
    "list",
    "history ny",
    "verify ny",
)


def typed(_: Translator, folder: Path) -> list[tuple[str, str]]:
    """What one types at the questions, and in bokmål what is said first of what it did."""
    yes, partly, unknown, beside = (
        key_of(value, _)
        for value in (
            AnswerValue.YES,
            AnswerValue.PARTLY,
            AnswerValue.UNKNOWN,
            AnswerValue.NOT_APPLICABLE,
        )
    )

    def verb(name: str, rest: str = "") -> str:
        return f"{typed_of(name, _)} {rest}".strip()

    return [
        (yes, "Lagret: Ja."),
        (f"{partly} Rutinen er fra 2014.", "Lagret: Delvis."),
        ("hva mener du", "Forstod ikke «hva mener du»."),
        (verb("comment", "Spurt i ledermøtet."), "Kommentaren er lagret."),
        (verb("evidence", "2018/123-4"), "Registrert og koblet til: 2018/123-4"),
        (verb("evidence"), "1 på listen:"),
        (verb("evidence", "7"), "Ingenting i listen har nummer 7."),
        (verb("action", "Lage mandat; leder; 01.06.2099"), "Planlagt: Lage mandat"),
        (verb("action"), "1 på listen:"),
        (verb("law"), "kommuneloven § "),
        (unknown, "Lagret: Vet ikke."),
        (verb("here"), "Spørsmål 4 av "),
        (beside, "Lagret: Gjelder ikke."),
        ("Det gjelder bare byer.", "Kommentaren er lagret."),
        (verb("overview"), "Hvor stopper det"),
        (verb("history"), "10 på listen:"),
        (verb("undo"), "Angret: "),
        (verb("redo"), "Tilbake igjen: "),
        (verb("report"), "9 på listen:"),
        (verb("report", f"1 {folder / 'rapport.html'}"), "Skrevet til "),
        (verb("help"), "j: svar ja"),
        (verb("leave"), ""),
    ]


def transcript(folder: Path, language: str) -> tuple[str, list[str]]:
    """The whole job in a language, and the prompts."""
    screen = Screen()
    keyboard = Keyboard([line for line, _said in typed(Translator(language), folder)], screen)
    with spoken_to(screen, folder, language) as patched:
        patched.setattr(sys, "stdin", keyboard)
        for command in COMMANDS:
            screen.write(f"$ samsjekk {command}\n")
            assert main(command.split()) == 0
    return always_the_same(screen.getvalue(), folder), keyboard.prompts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("said")


@pytest.fixture(scope="module")
def said(folder: Path) -> str:
    """In bokmål, made once."""
    text, _prompts = transcript(folder, "nb")
    return text


def test_the_transcript_is_as_it_was(said: str, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--write-snapshots"):
        KEPT.write_text(said, encoding="utf-8", newline="\n")
    assert said == KEPT.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_words(language: str, tmp_path: Path) -> None:
    text, prompts = transcript(tmp_path, language)
    assert not drawn(text)
    assert all(prompt.endswith(": ") for prompt in prompts), prompts


def answers(text: str, folder: Path) -> Iterator[tuple[str, str, str]]:
    """What was typed at each question, what should be said first, and what was said."""
    parts = re.split(r"^(?:Svar j, d, n, v eller g|Grunn, eller Enter): ", text, flags=re.MULTILINE)
    for (line, first), part in zip(typed(Translator(), folder), parts[1:], strict=True):
        yield line, first, part.partition("\n")[2]


def test_what_is_said_first_is_what_was_done(said: str, folder: Path) -> None:
    for line, first, told in answers(said, folder):
        assert told.lstrip().startswith(first), line


def test_progress_is_said_at_the_start_at_the_end_and_when_asked(said: str, folder: Path) -> None:
    progress = r"\d+ av \d+ kontrollpunkter er besvart"
    asked = [line for line, _first, told in answers(said, folder) if re.search(progress, told)]
    assert asked == ["her", "q"]


def test_a_question_is_read_in_full_once_and_then_what_is_new(said: str, folder: Path) -> None:
    told = {line: words for line, _first, words in answers(said, folder)}
    assert "Ja betyr:" in told["d Rutinen er fra 2014."]
    again = told["k Spurt i ledermøtet."].split("\n\n")[1]
    assert re.fullmatch(r"Spørsmål 3, [\w ]+: [^?]+\?\nKommentar: Spurt i ledermøtet.\n", again), (
        again
    )
    assert "Krav: " in told["her"]
