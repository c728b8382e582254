"""From the cells of a sheet to rows with fields: merged cells filled, themes carried, none lost."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from checklist.criteria.drafting.columns import Field
from checklist.criteria.drafting.entries import AskedAbout, Entry, PartRead
from checklist.criteria.drafting.heads import ASKS, Chosen, found_head, same_heading
from checklist.criteria.drafting.texts import cells_named, one_line, shown
from checklist.i18n import Phrase, phrase
from checklist.tables import MOST_CELLS, Sheet, address, column_name, too_large
from checklist.text import searchable

_LONGEST_THEME = 80
_TALLEST_HEADING = 4
_THEME_ALONE = frozenset({Field.THEME, Field.ID})


def sheet_part(sheet: Sheet, chosen: Chosen) -> PartRead:
    """The rows of a sheet: each is a heading, placed, or asked about."""
    return _SheetReading(sheet, chosen).part()


class _SheetReading:
    def __init__(self, sheet: Sheet, chosen: Chosen) -> None:
        self._sheet = sheet
        self._rows = {
            row: texts
            for row, cells in sorted(sheet.rows.items())
            if (texts := {n: text for n, cell in sorted(cells.items()) if (text := shown(cell))})
        }
        self._chosen = chosen
        self._head = found_head(self._with_tall_headings(), chosen)
        self._column = {field: column for column, field in self._head.fields.items()}
        self._filled = self._below_merged()
        self._wide = {a.top for a in sheet.merged if a.left < a.right and a.top == a.bottom}
        self._entries: list[Entry] = []
        self._asked: list[AskedAbout] = []
        self._themes: dict[int, str] = {}
        self._name = self._theme = ""
        self._before: Entry | None = None
        self._carried: list[tuple[int, int]] = []
        self._headings = 0

    def part(self) -> PartRead:
        """Every row in its place, and what is to be said of the sheet."""
        can_read = not ASKS.isdisjoint(self._column)
        for row, texts in self._rows.items():
            if not can_read:
                self._ask(row, phrase("arket har ingen kolonne for krav eller spørsmål"))
            elif self._head.row is not None and row < self._head.row:
                self._above(row, texts)
            elif row == self._head.row or (self._head.texts and texts == self._head.texts):
                self._headings += 1
            else:
                self._take(row, texts)
        self._ask_about_empty_themes()
        said = self._said() if can_read else self._unreadable()
        return PartRead(
            title=self._sheet.title,
            rows=len(self._rows),
            headings=self._headings,
            placed=len(self._entries),
            themes=len(self._themes),
            entries=tuple(self._entries),
            asked=tuple(sorted(self._asked, key=lambda one: one.row)),
            said=tuple(said),
            name=self._name,
        )

    def _above(self, row: int, texts: Mapping[int, str]) -> None:
        """The first row above the headings names the whole, when it is one short text.

        Another that is as wide as the table is the first theme.
        """
        first = not self._name and not self._asked
        if first and len(texts) == 1 and len(text := one_line(*texts.values())) <= _LONGEST_THEME:
            self._name = text.rstrip(":")
            self._headings += 1
        elif self._name and row in self._wide and len(texts) == 1:
            self._theme = self._themes[row] = one_line(*texts.values())
        else:
            self._ask(row, phrase("står over overskriftene"))

    def _with_tall_headings(self) -> dict[int, Mapping[int, str]]:
        """The rows, where a heading that is merged over a few of them counts in each."""
        rows: dict[int, dict[int, str]] = {row: dict(texts) for row, texts in self._rows.items()}
        for area in self._sheet.merged:
            text = self._rows.get(area.top, {}).get(area.left)
            if text is not None and area.bottom - area.top < _TALLEST_HEADING:
                for row in range(area.top + 1, area.bottom + 1):
                    if row in rows:
                        rows[row].setdefault(area.left, text)
        return {row: dict(sorted(texts.items())) for row, texts in rows.items()}

    def _below_merged(self) -> dict[tuple[int, int], str]:
        """The texts that merged cells show in the rows below their first, in columns that count."""
        rows, filled, left = list(self._rows), dict[tuple[int, int], str](), MOST_CELLS
        for area in self._sheet.merged:
            text = self._rows.get(area.top, {}).get(area.left)
            if text is None or area.left not in self._head.fields:
                continue
            below = rows[bisect_right(rows, area.top) : bisect_right(rows, area.bottom)]
            left -= len(below)
            if left < 0:
                raise too_large()
            filled |= {(row, area.left): text for row in below}
        return filled

    def _take(self, row: int, texts: Mapping[int, str]) -> None:
        own = {field: texts[column] for field, column in self._column.items() if column in texts}
        theme = self._theme_in(row, texts, own)
        if theme:
            self._theme = self._themes[row] = theme
            self._before = None
        elif ASKS.isdisjoint(own):
            self._ask(row, phrase("har verken krav eller spørsmål"))
        else:
            self._place(row, texts, own)

    def _theme_in(self, row: int, texts: Mapping[int, str], own: Mapping[Field, str]) -> str | None:
        """The theme that a row is the heading of; None where it is an ordinary row."""
        if Field.THEME in own and len(own) == len(texts) and own.keys() <= _THEME_ALONE:
            return one_line(own[Field.THEME])
        if Field.THEME in self._column or len(texts) > 1:
            return None
        ((column, text),) = texts.items()
        first = min(self._column[field] for field in ASKS & self._column.keys())
        names_it = row in self._wide or column < first or Field.TITLE in own
        if not names_it and self._column.keys() >= ASKS:
            names_it = Field.REQUIREMENT in own and not text.endswith((".", "?", ":"))
        return one_line(text) if names_it and len(text) <= _LONGEST_THEME else None

    def _place(self, row: int, texts: Mapping[int, str], own: Mapping[Field, str]) -> None:
        fields = dict(own) | {
            field: self._filled[row, column]
            for field, column in self._column.items()
            if column not in texts and (row, column) in self._filled
        }
        if Field.THEME in fields:
            theme = one_line(fields[Field.THEME])
            self._before = self._before if theme == self._theme else None
            self._theme = theme
        elif Field.THEME in self._column and self._theme:
            self._carried.append((row, self._column[Field.THEME]))
        column = self._column[Field.REQUIREMENT if Field.REQUIREMENT in own else Field.QUESTION]
        entry = Entry(
            self._named(row, column),
            fields,
            self._theme,
            self._follows(fields),
            tuple(self._beside(row, texts)),
        )
        self._entries.append(entry)
        self._before = entry if Field.REQUIREMENT in fields else self._before

    def _follows(self, fields: Mapping[Field, str]) -> bool:
        """Whether the row asks more about the requirement of a row before."""
        if self._before is None or Field.QUESTION not in fields:
            return False
        requirement = fields.get(Field.REQUIREMENT)
        return requirement in (None, self._before.fields[Field.REQUIREMENT])

    def _beside(self, row: int, texts: Mapping[int, str]) -> Iterator[str]:
        """What stands in columns that are no field, as comments."""
        for column, text in texts.items():
            if column not in self._head.fields:
                heading = one_line(self._head.texts.get(column, ""))
                yield f"{address(row, column)} {heading}".strip() + f": {one_line(text)}"

    def _ask(self, row: int, why: Phrase) -> None:
        place = self._named(row, next(iter(self._rows[row])))
        self._asked.append(AskedAbout(row, place, self._whole(row), why))

    def _whole(self, row: int) -> str:
        """All that stands in a row, on one line."""
        return " | ".join(one_line(text) for text in self._rows[row].values())

    def _ask_about_empty_themes(self) -> None:
        """A heading with nothing under it is more likely a note than a theme."""
        used = {entry.theme for entry in self._entries}
        for row in [row for row, theme in self._themes.items() if theme not in used]:
            del self._themes[row]
            self._ask(row, phrase("leses som et tema, men ingen krav står under det"))

    def _named(self, row: int, column: int) -> str:
        where = address(row, column)
        return f"{self._sheet.title} {where}" if self._sheet.title else where

    # What is said of the sheet

    def _unreadable(self) -> Iterator[Phrase]:
        if self._rows:
            yield phrase(
                "Fant ingen overskrift for krav eller spørsmål. Velg kolonnene selv, for eksempel "
                "--columns krav=B,tema=A."
            )

    def _said(self) -> Iterator[Phrase]:
        if self._head.row is None:
            yield phrase("Fant ingen overskrifter. Alle radene er lest med kolonnene du valgte.")
        else:
            yield phrase("Overskriftene står i rad {row}.", row=self._head.row + 1)
        if self._name:
            yield phrase("«{name}» er lest som navnet på sjekklisten.", name=self._name)
        there = {searchable(text) for text in self._head.texts.values()}
        for heading in self._chosen.headings.keys() - there:
            yield phrase("Fant ingen kolonne med overskriften «{heading}».", heading=heading)
        for column, field in self._head.fields.items():
            yield self._column_said(column, field)
        yield from self._columns_beside()
        yield from self._themes_said()
        yield from self._same_ids()
        yield from self._numbers_said()
        yield from self._cells_said()

    def _column_said(self, column: int, field: Field) -> Phrase:
        if self._head.row is None:
            return phrase(
                "{column} er lest som {field}.", column=column_name(column), field=field.words
            )
        return phrase(
            "{column} «{heading}» er lest som {field}.",
            column=column_name(column),
            heading=one_line(self._head.texts.get(column, "")),
            field=field.words,
        )

    def _columns_beside(self) -> Iterator[Phrase]:
        same = same_heading(self._head)
        count = Counter(column for texts in self._rows.values() for column in texts)
        for column in sorted(count):
            if column in self._head.fields:
                continue
            heading = one_line(self._head.texts.get(column, ""))
            if column in same:
                yield phrase(
                    "{column} «{heading}» sier det samme som {other}. Bare {other} er lest, og "
                    "{column} står som kommentarer i utkastet; velg med --columns.",
                    column=column_name(column),
                    heading=heading,
                    other=column_name(same[column]),
                )
            else:
                yield phrase(
                    "{column} «{heading}» er ikke et felt. Teksten står som kommentar i utkastet.",
                    column=column_name(column),
                    heading=heading,
                )

    def _themes_said(self) -> Iterator[Phrase]:
        for row in self._themes:
            yield phrase(
                "Rad {row} «{theme}» er lest som et tema.", row=row + 1, theme=self._whole(row)
            )
        if self._filled:
            yield phrase(
                "Sammenslåtte celler gjelder også {cells}.", cells=cells_named(self._filled)
            )
        if self._carried:
            yield phrase(
                "Tomme celler har temaet fra raden over: {cells}.",
                cells=cells_named(self._carried),
            )

    def _same_ids(self) -> Iterator[Phrase]:
        column = self._column.get(Field.ID)
        if column is None:
            return
        rows: dict[str, list[int]] = {}
        for row, texts in self._rows.items():
            if column in texts and row not in self._themes and row != self._head.row:
                rows.setdefault(texts[column], []).append(row)
        for name, same in rows.items():
            if len(same) > 1:
                yield phrase(
                    "Flere rader har id «{name}»: {cells}. De får hver sin id i utkastet.",
                    name=name,
                    cells=cells_named((row, column) for row in same),
                )

    def _numbers_said(self) -> Iterator[Phrase]:
        """Excel makes a date of 1.2 and 3-4, and keeps no sign of what was written."""
        column = self._column.get(Field.ID)
        cells = [
            (row, column)
            for row in self._rows
            if column is not None and self._sheet.cell(row, column).day is not None
        ]
        if cells:
            yield phrase(
                "Nummeret er en dato: {cells}. Var det ikke ment slik, så rett utkastet, eller "
                "gjør kolonnen om til tekst i regnearket og skriv numrene på nytt.",
                cells=cells_named(cells),
            )

    def _cells_said(self) -> Iterator[Phrase]:
        if hidden := [row for row in self._sheet.hidden_rows if row in self._rows]:
            yield phrase(
                "Skjulte rader er også lest: {rows}.",
                rows=", ".join(str(row + 1) for row in hidden),
            )
        cells = [
            ((row, column), cell)
            for row, held in self._sheet.rows.items()
            for column, cell in held.items()
        ]
        if formulas := [place for place, cell in cells if cell.is_formula and shown(cell)]:
            yield phrase(
                "Formler, der verdien er tatt: {cells}.",
                cells=cells_named(formulas),
            )
        if empty := [place for place, cell in cells if cell.is_formula and not shown(cell)]:
            yield phrase(
                "Formler uten verdi er ikke lest: {cells}. Åpne filen i regnearket, og lagre den.",
                cells=cells_named(empty),
            )
        if texts := [place for place, cell in cells if shown(cell).startswith("=")]:
            yield phrase(
                "Tekst som begynner med =, er tatt som den står: {cells}.",
                cells=cells_named(texts),
            )
