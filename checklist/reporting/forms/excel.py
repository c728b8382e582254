"""An assessment as a workbook: what the documents say, in tables to sort, filter and work on.

Every text is written as text. What looks like a formula or an address is neither, not even when
somebody opens the cell to edit it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from checklist.i18n import Translator
from checklist.reporting.forms.text import shown
from checklist.reporting.model import Reference
from checklist.reporting.report import Report
from checklist.words import Status

_LONGEST_TEXT = 32_767
"""Characters in a cell, as Excel counts them: in halves of UTF-16."""

_LINE_HEIGHT, _HIGHEST_ROW = 15, 409
_FIRST_YEAR = 1900
"""Excel's calendar begins here."""

_FORMULA_LIKE = ("=", "+", "-", "@")
_NARROW, _MIDDLE, _WIDE, _VERY_WIDE = 8, 16, 34, 60

Cell = str | date | Status | None
Row = Sequence[Cell]


class Column(NamedTuple):
    """A column: its heading, and its width in characters."""

    title: str
    width: int


class TableSheet(NamedTuple):
    """A sheet with one table. `empty` is said where there are no rows."""

    title: str
    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    empty: str


def excel(report: Report, html: Callable[[], str]) -> bytes:  # noqa: ARG001 - not from the HTML
    """The bytes of the workbook: the same report gives the same bytes."""
    file = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, {"in_memory": True, **plain})
    head = report.head
    book.set_properties(
        {
            "title": shown(f"{head.set_title} – {head.municipality}"),
            "created": datetime.combine(report.day, time()),
        }
    )
    writer = _Writer(book, report.translator)
    for make in (_findings, _actions, _evidence, _answers, _map, _about):
        writer.write(make(report, report.translator))
    book.close()
    return file.getvalue()


class _Writer:
    """Writes sheets into a book."""

    def __init__(self, book: Any, _: Translator) -> None:
        self._book = book
        cell = {"text_wrap": True, "valign": "top"}
        day = {"num_format": "yyyy-mm-dd" if _.language == "en" else "dd.mm.yyyy", "align": "left"}
        self._text = book.add_format(cell)
        self._quoted = book.add_format({**cell, "quote_prefix": True})
        self._day = book.add_format({**cell, **day})
        self._heading = book.add_format({**cell, "bold": True, "bottom": 1})

    def write(self, sheet: TableSheet) -> None:
        page = self._book.add_worksheet(sheet.title)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_footer("&L&A&R&P / &N")
        page.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
        last = 0
        for last, row in enumerate(sheet.rows, start=1):
            for place, cell in enumerate(row):
                self._write_cell(page, last, place, cell)
            page.set_row(last, _height(row, sheet.columns))
        if last == 0:
            page.write_row(0, 0, [column.title for column in sheet.columns], self._heading)
            page.write_string(1, 0, sheet.empty)
            return
        titles = [{"header": column.title} for column in sheet.columns]
        look = {"style": "Table Style Light 1", "name": sheet.name, "columns": titles}
        page.add_table(0, 0, last, len(sheet.columns) - 1, look)

    def _write_cell(self, page: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, date) and cell.year < _FIRST_YEAR:
            cell = cell.isoformat()
        if isinstance(cell, date):
            page.write_datetime(row, column, datetime.combine(cell, time()), self._day)
        elif cell:
            text = shown(f"{cell.sign} {cell.word}".strip() if isinstance(cell, Status) else cell)
            look = self._quoted if text.startswith(_FORMULA_LIKE) else self._text
            page.write_string(row, column, _fitting(text), look)
        else:
            page.write_blank(row, column, None, self._text)


