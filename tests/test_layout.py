"""What `python -m benchmarks.layout` counts, in a package of a few files."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.layout import Figure, Layout

PROJECT = """
[[tool.importlinter.contracts]]
type = "layers"
layers = ["checklist.cli", "checklist.words | checklist.errors"]
[[tool.importlinter.contracts]]
type = "forbidden"
source_modules = ["checklist.loose"]
"""

FILES = {
    "__init__.py": '"""A package."""\n__version__ = "1"\n',
    "loose.py": "import checklist.errors\n",
    "errors.py": '"""Errors."""\n\n\nclass Wrong(Exception):\n    """Said in words."""\n',
    "cli/__init__.py": "from checklist.cli.parser import parse\n__all__ = ['parse']\n",
    "cli/parser.py": "def parse() -> None:\n    from checklist.cli import run\n",
    "cli/run.py": "from . import parse\n",
    "words/__init__.py": "",
    "words/law.py": (
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n"
        "    from checklist.words.dates import Day\n"
        "def law() -> None:\n"
        "    import checklist.errors  # noqa: PLC0415 - seldom needed\n"
        "    import checklist.errors  # noqa: PLC0415\n"
        "    # Only this knows Word.\n"
        "    import docx\n"
    ),
    "words/dates.py": "from checklist.words import law\nclass Day: ...\n",
}


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    for name, text in FILES.items():
        file = tmp_path / "checklist" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Layout(tmp_path)


def test_a_circle_is_found_through_a_face_and_through_a_late_import(layout: Layout) -> None:
    circles = layout.circles("circles", for_types=False)
    # `run` takes what the face of its own package offers, and the face takes it from `parser`.
    assert circles.counted == ["checklist.cli ↔ checklist.cli.parser ↔ checklist.cli.run"]


def test_an_import_for_types_makes_a_circle_only_where_they_are_asked_for(layout: Layout) -> None:
    circles = layout.circles("circles", for_types=True)
    assert "checklist.words.dates ↔ checklist.words.law" in circles.counted
    assert circles.value == 2


def test_a_module_in_no_layer_is_named(layout: Layout) -> None:
    assert layout.outside_layers().counted == ["checklist.loose"]


def test_a_late_import_needs_a_reason_that_is_no_word_to_a_tool(layout: Layout) -> None:
    late, bare = layout.late_imports()
    assert late.value == 4
    assert [line.partition(": ")[0] for line in bare.counted] == [
        "checklist/cli/parser.py:2",
        "checklist/words/law.py:6",
    ]


def test_a_docstring_is_no_statement_and_every_file_counts(layout: Layout) -> None:
    packages = [line.split() for line in layout.statements().counted]
    assert ["1", "errors.py"] in packages
    assert ["1", "__init__.py"] in packages
    assert layout.direct_files().value == 3


def test_a_figure_above_its_limit_fails() -> None:
    assert Figure("files", 7, 6).line.endswith("FAILS")
    assert not Figure("files", 6, 6).fails
    assert not Figure("statements", 99).fails
