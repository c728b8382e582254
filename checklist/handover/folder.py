"""Sharing an assessment through a folder: on a server, a stick, or one that a program syncs.

    FOLDER/samsjekk-<12 digits of the journal>/
        w-<replica>-<8 random digits>.jsonl   writes of one store, lines only ever added
        s-<fingerprint>.json                  a criteria set
        e-<sha256>.<suffix>                   a copy of evidence

Each store writes only files of its own, and reads those of all. What it has saved stays the truth
for what it said was saved: the folder carries it to others, and nothing is lost here where the
folder is late, incomplete, or gone. A copy that a sync program makes under another name holds
lines that are known already.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from io import BufferedRandom
from pathlib import Path
from typing import NamedTuple

from checklist.assessment import (
    FileReference,
    Line,
    identify,
    warning_of_personal_numbers,
)
from checklist.criteria import CriteriaSet
from checklist.errors import SamsjekkError
from checklist.handover.erased_copies import (
    copies_erased,
    copies_named,
    erased_meanwhile,
    erases,
)
from checklist.handover.file import recorded_files, set_bytes, sets_named
from checklist.handover.folder_files import (
    FolderFile,
    KnownLine,
    content_of,
    read_files,
    read_set,
    set_named,
)
from checklist.handover.lines import line_bytes
from checklist.i18n import Phrase, phrase, phrases
from checklist.machine import add_to_file, sync_folder, write_file, write_whole
from checklist.store import (
    Arrived,
    EvidenceFileError,
    EvidenceFiles,
    Journal,
    NotAllowed,
    Segment,
    StoreError,
    note_segment,
    own_segments,
    sha256_of,
)

_FULL_BYTES = 256 << 10
"""A file is not added to when it is as long as this."""
_CHUNK = 1 << 20


class FolderAway(SamsjekkError):
    """The folder can't be read or written now. What was saved here is safe."""


class Exchanged(NamedTuple):
    """What an exchange with a folder came to.

    Attributes:
        taken_in: how many writes were new here.
        shared: how many were new there.
        waiting: how many files end in the middle of a line, and how many writes name a criteria
            set that has not come: more is on its way.
        faults: what can't be used of what lies there, or should not have come, in words.
    """

    taken_in: int
    shared: int
    waiting: int
    faults: tuple[Phrase, ...]


