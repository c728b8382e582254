"""What differs between operating systems, each difference once.

Nothing else asks which system this is. Tests set `WINDOWS` to hold the rules of Windows elsewhere.
"""

from __future__ import annotations

import errno
import getpass
import hashlib
import io
import os
import re
import shutil
import signal
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath
from typing import TextIO, TypeVar

Result = TypeVar("Result")

WINDOWS = sys.platform == "win32"

_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])( *\..*)?", re.IGNORECASE
)
_HELD_BY_ANOTHER = (5, 32, 33)
_GONE = (None, 2, 3)
_WAITS_SECONDS = (0.05, 0.1, 0.25)
_REMOTE_DRIVE = 4
_SYNCED = {
    "Mobile Documents": "iCloud",
    "CloudStorage": "en skytjeneste",
    "OneDrive": "OneDrive",
    "Dropbox": "Dropbox",
    "Google Drive": "Google Drive",
    "Nextcloud": "Nextcloud",
}
"""Folders by the names that the programs, and macOS, give them."""
_RUNS = re.compile(
    r"app|bat|cmd|com|command|cpl|desktop|exe|hta|jar|jse?|lnk|ms[ci]|pif|ps1|py|reg|sc[fr]|sh|url"
    r"|vb|vbe|vbs|ws[fh]",
    re.IGNORECASE,
)
_LONGEST_PATH = 260
_ONLY_ONLINE = 0x1000 | 0x40000 | 0x400000
"""FILE_ATTRIBUTE_OFFLINE, RECALL_ON_OPEN and RECALL_ON_DATA_ACCESS."""


# -- files ------------------------------------------------------------------------------


def is_reserved(name: str) -> bool:
    """Whether Windows has taken the name for a device, whatever comes after a full stop."""
    return _RESERVED.fullmatch(name) is not None


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may open, with those above it, unless it is there.

    When it returns, the folder is on disk. Windows gives it the rights of the folder above.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in made:
        sync_folder(path.parent)


def forbid_writing(path: Path) -> None:
    """Let nobody write to a file, and only its owner read it."""
    path.chmod(stat.S_IRUSR)


def allow_writing(path: Path) -> None:
    """Let its owner write to a file: Windows replaces and removes none that may only be read."""
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def remove_read_only(path: Path) -> None:
    """Remove a file that perhaps nobody may write to, if it is there."""
    with suppress(FileNotFoundError):
        allow_writing(path)
        patiently(path.unlink)


def machine_mark(path: Path) -> str:
    """What tells a file on this machine from a copy of it, here or elsewhere.

    A digest of the machine's name, the path and the number of the file: nothing can be read of it.
    """
    machine = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    known = f"{machine}\0{path.absolute()}\0{path.stat().st_ino}"
    return hashlib.sha256(known.encode(errors="surrogateescape")).hexdigest()[:32]


def create_private_file(path: Path) -> int:
    """Make a file that only its owner may open, and return its descriptor for reading and writing.

    Raises:
        FileExistsError: the name is taken.
    """
    binary = getattr(os, "O_BINARY", 0)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | binary, 0o600)


def patiently(act: Callable[[], Result]) -> Result:
    """Do what another program can stand in the way of for a moment, again for up to 0.4 seconds.

    On Windows a file can't be opened, replaced or removed while a virus scanner, a synchronising
    program or an editor holds it.
    """
    for wait in _WAITS_SECONDS:
        try:
            return act()
        except OSError as error:
            held = getattr(error, "winerror", None) in _HELD_BY_ANOTHER
            if not held and not (WINDOWS and isinstance(error, PermissionError)):
                raise
        time.sleep(wait)
    return act()


def file_identity(path: str) -> tuple[int, int] | None:
    """What tells the file at a path from another one that is put there; None where there is none.

    On Windows only whether it is there: a file that is open can't be removed or replaced, and on
    some disks the numbers of a file change.
    """
    try:
        seen = os.stat(path)  # noqa: PTH116 - asked at every write, and a `Path` takes longer
    except OSError:
        return None
    return (0, 0) if WINDOWS else (seen.st_dev, seen.st_ino)


def read_through(path: Path) -> None:
    """Read a file to its end, by the same call as SQLite.

    Raises:
        OSError: the disk can't give it.
    """
    with path.open("rb") as file:
        if sys.platform == "win32":
            file.read()
        else:
            at = 0
            while part := os.pread(file.fileno(), 1 << 20, at):
                at += len(part)


