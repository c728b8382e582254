"""Frameworks from CISO Assistant, as the YAML of its libraries and the workbooks they are made of.

A framework is a list of nodes with a depth. Those that are not assessable are headings: the
topmost is the theme, those between are said beside the requirement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from checklist.criteria.drafting.columns import Field
from checklist.criteria.drafting.entries import (
    About,
    AskedAbout,
    ChecklistRead,
    Entry,
    PartRead,
    left_out_said,
)
from checklist.criteria.drafting.texts import clean, one_line, shown
from checklist.i18n import phrase
from checklist.tables import Sheet, address

_META, _CONTENT = "_meta", "_content"
_OLD_META = "library_content"
_YES = frozenset({"x", "true", "1", "yes"})
_AMONG_FIELDS = {
    *("assessable", "depth", "ref_id", "name", "description", "annotation"),
    *("typical_evidence", "questions"),
}
_ADDRESSES = {"urn", "parent_urn", "urn_id"}
_NOT_TEXTS = {
    *("translations", "answer", "answers", "implementation_groups"),
    *("reference_controls", "threats", "skip_count", "fix_count", "depends_on", "weight"),
    *("visibility_expression", "display_mode"),
}
"""What a node has for CISO Assistant itself, and not for people to read."""


class _Node(NamedTuple):
    """One node of a framework: where it stands, and its texts by the names of its fields.

    `other` names what it has that is no text.
    """

    row: int
    place: str
    texts: Mapping[str, str]
    questions: tuple[str, ...]
    other: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What the node is called; a node without a name has a text, or only a number."""
        texts = self.texts
        return one_line(
            texts.get("name") or texts.get("description") or texts.get("ref_id") or self.place
        )

    @property
    def name(self) -> str:
        """What it is called, with the number it is known by."""
        number = one_line(self.texts.get("ref_id", ""))
        return self.called if self.called == number else f"{number} {self.called}".strip()

    @property
    def more(self) -> str:
        """What it says beyond its name."""
        texts = self.texts
        said = (
            texts.get("description", "") if "name" in texts else "",
            texts.get("annotation", ""),
        )
        return " ".join(filter(None, said))

    @property
    def depth(self) -> int:
        """How far down it stands; the topmost are 1."""
        written = self.texts.get("depth", "")
        return int(written) if written.isdecimal() and len(written) < len("1000") else 1


def library(held: object) -> ChecklistRead | None:
    """A library, as the values of its YAML; None where it is something else."""
    objects = held.get("objects") if isinstance(held, dict) else None
    if not isinstance(held, dict) or not isinstance(objects, dict):
        return None
    one, several = objects.get("framework"), objects.get("frameworks")
    frameworks = [one] if isinstance(one, dict) else several if isinstance(several, list) else []
    parts = [_framework(found) for found in frameworks if isinstance(found, dict)]
    return ChecklistRead(_about(held), tuple(parts)) if parts else None


def is_library_workbook(sheets: Iterable[Sheet]) -> bool:
    """Whether the sheets are named as those a library is made of."""
    return any(sheet.title.lower() in (_OLD_META, f"library{_META}") for sheet in sheets)


def library_workbook(sheets: Iterable[Sheet]) -> ChecklistRead:
    """A library in the workbook that it is made of."""
    by_title = {sheet.title.lower(): sheet for sheet in sheets}
    meta = by_title.get(f"library{_META}") or by_title[_OLD_META]
    parts, beside = [], []
    for title, sheet in by_title.items():
        if sheet is meta or not sheet.rows:
            continue
        columns = _heading_row(sheet)
        if {"assessable", "depth"} <= columns.keys():
            parts.append(_framework_sheet(sheet, columns))
        elif title.endswith(_META) or sheet.is_hidden:
            continue
        else:
            beside.append(
                phrase("Arket «{sheet}» er ikke et rammeverk, og er ikke lest.", sheet=title)
            )
    return ChecklistRead(_about(_keys(meta)), tuple(parts), tuple(beside))


def _about(held: Mapping[str, Any]) -> About:
    def text(*names: str) -> str:
        return next((clean(str(held[name])) for name in names if held.get(name)), "")

    return About(
        title=one_line(text("name", "library_name")),
        purpose=text("description", "library_description"),
        version=one_line(text("version", "library_version")),
        licence=text("copyright", "library_copyright"),
        origin=one_line(text("provider", "library_provider")),
    )


def _keys(sheet: Sheet) -> dict[str, str]:
    """A sheet of names and values, without headings."""
    return {
        shown(cells.get(0) or sheet.cell(row, 0)).lower(): shown(sheet.cell(row, 1))
        for row, cells in sheet.rows.items()
    }


