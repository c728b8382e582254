"""Report: a look at any of the documents in the terminal, and a file to hand over."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Select, Static, TextArea

from checklist.assessment import Thing, whole_day
from checklist.criteria import text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting import (
    APPENDIX_CHOICES,
    DOCUMENTS,
    FORMS,
    TEXT_FORMS,
    Appendix,
    Report,
    endings,
    form_named_by,
    parts_of,
    report_file,
    report_text,
)
from checklist.session import Session
from checklist.session.reports import baselines, report_of
from checklist.store import ZIP, see_files, zipped
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.widgets import (
    AssessmentDialog,
    Opened,
    Tick,
    TopBar,
    WantedFile,
    apart,
    labelled,
    make_file,
    plain,
    read_field,
)

_EVERYONE = ""
_EACH = "*"
"""A file for each role. No role has this id."""
_BATCH_LINES = 60
"""The preview makes a widget for each paragraph, 5 ms a line, so it is made as one reads."""


class ReportScreen(ExplainedScreen[None]):
    """The documents as they are now, and where to save them.

    Args:
        session: the open assessment.
        translator: the user's language.
        day: the date that the documents carry.
    """

    KEYS = "report"
    CSS_PATH = "report.tcss"
    AUTO_FOCUS = "#preview"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "document", show=False),
        Binding("f", "file", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("u", "statement", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, session: Session, translator: Translator, day: date) -> None:
        super().__init__(translator)
        self._session = session
        self._day = day
        self._folder = Environment.documents()
        self._left: list[str] = []
        self._shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """The preview, which document and for whom, the file, and the keys."""
        _, session = self._, self._session
        yield TopBar(_("Rapport · {name}", name=session.assessment.municipality.name))
        with VerticalScroll(id="preview"):
            yield Static(_("Lager rapporten …"), markup=False)
        with Horizontal(classes="row"):
            titles = [(plain(_.say(row.title)), name) for name, row in DOCUMENTS.items()]
            yield Select(titles, value="gap", allow_blank=False, compact=True, id="document")
            roles = [
                (plain(text_in(r.title, _.language)), r.id) for r in session.criteria_set.roles
            ]
            everyone = (plain(_("alle roller")), _EVERYONE)
            each = (plain(_("én fil for hver rolle")), _EACH)
            yield Select(
                [each, everyone, *roles],
                value=_EACH,
                allow_blank=False,
                compact=True,
                id="role",
            )
            earlier = [
                (plain(f"{_.short_date(entry.created.date)} {entry.created.title}"), entry.id)
                for entry in baselines(session)
            ]
            nothing = (plain(_("uten tidligere egenvurdering")), _EVERYONE)
            first = earlier[0][1] if earlier else _EVERYONE
            yield Select(
                [nothing, *earlier], value=first, allow_blank=False, compact=True, id="against"
            )
            wheres = [(plain(_.say(where.words)), where.value) for where in APPENDIX_CHOICES]
            yield Select(
                wheres, value=Appendix.WITH.value, allow_blank=False, compact=True, id="appendix"
            )
        with Horizontal(classes="row"):
            # Those that are for other programs are made by command.
            forms = [(row.title, form) for form, row in FORMS.items() if row.title]
            yield Select(forms, value="html", allow_blank=False, compact=True, id="form")
            yield Static(_("Fil:"), markup=False)
            yield Input(compact=True, id="name", select_on_focus=False)
            yield Button(_("Lagre"), compact=True, variant="primary", id="save")
        yield Tick(
            plain(_("Til publisering: roller for navn, arkivreferanser for filer")),
            id="publish",
            compact=True,
        )
        yield Static(id="told")
        yield from self.foot()

    def on_mount(self) -> None:
        """Paint first; the report takes longer than a key press may."""
        self._name_file()
        self._show_choices()
        self._tell(self._("Lagres i {folder}", folder=self._folder))
        self.call_after_refresh(self._preview)
        self._see_files()

    @work(group="files")
    async def _see_files(self) -> None:
        """Show the report anew where files turn out to be other than they were."""
        before = self._session.appraisal
        await self._look_at_files()
        if self._session.appraisal is not before:
            self._shown = ()
            await self._preview()

    async def _look_at_files(self) -> None:
        # In a thread: a file may lie on a disk that is slow or away, and keys go on working.
        session = self._session
        seen = await asyncio.to_thread(
            see_files, session.assessment, session.files, dict(session.file_states), content=True
        )
        session.take_in_look(seen)

    # -- what is chosen -----------------------------------------------------------------

    def _chosen(self, name: str) -> str:
        return str(self.query_one(f"#{name}", Select).value)

    @property
    def _document(self) -> str:
        return self._chosen("document")

    @property
    def _by_role(self) -> bool:
        return DOCUMENTS[self._document].by_role

    @property
    def _each_role(self) -> bool:
        return self._by_role and self._chosen("role") == _EACH

    def _what_report(self) -> Callable[[], Report]:
        """What makes the report that is chosen now, also when the screen has been left."""
        against = self._chosen("against") if DOCUMENTS[self._document].looks_back else _EVERYONE
        role = _EVERYONE if not self._by_role or self._each_role else self._chosen("role")
        return partial(
            report_of,
            self._session,
            self._day,
            self._,
            against=against or None,
            role=role or None,
            publish=self.query_one("#publish", Tick).value,
            appendix=Appendix(self._chosen("appendix")),
        )

    @on(Select.Changed, "#document,#role,#against,#appendix")
    @on(Tick.Changed, "#publish")
    def _choose(self) -> None:
        """Show what was chosen, and let the file name follow."""
        self._show_choices()
        self._name_file()
        self.call_after_refresh(self._preview)

    def _show_choices(self) -> None:
        """Only what the document depends on is offered."""
        self.query_one("#role").display = self._by_role
        self.query_one("#against").display = DOCUMENTS[self._document].looks_back
        self.query_one("#appendix").display = DOCUMENTS[self._document].appendix

    @on(Select.Changed, "#form")
    def _name_file(self) -> None:
        name = re.sub(r"[^\w.-]+", "-", self._session.assessment.id).strip("-.") or "rapport"
        kind = re.sub(r"\W+", "-", self._.say(DOCUMENTS[self._document].title).lower())
        ending = "" if self._each_role else f".{self._chosen('form')}"
        self.query_one("#name", Input).value = f"{name}-{kind}{ending}"
        if self._each_role:
            self._tell(self._("Filene får en egen mappe. Slutter navnet på .zip, blir de én fil."))

    # -- the preview --------------------------------------------------------------------

    async def _preview(self) -> None:
        wanted = (
            *(self._chosen(name) for name in ("document", "role", "against", "appendix")),
            self.query_one("#publish", Tick).value,
        )
        if wanted == self._shown:
            return
        self._shown = wanted
        preview = self.query_one("#preview", VerticalScroll)
        try:
            self._left = _batches(
                report_text(self._what_report()(), template=self._document, form="md")
            )
        except SamsjekkError as error:
            self._left = []
            await preview.remove_children()
            await preview.mount(Static(plain(f"✗ {error.text(self._)}"), classes="fault"))
            return
        await preview.remove_children()
        preview.scroll_home(animate=False)
        self.watch(preview, "scroll_y", self._scrolled)
        await self._show_more()

    async def _show_more(self) -> None:
        """Add the next part of the report, until there is something to scroll to."""
        from textual.widgets import Markdown  # noqa: PLC0415 - 50 ms that only this screen needs

        preview = self.query_one("#preview", VerticalScroll)
        if self._left:
            await preview.mount(Markdown(self._left.pop(0), open_links=False))
            self.call_after_refresh(self._scrolled)

    async def _scrolled(self) -> None:
        preview = self.query_one("#preview", VerticalScroll)
        if preview.scroll_y + 2 * preview.size.height > preview.max_scroll_y:
            await self._show_more()

    def _tell(self, words: str, state: str = "") -> None:
        # A file may be ready while the program ends: then there is nowhere to say it.
        for told in self.query("#told").results(Static):
            told.update(plain(words))
            told.set_classes(state)

    # -- what one can do ----------------------------------------------------------------

    @on(Input.Submitted, "#name")
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write the file, and say where it is; ask before another file is replaced."""
        _ = self._
        try:
            name, form = self._name_and_form()
        except SamsjekkError as error:
            self._tell(f"✗ {error.text(_)}", "fault")
            return
        self._tell(_("Lager filen. Det kan ta litt tid, og du kan gjøre noe annet imens."))
        path = Path(name) if name[:1] in ("", "~") else self._folder / name
        if self._each_role and name:
            self._save_for_each_role(path, form)
            return
        report, template = self._what_report(), self._document

        async def content(ending: str) -> bytes:
            await self._look_at_files()
            part = parts_of(report(), template, form)[ending]
            make = partial(report_file, part, template=template, form=form)
            # A PDF of a long report takes half a minute; keys go on working meanwhile.
            return make() if form in TEXT_FORMS else await apart(make)

        for ending in endings(template, form, Appendix(self._chosen("appendix"))):
            wanted = path.with_name(f"{path.stem}{ending}{path.suffix}") if ending else path
            one = WantedFile(wanted, partial(content, ending), self._session.home)
            make_file(one, self, self._tell, _)

    def _save_for_each_role(self, path: Path, form: str) -> None:
        report, template, _ = self._what_report(), self._document, self._
        in_one = path.suffix.lower() == ZIP

        async def content() -> bytes | dict[str, bytes]:
            await self._look_at_files()
            made: dict[str, bytes] = {}
            parts = await apart(partial(parts_of, report(), template, form, each_role=True))
            for place, (ending, part) in enumerate(parts.items(), start=1):
                name = f"{path.stem if in_one else path.name}{ending}.{form}"
                if self in self.app.screen_stack:
                    self._tell(_("Lager {name} ({n} av {of}) …", name=name, n=place, of=len(parts)))
                made[name] = await apart(partial(report_file, part, template=template, form=form))
            return zipped(made) if in_one else made

        make_file(WantedFile(path, content, self._session.home), self, self._tell, _)

    def _name_and_form(self) -> tuple[str, str]:
        """What the file is called, and the form that this asks for, else the one that is chosen.

        Raises:
            UnknownForm: the name asks for a form that there is not.
        """
        name = self.query_one("#name", Input).value.strip()
        if self._each_role and (Path(name).suffix.lower() in ("", ZIP)):
            return name, self._chosen("form")
        named = form_named_by(Path(name))
        if self._each_role and named is not None:
            return str(Path(name).with_suffix("")), named
        if named is not None or not name:
            return name, named or self._chosen("form")
        return f"{name}.{self._chosen('form')}", self._chosen("form")

    def action_scroll(self) -> None:
        """A click on the line at the bottom turns the page."""
        self.query_one("#preview").scroll_page_down(animate=False)

    def action_document(self) -> None:
        """Choose another document."""
        self.query_one("#document", Select).focus()
        self.query_one("#document", Select).action_show_overlay()

    def action_file(self) -> None:
        """Go to the format, and from there with Tab to the file name."""
        self.query_one("#form").focus()

    def action_statement(self) -> None:
        """Write the chief municipal executive's statement, which the report quotes."""

        def given() -> None:
            self._shown = ()
            self.call_after_refresh(self._preview)

        self.ask_in(StatementDialog(self._session, self._, self._day), given)


