"""Files that travel with the program: criteria sets, templates, examples, municipalities.

In an installed wheel they lie inside the package; in a checkout they stand beside it, where
people edit them.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_IN_CHECKOUT = {
    "criteria": "criteria",
    "templates": "reports/templates",
    "examples": "examples",
}


def folder(name: str) -> Path:
    """The folder of shipped `criteria`, `templates` or `examples`."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / _IN_CHECKOUT[name]


def data_file(name: str) -> Path:
    """A data file that lies inside the package itself."""
    return _PACKAGE / "data" / name
