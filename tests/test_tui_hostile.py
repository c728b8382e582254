"""Text from people in every field: saved as it was written, shown without harm, never acted on."""

from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea

from checklist.machine import Environment
from checklist.session import Session
from checklist.store import author_of, open_evidence_files
from checklist.tui.app import SamsjekkApp
from tests.terminal import focused, in_front, on_screen, press, told

HOSTILE = (
    "[/]",
    "[/foo] [bold]fet",
    "[internkontroll]",
    "[@click=app.quit]trykk her[/]",
    "[link=file:///etc/passwd]lenke[/link]",
    "$primary {title} {0} %s %(x)s {{ 7*7 }}",
    "<script>alert(1)</script> & <b>",
    "\x1b[2J\x1b]0;tittel\x07\x9b31m",
    "a\x00b\x08c\x7fd",
    "forside\u202etxt.exe\u202c \u2066isolert\u2069",
    "a\u200bb\u200dc\ufeffd\u00ade",
    "a\u0301\u0302\u0303\u0304\u0305" * 20,
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 🇳🇴 ｗｉｄｅ 漢字",
    "مرحبا שלום ไทย हिन्दी",
    "æøåÆØÅ éèüß ǆ ﬁ",
    "'; DROP TABLE event; --",
    "../../etc/passwd | $(rm -rf x) `id`",
    "=1+1 @SUM(A1) -2+3",
    "ordutenmellomrom" * 15,
)


def several(texts: tuple[str, ...], longest: int) -> Iterator[str]:
    """The texts, as many at a time as a field has room for: each form is opened a few times."""
    together = ""
    for text in texts:
        if together and len(together) + len(text) + 1 > longest:
            yield together
            together = ""
        together = f"{together} {text}".strip()
    yield together


ROOM = {"settings": 120}
"""Characters that the shortest field of a form has room for, where it is less than 300."""

# The way to each form from the walk, and the way to what was saved in it.
FORMS = {
    "comment": (["k"], ["k"]),
    "verdict": (["a"], ["a"]),
    "action": (["t"], ["t", "enter"]),
    "document": (["e", "+", "1"], ["e", "e"]),
    "interview": (["e", "+", "2"], ["e", "e"]),
    "figure": (["e", "+", "3"], ["e", "e"]),
    "sample": (["e", "+", "4"], ["e", "e"]),
    "observation": (["e", "+", "5"], ["e", "e"]),
    "settings": (["escape", "s"], ["escape", "s"]),
}
# These are read as dates, numbers or places; what can't be read is refused in words.
READ = {"date", "deadline", "of", "count", "value", "number"}
NUMBERS = {"of": "3", "count": "2", "value": "7"}


@contextmanager
def program() -> Iterator[SamsjekkApp]:
    app = SamsjekkApp(Environment.of_process(), "nes-2018")
    try:
        yield app
    finally:
        app.journal.close()


async def to_walk(pilot: Pilot[None]) -> None:
    for _ in range(5):
        if "walk" in str(getattr(in_front(pilot), "KEYS", "")):
            return
        await press(pilot, "enter" if getattr(in_front(pilot), "KEYS", "") == "home" else "escape")
    raise AssertionError(f"the walk is not in front: {in_front(pilot)!r}")


def texts(pilot: Pilot[None]) -> dict[str, str]:
    return {
        str(field.id): field.text if isinstance(field, TextArea) else field.value
        for field in in_front(pilot).query("Input, TextArea").results(Widget)
        if isinstance(field, Input | TextArea) and field.id not in READ and not field.disabled
    }


def fill(pilot: Pilot[None], text: str) -> None:
    for field in in_front(pilot).query("Input, TextArea").results(Widget):
        if isinstance(field, TextArea):
            field.text = text
        elif isinstance(field, Input) and not field.disabled:
            field.value = NUMBERS.get(str(field.id), "" if field.id in READ else text)


