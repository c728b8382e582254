"""Copies of the database that a program which syncs has laid beside it under another name.

OneDrive calls them `samsjekk-PC2.sqlite3`, Dropbox and Nextcloud `samsjekk (conflicted copy …)`,
Syncthing `samsjekk.sync-conflict-…`, Google Drive `samsjekk (1)`. What one of them holds and the
database does not, would else be lost. A copy is only read, in a copy of it that goes away.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from io import BufferedRandom
from pathlib import Path
from typing import NamedTuple

from checklist.assessment import Author, Event, identify
from checklist.criteria import CriteriaSet
from checklist.errors import SamsjekkError
from checklist.handover.file import opened_hand_over, recorded_files, sets_named
from checklist.handover.merging import Merged, merge, parted_from, refuse_many_erased
from checklist.handover.words import (
    assessment_line,
    merged_audit_lines,
    merged_lines,
    parted_lines,
)
from checklist.i18n import Phrase, Translator, phrase, phrases
from checklist.machine import Environment
from checklist.session import Session
from checklist.session.assessments import free_id, open_session
from checklist.store import (
    ASSESSMENT,
    AUDIT,
    EvidenceFiles,
    Journal,
    Watch,
    Why,
    copies_beside,
    is_database,
    open_journal,
    opened_backup,
    unwatched,
)
from checklist.words import KEYS


class NotOurs(SamsjekkError):
    """A database, but none that samsjekk has made, or nothing is in it."""


def told_of_copies(environment: Environment) -> Iterator[Phrase]:
    """What there is to say of the copies beside the journal: nothing where all is here."""
    if not (found := copies_beside(environment)):
        return
    with open_journal(environment) as journal:
        for path in found:
            try:
                new = _writes_not_here(journal, path)
            except SamsjekkError as error:
                words = phrase("{problem} Den blir liggende som den er.", problem=error.words)
                yield words
                continue
            if new:
                yield phrases(
                    "{path} er en kopi av databasen, og har {n} endring som ikke er her. Flett "
                    'den inn med {open_file}, eller skriv: samsjekk merge "{path}"',
                    "{path} er en kopi av databasen, og har {n} endringer som ikke er her. Flett "
                    'dem inn med {open_file}, eller skriv: samsjekk merge "{path}"',
                    new,
                    path=path,
                    **KEYS,
                )


def _writes_not_here(journal: Journal, path: Path) -> int:
    with opened_backup(path) as copy:
        return len(
            {
                digest
                for here, there, theirs, ours in _both(journal, copy, path)
                for digest, _part in _lacking(here, there, theirs, ours)
            }
        )


def _lacking(here: Journal, there: Journal, theirs: str, ours: str | None) -> set[tuple[str, str]]:
    """Each write, and each text of it, that is there and not here."""
    return _held(there, theirs) - (_held(here, ours) if ours else set())


def _held(journal: Journal, name: str) -> set[tuple[str, str]]:
    """Each write, and each text of it, that a journal holds of an assessment or an audit."""
    return {
        (identify(line).digest, path)
        for line in journal.lines(name, whole=True)
        for path in ("", *line.parts)
    }


class _Pair(NamedTuple):
    """An assessment or an audit of a copy: what it is called there, and here where it is here."""

    here: Journal
    there: Journal
    theirs: str
    ours: str | None


def _both(journal: Journal, copy: Journal, path: Path) -> Iterator[_Pair]:
    """Every assessment of a copy, and then every audit.

    Raises:
        NotOurs: there is none.
    """
    if not copy.names(every=True):
        raise NotOurs(phrase("{path} har ingen egenvurderinger fra samsjekk.", path=path))
    for kind in (ASSESSMENT, AUDIT):
        here, there = journal.of_kind(kind), copy.of_kind(kind)
        known = {here.heads(name)[0]: name for name in _names(here)}
        for theirs in _names(there):
            yield _Pair(here, there, theirs, known.get(there.heads(theirs)[0]))


def _names(journal: Journal) -> tuple[str, ...]:
    """Those whose beginning can be read."""
    if journal.kind == ASSESSMENT:
        return tuple(entry.id for entry in journal.entries())
    return journal.names()


def copy_lines(journal: Journal, path: Path, _: Translator) -> Iterator[str]:
    """What is in a copy of the database, and what it would change here. Changes nothing.

    Raises:
        StoreError, NotOurs: it can't be read, or is another's.
    """
    with opened_backup(path) as copy:
        for here, there, theirs, ours in _both(journal, copy, path):
            if here.kind != ASSESSMENT:
                yield _audit_line(here, there, theirs, ours, _)
                continue
            yield assessment_line(_session(there, theirs, path), _)
            if ours is None:
                yield from parted_lines(None, _)
                continue
            lines = there.lines(theirs, whole=True)
            with parted_from(here, ours, lines, _sets(there, theirs)) as parted:
                yield from parted_lines(parted, _)


def _audit_line(here: Journal, there: Journal, theirs: str, ours: str | None, _: Translator) -> str:
    if ours is None:
        return _("Revisjonen «{id}» er ikke her fra før.", id=theirs)
    lacking = {digest for digest, _part in _lacking(here, there, theirs, ours)}
    return _.plural(
        "Revisjonen «{id}» er her også. Filen har {n} endring som ikke er her.",
        "Revisjonen «{id}» er her også. Filen har {n} endringer som ikke er her.",
        len(lacking),
        id=ours,
    )


def merge_copy(
    journal: Journal, files: EvidenceFiles, path: Path, *, sure: bool
) -> tuple[Merged, ...]:
    """Take in what a copy of the database has and this one has not, audits after assessments.

    Also what its owner answers alone in a round: it is a copy of the owner's own database.

    Raises:
        Doubtful: it erases more than five texts here, and nobody has said that they are `sure`.
        StoreError, NotOurs: it can't be read, or is another's.
    """
    with opened_backup(path) as copy:
        for here, there, theirs, ours in _both(journal, copy, path):
            if ours is not None:
                refuse_many_erased(here, ours, there.events(theirs), sure=sure)
        journal.database.back_up(Why.MERGE)
        merged = []
        for here, there, theirs, ours in _both(journal, copy, path):
            name, new = _merged(here, there, theirs, ours)
            folder = path.parent / "evidence" / theirs
            copies = _take_copies(here, files, name, folder) if here.kind == ASSESSMENT else 0
            merged.append(Merged(name, ours is None, new, copies, here.kind))
        return tuple(merged)


def merge_file(
    journal: Journal,
    files: EvidenceFiles,
    path: Path,
    *,
    sure: bool = False,
    watch: Watch = unwatched,
) -> tuple[Merged, ...]:
    """Take in a file that somebody has: a copy of the database, or else a hand-over file.

    Raises:
        SamsjekkError, OSError: as `merge_copy` and `merge`.
    """
    if is_database(path):
        return merge_copy(journal, files, path, sure=sure)
    with opened_hand_over(path, watch) as given:
        return (merge(journal, files, given, sure=sure, watch=watch),)


def told_of_merging(merged: Merged, environment: Environment, _: Translator) -> Iterator[str]:
    """What there is to say of an assessment or an audit that was taken in."""
    if merged.kind != ASSESSMENT:
        yield from merged_audit_lines(merged, _)
        return
    with open_session(environment, merged.assessment) as session:
        yield from merged_lines(merged, session, _)


def _merged(
    journal: Journal, copy: Journal, theirs: str, ours: str | None
) -> tuple[str, tuple[Event, ...]]:
    """What the assessment is called here, and what was new."""
    lines, sets = copy.lines(theirs, whole=True), _sets(copy, theirs)
    if ours is None:
        name = free_id(journal, theirs)
        journal.adopt(name, lines, sets)
        return name, journal.events(name)
    before = {event.id for event in journal.events(ours)}
    journal.take_in(ours, lines, sets)
    return ours, tuple(event for event in journal.events(ours) if event.id not in before)


def _take_copies(journal: Journal, files: EvidenceFiles, assessment: str, folder: Path) -> int:
    """Take the copies of evidence that lie in a folder and are not here; how many."""
    taken = 0
    for _evidence, reference in recorded_files(journal.events(assessment)):
        here = files.locate(assessment, reference)
        there = folder / here.name
        if reference.copied and there.is_file() and not files.is_there(assessment, reference):
            files.keep(files.receive(assessment, here.name, partial(_fill, there)))
            taken += 1
    return taken


def _fill(source: Path, copy: BufferedRandom) -> None:
    with source.open("rb") as file:
        shutil.copyfileobj(file, copy)


def _sets(copy: Journal, assessment: str) -> list[CriteriaSet]:
    return [copy.criteria_set(name) for name in sets_named(copy.events(assessment))]


def _session(copy: Journal, assessment: str, path: Path) -> Session:
    return Session(copy, assessment, Author(name=""), EvidenceFiles(path.parent / "evidence"))
