"""Writing a file where the user asked: whole or not at all, and never unasked over another.

Reports, criteria files, schemas and templates are written here, from every front end. Nothing is
ever written in the folder that holds the assessments, whatever the user says.
"""

from __future__ import annotations

import errno
import filecmp
import os
import re
import shutil
from collections.abc import Callable, Mapping
from io import BufferedRandom, BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.machine import OnDemand, is_reserved, is_too_long, patiently, write_file, write_whole
from checklist.store.errors import reserved_words
from checklist.text import visible

if TYPE_CHECKING:
    import zipfile
else:
    zipfile = OnDemand("zipfile")

ZIP = ".zip"
"""How the name of a file ends that holds several."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_NAME_BYTES = 240


class OutputFileError(SamsjekkError):
    """The file was not written. Whatever was there before is untouched."""


class ImpossibleName(OutputFileError):
    """Windows, or some other machine the file will be sent to, can't hold the name."""


class FileInTheWay(OutputFileError):
    """Other content has this name already, and nobody has said that it may be replaced."""


Content = bytes | Path | Callable[[BufferedRandom], object]
"""The whole of a file, a file to copy it from, or what writes it."""


def write_output(path: Path, content: Content, *, replace: bool, home: Path) -> Path:
    """Write a file and return its full path. Only its owner can read it.

    Where the same content is there already, nothing is in the way.

    Args:
        path: where to.
        content: what is to stand in it.
        replace: whether other content may be replaced.
        home: the folder that holds the assessments.

    Raises:
        ImpossibleName: the name can't be used on every machine.
        FileInTheWay: the file exists and `replace` is false.
        OutputFileError: the folder is missing, closed or `home`, or the disk is full.
    """
    whole = refuse_output_file(path, home)
    try:
        if replace or not _holds(whole, content):
            if isinstance(content, bytes):
                write_file(whole, content, replace=replace)
            elif isinstance(content, Path):
                _copy(content, whole, replace=replace)
            else:
                _fill(content, whole, replace=replace)
    except FileExistsError as error:
        raise FileInTheWay(phrase("Det finnes allerede en fil her: {path}", path=whole)) from error
    except (OSError, RuntimeError) as error:
        raise OutputFileError(_reason(path, error)) from error
    return whole


def refuse_output_file(path: Path, home: Path) -> Path:
    """Stop what no file can be written to, before its content is made; return the full path.

    Raises:
        ImpossibleName: the name can't be used on every machine.
        OutputFileError: the folder is missing or `home`, or the path is no file.
    """
    refuse_impossible_name(path.name)
    try:
        whole = path.expanduser().absolute()
        _refuse(whole, home)
        if not whole.parent.is_dir():
            raise OutputFileError(
                phrase(
                    "Mappen {folder} finnes ikke. Lag den, eller velg en annen.",
                    folder=whole.parent,
                )
            )
    except (OSError, RuntimeError) as error:
        raise OutputFileError(_reason(path, error)) from error
    return whole


def refuse_output_folder(directory: Path, home: Path) -> Path:
    """Stop what no files can be written in, before they are made; return the full path.

    Raises:
        OutputFileError: it is no folder, or lies in `home`.
    """
    try:
        whole = directory.expanduser().absolute()
        if whole.exists() and not whole.is_dir():
            raise OutputFileError(
                phrase("{path} er ikke en mappe. Velg en mappe til filene.", path=whole)
            )
        refuse_at_home(whole, home)
    except (OSError, RuntimeError) as error:
        raise OutputFileError(_reason(directory, error)) from error
    return whole


def write_several(
    directory: Path, files: Mapping[str, bytes], *, replace: bool, home: Path
) -> Path:
    """Write files in a folder, made when it is missing, and return its full path.

    Raises:
        ImpossibleName: a name can't be used on every machine.
        FileInTheWay: other files have these names, and `replace` is false; none was written.
        OutputFileError: the folder can't be made or written to, or is `home`.
    """
    whole = refuse_output_folder(directory, home)
    try:
        for name in files:
            refuse_impossible_name(name)
            _refuse(whole / name, home)
        there = [
            name
            for name, content in files.items()
            if (whole / name).exists() and not _holds(whole / name, content)
        ]
        if there and not replace:
            raise FileInTheWay(
                phrase(
                    "Disse filene finnes allerede i {folder}: {names}",
                    folder=whole,
                    names=", ".join(there),
                )
            )
        whole.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:
        raise OutputFileError(_reason(directory, error)) from error
    for name, content in files.items():
        write_output(whole / name, content, replace=replace, home=home)
    return whole


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one zip file. The same files give the same bytes, so it has no times."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _refuse(whole: Path, home: Path) -> None:
    """Stop what may be written to under no circumstances.

    Raises:
        OutputFileError: the words say why.
    """
    if is_too_long(whole):
        raise OutputFileError(
            phrase(
                "Stien {path} er for lang. Velg en kortere mappe eller et kortere navn.", path=whole
            )
        )
    refuse_at_home(whole, home)
    if whole.exists() and not whole.is_file():
        raise OutputFileError(
            phrase("{path} er en mappe eller en enhet. Velg et annet filnavn.", path=whole)
        )


def refuse_at_home(path: Path, home: Path) -> None:
    """Refuse what lies in the folder of the assessments, by links, `..` or another spelling.

    Raises:
        OutputFileError: it does.
    """
    real, kept = path.resolve(), home.resolve()
    if any(
        folder == kept or (folder.exists() and kept.exists() and folder.samefile(kept))
        for folder in (real, *real.parents)
    ):
        raise OutputFileError(
            phrase(
                "{path} kan ikke brukes. Mappen {home}, der samsjekk har egenvurderingene, er "
                "bare for samsjekk. Velg en mappe utenfor den.",
                path=path,
                home=home,
            )
        )


def _copy(source: Path, path: Path, *, replace: bool) -> None:
    with patiently(lambda: source.open("rb")) as original:
        _fill(lambda copy: shutil.copyfileobj(original, copy), path, replace=replace)


def _fill(write: Callable[[BufferedRandom], object], path: Path, *, replace: bool) -> None:
    if path.exists() and not replace:
        # Before it is made, which may take long.
        raise FileExistsError

    def fill(file: BufferedRandom) -> str:
        write(file)
        return path.name

    write_whole(path.parent, fill, replace=replace)


def usable_name(name: str) -> str:
    """A file name from elsewhere, with what some machine can't hold or show as `_`."""
    plain = _FORBIDDEN.sub("_", visible(name).replace("\ufffd", "_")).strip(". ")
    while len(os.fsencode(plain)) > _LONGEST_NAME_BYTES:
        plain = plain[1:]
    return f"_{plain}" if is_reserved(plain) or not plain else plain


def _holds(path: Path, content: Content) -> bool:
    """Whether a file has this content already; not, where it is not made yet."""
    try:
        if isinstance(content, Path):
            return filecmp.cmp(path, content, shallow=False)
        return isinstance(content, bytes) and path.read_bytes() == content
    except OSError:
        return False


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
