"""Municipalities side by side as a paper: Markdown, HTML, a workbook, or rows for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, NamedTuple

from checklist.audit import CellBeside, SideBySide
from checklist.criteria import text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.reporting.registry import function_named
from checklist.words import Status, Wording, as_heading, status, wording
from checklist.words.audits import beside_labels, beside_lines, whose_words

_FORMS = "checklist.reporting.forms.beside"
BESIDE_FORMS: Mapping[str, str] = {
    "md": f"{_FORMS}:md",
    "html": f"{_FORMS}:html",
    "xlsx": f"{_FORMS}:xlsx",
    "csv": f"{_FORMS}:separated",
}
"""The forms of a comparison, and what makes each."""


class UnknownBesideForm(SamsjekkError):
    """A comparison is not written in this form."""


class PaperCell(NamedTuple):
    """A verdict, and how well it is shown; None where nothing is to be shown."""

    verdict: Status
    strength: Status | None

    def __str__(self) -> str:
        """Both in words, with the sign of the verdict."""
        shown = "" if self.strength is None else f" ({self.strength.word})"
        return f"{self.verdict.sign} {self.verdict.word}{shown}"


class PaperRow(NamedTuple):
    """A criterion with its cells."""

    title: Wording
    cells: tuple[PaperCell, ...]


class PaperTheme(NamedTuple):
    """A theme with its criteria."""

    title: Wording
    rows: tuple[PaperRow, ...]


class PaperNotCompared(NamedTuple):
    """A criterion that is not compared, why, and because of whom."""

    title: Wording
    why: str
    whose: str


class PaperSource(NamedTuple):
    """What a column is made of."""

    label: str
    date: str
    receipt: str
    kontrollsum: str


class BesidePaper(NamedTuple):
    """All that the paper says.

    `sources` is empty where it is anonymous; so are the titles that may give somebody away.
    """

    title: str
    language: str
    says: tuple[str, ...]
    labels: tuple[str, ...]
    themes: tuple[PaperTheme, ...]
    not_compared: tuple[PaperNotCompared, ...]
    sources: tuple[PaperSource, ...]


def beside_paper(side: SideBySide, _: Translator) -> BesidePaper:
    """What the paper says of a comparison."""

    def title(text: Any) -> Wording:
        return as_heading(wording(text, _.language))

    def cell(held: CellBeside) -> PaperCell:
        strength = None if held.strength is None else status(held.strength, _)
        return PaperCell(status(held.verdict, _), strength)

    labels = beside_labels(side, _)
    return BesidePaper(
        title=_("Kommunene side om side"),
        language=_.language,
        says=tuple(beside_lines(side, _)),
        labels=labels,
        themes=tuple(
            PaperTheme(
                title(theme),
                tuple(PaperRow(title(row.title), tuple(map(cell, row.cells))) for row in rows),
            )
            for theme, rows in groupby(side.rows, key=lambda row: row.theme)
        ),
        not_compared=tuple(
            PaperNotCompared(title(one.title), _.say(one.why.words), whose_words(one, side, _))
            for one in side.not_compared
            if one.title is not None
        ),
        sources=()
        if side.anonymous
        else tuple(
            PaperSource(label, _.short_date(one.date), one.receipt, one.kontrollsum)
            for label, one in zip(labels, side.handed_over, strict=True)
        ),
    )


def beside_data(side: SideBySide, _: Translator) -> dict[str, Any]:
    """A comparison for scripts."""
    labels = beside_labels(side, _)
    names = (
        [{"name": label} for label in labels]
        if side.anonymous
        else [
            {
                "name": label,
                "number": one.municipality.number,
                "date": one.date.isoformat(),
                "receipt": one.receipt,
                "kontrollsum": one.kontrollsum,
            }
            for label, one in zip(labels, side.handed_over, strict=True)
        ]
    )
    return {
        "municipalities": names,
        "compared": len(side.rows),
        "criteria": side.criteria,
        "says": list(beside_lines(side, _)),
        "rows": [
            {
                "criterion": row.criterion,
                "title": text_in(row.title, _.language),
                "verdicts": [cell.verdict for cell in row.cells],
                "strengths": [cell.strength for cell in row.cells],
            }
            for row in side.rows
        ],
        "not_compared": [
            {
                "criterion": one.criterion,
                "why": one.why,
                "whose": [labels[place] for place in one.whose],
            }
            for one in side.not_compared
            if one.title is not None
        ],
    }


def beside_file(side: SideBySide, form: str, _: Translator) -> bytes:
    """A comparison as the bytes of a file.

    Raises:
        UnknownBesideForm: there is no such form; the words name those that there are.
    """
    if form not in BESIDE_FORMS:
        raise UnknownBesideForm(
            phrase(
                "Sammenligningen kan ikke skrives som .{form}. Velg blant: {forms}.",
                form=form,
                forms=", ".join(f".{known}" for known in BESIDE_FORMS),
            )
        )
    made: bytes = function_named(BESIDE_FORMS[form])(beside_paper(side, _), _)
    return made
