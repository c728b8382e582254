"""A write added to its journal in one statement.

The row of the journal is changed first, and only if its heads are those that the write comes after.
Its lock is held until the commit, so writes get their numbers in the order in which they are seen.
"""

from __future__ import annotations

from checklist.assessment import AnsweredAlone, RoundOpened, Written, count_events
from checklist.store.postgres.connection import PostgresConnection

_ADD = """
WITH moved AS (
    UPDATE journal SET heads = :after, writes = writes + 1, events = events + :events,
        changed = :changed
    WHERE key = :key AND heads = :before RETURNING key
), added AS (
    INSERT INTO entry (journal, id, digest, body)
    SELECT key, :id, :digest, :body FROM moved RETURNING n
), texts AS (
    INSERT INTO part (entry, path, salt, value)
    SELECT n, path, salt, value
    FROM added, unnest(:paths::text[], :salts::bytea[], :values::bytea[]) AS t (path, salt, value)
)
SELECT n, pg_notify(:channel, '') FROM added
"""


def can_be_at_once(made: Written) -> bool:
    """Whether a write is all there is to do: what is answered alone is hidden, and shown later."""
    return not any(isinstance(what, AnsweredAlone | RoundOpened) for what in made.write.what)


def add(
    connection: PostgresConnection,
    key: int,
    before: bytes,
    after: bytes,
    made: Written,
    *,
    channel: str,
) -> bool:
    """Add a write and tell it on a channel; whether the journal's heads were those before."""
    parts = made.parts
    row = connection.execute(
        _ADD,
        {
            "key": key,
            "before": before,
            "after": after,
            "events": count_events(made.write),
            "changed": made.write.at.isoformat(),
            "id": made.write.id,
            "digest": made.digest,
            "body": made.body,
            "paths": list(parts),
            "salts": [part.salt for part in parts.values()],
            "values": [part.value for part in parts.values()],
            "channel": channel,
        },
    ).fetchone()
    connection.added += row is not None
    return row is not None


def is_here(connection: PostgresConnection, key: int, digest: str) -> bool:
    """Whether a journal has a write; who is writing to it now is waited for."""
    connection.execute("SELECT key FROM journal WHERE key = ? FOR UPDATE", (key,))
    query = "SELECT 1 FROM entry WHERE journal = ? AND digest = ?"
    return connection.execute(query, (key, digest)).fetchone() is not None
