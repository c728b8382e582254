"""What came back in a form: which cells were filled in, and which can't be read in, and why.

A cell that is as it was sent changes nothing. All faults are found, each with its cell, and with
one of them nothing is read in. What can't be read in though nobody did wrong is set apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from checklist.assessment import (
    Assessment,
    UnreadableNumber,
    typed_number,
    typed_whole_number,
)
from checklist.assessment.deciding import FormAnswer
from checklist.criteria import AnswerValue, CriteriaSet, still_asks
from checklist.i18n import LANGUAGES, Phrase, Translator, phrase
from checklist.reporting.forms.filling import (
    CHOOSE,
    ID,
    SHEET,
    Change,
    MarkedRow,
    Marks,
    NoForm,
    ReturnedTable,
    formula_fault,
    is_as_sent,
    marks_of,
    text_fault,
)
from checklist.reporting.forms.questionnaire.columns import (
    COMMENT,
    COUNT,
    FIELDS,
    OF,
    PLACE,
    VALUE,
    cases_of,
)
from checklist.tables import Cell, Sheet
from checklist.words import answer_status

_TEXTS = (COMMENT, PLACE)


class Filled(NamedTuple):
    """What was filled in for one checkpoint."""

    answer: FormAnswer
    changes: tuple[Change, ...]


class Returned(NamedTuple):
    """What came back: what was filled in, and what can't be read in, in words."""

    filled: tuple[Filled, ...]
    apart: tuple[Phrase, ...]


def returned(
    sheets: Collection[Sheet],
    journal: str,
    criteria_set: CriteriaSet,
    assessment: Assessment,
    language: str,
) -> Returned:
    """What was filled in since the form was sent.

    Args:
        sheets: the sheets of the workbook.
        journal: the digest of the first write of the assessment.
        criteria_set: the set that is in force now.
        assessment: what stands now.
        language: the language of who reads it in, for numbers with a comma or a point.

    Raises:
        NoForm: it is no form, of another assessment, or of another draw.
        FaultyForm: cells can't be read in; the words name every one.
    """
    marks = marks_of(
        sheets,
        phrase(
            "Filen er ikke et skjema som kan leses inn: det som sier hvilken egenvurdering den "
            "hører til, mangler eller er endret (arket «{sheet}», i Word linjene til slutt). Lag "
            "skjemaet på nytt med «samsjekk questionnaire». En utgave til publisering kan ikke "
            "leses inn.",
            sheet=SHEET,
        ),
    )
    _refuse_other(marks, journal, assessment)
    table = _AnswerTable(sheets, marks, language)
    table.refuse_faulty()
    filled = list(table.filled())
    table.refuse_faulty()
    return Returned(*_in_force(filled, criteria_set, table.apart))


def _refuse_other(marks: Marks, journal: str, assessment: Assessment) -> None:
    if marks.of != journal:
        raise NoForm(
            phrase(
                "Skjemaet hører til en annen egenvurdering enn {this}. Ingenting er lest inn. "
                "«samsjekk list» viser egenvurderingene.",
                this=assessment.municipality.on(assessment.date),
            )
        )
    frame, event = marks.draw
    drawn = assessment.samples.get(frame)
    if cases_of(marks) and (drawn is None or drawn.event != event):
        raise NoForm(
            phrase(
                "Utvalget «{frame}» er trukket på nytt siden skjemaet ble laget, så sakene er "
                "ikke de samme. Ingenting er lest inn. Lag et nytt skjema.",
                frame=frame,
            )
        )


