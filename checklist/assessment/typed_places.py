"""Reading what people type about evidence: dates as far as they are known, and where it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import msgspec

from checklist.errors import SamsjekkError
from checklist.i18n import phrase

# Compiled when they are first used, so that no start waits for them.
_OTHER_ADDRESS = r"(?i)[a-z][a-z0-9+.-]*://|(mailto|javascript|data):"
_FILE_NAME = (
    r"(?i)[^/\\]*\.(pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|txt|md|html?"
    r"|jpe?g|png|tiff?|msg|eml|zip)"
)
_ROOTED = r"(?i)/|~|file:|[A-Za-z]:[\\/]|\\\\|https?://|www\."
_PIECE = (
    r"""(?is)(?<!\S)(?<!\\\s)(?P<windows>(?:[a-z]:[\\/]|\\\\)[^\s"]*)"""
    r"""|"(?P<double>[^"]*)"?|'(?P<single>[^']*)'?"""
    r"""|\\(?P<escaped>.?)|(?P<blank>\s+)|(?P<plain>[^\s"'\\]+)"""
)
_LONGEST_PLACE = 400
_MOST_QUOTES = 9
_QUOTES = {'"': '"', "'": "'", "«": "»", "“": "”", "<": ">"}


class UnreadablePlace(SamsjekkError):
    """The text is neither a file that exists, an address, nor an archive reference."""


class FilePlace(msgspec.Struct, frozen=True):
    """A file that exists on this machine."""

    path: Path


class AddressPlace(msgspec.Struct, frozen=True):
    """An address on the web."""

    address: str


class ArchivePlace(msgspec.Struct, frozen=True):
    """A reference to the municipality's archive: 2018/1234-5."""

    reference: str


Place = FilePlace | AddressPlace | ArchivePlace


def place(text: str) -> Place | None:
    """Whether a text is a file, an address or an archive reference; None where it is empty.

    A file that exists is a file, also with the quotation marks that Windows Explorer adds or
    as a file: address. What looks like neither a path nor an address is an archive reference.

    Raises:
        UnreadablePlace: a path where there is no file, or an address that is not http or https.
    """
    # A file may have quotation marks in its own name.
    if not is_file(text.strip()):
        text = _unquoted(text)
    text = text.strip()
    if not text:
        return None
    if len(text) > _LONGEST_PLACE and not is_file(text):
        raise UnreadablePlace(
            phrase(
                "Dette er for langt til å være en fil, en adresse eller en arkivreferanse: "
                "{n} tegn.",
                n=len(text),
            )
        )
    if text.lower().startswith(("http://", "https://")):
        return AddressPlace(_address(text))
    if text.lower().startswith("www."):
        return AddressPlace(_address(f"https://{text}"))
    path = _path(text)
    if path is not None and _is_file(path):
        return FilePlace(path)
    if _looks_like_path(text):
        if path is not None and _is_folder(path):
            raise UnreadablePlace(
                phrase("{path} er en mappe. Skriv hele stien til filen.", path=text)
            )
        raise UnreadablePlace(
            phrase("Fant ingen fil her: {path}. Sjekk stien, eller lim den inn på nytt.", path=text)
        )
    if re.match(_OTHER_ADDRESS, text):
        raise UnreadablePlace(
            phrase(
                "En adresse må begynne med http:// eller https://. Her står det: {text}", text=text
            )
        )
    return ArchivePlace(text)


def pasted(text: str, is_file: Callable[[str], bool]) -> tuple[str, ...]:
    """The places in a text that was pasted or dropped on the terminal, as `place` reads them.

    Terminals paste several files as one a line, in quotation marks, with backslashes before
    blanks, or as file: addresses. `is_file` decides where a text can be read in two ways. A line
    that can't be several files is one place, whatever is in it.
    """
    return tuple(part for line in text.splitlines() for part in _places_in(line.strip(), is_file))


def _places_in(line: str, is_file: Callable[[str], bool]) -> Iterator[str]:
    whole = _unquoted(line)
    if not whole:
        return
    if is_file(line) or is_file(whole):
        yield line if is_file(line) else whole
        return
    parts = tuple(_shell_words(line))
    if len(parts) > 1 and all(re.match(_ROOTED, part) or is_file(part) for part in parts):
        yield from parts
    elif len(parts) == 1 and parts[0] and (re.match(_ROOTED, parts[0]) or is_file(parts[0])):
        yield parts[0]
    else:
        yield whole


def _shell_words(line: str) -> Iterator[str]:
    """The words of a line as a shell would see them, but a backslash before a letter stays.

    It stands between the folders of a Windows path; in a word that begins as one, all stay.
    """
    word: str | None = None
    for piece in re.finditer(_PIECE, line):
        kind = piece.lastgroup or ""
        text = piece[kind]
        if kind != "blank":
            kept = kind == "escaped" and (text.isalnum() or text in ("", "_"))
            word = (word or "") + ("\\" if kept else "") + text
        elif word is not None:
            yield word
            word = None
    if word is not None:
        yield word


def rooted(text: str) -> Path | None:
    """The path in a text that begins at a drive, a root or the user's own folder; else None."""
    text = _unquoted(text)
    if re.fullmatch("[A-Za-z]:", text):
        text += "\\"
    if not re.match(_ROOTED, text) or text.lower().startswith(("http", "www.")):
        return None
    return _path(text)


def is_file(text: str) -> bool:
    """Whether a text is the path or file: address of a file on this machine."""
    path = _path(text)
    return path is not None and _is_file(path)


def proposed_title(path: Path) -> str:
    """A title for a document, from the name of its file."""
    name = normalize("NFC", path.stem)
    return " ".join(name.replace("_", " ").split()) or path.name.strip() or "?"


def _unquoted(text: str) -> str:
    text = text.strip()
    for _layer in range(_MOST_QUOTES):
        if len(text) < len("''") or _QUOTES.get(text[0]) != text[-1]:
            break
        text = text[1:-1].strip()
    return text


def _address(text: str) -> str:
    try:
        host = urlsplit(text).hostname
    except ValueError:
        host = None
    if not host or any(character.isspace() for character in text):
        raise UnreadablePlace(phrase("Adressen er ikke fullstendig: {text}", text=text))
    return text


def _path(text: str) -> Path | None:
    try:
        return Path(_of_file_address(text)).expanduser()
    except (RuntimeError, ValueError):
        return None


def _of_file_address(text: str) -> str:
    if not text.lower().startswith("file:"):
        return text
    parts = urlsplit(text)
    path = unquote(parts.path)
    # file:///C:/mappe/fil.pdf has a slash before the drive that is no part of the path.
    if re.match(r"/[A-Za-z]:", path):
        return path[1:]
    # On Windows the address names the server that has the file; elsewhere it names this machine.
    on_server = f"//{parts.netloc}{path}"
    return on_server if parts.netloc and _is_file(Path(on_server)) else path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _looks_like_path(text: str) -> bool:
    return (
        text.lower().startswith(("/", "~", "./", "../", "file:"))
        or "\\" in text
        or bool(PureWindowsPath(text).drive)
        or bool(re.fullmatch(_FILE_NAME, text.rsplit("/", 1)[-1]))
    )
