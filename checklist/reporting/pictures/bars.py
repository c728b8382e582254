"""Bars: how many of each kind a theme has, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from checklist.appraisal import Appraisal, CellState, Selection, Severity, ThemeAppraisal
from checklist.criteria import AnswerValue, Depth
from checklist.i18n import Translator, phrases
from checklist.reporting.model import Finding, ThemeSection
from checklist.reporting.pictures.drawing import (
    EDGE,
    FIGURE,
    Frame,
    Label,
    LegendEntry,
    ground_of,
    legend,
    rows,
)
from checklist.words import (
    EXAMINED,
    STATES,
    Part,
    Status,
    Wording,
    if_any,
    listed,
    status,
    wording,
)

_BAR = 17
_ROOM = 33
"""How wide a part is that has room for its sign and number. Findings are drawn no narrower."""

_AFTER = 24
_AFTER_COVERAGE = 64
"""How much room there is for what stands after the longest bar."""


class BarPart(Part, frozen=True, kw_only=True):
    """A part of a bar: so many of one kind."""

    status: Status
    ground: str
    number: int
    x: float
    width: float


class Bar(Part, frozen=True, kw_only=True):
    """A theme with how many it has of each kind, in the order of `statuses`.

    Attributes:
        after: what stands after the bar, or empty.
    """

    label: Label
    y: float
    parts: tuple[BarPart, ...]
    numbers: tuple[int, ...]
    total: int
    after: str
    after_x: float


class BarPicture(Part, frozen=True, kw_only=True):
    """Bars, one for each theme.

    Attributes:
        numbered: each part has room for its sign and number.
        left: how many themes have no room, or empty.
    """

    title: str
    says: str
    width: float
    height: float
    label_x: float
    bar_height: float
    numbered: bool
    bars: tuple[Bar, ...]
    statuses: tuple[Status, ...]
    legend: tuple[LegendEntry, ...]
    left: str


Counted = tuple[Wording, Counter[str]]


def findings_picture(
    themes: Sequence[ThemeSection],
    findings: Sequence[Finding],
    _: Translator,
    *,
    most: int | None = None,
    frame: Frame = FIGURE,
) -> BarPicture | None:
    """The findings of each theme, by severity; None where there is no finding.

    Where there is room for `most` bars only, those with the most findings are drawn.
    """
    if not findings:
        return None
    severities = tuple({finding.severity.code: finding.severity for finding in findings}.values())
    by_criterion = {finding.criterion.reference.anchor: finding.severity for finding in findings}
    found: list[Counted] = [
        (theme.conclusion.reference.title, counts)
        for theme in themes
        if (counts := _by_severity(theme, by_criterion))
    ]
    drawn = sorted(found, key=lambda pair: -pair[1].total())[:most]
    return _picture(
        [pair for pair in found if pair in drawn],
        severities,
        _,
        title=_("Funn etter tema og alvor"),
        said=lambda status, number: _.say(Severity(status.code).counted(number)),
        after=lambda counts: str(counts.total()) if len(counts) > 1 else "",
        room=_AFTER,
        narrowest=_ROOM,
        frame=frame,
        left=if_any(
            phrases("{n} tema til har funn.", "{n} temaer til har funn.", len(found) - len(drawn)),
            _,
        ),
    )


def coverage_picture(appraisal: Appraisal, _: Translator) -> BarPicture | None:
    """How much of each theme is examined, unknown and not answered; None where nothing applies.

    What does not apply is left out, so that the numbers are those of the conclusions.
    """
    kinds = (
        Status(code=EXAMINED, sign=STATES[EXAMINED][0], word=_("undersøkt")),
        *(status(state, _) for state in (CellState.UNKNOWN, CellState.OPEN, CellState.EMPTY)),
    )
    quick = (
        {point.checkpoint.id for point in Selection(depth=Depth.QUICK).among(appraisal)}
        if appraisal.depth is Depth.QUICK
        else None
    )
    counted: list[Counted] = [
        (wording(theme.theme.title, _.language), counts)
        for theme in appraisal.themes
        if (counts := _looked_at(theme, quick))
    ]
    if not counted:
        return None
    drawn = {code for _title, counts in counted for code in counts}
    return _picture(
        counted,
        tuple(kind for kind in kinds if kind.code in drawn),
        _,
        title=_("Hvor mye som er undersøkt i hvert tema"),
        said=lambda status, number: f"{number} {status.word}",
        after=lambda counts: _("{n} av {of}", n=counts[EXAMINED], of=counts.total()),
        room=_AFTER_COVERAGE,
        frame=FIGURE,
    )


def _by_severity(theme: ThemeSection, severity_of: dict[str, Status]) -> Counter[str]:
    return Counter(
        severity_of[criterion.reference.anchor].code
        for criterion in theme.criteria
        if criterion.reference.anchor in severity_of
    )


def _looked_at(theme: ThemeAppraisal, quick: set[str] | None) -> Counter[str]:
    counts: Counter[str] = Counter()
    for criterion in theme.criteria:
        if not criterion.applicable:
            continue
        for point in criterion.asked:
            match point.value:
                case AnswerValue.NOT_APPLICABLE:
                    continue
                case AnswerValue.UNKNOWN:
                    counts[CellState.UNKNOWN] += 1
                case None if quick is not None and point.checkpoint.id not in quick:
                    counts[CellState.EMPTY] += 1
                case None:
                    counts[CellState.OPEN] += 1
                case _:
                    counts[EXAMINED] += 1
    return counts


def _picture(
    counted: Sequence[Counted],
    statuses: tuple[Status, ...],
    _: Translator,
    *,
    title: str,
    said: Callable[[Status, int], str],
    after: Callable[[Counter[str]], str],
    room: float,
    narrowest: float = 0,
    frame: Frame,
    left: str = "",
) -> BarPicture:
    longest = max(counts.total() for _title, counts in counted)
    # Room for what stands after, and for parts that are wider than their share.
    scale = (frame.plot - room - narrowest * (len(statuses) - 1)) / longest
    labels, end = rows((title for title, _counts in counted), frame, _BAR)
    bars = tuple(
        _bar(label, counts, statuses, after(counts), scale=scale, narrowest=narrowest, frame=frame)
        for label, (_title, counts) in zip(labels, counted, strict=True)
    )
    entries, height = legend(statuses, end + EDGE, frame)
    return BarPicture(
        title=title,
        says=" ".join(_said(bar, statuses, said, _) for bar in bars),
        width=frame.width,
        height=height,
        label_x=frame.label - 8,
        bar_height=_BAR,
        numbered=bool(narrowest),
        bars=bars,
        statuses=statuses,
        legend=entries,
        left=left,
    )


def _bar(
    label: Label,
    counts: Counter[str],
    statuses: Iterable[Status],
    after: str,
    *,
    scale: float,
    narrowest: float,
    frame: Frame,
) -> Bar:
    parts: list[BarPart] = []
    x = frame.label
    for kind in statuses:
        number = counts[kind.code]
        if number:
            taken = max(number * scale, narrowest)
            parts.append(
                BarPart(
                    status=kind,
                    ground=ground_of(kind),
                    number=number,
                    x=round(x, 1),
                    width=round(taken, 1),
                )
            )
            x += taken
    return Bar(
        label=label,
        y=round(label.middle - _BAR / 2, 1),
        parts=tuple(parts),
        numbers=tuple(counts[kind.code] for kind in statuses),
        total=counts.total(),
        after=after,
        after_x=round(x + 6, 1),
    )


def _said(
    bar: Bar, statuses: Sequence[Status], said: Callable[[Status, int], str], _: Translator
) -> str:
    return _(
        "{theme}: {counts}.",
        theme=bar.label.title.text,
        counts=listed(
            [
                said(kind, number)
                for number, kind in zip(bar.numbers, statuses, strict=True)
                if number
            ],
            _,
        ),
    )
