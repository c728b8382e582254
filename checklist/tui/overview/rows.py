"""What the overview says, row by row: each leads to the criterion it is about."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from checklist.appraisal import (
    Appraisal,
    Cell,
    CellState,
    CheckpointAppraisal,
    Conclusion,
    CriterionAppraisal,
    ThemeAppraisal,
    map_row,
)
from checklist.assessment import Action, FileState
from checklist.criteria import Aspect, Text, text_in
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.signs import (
    BAD,
    DIFFERENT,
    HALF,
    QUIET,
    Sign,
    criterion_sign,
    file_sign,
    severity_sign,
    state_sign,
)
from checklist.tui.widgets import StyledText, content, differing_answers, hung, opinion_parts

_CELLS = (11, 16)
"""The narrowest and widest column of an aspect: «Følges opp», and «○ ikke besvart» on one line."""

_NAME = 34
"""What the names are given before the columns of the aspects become wider."""


class Row(NamedTuple):
    """What is drawn, and the criterion it leads to; a heading leads nowhere."""

    parts: tuple[StyledText, ...]
    criterion: str | None = None
    grid: tuple[StyledText, ...] = ()

    def drawn(self, width: int) -> Content:
        """The row wrapped to a width; a grid is as wide as it was made."""
        text = hung(self.parts, width)
        if not self.grid:
            return text
        grid = content(self.grid)
        return Content("\n").join((grid, text)) if self.parts else grid


def conclusion_rows(appraisal: Appraisal, _: Translator) -> Iterator[Row]:
    """The audit questions with their themes, each with its conclusion and the reason."""
    themes = {appraised.theme.id: appraised for appraised in appraisal.themes}
    left = dict(themes)
    for asked in appraisal.questions:
        yield Row((StyledText(_line(asked.question.text, _), "bold"),))
        own = [themes[name] for name in asked.question.themes if name in themes]
        yield Row(
            (StyledText("  "), *_conclusion(asked.conclusion, _)),
            next((_telling(theme) for theme in own if _telling(theme)), None),
        )
        for theme in own:
            left.pop(theme.theme.id, None)
            yield _theme_row(theme, appraisal, _)
    if left:
        yield Row((StyledText(_("Andre temaer"), "bold"),))
        yield from (_theme_row(theme, appraisal, _) for theme in left.values())


def disagreement_rows(session: Session, _: Translator) -> Iterator[Row]:
    """The checkpoints that people answered differently without seeing each other's answer."""
    open_ones = session.assessment.disagreements
    if open_ones:
        words = f"{DIFFERENT.sign} {_.say(DIFFERENT.words)}"
        yield Row(
            (StyledText(words, f"bold {DIFFERENT.style}"), StyledText(f"  {len(open_ones)}", QUIET))
        )
    for name in open_ones:
        criterion = session.criterion_of(name)
        question = text_in(session.checkpoint(name).question, _.language)
        yield Row(
            (
                StyledText(f"  {' '.join(question.split())}\n    "),
                *opinion_parts(differing_answers(session, name), _),
            ),
            criterion.id,
        )


def map_rows(appraisal: Appraisal, _: Translator, width: int) -> Iterator[Row]:
    """The criteria × aspects map: a theme with its conclusion, then its criteria."""
    for theme in appraisal.themes:
        cells = map_row(theme.criteria)
        name = _line(theme.theme.title, _)
        grid = _map_line(name, "bold", cells, _, width)
        yield Row((StyledText("  "), *_conclusion(theme.conclusion, _)), _telling(theme), grid)
        for appraised in theme.criteria:
            sign = criterion_sign(appraised)
            name = f"{sign.sign} {_line(appraised.criterion.title, _)}"
            grid = _map_line(name, "", map_row([appraised]), _, width, sign)
            later = appraised.not_in_force
            parts = () if later is None else (StyledText(f"    {_.say(later)}", QUIET),)
            yield Row(parts, appraised.criterion.id, grid)


