"""What has changed: each conclusion then and now, on the same scale."""

from __future__ import annotations

from collections.abc import Sequence

from checklist.appraisal import ConclusionCode
from checklist.i18n import Translator
from checklist.reporting.pictures.drawing import (
    EDGE,
    FIGURE,
    LINE,
    Frame,
    Label,
    LegendEntry,
    legend,
    rows,
)
from checklist.words import Part, Status, Wording, status

_SCALE = (
    ConclusionCode.UNDETERMINED,
    ConclusionCode.INSUFFICIENT,
    ConclusionCode.PARTLY,
    ConclusionCode.LARGELY,
    ConclusionCode.IN_LINE,
)
"""From the left. What is undetermined is neither good nor bad, and stands by itself."""

_ROW = 20


class Step(Part, frozen=True, kw_only=True):
    """A place on the scale."""

    status: Status
    x: float


class Move(Part, frozen=True, kw_only=True):
    """A theme, with where it stood and where it stands; the same place where it has not moved."""

    label: Label
    then_x: float
    now_x: float
    now: Status


class ChangePicture(Part, frozen=True, kw_only=True):
    """Conclusions then and now.

    Attributes:
        steps: the scale; the first is what is undetermined, and a line parts it from the others.
        then_word: what the hollow mark is called.
        now_word: what the filled mark is called.
    """

    title: str
    says: str
    width: float
    height: float
    label_x: float
    top: float
    bottom: float
    steps: tuple[Step, ...]
    moves: tuple[Move, ...]
    legend: tuple[LegendEntry, ...]
    then_word: str
    now_word: str


def change_picture(
    themes: Sequence[tuple[Wording, Status, Status, str]], _: Translator, *, frame: Frame = FIGURE
) -> ChangePicture | None:
    """Titles with their conclusions then and now, and what that amounts to; None without any."""
    if not themes:
        return None
    step = frame.plot / len(_SCALE)
    places = {
        code.value: round(frame.label + (place + 0.5) * step, 1)
        for place, code in enumerate(_SCALE)
    }
    labels, below = rows((title for title, *_rest in themes), frame, _ROW, top=LINE + EDGE + EDGE)
    entries, height = legend((status(code, _) for code in _SCALE), below + LINE + EDGE, frame)
    return ChangePicture(
        title=_("Konklusjonene sist og nå"),
        says=" ".join(
            _(
                "{theme}: {change}, {then} sist og {now} nå.",
                theme=title.text,
                change=change,
                then=then.word,
                now=now.word,
            )
            for title, then, now, change in themes
        ),
        width=frame.width,
        height=height,
        label_x=frame.label - 8,
        top=LINE + EDGE,
        bottom=below - EDGE,
        steps=tuple(Step(status=status(code, _), x=places[code.value]) for code in _SCALE),
        moves=tuple(
            Move(label=label, then_x=places[then.code], now_x=places[now.code], now=now)
            for label, (_title, then, now, _change) in zip(labels, themes, strict=True)
        ),
        legend=entries,
        then_word=_("sist"),
        now_word=_("nå"),
    )
