"""Pictures of an assessment: what stands where, as plain values. Templates draw them.

Every picture says its content in words too (`says`), and what is drawn is told apart by sign,
pattern and number, never by colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from checklist.appraisal import Severity
from checklist.i18n import Translator, phrases
from checklist.reporting.fitting import shortened, width
from checklist.reporting.model import Finding, ThemeSection
from checklist.words import Part, Status, Wording, if_any, listed

_ROW = 24
_BAR = 17
_LEGEND = 20
_EDGE = 4
_LETTER = 6.6
"""The width of an average letter of the pictures' text, at 12 units."""

_NARROWEST = 36
"""A part of a bar has room for its sign and number, however small its share."""


class Frame(Part, frozen=True, kw_only=True):
    """How wide the labels and what is drawn beside them are."""

    label: float
    plot: float

    @property
    def letters(self) -> float:
        """How many average letters a label has room for."""
        return (self.label - 8) / _LETTER


WHOLE_PAGE = Frame(label=285, plot=315)
COLUMN = Frame(label=215, plot=215)


class BarPart(Part, frozen=True, kw_only=True):
    """A part of a bar: so many of one severity."""

    status: Status
    number: int
    x: float
    width: float


class Bar(Part, frozen=True, kw_only=True):
    """A theme with its findings. `label` is the title as it has room; `title` is the whole."""

    title: Wording
    label: str
    y: float
    parts: tuple[BarPart, ...]
    numbers: tuple[int, ...]
    total: int
    total_x: float


class LegendEntry(Part, frozen=True, kw_only=True):
    """What a pattern stands for, and where that is said."""

    status: Status
    x: float
    y: float


class BarPicture(Part, frozen=True, kw_only=True):
    """Findings by theme and severity. `left` says how many themes have no room, or is empty."""

    title: str
    says: str
    width: float
    height: float
    label_x: float
    bar_height: float
    bars: tuple[Bar, ...]
    severities: tuple[Status, ...]
    legend: tuple[LegendEntry, ...]
    left: str


def findings_picture(
    themes: Sequence[ThemeSection],
    findings: Sequence[Finding],
    _: Translator,
    *,
    most: int | None = None,
    frame: Frame = WHOLE_PAGE,
) -> BarPicture | None:
    """The findings of each theme, by severity; None where there is no finding.

    Where there is room for `most` bars only, those with the most findings are drawn.
    """
    if not findings:
        return None
    severities = tuple({finding.severity.code: finding.severity for finding in findings}.values())
    by_criterion = {finding.criterion.reference.anchor: finding.severity for finding in findings}
    found = [(theme, counts) for theme in themes if (counts := _by_severity(theme, by_criterion))]
    drawn = sorted(found, key=lambda pair: -pair[1].total())[:most]
    longest = drawn[0][1].total()
    # Room for the total, and for parts that are wider than their share.
    scale = (frame.plot - 20 - _NARROWEST * (len(severities) - 1)) / longest
    bars = tuple(
        _bar(
            theme.conclusion.reference.title,
            counts,
            severities,
            y=place * _ROW + _EDGE,
            scale=scale,
            frame=frame,
        )
        for place, (theme, counts) in enumerate(pair for pair in found if pair in drawn)
    )
    legend = _legend(severities, len(bars) * _ROW + _EDGE + 8, frame)
    return BarPicture(
        title=_("Funn etter tema og alvor"),
        says=" ".join(_said(bar, severities, _) for bar in bars),
        width=frame.label + frame.plot,
        height=legend[-1].y + 16,
        label_x=frame.label - 8,
        bar_height=_BAR,
        bars=bars,
        severities=severities,
        legend=legend,
        left=if_any(
            phrases("{n} tema til har funn.", "{n} temaer til har funn.", len(found) - len(drawn)),
            _,
        ),
    )


def _by_severity(theme: ThemeSection, severity_of: dict[str, Status]) -> Counter[str]:
    return Counter(
        severity_of[criterion.reference.anchor].code
        for criterion in theme.criteria
        if criterion.reference.anchor in severity_of
    )


def _bar(
    title: Wording,
    counts: Counter[str],
    severities: Sequence[Status],
    *,
    y: float,
    scale: float,
    frame: Frame,
) -> Bar:
    parts: list[BarPart] = []
    x = frame.label
    for status in severities:
        number = counts[status.code]
        if number:
            taken = max(number * scale, _NARROWEST)
            parts.append(
                BarPart(status=status, number=number, x=round(x, 1), width=round(taken, 1))
            )
            x += taken
    return Bar(
        title=title,
        label=shortened(title.text, frame.letters),
        y=y,
        parts=tuple(parts),
        numbers=tuple(counts[status.code] for status in severities),
        total=counts.total(),
        total_x=round(x + 5, 1),
    )


def _said(bar: Bar, severities: Sequence[Status], _: Translator) -> str:
    return _(
        "{theme}: {counts}.",
        theme=bar.title.text,
        counts=listed(
            [
                _.say(Severity(status.code).counted(number))
                for number, status in zip(bar.numbers, severities, strict=True)
                if number
            ],
            _,
        ),
    )


def _legend(statuses: Iterable[Status], y: float, frame: Frame) -> tuple[LegendEntry, ...]:
    entries: list[LegendEntry] = []
    x = float(_EDGE)
    for status in statuses:
        needed = 22 + (width(status.word) + 4) * _LETTER
        if entries and x + needed > frame.label + frame.plot:
            x, y = float(_EDGE), y + _LEGEND
        entries.append(LegendEntry(status=status, x=round(x, 1), y=y))
        x += needed
    return tuple(entries)
