"""Line by line: the same walk without a screen, for a screen reader, a pipe or a bad line.

One question at a time, one line of answer. An answer and its comment go on one line:
`Delvis. Rutinen er fra 2014.` What else one can do has a module of its own for each letter.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import msgspec

from checklist.appraisal import CheckpointAppraisal, Selection, next_question
from checklist.assessment import Answer, Event
from checklist.criteria import AnswerValue
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import SHOWN_OTHERWISE, Environment, print_faults, print_wrapped
from checklist.plain.actions import PlainActions
from checklist.plain.answering import SaidAnswer, answer_said
from checklist.plain.answering_for import PlainAnsweringFor
from checklist.plain.confirming import PlainConfirming
from checklist.plain.evidence import PlainEvidence
from checklist.plain.figures import PlainFigures
from checklist.plain.finding import PlainFinding
from checklist.plain.judging import PlainJudging
from checklist.plain.lines import OfAssessment, UnreadableLine, line_after
from checklist.plain.looking import PlainLooking
from checklist.plain.reading import ReadingOut
from checklist.plain.sampling import PlainSampling
from checklist.plain.together import PlainTogether
from checklist.session import Session, follow_beginning, last_walk, remember_walk
from checklist.session.assessments import open_session
from checklist.store import NotKept, TakenBack, Unread, shared_folders
from checklist.text import has_harmful
from checklist.words import (
    ANSWER_TAKEN_AWAY,
    ANSWERING_ALONE,
    AS_BEGUN,
    TYPED,
    VERBS,
    brought_back,
    key_of,
    reason_asked,
    selection_words,
    taken_back,
    typed_of,
)

_LAST_EXCHANGE_SECONDS = 3.0
Place = tuple[str, str]
"""A criterion and one of its checkpoints, by their ids."""

_SIGNS = {
    "-": phrase("minus"),
    "<": phrase("mindre enn"),
    ">": phrase("større enn"),
    "/": phrase("skråstrek"),
    "?": phrase("spørsmålstegn"),
}
"""Signs that are typed, in words: many screen readers leave them out."""

_ALONE = ("next", "previous", "next_unanswered", "here", "law", "precedents", "redo", "help")
"""What takes nothing behind it: `I fjor var det annerledes` is not `i`, and not an answer."""

_Do = Callable[[str, Place], object]
"""What is done for what stands behind a letter, at a place."""


def show(assessment: str, environment: Environment, _: Translator) -> ExitCode:
    """Print every criterion of an assessment with its answers and verdict."""
    with open_session(environment, assessment) as session:
        print_faults(session.faults, _)
        read_out(session, _)
    return ExitCode.DONE


def read_out(session: Session, _: Translator) -> None:
    """Print every criterion with its answers and verdict."""
    reading = ReadingOut(session, _)
    reading.print_head()
    number = 0
    for appraised in session.appraisal.criteria.values():
        if not appraised.asked:
            print()
            reading.print_criterion(appraised)
        for point in appraised.asked:
            number += 1
            reading.print_question(appraised, point, number)
        reading.print_verdict(appraised.criterion.id)
    reading.print_conclusions()


def walk_lines(
    assessment: str,
    environment: Environment,
    _: Translator,
    answers: TextIO,
    selection: Selection | None = None,
) -> ExitCode:
    """Ask about every checkpoint, from where one goes on, reading a line for each.

    `selection` leaves out some of them. Without one it is as the assessment was last walked.
    Where it is shared through a folder, what others write comes between two answers.
    """
    told: deque[Phrase] = deque()
    with open_session(environment, assessment, alone=True) as session:
        print_faults(session.faults, _)
        home = environment.home
        walk = _Walk(session, _, home, told)
        if selection is None and follow_beginning(home, session):
            print_wrapped(_.say(AS_BEGUN))
        if environment.name_is_guessed:
            name = session.author.name
            print_wrapped(_("Det står «{name}» ved det du svarer.", name=name))
            print_wrapped(_("Rett navn og rolle med «samsjekk settings»."))
        with _sharing(session, environment, told):
            walk.run(answers, selection or last_walk(home, session))
    for words in told:
        print_wrapped(_.say(words))
    return ExitCode.DONE


@contextmanager
def _sharing(session: Session, environment: Environment, told: deque[Phrase]) -> Iterator[None]:
    """Exchange with the folder that an assessment is shared through, where it is."""
    name = session.shared.id
    if name not in shared_folders(session.journal):
        yield
        return
    from checklist.handover import Exchanging  # noqa: PLC0415 - a third of the start

    exchanging = Exchanging(environment, told.append, only=name)
    exchanging.begin()
    try:
        yield
    finally:
        exchanging.end(_LAST_EXCHANGE_SECONDS)


class _Walk(OfAssessment):
    """Where one is, and what each letter does there."""

    def __init__(
        self,
        session: Session,
        translator: Translator,
        home: Path,
        told: deque[Phrase] | None = None,
    ) -> None:
        """`told` is filled by others with what is said between two answers."""
        super().__init__(session, translator)
        self._home = home
        self._told = deque[Phrase]() if told is None else told
        self._answers: TextIO
        self._waiting: str | None = None
        self._is_unread = False
        self._reading = ReadingOut(session, translator)
        self._finding = PlainFinding(session, translator)
        self._places: list[Place] = []
        self._at = 0
        figures = PlainFigures(session, translator)
        confirming = PlainConfirming(session, translator)
        evidence = PlainEvidence(session, translator)
        sampling = PlainSampling(session, translator)
        actions = PlainActions(session, translator)
        judging = PlainJudging(session, translator)
        whole = PlainAnsweringFor(session, translator)
        looking = PlainLooking(session, translator)
        several = PlainTogether(session, translator)
        self._does: dict[str, _Do] = {
            "next": lambda _rest, _here: self._next(),
            "previous": lambda _rest, _here: self._step(-1),
            "next_unanswered": lambda _rest, _here: self._go_to_unanswered(),
            "here": lambda _rest, _here: self._reading.print_place(self._at + 1, len(self._places)),
            "search": lambda rest, _here: self._search(rest),
            "select": self._choose,
            "comment": self._comment,
            "note": self._note,
            "take_away": self._take_away,
            "law": lambda _rest, here: self._reading.print_law(session.appraised(here[0])),
            "precedents": lambda _rest, here: self._reading.print_precedents(
                session.appraised(here[0])
            ),
            "take_over": lambda rest, here: self._take_over(rest, here, confirming),
            "evidence": lambda rest, here: evidence.take(rest, here[1]),
            "figures": lambda rest, here: figures.take(rest, here[1]),
            "sample": lambda rest, here: sampling.take(rest, here[1]),
            "verdict": lambda rest, here: judging.take_verdict(rest, here[0]),
            "action": lambda rest, here: actions.take(rest, here[0]),
            "recommendations": lambda rest, here: judging.take_recommendation(rest, here[1]),
            "statement": lambda rest, _here: judging.take_statement(rest),
            "sign_off": lambda rest, _here: whole.take_sign_off(rest),
            "correct": lambda rest, _here: whole.take_correction(rest),
            "overview": lambda rest, _here: looking.take_overview(rest),
            "report": lambda rest, _here: looking.take_report(rest),
            "history": lambda rest, _here: looking.take_history(rest),
            "together": lambda rest, _here: several.take(rest),
            "undo": lambda rest, _here: self._undo(rest, looking),
            "redo": lambda _rest, _here: self._say_step(session.redo(), brought_back),
            "help": lambda _rest, _here: self._explain(),
        }
        """What is done for each thing one can do; then the question one is at is asked again."""

        self.verbs = {typed_of(verb, translator): verb for verb in self._does} | {"": "next"}
        """What each letter means."""

    def run(self, answers: TextIO, selection: Selection) -> None:
        _, session = self._, self._session
        self._answers = answers
        if selection.role is not None:
            session.role(selection.role)
        self._select(selection)
        self._reading.print_head()
        self._say_selection()
        self._print_keys()
        while self._places:
            # What others have answered meanwhile is read out before the next question.
            self._take_in_others()
            here = self._places[self._at]
            point = self._point(here)
            if point is None:
                # What was answered elsewhere has made this one fall away.
                if self._step(1) or self._step(-1):
                    continue
                break
            appraised = session.appraised(here[0])
            self._reading.print_question(appraised, point, self._at + 1)
            line = self._ask(self._prompt())
            if not line or line.strip().casefold() == typed_of("leave", _):
                break
            self._take(line.strip(), here)
            if has_harmful(line):
                print_wrapped(_.say(SHOWN_OTHERWISE))
        self._reading.print_conclusions()

    def _ask(self, prompt: str) -> str:
        """The line that waits, or the next one that is typed."""
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return line_after(prompt, self._answers)
        print(prompt)
        return waiting

    def _take_in_others(self) -> None:
        while self._told:
            print_wrapped(self._.say(self._told.popleft()))
        before = self._session.round
        self._follow()
        if before is None and self._session.round is not None:
            print_wrapped(self._.say(ANSWERING_ALONE))
        elif before is not None and self._session.round is None:
            print_wrapped(self._("Svarene er åpnet, og dere svarer sammen igjen."))

    def _follow(self) -> None:
        """Take in what others have written; that it can't be read now is said once."""
        try:
            self._session.refresh()
            self._is_unread = False
        except (TakenBack, Unread) as error:
            if not self._is_unread:
                print_wrapped(error.text(self._))
            self._is_unread = isinstance(error, Unread)

    def _take(self, line: str, here: Place) -> None:
        """Carry out one line, and move where it leads."""
        search = typed_of("search", self._)
        if line.startswith(search):
            line = f"{search} {line.removeprefix(search)}"
        letter, _space, rest = line.partition(" ")
        verb, rest = self.verbs.get(letter.casefold(), ""), rest.strip()
        try:
            if (said := answer_said(line, self._.language)) is not None:
                self._answer(said, here)
                self._print_outcome(here[0])
                self._next()
            elif verb in self._does and not (rest and verb in _ALONE):
                self._does[verb](rest, here)
            else:
                print_wrapped(self._("Forstod ikke «{line}».", line=line[:40]))
                print_wrapped(self._answers_words())
                print_wrapped(self._("{help} (spørsmålstegn) viser alt du kan gjøre.", **TYPED))
        except NotKept:
            raise
        except SamsjekkError as error:
            print_wrapped(error.text(self._))
            self._is_unread |= isinstance(error, Unread)

    # -- where one is -------------------------------------------------------------------

    def _step(self, step: int) -> bool:
        """To the nearest question this way that is still asked; False where there is none."""
        way = range(self._at + step, len(self._places) if step > 0 else -1, step)
        for at in way:
            if self._point(self._places[at]) is not None:
                self._at = at
                return True
        return False

    def _next(self) -> None:
        if not self._step(1):
            self._say_end(self._("Det var det siste spørsmålet."))

    def _say_end(self, why: str) -> None:
        print_wrapped(why)
        print_wrapped(
            self._(
                "Skriv {overview} for oversikt, {report} for rapport eller {leave} for å avslutte.",
                **TYPED,
            )
        )

    def _select(self, selection: Selection, here: Place | None = None) -> None:
        """Decide once what is asked: an answer given now does not make its question go away."""
        session = self._session
        self._finding.selection = selection
        self._places = [
            (appraised.criterion.id, point.checkpoint.id)
            for appraised in session.appraisal.criteria.values()
            for point in selection.of(appraised, session.assessment)
        ]
        if here in self._places:
            self._at = self._places.index(here)
        else:
            on = next_question(session.appraisal, selection, session.author.name)
            place = None if on is None else (on.criterion.criterion.id, on.point.checkpoint.id)
            self._at = 0 if place is None else self._places.index(place)

    def _choose(self, rest: str, here: Place) -> None:
        if (chosen := self._finding.take_selection(rest)) is not None:
            self._select(chosen, here)
            self._say_selection()
            remember_walk(self._home, self._session.assessment.id, chosen)

    def _search(self, rest: str) -> None:
        if (found := self._finding.take_search(rest)) is not None:
            self._go_to(found)

    def _say_selection(self) -> None:
        chosen = selection_words(self._finding.selection, self._session.criteria_set, self._)
        number = len(self._places)
        asked = self._.one_or_many("{n} spørsmål", number)
        print_wrapped(f"{chosen[:1].upper()}{chosen[1:]}: {asked}.")

    def _is_unanswered(self, at: int) -> bool:
        answer = self._session.assessment.answer(self._places[at][1])
        return answer is None or answer.value is None

    def _go_to_unanswered(self) -> None:
        """The next one without an answer, from the beginning again after the last."""
        number = len(self._places)
        in_order = [*range(self._at + 1, number), *range(self._at)]
        found = next((at for at in in_order if self._is_unanswered(at)), None)
        if found is None:
            self._say_end(self._("Alt er besvart."))
        else:
            self._at = found

    def _go_to(self, criterion: str) -> None:
        """To a criterion; one that was not chosen is asked about now, and what was chosen after."""
        places = [at for at, place in enumerate(self._places) if place[0] == criterion]
        if not places:
            asked = self._session.appraised(criterion).asked
            if not asked:
                self._reading.print_criterion(self._session.appraised(criterion))
                return
            print_wrapped(self._("Kravet er ikke blant dem du har valgt. Det kommer nå likevel."))
            self._places[self._at : self._at] = [(criterion, p.checkpoint.id) for p in asked]
            places = [self._at]
        self._at = places[0]

    def _point(self, here: Place) -> CheckpointAppraisal | None:
        points = self._session.appraised(here[0]).asked
        return next((point for point in points if point.checkpoint.id == here[1]), None)

    # -- answering ----------------------------------------------------------------------

    def _answer(self, said: SaidAnswer, here: Place) -> None:
        _, checkpoint = self._, here[1]
        before = self._session.assessment.answer(checkpoint) or Answer()
        comment = said.comment or before.comment
        self._session.set_answer(
            checkpoint,
            msgspec.structs.replace(before, value=said.value, comment=comment),
            decides=True,
        )
        print_wrapped(_("Lagret: {answer}.", answer=_.say(said.value.words)))
        if said.comment:
            print_wrapped(_("Kommentar: {text}", text=said.comment))
        point = self._point(here)
        if point is None or not point.comment_missing:
            return
        if said.value is not AnswerValue.NOT_APPLICABLE or not self._ask_why(here):
            print_wrapped(_("Svaret trenger en begrunnelse."))
            print_wrapped(
                _("Gå tilbake med {previous}, og skriv {comment} og begrunnelsen.", **TYPED)
            )

    def _take_over(self, rest: str, here: Place, confirming: PlainConfirming) -> None:
        """One that is confirmed is answered; then comes the next."""
        confirming.take(rest, here[1])
        if not rest:
            self._print_outcome(here[0])
            self._next()

    def _ask_why(self, here: Place) -> bool:
        """Ask why a question does not apply; whether that was told, as the comment.

        An answer or a command alone is not a reason: it is taken at the next question.
        """
        print_wrapped(reason_asked(AnswerValue.NOT_APPLICABLE, self._))
        line = self._ask(self._("Grunn, eller Enter: "))
        said = line.strip()
        alone = said.casefold() in (*self.verbs, typed_of("leave", self._))
        if said and not alone and answer_said(said, self._.language) is None:
            self._comment(said, here)
            return True
        if said or not line:
            self._waiting = line
        return False

    def _print_outcome(self, criterion: str) -> None:
        """What the answers to a criterion come to, once each has one."""
        appraised = self._session.appraised(criterion)
        if all(point.value is not None for point in appraised.asked):
            self._reading.print_verdict(criterion)
            self._reading.print_ladder(appraised)

    def _comment(self, rest: str, here: Place) -> None:
        """`k` reads it out, `k text` stores it, `k -` takes it away."""
        _, session = self._, self._session
        had = (session.assessment.answer(here[1]) or Answer()).comment
        if not rest:
            self.print_lines(
                _("Kommentar: {text}", text=had) if had else _("Ingen kommentar."),
                _("{comment} og en tekst skriver kommentaren.", **TYPED),
                _("{comment} {take_away} (minus) tar den bort.", **TYPED),
            )
        elif rest != typed_of("take_away", _):
            session.comment(here[1], rest)
            print_wrapped(_("Kommentaren er lagret."))
        else:
            session.comment(here[1], "")
            print_wrapped(_("Kommentaren er tatt bort.") if had else _("Ingen kommentar."))

    def _note(self, rest: str, here: Place) -> None:
        """`c` reads it out, `c text` stores it, `c -` takes it away."""
        _, session = self._, self._session
        had = (session.assessment.answer(here[1]) or Answer()).note
        if not rest:
            self.print_lines(
                _("Internt notat: {text}", text=had) if had else _("Ikke noe internt notat."),
                _("{note} og en tekst skriver et notat som ikke står i noen rapport.", **TYPED),
                _("{note} {take_away} (minus) tar det bort.", **TYPED),
            )
        elif rest != typed_of("take_away", _):
            session.set_fields(here[1], note=rest)
            print_wrapped(_("Det interne notatet er lagret."))
        else:
            session.set_fields(here[1], note="")
            print_wrapped(
                _("Det interne notatet er tatt bort.") if had else _("Ikke noe internt notat.")
            )

    def _take_away(self, rest: str, here: Place) -> None:
        if rest:
            raise UnreadableLine(
                phrase("Skriv {take_away} alene for å ta bort svaret. Det står som før.", **TYPED)
            )
        self._session.answer(here[1], None)
        print_wrapped(self._.say(ANSWER_TAKEN_AWAY))

    def _undo(self, rest: str, looking: PlainLooking) -> None:
        """`z` takes back one's last step, `z 3` all since number 3 of the history."""
        if rest:
            looking.go_back(rest)
        else:
            self._say_step(self._session.undo(), taken_back)

    def _say_step(self, step: tuple[Event, ...], words: Callable[..., Phrase]) -> None:
        _, session = self._, self._session
        earlier = session.earlier()
        print_wrapped(_.say(words(step, session.criteria_set, _.language, earlier)))

    # -- what one can do ----------------------------------------------------------------

    def _prompt(self) -> str:
        """What one can answer, as letters: the words were said first of all."""
        *letters, last = (key_of(value, self._) for value in AnswerValue)
        return self._("Svar {letters} eller {last}: ", letters=", ".join(letters), last=last)

    def _answers_words(self) -> str:
        _ = self._
        answers = (f"{_.say(value.words).lower()} ({key_of(value, _)})" for value in AnswerValue)
        return _("Svar med ord eller bokstav: {answers}.", answers=", ".join(answers))

    def _print_keys(self) -> None:
        """What can be answered, and how to go on."""
        _ = self._
        for line in (
            self._answers_words(),
            _("Begrunnelsen kan stå bak, slik: Delvis. Rutinen er fra 2014."),
            _("Enter hopper over."),
            _("{here} leser spørsmålet på nytt, og sier hvor langt dere er.", **TYPED),
            _("{leave} avslutter.", **TYPED),
            _("{help} (spørsmålstegn) viser alt du kan gjøre.", **TYPED),
            _("Alt lagres med en gang."),
        ):
            print_wrapped(line)

    def _explain(self) -> None:
        """What is typed for each thing one can do, as the table of keys has it."""
        _ = self._
        for verb in (*AnswerValue, *self._does, "leave"):
            typed = typed_of(verb, _)
            name = _SIGNS.get(typed)
            said = typed if name is None else f"{typed} ({_.say(name)})"
            print_wrapped(f"{said}: {_.say(VERBS[verb].words)}", "  ")
        self.print_lines(
            _("Bak et svar kan begrunnelsen stå."),
            _("En bokstav alene sier hva som kan stå bak den."),
        )
