"""What stands where among the nodes of a YAML text, which PyYAML tells apart by their `id`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checklist.criteria.yaml.faults import Fault, quoted
from checklist.i18n import Phrase

if TYPE_CHECKING:
    from yaml.nodes import Node

Path = tuple[Any, ...]
"""A field's address as a linked list: `(parent, key)`; the root is `()`."""


def _kind(node: Any) -> str | None:
    return getattr(node, "id", None)


def child_of(node: Any, key: str | int) -> Any:
    """The node under a field name or an index, or None."""
    kind = _kind(node)
    if kind == "mapping":
        for key_node, value_node in node.value:
            if _kind(key_node) == "scalar" and key_node.value == key:
                return value_node
    elif kind == "sequence" and isinstance(key, int) and key < len(node.value):
        return node.value[key]
    return None


def names_in(node: Any) -> frozenset[str]:
    """The names of the fields that a node has."""
    if _kind(node) != "mapping":
        return frozenset()
    return frozenset(key.value for key, _ in node.value if _kind(key) == "scalar")


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
            name: Any = None if child is None else child_of(child, "id")
            text += f"[{quoted(name.value) if _kind(name) == 'scalar' else key + 1}]"
        else:
            text += f".{quoted(str(key))}" if text else quoted(str(key))
        if child is not None:
            node = child
    return text