def map_rows_by_severity(appraisal: Appraisal, _: Translator, width: int) -> Iterator[Row]:
    """The map with the criteria that have the most serious findings first, under no theme."""
    found = {appraised.criterion.id: rank for rank, appraised in enumerate(appraisal.findings)}
    in_order = sorted(
        appraisal.criteria.values(), key=lambda c: found.get(c.criterion.id, len(found))
    )
    for appraised in in_order:
        sign = criterion_sign(appraised)
        name = f"{sign.sign} {_line(appraised.criterion.title, _)}"
        grid = _map_line(name, "", map_row([appraised]), _, width, sign)
        severity = appraised.severity
        shown = None if severity is None else severity_sign(severity)
        parts = (
            ()
            if shown is None
            else (StyledText(f"    {shown.sign} {_.say(shown.words)}", shown.style),)
        )
        yield Row(parts, appraised.criterion.id, grid)


def map_head(_: Translator, width: int) -> tuple[StyledText, ...]:
    """The line above the map: the aspects over their columns."""
    name = set_cell_size(_("– ikke spurt"), _name_width(width))
    aspects = "".join(set_cell_size(_.say(aspect.words), _cell_width(width)) for aspect in Aspect)
    return (StyledText(name, QUIET), StyledText(aspects, "bold"))


def finding_rows(appraisal: Appraisal, _: Translator) -> Iterator[Row]:
    """Findings under their severity, the most serious first."""
    if not appraisal.findings:
        yield _nothing(_("Ingen funn i det som er besvart til nå."))
    for severity, found in groupby(appraisal.findings, key=lambda appraised: appraised.severity):
        group = tuple(found)
        yield _heading(severity_sign(severity), len(group), _)
        yield from (_finding_row(appraised, _) for appraised in group)


def finding_rows_by_theme(appraisal: Appraisal, _: Translator) -> Iterator[Row]:
    """Findings under their theme, in each the most serious first."""
    if not appraisal.findings:
        yield _nothing(_("Ingen funn i det som er besvart til nå."))
    for theme in appraisal.themes:
        group = [c for c in appraisal.findings if c.criterion.theme == theme.theme.id]
        if group:
            title = _line(theme.theme.title, _)
            yield Row((StyledText(title, "bold"), StyledText(f"  {len(group)}", QUIET)))
            yield from (_finding_row(appraised, _, with_severity=True) for appraised in group)


def _finding_row(
    appraised: CriterionAppraisal, _: Translator, *, with_severity: bool = False
) -> Row:
    sign = state_sign(appraised.verdict.code)
    found = severity_sign(appraised.severity)
    return Row(
        (
            StyledText(f"  {_line(appraised.criterion.title, _)}", "bold"),
            StyledText(
                f"  {found.sign} {_.say(found.words)}" if with_severity else "", found.style
            ),
            StyledText(f"\n    {sign.sign} {_.say(sign.words)}", sign.style),
            StyledText(f": {_reason(appraised, _)}"),
        ),
        appraised.criterion.id,
    )


def lacking_rows(appraisal: Appraisal, _: Translator) -> Iterator[Row]:
    """Answers that should be shown and are not shown strongly, under what is wrong with each.

    Nothing at all comes first; then undated, too old, oral only, files that are gone or changed.
    """
    if not appraisal.lacking_evidence:
        yield _nothing(_("Alle svar som skal dokumenteres, er dokumentert."))
    by_reason: dict[str, list[tuple[CriterionAppraisal, CheckpointAppraisal]]] = {}
    for appraised, point in appraisal.lacking_evidence:
        reasons = point.weight.reasons if point.weight is not None else ()
        said = ", ".join(_.say(reason) for reason in reasons)
        by_reason.setdefault(said, []).append((appraised, point))
    for said, group in by_reason.items():
        strength = group[0][1].strength
        sign = state_sign(strength)
        yield Row(
            (
                StyledText(f"{sign.sign} {said or _.say(sign.words)}", f"bold {sign.style}"),
                StyledText(f"  {len(group)}", QUIET),
            )
        )
        for appraised, point in group:
            yield Row(_question(appraised, point, _), appraised.criterion.id)


