"""Strict reading of YAML that people write by hand: every fault at once, each with its place.

The text is composed to nodes by libyaml and built straight into frozen structs, so that line
and column are at hand where a fault is found. Nothing is guessed: what YAML would read as
something else than it looks like (`no`, `1.10`, `6:30`) is refused where text is expected,
and duplicate keys, unknown fields, tags, anchors and aliases are refused everywhere.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

import msgspec
import yaml
from msgspec import inspect
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import Reader, ReaderError

from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.nearest import nearest

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 40
MAX_FAULTS = 200

# CSafeLoader is 17 times faster than SafeLoader; PyYAML built without libyaml still works.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_STR_TAG = "tag:yaml.org,2002:str"
_CORE_TAG = "tag:yaml.org,2002:"
# Not only after a space: in flow style a value may stand right after its colon ("a":*b), and
# YAML knows line breaks that are several bytes.
_MARKED = re.compile(rb"[&*!](?<![0-9A-Za-z].)(?:(?<=!)|[^\s,\]}])")
# libyaml composes recursively in C: text nested deeply enough would overrun the stack. A level
# costs a bracket, or a column or a sign at the start of a line; text with few of them can't be
# deep. They are looked for everywhere: to YAML \r, U+0085 and U+2028 end a line as well.
_FEW_BRACKETS = 2_000
_MUCH_INDENTED = b" " * (2 * MAX_DEPTH)
_MANY_SIGNS = re.compile(rb"[?:-](?:[ \t]*[?:-]){%d}" % (MAX_DEPTH - 1))
_LONGEST_QUOTE = 60

Path_ = tuple[Any, ...]
"""A field's address as a linked list: `(parent, key)`; the root is `()`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file a person wrote. Line and column count from 1; 0 is no line."""

    file: str
    line: int
    column: int
    field: str
    problem: Phrase
    allowed: Phrase | None = None
    suggestion: str | None = None

    def text(self, _: Translator) -> str:
        """One line: `file:line:column: field: what is wrong; what is allowed; did you mean`."""
        parts = [_.say(self.problem)]
        if self.allowed is not None:
            parts.append(_.say(self.allowed))
        if self.suggestion is not None:
            parts.append(_("mente du «{name}»?", name=self.suggestion))
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        field = f"{self.field}: " if self.field else ""
        return f"{place}: {field}{'; '.join(parts)}"


class FaultyFile(SamsjekkError):
    """A file with faults, all of them."""

    exit_code = ExitCode.FAULTS

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        lines = "\n".join(fault.text(Translator()) for fault in faults)
        super().__init__(phrase("{faults}", faults=lines))


class UnreadableFile(SamsjekkError):
    """A file that can't be opened or isn't text."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Document(Generic[T]):
    """A file read into `value`, with the nodes kept so that later checks can point into it."""

    file: str
    value: T
    root: Node

    def fault(
        self,
        path: tuple[str | int, ...],
        problem: Phrase,
        allowed: Phrase | None = None,
        suggestion: str | None = None,
    ) -> Fault:
        """A fault at a path of field names and indices; points at the nearest node there is."""
        node = self.root
        for key in path:
            child = _child(node, key)
            if child is None:
                break
            node = child
        linked: Path_ = ()
        for key in path:
            linked = (linked, key)
        place = self.file, self.root, node, linked
        return _fault(*place, problem, allowed=allowed, suggestion=suggestion)


def read_bytes(path: Path) -> bytes:
    """The content of a file, refused when it is too large or can't be opened."""
    try:
        # One byte more than allowed tells; a pipe or a device does not say how large it is.
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = b"" if size > MAX_BYTES else file.read(MAX_BYTES + 1)
        if max(size, len(content)) <= MAX_BYTES:
            return content
        raise UnreadableFile(
            phrase(
                "{path}: filen er større enn {limit} MiB. Del den opp.",
                path=path,
                limit=MAX_BYTES // 1024**2,
            )
        )
    except FileNotFoundError:
        raise UnreadableFile(
            phrase("{path}: filen finnes ikke. Sjekk navnet og mappen.", path=path)
        ) from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            phrase(
                "{path}: filen kan ikke leses ({reason}).",
                path=path,
                reason=getattr(error, "strerror", None) or error,
            )
        ) from None


