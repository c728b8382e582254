"""The hand-over file: one assessment with its history, its criteria and its evidence.

The same history gives the same bytes, on every machine: a zip of stored files, dated 1980, whose
first is the manifest and whose last is the manifest's digest. Whatever is read from one is checked
before any of it is used; reading changes nothing here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import BinaryIO, NamedTuple

import msgspec

from checklist.assessment import (
    Assessment,
    Author,
    Begun,
    Created,
    CriteriaUpgraded,
    Document,
    Event,
    EvidenceRecorded,
    FileReference,
    Kontrollsum,
    Line,
    UnreadableWrite,
    beginning_of,
    fold,
    history_of,
    kontrollsum,
    kontrollsums_in,
)
from checklist.criteria import CriteriaSet, set_fingerprint
from checklist.criteria.yaml import why_unreadable
from checklist.errors import SamsjekkError
from checklist.handover.container import (
    MOST_BYTES,
    DamagedFile,
    Packed,
    Unpacking,
    altered,
    pack,
    size_of,
)
from checklist.handover.lines import lines_bytes, read_lines
from checklist.handover.manifest import (
    MANIFEST,
    MOST_MANIFEST_BYTES,
    SUM,
    WRITES,
    LeftOut,
    Manifest,
    Member,
    Reason,
    manifest_bytes,
    read_manifest,
)
from checklist.handover.publishing import IsPublic, published_lines
from checklist.i18n import phrase
from checklist.session import Session
from checklist.store import (
    EvidenceFiles,
    Journal,
    StoreError,
    Watch,
    explained,
    sha256_of,
    unwatched,
)

ENDING = ".samsjekk"
"""How the name of a hand-over file ends."""
_NAME = "overlevert"
"""What the assessment is called in the journal that goes away."""


class UnreadableFile(SamsjekkError):
    """The file is not there, or can't be read now."""


class WrongEnding(SamsjekkError):
    """The file would not be known as a hand-over file."""


class ReadHandOver(NamedTuple):
    """A hand-over file that was read and checked without a journal: what it says, to look at.

    Attributes:
        manifest: what it says of itself.
        assessment: what counts in it.
        criteria_set: the set it was made with.
        writes: the digests of its writes.
    """

    manifest: Manifest
    assessment: Assessment
    criteria_set: CriteriaSet
    writes: frozenset[str]


class HandOver(NamedTuple):
    """A hand-over file that was read from its first byte to its last, and found whole.

    Attributes:
        path: where it is.
        manifest: what it says of itself.
        lines: the writes, in order.
        criteria_sets: those that the history names, by fingerprint.
        evidence: the names of the copies in it, and where in the file each begins.
        session: the assessment, opened in a journal of its own that goes away.
    """

    path: Path
    manifest: Manifest
    lines: tuple[Line, ...]
    criteria_sets: Mapping[str, CriteriaSet]
    evidence: Mapping[Member, int]
    session: Session


def refuse_ending(path: Path) -> None:
    """Stop a name that nobody would know the file by.

    Raises:
        WrongEnding: the words say how it has to end.
    """
    if path.suffix.lower() != ENDING:
        raise WrongEnding(phrase("En overleveringsfil skal hete noe på {ending}.", ending=ENDING))


def write_hand_over(
    session: Session,
    file: BinaryIO,
    *,
    evidence: bool = True,
    is_public: IsPublic | None = None,
    watch: Watch = unwatched,
) -> Manifest:
    """Write an assessment as a hand-over file; what it came to hold.

    With `is_public`, texts that are not are left out, and so are the files.

    Raises:
        StoreError: its history can't be read whole.
        DamagedFile: a copy of evidence changed meanwhile.
        OSError: it can't be written.
    """
    if session.faults:
        raise StoreError(
            phrase(
                "Historikken er skadet, så den kan ikke sendes: {reason} Se samsjekk verify {id}.",
                reason=session.faults[0],
                id=session.assessment.id,
            )
        )
    journal, name = session.journal, session.assessment.id
    lines, withheld = journal.lines(name), 0
    if is_public is not None:
        lines, withheld = published_lines(lines, is_public)
    of, heads, _writes = journal.heads(name)
    writes = _packed(WRITES, lines_bytes(lines))
    sets = [
        _packed(f"sets/{fingerprint}.json", set_bytes(journal, fingerprint))
        for fingerprint in sorted(sets_named(journal.events(name)))
    ]
    used = MOST_MANIFEST_BYTES + size_of([(one.name, one.size) for one in (writes, *sets)])
    room = MOST_BYTES - used
    copies, left_out = _copies(session, watch, room, wanted=evidence and is_public is None)
    files = (writes, *sets, *copies)
    manifest = Manifest(
        of=of,
        heads=heads,
        kontrollsum=str(session.kontrollsum()),
        withheld=withheld,
        left_out=tuple(sorted(set(left_out))),
        files=tuple(Member(one.name, one.size, one.sha256) for one in files),
    )
    body = manifest_bytes(manifest)
    proof = hashlib.sha256(body).hexdigest().encode()
    pack(file, [_packed(MANIFEST, body), *files, _packed(SUM, proof)], watch)
    return manifest


