"""What was being written when the program ended: which text, and where it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from checklist.criteria import text_in
from checklist.i18n import Phrase, Translator, phrase
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


def unsaved(drafts: Iterable[str], session: Session) -> tuple[Unsaved, ...]:
    """The drafts of this assessment, the one that was kept last first.

    Args:
        drafts: names of drafts, the last kept last: a kind, the assessment, what it is about.
        session: the open assessment.
    """
    found = []
    for name in reversed(tuple(drafts)):
        kind, assessment, *about = name.split() or [""]
        if kind in _KINDS and assessment == session.assessment.id:
            found.append(Unsaved(_KINDS[kind], *_place(about, session)))
    return tuple(found)


def unsaved_words(left: Unsaved, session: Session, _: Translator) -> str:
    """What was being written and where: En kommentar (k): Enheten får meldingene › Kjent."""
    what = _.say(left.what)
    said = [f"{what[:1].upper()}{what[1:]}"]
    if left.criterion is not None:
        said.append(text_in(session.criterion(left.criterion).title, _.language))
    place = ": ".join(said)
    if left.checkpoint is None:
        return place
    return f"{place} › {_.say(session.checkpoint(left.checkpoint).aspect.words)}"


def _place(about: Iterable[str], session: Session) -> tuple[str | None, str | None]:
    for name in about:
        with suppress(UnknownName):
            return session.criterion_of(name).id, name
        with suppress(UnknownName):
            return session.criterion(name).id, None
    return None, None
