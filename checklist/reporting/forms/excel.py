"""An assessment as a workbook: what the documents say, in tables to sort, filter and work on.

Every text is written as text. What looks like a formula or an address is neither, not even when
somebody opens the cell to edit it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Generic, NamedTuple, TypeVar

from checklist.i18n import Translator
from checklist.reporting.forms.filling import ID, write_marks
from checklist.reporting.forms.questionnaire import COMMENT, PLACE, VALUE, marked
from checklist.reporting.forms.sheets import (
    Looks,
    as_in_cell,
    height,
    new_book,
    print_on_a4,
    write_text,
)
from checklist.reporting.model import (
    ActionLine,
    CriterionSection,
    EvidenceLine,
    Fact,
    Finding,
    MapCell,
    Reference,
)
from checklist.reporting.report import Report
from checklist.words import Status, sentence, sign_off_lines

_FIRST_YEAR = 1900
"""Excel's calendar begins here."""

_NARROW, _MIDDLE, _WIDE, _VERY_WIDE = 8, 16, 34, 60

Cell = str | date | Status | None
Item = TypeVar("Item")
Column = tuple[str, int, Callable[[Item], Cell]]
"""A column: its heading, its width in characters, and what it says of a thing."""


class TableSheet(NamedTuple, Generic[Item]):
    """A sheet with one table: a row for each thing. `empty` is said where there are none."""

    title: str
    name: str
    columns: tuple[Column[Item], ...]
    things: Iterable[Item]
    empty: str = ""


class CriterionRow(NamedTuple):
    """A criterion, and the title of its theme."""

    theme: str
    criterion: CriterionSection


class AnswerRow(NamedTuple):
    """An answer, its criterion, and the title of the theme."""

    theme: str
    criterion: CriterionSection
    fact: Fact


def excel(report: Report, html: Callable[[], str]) -> bytes:  # noqa: ARG001 - not from the HTML
    """The bytes of the workbook: the same report gives the same bytes."""
    file, head = BytesIO(), report.head
    book = new_book(file, f"{head.set_title} – {head.municipality}", report.day)
    writer = _Writer(book, report.translator)
    for make in (_findings, _actions, _evidence, _answers, _map, _about):
        writer.write(make(report, report.translator))
    if report.journal:
        _mark(book, report, report.translator)
    book.close()
    return file.getvalue()


class _Writer:
    """Writes sheets into a book."""

    def __init__(self, book: Any, _: Translator) -> None:
        self._book = book
        cell = {"text_wrap": True, "valign": "top"}
        day = {"num_format": "dd/mm/yyyy" if _.language == "en" else "dd.mm.yyyy", "align": "left"}
        # As text, also where somebody writes over it: «3.1» is no date, and «=…» no formula.
        self._text = Looks(book, num_format="@")
        self._day = book.add_format({**cell, **day})
        self._heading = book.add_format({**cell, "bold": True, "bottom": 1})

    def write(self, sheet: TableSheet[Any]) -> None:
        page = self._book.add_worksheet(sheet.title)
        print_on_a4(page, heading_row=0)
        titles, widths, values = zip(*sheet.columns, strict=True)
        rows = [[value(thing) for value in values] for thing in sheet.things]
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        page.set_row(0, height(titles, widths))
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                self._write_cell(page, number, place, cell)
            page.set_row(number, height(row, widths))
        if rows:
            headed = [{"header": title, "header_format": self._heading} for title in titles]
            look = {"style": "Table Style Light 1", "name": sheet.name, "columns": headed}
            page.add_table(0, 0, len(rows), len(titles) - 1, look)
        else:
            page.write_row(0, 0, titles, self._heading)
            page.write_string(1, 0, sheet.empty)

    def _write_cell(self, page: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            page.write_datetime(row, column, datetime.combine(cell, time()), self._day)
        else:
            write_text(page, row, column, _text(cell), self._text)


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell.sign} {cell.word}".strip() if isinstance(cell, Status) else cell or ""


