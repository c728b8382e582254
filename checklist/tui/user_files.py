"""Where the user's files lie: on the disk of this machine, or at the other end of a browser.

Screens ask `UserFiles` for what holds there, and none of them asks whether there is a browser.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from textual.app import App

from checklist.assessment import FilePlace, Place, is_file, place
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.machine import (
    Environment,
    can_wait_in_shell,
    folder_until_the_end,
)
from checklist.store import (
    ZIP,
    refuse_impossible_name,
    write_output,
    write_several,
    zipped,
)

Made = bytes | Path | dict[str, bytes]
"""The whole of a file, a file to copy, or several files by their names."""


class NotSentIn(SamsjekkError):
    """A file on the machine that the program runs on, where only those that were sent in count."""


BEING_MADE = "files being made"
"""The group of workers that each make a file."""


def being_made(app: App[Any]) -> tuple[str, ...]:
    """The paths of the files that are not ready yet."""
    making = (worker for worker in app.workers if worker.group == BEING_MADE)
    return tuple(worker.name for worker in making if not worker.is_finished)


class UserFiles(ABC):
    """What differs between the disk of the user's own and a browser.

    Attributes:
        top: the folder that files come in from, where there is only one.
        opens: whether a file can be opened in the program that the system has for it.
        shares: whether an assessment can be shared through a folder.
        asks: what is asked before a file is made.
    """

    top: Path | None = None
    opens: bool
    shares: bool
    asks: Phrase

    @property
    @abstractmethod
    def folder(self) -> Path:
        """What stands before the name of a file that goes out."""

    @property
    @abstractmethod
    def can_wait(self) -> bool:
        """Whether there is a shell that the program can be set aside in."""

    @property
    @abstractmethod
    def where(self) -> Phrase:
        """Where a file goes."""

    @abstractmethod
    def written(self, path: Path) -> str:
        """A file that was chosen, as it stands in a field."""

    @abstractmethod
    def source(self, written: Path, beside: Path) -> Path:
        """The file that comes in, by a path that was typed.

        Raises:
            NotSentIn: files do not come in from there.
        """

    def place(self, text: str) -> Place | None:
        """What a text about a place stands for.

        Raises:
            SamsjekkError: it is no place, or files do not come in from there.
        """
        return place(text)

    @abstractmethod
    def passing(self, path: Path) -> Path:
        """Where a file that was asked for is written first."""

    @abstractmethod
    def hand_out(self, path: Path) -> Phrase:
        """Let the user have a file that is written; where it is now."""

    @abstractmethod
    def keep(self, path: Path, content: Made, home: Path) -> Callable[..., Path]:
        """What writes a file, given whether another may be replaced; it is called in a thread.

        Raises:
            OutputFileError: it was not written.
        """

    @abstractmethod
    def kept(self, path: Path) -> Phrase:
        """That a file is there."""


class OwnDisk(UserFiles):
    """The disk of this machine, as in a terminal."""

    opens = True
    shares = True
    asks = phrase("Hvor skal filen ligge?")

    @property
    def folder(self) -> Path:
        """The folder for documents."""
        return Environment.documents()

    @property
    def can_wait(self) -> bool:
        """Not on Windows."""
        return can_wait_in_shell()

    @property
    def where(self) -> Phrase:
        """In the folder for documents, unless a path says otherwise."""
        return phrase("Lagres i {folder}", folder=self.folder)

    def written(self, path: Path) -> str:
        """The whole path."""
        return str(path)

    def source(self, written: Path, beside: Path) -> Path:
        """Any file."""
        return beside / written

    def passing(self, path: Path) -> Path:
        """Where it is to be."""
        return self.folder / path

    def hand_out(self, path: Path) -> Phrase:
        """It is there."""
        return self.kept(path)

    def keep(self, path: Path, content: Made, home: Path) -> Callable[..., Path]:
        """Write it where the user asked."""
        if isinstance(content, dict):
            return partial(write_several, path, content, home=home)
        return partial(write_output, path, content, home=home)

    def kept(self, path: Path) -> Phrase:
        """Where it is."""
        return phrase("Lagret: {path}", path=path)


class Browser(UserFiles):
    """The user sits at a browser: files come in by a page of their own, and go out as downloads."""

    opens = False
    shares = False
    asks = phrase("Hva skal filen hete?")
    folder = Path()
    can_wait = False

    def __init__(self, app: App[Any], uploads: Path) -> None:
        self._app = app
        self.top: Path = uploads

    @property
    def where(self) -> Phrase:
        """The browser decides."""
        return phrase("Kommer blant nedlastingene i nettleseren")

    def written(self, path: Path) -> str:
        """Its name in the folder that it was sent in to."""
        return str(path.relative_to(self.top))

    def source(self, written: Path, beside: Path) -> Path:  # noqa: ARG002 - nothing is beside what is sent in
        """A file that was sent in."""
        path = self.top / written
        if not path.resolve().is_relative_to(self.top.resolve()):
            raise NotSentIn(
                phrase(
                    "I nettleseren kan du bruke filer du har lastet opp. Velg «Last opp filer» "
                    "øverst på siden."
                )
            )
        return path

    def place(self, text: str) -> Place | None:
        """A file that was sent in, by its name alone too; all else that is no file is as it was."""
        sent_in = str(self.top / text.strip()) if text.strip() else ""
        found = place(sent_in) if is_file(sent_in) else place(text)
        if isinstance(found, FilePlace):
            self.source(found.path, self.top)
        return found

    def passing(self, path: Path) -> Path:
        """A folder that goes with the program."""
        return folder_until_the_end() / path.name

    def hand_out(self, path: Path) -> Phrase:
        """Send it as a download."""
        self._deliver(path.open("rb"), path.name, path.stat().st_size)
        return self.kept(path)

    def keep(self, path: Path, content: Made, home: Path) -> Callable[..., Path]:  # noqa: ARG002 - nothing is written here
        """Send it as a download; several files as one."""
        name = path.name
        if isinstance(content, dict):
            content, name = zipped(content), f"{name}{ZIP}"
        refuse_impossible_name(name)

        def send(*, replace: bool) -> Path:  # noqa: ARG001 - a browser replaces nothing
            if isinstance(content, Path):
                file: BinaryIO = content.open("rb")
                size = content.stat().st_size
            else:
                file, size = BytesIO(content), len(content)
            self._app.call_from_thread(self._deliver, file, name, size)
            return Path(name)

        return send

    def kept(self, path: Path) -> Phrase:
        """That it is on its way."""
        return phrase("Lastes ned i nettleseren: {name}", name=path.name)

    def _deliver(self, file: BinaryIO, name: str, size: int) -> None:
        # The server tells the browser how much to expect, by what it is told here.
        self._app.deliver_binary(file, save_filename=name, name=str(size))


def user_files_of(app: App[Any]) -> UserFiles:
    """Where the files of the user are."""
    environment = getattr(app, "environment", None)
    if isinstance(environment, Environment) and environment.in_browser:
        return Browser(app, environment.uploads)
    return OwnDisk()
