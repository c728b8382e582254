"""What municipalities have answered, side by side: criterion by municipality.

Only what can be compared: criteria that ask all of them the same, and that all have answered. What
is left out is told, with why and whose. The work grows with the number of municipalities.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from string import ascii_uppercase
from typing import NamedTuple

from checklist.appraisal import Appraisal, CriterionAppraisal, Strength
from checklist.assessment import Municipality, VerdictCode, lasting_number
from checklist.criteria import Text, checkpoint_fingerprint, text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, WordedEnum, phrase


class NothingBeside(SamsjekkError):
    """There is one municipality, or none: nothing to set side by side."""


class PointBeside(NamedTuple):
    """What the verdict of a criterion depends on in one of its checkpoints.

    `same_as` are wordings that mean the same, as the set says.
    """

    checkpoint: str
    aspect: str
    decisive: bool
    wording: str
    same_as: tuple[str, ...]


class CriterionBeside(NamedTuple):
    """How one municipality stands with one criterion.

    `strength` is None where none of its answers is to be shown by anything.
    """

    title: Text
    theme: Text
    force: str
    asked: tuple[PointBeside, ...]
    in_force: bool
    is_answered: bool
    verdict: VerdictCode
    strength: Strength | None


class HandedOver(NamedTuple):
    """What a municipality handed over, as far as it is set beside that of others.

    Attributes:
        receipt: what commands call it.
        at: when it was received.
        of: the digest of the first write of its history.
        writes: the digests of all its writes.
        sha256: that of the file.
        criteria: by id, in the order of its set.
    """

    receipt: str
    at: datetime
    of: str
    writes: frozenset[str]
    sha256: str
    kontrollsum: str
    municipality: Municipality
    date: date
    criteria: Mapping[str, CriterionBeside]


class Hindrance(WordedEnum):
    """Why a criterion is not compared. The first that fits is told.

    `told` is the same of several criteria.
    """

    OTHER_SET = "other_set", phrase("står ikke i settet")
    NOT_IN_FORCE = "not_in_force", phrase("gjelder ikke på vurderingsdatoen")
    REWORDED = "reworded", phrase("har en annen ordlyd")
    NOT_ANSWERED = "not_answered", phrase("er ikke besvart")

    @property
    def told(self) -> Phrase:
        """Why, after how many and that it is so with some of the municipalities."""
        return _TOLD[self]


_TOLD = {
    Hindrance.OTHER_SET: phrase("står de ikke i settet"),
    Hindrance.NOT_IN_FORCE: phrase("gjelder de ikke på vurderingsdatoen"),
    Hindrance.REWORDED: phrase("har de en annen ordlyd"),
    Hindrance.NOT_ANSWERED: phrase("er de ikke besvart"),
}


class CellBeside(NamedTuple):
    """A verdict, and how well it is shown; see `CriterionBeside`."""

    verdict: VerdictCode
    strength: Strength | None


class RowBeside(NamedTuple):
    """A criterion with a cell for each municipality, in their order."""

    criterion: str
    title: Text
    theme: Text
    cells: tuple[CellBeside, ...]


class NotCompared(NamedTuple):
    """A criterion that is not compared, why, and the places of those it is because of.

    The title is None where it may give somebody away.
    """

    criterion: str
    title: Text | None
    why: Hindrance
    whose: tuple[int, ...]


class PassedOver(NamedTuple):
    """A receipt that does not count, because another of the same municipality does."""

    handed_over: HandedOver
    instead: HandedOver


class Contradiction(NamedTuple):
    """Two receipts of one municipality that can't both be what it handed over last.

    `forked` is whether they are of one history that went two ways; otherwise they are two
    histories about the same date.
    """

    one: HandedOver
    other: HandedOver
    forked: bool


class SideBySide(NamedTuple):
    """Municipalities side by side. `labels` are their names, or letters where it is anonymous."""

    anonymous: bool
    labels: tuple[str, ...]
    handed_over: tuple[HandedOver, ...]
    rows: tuple[RowBeside, ...]
    not_compared: tuple[NotCompared, ...]
    passed_over: tuple[PassedOver, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def criteria(self) -> int:
        """How many criteria any of them has."""
        return len(self.rows) + len(self.not_compared)


def answered_by(appraisal: Appraisal) -> Mapping[str, CriterionBeside]:
    """How a municipality stands with each criterion of its set."""
    themes = {theme.id: theme.title for theme in appraisal.criteria_set.themes}
    return {
        name: _answered(appraised, themes[appraised.criterion.theme])
        for name, appraised in appraisal.criteria.items()
    }


def _answered(appraised: CriterionAppraisal, theme: Text) -> CriterionBeside:
    criterion = appraised.criterion
    verdict = appraised.verdict.code
    # A verdict can stand before all is answered; what can't be settled needs every answer.
    stands = verdict is not VerdictCode.UNDETERMINED or appraised.verdict.set_reason is not None
    return CriterionBeside(
        title=criterion.title,
        theme=theme,
        force=criterion.force,
        asked=tuple(
            PointBeside(
                point.checkpoint.id,
                point.checkpoint.aspect,
                point.checkpoint.decisive,
                checkpoint_fingerprint(criterion, point.checkpoint),
                tuple(point.checkpoint.same_meaning_as),
            )
            for point in appraised.asked
        ),
        in_force=appraised.not_in_force is None,
        is_answered=stands or all(point.value is not None for point in appraised.asked),
        verdict=verdict,
        strength=None if appraised.nothing_to_show else appraised.weight.strength,
    )


def set_side_by_side(handed_over: Iterable[HandedOver], *, anonymous: bool = False) -> SideBySide:
    """Set what municipalities handed over side by side.

    Of several receipts of one municipality the latest counts: that of the later date, and of the
    same date the one received last, unless it is an earlier state of what is here.

    Raises:
        NothingBeside: there are not two municipalities.
    """
    every = tuple(handed_over)
    counting, passed_over = _latest(every)
    if len(counting) < 2:  # noqa: PLR2004 - side by side takes two
        raise NothingBeside(
            phrase(
                "Det trengs mottak fra minst to kommuner. Ta imot filer med: samsjekk receive FIL"
            )
        )
    counting = _unguessable(counting) if anonymous else _by_name(counting)
    rows: list[RowBeside] = []
    not_compared: list[NotCompared] = []
    for name in dict.fromkeys(name for one in counting for name in one.criteria):
        beside = [one.criteria.get(name) for one in counting]
        here = [answered for answered in beside if answered is not None]
        told = _not_comparable(beside)
        if told is None:
            cells = tuple(CellBeside(answered.verdict, answered.strength) for answered in here)
            named = RowBeside(name, here[0].title, here[0].theme, cells)
            rows.append(_unnamed(named, here) if anonymous else named)
        else:
            gives_away = len(here) < len(beside) or any(a.title != here[0].title for a in here)
            title = None if anonymous and gives_away else here[0].title
            not_compared.append(NotCompared("" if title is None else name, title, *told))
    return SideBySide(
        anonymous,
        tuple(map(letters, range(len(counting)))) if anonymous else _names(counting),
        counting,
        tuple(rows),
        tuple(not_compared),
        passed_over,
        contradictions(every),
    )


def _unnamed(row: RowBeside, here: Sequence[CriterionBeside]) -> RowBeside:
    """The row without a title or a theme that one municipality's own set has given it."""
    return row._replace(
        title=_told_by_several([answered.title for answered in here]) or row.criterion,
        theme=_told_by_several([answered.theme for answered in here]) or "",
    )


