"""What is wrong in a file a person wrote, and where."""

from __future__ import annotations

from typing import Any

import msgspec
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Phrase, Translator, phrase

_LONGEST_QUOTE = 60

Path = tuple[Any, ...]
"""A field's address as a linked list: `(parent, key)`; the root is `()`."""


class Fault(msgspec.Struct, frozen=True):
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

    def text(self, _: Translator) -> str:
        """Every fault on a line of its own, in the user's language."""
        return "\n".join(fault.text(_) for fault in self.faults)


class UnreadableFile(SamsjekkError):
    """A file that can't be opened or isn't text."""


def quoted(text: str) -> str:
    """As much of a text as a message has room for."""
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


def child_of(node: Any, key: str | int) -> Any:
    """The node under a field name or an index, or None."""
    if isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            if isinstance(key_node, ScalarNode) and key_node.value == key:
                return value_node
    elif isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key]
    return None


def names_in(node: Any) -> frozenset[str]:
    """The names of the fields that a node has."""
    if not isinstance(node, MappingNode):
        return frozenset()
    return frozenset(key.value for key, _ in node.value if isinstance(key, ScalarNode))


def fault_at(
    file: str,
    root: Node,
    node: Node,
    path: Path,
    problem: Phrase,
    *,
    allowed: Phrase | None,
    suggestion: str | None,
) -> Fault:
    """A fault at a node; `path` says which field it is, from the root."""
    mark = node.start_mark
    return Fault(
        file,
        mark.line + 1,
        mark.column + 1,
        _field_words(root, path),
        problem,
        allowed,
        suggestion,
    )


def _field_words(root: Node, path: Path) -> str:
    """The path as a reader would say it: `criteria[ke-etablert].checkpoints[1].aspect`."""
    keys: list[Any] = []
    while path:
        path, key = path
        keys.append(key)
    text, node = "", root
    for key in reversed(keys):
        child = child_of(node, key)
        if isinstance(key, int):
            name = child_of(child, "id") if child is not None else None
            text += f"[{quoted(name.value) if isinstance(name, ScalarNode) else key + 1}]"
        else:
            text += f".{quoted(str(key))}" if text else quoted(str(key))
        if child is not None:
            node = child
    return text
