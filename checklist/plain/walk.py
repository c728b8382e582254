"""Line by line: the same walk without a screen, for a screen reader, a pipe or a bad line.

One question at a time, one line of answer. An answer and its comment go on one line:
`d Rutinen er fra 2014.` Each other letter has a room of its own in `plain_*.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import msgspec

from checklist.appraisal import CheckpointAppraisal, Selection
from checklist.assessment import Answer
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import SHOWN_OTHERWISE, Environment
from checklist.plain.actions import PlainActions
from checklist.plain.answering import LETTERS, SaidAnswer, answer_said
from checklist.plain.evidence import PlainEvidence
from checklist.plain.figures import PlainFigures
from checklist.plain.finding import PlainFinding
from checklist.plain.judging import PlainJudging
from checklist.plain.lines import OfAssessment
from checklist.plain.looking import PlainLooking
from checklist.plain.printing import print_faults, print_wrapped
from checklist.plain.reading import ReadingOut
from checklist.plain.sampling import PlainSampling
from checklist.plain.together import PlainTogether
from checklist.session import Session, last_walk, open_session, remember_walk
from checklist.store import NotKept
from checklist.text import has_harmful
from checklist.words import Earlier, brought_back, selection_words, taken_back

_AWAY = "x"
"""What stands behind a letter to take away what it writes."""

Place = tuple[str, str]
"""A criterion and one of its checkpoints, by their ids."""


def show(assessment: str, environment: Environment, _: Translator) -> ExitCode:
    """Print every criterion with its answers and verdict."""
    with open_session(environment, assessment) as session:
        print_faults(session.faults, _)
        reading = ReadingOut(session, _)
        reading.print_head()
        of = sum(len(appraised.asked) for appraised in session.appraisal.criteria.values())
        number = 0
        for appraised in session.appraisal.criteria.values():
            if not appraised.asked:
                print()
                reading.print_criterion(appraised)
            for point in appraised.asked:
                number += 1
                reading.print_question(appraised, point, number, of)
            reading.print_verdict(appraised.criterion.id)
        reading.print_conclusions()
    return ExitCode.DONE


def walk_lines(
    assessment: str,
    environment: Environment,
    _: Translator,
    answers: TextIO,
    selection: Selection | None = None,
) -> ExitCode:
    """Ask about every checkpoint from the first unanswered one, reading a line for each.

    `selection` leaves out some of them. Without one it is as the assessment was last walked.
    """
    with open_session(environment, assessment, alone=True) as session:
        print_faults(session.faults, _)
        home = environment.home
        _Walk(session, _, home).run(answers, selection or last_walk(home, session))
    return ExitCode.DONE


class UnreadableAnswers(SamsjekkError):
    """What comes in is not text in UTF-8."""


def _next_line(answers: TextIO) -> str:
    line = answers.readline()
    if any("\ud800" <= sign <= "\udfff" for sign in line):
        raise UnreadableAnswers(
            phrase(
                "Svarene som kommer inn, er ikke UTF-8-tekst. Lagre dem som UTF-8 og prøv igjen. "
                "Det som ble besvart før dette, er lagret."
            )
        )
    return line


class _Walk(OfAssessment):
    """Where one is, and what each letter does there."""

    def __init__(self, session: Session, translator: Translator, home: Path) -> None:
        super().__init__(session, translator)
        self._home = home
        self._reading = ReadingOut(session, translator)
        self._finding = PlainFinding(session, translator)
        self._places: list[Place] = []
        self._at = 0
        self._way = 1
        figures = PlainFigures(session, translator)
        evidence = PlainEvidence(session, translator)
        sampling = PlainSampling(session, translator)
        actions = PlainActions(session, translator)
        judging = PlainJudging(session, translator)
        looking = PlainLooking(session, translator)
        several = PlainTogether(session, translator)
        self._staying: dict[str, Callable[[str, Place], None]] = {
            "k": self._comment,
            "c": self._note,
            "x": self._take_away,
            "z": lambda _rest, _here: self._take_back("z"),
            "y": lambda _rest, _here: self._take_back("y"),
            "l": lambda _rest, here: self._reading.print_law(session.appraised(here[0])),
            "i": lambda _rest, here: self._reading.print_precedents(session.appraised(here[0])),
            "w": lambda rest, here: sampling.take(rest, here[1]),
            "m": lambda rest, here: figures.take(rest, here[1]),
            "e": lambda rest, here: evidence.take(rest, here[1]),
            "p": lambda rest, here: actions.take(rest, here[0]),
            "a": lambda rest, here: judging.take_verdict(rest, here[0]),
            "b": lambda rest, here: judging.take_recommendation(rest, here[1]),
            "u": lambda rest, _here: judging.take_statement(rest),
            "o": lambda rest, _here: looking.take_overview(rest),
            "h": lambda rest, _here: looking.take_history(rest),
            "r": lambda rest, _here: looking.take_report(rest),
            "s": lambda rest, _here: several.take(rest),
            "?": lambda _rest, _here: self._explain(),
        }
        """What is done before the same question is asked again."""

        self._moving: dict[str, Callable[[str, Place], None]] = {
            "": lambda _rest, _here: self._move(1),
            "t": lambda _rest, _here: self._move(-1),
            ">": lambda _rest, _here: self._go_to_unanswered(),
            "f": self._choose,
            "/": lambda rest, _here: self._search(rest),
        }
        """What leads to another question."""

    def run(self, answers: TextIO, selection: Selection) -> None:
        _, session = self._, self._session
        if selection.role is not None:
            session.role(selection.role)
        self._select(selection)
        self._reading.print_head()
        self._say_selection()
        self._print_keys()
        while 0 <= self._at < len(self._places):
            # What others have answered meanwhile is read out before the next question.
            self._take_in_others()
            here = self._places[self._at]
            point = self._point(here)
            if point is None:
                # What was answered elsewhere has made this one fall away.
                self._move(self._way)
                self._way = self._way if self._at else 1
                continue
            appraised = session.appraised(here[0])
            self._reading.print_question(appraised, point, self._at + 1, len(self._places))
            print(_("Svar: "), end="", flush=True)
            line = _next_line(answers)
            print()
            if not line or line.strip().casefold() == "q":
                break
            self._take(line.strip(), here)
            if has_harmful(line):
                print_wrapped(_.say(SHOWN_OTHERWISE))
        self._reading.print_conclusions()

    def _take_in_others(self) -> None:
        before = self._session.round
        self._session.refresh()
        if before is None and self._session.round is not None:
            print_wrapped(self._("Nå svarer dere hver for seg. Bare du ser det du svarer."))
        elif before is not None and self._session.round is None:
            print_wrapped(self._("Svarene er åpnet, og dere svarer sammen igjen."))

    def _take(self, line: str, here: Place) -> None:
        """Carry out one line, and move where it leads."""
        if line.startswith("/"):
            line = f"/ {line[1:]}"
        letter, _space, rest = line.partition(" ")
        letter, rest = letter.casefold(), rest.strip()
        try:
            if (said := answer_said(line, self._.language)) is not None:
                self._answer(said, here)
                self._move(1)
            elif letter in self._staying:
                self._staying[letter](rest, here)
            elif letter in self._moving:
                self._moving[letter](rest, here)
            else:
                print_wrapped(self._("Forstod ikke «{line}».", line=line[:40]))
                print_wrapped(self._answers_words())
                print_wrapped(self._("? viser alt du kan gjøre."))
        except NotKept:
            raise
        except SamsjekkError as error:
            print_wrapped(error.text(self._))

    # -- where one is -------------------------------------------------------------------

    def _move(self, step: int) -> None:
        self._way = step
        self._at = max(0, self._at + step)

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
            unanswered = (at for at in range(len(self._places)) if self._is_unanswered(at))
            self._at = next(unanswered, 0)

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
        asked = self._.plural("{n} spørsmål", "{n} spørsmål", number)
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
            print_wrapped(self._("Alt er besvart. Skriv o for oversikt eller r for rapport."))
        else:
            self._at, self._way = found, 1

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
        self._at, self._way = places[0], 1

    def _point(self, here: Place) -> CheckpointAppraisal | None:
        points = self._session.appraised(here[0]).asked
        return next((point for point in points if point.checkpoint.id == here[1]), None)

    # -- answering ----------------------------------------------------------------------

    def _answer(self, said: SaidAnswer, here: Place) -> None:
        _, (criterion, checkpoint) = self._, here
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
        if point is not None and point.comment_missing:
            print_wrapped(_("Svaret trenger en begrunnelse."))
            print_wrapped(_("Gå tilbake med t, og skriv k og begrunnelsen."))
        appraised = self._session.appraised(criterion)
        if all(point.value is not None for point in appraised.asked):
            self._reading.print_verdict(criterion)
            self._reading.print_ladder(appraised)

    def _comment(self, rest: str, here: Place) -> None:
        """`k` reads it out, `k text` stores it, `k x` takes it away."""
        _, session = self._, self._session
        had = (session.assessment.answer(here[1]) or Answer()).comment
        if not rest:
            told = _("Kommentar: {text}", text=had) if had else _("Ingen kommentar.")
            print_wrapped(told, "  ")
            print_wrapped(_("k og en tekst skriver kommentaren. k x tar den bort."), "  ")
        elif rest.casefold() != _AWAY:
            session.comment(here[1], rest)
            print_wrapped(_("Kommentaren er lagret."))
        else:
            session.comment(here[1], "")
            print_wrapped(_("Kommentaren er tatt bort.") if had else _("Ingen kommentar."))

    def _note(self, rest: str, here: Place) -> None:
        """`c` reads it out, `c text` stores it, `c x` takes it away."""
        _, session = self._, self._session
        had = (session.assessment.answer(here[1]) or Answer()).note
        if not rest:
            none = _("Ikke noe internt notat.")
            print_wrapped(_("Internt notat: {text}", text=had) if had else none, "  ")
            print_wrapped(
                _(
                    "c og en tekst skriver et internt notat, som ikke står i noen rapport. "
                    "c x tar det bort."
                ),
                "  ",
            )
        elif rest.casefold() != _AWAY:
            session.set_fields(here[1], note=rest)
            print_wrapped(_("Det interne notatet er lagret."))
        else:
            session.set_fields(here[1], note="")
            print_wrapped(
                _("Det interne notatet er tatt bort.") if had else _("Ikke noe internt notat.")
            )

    def _take_away(self, _rest: str, here: Place) -> None:
        self._session.answer(here[1], None)
        print_wrapped(self._("Svaret er tatt bort."))

    def _take_back(self, letter: str) -> None:
        _, session = self._, self._session
        step = session.undo() if letter == "z" else session.redo()
        earlier = Earlier.of(line.event for line in session.history())
        words = taken_back if letter == "z" else brought_back
        print_wrapped(_.say(words(step, session.criteria_set, _.language, earlier)))

    # -- what one can do ----------------------------------------------------------------

    def _answers_words(self) -> str:
        _ = self._
        answers = (f"{_.say(value.words).lower()} ({letter})" for letter, value in LETTERS.items())
        return _("Svar med ord eller bokstav: {answers}.", answers=", ".join(answers))

    def _print_keys(self) -> None:
        """What can be answered, and how to go on."""
        _ = self._
        for line in (
            self._answers_words(),
            _("Begrunnelsen kan stå bak, slik: Delvis. Rutinen er fra 2014."),
            _("Enter hopper over. t går tilbake. q avslutter. ? viser alt du kan gjøre."),
            _("Alt lagres med en gang."),
        ):
            print_wrapped(line)

    def _explain(self) -> None:
        _ = self._
        for line in (
            _(
                "Svare: j, d, n, v, g med begrunnelse bak. k kommentar. c internt notat. "
                "x tar bort svaret."
            ),
            _(
                "Gå: Enter neste, t forrige, > neste ubesvarte, / og et ord søker, f velger hva "
                "dere får."
            ),
            _("Lese: l loven, i tidligere svar, o oversikt, h historikk, r rapport."),
            _(
                "Tall og hvem dere spør: m. Trekke utvalg: w. Dokumentasjon: e. Tiltak: p. "
                "Hver for seg: s."
            ),
            _(
                "Annen vurdering: a. Anbefalinger dere har fått: b. "
                "Kommunedirektørens uttalelse: u."
            ),
            _("Angre: z. Gjøre om igjen: y. Avslutte: q. Alt er lagret hele tiden."),
            _("En bokstav alene viser mer: prøv k, c, e, p, a, b, u, m, w, f, o, h, r eller s."),
        ):
            print_wrapped(line, "  ")
