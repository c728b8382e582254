"""The assessments of one user: beginning one, copying an example, taking one away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checklist.assessment import (
    NO_PERIOD,
    Assessment,
    Author,
    Carrying,
    Kinship,
    Municipality,
    Origin,
    Period,
    UnknownName,
    deciding,
    kinship,
    named,
)
from checklist.assessment.answer_file import AssessmentHead, head_of
from checklist.criteria import CriteriaSet, Depth
from checklist.criteria.files import Library
from checklist.i18n import phrase
from checklist.machine import Environment
from checklist.resources import folder
from checklist.session.session import Session
from checklist.store import (
    EvidenceFileError,
    EvidenceFiles,
    Journal,
    JournalEntry,
    Watch,
    Why,
    unwatched,
)


def begin(
    journal: Journal,
    author: Author,
    municipality: Municipality,
    criteria_set: CriteriaSet,
    day: date,
    *,
    title: str = "",
    origin: Origin = None,
    period: Period = NO_PERIOD,
    depth: Depth = Depth.FULL,
    name: str | None = None,
    sure: bool = False,
) -> str:
    """Begin an assessment and return its id; without `name` the id is made and is free.

    `depth` is how deep all who answer are to go, until each chooses otherwise.

    Raises:
        TakenId: `name` is in use.
        Refused: `name` can't be an id, or the period can't be.
        Doubtful: the date is unusual, and nobody has said that they are `sure`.
    """
    wanted = name or _usual_id(municipality, day)
    deciding.refuse_assessment_id(wanted)
    created = deciding.begin(
        municipality,
        day,
        Environment.today(),
        title=title,
        origin=origin,
        period=period,
        depth=depth,
        sure=sure,
    )
    # Nobody else takes the id between the look and the writing.
    with journal.database.writing():
        chosen = name or free_id(journal, wanted)
        journal.create(chosen, created, criteria_set, author)
    return chosen


def begin_from(
    earlier: Session,
    municipality: Municipality,
    criteria_set: CriteriaSet,
    day: date,
    *,
    title: str = "",
    period: Period = NO_PERIOD,
    depth: Depth = Depth.FULL,
    name: str | None = None,
    sure: bool = False,
    watch: Watch = unwatched,
) -> tuple[str, Carrying]:
    """Begin an assessment from an earlier one; its id, and what waits to be confirmed.

    `watch` is told how much is copied of its files, and stops it by raising: nothing was begun.

    Raises:
        Refused, Doubtful, TakenId: as `begin` and `Session.carry`; nothing was begun.
    """
    journal = earlier.journal
    with journal.database.writing():
        made = begin(
            journal,
            earlier.author,
            municipality,
            criteria_set,
            day,
            title=title,
            period=period,
            depth=depth,
            name=name,
            sure=sure,
        )
        found = Session(journal, made, earlier.author, earlier.files).carry(earlier, watch)
    return made, found


def predecessors_for(
    journal: Journal, municipality: Municipality, day: date
) -> tuple[JournalEntry, ...]:
    """The assessments that one of this municipality and day can begin from, the latest first."""
    found = [
        entry
        for entry in journal.entries()
        if kinship(entry.created.municipality, municipality) is not Kinship.OTHER
        and entry.created.date <= day
    ]
    return tuple(sorted(found, key=lambda entry: entry.created.date, reverse=True))


def examples() -> tuple[str, ...]:
    """Names of the shipped examples."""
    return tuple(sorted(path.stem for path in folder("examples").glob("*.yaml")))


def copy_example(
    journal: Journal, files: EvidenceFiles, example: str, name: str | None = None
) -> str:
    """Make a copy of a shipped example and return its id.

    Raises:
        UnknownName: there is no such example.
        TakenId: `name` is in use.
    """
    path, head = _example(example)
    author = Author(name=f"eksempel {example}")
    criteria_set = Library.shipped().open(head.criteria_set)
    with journal.database.writing():
        made = begin(
            journal,
            author,
            head.municipality,
            criteria_set,
            head.date,
            title=head.title,
            origin=head.origin,
            period=Period(begins=head.begins, ends=head.ends),
            name=name or free_id(journal, example),
            sure=True,
        )
        Session(journal, made, author, files).apply(path)
    return made


def copy_of(journal: Journal, example: str) -> str | None:
    """The id of the copy of a shipped example that is here, the last changed of several.

    It may have other answers than the example: it is a copy to try things in.

    Raises:
        UnknownName: there is no such example.
    """
    _path, head = _example(example)
    whose = (head.municipality, head.date, head.origin)
    for entry in journal.entries():
        if (entry.created.municipality, entry.created.date, entry.created.origin) == whose:
            return entry.id
    return None


def _example(name: str) -> tuple[Path, AssessmentHead]:
    files_of = {name: folder("examples") / f"{name}.yaml" for name in examples()}
    path = named(files_of, name, phrase("Eksemplet «{name}» finnes ikke.", name=name))
    head = head_of(path)
    if head is None:
        raise UnknownName(phrase("Eksemplet «{name}» mangler hode (assessment:).", name=name))
    return path, head


def take_away(journal: Journal, files: EvidenceFiles, assessment: str) -> None:
    """Take an assessment away with its history and the copies of its evidence, after a backup.

    Evidence that is only referred to stays where it is.

    Raises:
        UnknownAssessment: there is no such assessment.
        EvidenceFileError: the assessment is gone, but a copied file could not be removed.
    """
    journal.database.back_up(Why.REMOVAL)
    left: list[EvidenceFileError] = []

    def remove_copies() -> None:
        try:
            files.remove_copies(assessment)
        except EvidenceFileError as error:
            left.append(error)

    journal.remove(assessment, remove_copies)
    for error in left:
        raise error


def id_for(journal: Journal, assessment: Assessment) -> str:
    """A free id for an assessment that was begun elsewhere, as it would have got here."""
    return free_id(journal, _usual_id(assessment.municipality, assessment.date))


def _usual_id(municipality: Municipality, day: date) -> str:
    return f"{id_part(municipality.name)}-{day.isoformat()}"


def free_id(journal: Journal, wanted: str) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … when it is in use."""
    taken = {used.casefold() for used in journal.names(every=True)}
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def id_part(name: str) -> str:
    """A name as a part of an id: small letters, digits and hyphens."""
    plain = name.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:40].strip("-") or "kommune"
