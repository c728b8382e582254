"""Report: which paper, for whom, what is in its way, how it begins, and a file to hand over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Input, OptionList, Select, Static

from checklist.criteria import Depth, text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import OnDemand, open_in_its_program
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
)
from checklist.session import Session, last_walk
from checklist.session.reports import baselines, report_of
from checklist.store import ZIP, nearest_folder, see_files, zipped
from checklist.text import file_stem
from checklist.tui import keys
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.boxes import (
    LinesBox,
    SignOffDialog,
    Tick,
    WantedFile,
    in_thread,
    make_file,
)
from checklist.tui.evidence import FilePicker
from checklist.tui.in_order import keys_wait
from checklist.tui.lists import LeadingRows
from checklist.tui.report.papers import Wanted, beginning, paper_rows
from checklist.tui.report.reader import ReaderScreen
from checklist.tui.report.statement import StatementDialog
from checklist.tui.report.texts import PaperTexts
from checklist.tui.signs import KEY, NOTE
from checklist.tui.user_files import UserFiles, user_files_of
from checklist.tui.widgets import StyledText, TopBar, content, plain
from checklist.words import applied_words, key_of, left_to_answer, name_words, sign_off_mark

if TYPE_CHECKING:
    from checklist.session import forms
else:
    forms = OnDemand("checklist.session.forms")  # what writes Word and Excel files

_EVERYONE = ""
_EACH = "*"
"""A file for each role. No role has this id."""
_BACK = "*"
"""To read a form in instead of making one. No role and no sample has this id."""
_ROLE = "role:"
"""Stands before the id of a role where samples are chosen among too."""
_TWO_COLUMNS = 120
"""The width from which the beginning of the paper stands beside the list."""
_LIST = 80
_LINES = 40
"""Lines of a beginning: more than there is room for."""


class ReportScreen(ExplainedScreen[None]):
    """The papers as they are now, and where to save them.

    Args:
        session: the open assessment.
        translator: the user's language.
        day: the date that the papers carry.
        opener: opens a file that was saved, in another program.
    """

    KEYS = "report"
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#papers"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(*keys.REPORT),
        *(Binding(str(number), f"document({number})", show=False) for number in range(1, 10)),
        Binding("escape", "back", show=False),
    ]

    def __init__(
        self,
        session: Session,
        translator: Translator,
        day: date,
        opener: Callable[[Path], object] = open_in_its_program,
    ) -> None:
        super().__init__(translator)
        # A report is about what all share, also while its reader answers alone.
        self._session = session if session.round is None else session.sharing()
        self._walked = last_walk(self._session.home, self._session).depth
        self._day = day
        self._opener = opener
        self._saved: Path | None = None
        self._texts = PaperTexts(self._what_report)
        self._is_writing = False
        self._where = ""

    @property
    def _files(self) -> UserFiles:
        return user_files_of(self.app)

    def compose(self) -> ComposeResult:
        """The papers, how the marked one begins, what it depends on, and the file."""
        _ = self._
        yield TopBar(*self._top())
        with Container(id="both"):
            with Vertical(id="list"):
                yield Static(plain(_("Hva skal leveres, og til hvem?")), classes="heading")
                yield LeadingRows("papers")
            with Vertical(id="beginning"):
                yield Static(classes="heading", id="over")
                yield Static(id="begins")
        with Horizontal(classes="row", id="choices"):
            # Those that are for other programs are made by command.
            forms = [(row.title, form) for form, row in FORMS.items() if row.title]
            yield Select(forms, value="html", allow_blank=False, compact=True, id="form")
            yield from self._compose_choices()
        with Horizontal(classes="row"):
            yield Static(_("Fil:"), markup=False)
            yield Input(compact=True, id="name", select_on_focus=False)
            yield Tick(plain(_("Til publisering")), id="publish", compact=True)
        yield Static(id="told")
        yield from self.foot()

    def _top(self) -> tuple[str, tuple[str, ...]]:
        """What stands on the line at the top: whose report, how far, and whether it is approved."""
        _, session = self._, self._session
        about = session.assessment
        state = left_to_answer(session.appraisal.progress, _)
        mark = sign_off_mark(session.since_sign_off(), _)
        name = name_words(about.municipality, about.date, _)
        return _("Rapport · {name}", name=name), tuple(filter(None, (state, mark)))

    def _compose_choices(self) -> ComposeResult:
        """What a paper may depend on."""
        _, session = self._, self._session
        roles = [(plain(text_in(r.title, _.language)), r.id) for r in session.criteria_set.roles]
        everyone = (plain(_("alle roller")), _EVERYONE)
        each = (plain(_("én fil for hver rolle")), _EACH)
        yield Select(
            [each, everyone, *roles], value=_EACH, allow_blank=False, compact=True, id="role"
        )
        yield Select(
            [(plain(words), depth) for words, depth in self._depths()],
            value=self._walked.value,
            allow_blank=False,
            compact=True,
            id="depth",
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

    def _depths(self) -> list[tuple[str, str]]:
        """How deep a paper may ask: as it was walked, or all."""
        depths = dict.fromkeys((self._walked, Depth.FULL))
        return [(self._.say(depth.words), depth.value) for depth in depths]

    def on_mount(self) -> None:
        """Paint first; the papers take longer than a key press may."""
        self._draw()
        self._choose()
        self._see_files()

    def on_resize(self) -> None:
        """The beginning stands beside the list where there is room."""
        self.set_class(self.size.width >= _TWO_COLUMNS, "-two")
        self.call_after_refresh(self._draw)

    @work(group="files")
    async def _see_files(self) -> None:
        """Write the papers anew where files turn out to be other than they were."""
        before = self._session.appraisal
        await self._look_at_files()
        if self._session.appraisal is not before:
            self._write_anew()

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
        return self.query_one("#papers", LeadingRows).marked or next(iter(DOCUMENTS))

    @property
    def _each_role(self) -> bool:
        return DOCUMENTS[self._document].by_role and self._chosen("role") == _EACH

    def _wanted(self, document: str) -> Wanted:
        """A paper with what is chosen for it now."""
        paper, role = DOCUMENTS[document], self._chosen("role")
        return Wanted(
            document,
            role=role if paper.by_role and role != _EACH else _EVERYONE,
            depth=self._chosen("depth") if paper.by_depth else "",
            against=self._chosen("against") if paper.looks_back else _EVERYONE,
            appendix=self._chosen("appendix") if paper.appendix else "",
            publish=self.query_one("#publish", Tick).value,
        )

    def _what_report(self, wanted: Wanted) -> Report:
        """What a paper is made of, also when the screen has been left."""
        return report_of(
            self._session,
            self._day,
            self._,
            against=wanted.against or None,
            role=wanted.role or None,
            depth=Depth(wanted.depth) if wanted.depth else None,
            publish=wanted.publish,
            appendix=Appendix(wanted.appendix or Appendix.WITH),
        )

    @on(OptionList.OptionHighlighted, "#papers")
    @on(Select.Changed, "#role,#depth,#against,#appendix")
    def _choose(self) -> None:
        """Show what was chosen, and let the file name follow."""
        paper = DOCUMENTS[self._document]
        self.query_one("#role").display = paper.by_role
        self.query_one("#depth").display = paper.by_depth and len(self._depths()) > 1
        self.query_one("#against").display = paper.looks_back
        self.query_one("#appendix").display = paper.appendix
        self._name_file()
        self._show()
        self._begin_writing()

    @on(Tick.Changed, "#publish")
    def _publish(self, event: Tick.Changed) -> None:
        """Say what is left out of what is published."""
        if event.value:
            words = self._("Rollene står for navn, og arkivreferansene for filer.")
            self._tell(words)
        self._choose()

    @on(Select.Changed, "#form")
    def _name_file(self) -> None:
        title = self._.say(DOCUMENTS[self._document].title)
        stem = file_stem(self._session.assessment.id, title)
        ending = "" if self._each_role else f".{self._chosen('form')}"
        self.query_one("#name", Input).value = f"{stem}{ending}"
        where = self._.say(self._files.where)
        if self._each_role:
            where = self._("Filene får en egen mappe. Slutter navnet på .zip, blir de én fil.")
        if where != self._where:
            # What else is told stays until this is another.
            self._where = where
            self._tell(where)

    # -- the texts ----------------------------------------------------------------------

    def _begin_writing(self) -> None:
        if not self._is_writing:
            self._is_writing = True
            self._write()

    @work(group="texts")
    async def _write(self) -> None:
        """Write the marked paper, and then the others, in threads: keys go on working."""
        try:
            while self._is_open and (wanted := self._next_to_write()) is not None:
                await self._texts.write(wanted)
                self._show()
            if self._is_open:
                await self._note_refusals()
        finally:
            self._is_writing = False

    @property
    def _is_open(self) -> bool:
        """Whether there is something to show on: what is on it goes before the screen itself.

        At the end of the program the screen is in the stack until all of it has gone.
        """
        here = self.is_attached and self in self.app.screen_stack
        return here and bool(self.query("#papers")) and bool(self.query("#begins"))

    def _next_to_write(self) -> Wanted | None:
        """The marked paper, else one whose length has to be counted; None where all are there."""
        counted = [name for name, paper in DOCUMENTS.items() if not paper.one_page]
        wanted = (self._wanted(name) for name in (self._document, *counted))
        return next((one for one in wanted if self._texts.of(one) is None), None)

    async def _note_refusals(self) -> None:
        """What stands in the way of those whose length is known without writing them."""
        one_page = [self._wanted(name) for name, paper in DOCUMENTS.items() if paper.one_page]
        for wanted in one_page:
            if self._texts.of(wanted) is None and await self._texts.is_refused(wanted):
                self._show()

    def _write_anew(self) -> None:
        self._texts.forget()
        self._begin_writing()

    def _draw(self) -> None:
        """The papers, each with what is known of it; the marked one stays marked."""
        listed = self.query_one("#papers", LeadingRows)
        width = _LIST - len("▌▕") if self.has_class("-two") else listed.room
        outcomes = {name: self._texts.of(self._wanted(name)) for name in DOCUMENTS}
        has_role = self._chosen("role") != _EVERYONE
        rows = paper_rows(outcomes, width, self._, has_role=has_role)
        if listed.option_count:
            for place, row in enumerate(rows):
                listed.redraw(place, row)
        else:
            listed.fill(rows)

    def _show(self) -> None:
        """What is known of the papers, and how the marked one begins."""
        if not self._is_open:
            return  # the screen was left while a paper was written
        self._draw()
        _, shown = self._, self.query_one("#begins", Static)
        outcome = self._texts.of(self._wanted(self._document))
        over: tuple[StyledText, ...] = (
            StyledText(_("Slik begynner dokumentet")),
            StyledText("   Enter ", KEY),
            StyledText(_("Les")),
        )
        if outcome is None:
            shown.update(plain(_("Lager rapporten …")))
        elif isinstance(outcome, SamsjekkError):
            over = (StyledText(_("Derfor kan det ikke lages nå")),)
            shown.update(content((StyledText("! ", NOTE), StyledText(outcome.text(_)))))
        else:
            shown.update(beginning(outcome.text, _LINES))
        self.query_one("#over", Static).update(content(over))

    def _tell(self, words: str, state: str = "") -> None:
        parts = [StyledText(words)]
        if state == "done" and self._files.opens:
            # First, because a long path takes the rest of the line.
            parts = [
                StyledText(f"{key_of('open_file', self._)} ", KEY),
                StyledText(f"{self._('Åpne filen')}   {words}"),
            ]
        # A file may be ready while the program ends: then there is nowhere to say it.
        for told in self.query("#told").results(Static):
            told.update(content(parts))
            told.set_classes(state)

    # -- what one can do ----------------------------------------------------------------

    def action_read(self) -> None:
        """Read the marked paper, or say what stands in its way."""
        self._read(self._document)

    @on(LeadingRows.Chosen)
    def _paper_chosen(self, event: LeadingRows.Chosen) -> None:
        self._read(event.leads_to)

    @work(exclusive=True, group="read")
    async def _read(self, document: str) -> None:
        wanted = self._wanted(document)
        outcome = self._texts.of(wanted)
        if outcome is None:
            with keys_wait(self):
                outcome = await self._texts.write(wanted)
            self._show()
        if not self.is_active:
            return  # the user has gone on to something else
        if isinstance(outcome, SamsjekkError):
            self.say(outcome.words, problem=True)
        else:
            title = self._.say(DOCUMENTS[wanted.document].title)
            self.app.push_screen(ReaderScreen(title, outcome.text, self._))

    def action_open_saved(self) -> None:
        """Open the file that was saved last with the program that the system has for it."""
        if self._saved is None:
            self.say(phrase("Lagre først. Da kan filen åpnes herfra."))
            return
        if not self._files.opens:
            self.say(phrase("Filen er blant nedlastingene i nettleseren. Åpne den der."))
            return
        try:
            self._opener(self._saved)
        except OSError:
            words = phrase(
                "Ingen program her kan åpne filen. Den ligger i {path}.", path=self._saved
            )
            self.say(words, problem=True)
        else:
            self.say(phrase("Åpner {name}.", name=self._saved.name))

    def _was_saved(self, path: Path) -> None:
        self._saved = path

    @on(Input.Submitted, "#name")
    def action_save(self) -> None:
        """Write the file, and say where it is; ask before another file is replaced."""
        _ = self._
        try:
            name, form = self._name_and_form()
        except SamsjekkError as error:
            self._tell(f"✗ {error.text(_)}", "fault")
            return
        self._tell(_("Lager filen. Det kan ta litt tid, og du kan gjøre noe annet imens."))
        path = Path(name) if name[:1] in ("", "~") else self._files.folder / name
        if self._each_role and name:
            self._save_for_each_role(path, form)
            return
        template = self._document
        report = partial(self._what_report, self._wanted(template))

        async def content(ending: str) -> bytes:
            await self._look_at_files()
            part = parts_of(report(), template, form)[ending]
            make = partial(report_file, part, template=template, form=form)
            # A PDF of a long report takes half a minute; keys go on working meanwhile.
            return make() if form in TEXT_FORMS else await in_thread(make)

        for ending in endings(template, form, Appendix(self._chosen("appendix"))):
            wanted = path.with_name(f"{path.stem}{ending}{path.suffix}") if ending else path
            one = WantedFile(wanted, partial(content, ending), self._session.home)
            make_file(one, self, self._tell, _, self._was_saved)

    def _save_for_each_role(self, path: Path, form: str) -> None:
        template, _ = self._document, self._
        report = partial(self._what_report, self._wanted(template))
        in_one = path.suffix.lower() == ZIP

        async def content() -> bytes | dict[str, bytes]:
            await self._look_at_files()
            made: dict[str, bytes] = {}
            parts = await in_thread(partial(parts_of, report(), template, form, each_role=True))
            for place, (ending, part) in enumerate(parts.items(), start=1):
                name = f"{path.stem if in_one else path.name}{ending}.{form}"
                if self in self.app.screen_stack:
                    self._tell(_("Lager {name} ({n} av {of}) …", name=name, n=place, of=len(parts)))
                made[name] = await in_thread(
                    partial(report_file, part, template=template, form=form)
                )
            return zipped(made) if in_one else made

        one = WantedFile(path, content, self._session.home)
        make_file(one, self, self._tell, _, self._was_saved)

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

    def action_send_form(self) -> None:
        """Choose whom a form is for, and make it where the papers are saved; or read one in."""
        _, session = self._, self._session
        roles = [
            (text_in(r.title, _.language), f"{_ROLE}{r.id}") for r in session.criteria_set.roles
        ]
        drawn = [
            (_("Stikkprøve: {title}", title=text_in(frame.title, _.language)), frame.id)
            for frame in session.criteria_set.samples
            if frame.id in session.shared.samples
        ]
        back = (_("Les inn et skjema som er kommet tilbake"), _BACK)

        def chosen(whom: str) -> None:
            if whom == _BACK:
                picker = FilePicker(nearest_folder(str(self._files.folder)), _)
                self.choose_on(picker, self._read_form)
            elif whom.startswith(_ROLE) and len(self._depths()) > 1:
                make = partial(self._form_for, whom)
                self.choose(_("Hvor mange spørsmål?"), self._depths(), make)
            else:
                self._form_for(whom)

        self.choose(_("Hvem skal få skjemaet?"), [back, *roles, *drawn], chosen)

    def _read_form(self, path: Path) -> None:
        """Read a form in, and say all that came of it."""
        _ = self._
        try:
            taken = forms.take_in_form(self._session, path, _)
        except SamsjekkError as error:
            lines, title = error.text(_).splitlines(), _("Ingenting er lest inn")
        else:
            title = applied_words(taken.changed, _, left_out=bool(taken.apart))
            lines = [*taken.lines, *taken.apart]
            self.query_one(TopBar).show(*self._top())
            self._write_anew()
        self.app.push_screen(LinesBox(title, lines or [path.name], _))

    def _form_for(self, whom: str, depth: str = Depth.FULL.value) -> None:
        """Make the form that is to go to somebody."""
        session, role = self._session, whom.removeprefix(_ROLE)
        is_role = whom.startswith(_ROLE)
        is_word = is_role and self._chosen("form") == "docx"
        ending = forms.DOCUMENT if is_word else forms.WORKBOOK

        async def content() -> bytes:
            if is_role:
                return await in_thread(
                    forms.role_form_of(session, role, self._, ending, Depth(depth))
                )
            return await in_thread(forms.sample_form_of(session, whom, self._))

        path = self._files.folder / f"{session.assessment.id}-{role}{ending}"
        make_file(
            WantedFile(path, content, session.home), self, self._tell, self._, self._was_saved
        )

    def action_document(self, number: int) -> None:
        """Mark a paper by its number."""
        self.query_one("#papers", LeadingRows).highlighted = number - 1

    def action_file(self) -> None:
        """Go to the format, and from there with Tab to the file name."""
        self.query_one("#form").focus()

    def action_sign_off(self) -> None:
        """Approve the assessment, or see who has; every paper says it."""

        def signed() -> None:
            self.query_one(TopBar).show(*self._top())
            self._write_anew()

        self.ask_in(SignOffDialog(self._session, self._, self._day), signed)

    def action_statement(self) -> None:
        """Write the chief municipal executive's statement, which the report quotes."""
        self.ask_in(StatementDialog(self._session, self._, self._day), self._write_anew)
