"""Catalogues in OSCAL (JSON, YAML): a control is a requirement, the outermost group its theme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from checklist.criteria.drafting.columns import Field
from checklist.criteria.drafting.entries import (
    About,
    AskedAbout,
    ChecklistRead,
    Entry,
    PartRead,
    left_out_said,
)
from checklist.criteria.drafting.texts import clean, one_line
from checklist.i18n import phrase

_INSERTED = re.compile(r"\{\{\s*insert:\s*param,\s*([^}\s]+)\s*\}\}")
_LICENCE = re.compile(
    r"licen[cs]e|copyright|rights|public domain|lisens|opphavsrett", re.IGNORECASE
)
_STATEMENT, _GUIDANCE = "statement", "guidance"
_MOST_INSIDE = 3
"""How many values may stand inside each other."""


def catalog(held: object) -> ChecklistRead | None:
    """A catalogue; None where the file is something else."""
    found = held.get("catalog") if isinstance(held, dict) else None
    return _Catalog(found).read() if isinstance(found, dict) else None


class _Catalog:
    def __init__(self, held: Mapping[str, Any]) -> None:
        self._held = held
        self._params = {_text(one, "id"): one for one in _params(held)}
        self._entries: list[Entry] = []
        self._asked: list[AskedAbout] = []
        self._left_out = Counter[str]()
        self._rows = self._groups = 0

    def read(self) -> ChecklistRead:
        """Every group and control in its place."""
        self._walk(self._held, ())
        said = [
            phrase("Katalog i OSCAL: den ytterste gruppen er tema, og hver kontroll er et krav.")
        ]
        if self._left_out:
            said.append(left_out_said(self._left_out))
        about = _about(self._held)
        part = PartRead(
            about.title,
            self._rows,
            0,
            len(self._entries),
            self._groups,
            tuple(self._entries),
            tuple(self._asked),
            tuple(said),
        )
        return ChecklistRead(about, (part,))

    def _walk(self, held: Mapping[str, Any], above: tuple[str, ...]) -> None:
        for control in _maps(held, "controls"):
            self._rows += 1
            self._control(control, above)
            self._walk(control, above)
        for group in _maps(held, "groups"):
            self._rows += 1
            self._groups += 1
            name = one_line(_text(group, "title") or _text(group, "id"))
            self._left_out.update(_text(part, "name") for part in _maps(group, "parts"))
            self._walk(group, (*above, name))

    def _control(self, control: Mapping[str, Any], above: tuple[str, ...]) -> None:
        texts: dict[str, list[str]] = {_STATEMENT: [], _GUIDANCE: []}
        for part in _maps(control, "parts"):
            kind = _text(part, "name")
            if kind in texts:
                texts[kind] += self._prose(part)
            else:
                self._left_out[kind] += 1
        name, title = one_line(_text(control, "id")), one_line(_text(control, "title"))
        withdrawn = ("status", "withdrawn") in _props(control)
        held = {
            Field.ID: next((value for kind, value in _props(control) if kind == "label"), name),
            Field.TITLE: title,
            Field.REQUIREMENT: clean("\n".join(texts[_STATEMENT])) or title,
            Field.GUIDANCE: clean("\n".join(texts[_GUIDANCE])),
        }
        fields = {field: text for field, text in held.items() if text}
        if withdrawn or Field.REQUIREMENT not in fields:
            why = (
                phrase("er trukket tilbake i katalogen") if withdrawn else phrase("har ingen tekst")
            )
            self._asked.append(AskedAbout(self._rows, name, title, why))
        else:
            self._entries.append(Entry(name, fields, above[0] if above else "", beside=above[1:]))

    def _prose(self, part: Mapping[str, Any]) -> list[str]:
        """The lines of a part and of those inside it, each with its label."""
        label = next((value for kind, value in _props(part) if kind == "label"), "")
        own = f"{label} {self._filled(_text(part, 'prose'))}".strip()
        inside = [line for one in _maps(part, "parts") for line in self._prose(one)]
        return [own, *inside] if own else inside

    def _filled(self, prose: str) -> str:
        """The text with the name of each value that whoever uses the catalogue is to set."""
        return _INSERTED.sub(lambda found: f"[{self._value(found[1], _MOST_INSIDE)}]", prose)

    def _value(self, name: str, left: int) -> str:
        param = self._params.get(name, {})
        choices = _map(param, "select").get("choice")
        if isinstance(choices, list) and left:
            one_of = " / ".join(str(choice) for choice in choices)
            return _INSERTED.sub(lambda found: self._value(found[1], left - 1), one_of)
        return _text(param, "label") or name


def _about(held: Mapping[str, Any]) -> About:
    meta = _map(held, "metadata")
    licence = [
        _text(one, "description") or _text(one, "title")
        for one in _maps(_map(held, "back-matter"), "resources")
        if _LICENCE.search(f"{_text(one, 'title')} {_text(one, 'description')}")
    ]
    licence += [value for kind, value in _props(meta) if _LICENCE.search(kind)]
    licence += [
        _text(link, "href") for link in _maps(meta, "links") if _text(link, "rel") == "license"
    ]
    if _LICENCE.search(_text(meta, "remarks")):
        licence.append(_text(meta, "remarks"))
    addresses = [
        _text(link, "href") for link in _maps(meta, "links") if _text(link, "rel") != "license"
    ]
    return About(
        title=one_line(_text(meta, "title")),
        version=one_line(_text(meta, "version")),
        licence=clean("\n".join(dict.fromkeys(filter(None, licence)))),
        address=next((one for one in addresses if one.startswith("https://")), ""),
        origin=one_line(", ".join(_text(party, "name") for party in _maps(meta, "parties"))),
    )


def _params(held: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from _maps(held, "params")
    for inside in ("controls", "groups"):
        for one in _maps(held, inside):
            yield from _params(one)


def _props(held: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(_text(prop, "name"), _text(prop, "value")) for prop in _maps(held, "props")]


def _maps(held: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = held.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _map(held: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = held.get(name)
    return found if isinstance(found, dict) else {}


def _text(held: Mapping[str, Any], name: str) -> str:
    found = held.get(name)
    return found if isinstance(found, str) else ""
