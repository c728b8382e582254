"""The map of an assessment in words: each criterion with the state of each aspect."""

from __future__ import annotations

from checklist.appraisal import (
    Appraisal,
    CellState,
    CriterionAppraisal,
    ThemeAppraisal,
    inside,
    ladder,
    map_row,
)
from checklist.i18n import Translator, phrase
from checklist.words.conclusions import concluded_cells, telling, unanswered_piece
from checklist.words.entries import Entries, Entry, Piece, one_line, state_piece, table_heading
from checklist.words.ladder import stops_words, yes_words
from checklist.words.sentences import sentence
from checklist.words.states import STATES, UNANSWERED, Tone, criterion_code


def map_head(appraisal: Appraisal, _: Translator) -> tuple[Entry, Entry]:
    """What stands over the map: the aspects, and how many of the answers to each are yes."""
    steps = ladder(appraisal.criteria.values())
    names = [_.say(aspect.words) for aspect in steps]
    counts = [yes_words(step, _) for step in steps.values()]
    said = ", ".join(f"{name} {count}" for name, count in zip(names, counts, strict=True) if count)
    total = _("ja av besvarte")
    cells = (Piece(total, Tone.QUIET), *(Piece(count, Tone.QUIET) for count in counts))
    line = Piece(_("Ja av besvarte: {counts}", counts=said) if said else "")
    over = table_heading(_("– gjelder ikke"), *names)
    return over._replace(lines=()), Entry(((line,),) if said else (), cells=cells)


def map_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """A theme with its conclusion, and under it each criterion with the state of each aspect.

    A theme that nobody has begun on is one line, without its criteria.
    """
    for theme in appraisal.themes:
        if not theme.begun:
            yield _not_begun_theme(theme, _)
            continue
        title, concluded = concluded_cells(theme, _)
        line = Piece(f"{title.text}: {concluded.text}", strong=True)
        cells = (title._replace(strong=True), concluded)
        yield Entry(((line,),), telling(theme), 0, cells)
        for appraised in theme.criteria:
            yield _mapped(appraised, criterion_code(appraised), _)


def map_entries_by_severity(appraisal: Appraisal, _: Translator) -> Entries:
    """The criteria with the most serious findings first, under no theme, then all the others."""
    found = {appraised.criterion.id for appraised in appraisal.findings}
    for appraised in appraisal.findings:
        yield _mapped(appraised, appraised.severity or UNANSWERED, _)
    for appraised in appraisal.criteria.values():
        if appraised.criterion.id not in found:
            yield _mapped(appraised, criterion_code(appraised), _)


def _not_begun_theme(theme: ThemeAppraisal, _: Translator) -> Entry:
    title = one_line(theme.theme.title, _)
    words = _("{n} krav, ikke begynt", n=len(theme.criteria))
    line = Piece(f"{title}: {words}", strong=True)
    cells = (unanswered_piece(title, strongly=True), Piece(words, Tone.QUIET))
    return Entry(((line,),), telling(theme), 0, cells)


def _mapped(appraised: CriterionAppraisal, code: str, _: Translator) -> Entry:
    """A criterion as a row of the map."""
    title = one_line(appraised.criterion.title, _)
    sign, tone = STATES[code]
    name = Piece(title, tone, sign=sign)
    if appraised.not_in_force is not None:
        later = _.say(appraised.not_in_force)
        cells: tuple[Piece, ...] = (name, Piece(later, Tone.QUIET))
        return Entry(((Piece(f"{title}. {sentence(later)}"),),), appraised.criterion.id, 1, cells)
    row = map_row([appraised])
    said = ", ".join(
        f"{_.say(inside(aspect))}: {_.say(cell.state.words)}"
        for aspect, cell in row.items()
        if cell.state is not CellState.EMPTY
    )
    line = ". ".join((title, *(sentence(part) for part in (said, stops_words(row, _)) if part)))
    cells = (name, *(_cell_piece(cell.state, _) for cell in row.values()))
    return Entry(((Piece(line.replace("..", ".")),),), appraised.criterion.id, 1, cells)


_IN_SHORT = {
    CellState.MIXED: phrase("delt"),
    CellState.OPEN: phrase("åpen"),
    CellState.UNKNOWN: phrase("spør"),
    CellState.NOT_APPLICABLE: None,
    CellState.EMPTY: None,
}
"""The words of a cell where they are other than the state's own; None where the sign says it."""


def _cell_piece(state: CellState, _: Translator) -> Piece:
    """A cell in a sign and a short word; nothing where nothing is asked."""
    if state is CellState.EMPTY:
        return Piece("")
    words = _IN_SHORT.get(state, state.words)
    return state_piece(state, _)._replace(text="" if words is None else _.say(words))
