"""Finding what a user names: a criterion, a checkpoint, evidence. A wrong name gets the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from checklist.assessment.events import Action, Recommendation
from checklist.assessment.evidence import Evidence
from checklist.assessment.state import Assessment
from checklist.criteria import Checkpoint, CriteriaSet, Criterion, Role, SampleFrame
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.text import nearest

T = TypeVar("T")


class UnknownName(SamsjekkError):
    """A checkpoint, criterion, evidence or example that does not exist."""


class Names:
    """What a criteria set holds, by name. Each method raises `UnknownName` where there is none."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self._criteria = {criterion.id: criterion for criterion in criteria_set.criteria}
        self._roles = {role.id: role for role in criteria_set.roles}
        self._samples = {frame.id: frame for frame in criteria_set.samples}
        self._criterion_of = {
            checkpoint.id: criterion
            for criterion in criteria_set.criteria
            for checkpoint in criterion.checkpoints
        }

    @property
    def checkpoints(self) -> Iterable[str]:
        """The ids of all checkpoints, in the order of the set."""
        return self._criterion_of

    @property
    def roles(self) -> Iterable[str]:
        """The ids of all roles."""
        return self._roles

    def criterion(self, name: str) -> Criterion:
        """The criterion with this id."""
        return named(self._criteria, name, phrase("Kravet «{name}» finnes ikke.", name=name))

    def criterion_of(self, checkpoint: str) -> Criterion:
        """The criterion that a checkpoint belongs to."""
        problem = phrase("Kontrollpunktet «{name}» finnes ikke.", name=checkpoint)
        return named(self._criterion_of, checkpoint, problem)

    def checkpoint(self, name: str) -> Checkpoint:
        """The checkpoint with this id."""
        return next(c for c in self.criterion_of(name).checkpoints if c.id == name)

    def role(self, name: str) -> Role:
        """The role with this id."""
        problem = phrase(
            "Rollen «{name}» finnes ikke i kriteriesettet. Rollene er {roles}.",
            name=name,
            roles=", ".join(self._roles) or "–",
        )
        return named(self._roles, name, problem)

    def sample(self, name: str) -> SampleFrame:
        """The sample frame with this id."""
        problem = phrase(
            "Utvalget «{name}» finnes ikke i kriteriesettet. Utvalgene er {samples}.",
            name=name,
            samples=", ".join(self._samples) or "–",
        )
        return named(self._samples, name, problem)


def evidence_named(state: Assessment, name: str) -> Evidence:
    """The evidence with this id.

    Raises:
        UnknownName: none is recorded.
    """
    problem = phrase("Dokumentasjonen «{name}» er ikke registrert.", name=name)
    return named(state.evidence, name, problem).value


def recommendation_named(state: Assessment, name: str) -> Recommendation:
    """The recommendation with this id.

    Raises:
        UnknownName: none is recorded.
    """
    problem = phrase("Anbefalingen «{name}» er ikke registrert.", name=name)
    return named(state.recommendations, name, problem)


def action_named(state: Assessment, name: str) -> Action:
    """The action with this id.

    Raises:
        UnknownName: none is planned.
    """
    return named(state.actions, name, phrase("Tiltaket «{name}» finnes ikke.", name=name))


def named(known: Mapping[str, T], name: str, problem: Phrase) -> T:
    """What has this name.

    Raises:
        UnknownName: nothing has; the words are the problem and the nearest name that exists.
    """
    if name in known:
        return known[name]
    close = nearest(name, known)
    raise UnknownName(
        problem
        if close is None
        else phrase("{problem} Mente du «{close}»?", problem=problem, close=close)
    )
