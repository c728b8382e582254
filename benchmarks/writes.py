"""Every kind of write that samsjekk makes in its home, and what must be there afterwards.

A `Worker` makes them and says what is kept each time one has returned. `faults_after` opens what
is left, however the worker ended, and finds what is wrong. `crash` kills the worker at random
moments, `faults` at every system call that writes, or lets that fail, and `power_loss` builds what
a disk could hold if power went.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from checklist.assessment import (
    Action,
    Author,
    Document,
    Erased,
    Event,
    EvidenceRecorded,
    FileReference,
    Thing,
    deciding,
)
from checklist.criteria import AnswerValue
from checklist.errors import SamsjekkError
from checklist.machine import UNFINISHED, Environment, change_settings, load_settings
from checklist.session import Session
from checklist.session.assessments import copy_example, prove_assessment, take_away
from checklist.store import (
    Drafts,
    EvidenceFiles,
    Journal,
    Why,
    author_of,
    check_backup,
    erase_in_backups,
    journal_path,
    open_backups,
    open_evidence_files,
    open_journal,
    restore_backup,
    take_out_of_backups,
)
from tests.databases import file_of

NAME = "nes-2018"
OTHER = "lorenskog-2015"
POINTS = ("ke-kjent-ansatte", "ke-mandat-kjent", "ke-etablert-finnes")
KINDS = (
    "answer",
    "comment",
    "record",
    "erase copy",
    "remove evidence",
    "erase comment",
    "erase in backups",
    "plan",
    "undo",
    "redo",
    "merge",
    "upgrade",
    "begin",
    "take away",
    "back up",
    "restore",
    "change settings",
    "keep draft",
)
"""What a `Worker` can do."""
_DRAFT = "svar"
_HOUR = 3700
_ANY_NUMBER = re.compile(r"\d+")


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a worker has been told is kept; `doing` is what it has begun and not been told of.

    Attributes:
        heads: digests of writes; each is there for ever.
        copies: the names of the copies of evidence that the history refers to.
        erased: those that were erased for good.
        settings, draft: the numbers in what was written last.
        others: the assessments beside the one that is written in.
    """

    heads: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()
    erased: frozenset[str] = frozenset()
    settings: int = 0
    draft: int = 0
    others: frozenset[str] = frozenset()
    doing: str = ""


