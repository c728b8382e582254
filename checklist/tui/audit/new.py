"""A new audit: what it is about, and what it is over."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label, Select

from checklist.assessment import find_written
from checklist.auditing import known_receipt, new_audit, open_audits
from checklist.criteria import text_in
from checklist.criteria.files import Library
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.session.assessments import sets_to_choose
from checklist.store import author_of, open_receipts
from checklist.tui.boxes import (
    Dialog,
    Tick,
    labelled,
    read_field,
)
from checklist.tui.widgets import plain


class NewAuditDialog(Dialog):
    """Title, municipality, criteria set and receipts; `made` is the id once it is saved.

    `sets` are those to choose from, by id.
    """

    SAVE = phrase("Begynn (ctrl+s)")
    AUTO_FOCUS = "#title"
    DEFAULT_CSS = """
    NewAuditDialog #receipts { height: auto; margin-bottom: 1; }
    """

    def __init__(self, environment: Environment, known: dict[str, str], _: Translator) -> None:
        """`known` is whose each receipt is, by its id."""
        about = _("Revisjonens egen mappe. Det kommunen har overlevert, blir bare lest.")
        super().__init__(_("Ny revisjon"), about, _)
        self.made = ""
        self._environment = environment
        self._known = known
        library = Library.shipped(environment.own_criteria)
        self.sets = sets_to_choose(library, environment.today())[0]

    def fields(self) -> ComposeResult:
        """What it is about, whose services, criteria to choose from, and what was received."""
        _ = self._
        yield from labelled(_("Tittel"), Input(id="title", compact=True))
        yield from labelled(_("Kommune: navn eller nummer"), Input(id="municipality", compact=True))
        yield from labelled(
            _("Kriteriesett å velge fra"),
            Select(
                [(plain(text_in(one.title, _.language)), name) for name, one in self.sets.items()],
                prompt=_("Det kommunen brukte") if self._known else _("Ingen"),
                compact=True,
                id="set",
            ),
        )
        if self._known:
            with Vertical(id="receipts"):
                yield Label(plain(_("Det den er over (mellomrom velger)")))
                for name, words in self._known.items():
                    yield Tick(plain(f"{words} ({name})"), id=name, compact=True)

    def store(self) -> None:
        """Begin it."""
        written, chosen = self.query_one("#municipality", Input), self.query_one("#set", Select)
        receipts = open_receipts(self._environment)
        ticked = [name for name in self._known if self.query_one(f"#{name}", Tick).value]
        municipality = None
        if written.value.strip():
            today = self._environment.today()
            municipality = read_field(written, lambda text: find_written(text, today))
        with open_audits(self._environment) as journal:
            session = new_audit(
                journal,
                author_of(self._environment),
                title=self.query_one("#title", Input).value.strip(),
                municipality=municipality,
                criteria_set=None if chosen.is_blank() else self.sets[str(chosen.value)],
                receipts=[known_receipt(receipts, name) for name in ticked],
            )
        self.made = session.audit.id