def _told_by_several(texts: Sequence[Text]) -> Text | None:
    """The text that most have, where it is not one municipality's own."""
    words = [text_in(text, "nb") for text in texts]
    usual, times = Counter(words).most_common(1)[0]
    return texts[words.index(usual)] if times > 1 else None


def _not_comparable(
    beside: Sequence[CriterionBeside | None],
) -> tuple[Hindrance, tuple[int, ...]] | None:
    """Why a criterion can't be compared, and because of whom; None where it can."""
    here = [answered for answered in beside if answered is not None]
    same = dict(_same_wordings(here))
    usual, _times = Counter(_wording(answered, same) for answered in here).most_common(1)[0]
    for why, hinders in (
        (Hindrance.OTHER_SET, [answered is None for answered in beside]),
        (Hindrance.NOT_IN_FORCE, [not (answered and answered.in_force) for answered in beside]),
        (Hindrance.REWORDED, [not (a and _wording(a, same) == usual) for a in beside]),
        (Hindrance.NOT_ANSWERED, [not (answered and answered.is_answered) for answered in beside]),
    ):
        if any(hinders):
            return why, tuple(place for place, is_so in enumerate(hinders) if is_so)
    return None


def _same_wordings(here: Iterable[CriterionBeside]) -> Iterator[tuple[str, str]]:
    """Each wording that a later one says it means the same as, with that one."""
    for answered in here:
        for asked in answered.asked:
            yield from ((earlier, asked.wording) for earlier in asked.same_as)


