"""Evidence files: referred to where they are, or copied into the assessment's own folder.

A copy is first staged: whole and on disk, under a name that begins as those of unfinished files
do. It gets its own name once the event that refers to it is written, and is removed where the
event is refused. What a program that was killed left behind is put right by `tidy`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
import unicodedata
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from functools import partial
from io import BufferedRandom
from pathlib import Path
from typing import Protocol

import msgspec

from checklist.assessment import FileReference, deciding, refuse_personal_numbers
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.machine import (
    STALE_SECONDS,
    UNFINISHED,
    folder_until_the_end,
    full_path,
    is_too_long,
    make_private_folder,
    patiently,
    sync_folder,
    write_whole,
)
from checklist.store.output_file import usable_name

_CHUNK = 1 << 20
_ROOM_LEFT = 50_000_000


class Watch(Protocol):
    """Told how many bytes were just read of a file, or sent; what it raises stops that."""

    def __call__(self, read: int = 0, /, *, sent: int = 0) -> object:
        """What was just done."""


KEPT_NAME = re.compile(r"[0-9a-f]{64}(\.[a-z0-9]+)?")
"""What a copy is called."""
_STAGED = re.compile(rf"{re.escape(UNFINISHED)}[0-9a-f]+-(?P<name>{KEPT_NAME.pattern})")


class EvidenceFileError(SamsjekkError):
    """The file can't be read or copied."""


def unwatched(_read: int = 0, /, *, sent: int = 0) -> None:
    """Let a file be read to its end."""


class StagedCopy(msgspec.Struct, frozen=True):
    """A copy that nothing refers to yet: what will refer to it, and where it is meanwhile."""

    reference: FileReference
    path: Path


class EvidenceFiles(msgspec.Struct, frozen=True):
    """The folder that copies are kept in: one folder an assessment, named by content."""

    directory: Path

    def refer(self, path: Path, watch: Watch = unwatched) -> FileReference:
        """Take a file's digest, and leave it where it is.

        Raises:
            EvidenceFileError: the file is not there, is not a file, or can't be read.
        """
        try:
            _refuse_no_file(path)
            digest = sha256_of(path, watch)
            return FileReference(str(full_path(path)), digest, path.stat().st_size)
        except OSError as error:
            raise _unreadable(path, error) from error

    def stage(
        self,
        assessment: str,
        path: Path,
        *,
        name: str | None = None,
        sure: bool = False,
        watch: Watch = unwatched,
    ) -> StagedCopy:
        """Copy a file for an event that is about to be written. Only its owner can read the copy.

        The copy is named by its digest, never by the name the file came with; the reference has
        that, or `name`. `sure` is whether somebody has said that a large file is to be copied.
        Nothing is left of the copy where `watch` stops it.

        Raises:
            EvidenceFileError: the file is not there, is not a file, can't be read or copied, or
                there is no room for it.
            PersonalNumber: its name names a person by number.
            Doubtful, Refused: as `deciding.refuse_copy`.
        """
        known_as = name or _readable(path.name)
        try:
            _refuse_no_file(path)
            size = path.stat().st_size
            refuse_personal_numbers(known_as)
            deciding.refuse_copy(known_as, size, sure=sure)
            folder = self.directory / assessment
            make_private_folder(folder)
            if shutil.disk_usage(folder).free < size + _ROOM_LEFT:
                raise EvidenceFileError(
                    phrase(
                        "Disken har ikke plass til en kopi av {path} ({n} MB). Ingenting ble "
                        "registrert.",
                        path=path,
                        n=round(size / 1_000_000),
                    )
                )
            with patiently(lambda: path.open("rb")) as original:

                def fill(copy: BufferedRandom) -> str:
                    digest, copied = hashlib.sha256(), 0
                    while chunk := original.read(_CHUNK):
                        copied += len(chunk)
                        watch(len(chunk))
                        # The original may grow while it is read.
                        deciding.refuse_copy(known_as, copied, sure=True)
                        digest.update(chunk)
                        copy.write(chunk)
                    named = digest.hexdigest() + _plain_suffix(path)
                    return f"{UNFINISHED}{os.urandom(8).hex()}-{named}"

                staged = write_whole(folder, fill)
        except OSError as error:
            raise _unreadable(path, error) from error
        own = staged.name.rpartition("-")[2]
        reference = FileReference(
            own, own.partition(".")[0], staged.stat().st_size, copied=True, name=known_as
        )
        return StagedCopy(reference, staged)

    def receive(
        self, assessment: str, name: str, fill: Callable[[BufferedRandom], object]
    ) -> StagedCopy:
        """Stage a copy that comes from another store, under the name that it had there.

        Raises:
            EvidenceFileError: it can't be written; what `fill` raises leaves nothing either.
        """
        folder = self.directory / assessment
        digest = name.partition(".")[0]

        def write(copy: BufferedRandom) -> str:
            fill(copy)
            return f"{UNFINISHED}{os.urandom(8).hex()}-{name}"

        try:
            make_private_folder(folder)
            staged = write_whole(folder, write)
            size = staged.stat().st_size
        except OSError as error:
            raise _unreadable(folder / name, error) from error
        return StagedCopy(FileReference(name, digest, size, copied=True), staged)

    def keep(self, staged: StagedCopy) -> None:
        """Give a copy its own name, now that an event refers to it. Else `tidy` does so later."""
        with suppress(OSError):
            patiently(lambda: staged.path.replace(staged.path.parent / staged.reference.path))
            sync_folder(staged.path.parent)

    def discard(self, staged: StagedCopy) -> None:
        """Remove a copy that nothing will refer to."""
        _remove(staged.path)

    def tidy(self, assessment: str, recorded: Callable[[], Collection[str]]) -> None:
        """Put right what a program that was killed left of its copies.

        A staged copy that is `recorded` gets its own name. Of the others, and of what is not
        whole, those that have not been written to for an hour are removed: another program may
        be copying now. Nothing else in the folder is touched.
        """
        folder = self.directory / assessment
        try:
            left = [name for name in os.listdir(folder) if name.startswith(UNFINISHED)]  # noqa: PTH208 - names only: asked at each opening
        except OSError:
            return
        known = recorded() if left else ()
        for name in left:
            path, staged = folder / name, _STAGED.fullmatch(name)
            with suppress(OSError):
                if staged and staged["name"] in known and not (folder / staged["name"]).exists():
                    path.replace(folder / staged["name"])
                elif time.time() - path.stat().st_mtime > STALE_SECONDS:
                    _remove(path)

    def erase(self, assessment: str, reference: FileReference) -> None:
        """Remove the bytes of a copy for good, by whatever suffix they are kept.

        Raises:
            EvidenceFileError: they are still there; the words say where.
        """
        folder = self.directory / assessment
        try:
            for path in folder.glob(f"*{reference.sha256}*"):
                patiently(partial(path.unlink, missing_ok=True))
            sync_folder(folder)
        except OSError as error:
            raise EvidenceFileError(
                phrase(
                    "Får ikke slettet kopien i {folder} ({reason}). Ingenting er endret.",
                    folder=folder,
                    reason=error.strerror or error,
                )
            ) from error

    def remove_copies(self, assessment: str) -> None:
        """Remove the copies that belong to an assessment, and nothing else.

        Raises:
            EvidenceFileError: a copy could not be removed; the words say where it is.
        """
        copies = self.directory / assessment
        try:
            if copies.is_dir():
                shutil.rmtree(copies)
                sync_folder(self.directory)
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

    def is_at_hand(self, assessment: str, reference: FileReference) -> bool:  # noqa: ARG002 - another place may have to fetch it
        """Whether `fetch` has nothing to fetch."""
        return True

    def fetch(
        self,
        assessment: str,
        reference: FileReference,
        watch: Watch = unwatched,  # noqa: ARG002 - another place tells it
    ) -> Path:
        """Where the recorded file is, to be read now: fetched, if it is kept elsewhere.

        Raises:
            StoreError, EvidenceFileError: it can't be fetched, or is not as it was kept.
        """
        return self.locate(assessment, reference)

    def holds(self, path: Path) -> bool:
        """Whether a path leads to where copies are kept, and not to a file of the user's."""
        return path.absolute().is_relative_to(self.directory.absolute())

    def kept_elsewhere(self, files: Iterable[FileReference]) -> frozenset[str]:  # noqa: ARG002 - another place may have some
        """The digests of those whose copies are known to be kept, though not on this machine."""
        return frozenset()

    def is_there(self, assessment: str, reference: FileReference) -> bool:
        """Whether the file can still be found."""
        try:
            return self.locate(assessment, reference).is_file()
        except OSError:
            return False


