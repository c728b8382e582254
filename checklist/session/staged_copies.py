"""Copies of files between when they are taken and when evidence that has them is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec.structs import replace

from checklist.assessment import (
    Document,
    Evidence,
    EvidenceRecorded,
    FileReference,
    Refused,
    What,
)
from checklist.store import (
    EvidenceFileError,
    EvidenceFiles,
    PerhapsWritten,
    StagedCopy,
    StoreError,
    Watch,
)


class StagedCopies:
    """The copies for an assessment that no evidence has been recorded with yet.

    Args:
        files: where copies are kept.
        assessment: the id of the assessment.
    """

    def __init__(self, files: EvidenceFiles, assessment: str) -> None:
        self._files = files
        self._assessment = assessment
        self._staged: list[StagedCopy] = []

    def record(
        self,
        path: Path,
        *,
        copy: bool,
        name: str | None,
        sure: bool,
        watch: Watch,
    ) -> FileReference:
        """Take the digest of a file and, with `copy`, stage a copy, as `EvidenceFiles.stage` does.

        The copy is kept when evidence that has it is recorded; it is gone when that is refused.
        May be run in a thread: the journal is not touched.

        Raises:
            EvidenceFileError: the file can't be read or copied.
            Doubtful: it is large, and nobody has said that they are `sure`.
            Refused: it is too large to copy.
        """
        if not copy:
            return self._files.refer(path, watch)
        staged = self._files.stage(self._assessment, path, name=name, sure=sure, watch=watch)
        self._staged.append(staged)
        return staged.reference

    def copied(
        self, evidence: Evidence, files: EvidenceFiles, assessment: str, watch: Watch
    ) -> Evidence:
        """Evidence of another assessment, whose `files` these are, with a copy of its file here.

        One that is lost or changed there is not copied: what it was stays recorded.
        """
        file = evidence.file if isinstance(evidence, Document) else None
        if file is None or not file.copied:
            return evidence
        with suppress(EvidenceFileError, StoreError, Refused):
            path = files.fetch(assessment, file)
            copy = self.record(path, copy=True, name=file.known_as, sure=True, watch=watch)
            if copy.sha256 == file.sha256:
                return replace(evidence, file=copy)
            self.discard((copy,))
        return evidence

    def keep(self, happened: Iterable[What]) -> None:
        """Keep the copies that events refer to."""
        if not self._staged:
            return
        recorded = copies_in(happened)
        for staged in [copy for copy in self._staged if copy.reference.path in recorded]:
            self._staged.remove(staged)
            self._files.keep(staged)

    def discard(self, files: Iterable[FileReference]) -> None:
        """Remove the copies of these files that no evidence was recorded with.

        Not others: they may be of something that is being recorded at the same time.
        """
        unwanted = {file.path for file in files if file.copied}
        for staged in [copy for copy in self._staged if copy.reference.path in unwanted]:
            self._staged.remove(staged)
            self._files.discard(staged)

    @contextmanager
    def until_recorded(
        self, files: Iterable[FileReference], happened: Callable[[], Iterable[What]]
    ) -> Iterator[None]:
        """Keep the copies of files that were recorded in it, and let those of the others go.

        Args:
            files: those that are to be recorded; more may come while it lasts.
            happened: gives everything that has happened to the assessment by then.
        """
        try:
            yield
            self.keep(happened())
        except PerhapsWritten:
            raise
        except Exception:
            # Not at Ctrl+C, as not where the disk failed at the end: the event may be written, and
            # the copy is then kept at next opening.
            self.discard(files)
            raise
        self.discard(files)


def files_of(several: Iterable[Evidence]) -> tuple[FileReference, ...]:
    """The files that documents among evidence have."""
    files = (evidence.file for evidence in several if isinstance(evidence, Document))
    return tuple(file for file in files if file is not None)


def copies_in(happened: Iterable[What]) -> frozenset[str]:
    """The names of the copies that events refer to."""
    recorded = (what.evidence for what in happened if isinstance(what, EvidenceRecorded))
    return frozenset(file.path for file in files_of(recorded) if file.copied)
