"""How strong the evidence under an answer is, and why.

An answer is strongly shown when at least one piece of evidence has no weakness. What people say
counts, but one alone never shows it: auditors hold statements against documents, figures, samples
and each other. Of what is *known* and *practised*, two roles who say the same in interviews that
are dated and confirmed show it, where the set asks for interviews or for nothing in particular.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter

import msgspec

from checklist.assessment import Document, Evidence, FileState, Interview, first_day, kind_of
from checklist.criteria import Aspect, Checkpoint, EvidenceKind
from checklist.i18n import Phrase, WordedEnum, phrase


class Strength(WordedEnum):
    """How well an answer is shown."""

    STRONG = "strong", phrase("sterk")
    WEAK = "weak", phrase("svak")
    MISSING = "missing", phrase("mangler")


_ORDER = (Strength.MISSING, Strength.WEAK, Strength.STRONG)

EVERYTHING_AGES = "4 years"
"""How old evidence may be where the set does not say: one term of a council."""

_IN_USE = (Aspect.KNOWN, Aspect.PRACTISED)
"""What people do and know: another kind of evidence than the one asked for shows little of it."""

_ORAL = phrase("bare muntlig")
_ONE_ROLE = phrase("sagt av bare én rolle")
"""What is weak with an interview: where a second role would be enough, that it lacks."""


def file_words(state: FileState | None) -> Phrase | None:
    """What became of a file; None where it is as it was, or there is no file."""
    match state:
        case FileState.GONE:
            return phrase("filen finnes ikke lenger")
        case FileState.CHANGED:
            return phrase("filen er endret etter at den ble registrert")
        case FileState.UNREADABLE:
            return phrase("filen kunne ikke leses nå")
        case _:
            return None


class Weight(msgspec.Struct, frozen=True):
    """A strength with its reasons; no reasons when it is strong."""

    strength: Strength
    reasons: tuple[Phrase, ...] = ()


def weigh(
    evidence: Evidence,
    checkpoint: Checkpoint,
    on: date,
    files: Mapping[str, FileState] | None = None,
    ends: date | None = None,
) -> Weight:
    """The strength of one piece of evidence for one checkpoint at the date `on`.

    `ends` is the last day of the assessment, where it is over. `files` says, by evidence id, what
    became of recorded files; those not named are as recorded.
    """
    reasons = []
    if evidence.date is None:
        reasons.append(phrase("uten dato"))
    elif ends is not None and first_day(evidence.date) > ends:
        reasons.append(phrase("datert etter vurderingen"))
    else:
        limit, age = _oldest_allowed(evidence, checkpoint, on)
        if first_day(evidence.date) < limit:
            reasons.append(phrase("eldre enn {age}", age=age_words(age)))
    if _of_another_kind(evidence, checkpoint):
        reasons.append(phrase("et annet slag dokumentasjon enn det spørres etter"))
    if isinstance(evidence, Document) and not evidence.can_be_found:
        reasons.append(phrase("sier ikke hvor det er, eller hvem som har det"))
    if isinstance(evidence, Interview):
        reasons.append(_ONE_ROLE if _shown_by_interviews(checkpoint) else _ORAL)
        if not evidence.verified:
            reasons.append(phrase("intervjuet er ikke bekreftet"))
    state = (files or {}).get(evidence.id)
    if state is not FileState.UNREADABLE and (words := file_words(state)) is not None:
        reasons.append(words)
    return Weight(Strength.WEAK if reasons else Strength.STRONG, tuple(reasons))


def weigh_together(pieces: Iterable[tuple[Evidence, Weight]], checkpoint: Checkpoint) -> Weight:
    """The strength of all that one answer rests on, each piece with its own weight."""
    pieces = tuple(pieces)
    if _shown_by_interviews(checkpoint) and len(_roles_that_agree(pieces)) > 1:
        return Weight(Strength.STRONG)
    return combined(weight for _, weight in pieces)


def _roles_that_agree(pieces: Iterable[tuple[Evidence, Weight]]) -> set[str]:
    """The roles whose interviews lack nothing but to be more than what one says."""
    return {
        " ".join(evidence.role.casefold().split())
        for evidence, weight in pieces
        if isinstance(evidence, Interview)
        and weight.reasons == (_ONE_ROLE,)
        and evidence.role.strip()
    }


def _shown_by_interviews(checkpoint: Checkpoint) -> bool:
    """Whether two roles who say the same show it."""
    if checkpoint.aspect not in _IN_USE:
        return False
    asked_for = [expected.kind for expected in checkpoint.evidence]
    return not asked_for or EvidenceKind.INTERVIEW in asked_for


def _of_another_kind(evidence: Evidence, checkpoint: Checkpoint) -> bool:
    asked_for = [expected.kind for expected in checkpoint.evidence]
    if checkpoint.aspect not in _IN_USE or not asked_for:
        return False
    # A routine says what is to be done, not that it is done: it does not stand in for a sample.
    routine = isinstance(evidence, Document) and evidence.procedure
    return kind_of(evidence) not in asked_for or (routine and EvidenceKind.FILE_SAMPLE in asked_for)


def combined(weights: Iterable[Weight]) -> Weight:
    """The strength of several pieces under one answer: as strong as the strongest of them."""
    weights = tuple(weights)
    if not weights:
        return Weight(Strength.MISSING, (phrase("ingen dokumentasjon er registrert"),))
    if any(weight.strength is Strength.STRONG for weight in weights):
        return Weight(Strength.STRONG)
    return Weight(Strength.WEAK, _distinct(weights))


def weakest(weights: Iterable[Weight]) -> Weight:
    """The strength of one or more answers together: as weak as the weakest of them."""
    weights = tuple(weights)
    lowest = min((weight.strength for weight in weights), key=_ORDER.index)
    return Weight(lowest, _distinct(w for w in weights if w.strength is lowest))


def _distinct(weights: Iterable[Weight]) -> tuple[Phrase, ...]:
    reasons: list[Phrase] = []
    for weight in weights:
        reasons.extend(reason for reason in weight.reasons if reason not in reasons)
    return tuple(reasons)


def _oldest_allowed(evidence: Evidence, checkpoint: Checkpoint, on: date) -> tuple[date, str]:
    kind = kind_of(evidence)
    ages = [e.max_age for e in checkpoint.evidence if e.kind is kind and e.max_age is not None]
    limits = [(day_before(on, age), age) for age in ages or [EVERYTHING_AGES]]
    return min(limits, key=itemgetter(0))


def _parts(age: str) -> tuple[int, str]:
    number, unit = age.split()
    return int(number), unit.removesuffix("s")


def day_before(on: date, age: str) -> date:
    """The day that lies an age before another: what is dated earlier, is older than the age."""
    number, unit = _parts(age)
    if unit == "day":
        return date.fromordinal(max(1, on.toordinal() - number))
    months = on.year * 12 + on.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(max(12, months), 12)
    # 31 March less one month is the last day of February, not a date that does not exist.
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def age_words(age: str) -> Phrase:
    """A length of time as a user reads it: 2 years is 2 år."""
    number, unit = _parts(age)
    match unit:
        case "day":
            return Phrase("{n} dag", "{n} dager", number, {"n": number})
        case "month":
            return Phrase("{n} måned", "{n} måneder", number, {"n": number})
        case _:
            return Phrase("{n} år", "{n} år", number, {"n": number})
