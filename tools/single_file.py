"""The program as one file that needs no Python: `python -m tools.single_file [--output FOLDER]`.

It is built by PyInstaller, as `tools/samsjekk.spec` says, for the system and the Python that this
runs on, out of this checkout and what samsjekk asks for in this environment, with its extras `team`
and `web`. Beside it are written what it consists of, as CycloneDX, and the licences of that.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
import sysconfig
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import Distribution, packages_distributions, version
from pathlib import Path, PurePath

import PyInstaller.__main__
from PyInstaller.archive.readers import CArchiveReader

from checklist.machine import speak_utf8
from tools.licences import OURS, installed_in, is_compatible, licence_of, name_of
from tools.sbom import bill, needs_of

ROOT = Path(__file__).parent.parent
SPEC = Path(__file__).with_name("samsjekk.spec")
EXTRAS = ("team", "web")
LICENCES = "samsjekk-lisenser.txt"
CONTENTS = "samsjekk.cdx.json"
PROGRAM = "samsjekk.exe" if sys.platform == "win32" else "samsjekk"

NOT_WANTED = ("tkinter", "test", "lib2to3", "pydoc_data", "idlelib", "readline")
"""Parts of Python that samsjekk does not use. GNU readline would come with a licence (GPL-3.0) that
asks more than ours."""

_LIBRARIES = {
    "libbz2": "bzip2-1.0.6",
    "libcrypto": "Apache-2.0",
    "libffi": "MIT",
    "libgcc_s": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "liblzma": "0BSD",
    "libpython": "PSF-2.0",
    "libsqlite": "blessing",
    "libssl": "Apache-2.0",
    "libstdc++": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libuuid": "BSD-3-Clause",
    "libz": "Zlib",
    "python": "PSF-2.0",
    "sqlite": "blessing",
    "vcruntime": "LicenseRef-Microsoft-Distributable-Code",
}
"""The licences of libraries that come with Python, by how their names begin. Microsoft's terms for
its own stand in Python's licence."""


def goes_along(installed: Sequence[Distribution]) -> dict[str, Distribution]:
    """What samsjekk is made of in an environment that may have more: by name, itself among it."""
    known = {name_of(each): each for each in installed}
    needs = needs_of(known, EXTRAS)
    found: dict[str, Distribution] = {}
    left = [OURS]
    while left:
        name = left.pop()
        if name not in found:
            found[name] = known[name]
            left += needs[name]
    return dict(sorted(found.items()))


def stays_out(found: Mapping[str, Distribution], tops: Mapping[str, Sequence[str]]) -> list[str]:
    """The modules of all other packages that happen to be installed.

    `tops` tells which packages have a module, as `packages_distributions` does.
    """
    wanted = {each.metadata["Name"] for each in found.values()}
    return sorted(top for top, owners in tops.items() if not wanted & set(owners))


def excluded() -> list[str]:
    """What the single file is built without."""
    found = goes_along(installed_in(None))
    return [*NOT_WANTED, *stays_out(found, packages_distributions())]


def licence_texts(found: Mapping[str, Distribution]) -> str:
    """The licences of all that goes along, as its authors wrote them."""
    fonts = sorted((ROOT / "checklist" / "data" / "fonts").glob("LICENSE-*.txt"))
    python = [
        Path(folder, "LICENSE.txt") for folder in (sysconfig.get_path("stdlib"), sys.base_prefix)
    ]
    files = {
        "samsjekk: EUPL-1.2": [ROOT / "LICENSE"],
        **{file.stem.removeprefix("LICENSE-"): [file] for file in fonts},
        f"Python {platform.python_version()}: PSF-2.0": [f for f in python if f.is_file()][:1],
        **{
            f"{name} {each.version}: {licence_of(each)}": _licence_files(each)
            for name, each in found.items()
            if name != OURS
        },
    }
    return "\n".join(_part(heading, texts) for heading, texts in files.items())


def _licence_files(installed: Distribution) -> list[Path]:
    return [
        Path(str(installed.locate_file(file)))
        for file in installed.files or []
        if file.parts[0].endswith(".dist-info")
        and re.match(r"LICEN[CS]E|COPYING|NOTICE", file.name, re.IGNORECASE)
    ]


def _part(heading: str, files: Sequence[Path]) -> str:
    texts = [f"{file.read_text(encoding='utf-8').strip()}\n" for file in files]
    return "\n".join((heading, "=" * len(heading), "", *texts))


def libraries_in(names: Sequence[str]) -> list[tuple[str, str, str]]:
    """What lies in the file beside packages: Python, PyInstaller's starter, and libraries.

    Each with its version, where that is known, and its licence.
    """
    libraries = sorted(
        name
        for name in names
        if PurePath(name).name == name and re.search(r"\.(so|dll|dylib)(\.|$)", name)
    )
    return [
        ("Python", platform.python_version(), "PSF-2.0"),
        ("PyInstaller bootloader", version("pyinstaller"), "Apache-2.0"),
        *((name, "", _licence_of_library(name)) for name in libraries),
    ]


def _licence_of_library(name: str) -> str:
    known = sorted(_LIBRARIES, key=len, reverse=True)
    return next((_LIBRARIES[begins] for begins in known if name.lower().startswith(begins)), "")


def build(output: Path) -> Path:
    """Build the file in a folder, with what tells of it beside it.

    Returns:
        The file.

    Raises:
        ValueError: something that would go along has a licence that does not go with ours.
    """
    found = goes_along(installed_in(None))
    for name, each in found.items():
        if not is_compatible(licence_of(each) or ""):
            message = f"{name}: {licence_of(each)}"
            raise ValueError(message)
    output.mkdir(parents=True, exist_ok=True)
    (output / LICENCES).write_text(licence_texts(found), encoding="utf-8", newline="\n")
    with tempfile.TemporaryDirectory() as work:
        os.environ["SAMSJEKK_LICENCES"] = str((output / LICENCES).absolute())
        PyInstaller.__main__.run(
            [
                "--noconfirm",
                "--log-level=WARN",
                f"--distpath={output.absolute()}",
                f"--workpath={work}",
                str(SPEC),
            ]
        )
    made = output / PROGRAM
    names = list(CArchiveReader(str(made)).toc)
    contents = bill(
        list(found.values()),
        made,
        os.environ.get("SOURCE_DATE_EPOCH"),
        extras=EXTRAS,
        beside=libraries_in(names),
    )
    written = json.dumps(contents, ensure_ascii=False, indent=2)
    (output / CONTENTS).write_text(f"{written}\n", encoding="utf-8", newline="\n")
    return made


def main(arguments: list[str] | None = None) -> int:
    """Build the file and say where it is and how large."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tools.single_file")
    parser.add_argument("--output", type=Path, default=Path("dist"))
    speak_utf8()
    made = build(parser.parse_args(arguments).output)
    print(f"{made}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
