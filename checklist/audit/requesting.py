"""The request (dokumentbestilling): which documents and numbers are missing, by who can get them.

It never asks for an interview, nor for what lies in a receipt or has arrived after the log. Any
one of the things that a line names is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from checklist.assessment import Evidence, kind_of
from checklist.audit.asking import SHOWN, WRITTEN, PointToAsk, Received, points_to_ask
from checklist.audit.deciding import new_ids
from checklist.audit.records import ChosenCriterion, DocumentAsked, OwnRequest
from checklist.audit.state import Audit
from checklist.criteria import CriteriaSet, ExpectedEvidence, Role, SampleFrame, text_in


class RequestLine(NamedTuple):
    """One thing to send, under the number that it is sent with.

    Attributes:
        number: B1, and so on, over all roles.
        wanted: what would show it; any of these is enough. Empty for one of the auditor's own.
        own: what the auditor asks for beside what the criteria ask for.
        criteria: the criteria of the audit that it is for.
        checkpoints: the checkpoints of the set that it is for.
        asked: the entry of the log where it is asked for already, and has not come.
    """

    number: str
    wanted: tuple[ExpectedEvidence, ...]
    own: OwnRequest | None
    criteria: tuple[ChosenCriterion, ...]
    checkpoints: tuple[str, ...]
    asked: DocumentAsked | None


class RequestOfRole(NamedTuple):
    """What one role is asked for; `role` is a role of the set, or words of the auditor's own."""

    role: Role | str
    lines: tuple[RequestLine, ...]


class Request(NamedTuple):
    """What is asked for, and why the rest is not.

    Attributes:
        roles: what each role is asked for.
        there: the documents, numbers and samples of the receipts, each once with its receipt.
        arrived: the documents of the log that have come.
        frames: what samples are drawn from.
    """

    roles: tuple[RequestOfRole, ...]
    there: tuple[tuple[str, Evidence], ...]
    arrived: tuple[DocumentAsked, ...]
    frames: tuple[SampleFrame, ...]

    @property
    def lines(self) -> tuple[RequestLine, ...]:
        """All that is asked for."""
        return tuple(line for role in self.roles for line in role.lines)


def request_of(audit: Audit, criteria_set: CriteriaSet, received: Received) -> Request:
    """What is to be asked for now."""
    points = points_to_ask(audit, criteria_set, received)
    log = _Log(audit)
    by_role: dict[str, list[_Wanted]] = {role.id: [] for role in criteria_set.roles}
    alike: dict[tuple[str, frozenset[ExpectedEvidence]], _Wanted] = {}
    for point in points:
        wanted = tuple(one for one in point.checkpoint.evidence if one.kind in WRITTEN)
        if not wanted or point.has_written or log.has_arrived(point, wanted):
            continue
        role = _role(point)
        line = alike.get((role, frozenset(wanted)))
        if line is None:
            line = alike[role, frozenset(wanted)] = _Wanted(wanted, None, [], [])
            by_role.setdefault(role, []).append(line)
        line.add(point.chosen, point.checkpoint.id)
    own = {one.id: one for one in audit.all(OwnRequest).values() if not log.has_come(one.text)}
    roles = {role.id: role for role in criteria_set.roles}
    named = {text_in(role.title, "nb").casefold(): role.id for role in criteria_set.roles}
    for request in own.values():
        role = named.get(request.role.strip().casefold(), request.role.strip())
        chosen = audit.find(ChosenCriterion, request.criterion)
        line = _Wanted((), request, [] if chosen is None else [chosen], [])
        by_role.setdefault(role, []).append(line)
    numbered = _numbered(by_role, log)
    return Request(
        roles=tuple(
            RequestOfRole(roles.get(role, role), lines) for role, lines in numbered.items() if lines
        ),
        there=tuple(_there(points)),
        arrived=tuple(log.arrived),
        frames=tuple(_frames(points, criteria_set)),
    )


