"""Writing a report where the user asked: whole or not at all, never unasked over another file."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Sequence
from pathlib import Path

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.machine import is_reserved, write_file
from checklist.store.errors import reserved_words

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_NAME_BYTES = 240


class ReportFileError(SamsjekkError):
    """The report was not written. Whatever was there before is untouched."""


class ImpossibleName(ReportFileError):
    """Windows, or some other machine the report will be sent to, can't hold the name."""


class FileInTheWay(ReportFileError):
    """A file has this name already, and nobody has said that it may be replaced."""


def write_report(path: Path, content: bytes, *, replace: bool) -> Path:
    """Write the report and return its full path. Only its owner can read it.

    Raises:
        ImpossibleName: the name can't be used on every machine.
        FileInTheWay: the file exists and `replace` is false.
        ReportFileError: the folder is missing or closed, or the disk is full.
    """
    refuse_impossible_name(path.name)
    try:
        whole = path.expanduser().absolute()
        if whole.exists() and not whole.is_file():
            raise ReportFileError(
                phrase("{path} er en mappe eller en enhet. Velg et annet filnavn.", path=whole)
            )
        if whole.exists() and not replace:
            raise FileInTheWay(phrase("Det finnes allerede en fil her: {path}", path=whole))
        if not whole.parent.is_dir():
            raise ReportFileError(
                phrase(
                    "Mappen {folder} finnes ikke. Lag den, eller velg en annen.",
                    folder=whole.parent,
                )
            )
        write_file(whole, content)
    except (OSError, RuntimeError) as error:
        raise ReportFileError(_reason(path, error)) from error
    return whole


def folder_for_reports(directory: Path) -> Path:
    """The folder's full path; it is made when it is missing.

    Raises:
        ReportFileError: it can't be made, or something else has its name.
    """
    try:
        whole = directory.expanduser().absolute()
        if whole.exists() and not whole.is_dir():
            raise ReportFileError(
                phrase("{path} er ikke en mappe. Velg en mappe til rapportene.", path=whole)
            )
        whole.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:
        raise ReportFileError(_reason(directory, error)) from error
    return whole


def copy_into(directory: Path, files: Sequence[Path], *, replace: bool) -> Path:
    """Copy files into a folder, made when it is missing, and return its full path.

    Raises:
        FileInTheWay: files of these names are there, and `replace` is false; none was copied.
        ReportFileError: the folder can't be made or written to.
    """
    try:
        whole = directory.expanduser().absolute()
        there = [file.name for file in files if (whole / file.name).exists()]
        if there and not replace:
            raise FileInTheWay(
                phrase(
                    "Disse filene finnes allerede i {folder}: {names}. Ingenting er kopiert. Velg "
                    "en annen mappe, eller erstatt dem med --replace.",
                    folder=whole,
                    names=", ".join(there),
                )
            )
        whole.mkdir(parents=True, exist_ok=True)
        for file in files:
            write_file(whole / file.name, file.read_bytes())
    except (OSError, RuntimeError) as error:
        raise ReportFileError(_reason(directory, error)) from error
    return whole


def refuse_impossible_name(name: str) -> None:
    """Stop a file name that Windows can't hold, on every system: reports are sent to others.

    Raises:
        ImpossibleName: the words say what is wrong with it.
    """
    if not name.strip(". "):
        raise ImpossibleName(phrase("Skriv et filnavn, for eksempel rapport.html."))
    if found := _FORBIDDEN.search(name):
        sign = found.group()
        shown = sign if sign.isprintable() else phrase("et usynlig tegn")
        raise ImpossibleName(
            phrase("Et filnavn kan ikke inneholde {sign}. Velg et annet navn.", sign=shown)
        )
    if is_reserved(name):
        raise ImpossibleName(reserved_words(name))
    if name[-1] in ". ":
        raise ImpossibleName(phrase("Et filnavn kan ikke slutte med punktum eller mellomrom."))
    if len(os.fsencode(name)) > _LONGEST_NAME_BYTES:
        raise ImpossibleName(phrase("Filnavnet er for langt. Velg et kortere navn."))


def _reason(path: Path, error: OSError | RuntimeError) -> Phrase:
    match getattr(error, "errno", None):
        case errno.ENOSPC | errno.EDQUOT:
            return phrase(
                "Disken er full, så {path} ble ikke skrevet. Frigjør plass og prøv igjen.",
                path=path,
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return phrase(
                "Får ikke skrevet {path}. Sjekk at du kan skrive i mappen, og at filen ikke er "
                "åpen i et annet program.",
                path=path,
            )
        case _:
            return phrase(
                "Får ikke skrevet {path} ({reason}). Prøv en annen mappe eller et annet navn.",
                path=path,
                reason=getattr(error, "strerror", None) or error,
            )
