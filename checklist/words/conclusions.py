"""What themes and audit questions conclude, why, and what would settle it, in words."""

from __future__ import annotations

from collections.abc import Sequence

from checklist.appraisal import Appraisal, Conclusion, ThemeAppraisal, worst_first
from checklist.criteria import EvidenceKind, text_in
from checklist.i18n import Translator
from checklist.words.entries import (
    GAP,
    Entries,
    Entry,
    Line,
    Piece,
    one_line,
    strong,
    table_heading,
)
from checklist.words.sentences import listed, sentence
from checklist.words.states import (
    STATES,
    UNANSWERED,
    Tone,
    claimed_words,
    conclusion_in_short,
    conclusion_phrase,
    conclusion_status,
)


def conclusion_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """The themes, the worst first, and the audit questions: each with its conclusion and why."""
    yield table_heading(_("Temaer, verst først"), "", _("undersøkt"))
    yield from (_theme_entry(theme, appraisal, _) for theme in worst_first(appraisal.themes))
    if left := [theme for theme in appraisal.themes if not theme.begun]:
        words = _.plural("{n} tema er ikke begynt", "{n} temaer er ikke begynt", len(left))
        titles = ", ".join(one_line(theme.theme.title, _) for theme in left)
        lines = ((Piece(words),), (Piece(titles),))
        yield Entry(lines, telling(left[0]), 1, (unanswered_piece(words),))
    yield GAP
    yield table_heading(_("Problemstillinger"))
    themes = {appraised.theme.id: appraised for appraised in appraisal.themes}
    for asked in appraisal.questions:
        own = (themes[name] for name in asked.question.themes if name in themes)
        leads_to = next((name for theme in own if (name := telling(theme))), None)
        text = one_line(asked.question.text, _)
        found = conclusion_status(asked.conclusion, _)
        short = conclusion_in_short(asked.conclusion, _)
        concluded, reason = conclusion_pieces(asked.conclusion, _)
        more = (concluded._replace(sign=""), reason)
        title = Piece(text, found.tone, sign=found.sign)
        yield Entry(
            (strong(f"{text} {sentence(short)}"), strong(text), more),
            leads_to,
            1,
            (title, Piece(short, found.tone)),
        )


def conclusion_pieces(conclusion: Conclusion, _: Translator) -> tuple[Piece, Piece]:
    """A conclusion, and the reason with how much of it is only claimed."""
    found = conclusion_status(conclusion, _)
    concluded = Piece(found.word, found.tone, sign=found.sign)
    return concluded, Piece(f": {reason_words(conclusion, _)}")


def reason_words(conclusion: Conclusion, _: Translator) -> str:
    """Why the rule came to a conclusion, and how much of it is only claimed."""
    said = _.say(conclusion.reason)
    claimed = claimed_words(conclusion.examined, _)
    return f"{said}. {claimed}" if claimed else said


def _theme_entry(theme: ThemeAppraisal, appraisal: Appraisal, _: Translator) -> Entry:
    low = [
        one_line(appraisal.criteria[name].criterion.title, _)
        for name in theme.conclusion.pulled_down_by
    ]
    pulled = Piece(_("Trekker ned: {titles}", titles=", ".join(low)), Tone.QUIET)
    concluded, reason = conclusion_pieces(theme.conclusion, _)
    cells = (*concluded_cells(theme, _), _examined_piece(theme, _))
    title, short, seen = (cell.text for cell in cells)
    said = _("{theme}: {concluded}, undersøkt {seen}", theme=title, concluded=short, seen=seen)
    lines: tuple[Line, ...] = (strong(said), (concluded._replace(sign=""), reason))
    settled = settling_words(theme, _)
    if low:
        lines = (*lines, (pulled,))
    if settled:
        lines = (*lines, (Piece(settled, Tone.QUIET),))
    return Entry(lines, telling(theme), 1, cells)


def concluded_cells(theme: ThemeAppraisal, _: Translator) -> tuple[Piece, Piece]:
    """A theme and what it concludes, in short."""
    found = conclusion_status(theme.conclusion, _)
    return (
        Piece(one_line(theme.theme.title, _), found.tone, sign=found.sign),
        Piece(conclusion_in_short(theme.conclusion, _), found.tone),
    )


def _examined_piece(theme: ThemeAppraisal, _: Translator) -> Piece:
    seen = theme.conclusion.examined
    return Piece(_("{n} av {of}", n=seen.answered, of=seen.of), Tone.QUIET)


def unanswered_piece(words: str, *, strongly: bool = False) -> Piece:
    """What is said of something that nobody has begun on, with the sign of that."""
    sign, tone = STATES[UNANSWERED]
    return Piece(words, tone, strongly, sign)


_SETTLING_NAMED = 3
"""Questions named; the rest are counted."""


def settling_words(theme: ThemeAppraisal, _: Translator) -> str:
    """What would settle a theme that is undetermined, as a sentence; empty where nothing would."""
    named = []
    for point in theme.settled_by[:_SETTLING_NAMED]:
        question = one_line(point.checkpoint.question, _)
        sampled = any(e.kind is EvidenceKind.FILE_SAMPLE for e in point.checkpoint.evidence)
        named.append(
            _("«{question}» (stikkprøve)", question=question) if sampled else f"«{question}»"
        )
    if left := len(theme.settled_by) - len(named):
        named.append(_.one_or_many("{n} spørsmål til", left))
    return _("Dette ville avklare det: {questions}.", questions=listed(named, _)) if named else ""


def telling(theme: ThemeAppraisal) -> str | None:
    """The criterion that tells most about a conclusion: what pulled it down, else what is open."""
    ids: Sequence[str] = (
        *theme.conclusion.pulled_down_by,
        *theme.conclusion.not_assessed,
        *(appraised.criterion.id for appraised in theme.criteria),
    )
    return next(iter(ids), None)


def conclusion_line(theme: ThemeAppraisal, _: Translator) -> str:
    """A theme with its conclusion and the reason."""
    title = text_in(theme.theme.title, _.language)
    conclusion = _.say(conclusion_phrase(theme.conclusion))
    return f"{title}: {conclusion}. {sentence(reason_words(theme.conclusion, _))}"
