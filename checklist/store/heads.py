"""The row that a journal has, found by its name also where something of it is damaged."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from checklist.assessment import Stored
from checklist.assessment import heads as graph_heads
from checklist.i18n import Phrase, phrase
from checklist.machine import is_reserved
from checklist.store.connection import Connection
from checklist.store.errors import UnknownAssessment, UnusableId, reserved_words
from checklist.store.rows import as_far_as_it_goes, blob, readable, stored_rows, text

# Also the name of the folder that evidence is copied to.
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?")

_NAMELESS = "skadet-{}"
"""What an assessment is called whose name is damaged, by the number of its row."""
_WRITE_ID = re.compile(r"[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_HEADS = msgspec.json.Decoder(tuple[tuple[str, str], ...])


Heads = tuple[tuple[str, str], ...]
"""The ids and the digests of the heads of a journal."""


class Head(NamedTuple):
    """What the row of a journal holds, made anew from the writes where it is damaged.

    Attributes:
        cell: the digests of the heads as the row says; None where it does not say.
        faults: what was damaged, in words.
    """

    key: int
    genesis: str
    heads: Heads
    writes: int
    cell: tuple[str, ...] | None = None
    faults: tuple[Phrase, ...] = ()


class JournalRow(NamedTuple):
    """The row of a journal as it is, with a name to show."""

    key: int
    name: str
    genesis: str
    heads: object
    writes: int
    events: int


ASSESSMENT = "own"
"""The kind of a journal that is an assessment."""

AUDIT = "audit"
"""The kind of a journal that is an auditor's."""


def journal_rows(connection: Connection, kind: str | None) -> list[JournalRow]:
    """The rows of the journals of a kind, the last changed first, whatever is damaged in them.

    None is every kind. One whose kind is damaged is an assessment: most are.
    """
    rows = [
        row[:-1]
        for row in connection.execute(
            "SELECT key, name, genesis, heads, writes, events, kind"  # noqa: S608 - ours
            f" FROM journal {connection.dialect.unindexed} ORDER BY changed DESC, key DESC"
        )
        if kind in (None, row[-1]) or (kind == ASSESSMENT and row[-1] != AUDIT)
    ]
    found: list[JournalRow] = []
    named = Counter(text(name).casefold() for _, name, *_ in rows)
    for key, name, genesis, heads, writes, events in rows:
        # A name that can't be one, or that another has, is damaged.
        usable = _ID.fullmatch(text(name)) and named[text(name).casefold()] == 1
        shown = name if usable else _NAMELESS.format(key)
        found.append(JournalRow(key, shown, text(genesis), heads, _count(writes), _count(events)))
    return found


def mark_of(row: JournalRow, here: int) -> str:
    """What is another after every write; empty where not as many are `here` as the row says."""
    heads = blob(row.heads)
    if heads is None or here != row.writes:
        return ""
    return hashlib.sha256(f"{row.genesis} {row.writes} ".encode() + heads).hexdigest()


def head_of(connection: Connection, assessment: str, kind: str | None) -> Head:
    """The head of the journal of a kind with a name; None is every kind.

    Raises:
        UnknownAssessment: there is none.
    """
    dialect = connection.dialect
    row = connection.execute(
        "SELECT key, name, genesis, heads, writes, events FROM journal"  # noqa: S608 - ours
        f" WHERE {dialect.same_name} AND kind = coalesce(?, kind)"
        f" {dialect.locked}",
        (assessment, kind),
    ).fetchone()
    faults: tuple[Phrase, ...] = ()
    if row is not None and text(row[1]).casefold() == assessment.casefold():
        key, name, genesis, heads, writes, events = row
        found = JournalRow(key, name, text(genesis), heads, _count(writes), _count(events))
    else:
        # The index of names may be what is damaged, or a name that is not in it.
        rows = journal_rows(connection, kind)
        named = [row for row in rows if row.name.casefold() == assessment.casefold()]
        if not named:
            if any(row.name == assessment for row in journal_rows(connection, None)):
                raise UnknownAssessment(_of_other_kind(kind, assessment))
            raise UnknownAssessment(_no_such(kind, assessment, [r.name for r in rows]))
        found = named[0]
        faults = (_damaged_row(),)
    return _checked_head(connection, found, faults)


