"""What a list says of every assessment, without opening again those that are as they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from checklist import __version__
from checklist.appraisal import RULES, HowFar, how_far
from checklist.assessment import Assessment, Created, Municipality, Origin
from checklist.errors import SamsjekkError
from checklist.machine import Environment
from checklist.session.session import Session
from checklist.store import (
    Journal,
    author_of,
    keep_cached,
    open_evidence_files,
    read_cached_as,
)

_FORM = f"list 1 {__version__} {RULES}"
"""What the cached figures are worked out by: other versions may come to others."""


class Figures(msgspec.Struct, frozen=True):
    """What is worked out of an assessment for a list; nothing that anybody has written.

    `corrected` says that it is no longer about what it was begun as.
    """

    criteria_set: str
    changed: datetime | None
    how_far: HowFar
    corrected: bool = False


class ListedAssessment(NamedTuple):
    """An assessment in a list, and whether something of it can't be read."""

    id: str
    municipality: Municipality
    date: date
    origin: Origin
    figures: Figures
    damaged: bool


class Unopened(NamedTuple):
    """An assessment that can't be opened, and why."""

    id: str
    error: SamsjekkError


_Cached = dict[str, Figures]
_decoder = msgspec.json.Decoder(_Cached)


def list_all(environment: Environment, journal: Journal) -> Iterator[ListedAssessment | Unopened]:
    """Every assessment, the last changed first; last those whose beginning is damaged.

    The figures of those that nobody has written in since they were last listed come from a file
    of ours. What is damaged is never kept there.
    """
    path = environment.cache / "list.json"
    before = read_cached_as(path, _FORM, _decoder) or {}
    now: _Cached = {}
    listed = journal.listed({mark for mark, figures in before.items() if not figures.corrected})
    for entry in listed:
        if isinstance(entry, str):
            continue
        figures = before.get(entry.mark)
        if figures is None:
            found = _opened(environment, journal, entry.id)
        else:
            found = _listed(entry.id, entry.created, figures, damaged=False)
        if entry.mark and isinstance(found, ListedAssessment) and not found.damaged:
            now[entry.mark] = replace(found.figures, corrected=entry.corrected)
        yield found
    for name in listed:
        if isinstance(name, str):
            yield _opened(environment, journal, name)
    if now != before:
        keep_cached(path, _FORM, msgspec.json.encode(now))


def _opened(environment: Environment, journal: Journal, name: str) -> ListedAssessment | Unopened:
    files = open_evidence_files(environment)
    try:
        session = Session(journal, name, author_of(environment), files)
    except SamsjekkError as error:
        return Unopened(name, error)
    about, far = session.assessment, how_far(session.appraisal)
    figures = Figures(session.criteria_set.id, about.changed, far)
    return _listed(name, about, figures, damaged=bool(session.faults))


def _listed(
    name: str, about: Created | Assessment, figures: Figures, *, damaged: bool
) -> ListedAssessment:
    return ListedAssessment(name, about.municipality, about.date, about.origin, figures, damaged)
