"""The fact check as a form: numbered facts to confirm or correct, without what they amount to."""

from __future__ import annotations

from hashlib import sha256

from checklist.audit import Fact
from checklist.i18n import WordedEnum, phrase
from checklist.reporting.audits import NO_FACTS, AuditPaper, source_outside
from checklist.reporting.forms.filling import (
    ID,
    Form,
    FormColumn,
    FormRow,
    MarkedRow,
    Marks,
    Sent,
)
from checklist.reporting.render import NothingToSay

NUMBER, FACT, CHECKED = "number", "fact", "checked"
WANTED, SHOWN_BY = "wanted", "shown-by"
"""The columns that are read when the form comes back."""


_EMPTY_ROWS = 3
"""Rows for what the municipality misses among the facts."""


class Checked(WordedEnum):
    """What is chosen for a fact."""

    RIGHT = "right", phrase("Riktig")
    WRONG = "wrong", phrase("Må rettes")


def fact_form(paper: AuditPaper, journal: str) -> Form:
    """The facts of an audit to confirm or correct; `journal` is the digest of its first write.

    Raises:
        NothingToSay: no facts are recorded.
    """
    _ = paper.translator
    facts = tuple(paper.audit.all(Fact).values())
    if not facts:
        raise NothingToSay(NO_FACTS)
    choices = tuple(_.say(each.words) for each in Checked)
    columns = (
        FormColumn(NUMBER, _("Nr."), 7),
        FormColumn(FACT, _("Faktum"), 60),
        FormColumn("", _("Kilde"), 26),
        FormColumn(CHECKED, _("Riktig?"), 13, choices),
        FormColumn(WANTED, _("Skal være"), 44),
        FormColumn(SHOWN_BY, _("Vist av"), 26),
        FormColumn(ID, _("Id"), 10),
    )
    is_open = tuple(column.name in (CHECKED, WANTED, SHOWN_BY) for column in columns)

    def row(fact: Fact) -> FormRow:
        sources = "\n".join(source_outside(paper, source, _) for source in fact.sources)
        source = "\n".join(filter(None, (sources, fact.place)))
        number = paper.numbers.facts[fact.id].number
        texts = (number, fact.text, source, "", "", "", fact.id)
        return FormRow(fact.id, texts, is_open)

    headings = {column.name: column.heading for column in columns if column.name}

    def marks(sent: Sent) -> Marks:
        rows = {
            fact.id: MarkedRow(fact.id, fingerprint_of(fact.text), (), sent[fact.id])
            for fact in facts
        }
        return Marks(journal, "", _("Fakta"), headings, rows)

    guide = (
        _("Faktaverifisering"),
        ". ".join(filter(None, (paper.head.title, paper.head.municipality, paper.head.by))) + ".",
        _("1. Les hvert faktum. Velg «Riktig» eller «Må rettes» i listen."),
        _(
            "2. Skriv under «Skal være» hele teksten slik den skal stå, og under «Vist av» hva som "
            "viser det."
        ),
        _(
            "3. Mangler det noe viktig, skriv det under «Skal være» på en av de tomme radene til "
            "slutt."
        ),
        _("4. Skriv ikke navn på brukere eller annet som kan knyttes til en person."),
        _("5. Lagre filen, og send den tilbake. Revisjonen svarer på hver rettelse."),
        paper.head.colophon,
    )
    title = f"{guide[0]} – {paper.head.municipality}"
    empty = FormRow("", ("",) * len(columns), is_open)
    rows = (*map(row, facts), *(empty,) * _EMPTY_ROWS)
    return Form(_("Fakta"), title, paper.day, guide, columns, rows, marks)


def fingerprint_of(text: str) -> str:
    """What tells whether a fact says the same as when it was sent."""
    return sha256(text.strip().encode()).hexdigest()[:16]
