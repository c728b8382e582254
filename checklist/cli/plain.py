"""Line by line: the same walk without a screen, for a screen reader, a pipe or a bad line.

One question at a time, one line of answer. An answer and its comment go on one line:
`d Rutinen er fra 2014.`
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

import msgspec

from checklist.appraisal.appraise import CheckpointAppraisal, CriterionAppraisal
from checklist.appraisal.selection import EVERYTHING, Selection
from checklist.appraisal.together import labels
from checklist.assessment.events import Answer
from checklist.catalogue.model import AnswerValue, text_in
from checklist.cli.output import (
    clash_lines,
    conclusion_line,
    disagreement_lines,
    disagreement_words,
    print_wrapped,
)
from checklist.cli.plain_evidence import PlainActions, PlainEvidence
from checklist.cli.together import opinion_line
from checklist.environment import Environment
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Translator
from checklist.session import Session

LETTERS = {
    "j": AnswerValue.YES,
    "d": AnswerValue.PARTLY,
    "n": AnswerValue.NO,
    "v": AnswerValue.UNKNOWN,
    "g": AnswerValue.NOT_APPLICABLE,
}
"""The same letters as on screen."""


def show(assessment: str, environment: Environment, _: Translator) -> ExitCode:
    """Print every criterion with its answers and verdict."""
    with environment.journal() as journal:
        session = Session(journal, assessment, environment.author, environment.evidence_files)
        walk = _Walk(session, _)
        walk.print_head()
        for appraised in session.appraisal.criteria.values():
            walk.print_criterion(appraised)
            for point in appraised.asked:
                walk.print_checkpoint(appraised, point)
                walk.print_answer(point)
            walk.print_verdict(appraised.criterion.id)
        walk.print_conclusions()
    return ExitCode.DONE


def walk_lines(
    assessment: str,
    environment: Environment,
    _: Translator,
    answers: TextIO,
    selection: Selection | None = None,
) -> ExitCode:
    """Ask about every checkpoint from the first unanswered one, reading a line for each.

    `selection` leaves out some of them.
    """
    with environment.journal() as journal:
        session = Session(
            journal, assessment, environment.author, environment.evidence_files, alone=True
        )
        _Walk(session, _).run(answers, selection or EVERYTHING)
    return ExitCode.DONE


class _Walk:
    def __init__(self, session: Session, translator: Translator) -> None:
        self._session = session
        self._ = translator

    def run(self, answers: TextIO, selection: Selection) -> None:
        _, session = self._, self._session
        if selection.role is not None:
            session.role(selection.role)
        places = [
            (appraised.criterion.id, point.checkpoint.id)
            for appraised in session.appraisal.criteria.values()
            for point in selection.of(appraised, session.assessment)
        ]
        position = self._first_unanswered(places)
        self.print_head()
        if selection != EVERYTHING:
            print_wrapped(
                _.plural(
                    "Du får {n} kontrollpunkt i dette utvalget.",
                    "Du får {n} kontrollpunkter i dette utvalget.",
                    len(places),
                )
            )
        print_wrapped(self._keys())
        shown = ""
        while 0 <= position < len(places):
            # What others have answered meanwhile is read out before the next question.
            self._take_in_others()
            criterion, checkpoint = places[position]
            appraised = self._session.appraised(criterion)
            if criterion != shown:
                self.print_criterion(appraised)
                shown = criterion
            point = self._point(criterion, checkpoint)
            self.print_checkpoint(appraised, point)
            self.print_answer(point)
            print(_("Svar: "), end="", flush=True)
            line = answers.readline()
            if not line:
                print()
                break
            print()
            step = self._take(line.strip(), criterion, checkpoint)
            if step is None:
                break
            position = max(0, position + step)
        self.print_conclusions()

    def _take_in_others(self) -> None:
        before = self._session.round
        self._session.refresh()
        if before is None and self._session.round is not None:
            print_wrapped(self._("Nå svarer dere hver for seg. Bare du ser det du svarer."))
        elif before is not None and self._session.round is None:
            print_wrapped(self._("Svarene er åpnet, og dere svarer sammen igjen."))

    def _take(self, line: str, criterion: str, checkpoint: str) -> int | None:
        """Carry out one line. How many places to move, or None to end."""
        _ = self._
        letter, _space, rest = line.partition(" ")
        letter, rest = letter.casefold(), rest.strip()
        try:
            match letter:
                case "":
                    return 1
                case "q":
                    return None
                case "t":
                    return -1
                case "l" | "i" | "k" | "e" | "p" | "m":
                    self._stay(letter, rest, criterion, checkpoint)
                    return 0
                case "k" | "m" | "z" | "y":
                    self._change(letter, rest, checkpoint)
                    return 0
                case choice if choice in LETTERS:
                    self._answer(LETTERS[choice], rest, criterion, checkpoint)
                    return 1
                case _other:
                    print_wrapped(_("Forstod ikke «{line}».", line=line[:40]))
                    print_wrapped(self._keys())
                    return 0
        except SamsjekkError as error:
            print_wrapped(error.text(_))
            return 0

    def _stay(self, letter: str, rest: str, criterion: str, checkpoint: str) -> None:
        """Show or add something, and ask the same question again."""
        match letter:
            case "l":
                self._print_law(self._session.appraised(criterion))
            case "i":
                self._print_precedents(self._session.appraised(criterion))
            case "k":
                self._session.comment(checkpoint, rest)
                print_wrapped(self._("Kommentaren er lagret."))
            case "e":
                PlainEvidence(self._session, self._).take(rest, checkpoint)
            case "p":
                PlainActions(self._session, self._).take(rest, criterion)
            case _number:
                self._take_number(rest, checkpoint)

    def _answer(self, value: AnswerValue, comment: str, criterion: str, checkpoint: str) -> None:
        _ = self._
        before = self._session.assessment.answer(checkpoint) or Answer()
        self._session.set_answer(
            checkpoint,
            msgspec.structs.replace(before, value=value, comment=comment or before.comment),
            decides=True,
        )
        print_wrapped(_("Lagret: {answer}.", answer=_.say(value.words)))
        if self._point(criterion, checkpoint).comment_missing:
            print_wrapped(
                _("Svaret trenger en begrunnelse. Gå tilbake med t, og skriv k og begrunnelsen.")
            )
        if all(point.value is not None for point in self._session.appraised(criterion).asked):
            self.print_verdict(criterion)

    def _change(self, letter: str, rest: str, checkpoint: str) -> None:
        match letter:
            case "k":
                self._session.comment(checkpoint, rest)
                print_wrapped(self._("Kommentaren er lagret."))
            case "m":
                self._take_number(rest, checkpoint)
            case _:
                self._take_back(letter)

    def _take_back(self, letter: str) -> None:
        from checklist.reporting.history_words import (  # noqa: PLC0415 - only used here
            Earlier,
            describe_step,
        )

        _, session = self._, self._session
        step = session.undo() if letter == "z" else session.redo()
        earlier = Earlier.of(line.event for line in session.history())
        what = _.say(describe_step(step, session.criteria_set, _.language, earlier))
        print_wrapped(
            _("Angret: {what}", what=what)
            if letter == "z"
            else _("Tilbake igjen: {what}", what=what)
        )

    def _take_number(self, rest: str, checkpoint: str) -> None:
        _ = self._
        numbers = rest.replace(",", ".").split()
        before = self._session.assessment.answer(checkpoint) or Answer()
        try:
            if len(numbers) > 1:
                after = msgspec.structs.replace(before, count=int(numbers[0]), of=int(numbers[-1]))
            else:
                after = msgspec.structs.replace(before, number=float(numbers[0]))
        except (ValueError, IndexError):
            print_wrapped(_("Skriv tallet slik: m 12, eller slik: m 12 av 40."))
            return
        self._session.set_answer(checkpoint, after)
        print_wrapped(_("Tallet er lagret."))

    def _keys(self) -> str:
        return self._(
            "j ja, d delvis, n nei, v vet ikke, g gjelder ikke; begrunnelsen kan stå bak, slik: "
            "d Rutinen er fra 2014. Enter hopper over, t går tilbake, k skriver kommentar, m tall, "
            "e dokumentasjon, p tiltak, l viser loven, i tidligere svar, z angrer, "
            "y gjør om igjen, q avslutter. Alt lagres med en gang."
        )

    def _first_unanswered(self, places: list[tuple[str, str]]) -> int:
        for position, (_criterion, checkpoint) in enumerate(places):
            answer = self._session.assessment.answer(checkpoint)
            if answer is None or answer.value is None:
                return position
        return 0

    def _point(self, criterion: str, checkpoint: str) -> CheckpointAppraisal:
        points = self._session.appraised(criterion).asked
        return next(point for point in points if point.checkpoint.id == checkpoint)

    def print_head(self) -> None:
        _ = self._
        assessment = self._session.assessment
        progress = self._session.appraisal.progress
        if self._session.round is not None:
            print_wrapped(_("Du svarer alene: bare du ser det du svarer til dere åpner svarene."))
        print_wrapped(
            _(
                "{municipality}, {day}. {title}",
                municipality=assessment.municipality.name,
                day=_.date(assessment.date),
                title=text_in(self._session.criteria_set.title, _.language),
            )
        )
        print_wrapped(
            _(
                "{answered} av {of} kontrollpunkter er besvart.",
                answered=progress.answered,
                of=progress.of,
            )
        )

    def print_criterion(self, appraised: CriterionAppraisal) -> None:
        _ = self._
        criterion = appraised.criterion
        theme = next(t for t in self._session.criteria_set.themes if t.id == criterion.theme)
        print()
        place = f"{text_in(theme.title, _.language)} › {text_in(criterion.title, _.language)}"
        print_wrapped(f"{place} [{_.say(criterion.force.words)}]")
        print_wrapped(text_in(criterion.requirement, _.language))
        if appraised.not_in_force is not None:
            print_wrapped(_("Ikke relevant: {reason}.", reason=_.say(appraised.not_in_force)))

    def print_checkpoint(self, appraised: CriterionAppraisal, point: CheckpointAppraisal) -> None:
        _ = self._
        checkpoint = point.checkpoint
        number = appraised.asked.index(point) + 1
        print()
        print_wrapped(
            "{number} {aspect}: {question}".format(
                number=_("Spørsmål {n} av {of}.", n=number, of=len(appraised.asked)),
                aspect=_.say(checkpoint.aspect.words),
                question=text_in(checkpoint.question, _.language),
            )
        )
        print_wrapped(_("Ja betyr: {text}", text=text_in(checkpoint.yes_means, _.language)), "  ")

    def print_answer(self, point: CheckpointAppraisal) -> None:
        for line in self._answer_lines(point):
            print_wrapped(line, "  ")

    def _answer_lines(self, point: CheckpointAppraisal) -> Iterator[str]:
        _ = self._
        if point.value is None:
            yield _("Ikke besvart.")
        else:
            yield _("Svart: {answer}", answer=_.say(point.value.words))
        if differ := self._session.assessment.disagreement(point.checkpoint.id):
            yield _(
                "Ulike svar: {who}. Avgjør med j, d eller n.", who=disagreement_words(differ, _)
            )
        if differing := self._session.differing(point.checkpoint.id):
            yield _("Dere svarte ulikt hver for seg. Avgjør med j, d eller n:")
            names = labels(opinion.author for opinion in differing)
            for opinion in differing:
                yield opinion_line(opinion, names[opinion.author.name], _)
        answer = point.answer
        if answer is not None and answer.comment:
            yield answer.comment + (f" ({answer.place})" if answer.place else "")
        if answer is not None and answer.count is not None and answer.of is not None:
            yield _("{n} av {of}", n=answer.count, of=answer.of)
        if answer is not None and answer.number is not None:
            yield _("Tall: {number}", number=f"{answer.number:g}")
        for evidence, weight in point.evidence:
            reasons = ", ".join(_.say(reason) for reason in weight.reasons)
            strength = _.say(weight.strength.words) + (f": {reasons}" if reasons else "")
            yield _("Dokumentasjon: {title} ({strength})", title=evidence.title, strength=strength)

    def print_verdict(self, criterion: str) -> None:
        _ = self._
        verdict = self._session.appraised(criterion).verdict
        print_wrapped(
            _(
                "Vurdering: {verdict} ({reason}).",
                verdict=_.say(verdict.code.words),
                reason=_.say(verdict.reason) if verdict.set_reason is None else verdict.set_reason,
            )
        )

    def _print_law(self, appraised: CriterionAppraisal) -> None:
        _ = self._
        sources = {source.id: source for source in self._session.criteria_set.sources}
        for citation in self._session.appraisal.citations(appraised.criterion):
            source = sources[citation.source]
            section = f" § {citation.section}" if citation.section else ""
            name = text_in(source.short, _.language) + section
            print_wrapped(f"{name}: {text_in(citation.says, _.language)}", "  ")
        print_wrapped(_("Hvorfor: {text}", text=text_in(appraised.criterion.why, _.language)), "  ")

    def _print_precedents(self, appraised: CriterionAppraisal) -> None:
        """What the municipality answered before, and what published audits found."""
        from checklist.precedents import Precedents  # noqa: PLC0415 - reads the audits

        _ = self._
        found = Precedents(self._session).of(appraised.criterion)
        if not found:
            print_wrapped(_("Ingen tidligere vurdering og ingen revisjon sier noe her."), "  ")
        numbers = {point.checkpoint.id: n for n, point in enumerate(appraised.asked, start=1)}
        for precedent in found:
            place = f" ({precedent.place})" if precedent.place else ""
            print_wrapped(
                f"{numbers.get(precedent.checkpoint, '–')} {precedent.municipality} "
                f"{precedent.on.year}{place}: {_.say(precedent.value.words)}. {precedent.comment}",
                "  ",
            )

    def print_conclusions(self) -> None:
        _ = self._
        print()
        for theme in self._session.appraisal.themes:
            print_wrapped(f"{conclusion_line(theme, _)}.")
        appraisal = self._session.appraisal
        for line in (*clash_lines(appraisal, _), *disagreement_lines(appraisal, _)):
            print_wrapped(line)
        progress = self._session.appraisal.progress
        print_wrapped(
            _(
                "{answered} av {of} kontrollpunkter er besvart. Alt er lagret.",
                answered=progress.answered,
                of=progress.of,
            )
        )