class SharedFolder:
    """The folder of one assessment, in a folder that several people have."""

    def __init__(
        self, folder: Path, journal: Journal, files: EvidenceFiles, assessment: str
    ) -> None:
        """`folder` is the one that people have chosen.

        Raises:
            UnknownAssessment: there is no such assessment in the journal.
        """
        self._journal = journal
        self._copies = files
        self._name = assessment
        self.folder = folder / folder_name(journal.heads(assessment)[0])
        self._files: dict[str, FolderFile] = {}
        self._ours: dict[str, KnownLine] = {}
        self._as_of: tuple[str, ...] = ()
        self._tried: set[tuple[str, frozenset[str]]] = set()
        self._waits = 0
        self._settled: object = None
        self._arrived: Arrived | None = None
        self._copy = journal.database.copies_met
        self._sets: set[str] = set()
        self._wanted_copies: dict[str, FileReference] = {}
        self._damaged: set[str] = set()
        self._faults: list[Phrase] = []
        self._may_erase = True

    def exchange(self) -> Exchanged:
        """Take in what others have written, and let them have what was written here.

        Raises:
            FolderAway: the folder can't be read or written now.
            StoreError: nothing could be taken in here.
        """
        try:
            make_folder(self.folder)
            self._files = read_files(self.folder, self._files)
            taken = shared = 0
            stands = self._stands()
            self._forget_another_copy()
            if stands != self._settled:
                taken = self._take_in()
                self._know_ours()
                self._let_go_of_erased()
                shared = self._share()
                self._note_what_is_named()
                self._settled = None if self._waits else self._stands(self._as_of)
            self._exchange_sets()
            self._exchange_copies()
        except OSError as error:
            # It may be another folder that comes back: everything is looked at anew.
            self._settled, self._arrived = None, None
            raise away(self.folder.parent, error) from error
        faults, self._faults = tuple(self._faults), []
        faults += tuple(
            phrases(
                "{n} linje i {name} kan ikke leses.",
                "{n} linjer i {name} kan ikke leses.",
                file.bad,
                name=name,
            )
            for name, file in sorted(self._files.items())
            if file.bad
        )
        waiting = self._waits + sum(file.half for file in self._files.values())
        return Exchanged(taken, shared, waiting, faults)

    def _forget_another_copy(self) -> None:
        """Look at everything anew where the database is another copy than before."""
        if self._copy != (copy := self._journal.database.copies_met):
            self._copy, self._as_of, self._settled, self._arrived = copy, (), None, None
            self._tried.clear()
            self._ours.clear()

    def _stands(self, heads: tuple[str, ...] | None = None) -> object:
        """What tells whether anything is new, there or here."""
        files = {name: file.stamp for name, file in self._files.items()}
        return files, self._journal.heads(self._name)[1] if heads is None else heads

    # -- writes -------------------------------------------------------------------------

    def _take_in(self) -> int:
        """Take in lines, or texts of them, that have not been tried before; how many were new."""
        found = {
            (known.identity.digest, frozenset(known.line.parts)): known.line
            for file in self._files.values()
            for known in file.lines
        }
        new = {key: line for key, line in found.items() if key not in self._tried}
        if not new:
            return 0
        named = {key: set_named(line) for key, line in new.items()}
        sets = self._sets_not_here(named.values())
        # What goes over to another criteria set waits for it, and what builds on that with it.
        new = {key: line for key, line in new.items() if sets.get(named[key], True)}
        new = self._without_what_others_erase(new)
        self._waits = len(named) - len(new)
        given = filter(None, sets.values())
        if not any(erases(line.body) for line in new.values()):
            incoming = self._journal.take_in(self._name, new.values(), given)
        else:
            try:
                with erased_meanwhile(self._journal, self._copies, self._name) as gone:
                    incoming = self._journal.take_in(self._name, new.values(), given)
            except NotAllowed:
                self._may_erase = False
                return self._take_in()
            self._remove_copies(gone)
        if (warning := warning_of_personal_numbers(*incoming.texts())) is not None:
            self._faults.append(warning)
        self._tried |= new.keys()
        if incoming.late:
            self._as_of, self._arrived = (), None
        return len(incoming.writes) + len(incoming.old)

    def _without_what_others_erase(
        self, new: dict[tuple[str, frozenset[str]], Line]
    ) -> dict[tuple[str, frozenset[str]], Line]:
        """Let what erases, and what builds on it, wait for the owner role where that alone may."""
        if self._may_erase:
            return new
        self._know_ours()
        waiting = [key for key in new if erases(new[key].body) and key[0] not in self._ours]
        if waiting:
            self._faults.append(
                phrase(
                    "En som deler mappen, har slettet tekster. Det kommer ikke inn i databasen før "
                    "en med eierrollen deler gjennom mappen, eller fletter inn en fil fra den som "
                    "slettet. Det som er svart etterpå, venter på det."
                )
            )
        return {key: line for key, line in new.items() if key not in waiting}

    def _let_go_of_erased(self) -> None:
        """Remove the copies in the folder that were erased here."""
        lines = (known for file in self._files.values() for known in file.lines)
        erased = tuple(copies_erased(lines, self._ours))
        if erased:
            named = copies_named(self._journal, self._name)
            self._remove_copies([copy for copy in erased if copy.sha256 not in named])

    def _remove_copies(self, gone: Iterable[FileReference]) -> None:
        for reference in gone:
            self._wanted_copies.pop(reference.path, None)
            self._copy_of(reference).unlink(missing_ok=True)

    def _copy_of(self, reference: FileReference) -> Path:
        return self.folder / f"e-{self._copies.locate(self._name, reference).name}"

    def _sets_not_here(self, named: Iterable[str]) -> dict[str, CriteriaSet | None]:
        """The sets that this store lacks, as they lie in the folder; None where they do not yet."""
        found: dict[str, CriteriaSet | None] = {}
        for fingerprint in {*named} - {""}:
            try:
                self._journal.criteria_set(fingerprint)
            except StoreError:
                found[fingerprint] = read_set(self._set_file(fingerprint))
        return found

    def _know_ours(self) -> None:
        heads = self._journal.heads(self._name)[1]
        if heads == self._as_of:
            return
        known = (KnownLine(identify(line), line) for line in self._journal.lines(self._name))
        self._ours = {one.identity.digest: one for one in known}
        self._as_of = heads

    def _share(self) -> int:
        """Write what is this store's own and not there, and what something there builds on."""
        self._write_anew_without_erased()
        there = self._there()
        wanted = self._wanted(there)
        if wanted:
            self._append([k.line for d, k in self._ours.items() if d in wanted])
            self._files = read_files(self.folder, self._files)
        return len(wanted)

    def _there(self) -> dict[str, set[str]]:
        """The digest of each write in the folder, and the paths of the texts that came with it."""
        found: dict[str, set[str]] = {}
        for file in self._files.values():
            for known in file.lines:
                found.setdefault(known.identity.digest, set()).update(known.line.parts)
        return found

    def _wanted(self, there: Mapping[str, set[str]]) -> set[str]:
        replicas = self._journal.replicas()
        found = {
            digest
            for digest, known in self._ours.items()
            if known.identity.replica in replicas
            and (digest not in there or known.line.parts.keys() - there[digest])
        }
        lines = (known for file in self._files.values() for known in file.lines)
        waiting = [parent for known in lines for parent in known.identity.parents]
        waiting += [parent for digest in found for parent in self._ours[digest].identity.parents]
        while waiting:
            digest = waiting.pop()
            if digest in self._ours and digest not in there and digest not in found:
                found.add(digest)
                waiting += self._ours[digest].identity.parents
        return found

    def _append(self, lines: Iterable[Line]) -> None:
        content = b"".join(map(line_bytes, lines))
        replica = self._journal.replica()
        for name, left in own_segments(self._journal, self._name).items():
            before = content_of(self.folder / name)
            if left.length < _FULL_BYTES and before is not None and left == _as_left(before):
                self._write(name, before, content)
                return
            # It is full, or another has changed it: it is left as it is.
            note_segment(self._journal, self._name, name, None)
        self._write(f"w-{replica}-{os.urandom(4).hex()}.jsonl", b"", content)

    def _write(self, name: str, before: bytes, content: bytes) -> None:
        path = self.folder / name
        add_to_file(path, content, begin=not before)
        _open_to_those_who_have(self.folder, path)
        note_segment(self._journal, self._name, name, _as_left(before + content))

    def _write_anew_without_erased(self) -> None:
        """Let no file of this store hold a text that was erased: a new one first, then it goes."""
        for name in own_segments(self._journal, self._name):
            lines = self._files[name].lines if name in self._files else ()
            left = [
                line._replace(parts={p: line.parts[p] for p in line.parts if p in kept})
                for identity, line in lines
                if (known := self._ours.get(identity.digest)) is not None
                if (kept := known.line.parts) is not None
            ]
            if [line for _, line in lines] == left:
                continue
            note_segment(self._journal, self._name, name, None)
            content = b"".join(map(line_bytes, left))
            replica = self._journal.replica()
            self._write(f"w-{replica}-{os.urandom(4).hex()}.jsonl", b"", content)
            (self.folder / name).unlink(missing_ok=True)
            sync_folder(self.folder)
            self._files = read_files(self.folder, self._files)

    # -- criteria sets and evidence -----------------------------------------------------

    def _note_what_is_named(self) -> None:
        """The criteria sets and the copies that the history names, as far as it has come."""
        news = self._journal.news(self._name, self._arrived)
        self._arrived = news.arrived
        self._sets |= sets_named(news.events)
        for _evidence, reference in recorded_files(news.events):
            if reference.copied and reference.path not in self._damaged:
                self._wanted_copies[reference.path] = reference

    def _set_file(self, fingerprint: str) -> Path:
        return self.folder / f"s-{fingerprint}.json"

    def _exchange_sets(self) -> None:
        """Criteria sets to the folder; those in it are taken in with what names them."""
        for fingerprint in tuple(self._sets):
            path = self._set_file(fingerprint)
            if not path.exists():
                with suppress(FileExistsError):
                    write_file(path, set_bytes(self._journal, fingerprint), replace=False)
                    _open_to_those_who_have(self.folder, path)
            self._sets.discard(fingerprint)

    def _exchange_copies(self) -> None:
        """Copies that the history names: to the folder, or from it, each once."""
        files = self._copies
        for name, reference in tuple(self._wanted_copies.items()):
            there = self._copy_of(reference)
            try:
                here = files.fetch(self._name, reference)
            except EvidenceFileError as error:
                self._faults.append(error.words)
                self._damaged.add(name)
                del self._wanted_copies[name]
                continue
            if here.exists() and not there.exists():
                with suppress(FileExistsError):
                    write_whole(self.folder, partial(_copy, here, there.name), replace=False)
                    _open_to_those_who_have(self.folder, there)
            elif there.exists() and not here.exists() and sha256_of(there) == reference.sha256:
                with suppress(EvidenceFileError):
                    files.keep(files.receive(self._name, here.name, partial(_copy, there, "")))
            if here.exists() and there.exists():
                del self._wanted_copies[name]


