"""The licences of everything that is installed with samsjekk: `python -m tools.licences`.

Prints a line for each package, and fails where a licence is not known, or is one that we have not
found to go together with ours (EUPL-1.2). `--environment FOLDER` looks at another environment.
"""

from __future__ import annotations

import argparse
import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

OURS = "samsjekk"
COMPATIBLE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "EUPL-1.2",
    "GPL-2.0-or-later WITH Bootloader-exception",
    "ISC",
    "LGPL-2.1",
    "LGPL-2.1-or-later",
    "LGPL-3.0-only",
    "LGPL-3.0-or-later",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-1.1",
    "MPL-2.0",
    "PSF-2.0",
    "Unlicense",
    "Zlib",
}
"""SPDX ids. A library under LGPL or MPL may be used by a program under any licence; its own source
stays under its own. GPL and AGPL are left out: what is linked with them must be theirs.
PyInstaller's exception lets what it builds have any licence."""

_NAMES = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd license": "BSD-3-Clause",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 1.1 (mpl 1.1)": "MPL-1.1",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}
"""What packages call them, in a classifier or a field without rules."""

_LOOKED_UP = {
    "axe-playwright-python": "MIT",  # its LICENSE; axe-core, which it carries, is MPL-2.0
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",  # its COPYING.txt
    # Its LICENSE: of what is built, this goes along. Hooks that only build are GPL-2.0-or-later.
    "pyinstaller-hooks-contrib": "Apache-2.0",
}
"""Where the package itself does not say it, or says it in words of its own."""


def licence_of(installed: Distribution) -> str | None:
    """The licence of a package as an SPDX expression; None where it is not known.

    Where it names several and does not say that one may choose, all of them count.
    """
    about = installed.metadata
    if (looked_up := _LOOKED_UP.get(name_of(installed))) is not None:
        return looked_up
    if "License-Expression" in about:
        return about["License-Expression"]
    classified = [
        entry.rpartition(" :: ")[2]
        for entry in about.get_all("Classifier") or []
        if entry.startswith("License :: ") and entry != "License :: OSI Approved"
    ]
    field = about["License"].strip() if "License" in about else ""
    if field in COMPATIBLE:
        return field
    named = [_NAMES.get(words.casefold(), words) for words in classified or [field]]
    return " AND ".join(dict.fromkeys(named)) or None


def is_compatible(expression: str) -> bool:
    """Whether we may use what has this licence: one of those it offers, and all of those it asks.

    Only `AND`, `OR` and brackets are read, and an exception to a licence (`WITH`) is not known.
    """
    parts = re.findall(r"\(|\)|\bAND\b|\bOR\b|(?:(?!\bAND\b|\bOR\b)[^()])+", expression)
    words = [part.strip() for part in parts if part.strip()]
    value, rest = _either(words)
    return value and not rest


def _either(words: list[str]) -> tuple[bool, list[str]]:
    value, rest = _both(words)
    while rest[:1] == ["OR"]:
        other, rest = _both(rest[1:])
        value = value or other
    return value, rest


def _both(words: list[str]) -> tuple[bool, list[str]]:
    value, rest = _one(words)
    while rest[:1] == ["AND"]:
        other, rest = _one(rest[1:])
        value = value and other
    return value, rest


def _one(words: list[str]) -> tuple[bool, list[str]]:
    if words[:1] == ["("]:
        value, rest = _either(words[1:])
        return value and rest[:1] == [")"], rest[1:]
    return words[:1] != [] and words[0] in COMPATIBLE, words[1:]


def name_of(installed: Distribution) -> str:
    """The name of a package as registries spell it."""
    return re.sub(r"[-_.]+", "-", installed.metadata["Name"]).lower()


def installed_in(environment: Path | None) -> list[Distribution]:
    """What is installed in a virtual environment, or in this one, by name; not pip itself."""
    folders = [] if environment is None else sorted(environment.glob("lib/python*/site-packages"))
    found = distributions() if environment is None else distributions(path=list(map(str, folders)))
    named = {name_of(each): each for each in found}
    return [named[name] for name in sorted(named) if name not in ("pip", "setuptools")]


def main(arguments: list[str] | None = None) -> int:
    """Print the licences; 1 where one can't be accepted."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tools.licences")
    parser.add_argument("--environment", type=Path)
    refused = 0
    for installed in installed_in(parser.parse_args(arguments).environment):
        licence = licence_of(installed)
        accepted = licence is not None and is_compatible(licence)
        refused += not accepted
        sign = " " if accepted else "✗"
        print(f"{sign} {name_of(installed)} {installed.version}: {licence or 'not known'}")
    sys.stderr.write(f"{refused} that can't be accepted\n")
    return int(refused > 0)


if __name__ == "__main__":
    sys.exit(main())