def read(
    content: bytes,
    shape: type[T],
    file: str,
    check: Callable[[Document[T]], Iterable[Fault]] = lambda _document: (),
) -> Document[T]:
    """Build a `shape` from YAML text.

    `check` looks at the whole for what no single field can show. It also runs when fields are
    faulty, so that everything is said in one go; such a field then holds `FAULTY`.

    Raises:
        FaultyFile: with every fault found, in the order of the file.
    """
    reader = _Reader(file)
    with _collector_paused():
        root = reader.compose(content)
        try:
            document = Document(file, _builder(shape)(reader, root, ()), root)
        except _Enough:
            raise FaultyFile(_in_order(file, reader.faults)) from None
        faults = [*reader.faults, *islice(check(document), MAX_FAULTS)]
    if faults:
        raise FaultyFile(_in_order(file, faults))
    return document


def _in_order(file: str, faults: list[Fault]) -> tuple[Fault, ...]:
    ordered = sorted(faults, key=lambda fault: (fault.line, fault.column))
    if len(ordered) < MAX_FAULTS:
        return tuple(ordered)
    rest = phrase("her stopper listen; rett disse, og sjekk filen på nytt for å se om det er flere")
    return (*ordered[:MAX_FAULTS], Fault(file, 0, 0, "", rest))


@contextmanager
def _collector_paused() -> Iterator[None]:
    # The cyclic collector walks the growing node graph again and again: at 5,000 criteria
    # it doubles the time, and reading makes no cycles worth collecting meanwhile.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Enough(Exception):  # noqa: N818 - not an error: the list of faults is long enough
    """A file that is wrong all over is not worth reading to its end."""


class _Faulty:
    """Stands where a value could not be built: empty, false, and the same wherever one looks."""

    def __getattr__(self, name: str) -> _Faulty:
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0


FAULTY: Any = _Faulty()
"""What a check meets in a field that already has a fault. It never reaches a caller of `read`."""


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.root: Node | None = None

    def stop(
        self, line: int, column: int, problem: Phrase, allowed: Phrase | None = None
    ) -> NoReturn:
        raise FaultyFile((Fault(self.file, line, column, "", problem, allowed),))

    def compose(self, content: bytes) -> Node:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = content[: error.start]
            self.stop(
                before.count(b"\n") + 1,
                error.start - before.rfind(b"\n"),
                phrase("filen er ikke UTF-8-tekst"),
                phrase("lagre den som UTF-8"),
            )
        brackets = content.count(b"[") + content.count(b"{")
        if (
            brackets > _FEW_BRACKETS
            or _MARKED.search(content)
            or _MUCH_INDENTED in content
            or _MANY_SIGNS.search(content)
        ):
            self._refuse_marks_and_depth(text)
        try:
            root: Node | None = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.stop(
                mark.line + 1 if mark else 1,
                mark.column + 1 if mark else 1,
                phrase(
                    "dette er ikke gyldig YAML ({reason})",
                    reason=error.problem or error.context,
                ),
                phrase("sjekk innrykk, kolon og anførselstegn på linjen"),
            )
        except ReaderError:
            self._stop_at_control_character(text)
        except (yaml.YAMLError, ValueError) as error:
            self.stop(
                1,
                1,
                phrase("dette er ikke gyldig YAML ({reason})", reason=str(error)[:120]),
            )
        except RecursionError:
            self._too_deep(1, 1)
        if root is None:
            self.stop(1, 1, phrase("filen er tom"))
        self.root = root
        return root

    def _too_deep(self, line: int, column: int) -> NoReturn:
        self.stop(
            line,
            column,
            phrase("for mange nivåer inni hverandre"),
            phrase("høyst {limit} nivåer", limit=MAX_DEPTH),
        )

    def _stop_at_control_character(self, text: str) -> NoReturn:
        found = Reader.NON_PRINTABLE.search(text)
        at = found.start() if found else 0
        self.stop(
            text.count("\n", 0, at) + 1,
            at - text.rfind("\n", 0, at),
            phrase("her står et tegn som ikke kan vises (U+{code})", code=f"{ord(text[at]):04X}"),
            phrase("ta det bort"),
        )

    def _refuse_marks_and_depth(self, text: str) -> None:
        """Slow look at the events, only for text that could hold a mark or deep nesting."""
        depth = 0
        try:
            for event in yaml.parse(text, Loader=_Loader):
                mark: Any = event.start_mark
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    self.stop(
                        mark.line + 1,
                        mark.column + 1,
                        phrase("anker og alias (& og *) er ikke tillatt"),
                        phrase("skriv teksten ut, eller sett den i anførselstegn"),
                    )
                tag = getattr(event, "tag", None)
                if tag is not None:
                    self.stop(
                        mark.line + 1,
                        mark.column + 1,
                        phrase("merket {tag} er ikke tillatt", tag=_quoted(tag)),
                        phrase("ta det bort, eller sett teksten i anførselstegn"),
                    )
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                    if depth > MAX_DEPTH:
                        self._too_deep(mark.line + 1, mark.column + 1)
                elif isinstance(event, yaml.CollectionEndEvent):
                    depth -= 1
        except yaml.YAMLError:
            return  # compose() meets the same error and reports it with its place

    def note(
        self,
        node: Node,
        path: Path_,
        problem: Phrase,
        allowed: Phrase | None = None,
        suggestion: str | None = None,
    ) -> Any:
        place = self.file, self.root or node, node, path
        self.faults.append(_fault(*place, problem, allowed=allowed, suggestion=suggestion))
        if len(self.faults) == MAX_FAULTS:
            raise _Enough
        return FAULTY


