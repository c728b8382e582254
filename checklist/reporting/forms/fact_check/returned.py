"""What came back of a fact check.

The municipality fills the form in as it sees fit. What is not as it was sent is a correction,
wherever in the row it is written, and nothing that somebody wrote is lost: what can't be read in
is said with its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from checklist.audit import Audit, Correction, Fact
from checklist.i18n import LANGUAGES, Phrase, Translator, phrase
from checklist.reporting.forms.fact_check.form import (
    CHECKED,
    FACT,
    NUMBER,
    SHOWN_BY,
    WANTED,
    Checked,
    fingerprint_of,
)
from checklist.reporting.forms.filling import (
    CHOOSE,
    ID,
    SHEET,
    MarkedRow,
    Marks,
    NoForm,
    ReturnedTable,
    formula_fault,
    is_as_sent,
    marks_of,
    text_fault,
)
from checklist.tables import Sheet

_TEXTS = (FACT, WANTED, SHOWN_BY)


class ReturnedFacts(NamedTuple):
    """What came back: corrections, how many facts were confirmed, and what must be looked at."""

    corrections: tuple[Correction, ...]
    confirmed: int
    apart: tuple[Phrase, ...]


def returned_facts(sheets: Collection[Sheet], journal: str, audit: Audit) -> ReturnedFacts:
    """What was filled in since the form was sent.

    Raises:
        NoForm: it is no form, or of another audit.
        FaultyForm: cells can't be read in; the words name every one.
    """
    marks = marks_of(
        sheets,
        phrase(
            "Filen er ikke et skjema fra faktaverifiseringen: det som sier hvilken revisjon den "
            "hører til, mangler eller er endret (arket «{sheet}», i Word linjene til slutt). Be "
            "om at filen som ble sendt, blir fylt ut og sendt tilbake.",
            sheet=SHEET,
        ),
    )
    if marks.of != journal or FACT not in marks.columns:
        raise NoForm(
            phrase(
                "Skjemaet hører ikke til faktaverifiseringen i denne revisjonen. Ingenting er lest "
                "inn. Les det inn i revisjonen det ble sendt fra."
            )
        )
    table = _FactTable(sheets, marks, audit)
    table.refuse_faulty()
    corrections = tuple(table.corrections())
    table.refuse_faulty()
    return ReturnedFacts(corrections, table.confirmed, (*table.apart, *table.not_met()))


class _FactTable(ReturnedTable):
    """The table of facts as it came back."""

    def __init__(self, sheets: Collection[Sheet], marks: Marks, audit: Audit) -> None:
        super().__init__(sheets, marks)
        self._audit = audit
        self._met: set[str] = set()
        self.apart: list[Phrase] = []
        self.confirmed = 0

    def corrections(self) -> Iterator[Correction]:
        """A correction for each row where something else stands than was sent."""
        named = {name for _row, name in self.rows()}
        for row, name in self.rows():
            known = name if name in self.marks.rows else self._by_text(row, named)
            if known in self._met:
                self.fault_of_repeated(row)
            elif known:
                self._met.add(known)
                yield from self._of_fact(row, self.marks.rows[known])
            elif name:
                self.fault(
                    row,
                    ID,
                    phrase(
                        "«{id}» var ikke i skjemaet. Sett tilbake id-en som sto der. Er dette et "
                        "nytt faktum, la id-en stå tom.",
                        id=name,
                    ),
                )
            else:
                yield from self._added(row)

    def not_met(self) -> Iterator[Phrase]:
        """The facts that were taken out of the form, and those that have come since."""
        gone = [
            row.sent.get(NUMBER, row.id)
            for row in self.marks.rows.values()
            if row.id not in self._met
        ]
        if gone:
            yield phrase(
                "Disse er tatt ut av skjemaet: {facts}. Ingenting er endret i dem. Spør kommunen "
                "om de er riktige.",
                facts=", ".join(gone),
            )
        new = [name for name in self._audit.all(Fact) if name not in self.marks.rows]
        if new:
            yield phrase(
                "Disse fakta er kommet til etter at skjemaet ble laget, og er ikke verifisert: "
                "{facts}. Send dem i et nytt skjema.",
                facts=", ".join(new),
            )

    def _by_text(self, row: int, named: set[str]) -> str:
        """The fact that a row without its id was sent with, by its text; empty for none."""
        text = _plain(self.cell(row, FACT).text)
        return next(
            (
                held.id
                for held in self.marks.rows.values()
                if text and held.id not in named and _plain(held.sent.get(FACT, "")) == text
            ),
            "",
        )

    def _added(self, row: int) -> Iterator[Correction]:
        texts = {name: self._read(row, name, "") for name in _TEXTS}
        wanted = texts[WANTED] or texts[FACT]
        if not wanted and not texts[SHOWN_BY]:
            return
        if not wanted:
            self._say_shown_by(self._about(row), texts[SHOWN_BY])
            return
        self.apart.append(
            phrase("Nytt faktum, som ikke var i skjemaet: «{text}».", text=_quoted(wanted))
        )
        yield Correction(id="new", wanted=wanted, shown_by=texts[SHOWN_BY])

    def _of_fact(self, row: int, marked: MarkedRow) -> Iterator[Correction]:
        about, sent = marked.sent.get(NUMBER, marked.id), marked.sent
        said = self._said(marked)
        texts = {name: self._read(row, name, sent.get(name, "")) for name in _TEXTS}
        wanted, shown_by = texts[WANTED], texts[SHOWN_BY]
        number = self.cell(row, NUMBER).text.strip()
        if number != sent.get(NUMBER, ""):
            self.apart.append(
                phrase(
                    "{fact}: nummeret er endret til «{number}». Raden er lest som {fact}, etter "
                    "id-en.",
                    fact=about,
                    number=number,
                )
            )
        choice = self.cell(row, CHECKED).text.strip()
        checked = _known_choices().get(choice.casefold())
        if not is_as_sent(self.cell(row, FACT), sent.get(FACT, "")):
            wanted = self._from_changed_text(about, texts[FACT], wanted)
        if choice.casefold() not in _known_choices():
            wanted = self._from_choice(about, choice, wanted)
        if wanted and wanted.strip() != said.strip():
            yield Correction(
                id="new",
                fact=marked.id if marked.id in self._audit.all(Fact) else None,
                said=said,
                wanted=wanted,
                shown_by=shown_by,
            )
            self._say_older(about, marked, said)
        elif checked is Checked.WRONG:
            self.apart.append(
                phrase(
                    "{fact}: «Må rettes» er valgt, men det står ikke hva som er riktig. Spør "
                    "kommunen.",
                    fact=about,
                )
            )
        elif shown_by:
            self._say_shown_by(about, shown_by)
        elif checked is Checked.RIGHT:
            self.confirmed += 1

    def _said(self, marked: MarkedRow) -> str:
        """What the fact said when it was sent, as it was written in the audit where it is so."""
        fact = self._audit.find(Fact, marked.id)
        if fact is not None and fingerprint_of(fact.text) == marked.fingerprint:
            return fact.text
        return marked.sent.get(FACT, "")

    def _from_changed_text(self, about: str, changed: str, wanted: str) -> str:
        if not changed:
            self.apart.append(
                phrase(
                    "{fact}: teksten er tatt bort fra skjemaet. Faktumet står som før. Spør "
                    "kommunen hva som er galt.",
                    fact=about,
                )
            )
            return wanted
        if wanted:
            self.apart.append(
                phrase(
                    "{fact}: også selve teksten er endret, til «{text}». Det som står under "
                    "«Skal være», er lest inn.",
                    fact=about,
                    text=_quoted(changed),
                )
            )
            return wanted
        self.apart.append(
            phrase(
                "{fact}: selve teksten er endret. Den nye teksten er lest inn som en rettelse.",
                fact=about,
            )
        )
        return changed

    def _from_choice(self, about: str, choice: str, wanted: str) -> str:
        if wanted:
            self.apart.append(
                phrase("{fact}: under «Riktig?» står det «{text}».", fact=about, text=choice)
            )
            return wanted
        self.apart.append(
            phrase(
                "{fact}: det som står under «Riktig?», er lest inn som en rettelse: «{text}».",
                fact=about,
                text=choice,
            )
        )
        return choice

    def _say_older(self, about: str, marked: MarkedRow, said: str) -> None:
        fact = self._audit.find(Fact, marked.id)
        if fact is None:
            self.apart.append(
                phrase(
                    "{fact}: faktumet er tatt bort siden skjemaet ble laget. Rettelsen er tatt "
                    "vare på uten faktum. Det sto: «{text}».",
                    fact=about,
                    text=_quoted(said),
                )
            )
        elif fingerprint_of(fact.text) != marked.fingerprint:
            self.apart.append(
                phrase(
                    "{fact} har fått ny tekst siden skjemaet ble laget. Rettelsen gjelder den "
                    "gamle. Les begge før du tar stilling til den.",
                    fact=about,
                )
            )

    def _say_shown_by(self, about: str, shown_by: str) -> None:
        self.apart.append(
            phrase(
                "{fact}: «Vist av» er fylt ut («{text}»), men det står ikke hva som er riktig.",
                fact=about,
                text=_quoted(shown_by),
            )
        )

    def _read(self, row: int, name: str, sent: str) -> str:
        cell = self.cell(row, name)
        if is_as_sent(cell, sent):
            return cell.text.strip()
        problem = formula_fault(cell) or text_fault(cell, sent)
        if problem is not None:
            self.fault(row, name, problem)
        return cell.text.strip()

    def _about(self, row: int) -> str:
        return self.cell(row, NUMBER).text.strip() or self.where(row, FACT)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


_LONGEST_QUOTE = 200


def _quoted(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= _LONGEST_QUOTE else f"{whole[:_LONGEST_QUOTE]}…"


@cache
def _known_choices() -> dict[str, Checked | None]:
    """Every way a choice is written, in all languages; also that there is none."""
    found: dict[str, Checked | None] = {"": None}
    for language in LANGUAGES:
        _ = Translator(language)
        found[_.say(CHOOSE).casefold()] = None
        for each in Checked:
            found[_.say(each.words).casefold()] = each
    return found