def copy_to_open(source: Path, name: str) -> Path:
    """A copy under a name that people know, for another program to show; gone when this one ends.

    Raises:
        EvidenceFileError: it can't be read or copied.
    """
    try:
        folder = folder_until_the_end()
        return Path(shutil.copyfile(source, folder / usable_name(name)))
    except OSError as error:
        raise _unreadable(source, error) from error


def beside(file: Path, name: str) -> Path:
    """The file that another, which may come from anyone, names in its own folder or below.

    Raises:
        EvidenceFileError: the name leads out of the folder, also where a link does.
    """
    folder = file.parent
    found = _spelled_as_there(folder / name)
    if not found.resolve().is_relative_to(folder.resolve()):
        raise EvidenceFileError(
            phrase(
                "{name} leder ut av mappen til {file}. Legg filen i mappen, eller registrer den "
                "fra programmet. Ingenting ble registrert.",
                name=name,
                file=file.name,
            )
        )
    return found


def _spelled_as_there(path: Path) -> Path:
    """The file of this name as its folder spells it: æ and å can be written in two ways."""
    if path.exists() or not path.parent.is_dir():
        return path
    wanted = unicodedata.normalize("NFC", path.name)
    same = (one for one in path.parent.iterdir() if _readable(one.name) == wanted)
    return next(same, path)


def sha256_of(path: Path, watch: Watch = unwatched) -> str:
    """The digest of a file's content."""
    digest = hashlib.sha256()
    with patiently(lambda: path.open("rb")) as file:
        while chunk := file.read(_CHUNK):
            watch(len(chunk))
            digest.update(chunk)
    return digest.hexdigest()


def _refuse_no_file(path: Path) -> None:
    if is_too_long(path.absolute()):
        raise EvidenceFileError(
            phrase(
                "Stien {path} er for lang. Velg en kortere mappe eller et kortere navn.", path=path
            )
        )
    if not path.is_file():
        raise EvidenceFileError(
            phrase("Filen {path} finnes ikke, eller er ikke en vanlig fil.", path=path)
        )


def _unreadable(path: Path, error: OSError) -> EvidenceFileError:
    return EvidenceFileError(
        phrase(
            "Får ikke lest eller kopiert {path} ({reason}). Ingenting ble registrert. Er filen "
            "åpen i et annet program, må du lukke den der først.",
            path=path,
            reason=error.strerror or error,
        )
    )


def _remove(path: Path) -> None:
    with suppress(OSError):
        patiently(lambda: path.unlink(missing_ok=True))


def _readable(name: str) -> str:
    """A file name as text that can be stored: some systems allow any bytes."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


def _plain_suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