Builder = Callable[[_Reader, Node, Path_], Any]


def _builder(shape: Any) -> Builder:
    return _build_for(inspect.type_info(shape))


def _build_for(kind: inspect.Type) -> Builder:  # noqa: C901, PLR0911 - one line for each kind
    match kind:
        case inspect.Metadata():
            extra = kind.extra or {}
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


@dataclass(frozen=True, slots=True)
class _Plan:
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

    def build(reader: _Reader, node: Node, path: Path_) -> Any:
        # Made on first use, so that shapes may refer to each other.
        plan = _plan(cls)
        if type(node) is not MappingNode:
            return reader.note(
                node, path, _wrong_kind(node), phrase("her skal det stå felt: verdi")
            )
        values: dict[str, Any] = {}
        # The tag field is read by whoever chose this struct.
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = key_node.value
            place = plan.fields.get(key) if key_node.__class__ is ScalarNode else None
            if place is None and key != tag_field:
                _note_unknown(reader, key_node, path, plan.fields)
            elif key in seen:
                reader.note(key_node, (path, key), phrase("feltet står to ganger"))
            elif place is not None:
                values[place[0]] = place[1](reader, value_node, (path, key))
                seen.add(key)
            else:
                seen.add(key)
        for key in plan.required:
            if key not in seen:
                name = plan.fields[key][0]
                values[name] = reader.note(node, (path, key), phrase("feltet mangler"))
        return cls(**values)

    return build


def _note_unknown(
    reader: _Reader, node: Node, path: Path_, plan: dict[str, tuple[str, Builder]]
) -> None:
    if not isinstance(node, ScalarNode):
        reader.note(node, path, phrase("et feltnavn må være ett ord"))
        return
    reader.note(
        node,
        (path, node.value),
        phrase("ukjent felt «{name}»", name=_quoted(node.value)),
        phrase("tillatt her: {names}", names=", ".join(sorted(plan))),
        nearest(node.value, plan),
    )


