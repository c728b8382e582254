"""Which paper of an audit to make, in which form, and where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Label, Select

from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import expand_home
from checklist.reporting import AUDIT_DOCUMENTS, FORMS, PAPER_FORMS, form_named_by
from checklist.reporting.audits import BESIDE_FORMS
from checklist.text import file_stem
from checklist.tui.audit.choices import Choice
from checklist.tui.boxes import (
    Dialog,
    FieldError,
    labelled,
    written,
)
from checklist.tui.widgets import plain

FACT_FORM, BESIDE, NAMELESS = "fact-form", "beside", "beside-nameless"
_FORM_TITLE = phrase("Faktaverifiseringen som skjema å fylle ut")
_BESIDE_TITLES = {
    BESIDE: phrase("Kommunene side om side"),
    NAMELESS: phrase("Kommunene side om side, uten navn"),
}
_ENDINGS = {FACT_FORM: ("xlsx", "docx"), **dict.fromkeys(_BESIDE_TITLES, tuple(BESIDE_FORMS))}
"""What is no document of the audit alone, and the forms it can have."""

_USUAL = "docx"
"""The auditors go on writing in it."""


class ChosenPaper(NamedTuple):
    """A paper, its form, where it is to lie, and the role that it is for; None is all of them."""

    paper: str
    form: str
    path: Path
    role: str | None


class PaperDialog(Dialog):
    """A paper, a form and a file name; `chosen` is what was chosen once it is saved."""

    SAVE = phrase("Lag (ctrl+s)")
    AUTO_FOCUS = "#paper"

    def __init__(
        self,
        audit: str,
        roles: Sequence[Choice],
        folder: Path,
        translator: Translator,
        *,
        beside: bool,
    ) -> None:
        """`beside` is whether there are municipalities to set side by side."""
        super().__init__(translator("Lag en rapport"), "", translator)
        self.chosen = ChosenPaper("", "", folder, None)
        self._audit = audit
        self._suggested = ""
        self._titles: dict[str, Phrase] = {}
        self._beside = beside
        self._roles = roles
        self._folder = folder

    def fields(self) -> ComposeResult:
        """The paper, and the file; its ending is its form."""
        _ = self._
        titles = {name: one.title for name, one in AUDIT_DOCUMENTS.items()}
        titles[FACT_FORM] = _FORM_TITLE
        if self._beside:
            titles |= _BESIDE_TITLES
        papers = [(plain(_.say(title)), name) for name, title in titles.items()]
        first = next(iter(AUDIT_DOCUMENTS))
        self._titles = titles
        paper = Select(papers, value=first, allow_blank=False, compact=True, id="paper")
        yield from labelled(_("Dokument"), paper)
        if self._roles:
            yield from labelled(
                _("Rolle (dokumentbestilling og intervjuguide)"),
                Select(
                    [(plain(words), name) for words, name in self._roles],
                    prompt=_("Alle"),
                    compact=True,
                    id="role",
                ),
            )
        self._suggested = self._named(first, _USUAL)
        yield Label(self._forms_words(PAPER_FORMS), id="forms")
        yield written(self._suggested, "file")

    def _named(self, paper: str, ending: str) -> str:
        """The file that a paper lies in where nobody has written another."""
        stem = file_stem(self._audit, self._.say(self._titles[paper]))
        return str(self._folder / f"{stem}.{ending}")

    def _forms_words(self, forms: Sequence[str]) -> Content:
        titles = {name: f" ({FORMS[name].title})" for name in forms if name in FORMS}
        said = ", ".join(f".{name}{titles.get(name, '')}" for name in forms)
        return plain(self._("Fil; endelsen velger format: {forms}", forms=said))

    @on(Select.Changed, "#paper")
    def _name_file(self, event: Select.Changed) -> None:
        """Name the file after what is chosen, with an ending that it can have.

        A name that somebody has written stays, but for the ending.
        """
        field, forms = self.query_one("#file", Input), self._forms()
        self.query_one("#forms", Label).update(self._forms_words(forms))
        path = Path(field.value)
        ending = path.suffix.lower().removeprefix(".")
        if field.value == self._suggested:
            ending = ending if ending in forms else forms[0]
            self._suggested = field.value = self._named(str(event.value), ending)
        elif field.value.strip() and ending not in forms:
            field.value = str(path.with_suffix(f".{forms[0]}"))

    def _forms(self) -> tuple[str, ...]:
        return tuple(_ENDINGS.get(str(self.query_one("#paper", Select).value), PAPER_FORMS))

    def store(self) -> None:
        """Take what is chosen."""
        written = self.query_one("#file", Input).value.strip()
        path = (self._folder / expand_home(Path(written))) if written else self._folder
        paper = str(self.query_one("#paper", Select).value)
        forms = self._forms()
        form = path.suffix.lower().removeprefix(".") if paper in _ENDINGS else form_named_by(path)
        if not written or form not in forms:
            endings = ", ".join(f".{one}" for one in forms)
            words = phrase(
                "Skriv et filnavn som slutter på en av disse: {endings}.", endings=endings
            )
            raise FieldError(words, "#file")
        self.chosen = ChosenPaper(paper, form, path, self._role(paper))

    def _role(self, paper: str) -> str | None:
        """The role that is chosen, where the paper has a part for each."""
        if not self._roles or paper in _ENDINGS or not AUDIT_DOCUMENTS[paper].by_role:
            return None
        role = self.query_one("#role", Select)
        return None if role.is_blank() else str(role.value)