def own_folder() -> Path:
    """The user's own folder, or one for what is passing where the machine knows of none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(tempfile.gettempdir())


def user_name() -> str:
    """Who is logged in to the machine, as it calls them."""
    try:
        return getpass.getuser()[:120] or "ukjent"
    except (OSError, KeyError, ImportError):
        return "ukjent"


def put_in_place(unfinished: Path, path: Path, *, replace: bool) -> None:
    """Give a file the name it is to have, on the same disk.

    Raises:
        FileExistsError: something has the name, and `replace` is false; also where another
            program made it a moment ago.
    """
    if replace:
        unfinished.replace(path)
    elif WINDOWS:
        unfinished.rename(path)  # refuses by itself
    else:
        try:
            os.link(unfinished, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without links, such as a memory stick
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            unfinished.replace(path)
        else:
            unfinished.unlink()


def is_too_long(path: Path) -> bool:
    """Whether Windows would say that there is nothing at a path because it is too long.

    A machine can be set up to take long ones.
    """
    return WINDOWS and len(str(path)) >= _LONGEST_PATH and not _takes_long_paths()


def sync_folder(folder: Path) -> None:
    """See to it that a new name in a folder is on disk. Windows does so by itself."""
    if WINDOWS:
        return
    # Some network disks refuse it.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_gone(path: Path, error: OSError) -> bool:
    """Whether an error says that nothing is at a path, and not that its disk can't be reached.

    Windows says that there is no file also of a share or a drive that is away.
    """
    absent = isinstance(error, FileNotFoundError | NotADirectoryError)
    there = os.path.exists(path.anchor or ".")  # noqa: PTH110 - never raises
    return absent and there and getattr(error, "winerror", None) in _GONE


def is_only_online(seen: os.stat_result) -> bool:
    """Whether reading the file would fetch it from a cloud. Only Windows tells."""
    return bool(getattr(seen, "st_file_attributes", 0) & _ONLY_ONLINE)


def expand_home(path: Path) -> Path:
    """The path, where ~ is a home folder; as it is written where nobody has that name.

    Word calls the lock of Plan.docx ~$Plan.docx. On Windows only ~ alone is a home: Python takes
    any name after it for a folder beside the user's own.
    """
    if WINDOWS and path.parts[:1] != ("~",):
        return path
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def full_path(path: Path) -> Path:
    """The whole path without `..`, by the names the user knows.

    A drive letter of Windows stays; a link is followed only where `..` goes through it.
    """
    plain = Path(os.path.abspath(path))  # noqa: PTH100 - takes `..` away
    return plain if plain.exists() and plain.samefile(path) else path.resolve()


def passing_place() -> Path:
    """Where the system has what need not be kept."""
    return Path(tempfile.gettempdir())


def drives() -> tuple[str, ...]:
    """The roots of the drives that are there; none where all folders have one root."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if WINDOWS else ""
    return tuple(root for letter in letters if os.path.exists(root := f"{letter}:\\"))  # noqa: PTH110 - never raises


# -- places -----------------------------------------------------------------------------


def is_store_python(base: str = sys.base_prefix) -> bool:
    """Whether this Python is from Microsoft Store.

    What it writes in the user's data folder lies hidden in a folder of its own, which goes with it
    (python/cpython#85368).
    """
    return WINDOWS and "WindowsApps" in PureWindowsPath(base).parts


def is_network_folder(folder: PurePath) -> bool:
    """Whether a folder is on another machine. Told on Windows only.

    SQLite can't keep several programs apart there: https://www.sqlite.org/wal.html
    """
    if not WINDOWS:
        return False
    drive = PureWindowsPath(folder).drive
    return drive.startswith("\\\\") or _drive_type(f"{drive}\\") == _REMOTE_DRIVE


def synced_by(folder: Path, cloud_folders: Sequence[str] = ()) -> str:
    """The program that copies a folder to other machines, by name; empty where none is known.

    `cloud_folders` are those that OneDrive has said are its own.
    """
    whole = folder.absolute()
    if any(whole.is_relative_to(root) for root in cloud_folders):
        return "OneDrive"
    return next((_SYNCED[part] for part in whole.parts if part in _SYNCED), "")


def only_owner_reads(folder: Path) -> bool:
    """Whether others on the machine are kept out of what is written in a folder.

    Windows goes by the folder above, and keeps others out of the user's own.
    """
    return not WINDOWS or folder.absolute().is_relative_to(own_folder())


