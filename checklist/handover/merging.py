"""Taking in a hand-over file: the union of what is here and what it holds.

Nothing is overwritten. Twice changes nothing, and either order gives the same. What people wrote
without seeing each other's stands side by side until somebody decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import BufferedRandom
from typing import NamedTuple

from checklist.assessment import (
    Author,
    Doubtful,
    Erased,
    Event,
    FileReference,
    Line,
    identify,
)
from checklist.criteria import CriteriaSet
from checklist.errors import SamsjekkError
from checklist.handover.container import altered
from checklist.handover.erased_copies import erased_meanwhile
from checklist.handover.file import HandOver, passing_journal
from checklist.handover.manifest import Member
from checklist.i18n import phrase
from checklist.session import Session
from checklist.session.assessments import id_for
from checklist.store import ASSESSMENT, EvidenceFiles, Journal, StagedCopy, Watch, Why, unwatched

_CHUNK = 1 << 20
_MOST_ERASED_UNASKED = 5


class OnlyToRead(SamsjekkError):
    """The file has texts left out, so nobody can go on with the assessment in it."""


class Merged(NamedTuple):
    """What taking in a hand-over file came to.

    Attributes:
        assessment: what the assessment is called here.
        is_new: whether it was not here before.
        events: what was new here, in order.
        copies: how many copies of evidence were new here.
        kind: what it is, where it is not an assessment.
    """

    assessment: str
    is_new: bool
    events: tuple[Event, ...]
    copies: int
    kind: str = ASSESSMENT


class Parted(NamedTuple):
    """What a hand-over file and the same assessment here have that the other has not.

    Attributes:
        assessment: what the assessment is called here.
        here: what is only here, in order.
        there: what is only in the file, in order.
        together: the assessment as it would be with both, in a journal that goes away.
    """

    assessment: str
    here: tuple[Event, ...]
    there: tuple[Event, ...]
    together: Session


def name_here(journal: Journal, given: HandOver) -> str | None:
    """What the assessment in a file is called here; None where it is not here."""
    return next(
        (
            entry.id
            for entry in journal.entries()
            if journal.heads(entry.id)[0] == given.manifest.of
        ),
        None,
    )


@contextmanager
def compared(journal: Journal, given: HandOver) -> Iterator[Parted | None]:
    """What the file and what is here have that the other has not; None where it is not here.

    Nothing is changed, here or in the file.
    """
    name = name_here(journal, given)
    if name is None:
        yield None
        return
    with parted_from(journal, name, given.lines, given.criteria_sets.values()) as parted:
        yield parted


@contextmanager
def parted_from(
    journal: Journal,
    assessment: str,
    lines: Sequence[Line],
    criteria_sets: Iterable[CriteriaSet],
) -> Iterator[Parted]:
    """What lines from elsewhere and an assessment here have that the other has not."""
    with passing_journal() as (both, no_files):
        both.adopt(assessment, (*journal.lines(assessment), *lines), criteria_sets)
        # Own answers of a running round are in no file, so both sides are compared by what can be.
        here = {event.write for event in journal.events(assessment)}
        there = {identify(line).digest for line in lines}
        events = both.events(assessment)
        yield Parted(
            assessment,
            tuple(event for event in events if event.write not in there),
            tuple(event for event in events if event.write not in here),
            Session(both, assessment, Author(name=""), no_files),
        )


def merge(
    journal: Journal,
    files: EvidenceFiles,
    given: HandOver,
    *,
    sure: bool = False,
    watch: Watch = unwatched,
) -> Merged:
    """Take in a hand-over file. All of it is here afterwards, or nothing is.

    A backup is made first. `sure` is whether somebody has said that texts here may be erased.

    Raises:
        OnlyToRead: it was made for publishing, and the assessment is not here.
        Doubtful: it erases more than five texts here that others wrote.
        DamagedFile: the file was changed since it was opened.
        StoreError, OSError: it can't be read, or not written here.
    """
    name = name_here(journal, given)
    if name is None and given.manifest.withheld:
        raise OnlyToRead(
            phrase(
                "Denne filen er laget for å publiseres, og kan bare leses. Be om en som er laget "
                "uten --publish."
            )
        )
    if name is not None:
        theirs = given.session.journal.events(given.session.assessment.id)
        refuse_many_erased(journal, name, theirs, sure=sure)
    journal.database.back_up(Why.MERGE)
    wanted = name or id_for(journal, given.session.assessment)
    before = {event.id for event in journal.events(name)} if name else set()
    staged: list[StagedCopy] = []
    try:
        staged.extend(copies_of_evidence(files, wanted, given, watch))
        if name is None:
            journal.adopt(wanted, given.lines, given.criteria_sets.values())
        else:
            with erased_meanwhile(journal, files, name):
                journal.take_in(name, given.lines, given.criteria_sets.values())
    except BaseException:
        for copy in staged:
            files.discard(copy)
        raise
    for copy in staged:
        files.keep(copy)
    new = tuple(event for event in journal.events(wanted) if event.id not in before)
    return Merged(wanted, name is None, new, len(staged))


def refuse_many_erased(
    journal: Journal, assessment: str, theirs: Iterable[Event], *, sure: bool
) -> None:
    """Stop before more than a few texts here are erased, unless somebody is `sure`.

    Raises:
        Doubtful: nobody is.
    """
    known = {event.id for event in journal.events(assessment)}
    erased = [
        event.what.event
        for event in theirs
        if isinstance(event.what, Erased) and event.id not in known
    ]
    number = sum(place in known for place in erased)
    if number > _MOST_ERASED_UNASKED and not sure:
        raise Doubtful(
            phrase(
                "Filen sletter {n} tekster her for godt, også i historikken. Ingenting er gjort "
                "ennå.",
                n=number,
            )
        )


def copies_of_evidence(
    files: EvidenceFiles, assessment: str, given: HandOver, watch: Watch
) -> Iterator[StagedCopy]:
    """The copies of evidence in a file that are not here, each staged when it is asked for.

    Raises:
        DamagedFile: the file was changed since it was opened.
        EvidenceFileError, OSError: it can't be read, or not written here.
    """
    for member, begins in given.evidence.items():
        name = member.name.removeprefix("evidence/")
        digest = name.partition(".")[0]
        if not files.is_there(assessment, FileReference(name, digest, member.size, copied=True)):
            yield files.receive(assessment, name, partial(_fill, given, member, begins, watch))


def _fill(given: HandOver, member: Member, begins: int, watch: Watch, copy: BufferedRandom) -> None:
    digest, left = hashlib.sha256(), member.size
    with given.path.open("rb") as file:
        file.seek(begins)
        while left and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            digest.update(chunk)
            copy.write(chunk)
            watch(len(chunk))
    if digest.hexdigest() != member.sha256:
        raise altered(member.name)