def _checked_head(connection: Connection, row: JournalRow, faults: tuple[Phrase, ...]) -> Head:
    """The head of a journal, made anew from its writes where the row does not fit them."""
    heads, cell = _decoded_heads(row.heads), None
    if heads is not None:
        cell = tuple(known for _, known in heads)
        wanted = {row.genesis, *cell}
        marks = ", ".join("?" * len(wanted))
        query = f"SELECT count(*) FROM entry WHERE journal = ? AND digest IN ({marks})"  # noqa: S608 - marks only
        with as_far_as_it_goes():
            here = connection.execute(query, (row.key, *wanted)).fetchone()[0]
            if here == len(wanted):
                return Head(row.key, row.genesis, heads, row.writes, cell, faults)
    stored = stored_rows(connection, row.key)
    genesis = genesis_of(connection, row, stored)
    # What is named and is not here was removed, unless as many are here as the row says.
    if heads is None or (genesis == row.genesis and len(stored) == row.writes):
        nodes = [one.node for known in stored if (one := readable(known))]
        ids = {node.digest: node.id for node in nodes}
        heads = tuple(sorted((ids[known], known) for known in graph_heads(nodes)))
    if genesis != row.genesis or cell is None:
        faults = (_damaged_row(),)
    return Head(row.key, genesis, heads, row.writes, cell, faults)


def genesis_of(
    connection: Connection, row: JournalRow, stored: Sequence[Stored] | None = None
) -> str:
    """The digest of the first write of a journal, as most of its writes name it."""
    rows = stored_rows(connection, row.key) if stored is None else stored
    if any(known.digest == row.genesis for known in rows):
        return row.genesis
    read_here = [one for known in rows if (one := readable(known))]
    named = Counter(
        one.write.write.of or one.node.digest if one.write else rows[0].digest for one in read_here
    )
    return named.most_common(1)[0][0] if named else row.genesis


def _count(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def _decoded_heads(cell: object) -> Heads | None:
    try:
        heads = _HEADS.decode(blob(cell) or b"")
    except (msgspec.DecodeError, UnicodeError):
        return None
    fit = all(_WRITE_ID.match(name) and _DIGEST.fullmatch(known) for name, known in heads)
    return heads if heads and fit else None


def _damaged_row() -> Phrase:
    return phrase(
        "Oppføringen av egenvurderingen er skadet: navnet, begynnelsen eller slutten av den. Det "
        "som trengs, er lest ut av historikken."
    )


def _of_other_kind(kind: str | None, name: str) -> Phrase:
    if kind in (None, ASSESSMENT):
        return phrase("«{id}» er en revisjon. Se den med «samsjekk audit show {id}».", id=name)
    return phrase(
        "«{id}» er en egenvurdering, ikke en revisjon. Se den med «samsjekk status {id}».", id=name
    )


def _no_such(kind: str | None, assessment: str, known: Iterable[str]) -> Phrase:
    names = ", ".join(known)
    if kind not in (None, ASSESSMENT) and not names:
        return phrase(
            "Revisjonen «{id}» finnes ikke, og det er ingen her ennå. Begynn en med «samsjekk "
            "audit new».",
            id=assessment,
        )
    if kind not in (None, ASSESSMENT):
        return phrase("Revisjonen «{id}» finnes ikke. Her er: {names}", id=assessment, names=names)
    if not names:
        return phrase(
            "Egenvurderingen «{id}» finnes ikke, og det er ingen her ennå. Lag en med "
            "«samsjekk new», eller prøv «samsjekk example nes-2018».",
            id=assessment,
        )
    return phrase("Egenvurderingen «{id}» finnes ikke. Her er: {names}", id=assessment, names=names)


def refuse_unusable(assessment: str) -> None:
    """Stop what can't be the name of an assessment, and of a folder.

    Raises:
        UnusableId: the words say what can.
    """
    if is_reserved(assessment):
        raise UnusableId(reserved_words(assessment))
    if not _ID.fullmatch(assessment):
        raise UnusableId(
            phrase(
                "«{id}» kan ikke brukes som id. Bruk bokstavene a–z, tall og bindestrek, for "
                "eksempel nes-2018.",
                id=assessment,
            )
        )