def _takes_long_paths() -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows has what it is wanted for

        # Windows 10 from 2016 has it.
        asked = getattr(ctypes.windll.ntdll, "RtlAreLongPathsEnabled", None)
        return asked is not None and bool(asked() & 0xFF)
    return False


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows has what it is wanted for

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0


# -- other programs ---------------------------------------------------------------------


def open_in_its_program(path: Path) -> None:
    """Open a file or a folder with the program that the system has for it, and go on.

    Raises:
        OSError: there is none, or it can't be begun.
    """
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - what Windows has for this, and the path is our own
        return
    name = "open" if sys.platform == "darwin" else "xdg-open"
    if (program := shutil.which(name)) is None:
        raise FileNotFoundError(name)
    import subprocess  # noqa: PLC0415 - 8 ms that every command would wait for

    nothing = subprocess.DEVNULL
    subprocess.Popen(  # noqa: S603 - no shell, and the file is one that samsjekk wrote
        [program, str(path.absolute())],
        stdin=nothing,
        stdout=nothing,
        stderr=nothing,
        env=variables_for_others(),
        start_new_session=True,
    )


def has_cmd() -> bool:
    """Whether the shell of the system reads a command as cmd does, and not as sh."""
    return WINDOWS


def variables_for_others(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of this process as another program is to have it.

    The single file tells the system to look for libraries among its own, and keeps what was said
    before under another name.
    """
    kept = dict(variables)
    if getattr(sys, "frozen", False):
        kept.pop("LD_LIBRARY_PATH", None)
        if (before := kept.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
            kept["LD_LIBRARY_PATH"] = before
    return kept


def runs_when_opened(name: str) -> bool:
    """Whether a file of this name may be run, and not shown, by what opens it on some system."""
    return _RUNS.fullmatch(PurePath(name).suffix[1:]) is not None


# -- the console ------------------------------------------------------------------------


def speak_utf8() -> None:
    """Let pipes and files on standard input and output be UTF-8, whatever the code page is.

    A byte order mark at the start of the input is skipped. What is in another encoding comes as
    halves of signs, in the line where it stands: Python decodes many lines at once, and an error
    would take those before it too. An old console would stop the program at the first sign it
    can't show.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        if sys.stdin.isatty():
            sys.stdin.reconfigure(errors="surrogateescape")
        else:
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def names_keys() -> bool:
    """Whether terminals here may be asked to send the names of keys (the kitty protocol).

    Windows Terminal then sends AltGr as alt and another key, so that @, $ and [ are not typed
    (microsoft/terminal#19977).
    """
    return not WINDOWS


def is_closed_pipe(error: Exception, stream: TextIO) -> bool:
    """Whether an error says that the reader of a stream (head, less) has gone.

    Windows says "invalid argument", as it does of much else; then what is left can't be written.
    """
    if not (WINDOWS and isinstance(error, OSError) and error.errno == errno.EINVAL):
        return isinstance(error, BrokenPipeError)
    try:
        stream.flush()
    except OSError:
        return True
    return False


def let_go_of(stream: TextIO) -> None:
    """Send what is left in a stream nowhere, so that Python does not complain of it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


# -- signals ----------------------------------------------------------------------------


def ending_signals() -> tuple[signal.Signals, ...]:
    """What tells the program that its terminal has closed, or that it must end.

    None on Windows, where a loop takes no signals, and none of those that are ignored (nohup).
    """
    wanted = [] if sys.platform == "win32" else [signal.SIGHUP, signal.SIGTERM]
    return tuple(number for number in wanted if signal.getsignal(number) is not signal.SIG_IGN)


def terminal_is_gone() -> bool:
    """Whether the terminal that was read from has gone. Windows ends a program with its own."""
    found = sys.__stdin__
    return not WINDOWS and (found is None or found.closed or not found.isatty())


def hang_up() -> None:
    """End at once. The terminal is gone: nothing is left to tidy or to paint."""
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGHUP)


def can_wait_in_shell() -> bool:
    """Whether shells here can let a program wait."""
    return not WINDOWS


def wait_in_shell() -> None:
    """Stop until the shell says go on (fg), with what began the program for the shell.

    The single file and `uv run` begin another process and wait for it; the shell waits for them.
    """
    if sys.platform != "win32":
        os.killpg(0, signal.SIGSTOP)