def asked_documents(
    audit: Audit, request: Request, sent: str, due: date | None
) -> tuple[DocumentAsked, ...]:
    """What to record in the log when a request is sent: each line that is not there yet."""
    new = [(role, line) for role in request.roles for line in role.lines if line.asked is None]
    ids = new_ids(audit, DocumentAsked, len(new))
    return tuple(
        DocumentAsked(
            id=name,
            title=" / ".join(titles_of(line.wanted, line.own)),
            role=role.role if isinstance(role.role, str) else text_in(role.role.title, "nb"),
            asked=sent,
            due=due,
            answers=tuple(one.id for one in line.criteria),
            checkpoints=line.checkpoints,
        )
        for name, (role, line) in zip(ids, new, strict=True)
    )


class _Wanted(NamedTuple):
    """A line before it has got its number."""

    wanted: tuple[ExpectedEvidence, ...]
    own: OwnRequest | None
    criteria: list[ChosenCriterion]
    checkpoints: list[str]

    def add(self, chosen: ChosenCriterion, checkpoint: str) -> None:
        if chosen not in self.criteria:
            self.criteria.append(chosen)
        self.checkpoints.append(checkpoint)

    @property
    def titles(self) -> tuple[str, ...]:
        return titles_of(self.wanted, self.own)


def titles_of(wanted: tuple[ExpectedEvidence, ...], own: OwnRequest | None) -> tuple[str, ...]:
    """What a document of the log is called that is asked for so, in bokmål."""
    return (own.text,) if own is not None else tuple(text_in(one.what, "nb") for one in wanted)


def _numbered(
    by_role: Mapping[str, list[_Wanted]], log: _Log
) -> dict[str, tuple[RequestLine, ...]]:
    number = 0
    numbered: dict[str, tuple[RequestLine, ...]] = {}
    for role, lines in by_role.items():
        made = []
        for line in lines:
            number += 1
            asked = log.asked_for(line.checkpoints, line.titles)
            criteria, checkpoints = tuple(line.criteria), tuple(line.checkpoints)
            made.append(
                RequestLine(f"B{number}", line.wanted, line.own, criteria, checkpoints, asked)
            )
        numbered[role] = tuple(made)
    return numbered


def _role(point: PointToAsk) -> str:
    """Who is to send it: whom an answer names, else the first that the set names."""
    named = (one.point.answer.ask for one in point.given if one.point.answer is not None)
    return next(filter(None, named), None) or next(iter(point.checkpoint.ask), "")


def _there(points: tuple[PointToAsk, ...]) -> Iterator[tuple[str, Evidence]]:
    met: set[tuple[str, str]] = set()
    for point in points:
        for given in point.given:
            for evidence, _weight in given.point.evidence:
                is_new = (given.receipt, evidence.id) not in met
                if is_new and kind_of(evidence) in SHOWN:
                    met.add((given.receipt, evidence.id))
                    yield given.receipt, evidence


def _frames(points: tuple[PointToAsk, ...], criteria_set: CriteriaSet) -> Iterator[SampleFrame]:
    asked = {point.checkpoint.sample for point in points}
    return (frame for frame in criteria_set.samples if frame.id in asked)


class _Log:
    """The documents of the log, by what they were asked as."""

    def __init__(self, audit: Audit) -> None:
        every = audit.all(DocumentAsked).values()
        self.arrived = [document for document in every if document.is_here]
        self._waiting = [document for document in every if not document.is_here]

    def has_come(self, title: str) -> bool:
        """Whether a document of this title has arrived."""
        return any(_same(document.title, title) for document in self.arrived)

    def has_arrived(self, point: PointToAsk, wanted: tuple[ExpectedEvidence, ...]) -> bool:
        """Whether something has arrived that shows a checkpoint."""
        return any(point.checkpoint.id in one.checkpoints for one in self.arrived) or any(
            self.has_come(title) for title in titles_of(wanted, None)
        )

    def asked_for(self, checkpoints: list[str], titles: tuple[str, ...]) -> DocumentAsked | None:
        """The entry that asks for this already."""
        return next(
            (
                document
                for document in self._waiting
                if (checkpoints and set(checkpoints) <= set(document.checkpoints))
                or any(_same(document.title, title) for title in titles)
            ),
            None,
        )


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
