"""What is sent in from the browser: one folder, with safe names, and no larger than agreed."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from io import BufferedRandom
from pathlib import Path, PurePath
from typing import NamedTuple
from unicodedata import normalize

from checklist.assessment.deciding import LARGEST_FILE
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.machine import (
    make_private_folder,
    passing_folder,
    patiently,
    remove_unfinished,
    write_whole,
)
from checklist.store import FolderEntry, read_folder, usable_name

_MEGABYTE = 1_000_000
_MOST_WITH_ONE_NAME = 1000


class RefusedUpload(SamsjekkError):
    """Nothing was kept; the words say why."""


class Uploads(NamedTuple):
    """The folder for what was sent in. `largest` is for a file, `most` for all there, in bytes."""

    folder: Path
    largest: int = LARGEST_FILE
    most: int = 2 * LARGEST_FILE

    def all(self) -> tuple[FolderEntry, ...]:
        """What is there, by name.

        Raises:
            UnreadableFolder: the words say why.
        """
        if not self.folder.is_dir():
            return ()
        return tuple(entry for entry in read_folder(self.folder) if not entry.is_folder)

    def tidy(self) -> None:
        """Remove what a server that was killed left of files that were on their way."""
        remove_unfinished(self.folder)

    async def take_in(self, name: str, next_part: Callable[[], Awaitable[bytes]]) -> str:
        """Keep a file that comes in parts, until an empty one; the name it is kept under.

        Raises:
            RefusedUpload: it is too large, or can't be written. Nothing of it is left.
        """
        try:
            make_private_folder(self.folder)
            with passing_folder(self.folder) as passing:
                whole = passing / "whole"
                await self._receive(whole, next_part)
                return await asyncio.to_thread(self._put_in_place, whole, _safe(name))
        except OSError as error:
            raise RefusedUpload(
                phrase(
                    "«{name}» ble ikke lagret ({reason}). Frigjør plass og prøv igjen.",
                    name=_safe(name),
                    reason=error.strerror or error,
                )
            ) from error

    async def _receive(self, whole: Path, next_part: Callable[[], Awaitable[bytes]]) -> None:
        free = self.most - sum(entry.size for entry in self.all())
        size = 0
        with whole.open("xb") as file:
            while part := await next_part():
                size += len(part)
                if size > self.largest:
                    raise RefusedUpload(
                        phrase(
                            "Filen er for stor. En fil kan være {most} MB.",
                            most=self.largest // _MEGABYTE,
                        )
                    )
                if size > free:
                    raise RefusedUpload(
                        phrase(
                            "Det er ikke plass til flere filer. Ta bort noen av dem du har lastet "
                            "opp, og prøv igjen."
                        )
                    )
                await asyncio.to_thread(file.write, part)

    def _put_in_place(self, whole: Path, name: str) -> str:
        path = PurePath(name)
        for number in range(1, _MOST_WITH_ONE_NAME):
            other = name if number == 1 else f"{path.stem} ({number}){path.suffix}"

            def fill(file: BufferedRandom, other: str = other) -> str:
                with whole.open("rb") as content:
                    shutil.copyfileobj(content, file)
                return other

            if (self.folder / other).exists():
                continue
            try:
                write_whole(self.folder, fill, replace=False)
            except FileExistsError:
                continue
            return other
        raise RefusedUpload(phrase("Det er for mange filer som heter «{name}».", name=name))

    def remove(self, name: str) -> None:
        """Take a file away for good; one that is gone already is no fault.

        Raises:
            RefusedUpload: it can't be removed now.
        """
        if name not in {entry.name for entry in self.all()}:
            return
        try:
            patiently(lambda: (self.folder / name).unlink(missing_ok=True))
        except OSError as error:
            raise RefusedUpload(
                phrase(
                    "«{name}» kan ikke tas bort nå. Prøv igjen om litt.",
                    name=name,
                )
            ) from error


def _safe(name: str) -> str:
    """The name as a file here can have it: no way to another folder, nothing a system refuses."""
    whole = normalize("NFC", name.encode(errors="replace").decode())
    return usable_name(whole)