def file_rows(appraisal: Appraisal, files: Mapping[str, FileState], _: Translator) -> Iterator[Row]:
    """Recorded files that are not as they were; each row leads to an answer that rests on it."""
    wrong = [(name, sign) for name, state in files.items() if (sign := file_sign(state))]
    if not wrong:
        return
    title = _("! Filer som er borte, endret eller ikke kan leses nå")
    yield Row((StyledText(title, f"bold {HALF}"), StyledText(f"  {len(wrong)}", QUIET)))
    assessment = appraisal.assessment
    for name, sign in wrong:
        first = next(
            (
                appraised.criterion.id
                for appraised in appraisal.criteria.values()
                for point in appraised.checkpoints
                if name in assessment.links.get(point.checkpoint.id, ())
            ),
            None,
        )
        used = sum(name in names for names in assessment.links.values())
        yield Row(
            (
                StyledText(f"  {' '.join(assessment.evidence[name].value.title.split())}", "bold"),
                StyledText(f"\n    {sign.sign} {_.say(sign.words)}", sign.style),
                StyledText(
                    "  " + _.plural("{n} svar bygger på den", "{n} svar bygger på den", used), QUIET
                ),
            ),
            first,
        )


def unknown_rows(appraisal: Appraisal, _: Translator) -> Iterator[Row]:
    """What nobody knew, under the role to ask, with the question to ask."""
    if not appraisal.unknown_by_role:
        yield _nothing(_("Ingen spørsmål er besvart med «vet ikke»."))
    criterion_of = {
        point.checkpoint.id: appraised
        for appraised in appraisal.criteria.values()
        for point in appraised.checkpoints
    }
    for role, points in appraisal.unknown_by_role:
        who = _("Ingen å spørre ennå") if role is None else _line(role.title, _)
        yield Row((StyledText(f"? {who}", "bold"), StyledText(f"  {len(points)}", QUIET)))
        for point in points:
            ask = point.checkpoint.ask.get(role.id) if role is not None else None
            parts = _question(criterion_of[point.checkpoint.id], point, _)
            if ask is not None:
                words = _("Spør: {question}", question=_line(ask, _))
                parts = (*parts, StyledText(f"\n    {words}", QUIET))
            yield Row(parts, criterion_of[point.checkpoint.id].criterion.id)


def action_rows(appraisal: Appraisal, today: date, _: Translator) -> Iterator[Row]:
    """Actions by deadline; those without one last. Those not done in time say so."""
    if not appraisal.assessment.actions:
        yield _nothing(_("Ingen tiltak er lagt inn ennå."))
    for action in sorted(appraisal.assessment.actions.values(), key=_deadline):
        sign = state_sign(action.status)
        day = _("uten frist") if action.deadline is None else _.short_date(action.deadline)
        known = appraisal.criteria.get(action.criterion)
        title = action.criterion if known is None else _line(known.criterion.title, _)
        yield Row(
            (
                StyledText(f"{day}  ", "bold"),
                StyledText(f"{sign.sign} {_.say(sign.words)}", sign.style),
                StyledText(
                    "  ! " + _("over fristen") if action.is_overdue(today) else "", f"bold {BAD}"
                ),
                StyledText(f"  {_responsible(action, _)}", QUIET),
                StyledText(f"\n    {' '.join(action.what.split())}"),
                StyledText(f"\n    {title}", QUIET),
            ),
            None if known is None else action.criterion,
        )


def _responsible(action: Action, _: Translator) -> str:
    role = " ".join(action.role.split())
    return _("ansvar: {role}", role=role) if role else _("ingen har ansvaret ennå")


def _deadline(action: Action) -> tuple[date, str]:
    return (action.deadline or date.max, action.id)


def _line(text: Text, _: Translator) -> str:
    return " ".join(text_in(text, _.language).split())


def _nothing(words: str) -> Row:
    return Row((StyledText(words, QUIET),))