class _AnswerTable(ReturnedTable):
    """The table of answers as it came back. Faults are gathered while it is read."""

    def __init__(self, sheets: Collection[Sheet], marks: Marks, language: str) -> None:
        super().__init__(sheets, marks)
        self._language = language
        self._case_columns = cases_of(marks)
        self.apart: list[Phrase] = []

    def filled(self) -> Iterator[Filled]:
        """Each checkpoint with something filled in."""
        read = self._cases if self._case_columns else self._fields
        for row, marked in self.rows_sent((*FIELDS, *self._case_columns)):
            fields, changes = read(row, marked)
            if fields:
                filled = FormAnswer(marked.id, fields, marked.fingerprint, marked.seen)
                yield Filled(filled, tuple(changes))

    def _fields(self, row: int, marked: MarkedRow) -> tuple[dict[str, Any], list[Change]]:
        """The fields that were filled in, with what they are now."""
        fields: dict[str, Any] = {}
        changes = []
        for name, sent in marked.sent.items():
            cell = self.cell(row, name)
            if name == ID or is_as_sent(cell, sent):
                continue
            if name not in FIELDS:
                self._set_apart(row, name)
                continue
            read = self._read(row, name, cell, sent)
            if read is not _FAULTY:
                fields[name] = read
                changes.append(self.change(row, name, sent, cell.text.strip()))
        return fields, changes

    def _cases(self, row: int, marked: MarkedRow) -> tuple[dict[str, Any], list[Change]]:
        """The count of a row of cases, and its comment."""
        comment = {
            name: text for name, text in marked.sent.items() if name not in self._case_columns
        }
        fields, changes = self._fields(row, marked._replace(sent=comment))
        given = [
            self._read_case(row, name)
            for name in self._case_columns
            if self.is_filled_in(row, name)
        ]
        count, of = given.count(AnswerValue.YES), given.count(AnswerValue.NO)
        if count + of:
            fields |= {COUNT: count, OF: count + of}
            changes.append(self.change(row, self._case_columns[0], "", f"{count}/{count + of}"))
        elif given and not self.faults:
            self.apart.append(
                phrase(
                    "{cell}: alle sakene er «gjelder ikke», så det er ingenting å telle.",
                    cell=self.where(row, self._case_columns[0]),
                )
            )
        return fields, changes

    def _read_case(self, row: int, name: str) -> Any:
        read = self._read(row, VALUE, self.cell(row, name), "", at=name)
        if read in (AnswerValue.PARTLY, AnswerValue.UNKNOWN):
            words = phrase("en sak kan bare ha ja, nei eller gjelder ikke. La den ellers stå tom.")
            self.fault(row, name, words)
        return read

    def _read(self, row: int, name: str, cell: Cell, sent: str, at: str = "") -> Any:
        """The value of a cell that was filled in, or `_FAULTY`."""
        text = cell.text.strip()
        problem = formula_fault(cell)
        value: Any = text
        if problem is not None:
            pass
        elif name in _TEXTS:
            problem = text_fault(cell, sent)
        elif name == VALUE:
            value = answer_in(text)
            if value is _FAULTY:
                problem = no_answer(text, AnswerValue, Translator(self._language))
        else:
            try:
                value = self._number(name, cell)
            except UnreadableNumber as error:
                problem = error.words
        if problem is None:
            return value
        self.fault(row, at or name, problem)
        return _FAULTY

    def _number(self, name: str, cell: Cell) -> float | None:
        if name in (COUNT, OF):
            return typed_whole_number(cell.text, self._language)
        return cell.number if cell.number is not None else typed_number(cell.text, self._language)

    def _set_apart(self, row: int, name: str) -> None:
        self.apart.append(
            phrase(
                "{cell}: kolonnen «{heading}» leses ikke inn. Gjør endringen i programmet.",
                cell=self.where(row, name),
                heading=self.marks.columns[name],
            )
        )


_FAULTY: Any = object()
"""Stands for what can't be read."""


@cache
def _known_answers() -> Mapping[str, AnswerValue | None]:
    """Every way an answer is written, in all languages; also that there is none."""
    found: dict[str, AnswerValue | None] = {"": None}
    for language in LANGUAGES:
        for value in (*AnswerValue, None):
            found[answer_status(value, Translator(language)).word.casefold()] = value
        found[Translator(language).say(CHOOSE).casefold()] = None
    return found


def answer_in(text: str) -> Any:
    """The answer that is written, with or without its sign."""
    return _known_answers().get(re.sub(r"^\W+|\W+$", "", text).casefold(), _FAULTY)


def no_answer(text: str, answers: Iterable[AnswerValue], _: Translator) -> Phrase:
    """What is said of a text that is none of these answers."""
    choices = ", ".join(answer_status(each, _).word for each in answers)
    return phrase(
        "«{text}» er ikke et svar. Bruk et av disse: {choices}.", text=text, choices=choices
    )


def _in_force(
    filled: list[Filled], criteria_set: CriteriaSet, apart: list[Phrase]
) -> tuple[tuple[Filled, ...], tuple[Phrase, ...]]:
    """What was filled in, for the checkpoints of the set that is in force now.

    Where a checkpoint has got another wording, the answer keeps the one it was given for, so that
    it must be confirmed, as when the assessment goes over to a new version.
    """
    kept: dict[str, Filled] = {}
    said = list(apart)
    for each in filled:
        answer, where = each.answer, each.changes[0].where
        targets = [
            (criterion, point)
            for criterion in criteria_set.criteria
            for point in criterion.checkpoints
            if answer.checkpoint in (point.id, *point.replaces)
        ]
        version = criteria_set.version
        if not targets:
            said.append(
                phrase(
                    "{cell}: spørsmålet er ikke med i utgave {version} av kriteriesettet.",
                    cell=where,
                    version=version,
                )
            )
            continue
        (criterion, point), *others = targets
        if others or point.id in kept:
            said.append(
                phrase(
                    "{cell}: spørsmålet er delt eller slått sammen med andre i utgave {version}. "
                    "Svar på det som er der nå.",
                    cell=where,
                    version=version,
                )
            )
            continue
        if not still_asks(criterion, point, answer.fingerprint):
            said.append(
                phrase(
                    "{cell}: spørsmålet har fått ny ordlyd siden skjemaet ble laget. Svaret er "
                    "lest inn, og må bekreftes.",
                    cell=where,
                )
            )
        kept[point.id] = each._replace(answer=answer._replace(checkpoint=point.id))
    return tuple(kept.values()), tuple(said)