class StatementDialog(AssessmentDialog):
    """The chief municipal executive's statement on the assessment."""

    AUTO_FOCUS = "TextArea"

    def __init__(self, session: Session, _: Translator, day: date) -> None:
        about = _("Rapporten gjengir den ordrett i et eget kapittel.")
        thing = Thing("statement", "")
        super().__init__(_("Kommunedirektørens uttalelse"), about, Opened(session, thing, _))
        self._day = day

    @property
    def draft_name(self) -> str:
        """One for each assessment."""
        return f"statement {self._session.assessment.id}"

    def fields(self) -> ComposeResult:
        """The text and its date."""
        _, given = self._, self._session.assessment.statement
        text = "" if given is None else given.value.text
        yield from labelled(_("Uttalelsen"), TextArea(text, compact=True, id="statement"))
        day = self._day if given is None else given.value.date
        yield from labelled(_("Dato"), Input(_.short_date(day), compact=True, id="date"))

    def store(self) -> None:
        """Record it."""
        day = read_field(self.query_one("#date", Input), whole_day)
        self._session.give_statement(self.query_one(TextArea).text, day)


def _batches(text: str) -> list[str]:
    """A Markdown text in pieces that begin at a heading and are not too short."""
    batches = [""]
    for section in re.split(r"(?m)^(?=#{1,4} )", text):
        if batches[-1].count("\n") >= _BATCH_LINES:
            batches.append("")
        batches[-1] += section
    return batches
