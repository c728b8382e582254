"""A zip of stored files that is the same, byte for byte, for the same files.

Any unpacker reads it. It is laid out here, and not by `zipfile`, because a reader that knows what
every byte has to be can refuse a file where one is not: nothing is read past, no name leads out
of a folder, nothing unpacks to more than it is, and nothing stands in it twice.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.store import Watch

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_VERSION = 20
_FIRST_OF_JANUARY_1980 = 0x21
_OWNER_READS = 0o100600 << 16
_UNIX = 3 << 8
_CHUNK = 1 << 20
MOST_BYTES = (1 << 32) - 1
"""What a zip can be without the extension for large ones, which not every program reads."""
MOST_FILES = (1 << 16) - 2


class DamagedFile(SamsjekkError):
    """The file is not, byte for byte, one that samsjekk has written."""


class Packed(NamedTuple):
    """A file to put in: its name there, its size and digest, and its bytes or where they are."""

    name: str
    size: int
    sha256: str
    content: bytes | Path


class _Member(NamedTuple):
    name: str
    size: int
    crc: int

    def local(self) -> bytes:
        """What stands before its bytes."""
        name = self.name.encode("ascii")
        size = self.size
        return _LOCAL.pack(_LOCAL_MARK, *_COMMON, self.crc, size, size, len(name), 0) + name

    def central(self, at: int) -> bytes:
        """What the list at the end has of it."""
        name = self.name.encode("ascii")
        sizes = (self.crc, self.size, self.size, len(name))
        made_by = _UNIX | _VERSION
        return (
            _CENTRAL.pack(_CENTRAL_MARK, made_by, *_COMMON, *sizes, 0, 0, 0, 0, _OWNER_READS, at)
            + name
        )

    @property
    def length(self) -> int:
        """How many bytes it takes, without its line in the list at the end."""
        return _LOCAL.size + len(self.name) + self.size


_COMMON = (_VERSION, 0, 0, 0, _FIRST_OF_JANUARY_1980)
"""Version, flags, method (stored), time and day: the same for every file."""


def size_of(files: Iterable[tuple[str, int]]) -> int:
    """How many bytes a container with files of these names and sizes has."""
    each = _LOCAL.size + _CENTRAL.size
    return _END.size + sum(each + 2 * len(name) + size for name, size in files)


def pack(file: BinaryIO, files: Sequence[Packed], watch: Watch) -> None:
    """Write a container.

    Raises:
        DamagedFile: a file changed between it was looked at and it was read.
        OSError: it can't be read or written.
    """
    members = [_put(file, one, watch) for one in files]
    file.write(_directory(members))


def _put(file: BinaryIO, one: Packed, watch: Watch) -> _Member:
    begins = file.tell()
    file.write(_Member(one.name, one.size, 0).local())
    digest, crc, size = hashlib.sha256(), 0, 0
    for chunk in _chunks(one.content):
        file.write(chunk)
        digest.update(chunk)
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        watch(len(chunk))
    if (size, digest.hexdigest()) != (one.size, one.sha256):
        raise DamagedFile(
            phrase("{name} ble endret mens filen ble laget. Prøv igjen.", name=one.name)
        )
    member = _Member(one.name, size, crc)
    file.seek(begins)
    file.write(member.local())
    file.seek(0, 2)
    return member


def _chunks(content: bytes | Path) -> Iterable[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _directory(members: Sequence[_Member]) -> bytes:
    at, lines = 0, []
    for member in members:
        lines.append(member.central(at))
        at += member.length
    central = b"".join(lines)
    number = len(members)
    return central + _END.pack(_END_MARK, 0, 0, number, number, len(central), at, 0)


class Unpacking:
    """A container that is read from its beginning to its end, every byte of it checked."""

    def __init__(self, file: BinaryIO, watch: Watch) -> None:
        self._file = file
        self._watch = watch
        self._members: list[_Member] = []

    def first(self, name: str, most: int) -> bytes:
        """The first file, whose size only its own line tells.

        Raises:
            DamagedFile: the container does not begin with it, or it is larger than `most` bytes.
        """
        head = self._file.read(_LOCAL.size)
        if not head:
            raise DamagedFile(phrase("Filen er tom. Be om å få den sendt på nytt."))
        self._file.seek(0)
        if len(head) < _LOCAL.size or head[:4] != _LOCAL_MARK:
            raise _other_file()
        size = _LOCAL.unpack(head)[7]
        expected = _Member(name, size, 0).local()
        if size > most or head[26:] != expected[26 : _LOCAL.size]:
            raise _other_file()
        return self.next(name, size)

    def next(self, name: str, size: int, sha256: str = "") -> bytes:
        """The file that has to stand here, whole.

        Raises:
            DamagedFile: it is not what stands here, or not all of it does.
        """
        found = bytearray()
        self.pass_by(name, size, sha256, found.extend)
        return bytes(found)

    def pass_by(
        self, name: str, size: int, sha256: str, take: Callable[[bytes], object] = len
    ) -> int:
        """Check the file that has to stand here, handing over its bytes; where they begin.

        Raises:
            DamagedFile: it is not what stands here, or not all of it does.
        """
        written = self._file.read(_LOCAL.size + len(name))
        begins = self._file.tell()
        digest, crc, left = hashlib.sha256(), 0, size
        while left:
            chunk = self._file.read(min(_CHUNK, left))
            if not chunk:
                raise _cut_off()
            left -= len(chunk)
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
            take(chunk)
            self._watch(len(chunk))
        member = _Member(name, size, crc)
        if written != member.local() or (sha256 and digest.hexdigest() != sha256):
            raise altered(name)
        self._members.append(member)
        return begins

    def end(self) -> None:
        """See that the list at the end is that of the files read, and that nothing follows.

        Raises:
            DamagedFile: it is not.
        """
        expected = _directory(self._members)
        found = self._file.read(len(expected) + 1)
        if len(found) < len(expected):
            raise _cut_off()
        if found != expected:
            raise altered()


def _cut_off() -> DamagedFile:
    return DamagedFile(phrase("Slutten av filen mangler. Be om å få den sendt på nytt."))


def _other_file() -> DamagedFile:
    return DamagedFile(
        phrase(
            "Dette er ikke en overleveringsfil fra samsjekk. De heter noe på .samsjekk. Et skjema "
            "som er fylt ut, leses inn med «samsjekk apply», eller fra skjermen med rapporten."
        )
    )


def altered(name: str = "") -> DamagedFile:
    """What is said where a file in it, or without a name the end of it, is not as it was made."""
    if not name:
        return DamagedFile(
            phrase("Slutten av filen er endret etter at den ble laget. Ingenting er tatt inn.")
        )
    return DamagedFile(
        phrase("{name} er endret etter at filen ble laget. Ingenting er tatt inn.", name=name)
    )
