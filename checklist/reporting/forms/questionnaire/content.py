"""What a form asks: a role's questions, or the drawn cases of a sample, column by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from checklist.appraisal import SampleState
from checklist.assessment import Answer, DrawnSample
from checklist.criteria import (
    AnswerValue,
    Checkpoint,
    MeasureKind,
    SampleFrame,
    checkpoint_fingerprint,
    text_in,
)
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.reporting.forms.filling import (
    ID,
    Form,
    FormColumn,
    FormRow,
    MarkedRow,
    Marks,
    Sent,
)
from checklist.reporting.forms.questionnaire.columns import (
    COMMENT,
    COUNT,
    NUMBER,
    OF,
    PLACE,
    VALUE,
    case_column,
    seen_in,
)
from checklist.reporting.points import Numbered, Points
from checklist.reporting.render import NothingToSay
from checklist.reporting.report import Report
from checklist.words import answer_status, draw_words, unit_word, written_number

_NARROW, _SHORT, _MIDDLE, _WIDE = 7, 9, 20, 44
_IN_CASES = (AnswerValue.YES, AnswerValue.NO, AnswerValue.NOT_APPLICABLE)
"""What can be said of one case. What is not looked at stays empty."""


class NothingDrawn(SamsjekkError):
    """There are no cases to look at; the words say what to do first."""


class _Column(NamedTuple):
    """A column: its mark (empty where it is only read), heading, width and text.

    `choices` are the answers to choose among; `is_open` says for which rows it can be filled in.
    """

    name: str
    heading: str
    width: int
    text: Callable[[Numbered], str]
    choices: tuple[str, ...] = ()
    is_open: Callable[[Checkpoint], bool] | None = None

    def is_open_for(self, numbered: Numbered) -> bool:
        """Whether it can be filled in for a checkpoint."""
        return self.is_open is not None and self.is_open(numbered.checkpoint)


def role_content(report: Report, _: Translator) -> Form:
    """The questions that the report's role is asked, with what stands now.

    Raises:
        NothingToSay: the role is asked nothing.
    """
    points = Points(report, report.depth)
    asked = points.asked_of(report.role or None)
    role = points.role(report.role or None).text
    left_out = points.says_left_out(report.role)
    if not asked and left_out:
        raise NothingToSay(
            phrase(
                "Den raske gjennomgangen har ingen spørsmål til denne rollen: {role}. Velg alle "
                "spørsmålene (på kommandolinjen: --full).",
                role=role,
            )
        )
    if not asked:
        raise NothingToSay(phrase("Ingen av spørsmålene er til denne rollen: {role}.", role=role))
    guide = (
        _("Skjema til: {role}", role=role),
        " ".join(filter(None, (_whose(report, _), left_out))),
        _("1. Velg svaret i listen i kolonnen «Svar». La det du ikke kan svare på, stå tomt."),
        _(
            "2. Skriv kort hvorfor under «Begrunnelse», og hvor det er vist under «Står i», for "
            "eksempel dokumentet og siden."
        ),
        _("3. Står det noe fra før, er det slik kommunen har svart til nå. Rett det som er feil."),
        _("4. Skriv ikke navn på brukere eller annet som kan knyttes til en person."),
        _("5. Fyll bare ut de hvite feltene. Lagre filen, og send den tilbake."),
    )
    return _form(report, _("Skjema"), guide, _answer_columns(report, asked, _), asked)


def _answer_columns(report: Report, asked: Sequence[Numbered], _: Translator) -> Sequence[_Column]:
    """The columns of a role's form; for numbers only where some are asked for."""
    state = report.appraisal.assessment

    def given(numbered: Numbered) -> Answer:
        return state.answer(numbered.checkpoint.id) or Answer()

    def number(held: float | None) -> str:
        return "" if held is None else written_number(held, _)

    def last(numbered: Numbered) -> str:
        waiting = state.waiting_answer(numbered.checkpoint.id)
        said = () if waiting is None else (_answer(waiting.value, _), waiting.comment)
        return "\n".join(filter(None, said))

    columns = [
        *_about(_),
        *((_Column("", _("Forrige vurdering"), _MIDDLE, last),) if any(map(last, asked)) else ()),
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
    return [*columns, _id_column(_)]


def sample_content(report: Report, state: SampleState, _: Translator) -> Form:
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
            _Column(case_column(n), _("Sak {n}", n=n), _SHORT, lambda _n: "", choices, _always)
            for n in drawn.numbers
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
    guide = _sample_guide(report, state.frame, drawn, _)
    draw = (state.frame.id, state.drawn.event)
    return _form(report, _("Stikkprøve"), guide, columns, asked, draw=draw)


def _sample_guide(
    report: Report, frame: SampleFrame, drawn: DrawnSample, _: Translator
) -> tuple[str, ...]:
    """What a sample form says of itself, and how it is filled in."""
    return (
        _("Stikkprøveskjema: {title}", title=text_in(frame.title, _.language)),
        _whose(report, _),
        _(
            "Trukket {draw}. Numrene viser til {among}.",
            draw=_.say(draw_words(drawn)),
            among=text_in(frame.drawn_from, _.language),
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
        _("4. Fyll bare ut de hvite feltene. Lagre filen, og send den tilbake."),
    )


def _form(
    report: Report,
    sheet: str,
    guide: tuple[str, ...],
    columns: Sequence[_Column],
    asked: Sequence[Numbered],
    *,
    draw: tuple[str, str] = ("", ""),
) -> Form:
    headings = {column.name: column.heading for column in columns if column.name}
    return Form(
        sheet=sheet,
        title=f"{guide[0]} – {report.head.municipality}",
        day=report.day,
        guide=guide,
        columns=tuple(FormColumn(c.name, c.heading, c.width, c.choices) for c in columns),
        rows=tuple(
            FormRow(
                numbered.checkpoint.id,
                tuple(column.text(numbered) for column in columns),
                tuple(column.is_open_for(numbered) for column in columns),
            )
            for numbered in asked
        ),
        marks=lambda sent: marked(report, sheet, headings, sent, draw=draw),
    )


def marked(
    report: Report,
    sheet: str,
    columns: dict[str, str],
    sent: Sent,
    *,
    draw: tuple[str, str] = ("", ""),
) -> Marks:
    """What lets a table of answers be read back.

    Args:
        report: what it is made of.
        sheet: the title of the sheet that is filled in.
        columns: the headings of its marked columns, by their names.
        sent: what stands in each of them, by checkpoint.
        draw: the frame of a sample form, and the event that drew it.
    """
    state, criteria_set = report.appraisal.assessment, report.appraisal.criteria_set
    rows = {
        point.id: MarkedRow(
            point.id,
            checkpoint_fingerprint(criterion, point),
            seen_in(state, point.id),
            sent[point.id],
        )
        for criterion in criteria_set.criteria
        for point in criterion.checkpoints
        if point.id in sent
    }
    return Marks(report.journal, criteria_set.version, sheet, columns, rows, draw)


def _about(_: Translator) -> tuple[_Column, ...]:
    """The columns that say what is asked."""
    language = _.language

    def means(numbered: Numbered) -> str:
        point = numbered.checkpoint
        return "\n".join(filter(None, (text_in(point.yes_means, language), _asked_for(point, _))))

    return (
        _Column("", _("Nr."), _NARROW, lambda n: n.number),
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
