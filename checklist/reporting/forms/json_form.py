"""The report as plain JSON, and the schema it follows. Both come from the parts of `Report`.

What a report speaks of in many places stands once: references, facts and criteria each have a
table at the end, and where one of them belongs, its name in the table stands.
"""

from __future__ import annotations

import datetime
import inspect
import json
from collections.abc import Callable, Mapping
from typing import Any, get_type_hints

import msgspec

from checklist.reporting.model import CriterionSection, Fact, Reference
from checklist.reporting.paper import Paper, part_maker, part_names
from checklist.reporting.report import Report
from checklist.text import visible_json
from checklist.words import Part

FORMAT = 2
"""Counted up when a part is taken away or means something else; new parts don't change it."""

_NAMES: dict[type[Part], tuple[str, Callable[[Any], str]]] = {
    Reference: ("references", lambda reference: reference.anchor or reference.id),
    Fact: ("facts", lambda fact: fact.id),
    CriterionSection: ("criteria", lambda criterion: criterion.reference.id),
}
"""What stands once: in which table, and under which name."""

TABLES = {table: kind for kind, (table, _name) in _NAMES.items()}
"""The tables, and what each has."""


def report_json(report: Report, _html: Callable[[], str]) -> bytes:
    """Every part of the report, in order: text in the reader's language, and code words."""
    tables = _Tables()
    parts = {name: tables.plain(getattr(report, name)) for name in part_names(Report)}
    return json_file({"format": FORMAT, **parts, **tables.filled})


class _Tables:
    """Puts each thing that has a table where it belongs, once."""

    def __init__(self) -> None:
        self.filled: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
        self._names: dict[Part, str] = {}

    def plain(self, value: object) -> Any:
        """A value of a report as JSON has it."""
        match value:
            case Part():
                return self._name(value) if type(value) in _NAMES else self._fields(value)
            case tuple():
                return [self.plain(each) for each in value]
            case datetime.date():
                return value.isoformat()
            case _:
                return value

    def _name(self, thing: Part) -> str:
        name = self._names.get(thing)
        if name is None:
            table, named = _NAMES[type(thing)]
            name = self._names[thing] = _free(named(thing), self.filled[table])
            self.filled[table][name] = None  # it keeps its place while what it holds is put in
            self.filled[table][name] = self._fields(thing)
        return name

    def _fields(self, part: Part) -> dict[str, Any]:
        """The fields in order, without those that are empty unless said otherwise."""
        return {
            field.name: self.plain(value)
            for field in msgspec.structs.fields(type(part))
            if (value := getattr(part, field.name)) != field.default
        }


def _free(name: str, taken: Mapping[str, object]) -> str:
    """The name, or with a number after it: an earlier assessment may say otherwise of the same."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}.{number}"
    return free


def json_file(data: Mapping[str, Any]) -> bytes:
    """A JSON file, one line for each part and each thing in it.

    What can't be seen is written as escapes: no terminal acts on it.
    """
    written = _on_lines(data, 2) + "\n"
    return (written if written.isascii() else visible_json(written)).encode()


def _on_lines(data: Any, depth: int) -> str:
    match data:
        case dict() if data and depth:
            inside = (f"{_compact(name)}:{_on_lines(data[name], depth - 1)}" for name in data)
            return "{\n" + ",\n".join(inside) + "\n}"
        case list() if data and depth:
            return "[\n" + ",\n".join(_on_lines(each, depth - 1) for each in data) + "\n]"
        case _:
            return _compact(data)


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def report_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `report_json` makes."""
    types = part_types()
    schemas, definitions = msgspec.json.schema_components(
        (*types.values(), *TABLES.values()), ref_template="#/$defs/{name}"
    )
    parts = {
        name: {"description": part_description(name), **_by_name(schema)}
        for name, schema in zip(types, schemas, strict=False)
    }
    tables = {
        table: {
            "type": "object",
            "description": f"Each {kind.__name__} once, by the name that stands elsewhere.",
            "additionalProperties": {"$ref": f"#/$defs/{kind.__name__}"},
        }
        for table, kind in TABLES.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:samsjekk:report:{FORMAT}",
        "title": "samsjekk report",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, **parts, **tables},
        "required": ["format", *parts, *tables],
        "$defs": _by_name(definitions),
    }


def _by_name(schema: Any) -> Any:
    """A schema where a name stands for each thing that has a table."""
    match schema:
        case {"$ref": str(to)} if to in _TABLE_OF:
            return {"type": "string", "description": f"Its name in `{_TABLE_OF[to]}`."}
        case dict():
            return {key: _by_name(value) for key, value in schema.items()}
        case list():
            return [_by_name(each) for each in schema]
        case _:
            return schema


_TABLE_OF = {f"#/$defs/{kind.__name__}": table for table, kind in TABLES.items()}


def part_types(kind: type[Paper] = Report) -> dict[str, Any]:
    """The type of every part, by its name."""
    return {name: get_type_hints(part_maker(name, kind))["return"] for name in part_names(kind)}


def part_description(name: str, kind: type[Paper] = Report) -> str:
    """What a part is, in the words of its docstring."""
    return inspect.getdoc(part_maker(name, kind)) or ""
