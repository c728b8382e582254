"""Copies of evidence in a team's database, so that all who share it can open them.

A copy is staged on the machine as elsewhere, and its bytes go to the database by their digest:
there it may take long and be stopped, and what others are told of, they can open. Once an event
refers to it, what lay on the machine is removed; if it is in the database no more then, it is put
there again, or when the assessment is next opened. What is opened is fetched to a folder that is
gone when the program ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from contextlib import closing, suppress
from functools import cached_property
from io import BufferedRandom
from itertools import chain
from pathlib import Path

from checklist.assessment import FileReference
from checklist.machine import ServerAddress, folder_until_the_end, write_whole
from checklist.store.errors import StoreError
from checklist.store.evidence_files import (
    KEPT_NAME,
    EvidenceFileError,
    EvidenceFiles,
    StagedCopy,
    Watch,
    unwatched,
)
from checklist.store.postgres.blobs import DAMAGED, pieces_of, put_in
from checklist.store.postgres.database import PostgresDatabase


class FilesOnServer:
    """The files of a municipality in its database, by their digests."""

    def __init__(self, address: ServerAddress) -> None:
        self._address = address
        self._known: set[str] = set()

    @cached_property
    def fetched(self) -> Path:
        """The folder that files are fetched to, until the program ends."""
        return folder_until_the_end()

    def those_here(self, wanted: Iterable[str]) -> frozenset[str]:
        """The digests among those wanted of files that are in the database."""
        wanted = frozenset(wanted)
        if unknown := sorted(wanted - self._known):
            query = "SELECT sha256 FROM blob WHERE chunk = 0 AND sha256 = ANY(?)"
            with closing(PostgresDatabase(self._address)) as database, database.reading():
                found = database.connection.execute(query, (unknown,)).fetchall()
            self._known.update(name for (name,) in found)
        return wanted & self._known

    def keep(self, path: Path, sha256: str, watch: Watch = unwatched) -> None:
        """Put a file in the database, all of it or nothing; `watch` is told how much is sent.

        Raises:
            StoreError: it can't be put there now. What `watch` raises leaves nothing either.
        """
        with (
            path.open("rb") as file,
            closing(PostgresDatabase(self._address)) as database,
            database.writing() as connection,
        ):
            put_in(connection.server, file, sha256, watch)
        self._known.add(sha256)

    def fetch(self, name: str, sha256: str, watch: Watch = unwatched) -> None:
        """Fetch a file from the database, if it is there, under a name.

        Nothing is left of it where `watch` stops it.

        Raises:
            EvidenceFileError: it is not as it was written.
        """
        with closing(PostgresDatabase(self._address)) as database, database.reading():
            pieces = pieces_of(database.connection.server, sha256)
            first = next(pieces, None)
            if first is None:
                return

            def fill(copy: BufferedRandom) -> str:
                digest = hashlib.sha256()
                for piece in chain((first,), pieces):
                    watch(len(piece))
                    digest.update(piece)
                    copy.write(piece)
                if digest.hexdigest() != sha256:
                    raise EvidenceFileError(DAMAGED)
                return name

            write_whole(self.fetched, fill)


class EvidenceOnServer(EvidenceFiles, frozen=True):
    """The copies of a team: on the machine until they are in the database."""

    server: FilesOnServer

    def stage(
        self,
        assessment: str,
        path: Path,
        *,
        name: str | None = None,
        sure: bool = False,
        watch: Watch = unwatched,
    ) -> StagedCopy:
        """As elsewhere, and put it in the database.

        Raises:
            StoreError: that can't be done now; nothing is left of the copy.
            EvidenceFileError, PersonalNumber, Doubtful, Refused: as elsewhere.
        """
        staged = super().stage(assessment, path, name=name, sure=sure, watch=watch)
        try:
            self.server.keep(staged.path, staged.reference.sha256, watch)
        except BaseException:
            self.discard(staged)
            raise
        return staged

    def keep(self, staged: StagedCopy) -> None:
        """Give a copy its own name, and see that it is in the database; else `tidy` does later."""
        super().keep(staged)
        self._put_in(staged.path.parent / staged.reference.path)

    def tidy(self, assessment: str, recorded: Callable[[], Collection[str]]) -> None:
        """Put right what was left, and put in the database what is recorded and not there."""
        super().tidy(assessment, recorded)
        with suppress(OSError):
            left = [
                p for p in (self.directory / assessment).iterdir() if KEPT_NAME.fullmatch(p.name)
            ]
            known = recorded() if left else ()
            for path in left:
                if path.name in known:
                    self._put_in(path)

    def locate(self, assessment: str, reference: FileReference) -> Path:
        """Where the recorded file is, or will be once it is fetched."""
        place = super().locate(assessment, reference)
        if not reference.copied or place.exists():
            return place
        return self.server.fetched / place.name

    def is_at_hand(self, assessment: str, reference: FileReference) -> bool:
        """Whether `fetch` has nothing to fetch from the database."""
        return not reference.copied or self.locate(assessment, reference).exists()

    def fetch(self, assessment: str, reference: FileReference, watch: Watch = unwatched) -> Path:
        """Where the recorded file is, to be read now: fetched from the database.

        Raises:
            StoreError, EvidenceFileError: it can't be fetched, or is not as it was kept.
        """
        place = self.locate(assessment, reference)
        if not self.is_at_hand(assessment, reference):
            self.server.fetch(place.name, reference.sha256, watch)
        return place

    def holds(self, path: Path) -> bool:
        """Whether a path leads to where copies are kept, and not to a file of the user's."""
        return super().holds(path) or path.is_relative_to(self.server.fetched)

    def is_there(self, assessment: str, reference: FileReference) -> bool:
        """Whether the file can still be found.

        Raises:
            StoreError: the database can't be asked.
        """
        if super().locate(assessment, reference).is_file():
            return True
        return reference.copied and bool(self.server.those_here((reference.sha256,)))

    def kept_elsewhere(self, files: Iterable[FileReference]) -> frozenset[str]:
        """The digests of those that are in the database: of all, where it can't be asked now."""
        wanted = frozenset(file.sha256 for file in files if file.copied)
        try:
            return self.server.those_here(wanted)
        except StoreError:
            return wanted

    def _put_in(self, path: Path) -> None:
        with suppress(StoreError, OSError):
            self.server.keep(path, path.name.partition(".")[0])
            path.unlink()