def _heading_row(sheet: Sheet) -> dict[str, int]:
    first = min(sheet.rows)
    return {shown(cell).lower(): column for column, cell in sheet.rows[first].items()}


def _framework_sheet(sheet: Sheet, columns: Mapping[str, int]) -> PartRead:
    first = min(sheet.rows)
    nodes = []
    for row in sorted(sheet.rows):
        texts = {name: shown(sheet.cell(row, column)) for name, column in columns.items()}
        filled = {name: text for name, text in texts.items() if text}
        if row != first and filled:
            asked = tuple(filled.pop("questions", "").splitlines())
            place = f"{sheet.title} {address(row, columns['assessable'])}"
            nodes.append(_Node(row, place, filled, asked))
    read = _part(sheet.title, nodes)
    return read._replace(rows=read.rows + 1, headings=read.headings + 1)


def _framework(held: Mapping[str, Any]) -> PartRead:
    listed = held.get("requirement_nodes")
    nodes = []
    for row, node in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(node, dict):
            continue
        texts = {name: clean(value) for name, value in node.items() if isinstance(value, str)}
        questions = node.get("questions")
        asked = questions.values() if isinstance(questions, dict) else ()
        nodes.append(
            _Node(
                row,
                one_line(texts.get("ref_id") or texts.get("urn", ""))
                or f"requirement_nodes[{row}]",
                {name: text for name, text in texts.items() if text},
                tuple(one_line(str(one.get("text", ""))) for one in asked if isinstance(one, dict)),
                tuple(
                    name
                    for held in (node, *asked)
                    if isinstance(held, dict)
                    for name, value in held.items()
                    if not isinstance(value, str) and name != "questions"
                ),
            )
        )
    return _part(one_line(str(held.get("name", ""))), nodes)


def _part(title: str, nodes: Iterable[_Node]) -> PartRead:
    entries: list[Entry] = []
    asked: list[AskedAbout] = []
    above: list[_Node] = []
    told: list[str] = []
    left_out = Counter[str]()
    rows = themes = 0
    for node in nodes:
        rows += 1
        left_out.update((*node.other, *(_NOT_TEXTS & node.texts.keys())))
        above = [one for one in above if one.depth < node.depth]
        if node.texts.get("assessable", "").lower() not in _YES:
            themes += 1
            told += [f"{node.name}: {one_line(node.more)}"] if node.more else []
        elif found := _entries(node, above, told):
            entries += found
            told = []
        else:
            asked.append(AskedAbout(node.row, node.place, node.name, phrase("har ingen tekst")))
        above.append(node)
    said = [
        phrase(
            "Rammeverk fra CISO Assistant: det øverste nivået er tema, det som kan vurderes, er "
            "krav."
        )
    ]
    if left_out:
        said.append(left_out_said(left_out))
    placed = rows - themes - len(asked)
    return PartRead(title, rows, 0, placed, themes, tuple(entries), tuple(asked), tuple(said))


def _entries(node: _Node, above: list[_Node], told: list[str]) -> list[Entry]:
    """The requirement of a node, with an entry for each of its questions; none without text.

    `told` is what the headings say since the requirement before.
    """
    texts = node.texts
    fields = {
        Field.ID: texts.get("ref_id", ""),
        Field.REQUIREMENT: texts.get("description") or texts.get("name", ""),
        Field.TITLE: texts.get("name", ""),
        Field.GUIDANCE: texts.get("annotation", ""),
        Field.EVIDENCE: texts.get("typical_evidence", ""),
    }
    questions = [question for one in node.questions if (question := one_line(one))]
    if not fields[Field.REQUIREMENT] and not questions:
        return []
    fields[Field.QUESTION] = questions[0] if questions else ""
    theme = above[0].called if above else ""
    beside = (*told, *(one.name for one in above[1:]), *_others(texts))
    first = {field: text for field, text in fields.items() if text}
    return [
        Entry(node.place, first, theme, beside=beside),
        *(Entry(node.place, {Field.QUESTION: more}, theme, follows=True) for more in questions[1:]),
    ]


def _others(texts: Mapping[str, str]) -> Iterator[str]:
    for name, text in texts.items():
        if name not in _AMONG_FIELDS | _NOT_TEXTS | _ADDRESSES:
            yield f"{name}: {one_line(text)}"


def plain_values(node: Node) -> Any:
    """A YAML tree as maps, lists and texts."""
    match node:
        case MappingNode():
            return {
                key.value: plain_values(value)
                for key, value in node.value
                if isinstance(key, ScalarNode)
            }
        case SequenceNode():
            return [plain_values(item) for item in node.value]
        case _:
            return node.value
