"""What can go wrong with the journal on disk, and what the user can do about it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.store.backups import BACKUPS, found_in
from checklist.store.unread import is_damaged, says_damaged, says_unread

_ROOM_TO_WRITE = 256 * 1024


class StoreError(SamsjekkError):
    """The database can't be opened, read or written. What was saved before is untouched."""


class NotKept(StoreError):
    """The database that is open is no longer the file at its path: nothing more is saved to it."""


class Unread(StoreError):
    """The disk could not give what was to be read. That says nothing of what is there."""


class Unreached(Unread):
    """The server that has the database does not answer now, or lets nobody in."""


class Unsaved(Unreached):
    """It does not, and something was to be saved: nothing was."""


class TakenBack(StoreError):
    """The database has become an earlier copy of itself; nothing was written."""


class NotAllowed(StoreError):
    """The server does not let this login do it; nothing was done."""


class PerhapsWritten(StoreError):
    """The disk failed at the very end: what was written may be there at the next opening."""


class UnknownAssessment(SamsjekkError):
    """No assessment has this id."""


class TakenId(SamsjekkError):
    """An assessment with this id exists already."""


class UnusableId(SamsjekkError):
    """The id would not do as the name of a folder on every machine."""


@contextmanager
def saving() -> Iterator[None]:
    """Within, something is to be saved: where the server is gone, it is said that nothing was.

    Raises:
        Unsaved: the server is gone.
    """
    try:
        yield
    except Unsaved:
        raise
    except Unreached as error:
        raise Unsaved(phrase("Ingenting ble lagret nå. {why}", why=error.words)) from error


def reserved_words(name: str) -> Phrase:
    """Why a name can't be used: it is a device of Windows."""
    return phrase("Windows bruker navnet {name} til noe annet. Velg et annet navn.", name=name)


def damaged(path: Path) -> StoreError:
    """The error for a file that is not a database of ours, or no longer one."""
    return StoreError(
        phrase(
            "{path} er skadet eller er ikke en samsjekk-database. {advice} Den skadde filen blir "
            "tatt vare på.",
            path=path,
            advice=backup_advice(path),
        )
    )


def unread(path: Path) -> Unread:
    """The error for a database that can't be read now, and is not known to be damaged."""
    return Unread(
        phrase(
            "{path} kan ikke leses nå: disken svarte med en feil. Det er ikke sikkert at filen er "
            "skadet, og det som er lagret i den, er ikke endret. Sjekk at disken er koblet til, og "
            "prøv igjen. Hjelper det ikke, velg en mappe på en annen disk med SAMSJEKK_HOME. "
            "{advice}",
            path=path,
            advice=backup_advice(path),
        )
    )


def perhaps_written(path: Path, error: sqlite3.Error) -> PerhapsWritten:
    """The error for a change that the disk got, and did not answer for.

    This program goes on without it. It is gone when the next change is written, or when the log is
    emptied; if neither comes about, whoever opens the database finds it there.
    """
    return PerhapsWritten(
        phrase(
            "{path}: disken svarte med en feil idet dette skulle lagres ({reason}), så det er ikke "
            "sikkert at det er lagret. Se om disken er full, og prøv igjen. Avslutter du nå, se "
            "etter neste gang: det kan være der likevel.",
            path=path,
            reason=error,
        )
    )


def unstorable(error: UnicodeEncodeError) -> StoreError:
    """The error for a text that is none in UTF-8."""
    return StoreError(
        phrase(
            "Teksten har tegn som ikke kan lagres eller søkes etter ({reason}).",
            reason=error.reason,
        )
    )


def saved_at_once() -> StoreError:
    """The error for what another has saved since it was decided to save the same."""
    return StoreError(
        phrase("En annen lagret det samme akkurat nå, så dette ble ikke lagret. Prøv igjen.")
    )


def unusable_address() -> StoreError:
    """The error for what is no address of a database."""
    return StoreError(
        phrase(
            "SAMSJEKK_DATABASE er ikke en adresse til en database. Den ser slik ut: "
            "postgresql://ROLLE:PASSORD@MASKIN/DATABASE. Tegn som @ og / i passordet skrives "
            "som %40 og %2F."
        )
    )


def backup_advice(path: Path) -> Phrase:
    """How the latest backup of the journal at this path is put back."""
    latest = None
    # It stands in the words about another fault, on a disk that may be failing.
    with suppress(OSError):
        latest = next(iter(found_in(path.parent / BACKUPS)), None)
    if latest is None:
        return phrase(
            "Her er ingen sikkerhetskopi. Har du en et annet sted, hentes den inn slik: samsjekk "
            "restore FIL."
        )
    return phrase(
        "Den siste sikkerhetskopien hentes inn slik: samsjekk restore {backup}.", backup=latest.path
    )


def _full(path: Path) -> Phrase:
    return phrase(
        "Disken er full, så dette ble ikke lagret. Det som var lagret før, er trygt. Frigjør plass "
        "og prøv igjen. ({path})",
        path=path,
    )


def not_writable(path: Path) -> StoreError:
    """The error for a file that can be read, at best, and not written to."""
    if _is_full(path.parent):
        return StoreError(_full(path))
    return StoreError(
        phrase(
            "Kan ikke skrive til {path}. Sjekk rettighetene til filen og mappen, eller "
            "velg en annen mappe med SAMSJEKK_HOME.",
            path=path,
        )
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the operating system say into a `StoreError` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(path, error) from error
    except UnicodeDecodeError as error:
        # SQLite quotes a damaged name of a table or column in what it says is wrong.
        raise damaged(path) from error
    except UnicodeEncodeError as error:
        raise unstorable(error) from error
    except OSError as error:
        raise StoreError(
            phrase(
                "Får ikke åpnet {path} ({reason}). Sjekk at mappen finnes og at du kan skrive "
                "i den, eller velg en annen med SAMSJEKK_HOME.",
                path=path,
                reason=error.strerror or error,
            )
        ) from error


def _explained(path: Path, error: sqlite3.Error) -> StoreError:
    if getattr(error, "sqlite_errorname", None) == "SQLITE_IOERR_FSYNC":
        return perhaps_written(path, error)
    if says_unread(error) or (says_damaged(error) and not is_damaged(path)):
        return unread(path)
    return StoreError(_reason(path, error))


def _reason(path: Path, error: sqlite3.Error) -> Phrase:
    name = getattr(error, "sqlite_errorname", "") or ""
    match name.split("_")[1:2]:
        case ["BUSY"] | ["LOCKED"]:
            return phrase(
                "Et annet program bruker {path} akkurat nå. Vent litt og prøv igjen. "
                "Ingenting er gått tapt.",
                path=path,
            )
        # The write-ahead log meets a full disk as an error of input and output.
        case ["FULL"] | ["IOERR"] if name == "SQLITE_FULL" or _is_full(path.parent):
            return _full(path)
        case ["READONLY"] | ["PERM"] | ["CANTOPEN"]:
            return not_writable(path).words
        # All that samsjekk asks for is there in a file that is whole: else its tables are damaged.
        case ["NOTADB"] | ["CORRUPT"] | ["ERROR"] | ["MISMATCH"]:
            return damaged(path).words
        case _:
            return phrase(
                "Databasen {path} svarte med en feil ({reason}), så dette ble ikke lagret. Prøv "
                "igjen; samsjekk where viser sikkerhetskopiene.",
                path=path,
                reason=error,
            )


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM_TO_WRITE
    except OSError:
        return False
