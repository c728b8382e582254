"""A little of the fuzzing that `python -m benchmarks.fuzz` does at length, and what it found."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import LINES, PIECES, TEMPLATE, Files, Target, fuzzed, targets
from checklist.errors import SamsjekkError
from checklist.machine import print_wrapped
from tests.conftest import Run

CHEAP = ("shown", "printed", "privacy", "typed", "search", "criteria", "answers", "attached")


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Target]:
    return targets(Files(tmp_path_factory.mktemp("fuzz")))


@pytest.mark.parametrize("name", CHEAP)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(st.sampled_from((*PIECES, *LINES)), max_size=20).map("".join) | st.text())
def test_any_input_is_read_or_refused_in_words(
    every: dict[str, Target], name: str, text: str
) -> None:
    with suppress(SamsjekkError):
        every[name].take(text)


@pytest.mark.parametrize("name", ["answers changed", "audit changed"])
def test_the_files_that_are_changed_are_whole_before(every: dict[str, Target], name: str) -> None:
    (whole,) = every[name].seeds
    every[name].take(whole)


@pytest.mark.parametrize(
    ("name", "many"),
    [
        ("settings", 60),
        ("template", 40),
        ("published", 40),
        ("answers changed", 200),
        ("audit changed", 200),
        ("criteria changed", 100),
    ],
)
def test_files_and_templates_of_any_kind_are_read_or_refused(
    every: dict[str, Target], name: str, many: int
) -> None:
    outcome = fuzzed(every[name], many, seed=3)
    assert not outcome.tracebacks
    assert not outcome.slow


@pytest.mark.parametrize("piece", TEMPLATE)
def test_each_thing_a_template_can_do_is_done_or_refused(
    every: dict[str, Target], piece: str
) -> None:
    refused = ""
    try:
        every["template"].take(piece)
    except SamsjekkError as error:
        refused = str(error)
    assert not refused or "gap.md.j2" in refused


def test_long_comments_can_be_in_reports_of_each_form(every: dict[str, Target]) -> None:
    for piece in ("Kari ", " \u00ad", "=1+1\n"):
        began = time.process_time()
        every["report"].take(piece * 500)
        assert time.process_time() - began < 4


@pytest.mark.parametrize("piece", ["\t", " ", ">\n", "a\u2028", "😀"])
def test_printing_takes_time_in_proportion_to_the_text(
    piece: str, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.process_time()
    print_wrapped(piece * 50_000)
    assert time.process_time() - began < 3
    assert capsys.readouterr().out


def test_bytes_that_are_no_text_are_refused_in_words(
    run: Run, nes_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = b"Gr\xf8nn".decode(errors="surrogateescape")
    code, _out, err = run("answer", nes_id, "ke-etablert-finnes", "yes", "--comment", word)
    assert code == 2
    assert "er ikke tekst i UTF-8" in err
    assert run("criteria", "check", tmp_path / word)[0] == 2
    monkeypatch.setenv("SAMSJEKK_NAME", word)
    assert run("answer", nes_id, "ke-etablert-finnes", "unknown")[0] == 0
    assert "Gr?nn" in run("history", nes_id)[1]


@pytest.mark.parametrize(
    "command",
    ["restore X", "apply a X", "inspect X", "receive X", "join X", "backup --to X/x", "merge X"],
)
def test_a_path_that_begins_with_a_wave_is_read_or_refused_in_words(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    _code, _out, err = run(*command.replace("X", "~$Plan.docx").split(" "))
    assert "Noe uventet" not in err
