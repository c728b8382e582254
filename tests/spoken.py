"""A terminal as one hears it: what is printed and, behind each prompt, what is typed."""

from __future__ import annotations

import io
import os
import re
import string
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import pytest

_SAID = string.punctuation + " «»“”’§–…"
"""Signs beside letters and digits that a screen reader says, or pauses at."""


class Screen(io.StringIO):
    """What is printed on a terminal."""

    @property
    def prompt(self) -> str:
        """What stands on the last line."""
        return self.getvalue().rpartition("\n")[2]


class Keyboard(io.StringIO):
    """What is typed, which the terminal shows as well; the prompts it was typed at."""

    def __init__(self, lines: Sequence[str], screen: Screen) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._screen = screen
        self.prompts: list[str] = []

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # input() also gives None
        line = super().readline(-1 if size is None else size)
        self.prompts.append(self._screen.prompt)
        self._screen.write(line)
        return line


@contextmanager
def spoken_to(screen: Screen, folder: Path, language: str) -> Iterator[pytest.MonkeyPatch]:
    """Within, what is printed goes to the screen of somebody who hears it, with a home there."""
    variables = {
        "SAMSJEKK_HOME": str(folder / "home"),
        "SAMSJEKK_LANG": language,
        "SAMSJEKK_NAME": "Anna",
        "TERM": "dumb",
    }
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(screen):
        patched.delenv("SAMSJEKK_ROLE", raising=False)
        for name, value in variables.items():
            patched.setenv(name, value)
        yield patched


def always_the_same(text: str, folder: Path) -> str:
    """Without what is another each time: the folder, the clock and the checksum."""
    text = text.replace(f"{folder}{os.sep}", f"{folder}/")
    text = re.sub(rf"\s+{re.escape(str(folder))}", " /mappe", text)
    text = re.sub(r"\d\d\.\d\d\.\d{4}(\s+)\d\d:\d\d", r"01.11.2026\g<1>12:00", text)
    return re.sub(r"[0-9a-f-]{20,}", "0-0", text)


def drawn(text: str) -> list[str]:
    """Lines with a sign that is drawn or moves the cursor, or that say something by columns."""
    return [
        line
        for line in text.splitlines()
        if any(not (sign.isalnum() or sign in _SAID) for sign in line)
        or re.search(r"\S {2,}\S| \| ", line)
    ]
