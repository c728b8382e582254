"""What a store remembers of the folders that its assessments are shared through."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from checklist.store.journal import Journal


class Segment(NamedTuple):
    """A file in a shared folder as this store left it: its length in bytes, and its digest."""

    length: int
    sha256: str


def shared_folder(journal: Journal, assessment: str) -> Path | None:
    """The folder that an assessment is shared through here; None where it is not.

    Raises:
        UnknownAssessment: there is no such assessment.
    """
    key = journal.key(assessment)
    with journal.database.explained():
        row = journal.database.connection.execute(
            "SELECT folder FROM shared WHERE journal = ?", (key,)
        ).fetchone()
    return None if row is None else Path(row[0])


def shared_folders(journal: Journal) -> Mapping[str, Path]:
    """The folder of each assessment that is shared through one here, by the assessment's id."""
    with journal.database.explained():
        rows = journal.database.connection.execute(
            "SELECT name, folder FROM shared JOIN journal ON journal.key = shared.journal"
        ).fetchall()
    return {name: Path(folder) for name, folder in rows}


def share_through(journal: Journal, assessment: str, folder: Path | None) -> None:
    """Share an assessment through a folder from now on; with None, through none.

    Raises:
        UnknownAssessment: there is no such assessment.
        StoreError: it was not written.
    """
    key = journal.key(assessment)
    with journal.database.writing() as connection:
        for statement in connection.dialect.unshare:
            connection.execute(statement, (key,))
        if folder is not None:
            connection.execute(
                "INSERT INTO shared (journal, folder) VALUES (?, ?)", (key, str(folder))
            )


def own_segments(journal: Journal, assessment: str) -> Mapping[str, Segment]:
    """The files that this store has written in the folder, by name.

    Raises:
        UnknownAssessment: there is no such assessment.
    """
    key = journal.key(assessment)
    with journal.database.explained():
        rows = journal.database.connection.execute(
            "SELECT name, length, sha256 FROM segment WHERE journal = ?", (key,)
        ).fetchall()
    return {name: Segment(length, sha256) for name, length, sha256 in rows}


def note_segment(journal: Journal, assessment: str, name: str, left: Segment | None) -> None:
    """Remember how a file was left; with None, that it is no longer written to.

    Raises:
        UnknownAssessment: there is no such assessment.
        StoreError: it was not written.
    """
    key = journal.key(assessment)
    with journal.database.writing() as connection:
        connection.execute(connection.dialect.forget_segment, (key, name))
        if left is not None:
            connection.execute(
                "INSERT INTO segment (journal, name, length, sha256) VALUES (?, ?, ?, ?)",
                (key, name, left.length, left.sha256),
            )
