"""Receiving what a municipality hands over: the file is kept as it came, and read from then on.

Nothing is taken in. A receipt is opened as a hand-over file is looked into, in a journal that goes
away, and nothing can be written to that. A later file of the same assessment is another receipt.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from checklist.assessment import Municipality
from checklist.criteria import Text
from checklist.errors import SamsjekkError
from checklist.handover.container import DamagedFile
from checklist.handover.file import (
    ENDING,
    HandOver,
    ReadHandOver,
    UnreadableFile,
    manifest_of,
    opened_hand_over,
    read_hand_over,
    unreadable,
)
from checklist.handover.merging import Parted, copies_of_evidence, parted_from
from checklist.i18n import Phrase, phrase
from checklist.store import (
    ChangedMeanwhile,
    Offered,
    Receipt,
    Receipts,
    Watch,
    explained,
    receipt_id,
    sha256_of,
    unwatched,
)


class AsItCame(SamsjekkError):
    """What was received was to be handed on otherwise than it came."""


class Received(NamedTuple):
    """A receipt, and whether its file was not here before."""

    receipt: Receipt
    is_new: bool


class Brought(NamedTuple):
    """A file that others had, received here: its receipt, or why it is not.

    One that they have no more is said, too.
    """

    offered: Offered
    receipt: Receipt | None
    why: Phrase | None = None


class ListedReceipt(NamedTuple):
    """A receipt as a list says it.

    Attributes:
        of: the digest of the first write of the assessment.
        municipality, date, set_title, kontrollsum: what is in the file.
        writes: how many writes.
        later: the receipt of the next file of the same assessment; None where there is none.
    """

    receipt: Receipt
    of: str
    municipality: Municipality
    date: date
    set_title: Text
    kontrollsum: str
    writes: int
    later: Receipt | None = None


class FaultyReceipt(NamedTuple):
    """A receipt that can't be read, and why."""

    receipt: Receipt
    why: Phrase


def receive(receipts: Receipts, path: Path, watch: Watch = unwatched) -> Received:
    """Keep a hand-over file, byte for byte. The same file twice changes nothing.

    Those who share a database have it too, or it is not kept.

    Raises:
        DamagedFile: it is not a hand-over file, or not every byte of it is as it was made.
        UnreadableFile: it is not there, or can't be read.
        StoreError: it can't be kept, or the others can't have it now.
    """
    try:
        sha256 = sha256_of(path, watch)
    except OSError as error:
        raise unreadable(path, error) from error
    received = _keep(receipts, path, sha256)
    try:
        _share(receipts, received.receipt, path.name, watch)
    except BaseException:
        if received.is_new:
            receipts.drop(received.receipt)
        raise
    return received


def _keep(receipts: Receipts, path: Path, sha256: str, at: datetime | None = None) -> Received:
    def refuse(copy: Path) -> None:
        with opened_hand_over(copy):
            pass

    with explained(receipts.directory):
        return Received(*receipts.keep(path, sha256, refuse, at))


def _share(receipts: Receipts, receipt: Receipt, name: str, watch: Watch = unwatched) -> None:
    manifest = manifest_of(receipt.path)
    with explained(receipts.directory):
        receipts.share(receipt, name, manifest.of, manifest.heads, watch)


def exchange_receipts(
    receipts: Receipts, wanted: Container[str] | None = None, watch: Watch = unwatched
) -> Iterator[Brought]:
    """Let those who share a database have the receipts that are here, and receive theirs.

    With `wanted`, only those that commands call so are received. Done as far as it is asked for;
    `watch` is told how much is read and sent.

    Raises:
        StoreError: the database can't be asked, or something can't be kept.
    """
    if not receipts.are_shared:
        return
    offered = receipts.offered()
    here = {receipt.sha256: receipt for receipt in receipts.all()}
    alone = [here[sha256] for sha256 in here.keys() - {one.sha256 for one in offered}]
    taken_away = receipts.taken_away() if alone else ()
    for receipt in alone:
        if receipt.sha256 in taken_away:
            yield _left_here(receipt)
            continue
        # One that is damaged here is nothing for others, and the list says so.
        with suppress(DamagedFile, UnreadableFile):
            _refuse_changed(receipt)
            _share(receipts, receipt, f"{receipt.id}{ENDING}", watch)
    for one in offered:
        called = receipt_id(one.sha256)
        if one.sha256 not in here and (wanted is None or called in wanted):
            yield _brought(receipts, one, watch)


def _left_here(receipt: Receipt) -> Brought:
    return Brought(
        Offered(receipt.sha256, receipt.id, receipt.at, ""),
        None,
        phrase(
            "Den er tatt ut av databasen, men ligger på denne maskinen. Ta den bort her også med: "
            "samsjekk remove {id}",
            id=receipt.id,
        ),
    )