def harmless(pilot: Pilot[None]) -> None:
    """Nothing on the screen could move a cursor, hide or turn text; every line has its width."""
    for character in on_screen(pilot).replace("\n", ""):
        assert unicodedata.category(character) not in ("Cc", "Zl", "Zp"), repr(character)


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize("form", FORMS)
async def test_every_field_keeps_what_was_written(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if form == "settings":
        # Else the name stands in the environment, and the fields can't be written in.
        monkeypatch.delenv("SAMSJEKK_NAME")
    there, again = FORMS[form]
    with program() as app:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            room = ROOM.get(form, 300)
            for text in several(tuple(t for t in HOSTILE if len(t) <= room), room):
                await press(pilot, *there)
                fill(pilot, text)
                await pilot.pause()
                written = texts(pilot)
                assert text in written.values()
                assert set(written.values()) == {text}
                harmless(pilot)
                screen = in_front(pilot)
                await press(pilot, "ctrl+s")
                assert in_front(pilot) is not screen, f"{form} was not saved: {text!r}"
                harmless(pilot)
                await to_walk(pilot)
                harmless(pilot)
                if form in ("document", "interview", "figure", "sample", "observation"):
                    stored = list(session_of(app).assessment.evidence.values())[-1].value
                    kept = json.dumps(_builtin(stored), ensure_ascii=False)
                    assert json.dumps(text, ensure_ascii=False)[1:-1] in kept
                else:
                    await press(pilot, *again)
                    assert texts(pilot) == written
                    await to_walk(pilot)
                    there = again
            assert app.is_running


def session_of(app: SamsjekkApp) -> Session:
    environment = app.environment
    return Session(
        app.journal, "nes-2018", author_of(environment), open_evidence_files(environment)
    )


def _builtin(value: object) -> object:
    return msgspec.to_builtins(value)


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize("way", [["/"], ["ctrl+p"], ["escape", "+"], ["r", "ctrl+f"]])
async def test_what_is_looked_for_or_named_is_never_acted_on(
    way: list[str], tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    with program() as app:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await press(pilot, *way)
            for text in (*HOSTILE, "x" * 10_000):
                field = focused(pilot)
                if not isinstance(field, Input):
                    field = in_front(pilot).query(Input).first()
                field.value = text
                await pilot.pause()
                assert field.value == text
                harmless(pilot)
                for listed in in_front(pilot).query(OptionList):
                    assert listed.option_count < 1_000
                if way == ["r", "ctrl+f"]:
                    await press(pilot, "ctrl+s")
                    harmless(pilot)
            assert app.is_running


@pytest.mark.usefixtures("nes")
async def test_ten_thousand_characters_are_pasted_whole_and_at_once() -> None:
    lines = "\n".join(f"{n} æøå [/] {'x' * 80}" for n in range(110))
    assert len(lines) > 10_000
    with program() as app:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await press(pilot, "k")
            began = time.process_time()
            app.post_message(events.Paste(lines))
            await pilot.pause()
            await press(pilot, "tab")
            app.post_message(events.Paste(lines))
            await pilot.pause()
            assert time.process_time() - began < 5, "a paste takes seconds"
            await press(pilot, "ctrl+s")
            harmless(pilot)
            answers = session_of(app).assessment.answers.values()
            answer = max(answers, key=lambda recorded: recorded.at).value
            assert answer.comment == lines
            assert answer.place == lines.replace("\n", " ")


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize("way", [["e", "+", "1"], ["escape", "s"]])
async def test_a_name_too_long_to_store_is_refused_in_words(
    way: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAMSJEKK_NAME")
    with program() as app:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await press(pilot, *way)
            screen = in_front(pilot)
            fill(pilot, "x" * 10_000)
            await press(pilot, "ctrl+s")
            assert in_front(pilot) is screen
            assert "✗" in on_screen(pilot)
            assert "x" * 10_000 in texts(pilot).values()


@pytest.mark.usefixtures("nes")
async def test_what_is_pasted_into_a_comment_is_as_it_is_shown() -> None:
    with program() as app:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await press(pilot, "k")
            app.post_message(events.Paste("Sam\u00adarbeids\u200bavtale\u2028neste\vtredje"))
            await pilot.pause()
            await pilot.pause()
            assert not told(pilot)
            app.post_message(events.Paste(" forside\u202etxt"))
            await pilot.pause()
            await pilot.pause()
            assert "tegn som ikke kan vises" in told(pilot)
            text = in_front(pilot).query_one(TextArea).text
            assert text.endswith("Samarbeidsavtale\nneste\ntredje forside\u202etxt")