class Worker:
    """What writes, and says so.

    Args:
        environment: says where.
        other: a copy of the journal that somebody else writes in.
        chance: chooses what is done and written.
    """

    def __init__(self, environment: Environment, other: Path, chance: random.Random) -> None:
        self._chance = chance
        self._environment = environment
        self._other = other
        self._files = open_evidence_files(environment)
        self._number = max(_settings_of(environment), _draft_of(environment))
        self._heads: frozenset[str] = frozenset()
        self._erased: frozenset[str] = frozenset()
        self._gone: frozenset[str] = frozenset()
        self._settings, self._draft = _settings_of(environment), _draft_of(environment)
        self._open()
        # Where one was killed while it erased a copy, the bytes may be gone and nothing said of it.
        self._gone = frozenset(_lost(self._session, _copies(self._session)))
        self.kinds: dict[str, Callable[[], object]] = {
            kind: getattr(self, f"_{kind.replace(' ', '_')}") for kind in KINDS
        }

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()

    def run(self, acknowledge: Callable[[Kept], object]) -> None:
        """Write at random and say so, for ever."""
        kinds = list(self.kinds)
        while True:
            with suppress(SamsjekkError):
                self.do(self._chance.choice(kinds), acknowledge)

    def do(self, kind: str, acknowledge: Callable[[Kept], object]) -> None:
        """Write once; say what is begun, and what is kept when it has returned.

        Raises:
            SamsjekkError: it was refused, in words.
        """
        before = self.kept()
        acknowledge(msgspec.structs.replace(before, doing=kind))
        self.kinds[kind]()
        acknowledge(self.kept())

    def kept(self) -> Kept:
        """What is kept now."""
        self._heads |= frozenset(self._journal.heads(NAME)[1])
        return Kept(
            heads=self._heads,
            copies=frozenset(_copies(self._session)) - self._erased - self._gone,
            erased=self._erased,
            settings=self._settings,
            draft=self._draft,
            others=frozenset(entry.id for entry in self._journal.entries()) - {NAME},
        )

    def _open(self) -> None:
        self._journal = open_journal(self._environment)
        self._session = Session(self._journal, NAME, author_of(self._environment), self._files)

    def _point(self) -> str:
        return self._chance.choice(POINTS)

    def _answer(self) -> None:
        self._session.answer(self._point(), self._chance.choice(list(AnswerValue)))

    def _comment(self) -> None:
        self._session.comment(self._point(), f"Kommentar {self._chance.random()}")

    def _record(self) -> None:
        self._record_in(self._session)

    def _record_in(self, session: Session) -> None:
        path = self._environment.home.parent / "rutine.txt"
        path.write_text(f"Rutine {self._chance.random()}", encoding="utf-8")
        name = session.new_evidence_id()
        file = session.record_file(path, copy=True)
        point = session.criteria_set.criteria[0].checkpoints[0].id
        session.record_evidence(Document(id=name, title="Rutine", file=file), [point])

    def _with_copy(self) -> str:
        found = self._session.assessment.evidence.items()
        names = [name for name, held in found if _is_copied(held.value)]
        return self._chance.choice(names or ["ingen"])

    def _erase_copy(self) -> None:
        before = set(_copies(self._session))
        self._session.erase_evidence(self._with_copy(), "prøvd")
        folder = self._files.directory / NAME
        self._erased |= {name for name in before if not (folder / name).exists()}

    def _remove_evidence(self) -> None:
        self._session.remove_evidence(self._with_copy())

    def _erase_comment(self) -> None:
        self._session.erase(Thing("answer", self._point()), "comment")

    def _erase_in_backups(self) -> None:
        thing = Thing("answer", self._point())

        def places(events: Sequence[Event]) -> tuple[Erased, ...]:
            return deciding.erasing_text(events, thing, "comment", "")

        backups = open_backups(self._environment)
        erase_in_backups(NAME, author_of(self._environment), places, backups)

    def _plan(self) -> None:
        name = self._session.new_action_id()
        self._session.set_action(Action(id=name, criterion="ke-kjent", what="Lage nettside"))

    def _undo(self) -> None:
        self._session.undo()

    def _redo(self) -> None:
        self._session.redo()

    def _merge(self) -> None:
        with Journal(self._other) as other:
            Session(other, NAME, Author(name="Bo"), self._files).answer(
                self._point(), self._chance.choice(list(AnswerValue))
            )
            self._journal.take_in(NAME, other.lines(NAME))
        self._session.refresh()

    def _upgrade(self) -> None:
        now = self._session.criteria_set
        version = sum(int(number) for number in _ANY_NUMBER.findall(now.version)) + 1
        newer = msgspec.structs.replace(now, version=f"{version}")
        self._session.upgrade(newer)

    def _begin(self) -> None:
        made = copy_example(self._journal, self._files, OTHER)
        self._record_in(Session(self._journal, made, author_of(self._environment), self._files))

    def _take_away(self) -> None:
        names = sorted(entry.id for entry in self._journal.entries() if entry.id != NAME)
        name = self._chance.choice(names or ["ingen"])
        take_away(self._journal, self._files, name)
        take_out_of_backups(name, open_backups(self._environment))

    def _back_up(self) -> None:
        self._journal.database.back_up(Why.DAY)

    def _restore(self) -> None:
        """Put back what is there, so that nothing that was kept is to go."""
        backups = open_backups(self._environment)
        made = self._journal.database.back_up(Why.DAY)
        if made is None:
            return
        self._journal.close()
        try:
            restore_backup(made.path, journal_path(self._environment), backups, self._files)
        finally:
            self._open()

    def _change_settings(self) -> None:
        self._number += 1
        wanted = f"Rolle {self._number}"
        if change_settings(self._environment.home, lambda s: s._replace(role=wanted)):
            self._settings = self._number

    def _keep_draft(self) -> None:
        self._number += 1
        if _drafts(self._environment).keep(_DRAFT, [f"Utkast {self._number}"]):
            self._draft = self._number


