"""The table of a form as it came back: where its columns and rows are now, and what can't be read.

A cell that is as it was sent changes nothing. All faults are found, each with its cell, and with
one of them nothing is read in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from checklist.assessment import hold_personal_number
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.reporting.forms.filling.marks import ID, SHEET, MarkedRow, Marks, NoMarks, marks_in
from checklist.reporting.forms.sheets import is_cut
from checklist.tables import Area, Cell, Sheet, address


class NoForm(SamsjekkError):
    """It is no form that belongs here; the words say what it is."""


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


def marks_of(sheets: Collection[Sheet], otherwise: Phrase) -> Marks:
    """What a form was made of.

    Raises:
        NoForm: it has no marks, or not as they were; `otherwise` says so and what to do.
    """
    for sheet in sheets:
        if sheet.title == SHEET:
            rows = ([cell.text for cell in _in_row(row)] for _n, row in sorted(sheet.rows.items()))
            try:
                return marks_in(rows)
            except NoMarks:
                break
    raise NoForm(otherwise)


def _in_row(row: Mapping[int, Cell]) -> Iterator[Cell]:
    return (row.get(column, Cell("")) for column in range(max(row, default=-1) + 1))


class ReturnedTable:
    """The table that was filled in. Faults are gathered while it is read."""

    def __init__(self, sheets: Collection[Sheet], marks: Marks) -> None:
        self._sheet, self._head = _filled_in(sheets, marks)
        self.marks = marks
        self.faults: list[Phrase] = []
        self.columns = dict(self._find_columns())
        self._refuse_merged()

    def _find_columns(self) -> Iterator[tuple[str, int]]:
        """Where each marked column is now, by its heading."""
        missing = []
        for name, heading in self.marks.columns.items():
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
                area.left <= place <= area.right for place in self.columns.values()
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

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows below the headings, each with the id that stands in it."""
        for row in sorted(self._sheet.rows):
            if row > self._head:
                yield row, self.cell(row, ID).text.strip()

    def rows_sent(self, answers: Iterable[str]) -> Iterator[tuple[int, MarkedRow]]:
        """The rows that were sent, each once; what other rows there are is a fault.

        A row without an id may be empty under the columns of the `answers`.
        """
        met: set[str] = set()
        for row, name in self.rows():
            if name in met:
                self.fault_of_repeated(row)
            elif name in self.marks.rows:
                met.add(name)
                yield row, self.marks.rows[name]
            elif name:
                self.fault(row, ID, phrase("«{id}» var ikke i skjemaet.", id=name))
            elif answered := [column for column in answers if self.is_filled_in(row, column)]:
                words = phrase("raden mangler id, så det er ikke til å si hva svaret gjelder.")
                self.fault(row, answered[0], words)

    def cell(self, row: int, name: str) -> Cell:
        """What stands in a row under a marked column."""
        return self._sheet.cell(row, self.columns[name])

    def is_filled_in(self, row: int, name: str) -> bool:
        """Whether something stands in a row under a marked column that came back."""
        if name not in self.columns:
            return False
        cell = self.cell(row, name)
        return bool(cell.text.strip()) or cell.is_formula

    def change(self, row: int, name: str, before: str, after: str) -> Change:
        """A cell that was filled in."""
        return Change(self.where(row, name), self.marks.columns[name], before, after)

    def where(self, row: int, name: str) -> str:
        """A cell as people find it: by its name, or by the id of its row and its heading."""
        if self._sheet.is_named:
            return address(row, self.columns[name])
        return f"{self.cell(row, ID).text.strip()}, «{self.marks.columns[name]}»"

    def fault(self, row: int, name: str, problem: Phrase) -> None:
        """Note what is wrong with a cell."""
        where = self.where(row, name)
        self.faults.append(phrase("{cell}: {problem}", cell=where, problem=problem))

    def fault_of_repeated(self, row: int) -> None:
        """Note that a row stands twice."""
        self.fault(row, ID, phrase("raden står to ganger i skjemaet. Behold den ene."))


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


def is_as_sent(cell: Cell, sent: str) -> bool:
    """Whether a cell is as it was sent; spaces and line breaks at its ends are nobody's answer."""
    return not cell.is_formula and cell.text.strip() == sent.strip()


def formula_fault(cell: Cell) -> Phrase | None:
    """Why a cell with a formula can't be read."""
    if not cell.is_formula:
        return None
    return phrase("cellen har en formel. Skriv svaret selv, eller lim det inn som verdi.")


def text_fault(cell: Cell, sent: str) -> Phrase | None:
    """Why what stands in a cell can't be a text that a person typed."""
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


def _area_words(area: Area) -> str:
    return f"{address(area.top, area.left)}:{address(area.bottom, area.right)}"
