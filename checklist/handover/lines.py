"""A write as a line of text: in a hand-over file, and in a shared folder.

    {"body":…,"parts":{"0.answer.comment":["salt",…]},"sum":"16 hex digits"}

The body stands as it was written, because its digest is taken of those bytes. `sum` is the first
digits of the SHA-256 of what stands before it on the line, so that half a line is known.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from checklist.assessment import MOST_PART_BYTES, Line, Part, UnreadableWrite
from checklist.i18n import phrase

MOST_LINE_BYTES = 32 << 20
"""More than any write takes with its texts."""
_SUM_DIGITS = 16


class _Plain(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    body: msgspec.Raw
    parts: dict[str, tuple[str, msgspec.Raw]] = {}
    erased_from: str = ""
    sum: str = ""


_decoder = msgspec.json.Decoder(_Plain)
_encoder = msgspec.json.Encoder(order="sorted")


def line_bytes(line: Line) -> bytes:
    """A line with its end."""
    parts = {
        path: (base64.b64encode(part.salt).decode(), msgspec.Raw(part.value))
        for path, part in line.parts.items()
    }
    plain = _Plain(msgspec.Raw(line.body), parts, line.erased_from)
    return _closed(_encoder.encode(plain)[:-1])


def _closed(begun: bytes) -> bytes:
    return b'%s,"sum":"%s"}\n' % (begun, _sum(begun).encode())


def _sum(begun: bytes) -> str:
    return hashlib.sha256(begun).hexdigest()[:_SUM_DIGITS]


def read_line(written: bytes) -> Line:
    """The write that a line holds.

    Raises:
        UnreadableWrite: it is half, damaged, or not as samsjekk writes it.
    """
    if len(written) > MOST_LINE_BYTES:
        raise _unreadable()
    try:
        plain = _decoder.decode(written)
        parts = {
            path: Part(base64.b64decode(salt, validate=True), bytes(value))
            for path, (salt, value) in plain.parts.items()
        }
    except (msgspec.DecodeError, UnicodeError, binascii.Error) as error:
        raise _unreadable() from error
    line = Line(bytes(plain.body), parts, plain.erased_from)
    # A second key of the same name, or a space, would be read differently elsewhere.
    if line_bytes(line) != written:
        raise _unreadable()
    if any(len(part.value) > MOST_PART_BYTES for part in parts.values()):
        raise _unreadable()
    return line


def read_lines(written: bytes) -> Iterator[Line]:
    """The writes of whole lines.

    Raises:
        UnreadableWrite: one of them can't be read.
    """
    for line in written.splitlines(keepends=True):
        yield read_line(line)


def lines_bytes(lines: Iterable[Line]) -> bytes:
    """Lines one after another."""
    return b"".join(map(line_bytes, lines))


def _unreadable() -> UnreadableWrite:
    return UnreadableWrite(phrase("En linje er skadet, eller er ikke skrevet av samsjekk."))
