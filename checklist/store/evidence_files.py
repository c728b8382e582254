"""Evidence files: referred to where they are, or copied into the assessment's own folder."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

import msgspec

from checklist.assessment import FileReference
from checklist.errors import SamsjekkError
from checklist.i18n import phrase


class EvidenceFileError(SamsjekkError):
    """The file can't be read or copied."""


class EvidenceFiles(msgspec.Struct, frozen=True):
    """The folder that copies are kept in: one folder an assessment, named by content."""

    directory: Path

    def record(self, assessment: str, path: Path, *, copy: bool) -> FileReference:
        """Take a file's digest and, with `copy`, a copy that only its owner can read.

        The copy is named by its digest, never by the name the file came with.

        Raises:
            EvidenceFileError: the file is not there, is not a file, or can't be read or copied.
        """
        try:
            if not path.is_file():
                raise EvidenceFileError(
                    phrase("Filen {path} finnes ikke, eller er ikke en vanlig fil.", path=path)
                )
            if copy:
                return self._copied(assessment, path)
            return FileReference(str(path.resolve()), _sha256(path), path.stat().st_size)
        except OSError as error:
            raise EvidenceFileError(
                phrase(
                    "Får ikke lest eller kopiert {path} ({reason}). Ingenting ble registrert.",
                    path=path,
                    reason=error.strerror or error,
                )
            ) from error

    def _copied(self, assessment: str, path: Path) -> FileReference:
        folder = self.directory / assessment
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes the file readable by its owner only.
        handle, name = tempfile.mkstemp(prefix=".", dir=folder)
        unfinished = Path(name)
        try:
            with path.open("rb") as original, os.fdopen(handle, "wb") as copy:
                shutil.copyfileobj(original, copy)
                copy.flush()
                os.fsync(copy.fileno())
            # The digest is of the copy: the original may change while it is read.
            sha256, size = _sha256(unfinished), unfinished.stat().st_size
            kept = sha256 + _plain_suffix(path)
            unfinished.replace(folder / kept)
        finally:
            unfinished.unlink(missing_ok=True)
        return FileReference(kept, sha256, size, copied=True)

    def remove_copies(self, assessment: str) -> None:
        """Remove the copies that belong to an assessment, and nothing else.

        Raises:
            EvidenceFileError: a copy could not be removed; the words say where it is.
        """
        copies = self.directory / assessment
        try:
            if copies.is_dir():
                shutil.rmtree(copies)
        except OSError as error:
            raise EvidenceFileError(
                phrase(
                    "Egenvurderingen er tatt bort, men kopiene i {folder} kunne ikke slettes "
                    "({reason}). Slett mappen selv.",
                    folder=copies,
                    reason=error.strerror or error,
                )
            ) from error

    def locate(self, assessment: str, reference: FileReference) -> Path:
        """Where the recorded file should be."""
        if not reference.copied:
            return Path(reference.path)
        return self.directory / assessment / Path(reference.path).name

    def is_there(self, assessment: str, reference: FileReference) -> bool:
        """Whether the file can still be found."""
        try:
            return self.locate(assessment, reference).is_file()
        except OSError:
            return False

    def is_same_size(self, assessment: str, reference: FileReference) -> bool:
        """Whether the file is as long as it was. Another length means another content."""
        try:
            return self.locate(assessment, reference).stat().st_size == reference.size
        except OSError:
            return False

    def is_unchanged(self, assessment: str, reference: FileReference) -> bool:
        """Whether the content is what was recorded. A file that can't be read is not."""
        path = self.locate(assessment, reference)
        try:
            return path.stat().st_size == reference.size and _sha256(path) == reference.sha256
        except OSError:
            return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain_suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