def _height(row: Row, columns: Sequence[Column]) -> int:
    """Room for the longest text of the row, in points. Not every program finds it by itself."""
    lines = max(
        sum(1 + len(line) // column.width for line in cell.split("\n"))
        if isinstance(cell, str)
        else 1
        for cell, column in zip(row, columns, strict=True)
    )
    return min(lines * _LINE_HEIGHT, _HIGHEST_ROW)


def _fitting(text: str) -> str:
    """The text as far as a cell holds it; the documents have the whole of it."""
    if len(text) * 2 <= _LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= _LONGEST_TEXT * 2:
        return text
    return units[: (_LONGEST_TEXT - 1) * 2].decode("utf-16-le", errors="ignore") + "…"


def _findings(report: Report, _: Translator) -> TableSheet:
    theme_of = _themes(report)

    def rows() -> Iterator[Row]:
        for finding in report.findings:
            criterion = finding.criterion
            number = criterion.reference.number
            yield (
                finding.reference.number,
                finding.severity,
                finding.reference.title.text,
                number,
                criterion.requirement.text,
                criterion.force,
                theme_of[number],
                criterion.judgement.status,
                _lines(criterion.judgement.reason, criterion.judgement.own_reason or ""),
                _lines(*(place.label for place in criterion.citations)),
                criterion.strength,
                criterion.why.text,
                finding.recommendation.text,
                _numbers(finding.actions),
            )

    return TableSheet(
        title=_("Funn"),
        name="findings",
        columns=(
            Column(_("Nr."), _NARROW),
            Column(_("Alvorlighet"), _MIDDLE),
            Column(_("Tittel"), _WIDE),
            Column(_("Krav nr."), _NARROW),
            Column(_("Krav"), _VERY_WIDE),
            Column(_("Kravtype"), _NARROW),
            Column(_("Tema"), _MIDDLE),
            Column(_("Vurdering"), _MIDDLE),
            Column(_("Begrunnelse"), _WIDE),
            Column(_("Kilde"), _WIDE),
            Column(_("Dokumentasjon"), _MIDDLE),
            Column(_("Betydning"), _WIDE),
            Column(_("Anbefaling"), _VERY_WIDE),
            Column(_("Tiltak"), _NARROW),
        ),
        rows=rows(),
        empty=_("Det er ingen funn."),
    )


def _actions(report: Report, _: Translator) -> TableSheet:
    rows = (
        (
            action.reference.number,
            action.what,
            action.finding.number if action.finding else None,
            action.criterion.number,
            action.criterion.title.text,
            action.role,
            action.due,
            action.status,
            _("passert") if action.overdue else None,
            action.effect,
        )
        for action in report.actions
    )
    return TableSheet(
        title=_("Tiltak"),
        name="actions",
        columns=(
            Column(_("Nr."), _NARROW),
            Column(_("Tiltak"), _VERY_WIDE),
            Column(_("Funn"), _NARROW),
            Column(_("Krav nr."), _NARROW),
            Column(_("Krav"), _WIDE),
            Column(_("Ansvarlig"), _MIDDLE),
            Column(_("Frist"), _MIDDLE),
            Column(_("Status"), _MIDDLE),
            Column(_("Fristen er"), _MIDDLE),
            Column(_("Effekt"), _WIDE),
        ),
        rows=rows,
        empty=_("Ingen tiltak er registrert."),
    )


def _evidence(report: Report, _: Translator) -> TableSheet:
    rows = (
        (
            line.reference.number,
            line.reference.title.text,
            line.kind,
            line.day or line.date,
            line.shows,
            _lines(*line.details),
            line.address,
            _numbers(line.used_in),
        )
        for line in (*report.documents, *report.interviews, *report.other_evidence)
    )
    return TableSheet(
        title=_("Dokumentasjon"),
        name="evidence",
        columns=(
            Column(_("Nr."), _NARROW),
            Column(_("Hva"), _WIDE),
            Column(_("Slag"), _MIDDLE),
            Column(_("Dato"), _MIDDLE),
            Column(_("Hva den viser"), _VERY_WIDE),
            Column(_("Mer om den"), _WIDE),
            Column(_("Adresse"), _WIDE),
            Column(_("Brukt i"), _MIDDLE),
        ),
        rows=rows,
        empty=_("Ingen er registrert."),
    )


def _answers(report: Report, _: Translator) -> TableSheet:
    rows = (
        (
            criterion.reference.number,
            criterion.reference.title.text,
            theme.conclusion.reference.title.text,
            fact.aspect,
            fact.question.text,
            _("ja") if fact.decisive else None,
            fact.answer,
            fact.comment,
            fact.figures,
            fact.place,
            _numbers([use.reference for use in fact.evidence]),
            fact.strength,
            _lines(*fact.remarks),
        )
        for theme in report.themes
        for criterion in theme.criteria
        for fact in criterion.facts
    )
    return TableSheet(
        title=_("Svar"),
        name="answers",
        columns=(
            Column(_("Krav nr."), _NARROW),
            Column(_("Krav"), _WIDE),
            Column(_("Tema"), _MIDDLE),
            Column(_("Dimensjon"), _MIDDLE),
            Column(_("Kontrollpunkt"), _VERY_WIDE),
            Column(_("Avgjørende"), _MIDDLE),
            Column(_("Svar"), _MIDDLE),
            Column(_("Begrunnelse"), _VERY_WIDE),
            Column(_("Tall"), _MIDDLE),
            Column(_("Står i"), _MIDDLE),
            Column(_("Vist ved"), _MIDDLE),
            Column(_("Dokumentasjon"), _MIDDLE),
            Column(_("Merknad"), _WIDE),
        ),
        rows=rows,
        empty=_("Ingen av kravene gjaldt på vurderingsdatoen."),
    )


def _map(report: Report, _: Translator) -> TableSheet:
    def rows() -> Iterator[Row]:
        for theme in report.themes:
            for criterion in theme.criteria:
                cells = criterion.row.cells
                yield (
                    criterion.reference.number,
                    criterion.reference.title.text,
                    theme.conclusion.reference.title.text,
                    *(_lines(f"{c.status.sign} {c.status.word}", c.detail) for c in cells),
                    criterion.judgement.status,
                )

    return TableSheet(
        title=_("Kart"),
        name="map",
        columns=(
            Column(_("Krav nr."), _NARROW),
            Column(_("Krav"), _WIDE),
            Column(_("Tema"), _WIDE),
            *(Column(aspect, _MIDDLE) for aspect in report.aspects),
            Column(_("Vurdering"), _MIDDLE),
        ),
        rows=rows(),
        empty=_("Ingen av kravene gjaldt på vurderingsdatoen."),
    )


def _about(report: Report, _: Translator) -> TableSheet:
    head = report.head
    rows: tuple[Row, ...] = (
        (_("Kommune"), head.municipality),
        (_("Kommunenummer"), head.number),
        (_("Egenvurdering"), head.title),
        (_("Kriteriesett"), f"{head.set_title} ({head.set_id} {head.set_version})"),
        (_("Vurderingsdato"), head.date),
        (_("Skrevet ut"), report.day),
        (
            _("Merk"),
            _("Laget med samsjekk. Egenvurderingen er kommunens egen og er ikke en revisjon."),
        ),
    )
    if report.left_out:
        lead = _("Denne utgaven er laget for å publiseres. Dette er utelatt:")
        rows += ((_("Til publisering"), _lines(lead, *report.left_out)),)
    return TableSheet(
        title=_("Om"),
        name="about",
        columns=(Column(_("Hva"), _WIDE), Column(_("Opplysning"), _VERY_WIDE)),
        rows=rows,
        empty="",
    )


def _themes(report: Report) -> dict[str, str]:
    return {
        criterion.reference.number: theme.conclusion.reference.title.text
        for theme in report.themes
        for criterion in theme.criteria
    }


def _numbers(references: Iterable[Reference]) -> str:
    return ", ".join(reference.number for reference in references)


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
