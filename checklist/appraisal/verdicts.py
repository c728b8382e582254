"""The verdict of a criterion from the answers to its checkpoints.

Read from the top; the first rule that fits decides. Checkpoints that do not apply are left out.

1. No checkpoint applies: not applicable.
2. A decisive checkpoint is answered no: not met.
3. A decisive checkpoint is unanswered or unknown: undetermined.
4. Some checkpoint is answered no or partly: partly met.
5. A yes is refuted by its own number: undetermined, until somebody decides which is right.
6. Every checkpoint is answered yes: met.
7. Every decisive checkpoint, and there is one, is answered yes: met, and the reason says how
   many others nobody has looked at.
8. Otherwise: undetermined.

A person may set another verdict with a reason. Both are kept and shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import msgspec

from checklist.assessment import SetVerdict, VerdictCode
from checklist.criteria import AnswerValue, Aspect, Checkpoint
from checklist.i18n import Phrase, one_or_many, phrase, phrases

RULES = "2"
"""The version of the rules in docs/vurderingsregler.md: it goes up when a conclusion may change."""

EVERY_RULES = ("1", RULES)
"""Every version that a report can have been made with."""

Answered = tuple[Checkpoint, AnswerValue | None]
"""A checkpoint that applies, and what was answered to it."""

_Judged = tuple[Aspect, bool, AnswerValue | None]
"""All that a verdict depends on: the aspect, whether it is decisive, and the answer."""

_INSIDE = {
    Aspect.ESTABLISHED: phrase("på plass"),
    Aspect.WRITTEN: phrase("skriftlig"),
    Aspect.KNOWN: phrase("kjent"),
    Aspect.PRACTISED: phrase("brukes"),
    Aspect.EVALUATED: phrase("følges opp"),
}


class Verdict(msgspec.Struct, frozen=True):
    """What a criterion came to. `code` is the person's where one is set, else `derived`."""

    code: VerdictCode
    derived: VerdictCode
    reason: Phrase
    set_reason: str | None = None


def verdict(
    checkpoints: Sequence[Answered],
    set_by_person: SetVerdict | None = None,
    refuted: Collection[str] = (),
) -> Verdict:
    """The verdict and the reason a reader can check.

    `checkpoints` are those in force and for this population; answers `not_applicable` are
    left out here. `refuted` are the ids of those whose own number says that yes is wrong.
    """
    judged = tuple([(c.aspect, c.decisive, answer) for c, answer in checkpoints])
    code, reason = _derive(judged)
    if code is VerdictCode.MET or code is VerdictCode.UNDETERMINED:
        against = [one for one, (c, _) in zip(judged, checkpoints, strict=True) if c.id in refuted]
        if against:
            code, reason = VerdictCode.UNDETERMINED, _refuted(against)
    if set_by_person is None:
        return Verdict(code, code, reason)
    return Verdict(set_by_person.verdict, code, reason, set_by_person.reason)


# A set of thousands is opened all unanswered: few of its criteria differ in what is judged here.
@lru_cache(maxsize=4096)
def _derive(judged: tuple[_Judged, ...]) -> tuple[VerdictCode, Phrase]:
    applying = [one for one in judged if one[2] is not AnswerValue.NOT_APPLICABLE]
    if not applying:
        return VerdictCode.NOT_APPLICABLE, phrase("ingen av kontrollpunktene gjelder her")

    decisive = [one for one in applying if one[1]]
    decisive_no = [one for one in decisive if one[2] is AnswerValue.NO]
    if decisive_no:
        return VerdictCode.NOT_MET, phrases(
            "et avgjørende kontrollpunkt er nei ({points})",
            "{n} avgjørende kontrollpunkter er nei ({points})",
            len(decisive_no),
            points=_aspects(decisive_no),
        )

    decisive_open = [one for one in decisive if one[2] in (None, AnswerValue.UNKNOWN)]
    if decisive_open:
        return VerdictCode.UNDETERMINED, phrases(
            "et avgjørende kontrollpunkt er ikke avklart ({points})",
            "{n} avgjørende kontrollpunkter er ikke avklart ({points})",
            len(decisive_open),
            points=_aspects(decisive_open),
        )

    no = [one for one in applying if one[2] is AnswerValue.NO]
    partly = [one for one in applying if one[2] is AnswerValue.PARTLY]
    if no and partly:
        return VerdictCode.PARTLY, phrase(
            "{no_count} er nei ({no}), og {partly_count} er delvis ({partly})",
            no_count=_points(len(no)),
            no=_aspects(no),
            partly_count=len(partly),
            partly=_aspects(partly),
        )
    for value, found in ((phrase("nei"), no), (phrase("delvis"), partly)):
        if found:
            return VerdictCode.PARTLY, phrase(
                "{count} er {value} ({points})",
                count=_points(len(found)),
                value=value,
                points=_aspects(found),
            )

    return _nothing_against(applying)


def _refuted(judged: Sequence[_Judged]) -> Phrase:
    return phrases(
        "et ja stemmer ikke med tallet sitt ({points})",
        "{n} ja stemmer ikke med tallene sine ({points})",
        len(judged),
        points=_aspects(judged),
    )


def _nothing_against(applying: Sequence[_Judged]) -> tuple[VerdictCode, Phrase]:
    """The verdict when no checkpoint is no or partly, and no decisive one is open."""
    unclear = sum(answer is not AnswerValue.YES for _, _, answer in applying)
    if not unclear and len(applying) == 2:  # noqa: PLR2004 - Norwegian has a word for two
        return VerdictCode.MET, phrase("begge kontrollpunktene er ja")
    if not unclear:
        return VerdictCode.MET, phrases(
            "kontrollpunktet er ja", "alle {n} kontrollpunkter er ja", len(applying)
        )
    still_open = one_or_many(
        "{n} av {of} kontrollpunkter er ikke avklart", unclear, of=len(applying)
    )
    if any(decisive for _, decisive, _ in applying):
        return VerdictCode.MET, phrase("det avgjørende er ja; {open}", open=still_open)
    return VerdictCode.UNDETERMINED, still_open


def _points(number: int) -> Phrase:
    return phrases("ett kontrollpunkt", "{n} kontrollpunkter", number)


def _aspects(judged: Sequence[_Judged]) -> Phrase:
    """The aspects of these checkpoints, each once, as one phrase."""
    names = [inside(aspect) for aspect in dict.fromkeys(aspect for aspect, _, _ in judged)]
    slots = ", ".join(f"{{p{i}}}" for i in range(len(names)))
    return Phrase(slots, values={f"p{i}": name for i, name in enumerate(names)})


def inside(aspect: Aspect) -> Phrase:
    """An aspect inside a sentence, where it has no capital."""
    return _INSIDE[aspect]
