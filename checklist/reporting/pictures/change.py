"""What has changed: each conclusion then and now, on the same scale."""

from __future__ import annotations

from collections.abc import Sequence

from checklist.appraisal import ConclusionCode
from checklist.i18n import Translator
from checklist.reporting.pictures.drawing import (
    EDGE,
    FIGURE,
    LINE,
    Label,
    LegendEntry,
    legend,
    rows,
)
from checklist.words import Part, Status, Wording, status

_SCALE = (
    ConclusionCode.INSUFFICIENT,
    ConclusionCode.PARTLY,
    ConclusionCode.LARGELY,
    ConclusionCode.IN_LINE,
)
"""From the left. What is undetermined is neither good nor bad, and stands in words beside it."""

_ROW = 17


class Step(Part, frozen=True, kw_only=True):
    """A place on the scale."""

    status: Status
    x: float


class Move(Part, frozen=True, kw_only=True):
    """A theme, with where it stood and where it stands; the same place where it has not moved.

    A place is None where it was undetermined, and `undetermined` says at which of the times.
    """

    label: Label
    then_x: float | None
    now_x: float | None
    undetermined: str


class ChangePicture(Part, frozen=True, kw_only=True):
    """Conclusions then and now.

    Attributes:
        steps: the scale.
        apart: what is undetermined, right of the scale.
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
    apart: Step
    moves: tuple[Move, ...]
    legend: tuple[LegendEntry, ...]
    then_word: str
    now_word: str


def change_picture(
    themes: Sequence[tuple[Wording, Status, Status, str]], _: Translator
) -> ChangePicture | None:
    """Titles with their conclusions then and now, and what that amounts to; None without any."""
    if not themes:
        return None
    step = FIGURE.plot / (len(_SCALE) + 1)
    places = {
        code.value: round(FIGURE.label + (place + 0.5) * step, 1)
        for place, code in enumerate(_SCALE)
    }
    labels, end = rows((title for title, *_rest in themes), FIGURE, _ROW, top=LINE + EDGE + EDGE)
    apart = status(ConclusionCode.UNDETERMINED, _)
    signs = (*(status(code, _) for code in _SCALE), apart)
    entries, height = legend(signs, end + LINE + EDGE, FIGURE)
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
        width=FIGURE.width,
        height=height,
        label_x=FIGURE.label - 8,
        top=LINE + EDGE,
        bottom=end - EDGE,
        steps=tuple(Step(status=status(code, _), x=places[code.value]) for code in _SCALE),
        apart=Step(status=apart, x=round(FIGURE.width - step / 2, 1)),
        moves=tuple(
            Move(
                label=label,
                then_x=places.get(then.code),
                now_x=places.get(now.code),
                undetermined=_undetermined(then.code in places, now.code in places, _),
            )
            for label, (_title, then, now, _change) in zip(labels, themes, strict=True)
        ),
        legend=entries,
        then_word=_("sist"),
        now_word=_("nå"),
    )


def _undetermined(known_then: bool, known_now: bool, _: Translator) -> str:
    """When it was undetermined; empty where it is known both times."""
    match known_then, known_now:
        case (True, True):
            return ""
        case (True, False):
            return _("nå")
        case (False, True):
            return _("sist")
        case _:
            return _("begge")
