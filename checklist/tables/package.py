"""Opening a file that came from anywhere: bounded, nothing fetched, no entity expanded."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from checklist.i18n import phrase
from checklist.tables.cells import MOST_BYTES, UnreadableTable, too_large

if TYPE_CHECKING:
    from io import BytesIO

_MOST_PARTS = 2_000
_MOST_ELEMENTS = 1_000_000

_BROKEN = (BadZipFile, zlib.error, lzma.LZMAError, LookupError, ValueError, EOFError, RuntimeError)
"""What a file that is damaged, locked with a password, or something else comes to."""


class Package:
    """The parts of an open file."""

    def __init__(self, package: ZipFile, parsed: Callable[..., Iterable[Any]]) -> None:
        self._package = package
        self._parsed = parsed
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
                self._parsed(stream, huge_tree=False, **safe)
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
        UnreadableTable: it can't be read, or it is too large; the words say which.
    """
    from lxml import etree  # noqa: PLC0415 - 20 ms, and a table in CSV needs none of it

    try:
        with ZipFile(file) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise too_large()
            yield Package(package, etree.iterparse)
    except (*_BROKEN, etree.LxmlError):
        raise UnreadableTable(
            phrase(
                "Filen kan ikke leses. Åpne den i programmet den er laget for, lagre den uten "
                "passord, og prøv igjen."
            )
        ) from None
