"""From YAML nodes to frozen structs, by a plan made from the struct types."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from checklist.criteria.yaml.faults import FAULTY, MAX_FAULTS, Fault, quoted
from checklist.criteria.yaml.nodes import Path, child_of, fault_at
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.text import nearest

_STR_TAG = "tag:yaml.org,2002:str"
_CORE_TAG = "tag:yaml.org,2002:"
_KEEP_ONE = phrase("behold det ene")


class Enough(Exception):
    """A file that is wrong all over is not worth reading to its end."""


class FaultNotes:
    """The faults noted while one file is built."""

    def __init__(self, file: str, root: Node) -> None:
        self.noted: list[Fault] = []
        self._file = file
        self._root = root

    def note(
        self,
        node: Node,
        path: Path,
        problem: Phrase,
        allowed: Phrase | None = None,
        suggestion: str | None = None,
    ) -> Any:
        """Note a fault at a node and give what stands for the value.

        Raises:
            Enough: that was the last one worth noting.
        """
        self.noted.append(
            fault_at(
                self._file,
                self._root,
                node,
                path,
                problem,
                allowed=allowed,
                suggestion=suggestion,
            )
        )
        if len(self.noted) == MAX_FAULTS:
            raise Enough
        return FAULTY


Builder = Callable[[FaultNotes, Node, Path], Any]


def builder(shape: Any) -> Builder:
    """How values of a type are built."""
    return _build_for(inspect.type_info(shape))


def _build_for(kind: inspect.Type) -> Builder:  # noqa: C901, PLR0911, PLR0912 - one line for each kind
    match kind:
        case inspect.Metadata():
            extra = kind.extra or {}
            if "read" in extra:
                return _reading_builder(extra["read"])
            if isinstance(kind.type, inspect.StrType) and extra.get("as_written"):
                return _text_builder(kind.type, as_written=True)
            return _build_for(kind.type)
        case inspect.StructType():
            return _struct_builder(kind.cls)
        case inspect.StrType():
            return _text_builder(kind)
        case inspect.IntType() | inspect.FloatType():
            return _number_builder(kind)
        case inspect.BoolType():
            return _choice_builder({"true": True, "false": False})
        case inspect.DateType():
            return _build_date
        case inspect.EnumType():
            return _choice_builder({str(member.value): member for member in _members(kind.cls)})
        case inspect.LiteralType():
            return _choice_builder({str(value): value for value in kind.values})
        case inspect.VarTupleType():
            return _sequence_builder(kind)
        case inspect.DictType():
            return _dict_builder(kind)
        case inspect.UnionType():
            return _union_builder(kind)
    raise TypeError(kind)


def _members(cls: type[Enum]) -> list[Enum]:
    return list(cls)


class _Plan(msgspec.Struct, frozen=True):
    """How a struct is built: what each field in the file is called here, and its builder."""

    fields: dict[str, tuple[str, Builder]]
    required: tuple[str, ...]


@cache
def _plan(cls: type[msgspec.Struct]) -> _Plan:
    info = inspect.type_info(cls)
    if not isinstance(info, inspect.StructType):
        raise TypeError(cls)
    return _Plan(
        {field.encode_name: (field.name, _build_for(field.type)) for field in info.fields},
        tuple(field.encode_name for field in info.fields if field.required),
    )


def _struct_builder(cls: type[msgspec.Struct]) -> Builder:
    tag_field = cls.__struct_config__.tag_field

    def build(notes: FaultNotes, node: Node, path: Path) -> Any:
        # Made on first use, so that shapes may refer to each other.
        plan = _plan(cls)
        if type(node) is not MappingNode:
            return notes.note(node, path, _wrong_kind(node), phrase("her skal det stå felt: verdi"))
        values: dict[str, Any] = {}
        # The tag field is read by whoever chose this struct.
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = key_node.value
            place = plan.fields.get(key) if key_node.__class__ is ScalarNode else None
            if place is None and key != tag_field:
                if node.flow_style and _is_rest_of_text(key_node, value_node):
                    _note_comma(notes, key_node, path)
                else:
                    _note_unknown(notes, key_node, path, plan.fields)
            elif key in seen:
                notes.note(key_node, (path, key), phrase("feltet står to ganger"), _KEEP_ONE)
            elif place is not None:
                values[place[0]] = place[1](notes, value_node, (path, key))
                seen.add(key)
            else:
                seen.add(key)
        for key in plan.required:
            if key not in seen:
                name = plan.fields[key][0]
                words = phrase("legg til «{name}:» her", name=key)
                values[name] = notes.note(node, (path, key), phrase("feltet mangler"), words)
        return cls(**values)

    return build


def _is_rest_of_text(key: Node, value: Node) -> bool:
    """Whether what stands as a field in braces is what came after a comma in a text."""
    is_empty = isinstance(value, ScalarNode) and value.value == "" and not value.style
    return isinstance(key, ScalarNode) and is_empty


def _note_comma(notes: FaultNotes, key: Node, path: Path) -> None:
    notes.note(
        key,
        path,
        phrase("«{text}» er skilt fra teksten før av et komma", text=quoted(key.value)),
        phrase("i klammer skiller komma feltene: sett hele teksten i anførselstegn"),
    )


def _note_unknown(
    notes: FaultNotes, node: Node, path: Path, plan: dict[str, tuple[str, Builder]]
) -> None:
    if not isinstance(node, ScalarNode):
        notes.note(node, path, phrase("et feltnavn må være ett ord"))
        return
    notes.note(
        node,
        (path, node.value),
        phrase("ukjent felt «{name}»", name=quoted(node.value)),
        phrase("tillatt her: {names}", names=", ".join(sorted(plan))),
        nearest(node.value, plan),
    )


def _text_builder(kind: inspect.StrType, *, as_written: bool = False) -> Builder:
    pattern = re.compile(kind.pattern) if kind.pattern else None
    shortest, longest = kind.min_length or 0, kind.max_length or 100_000

    def build(notes: FaultNotes, node: Node, path: Path) -> Any:
        if node.__class__ is not ScalarNode:
            return notes.note(node, path, _wrong_kind(node), phrase("her skal det stå tekst"))
        text: str = node.value
        if node.tag != _STR_TAG and not (as_written and text and node.tag.startswith(_CORE_TAG)):
            return _note_ambiguous(notes, node, path)
        if not shortest <= len(text) <= longest:
            return notes.note(
                node,
                path,
                phrase("teksten har {n} tegn", n=len(text)),
                phrase("fra {least} til {most} tegn", least=shortest, most=longest),
            )
        # Not search(): `$` also fits before a line break at the end.
        if pattern is not None and pattern.fullmatch(text) is None:
            return notes.note(
                node,
                path,
                phrase("«{text}» er ikke skrevet på rett måte", text=quoted(text)),
                _pattern_words(kind.pattern or ""),
            )
        return text

    return build


def _pattern_words(pattern: str) -> Phrase:
    if pattern.startswith("^[a-z]"):
        return phrase("små bokstaver a–z, tall og bindestrek, for eksempel ke-etablert")
    if "years" in pattern:
        return phrase("et tidsrom som 2 years, 18 months eller 90 days")
    if pattern.startswith(r"^\d{4}"):
        return phrase("en dato som 2017, 2017-11 eller 2017-11-07")
    if "https" in pattern:
        return phrase("en adresse som begynner med https://")
    return phrase("mønsteret {pattern}", pattern=pattern)


def _note_ambiguous(notes: FaultNotes, node: Node, path: Path) -> Any:
    if node.tag.endswith(":null"):
        return notes.note(
            node,
            path,
            phrase("feltet er tomt"),
            phrase("skriv en tekst, eller ta det bort"),
        )
    return notes.note(
        node,
        path,
        phrase("«{text}» kan bli lest som noe annet enn tekst", text=quoted(node.value)),
        phrase('sett det i anførselstegn: "{text}"', text=quoted(node.value)),
    )


def _reading_builder(read: Callable[[str], object | None]) -> Builder:
    """For what people write in many ways: the type names its own reader."""

    def build(notes: FaultNotes, node: Node, path: Path) -> Any:
        if not isinstance(node, ScalarNode):
            return notes.note(node, path, _wrong_kind(node))
        try:
            value = None if node.tag.endswith(":null") else read(node.value)
        except SamsjekkError as error:
            return notes.note(node, path, error.words)
        return notes.note(node, path, phrase("feltet er tomt")) if value is None else value

    return build


def _number_builder(kind: inspect.IntType | inspect.FloatType) -> Builder:
    whole = isinstance(kind, inspect.IntType)
    pattern = re.compile(r"-?(0|[1-9]\d{0,14})" if whole else r"-?(0|[1-9]\d{0,14})(\.\d{1,6})?")

    def build(notes: FaultNotes, node: Node, path: Path) -> Any:
        plain = type(node) is ScalarNode and node.style not in ("'", '"')
        if not plain or pattern.fullmatch(node.value) is None:
            return notes.note(
                node,
                path,
                _wrong_kind(node),
                phrase("her skal det stå et helt tall")
                if whole
                else phrase("her skal det stå et tall"),
            )
        number = int(node.value) if whole else float(node.value)
        if (kind.ge is not None and number < kind.ge) or (kind.le is not None and number > kind.le):
            return notes.note(
                node,
                path,
                phrase("tallet {number} er utenfor grensene", number=node.value),
                _range_words(kind.ge, kind.le),
            )
        return number

    return build


def _range_words(least: float | None, most: float | None) -> Phrase:
    if most is None:
        return phrase("{least} eller mer", least=least)
    if least is None:
        return phrase("{most} eller mindre", most=most)
    return phrase("fra {least} til {most}", least=least, most=most)


def _build_date(notes: FaultNotes, node: Node, path: Path) -> Any:
    if isinstance(node, ScalarNode) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.value):
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            pass
    return notes.note(node, path, _wrong_kind(node), phrase("en dato som 2022-08-01"))


def _choice_builder(choices: dict[str, Any]) -> Builder:
    names = ", ".join(choices)

    def build(notes: FaultNotes, node: Node, path: Path) -> Any:
        if node.__class__ is ScalarNode and node.value in choices:
            return choices[node.value]
        return notes.note(
            node,
            path,
            _wrong_kind(node),
            phrase("tillatt her: {names}", names=names),
            nearest(node.value, choices) if isinstance(node, ScalarNode) else None,
        )

    return build


def _sequence_builder(kind: inspect.VarTupleType) -> Builder:
    item = _build_for(kind.item_type)
    shortest, longest = kind.min_length or 0, kind.max_length or 100_000

    def build(notes: FaultNotes, node: Node, path: Path) -> Any:
        if type(node) is not SequenceNode:
            return notes.note(
                node, path, _wrong_kind(node), phrase("her skal det stå en liste (- …)")
            )
        if not shortest <= len(node.value) <= longest:
            return notes.note(
                node,
                path,
                phrase("listen har {n} ledd", n=len(node.value)),
                phrase("fra {least} til {most} ledd", least=shortest, most=longest),
            )
        return tuple(item(notes, child, (path, index)) for index, child in enumerate(node.value))

    return build


def _dict_builder(kind: inspect.DictType) -> Builder:
    build_key, build_value = _build_for(kind.key_type), _build_for(kind.value_type)

    def build(notes: FaultNotes, node: Node, path: Path) -> Any:
        if type(node) is not MappingNode:
            return notes.note(node, path, _wrong_kind(node), phrase("her skal det stå navn: verdi"))
        values: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            written = key_node.value if isinstance(key_node, ScalarNode) else "?"
            key = build_key(notes, key_node, (path, written))
            value = build_value(notes, value_node, (path, written))
            if key in values:
                notes.note(key_node, (path, key), phrase("navnet står to ganger"), _KEEP_ONE)
            elif key is not FAULTY:
                values[key] = value
        return values

    return build


def _union_builder(kind: inspect.UnionType) -> Builder:
    """Text or a map of texts, a value or nothing, or structs told apart by a tag field."""
    structs = [part for part in kind.types if isinstance(part, inspect.StructType)]
    scalars = [
        part for part in kind.types if not isinstance(part, inspect.StructType | inspect.NoneType)
    ]
    may_be_empty = any(isinstance(part, inspect.NoneType) for part in kind.types)
    by_tag = {str(part.tag): _struct_builder(part.cls) for part in structs}
    from_mapping = _struct_builder(structs[0].cls) if len(structs) == 1 else None
    from_other = _build_for(scalars[0]) if scalars else None
    tag_field = structs[0].tag_field if structs else None

    def build(notes: FaultNotes, node: Node, path: Path) -> Any:
        if may_be_empty and node.__class__ is ScalarNode and node.tag.endswith(":null"):
            return None
        if type(node) is MappingNode and structs:
            if from_mapping is not None:
                return from_mapping(notes, node, path)
            tag_node = child_of(node, tag_field or "")
            chosen = by_tag.get(tag_node.value) if isinstance(tag_node, ScalarNode) else None
            if chosen is None:
                return notes.note(
                    tag_node or node,
                    (path, tag_field),
                    phrase("feltet mangler eller har en ukjent verdi"),
                    phrase("tillatt her: {names}", names=", ".join(by_tag)),
                )
            return chosen(notes, node, path)
        if from_other is not None:
            return from_other(notes, node, path)
        return notes.note(node, path, _wrong_kind(node), phrase("her skal det stå felt: verdi"))

    return build


def _wrong_kind(node: Node) -> Phrase:
    match node:
        case MappingNode():
            return phrase("her står det felt med verdier")
        case SequenceNode():
            return phrase("her står det en liste")
        case _ if node.value == "":
            return phrase("feltet er tomt")
        case _:
            return phrase("fant «{text}»", text=quoted(node.value))
