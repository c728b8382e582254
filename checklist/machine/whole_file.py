"""Writing a file whole or not at all, readable by its owner only."""

from __future__ import annotations

import atexit
import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedRandom
from pathlib import Path

from checklist.machine import system

UNFINISHED = ".samsjekk-"
"""What the name of a file that is not whole yet begins with."""
STALE_SECONDS = 3600
"""How long it is left alone after it was last written to: another program may be writing now."""
_MOST_TRIES = 100


def write_whole(
    folder: Path, fill: Callable[[BufferedRandom], str], *, replace: bool = True
) -> Path:
    """Let `fill` write a file in a folder and say its name; it takes the place of what has that.

    The name is wanted last, because it may come from the content. What returns is on disk.

    Raises:
        FileExistsError: something has the name, and `replace` is false.
        OSError: nothing is changed, and nothing unfinished is left behind.
    """
    handle, unfinished = _unfinished(folder)
    try:
        with os.fdopen(handle, "w+b") as file:
            path = folder / fill(file)
            file.flush()
            os.fsync(file.fileno())
        system.patiently(lambda: system.put_in_place(unfinished, path, replace=replace))
    except BaseException:
        with suppress(OSError):
            system.patiently(unfinished.unlink)
        raise
    system.sync_folder(folder)
    return path


def write_file(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write a file with this content, as `write_whole` does."""

    def fill(file: BufferedRandom) -> str:
        file.write(content)
        return path.name

    write_whole(path.parent, fill, replace=replace)


def add_to_file(path: Path, content: bytes, *, begin: bool) -> None:
    """Add bytes at the end of a file, or `begin` one with them. When it returns, they are on disk.

    Raises:
        FileExistsError: it was to be begun, and something has the name.
        OSError: not all of it was written.
    """
    how = os.O_EXCL if begin else os.O_APPEND
    binary = getattr(os, "O_BINARY", 0)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | how | binary, 0o600)
    with os.fdopen(opened, "wb", buffering=0) as file:
        left = memoryview(content)
        while left:
            left = left[file.write(left) or 0 :]
        os.fsync(file.fileno())
    if begin:
        system.sync_folder(path.parent)


def write_by_path(path: Path, fill: Callable[[Path], object]) -> None:
    """Let `fill` write the file at another path first: whole or not at all, as `write_whole` does.

    Raises:
        OSError: nothing is changed, and nothing unfinished is left behind.
    """
    handle, unfinished = _unfinished(path.parent)
    os.close(handle)
    try:
        fill(unfinished)
        with unfinished.open("r+b") as file:
            os.fsync(file.fileno())
        system.patiently(lambda: unfinished.replace(path))
    except BaseException:
        with suppress(OSError):
            system.patiently(unfinished.unlink)
        raise
    system.sync_folder(path.parent)


@contextmanager
def passing_folder(parent: Path) -> Iterator[Path]:
    """A folder in another, for its owner only, that is removed with what is in it at the end.

    Raises:
        OSError: it can't be made.
    """
    folder = parent / f".samsjekk-{os.urandom(8).hex()}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_unfinished(folder: Path) -> None:
    """Remove what a program that was killed left in a folder, and is stale."""
    before = time.time() - STALE_SECONDS
    with suppress(OSError):
        for left in folder.glob(f"{UNFINISHED}*"):
            if all(path.stat().st_mtime < before for path in (left, *left.glob("*"))):
                shutil.rmtree(left, ignore_errors=True)
                left.unlink(missing_ok=True)


def folder_until_the_end() -> Path:
    """A folder for its owner only, that is removed with what is in it when the program ends.

    A program that has a file in it open holds it on Windows; then it is left there.

    Raises:
        OSError: it can't be made.
    """
    folder = system.passing_place() / f".samsjekk-{os.urandom(8).hex()}"
    folder.mkdir(mode=0o700)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _unfinished(folder: Path) -> tuple[int, Path]:
    # Not tempfile: on Windows it takes a folder that can't be written to for a name in use, and
    # goes on for hours (python/cpython#66305).
    for _ in range(_MOST_TRIES):
        path = folder / f"{UNFINISHED}{os.urandom(8).hex()}"
        with suppress(FileExistsError):
            return system.create_private_file(path), path
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