def _text_builder(kind: inspect.StrType, *, as_written: bool = False) -> Builder:
    pattern = re.compile(kind.pattern) if kind.pattern else None
    shortest, longest = kind.min_length or 0, kind.max_length or 100_000

    def build(reader: _Reader, node: Node, path: Path_) -> Any:
        if node.__class__ is not ScalarNode:
            return reader.note(node, path, _wrong_kind(node), phrase("her skal det stå tekst"))
        text: str = node.value
        if node.tag != _STR_TAG and not (as_written and text and node.tag.startswith(_CORE_TAG)):
            return _note_ambiguous(reader, node, path)
        if not shortest <= len(text) <= longest:
            return reader.note(
                node,
                path,
                phrase("teksten har {n} tegn", n=len(text)),
                phrase("fra {least} til {most} tegn", least=shortest, most=longest),
            )
        # Not search(): `$` also fits before a line break at the end.
        if pattern is not None and pattern.fullmatch(text) is None:
            return reader.note(
                node,
                path,
                phrase("«{text}» er ikke skrevet på rett måte", text=_quoted(text)),
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


def _note_ambiguous(reader: _Reader, node: Node, path: Path_) -> Any:
    if node.tag.endswith(":null"):
        return reader.note(
            node,
            path,
            phrase("feltet er tomt"),
            phrase("skriv en tekst, eller ta det bort"),
        )
    return reader.note(
        node,
        path,
        phrase("«{text}» kan bli lest som noe annet enn tekst", text=_quoted(node.value)),
        phrase('sett det i anførselstegn: "{text}"', text=_quoted(node.value)),
    )


def _number_builder(kind: inspect.IntType | inspect.FloatType) -> Builder:
    whole = isinstance(kind, inspect.IntType)
    pattern = re.compile(r"-?(0|[1-9]\d{0,14})" if whole else r"-?(0|[1-9]\d{0,14})(\.\d{1,6})?")

    def build(reader: _Reader, node: Node, path: Path_) -> Any:
        plain = type(node) is ScalarNode and node.style not in ("'", '"')
        if not plain or pattern.fullmatch(node.value) is None:
            return reader.note(
                node,
                path,
                _wrong_kind(node),
                phrase("her skal det stå et helt tall")
                if whole
                else phrase("her skal det stå et tall"),
            )
        number = int(node.value) if whole else float(node.value)
        if (kind.ge is not None and number < kind.ge) or (kind.le is not None and number > kind.le):
            return reader.note(
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


def _build_date(reader: _Reader, node: Node, path: Path_) -> Any:
    if isinstance(node, ScalarNode) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.value):
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            pass
    return reader.note(node, path, _wrong_kind(node), phrase("en dato som 2022-08-01"))


def _choice_builder(choices: dict[str, Any]) -> Builder:
    names = ", ".join(choices)

    def build(reader: _Reader, node: Node, path: Path_) -> Any:
        if node.__class__ is ScalarNode and node.value in choices:
            return choices[node.value]
        return reader.note(
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

    def build(reader: _Reader, node: Node, path: Path_) -> Any:
        if type(node) is not SequenceNode:
            return reader.note(
                node, path, _wrong_kind(node), phrase("her skal det stå en liste (- …)")
            )
        if not shortest <= len(node.value) <= longest:
            return reader.note(
                node,
                path,
                phrase("listen har {n} ledd", n=len(node.value)),
                phrase("fra {least} til {most} ledd", least=shortest, most=longest),
            )
        return tuple(item(reader, child, (path, index)) for index, child in enumerate(node.value))

    return build


def _dict_builder(kind: inspect.DictType) -> Builder:
    build_key, build_value = _build_for(kind.key_type), _build_for(kind.value_type)

    def build(reader: _Reader, node: Node, path: Path_) -> Any:
        if type(node) is not MappingNode:
            return reader.note(
                node, path, _wrong_kind(node), phrase("her skal det stå navn: verdi")
            )
        values: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            written = key_node.value if isinstance(key_node, ScalarNode) else "?"
            key = build_key(reader, key_node, (path, written))
            value = build_value(reader, value_node, (path, written))
            if key in values:
                reader.note(key_node, (path, key), phrase("navnet står to ganger"))
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

    def build(reader: _Reader, node: Node, path: Path_) -> Any:
        if may_be_empty and node.__class__ is ScalarNode and node.tag.endswith(":null"):
            return None
        if type(node) is MappingNode and structs:
            if from_mapping is not None:
                return from_mapping(reader, node, path)
            tag_node = _child(node, tag_field or "")
            chosen = by_tag.get(tag_node.value) if isinstance(tag_node, ScalarNode) else None
            if chosen is None:
                return reader.note(
                    tag_node or node,
                    (path, tag_field),
                    phrase("feltet mangler eller har en ukjent verdi"),
                    phrase("tillatt her: {names}", names=", ".join(by_tag)),
                )
            return chosen(reader, node, path)
        if from_other is not None:
            return from_other(reader, node, path)
        return reader.note(node, path, _wrong_kind(node), phrase("her skal det stå felt: verdi"))

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
            return phrase("fant «{text}»", text=_quoted(node.value))


def _quoted(text: str) -> str:
    """As much of a text as a message has room for."""
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


def _child(node: Any, key: str | int) -> Any:
    if isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            if isinstance(key_node, ScalarNode) and key_node.value == key:
                return value_node
    elif isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key]
    return None


def _fault(
    file: str,
    root: Node,
    node: Node,
    path: Path_,
    problem: Phrase,
    *,
    allowed: Phrase | None,
    suggestion: str | None,
) -> Fault:
    mark = node.start_mark
    return Fault(
        file,
        mark.line + 1,
        mark.column + 1,
        _field(root, path),
        problem,
        allowed,
        suggestion,
    )


def _field(root: Node, path: Path_) -> str:
    """The path as a reader would say it: `criteria[ke-etablert].checkpoints[1].aspect`."""
    keys: list[Any] = []
    while path:
        path, key = path
        keys.append(key)
    text, node = "", root
    for key in reversed(keys):
        child = _child(node, key)
        if isinstance(key, int):
            name = _child(child, "id") if child is not None else None
            text += f"[{_quoted(name.value) if isinstance(name, ScalarNode) else key + 1}]"
        else:
            text += f".{_quoted(str(key))}" if text else _quoted(str(key))
        if child is not None:
            node = child
    return text
