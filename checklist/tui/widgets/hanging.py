"""Paragraphs whose second line begins under the first."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from checklist.tui.widgets.drawing import StyledText, content

_NARROWEST = 8


def hung(parts: Iterable[StyledText], width: int, hang: int = 0) -> Content:
    """The parts wrapped to a width. A line goes on as far in as it began, and at least `hang`."""
    lines: list[Content] = []
    for line in content(parts).split(allow_blank=True):
        lead = len(line.plain) - len(line.plain.lstrip(" "))
        inner = max(lead, hang)
        first, *rest = line.wrap(max(_NARROWEST, width)) or [line]
        if not rest:
            lines.append(first)
            continue
        lines.append(first)
        left = line[len(first.plain) :]
        skip = len(left.plain) - len(left.plain.lstrip(" "))
        wrapped = left[skip:].wrap(max(_NARROWEST, width - inner))
        lines += [more.pad_left(inner) for more in wrapped]
    return Content("\n").join(lines)
