"""The only way to PyYAML: a text composed to nodes, and built."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from checklist.criteria.yaml.building import Enough, FaultNotes, builder
from checklist.criteria.yaml.composing import compose
from checklist.criteria.yaml.document import YamlDocument
from checklist.criteria.yaml.faults import MAX_FAULTS, Fault, FaultyFile
from checklist.i18n import phrase

T = TypeVar("T")


def build(
    content: bytes,
    shape: type[T],
    file: str,
    check: Callable[[YamlDocument[T]], Iterable[Fault]],
) -> YamlDocument[T]:
    """Build a `shape` from YAML text; `checklist.criteria.yaml.read` says more."""
    root = compose(content, file)
    notes = FaultNotes(file, root)
    try:
        document = YamlDocument(file, builder(shape)(notes, root, ()), root)
    except Enough:
        raise FaultyFile(_in_order(file, notes.noted)) from None
    faults = [*notes.noted, *islice(check(document), MAX_FAULTS)]
    if faults:
        raise FaultyFile(_in_order(file, faults))
    return document


def _in_order(file: str, faults: list[Fault]) -> tuple[Fault, ...]:
    ordered = sorted(faults, key=lambda fault: (fault.line, fault.column))
    if len(ordered) < MAX_FAULTS:
        return tuple(ordered)
    rest = phrase("her stopper listen; rett disse, og sjekk filen på nytt for å se om det er flere")
    return (*ordered[:MAX_FAULTS], Fault(file, 0, 0, "", rest))
