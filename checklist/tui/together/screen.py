"""First alone, then together: who answers alone, and where they differ when that is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from checklist.appraisal import Agenda, Compared
from checklist.assessment import Round
from checklist.criteria import text_in
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui import keys
from checklist.tui.boxes import Dialog, labelled
from checklist.tui.lists import LeadingRow, LeadingRows, LeadingScreen
from checklist.tui.signs import DIFFERENT, QUIET, answer_sign
from checklist.tui.widgets import StyledText, TopBar, hung, opinion_parts
from checklist.words import KEYS, name_and_role, not_begun_words, progress_of, said_by


class _Row(NamedTuple):
    """What is drawn, and the checkpoint it leads to."""

    parts: tuple[StyledText, ...]
    checkpoint: str | None = None


class TogetherScreen(LeadingScreen):
    """Begins a round, shows how far people have come, opens it, and lists where they differ.

    Dismisses with the id of the checkpoint that was chosen, or None. It is drawn once a second, as
    what people answer alone changes nothing in the appraisal.
    """

    KEYS = "together"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(*keys.TOGETHER),
        # Before the list: while people answer alone, no row leads anywhere.
        Binding("enter", "open", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    TogetherScreen #rows { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    def compose(self) -> ComposeResult:
        """One list and the keys."""
        yield TopBar()
        yield LeadingRows("rows")
        yield from self.foot()

    @property
    def uses(self) -> tuple[keys.Use, ...]:
        """What can be done, as far as the round has come."""
        session = self._session
        if session.running is not None:
            can = {"open_answers"}
        elif session.rounds:
            agenda = session.agenda()
            can = {"new"} | ({"open"} if agenda.differences else set())
            can |= {"take_over"} if agenda.alike else set()
        else:
            can = {"new"}
        return tuple(use for use in super().uses if use.verb in can | {"settings"})

    # -- what is shown ------------------------------------------------------------------

    def show_state(self) -> None:
        """Show the round as it is now, staying on the same row."""
        _, session = self._, self._session
        name = session.assessment.municipality.name
        self.query_one(TopBar).show(_("Hver for seg, så sammen · {name}", name=name))
        if session.running is not None:
            found = list(self._while_alone(session.running))
        elif session.rounds:
            found = list(self._opened(session.agenda()))
        else:
            found = list(self._nothing_yet())
        self.show_keys()
        shown = self.query_one(LeadingRows)
        shown.fill(LeadingRow(hung(row.parts, shown.room), row.checkpoint) for row in found)

    def _nothing_yet(self) -> Iterator[_Row]:
        _ = self._
        yield _Row((StyledText(_("Svar hver for seg før dere snakker sammen"), "bold"),))
        for words in (
            _("Alle går gjennom spørsmålene uten å se hva de andre svarer."),
            _("Når dere åpner svarene, ser dere her hvor dere er uenige, det største først."),
            _("Det er sakslisten til møtet. Svaret dere velger da, er egenvurderingens svar."),
        ):
            yield _Row((StyledText(words),))

    def _while_alone(self, held: Round) -> Iterator[_Row]:
        _ = self._
        yield _Row((StyledText(_("Dere svarer hver for seg"), "bold"),))
        yield _Row((StyledText(_("Ingen ser hva andre har svart før dere åpner svarene.")),))
        people, of = self._session.alone_progress(), self._session.appraisal.progress.of
        for who, words in progress_of(people, of, held.not_begun, _):
            yield _Row((StyledText(f"  {who}: ", "bold"), StyledText(words)))

    def _opened(self, agenda: Agenda) -> Iterator[_Row]:
        _ = self._
        said = ", ".join(
            _("{who} {n} av {of}", who=name_and_role(author), n=answered, of=agenda.of)
            for author, answered in agenda.people
        )
        if said:
            yield _Row((StyledText(_("Svart hver for seg: {people}", people=said), QUIET),))
        if agenda.not_begun:
            yield _Row((StyledText(not_begun_words(agenda.not_begun, _), QUIET),))
        took_part = sum(answered > 0 for _author, answered in agenda.people)
        if took_part < len("ab"):
            words = _("Færre enn to har svart, så det er ingen å sammenligne med.")
            yield _Row((StyledText(words),))
        if agenda.alike:
            words = _.plural(
                "{n} likt svar kan tas over sammen ({take_over})",
                "{n} like svar kan tas over sammen ({take_over})",
                len(agenda.alike),
                **KEYS,
            )
            if took_part < len("ab"):
                words = _.one_or_many(
                    "{n} svar kan bli egenvurderingens svar ({take_over})",
                    len(agenda.alike),
                    **KEYS,
                )
            yield _Row((StyledText(f"✓ {words}", "bold"),))
        if took_part > 1 or agenda.differences:
            yield from self._differences(agenda)

    def _differences(self, agenda: Agenda) -> Iterator[_Row]:
        _ = self._
        number = len(agenda.differences)
        heading = (
            _.plural("{n} ulikhet å avgjøre", "{n} ulikheter å avgjøre", number)
            if number
            else _("Alle ulikheter er avgjort.")
        )
        yield _Row((StyledText(f"{DIFFERENT.sign} {heading}", f"bold {DIFFERENT.style}"),))
        for compared in agenda.differences:
            yield self._difference(compared)
        if agenda.decided:
            yield _Row((StyledText(_("Avgjort {n}", n=len(agenda.decided)), "bold"),))
        for compared in agenda.decided:
            sign = answer_sign(compared.point.value)
            yield _Row(
                (
                    StyledText(f"  {self._question(compared)}\n    ", QUIET),
                    *opinion_parts(compared.opinions, _),
                    StyledText(" → "),
                    StyledText(f"{sign.sign} {_.say(sign.words)}", sign.style),
                ),
                compared.point.checkpoint.id,
            )

    def _difference(self, compared: Compared) -> _Row:
        _ = self._
        why = [_.say(compared.distance.words)] if compared.distance is not None else []
        if compared.point.checkpoint.decisive:
            why.append(_("avgjørende"))
        if compared.severity is not None:
            why.append(_.say(compared.severity.words))
        parts = [
            StyledText(f"  {self._question(compared)}", "bold"),
            StyledText(f"\n    {' · '.join(why)}\n    ", QUIET),
            *opinion_parts(compared.opinions, _),
        ]
        comments = (
            f"{said.who}: {said.comment}"
            for said in said_by(compared.opinions, self._)
            if said.comment
        )
        parts += [StyledText(f"\n      {line}", QUIET) for line in comments]
        return _Row(tuple(parts), compared.point.checkpoint.id)

    def _question(self, compared: Compared) -> str:
        return " ".join(text_in(compared.point.checkpoint.question, self._.language).split())

    # -- what one can do ----------------------------------------------------------------

    def action_begin(self) -> None:
        """Begin a round, unless one is running."""
        if self._session.running is None:
            self.app.push_screen(_PeopleDialog(self._session, self._), lambda _: self.show_state())

    def action_open(self) -> None:
        """Open the answers while people answer alone, else go to what the marked row is about."""
        if self._session.running is None:
            super().action_open()
        else:
            self.action_open_answers()

    def action_open_answers(self) -> None:
        """Ask, and show everybody what each answered."""
        _, held = self._, self._session.running
        if held is None:
            return
        question = _("Da ser alle hva hver enkelt har svart, og dere svarer sammen igjen.")
        if held.not_begun:
            question = f"{not_begun_words(held.not_begun, _)}. {question}"
        self._ask_to_change(question, _("Åpne svarene"), self._session.open_round)

    def action_take_over(self) -> None:
        """Ask, and answer together what all answered alike."""
        _ = self._
        if self._session.running is not None or not self._session.rounds:
            return
        alike = self._session.agenda().alike
        if not alike:
            return
        question = _.plural(
            "Der alle har svart likt, blir det egenvurderingens svar: {n} kontrollpunkt. "
            "Kommentarene følger med.",
            "Der alle har svart likt, blir det egenvurderingens svar: {n} kontrollpunkter. "
            "Kommentarene følger med.",
            len(alike),
        )
        self._ask_to_change(question, _("Ta over"), self._session.take_over)

    def _ask_to_change(self, question: str, yes: str, change: Callable[[], object]) -> None:
        def do() -> None:
            self.done(change)
            self.show_state()

        self.ask(question, yes, self._("Avbryt"), do)


class _PeopleDialog(Dialog):
    """Who is going to answer alone."""

    AUTO_FOCUS = "Input"

    def __init__(self, session: Session, _: Translator) -> None:
        about = _("Fra nå av ser hver bare sine egne svar, til dere åpner dem.")
        super().__init__(_("Svar hver for seg"), about, _)
        self._session = session

    def fields(self) -> ComposeResult:
        """Their names, so that it can be said who has not begun."""
        words = self._("De andre som skal svare, med komma mellom (kan stå tomt)")
        yield from labelled(words, Input(compact=True, id="people"))

    def store(self) -> None:
        """Begin the round."""
        self._session.start_round(self.query_one("#people", Input).value.split(","))