def folder_name(genesis: str) -> str:
    """What the folder of an assessment is called, from the digest of its first write."""
    return f"samsjekk-{genesis[:12]}"


def away(folder: Path, error: OSError) -> FolderAway:
    """The error for a shared folder that the system would not let us use, and what is safe."""
    if isinstance(error, PermissionError):
        return FolderAway(
            phrase(
                "Du har ikke lov til å skrive i den delte mappen {folder}. Det du svarer, er "
                "lagret her, og deles når du får det.",
                folder=folder,
            )
        )
    if isinstance(error, FileNotFoundError):
        return FolderAway(
            phrase(
                "Den delte mappen {folder} er borte. Det du svarer, er lagret her, og deles når "
                "mappen er tilbake.",
                folder=folder,
            )
        )
    return FolderAway(
        phrase(
            "Får ikke brukt den delte mappen {folder} ({reason}). Det du svarer, er lagret her, "
            "og deles når mappen er tilbake.",
            folder=folder,
            reason=error.strerror or error,
        )
    )


def make_folder(folder: Path) -> None:
    """Make the folder of an assessment, never the one it lies in: a stick may be taken out."""
    if not folder.is_dir():
        folder.mkdir()
        _open_to_those_who_have(folder.parent, folder)


def _open_to_those_who_have(folder: Path, path: Path) -> None:
    """Let whoever can read and write in a folder do so with what is made in it."""
    allowed = 0o777 if path.is_dir() else 0o666
    with suppress(OSError):
        path.chmod(folder.stat().st_mode & allowed)


def _as_left(content: bytes) -> Segment:
    return Segment(len(content), hashlib.sha256(content).hexdigest())


def _copy(source: Path, name: str, copy: BufferedRandom) -> str:
    with source.open("rb") as file:
        while chunk := file.read(_CHUNK):
            copy.write(chunk)
    return name
