"""The graph of a journal's writes: its heads, its checksum (kontrollsum), and what lies below.

A kontrollsum that is kept elsewhere proves that nothing below its heads was changed, removed,
moved or added. It does not prove who wrote, when, or what lies elsewhere; and without one kept
elsewhere nobody can tell that the newest writes are gone, or that the whole was made anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from checklist.assessment.writes import MOST_PARENTS

_PRINTED_DIGITS = 32
_HEAD_DIGITS = 8
_MOST_HEADS_PRINTED = 8
_PRINTED = re.compile(
    r"(?<![0-9a-f])(?P<sum>[0-9a-f]{32})(?![0-9a-f])"
    r"(?:-(?P<writes>\d{1,9})-(?P<rules>[0-9a-z.]{1,20})(?P<heads>(?:-[0-9a-f]{8}){1,8}))?"
)


class Node(NamedTuple):
    """A write as the graph has it: its id, its digest, and those of the writes it names."""

    id: str
    digest: str
    parents: tuple[str, ...]


class Kontrollsum(NamedTuple):
    """What a report carries of a journal.

    Attributes:
        sum: 32 hex digits over the journal, its heads, the rules and the criteria set.
        writes: how many writes lie below.
        rules: the version of the rules by which conclusions were derived.
        heads: eight digits of each head; at most eight heads.
    """

    sum: str
    writes: int
    rules: str
    heads: tuple[str, ...]

    def __str__(self) -> str:
        """As it is printed, and read again by `kontrollsums_in`."""
        return "-".join((self.sum, str(self.writes), self.rules, *self.heads))


def heads(nodes: Iterable[Node]) -> tuple[str, ...]:
    """The digests of the writes that none names, sorted."""
    nodes = tuple(nodes)
    named = {parent for node in nodes for parent in node.parents}
    return tuple(sorted(node.digest for node in nodes if node.digest not in named))


def parents_of_next(present: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Which heads a new write names: all, at most the 64 oldest; from (id, digest) of each."""
    return tuple(sorted(digest for _, digest in sorted(present)[:MOST_PARENTS]))


def kontrollsum(
    of: str, of_heads: Iterable[str], rules: str, criteria_set: str, writes: int
) -> Kontrollsum:
    """The kontrollsum of a journal with these heads.

    Args:
        of: the digest of the journal's first write.
        of_heads: the digests of its heads.
        rules: the version of the rules.
        criteria_set: the fingerprint of the set in force.
        writes: how many writes it has.
    """
    known = sorted(of_heads)
    plain = msgspec.json.encode(
        {"criteria_set": criteria_set, "heads": known, "of": of, "rules": rules}, order="sorted"
    )
    found = hashlib.sha256(b"samsjekk head\0" + plain).hexdigest()[:_PRINTED_DIGITS]
    digits = tuple(head[:_HEAD_DIGITS] for head in known[:_MOST_HEADS_PRINTED])
    return Kontrollsum(found, writes, rules, digits)


def kontrollsums_in(text: str) -> tuple[Kontrollsum, ...]:
    """Every kontrollsum that stands in a text, as it is printed, each once."""
    found: dict[Kontrollsum, None] = {}
    for match in _PRINTED.finditer(text):
        digits = tuple(filter(None, (match["heads"] or "").split("-")))
        found[
            Kontrollsum(match["sum"], int(match["writes"] or 0), match["rules"] or "", digits)
        ] = None
    return tuple(found)


def below(by_digest: Mapping[str, Node], of_heads: Iterable[str]) -> frozenset[str]:
    """The digests of these heads and of all writes they lead back to, as far as they are here."""
    found: set[str] = set()
    waiting = list(of_heads)
    while waiting:
        digest = waiting.pop()
        if digest in found or digest not in by_digest:
            continue
        found.add(digest)
        waiting += by_digest[digest].parents
    return frozenset(found)


def candidates(nodes: Sequence[Node], printed: Kontrollsum) -> Iterator[tuple[str, ...]]:
    """The sets of heads that a kontrollsum may have been made of, each sorted.

    They are tried: those with the printed digits, the present heads, each write alone, and the
    parents that each write names.
    """
    if printed.heads:
        marked = [
            [node.digest for node in nodes if node.digest.startswith(digits)]
            for digits in printed.heads
        ]
        if all(len(found) == 1 for found in marked):
            yield tuple(sorted(found[0] for found in marked))
    yield heads(nodes)
    for node in reversed(nodes):
        yield (node.digest,)
        if node.parents:
            yield node.parents
