"""The conclusion of a theme and of an audit question.

The rule of a theme counts its `must` criteria; a theme without any counts all of them. What is
undetermined is left out of the shares and said in the reason, never guessed:

1. A key criterion is not met by the law's own yardstick: insufficient.
2. A key criterion is undetermined, or too few are assessed: undetermined.
3. The share not met is `insufficient_from` per cent or more: insufficient. Only what the law
   itself sets counts as not met here. In a theme without `must` criteria a guide's and the
   municipality's own yardstick count too, but never one criterion alone. What the set has set
   itself, or nobody says who has set, counts as partly met.
4. Every one is met, and none is undetermined: in line.
5. Every key criterion is met, the share met is `largely_from` per cent or more, and none is not
   met: largely.
6. Otherwise: partly.

The rule of an audit question counts its themes in the same way, without key themes: a theme
that is insufficient counts as not met, one that is in line or largely so counts as met. More
than half of the themes must be determined.

The percentages are data in the criteria set (`conclusions:`). The rule gives the conclusions
that auditors reached in five audits of Romerike municipalities (2015-2021).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from checklist.assessment import VerdictCode
from checklist.criteria import ConclusionRule, Criterion, Depth, Force, Yardstick
from checklist.i18n import Phrase, WordedEnum, one_or_many, phrase, phrases


class ConclusionCode(WordedEnum):
    """The answer to an audit question, as auditors put it."""

    IN_LINE = "in_line", phrase("i tråd med kravene")
    LARGELY = "largely", phrase("i det alt vesentlige i tråd med kravene")
    PARTLY = "partly", phrase("delvis i tråd med kravene")
    INSUFFICIENT = "insufficient", phrase("ikke i tilstrekkelig grad i tråd med kravene")
    UNDETERMINED = "undetermined", phrase("ikke avklart")


class Examined(msgspec.Struct, frozen=True):
    """How much a conclusion rests on: says nothing about what was found.

    Attributes:
        answered: checkpoints answered yes, partly or no.
        of: checkpoints that apply, in criteria that count.
        yes: those of them that are answered yes.
        claimed: those of the yes that nothing is recorded under (påstått).
    """

    answered: int = 0
    of: int = 0
    yes: int = 0
    claimed: int = 0

    @property
    def whole(self) -> bool:
        """Whether every checkpoint is looked into."""
        return self.answered == self.of

    def __add__(self, other: Examined) -> Examined:
        """Both together."""
        return Examined(
            self.answered + other.answered,
            self.of + other.of,
            self.yes + other.yes,
            self.claimed + other.claimed,
        )


class Conclusion(msgspec.Struct, frozen=True):
    """A conclusion, why, what pulled it down (ids), what was not assessed (ids), and its basis.

    `depth` is how deep the answers of the whole assessment go.
    """

    code: ConclusionCode
    reason: Phrase
    pulled_down_by: tuple[str, ...] = ()
    not_assessed: tuple[str, ...] = ()
    examined: Examined = Examined()
    depth: Depth | None = None


Judged = tuple[Criterion, VerdictCode, Yardstick | None]
"""A criterion, its verdict, and the yardstick of what was found against it."""


def conclude_theme(judged: Sequence[Judged], rule: ConclusionRule) -> Conclusion:
    """The conclusion of a theme from the verdicts of its criteria."""
    applying = [one for one in judged if one[1] is not VerdictCode.NOT_APPLICABLE]
    if not applying:
        return Conclusion(ConclusionCode.UNDETERMINED, phrase("ingen av kravene gjelder her"))
    duties = [one for one in applying if one[0].force is Force.MUST]
    must, binding = bool(duties), duties or applying

    open_ids = tuple(c.id for c, v, _ in applying if v is VerdictCode.UNDETERMINED)
    low = tuple(c.id for c, v, _ in applying if v in (VerdictCode.NOT_MET, VerdictCode.PARTLY))
    assessed = [one for one in binding if one[1] is not VerdictCode.UNDETERMINED]
    met = sum(v is VerdictCode.MET for _, v, _ in assessed)
    not_met = _not_met(assessed, must=must)
    key = [(v, yardstick) for c, v, yardstick in applying if c.key]

    def conclude(code: ConclusionCode, reason: Phrase) -> Conclusion:
        return Conclusion(code, _with_open(reason, len(open_ids)), low, open_ids)

    if (VerdictCode.NOT_MET, Yardstick.LAW) in key:
        return conclude(ConclusionCode.INSUFFICIENT, phrase("et hovedkrav er ikke oppfylt"))
    if any(v is VerdictCode.UNDETERMINED for v, _ in key):
        return conclude(ConclusionCode.UNDETERMINED, phrase("et hovedkrav er ikke avklart"))
    if not _share(len(assessed), len(binding), rule.assessed_from):
        return conclude(
            ConclusionCode.UNDETERMINED, _how_many_assessed(len(assessed), len(binding), must=must)
        )
    counts = _how_many_met(met, len(assessed), must=must)
    keys_met = all(v is VerdictCode.MET for v, _ in key)
    shares = _Shares(len(binding), len(assessed), met, not_met)
    return conclude(_by_shares(shares, rule, keys_met=keys_met), counts)


def _not_met(assessed: Sequence[Judged], *, must: bool) -> int:
    """How many count as not met in the shares; the others that are not met count as partly."""
    firm = [Yardstick.LAW] if must else [Yardstick.LAW, Yardstick.GUIDE, Yardstick.LOCAL]
    found = [y for _, v, y in assessed if v is VerdictCode.NOT_MET and y in firm]
    return 0 if len(found) == 1 and Yardstick.LAW not in found else len(found)


def conclude_question(themes: Sequence[tuple[str, Conclusion]], rule: ConclusionRule) -> Conclusion:
    """The conclusion of an audit question from those of its themes, by theme id.

    A question with one theme concludes as the theme does.
    """
    if len(themes) == 1:
        ((_, only),) = themes
        return only
    examined = sum((conclusion.examined for _, conclusion in themes), Examined())
    depth = next((conclusion.depth for _, conclusion in themes), None)
    good = (ConclusionCode.IN_LINE, ConclusionCode.LARGELY)
    assessed = [(t, c) for t, c in themes if c.code is not ConclusionCode.UNDETERMINED]
    open_ids = tuple(t for t, c in themes if c.code is ConclusionCode.UNDETERMINED)
    low = tuple(t for t, c in assessed if c.code not in good)
    if len(assessed) * 2 <= len(themes):
        reason = (
            one_or_many("bare {n} av {of} temaer er avklart", len(assessed), of=len(themes))
            if assessed
            else phrase("ingen av temaene er avklart")
        )
        return Conclusion(ConclusionCode.UNDETERMINED, reason, low, open_ids, examined, depth)
    met = sum(c.code in good for _, c in assessed)
    not_met = sum(c.code is ConclusionCode.INSUFFICIENT for _, c in assessed)
    code = _by_shares(_Shares(len(themes), len(assessed), met, not_met), rule, keys_met=True)
    if code is ConclusionCode.IN_LINE and any(
        c.code is ConclusionCode.LARGELY for _, c in assessed
    ):
        code = ConclusionCode.LARGELY
    if not met:
        reason = phrase(
            "ingen av de {of} avklarte temaene er helt eller i det alt vesentlige i tråd med "
            "kravene",
            of=len(assessed),
        )
    elif open_ids:
        reason = one_or_many(
            "{n} av {of} avklarte temaer er helt eller i det alt vesentlige i tråd med kravene",
            met,
            of=len(assessed),
        )
    else:
        reason = one_or_many(
            "{n} av {of} temaer er helt eller i det alt vesentlige i tråd med kravene",
            met,
            of=len(themes),
        )
    reason = _with_open(reason, len(open_ids), themes=True)
    return Conclusion(code, reason, low, open_ids, examined, depth)


def _how_many_assessed(number: int, of: int, *, must: bool) -> Phrase:
    """Too few: how many of the criteria that the rule counts are assessed."""
    criteria = _counted(must=must)
    if of == 1:
        return phrase("temaet har ett {criteria}, og det er ikke vurdert", criteria=criteria)
    if not number:
        return phrase("ingen av {of} {criteria} er vurdert", of=of, criteria=criteria)
    return one_or_many("bare {n} av {of} {criteria} er vurdert", number, of=of, criteria=criteria)


def _how_many_met(met: int, of: int, *, must: bool) -> Phrase:
    """How many of the assessed criteria that the rule counts are met."""
    criteria = _counted(must=must)
    if of == 1:
        return (
            phrase("ett {criteria} er vurdert, og det er oppfylt", criteria=criteria)
            if met
            else phrase("ett {criteria} er vurdert, og det er ikke helt oppfylt", criteria=criteria)
        )
    if met == of == 2:  # noqa: PLR2004 - Norwegian has a word for two
        return (
            phrase("begge de vurderte skal-kravene er oppfylt")
            if must
            else phrase("begge de vurderte kravene er oppfylt")
        )
    if met == of:
        return phrase("alle {of} vurderte {criteria} er oppfylt", of=of, criteria=criteria)
    if not met:
        return phrase("ingen av {of} vurderte {criteria} er helt oppfylt", of=of, criteria=criteria)
    return one_or_many("{n} av {of} vurderte {criteria} er oppfylt", met, of=of, criteria=criteria)


def _counted(*, must: bool) -> Phrase:
    """What the rule counts: the duties in law, or every criterion where there are none."""
    return phrase("skal-krav") if must else phrase("krav")


class _Shares(msgspec.Struct, frozen=True):
    of: int
    assessed: int
    met: int
    not_met: int


def _by_shares(shares: _Shares, rule: ConclusionRule, *, keys_met: bool) -> ConclusionCode:
    if _share(shares.not_met, shares.assessed, rule.insufficient_from):
        return ConclusionCode.INSUFFICIENT
    if shares.met == shares.of:
        return ConclusionCode.IN_LINE
    enough = _share(shares.met, shares.assessed, rule.largely_from)
    if keys_met and enough and not shares.not_met:
        return ConclusionCode.LARGELY
    return ConclusionCode.PARTLY


def _share(part: int, whole: int, per_cent: int) -> bool:
    return whole > 0 and part * 100 >= whole * per_cent


def _with_open(reason: Phrase, number: int, *, themes: bool = False) -> Phrase:
    if not number:
        return reason
    left_out = (
        phrases("{n} tema er ikke avklart", "i alt {n} temaer er ikke avklart", number)
        if themes
        else phrases("ett krav er ikke avklart", "i alt {n} krav er ikke avklart", number)
    )
    return phrase("{reason}; {left_out}", reason=reason, left_out=left_out)
