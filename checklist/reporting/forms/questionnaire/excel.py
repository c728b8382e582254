"""Forms to fill in, as workbooks: a role's questions, and the drawn cases of a sample.

Only the cells to fill in are open. They are formatted as text, so that Excel makes no date of
«3.1» and no formula of what begins with «=».
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from checklist.appraisal import SampleState
from checklist.assessment import Answer
from checklist.criteria import AnswerValue, Checkpoint, MeasureKind, checkpoint_fingerprint, text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.reporting.forms.questionnaire.marks import (
    COMMENT,
    COUNT,
    ID,
    NUMBER,
    OF,
    PLACE,
    SHEET,
    VALUE,
    MarkedRow,
    Marks,
    case_column,
    grid,
    seen_in,
)
from checklist.reporting.forms.sheets import (
    Looks,
    height,
    new_book,
    print_on_a4,
    write_text,
)
from checklist.reporting.points import Numbered, Points
from checklist.reporting.render import NothingToSay
from checklist.reporting.report import Report
from checklist.words import answer_status, draw_words, unit_word, written_number

_NARROW, _SHORT, _MIDDLE, _WIDE = 5, 9, 20, 44
_IN_CASES = (AnswerValue.YES, AnswerValue.NO, AnswerValue.NOT_APPLICABLE)
"""What can be said of one case. What is not looked at stays empty."""


class NothingDrawn(SamsjekkError):
    """There are no cases to look at; the words say what to do first."""


class _Column(NamedTuple):
    """A column of a form: its mark (empty where it is only read), heading, width and text.

    `choices` are the answers to choose among; `is_open` says for which rows it can be filled in.
    """

    name: str
    heading: str
    width: int
    text: Callable[[Numbered], str]
    choices: tuple[str, ...] = ()
    is_open: Callable[[Checkpoint], bool] | None = None


def role_form(report: Report, _: Translator) -> bytes:
    """The questions that the report's role is asked, with what stands now.

    Raises:
        NothingToSay: the role is asked nothing.
    """
    points = Points(report)
    asked = points.asked_of(report.role or None)
    role = points.role(report.role or None).text
    if not asked:
        raise NothingToSay(phrase("Ingen av spørsmålene er til denne rollen: {role}.", role=role))
    state = report.appraisal.assessment

    def given(numbered: Numbered) -> Answer:
        return state.answer(numbered.checkpoint.id) or Answer()

    def number(held: float | None) -> str:
        return "" if held is None else written_number(held, _)

    columns = [
        *_about(_),
        _Column(
            VALUE,
            _("Svar"),
            14,
            lambda n: _answer(given(n).value, _),
            tuple(_answer(value, _) for value in AnswerValue),
            _always,
        ),
        _Column(COMMENT, _("Begrunnelse"), _WIDE, lambda n: given(n).comment, (), _always),
        _Column(PLACE, _("Står i"), _MIDDLE, lambda n: given(n).place, (), _always),
    ]
    if any(_has_count(n.checkpoint) for n in asked):
        columns += [
            _Column(COUNT, _("Antall"), _SHORT, lambda n: number(given(n).count), (), _has_count),
            _Column(OF, _("Av"), _SHORT, lambda n: number(given(n).of), (), _has_count),
        ]
    if any(_has_number(n.checkpoint) for n in asked):
        columns.append(
            _Column(NUMBER, _("Tall"), _SHORT, lambda n: number(given(n).number), (), _has_number)
        )
    columns.append(_id_column(_))
    guide = (
        _("Skjema til: {role}", role=role),
        _whose(report, _),
        _("1. Velg svaret i listen i kolonnen «Svar». La det du ikke kan svare på, stå tomt."),
        _(
            "2. Skriv kort hvorfor under «Begrunnelse», og hvor det er vist under «Står i», for "
            "eksempel dokumentet og siden."
        ),
        _("3. Står det noe fra før, er det slik kommunen har svart til nå. Rett det som er feil."),
        _("4. Skriv ikke navn på brukere eller annet som kan knyttes til en person."),
        _("5. Lagre filen og send den tilbake. Bare de hvite feltene kan fylles ut."),
    )
    return _Form(report, columns, asked, _, title=_("Skjema"), guide=guide).made()


def sample_form(report: Report, state: SampleState, _: Translator) -> bytes:
    """A drawn sample: a row for each checkpoint that rests on it, a column for each case.

    Args:
        report: what the workbook is made of.
        state: the sample.
        _: the reader's language.

    Raises:
        NothingDrawn: no cases are drawn, or no question that is asked rests on the sample.
    """
    if state.drawn is None:
        raise NothingDrawn(
            phrase(
                "Utvalget «{frame}» er ikke trukket ennå. Trekk det først: samsjekk sample {id} "
                "{frame} --of ANTALL",
                frame=state.frame.id,
                id=report.appraisal.assessment.id,
            )
        )
    if not state.points:
        raise NothingDrawn(
            phrase("Ingen av spørsmålene bygger på utvalget «{frame}» nå.", frame=state.frame.id)
        )
    drawn = state.drawn.value
    ids = {point.checkpoint.id for point in state.points}
    asked = [numbered for numbered in Points(report).all if numbered.checkpoint.id in ids]
    answers = report.appraisal.assessment
    choices = tuple(_answer(value, _) for value in _IN_CASES)
    columns = [
        *_about(_),
        *(
            _Column(
                case_column(case),
                _("Sak {n}", n=case),
                _SHORT,
                lambda _n: "",
                choices,
                _always,
            )
            for case in drawn.numbers
        ),
        _Column(
            COMMENT,
            _("Begrunnelse"),
            _WIDE,
            lambda n: (answers.answer(n.checkpoint.id) or Answer()).comment,
            (),
            _always,
        ),
        _id_column(_),
    ]
    guide = (
        _("Stikkprøveskjema: {title}", title=text_in(state.frame.title, _.language)),
        _whose(report, _),
        _(
            "Trukket {draw}. Numrene viser til {among}.",
            draw=_.say(draw_words(drawn)),
            among=text_in(state.frame.drawn_from, _.language),
        ),
        _(
            "1. Hver kolonne er en sak. Velg Ja der saken har det spørsmålet ber om, og Nei der "
            "den ikke har det."
        ),
        _(
            "2. La feltet stå tomt der du ikke har sett på saken. «Gjelder ikke» blir ikke talt "
            "med."
        ),
        _("3. Skriv ikke navn eller saksnumre. Listen over hvem som er trukket, blir hos dere."),
        _("4. Lagre filen og send den tilbake. Bare de hvite feltene kan fylles ut."),
    )
    draw = (state.frame.id, state.drawn.event)
    title = _("Stikkprøve")
    return _Form(report, columns, asked, _, title=title, guide=guide, draw=draw).made()


def write_marks(
    book: Any,
    report: Report,
    sheet: str,
    columns: dict[str, str],
    sent: dict[str, dict[str, str]],
    *,
    draw: tuple[str, str] = ("", ""),
) -> None:
    """Add the sheet that lets a workbook be read back. It is hidden, and can be looked at.

    Args:
        book: the workbook.
        report: what it was made of.
        sheet: the title of the sheet that is filled in.
        columns: the headings of its marked columns, by their names.
        sent: what stands in each of them, by checkpoint.
        draw: the frame of a sample form, and the event that drew it.
    """
    version = report.appraisal.criteria_set.version
    marks = Marks(report.journal, version, sheet, columns, marked_rows(report, sent), draw)
    page, looks = book.add_worksheet(SHEET), Looks(book, text_wrap=False)
    _ = report.translator
    words = _("Samsjekk bruker dette arket når skjemaet leses inn igjen. Ikke endre det.")
    write_text(page, 0, 0, words, looks)
    for place, row in enumerate(grid(marks), start=1):
        for column, text in enumerate(row):
            write_text(page, place, column, text, looks)
    page.protect()
    page.hide()


def marked_rows(report: Report, sent: dict[str, dict[str, str]]) -> dict[str, MarkedRow]:
    """What was sent out, by checkpoint: what stands in each marked column."""
    state, criteria = report.appraisal.assessment, report.appraisal.criteria_set.criteria
    return {
        point.id: MarkedRow(
            point.id,
            checkpoint_fingerprint(criterion, point),
            seen_in(state, point.id),
            sent[point.id],
        )
        for criterion in criteria
        for point in criterion.checkpoints
        if point.id in sent
    }


class _Form:
    """One form: the guide, the head, a row for each checkpoint, and the marks."""

    def __init__(
        self,
        report: Report,
        columns: Sequence[_Column],
        asked: Sequence[Numbered],
        _: Translator,
        *,
        title: str,
        guide: Sequence[str],
        draw: tuple[str, str] = ("", ""),
    ) -> None:
        self._report = report
        self._title = title
        self._guide = guide
        self._columns = columns
        self._asked = asked
        self._ = _
        self._draw = draw

    def made(self) -> bytes:
        """The bytes of the workbook."""
        file = BytesIO()
        book = new_book(
            file, f"{self._guide[0]} – {self._report.head.municipality}", self._report.day
        )
        page = book.add_worksheet(self._title)
        head = len(self._guide) + 1
        print_on_a4(page, head)
        self._write_head(book, page, head)
        sent = self._write_rows(book, page, head + 1)
        page.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        columns = {column.name: column.heading for column in self._columns if column.name}
        write_marks(book, self._report, self._title, columns, sent, draw=self._draw)
        page.activate()
        book.close()
        return file.getvalue()

    def _write_head(self, book: Any, page: Any, head: int) -> None:
        title = Looks(book, text_wrap=False, bold=True, font_size=14)
        line = Looks(book, text_wrap=False)
        heading = Looks(book, bold=True, bottom=1)
        for row, text in enumerate(self._guide):
            write_text(page, row, 0, text, line if row else title)
        for place, column in enumerate(self._columns):
            page.set_column(place, place, column.width)
            write_text(page, head, place, column.heading, heading)

    def _write_rows(self, book: Any, page: Any, first: int) -> dict[str, dict[str, str]]:
        """Write the rows; what stands in the marked columns of each checkpoint."""
        closed = Looks(book, bg_color="#EDEDED", border=1, border_color="#C8C8C8")
        to_fill = Looks(book, locked=False, num_format="@", border=1, border_color="#C8C8C8")
        widths = [column.width for column in self._columns]
        sent: dict[str, dict[str, str]] = {}
        for row, numbered in enumerate(self._asked, start=first):
            texts = [column.text(numbered) for column in self._columns]
            stands = sent[numbered.checkpoint.id] = {}
            for place, (column, text) in enumerate(zip(self._columns, texts, strict=True)):
                is_open = column.is_open is not None and column.is_open(numbered.checkpoint)
                written = write_text(page, row, place, text, to_fill if is_open else closed)
                if column.name:
                    stands[column.name] = written
                if is_open and column.choices:
                    page.data_validation(row, place, row, place, self._choice(column.choices))
            page.set_row(row, height(texts, widths))
        return sent

    def _choice(self, choices: Sequence[str]) -> dict[str, Any]:
        return {
            "validate": "list",
            "source": list(choices),
            "error_title": self._("Velg fra listen"),
            "error_message": self._("Velg et av svarene i listen, eller la feltet stå tomt."),
        }


def _about(_: Translator) -> tuple[_Column, ...]:
    """The columns that say what is asked."""
    language = _.language

    def means(numbered: Numbered) -> str:
        point = numbered.checkpoint
        return "\n".join(filter(None, (text_in(point.yes_means, language), _asked_for(point, _))))

    return (
        _Column("", _("Nr."), _NARROW + 2, lambda n: n.number),
        _Column("", _("Krav"), _MIDDLE, lambda n: text_in(n.criterion.criterion.title, language)),
        _Column("", _("Spørsmål"), _WIDE, lambda n: text_in(n.checkpoint.question, language)),
        _Column("", _("Ja betyr"), _WIDE, means),
    )


def _id_column(_: Translator) -> _Column:
    """What a row is known by when it comes back."""
    return _Column(ID, _("Id"), _MIDDLE, lambda n: n.checkpoint.id)


def _asked_for(point: Checkpoint, _: Translator) -> str:
    """The number that is asked for beside the answer."""
    measure = point.measure
    if measure is None:
        return ""
    what = " ".join(filter(None, (unit_word(measure.kind, _), text_in(measure.what, _.language))))
    if measure.of is None:
        return _("Tall: {what}", what=what)
    return _("Tall: {what}, av {of}", what=what, of=text_in(measure.of, _.language))


def _always(_point: Checkpoint) -> bool:
    return True


def _has_count(point: Checkpoint) -> bool:
    return point.measure is not None and point.measure.kind is MeasureKind.COUNT


def _has_number(point: Checkpoint) -> bool:
    return point.measure is not None and point.measure.kind is not MeasureKind.COUNT


def _answer(value: AnswerValue | None, _: Translator) -> str:
    return "" if value is None else answer_status(value, _).word


def _whose(report: Report, _: Translator) -> str:
    head, criteria = report.head, report.appraisal.criteria_set
    return _(
        "Egenvurdering: {municipality}, {day}. Spørsmålene er fra {set}, utgave {version}.",
        municipality=head.municipality,
        day=head.date,
        set=head.set_title.text,
        version=criteria.version,
    )
