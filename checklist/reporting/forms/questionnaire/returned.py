"""What came back in a form: which cells were filled in, and which can't be read in, and why.

A cell that is as it was sent changes nothing. All faults are found, each with its cell, and with
one of them nothing is read in. What can't be read in though nobody did wrong is set apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from checklist.assessment import (
    Assessment,
    UnreadableNumber,
    hold_personal_number,
    typed_number,
    typed_whole_number,
)
from checklist.assessment.deciding import FormAnswer
from checklist.criteria import AnswerValue, CriteriaSet, still_asks
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import LANGUAGES, Phrase, Translator, phrase
from checklist.reporting.forms.questionnaire.marks import (
    CHOOSE,
    COMMENT,
    COUNT,
    FIELDS,
    ID,
    OF,
    PLACE,
    SHEET,
    VALUE,
    MarkedRow,
    Marks,
    NoMarks,
    marks_in,
)
from checklist.reporting.forms.sheets import is_cut
from checklist.tables import Area, Cell, Sheet, address
from checklist.words import answer_status

_TEXTS = (COMMENT, PLACE)


class NoForm(SamsjekkError):
    """It is no form of this assessment; the words say what it is."""


class FaultyForm(SamsjekkError):
    """A form with faults, all of them. Nothing is read in."""

    exit_code = ExitCode.FAULTS

    def __init__(self, faults: tuple[Phrase, ...]) -> None:
        self.faults = faults
        super().__init__(phrase("{faults}", faults="\n".join(map(str, faults))))

    def text(self, _: Translator) -> str:
        """Every fault on a line of its own in the user's language, and what to do about them."""
        to_do = _("Ingenting er lest inn. Rett dette i filen, lagre den, og les den inn igjen.")
        return "\n".join((*map(_.say, self.faults), to_do))


class Change(NamedTuple):
    """A cell that was filled in: where, under which heading, and what stood there before."""

    where: str
    heading: str
    before: str
    after: str


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
    marks = _marks(sheets)
    _refuse_other(marks, journal, assessment)
    sheet, head = _filled_in(sheets, marks)
    table = _Table(sheet, head, marks, language)
    table.refuse_faulty()
    filled = list(table.filled())
    table.refuse_faulty()
    return Returned(*_in_force(filled, criteria_set, table.apart))


def _marks(sheets: Collection[Sheet]) -> Marks:
    for sheet in sheets:
        if sheet.title == SHEET:
            rows = ([cell.text for cell in _in_row(row)] for _n, row in sorted(sheet.rows.items()))
            try:
                return marks_in(rows)
            except NoMarks:
                break
    raise NoForm(
        phrase(
            "Filen er ikke et skjema som kan leses inn: det som sier hvilken egenvurdering den "
            "hører til, mangler eller er endret (arket «{sheet}», i Word linjene til slutt). Lag "
            "skjemaet på nytt med «samsjekk questionnaire». En utgave til publisering kan ikke "
            "leses inn.",
            sheet=SHEET,
        )
    )


def _in_row(row: Mapping[int, Cell]) -> Iterator[Cell]:
    return (row.get(column, Cell("")) for column in range(max(row, default=-1) + 1))


def _refuse_other(marks: Marks, journal: str, assessment: Assessment) -> None:
    if marks.of != journal:
        raise NoForm(
            phrase(
                "Skjemaet hører til en annen egenvurdering enn «{id}». Ingenting er lest inn. "
                "«samsjekk list» viser egenvurderingene.",
                id=assessment.id,
            )
        )
    frame, event = marks.draw
    drawn = assessment.samples.get(frame)
    if marks.cases and (drawn is None or drawn.event != event):
        raise NoForm(
            phrase(
                "Utvalget «{frame}» er trukket på nytt siden skjemaet ble laget, så sakene er "
                "ikke de samme. Ingenting er lest inn. Lag et nytt skjema.",
                frame=frame,
            )
        )


def _filled_in(sheets: Collection[Sheet], marks: Marks) -> tuple[Sheet, int]:
    """The sheet that was filled in, also where it has got another name, and its row of headings."""
    candidates = (sheet for sheet in sheets if sheet.title != SHEET)
    for sheet in sorted(candidates, key=lambda sheet: sheet.title != marks.sheet):
        if (head := _head_row(sheet, marks)) is not None:
            return sheet, head
    raise NoForm(
        phrase(
            "Fant ikke kolonnen «{heading}». Uten den er det ikke til å si hva svarene gjelder. "
            "Ingenting er lest inn.",
            heading=marks.columns[ID],
        )
    )


