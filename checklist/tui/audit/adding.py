"""What can be added to an audit, and what is asked before the form of it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from checklist.audit import (
    KINDS,
    AuditQuestion,
    ChosenCriterion,
    Correction,
    DocumentAsked,
    EarlierPoint,
    FileSampleTaken,
    ReceivedAssessment,
    Record,
    is_named_by,
)
from checklist.auditing import known_receipt, set_received, taken
from checklist.criteria import text_in
from checklist.criteria.files import Library
from checklist.i18n import Phrase, phrase
from checklist.session.assessments import sets_to_choose
from checklist.store import open_receipts
from checklist.tui.audit.choices import (
    Choice,
    ids_to_choose,
    receipts_to_choose,
    things_to_choose,
)
from checklist.tui.audit.choosing import CriterionDialog
from checklist.tui.audit.listing import audits_listed
from checklist.tui.audit.opened import OpenAudit
from checklist.tui.audit.requested import RequestSentDialog
from checklist.tui.audit.returned import ReturnedFactsDialog
from checklist.tui.audit.sampling import Sampling
from checklist.tui.boxes import LinesBox
from checklist.words.audits import AUDIT_PARTS, AUDIT_WORDS, requested_words

_EARLIER, _RETURNED, _SENT = "earlier", "returned", "sent"
"""To take over what an earlier audit recommended, to read in what came back of the fact check, and
to record that the request for documents was sent. No kind has these names."""

_OWN, _ONE, _THEIRS = "*", "?", "+"
"""To write a criterion oneself, to find one in the set, and to choose from the set that the
municipality used. No theme and no set has these ids."""


class Adding:
    """Adds things on the screen of an audit.

    Args:
        opened: the audit.
        form: opens the form of a new thing of a kind, and of what, where its id says that.
        sampling: what is done with file samples.
        changed: shows the audit as it is when something was added without a form.
    """

    def __init__(
        self,
        opened: OpenAudit,
        form: Callable[[type[Record], str | None], object],
        sampling: Sampling,
        changed: Callable[[], object],
    ) -> None:
        self._screen = opened.screen
        self._session = opened.session
        self._environment = opened.environment
        self._form = form
        self._sampling = sampling
        self._changed = changed
        self._ = opened.translator

    def add_to(self, part: str) -> None:
        """Add something to a part, and ask what where there is something to choose."""
        _ = self._
        kinds = [kind for kind in AUDIT_PARTS[part].kinds if not kind.SINGLE]
        choices = [(_.say(AUDIT_WORDS[kind].one), kind.KIND) for kind in kinds]
        if EarlierPoint in kinds and self._earlier_audits():
            choices.append((_("Anbefalingene i en tidligere revisjon …"), _EARLIER))
        if DocumentAsked in kinds and self._session.criteria_set is not None:
            choices.append((_("Dokumentbestillingen er sendt …"), _SENT))
        if Correction in kinds:
            choices.insert(0, (_("Skjemaet som kom tilbake …"), _RETURNED))
        if len(choices) > 1:
            self._screen.choose(_("Hva vil du legge til?"), choices, self._add)
        elif kinds:
            self._new(kinds[0])
        elif AUDIT_PARTS[part].kinds:
            (only,) = AUDIT_PARTS[part].kinds
            self._form(only, only.KIND)
        else:
            self._screen.say(phrase("Brudd kommer og går med det du skriver i de andre delene."))

    def _add(self, name: str) -> None:
        if name == _EARLIER:
            title = self._("Hvilken revisjon skal følges opp?")
            self._screen.choose(title, self._earlier_audits(), self._follow_up)
        elif name == _RETURNED:
            box = ReturnedFactsDialog(self._session, self._)
            self._screen.ask_in(box, lambda: self._tell_returned(box.told))
        elif name == _SENT:
            sent = RequestSentDialog(self._session, self._environment, self._)
            self._screen.ask_in(sent, lambda: self._tell_sent(sent.recorded))
        else:
            self._new(KINDS[name])

    def _tell_sent(self, number: int) -> None:
        self._changed()
        self._screen.say(requested_words(number))

    def _tell_returned(self, told: Sequence[str]) -> None:
        self._changed()
        self._screen.app.push_screen(LinesBox(self._("Lest inn"), told, self._))

    def _earlier_audits(self) -> list[Choice]:
        """The other audits there are."""
        listed, own = audits_listed(self._environment, self._), self._session.audit.id
        return [(words, name) for name, words in listed.items() if name != own]

    def _follow_up(self, earlier: str) -> None:
        if self._screen.done(lambda: self._session.follow_up(earlier)):
            self._changed()

    def _new(self, kind: type[Record]) -> None:
        _ = self._
        if kind is ChosenCriterion:
            self._choose_criteria()
        elif kind is FileSampleTaken:
            self._sampling.add(self._changed)
        elif kind is ReceivedAssessment:
            self._screen.run_worker(self._choose_receipt())
        elif is_named_by(kind):
            one = _.say(AUDIT_WORDS[kind].one)
            title = _("Hva gjelder det ({kind})?", kind=one)
            choices = ids_to_choose(self._session, kind, _)
            nothing = phrase("Det er ingenting å velge ennå.")
            self._choose(title, choices, partial(self._form, kind), nothing)
        else:
            self._form(kind, None)

    def _choose(
        self,
        title: str,
        choices: Sequence[Choice],
        chosen: Callable[[str], object],
        nothing: Phrase,
    ) -> None:
        """Let one be chosen; where there is none, say so."""
        if choices:
            self._screen.choose(title, choices, chosen)
        else:
            self._screen.say(nothing, problem=True)

    async def _choose_receipt(self) -> None:
        """Take something that was received into the audit."""
        receipts = open_receipts(self._environment)
        choices = await receipts_to_choose(self._session, receipts, self._)
        nothing = phrase("Alt som er mottatt, er med i revisjonen fra før.")
        if not receipts.all():
            nothing = phrase("Ingenting er mottatt ennå.")
        self._choose(self._("Hva skal revisjonen være over?"), choices, self._take, nothing)

    def _take(self, name: str) -> None:
        receipts = open_receipts(self._environment)
        if self._screen.done(lambda: self._session.record(taken(known_receipt(receipts, name)))):
            self._changed()

    def _choose_criteria(self) -> None:
        """Let a criterion be written, found in the set, or all of a theme be taken."""
        _, criteria_set = self._, self._session.criteria_set
        if criteria_set is None or self._session.audit.sets_differing():
            self._choose_set()
            return
        themes = [
            (_("Alle i temaet {theme}", theme=text_in(theme.title, _.language)), theme.id)
            for theme in criteria_set.themes
        ]
        choices = [(_("Skriv et eget kriterium"), _OWN), (_("Finn ett krav i settet …"), _ONE)]

        def chosen(name: str) -> None:
            if name == _OWN:
                self._form(ChosenCriterion, None)
            elif name == _ONE:
                found = CriterionDialog(criteria_set, _)
                self._screen.choose_on(found, lambda one: self._ask_question((), (one,)))
            else:
                self._ask_question((name,), ())

        self._screen.choose(_("Hvilket revisjonskriterium?"), [*choices, *themes], chosen)

    def _choose_set(self) -> None:
        """Let a criterion be written, or a set be chosen for the audit and criteria from that."""
        _, library = self._, Library.shipped(self._environment.own_criteria)
        sets = sets_to_choose(library, self._environment.today())[0]
        choices = [(_("Skriv et eget kriterium"), _OWN)]
        if self._session.audit.all(ReceivedAssessment):
            choices.append((_("Velg fra settet kommunen brukte"), _THEIRS))
        choices += [
            (_("Velg fra {set}", set=text_in(one.title, _.language)), name)
            for name, one in sets.items()
        ]

        def give(name: str) -> None:
            receipts = open_receipts(self._environment)
            found = sets.get(name) or set_received(self._session.audit, receipts)
            if found is not None:
                self._session.give_set(found)

        def chosen(name: str) -> None:
            if name == _OWN:
                self._form(ChosenCriterion, None)
            elif self._screen.done(lambda: give(name)):
                self._changed()
                self._choose_criteria()

        self._screen.choose(_("Hvilket revisjonskriterium?"), choices, chosen)

    def _ask_question(self, themes: tuple[str, ...], criteria: tuple[str, ...]) -> None:
        """Choose the audit question that the criteria are to answer, where there are several."""
        questions = things_to_choose(self._session, AuditQuestion, self._)

        def chosen(question: str | None) -> None:
            if self._screen.done(
                lambda: self._session.choose(
                    question, self._.language, themes=themes, criteria=criteria
                )
            ):
                self._changed()

        if len(questions) > 1:
            self._screen.choose(self._("Hvilken problemstilling?"), questions, chosen)
        else:
            chosen(questions[0][1] if questions else None)