def passing_files(home: Path) -> Path:
    """The folder beside a home that stands for the machine's folder of passing files."""
    return home.parent / "tmp"


def begun(folder: Path) -> tuple[Environment, Path]:
    """A home with an example, and a copy of its journal for somebody else."""
    environment = Environment("nb", "Anna", chosen_home=folder / "home")
    passing_files(environment.home).mkdir(parents=True)
    with open_journal(environment) as journal:
        copy_example(journal, EvidenceFiles(folder / "home" / "evidence"), NAME)
        other = folder / "other.sqlite3"
        made = open_backups(environment).make(file_of(journal).connection, Why.ASKED)
    other.write_bytes(made.path.read_bytes())
    return environment, other


def encoded(kept: Kept) -> bytes:
    """A line that says what is kept."""
    return msgspec.json.encode(kept) + b"\n"


def last_said(lines: bytes) -> Kept:
    """What was kept as far as whole lines say; nothing where there is none."""
    whole = lines.rpartition(b"\n")[0].split(b"\n")
    return msgspec.json.decode(whole[-1], type=Kept) if whole[-1] else Kept()


def faults_after(environment: Environment, kept: Kept) -> list[str]:
    """What is wrong in a home, in words; empty where all is as it was said to be.

    It is opened as if an hour had gone; then one more answer is given, a backup is made, and all
    of it is read again.
    """
    passing, before = passing_files(environment.home), tempfile.tempdir
    passing.mkdir(exist_ok=True)
    _let_an_hour_go(environment.home)
    _let_an_hour_go(passing)
    tempfile.tempdir = str(passing)
    try:
        return _faults_now(environment, kept)
    finally:
        tempfile.tempdir = before


def _faults_now(environment: Environment, kept: Kept) -> list[str]:
    files = open_evidence_files(environment)
    try:
        with open_journal(environment) as journal:
            if not kept.heads and NAME not in {entry.id for entry in journal.entries()}:
                return []
            session = Session(journal, NAME, author_of(environment), files)
            found = _faults_in(journal, session, environment, kept)
            session.answer(POINTS[0], AnswerValue.PARTLY)
            session.answer(POINTS[0], AnswerValue.YES)
            journal.database.back_up(Why.DAY)
        with open_journal(environment) as journal:
            answer = Session(journal, NAME, author_of(environment), files).shared.answer(POINTS[0])
            if answer is None or answer.value is not AnswerValue.YES:
                found.append("what was answered afterwards is gone")
            found += [f"afterwards: {f}" for f in prove_assessment(journal, NAME).proof.faults]
    except SamsjekkError as error:
        return [f"refused: {error.words}"]
    return found + _faults_in_backups(environment) + _strays(environment)


def _faults_in(
    journal: Journal, session: Session, environment: Environment, kept: Kept
) -> list[str]:
    proof = prove_assessment(journal, NAME).proof
    found = [str(fault) for fault in proof.faults]
    if missing := kept.heads - {node.digest for node in proof.nodes}:
        found.append(f"{len(missing)} acknowledged writes are gone")
    if _settings_of(environment) < kept.settings:
        found.append("settings are gone")
    if _draft_of(environment) < kept.draft:
        found.append("a draft is gone")
    return [
        *found,
        *_faults_in_copies(session, kept),
        *_faults_in_others(journal, environment, kept),
    ]


def _faults_in_copies(session: Session, kept: Kept) -> list[str]:
    folder = session.files.directory / NAME
    there = {path.name for path in folder.iterdir()} if folder.exists() else set()
    lost = _lost(session, kept.copies)
    wrong = {
        # The bytes of one go before the history says so.
        "copies of evidence are gone": lost if len(lost) > (kept.doing == "erase copy") else set(),
        "stray copies": there - _copies(session),
        "erased copies are back": there & kept.erased,
    }
    return [f"{words}: {', '.join(sorted(names))}" for words, names in wrong.items() if names]