def _head_row(sheet: Sheet, marks: Marks) -> int | None:
    for number, row in sorted(sheet.rows.items()):
        texts = [_plain(cell.text) for cell in row.values()]
        others = sum(_plain(heading) in texts for heading in marks.columns.values())
        if _plain(marks.columns[ID]) in texts and others > 1:
            return number
    return None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


class _Table:
    """The table of a form as it came back. Faults are gathered while it is read."""

    def __init__(self, sheet: Sheet, head: int, marks: Marks, language: str) -> None:
        self._sheet = sheet
        self._head = head
        self._marks = marks
        self._language = language
        self.faults: list[Phrase] = []
        self.apart: list[Phrase] = []
        self._columns = dict(self._find_columns())
        self._refuse_merged()

    def _find_columns(self) -> Iterator[tuple[str, int]]:
        """Where each marked column is now, by its heading."""
        missing = []
        for name, heading in self._marks.columns.items():
            row = self._sheet.rows[self._head]
            places = [n for n, cell in sorted(row.items()) if _plain(cell.text) == _plain(heading)]
            if len(places) > 1:
                cells = ", ".join(address(self._head, place) for place in places)
                self.faults.append(
                    phrase(
                        "Overskriften «{heading}» står flere steder ({cells}). Ta bort den som "
                        "ikke skal leses.",
                        heading=heading,
                        cells=cells,
                    )
                )
            elif places:
                yield name, places[0]
            else:
                missing.append(heading)
        if missing:
            self.faults.append(
                phrase(
                    "Disse kolonnene mangler: {headings}. De kan flyttes, men må ha overskriftene "
                    "de hadde.",
                    headings=", ".join(f"«{heading}»" for heading in missing),
                )
            )

    def _refuse_merged(self) -> None:
        for area in self._sheet.merged:
            if area.bottom >= self._head and any(
                area.left <= place <= area.right for place in self._columns.values()
            ):
                self.faults.append(
                    phrase(
                        "{cells}: cellene er slått sammen, så det er ikke til å si hvilken rad "
                        "svaret gjelder. Del dem opp igjen.",
                        cells=_area_words(area),
                    )
                )

    def refuse_faulty(self) -> None:
        """Stop where faults were found.

        Raises:
            FaultyForm: with all of them.
        """
        if self.faults:
            raise FaultyForm(tuple(self.faults))

    def filled(self) -> Iterator[Filled]:
        """Each checkpoint with something filled in."""
        met: dict[str, int] = {}
        for row in sorted(self._sheet.rows):
            if row <= self._head:
                continue
            name = self._cell(row, ID).text.strip()
            if not name:
                self._refuse_nameless(row)
            elif name in met:
                self._fault(row, ID, phrase("raden står to ganger i skjemaet. Behold den ene."))
            elif name not in self._marks.rows:
                self._fault(row, ID, phrase("«{id}» var ikke i skjemaet.", id=name))
            else:
                met[name] = row
                marked = self._marks.rows[name]
                read = self._cases(row, marked) if self._marks.cases else self._fields(row, marked)
                fields, changes = read
                if fields:
                    filled = FormAnswer(name, fields, marked.fingerprint, marked.seen)
                    yield Filled(filled, tuple(changes))

    def _refuse_nameless(self, row: int) -> None:
        answered = [n for n in (*FIELDS, *self._marks.cases) if n in self._columns]
        for name in answered:
            if self._cell(row, name).text.strip():
                words = phrase("raden mangler id, så det er ikke til å si hva svaret gjelder.")
                self._fault(row, name, words)
                return

    def _fields(self, row: int, marked: MarkedRow) -> tuple[dict[str, Any], list[Change]]:
        """The fields that were filled in, with what they are now."""
        fields: dict[str, Any] = {}
        changes = []
        for name, sent in marked.sent.items():
            cell = self._cell(row, name)
            if name == ID or _same(cell, sent):
                continue
            if name not in FIELDS:
                self._set_apart(row, name)
                continue
            read = self._read(row, name, cell, sent)
            if read is not _FAULTY:
                fields[name] = read
                changes.append(self._change(row, name, sent, cell.text.strip()))
        return fields, changes

    def _cases(self, row: int, marked: MarkedRow) -> tuple[dict[str, Any], list[Change]]:
        """The count of a row of cases, and its comment."""
        comment = {
            name: text for name, text in marked.sent.items() if name not in self._marks.cases
        }
        fields, changes = self._fields(row, marked._replace(sent=comment))
        given = [
            self._read_case(row, name)
            for name in self._marks.cases
            if self._cell(row, name).text.strip() or self._cell(row, name).is_formula
        ]
        count, of = given.count(AnswerValue.YES), given.count(AnswerValue.NO)
        if count + of:
            fields |= {COUNT: count, OF: count + of}
            changes.append(self._change(row, self._marks.cases[0], "", f"{count}/{count + of}"))
        elif given and not self.faults:
            self.apart.append(
                phrase(
                    "{cell}: alle sakene er «gjelder ikke», så det er ingenting å telle.",
                    cell=self._where(row, self._marks.cases[0]),
                )
            )
        return fields, changes

    def _read_case(self, row: int, name: str) -> Any:
        read = self._read(row, VALUE, self._cell(row, name), "", at=name)
        if read in (AnswerValue.PARTLY, AnswerValue.UNKNOWN):
            words = phrase("en sak kan bare ha ja, nei eller gjelder ikke. La den ellers stå tom.")
            self._fault(row, name, words)
        return read

    def _read(self, row: int, name: str, cell: Cell, sent: str, at: str = "") -> Any:
        """The value of a cell that was filled in, or `_FAULTY`."""
        text = cell.text.strip()
        problem: Phrase | None = None
        value: Any = text
        if cell.is_formula:
            problem = phrase(
                "cellen har en formel. Skriv svaret selv, eller lim det inn som verdi."
            )
        elif name in _TEXTS:
            problem = _text_fault(cell, sent)
        elif name == VALUE:
            value = _answer_in(text)
            if value is _FAULTY:
                _ = Translator(self._language)
                choices = ", ".join(answer_status(each, _).word for each in AnswerValue)
                problem = phrase(
                    "«{text}» er ikke et svar. Bruk et av disse: {choices}.",
                    text=text,
                    choices=choices,
                )
        else:
            try:
                value = self._number(name, cell)
            except UnreadableNumber as error:
                problem = error.words
        if problem is None:
            return value
        self._fault(row, at or name, problem)
        return _FAULTY

    def _number(self, name: str, cell: Cell) -> float | None:
        if name in (COUNT, OF):
            return typed_whole_number(cell.text, self._language)
        return cell.number if cell.number is not None else typed_number(cell.text, self._language)

    def _cell(self, row: int, name: str) -> Cell:
        return self._sheet.cell(row, self._columns[name])

    def _change(self, row: int, name: str, before: str, after: str) -> Change:
        return Change(self._where(row, name), self._marks.columns[name], before, after)

    def _where(self, row: int, name: str) -> str:
        """A cell as people find it: by its name, or by the id of its row and its heading."""
        if self._sheet.is_named:
            return address(row, self._columns[name])
        return f"{self._cell(row, ID).text.strip()}, «{self._marks.columns[name]}»"

    def _fault(self, row: int, name: str, problem: Phrase) -> None:
        where = self._where(row, name)
        self.faults.append(phrase("{cell}: {problem}", cell=where, problem=problem))

    def _set_apart(self, row: int, name: str) -> None:
        self.apart.append(
            phrase(
                "{cell}: kolonnen «{heading}» leses ikke inn. Gjør endringen i programmet.",
                cell=self._where(row, name),
                heading=self._marks.columns[name],
            )
        )