def _packed(name: str, content: bytes) -> Packed:
    return Packed(name, len(content), hashlib.sha256(content).hexdigest(), content)


def sets_named(events: Iterable[Event]) -> set[str]:
    """The fingerprint of every criteria set that events name."""
    return {
        event.what.criteria_set
        for event in events
        if isinstance(event.what, Begun | Created | CriteriaUpgraded)
    } - {""}


def set_bytes(journal: Journal, fingerprint: str) -> bytes:
    """A criteria set as the journal keeps it."""
    return msgspec.json.encode(journal.criteria_set(fingerprint))


def _copies(
    session: Session, watch: Watch, room: int, *, wanted: bool
) -> tuple[list[Packed], list[LeftOut]]:
    """The copies there is room for, and what evidence goes without its file, and why."""
    found: dict[str, tuple[Packed, list[str]]] = {}
    left_out: list[LeftOut] = []
    events = session.journal.events(session.assessment.id)
    for name, reference in recorded_files(events):
        if not wanted:
            left_out.append(LeftOut(name, Reason.NOT_ASKED))
            continue
        packed = (
            found[reference.path][0]
            if reference.path in found
            else _copy(session, reference, watch)
        )
        if isinstance(packed, Reason):
            left_out.append(LeftOut(name, packed))
        else:
            found.setdefault(reference.path, (packed, []))[1].append(name)
    going: list[Packed] = []
    for _path, (copy, evidence_ids) in sorted(found.items()):
        room -= size_of([(copy.name, copy.size)])
        if room >= 0:
            going.append(copy)
        else:
            left_out += [LeftOut(name, Reason.TOO_LARGE) for name in evidence_ids]
    return going, left_out


def _copy(session: Session, reference: FileReference, watch: Watch) -> Packed | Reason:
    if not reference.copied:
        return Reason.NOT_COPIED
    try:
        path = session.files.fetch(session.assessment.id, reference)
        size, sha256 = path.stat().st_size, sha256_of(path, watch)
    except OSError:
        return Reason.MISSING
    if sha256 != reference.sha256:
        return Reason.CHANGED
    return Packed(f"evidence/{path.name}", size, sha256, path)


def recorded_files(events: Iterable[Event]) -> Iterator[tuple[str, FileReference]]:
    """Every file that a history refers to, with the id of the evidence, each once."""
    found = {
        (event.what.evidence.id, event.what.evidence.file)
        for event in events
        if isinstance(event.what, EvidenceRecorded)
        and isinstance(event.what.evidence, Document)
        and event.what.evidence.file is not None
        and event.what.evidence.file.sha256
    }
    yield from sorted(found, key=lambda one: (one[0], one[1].sha256, one[1].path))


@contextmanager
def opened_hand_over(
    path: Path, watch: Watch = unwatched, *, name: str = _NAME
) -> Iterator[HandOver]:
    """A hand-over file, read and checked; nothing here is changed by it.

    `name` is what the assessment is called meanwhile.

    Raises:
        DamagedFile: it is not a hand-over file, or not every byte of it is as it was made.
        UnreadableFile: it is not there, or can't be read.
    """
    with _opened(path) as file:
        manifest, lines, sets, evidence = _read(file, watch)
    with passing_journal() as (journal, files):
        session = _session(journal, files, manifest, lines, sets, name=name)
        yield HandOver(path, manifest, lines, sets, evidence, session)


def read_hand_over(path: Path, name: str = _NAME) -> ReadHandOver:
    """A hand-over file, checked as `opened_hand_over` does, and folded: no journal is made.

    Raises:
        DamagedFile: it is not a hand-over file, or not every byte of it is as it was made.
        UnreadableFile: it is not there, or can't be read.
    """
    with _opened(path) as file:
        manifest, lines, sets, _evidence = _read(file, unwatched)
    try:
        history = history_of(lines)
        if history.of != manifest.of or history.heads != manifest.heads:
            raise altered(WRITES)
        assessment = fold(name, history.events)
    except UnreadableWrite as error:
        raise DamagedFile(error.words) from error
    if assessment.criteria_set not in sets:
        raise altered(MANIFEST)
    of, heads, writes = history.of, history.heads, len(history.writes)
    _refuse_other_sum(
        manifest, lambda rules: kontrollsum(of, heads, rules, assessment.criteria_set, writes)
    )
    return ReadHandOver(manifest, assessment, sets[assessment.criteria_set], history.writes)