def _findings(report: Report, _: Translator) -> TableSheet[Finding]:
    theme_of = {row.criterion.reference.number: row.theme for row in _criteria(report)}

    def in_words(finding: Finding) -> str:
        judgement = finding.criterion.judgement
        gaps = [fact for fact in finding.telling if fact.answer.code in ("no", "partly")]
        asked = [f"{fact.asked} {sentence(fact.comment)}".rstrip() for fact in gaps]
        return _lines(*(asked or [judgement.reason]), judgement.own_reason or "")

    return TableSheet(
        _("Funn"),
        "findings",
        (
            (_("Nr."), _NARROW, lambda finding: finding.reference.number),
            (_("Alvorlighet"), _MIDDLE, lambda finding: finding.severity),
            (_("Tittel"), _WIDE, lambda finding: finding.reference.title.text),
            (_("Krav nr."), _NARROW, lambda finding: finding.criterion.reference.number),
            (_("Krav"), _VERY_WIDE, lambda finding: finding.criterion.requirement.text),
            (_("Kravtype"), _NARROW, lambda finding: finding.criterion.force),
            (_("Tema"), _MIDDLE, lambda finding: theme_of[finding.criterion.reference.number]),
            (_("Vurdering"), _MIDDLE, lambda finding: finding.criterion.judgement.status),
            (_("Begrunnelse"), _WIDE, in_words),
            (_("Målestokk"), _WIDE, lambda finding: finding.yardstick),
            (
                _("Kilde"),
                _WIDE,
                lambda finding: _lines(*(c.label for c in finding.criterion.citations)),
            ),
            (_("Dokumentasjon"), _MIDDLE, lambda finding: finding.criterion.strength),
            (_("Betydning"), _WIDE, lambda finding: finding.criterion.why.text),
            (_("Anbefaling"), _VERY_WIDE, lambda finding: finding.recommendation.text),
            (_("Tiltak"), _NARROW, lambda finding: _numbers(finding.actions)),
        ),
        report.findings,
        _("Det er ingen funn."),
    )


def _actions(report: Report, _: Translator) -> TableSheet[ActionLine]:
    return TableSheet(
        _("tiltak").capitalize(),
        "actions",
        (
            (_("Nr."), _NARROW, lambda action: action.reference.number),
            (_("Tiltak"), _VERY_WIDE, lambda action: action.what),
            (
                _("Funn nr."),
                _NARROW,
                lambda action: action.finding.number if action.finding else None,
            ),
            (_("Krav nr."), _NARROW, lambda action: action.criterion.number),
            (_("Krav"), _WIDE, lambda action: action.criterion.title.text),
            (_("Ansvarlig"), _MIDDLE, lambda action: action.role),
            (_("Frist"), _MIDDLE, lambda action: action.due),
            (_("Status"), _MIDDLE, lambda action: action.status),
            (_("Over fristen"), _MIDDLE, lambda action: action.late or None),
            (_("Hvordan det virker"), _WIDE, lambda action: action.effect),
        ),
        report.actions,
        _("Ingen tiltak er registrert."),
    )


def _evidence(report: Report, _: Translator) -> TableSheet[EvidenceLine]:
    return TableSheet(
        _("Dokumentasjon"),
        "evidence",
        (
            (_("Nr."), _NARROW, lambda line: line.reference.number),
            (_("Hva"), _WIDE, lambda line: line.reference.title.text),
            (_("Slag"), _MIDDLE, lambda line: line.kind),
            (_("Dato"), _MIDDLE, lambda line: line.day or line.date),
            (_("Hva den viser"), _VERY_WIDE, lambda line: line.shows),
            (_("Mer om den"), _WIDE, lambda line: _lines(*line.details)),
            (_("Adresse"), _WIDE, lambda line: line.address),
            (_("Brukt i"), _MIDDLE, lambda line: _numbers(line.used_in)),
        ),
        (*report.documents, *report.interviews, *report.other_evidence),
        _("Ingen er registrert."),
    )


