"""Pasted and dropped text: every way a terminal writes several files is read back as the files."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.assessment import is_file, pasted, proposed_title

_NAMES = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Zs"], exclude_characters="/"
    )
    | st.just(" "),
    min_size=1,
    max_size=12,
).filter(lambda name: name == name.strip() and name.splitlines() == [name])
_PATHS = st.lists(
    _NAMES.map(lambda name: f"/felles/{name}.pdf"), min_size=1, max_size=5, unique=True
)


def _backslashed(path: str) -> str:
    return "".join(c if c.isalnum() or c in "/._-" else f"\\{c}" for c in path)


_STYLES: dict[str, Callable[[list[str]], str]] = {
    "one a line": "\n".join,
    "one a line, as Windows ends lines": lambda paths: "\r\n".join(paths) + "\r\n",
    "quoted": lambda paths: " ".join(map(shlex.quote, paths)),
    "with backslashes": lambda paths: " ".join(map(_backslashed, paths)),
}


@pytest.mark.parametrize("style", _STYLES)
@given(paths=_PATHS)
def test_every_way_of_writing_several_files_gives_the_files(style: str, paths: list[str]) -> None:
    assert list(pasted(_STYLES[style](paths), set(paths).__contains__)) == paths


@given(st.text())
def test_nothing_that_is_pasted_is_lost_or_stops_the_program(text: str) -> None:
    parts = pasted(text, lambda _path: False)
    assert all(part.strip() for part in parts)
    letters = [c for c in text if c.isalnum()]
    assert sum(c.isalnum() for part in parts for c in part) == len(letters)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (r"C:\Felles\rutine.pdf", [r"C:\Felles\rutine.pdf"]),
        (
            r'"C:\Felles\rutine for plan.pdf" "\\tjener\felles\mandat.pdf"',
            [r"C:\Felles\rutine for plan.pdf", r"\\tjener\felles\mandat.pdf"],
        ),
        ("/home/anna/borte fil.pdf", ["/home/anna/borte fil.pdf"]),
        ("/home/anna/a.pdf /home/anna/b.pdf", ["/home/anna/a.pdf", "/home/anna/b.pdf"]),
        (
            "file:///home/anna/a%20b.pdf\nfile:///c.pdf",
            ["file:///home/anna/a%20b.pdf", "file:///c.pdf"],
        ),
        ("Sak 26/17 om plan", ["Sak 26/17 om plan"]),
        ("  \n\n ", []),
    ],
)
def test_what_can_not_be_several_files_is_one_place(text: str, places: list[str]) -> None:
    assert list(pasted(text, lambda _path: False)) == places


def test_a_file_with_a_strange_name_is_found_as_it_is(tmp_path: Path) -> None:
    names = ("'sitat'.pdf", "to  blanke.pdf", "$(rm) [b].pdf", "a\\ b.pdf")
    for name in names[:-1] if sys.platform == "win32" else names:  # there it is a folder
        file = tmp_path / name
        file.write_bytes(b"x")
        assert pasted(str(file), is_file) == (str(file),)
        assert pasted(file.as_uri(), is_file) == (file.as_uri(),)
        assert proposed_title(file) == " ".join(name.removesuffix(".pdf").split())
