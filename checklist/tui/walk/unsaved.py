"""What was being written when the program ended: which text, and where it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from checklist.i18n import Phrase, phrase
from checklist.session import Session, UnknownName
from checklist.words import KEYS

_KINDS = {
    "comment": phrase("en kommentar ({comment})", **KEYS),
    "action": phrase("et tiltak ({action})", **KEYS),
    "verdict": phrase("en annen vurdering ({verdict})", **KEYS),
    "evidence": phrase("dokumentasjon ({evidence}, så {new})", **KEYS),
    "recommendation": phrase("en anbefaling ({recommendations})", **KEYS),
    "follow-up": phrase("en vurdering av oppfølgingen ({recommendations})", **KEYS),
    "statement": phrase("kommunedirektørens uttalelse ({report}, så {statement})", **KEYS),
}


class Unsaved(NamedTuple):
    """A draft in words with its keys, and its place, where that is still asked about."""

    what: Phrase
    criterion: str | None
    checkpoint: str | None


def unsaved(drafts: Iterable[str], session: Session) -> Unsaved | None:
    """The draft of this assessment that was kept last; None where there is none.

    Args:
        drafts: names of drafts, the last kept last: a kind, the assessment, what it is about.
        session: the open assessment.
    """
    for name in reversed(tuple(drafts)):
        kind, assessment, *about = name.split() or [""]
        if kind in _KINDS and assessment == session.assessment.id:
            return Unsaved(_KINDS[kind], *_place(about, session))
    return None


def _place(about: Iterable[str], session: Session) -> tuple[str | None, str | None]:
    for name in about:
        with suppress(UnknownName):
            return session.criterion_of(name).id, name
        with suppress(UnknownName):
            return session.criterion(name).id, None
    return None, None
