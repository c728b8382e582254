"""What a municipality hands over, received: the same bytes, and every change of them found.

python -m benchmarks.receipts

A small hand-over file is received, exported again and compared. Then each byte of it is altered, in
the file that is to be received and in the receipt; and each write is taken out by somebody who
makes the rest of the file anew. What was not found is printed, and the exit code is 1.
"""

from __future__ import annotations

import hashlib
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from benchmarks.store import use_memory
from checklist.assessment import Author, Created, Document, Municipality, Names
from checklist.criteria import AnswerValue
from checklist.handover import (
    DamagedFile,
    Manifest,
    Member,
    opened_receipt,
    read_hand_over,
    receive,
    write_hand_over,
)
from checklist.handover.container import Packed, pack
from checklist.handover.manifest import MANIFEST, SUM, WRITES, manifest_bytes
from checklist.machine import allow_writing
from checklist.session import Session
from checklist.store import EvidenceFiles, Journal, Receipts, unwatched
from tests.desks import NAME, TODAY, criteria

_ANSWERS = 8


class Tally(NamedTuple):
    """How many changes were tried, and how many of them were found."""

    tried: int
    found: int


def small_file(folder: Path) -> Path:
    """A hand-over file of a small set, with some answers and a piece of evidence."""
    created = Created(
        municipality=Municipality(number="3228", name="Nes"), criteria_set="", date=TODAY
    )
    with Journal(folder / "samsjekk.sqlite3") as journal:
        journal.create(NAME, created, criteria(), Author(name="Anna"))
        session = Session(journal, NAME, Author(name="Anna"), EvidenceFiles(folder / "evidence"))
        points = tuple(Names(criteria()).checkpoints)
        for point in points[:_ANSWERS]:
            session.answer(point, AnswerValue.YES)
        plan = folder / "plan.txt"
        plan.write_bytes(b"Planen.")
        reference = session.record_file(plan, copy=True)
        session.record_evidence(Document(id="plan", title="Planen", file=reference), points[:1])
        path = folder / "nes.samsjekk"
        with path.open("wb") as file:
            write_hand_over(session, file)
    return path


def receipts_in(folder: Path) -> Receipts:
    """A folder of receipts."""
    return Receipts(folder / "receipts", lambda: datetime.now(UTC))


def without_each_write(content: bytes) -> Iterator[bytes]:
    """The file without one of its writes, everything else made anew, for each write."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    lines = parts[WRITES].splitlines(keepends=True)
    for gone in range(len(lines)):
        left = b"".join(lines[:gone] + lines[gone + 1 :])
        yield _made_anew({**parts, WRITES: left})


def _made_anew(parts: dict[str, bytes]) -> bytes:
    told = msgspec.json.decode(parts.pop(MANIFEST), type=Manifest)
    del parts[SUM]
    members = tuple(Member(name, len(body), _sha256(body)) for name, body in parts.items())
    body = manifest_bytes(msgspec.structs.replace(told, files=members))
    every = ((MANIFEST, body), *parts.items(), (SUM, _sha256(body).encode()))
    made = BytesIO()
    pack(
        made,
        [Packed(name, len(held), _sha256(held), held) for name, held in every],
        unwatched,
    )
    return made.getvalue()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def with_each_byte_altered(content: bytes, step: int = 1) -> Iterator[bytes]:
    """The file with one byte of it altered, for each byte, or for each of so many."""
    for at in range(0, len(content), step):
        altered = bytearray(content)
        altered[at] ^= 1 << at % 8
        yield bytes(altered)


def found_when_received(files: Iterator[bytes], folder: Path) -> Tally:
    """How many of these files are refused, with nothing kept of them."""
    path, receipts, tried, found = folder / "sent.samsjekk", receipts_in(folder), 0, 0
    path.touch()
    before = receipts.all()
    for content in files:
        _overwrite(path, content)
        tried += 1
        try:
            receive(receipts, path)
        except DamagedFile:
            found += receipts.all() == before
    return Tally(tried, found)


def found_in_receipt(files: Iterator[bytes], folder: Path) -> Tally:
    """How many of these files are refused where they lie in the place of the receipt."""
    (receipt,) = receipts_in(folder).all()
    content, tried, found = receipt.path.read_bytes(), 0, 0
    allow_writing(receipt.path)
    for altered in files:
        _overwrite(receipt.path, altered)
        tried += 1
        try:
            with opened_receipt(receipt):
                pass
        except DamagedFile:
            found += 1
    _overwrite(receipt.path, content)
    return Tally(tried, found)


def found_when_read(files: Iterator[bytes], folder: Path) -> Tally:
    """How many of these files are refused where they are read without a journal."""
    path, tried, found = folder / "read.samsjekk", 0, 0
    path.touch()
    for content in files:
        _overwrite(path, content)
        tried += 1
        try:
            read_hand_over(path)
        except DamagedFile:
            found += 1
    return Tally(tried, found)


def _overwrite(path: Path, content: bytes) -> None:
    """Write over a file in place: to empty it first makes some disks wait."""
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()


def main() -> int:
    """Try all of it, and print how much was found."""
    began = time.monotonic()
    use_memory()
    with TemporaryDirectory() as made:
        folder = Path(made)
        path = small_file(folder)
        content = path.read_bytes()
        receipt, _new = receive(receipts_in(folder), path)
        is_same = receipt.path.read_bytes() == content
        print(f"export, receive, export: {'identical' if is_same else 'NOT identical'}")
        results = {
            "altered bytes, when received": found_when_received(
                with_each_byte_altered(content), folder
            ),
            "altered bytes, in the receipt": found_in_receipt(
                with_each_byte_altered(content), folder
            ),
            "removed writes, when received": found_when_received(
                without_each_write(content), folder
            ),
            "altered bytes, read without a journal": found_when_read(
                with_each_byte_altered(content), folder
            ),
            "removed writes, read without a journal": found_when_read(
                without_each_write(content), folder
            ),
            "removed writes, in the receipt": found_in_receipt(without_each_write(content), folder),
        }
    for what, tally in results.items():
        print(f"{what}: {tally.found} of {tally.tried} found")
    print(f"{time.monotonic() - began:.0f} s")
    return int(not is_same or any(tally.found != tally.tried for tally in results.values()))


if __name__ == "__main__":
    raise SystemExit(main())