def manifest_of(path: Path) -> Manifest:
    """What a hand-over file says of itself; nothing else of it is read.

    Raises:
        DamagedFile: it is not a hand-over file.
        UnreadableFile: it is not there, or can't be read.
    """
    with _opened(path) as file:
        return read_manifest(Unpacking(file, unwatched).first(MANIFEST, MOST_MANIFEST_BYTES))


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> UnreadableFile:
    """What is said of a file that can't be read."""
    return UnreadableFile(why_unreadable(path, error))


@contextmanager
def passing_journal() -> Iterator[tuple[Journal, EvidenceFiles]]:
    """A journal to look into what came from elsewhere with; it goes away.

    Raises:
        StoreError: it can't be made: there is no room for what passes.
    """
    with explained(Path(gettempdir())):
        passing = TemporaryDirectory(prefix="samsjekk-", ignore_cleanup_errors=True)
    with passing as folder, Journal(Path(folder, "samsjekk.sqlite3")) as journal:
        yield journal, EvidenceFiles(Path(folder, "evidence"))


def _read(
    file: BinaryIO, watch: Watch
) -> tuple[Manifest, tuple[Line, ...], dict[str, CriteriaSet], dict[Member, int]]:
    unpacking = Unpacking(file, watch)
    written = unpacking.first(MANIFEST, MOST_MANIFEST_BYTES)
    manifest = read_manifest(written)
    writes, *others = manifest.files
    lines = _lines(unpacking.next(writes.name, writes.size, writes.sha256))
    sets: dict[str, CriteriaSet] = {}
    evidence: dict[Member, int] = {}
    for member in others:
        if member.is_set:
            body = unpacking.next(member.name, member.size, member.sha256)
            sets[member.fingerprint] = _criteria_set(member, body)
        else:
            evidence[member] = unpacking.pass_by(member.name, member.size, member.sha256)
    proof = hashlib.sha256(written).hexdigest().encode()
    if unpacking.next(SUM, len(proof)) != proof:
        raise altered(MANIFEST)
    unpacking.end()
    return manifest, lines, sets, evidence


def _lines(written: bytes) -> tuple[Line, ...]:
    try:
        return tuple(read_lines(written))
    except UnreadableWrite as error:
        raise DamagedFile(error.words) from error


def _criteria_set(member: Member, body: bytes) -> CriteriaSet:
    try:
        found, fingerprint = _decoded_set(body)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise altered(member.name) from error
    if fingerprint != member.fingerprint:
        raise DamagedFile(phrase("{name} har et annet innhold enn navnet sier.", name=member.name))
    return found


@lru_cache(maxsize=4)
def _decoded_set(body: bytes) -> tuple[CriteriaSet, str]:
    """A criteria set and its fingerprint; thirty municipalities have handed over the same one."""
    found = msgspec.json.decode(body, type=CriteriaSet)
    return found, set_fingerprint(found)


def _session(
    journal: Journal,
    files: EvidenceFiles,
    manifest: Manifest,
    lines: tuple[Line, ...],
    sets: Mapping[str, CriteriaSet],
    *,
    name: str,
) -> Session:
    """The assessment in a journal of its own, when the manifest says what the writes come to."""
    try:
        if beginning_of(lines) != manifest.of:
            raise altered(WRITES)
        new = journal.adopt(name, lines, sets.values())
    except UnreadableWrite as error:
        raise DamagedFile(error.words) from error
    if new.refused:
        raise DamagedFile(new.refused[0])
    _of, heads, _writes = journal.heads(name)
    if new.aside or heads != manifest.heads:
        raise altered(WRITES)
    session = Session(journal, name, Author(name=""), files)
    _refuse_other_sum(manifest, session.kontrollsum)
    return session


def _refuse_other_sum(manifest: Manifest, made: Callable[[str], Kontrollsum]) -> None:
    """Stop a file that says another kontrollsum than its writes come to by the same rules."""
    told = kontrollsums_in(manifest.kontrollsum)
    if [str(one) for one in told] != [manifest.kontrollsum] or made(told[0].rules) != told[0]:
        raise altered(MANIFEST)
