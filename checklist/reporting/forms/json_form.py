"""The report as plain JSON, and the schema it follows. Both come from the parts of `Report`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

import msgspec

from checklist.reporting.report import Report, part_maker, part_names
from checklist.text import visible_json

FORMAT = 1
"""Counted up when a part is taken away or means something else; new parts don't change it."""


def report_json(report: Report, _html: Callable[[], str]) -> bytes:
    """Every part of the report, in order: text in the reader's language, and code words."""
    parts = {name: getattr(report, name) for name in part_names()}
    return json_file({"format": FORMAT, **parts})


def json_file(data: object) -> bytes:
    """A JSON file with what can't be seen as escapes: no terminal acts on it."""
    written = msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"
    return written if written.isascii() else visible_json(written.decode()).encode()


def report_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `report_json` makes."""
    types = part_types()
    schemas, definitions = msgspec.json.schema_components(
        types.values(), ref_template="#/$defs/{name}"
    )
    properties = {
        name: {"description": part_description(name), **schema}
        for name, schema in zip(types, schemas, strict=True)
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:samsjekk:report:{FORMAT}",
        "title": "samsjekk report",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, **properties},
        "required": ["format", *properties],
        "$defs": definitions,
    }


def part_types() -> dict[str, Any]:
    """The type of every part, by its name."""
    return {name: get_type_hints(part_maker(name))["return"] for name in part_names()}


def part_description(name: str) -> str:
    """What a part is, in the words of its docstring."""
    return inspect.getdoc(part_maker(name)) or ""
