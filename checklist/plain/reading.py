"""What is read out line by line: where one is, the question, the answer, the verdict, the law."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.appraisal import (
    CellState,
    CheckpointAppraisal,
    CriterionAppraisal,
    inside,
    map_row,
    point_yardstick,
)
from checklist.assessment import Thing
from checklist.criteria import Checkpoint, text_in
from checklist.i18n import Translator
from checklist.machine import print_wrapped
from checklist.plain.lines import OfAssessment
from checklist.session import Precedents, Session
from checklist.words import (
    NO_PRECEDENTS,
    REWORDED,
    TYPED,
    cited_places,
    clash_lines,
    conclusion_line,
    disagreement_lines,
    disagreement_words,
    field_difference_lines,
    figure_words,
    ladder_sentences,
    odds_words,
    opinions_of,
    partly_wording,
    progress_sentences,
    reasons_words,
    reference_lines,
    said_by,
    sample_lines,
    sign_off_mark,
    suggestion_words,
    verdict_sentence,
    waiting_evidence_lines,
    waiting_words,
    yardstick_words,
)


class ReadingOut(OfAssessment):
    """Prints an open assessment piece by piece, as it is now.

    What has just been read out is not read again: the theme and the criterion that the question
    before was about, and where the same question is asked once more, what has not changed.
    """

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._forget()

    def _forget(self) -> None:
        self._theme = self._criterion = self._checkpoint = ""
        self._answered: tuple[str, ...] = ()

    def print_head(self) -> None:
        """Which assessment this is, and how far it has come."""
        _ = self._
        assessment = self._session.assessment
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
        print_wrapped(progress_sentences(self._session.appraisal, _))
        if mark := sign_off_mark(self._session.since_sign_off(), _):
            print_wrapped(f"{mark}.")

    def print_criterion(self, appraised: CriterionAppraisal) -> None:
        """Theme, title and requirement; where it stops, if answers say anything of it."""
        _, criterion = self._, appraised.criterion
        if criterion.theme != self._theme:
            theme = next(t for t in self._session.criteria_set.themes if t.id == criterion.theme)
            print_wrapped(_("Tema: {theme}", theme=text_in(theme.title, _.language)))
        print_wrapped(_("Krav: {title}", title=text_in(criterion.title, _.language)))
        force = _.say(criterion.force.words).capitalize()
        print_wrapped(f"{force}: {text_in(criterion.requirement, _.language)}")
        if appraised.not_in_force is not None:
            print_wrapped(_("Ikke relevant: {reason}.", reason=_.say(appraised.not_in_force)))
        unsaid = (CellState.OPEN, CellState.EMPTY)
        if any(cell.state not in unsaid for cell in map_row([appraised]).values()):
            self.print_ladder(appraised)
        self._theme, self._criterion = criterion.theme, criterion.id

    def print_ladder(self, appraised: CriterionAppraisal) -> None:
        """Where the duty stops, and what is answered in each aspect."""
        for line in ladder_sentences(map_row([appraised]), self._):
            print_wrapped(line)

    def print_place(self, number: int, of: int) -> None:
        """How far one has come. The question that comes next is read in full."""
        print_wrapped(self._("Spørsmål {n} av {of}.", n=number, of=of))
        print_wrapped(progress_sentences(self._session.appraisal, self._))
        self._forget()

    def print_question(
        self, appraised: CriterionAppraisal, point: CheckpointAppraisal, number: int
    ) -> None:
        """What the question is about, what it asks, and what is answered."""
        _, checkpoint = self._, point.checkpoint
        print()
        if appraised.criterion.id != self._criterion:
            self.print_criterion(appraised)
        question = text_in(checkpoint.question, _.language)
        aspect = _.say(inside(checkpoint.aspect))
        asked = _("Spørsmål {n}, {aspect}: {question}", n=number, aspect=aspect, question=question)
        print_wrapped(asked)
        heard = self._answered
        if checkpoint.id != self._checkpoint:
            self._print_meaning(appraised, checkpoint)
            heard = ()
        self._checkpoint = checkpoint.id
        differing = self.differing_lines(Thing("answer", checkpoint.id))
        self._answered = (*self._answer_lines(point), *differing)
        for line in self._answered:
            if line not in heard:
                print_wrapped(line)

    def _print_meaning(self, appraised: CriterionAppraisal, checkpoint: Checkpoint) -> None:
        _ = self._
        print_wrapped(_("Ja betyr: {text}", text=text_in(checkpoint.yes_means, _.language)))
        if (partly := partly_wording(checkpoint, _)) is not None:
            print_wrapped(_("Delvis betyr: {text}", text=partly.text))
        on, criteria_set = self._session.assessment.date, self._session.criteria_set
        measured = point_yardstick(appraised.criterion, checkpoint, on)
        print_wrapped(yardstick_words(measured, criteria_set, _, in_full=True))

    def _number_lines(self, point: CheckpointAppraisal) -> Iterator[str]:
        """The number, what it says of the answer, and the sample it is taken from."""
        _ = self._
        if figure := figure_words(point.answer, point.checkpoint.measure, _):
            yield _("Tall: {number}", number=figure)
        municipality = self._session.assessment.municipality.number
        for other in reference_lines(point.checkpoint.measure, municipality, _):
            yield other.text
        if point.answer is not None and point.at_odds:
            yield odds_words(point.answer, _)
        yield from sample_lines(point, self._session.appraisal, _)
        if suggested := suggestion_words(point, _):
            yield suggested

    def _waiting_lines(self, point: CheckpointAppraisal) -> Iterator[str]:
        """The earlier answer that waits, what it rests on, and how it is confirmed."""
        _, waiting = self._, point.waiting
        if waiting is None:
            return
        predecessor = self._session.assessment.taken_from("answer", point.checkpoint.id)
        yield waiting_words(waiting, point.checkpoint.measure, predecessor, _)
        yield from waiting_evidence_lines(waiting, _)
        if waiting.reworded:
            yield _.say(REWORDED)
        yield _("{take_over} (er lik) bekrefter det.", **TYPED)

    def _answer_lines(self, point: CheckpointAppraisal) -> Iterator[str]:
        _ = self._
        if point.value is None:
            yield _("Ikke besvart.")
            yield from self._waiting_lines(point)
        else:
            yield _("Svart: {answer}", answer=_.say(point.value.words))
        if self._session.is_after_sign_off(Thing("answer", point.checkpoint.id)):
            yield _("Endret etter godkjenningen.")
        if differ := self._session.assessment.disagreement(point.checkpoint.id):
            yield _("Ulike svar: {who}.", who=disagreement_words(opinions_of(differ), _))
        if differing := self._session.differing(point.checkpoint.id):
            yield _("Dere svarte ulikt hver for seg:")
            for said in said_by(differing, _):
                yield said.in_full
        if differ or differing:
            yield _("Avgjør med ja, delvis eller nei.")
        answer = point.answer
        if answer is not None and answer.comment:
            told = f"{answer.comment} ({answer.place})" if answer.place else answer.comment
            yield _("Kommentar: {text}", text=told)
        if answer is not None and answer.note:
            yield _("Internt notat: {text}", text=answer.note)
        yield from self._number_lines(point)
        for evidence, weight in point.evidence:
            reasons = reasons_words(weight, _)
            strength = _.say(weight.strength.words) + (f": {reasons}" if reasons else "")
            yield _("Dokumentasjon: {title} ({strength})", title=evidence.title, strength=strength)

    def print_verdict(self, criterion: str) -> None:
        """The verdict with its reason."""
        _ = self._
        self.print_differing(Thing("verdict", criterion))
        verdict = self._session.appraised(criterion).verdict
        reason = _.say(verdict.reason) if verdict.set_reason is None else verdict.set_reason
        print_wrapped(_.say(verdict_sentence(verdict.code)))
        print_wrapped(_("Hvorfor: {text}", text=reason))

    def print_law(self, appraised: CriterionAppraisal) -> None:
        """The law in plain words, and why it matters."""
        _ = self._
        for label, citation, _source in cited_places(
            self._session.appraisal, appraised.criterion, _
        ):
            print_wrapped(f"{label}: {text_in(citation.says, _.language)}", "  ")
        print_wrapped(_("Hvorfor: {text}", text=text_in(appraised.criterion.why, _.language)), "  ")

    def print_precedents(self, appraised: CriterionAppraisal) -> None:
        """What the municipality answered before, and what published audits found."""
        _ = self._
        found = Precedents(self._session).of(appraised.criterion)
        if not found:
            print_wrapped(_.say(NO_PRECEDENTS), "  ")
        aspects = {point.id: point.aspect for point in appraised.criterion.checkpoints}
        for precedent in found:
            aspect = _.say(aspects[precedent.checkpoint].words)
            place = f" ({precedent.place})" if precedent.place else ""
            print_wrapped(
                f"{aspect}: {precedent.municipality} {precedent.on.year}{place}: "
                f"{_.say(precedent.value.words)}. {precedent.comment}",
                "  ",
            )

    def print_conclusions(self) -> None:
        """How far one has come, each theme with its conclusion, and what does not go together."""
        _ = self._
        appraisal = self._session.appraisal
        print()
        print_wrapped(progress_sentences(appraisal, _))
        print_wrapped(_("Alt er lagret."))
        print_wrapped(_.plural("{n} tema:", "{n} temaer:", len(appraisal.themes)))
        for theme in appraisal.themes:
            print_wrapped(conclusion_line(theme, _))
        for line in (
            *clash_lines(appraisal, _),
            *disagreement_lines(appraisal, _),
            *field_difference_lines(appraisal, _),
        ):
            print_wrapped(line)