_FAULTY: Any = object()
"""Stands for what can't be read."""


def _same(cell: Cell, sent: str) -> bool:
    """Whether a cell is as it was sent; spaces and line breaks at its ends are nobody's answer."""
    return not cell.is_formula and cell.text.strip() == sent.strip()


def _text_fault(cell: Cell, sent: str) -> Phrase | None:
    if cell.number is not None:
        return phrase(
            "her står det et tall eller en dato, som regnearket kan ha gjort om. Skriv det som "
            "tekst, med ' foran."
        )
    if is_cut(sent):
        return phrase(
            "teksten var for lang for arket, og resten ville bli borte. Endre den i programmet."
        )
    if hold_personal_number(cell.text):
        return phrase(
            "teksten ser ut til å inneholde et fødselsnummer eller D-nummer. Ta det bort: en "
            "egenvurdering handler om tjenestene, aldri om enkeltpersoner."
        )
    return None


@cache
def _known_answers() -> Mapping[str, AnswerValue | None]:
    """Every way an answer is written, in all languages; also that there is none."""
    found: dict[str, AnswerValue | None] = {"": None}
    for language in LANGUAGES:
        for value in (*AnswerValue, None):
            found[answer_status(value, Translator(language)).word.casefold()] = value
        found[Translator(language).say(CHOOSE).casefold()] = None
    return found


def _answer_in(text: str) -> Any:
    """The answer that is written, with or without its sign."""
    return _known_answers().get(re.sub(r"^\W+|\W+$", "", text).casefold(), _FAULTY)


def _area_words(area: Area) -> str:
    return f"{address(area.top, area.left)}:{address(area.bottom, area.right)}"


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