def _answers(report: Report, _: Translator) -> TableSheet[AnswerRow]:
    return TableSheet(
        _("Alle svar"),
        "answers",
        (
            (_("Krav nr."), _NARROW, lambda row: row.criterion.reference.number),
            (_("Krav"), _WIDE, lambda row: row.criterion.reference.title.text),
            (_("Tema"), _MIDDLE, lambda row: row.theme),
            (_("Dimensjon"), _MIDDLE, lambda row: row.fact.aspect),
            (_("Kontrollpunkt"), _VERY_WIDE, lambda row: row.fact.question.text),
            (_("Avgjørende"), _MIDDLE, lambda row: _("ja") if row.fact.decisive else None),
            (_("Svar"), _MIDDLE, lambda row: row.fact.answer),
            (_("Begrunnelse"), _VERY_WIDE, lambda row: row.fact.comment),
            (_("Tall"), _MIDDLE, lambda row: row.fact.figures),
            (_("Står i"), _MIDDLE, lambda row: row.fact.place),
            (
                _("Vist ved"),
                _MIDDLE,
                lambda row: _numbers(use.reference for use in row.fact.evidence),
            ),
            (_("Dokumentasjon"), _MIDDLE, lambda row: row.fact.strength),
            (_("Merknad"), _WIDE, lambda row: _lines(*row.fact.remarks)),
            (_("Id"), _NARROW, lambda row: row.fact.id),
        ),
        (AnswerRow(*row, fact) for row in _criteria(report) for fact in row.criterion.facts),
        _("Ingen av kravene gjaldt på vurderingsdatoen."),
    )


def _mark(book: Any, report: Report, _: Translator) -> None:
    """Let the answers be read back. Of their figures and evidence, it is seen if they changed."""
    sheet = _answers(report, _)
    columns = {
        ID: _("Id"),
        VALUE: _("Svar"),
        COMMENT: _("Begrunnelse"),
        PLACE: _("Står i"),
        "figures": _("Tall"),
        "evidence": _("Vist ved"),
    }
    values = {heading: value for heading, _width, value in sheet.columns}
    sent = {
        row.fact.id: {
            name: as_in_cell(_text(values[heading](row))) for name, heading in columns.items()
        }
        for row in sheet.things
    }
    write_marks(book, marked(report, sheet.title, columns, sent), _)


def _map(report: Report, _: Translator) -> TableSheet[CriterionRow]:
    def across(place: int) -> Callable[[CriterionRow], str]:
        return lambda row: _cell(row.criterion.row.cells[place])

    return TableSheet(
        _("Kart"),
        "map",
        (
            (_("Krav nr."), _NARROW, lambda row: row.criterion.reference.number),
            (_("Krav"), _WIDE, lambda row: row.criterion.reference.title.text),
            (_("Tema"), _WIDE, lambda row: row.theme),
            *((aspect, _MIDDLE, across(place)) for place, aspect in enumerate(report.aspects)),
            (_("Vurdering"), _MIDDLE, lambda row: row.criterion.judgement.status),
        ),
        _criteria(report),
        _("Ingen av kravene gjaldt på vurderingsdatoen."),
    )


def _about(report: Report, _: Translator) -> TableSheet[tuple[str, Cell]]:
    head = report.head
    rows: list[tuple[str, Cell]] = [
        (_("Kommune"), head.municipality),
        (_("Kommunenummer"), head.number),
        (_("Egenvurdering"), head.title),
        (_("Kriteriesett"), f"{head.set_title} ({head.set_id} {head.set_version})"),
        (_("Vurderingsdato"), head.date),
        (_("Laget"), head.colophon),
        (_("Skrevet ut"), report.day),
    ]
    if report.since is not None:
        approvals = sign_off_lines(report.appraisal.assessment, report.since, _)
        rows.append((_("Godkjenning"), _lines(*approvals)))
    if head.origin:
        rows.insert(0, (_("Eksempel"), head.origin))
    if report.left_out:
        lead = _("Denne utgaven er laget for å publiseres. Dette er utelatt:")
        rows.append((_("Til publisering"), _lines(lead, *report.left_out)))
    return TableSheet(
        _("Om"),
        "about",
        (
            (_("Hva"), _WIDE, lambda row: row[0]),
            (_("Opplysning"), _VERY_WIDE, lambda row: row[1]),
        ),
        rows,
    )


def _criteria(report: Report) -> Iterator[CriterionRow]:
    return (
        CriterionRow(theme.conclusion.reference.title.text, criterion)
        for theme in report.themes
        for criterion in theme.criteria
    )


def _cell(cell: MapCell) -> str:
    return _lines(f"{cell.status.sign} {cell.status.word}", cell.detail)


def _numbers(references: Iterable[Reference]) -> str:
    return ", ".join(reference.number for reference in references)


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
