"""A YAML text built into a struct, with its nodes at hand for later checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from checklist.criteria.yaml.faults import Fault
from checklist.criteria.yaml.nodes import child_of, fault_at, names_in
from checklist.i18n import Phrase

if TYPE_CHECKING:
    from yaml.nodes import Node

T = TypeVar("T")


class YamlDocument(msgspec.Struct, Generic[T], frozen=True):
    """A file read into `value`, with the nodes kept so that later checks can point into it."""

    file: str
    value: T
    root: Node

    def fields_at(self, path: tuple[str | int, ...]) -> frozenset[str]:
        """The names of the fields that are written at a path; none where nothing is."""
        node = self.root
        for key in path:
            node = child_of(node, key)
        return names_in(node)

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
            child = child_of(node, key)
            if child is None:
                break
            node = child
        linked: tuple[object, ...] = ()
        for key in path:
            linked = (linked, key)
        return fault_at(
            self.file, self.root, node, linked, problem, allowed=allowed, suggestion=suggestion
        )
