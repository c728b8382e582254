"""The appendix of an audit report: everything that was collected, a table of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from checklist.audit import (
    DocumentAsked,
    EmailQuestions,
    FileSampleTaken,
    Meeting,
    ObservationMade,
    Record,
    Survey,
)
from checklist.i18n import Translator
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.audits.texts import Cell, RecordTable, table
from checklist.reporting.model import Reference
from checklist.words import short_known_date
from checklist.words.audits import log_state, meeting_details

R = TypeVar("R", bound=Record)


def collected(paper: AuditPaper, _: Translator) -> tuple[RecordTable, ...]:
    """Everything that was collected, a table of each kind; a kind that was not used has none."""
    made = (_documents(paper, _), *_asked(paper, _), *_looked_at(paper, _))
    return tuple(one for one in made if one.rows)


def _documents(paper: AuditPaper, _: Translator) -> RecordTable:
    def cells(one: DocumentAsked) -> Sequence[Cell | str]:
        answers = tuple(
            paper.numbers.criteria[name] for name in one.answers if name in paper.numbers.criteria
        )
        return (
            one.title,
            one.role,
            _day(one.asked, _),
            log_state(one, _),
            _day(one.dated, _),
            one.reference,
            Cell(references=answers),
        )

    heads = (
        _("Dokument"),
        _("Rolle"),
        _("Bedt om"),
        _("Status"),
        _("Datert"),
        _("Referanse"),
        _("Kriterium"),
    )
    return table(_("Dokumenter"), heads, _rows(paper, DocumentAsked, cells))


def _asked(paper: AuditPaper, _: Translator) -> Iterable[RecordTable]:
    def met(one: Meeting) -> Sequence[Cell | str]:
        details = meeting_details(one, _)
        # The day has a column of its own.
        told = one if one.held is None else replace(one, held=None, planned=None)
        return (one.role, details, _day(one.held, _), log_state(told, _), one.reference)

    def mailed(one: EmailQuestions) -> Sequence[Cell | str]:
        days = (_day(one.sent, _), _day(one.answered, _))
        return (one.role, one.about, *days, log_state(one, _), one.reference)

    def surveyed(one: Survey) -> Sequence[Cell | str]:
        days = (_day(one.sent, _), _day(one.closed, _))
        return (one.title, one.to, *days, log_state(one, _), one.reference)

    yield table(
        _("Intervjuer"),
        (_("Rolle"), _("Form"), _("Holdt"), _("Status"), _("Referanse")),
        _rows(paper, Meeting, met),
    )
    yield table(
        _("Spørsmål på e-post"),
        (_("Rolle"), _("Om"), _("Sendt"), _("Besvart"), _("Status"), _("Referanse")),
        _rows(paper, EmailQuestions, mailed),
    )
    yield table(
        _("Spørreundersøkelser"),
        (
            _("Undersøkelse"),
            _("Sendt til"),
            _("Sendt"),
            _("Avsluttet"),
            _("Status"),
            _("Referanse"),
        ),
        _rows(paper, Survey, surveyed),
    )


def _looked_at(paper: AuditPaper, _: Translator) -> Iterable[RecordTable]:
    def seen(one: ObservationMade) -> Sequence[Cell | str]:
        return (one.title, one.where, _day(one.made, _))

    def drawn(one: FileSampleTaken) -> Sequence[Cell | str]:
        counted = one.counted is not None and one.looked_at is not None
        found = _("{n} av {of}", n=one.counted, of=one.looked_at) if counted else ""
        numbers = ", ".join(map(str, one.numbers))
        return (one.title, log_state(one, _), one.seed, _day(one.drawn, _), numbers, found)

    yield table(
        _("Observasjoner"),
        (_("Observasjon"), _("Sted"), _("Dato")),
        _rows(paper, ObservationMade, seen),
    )
    yield table(
        _("Stikkprøver"),
        (
            _("Stikkprøve"),
            _("Trukket"),
            _("Frø"),
            _("Dato"),
            _("Numre"),
            _("Som de skal"),
        ),
        _rows(paper, FileSampleTaken, drawn),
    )


def _rows(
    paper: AuditPaper, kind: type[R], cells: Callable[[R], Sequence[Cell | str]]
) -> Iterable[tuple[Reference, Sequence[Cell | str]]]:
    for name, one in paper.audit.all(kind).items():
        yield paper.numbers.log[kind.KIND, name], cells(one)


def _day(written: str | None, _: Translator) -> str:
    return short_known_date(written, _) if written else ""
