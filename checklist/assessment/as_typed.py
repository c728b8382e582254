"""Reading what people type about evidence: dates as far as they are known, and where it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote, urlsplit

from checklist.errors import SamsjekkError
from checklist.i18n import phrase

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_NORWEGIAN = re.compile(r"(?:(?:([0-9]{1,2})\. ?)?([0-9]{1,2})\. ?)?([0-9]{4})")
_OTHER_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|(mailto|javascript|data):", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"[^/\\]*\.(pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|txt|md|html?|jpe?g|png|tiff?|msg|eml|zip)",
    re.IGNORECASE,
)
_QUOTES = {'"': '"', "'": "'", "«": "»", "“": "”", "<": ">"}


class UnreadableDate(SamsjekkError):
    """The text is not a date."""


class UnreadablePlace(SamsjekkError):
    """The text is neither a file that exists, an address, nor an archive reference."""


def partial_date(text: str) -> str | None:
    """A date as far as it is known, as it is stored; None where nothing is written.

    Reads 2017, 2017-11, 2017-11-07, 11.2017 and 07.11.2017.

    Raises:
        UnreadableDate: it is something else, or a day that does not exist.
    """
    text = text.strip()
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _NORWEGIAN.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise UnreadableDate(
            phrase(
                "«{text}» er ikke en dato vi forstår. Skriv 2017, 2017-11 eller 07.11.2017.",
                text=text,
            )
        )
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise UnreadableDate(
            phrase("«{text}» finnes ikke i kalenderen. Sjekk dag og måned.", text=text)
        ) from None
    return "-".join(
        part if len(part) == len("2017") else f"{int(part):02}"
        for part in (year, month, day)
        if part
    )


def written_date(stored: str) -> str:
    """A stored partial date as it is written in Norway: 2017, 11.2017 or 07.11.2017."""
    return ".".join(reversed(stored.split("-")))


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file that exists on this machine."""

    path: Path


@dataclass(frozen=True, slots=True)
class AddressPlace:
    """An address on the web."""

    address: str


@dataclass(frozen=True, slots=True)
class ArchivePlace:
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
    text = _unquoted(text)
    if not text:
        return None
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
    if _OTHER_ADDRESS.match(text):
        raise UnreadablePlace(
            phrase(
                "En adresse må begynne med http:// eller https://. Her står det: {text}", text=text
            )
        )
    return ArchivePlace(text)


def _unquoted(text: str) -> str:
    text = text.strip()
    while len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
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
    if text.lower().startswith("file:"):
        parts = urlsplit(text)
        text = unquote(parts.path)
        # file:///C:/mappe/fil.pdf has a slash before the drive that is no part of the path.
        if re.match(r"/[A-Za-z]:", text):
            text = text[1:]
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return None


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
        or bool(_FILE_NAME.fullmatch(text.rsplit("/", 1)[-1]))
    )
