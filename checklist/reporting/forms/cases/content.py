"""The form of a file sample: a row for each drawn case, a column for each question, and back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from checklist.audit import (
    Audit,
    CaseCounts,
    FileSampleTaken,
    SampleQuestion,
    counts_of,
    known_record,
    sample_questions,
)
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.reporting.forms.filling import (
    ID,
    Form,
    FormColumn,
    FormRow,
    MarkedRow,
    Marks,
    NoForm,
    ReturnedTable,
    Sent,
    formula_fault,
    marks_of,
)
from checklist.reporting.forms.questionnaire import answer_in, no_answer
from checklist.tables import Sheet
from checklist.words import answer_status

_QUESTION = "question:"
_WHOLE = "whole"
"""The column where nothing is named that the sample is about."""
_CASE_WIDTH, _WIDTH = 10, 28
_IN_CASES = {AnswerValue.YES: True, AnswerValue.NO: False, AnswerValue.NOT_APPLICABLE: None}


class NothingDrawnYet(SamsjekkError):
    """There are no cases to look at; the words say what to do first."""


class ReturnedSample(NamedTuple):
    """What came back: the sample, what was counted, and it question by question."""

    sample: str
    counts: CaseCounts
    found: str


def audit_sample_form(
    audit: Audit,
    name: str,
    journal: str,
    criteria_set: CriteriaSet | None,
    day: date,
    _: Translator,
) -> Form:
    """The form of a sample.

    Args:
        audit: whose it is.
        name: the id of the sample.
        journal: the digest of the first write of the audit.
        criteria_set: that of the audit.
        day: when it is made.
        _: the reader's language.

    Raises:
        UnknownName: there is no such sample.
        NothingDrawnYet: it is not drawn.
    """
    known_record(audit, FileSampleTaken, name)
    sample = audit.all(FileSampleTaken)[name]
    if not sample.numbers:
        raise NothingDrawnYet(
            phrase("Stikkprøven «{name}» er ikke trukket ennå. Bruk --of.", name=name)
        )
    asked = _asked(audit, sample, criteria_set, _)
    headings = {ID: _("Sak"), **dict(_headings(asked))}
    choices = tuple(answer_status(value, _).word for value in _IN_CASES)
    (first, case), *questions = headings.items()
    columns = (
        FormColumn(first, case, _CASE_WIDTH),
        *(FormColumn(key, heading, _WIDTH, choices) for key, heading in questions),
    )
    empty, is_open = ("",) * len(asked), (True,) * len(asked)
    rows = tuple(
        FormRow(name, (name, *empty), (False, *is_open))
        for name in (_("Sak {n}", n=number) for number in sample.numbers)
    )

    def marks(sent: Sent) -> Marks:
        marked = {name: MarkedRow(name, "", (), held) for name, held in sent.items()}
        return Marks(journal, "", _("Stikkprøve"), headings, marked, (name, _draw_of(sample)))

    return Form(
        sheet=_("Stikkprøve"),
        title=_("Stikkprøveskjema: {title}", title=sample.title),
        day=day,
        guide=(
            _("Stikkprøveskjema: {title}", title=sample.title),
            _(
                "Trukket {n} av {of}, frø {seed}. Numrene viser til listen det er trukket fra.",
                n=len(sample.numbers),
                of=sample.of or 0,
                seed=sample.seed or "–",
            ),
            _("1. Hver rad er en sak. Velg Ja der saken er slik det spørres om, og Nei der ikke."),
            _(
                "2. La feltet stå tomt der du ikke har sett på saken. «Gjelder ikke» blir ikke "
                "talt med."
            ),
            _("3. Skriv ikke navn eller saksnumre."),
            _("4. Fyll bare ut de hvite feltene. Lagre filen, og les den inn igjen."),
        ),
        columns=columns,
        rows=rows,
        marks=marks,
    )


def returned_sample(
    sheets: Collection[Sheet],
    audit: Audit,
    journal: str,
    criteria_set: CriteriaSet | None,
    _: Translator,
) -> ReturnedSample:
    """What was filled in.

    Raises:
        NoForm: it is no sample form of this audit, the sample was drawn again since, or no case is
            filled in.
        FaultyForm: with every cell that can't be read.
    """
    marks = marks_of(
        sheets,
        phrase("Dette er ikke et stikkprøveskjema fra samsjekk. Lag et nytt, og fyll ut det."),
    )
    name, draw = marks.draw
    sample = audit.find(FileSampleTaken, name)
    if marks.of != journal or sample is None:
        raise NoForm(
            phrase("Skjemaet hører til en annen revisjon eller stikkprøve. Ingenting er lest inn.")
        )
    if draw != _draw_of(sample):
        raise NoForm(
            phrase(
                "Stikkprøven «{name}» er trukket på nytt etter at skjemaet ble laget. Ingenting er "
                "lest inn. Lag et nytt skjema.",
                name=name,
            )
        )
    counts = _CaseTable(sheets, marks, _).counts()
    if not counts.looked_at:
        raise NoForm(phrase("Ingen av sakene i skjemaet er fylt ut. Ingenting er lest inn."))
    asked = {f"{_QUESTION}{one.id}": one for one in _asked(audit, sample, criteria_set, _)}
    found = "\n".join(
        _("{question} {count} av {of}", question=asked[key].text, count=count, of=of)
        for key, (count, of) in counts.questions.items()
        if key in asked
    )
    return ReturnedSample(name, counts, found)


class _CaseTable(ReturnedTable):
    """The cases as they came back."""

    def __init__(self, sheets: Collection[Sheet], marks: Marks, _: Translator) -> None:
        super().__init__(sheets, marks)
        self._ = _

    def counts(self) -> CaseCounts:
        """What was found in them.

        Raises:
            FaultyForm: with every cell that can't be read.
        """
        questions = [column for column in self.columns if column != ID]
        cases = {
            marked.id: {
                question: self._read(row, question)
                for question in questions
                if self.is_filled_in(row, question)
            }
            for row, marked in self.rows_sent(questions)
        }
        self.refuse_faulty()
        return counts_of(cases)

    def _read(self, row: int, column: str) -> bool | None:
        """Whether the case is as asked; None where that does not apply, or nobody said."""
        cell = self.cell(row, column)
        problem = formula_fault(cell)
        value = answer_in(cell.text)
        if problem is None and value is not None and value not in _IN_CASES:
            problem = no_answer(cell.text.strip(), _IN_CASES, self._)
        if problem is not None:
            self.fault(row, column, problem)
        return _IN_CASES.get(value)


def _asked(
    audit: Audit, sample: FileSampleTaken, criteria_set: CriteriaSet | None, _: Translator
) -> tuple[SampleQuestion, ...]:
    found = sample_questions(audit, sample, criteria_set, _.language)
    return found or (SampleQuestion(_WHOLE, _("Er saken som den skal være?")),)


def _headings(asked: Collection[SampleQuestion]) -> list[tuple[str, str]]:
    """Numbered, so that no two are the same."""
    return [
        (f"{_QUESTION}{one.id}", f"{number}. {one.text}")
        for number, one in enumerate(asked, start=1)
    ]


def _draw_of(sample: FileSampleTaken) -> str:
    return f"{sample.of} {sample.seed} {' '.join(map(str, sample.numbers))}"