def _heading(sign: Sign, number: int, _: Translator) -> Row:
    return Row(
        (
            StyledText(f"{sign.sign} {_.say(sign.words)}", f"bold {sign.style}"),
            StyledText(f"  {number}", QUIET),
        )
    )


def _question(
    appraised: CriterionAppraisal, point: CheckpointAppraisal, _: Translator
) -> tuple[StyledText, ...]:
    return (
        StyledText(f"  {_line(appraised.criterion.title, _)}", "bold"),
        StyledText(f" › {_.say(point.checkpoint.aspect.words)}", QUIET),
        StyledText(f"\n    {_line(point.checkpoint.question, _)}"),
    )


def _reason(appraised: CriterionAppraisal, _: Translator) -> str:
    verdict = appraised.verdict
    if verdict.set_reason is not None:
        return " ".join(verdict.set_reason.split())
    if appraised.claimed:
        return _("påstått, men ikke vist")
    return _.say(verdict.reason)


def _conclusion(conclusion: Conclusion, _: Translator) -> tuple[StyledText, ...]:
    sign = state_sign(conclusion.code)
    return (
        StyledText(f"{sign.sign} {_.say(sign.words)}", sign.style),
        StyledText(f": {_.say(conclusion.reason)}"),
    )


def _theme_row(theme: ThemeAppraisal, appraisal: Appraisal, _: Translator) -> Row:
    low = [
        _line(appraisal.criteria[name].criterion.title, _)
        for name in theme.conclusion.pulled_down_by
    ]
    pulled = _("Trekker ned: {titles}", titles=", ".join(low))
    sign = state_sign(theme.conclusion.code)
    return Row(
        (
            StyledText(f"    {sign.sign} ", sign.style),
            StyledText(_line(theme.theme.title, _), "bold"),
            StyledText(f"\n      {_.say(sign.words)}", sign.style),
            StyledText(f": {_.say(theme.conclusion.reason)}"),
            StyledText(f"\n      {pulled}" if low else "", QUIET),
        ),
        _telling(theme),
    )


def _telling(theme: ThemeAppraisal) -> str | None:
    """The criterion that tells most about a conclusion: what pulled it down, else what is open."""
    ids: Sequence[str] = (
        *theme.conclusion.pulled_down_by,
        *theme.conclusion.not_assessed,
        *(appraised.criterion.id for appraised in theme.criteria),
    )
    return next(iter(ids), None)


def _cell_width(width: int) -> int:
    narrow, wide = _CELLS
    return min(wide, max(narrow, (width - _NAME) // len(Aspect)))


def _name_width(width: int) -> int:
    return max(_CELLS[0], width - _cell_width(width) * len(Aspect))


def _map_line(
    name: str,
    style: str,
    cells: dict[Aspect, Cell],
    _: Translator,
    width: int,
    sign: Sign | None = None,
) -> tuple[StyledText, ...]:
    """A name and five cells side by side, each wrapped in its own column."""
    room, cell = _name_width(width), _cell_width(width)
    indent = "    " if sign else "  "
    columns = [(_wrapped(f"  {name}" if sign else name, room - 1, indent), style, room)]
    for aspect in Aspect:
        drawn = state_sign(cells[aspect].state)
        empty = cells[aspect].state is CellState.EMPTY
        words = drawn.sign if empty else f"{drawn.sign} {_.say(drawn.words)}"
        columns.append((_wrapped(words, cell - 1, "  "), drawn.style, cell))
    parts: list[StyledText] = []
    for number in range(max(len(lines) for lines, _style, _room in columns)):
        if number:
            parts.append(StyledText("\n"))
        for lines, column_style, column_room in columns:
            text = lines[number] if number < len(lines) else ""
            parts.append(StyledText(set_cell_size(text, column_room), column_style))
    return tuple(parts)


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    if cell_len(text) <= width:
        return [text]
    lead = text[: len(text) - len(text.lstrip())]
    return textwrap.wrap(text.lstrip(), width, initial_indent=lead, subsequent_indent=indent) or [
        ""
    ]