def _brought(receipts: Receipts, one: Offered, watch: Watch) -> Brought:
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder, f"{one.sha256}{ENDING}")
            receipts.fetch(one.sha256, path, watch)
            # Others' clocks may be ahead.
            received = _keep(receipts, path, one.sha256, min(one.at, receipts.clock()))
    except (DamagedFile, ChangedMeanwhile) as error:
        return Brought(one, None, error.words)
    return Brought(one, received.receipt)


@contextmanager
def opened_receipt(
    receipt: Receipt, *, evidence: bool = False, watch: Watch = unwatched
) -> Iterator[HandOver]:
    """What was received, to be read; with `evidence`, the copies of files in it as well.

    Raises:
        DamagedFile: not every byte is as it was received.
        UnreadableFile: it can't be read.
    """
    _refuse_changed(receipt)
    with opened_hand_over(receipt.path, watch, name=receipt.id) as given:
        session = given.session
        if evidence:
            for copy in copies_of_evidence(session.files, receipt.id, given, watch):
                session.files.keep(copy)
        session.received = receipt.day
        session.journal.database.end_writing(
            phrase(
                "Dette er det {municipality} overleverte, mottatt {day}. Det kan leses, men ikke "
                "endres.",
                municipality=session.assessment.municipality.name,
                day=receipt.day,
            )
        )
        yield given


def read_receipt(receipt: Receipt) -> ReadHandOver:
    """What was received, to be looked at only: read as `opened_receipt` does, without a journal.

    Raises:
        DamagedFile: not every byte is as it was received.
        UnreadableFile: it can't be read.
    """
    _refuse_changed(receipt)
    return read_hand_over(receipt.path, receipt.id)


def _refuse_changed(receipt: Receipt) -> None:
    try:
        is_as_received = sha256_of(receipt.path) == receipt.sha256
    except OSError as error:
        raise unreadable(receipt.path, error) from error
    if not is_as_received:
        raise DamagedFile(
            phrase(
                "{path} er endret etter at den ble mottatt {day}. Ta imot den samme filen på nytt: "
                "samsjekk receive FIL. Sikkerhetskopiene kan ha den.",
                path=receipt.path,
                day=receipt.day,
            )
        )


def refuse_other_form(*, evidence: bool, publish: bool) -> None:
    """Stop a receipt from being handed on without its evidence, or for publishing.

    Raises:
        AsItCame: it was to be.
    """
    if publish or not evidence:
        raise AsItCame(
            phrase(
                "Det som er mottatt, sendes videre byte for byte: med det som er i det, og ikke "
                "laget for å publiseres."
            )
        )


def remove_receipt(receipts: Receipts, receipt: Receipt) -> None:
    """Remove a receipt; the backups keep theirs.

    Raises:
        StoreError: it is still there.
    """
    with explained(receipts.directory):
        receipts.remove(receipt)


def listed_receipts(receipts: Receipts) -> tuple[ListedReceipt | FaultyReceipt, ...]:
    """Every receipt, the first received first, each read from its first byte to its last."""
    found = [listed_receipt(receipt) for receipt in receipts.all()]
    # An older file may be received last, and a clock may be wrong: the later has more writes.
    readable = sorted(
        (one for one in found if isinstance(one, ListedReceipt)),
        key=lambda one: (one.of, one.writes, one.receipt.at),
    )
    later = {one.receipt: after.receipt for one, after in pairwise(readable) if one.of == after.of}
    return tuple(
        one._replace(later=later.get(one.receipt)) if isinstance(one, ListedReceipt) else one
        for one in found
    )


def listed_receipt(receipt: Receipt) -> ListedReceipt | FaultyReceipt:
    """One receipt; whether there is a later file is not looked for."""
    try:
        read = read_receipt(receipt)
    except SamsjekkError as error:
        return FaultyReceipt(receipt, error.words)
    return ListedReceipt(
        receipt=receipt,
        of=read.manifest.of,
        municipality=read.assessment.municipality,
        date=read.assessment.date,
        set_title=read.criteria_set.title,
        kontrollsum=read.manifest.kontrollsum,
        writes=len(read.writes),
    )


@contextmanager
def compared_to_earlier(
    receipts: Receipts, receipt: Receipt, given: HandOver
) -> Iterator[tuple[Receipt, Parted] | None]:
    """The receipt before this of the same assessment, and what either has that the other has not.

    None where there is none. One that can't be read is passed over: the list says so.
    """
    for earlier in reversed([one for one in receipts.all() if one.at < receipt.at]):
        try:
            of = manifest_of(earlier.path).of
        except SamsjekkError:
            continue
        if of != given.manifest.of:
            continue
        with (
            opened_receipt(earlier) as before,
            parted_from(
                before.session.journal, earlier.id, given.lines, given.criteria_sets.values()
            ) as parted,
        ):
            yield earlier, parted
        return
    yield None
