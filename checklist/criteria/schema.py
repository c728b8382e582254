"""The published JSON Schema of criteria files, for editors that check while one types."""

from __future__ import annotations

from typing import Any

import msgspec

from checklist.criteria.model import CriteriaSet, Extension


def criteria_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a criteria file, made from the same types the loader uses."""
    (whole, extension), parts = msgspec.json.schema_components(
        (CriteriaSet, Extension), ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:samsjekk:criteria-set:1",
        "title": "samsjekk criteria set",
        "if": {"required": ["extends"]},
        "then": extension,
        "else": whole,
        "$defs": parts,
    }
