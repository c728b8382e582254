"""What samsjekk is made of: bounds that are tried, hashes, licences, and a list of it all."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import single_file
from tools.licences import installed_in, is_compatible, licence_of, name_of
from tools.sbom import FONTS, bill

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FOLDER = ROOT / "checklist" / "data" / "fonts"
LOCK = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")


def asked_for() -> list[Requirement]:
    extras = PROJECT["project"]["optional-dependencies"].values()
    written = [
        *PROJECT["build-system"]["requires"],
        *PROJECT["project"]["dependencies"],
        *(each for extra in extras for each in extra if not each.startswith("samsjekk[")),
    ]
    return [Requirement(each) for each in written]


def test_every_dependency_has_an_upper_bound_that_the_lock_is_within() -> None:
    locked = dict(re.findall(r"(?m)^([a-z0-9-]+)==([^ ;]+)", LOCK))
    for wanted in asked_for():
        assert {s.operator for s in wanted.specifier} == {">=", "<"}, wanted
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), wanted


def test_everything_in_the_lock_has_a_hash() -> None:
    entries = re.split(r"(?m)^(?=[a-z])", LOCK)[1:]
    assert len(entries) > 80
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+( ; [^\\\n]+)? \\\n    --hash=sha256:[0-9a-f]{64}", entry)
    assert "://" not in LOCK, "from the usual index only"


def test_dependencies_are_asked_for_with_their_reason() -> None:
    text = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8")
    for wanted in asked_for():
        name = canonicalize_name(wanted.name)
        assert name.startswith("types-") or name in text.lower(), name


@pytest.mark.parametrize(
    ("expression", "compatible"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND AGPL-3.0-only", False),
        ("Apache-2.0 WITH LLVM-exception", False),
        ("LicenseRef-Proprietary", False),
        ("(MIT", False),
        ("", False),
    ],
)
def test_which_licences_go_together_with_ours(expression: str, *, compatible: bool) -> None:
    assert is_compatible(expression) is compatible


def package(folder: Path, name: str, *about: str) -> Distribution:
    made = folder / f"{name}-1.0.dist-info"
    made.mkdir()
    lines = ["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *about, "", ""]
    (made / "METADATA").write_text("\n".join(lines), encoding="utf-8")
    return PathDistribution(made)


def test_the_licence_is_read_from_where_packages_write_it(tmp_path: Path) -> None:
    def licence(name: str, *about: str) -> str | None:
        return licence_of(package(tmp_path, name, *about))

    osi = "Classifier: License :: OSI Approved"
    assert licence("a", "License-Expression: MIT AND PSF-2.0") == "MIT AND PSF-2.0"
    assert licence("b", "License: MIT") == "MIT"
    assert licence("c", f"{osi} :: BSD License") == "BSD-3-Clause"
    assert licence("d", "License: see the file", f"{osi} :: MIT License") == "MIT"
    both = licence("e", f"{osi} :: MIT License", f"{osi} :: GNU General Public License (GPL)")
    assert both == "MIT AND GNU General Public License (GPL)"
    assert not is_compatible(both)
    assert licence("f") is None


def test_all_that_is_installed_has_a_licence_that_goes_together_with_ours() -> None:
    for installed in installed_in(None):
        licence = licence_of(installed)
        assert licence is not None, name_of(installed)
        assert is_compatible(licence), (name_of(installed), licence)


def test_the_list_says_what_needs_what_and_is_the_same_each_time(tmp_path: Path) -> None:
    wheel = tmp_path / "samsjekk.whl"
    with ZipFile(wheel, "w") as archive:
        archive.writestr("a", "b")
    installed = [
        package(
            tmp_path,
            "samsjekk",
            "License-Expression: EUPL-1.2",
            "Requires-Dist: Jinja2>=3",
            "Requires-Dist: typst>=0.15",
            "Requires-Dist: pytest>=8; extra == 'dev'",
        ),
        package(tmp_path, "Jinja2", "License-Expression: BSD-3-Clause"),
        package(
            tmp_path,
            "typst",
            "License-Expression: MIT OR ISC",
            "Requires-Dist: not-here",
            "Requires-Dist: fonttools[woff]",
        ),
        package(
            tmp_path,
            "fonttools",
            "Requires-Dist: brotli; extra == 'woff'",
            "Requires-Dist: pytest; extra == 'other'",
        ),
        package(tmp_path, "brotli"),
        package(tmp_path, "pytest", "License-Expression: LicenseRef-Own"),
    ]
    made = bill(installed, wheel, "0")
    assert made == bill(installed, wheel, "0")
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert made["metadata"]["timestamp"] == "1970-01-01T00:00:00+00:00"
    assert made["metadata"]["component"]["licenses"] == [{"license": {"id": "EUPL-1.2"}}]
    assert {each["name"]: each.get("licenses") for each in made["components"]} == {
        "jinja2": [{"license": {"id": "BSD-3-Clause"}}],
        "typst": [{"expression": "MIT OR ISC"}],
        "pytest": [{"expression": "LicenseRef-Own"}],  # no name that SPDX lists
        "fonttools": None,
        "brotli": None,
        "Liberation Sans": [{"license": {"id": "OFL-1.1"}}],
        "DejaVu Sans": [{"license": {"id": "Bitstream-Vera"}}],
    }
    needs = {each["ref"]: each["dependsOn"] for each in made["dependencies"]}
    assert needs["pkg:pypi/samsjekk@1.0"] == ["pkg:pypi/jinja2@1.0", "pkg:pypi/typst@1.0"]
    assert needs["pkg:pypi/typst@1.0"] == ["pkg:pypi/fonttools@1.0"]
    assert needs["pkg:pypi/fonttools@1.0"] == ["pkg:pypi/brotli@1.0"]
    assert "timestamp" not in bill(installed, wheel, None)["metadata"]


def test_the_single_file_has_what_the_program_asks_for_and_nothing_else(tmp_path: Path) -> None:
    installed = [
        package(
            tmp_path,
            "samsjekk",
            "Requires-Dist: textual>=8",
            "Requires-Dist: psycopg[binary]; extra == 'team'",
            "Requires-Dist: pytest>=8; extra == 'dev'",
        ),
        package(tmp_path, "textual", "Requires-Dist: rich"),
        package(tmp_path, "rich"),
        package(tmp_path, "psycopg", "Requires-Dist: psycopg-binary; extra == 'binary'"),
        package(tmp_path, "psycopg-binary"),
        package(tmp_path, "pytest"),
    ]
    found = single_file.goes_along(installed)
    assert list(found) == ["psycopg", "psycopg-binary", "rich", "samsjekk", "textual"]
    tops = {"_pytest": ["pytest"], "rich": ["rich"], "shared": ["rich", "pytest"]}
    assert single_file.stays_out(found, tops) == ["_pytest"]
    assert "readline" in single_file.NOT_WANTED, "its licence is GPL-3.0"


def test_libraries_beside_packages_are_listed_with_their_licence() -> None:
    beside = ["VCRUNTIME140.dll", "libssl.so.3", "python312.dll", "unknown.dll"]
    names = [*beside, "lxml/etree.so", "base_library.zip"]
    assert single_file.libraries_in(names)[2:] == [
        ("VCRUNTIME140.dll", "", "LicenseRef-Microsoft-Distributable-Code"),
        ("libssl.so.3", "", "Apache-2.0"),
        ("python312.dll", "", "PSF-2.0"),
        ("unknown.dll", "", ""),
    ]


def test_the_licences_of_all_that_goes_along_lie_in_one_text() -> None:
    found = single_file.goes_along(installed_in(None))
    text = single_file.licence_texts(found)
    assert text.startswith("samsjekk: EUPL-1.2\n")
    for name, installed in found.items():
        heading = re.escape(f"{name} {installed.version}: ")
        assert name == "samsjekk" or re.search(rf"\n{heading}.*\n=+\n\n\S", text), name


def test_every_font_has_its_licence_beside_it_and_in_the_list() -> None:
    fonts = {path.name.partition("-")[0].removesuffix(".ttf") for path in FOLDER.glob("*.ttf")}
    licences = {path.stem.removeprefix("LICENSE-") for path in FOLDER.glob("LICENSE-*.txt")}
    assert fonts == licences == {name.replace(" ", "") for name, _, _ in FONTS}
    assert PROJECT["project"]["license-files"] == ["LICENSE", "checklist/data/fonts/LICENSE-*.txt"]
