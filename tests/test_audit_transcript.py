"""An audit line by line, as a screen reader says it: `tests/data/audit_transcript.txt`.

It is written anew with `python -m pytest tests/test_audit_transcript.py --write-snapshots`; read
what became of it.
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from checklist.assessment import VerdictCode
from checklist.audit import Basis, DocumentAsked, FileSampleTaken, Meeting
from checklist.cli import main
from checklist.i18n import LANGUAGES, Translator
from checklist.words.audits import AUDIT_WORDS
from tests.spoken import Keyboard, Screen, always_the_same, drawn, spoken_to

KEPT = Path(__file__).parent / "data" / "audit_transcript.txt"

BEGUN = (
    "new --title Samordning --municipality Nes --criteria psykisk-helse-rus-voksne --as ny",
    "record ny question --text 'Er tilbudet samordnet?'",
    "choose ny --criterion ke-etablert --criterion ke-kjent --question p-1",
)


def job(_: Translator) -> list[tuple[str, list[str]]]:
    """What is done, and what is typed at each question."""

    def word(kind: type) -> str:
        return _.say(AUDIT_WORDS[kind].one)

    yes, no = ("yes", "no") if _.language == "en" else ("ja", "nei")
    interview = [word(Meeting), "leder for Nav-kontoret", no, "", "", "05.11.2026"]
    document = [word(DocumentAsked), "Rutine for individuell plan", "q"]
    sample = [word(FileSampleTaken), "", "Vedtak", "ke-kjent", "4", "12", "abc", "3"]
    met, partly = _.say(VerdictCode.MET.words), _.say(VerdictCode.PARTLY.words)
    return [
        *((line, []) for line in BEGUN),
        ("walk ny log", [*interview, "", "", "", "", "", *sample, *document]),
        ("walk ny log", ["i-1", "", "", "3", "-", "q"]),
        (
            "walk ny",
            [
                *("Enheten ligger i tildelingsenheten.", "i-9", "i-1", "", "kanskje", met),
                *(_.say(Basis.INTERVIEW.words), "Den finnes.", "?", "Få vet om den.", "d-1", ""),
                *(partly, _.say(Basis.DOCUMENT.words), ""),
            ],
        ),
        (
            "record ny conclusion --question p-1 --criteria ke-kjent --code partly --text Delvis.",
            [],
        ),
        ("walk ny recommendations", ["Gjøre enheten kjent.", "?", "ko-1", "", ""]),
        (
            "record ny correction --fact f-1 --wanted 'Enheten er i kjelleren.' --shown-by Vedtak",
            [],
        ),
        ("record ny correction --fact f-2 --wanted 'Mange vet.'", []),
        ("walk ny corrections", [yes, yes, "", no, "Ingenting viser det."]),
        ("walk ny corrections", []),
        ("breaks ny", []),
        ("trace ny a-1", []),
    ]


def transcript(folder: Path, language: str) -> tuple[str, list[str]]:
    """The whole job in a language, and the prompts."""
    screen, prompts = Screen(), []
    with spoken_to(screen, folder, language) as patched:
        for command, lines in job(Translator(language)):
            keyboard = Keyboard(lines, screen)
            patched.setattr(sys, "stdin", keyboard)
            screen.write(f"$ samsjekk audit {command}\n")
            main(["audit", *shlex.split(command)])
            prompts += keyboard.prompts
    return always_the_same(screen.getvalue(), folder), prompts


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """In bokmål, made once."""
    text, _prompts = transcript(tmp_path_factory.mktemp("said"), "nb")
    return text


def walks(text: str, command: str) -> list[str]:
    """What was said during each walk with this command."""
    parts = re.split(r"^\$ samsjekk audit ", text, flags=re.MULTILINE)
    return [part for part in parts if part.startswith(f"{command}\n")]


def test_the_transcript_is_as_it_was(said: str, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--write-snapshots"):
        KEPT.write_text(said, encoding="utf-8", newline="\n")
    assert said == KEPT.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_words(language: str, tmp_path: Path) -> None:
    text, prompts = transcript(tmp_path, language)
    assert not drawn(text)
    assert all(re.search("[:?] $", prompt) for prompt in prompts), prompts


def test_progress_is_said_at_the_start_at_the_end_and_when_asked(said: str) -> None:
    (walk,) = walks(said, "walk ny")
    assert re.findall(r"\d av 2 kriterier er vurdert", walk) == [
        "0 av 2 kriterier er vurdert",
        "1 av 2 kriterier er vurdert",
        "2 av 2 kriterier er vurdert",
    ]
    assert walk.count("Kriterium 2 av 2:") == 2
    first, second = walks(said, "walk ny corrections")
    assert first.endswith(
        "Kommunen ba om 2 rettelser. 1 er tatt til følge. 1 er ikke tatt til følge.\n"
    )
    assert second.count("Kommunen ba om 2 rettelser.") == 1


def test_what_was_done_is_said_and_no_code_word_is(said: str) -> None:
    (walk,) = walks(said, "walk ny")
    assert "Vurdert som delvis oppfylt." in walk
    assert "«kanskje» kan ikke velges. Velg blant: oppfylt, delvis oppfylt," in walk
    for part in walks(said, "walk ny corrections")[:1]:
        assert "  Tatt til følge." in part
        assert "  Ikke tatt til følge." in part
    assert not re.search("not_met|interview|partly", walk)
