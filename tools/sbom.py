"""What samsjekk consists of, as CycloneDX 1.6 (a software bill of materials).

`python -m tools.sbom --environment FOLDER --wheel FILE --output FILE` describes a wheel and what an
environment it is installed in has: names, versions, licences, and what needs what. The same input
gives the same bytes; the time is that of `SOURCE_DATE_EPOCH`, else none is written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.licences import OURS, installed_in, licence_of, name_of

Object = dict[str, Any]
FONTS = (("Liberation Sans", "2.1.5", "OFL-1.1"), ("DejaVu Sans", "2.37", "Bitstream-Vera"))
"""What lies in the wheel beside our own: name, version and licence (`checklist/data/fonts`)."""


def bill(
    installed: list[Distribution],
    delivered: Path,
    epoch: str | None,
    *,
    extras: Collection[str] = (),
    beside: Sequence[tuple[str, str, str]] = (),
) -> Object:
    """The bill of materials.

    Args:
        installed: what the environment has, samsjekk among it.
        delivered: the wheel that samsjekk was installed from, or the single file it became.
        epoch: seconds since 1970 to give as the time, or None.
        extras: which of samsjekk's extras are had too.
        beside: what is had that is no package: name, version and licence, "" where not known.
    """
    known = {name_of(each): each for each in installed}
    needs = needs_of(known, extras)
    digest = hashlib.sha256(delivered.read_bytes()).hexdigest()
    ours = {
        **_component(known[OURS], "application"),
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }
    metadata: Object = {
        "tools": {"components": [{"type": "application", "name": "tools.sbom"}]},
        "component": ours,
    }
    if epoch is not None:
        metadata["timestamp"] = datetime.fromtimestamp(int(epoch), UTC).isoformat()
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": metadata,
        "components": [
            *(_component(each, "library") for name, each in known.items() if name != OURS),
            *(
                {
                    "type": kind,
                    "name": name,
                    **({"version": version} if version else {}),
                    **_licences(licence),
                }
                for kind, others in (("file", FONTS), ("library", beside))
                for name, version, licence in others
            ),
        ],
        "dependencies": [
            {
                "ref": _reference(each),
                "dependsOn": [_reference(known[need]) for need in needs[name]],
            }
            for name, each in known.items()
        ],
    }


def _component(installed: Distribution, kind: str) -> Object:
    return {
        "type": kind,
        "bom-ref": _reference(installed),
        "name": name_of(installed),
        "version": installed.version,
        "purl": _reference(installed),
        **_licences(licence_of(installed)),
    }


def _licences(licence: str | None) -> Object:
    if not licence:
        return {}
    id_alone = re.fullmatch(r"(?!LicenseRef-)[\w.+-]+", licence)  # SPDX lists none of those
    return {"licenses": [{"license": {"id": licence}} if id_alone else {"expression": licence}]}


def _reference(installed: Distribution) -> str:
    return f"pkg:pypi/{name_of(installed)}@{installed.version}"


def needs_of(
    known: Mapping[str, Distribution], extras: Collection[str] = ()
) -> dict[str, list[str]]:
    """What each package asks for here, with the extras that somebody asks it for.

    `extras` are those that samsjekk itself is asked for.
    """
    asks = {
        name: [Requirement(written) for written in each.requires or []]
        for name, each in known.items()
    }
    had = {name: {""} for name in known}
    had.setdefault(OURS, {""}).update(extras)
    for wanted in (each for asked in asks.values() for each in asked):
        had.setdefault(canonicalize_name(wanted.name), {""}).update(wanted.extras)
    return {
        name: sorted(
            {
                needed
                for wanted in asked
                if (needed := canonicalize_name(wanted.name)) in known
                and (
                    wanted.marker is None
                    or any(wanted.marker.evaluate({"extra": extra}) for extra in had[name])
                )
            }
        )
        for name, asked in asks.items()
    }


def main(arguments: list[str] | None = None) -> int:
    """Write the bill of materials."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tools.sbom")
    parser.add_argument("--environment", type=Path, required=True)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    installed = installed_in(options.environment)
    made = bill(installed, options.wheel, os.environ.get("SOURCE_DATE_EPOCH"))
    written = json.dumps(made, ensure_ascii=False, indent=2)
    options.output.write_text(f"{written}\n", encoding="utf-8", newline="\n")
    sys.stderr.write(f"{options.output}: {len(made['components'])} components\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