def _faults_in_others(journal: Journal, environment: Environment, kept: Kept) -> list[str]:
    others = {entry.id for entry in journal.entries()} - {NAME}
    found = []
    for name in others:
        session = Session(journal, name, author_of(environment), open_evidence_files(environment))
        lost = [
            copy
            for copy in _copies(session)
            if not _has_its_content(session.files.directory / name / copy)
        ]
        if lost and kept.doing != "take away":
            found.append(f"{name}: copies of evidence are gone: {', '.join(sorted(lost))}")
        found += [f"{name}: {fault}" for fault in prove_assessment(journal, name).proof.faults]
    if kept.others - others and kept.doing != "take away":
        found.append("another assessment is gone")
    if others - kept.others and kept.doing != "begin":
        found.append("an assessment that was taken away is back")
    if damaged := journal.damaged_entries():
        found.append(f"damaged: {', '.join(damaged)}")
    return found


_whole_backups: set[bytes] = set()
"""The digests of backups that have been found to be whole: many are looked at many times."""


def _faults_in_backups(environment: Environment) -> list[str]:
    found, backups = [], open_backups(environment)
    for backup in backups.all():
        known = hashlib.sha256(backup.path.read_bytes()).digest()
        if known not in _whole_backups:
            try:
                check_backup(backup.path)
                _whole_backups.add(known)
            except SamsjekkError as error:
                found.append(f"backup: {error.words}")
        found += [
            f"{backup.path.name} lacks {line}"
            for line in _lines(backup.files)
            if not _has_its_content(backup.evidence / line.rpartition("/")[2])
        ]
        if not backup.files.exists():
            found.append(f"{backup.path.name} has no list of evidence")
    return found


def _strays(environment: Environment) -> list[str]:
    """What is left in the home, or among passing files, that nothing refers to."""
    home, backups = environment.home, open_backups(environment)
    found = [*home.rglob(f"{UNFINISHED}*"), *passing_files(home).iterdir()]
    all_lists = {backup.files for backup in backups.all()}
    found += [path for path in backups.directory.glob("*.files") if path not in all_lists]
    named = {line.rpartition("/")[2] for path in all_lists for line in _lines(path)}
    kept = backups.directory / "evidence"
    found += [path for path in kept.glob("*") if path.name not in named]
    found += home.glob("*-lagt-til-side-*")
    with open_journal(environment) as journal:
        here = {entry.id for entry in journal.entries()}
    # An empty folder that could not be removed is no copy.
    folders = (home / "evidence").glob("*")
    found += [path for path in folders if path.name not in here and any(path.iterdir())]
    names = sorted(str(path.relative_to(home.parent)) for path in found)
    return [f"left behind: {', '.join(names)}"] if names else []


def _let_an_hour_go(folder: Path) -> None:
    """Let what lies there be from an hour ago: what is newer may be somebody else's just now."""
    long_ago = time.time() - _HOUR
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            os.utime(path, (long_ago, long_ago))


def _copies(session: Session) -> set[str]:
    """The names of the copies that the history refers to."""
    return {
        Path(line.event.what.evidence.file.path).name
        for line in session.history()
        if isinstance(line.event.what, EvidenceRecorded)
        and isinstance(line.event.what.evidence, Document)
        and line.event.what.evidence.file is not None
        and line.event.what.evidence.file.copied
    }


def _lost(session: Session, copies: Collection[str]) -> set[str]:
    """Those of the copies that are not there, or not whole."""
    folder = session.files.directory / NAME
    return {name for name in copies if not _has_its_content(folder / name)}


def _is_copied(evidence: object) -> bool:
    match evidence:
        case Document(file=FileReference(copied=True)):
            return True
    return False


def _has_its_content(copy: Path) -> bool:
    """Whether a copy is there, and has the content that its name says."""
    try:
        return hashlib.sha256(copy.read_bytes()).hexdigest() == copy.name.partition(".")[0]
    except OSError:
        return False


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _drafts(environment: Environment) -> Drafts:
    return Drafts(environment.home / "drafts.json")


def _draft_of(environment: Environment) -> int:
    return _number_in("".join(_drafts(environment).find(_DRAFT) or ()))


def _settings_of(environment: Environment) -> int:
    return _number_in(load_settings(environment.home).role)


def _number_in(text: str) -> int:
    return int("".join(_ANY_NUMBER.findall(text)) or 0)
