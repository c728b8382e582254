"""Opening a file that came from anywhere: bounded, nothing fetched, no entity expanded."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree

from checklist.errors import SamsjekkError
from checklist.i18n import phrase

if TYPE_CHECKING:
    from io import BytesIO

_MOST_PARTS = 2_000
_MOST_BYTES = 60_000_000
_MOST_ELEMENTS = 1_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 1_000
MOST_CELLS = 500_000

_BROKEN = (BadZipFile, zlib.error, lzma.LZMAError, LookupError, ValueError, EOFError, RuntimeError)
"""What a file that is damaged, locked with a password, or something else comes to."""


class UnreadableForm(SamsjekkError):
    """It is no file that can be read, or it is larger than any of ours."""


class Cell(NamedTuple):
    """What stands in a cell. `number` is set where it holds one, which `text` writes plainly."""

    text: str
    number: float | None = None
    formula: bool = False


class Area(NamedTuple):
    """Merged cells, from the first row and column to the last, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """The cells of a sheet or table that hold something, by row and column counted from 0.

    `is_named` says whether people know its cells by names as B5.
    """

    title: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...]
    is_named: bool = True

    def cell(self, row: int, column: int) -> Cell:
        """A cell, empty where nothing stands."""
        return self.rows.get(row, {}).get(column, Cell(""))


class Package:
    """The parts of an open file."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self.names = frozenset(package.namelist())

    def main_part(self) -> str:
        """The part that the others hang on."""
        for element in self.elements("_rels/.rels", "Relationship"):
            if element.get("Type", "").endswith("/officeDocument"):
                return str(PurePosixPath("/", element.get("Target", "")))[1:]
        raise BadZipFile

    def related(self, part: str) -> dict[str, str]:
        """The parts inside that a part names, by the id it has for each."""
        path = PurePosixPath("/", part)
        rels = str(path.parent / "_rels" / f"{path.name}.rels")[1:]
        return {
            element.get("Id", ""): str(PurePosixPath(path.parent, element.get("Target", "")))[1:]
            for element in self.elements(rels, "Relationship")
            if element.get("TargetMode") != "External"
        }

    def elements(self, part: str, *names: str) -> Iterator[Any]:
        """Each whole element of a part that has one of the names; what was read is let go.

        Raises:
            BadZipFile: it declares entities, which no such file does.
        """
        safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
        with self._package.open(part) as stream:
            for number, (_event, element) in enumerate(
                etree.iterparse(stream, huge_tree=False, **safe)
            ):
                if number > _MOST_ELEMENTS:
                    raise too_large()
                if element.tag.rpartition("}")[2] not in names:
                    continue
                if element.getroottree().docinfo.internalDTD is not None:
                    raise BadZipFile
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


@contextmanager
def opened_package(file: BytesIO) -> Iterator[Package]:
    """The parts of a file; what goes wrong while they are read is said in words.

    Raises:
        UnreadableForm: it can't be read, or it is too large; the words say which.
    """
    try:
        with ZipFile(file) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
                raise too_large()
            yield Package(package)
    except (*_BROKEN, etree.LxmlError):
        raise UnreadableForm(
            phrase(
                "Filen kan ikke leses som et skjema. Er den skrevet ut fra samsjekk, så åpne den i "
                "programmet den er laget for, lagre den uten passord, og prøv igjen."
            )
        ) from None


def too_large() -> UnreadableForm:
    """That a file is far larger than what samsjekk writes."""
    return UnreadableForm(
        phrase(
            "Filen er mye større enn noe skjema fra samsjekk, og blir ikke lest. Høyst {rows} "
            "rader og {mb} MB kan leses.",
            rows=MOST_ROWS,
            mb=_MOST_BYTES // 1_000_000,
        )
    )