def _wording(answered: CriterionBeside, same: Mapping[str, str]) -> tuple[object, ...]:
    asked = (
        (one.checkpoint, one.aspect, one.decisive, same.get(one.wording, one.wording))
        for one in answered.asked
    )
    return (answered.force, *sorted(asked))


# -- several receipts of one municipality -----------------------------------------------


def _of_each(handed_over: Iterable[HandedOver]) -> list[list[HandedOver]]:
    """The receipts of each municipality, in the order they were received.

    A municipality that has got another number is the same.
    """
    found: dict[str, list[HandedOver]] = {}
    for one in sorted(handed_over, key=lambda one: one.at):
        found.setdefault(lasting_number(one.municipality.number), []).append(one)
    return list(found.values())


def _latest(
    handed_over: Iterable[HandedOver],
) -> tuple[tuple[HandedOver, ...], tuple[PassedOver, ...]]:
    counting: list[HandedOver] = []
    passed_over: list[PassedOver] = []
    for several in _of_each(handed_over):
        latest = several[0]
        for one in several[1:]:
            is_earlier_state = one.of == latest.of and one.writes < latest.writes
            if one.date >= latest.date and not is_earlier_state:
                latest = one
        counting.append(latest)
        passed_over += [PassedOver(one, latest) for one in several if one is not latest]
    return tuple(counting), tuple(passed_over)


def contradictions(handed_over: Iterable[HandedOver]) -> tuple[Contradiction, ...]:
    """Receipts of one municipality that contradict the one received before them."""
    found: list[Contradiction] = []
    for several in _of_each(handed_over):
        # The last of each history, and the last of each date: what the next is held against.
        histories: dict[str, HandedOver] = {}
        dates: dict[date, HandedOver] = {}
        for one in several:
            before = histories.get(one.of)
            beside = dates.get(one.date)
            if before is not None:
                if not (one.writes <= before.writes or before.writes <= one.writes):
                    found.append(Contradiction(before, one, forked=True))
            elif beside is not None:
                found.append(Contradiction(beside, one, forked=False))
            histories[one.of] = dates[one.date] = one
    return tuple(found)


# -- what they are called ---------------------------------------------------------------


def _by_name(handed_over: tuple[HandedOver, ...]) -> tuple[HandedOver, ...]:
    return tuple(sorted(handed_over, key=lambda o: (o.municipality.name, o.municipality.number)))


def _names(handed_over: Sequence[HandedOver]) -> tuple[str, ...]:
    """The name of each municipality, with its number where two have the same."""
    times = Counter(one.municipality.name for one in handed_over)
    return tuple(
        one.municipality.name
        if times[one.municipality.name] == 1
        else f"{one.municipality.name} ({one.municipality.number})"
        for one in handed_over
    )


def _unguessable(handed_over: tuple[HandedOver, ...]) -> tuple[HandedOver, ...]:
    """In an order that only somebody who has all the files can find; the same each time."""
    together = "".join(sorted(one.sha256 for one in handed_over))

    def place(one: HandedOver) -> str:
        return hashlib.sha256(f"{together}{one.sha256}".encode()).hexdigest()

    return tuple(sorted(handed_over, key=place))


def letters(number: int) -> str:
    """A, B … Z, AA, AB …: what the municipality with a number from 0 is called."""
    found = ""
    number += 1
    while number:
        number, place = divmod(number - 1, len(ascii_uppercase))
        found = ascii_uppercase[place] + found
    return found
