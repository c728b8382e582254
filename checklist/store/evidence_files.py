"""Evidence files: referred to where they are, or copied into the assessment's own folder."""

from __future__ import annotations

import hashlib
import re
import shutil
from io import BufferedRandom
from pathlib import Path

import msgspec

from checklist.assessment import FileReference
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.machine import (
    full_path,
    make_private_folder,
    patiently,
    write_whole,
)


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
            return FileReference(str(full_path(path)), sha256_of(path), path.stat().st_size)
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
        make_private_folder(folder)
        with patiently(lambda: path.open("rb")) as original:

            def fill(copy: BufferedRandom) -> str:
                shutil.copyfileobj(original, copy)
                copy.seek(0)
                # The digest is of the copy: the original may change while it is read.
                return hashlib.file_digest(copy, "sha256").hexdigest() + _plain_suffix(path)

            kept = write_whole(folder, fill)
        sha256 = kept.name.partition(".")[0]
        return FileReference(kept.name, sha256, kept.stat().st_size, copied=True)

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


def sha256_of(path: Path) -> str:
    """The digest of a file's content."""
    with patiently(lambda: path.open("rb")) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain_suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
